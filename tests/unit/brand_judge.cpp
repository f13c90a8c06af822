// SPDX-License-Identifier: GPL-3.0-or-later
// The judge on painted pages: fifty right brandings without a failure, each defect by exactly its check, and what it cannot tell.
#include "brand/judge.h"

#include "unit/brand_page.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using Check = Finding::Check;
using Verdict = Finding::Verdict;

QRgb hued(int hue, int lightness)
{
    return QColor::fromHsl(hue % 360, 190, lightness).rgb();
}

/// A branding and the page that shows it rightly.
struct Branding {
    BrandSheet sheet;
    BrandPage page;
};

Branding branding(int number, bool isDark, double scale = 1)
{
    const QRgb primary = hued(number * 29, 50 + number * 53 % 150);
    Branding made;
    made.sheet = {.name = u"Plumthicket"_s, .logo = brandDrawing(number, hued(number * 29, 90), qRgb(30, 20, 40)),
                  .logoDark = brandDrawing(number, hued(number * 29, 170), qRgb(240, 240, 230)), .primary = primary};
    made.page = {.isDark = isDark, .scale = scale, .primary = primary,
                 .onPrimary = contrastRatio(qRgb(255, 255, 255), primary) >= 4.6 ? qRgb(255, 255, 255) : qRgb(0, 0, 0),
                 .logo = isDark ? made.sheet.logoDark : made.sheet.logo, .logoName = number % 2 ? u"Plumthicket"_s : QString(),
                 .logoBox = number % 4 < 2 ? QRectF(120, 12, 160, 32) : QRectF(20.5, 14.25, 96, 26), .radius = double(number * 7 % 25)};
    return made;
}

Control withDefault(bool isDark, double scale = 1)
{
    BrandPage page{.isDark = isDark, .scale = scale, .primary = qRgb(0x2f, 0x4b, 0x7c), .logo = brandDrawing(9, qRgb(0x60, 0x70, 0x90), isDark ? qRgb(230, 230, 240) : qRgb(40, 40, 50)),
                   .logoName = u"Aerosync"_s};
    Control control;
    control.unbranded = page.shot();
    return control;
}

QList<Finding> judged(const Branding &one, const Control &control)
{
    return judge(one.page.shot(), one.sheet, control);
}

QList<Finding> judged(const Branding &one)
{
    return judged(one, withDefault(one.page.isDark, one.page.scale));
}

QStringList failures(const QList<Finding> &findings)
{
    QStringList ids;
    for (const Finding &each : findings) {
        if (each.verdict == Verdict::Fail && !ids.contains(checkId(each.check)))
            ids << checkId(each.check);
    }
    return ids;
}

Finding of(const QList<Finding> &findings, Check check)
{
    return *std::ranges::find(findings, check, &Finding::check);
}

/// A colour with this difference to another, within 0.4.
QRgb awayFrom(QRgb colour, double wanted)
{
    for (int step = 1; step < 60; ++step) {
        const int red = qRed(colour) > 127 ? -step : step;
        const QRgb other = qRgb(qRed(colour) + red, qGreen(colour), qBlue(colour));
        if (std::abs(ciede2000(labOf(colour), labOf(other)) - wanted) < 0.4)
            return other;
    }
    qFatal("no such colour");
}

} // namespace

class BrandJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void right_data();
    void right();
    void defects_data();
    void defects();
    void everyFindingIsComplete();
    void noiseIsNoDefect();
    void dontKnow_data();
    void dontKnow();
    void appliedKnows();
    void oneModeOnly();
    void options();
    void logoShapes();
    void strangeDrawing();
    void lettersOnThePicturesGround();
    void exempt();
    void impossiblePlaces();
};

void BrandJudge::right_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<double>("scale");
    for (int i = 0; i < 50; ++i)
        QTest::addRow("%d", i) << i << (i % 2 == 1) << (i % 5 == 4 ? 1.25 : i % 3 == 2 ? 2.0 : 1.0);
}

void BrandJudge::right()
{
    QFETCH(int, number);
    QFETCH(bool, isDark);
    QFETCH(double, scale);
    const QList<Finding> findings = judged(branding(number, isDark, scale));
    for (const Finding &each : findings)
        QVERIFY2(each.verdict == Verdict::Pass || each.verdict == Verdict::Note, qPrintable(checkId(each.check) + u": "_s + each.message));
}

