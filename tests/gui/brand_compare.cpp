// SPDX-License-Identifier: GPL-3.0-or-later
// Two sides of pictures compared: every way to look, by mouse and keyboard; regions; sets of accepted pictures on disk.
#include "gui/picture.h"

#include "brand/shotkey.h"
#include "gui/pairmodel.h"
#include "gui/picturecompare.h"
#include "gui/picturestage.h"
#include "gui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <ctime>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using Mode = PictureStage::Mode;

const QStringList screens{u"welcome"_s, u"search"_s, u"sign-in"_s, u"success"_s};

/// A screen as a bank link looks like: heading, texts, a button in the brand's colour.
QImage screenPicture(const QString &screen, const QColor &brand, bool isDark)
{
    QImage image(375, 640, QImage::Format_RGB32);
    image.fill(isDark ? QColor(0x15, 0x18, 0x1d) : QColor(Qt::white));
    QPainter painter(&image);
    painter.fillRect(0, 0, 375, 56, isDark ? QColor(0x20, 0x26, 0x30) : QColor(0xf3, 0xf4, 0xf6));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brand);
    painter.drawRoundedRect(24, 16, 88, 24, 6, 6);
    painter.drawRoundedRect(24, 560, 327, 48, 10, 10);
    painter.setPen(isDark ? Qt::white : QColor(0x16, 0x1b, 0x26));
    QFont font = QApplication::font();
    font.setPixelSize(24);
    painter.setFont(font);
    painter.drawText(24, 120, screen);
    font.setPixelSize(15);
    painter.setFont(font);
    painter.drawText(QRect(24, 140, 327, 200), Qt::TextWordWrap, u"Choose your bank, sign in, and share the account that you want to pay with. Nothing is stored on this device."_s);
    painter.setPen(Qt::white);
    painter.drawText(QRect(24, 560, 327, 48), Qt::AlignCenter, u"Continue"_s);
    return image;
}

Shot shot(const QString &screen, const QString &configuration, const QColor &brand, const QString &theme = u"light"_s)
{
    Shot made;
    made.pane = {configuration, theme, u"iframe"_s, u"2.1.4"_s, u"phone"_s, {}};
    made.screen = screen;
    made.at = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
    made.picture = screenPicture(screen, brand, theme == "dark"_L1);
    made.environment = u"Simulator"_s;
    made.isSimulated = true;
    return made;
}

const QColor teal(0x0b, 0x64, 0x77), violet(0x63, 0x37, 0xb8);

QList<Shot> shots(const QString &configuration, const QColor &brand)
{
    QList<Shot> all;
    for (const QString &theme : {u"light"_s, u"dark"_s}) {
        for (const QString &screen : screens)
            all.append(shot(screen, configuration, brand, theme));
    }
    return all;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The window on two sides and a folder of sets, with the first pair shown.
class Compared
{
public:
    explicit Compared(const QList<PictureCompare::Side> &sides) : window(sides, folder.path())
    {
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.resize(1240, 780);
        static_cast<QWidget &>(window).show();
        (void)QTest::qWaitForWindowActive(&window);
    }
    template <typename T> T *find(const char *name) const { return window.findChild<T *>(QString::fromLatin1(name)); }
    QAbstractButton *button(const char *name) const { return find<QAbstractButton>(name); }
    PictureStage *stage() const { return find<PictureStage>("stage"); }
    QListView *pairs() const { return find<QListView>("pairs"); }
    QListView *regions() const { return find<QListView>("regions"); }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    QString notice() const
    {
        const auto *bar = find<QWidget>("compareNotice");
        return bar->isVisible() ? bar->findChild<QLabel *>(u"noticeText"_s)->text() : QString();
    }
    QString verdict(int row) const { return pairs()->model()->index(row, 0).data(PairModel::VerdictRole).toString(); }
    void waitForAll() { QTRY_VERIFY(pairs()->model()->rowCount() > 0 && !find<QWidget>("progressRow")->isVisible() && !stage()->isEmpty()); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(stage(), Qt::Key(key), modifiers); }

    QTemporaryDir folder;
    PictureCompare window;
};

QList<PictureCompare::Side> twoBrands()
{
    QList<Shot> after = shots(u"cfg-violet"_s, violet);
    after[1] = shot(u"search"_s, u"cfg-violet"_s, teal); // looks as before
    after.removeLast();
    return {{u"Teal brand"_s, shots(u"cfg-teal"_s, teal)}, {u"Violet brand"_s, after}};
}

} // namespace

