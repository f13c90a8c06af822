// SPDX-License-Identifier: GPL-3.0-or-later
// What is handed out: the contact sheet as picture, PDF and web page, and the report. CONSOLE_PICTURES=folder keeps them.
#include "brand/brandreport.h"
#include "brand/contactsheet.h"
#include "brand/judge.h"

#include "unit/brand_page.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<script>alert(1)</script>\" onload=\"x()"_s;

BrandSheet sheetOf(int number)
{
    return {.name = u"Plumthicket"_s, .logo = brandDrawing(number, qRgb(0x95, 0x1d, 0x52), qRgb(30, 20, 40)), .logoDark = brandDrawing(number, qRgb(0xe8, 0x8f, 0xb5), qRgb(240, 240, 230)),
            .primary = qRgb(0x95, 0x1d, 0x52), .sandboxId = u"5b0d7c52-8f0e"_s};
}

/// `panes` × `screens`, one of them not reached.
QList<Shot> shotsOf(int panes, int screens)
{
    static const QStringList names{u"welcome"_s, u"search"_s, u"sign-in"_s, u"mfa"_s, u"consent"_s, u"accounts"_s, u"success"_s, u"error"_s};
    QList<Shot> shots;
    for (int pane = 0; pane < panes; ++pane) {
        const BrandSheet sheet = sheetOf(3);
        const BrandPage page{.isDark = pane % 2 == 1, .scale = 2, .primary = *sheet.primary, .logo = pane % 2 ? sheet.logoDark : sheet.logo, .logoName = sheet.name};
        for (int screen = screens - 1; screen >= 0; --screen) {
            Shot shot = page.shot();
            shot.screen = names.at(screen);
            shot.pane.size = u"phone %1"_s.arg(pane);
            if (pane != 1 || screen != 1)
                shots << shot;
        }
    }
    return shots;
}