void BrandJudge::defects_data()
{
    QTest::addColumn<QString>("defect");
    QTest::addColumn<QString>("check");
    QTest::newRow("hex off") << u"hex"_s << u"primary-colour"_s;
    QTest::newRow("wrong logo") << u"logo"_s << u"logo-right"_s;
    QTest::newRow("recoloured logo") << u"recoloured"_s << u"logo-right"_s;
    QTest::newRow("distorted logo") << u"distorted"_s << u"logo-right"_s;
    QTest::newRow("dark logo on dark") << u"dark on dark"_s << u"logo-seen"_s;
    QTest::newRow("missing logo") << u"missing"_s << u"logo-present"_s;
    QTest::newRow("logo not loaded") << u"not loaded"_s << u"logo-present"_s;
    QTest::newRow("missing id") << u"id"_s << u"applied"_s;
    QTest::newRow("button's letters") << u"letters"_s << u"button-contrast"_s;
    QTest::newRow("text") << u"text"_s << u"text-contrast"_s;
    QTest::newRow("dark stays light") << u"light"_s << u"theme"_s;
    QTest::newRow("crowded logo") << u"crowded"_s << u"clear-space"_s;
}

/// Spoils the page; true where the defect exists in this mode.
static bool spoil(Branding &one, const QString &defect)
{
    BrandPage &page = one.page;
    if (defect == "hex"_L1)
        page.primary = awayFrom(page.primary, 3);
    else if (defect == "logo"_L1)
        page.logo = brandDrawing(7, qRgb(200, 60, 20), page.ink());
    else if (defect == "recoloured"_L1)
        page.logo = brandDrawing(3, hued(3 * 29 + 120, page.isDark ? 170 : 90), page.isDark ? qRgb(240, 240, 230) : qRgb(30, 20, 40));
    else if (defect == "distorted"_L1)
        page.isLogoStretched = true; // into a box that is a quarter wider than it should be
    else if (defect == "dark on dark"_L1)
        page.logo = one.sheet.logo.replace(hexOf(hued(3 * 29, 90)).toUtf8(), "#0A1420");
    else if (defect == "missing"_L1)
        page.logo.clear();
    else if (defect == "not loaded"_L1)
        page.isLogoLoaded = false;
    else if (defect == "letters"_L1)
        page.onPrimary = page.isDark ? qRgb(120, 120, 120) : qRgb(140, 150, 140);
    else if (defect == "text"_L1)
        page.text = page.isDark ? qRgb(0x5f, 0x63, 0x6a) : qRgb(0x92, 0x95, 0x9d);
    else if (defect == "light"_L1)
        page = branding(3, false, page.scale).page;
    else if (defect == "crowded"_L1)
        page.isCrowded = true;
    else if (defect == "id"_L1)
        page = {.isDark = page.isDark, .scale = page.scale, .primary = qRgb(0x2f, 0x4b, 0x7c), .logo = brandDrawing(9, qRgb(0x60, 0x70, 0x90), page.isDark ? qRgb(230, 230, 240) : qRgb(40, 40, 50)), .logoName = u"Aerosync"_s};
    return page.isDark || defect != "dark on dark"_L1;
}

void BrandJudge::defects()
{
    QFETCH(QString, defect);
    QFETCH(QString, check);
    for (const bool isDark : {false, true}) {
        for (const double scale : {1.0, 2.0}) {
            Branding one = branding(3, isDark, scale);
            one.page.logoBox = QRectF(120, 12, 163, 32);
            if (!spoil(one, defect) || (defect == "light"_L1 && !isDark))
                continue;
            Shot shot = one.page.shot();
            shot.pane.theme = isDark ? u"dark"_s : u"light"_s;
            const QList<Finding> findings = judge(shot, one.sheet, withDefault(isDark, scale));
            QStringList said;
            for (const Finding &each : findings)
                said << verdictName(each.verdict) + u": "_s + each.message;
            QVERIFY2(failures(findings) == QStringList{check}, qPrintable(said.join(u'\n')));
        }
    }
}

void BrandJudge::everyFindingIsComplete()
{
    Branding one = branding(3, true, 2);
    spoil(one, u"hex"_s);
    const QList<Finding> findings = judged(one);
    QCOMPARE(findings.size(), 10);
    for (const Finding &each : findings) {
        QVERIFY(!each.message.isEmpty() && each.message.endsWith(u'.'));
        QCOMPARE(each.pane, u"5b0d7c52 · dark · iframe · 2.1.4 · phone"_s);
        QCOMPARE(each.screen, u"welcome"_s);
        QVERIFY(each.crop.width() <= 320);
        QCOMPARE(each.crop.isNull(), each.place.isEmpty());
        QVERIFY(each.verdict != Verdict::Fail || !each.advice.isEmpty());
    }
    const Finding colour = of(findings, Check::PrimaryColour);
    QCOMPARE(colour.measured, hexOf(one.page.primary));
    QCOMPARE(colour.wanted, hexOf(*one.sheet.primary));
    QCOMPARE(colour.place, QRect(40, 1080, 720, 96));
    QVERIFY(!colour.crop.isNull());
}