class BrandCompare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void cleanup() { Theme::apply(qApp, Theme::Scheme::Light); }
    void keysNameThePicture();
    void pairsAreFound();
    void sideBySide();
    void slider();
    void blink();
    void reducedMotionStartsPaused();
    void differenceAndRegions();
    void zoom();
    void keysWalkTheList();
    void cancelAndGoOn();
    void acceptAndReject();
    void acceptAll();
    void damagedFilesAreNamed();
    void newSetNames();
    void whatWaits();
    void saves();
    void emptyFaces();
    void controlsAreNamed();
    void looksGood_data();
    void looksGood();
    void isNeverBusyForLong();
};

void BrandCompare::keysNameThePicture()
{
    Shot one = shot(u"welcome"_s, u"5b0d7c52-1111-2222"_s, teal, u"dark"_s);
    QCOMPARE(shotKey(one), u"5b0d7c52-1111-2222 · dark · iframe · 2.1.4 · phone · welcome"_s);
    one.scale = 2;
    one.pane.locale = u"es-US"_s;
    one.pane.configurationId.clear();
    QCOMPARE(shotKey(one), u"no configurationId · dark · iframe · 2.1.4 · phone · es-US · welcome · 2x"_s);
    const PictureFacts facts = factsOf(one, u"1.2"_s);
    QCOMPARE(facts.screen, u"welcome"_s);
    QCOMPARE(facts.scale, 2.0);
    QCOMPARE(facts.toolVersion, u"1.2"_s);
    QCOMPARE(facts.taken, one.at);
    QCOMPARE(paneOf(facts).theme, u"dark"_s);
}

void BrandCompare::pairsAreFound()
{
    // Another configurationId throughout: it tells the sides apart, not the pictures.
    const auto sides = twoBrands();
    const QList<PicturePair> pairs = pairsOf(sides.at(0).shots, sides.at(1).shots);
    QCOMPARE(pairs.size(), 8);
    QCOMPARE(pairs.first().screen, u"welcome"_s);
    QCOMPARE(pairs.first().pane, u"light"_s);
    QVERIFY(pairs.first().before.isThere() && pairs.first().after.isThere());
    QVERIFY(pairs.last().before.isThere() && !pairs.last().after.isThere());
    QCOMPARE(pairs.last().screen, u"success"_s);
    // Two of them in one side: now it does tell the pictures apart.
    const QList<PicturePair> both = pairsOf(shots(u"cfg-teal"_s, teal) + shots(u"cfg-violet"_s, violet), shots(u"cfg-violet"_s, violet));
    QCOMPARE(both.size(), 16);
    QCOMPARE(both.first().pane, u"cfg-viol · light"_s);
    // The later one of the same place counts.
    const QList<PicturePair> again = pairsOf({shot(u"welcome"_s, u"a"_s, teal)}, {shot(u"welcome"_s, u"a"_s, teal), shot(u"welcome"_s, u"a"_s, violet)});
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().after.shot.picture, screenPicture(u"welcome"_s, violet, false));
    QVERIFY(pairsOf({}, {}).isEmpty());
}

