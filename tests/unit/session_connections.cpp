// SPDX-License-Identifier: GPL-3.0-or-later
// Connections: newest first, what is known is never forgotten, the newest link is the selected one.
#include "session/connections.h"

#include <QSignalSpy>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

class SessionConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirstAndSelected()
    {
        Connections connections;
        QSignalSpy selection(&connections, &Connections::selectionChanged);
        QVERIFY(connections.add({.connectionId = u"c1"_s}));
        QVERIFY(connections.add({.connectionId = u"c2"_s}));
        QVERIFY(!connections.add({}));
        QCOMPARE(connections.all().size(), 2);
        QCOMPARE(connections.all().first().connectionId, u"c2"_s);
        QCOMPARE(connections.selected(), u"c2"_s);
        QCOMPARE(selection.count(), 2);
    }

    void addingAgainFillsIn()
    {
        Connections connections;
        const QDateTime then = QDateTime::currentDateTimeUtc();
        connections.add({.connectionId = u"c1"_s, .accountType = u"CHECKING"_s, .linkedAt = then, .launchId = u"launch-1"_s});
        QVERIFY(!connections.add({.connectionId = u"c1"_s, .numberDisplay = u"2901"_s}));
        QCOMPARE(connections.all().size(), 1);
        QCOMPARE(connections.find(u"c1"_s)->accountType, u"CHECKING"_s);
        QCOMPARE(connections.find(u"c1"_s)->numberDisplay, u"2901"_s);
        QCOMPARE(connections.find(u"c1"_s)->linkedAt, then);
        QCOMPARE(connections.find(u"c1"_s)->launchId, u"launch-1"_s);
        QVERIFY(!connections.find(u"c9"_s));
    }

    void theBankComesFromTheAccount()
    {
        Connections connections;
        connections.add({.connectionId = u"c1"_s});
        QVERIFY(connections.find(u"c1"_s)->bank.isEmpty());
        Account account;
        account.bankName = u"Aerobank NA"_s;
        account.nickname = u"Checking"_s;
        account.connectionStatus = u"CONNECTED"_s;
        account.canFetchBalance = false;
        connections.apply(u"c1"_s, account);
        QCOMPARE(connections.find(u"c1"_s)->bank, u"Aerobank NA"_s);
        QCOMPARE(connections.find(u"c1"_s)->canFetchBalance, std::optional<bool>(false));
        account.institutionName = u"Aerobank"_s;
        connections.apply(u"c1"_s, account);
        QCOMPARE(connections.find(u"c1"_s)->bank, u"Aerobank"_s);
        connections.apply(u"unknown"_s, account); // nothing appears out of nothing
        QCOMPARE(connections.all().size(), 1);
    }

    void theServicesListAddsAndFillsIn()
    {
        Connections connections;
        connections.add({.connectionId = u"c1"_s, .launchId = u"launch-1"_s});
        connections.apply({ConnectionSummary{u"c1"_s, u"Aerobank"_s, u"n"_s, u"2901"_s, u"CONNECTED"_s, {}}, ConnectionSummary{u"c2"_s, u"Other"_s, {}, {}, u"EXPIRED_CONSENT"_s, {}},
                           ConnectionSummary{}});
        QCOMPARE(connections.all().size(), 2);
        QCOMPARE(connections.find(u"c1"_s)->bank, u"Aerobank"_s);
        QCOMPARE(connections.find(u"c1"_s)->launchId, u"launch-1"_s);
        QCOMPARE(connections.find(u"c2"_s)->status, u"EXPIRED_CONSENT"_s);
        QCOMPARE(connections.selected(), u"c1"_s);
    }

    void theListSelectsWhenNothingIsSelected()
    {
        Connections connections;
        connections.apply({ConnectionSummary{u"c2"_s, {}, {}, {}, {}, {}}});
        QCOMPARE(connections.selected(), u"c2"_s);
    }

    void goodStatuses_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("good");
        QTest::newRow("none yet") << QString() << true;
        QTest::newRow("CONNECTED") << u"CONNECTED"_s << true;
        QTest::newRow("connected") << u"connected"_s << true;
        QTest::newRow("ACTIVE") << u"Active"_s << true;
        QTest::newRow("EXPIRED_CONSENT") << u"EXPIRED_CONSENT"_s << false;
        QTest::newRow("REVOKED_BY_USER") << u"REVOKED_BY_USER"_s << false;
        QTest::newRow("revoked") << u"revoked"_s << false;
        QTest::newRow("unknown word") << u"DISCONNECTED"_s << false;
    }
    void goodStatuses()
    {
        QFETCH(QString, status);
        QFETCH(bool, good);
        QCOMPARE((Connection{.connectionId = u"c"_s, .status = status}).isGood(), good);
    }

    void selectOnlyWhatIsThere()
    {
        Connections connections;
        connections.add({.connectionId = u"c1"_s});
        connections.add({.connectionId = u"c2"_s});
        connections.select(u"c9"_s);
        QCOMPARE(connections.selected(), u"c2"_s);
        connections.select(u"c1"_s);
        QCOMPARE(connections.selected(), u"c1"_s);
    }

    void clearEmptiesBoth()
    {
        Connections connections;
        connections.add({.connectionId = u"c1"_s});
        QSignalSpy changed(&connections, &Connections::changed);
        QSignalSpy selection(&connections, &Connections::selectionChanged);
        connections.clear();
        connections.clear();
        QVERIFY(connections.all().isEmpty() && connections.selected().isEmpty());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(selection.count(), 1);
    }
};

QTEST_GUILESS_MAIN(SessionConnections)
#include "session_connections.moc"
