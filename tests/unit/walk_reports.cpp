// SPDX-License-Identifier: GPL-3.0-or-later
// What CI and people get: JUnit and the page of a run, also of a half one and of hostile texts.
// CONSOLE_PICTURES=folder keeps the page.
#include "unit/walk_fixture.h"

using namespace walktest;

class WalkReportsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void exitStatuses();
    void junit();
    void junitIsAlwaysValid_data();
    void junitIsAlwaysValid();
    void schemaRefuses_data();
    void schemaRefuses();
    void junitOfAHugeTimeLine();
    void page();
    void headLines_data();
    void headLines();
    void unfinished();
    void hostileTexts();
    void encodedOnce();
    void soak();
    void samePictureOnce();
    void size();
};

void WalkReportsTest::exitStatuses()
{
    QCOMPARE(exitStatus(runOf({})), 2);
    QCOMPARE(exitStatus(runOf({passed(1, 1, false)})), 0);
    for (const Verdict each : allVerdicts()) {
        CaseResult other = passed(2, 1, false);
        other.verdict = each;
        const bool isFailure = each == Verdict::IntegrationBroke || each == Verdict::WidgetChanged || each == Verdict::ServiceDown || each == Verdict::BankSaidNo;
        QCOMPARE(exitStatus(runOf({passed(1, 1, false), other})), each == Verdict::Passed ? 0 : isFailure ? 1 : 2);
    }
    QCOMPARE(mixed().count(Verdict::Passed), 2);
    QVERIFY(!mixed().passed());
}

void WalkReportsTest::junit()
{
    const QByteArray xml = junitOf(mixed());
    QCOMPARE(xmllint(xml), QString());
    QCOMPARE(valuesIn(xml, u"testsuite"_s, u"name"_s), (QStringList{u"test-banks"_s, u"returning.user"_s}));
    QCOMPARE(valuesIn(xml, u"testsuite"_s, u"tests"_s), (QStringList{u"8"_s, u"1"_s}));
    QCOMPARE(valuesIn(xml, u"testsuite"_s, u"failures"_s), (QStringList{u"3"_s, u"1"_s}));
    QCOMPARE(valuesIn(xml, u"testsuite"_s, u"errors"_s), (QStringList{u"2"_s, u"0"_s}));
    QCOMPARE(valuesIn(xml, u"testsuite"_s, u"skipped"_s), (QStringList{u"1"_s, u"0"_s}));
    QCOMPARE(valuesIn(xml, u"testsuites"_s, u"tests"_s), QStringList{u"9"_s});
    QCOMPARE(valuesIn(xml, u"testcase"_s, u"name"_s).first(), u"link-1 – Link Aerobank, login 1"_s);
    QCOMPARE(valuesIn(xml, u"failure"_s, u"type"_s), (QStringList{u"widget-changed"_s, u"integration-broke"_s, u"service-down"_s, u"bank-said-no"_s}));
    QCOMPARE(valuesIn(xml, u"error"_s, u"type"_s), (QStringList{u"environment"_s, u"script"_s}));
    QCOMPARE(valuesIn(xml, u"failure"_s, u"message"_s).first(), u"The widget has no button “Continue” that could be used."_s);
    QCOMPARE(valuesIn(xml, u"property"_s, u"value"_s).mid(0, 6), (QStringList{u"Simulator"_s, u"0123456789abcdef"_s, u"1/1"_s, u"true"_s, u"0.1.0"_s, u"true"_s}));
    const QString details = valuesIn(xml, u"failure"_s).first(), out = valuesIn(xml, u"system-out"_s).join(u'\n');
    for (const QString &part : {u"Look at the picture."_s, u"5. Sign in as sync / no_mfa (line 16): button “Continue” did not appear"_s, u"POST /v2/token_widget 200 from api.example.com"_s, u"button “Continue to your bank”"_s})
        QVERIFY2(details.contains(part), qPrintable(details));
    for (const QString &part : {u"1. Create a user: passed, 120 ms, line 12"_s, u"6. onSuccess arrives: never reached"_s, u"It is flaky: it passed only then."_s, u"message pageSuccess was not there."_s, u"3100 ms callback: onSuccess – v2 form, connections: 1"_s})
        QVERIFY2(out.contains(part), qPrintable(part));
}

void WalkReportsTest::junitIsAlwaysValid_data()
{
    QTest::addColumn<QByteArray>("xml");
    RunResult half = mixed();
    half.isWhole = false;
    for (CaseResult &each : half.cases.last(5))
        each = {.id = each.id, .name = each.name, .file = each.file};
    RunResult bare = runOf({CaseResult{.id = u"a"_s}});
    bare.startedAt = {};
    CaseResult odd = failed(1, Verdict::ServiceDown);
    odd.why.clear();
    odd.took = ms(-5);
    QTest::newRow("nothing was chosen") << junitOf(runOf({}));
    QTest::newRow("half a run") << junitOf(half);
    QTest::newRow("a walk of which nothing is known") << junitOf(bare);
    QTest::newRow("no reason, no time") << junitOf(runOf({odd}));
    QTest::newRow("hostile texts") << junitOf(hostileRun());
}

