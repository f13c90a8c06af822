// SPDX-License-Identifier: GPL-3.0-or-later
// RedactionRules: the table is read line by line; what is no rule is told with its line, and the others hold.
#include "session/redactor.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

class SessionRedactionRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBuiltInOnesKnowWhatTheContractNames()
    {
        const RedactionRules &rules = RedactionRules::builtIn();
        for (const char *name : {"apiKey", "api_secret", "TOKEN", "widget-token", "jwt", "password"}) {
            QVERIFY2(rules.field(name), name);
            QVERIFY2(rules.field(name)->isCredential, name);
        }
        for (const char *name : {"accountNumber", "routing_number", "accountHolderName", "email", "phoneNumber", "address_fields", "description"}) {
            QVERIFY2(rules.field(name), name);
            QVERIFY2(!rules.field(name)->isCredential, name);
        }
        for (const char *name : {"", "_", "-", "id", "connectionId", "accountNumberDisplay", "user_password", "tokenized", "amount"})
            QVERIFY2(!rules.field(name), name);
        QVERIFY(!rules.field(QByteArray(200, 'a')));
        QVERIFY(rules.isSecretHeader("x-api-key") && rules.isSecretHeader("AUTHORIZATION") && !rules.isSecretHeader("Accept"));
    }

    void linesThatAreNoRules_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("word"); // of the message
        QTest::newRow("another kind") << QByteArray("secret field a") << u"“secret”"_s;
        QTest::newRow("nothing after the kind") << QByteArray("credential") << u"Names are missing"_s;
        QTest::newRow("no names") << QByteArray("credential field") << u"Names are missing"_s;
        QTest::newRow("another place") << QByteArray("credential body a") << u"body"_s;
        QTest::newRow("a personal header") << QByteArray("name header X-Name") << u"X-Name"_s;
        QTest::newRow("a personal prefix") << QByteArray("name prefix abcdef") << u"abcdef"_s;
        QTest::newRow("a short prefix") << QByteArray("credential prefix abc") << u"abc"_s;
        QTest::newRow("a name with other signs") << QByteArray("credential field a.b") << u"a.b"_s;
        QTest::newRow("a name of nothing") << QByteArray("credential field ___") << u"___"_s;
        QTest::newRow("a broken expression") << QByteArray("credential pattern (a") << u"expression"_s;
        QTest::newRow("an expression for nothing") << QByteArray("credential pattern a*") << u"everywhere"_s;
    }
    void linesThatAreNoRules()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, word);
        RedactionRules rules;
        const QList<Error> errors = rules.add("# mine\n\n" + line + "\ncredential field pin\n", u"my file"_s);
        QCOMPARE(errors.size(), 1);
        QVERIFY2(errors.first().message.contains(word), qPrintable(errors.first().message));
        QCOMPARE(errors.first().where, u"my file, line 3"_s);
        QVERIFY(!errors.first().advice.isEmpty());
        QVERIFY(rules.field("pin")); // the others hold
    }

    void onesOwnRulesAddToTheBuiltIn()
    {
        RedactionRules rules = RedactionRules::builtIn();
        QCOMPARE(rules.add("credential field pin  internal_ref\r\n"
                           "credential header X-Our-Key\n"
                           "credential prefix acme_\n"
                           "number field taxId\n"
                           "name field token # is one word of four, and cannot become less than a credential\n"
                           "credential pattern \\bTKT-[0-9]{6}\\b\n"
                           "line pattern Flat [0-9]+ öst\n", u"mine"_s).size(), 1); // “#” is no name: a comment has its own line
        QCOMPARE(rules.add("name field token\n", u"mine"_s).size(), 0);
        Redactor redactor;
        redactor.setRules(rules);
        QCOMPARE(redactor.text(u"{\"pin\":\"1\",\"Internal-Ref\":\"x\",\"token\":\"Abc Def\"} TKT-123456 ATKT-123456"_s),
                 u"{\"pin\":\"‹redacted›\",\"Internal-Ref\":\"‹redacted›\",\"token\":\"‹redacted›\"} ‹redacted› ATKT-123456"_s);
        QCOMPARE(redactor.text(u"key acme_0123456789abcdef0 and acme_short"_s), u"key ‹redacted› and acme_short"_s);
        QCOMPARE(redactor.text(u"in ü Flat 12 öst, tax_id=123456789"_s), u"in ü •••• •• •••, tax_id=••••6789"_s);
        QCOMPARE(redactor.headers({{"x-our-key", "abc"}}), (Headers{{"x-our-key", "‹redacted›"}}));
    }

    void files()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"redaction-rules.txt"_s);
        RedactionRules rules;
        QVERIFY(rules.addFile(file).isEmpty()); // there is none
        QVERIFY(rules.isEmpty());
        QFile written(file);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write("credential field pin\n");
        written.close();
        QVERIFY(rules.addFile(file).isEmpty());
        QVERIFY(rules.field("PIN"));
        QVERIFY(written.resize(2 * 1024 * 1024));
        const QList<Error> errors = rules.addFile(file);
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.first().where, file);
        QCOMPARE(rules.addFile(folder.path()).size(), 1); // a folder
    }
};

QTEST_GUILESS_MAIN(SessionRedactionRules)
#include "session_redactionrules.moc"