void BrandJudge::noiseIsNoDefect()
{
    for (int number = 0; number < 8; ++number) {
        const Branding one = branding(number, false);
        Shot shot = one.page.shot();
        QRandomGenerator random(7);
        for (int y = 0; y < shot.picture.height(); ++y) {
            for (int x = 0; x < shot.picture.width(); ++x) {
                const QRgb pixel = shot.picture.pixel(x, y);
                const auto moved = [&](int channel) { return qBound(0, channel + random.bounded(-1, 2), 255); };
                shot.picture.setPixel(x, y, qRgb(moved(qRed(pixel)), moved(qGreen(pixel)), moved(qBlue(pixel))));
            }
        }
        QCOMPARE(failures(judge(shot, one.sheet, withDefault(false))), QStringList());
    }
}

void BrandJudge::dontKnow_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QList<int>>("checks");
    const auto row = [](const char *name, const QString &what, const QList<Check> &checks) {
        QList<int> numbers;
        for (const Check check : checks)
            numbers << int(check);
        QTest::newRow(name) << what << numbers;
    };
    row("page could not be asked", u"look"_s, {Check::PrimaryColour, Check::ButtonContrast, Check::LogoPresent, Check::LogoRight, Check::LogoSeen, Check::ClearSpace, Check::TextContrast, Check::Applied});
    row("no picture", u"picture"_s, {Check::PrimaryColour, Check::ButtonContrast, Check::LogoPresent, Check::LogoRight, Check::LogoSeen, Check::ClearSpace, Check::TextContrast, Check::DarkMode, Check::Applied});
    row("empty sheet", u"sheet"_s, {Check::PrimaryColour, Check::LogoRight, Check::LogoSeen});
    row("no button", u"button"_s, {Check::PrimaryColour, Check::ButtonContrast});
    row("no control", u"control"_s, {Check::Applied});
    row("no id", u"id"_s, {Check::Applied});
    row("sheet is the default look", u"same"_s, {Check::Applied});
    row("no theme", u"theme"_s, {Check::DarkMode});
}

void BrandJudge::dontKnow()
{
    QFETCH(QString, what);
    QFETCH(QList<int>, checks);
    Branding one = branding(6, false);
    Control control = withDefault(false);
    one.page.hasButton = what != "button"_L1;
    if (what == "same"_L1) {
        one.page = {.primary = qRgb(0x2f, 0x4b, 0x7c), .logo = brandDrawing(9, qRgb(0x60, 0x70, 0x90), qRgb(40, 40, 50))};
        one.sheet = {.name = u"Aerosync"_s, .logo = one.page.logo, .primary = one.page.primary};
    }
    Shot shot = one.page.shot();
    if (what == "look"_L1)
        shot.look.elements.clear();
    if (what == "picture"_L1)
        shot.picture = QImage();
    if (what == "sheet"_L1)
        one.sheet = {};
    if (what == "control"_L1)
        control.unbranded.reset();
    if (what == "id"_L1)
        shot.pane.configurationId.clear();
    if (what == "theme"_L1)
        shot.pane.theme.clear();
    QList<int> unknown;
    for (const Finding &each : judge(shot, one.sheet, control)) {
        QVERIFY2(each.verdict != Verdict::Fail, qPrintable(each.message));
        if (each.verdict == Verdict::Unknown) {
            unknown << int(each.check);
            QVERIFY(!each.message.isEmpty());
        }
    }
    QCOMPARE(unknown, checks);
}

void BrandJudge::appliedKnows()
{
    Branding one = branding(6, false);
    one.page.hasButton = false; // the logo is enough
    QCOMPARE(of(judged(one), Check::Applied).verdict, Verdict::Pass);
    one = branding(6, false);
    one.page.logo.clear(); // the colour, too
    QCOMPARE(of(judged(one), Check::Applied).verdict, Verdict::Pass);
    one = branding(3, false);
    spoil(one, u"id"_s);
    const QList<Finding> findings = judged(one);
    for (const Check check : {Check::PrimaryColour, Check::LogoPresent}) {
        QCOMPARE(of(findings, check).verdict, Verdict::Note);
        QVERIFY(of(findings, check).message.contains(u"not applied"_s));
    }
}

