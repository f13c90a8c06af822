// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of shards merged again, whatever somebody did to the files.
#include "unit/walk_fixture.h"

#include <QRandomGenerator>

using namespace walktest;

namespace {

/// `run` dealt out to `shards`.
QList<RunResult> dealt(const RunResult &run, int shards)
{
    QList<RunResult> runs;
    for (int number = 1; number <= shards; ++number) {
        RunResult one = run;
        one.shard = number;
        one.shards = shards;
        one.cases.clear();
        for (qsizetype i = number - 1; i < run.cases.size(); i += shards)
            one.cases << run.cases.at(i);
        runs << one;
    }
    return runs;
}

template <typename Report>
QMap<QString, QByteArray> filesOf(const QList<RunResult> &runs, Report report)
{
    QMap<QString, QByteArray> files;
    for (qsizetype i = 0; i < runs.size(); ++i)
        files.insert(u"%1-report"_s.arg(i + 1), report(runs.at(i)));
    return files;
}

QByteArray html(const RunResult &run)
{
    return htmlOf(run);
}

QStringList problemsOf(const Merged &merged)
{
    QStringList texts;
    for (const MergeNotice &each : merged.notices) {
        if (each.isProblem)
            texts << each.text;
    }
    return texts;
}

} // namespace

class WalkMergeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mergedJunit();
    void mergedHtml();
    void mergedAgain();
    void mergeProblems_data();
    void mergeProblems();
    void emptyShard();
    void mergeOfNothing();
    void hostileJunit_data();
    void hostileJunit();
    void hostileHtml_data();
    void hostileHtml();
    void fuzz();
};

void WalkMergeTest::mergedJunit()
{
    const Result<Merged> merged = mergeJunit(filesOf(dealt(mixed(), 3), junitOf));
    QVERIFY(merged);
    QCOMPARE(xmllint(merged->bytes), QString());
    QCOMPARE(merged->passed, 2);
    QCOMPARE(merged->failed, 4);
    QCOMPARE(merged->environmentOrScript, 2);
    QCOMPARE(merged->notRun, 1);
    QCOMPARE(problemsOf(*merged), QStringList{u"Nobody came to these walks: test-banks/link-9 – Link Aerobank, login 9."_s});
    const QByteArray whole = junitOf(mixed());
    for (const QString &attribute : {u"tests"_s, u"failures"_s, u"errors"_s, u"time"_s})
        QCOMPARE(valuesIn(merged->bytes, u"testsuites"_s, attribute), valuesIn(whole, u"testsuites"_s, attribute));
    for (const auto &[name, attribute] : {std::pair(u"testcase"_s, u"name"_s), {u"failure"_s, u"message"_s}, {u"system-out"_s, QString()}, {u"failure"_s, QString()}}) {
        QStringList one = valuesIn(merged->bytes, name, attribute), other = valuesIn(whole, name, attribute);
        one.sort();
        other.sort();
        QCOMPARE(one, other);
    }
}

void WalkMergeTest::mergedHtml()
{
    RunResult run = mixed();
    run.cases.removeLast();
    const Result<Merged> merged = mergeHtml(filesOf(dealt(run, 3), html));
    QVERIFY(merged);
    checkHtml(merged->bytes);
    QCOMPARE(problemsOf(*merged), QStringList());
    QCOMPARE(merged->passed + merged->failed + merged->environmentOrScript + merged->notRun, 8);
    QCOMPARE(merged->failed, 4);
    const QByteArray whole = htmlOf(run);
    QVERIFY(merged->bytes.contains("6 of 8 walks failed"));
    QCOMPARE(merged->bytes.size(), whole.size()); // in another order
    for (const CaseResult &each : run.cases)
        QVERIFY(merged->bytes.contains(caseHtmlOf(each)));
    QVERIFY(!merged->bytes.contains("not come to its end"));
}

void WalkMergeTest::mergedAgain()
{
    const RunResult run = mixed();
    const Result<Merged> pageOnce = mergeHtml(filesOf(dealt(run, 2), html)), junitOnce = mergeJunit(filesOf(dealt(run, 2), junitOf));
    const Result<Merged> page = mergeHtml({{u"a"_s, pageOnce->bytes}}), junit = mergeJunit({{u"a"_s, junitOnce->bytes}});
    QCOMPARE(page->bytes, pageOnce->bytes);
    QCOMPARE(junit->bytes, junitOnce->bytes);
}

void WalkMergeTest::mergeProblems_data()
{
    QTest::addColumn<QList<int>>("taken"); // shards, from 0
    QTest::addColumn<bool>("otherPlan");
    QTest::addColumn<bool>("isHalf");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a shard is missing") << QList<int>{0, 2} << false << false << u"Of 3 shards these are missing: 2."_s;
    QTest::newRow("the last is missing") << QList<int>{0, 1} << false << false << u"Of 3 shards these are missing: 3."_s;
    QTest::newRow("a shard twice") << QList<int>{0, 1, 2, 1} << false << false << u"Shard 2 is there 2 times: 2-report, 4-report."_s;
    QTest::newRow("another plan") << QList<int>{0, 1, 2} << true << false << u"These are reports of different plans: other walks were chosen, or the files were not the same."_s;
    QTest::newRow("one was killed") << QList<int>{0, 1, 2} << false << true << u"The run of 1-report has not come to its end."_s;
}

