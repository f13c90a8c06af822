// SPDX-License-Identifier: GPL-3.0-or-later
// What walk files become: cases with steps, blocks put in, rows and variables applied.
#include "walkfile_fixture.h"

using namespace Qt::StringLiterals;
using namespace console;
using namespace std::chrono_literals;

class WalkFileRead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerb();
    void targets();
    void defaultNames_data();
    void defaultNames();
    void blocks();
    void blocksInBlocks();
    void blocksOfIncludes();
    void diamond();
    void includedWalksAreNotRun();
    void whenIsDecided();
    void tables();
    void rows();
    void rowsAndTable();
    void namesOfCases();
    void whichVariableIsStronger();
    void runVariablesStay();
    void setVariablesAreKnown();
    void detours();
    void simulatorOnly();
    void catalogue();
    void byteOrderMark();
    void manyCases();
};

namespace {

/// The steps of the first case; none where something is wrong.
QList<WalkStep> stepsOf(const QByteArray &steps, const QByteArray &more = {})
{
    WalkFolder folder;
    const WalkReading reading = folder.read(walkOf(steps, more));
    if (!reading.problems.isEmpty())
        qWarning("%s", qPrintable(textsOf(reading).join(u'\n')));
    return reading.problems.isEmpty() && !reading.book.cases.isEmpty() ? reading.book.cases.first().steps : QList<WalkStep>();
}

} // namespace

void WalkFileRead::everyVerb()
{
    const QList<WalkStep> steps = stepsOf(R"({"user": {"firstName": "Dana"}, "limit": "2 min"},
        {"open": {"theme": "dark", "manualLinkOnly": true, "configurationId": "x"}, "hand": "Press the button."},
        {"see": "Welcome", "limit": "500 ms"}, {"gone": {"role": "button", "text": "a"}},
        {"click": {"text": ["a", "b"], "in": "popup"}, "unless": {"field": "password"}, "optional": true, "picture": true},
        {"type": {"field": "password"}, "value": "", "limit": "1.5 s"}, {"press": "Enter"}, {"close": "popup"}, {"job": "identity"}, {"answer": "balance"},
        {"expect": {"job": "balance", "state": "done", "atMost": "20 s"}}, {"call": {"api": "aerosync", "path": "/v2/x", "save": {"x": "a.b"}}},
        {"fault": {}}, {"simulator": {"path": "/simulator/clock", "body": {"advanceSeconds": 5}}}, {"set": {"y": 3}}, {"picture": "banks"}, {"check": "Is it green?"})");
    QCOMPARE(steps.size(), 17);
    for (qsizetype i = 0; i < steps.size(); ++i)
        QCOMPARE(int(steps.at(i).verb), int(i)); // in the order of the enumeration
    QCOMPARE(steps.at(0).args.find(u"firstName")->scalar(), u"Dana"_s);
    QVERIFY(steps.at(0).limit == 120s && steps.at(2).limit == 500ms && steps.at(5).limit == 1500ms && !steps.at(1).limit);
    QCOMPARE(steps.at(1).byHand, u"Press the button."_s);
    QVERIFY(steps.at(1).args.find(u"manualLinkOnly")->boolean());
    QCOMPARE(steps.at(2).target, (Target{.names = {u"Welcome"_s}}));
    QCOMPARE(steps.at(3).target, (Target{.role = u"button"_s, .names = {u"a"_s}}));
    QCOMPARE(steps.at(4).target, (Target{.names = {u"a"_s, u"b"_s}, .where = Target::Where::Popup}));
    QCOMPARE(steps.at(4).unless, (Target{.field = u"password"_s}));
    QVERIFY(steps.at(4).isOptional && steps.at(4).picture && !steps.at(3).isOptional && !steps.at(3).picture && steps.at(3).unless.isEmpty());
    QCOMPARE(steps.at(5).text, QString());
    QCOMPARE(steps.at(6).text, u"Enter"_s);
    QCOMPARE(steps.at(7).text, u"popup"_s);
    QCOMPARE(steps.at(8).text, u"identity"_s);
    QCOMPARE(steps.at(9).text, u"balance"_s);
    QCOMPARE(steps.at(10).args.compact(), uR"({"job":"balance","state":"done","atMost":"20 s"})"_s);
    QCOMPARE(steps.at(12).args.compact(), u"{}"_s);
    QCOMPARE(steps.at(14).args.compact(), uR"({"y":3})"_s);
    QCOMPARE(steps.at(15).text, u"banks"_s);
    QCOMPARE(steps.at(16).text, u"Is it green?"_s);
    QCOMPARE(steps.at(16).line, 9);
    QVERIFY(steps.at(16).file.endsWith(u"/t.json"_s));
}

