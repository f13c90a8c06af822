// SPDX-License-Identifier: GPL-3.0-or-later
// What a walk expects of the fields of an answer.
#include "walk/fieldmatch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class WalkFileMatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rule_data();
    void rule();
    void paths_data();
    void paths();
    void errorsNameNoValue();
    void allThatDoNotHold();
    void badRule();
};

void WalkFileMatch::rule_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char *value, const char *rule, bool holds) {
        QTest::newRow(qPrintable(u"%1 | %2"_s.arg(QString::fromUtf8(value), QString::fromUtf8(rule)))) << QByteArray(value) << QString::fromUtf8(rule) << holds;
    };
    for (const char *there : {"\"a\"", "0", "false", "[1]", "{\"a\":1}"})
        row(there, "*", true);
    for (const char *empty : {"null", "\"\"", "[]", "{}"})
        row(empty, "*", false);
    row("null", "absent", true);
    row("\"\"", "absent", false);
    row("0", "absent", false);
    row("\"USD\"", "USD", true);
    row("\"USD\"", "usd", false);
    row("\"USD\"", "=USD", true);
    row("\"*\"", "=*", true);
    row("\"a\"", "=*", false);
    row("\"absent\"", "=absent", true);
    row("\"\"", "=", true);
    row("null", "=", false);
    row("true", "true", true);
    row("12.50", "12.5", true);
    row("12.50", "12.50", true);
    row("\"12.50\"", "12.5", false);
    row("[\"a\"]", "a", false);
    row("\"sync-123\"", "/^sync-[0-9]+$/", true);
    row("\"sync-x\"", "/^sync-[0-9]+$/", false);
    row("1800", "/^18/", true);
    row("null", "/.*/", false);
    row("[]", "/.*/", false);
    row("\"a/b\"", "/a/b/", true);
    row("\"/\"", "=/", true);
    row("1", ">0", true);
    row("0", ">0", false);
    row("0", ">=0", true);
    row("-0.01", "<0", true);
    row("0", "<0", false);
    row("3", "<= 3", true);
    row("4", "<= 3", false);
    row("\"1800\"", ">1799", true);
    row("\"many\"", ">0", false);
    row("null", ">=0", false);
    row("true", ">0", false);
    row("[1,2,3]", ">2", true);
    row("[]", ">0", false);
    row("[]", "<1", true);
    row("{\"a\":1}", ">0", false);
}

void WalkFileMatch::rule()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, rule);
    const Result<Json> json = Json::parse(value);
    QVERIFY(json.has_value());
    QTEST(matches(&*json, rule), "holds");
}

void WalkFileMatch::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found");
    QTest::newRow("from the root") << u"account.currency"_s << u"USD"_s;
    QTest::newRow("a name anywhere") << u"currency"_s << u"USD"_s;
    QTest::newRow("the root comes first") << u"name"_s << u"root"_s;
    QTest::newRow("index") << u"list.1.name"_s << u"two"_s;
    QTest::newRow("a part of a path anywhere") << u"deep.name"_s << u"three"_s;
    QTest::newRow("in a list, anywhere") << u"only"_s << u"four"_s;
    QTest::newRow("index out of the list") << u"list.9.name"_s << u"-"_s;
    QTest::newRow("no index") << u"list.-1"_s << u"-"_s;
    QTest::newRow("through a text") << u"account.currency.x"_s << u"-"_s;
    QTest::newRow("nowhere") << u"nothing"_s << u"-"_s;
    QTest::newRow("empty") << u""_s << u"-"_s;
}

void WalkFileMatch::paths()
{
    QFETCH(QString, path);
    QFETCH(QString, found);
    const Result<Json> body = Json::parse(R"({"account": {"currency": "USD", "name": "inner", "deep": {"name": "three"}},
        "name": "root", "list": [{"name": "one"}, {"name": "two", "only": "four"}]})");
    QVERIFY(body.has_value());
    const Json *value = valueAt(*body, path);
    QCOMPARE(value ? value->scalar() : u"-"_s, found);
    QVERIFY(!matches(nullptr, u"*"_s) && matches(nullptr, u"absent"_s) && !matches(nullptr, u"x"_s) && !matches(nullptr, u">0"_s));
}

void WalkFileMatch::errorsNameNoValue()
{
    const Result<Json> body = Json::parse(R"({"identity": {"accountHolderName": "Mary Secret", "phone": null, "amount": 4711, "list": [1, 2], "note": ""}})");
    const auto say = [&](const char *rules) {
        const Result<void> held = fieldsHold(*body, *Json::parse(rules));
        return held ? u"held"_s : u"%1 | %2"_s.arg(held.error().where, held.error().message);
    };
    QCOMPARE(say(R"({"accountHolderName": "John"})"), u"accountHolderName | “accountHolderName”: “John” was expected, but there is another text."_s);
    QCOMPARE(say(R"({"identity.accountHolderName": "/^X/"})"), u"identity.accountHolderName | “identity.accountHolderName”: a text like /^X/ was expected, but there is another text."_s);
    QCOMPARE(say(R"({"accountHolderName": "absent"})"), u"accountHolderName | “accountHolderName”: nothing was expected, but there is a text."_s);
    QCOMPARE(say(R"({"amount": "1"})"), u"amount | “amount”: “1” was expected, but there is another number."_s);
    QCOMPARE(say(R"({"list": ">2"})"), u"list | “list”: a number above 2, or a list of more was expected, but there is a list of 2."_s);
    QCOMPARE(say(R"({"note": "*"})"), u"note | “note”: something was expected, but there is an empty text."_s);
    QCOMPARE(say(R"({"phone": "*"})"), u"phone | “phone”: something was expected, but there is nothing."_s);
    QCOMPARE(say(R"({"email": "*"})"), u"email | “email”: something was expected, but it is not there."_s);
    QCOMPARE(say(R"({"amount": ">=4711", "list": "<3", "phone": "absent"})"), u"held"_s);
}

void WalkFileMatch::allThatDoNotHold()
{
    const Result<void> held = fieldsHold(*Json::parse(R"({"a": 1})"), *Json::parse(R"({"b": "*", "a": "1", "c": "*"})"));
    QVERIFY(!held);
    QCOMPARE(held.error().where, u"b"_s);
    QVERIFY(held.error().message.contains(u"“b”"_s) && held.error().message.contains(u"“c”"_s) && !held.error().message.contains(u"“a”"_s));
    QCOMPARE(held.error().kind, Error::Kind::Decode);
}

void WalkFileMatch::badRule()
{
    for (const QString &rule : {u""_s, u"/(/"_s, u">x"_s, u">="_s}) {
        const Result<FieldMatch> match = FieldMatch::parse(rule);
        QVERIFY2(!match, qPrintable(rule));
        QCOMPARE(match.error().kind, Error::Kind::Input);
        QVERIFY(!matches(nullptr, rule));
    }
    const Result<void> held = fieldsHold(*Json::parse("{}"), *Json::parse(R"({"a": "/(/"})"));
    QVERIFY(!held);
    QCOMPARE(held.error().kind, Error::Kind::Input);
    QCOMPARE(held.error().where, u"a"_s);
}

QTEST_GUILESS_MAIN(WalkFileMatch)
#include "walkfile_match.moc"