void WalkMergeTest::mergeProblems()
{
    QFETCH(QList<int>, taken);
    QFETCH(bool, otherPlan);
    QFETCH(bool, isHalf);
    QFETCH(QString, problem);
    const QList<RunResult> all = dealt(mixed(), 3);
    QList<RunResult> runs;
    for (const int number : taken)
        runs << all.at(number);
    if (otherPlan)
        runs[0].plan = u"fedcba9876543210"_s;
    runs[0].isWhole = !isHalf;
    for (const Result<Merged> &merged : {mergeJunit(filesOf(runs, junitOf)), mergeHtml(filesOf(runs, html))}) {
        QVERIFY(merged);
        QVERIFY2(problemsOf(*merged).contains(problem), qPrintable(problemsOf(*merged).join(u'\n')));
        const QString half = taken.size() == 4 ? u" was run twice."_s : QString();
        QVERIFY(problemsOf(*merged).join(u'\n').contains(half));
    }
    QVERIFY(mergeHtml(filesOf(runs, html))->bytes.contains("not come to its end"));
}

void WalkMergeTest::emptyShard()
{
    QList<RunResult> runs = dealt(runOf({passed(1, 2)}), 3);
    QVERIFY(runs.at(2).cases.isEmpty());
    for (const Result<Merged> &merged : {mergeJunit(filesOf(runs, junitOf)), mergeHtml(filesOf(runs, html))}) {
        QVERIFY(merged);
        QCOMPARE(problemsOf(*merged), QStringList());
        QCOMPARE(merged->passed, 1);
    }
    QCOMPARE(valuesIn(mergeJunit(filesOf(runs, junitOf))->bytes, u"testsuite"_s, u"name"_s), QStringList{u"test-banks"_s});
    // A walk that one machine did not come to, and another ran after it.
    RunResult first = runOf({passed(1, 2), passed(2, 2)}), second = first;
    first.shards = second.shards = 2;
    second.shard = 2;
    first.cases[1] = {.id = first.cases[1].id, .name = first.cases[1].name, .file = first.cases[1].file};
    second.cases.removeFirst();
    for (const Result<Merged> &merged : {mergeJunit(filesOf({first, second}, junitOf)), mergeHtml(filesOf({first, second}, html))}) {
        QCOMPARE(problemsOf(*merged), QStringList());
        QCOMPARE(merged->passed, 2);
        QCOMPARE(merged->notRun, 0);
    }
}

void WalkMergeTest::mergeOfNothing()
{
    QCOMPARE(mergeJunit({}).error().kind, Error::Kind::Input);
    QCOMPARE(mergeHtml({}).error().kind, Error::Kind::Input);
}

void WalkMergeTest::hostileJunit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no XML") << QByteArray("PK\x03\x04");
    QTest::newRow("another report") << QByteArray("<html/>");
    QTest::newRow("no suite") << QByteArray("<testsuites/>");
    QTest::newRow("suites in suites") << QByteArray("<testsuites><testsuite name=\"a\" time=\"1\"><testsuite name=\"b\" time=\"1\"/></testsuite></testsuites>");
    QTest::newRow("no time") << QByteArray("<testsuites><testsuite name=\"a\"/></testsuites>");
    QTest::newRow("endless") << QByteArray("<testsuites><testsuite name=\"a\" time=\"inf\"/></testsuites>");
    QTest::newRow("unknown") << QByteArray("<testsuites><testsuite name=\"a\" time=\"1\"><script/></testsuite></testsuites>");
    QTest::newRow("two outcomes") << QByteArray("<testsuites><testsuite name=\"a\" time=\"1\"><testcase name=\"a\" time=\"1\"><failure/><error/></testcase></testsuite></testsuites>");
    QTest::newRow("more behind it") << junitOf(mixed()) + "<testsuites/>";
    QByteArray laughs = "<!DOCTYPE t [<!ENTITY a \"ha\">";
    for (char c = 'b'; c <= 'p'; ++c)
        laughs += QByteArray("<!ENTITY ") + c + " \"" + (QByteArray("&") + char(c - 1) + ';').repeated(10) + "\">";
    QTest::newRow("a billion laughs") << laughs + "]><testsuites><testsuite name=\"a\" time=\"1\"><testcase name=\"&p;\" time=\"1\"/></testsuite></testsuites>";
}

void WalkMergeTest::hostileJunit()
{
    QFETCH(QByteArray, bytes);
    const Result<Merged> merged = mergeJunit({{u"good"_s, junitOf(mixed())}, {u"bad"_s, bytes}});
    QVERIFY(!merged);
    QCOMPARE(merged.error().kind, Error::Kind::Decode);
    QCOMPARE(merged.error().where, u"bad"_s);
    QVERIFY(!merged.error().advice.isEmpty());
}