void WalkFileRead::targets()
{
    QVERIFY((stepsOf(R"({"see": {"role": "heading"}})").first().target == Target{.role = u"heading"_s}));
    QVERIFY((stepsOf(R"({"see": {"text": "a", "in": "widget"}})").first().target == Target{.names = {u"a"_s}, .where = Target::Where::Widget}));
    QVERIFY((stepsOf(R"({"see": {"field": "f", "in": "anywhere"}})").first().target == Target{.field = u"f"_s}));
}

void WalkFileRead::defaultNames_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *step, const char *name) { QTest::newRow(name) << QByteArray(step) << QString::fromUtf8(name); };
    row(R"({"click": {"role": "button", "text": ["Continue", "Next"]}})", "Click button “Continue”");
    row(R"({"see": "Welcome"})", "See “Welcome”");
    row(R"({"see": {"role": "heading"}})", "See heading");
    row(R"({"type": {"field": "password"}, "value": "x"})", "Type the password");
    row(R"({"type": {"field": "zip"}, "value": "x"})", "Type into field “zip”");
    row(R"({"job": "balance"})", "Start the balance job");
    row(R"({"answer": "balance"})", "Open the widget to answer the balance job");
    row(R"({"expect": {"job": "balance", "state": "done"}})", "The balance job is done");
    row(R"({"expect": {"job": "identity", "state": "awaiting-person"}})", "The identity job asks for a second factor (MFA)");
    row(R"({"expect": {"job": "identity", "state": "polling"}})", "The identity job is polling");
    row(R"({"expect": {"event": "onSuccess"}})", "onSuccess arrives");
    row(R"({"expect": {"event": "onSuccess", "times": 0}})", "onSuccess never arrives");
    row(R"({"expect": {"widget": "failed", "code": "AC-500"}})", "The widget is failed (AC-500)");
    row(R"({"expect": {"connection": "new"}})", "There is a new connection");
    row(R"({"expect": {"data": "balance", "fields": {"a": "*"}}})", "The data of the balance job is right");
    row(R"({"expect": {"error": "user", "code": "AP115"}})", "The user is refused with AP115");
    row(R"({"call": {"api": "aerosync", "path": "/v2/x"}})", "Call GET /v2/x");
    row(R"({"fault": {"name": "drop"}})", "Order the fault “drop”");
    row(R"({"fault": {}})", "Take all faults back");
    row(R"({"set": {"a": "1", "b": "2"}})", "Set a, b");
    row(R"({"close": "widget"})", "Close the widget");
    row(R"({"picture": "banks"})", "Picture: banks");
    row(R"({"check": "Is it green?"})", "Is it green?");
    row(R"({"open": {}})", "Open the widget");
    row(R"({"user": {}, "name": "Somebody"})", "Somebody");
}

void WalkFileRead::defaultNames()
{
    QFETCH(QByteArray, step);
    const QList<WalkStep> steps = stepsOf(step);
    QCOMPARE(steps.size(), 1);
    QTEST(steps.first().name, "name");
}