void BrandCompare::sideBySide()
{
    Compared c(twoBrands());
    c.waitForAll();
    QCOMPARE(c.stage()->mode(), Mode::SideBySide);
    QCOMPARE(c.verdict(0), u"changed, 2 regions"_s);
    QCOMPARE(c.verdict(1), u"alike"_s);
    QCOMPARE(c.verdict(7), u"only before"_s);
    QCOMPARE(c.text("summary"), u"6 changed, 1 alike, 1 only before"_s);
    QVERIFY(!c.find<QWidget>("verdictRow")->isVisible()); // there is no set
    QVERIFY(c.find<QWidget>("simulatedTag")->isVisible());
    // Both halves show the same place: one pair of scroll bars moves them.
    c.stage()->setZoom(2);
    c.press(Qt::Key_Down);
    QVERIFY(c.stage()->verticalScrollBar()->value() > 0);
    QTest::mousePress(c.stage()->viewport(), Qt::LeftButton, {}, {100, 300});
    QTest::mouseMove(c.stage()->viewport(), {60, 200});
    QTest::mouseRelease(c.stage()->viewport(), Qt::LeftButton, {}, {60, 200});
    QVERIFY(c.stage()->verticalScrollBar()->value() >= 100);
    QVERIFY(c.stage()->horizontalScrollBar()->value() >= 40);
}

void BrandCompare::slider()
{
    Compared c(twoBrands());
    c.waitForAll();
    QTest::mouseClick(c.button("sliderButton"), Qt::LeftButton);
    QCOMPARE(c.stage()->mode(), Mode::Slider);
    QVERIFY(c.stage()->hasFocus()); // the keys are its own at once
    QCOMPARE(c.stage()->sliderAt(), 187);
    c.press(Qt::Key_Right);
    QCOMPARE(c.stage()->sliderAt(), 188);
    c.press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(c.stage()->sliderAt(), 178);
    QVERIFY(c.stage()->accessibleDescription().contains(u"178 of 375"_s));
    c.press(Qt::Key_Home);
    QCOMPARE(c.stage()->sliderAt(), 0);
    c.press(Qt::Key_Left);
    QCOMPARE(c.stage()->sliderAt(), 0);
    c.press(Qt::Key_End);
    QCOMPARE(c.stage()->sliderAt(), 375);
    // By mouse, and left of the line is the one before.
    c.window.resize(1240, 900);
    c.stage()->setZoom(1);
    c.stage()->setSliderAt(200);
    QWidget *view = c.stage()->viewport();
    const QPoint corner((view->width() - 375) / 2, 28 + (view->height() - 28 - 640) / 2);
    const QPoint line = corner + QPoint(200, 400);
    QTest::mousePress(view, Qt::LeftButton, {}, line);
    QTest::mouseMove(view, line - QPoint(80, 0));
    QTest::mouseRelease(view, Qt::LeftButton, {}, line - QPoint(80, 0));
    QCOMPARE(c.stage()->sliderAt(), 120);
    const QImage seen = view->grab().toImage();
    QCOMPARE(seen.pixelColor(corner + QPoint(40, 600)), teal);
    QCOMPARE(seen.pixelColor(corner + QPoint(330, 600)), violet);
}

void BrandCompare::blink()
{
    Compared c(twoBrands());
    c.waitForAll();
    c.button("blinkButton")->click();
    QVERIFY(c.stage()->isBlinking());
    QVERIFY(c.button("pauseButton")->isVisible());
    QVERIFY(!c.stage()->isAfterShown());
    QTRY_VERIFY_WITH_TIMEOUT(c.stage()->isAfterShown(), 1500);
    QTRY_VERIFY_WITH_TIMEOUT(!c.stage()->isAfterShown(), 1500);
    c.stage()->setFocus();
    c.press(Qt::Key_Space); // by hand
    QVERIFY(c.stage()->isAfterShown() && !c.stage()->isBlinking());
    QCOMPARE(c.button("pauseButton")->accessibleName(), u"Blink on"_s);
    QTest::qWait(800);
    QVERIFY(c.stage()->isAfterShown());
    c.button("pauseButton")->click();
    QVERIFY(c.stage()->isBlinking());
    c.button("sideBySideButton")->click();
    QVERIFY(!c.stage()->isBlinking() && !c.button("pauseButton")->isVisible());
}

void BrandCompare::reducedMotionStartsPaused()
{
    Compared c(twoBrands());
    c.waitForAll();
    c.window.setReducedMotion(true);
    c.button("blinkButton")->click();
    QVERIFY(!c.stage()->isBlinking());
    c.stage()->setFocus();
    c.press(Qt::Key_Space);
    QVERIFY(c.stage()->isAfterShown());
}

