// SPDX-License-Identifier: GPL-3.0-or-later
// Secret: never printed, never shared, overwritten when it goes.
#include "base/secret.h"

#include <QDebug>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {
const QByteArray key = "sk-live-4711-überall"; // with bytes above 127
}

class BaseSecret : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isNeverPrinted()
    {
        QString out;
        QDebug(&out) << Secret(key) << Secret();
        QVERIFY2(out.contains(u"Secret(set)"_s) && out.contains(u"Secret(empty)"_s), qPrintable(out));
        QVERIFY(!out.contains(u"4711"_s));

        QString inside; // inside a container and a variant, as a debugger's log would show it
        QDebug(&inside) << QList<Secret>{Secret(key)} << QVariant::fromValue(Secret(key));
        QVERIFY2(!inside.contains(u"4711"_s), qPrintable(inside));
    }

    void cannotBecomeTextOrBeCompared()
    {
        static_assert(!std::is_convertible_v<Secret, QString>);
        static_assert(!std::is_convertible_v<Secret, QByteArray>);
        static_assert(!std::is_convertible_v<QString, Secret>);
        static_assert(!std::equality_comparable<Secret>);
        QVERIFY(!QVariant::fromValue(Secret(key)).canConvert<QString>());
    }

    void keepsItsBytes()
    {
        QCOMPARE(Secret(key).reveal(), key);
        QCOMPARE(Secret(QString::fromUtf8(key)).reveal(), key);
        QCOMPARE(Secret(key).revealText(), QString::fromUtf8(key));
        QVERIFY(Secret().isEmpty());
        QVERIFY(Secret(QByteArray()).isEmpty());
        QVERIFY(!Secret(key).isEmpty());
    }

    void copiesAreIndependent()
    {
        const QByteArray given("given-bytes-of-the-caller");
        auto first = std::make_unique<Secret>(given);
        QVERIFY(first->reveal().constData() != given.constData());
        Secret copy(*first);
        Secret assigned{QByteArray("something else")};
        assigned = *first;
        QVERIFY(copy.reveal().constData() != first->reveal().constData());
        QVERIFY(assigned.reveal().constData() != first->reveal().constData());
        first.reset(); // wipes its own bytes, and only those
        QCOMPARE(copy.reveal(), given);
        QCOMPARE(assigned.reveal(), given);
        QCOMPARE(given, QByteArray("given-bytes-of-the-caller"));
    }

    void movingLeavesNothingBehind()
    {
        Secret from(key);
        Secret to(std::move(from));
        QVERIFY(from.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the promise
        QCOMPARE(to.reveal(), key);
        Secret last{QByteArray("old")};
        last = std::move(to);
        QVERIFY(to.isEmpty()); // NOLINT(bugprone-use-after-move)
        QCOMPARE(last.reveal(), key);
    }

    void assigningItselfChangesNothing()
    {
        Secret secret(key);
        Secret &same = secret;
        secret = same;
        QCOMPARE(secret.reveal(), key);
        secret = std::move(same);
        QCOMPARE(secret.reveal(), key);
    }

    void overwritesWhereItStands()
    {
        QByteArray bytes(32, 'x');
        const char *memory = bytes.constData();
        overwrite(bytes);
        QCOMPARE(bytes.constData(), memory); // no copy was made and wiped instead
        QCOMPARE(bytes, QByteArray(32, '\0'));
    }

    void leavesSharedBytesAlone()
    {
        QByteArray bytes(32, 'x');
        const QByteArray holder = bytes; // a request that is still being sent
        overwrite(bytes);
        QCOMPARE(holder, QByteArray(32, 'x'));
        QByteArray nothing;
        overwrite(nothing);
        QVERIFY(nothing.isEmpty());
        QByteArray constant = QByteArrayLiteral("in read-only memory");
        overwrite(constant); // must not crash
        QCOMPARE(constant, QByteArray("in read-only memory"));
    }

    void comparesOnRequest_data()
    {
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("same");
        QTest::newRow("same") << key << true;
        QTest::newRow("one byte") << QByteArray(key).replace("4", "5") << false;
        QTest::newRow("shorter") << key.chopped(1) << false;
        QTest::newRow("longer") << key + "x" << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void comparesOnRequest()
    {
        QFETCH(QByteArray, other);
        QFETCH(bool, same);
        QCOMPARE(Secret(key).sameAs(Secret(other)), same);
        QCOMPARE(Secret(other).sameAs(Secret(key)), same);
    }
};

QTEST_APPLESS_MAIN(BaseSecret)
#include "base_secret.moc"
