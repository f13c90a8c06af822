// SPDX-License-Identifier: GPL-3.0-or-later
// What CI and people get: JUnit and the page of a run, also of a half one and of hostile texts; and shards merged again.
// CONSOLE_PICTURES=folder keeps the page.
#include "walk/reports.h"

#include <QFontDatabase>
#include <QPainter>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<script>alert(1)</script>\" onload=\"x()' ]]> --> <!-- walk:end --> & \x01\x1b\r\n"_s + QChar(0xd800) + QChar(0xfffe);

std::chrono::milliseconds ms(qint64 count)
{
    return std::chrono::milliseconds(count);
}

/// A screen of a widget, near enough: 375 × 688 at two pixels for each.
QImage drawnScreen(const QString &title, int number)
{
    QImage image(750, 1376, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(0, 0, 750, 120, QColor(0xf4, 0xf5, 0xf7));
    painter.setPen(QColor(0x1f, 0x23, 0x28));
    painter.setFont(QFont(u"DejaVu Sans"_s, 26));
    painter.drawText(QRect(60, 180, 640, 120), Qt::TextWordWrap, title);
    painter.setFont(QFont(u"DejaVu Sans"_s, 16));
    for (int row = 0; row < 7; ++row) {
        const QRect box(60, 340 + row * 110, 630, 92);
        painter.setBrush(QColor::fromHsv((row * 47 + number * 31) % 360, 60, 235));
        painter.drawRoundedRect(box, 16, 16);
        painter.drawText(box.adjusted(100, 0, 0, 0), Qt::AlignVCenter, u"Aerobank %1 · ••••%2"_s.arg(row + number).arg(1000 + row * 7 + number));
    }
    painter.setBrush(QColor(0x1c, 0x45, 0x87));
    painter.drawRoundedRect(60, 1200, 630, 100, 20, 20);
    painter.setPen(Qt::white);
    painter.drawText(QRect(60, 1200, 630, 100), Qt::AlignCenter, u"Continue"_s);
    return image;
}

bool isFullSize()
{
    return qEnvironmentVariableIsSet("CONSOLE_PICTURES");
}

/// A small one, which is enough for all but eyes and size().
QImage screen(const QString &title, int number)
{
    static QHash<QString, QImage> drawn;
    QImage &image = drawn[title + QString::number(number)];
    if (image.isNull())
        image = isFullSize() ? drawnScreen(title, number) : drawnScreen(title, number).scaledToWidth(30);
    return image;
}

CaseResult passed(int number, int steps = 6, bool pictures = true)
{
    static const QStringList names{u"Create a user"_s, u"Open the widget"_s, u"Continue from the welcome page"_s, u"Choose Aerobank NonOAuth"_s, u"Sign in as sync / no_mfa"_s, u"onSuccess arrives"_s};
    CaseResult result{.id = u"test-banks/link-%1"_s.arg(number), .name = u"Link Aerobank, login %1"_s.arg(number), .file = u"test-banks.json"_s, .tags = {u"smoke"_s},
                      .startedAt = QDateTime(QDate(2026, 3, 9), QTime(14, 10, number % 60), Qt::UTC), .took = ms(4000 + number * 137), .verdict = Verdict::Passed, .hadGreen = number % 2 == 0};
    for (int i = 0; i < steps; ++i) {
        StepResult step{.name = names.at(i % names.size()), .outcome = StepResult::Outcome::Passed, .took = ms(120 + i * 210), .line = 12 + i};
        if (pictures)
            step.picture = screen(step.name, i == 5 ? 4 : i + number);
        result.steps << step;
    }
    result.timeLine = {{ms(12), u"http"_s, u"good"_s, u"POST /v2/token_widget 200"_s, u"84 ms"_s}, {ms(640), u"widget"_s, u"info"_s, u"widgetLoaded"_s, {}}, {ms(3100), u"callback"_s, u"good"_s, u"onSuccess"_s, u"v2 form, connections: 1"_s}};
    return result;
}

CaseResult failed(int number, Verdict verdict)
{
    CaseResult result = passed(number);
    result.verdict = verdict;
    result.steps[4].outcome = StepResult::Outcome::Failed;
    result.steps[4].error = Error{.kind = Error::Kind::Timeout, .message = u"button “Continue” did not appear within 15 s."_s, .where = u"button “Continue”"_s};
    result.steps[5] = {.name = u"onSuccess arrives"_s, .line = 17};
    result.why = u"The widget has no button “Continue” that could be used."_s;
    result.advice = u"Look at the picture. If the widget is right, name what is there now in the walk; if not, tell Aeropay."_s;
    result.evidence = {u"Timeout: button “Continue” did not appear within 15 s."_s, u"POST /v2/token_widget 200 from api.example.com"_s};
    result.nearest = {u"button “Continue to your bank”"_s, u"button “Cancel”"_s, u"heading “Sign in”"_s};
    result.differs = {u"message pageSuccess was not there."_s, u"“Sign in as sync / no_mfa” took 15.0 s; in the last green run 0.9 s."_s};
    result.timeLine << TimeLine{ms(15000), u"problem"_s, u"bad"_s, u"step failed"_s, u"button “Continue” did not appear"_s};
    return result;
}

RunResult runOf(const QList<CaseResult> &cases)
{
    return {.environment = u"Simulator"_s, .isSimulated = true, .toolVersion = u"0.1.0"_s, .startedAt = QDateTime(QDate(2026, 3, 9), QTime(14, 10), Qt::UTC), .took = ms(83400), .plan = u"0123456789abcdef"_s, .isWhole = true, .cases = cases};
}

/// One of each verdict, and a flaky one.
RunResult mixed()
{
    QList<CaseResult> cases{passed(1), failed(2, Verdict::WidgetChanged), passed(3), failed(4, Verdict::BankSaidNo), failed(5, Verdict::IntegrationBroke), failed(6, Verdict::ServiceDown), failed(7, Verdict::Environment), failed(8, Verdict::Script)};
    cases[2].attempt = 2;
    cases[2].hadGreen = true;
    cases[3].file = u"folder/returning.user.json"_s;
    cases[5].why = u"api.example.com answered POST /v2/token_widget with HTTP 503."_s;
    CaseResult missing = passed(9, 3, false);
    missing.verdict = Verdict::NotRun;
    missing.steps = {{.name = u"Create a user"_s}};
    missing.took = ms(0);
    return runOf(cases << missing);
}

void replaceTexts(CaseResult *result, const QString &text)
{
    for (QString *each : {&result->name, &result->why, &result->advice})
        *each = text;
    result->tags = result->evidence = result->nearest = result->differs = {text};
    for (StepResult &step : result->steps) {
        step.name = step.note = text;
        if (step.error)
            step.error->message = step.error->where = step.error->code = text;
    }
    for (TimeLine &line : result->timeLine)
        line.kind = line.level = line.title = line.detail = text;
}

RunResult hostileRun()
{
    RunResult run = mixed();
    run.environment = run.toolVersion = run.plan = hostile;
    for (CaseResult &each : run.cases) {
        replaceTexts(&each, hostile);
        each.id += hostile;
        each.file = hostile;
    }
    return run;
}

QString xmllint(const QByteArray &xml)
{
    if (QByteArray(XMLLINT).isEmpty() || QByteArray(XMLLINT).endsWith("NOTFOUND"))
        return u"xmllint is missing: install libxml2-utils"_s;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(XMLLINT), {u"--nonet"_s, u"--noout"_s, u"--schema"_s, QStringLiteral(JUNIT_SCHEMA), u"-"_s});
    process.write(xml);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return u"xmllint did not run"_s;
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAll());
}