void WalkReportsTest::junitIsAlwaysValid()
{
    QFETCH(QByteArray, xml);
    QCOMPARE(xmllint(xml), QString());
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void WalkReportsTest::schemaRefuses_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("a number that is none") << QByteArray("tests=\"8\"") << QByteArray("tests=\"many\"");
    QTest::newRow("no name") << QByteArray("testcase classname=\"test-banks\" name=\"link-1 – Link Aerobank, login 1\"") << QByteArray("testcase classname=\"test-banks\"");
    QTest::newRow("unknown attribute") << QByteArray("<testcase ") << QByteArray("<testcase colour=\"red\" ");
    QTest::newRow("time with a comma") << QByteArray("time=\"4.137\"") << QByteArray("time=\"4,137\"");
    QTest::newRow("text between cases") << QByteArray("<properties>") << QByteArray("x<properties>");
    QTest::newRow("an unknown element") << QByteArray("<properties>") << QByteArray("<note/><properties>");
}

void WalkReportsTest::schemaRefuses()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray xml = junitOf(mixed());
    QVERIFY(xml.contains(from));
    QVERIFY(xmllint(xml.replace(from, to)).contains(u"fails to validate"_s));
}

void WalkReportsTest::junitOfAHugeTimeLine()
{
    CaseResult result = passed(1, 1, false);
    for (int i = 0; i < 5000; ++i)
        result.timeLine << TimeLine{ms(i), u"http"_s, u"info"_s, u"line %1"_s.arg(i), {}};
    const QByteArray xml = junitOf(runOf({result}));
    QCOMPARE(xmllint(xml), QString());
    QVERIFY(xml.contains("and 4503 more"));
    QVERIFY(xml.size() < 100000);
    QVERIFY(htmlOf(runOf({result})).contains("And 4503 more."));
}