void BrandCompare::differenceAndRegions()
{
    Compared c(twoBrands());
    c.waitForAll();
    QTRY_COMPARE(c.regions()->model()->rowCount(), 2);
    QCOMPARE(c.text("regionsTitle"), u"2 regions differ"_s);
    QVERIFY2(c.text("visibleNumber").endsWith(u"%)"_s), qPrintable(c.text("visibleNumber")));
    QVERIFY(c.text("mostNumber").toDouble() > 20);
    QCOMPARE(c.text("sizeNumber"), u"375 × 640"_s);
    c.button("differenceButton")->click();
    c.stage()->setZoom(4);
    QCOMPARE(c.stage()->verticalScrollBar()->value(), 0);
    c.regions()->setFocus();
    c.regions()->setCurrentIndex(c.regions()->model()->index(0, 0));
    QTest::keyClick(c.regions(), Qt::Key_Down);
    QCOMPARE(c.stage()->region(), 1);
    QVERIFY(c.stage()->verticalScrollBar()->value() > 1000); // the button is at the foot
    // A click on a region of the picture chooses it in the list.
    c.button("fitButton")->click();
    const QWidget *view = c.stage()->viewport();
    const double factor = c.stage()->zoom();
    const QPoint corner((view->width() - int(375 * factor)) / 2, 28 + (view->height() - 28 - int(640 * factor)) / 2);
    QTest::mouseClick(c.stage()->viewport(), Qt::LeftButton, {}, corner + QPoint(int(60 * factor), int(28 * factor)));
    QCOMPARE(c.regions()->currentIndex().row(), 0);
    QCOMPARE(c.stage()->region(), 0);
    // One that only one side has: nothing to compare, and why.
    c.pairs()->setCurrentIndex(c.pairs()->model()->index(7, 0));
    QTRY_VERIFY(c.find<QLabel>("why")->isVisible());
    QVERIFY(c.text("why").contains(u"Only one side"_s));
    QVERIFY(!c.button("saveButton")->isEnabled());
}