void WalkMergeTest::hostileHtml_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = htmlOf(runOf({failed(1, Verdict::ServiceDown), passed(2)}));
    const auto with = [&](const char *inside) { return QByteArray(good).replace("<h3>Evidence</h3>", inside); };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another page") << QByteArray("<!doctype html><html></html>");
    QTest::newRow("script") << with("<script>alert(1)</script>");
    QTest::newRow("SCRIPT") << with("<SCRIPT>alert(1)</SCRIPT>");
    QTest::newRow("event") << with("<h3 onclick=\"x()\">Evidence</h3>");
    QTest::newRow("event of a picture") << with("<img src=\"data:image/png;base64,AAAA\" onerror=\"x()\">");
    QTest::newRow("picture from elsewhere") << with("<img src=\"https://example.com/a.png\">");
    QTest::newRow("SVG") << with("<svg><a/></svg>");
    QTest::newRow("SVG as a picture") << with("<img src=\"data:image/svg+xml;base64,AAAA\">");
    QTest::newRow("link elsewhere") << with("<a href=\"javascript:x()\">a</a>");
    QTest::newRow("style") << with("<p style=\"position:fixed\">a</p>");
    QTest::newRow("style sheet") << with("<style>p{}</style>");
    QTest::newRow("frame") << with("<iframe src=\"#w-1\"></iframe>");
    QTest::newRow("form") << with("<form><input></form>");
    QTest::newRow("ends its section") << with("</div></div></section><section>");
    QTest::newRow("ends what is not open") << with("</ul>");
    QTest::newRow("is not closed") << with("<div>");
    QTest::newRow("a comment") << with("<!-- a -->");
    QTest::newRow("half a tag") << with("<p");
    QTest::newRow("attribute without quotes") << with("<p class=a>a</p>");
    QTest::newRow("attribute in other quotes") << with("<p class='a'>a</p>");
    QTest::newRow("a tab between attributes") << with("<p\tclass=\"a\">a</p>");
    QTest::newRow("NUL") << QByteArray(good).replace("<h3>Evidence</h3>", QByteArray("<h3>\0</h3>", 10));
    QTest::newRow("a head that is none") << QByteArray(good).replace("\"verdict\":\"service-down\"", "\"verdict\":\"fine\"");
    QTest::newRow("the end of a part is missing") << QByteArray(good).replace("<!-- walk:end -->", "");
    QTest::newRow("a part is missing") << good.left(good.indexOf("<!-- walk:begin ")) + good.mid(good.lastIndexOf("<!-- walk:begin "));
}

void WalkMergeTest::hostileHtml()
{
    QFETCH(QByteArray, bytes);
    const QByteArray good = htmlOf(runOf({failed(1, Verdict::ServiceDown), passed(2)}));
    QVERIFY(mergeHtml({{u"good"_s, good}}));
    QVERIFY(bytes != good);
    const Result<Merged> merged = mergeHtml({{u"bad"_s, bytes}, {u"good"_s, good}});
    QVERIFY(!merged);
    QCOMPARE(merged.error().kind, Error::Kind::Decode);
    QCOMPARE(merged.error().where, u"bad"_s);
}

/// Cut and changed anywhere: an error, or a page that is as harmless as ours.
void WalkMergeTest::fuzz()
{
    RunResult run = runOf({failed(1, Verdict::ServiceDown), passed(2)});
    for (CaseResult &each : run.cases) {
        for (StepResult &step : each.steps)
            step.picture = step.picture.isNull() ? QImage() : step.picture.scaledToWidth(6);
    }
    const QByteArray page = htmlOf(run), xml = junitOf(run);
    QRandomGenerator random(11);
    const QByteArrayView spice = "<>\"'&-!/= \n{}[]\\\0onscript";
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        const bool isPage = round % 2 == 0;
        QByteArray bytes = isPage ? page : xml;
        const qsizetype at = random.bounded(int(bytes.size()));
        if (round % 3 == 0)
            bytes.truncate(at);
        else if (round % 3 == 1)
            bytes[at] = spice[random.bounded(int(spice.size()))];
        else
            bytes.insert(at, spice.sliced(random.bounded(int(spice.size()))).toByteArray());
        const Result<Merged> merged = isPage ? mergeHtml({{u"a"_s, bytes}}) : mergeJunit({{u"a"_s, bytes}});
        refused += !merged;
        if (!merged)
            QCOMPARE(merged.error().kind, Error::Kind::Decode);
        else if (isPage)
            checkHtml(merged->bytes);
        else
            QVERIFY(!valuesIn(merged->bytes, u"testsuites"_s, u"tests"_s).first().contains(u' '));
    }
    QVERIFY(refused > 1000 && refused < 3000);
}

QTEST_MAIN(WalkMergeTest)
#include "walk_merge.moc"
