// SPDX-License-Identifier: GPL-3.0-or-later
// Json and indentedJson: strict about JSON, careful with order, duplicates and digits.
#include "api/json.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray nested(int levels, char open, char close)
{
    if (open == '[')
        return QByteArray(levels, open) + QByteArray(levels, close);
    return QByteArray("{\"a\":").repeated(levels - 1) + "{" + QByteArray(levels, close);
}

} // namespace

class ApiJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("compact");
        const auto row = [](const char *name, const QByteArray &json, const char *compact) {
            QTest::newRow(name) << json << QString::fromUtf8(compact);
        };
        row("object", R"({"b":1,"a":2})", R"({"b":1,"a":2})"); // the order as it came
        row("duplicates", R"({"a":1,"a":2,"a":1})", R"({"a":1,"a":2,"a":1})");
        row("spaces", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", R"({"a":[1,2]})");
        row("empty object", "{}", "{}");
        row("empty list", "[ ]", "[]");
        row("empty key", R"({"":0})", R"({"":0})");
        row("digits", R"([3124.250,1e2,1E+02,-0,-0.00,100000000000000000000000000000000000000001])",
            R"([3124.250,1e2,1E+02,-0,-0.00,100000000000000000000000000000000000000001])");
        row("past a double", "[1e400,4.9e-999]", "[1e400,4.9e-999]");
        row("words", "[true,false,null]", "[true,false,null]");
        row("only a number", "12", "12");
        row("only a number, spaces", " -12.50 ", "-12.50");
        row("only a text", R"("x")", R"("x")");
        row("only a word", "null", "null");
        row("only true", " true ", "true");
        row("utf-8", "[\"Größe €𝄞\"]", "[\"Größe €𝄞\"]");
        // no raw literal here: moc loses its way in one with these escapes
        row("escapes", "[\"\\u00e9\\n\\t\\\"\\\\\\/\\ud834\\udd1e\\u0000\"]", "[\"é\\n\\t\\\"\\\\/𝄞\\u0000\"]");
        row("64 levels", nested(64, '[', ']'), nested(64, '[', ']').constData());
        row("64 levels of objects", nested(64, '{', '}'), nested(64, '{', '}').constData());
        row("64 levels, then a value", QByteArray(64, '[') + "1" + QByteArray(64, ']'), (QByteArray(64, '[') + "1" + QByteArray(64, ']')).constData());
    }
    void accepts()
    {
        QFETCH(QByteArray, json);
        const Result<Json> parsed = Json::parse(json);
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().message));
        QTEST(parsed->compact(), "compact");
        const Result<Json> again = Json::parse(parsed->compact().toUtf8());
        QVERIFY(again.has_value());
        QTEST(again->compact(), "compact");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *json) { QTest::newRow(json) << QByteArray(json); };
        for (const char *json : {"", "   ", "{", "}", "[", "]", "[]]", "[[]", "{}}", "{}{}", "{} x", "{},", "1,2", "1 2", "],[", "1],[2",
                                 "[1,]", "[,1]", "[1,,2]", "[,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
                                 "{a:1}", "{'a':1}", "{1:2}", "[1}", "{\"a\":1]", "{\"a\":[1}", "{\"a\":[1}]", "[{\"a\":1]}",
                                 "nul", "nulll", "null x", "tru", "trueish", "falsey", "True", "NaN", "Infinity", "-Infinity", "undefined",
                                 "12abc", "[12abc]", "{\"a\":12abc}", "01", "-01", "00", "1.", ".5", "+1", "--1", "-", "1e", "1e+", "1.e5", "0x10", "1_000",
                                 "[1.2.3]", "12\"a\"", "[12\"a\"]", "\"a\"12", "[\"a\"\"b\"]", "\"abc", "[\"abc]", "\"\\x\"", "\"\\u12\"", "\"\\uZZZZ\"",
                                 "\"\\ud800\"", "\"\\udc00x\"", "\"a\nb\"", "\"a\tb\"", "{\"a\nb\":1}", "// comment\n{}", "{}/**/", "<html></html>", "{\"a\":1", "{\"a\":\"b",
                                 "\xEF\xBB\xBF{}"})
            row(json);
        QTest::newRow("zero byte") << QByteArray("{\"a\":1}\0", 8);
        QTest::newRow("zero byte in a text") << QByteArray("\"a\0b\"", 5);
        QTest::newRow("broken utf-8") << QByteArray("[\"\xC3\x28\"]");
        QTest::newRow("broken utf-8 in a key") << QByteArray("{\"\xFF\":1}");
        QTest::newRow("overlong utf-8") << QByteArray("[\"\xC0\xAF\"]");
        QTest::newRow("utf-8 of a surrogate") << QByteArray("[\"\xED\xA0\x80\"]");
        QTest::newRow("cut utf-8") << QByteArray("\"\xE2\x82\"");
        QTest::newRow("65 levels") << nested(65, '[', ']');
        QTest::newRow("65 levels of objects") << nested(65, '{', '}');
        QTest::newRow("a million brackets") << QByteArray(1'000'000, '[');
        QTest::newRow("a million levels") << nested(1'000'000, '[', ']');
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        const Result<Json> parsed = Json::parse(json);
        QVERIFY2(!parsed, parsed ? qPrintable(parsed->compact().left(200)) : "");
        QCOMPARE(parsed.error().kind, Error::Kind::Decode);
        QVERIFY2(parsed.error().message.startsWith(u"This is not JSON: "), qPrintable(parsed.error().message));
        QCOMPARE(indentedJson(json), QString::fromUtf8(json)); // shown as it is
    }

    void saysWhere()
    {
        const Error error = Json::parse(R"({"secret":"s3cr3t","amount":12abc})").error();
        QVERIFY2(error.message.contains(u"near byte 28"_s) || error.message.contains(u"near byte 29"_s), qPrintable(error.message));
        QVERIFY(!error.message.contains(u"s3cr3t"_s));
        QVERIFY(!error.message.contains(u"12abc"_s));
    }

    void truncatedAnywhereIsRefused()
    {
        const QByteArray whole = R"({"a":[1,2.5,{"b":"c\u00e9"},null,true],"d":{"e":{}},"f":"g"})";
        QVERIFY(Json::parse(whole).has_value());
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!Json::parse(whole.left(size)), whole.left(size).constData());
    }

    /// One byte wrong anywhere must never crash, and what we accept is JSON for Qt's own parser too.
    void damagedAnywhereIsJudgedLikeQtDoes()
    {
        const QByteArray whole = R"({"a":[1,-2.5e3,{"b":"c\u00e9\n"},null,true],"d":{"e":{},"e":[]},"f":"gö"})";
        QRandomGenerator random(4711);
        const QByteArray favourites = "{}[],:\"\\0-+.eEtfnu \x01\x80\xff";
        int accepted = 0;
        for (int round = 0; round < 60000; ++round) {
            QByteArray bytes = whole;
            for (int changes = 1 + round % 3; changes > 0; --changes) {
                const qsizetype at = random.bounded(bytes.size());
                const char byte = favourites[random.bounded(favourites.size())];
                switch (random.bounded(3)) {
                case 0: bytes[at] = byte; break;
                case 1: bytes.insert(at, byte); break;
                default: bytes.remove(at, 1); break;
                }
            }
            const Result<Json> ours = Json::parse(bytes);
            if (!ours)
                continue;
            ++accepted;
            QJsonParseError theirs;
            QJsonDocument::fromJson(bytes, &theirs);
            QVERIFY2(theirs.error == QJsonParseError::NoError, bytes.constData());
            QVERIFY2(Json::parse(indentedJson(bytes).toUtf8()).has_value(), bytes.constData());
        }
        QVERIFY(accepted > 100); // the damage left enough whole to make the comparison worth something
    }

    void givesTypesAndScalars()
    {
        const Result<Json> json = Json::parse(R"({"n":12.50,"t":"x","y":true,"o":{"k":[null]},"z":null,"n":1})");
        QVERIFY(json.has_value());
        QVERIFY(json->isObject());
        QCOMPARE(json->fields().size(), 6);
        QCOMPARE(json->find(u"n")->scalar(), u"12.50"_s); // the first of two
        QVERIFY(json->find(u"n")->isNumber());
        QVERIFY(json->find(u"t")->isText());
        QVERIFY(json->find(u"y")->boolean());
        QVERIFY(json->find(u"z")->isNull());
        QVERIFY(json->find(u"o")->find(u"k")->items().at(0).isNull());
        QVERIFY(!json->find(u"N")); // names are exact
        QVERIFY(!json->find(u"t")->find(u"x"));
        QVERIFY(!Json().find(u"x"));
        QVERIFY(Json().items().isEmpty());
    }

    void buildsBodies()
    {
        const Json body = Json::object({{u"a\"b"_s, Json::text(u"line\nöne\\ \u0001\u2028"_s)}, {u"id"_s, Json::integer(-1456)}, {u"o"_s, Json::object({})}});
        QCOMPARE(body.compact(), u"{\"a\\\"b\":\"line\\nöne\\\\ \\u0001\u2028\",\"id\":-1456,\"o\":{}}"_s);
        const Result<Json> again = Json::parse(body.compact().toUtf8());
        QVERIFY(again.has_value());
        QCOMPARE(again->find(u"a\"b")->scalar(), u"line\nöne\\ \u0001\u2028"_s);
    }

    void indents_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("shown");
        QTest::newRow("object") << QByteArray(R"({"b":1,"a":[1,2]})") << u"{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}"_s;
        QTest::newRow("empty ones") << QByteArray("{\"a\":{ },\"b\":[\n]}") << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
        QTest::newRow("escapes stay") << QByteArray(R"(["\u00e9\/é","a:{[,]}b","\\"])") << u"[\n  \"\\u00e9\\/é\",\n  \"a:{[,]}b\",\n  \"\\\\\"\n]"_s;
        QTest::newRow("digits stay") << QByteArray("[1.50,1E+02,-0]") << u"[\n  1.50,\n  1E+02,\n  -0\n]"_s;
        QTest::newRow("duplicates stay") << QByteArray(R"({"a":1,"a":2})") << u"{\n  \"a\": 1,\n  \"a\": 2\n}"_s;
        QTest::newRow("already spread") << QByteArray("{\n\t\"a\" :\r\n 1 }\n") << u"{\n  \"a\": 1\n}"_s;
        QTest::newRow("a number") << QByteArray(" 1 ") << u"1"_s;
        QTest::newRow("not JSON") << QByteArray("<h1>Bad Gateway</h1>") << u"<h1>Bad Gateway</h1>"_s;
        QTest::newRow("nothing") << QByteArray() << QString();
    }
    void indents()
    {
        QFETCH(QByteArray, json);
        QTEST(indentedJson(json), "shown");
        QTEST(indentedJson(indentedJson(json).toUtf8()), "shown"); // indenting twice changes nothing
    }

    void bigAnswersAreFine()
    {
        QByteArray json = R"({"transactions":[)";
        constexpr int rows = 50'000;
        for (int i = 0; i < rows; ++i)
            json += (i ? ",{\"id\":\"TRN-" : "{\"id\":\"TRN-") + QByteArray::number(i) + "\",\"amount\":" + QByteArray::number(i) + ".10,\"description\":\"Some shop in some town\"}";
        json += "]}";
        const Result<Json> parsed = Json::parse(json);
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->find(u"transactions")->items().size(), rows);
        QCOMPARE(parsed->find(u"transactions")->items().last().find(u"amount")->scalar(), QString::number(rows - 1) + u".10"_s);
        QCOMPARE(parsed->compact().toUtf8(), json);
        const Result<Json> longText = Json::parse("\"" + QByteArray(5'000'000, 'x') + "\"");
        QVERIFY(longText.has_value());
        QCOMPARE(longText->scalar().size(), 5'000'000);
    }

    void manyDifferentKeysAreFine()
    {
        QByteArray json = "{";
        for (int i = 0; i < 10'000; ++i)
            json += (i ? ",\"key" : "\"key") + QByteArray::number(i) + "\":" + QByteArray::number(i);
        const Result<Json> parsed = Json::parse(json + "}");
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->find(u"key9999")->scalar(), u"9999"_s);
    }
};

QTEST_APPLESS_MAIN(ApiJson)
#include "api_json.moc"
