// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is wrong in a walk file is told with its line, its field, and what would be right.
#include "walkfile_fixture.h"

using namespace Qt::StringLiterals;
using namespace console;

class WalkFileProblems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneMistake_data();
    void oneMistake();
    void allAreTold();
    void asText();
    void fileThatIsNotThere();
    void tooBig();
    void includes();
    void circleOfIncludes();
    void sameIdInTwoFiles();
    void blockOfAnotherFile();
    void limits();
    void laughs();
};

namespace {

void step(const char *tag, const QByteArray &text, const char *field, const char *part)
{
    QTest::newRow(tag) << walkOf("{\"see\": \"a\"},\n" + text) << 4 << (u"walks[0].steps[1]"_s + QString::fromUtf8(field)) << QString::fromUtf8(part);
}

void file(const char *tag, const QByteArray &text, int line, const char *field, const char *part)
{
    QTest::newRow(tag) << text << line << QString::fromUtf8(field) << QString::fromUtf8(part);
}

void stepRows()
{
    step("mistyped verb", R"({"clik": "Continue"})", ".clik", "“clik” is no verb. Did you mean “click”?");
    step("no verb", R"({"name": "x"})", "", "needs a verb, one of user, open");
    step("empty step", "{}", "", "needs a verb");
    step("step is a text", R"("click")", "", "An object {…} belongs here, not text");
    step("two verbs", R"({"click": "a", "see": "b"})", "", "not click + see");
    step("picture beside a verb", R"({"click": "a", "picture": "b"})", "", "“picture” is true or false");
    step("unknown key", R"({"click": "a", "optionl": true})", ".optionl", "Did you mean “optional”?");
    step("key of another verb", R"({"see": "a", "optional": true})", ".optional", "“optional” does not go with “see”");
    step("value without type", R"({"click": "a", "value": "x"})", ".value", "does not go with “click”");
    step("no value", R"({"type": {"field": "user"}})", "", "“value” is missing");
    step("value is a number", R"({"type": "a", "value": 1})", ".value", "A text \"…\" belongs here, not a number");
    step("optional is a text", R"({"click": "a", "optional": "yes"})", ".optional", "true or false, not text");
    step("target is a list", R"({"click": ["a", "b"]})", ".click", "A target is a text, or an object");
    step("target of nothing", R"({"click": {"in": "popup"}})", ".click", "at least one of “text”, “field” and “role”");
    step("target is empty", R"({"click": ""})", ".click", "This text is empty");
    step("texts are empty", R"({"click": {"text": []}})", ".click.text", "The list is empty");
    step("text is a number", R"({"click": {"text": 3}})", ".click.text", "A text \"…\" belongs here, not a number");
    step("unknown role", R"({"click": {"role": "knob", "text": "a"}})", ".click.role", "“knob” cannot stand here. Known are: button");
    step("mistyped role", R"({"click": {"role": "buton", "text": "a"}})", ".click.role", "Did you mean “button”?");
    step("variable as a role", R"({"click": {"role": "${theme}", "text": "a"}})", ".click.role", "No variable can stand here");
    step("unknown place", R"({"click": {"text": "a", "in": "window"}})", ".click.in", "Known are: anywhere, widget, popup");
    step("unknown key of a target", R"({"see": {"txt": "a", "role": "button"}})", ".see.txt", "Did you mean “text”?");
    step("bad duration", R"({"see": "a", "limit": "15 seconds"})", ".limit", "write “15 s”, “500 ms” or “2 min”");
    step("duration is a number", R"({"see": "a", "limit": 15})", ".limit", "This is no duration");
    step("duration of a week", R"({"see": "a", "limit": "168 h"})", ".limit", "up to “24 h”");
    step("unknown launch option", R"({"open": {"configurationID": "x"}})", ".open.configurationID", "Did you mean “configurationId”?");
    step("theme", R"({"open": {"theme": "drak"}})", ".open.theme", "Did you mean “dark”?");
    step("flag as a word", R"({"open": {"manualLinkOnly": "yes"}})", ".open.manualLinkOnly", "true or false");
    step("launch type", R"({"open": {"type": "systemBrowser"}})", ".open.type", "“systemBrowser” cannot stand here");
    step("SDK of a file", R"({"open": {"sdk": "file"}})", ".open", "“sdkFile” is missing");
    step("key", R"({"press": "Return"})", ".press", "Known are: Enter, Escape, Tab");
    step("closing", R"({"close": "window"})", ".close", "Known are: widget, popup");
    step("job kind", R"({"job": "balanc"})", ".job", "Did you mean “balance”?");
    step("answer kind", R"({"answer": "owner"})", ".answer", "Known are: balance, transactions, identity");
    step("expects nothing", R"({"expect": {}})", ".expect", "Nothing is expected: name one of “event”");
    step("expects nothing known", R"({"expect": {"evnt": "onLoad"}})", ".expect", "Did you mean “event”?");
    step("expects two", R"({"expect": {"event": "onLoad", "widget": "open"}})", ".expect", "not event + widget");
    step("event", R"({"expect": {"event": "onSucces"}})", ".expect.event", "Did you mean “onSuccess”?");
    step("times", R"({"expect": {"event": "onLoad", "times": -1}})", ".expect.times", "A whole number from 0");
    step("state is missing", R"({"expect": {"job": "balance"}})", ".expect", "“state” is missing");
    step("state", R"({"expect": {"job": "balance", "state": "finished"}})", ".expect.state", "“finished” cannot stand here");
    step("at most", R"({"expect": {"job": "balance", "state": "done", "atMost": "20"}})", ".expect.atMost", "This is no duration");
    step("code of an open widget", R"({"expect": {"widget": "open", "code": "AC-1"}})", ".expect.code", "goes with \"widget\": \"failed\"");
    step("data without fields", R"({"expect": {"data": "balance"}})", ".expect", "“fields” is missing");
    step("no fields", R"({"expect": {"data": "balance", "fields": {}}})", ".expect.fields", "It expects nothing");
    step("regular expression", R"({"expect": {"data": "balance", "fields": {"a.b": "/(/"}}})", ".expect.fields.a.b", "no regular expression: missing closing parenthesis, at character 2");
    step("number of a rule", R"({"expect": {"data": "balance", "fields": {"a": ">many"}}})", ".expect.fields.a", "After “>” comes a number");
    step("empty rule", R"({"expect": {"data": "balance", "fields": {"a": ""}}})", ".expect.fields.a", "“=” for “an empty text”");
    step("error of what", R"({"expect": {"error": "user"}})", ".expect", "“code” is missing");
    step("API", R"({"call": {"api": "aeropay", "path": "/v2/x"}})", ".call.api", "Did you mean “aeropass”?");
    step("call without API", R"({"call": {"path": "/v2/x"}})", ".call", "“api” is missing");
    step("call path", R"({"call": {"api": "aerosync", "path": "v2/x"}})", ".call.path", "A path begins with “/”");
    step("status", R"({"call": {"api": "aerosync", "path": "/v2/x", "status": "200"}})", ".call.status", "A whole number from 100 to 599");
    step("save of the run", R"({"call": {"api": "aerosync", "path": "/v2/x", "save": {"jobId": "a"}}})", ".call.save.jobId", "set by the run itself");
    step("fault", R"({"fault": {"name": "satus"}})", ".fault.name", "Did you mean “status”?");
    step("fault without a name", R"({"fault": {"times": 1}})", ".fault", "Only {} stands alone");
    step("fault times", R"({"fault": {"name": "drop", "times": 0}})", ".fault.times", "A whole number from 1");
    step("simulator path", R"({"simulator": {"path": "/v2/token"}})", ".simulator.path", "begins with “/simulator/”");
    step("set nothing", R"({"set": {}})", ".set", "Nothing is set");
    step("set a strange name", R"({"set": {"a b": "x"}})", ".set.a b", "is no name for a variable");
    step("check is a list", R"({"check": []})", ".check", "A text \"…\" belongs here");
    step("unknown variable", R"({"click": {"text": "${bnak}"}})", ".click.text", "Nobody sets the variable “bnak”");
    step("variable before it is set", "{\"see\": \"${x}\"}, {\"set\": {\"x\": \"1\"}}", ".see", "Nobody sets the variable “x”");
    step("when of the run", R"({"see": "a", "when": "${connectionId}"})", ".when", "decided before the walk runs");
    step("when is a number", R"({"see": "a", "when": 1})", ".when", "“when” is a text");
    step("when of nobody", R"({"see": "a", "when": {"theme": "dark"}})", ".when.theme", "Nobody sets the variable “theme”");
    step("unknown block", R"({"do": "sign in"})", ".do", "There is no block “sign in”.");
    step("with of another verb", R"({"see": "x", "with": {}})", ".with", "does not go with “see”");
}

void fileRows()
{
    file("not JSON: comma", "{\"walk\": 1,\n\"name\": \"a\"\n\"walks\": []}", 3, "", "This is not JSON");
    file("not JSON: trailing comma", "{\"walk\": 1,\n\"walks\": [],\n}", 3, "", "This is not JSON");
    file("not JSON: quote", "{\"walk\": 1,\n\"name\": \"a,\n\"walks\": []}", 2, "", "This is not JSON");
    file("not JSON: comment", "{\n// mine\n\"walk\": 1}", 2, "", "This is not JSON");
    file("not JSON: number", "{\"walk\": 1,\n\"walks\": 01}", 2, "", "This is not JSON");
    file("not JSON: cut", "{\"walk\": 1,\n\"walks\": [", 2, "", "This is not JSON");
    file("not UTF-8", "{\"walk\": 1,\n\"name\": \"\xff\"}", 2, "", "it is not UTF-8");
    file("empty", "", 1, "", "it is empty");
    file("a list", "[]", 1, "", "An object {…} belongs here, not a list");
    file("no version", "{\n\"walks\": []}", 1, "", "“walk” is missing");
    file("newer version", "{\n\"walk\": 2}", 2, "walk", "reads \"walk\": 1 only");
    file("unknown key", "{\"walk\": 1,\n\"walkes\": []}", 2, "walkes", "Did you mean “walks”?");
    file("key twice", "{\"walk\": 1,\n\"walks\": [],\n\"walks\": []}", 3, "walks", "“walks” is there twice");
    file("key twice, deep", walkOf("{\"open\": {\"theme\": \"dark\",\n\"theme\": \"light\"}}"), 4, "walks[0].steps[0].open.theme", "“theme” is there twice");
    file("walks is an object", "{\"walk\": 1,\n\"walks\": {}}", 2, "walks", "A list […] belongs here, not an object");
    file("walk is a text", "{\"walk\": 1, \"walks\": [\n\"x\"]}", 2, "walks[0]", "An object {…} belongs here");
    file("no id", "{\"walk\": 1, \"walks\": [\n{\"steps\": [{\"see\": \"a\"}]}]}", 2, "walks[0]", "“id” is missing");
    file("id with spaces", "{\"walk\": 1, \"walks\": [\n{\"id\": \"a b\", \"steps\": [{\"see\": \"a\"}]}]}", 2, "walks[0].id", "An id has letters");
    file("id twice", "{\"walk\": 1, \"walks\": [{\"id\": \"a\", \"steps\": [{\"see\": \"a\"}]},\n{\"id\": \"a\", \"steps\": [{\"see\": \"a\"}]}]}", 2, "t/a", "There is a walk “t/a” already");
    file("no steps", "{\"walk\": 1, \"walks\": [\n{\"id\": \"a\"}]}", 2, "walks[0]", "“steps” is missing");
    file("empty steps", "{\"walk\": 1, \"walks\": [\n{\"id\": \"a\",\n\"steps\": []}]}", 3, "walks[0].steps", "A walk needs a step");
    file("unknown key of a walk", walkOf("{\"see\": \"a\"}", "\n\"tag\": [],"), 2, "walks[0].tag", "Did you mean “tags”?");
    file("tags are a text", walkOf("{\"see\": \"a\"}", "\n\"tags\": \"x\","), 2, "walks[0].tags", "A list […] belongs here, not text");
    file("table is a list", walkOf("{\"see\": \"a\"}", "\n\"table\": [],"), 2, "walks[0].table", "An object {…} belongs here");
    file("column is a text", walkOf("{\"see\": \"a\"}", "\n\"table\": {\"theme\": \"dark\"},"), 2, "walks[0].table.theme", "A list […] belongs here");
    file("column is empty", walkOf("{\"see\": \"a\"}", "\n\"table\": {\"theme\": []},"), 2, "walks[0].table.theme", "would never run");
    file("rows are empty", walkOf("{\"see\": \"a\"}", "\n\"rows\": [],"), 2, "walks[0].rows", "would never run");
    file("rows alike", walkOf("{\"see\": \"a\"}", "\n\"rows\": [{\"row\": \"x\"}, {\"row\": \"x\"}],"), 1, "t/w[row=x]", "Two rows of this walk are alike");
    file("value of a table", walkOf("{\"open\": {\"theme\": \"${theme}\"}}", "\"table\": {\"theme\": [\"light\", \"drak\"]},"), 3, "walks[0].steps[0].open.theme", "Did you mean “dark”?");
    file("variable is a list", "{\"walk\": 1,\n\"variables\": {\"a\": []}}", 2, "variables.a", "A text, a number, true or false");
    file("variable of itself", walkOf("{\"see\": \"${a}\"}", "\"variables\": {\"a\": \"${b}\", \"b\": \"x${a}\"},"), 1, "walks[0]", "is made of itself");
    file("detour without click", "{\"walk\": 1, \"detours\": [\n{\"see\": \"a\"}]}", 2, "detours[0]", "A detour needs both");
    file("block is an object", "{\"walk\": 1, \"blocks\": {\n\"a\": {}}}", 2, "blocks.a", "A list […] belongs here");
    file("block is empty", "{\"walk\": 1, \"blocks\": {\n\"a\": []}}", 2, "blocks.a", "The block has no step");
    file("mistake in a block", "{\"walk\": 1, \"blocks\": {\n\"a\": [\n{\"sea\": \"x\"}]}}", 3, "blocks.a[0].sea", "Did you mean “see”?");
    file("block does itself", "{\"walk\": 1, \"blocks\": {\"a\": [\n{\"do\": \"b\"}],\n\"b\": [{\"do\": \"a\"}]}}", 3, "blocks.b[0].do", "does itself: a → b → a");
    file("do with a name", "{\"walk\": 1, \"blocks\": {\"a\": [{\"see\": \"x\"}], \"b\": [\n{\"do\": \"a\", \"name\": \"y\"}]}}", 2, "blocks.b[0].name", "belongs to one of those");
    file("mistyped block", "{\"walk\": 1, \"blocks\": {\"sign in\": [{\"see\": \"a\"}], \"x\": [\n{\"do\": \"sing in\"}]}}", 2, "blocks.x[0].do", "Did you mean “sign in”?");
    file("unknown variable of a block", "{\"walk\": 1, \"blocks\": {\"b\": [\n{\"see\": \"${x}\"}]}, \"walks\": [{\"id\": \"a\", \"steps\": [{\"do\": \"b\"}]}]}", 2, "blocks.b[0].see", "Nobody sets the variable “x”");
    file("unknown variable for a block", "{\"walk\": 1, \"blocks\": {\"b\": [{\"see\": \"${x}\"}]}, \"walks\": [{\"id\": \"a\", \"steps\": [\n{\"do\": \"b\", \"with\": {\"x\": \"${y}\"}}]}]}", 2, "walks[0].steps[0].with.x", "Nobody sets the variable “y”");
    file("bank without a kind", "{\"walk\": 1, \"banks\": [\n{\"name\": \"a\"}]}", 2, "banks[0]", "“kind” is missing");
    file("kind of a bank", "{\"walk\": 1, \"banks\": [\n{\"name\": \"a\", \"kind\": \"oath\"}]}", 2, "banks[0].kind", "Did you mean “oauth”?");
    file("bank twice", "{\"walk\": 1, \"banks\": [{\"name\": \"a\", \"kind\": \"oauth\"},\n{\"name\": \"a\", \"kind\": \"oauth\"}]}", 2, "banks[1]", "is there twice");
    file("login without a word", "{\"walk\": 1, \"banks\": [{\"name\": \"a\", \"kind\": \"oauth\", \"logins\": [\n{\"user\": \"u\", \"password\": \"p\"}]}]}", 2, "banks[0].logins[0]", "“shows” is missing");
    file("code without a value", "{\"walk\": 1, \"codes\": [\n{\"name\": \"a\", \"meaning\": \"b\"}]}", 2, "codes[0]", "“value” is missing");
    file("include is a number", "{\"walk\": 1, \"include\": [\n3]}", 2, "include[0]", "A text \"…\" belongs here");
    file("include is not there", "{\"walk\": 1, \"include\": [\n\"other.json\"]}", 2, "include[0]", "There is no file “other.json”");
    file("includes itself", "{\"walk\": 1, \"include\": [\n\"t.json\"]}", 2, "include[0]", "in a circle: t.json → t.json");
}

} // namespace

void WalkFileProblems::oneMistake_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("part");
    stepRows();
    fileRows();
}

