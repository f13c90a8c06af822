// SPDX-License-Identifier: GPL-3.0-or-later
// How presenting looks: both windows at the sizes of shared screens, light and dark, with the longest that can stand in
// them; and where the audience's window goes. CONSOLE_PICTURES=folder keeps pictures.
#include "gui/picture.h"
#include "gui/present_demo.h"
#include "gui/theme.h"
#include "session/audience.h"

#include <QPushButton>
#include <QScreen>

using namespace Qt::StringLiterals;
using namespace console;
using present::Demo;

class PresentLooks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void controlsAreNamed();
    void looksGood_data();
    void looksGood();
    void takesAnotherScreen();
};

void PresentLooks::controlsAreNamed()
{
    Demo demo;
    demo.everything();
    demo.present();
    int seen = 0;
    for (const QWidget *strip : {demo.in(&demo.window, u"PresenterStrip"_s), demo.in(&demo.window, u"widgetMirror"_s)}) {
        for (QWidget *control : strip->findChildren<QWidget *>()) {
            if (!control->inherits("QAbstractButton") && !control->inherits("QPlainTextEdit"))
                continue;
            ++seen;
            QVERIFY2(!control->objectName().isEmpty() && !control->accessibleName().isEmpty() && !control->toolTip().isEmpty(), qPrintable(control->objectName()));
            QVERIFY2(control->focusPolicy() & Qt::TabFocus, qPrintable(control->objectName()));
        }
    }
    QCOMPARE(seen, 6);
    demo.window.resize(1024, 700);
    QCoreApplication::processEvents();
    QCOMPARE(demo.window.width(), 1024); // the strip does not make the window wider
    for (const QPushButton *button : demo.in(&demo.window, u"PresenterStrip"_s)->findChildren<QPushButton *>())
        QVERIFY2(!button->isVisible() || (button->width() >= button->sizeHint().width() && button->height() >= 24), qPrintable(button->objectName()));
}

void PresentLooks::looksGood_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
        for (const bool dark : {false, true})
            QTest::addRow("%dx%d %s", size.width(), size.height(), dark ? "dark" : "light") << size << dark;
    }
}

void PresentLooks::looksGood()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    Demo demo;
    const QString suffix = u"-%1-%2"_s.arg(size.height()).arg(dark ? u"dark"_s : u"light"_s);
    demo.world.settings.set(Setting::ColourScheme, dark ? u"dark"_s : u"light"_s);
    demo.present();
    demo.audience()->resize(size);
    const auto picture = [&](const QString &name) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QVERIFY(keepPicture(demo.audience()->grab(), u"audience-"_s + name + suffix));
        QCOMPARE(demo.audience()->size(), size);
        for (const QWidget *part : demo.audience()->findChildren<QWidget *>()) { // what is in it has room in it
            if (part->isVisible() && part->parentWidget() && part->objectName().startsWith(u"audience"_s))
                QVERIFY2(part->parentWidget()->rect().contains(part->geometry()), qPrintable(name + u' ' + part->objectName()));
        }
        for (const QLabel *label : demo.audience()->findChildren<QLabel *>()) {
            if (!label->isVisible())
                continue;
            const int widest = label->wordWrap() ? label->fontMetrics().boundingRect(QRect(0, 0, label->width(), 10000), Qt::TextWordWrap, label->text()).width()
                                                 : label->fontMetrics().horizontalAdvance(label->text());
            const bool fits = label->width() >= widest && (!label->wordWrap() || label->height() >= label->heightForWidth(label->width()));
            QVERIFY2(fits, qPrintable(name + u' ' + label->objectName() + u": "_s + label->text()));
            QVERIFY2(QFontInfo(label->font()).pixelSize() >= size.height() / 40, qPrintable(label->objectName()));
        }
    };
    picture(u"start"_s);
    demo.createUser();
    demo.link();
    picture(u"linked"_s);
    demo.window.resize(1024, 700);
    QCoreApplication::processEvents();
    QVERIFY(keepPicture(demo.window.grab(), u"presenter-next"_s + suffix));
    demo.world.scriptStatus("COMPLETED");
    demo.get(JobKind::Balance);
    demo.world.scriptJob(JobKind::Transactions);
    demo.world.network.forget("GET /v2/accounts/*/job/*");
    demo.world.scriptStatus("IN_PROGRESS");
    demo.world.session.jobs()->start(demo.id, JobKind::Transactions);
    QTRY_COMPARE(demo.told(u"audienceDataSaid"_s), u"The bank is being asked"_s);
    picture(u"asking"_s);
    QVERIFY(keepPicture(demo.window.grab(), u"presenter"_s + suffix));
    demo.world.scriptStatus("COMPLETED");
    QTRY_COMPARE(demo.world.session.jobs()->latest(demo.id, JobKind::Transactions)->state, JobState::Done);
    demo.get(JobKind::Identity);
    picture(u"done"_s);
    demo.window.actions()->widgetFrame->trigger();
    demo.window.actions()->showAmounts->trigger();
    picture(u"browser"_s);
    demo.world.session.connections()->apply(demo.id, Account{.institutionName = u"The First National Savings and Loan of Everywhere"_s});
    demo.world.session.user()->create({u"Maximiliane"_s, u"Wolkenstein"_s, u"m@example.org"_s, u"+13125550188"_s});
    QTRY_COMPARE(demo.told(u"audienceUserDetails"_s), u"M•••••••••• W••••••…"_s);
    demo.world.session.jobs()->retry(demo.world.session.jobs()->latest(demo.id, JobKind::Balance)->number);
    picture(u"longest-browser"_s);
    demo.window.actions()->widgetFrame->trigger();
    picture(u"longest"_s);
    Theme::apply(qApp, Theme::Scheme::Light);
}

void PresentLooks::takesAnotherScreen()
{
    QScreen *own = QGuiApplication::primaryScreen();
    QCOMPARE(audienceScreen({own}, own), own);
    QCOMPARE(audienceScreen({}, own), own);
    const QList<QScreen *> screens = QGuiApplication::screens();
    if (screens.size() < 2)
        QSKIP("one screen");
    QScreen *other = audienceScreen(screens, own);
    QVERIFY(other != own);
    Demo demo;
    demo.window.actions()->present->trigger();
    QCOMPARE(demo.audience()->screen(), other);
    QVERIFY(demo.audience()->isFullScreen());
    QTRY_VERIFY(demo.window.isActiveWindow()); // the presenter goes on there
    demo.audience()->activateWindow();
    Demo::active(demo.audience());
    QTest::keyClick(demo.audience(), Qt::Key_Escape);
    QVERIFY(demo.isAllHome());
}

QTEST_MAIN(PresentLooks)
#include "present_looks.moc"