void BrandJudge::oneModeOnly()
{
    Branding one = branding(6, true);
    one.sheet.light = false;
    Shot shot = one.page.shot();
    shot.pane.theme = u"light"_s; // launched light, shown dark: that is right
    QCOMPARE(of(judge(shot, one.sheet, {}), Check::DarkMode).verdict, Verdict::Pass);
    one.sheet = branding(6, true).sheet;
    QCOMPARE(of(judge(shot, one.sheet, {}), Check::DarkMode).verdict, Verdict::Fail);
}

void BrandJudge::options()
{
    const Branding one = branding(6, false);
    Control control;
    control.ignoredOptions = QStringList{u"SDK 1.1.0 does not pass configurationId on."_s, u"SDK 1.1.0 does not pass stateCode on."_s};
    QList<Verdict> verdicts;
    for (const Finding &each : judged(one, control)) {
        if (each.check == Check::OptionIgnored)
            verdicts << each.verdict;
    }
    QCOMPARE(verdicts, (QList<Verdict>{Verdict::Fail, Verdict::Note}));
}

void BrandJudge::logoShapes()
{
    Branding one = branding(3, false);
    for (const QRectF &box : {QRectF(20, 10, 60, 60), QRectF(20, 10, 300, 26), QRectF(20.4, 10.7, 65, 16)}) { // letterboxed in all
        one.page.logoBox = box;
        const Finding right = of(judged(one), Check::LogoRight);
        QVERIFY2(right.verdict == Verdict::Pass, qPrintable(right.message));
    }
    // At one side of its box, as object-position does it.
    one.page.logoBox = QRectF(20, 10, 104, 26);
    Shot shot = one.page.shot();
    shot.look.elements.first().rect = QRectF(20, 10, 300, 26);
    QCOMPARE(of(judge(shot, one.sheet, {}), Check::LogoRight).verdict, Verdict::Pass);
}

void BrandJudge::strangeDrawing()
{
    Branding one = branding(3, false);
    spoil(one, u"logo"_s);
    one.sheet.logo.replace("</svg>", "<text x='1' y='9'>P</text></svg>");
    const Finding right = of(judged(one), Check::LogoRight);
    QCOMPARE(right.verdict, Verdict::Unknown);
    QVERIFY(right.message.contains(u"<text>"_s));
}

void BrandJudge::lettersOnThePicturesGround()
{
    // The page cannot tell the ground (a gradient lies there), but the picture does.
    Branding one = branding(3, false);
    one.page.text = qRgb(0x92, 0x95, 0x9d);
    Shot shot = one.page.shot();
    for (LookElement &each : shot.look.elements)
        each.ground = QColor();
    const QList<Finding> findings = judge(shot, one.sheet, withDefault(false));
    QCOMPARE(failures(findings), QStringList{u"text-contrast"_s});
    QVERIFY2(of(findings, Check::TextContrast).message.contains(u"#92959D on #FFFFFF: contrast 2.99, less than 4.5"_s), qPrintable(of(findings, Check::TextContrast).message));
}

void BrandJudge::exempt()
{
    Branding one = branding(3, false);
    one.page.text = qRgb(0x92, 0x95, 0x9d);
    Shot shot = one.page.shot();
    for (LookElement &each : shot.look.elements) {
        if (each.kind == LookElement::Kind::Text)
            each.enabled = false; // a placeholder, a disabled control
    }
    QCOMPARE(failures(judge(shot, one.sheet, withDefault(false))), QStringList());
}

void BrandJudge::impossiblePlaces()
{
    // A page is not to be trusted: no number in its look may do harm.
    const Branding one = branding(3, false);
    for (const QRectF &rect : {QRectF(1e300, 1e300, 1e300, 1e300), QRectF(-1e9, -1e9, 2e9, 2e9), QRectF(10, 10, 0, 0), QRectF(50, 50, -20, -20), QRectF(399.6, 20, 5, 5)}) {
        Shot shot = one.page.shot();
        for (LookElement &each : shot.look.elements)
            each.rect = rect;
        QVERIFY(judge(shot, one.sheet, withDefault(false)).size() >= 10);
        shot.scale = 0;
        QVERIFY(judge(shot, one.sheet, withDefault(false)).size() >= 10);
    }
}

QTEST_MAIN(BrandJudge)
#include "brand_judge.moc"