void WalkFileProblems::oneMistake()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QString, field);
    QFETCH(QString, part);
    WalkFolder folder;
    const WalkReading reading = folder.read(text);
    QVERIFY2(reading.problems.size() == 1, qPrintable(textsOf(reading).join(u'\n')));
    const WalkProblem &problem = reading.problems.first();
    QVERIFY2(problem.message.contains(part), qPrintable(problem.text()));
    QCOMPARE(problem.field, field);
    QCOMPARE(problem.line, line);
    QCOMPARE(problem.file, folder.path(u"t.json"_s));
}

void WalkFileProblems::allAreTold()
{
    WalkFolder folder;
    const WalkReading reading = folder.read(walkOf("{\"clik\": \"a\"},\n{\"see\": {\"role\": \"knob\"}},\n{\"job\": \"x\", \"limit\": \"soon\"}", "\"tag\": 1,"));
    QStringList fields;
    for (const WalkProblem &each : reading.problems)
        fields << u"%1 %2"_s.arg(each.line).arg(each.field);
    QCOMPARE(fields, (QStringList{u"1 walks[0].tag"_s, u"3 walks[0].steps[0].clik"_s, u"4 walks[0].steps[1].see.role"_s, u"5 walks[0].steps[2].job"_s,
                                  u"5 walks[0].steps[2].limit"_s}));
}

