// SPDX-License-Identifier: GPL-3.0-or-later
// Advice: every code that a person can meet has a sentence; errors of wrong keys are told as that.
#include "api/advice.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(console::Error::Kind)

class ApiAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasASentence_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"AC-001", "AC-100", "AC-101", "AC-102", "AC-103", "AC-104", "AC-105", "AC-106", "AC-111", "AC-112", "AC-114", "AC-115",
                                 "AC-117", "AC-204", "AC-500", "AR-100", "AR-500", "AP002", "AP006", "AP101", "AP102", "AP104", "AP105", "AP106", "AP107", "AP108",
                                 "AP111", "AP112", "AP113", "AP115", "AP118", "AP119", "AP300", "AP414", "AP415", "AP700", "AP701"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void everyCodeHasASentence()
    {
        QFETCH(QString, code);
        const QString advice = adviceForCode(code);
        QVERIFY(advice.size() > 20);
        QVERIFY2(advice.endsWith(u'.'), qPrintable(advice));
        QCOMPARE(adviceForCode(u' ' + code.toLower() + u' '), advice);
        QCOMPARE(advised({.code = code}).advice, advice);
        QCOMPARE(adviceFor(advised({.kind = Error::Kind::Service, .code = code})), advice);
    }

    void unknownCodesHaveNone()
    {
        QVERIFY(adviceForCode({}).isEmpty());
        QVERIFY(adviceForCode(u"AC-999"_s).isEmpty());
        QVERIFY(!adviceFor(advised({.kind = Error::Kind::Service, .code = u"AC-999"_s})).isEmpty()); // the kind's general one
        QCOMPARE(advised({.code = u"AC-101"_s, .advice = u"own"_s}).advice, u"own"_s);
    }

    void errorsOfTokenCalls_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("aboutKeys");
        using Kind = Error::Kind;
        QTest::newRow("wrong Aerosync key") << Kind::Service << 401 << u"AC-101"_s << true;
        QTest::newRow("key not authorised") << Kind::Service << 403 << u"AC-001"_s << true;
        QTest::newRow("malformed key") << Kind::Service << 400 << u"AC-100"_s << true;
        QTest::newRow("wrong Aeropay key with 200") << Kind::Service << 200 << u"AP002"_s << true;
        QTest::newRow("wrong merchant") << Kind::Service << 400 << u"AP701"_s << true;
        QTest::newRow("unknown user") << Kind::Service << 400 << u"AP701 userId"_s << false;
        QTest::newRow("plain 401") << Kind::Http << 401 << QString() << true;
        QTest::newRow("plain 500") << Kind::Http << 500 << QString() << false;
        QTest::newRow("server's fault in a 200") << Kind::Service << 200 << u"AC-500"_s << false;
        QTest::newRow("network") << Kind::Network << 0 << QString() << false;
        QTest::newRow("timeout") << Kind::Timeout << 0 << QString() << false;
        QTest::newRow("wrong shape") << Kind::Decode << 200 << QString() << false;
    }
    void errorsOfTokenCalls()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(bool, aboutKeys);
        const QString words = code.section(u' ', 1); // what the service says is wrong
        code = code.section(u' ', 0, 0);
        const Error before{.kind = kind, .message = u"said "_s + words, .where = u"POST /v2/token"_s, .code = code, .httpStatus = status};
        const Error after = keyError(before, u"Aerosync"_s);
        QCOMPARE(after.kind, aboutKeys ? Error::Kind::Credentials : kind);
        QCOMPARE(after.message.startsWith(u"Aerosync refused the keys"_s), aboutKeys);
        QVERIFY(after.message.contains(u"said"_s));
        QCOMPARE(after.code, code);
        QCOMPARE(after.where, before.where);
        QVERIFY(!adviceFor(after).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ApiAdvice)
#include "api_advice.moc"