void keep(const QString &name, const QByteArray &bytes)
{
    if (!qEnvironmentVariableIsSet("CONSOLE_PICTURES"))
        return;
    QFile file(qEnvironmentVariable("CONSOLE_PICTURES") + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// Nothing runs, nothing is fetched, no text became markup.
void checkHtml(const QByteArray &html)
{
    const QString text = QString::fromUtf8(html);
    QVERIFY(text.contains(u"default-src 'none'; img-src data:; style-src 'unsafe-inline'"_s));
    QVERIFY(!text.contains(u"<script"_s, Qt::CaseInsensitive));
    QVERIFY(!text.contains(u"\" onload"_s));
    static const QRegularExpression elsewhere(u"(src|href|action)\\s*=\\s*\"(?!data:image/png;base64,)"_s);
    QVERIFY(!text.contains(elsewhere));
    QVERIFY(!text.contains(u"url("_s) && !text.contains(u"@import"_s) && !text.contains(u"<link"_s));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class BrandReportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pictureSize();
    void pictureShowsTheShots();
    void pdf_data();
    void pdf();
    void pdfThatCannotBeWritten();
    void webPage();
    void report();
    void reportOfNothing();
    void sums();
};

void BrandReportTest::pictureSize()
{
    QVERIFY(contactSheet({}).isNull());
    // 400 × 640 CSS pixels: a cell of 200 is 320 high.
    const QImage sheet = contactSheet(shotsOf(2, 3), {.cellWidth = 200});
    QCOMPARE(sheet.size(), QSize(2 * 36 + 150 + 3 * 216, 2 * 36 + 64 + 26 + 2 * 336 + 28));
    QCOMPARE(contactSheet(shotsOf(2, 3), {.cellWidth = 200, .scale = 2}).size(), 2 * sheet.size());
    QVERIFY(contactSheet(shotsOf(1, 1)).width() >= 560); // room for the title
}

void BrandReportTest::pictureShowsTheShots()
{
    const QImage sheet = contactSheet(shotsOf(2, 3), {.toolVersion = u"0.1.0"_s, .cellWidth = 200});
    const QPoint firstCell(36 + 150 + 16, 36 + 64 + 26);
    QCOMPARE(sheet.pixel(firstCell + QPoint(30, 282)), qRgb(0x95, 0x1d, 0x52));            // the button of welcome, light
    QCOMPARE(sheet.pixel(firstCell + QPoint(5, 336 + 5)), qRgb(0x14, 0x16, 0x1c));         // the dark one below
    QCOMPARE(sheet.pixel(firstCell + QPoint(216 + 5, 336 + 5)), qRgb(0xf6, 0xf7, 0xf8));   // not reached
    QByteArray png;
    QBuffer buffer(&png);
    contactSheet(shotsOf(4, 6), {.toolVersion = u"0.1.0"_s, .scale = 1}).save(&buffer, "PNG");
    keep(u"brand-contact-sheet.png"_s, png);
}

void BrandReportTest::pdf_data()
{
    QTest::addColumn<int>("panes");
    QTest::addColumn<int>("screens");
    QTest::addColumn<int>("pages");
    QTest::newRow("one") << 1 << 1 << 1;
    QTest::newRow("two panes on a page") << 4 << 6 << 2;
    QTest::newRow("more than six screens") << 2 << 8 << 2;
    QTest::newRow("both") << 3 << 8 << 4;
}

void BrandReportTest::pdf()
{
    QFETCH(int, panes);
    QFETCH(int, screens);
    QFETCH(int, pages);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"sheet.pdf"_s);
    QVERIFY(writePdf(path, shotsOf(panes, screens), {.toolVersion = u"0.1.0"_s}));
    const QByteArray bytes = read(path);
    QVERIFY(bytes.startsWith("%PDF"));
    QVERIFY(bytes.trimmed().endsWith("%%EOF"));
    QCOMPARE(bytes.count("/Type /Page\n"), pages);
    QVERIFY(bytes.contains("/FontFile")); // letters, not pictures of letters
    if (panes == 4)
        keep(u"brand-contact-sheet.pdf"_s, bytes);
}

void BrandReportTest::pdfThatCannotBeWritten()
{
    const QTemporaryDir folder;
    QCOMPARE(writePdf(folder.filePath(u"sheet.pdf"_s), {}).error().kind, Error::Kind::Input);
    const Result<void> nowhere = writePdf(folder.filePath(u"no/where.pdf"_s), shotsOf(1, 1));
    QCOMPARE(nowhere.error().kind, Error::Kind::Storage);
    QVERIFY2(nowhere.error().message.contains(u"where.pdf"_s), qPrintable(nowhere.error().message));
}

void BrandReportTest::webPage()
{
    QList<Shot> shots = shotsOf(2, 3);
    for (Shot &shot : shots) {
        shot.configurationName = hostile;
        shot.screen += hostile;
        shot.environment = hostile;
    }
    const QByteArray html = htmlSheet(shots, {.title = hostile, .toolVersion = hostile});
    checkHtml(html);
    QCOMPARE(html.count("<img "), 5);
    QVERIFY(html.contains("not reached"));
    QVERIFY(html.contains("Simulated data"));
    QVERIFY(html.contains("&lt;script&gt;alert(1)"));
    for (Shot &shot : shots)
        shot.isSimulated = false;
    QVERIFY(!htmlSheet(shots).contains("Simulated data"));
}

void BrandReportTest::report()
{
    const BrandSheet sheet = sheetOf(3);
    BrandReport made{.sheet = sheet, .toolVersion = u"0.1.0"_s, .at = QDateTime(QDate(2026, 3, 9), QTime(14, 10), Qt::UTC)};
    for (const bool isDark : {false, true}) {
        BrandPage page{.isDark = isDark, .scale = 2, .primary = isDark ? *sheet.primary : qRgb(0x9e, 0x19, 0x5e), .logo = sheet.logo, .logoName = sheet.name};
        for (const QString &screen : {u"welcome"_s, u"accounts"_s}) {
            Shot shot = page.shot();
            shot.screen = screen;
            made.shots << shot;
            made.findings << judge(shot, sheet, {.unbranded = {}, .ignoredOptions = {u"SDK 2.1.4 does not pass stateCode on."_s}});
        }
    }
    const QByteArray html = brandReport(made);
    checkHtml(html);
    keep(u"brand-report.html"_s, html);
    for (const QString &part : {u"#9E195E"_s, u"ΔE 3."_s, u"welcome, accounts"_s, u"background:#951D52"_s, u"SDK 2.1.4"_s, u"Console 0.1.0"_s, u"2026-03-09 14:10 UTC"_s, u"environment: Simulator"_s,
                                u"Simulated data"_s, u"Request to the Solutions Engineer"_s, u"Subject: Aerosync branding of Plumthicket"_s, u"class=\"Fail\">failed"_s, u"class=\"Pass\">passed"_s, u"class=\"Note\">note"_s})
        QVERIFY2(QString::fromUtf8(html).contains(part), qPrintable(part));

    made.sheet.name = hostile;
    made.toolVersion = hostile;
    for (Finding &each : made.findings)
        each.message = each.advice = each.measured = each.wanted = each.pane = each.screen = hostile;
    checkHtml(brandReport(made));
}

void BrandReportTest::reportOfNothing()
{
    const QByteArray html = brandReport({});
    checkHtml(html);
    QVERIFY(html.contains("Nothing that was measured is wrong."));
}

void BrandReportTest::sums()
{
    using Verdict = Finding::Verdict;
    const auto sum = [](const QList<Verdict> &verdicts) {
        QList<Finding> findings;
        for (const Verdict verdict : verdicts)
            findings << Finding{.verdict = verdict};
        return summedUp(findings);
    };
    QCOMPARE(sum({}), Verdict::Unknown);
    QCOMPARE(sum({Verdict::Unknown, Verdict::Pass}), Verdict::Pass); // one screen has no button
    QCOMPARE(sum({Verdict::Note, Verdict::Pass}), Verdict::Note);
    QCOMPARE(sum({Verdict::Note, Verdict::Fail, Verdict::Pass}), Verdict::Fail);
}

QTEST_MAIN(BrandReportTest)
#include "brand_report.moc"