void WalkFileProblems::asText()
{
    const WalkProblem problem{.file = u"a.json"_s, .line = 12, .field = u"walks[2].id"_s, .message = u"No."_s};
    QCOMPARE(problem.text(), u"a.json:12: walks[2].id: No."_s);
    QCOMPARE((WalkProblem{.file = u"a.json"_s, .line = 1, .field = {}, .message = u"No."_s}.text()), u"a.json:1: No."_s);
}

void WalkFileProblems::fileThatIsNotThere()
{
    WalkFolder folder;
    const WalkReading reading = readWalks({folder.path(u"none.json"_s), folder.path({})});
    QCOMPARE(reading.problems.size(), 2);
    QVERIFY(reading.problems.first().message.contains(u"it is not there"_s));
    QVERIFY(reading.problems.last().message.contains(u"it is no file"_s));
}

void WalkFileProblems::tooBig()
{
    WalkFolder folder;
    const QByteArray text = "{\"walk\": 1, \"name\": \"" + QByteArray(4 * 1024 * 1024, 'x') + "\"}";
    const WalkReading reading = folder.read(text);
    QCOMPARE(reading.problems.size(), 1);
    QVERIFY(reading.problems.first().message.contains(u"bigger than 4 MB"_s));
}

void WalkFileProblems::includes()
{
    WalkFolder folder;
    folder.write(u"b.json"_s, "{\"walk\": 1, \"blocks\": {\"x\": [\n{\"sea\": \"a\"}]}}");
    const WalkReading reading = folder.read("{\"walk\": 1, \"include\": [\"b.json\"]}");
    QCOMPARE(textsOf(reading), QStringList{folder.path(u"b.json"_s) + u":2: blocks.x[0].sea: “sea” is no verb. Did you mean “see”?"_s});
}

