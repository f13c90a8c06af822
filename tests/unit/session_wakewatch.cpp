// SPDX-License-Identifier: GPL-3.0-or-later
// WakeWatch: a wall clock that goes as the timers do says nothing; one that jumps is noticed once.
#include "session/wakewatch.h"

#include <QSignalSpy>
#include <QtTest>

using namespace console;
using namespace std::chrono_literals;

class SessionWakeWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jumps_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("told");
        QTest::newRow("as usual") << 0 << false;
        QTest::newRow("a little") << 5 << false;
        QTest::newRow("slept an hour") << 3600 << true;
        QTest::newRow("set back") << -3600 << true;
    }
    void jumps()
    {
        QFETCH(int, seconds);
        QFETCH(bool, told);
        qint64 shift = 0, looked = 0;
        WakeWatch watch([&] { ++looked; return QDateTime::currentDateTimeUtc().addSecs(shift); }, 2ms);
        QList<std::chrono::milliseconds> jumps;
        connect(&watch, &WakeWatch::jumped, this, [&](std::chrono::milliseconds by) { jumps << by; });
        QTRY_VERIFY(looked > 3);
        QVERIFY(jumps.isEmpty());
        shift = seconds;
        const qint64 before = looked;
        QTRY_VERIFY(looked > before + 5);
        QCOMPARE(jumps.size(), told ? 1 : 0);
        if (told)
            QVERIFY(std::abs(jumps.first().count() - 1000 * seconds) < 5000);
    }
};

QTEST_GUILESS_MAIN(SessionWakeWatch)
#include "session_wakewatch.moc"