/// The texts of all elements of a name, or of one of their attributes.
QStringList valuesIn(const QByteArray &xml, const QString &name, const QString &attribute = {})
{
    QStringList values;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name)
            values << (attribute.isEmpty() ? reader.readElementText() : reader.attributes().value(attribute).toString());
    }
    return reader.hasError() ? QStringList{reader.errorString()} : values;
}

/// Nothing runs, nothing is fetched, no text became markup.
void checkHtml(const QByteArray &html)
{
    QString text = QString::fromUtf8(html);
    text.remove(QRegularExpression(u"<!-- [^<>]*-->"_s)); // heads of walks: nothing in them ends a comment
    QVERIFY(!text.contains(u"<!--"_s) && !text.contains(u"-->"_s));
    QVERIFY(text.contains(u"default-src 'none'; img-src data:; style-src 'unsafe-inline'"_s));
    QVERIFY(!text.contains(u"<script"_s, Qt::CaseInsensitive));
    QVERIFY(!text.contains(QRegularExpression(u"<[^>\"]*(\"[^\"]*\"[^>\"]*)*\\son[a-z]+="_s)));
    static const QRegularExpression elsewhere(u"(src|href|action)\\s*=\\s*\"(?!data:image/(png|jpeg);base64,|#w-)"_s);
    QVERIFY(!text.contains(elsewhere));
    QVERIFY(!text.contains(u"url("_s) && !text.contains(u"@import"_s) && !text.contains(u"<link"_s));
    QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x01)));
}

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

void WalkReportsTest::mergedJunit()
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

void WalkReportsTest::mergedHtml()
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

void WalkReportsTest::mergedAgain()
{
    const RunResult run = mixed();
    const Result<Merged> pageOnce = mergeHtml(filesOf(dealt(run, 2), html)), junitOnce = mergeJunit(filesOf(dealt(run, 2), junitOf));
    const Result<Merged> page = mergeHtml({{u"a"_s, pageOnce->bytes}}), junit = mergeJunit({{u"a"_s, junitOnce->bytes}});
    QCOMPARE(page->bytes, pageOnce->bytes);
    QCOMPARE(junit->bytes, junitOnce->bytes);
}

void WalkReportsTest::mergeProblems_data()
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

void WalkReportsTest::mergeProblems()
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

void WalkReportsTest::emptyShard()
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

void WalkReportsTest::mergeOfNothing()
{
    QCOMPARE(mergeJunit({}).error().kind, Error::Kind::Input);
    QCOMPARE(mergeHtml({}).error().kind, Error::Kind::Input);
}

void WalkReportsTest::hostileJunit_data()
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

void WalkReportsTest::hostileJunit()
{
    QFETCH(QByteArray, bytes);
    const Result<Merged> merged = mergeJunit({{u"good"_s, junitOf(mixed())}, {u"bad"_s, bytes}});
    QVERIFY(!merged);
    QCOMPARE(merged.error().kind, Error::Kind::Decode);
    QCOMPARE(merged.error().where, u"bad"_s);
    QVERIFY(!merged.error().advice.isEmpty());
}

void WalkReportsTest::hostileHtml_data()
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

void WalkReportsTest::hostileHtml()
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
void WalkReportsTest::fuzz()
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

QTEST_MAIN(WalkReportsTest)
#include "walk_reports.moc"