void WalkFileProblems::circleOfIncludes()
{
    WalkFolder folder;
    folder.write(u"b.json"_s, "{\"walk\": 1, \"include\": [\n\n\"t.json\"]}");
    const WalkReading reading = folder.read("{\"walk\": 1, \"include\": [\"b.json\"]}");
    QCOMPARE(reading.problems.size(), 1);
    QCOMPARE(reading.problems.first().line, 3);
    QCOMPARE(reading.problems.first().file, folder.path(u"b.json"_s));
    QVERIFY(reading.problems.first().message.contains(u"t.json → b.json → t.json"_s));
}

void WalkFileProblems::sameIdInTwoFiles()
{
    WalkFolder folder, other;
    const QString one = folder.write(u"t.json"_s, walkOf("{\"see\": \"a\"}")), two = other.write(u"t.json"_s, walkOf("{\"see\": \"a\"}"));
    const WalkReading reading = readWalks({one, two, one});
    QCOMPARE(textsOf(reading), QStringList{two + u":1: t/w: There is a walk “t/w” already, in "_s + one + u":1."_s});
    QCOMPARE(reading.book.cases.size(), 1);
}

void WalkFileProblems::blockOfAnotherFile()
{
    WalkFolder folder;
    folder.write(u"b.json"_s, "{\"walk\": 1, \"blocks\": {\"link\": [{\"do\": \"sign in\"}]}}");
    // what only the other file knows is no help to somebody who includes the first alone
    const WalkReading reading = folder.read("{\"walk\": 1, \"include\": [\"b.json\"], \"blocks\": {\"sign in\": [{\"see\": \"a\"}]}, \"walks\": [{\"id\": \"w\", \"steps\": [{\"do\": \"link\"}]}]}");
    QCOMPARE(reading.problems.size(), 1);
    QCOMPARE(reading.problems.first().file, folder.path(u"b.json"_s));
}

