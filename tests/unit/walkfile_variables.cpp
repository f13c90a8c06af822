// SPDX-License-Identifier: GPL-3.0-or-later
// ${names} in texts.
#include "walk/walk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class WalkFileVariables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filled_data();
    void filled();
    void unknown();
    void circle();
    void explosion();
    void inJson();
    void asFarAsKnown();
    void verbsHaveNames();
};

void WalkFileVariables::filled_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("nothing to fill") << u"a $ b {c} }"_s << u"a $ b {c} }"_s;
    QTest::newRow("one") << u"${bank}"_s << u"Aerobank"_s;
    QTest::newRow("between") << u"Choose ${bank}!"_s << u"Choose Aerobank!"_s;
    QTest::newRow("two") << u"${bank}${n}"_s << u"Aerobank7"_s;
    QTest::newRow("with a point") << u"${run.number}"_s << u"3"_s;
    QTest::newRow("made of others") << u"${long}"_s << u"Aerobank (7)"_s;
    QTest::newRow("escaped") << u"$${bank} ${bank}"_s << u"${bank} Aerobank"_s;
    QTest::newRow("not closed") << u"${bank"_s << u"${bank"_s;
    QTest::newRow("empty value") << u"<${none}>"_s << u"<>"_s;
}

void WalkFileVariables::filled()
{
    QFETCH(QString, text);
    const WalkVariables variables{{u"bank"_s, u"Aerobank"_s}, {u"n"_s, u"7"_s}, {u"run.number"_s, u"3"_s}, {u"long"_s, u"${bank} (${n})"_s}, {u"none"_s, u""_s}};
    const Result<QString> result = filledIn(text, variables);
    QVERIFY(result.has_value());
    QTEST(*result, "result");
}

void WalkFileVariables::unknown()
{
    const Result<QString> result = filledIn(u"${a} ${b}"_s, {{u"a"_s, u"1"_s}});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Input);
    QCOMPARE(result.error().where, u"b"_s);
    QCOMPARE(filledIn(u"${}"_s, {}).error().where, QString());
}

void WalkFileVariables::circle()
{
    const Result<QString> result = filledIn(u"${a}"_s, {{u"a"_s, u"${b}"_s}, {u"b"_s, u"${a}"_s}});
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"made of itself"_s));
}

void WalkFileVariables::explosion()
{
    WalkVariables variables{{u"v0"_s, u""_s}}, big{{u"v0"_s, QString(90'000, u'x')}};
    for (int i = 1; i < 15; ++i)
        variables.insert(u"v%1"_s.arg(i), u"${v%1}"_s.arg(i - 1).repeated(20));
    QVERIFY(!filledIn(u"${v14}"_s, variables));
    big.insert(u"v1"_s, u"${v0}"_s.repeated(1000));
    QVERIFY(!filledIn(u"${v1}"_s, big));
}

void WalkFileVariables::inJson()
{
    const Result<Json> json = Json::parse(R"({"${a}": ["${a}", 1.50, true, null, {"x": "y${a}"}]})");
    const Result<Json> filled = filledIn(*json, {{u"a"_s, u"\"1\""_s}});
    QVERIFY(filled.has_value());
    QCOMPARE(filled->compact(), uR"({"${a}":["\"1\"",1.50,true,null,{"x":"y\"1\""}]})"_s);
    QCOMPARE(filledIn(*json, {}).error().where, u"a"_s);
}

void WalkFileVariables::asFarAsKnown()
{
    QCOMPARE(filledAsFarAsKnown(u"${a} ${b} $${a} ${c}"_s, {{u"a"_s, u"1"_s}, {u"c"_s, u"${a}"_s}}), u"1 ${b} $${a} ${a}"_s);
    QCOMPARE(filledAsFarAsKnown(*Json::parse(R"(["${a}","${b}"])"), {{u"a"_s, u"1"_s}}).compact(), uR"(["1","${b}"])"_s);
}

void WalkFileVariables::verbsHaveNames()
{
    QSet<QString> names;
    for (int each = 0; each <= int(WalkStep::Verb::Check); ++each) {
        const QString name = verbName(WalkStep::Verb(each));
        QVERIFY(!name.isEmpty() && !names.contains(name));
        QVERIFY(verbFrom(name) == WalkStep::Verb(each));
        names.insert(name);
    }
    QVERIFY(!verbFrom(u"clik"_s));
}

QTEST_GUILESS_MAIN(WalkFileVariables)
#include "walkfile_variables.moc"