void WalkFileRead::blocks()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(R"({"walk": 1, "blocks": {"sign in": [
        {"type": {"field": "username"}, "value": "${user}", "name": "Be ${user}"},
        {"type": {"field": "password"}, "value": "${password}"}]},
        "walks": [{"id": "w", "variables": {"user": "sync", "password": "no_mfa"}, "steps": [
        {"do": "sign in"}, {"do": "sign in", "with": {"user": "other"}}]}]})");
    QCOMPARE(textsOf(reading), QStringList());
    const WalkCase walk = reading.book.cases.first();
    QCOMPARE(namesOf(walk), (QStringList{u"Be sync"_s, u"Type the password"_s, u"Be other"_s, u"Type the password"_s}));
    QCOMPARE(walk.steps.at(0).text, u"${user}"_s);  // the walk's own stays until the step begins
    QCOMPARE(walk.steps.at(2).text, u"other"_s);    // what the block was given is put in
    QCOMPARE(walk.steps.at(3).text, u"${password}"_s);
    QCOMPARE(walk.steps.at(2).line, 2);             // where it stands, not where the block is used
}

void WalkFileRead::blocksInBlocks()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(R"({"walk": 1, "blocks": {
        "inner": [{"see": "${a} ${b}"}],
        "outer": [{"do": "inner"}, {"do": "inner", "with": {"b": "${a}!"}}]},
        "walks": [{"id": "w", "variables": {"b": "base"}, "steps": [{"do": "outer", "with": {"a": "${b}"}}, {"do": "${which}", "with": {"a": "x"}}]}],
        "variables": {"which": "inner"}})");
    QCOMPARE(textsOf(reading), QStringList());
    const WalkCase walk = reading.book.cases.first();
    QCOMPARE(walk.steps.size(), 3);
    QCOMPARE(walk.steps.at(0).target.names, QStringList{u"${b} ${b}"_s}); // what an outer block was given is known inside
    QCOMPARE(walk.steps.at(1).target.names, QStringList{u"${b} ${b}!"_s});
    QCOMPARE(walk.steps.at(2).target.names, QStringList{u"x ${b}"_s});
    QCOMPARE(walk.steps.at(1).name, u"See “base base!”"_s);
}

void WalkFileRead::blocksOfIncludes()
{
    WalkFolder folder;
    folder.write(u"a.json"_s, R"({"walk": 1, "variables": {"v": "a", "w": "a"}, "blocks": {"one": [{"see": "one of a"}], "two": [{"do": "one"}]}})");
    folder.write(u"b.json"_s, R"({"walk": 1, "variables": {"w": "b"}, "blocks": {"three": [{"see": "three of b"}]}})");
    const WalkReading reading = folder.read(R"({"walk": 1, "include": ["a.json", "./b.json"], "blocks": {"one": [{"see": "mine"}]},
        "walks": [{"id": "w", "steps": [{"do": "two"}, {"do": "three"}, {"see": "${v}${w}"}]}]})");
    QCOMPARE(textsOf(reading), QStringList());
    // one's own block is stronger, also within the block of another file; of two files, the later
    QCOMPARE(namesOf(reading.book.cases.first()), (QStringList{u"See “mine”"_s, u"See “three of b”"_s, u"See “ab”"_s}));
    QCOMPARE(reading.book.files, (QStringList{folder.path(u"t.json"_s), folder.path(u"a.json"_s), folder.path(u"b.json"_s)}));
}

void WalkFileRead::diamond()
{
    WalkFolder folder;
    folder.write(u"base.json"_s, R"({"walk": 1, "variables": {"v": "base"}, "banks": [{"name": "B", "kind": "oauth"}]})");
    folder.write(u"a.json"_s, R"({"walk": 1, "include": ["base.json"], "variables": {"v": "a"}})");
    folder.write(u"b.json"_s, R"({"walk": 1, "include": ["base.json"]})");
    const WalkReading reading = folder.read(R"({"walk": 1, "include": ["a.json", "b.json"], "walks": [{"id": "w", "steps": [{"see": "${v}"}]}]})");
    QCOMPARE(textsOf(reading), QStringList());
    QCOMPARE(reading.book.banks.size(), 1);
    QCOMPARE(reading.book.cases.first().variables.value(u"v"_s), u"a"_s);
}