void WalkFileProblems::limits()
{
    WalkFolder folder;
    QByteArray steps;
    for (int i = 0; i < 100; ++i)
        steps += QByteArray(i ? ", " : "") + "{\"see\": \"a\"}";
    const auto blocks = [&](int times) {
        QByteArray dos;
        for (int i = 0; i < times; ++i)
            dos += QByteArray(i ? ", " : "") + "{\"do\": \"b\"}";
        return "{\"walk\": 1, \"blocks\": {\"b\": [" + steps + "]}, \"walks\": [\n{\"id\": \"w\", \"steps\": [" + dos + "]}]}";
    };
    QCOMPARE(textsOf(folder.read(blocks(49))), QStringList()); // 4,900 steps, and 49 times “do”
    const WalkReading many = folder.read(blocks(51));
    QCOMPARE(many.problems.size(), 1);
    QCOMPARE(many.problems.first().line, 2);
    QVERIFY(many.problems.first().message.contains(u"more than 5000 steps"_s));

    QByteArray numbers;
    for (int i = 0; i < 150; ++i)
        numbers += QByteArray(i ? ", " : "") + QByteArray::number(i);
    const WalkReading wide = folder.read(walkOf("{\"see\": \"a\"}", "\n\"table\": {\"a\": [" + numbers + "],\n\"b\": [" + numbers + "]},"));
    QCOMPARE(wide.problems.size(), 1);
    QCOMPARE(wide.problems.first().line, 3);
    QVERIFY(wide.problems.first().message.contains(u"more than 20000 rows"_s));
    QVERIFY(wide.book.cases.isEmpty());

    const QByteArray half = "{\"id\": \"%\", \"table\": {\"a\": [" + numbers + "], \"b\": [" + numbers.left(numbers.indexOf(", 70")) + "]}, \"steps\": [{\"see\": \"a\"}]}";
    const WalkReading two = folder.read("{\"walk\": 1, \"walks\": [" + QByteArray(half).replace('%', 'x') + ",\n" + QByteArray(half).replace('%', 'y') + "]}");
    QCOMPARE(two.problems.size(), 1);
    QVERIFY(two.problems.first().message.contains(u"more than 20000 cases"_s));
    QCOMPARE(two.book.cases.size(), 20000);
}