void WalkReportsTest::page()
{
    const QByteArray bytes = htmlOf(mixed());
    checkHtml(bytes);
    const QString text = QString::fromUtf8(bytes);
    for (const QString &part : {u"6 of 9 walks failed: 1 integration broke, 1 widget changed, 1 service down, 1 bank said no, 1 environment, 1 walk at fault; 1 not run; 1 only at a second try."_s,
                                u"class=\"simulated\">Simulated"_s, u"environment: Simulator"_s, u"Aerosync Console 0.1.0"_s, u"2026-03-09 14:10 UTC"_s, u"≠ widget changed"_s, u"Flaky: it passed at try 2."_s,
                                u"No green run of this walk is known."_s, u"Nothing is different from the last green run."_s, u"message pageSuccess was not there."_s, u"(line 16 of the file)"_s, u"Step 5 failed: Sign in as sync / no_mfa"_s,
                                u"<ul class=\"plain nearest\"><li>button “Continue to your bank”</li>"_s, u"never reached"_s})
        QVERIFY2(text.contains(part), qPrintable(part));
    QVERIFY(!text.contains(u"not come to its end"_s));
    // Each link of the table has its place.
    static const QRegularExpression link(u"href=\"#([a-z0-9-]+)\""_s);
    QStringList anchors;
    for (const auto &match : link.globalMatch(text))
        anchors << match.captured(1);
    QCOMPARE(anchors.size(), 9);
    for (const QString &each : anchors)
        QCOMPARE(text.count(u" id=\""_s + each + u'"'), 1);
    // What needs a person comes first.
    QVERIFY(text.indexOf(u"login 8</a>"_s) < text.indexOf(u"login 9</a>"_s) && text.indexOf(u"login 9</a>"_s) < text.indexOf(u"login 3</a>"_s) && text.indexOf(u"login 3</a>"_s) < text.indexOf(u"login 1</a>"_s));
    if (qEnvironmentVariableIsSet("CONSOLE_PICTURES")) {
        QFile file(qEnvironmentVariable("CONSOLE_PICTURES") + u"/walks.html"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
}

void WalkReportsTest::headLines_data()
{
    QTest::addColumn<QList<int>>("numbers"); // by allVerdicts()
    QTest::addColumn<QString>("line");
    QTest::newRow("none") << QList<int>{0, 0, 0, 0, 0, 0, 0, 0} << u"No walk was run."_s;
    QTest::newRow("one") << QList<int>{1, 0, 0, 0, 0, 0, 0, 0} << u"The walk passed."_s;
    QTest::newRow("all") << QList<int>{41, 0, 0, 0, 0, 0, 0, 0} << u"All 41 walks passed."_s;
    QTest::newRow("some failed") << QList<int>{38, 0, 2, 0, 1, 0, 0, 0} << u"3 of 41 walks failed: 2 widget changed, 1 bank said no."_s;
    QTest::newRow("stopped") << QList<int>{4, 0, 0, 0, 0, 0, 0, 37} << u"4 of 41 walks passed; 37 not run."_s;
}

void WalkReportsTest::headLines()
{
    QFETCH(QList<int>, numbers);
    QFETCH(QString, line);
    RunResult run = runOf({});
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        for (int each = 0; each < numbers.at(i); ++each) {
            run.cases << CaseResult{.id = u"a/%1-%2"_s.arg(i).arg(each), .verdict = allVerdicts().at(i)};
        }
    }
    QVERIFY2(QString::fromUtf8(htmlOf(run)).contains(u"<p class=\"head\">"_s + line + u"</p>"_s), qPrintable(line));
}

void WalkReportsTest::unfinished()
{
    RunResult run = mixed();
    run.isWhole = false;
    run.isSimulated = false;
    const QByteArray bytes = htmlOf(run);
    QVERIFY(bytes.contains("This run has not come to its end."));
    QVERIFY(!bytes.contains("class=\"simulated\">"));
}

void WalkReportsTest::hostileTexts()
{
    const QByteArray bytes = htmlOf(hostileRun());
    checkHtml(bytes);
    QVERIFY(bytes.contains("&lt;script&gt;alert(1)"));
    QCOMPARE(bytes.count("<!-- walk:begin "), 9);
    QCOMPARE(bytes.count("<!-- walk:end -->"), 9);
    const Result<Merged> merged = mergeHtml({{u"a"_s, bytes}});
    QVERIFY2(merged.has_value(), merged ? "" : qPrintable(oneLine(merged.error())));
    checkHtml(merged->bytes);
}

void WalkReportsTest::encodedOnce()
{
    const RunResult run = mixed();
    QList<QByteArray> parts;
    for (const CaseResult &each : run.cases)
        parts << caseHtmlOf(each);
    QCOMPARE(htmlOf(run, parts), htmlOf(run));
    parts[0].clear();
    parts.removeLast();
    QCOMPARE(htmlOf(run, parts), htmlOf(run)); // what is not there is made
    RunResult light = run; // the pictures were given back
    for (CaseResult &each : light.cases) {
        for (StepResult &step : each.steps)
            step.picture = {};
    }
    parts[0] = caseHtmlOf(run.cases.at(0));
    parts << caseHtmlOf(run.cases.last());
    QCOMPARE(htmlOf(light, parts), htmlOf(run));
}

void WalkReportsTest::soak()
{
    RunResult run = mixed();
    for (int i = 0; i < 40; ++i)
        run.samples << SoakSample{.round = i / 10 + 1, .id = u"a"_s, .at = ms(i * 4000), .took = ms(3900), .memory = (300 + i) * 1024 * 1024, .passed = i != 7};
    run.memoryChart = screen(u"Memory"_s, 1);
    run.durationChart = screen(u"Time"_s, 2);
    const QByteArray bytes = htmlOf(run);
    checkHtml(bytes);
    QVERIFY(bytes.contains("40 walks in 4 rounds and 2 min 36 s; 1 failed. Memory was 300 MiB after the first walk, 339 MiB after the last, and 339 MiB at most."));
    QVERIFY(bytes.contains("Memory after each walk</figcaption>"));
    QCOMPARE(mergeHtml({{u"a"_s, bytes}})->notices.first().text, u"The charts of a stay in it."_s);
}

void WalkReportsTest::samePictureOnce()
{
    CaseResult result = passed(1, 3);
    const qsizetype different = caseHtmlOf(result).count("<img ");
    result.steps[1].picture = result.steps[0].picture.copy();
    result.steps[2].picture = {};
    QCOMPARE(different, 3);
    QCOMPARE(caseHtmlOf(result).count("<img "), 1);
    QCOMPARE(caseHtmlOf(result).count("as before"), 1);
    QCOMPARE(caseHtmlOf(result).count("no picture"), 1);
}

/// 41 walks of 25 steps, every picture another one, a few failed: of them, six.
void WalkReportsTest::size()
{
    RunResult run = runOf({});
    for (int number = 0; number < 6; ++number) {
        CaseResult result = number == 5 ? failed(number, Verdict::WidgetChanged) : passed(number);
        while (result.steps.size() < 25)
            result.steps << result.steps.at(result.steps.size() % 4);
        for (qsizetype i = 0; i < 25; ++i)
            result.steps[i].picture = drawnScreen(result.steps.at(i).name, int(i) + 25 * number);
        run.cases << result;
    }
    const QByteArray bytes = htmlOf(run);
    QCOMPARE(bytes.count("<img "), 6 * 25 + 1); // a failed walk has a large one
    QVERIFY2(bytes.size() < 15 * 1024 * 1024 * 6 / 41, qPrintable(QString::number(bytes.size())));
}

QTEST_MAIN(WalkReportsTest)
#include "walk_reports.moc"