void WalkFileRead::includedWalksAreNotRun()
{
    WalkFolder folder;
    const QString other = folder.write(u"a.json"_s, walkOf(R"({"see": "a"})"));
    const QString mine = folder.write(u"t.json"_s, R"({"walk": 1, "include": ["a.json"], "walks": [{"id": "mine", "steps": [{"see": "a"}]}]})");
    QCOMPARE(idsOf(readWalks({mine})), QStringList{u"t/mine"_s});
    QCOMPARE(idsOf(readWalks({mine, other})), (QStringList{u"t/mine"_s, u"a/w"_s}));
    QCOMPARE(idsOf(readWalks({other, mine, other})), (QStringList{u"a/w"_s, u"t/mine"_s}));
}

void WalkFileRead::whenIsDecided()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(R"({"walk": 1, "blocks": {"b": [{"see": "answer ${answer}", "when": "${answer}"}]},
        "variables": {"none": "", "no": "No", "false": "false", "zero": "0", "theme": "dark", "answer": ""},
        "walks": [{"id": "w", "steps": [
        {"see": "1", "when": "${none}"}, {"see": "2", "when": "${no}"}, {"see": "3", "when": "${false}"}, {"see": "4", "when": "${zero}"},
        {"see": "5", "when": {"theme": "dark"}}, {"see": "6", "when": {"theme": "light"}}, {"see": "7", "when": {"theme": "dark", "zero": "0"}},
        {"see": "8", "when": {"theme": "dark", "zero": 1}}, {"do": "b"}, {"do": "b", "with": {"answer": "x"}}, {"do": "b", "with": {"answer": "y"}, "when": ""},
        {"see": "${unknown}", "when": ""}, {"see": "9", "when": "always"}]}]})");
    QCOMPARE(textsOf(reading), QStringList()); // what is left out may use what nobody sets
    QCOMPARE(namesOf(reading.book.cases.first()), (QStringList{u"See “4”"_s, u"See “5”"_s, u"See “7”"_s, u"See “answer x”"_s, u"See “9”"_s}));
}

void WalkFileRead::tables()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(walkOf(R"({"open": {"theme": "${theme}", "sdk": "${sdk}"}})", R"("table": {"theme": ["light", "dark"], "n": [1], "sdk": ["2.1.4", "1.1.3"]},)"));
    QCOMPARE(textsOf(reading), QStringList());
    QCOMPARE(idsOf(reading), (QStringList{u"t/w[theme=light,sdk=2.1.4]"_s, u"t/w[theme=light,sdk=1.1.3]"_s, u"t/w[theme=dark,sdk=2.1.4]"_s, u"t/w[theme=dark,sdk=1.1.3]"_s}));
    QCOMPARE(reading.book.cases.at(2).variables, (WalkVariables{{u"theme"_s, u"dark"_s}, {u"n"_s, u"1"_s}, {u"sdk"_s, u"2.1.4"_s}}));
    QCOMPARE(reading.book.cases.at(2).name, u"w (theme=dark, sdk=2.1.4)"_s);
}

void WalkFileRead::rows()
{
    WalkFolder folder;
    const QByteArray plain = walkOf(R"({"see": "${bank}${user}"})", R"("rows": [{"bank": "A", "user": "u"}, {"bank": "B", "user": "u"}],)");
    QCOMPARE(idsOf(folder.read(plain)), (QStringList{u"t/w[bank=A]"_s, u"t/w[bank=B]"_s}));
    const WalkReading named = folder.read(walkOf(R"({"see": "${bank}"})", R"("rows": [{"row": "first", "bank": "A"}, {"row": "second", "bank": "B"}],)"));
    QCOMPARE(idsOf(named), (QStringList{u"t/w[row=first]"_s, u"t/w[row=second]"_s}));
    QCOMPARE(named.book.cases.at(1).variables.value(u"bank"_s), u"B"_s);
    QCOMPARE(idsOf(folder.read(walkOf(R"({"see": "${bank}"})", R"("rows": [{"bank": "A"}],)"))), QStringList{u"t/w"_s});
}