/// Blocks and variables that double ten times over must cost nothing.
void WalkFileProblems::laughs()
{
    WalkFolder folder;
    QByteArray blocks = "\"b0\": [{\"see\": \"a\"}]", variables = "\"v0\": \"lol\"";
    for (int i = 1; i < 30; ++i) {
        const QByteArray number = QByteArray::number(i), before = QByteArray::number(i - 1);
        blocks += ", \"b" + number + "\": [{\"do\": \"b" + before + "\"}, {\"do\": \"b" + before + "\"}]";
        variables += ", \"v" + number + "\": \"" + QByteArray("${v" + before + "}").repeated(9) + "\"";
    }
    const WalkReading deep = folder.read("{\"walk\": 1, \"blocks\": {" + blocks + "}, \"walks\": [{\"id\": \"w\", \"steps\": [{\"do\": \"b29\"}]}]}");
    QCOMPARE(deep.problems.size(), 1);
    QVERIFY(deep.problems.first().message.contains(u"more than 5000 steps"_s));
    const WalkReading loud = folder.read("{\"walk\": 1, \"variables\": {" + variables + "}, \"walks\": [{\"id\": \"w\", \"steps\": [{\"see\": \"${v29}\"}]}]}");
    QCOMPARE(loud.problems.size(), 1);
}

QTEST_GUILESS_MAIN(WalkFileProblems)
#include "walkfile_problems.moc"