void BrandCompare::zoom()
{
    Compared c(twoBrands());
    c.waitForAll();
    QVERIFY(c.button("fitButton")->isChecked());
    c.button("fullButton")->click();
    QCOMPARE(c.text("zoomText"), u"100 %"_s);
    c.button("doubleButton")->click();
    QCOMPARE(c.text("zoomText"), u"200 %"_s);
    QVERIFY(c.button("doubleButton")->isChecked() && !c.button("fullButton")->isChecked());
    c.stage()->setFocus();
    c.press(Qt::Key_Plus);
    QCOMPARE(c.stage()->zoom(), 3.0);
    c.press(Qt::Key_Minus);
    c.press(Qt::Key_Minus);
    QCOMPARE(c.stage()->zoom(), 1.5);
    QWheelEvent wheel({100, 200}, c.stage()->viewport()->mapToGlobal(QPoint(100, 200)), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(c.stage()->viewport(), &wheel);
    QCOMPARE(c.stage()->zoom(), 2.0);
    c.press(Qt::Key_0);
    QVERIFY(c.stage()->isFitted());
}

void BrandCompare::keysWalkTheList()
{
    Compared c(twoBrands());
    c.waitForAll();
    c.stage()->setFocus();
    QCOMPARE(c.pairs()->currentIndex().row(), 0);
    c.press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(c.pairs()->currentIndex().row(), 1);
    c.press(Qt::Key_Left, Qt::AltModifier);
    c.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(c.pairs()->currentIndex().row(), 0);
    c.press(Qt::Key_F8); // the next one that is not alike
    QCOMPARE(c.pairs()->currentIndex().row(), 2);
    c.press(Qt::Key_F8, Qt::ShiftModifier);
    c.press(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(c.pairs()->currentIndex().row(), 7);
    QVERIFY(!c.button("nextButton")->isEnabled() && c.button("previousButton")->isEnabled());
}

void BrandCompare::cancelAndGoOn()
{
    QList<Shot> before, after;
    for (int i = 0; i < 200; ++i) {
        before.append(shot(u"screen %1"_s.arg(i), u"a"_s, teal));
        after.append(shot(u"screen %1"_s.arg(i), u"b"_s, violet));
    }
    Compared c({{u"One"_s, before}, {u"Two"_s, after}});
    QTRY_VERIFY(c.pairs()->model()->rowCount() == 200 && !c.verdict(0).startsWith(u"not"_s));
    c.button("cancelButton")->click();
    QVERIFY(c.text("progressText").startsWith(u"Stopped"_s));
    const QString stopped = c.text("progressText");
    QTest::qWait(150);
    QCOMPARE(c.text("progressText"), stopped);
    QCOMPARE(c.button("cancelButton")->text(), u"&Go on"_s);
    c.button("cancelButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!c.find<QWidget>("progressRow")->isVisible(), 30000);
    QCOMPARE(c.text("summary"), u"200 changed"_s);
}

void BrandCompare::acceptAndReject()
{
    Compared c({{u"Today"_s, shots(u"cfg"_s, teal)}});
    QVERIFY(c.find<QWidget>("compareFace")->isVisible()); // nothing to compare with yet
    c.window.chooseSet(u"Release 1"_s);
    c.waitForAll();
    QCOMPARE(c.verdict(0), u"new"_s);
    QVERIFY(Baselines(c.folder.path()).sets().isEmpty());
    c.button("acceptButton")->click();
    QTRY_COMPARE(c.verdict(0), u"accepted"_s);
    const Baselines baselines(c.folder.path());
    QCOMPARE(baselines.sets(), {u"Release 1"_s});
    const QString key = shotKey(shot(u"welcome"_s, u"cfg"_s, teal));
    const Result<QImage> stored = baselines.load(u"Release 1"_s, key);
    QVERIFY(stored);
    QCOMPARE(stored->convertToFormat(QImage::Format_RGB32), screenPicture(u"welcome"_s, teal, false));
    QVERIFY(!c.button("acceptButton")->isEnabled()); // alike now
    // Another day, another colour.
    c.window.setSides({{u"Tomorrow"_s, shots(u"cfg"_s, violet)}});
    c.waitForAll();
    QCOMPARE(c.verdict(0), u"changed, 2 regions"_s);
    const QByteArray before = bytesOf(c.folder.filePath(u"Release 1/baseline.json"_s));
    c.button("rejectButton")->click();
    QTRY_COMPARE(c.verdict(0), u"rejected"_s);
    QCOMPARE(bytesOf(c.folder.filePath(u"Release 1/baseline.json"_s)), before);
    QVERIFY(!c.button("rejectButton")->isEnabled() && c.button("acceptButton")->isEnabled());
    c.button("acceptButton")->click(); // thought again
    QTRY_COMPARE(c.verdict(0), u"accepted"_s);
    QCOMPARE(baselines.load(u"Release 1"_s, key)->convertToFormat(QImage::Format_RGB32), screenPicture(u"welcome"_s, violet, false));
    QTRY_VERIFY(c.stage()->isEnabled() && c.text("regionsTitle") == u"No region differs"_s);
}

void BrandCompare::acceptAll()
{
    Compared c({{u"Today"_s, shots(u"cfg"_s, teal)}});
    c.window.chooseSet(u"Release 1"_s);
    c.waitForAll();
    QTRY_VERIFY(c.button("acceptAllButton")->isEnabled());
    QCOMPARE(c.button("acceptAllButton")->text(), u"A&ccept all 8"_s);
    c.pairs()->setCurrentIndex(c.pairs()->model()->index(3, 0));
    c.button("rejectButton")->click(); // a rejected one is left out
    QTRY_COMPARE(c.verdict(3), u"rejected"_s);
    QTRY_COMPARE(c.button("acceptAllButton")->text(), u"A&ccept all 7"_s);
    c.button("acceptAllButton")->click();
    auto *question = c.window.findChild<QWidget *>(u"acceptAllQuestion"_s);
    QVERIFY(question);
    QCOMPARE(Baselines(c.folder.path()).sets(), QStringList());
    question->findChild<QAbstractButton *>(u"confirm"_s)->click();
    QTRY_COMPARE(c.text("summary"), u"7 alike, 1 new"_s);
    QTRY_VERIFY(!c.button("acceptAllButton")->isEnabled());
    QCOMPARE(Baselines(c.folder.path()).entries(u"Release 1"_s)->size(), 7);
}

void BrandCompare::damagedFilesAreNamed()
{
    Compared c({{u"Today"_s, shots(u"cfg"_s, teal)}});
    Baselines baselines(c.folder.path());
    const Shot first = shot(u"welcome"_s, u"cfg"_s, teal);
    QVERIFY(baselines.propose(u"Release 1"_s, shotKey(first), first.picture, factsOf(first, u"1"_s)));
    QVERIFY(baselines.accept(u"Release 1"_s, shotKey(first)));
    const QString file = c.folder.filePath(u"Release 1/"_s + baselines.entries(u"Release 1"_s)->first().accepted->file);
    QFile altered(file);
    QVERIFY(altered.open(QIODevice::Append) && altered.write("x") == 1);
    altered.close();
    c.window.chooseSet(u"Release 1"_s);
    c.waitForAll();
    QCOMPARE(c.verdict(0), u"cannot be compared"_s);
    QTRY_VERIFY2(c.notice().contains(u"altered or cut off"_s), qPrintable(c.notice()));
    QVERIFY2(c.notice().contains(u"take the picture anew and accept it"_s), qPrintable(c.notice()));
    QVERIFY(c.find<QWidget>("compareNotice")->findChild<QWidget *>()); // details name the file
    QVERIFY(keepPicture(c.window.grab(), u"brand-compare-damaged"_s));
    c.button("acceptButton")->click(); // the same bytes: that repairs it
    QTRY_COMPARE(c.verdict(0), u"accepted"_s);
    QVERIFY(baselines.load(u"Release 1"_s, shotKey(first)));
    QTRY_COMPARE(c.notice(), QString());
    // The list itself.
    QFile list(c.folder.filePath(u"Release 1/baseline.json"_s));
    QVERIFY(list.open(QIODevice::WriteOnly) && list.write("{") == 1);
    list.close();
    c.window.chooseSet(u"Release 1"_s);
    QTRY_VERIFY(c.find<QLabel>("faceTitle")->text().contains(u"cannot be read"_s));
    QVERIFY(!c.find<QWidget>("verdictRow")->isVisible());
}

void BrandCompare::newSetNames()
{
    Compared c({{u"Today"_s, shots(u"cfg"_s, teal)}});
    c.find<QAbstractButton>("faceAction")->click();
    auto *name = c.find<QLineEdit>("newSetName");
    QTRY_VERIFY(name->isVisible() && name->hasFocus());
    QTest::keyClicks(name, u"../elsewhere"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY2(c.notice().contains(u"cannot be the name"_s), qPrintable(c.notice()));
    name->clear();
    QTest::keyClicks(name, u"Spring 2026"_s);
    QTest::keyClick(name, Qt::Key_Return);
    c.waitForAll();
    QVERIFY(!name->isVisible());
    QCOMPARE(c.notice(), QString());
    QCOMPARE(c.find<QComboBox>("beforeBox")->currentText(), u"Accepted in “Spring 2026”"_s);
    QVERIFY(QDir(c.folder.path()).isEmpty()); // nothing is accepted yet
}

void BrandCompare::whatWaits()
{
    Compared c({});
    QVERIFY(c.find<QWidget>("compareFace")->isVisible());
    Baselines baselines(c.folder.path());
    for (const QString &screen : screens) {
        const Shot one = shot(screen, u"cfg"_s, teal);
        QVERIFY(baselines.propose(u"CI"_s, shotKey(one), one.picture, factsOf(one, u"1"_s)));
        if (screen != "success"_L1)
            QVERIFY(baselines.accept(u"CI"_s, shotKey(one)));
    }
    const Shot other = shot(u"welcome"_s, u"cfg"_s, violet);
    QVERIFY(baselines.propose(u"CI"_s, shotKey(other), other.picture, factsOf(other, u"1"_s)));
    c.window.chooseSet(u"CI"_s);
    c.waitForAll();
    QCOMPARE(c.pairs()->model()->rowCount(), 2);
    QStringList verdicts{c.verdict(0), c.verdict(1)};
    QVERIFY2(verdicts.contains(u"new"_s) && verdicts.contains(u"changed, 2 regions"_s), qPrintable(verdicts.join(u'|')));
    for (const int row : {0, 1}) {
        c.pairs()->setCurrentIndex(c.pairs()->model()->index(row, 0));
        const bool isNew = verdicts.at(row).contains(u"new"_s);
        c.button(isNew ? "rejectButton" : "acceptButton")->click();
        QTRY_COMPARE(c.verdict(row), isNew ? u"rejected"_s : u"accepted"_s);
    }
    const auto entries = baselines.entries(u"CI"_s);
    QCOMPARE(entries->size(), 3);
    QVERIFY(std::none_of(entries->cbegin(), entries->cend(), [](const BaselineEntry &each) { return each.pending; }));
    QVERIFY(!c.button("acceptButton")->isEnabled() && !c.button("rejectButton")->isEnabled());
}

void BrandCompare::saves()
{
    Compared c(twoBrands());
    c.waitForAll();
    QTRY_VERIFY(c.button("saveButton")->isEnabled());
    c.button("saveButton")->click();
    auto *dialog = c.window.findChild<QFileDialog *>(u"saveDifferenceDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().first().endsWith(u"difference-welcome.png"_s));
    const QString path = c.folder.filePath(u"d.png"_s);
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    QTRY_VERIFY2(c.notice().startsWith(u"Saved"_s), qPrintable(c.notice()));
    const QImage saved(path);
    QCOMPARE(saved.width(), 375);
    QVERIFY(saved.height() > 640); // what it is, and that it is simulated, stands below
    QVERIFY(keepPicture(saved, u"brand-compare-saved"_s));
    c.button("saveButton")->click();
    dialog = c.window.findChild<QFileDialog *>(u"saveDifferenceDialog"_s);
    Q_EMIT dialog->fileSelected(c.folder.filePath(u"no folder/d.png"_s));
    QTRY_VERIFY2(c.notice().contains(u"not saved"_s), qPrintable(c.notice()));
}

void BrandCompare::emptyFaces()
{
    Compared nothing({});
    QTRY_COMPARE(nothing.find<QLabel>("faceTitle")->text(), u"No pictures yet"_s);
    Compared one({{u"Today"_s, shots(u"cfg"_s, teal)}});
    QTRY_COMPARE(one.find<QLabel>("faceTitle")->text(), u"Nothing to compare with yet"_s);
    QVERIFY(keepPicture(one.window.grab(), u"brand-compare-empty"_s));
    // A pane that gave no picture says so.
    Shot blank = shot(u"welcome"_s, u"b"_s, teal);
    blank.picture = {};
    Compared bad({{u"One"_s, {shot(u"welcome"_s, u"a"_s, teal)}}, {u"Two"_s, {blank}}});
    bad.waitForAll();
    QCOMPARE(bad.verdict(0), u"cannot be compared"_s);
    QTRY_VERIFY(bad.notice().contains(u"no picture to compare"_s));
}

void BrandCompare::controlsAreNamed()
{
    Compared c({{u"Today"_s, shots(u"cfg"_s, teal)}});
    c.window.chooseSet(u"Release 1"_s);
    c.waitForAll();
    int seen = 0;
    for (QWidget *control : c.window.findChildren<QWidget *>()) {
        const bool isControl = control->inherits("QAbstractButton") || control->inherits("QComboBox") || control->inherits("QAbstractItemView")
            || control->inherits("QLineEdit") || control->inherits("console::PictureStage");
        if (!isControl || control->objectName().startsWith(u"qt_"_s) || qobject_cast<QComboBox *>(control->parentWidget()) || control->window() != &c.window)
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(control);
        QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
        QVERIFY2(!control->accessibleName().isEmpty() || (button && (!button->text().isEmpty() || !button->isVisible())), qPrintable(control->objectName()));
        if (control->isVisible()) {
            ++seen;
            QVERIFY2(control->focusPolicy() & Qt::TabFocus, qPrintable(control->objectName()));
            QVERIFY2(control->height() >= 24 && control->width() >= 24, qPrintable(control->objectName()));
        }
    }
    QVERIFY(seen >= 18);
}

void BrandCompare::looksGood_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void BrandCompare::looksGood()
{
    QFETCH(bool, dark);
    Theme::apply(qApp, dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    const QString suffix = dark ? u"-dark"_s : u"-light"_s;
    Compared c(twoBrands());
    c.waitForAll();
    for (const auto &[button, name] : {std::pair("sideBySideButton", u"side-by-side"_s), std::pair("sliderButton", u"slider"_s), std::pair("blinkButton", u"blink"_s),
                                       std::pair("differenceButton", u"difference"_s)}) {
        c.button(button)->click();
        c.stage()->setBlinking(false);
        QVERIFY(keepPicture(c.window.grab(), u"brand-compare-"_s + name + suffix));
    }
    c.window.setSides({{u"Today 14:20"_s, shots(u"cfg"_s, violet)}});
    Baselines baselines(c.folder.path());
    for (const Shot &one : shots(u"cfg"_s, teal).mid(0, 5)) {
        QVERIFY(baselines.propose(u"Release 4.2"_s, shotKey(one), one.picture, factsOf(one, u"1"_s)));
        QVERIFY(baselines.accept(u"Release 4.2"_s, shotKey(one)));
    }
    c.button("sideBySideButton")->click();
    c.window.chooseSet(u"Release 4.2"_s);
    c.waitForAll();
    QTRY_COMPARE(c.regions()->model()->rowCount(), 2);
    c.regions()->setCurrentIndex(c.regions()->model()->index(1, 0));
    QVERIFY(keepPicture(c.window.grab(), u"brand-compare-set"_s + suffix));
    c.window.resize(1024, 700);
    QCoreApplication::processEvents();
    QCOMPARE(c.window.width(), 1024);
    QVERIFY(keepPicture(c.window.grab(), u"brand-compare-small"_s + suffix));
}

/// 512 large pictures: the window goes on answering while they are compared.
void BrandCompare::isNeverBusyForLong()
{
    QImage large(1440, 2400, QImage::Format_RGB32);
    large.fill(Qt::white);
    QImage other = large;
    QPainter(&other).fillRect(100, 100, 900, 1500, violet);
    QList<Shot> before, after;
    for (int i = 0; i < 512; ++i) {
        Shot one = shot(u"s"_s, u"a"_s, teal);
        one.screen = u"screen %1"_s.arg(i);
        one.picture = large;
        before.append(one);
        one.picture = i % 2 ? large : other;
        after.append(one);
    }
    Compared c({{u"One"_s, before}, {u"Two"_s, after}});
    // The work of this thread between two turns of the event loop: on a busy machine the clock tells of others.
    const auto worked = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1'000'000;
    };
    double last = worked(), worst = 0;
    QTimer tick;
    connect(&tick, &QTimer::timeout, this, [&] {
        const double now = worked();
        worst = std::max(worst, now - last);
        last = now;
    });
    tick.start(0);
    for (int i = 0; i < 8; ++i) {
        QTest::qWait(60);
        QTest::keyClick(c.stage(), Qt::Key_Right, Qt::AltModifier);
    }
    tick.stop();
    qInfo() << "most work at a stretch:" << worst << "ms";
    QVERIFY2(worst < 50, qPrintable(QString::number(worst)));
}

QTEST_MAIN(BrandCompare)
#include "brand_compare.moc"