void WalkFileRead::rowsAndTable()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(walkOf(R"({"see": "${bank}${theme}"})", R"("rows": [{"row": "x", "bank": "A"}, {"row": "y", "bank": "B"}], "table": {"theme": ["light", "dark"]},)"));
    QCOMPARE(idsOf(reading), (QStringList{u"t/w[row=x,theme=light]"_s, u"t/w[row=x,theme=dark]"_s, u"t/w[row=y,theme=light]"_s, u"t/w[row=y,theme=dark]"_s}));
}

void WalkFileRead::namesOfCases()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(walkOf(R"({"see": "a"})", R"("name": "Link ${bank}", "purpose": "Of ${bank}.", "tags": ["smoke", "b-${bank}"], "table": {"bank": ["A", "B"]},)"));
    QCOMPARE(reading.book.cases.at(1).name, u"Link B"_s);
    QCOMPARE(reading.book.cases.at(1).purpose, u"Of B."_s);
    QCOMPARE(reading.book.cases.at(1).tags, (QStringList{u"smoke"_s, u"b-B"_s}));
    QCOMPARE(folder.read(walkOf(R"({"see": "a"})")).book.cases.first().name, u"w"_s);
}

void WalkFileRead::whichVariableIsStronger()
{
    WalkFolder folder;
    const QByteArray text = R"({"walk": 1, "variables": {"a": "file", "b": "file", "c": "file", "d": "file"}, "walks": [{"id": "w",
        "variables": {"b": "walk", "c": "walk", "d": "walk"}, "rows": [{"d": "row"}], "steps": [{"see": "${a} ${b} ${c} ${d} ${e}"}]}]})";
    const WalkReading reading = folder.read(text, {{u"c"_s, u"given"_s}, {u"d"_s, u"given"_s}, {u"e"_s, u"given"_s}});
    QCOMPARE(textsOf(reading), QStringList());
    QCOMPARE(reading.book.cases.first().steps.first().name, u"See “file walk given row given”"_s);
}

void WalkFileRead::runVariablesStay()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(walkOf(R"({"user": {"email": "${email}"}}, {"see": "${connectionId} ${aeroPassUserUuid} ${jobId} ${environment} ${launchId}"})",
                                                   R"("variables": {"email": "walk-${run.number}@example.com"},)"));
    QCOMPARE(textsOf(reading), QStringList());
    const WalkCase walk = reading.book.cases.first();
    const Result<Json> args = filledIn(walk.steps.first().args, [&] { WalkVariables all = walk.variables; all.insert(u"run.number"_s, u"7"_s); return all; }());
    QVERIFY(args.has_value());
    QCOMPARE(args->find(u"email")->scalar(), u"walk-7@example.com"_s);
    QCOMPARE(walk.steps.last().name, u"See “${connectionId} ${aeroPassUserUuid} ${jobId} ${environment} ${launchId}”"_s);
}

void WalkFileRead::setVariablesAreKnown()
{
    const QList<WalkStep> steps = stepsOf(R"({"set": {"x": "${connectionId}"}}, {"call": {"api": "aerosync", "path": "/v2/${x}", "save": {"y": "a"}}}, {"see": "${x} ${y} $${z}"})");
    QCOMPARE(steps.size(), 3);
    QCOMPARE(steps.at(2).target.names, QStringList{u"${x} ${y} $${z}"_s});
}

