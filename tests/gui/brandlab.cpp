// SPDX-License-Identifier: GPL-3.0-or-later
// The brand lab in the real program: panes of the real widget side by side, linked, walked through and pictured.
#include "gui/brandlab.h"
#include "gui/brandpanes.h"
#include "gui/hands.h"
#include "gui/picture.h"
#include "gui/picturecompare.h"
#include "gui/theme.h"
#include "web/screenwalk.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class GuiBrandLab : public Hands
{
    Q_OBJECT

private:
    QString m_value;
    BrandLab *lab() const { return m_window->findChild<BrandLab *>(); }
    QPushButton *button(const QString &name) const { return lab()->findChild<QPushButton *>(name); }
    QList<BrandPane *> panes() const { return lab()->panes()->panes(); }
    bool allLive() const
    {
        const QList<BrandPane *> all = panes();
        return !all.isEmpty() && std::ranges::all_of(all, [](const BrandPane *pane) { return pane->state() == BrandPane::State::Shown; });
    }
    bool everywhere(const Target &target)
    {
        for (const BrandPane *pane : panes()) {
            std::optional<bool> found;
            pane->driver()->find(target, this, [&](const Result<Found> &result) { found = result.has_value(); });
            if (!until([&] { return found.has_value(); }, 20000) || !*found)
                return false;
        }
        return true;
    }
    /// By a real click of a person in that pane.
    bool clickIn(BrandPane *pane, const Target &target)
    {
        std::optional<QRect> place;
        pane->driver()->find(target, this, [&](const Result<Found> &found) { place = found ? found->rect : QRect(); });
        if (!until([&] { return place.has_value(); }, 20000) || place->isEmpty())
            return false;
        QWebEngineView *view = pane->view()->view();
        QTest::mouseClick(view->focusProxy(), Qt::LeftButton, {}, view->focusProxy()->mapFrom(view, place->center()));
        return true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        Theme::apply(qApp, Theme::Scheme::Light);
        start();
        m_window->resize(1440, 900);
        m_window->show();
        m_world->wake(4.0);
        QVERIFY(until([&] { return session()->environments()->isReady() && !session()->keys()->isLoading(); }, 15000));
    }

    void opensWhatIsChosen()
    {
        QVERIFY(shortcut(u"action-brandLab"_s));
        QVERIFY(lab());
        QVERIFY(until([&] { return lab()->isVisible(); }, 5000));
        QVERIFY(keepPicture(lab()->grab(), u"brand-lab-empty"_s));
        auto *other = lab()->findChild<QLineEdit *>(u"brandOtherSizes"_s);
        other->setText(u"20x20"_s);
        QVERIFY(!button(u"brandOpen"_s)->isEnabled());
        other->clear();
        QCOMPARE(button(u"brandOpen"_s)->text(), u"Open 4 panes"_s); // the first two configurations, light and dark
        QTest::mouseClick(button(u"brandOpen"_s), Qt::LeftButton);
        QVERIFY(until([&] { return allLive(); }, 30000));
        QCOMPARE(panes().size(), 4);
        QStringList launches;
        for (const BrandPane *pane : panes())
            launches << pane->view()->launchId();
        QCOMPARE(launches, (QStringList{u"pane-1-1"_s, u"pane-2-1"_s, u"pane-3-1"_s, u"pane-4-1"_s}));
        QVERIFY(keepPicture(lab()->grab(), u"brand-lab"_s));
    }

    void everythingHasANameAndIsReachedByKeyboard()
    {
        for (const QWidget *control : lab()->findChildren<QWidget *>()) {
            const bool isControl = control->inherits("QAbstractButton") || control->inherits("QLineEdit") || control->inherits("QComboBox") || control->inherits("QAbstractItemView");
            if (!isControl || !control->isVisible() || control->objectName().startsWith(u"qt_"_s) || control->parentWidget()->inherits("QComboBox"))
                continue;
            QVERIFY2(!control->objectName().isEmpty() && !control->accessibleName().isEmpty(), qPrintable(QString::fromLatin1(control->metaObject()->className()) + u' ' + control->objectName()));
            QVERIFY2(control->focusPolicy() & Qt::TabFocus, qPrintable(control->objectName()));
        }
    }

    void whatIsDoneInOneIsDoneInAll()
    {
        QTest::mouseClick(button(u"brandLinked"_s), Qt::LeftButton);
        QVERIFY(clickIn(panes().first(), {.role = u"button"_s, .names = {u"Continue"_s}}));
        QVERIFY(everywhere({.role = u"button"_s, .names = {u"Aerobank NonOAuth"_s}}));
        QVERIFY(clickIn(panes().at(2), {.role = u"button"_s, .names = {u"Aerobank NonOAuth"_s}}));
        QVERIFY(everywhere({.field = u"username"_s}));
        QVERIFY(clickIn(panes().first(), {.field = u"username"_s}));
        QTest::keyClicks(panes().first()->view()->view()->focusProxy(), u"sync"_s);
        for (const BrandPane *pane : panes()) {
            m_value.clear();
            QVERIFY2(until([&] {
                pane->driver()->find({.field = u"username"_s}, this, [&](const Result<Found> &found) { m_value = found ? found->value : QString(); });
                return m_value == "sync"_L1;
            }, 10000), qPrintable(u"pane %1 has “%2”"_s.arg(pane->number()).arg(m_value)));
        }
        QVERIFY(keepPicture(lab()->grab(), u"brand-lab-linked"_s));
    }

    /// All four finish at the same moment: each success comes in its own pane, once, with a connection of its own.
    void callbacksComeInTheirOwnPaneOnce()
    {
        QHash<int, QStringList> heard;
        QStringList connections;
        QObject scope;
        for (BrandPane *pane : panes()) {
            connect(pane, &BrandPane::callback, &scope, [&, number = pane->number()](const QString &name, const QString &arguments) {
                if (name == "onEvent"_L1)
                    return;
                heard[number] << name;
                if (name == "onSuccess"_L1)
                    connections << arguments;
            });
        }
        BrandPane *first = panes().first();
        QVERIFY(clickIn(first, {.field = u"password"_s}));
        QTest::keyClicks(first->view()->view()->focusProxy(), u"no_mfa"_s);
        QVERIFY(clickIn(first, {.role = u"button"_s, .names = {u"Sign in"_s}}));
        QVERIFY(everywhere({.role = u"button"_s, .names = {u"Link this account"_s}}));
        QVERIFY(clickIn(panes().at(1), {.role = u"button"_s, .names = {u"Link this account"_s}}));
        QVERIFY(everywhere({.role = u"button"_s, .names = {u"Continue"_s}}));
        QVERIFY(clickIn(panes().at(3), {.role = u"button"_s, .names = {u"Continue"_s}}));
        const auto allEnded = [&] {
            const QList<BrandPane *> all = panes();
            return std::ranges::all_of(all, [](const BrandPane *pane) { return pane->state() == BrandPane::State::Ended && !pane->view()->isOpen(); });
        };
        QVERIFY(until(allEnded, 30000));
        QCOMPARE(heard.size(), 4);
        for (auto each = heard.cbegin(); each != heard.cend(); ++each)
            QVERIFY2(each->count(u"onSuccess"_s) == 1, qPrintable(u"pane %1: %2"_s.arg(each.key()).arg(each->join(u' '))));
        QCOMPARE(QSet<QString>(connections.begin(), connections.end()).size(), 4);
        QTest::mouseClick(button(u"brandLinked"_s), Qt::LeftButton);
    }

    void walksAndPicturesAll()
    {
        QSignalSpy walked(lab(), &BrandLab::walked);
        connect(lab()->walk(), &ScreenWalk::failed, lab(), [](const BrandPane *pane, const QString &screen, const Error &error) {
            qWarning() << pane->number() << screen << oneLine(error);
        });
        QTest::mouseClick(button(u"brandShootAll"_s), Qt::LeftButton);
        QCOMPARE(button(u"brandShootAll"_s)->text(), u"Stop"_s);
        QVERIFY(until([&] { return walked.count() > 0; }, 60000));
        QCOMPARE(lab()->shots().size(), 4 * ScreenWalk::screens().size());
        for (const Shot &shot : lab()->shots()) {
            QVERIFY(!shot.picture.isNull() && shot.isSimulated);
            QVERIFY2(!shot.look.elements.isEmpty(), qPrintable(shot.screen));
        }
        QVERIFY(keepPicture(lab()->grab(), u"brand-lab-walked"_s));
    }

    /// The second configuration is measured against the first one's sheet: another colour and another logo.
    void measuresAgainstASheet()
    {
        BrandSheet sheet;
        sheet.name = u"Northwind Pay"_s;
        sheet.primary = 0xff0b6e4f;
        lab()->setSheet(sheet);
        QTest::mouseClick(button(u"brandOpen"_s), Qt::LeftButton);
        QVERIFY(until([&] { return panes().size() == 6 && allLive(); }, 30000)); // two unbranded ones beside: how else would one know what that looks like
        QTest::mouseClick(button(u"brandNext"_s), Qt::LeftButton);
        QVERIFY(until([&] { return !lab()->walk()->isRunning() && lab()->walk()->screenOf(panes().last()) == u"welcome"_s; }, 20000));
        QTest::mouseClick(button(u"brandShoot"_s), Qt::LeftButton);
        QVERIFY(until([&] { return lab()->shots().size() == 6; }, 20000));
        for (const Shot &shot : lab()->shots())
            QCOMPARE(shot.screen, u"welcome"_s);
        QSignalSpy measured(lab(), &BrandLab::measured);
        QTest::mouseClick(button(u"brandMeasure"_s), Qt::LeftButton);
        QVERIFY(until([&] { return measured.count() == 1; }, 20000));
        QStringList blamed;
        for (const Finding &finding : lab()->findings()) {
            if (finding.check == Finding::Check::PrimaryColour)
                blamed << (finding.verdict == Finding::Verdict::Fail ? u"wrong"_s : finding.verdict == Finding::Verdict::Pass ? u"right"_s : finding.message);
        }
        QCOMPARE(blamed, (QStringList{u"right"_s, u"right"_s, u"wrong"_s, u"wrong"_s}));
        QVERIFY(keepPicture(lab()->grab(), u"brand-lab-measured"_s));
    }

    /// A picture never says that it is of a screen that a person has left meanwhile.
    void whatAPersonWentToIsNumbered()
    {
        BrandPane *first = panes().first();
        QVERIFY(clickIn(first, {.role = u"button"_s, .names = {u"Continue"_s}}));
        std::optional<bool> arrived;
        first->driver()->find({.role = u"button"_s, .names = {u"Aerobank NonOAuth"_s}}, this, [&](const Result<Found> &found) { arrived = found.has_value(); });
        QVERIFY(until([&] { return arrived.has_value(); }, 20000) && *arrived);
        const qsizetype before = lab()->shots().size();
        QTest::mouseClick(button(u"brandShoot"_s), Qt::LeftButton);
        QVERIFY(until([&] { return lab()->shots().size() == before + 1; }, 20000)); // the others are where they were
        QStringList screens;
        for (const Shot &shot : lab()->shots())
            screens << shot.screen;
        QCOMPARE(screens.count(u"by hand 1"_s), 1);
        QCOMPARE(screens.count(u"welcome"_s), 6);
    }

    void comparesWhatItPictured()
    {
        QTest::mouseClick(button(u"brandCompare"_s), Qt::LeftButton);
        auto *compare = lab()->findChild<PictureCompare *>();
        QVERIFY(compare);
        QVERIFY(until([&] { return compare->isVisible(); }, 5000));
        compare->close();
        for (const QString &id : {u"brand-sheetPng"_s, u"brand-sheetPdf"_s, u"brand-sheetHtml"_s, u"brand-pictures"_s, u"brand-report"_s, u"brand-request"_s}) {
            auto *action = lab()->findChild<QAction *>(id);
            QVERIFY2(action && action->isEnabled(), qPrintable(id));
        }
    }

    void closingKeepsNoBrowser()
    {
        lab()->close();
        QVERIFY(lab()->panes()->panes().isEmpty());
        QVERIFY(lab()->findChildren<QWebEngineView *>().isEmpty());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    GuiBrandLab test;
    return QTest::qExec(&test, argc, argv);
}

#include "brandlab.moc"