void WalkFileRead::detours()
{
    WalkFolder folder;
    folder.write(u"a.json"_s, R"({"walk": 1, "detours": [{"see": "of a", "click": "x"}]})");
    const WalkReading reading = folder.read(R"({"walk": 1, "include": ["a.json"], "detours": [{"see": "of the file", "click": {"role": "button", "text": "Got it"}}],
        "walks": [{"id": "w", "detours": [{"see": "of the walk", "click": "x"}], "steps": [{"see": "a"}]}]})");
    QCOMPARE(textsOf(reading), QStringList());
    const QList<WalkDetour> detours = reading.book.cases.first().detours;
    QCOMPARE(detours.size(), 3);
    QCOMPARE(detours.at(0).see.names, QStringList{u"of the walk"_s});
    QCOMPARE(detours.at(1).see.names, QStringList{u"of the file"_s});
    QCOMPARE(detours.at(1).click, (Target{.role = u"button"_s, .names = {u"Got it"_s}}));
    QCOMPARE(detours.at(2).see.names, QStringList{u"of a"_s});
}

void WalkFileRead::simulatorOnly()
{
    WalkFolder folder;
    const auto only = [&](const QByteArray &steps, const QByteArray &more = {}) { return folder.read(walkOf(steps, more)).book.cases.first().simulatorOnly; };
    QVERIFY(!only(R"({"see": "a"})"));
    QVERIFY(only(R"({"see": "a"})", R"("simulatorOnly": true,)"));
    QVERIFY(only(R"({"fault": {}})"));
    QVERIFY(only(R"({"simulator": {"path": "/simulator/clock"}})"));
    QVERIFY(!only(R"({"see": "a"}, {"fault": {}, "when": ""})"));
}

void WalkFileRead::catalogue()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(R"({"walk": 1, "banks": [{"name": "B", "former": ["A"], "legacy": true, "kind": "credentials", "about": "x",
        "logins": [{"user": "u", "password": "p", "answer": "a", "shows": "s", "source": "D"}]}],
        "codes": [{"name": "c", "value": "0000", "meaning": "m", "source": "D"}], "limits": [{"name": "l", "value": 5, "meaning": "m"}]})");
    QCOMPARE(textsOf(reading), QStringList());
    const TestBank bank = reading.book.banks.first();
    QVERIFY(bank.name == u"B"_s && bank.formerNames == QStringList{u"A"_s} && bank.isLegacy && bank.kind == u"credentials"_s && bank.about == u"x"_s);
    const TestLogin login = bank.logins.first();
    QVERIFY(login.user == u"u"_s && login.password == u"p"_s && login.answer == u"a"_s && login.shows == u"s"_s && login.source == u"D"_s);
    QVERIFY(reading.book.codes.first().value == u"0000"_s && reading.book.limits.first().value == u"5"_s);
}

void WalkFileRead::byteOrderMark()
{
    WalkFolder folder;
    QCOMPARE(idsOf(folder.read("\xEF\xBB\xBF" + walkOf(R"({"see": "a"})"))), QStringList{u"t/w"_s});
}

void WalkFileRead::manyCases()
{
    WalkFolder folder;
    QByteArray numbers, steps;
    for (int i = 0; i < 50; ++i)
        numbers += QByteArray(i ? ", " : "") + QByteArray::number(i);
    for (int i = 0; i < 20; ++i)
        steps += QByteArray(i ? ", " : "") + R"({"type": {"field": "f"}, "value": "${a} ${b}"}, {"see": "x"})";
    const WalkReading reading = folder.read(walkOf(steps, "\"table\": {\"a\": [" + numbers + "], \"b\": [" + numbers + "]},"));
    QCOMPARE(textsOf(reading), QStringList());
    QCOMPARE(reading.book.cases.size(), 2'500);
    QCOMPARE(reading.book.cases.last().steps.size(), 40);
    QCOMPARE(reading.book.cases.last().variables, (WalkVariables{{u"a"_s, u"49"_s}, {u"b"_s, u"49"_s}}));
}

QTEST_GUILESS_MAIN(WalkFileRead)
#include "walkfile_read.moc"
