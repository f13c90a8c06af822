// SPDX-License-Identifier: GPL-3.0-or-later
// Presenting: what the audience sees of a session that is full of secrets, how it ends, and how a demo begins anew.
// CONSOLE_PICTURES=folder keeps pictures of both windows.
#include "gui/actions.h"
#include "gui/audiencewindow.h"
#include "gui/mainwindow.h"
#include "gui/panels_fixture.h"
#include "gui/picture.h"
#include "gui/present_fixture.h"
#include "gui/presentation.h"
#include "gui/presenternotes.h"
#include "gui/presenterstep.h"
#include "gui/theme.h"
#include "session/audience.h"
#include "web/widgetview.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QtTest>

#include <type_traits>

using namespace Qt::StringLiterals;
using namespace console;

// Nothing but a story and the widget can be handed to the audience's window.
static_assert(!std::is_constructible_v<AudienceWindow, Session *> && !std::is_constructible_v<AudienceWindow, QString>);
static_assert(std::is_same_v<decltype(&AudienceWindow::tell), void (AudienceWindow::*)(const AudienceStory &)>);
static_assert(std::is_same_v<decltype(&AudienceWindow::borrow), void (AudienceWindow::*)(WidgetView *)>);

namespace {

const UserDetails person{u"Quillon"_s, u"Zarathustra"_s, u"quillon.z@example.org"_s, u"+13125550187"_s};

/// Planted in the user, the keys, the tokens, the ids and the answers of the bank.
QStringList hidden()
{
    return panels::plantedSecrets()
           + QStringList{person.firstName, person.lastName, person.email, person.phone, u"5550187"_s, u"key-aaaa-1111"_s, u"secret-bbbb-2222"_s,
                         u"key-cccc-3333"_s, u"secret-dddd-4444"_s, u"test-token-0001"_s, u"uuid-of-quillon"_s, u"5d41402abc4b2a76b9719d911017c592"_s,
                         u"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s, u"Northwind"_s, u"TRN-11111111"_s, u"Window 12"_s, u"1,840.50"_s, u"1840.50"_s, u"1902.07"_s,
                         u"127.0.0.1"_s, u"my own words"_s};
}

class Demo
{
public:
    Demo() : window(&world.session)
    {
        window.resize(1280, 832);
        window.show();
        active(&window);
        world.network.on("POST /v2/user", R"({"user":{"aeroPassUserUuid":"uuid-of-quillon","userId":7}})");
        world.session.user()->forget();
    }
    ~Demo() { window.close(); }
    static void active(QWidget *which)
    {
        if (!QTest::qWaitForWindowActive(which))
            qWarning("a window does not become the active one");
    }
    AudienceWindow *audience() const { return window.presentation()->audience(); }
    void present()
    {
        window.actions()->present->trigger();
        active(audience());
    }
    void createUser()
    {
        world.session.user()->create(person);
        QTRY_COMPARE(world.session.user()->state(), UserState::Ready);
    }
    void link() { id = world.link(); }
    void get(JobKind kind)
    {
        world.scriptJob(kind);
        world.session.jobs()->start(id, kind);
        QTRY_COMPARE(world.session.jobs()->latest(id, kind)->state, JobState::Done);
    }
    void everything()
    {
        createUser();
        link();
        world.scriptStatus("COMPLETED");
        for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
            get(kind);
    }
    template <typename T = QWidget> T *in(const QWidget *where, const QString &name) const { return where->findChild<T *>(name); }
    QString told(const QString &name) const { return in<QLabel>(audience(), name)->text(); }
    bool isAllHome() const
    {
        return !window.presentation()->isOn() && window.widgetView()->window() == &window && !in(&window, u"widgetMirror"_s)
            && !in(&window, u"PresenterStrip"_s)->isVisible() && !window.actions()->showAmounts->isEnabled() && !window.actions()->showAmounts->isChecked();
    }

    panels::PanelWorld world;
    MainWindow window;
    QString id;
};

} // namespace

class Present : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void cleanup();
    void audienceFollowsTheStory();
    void nothingHiddenIsThere();
    void amountsOnlyWhenAllowed();
    void aSecondFactorIsAsked();
    void endsInEveryWay_data();
    void endsInEveryWay();
    void endsWhenTheProgramDoes();
    void goesOnInAnotherEnvironment();
    void fullScreenByKey();
    void keysWorkInBothWindows();
    void resetBringsBackTheStart();
    void resetAsksWhileJobsRun();
    void theNextStepIsSaid_data();
    void theNextStepIsSaid();
    void notesAreKeptAndNobodyElses();
    void controlsAreNamed();
    void looksGood_data();
    void looksGood();
    void takesAnotherScreen();
};

void Present::cleanup()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        QVERIFY2(!widget->isVisible() || widget->inherits("QMenu"), qPrintable(widget->objectName()));
}

void Present::audienceFollowsTheStory()
{
    Demo demo;
    demo.present();
    QVERIFY(demo.audience()->isWindow() && !demo.audience()->parent());
    QCOMPARE(demo.told(u"audienceUserSaid"_s), u"Nobody yet"_s);
    QCOMPARE(demo.told(u"audiencePlace"_s), u"SIMULATED"_s);
    demo.createUser();
    QCOMPARE(demo.told(u"audienceUserDetails"_s), u"Q•••••• Z••••••••••"_s);
    QCOMPARE(demo.told(u"audienceBankSaid"_s), u"Ready to be linked"_s);
    demo.link();
    QCOMPARE(demo.told(u"audienceBankSaid"_s), u"Checking"_s);
    QCOMPARE(demo.told(u"audienceBankDetails"_s), u"Harbour Bank\n••••6789"_s);
    QVERIFY(!demo.in(demo.audience(), u"audienceJobs"_s)->isVisible());
    demo.world.scriptStatus("IN_PROGRESS");
    demo.world.scriptJob(JobKind::Balance);
    demo.world.session.jobs()->start(demo.id, JobKind::Balance);
    QTRY_COMPARE(demo.told(u"audienceDataSaid"_s), u"The bank is being asked"_s);
    QTRY_COMPARE(demo.told(u"audienceJob-balance-said"_s), u"asking the bank"_s);
    demo.world.scriptStatus("COMPLETED");
    QTRY_COMPARE(demo.told(u"audienceDataSaid"_s), u"The bank has answered"_s);
    QCOMPARE(demo.told(u"audienceFact1Figure"_s), u"•••• USD"_s);
    demo.get(JobKind::Transactions);
    QCOMPARE(demo.told(u"audienceFact2Figure"_s), u"240"_s);
    demo.world.session.connections()->select({}); // nothing of a connection that is not looked at
    QVERIFY(!demo.in(demo.audience(), u"audienceFacts"_s)->findChild<QLabel *>(u"audienceFact2Figure"_s)->isVisible());
}

void Present::nothingHiddenIsThere()
{
    Demo demo;
    demo.everything();
    demo.window.showStep(Step::Data);
    demo.present();
    demo.in<QPlainTextEdit>(&demo.window, u"presenterNotes"_s)->setPlainText(u"my own words"_s);
    const auto look = [&] { return present::foundIn(present::everythingIn(demo.audience()), hidden()); };
    QCOMPARE(look().join(u'\n'), QString());
    QVERIFY(!present::foundIn(present::everythingIn(&demo.window), {u"my own words"_s}).isEmpty()); // so that the search is one that finds
    for (QObject *child : demo.audience()->findChildren<QObject *>()) {
        if (const auto *widget = qobject_cast<QWidget *>(child))
            QVERIFY2(widget->toolTip().isEmpty() && widget->actions().isEmpty(), qPrintable(widget->objectName()));
        QVERIFY2(!child->inherits("QMenu") && !child->inherits("QAction") && !child->inherits("QLineEdit"), child->metaObject()->className());
    }
    QCOMPARE(demo.audience()->windowTitle(), u"Aerosync"_s);
    demo.world.session.link()->setOptions({.configurationId = u"my own words"_s, .domain = u"my own words"_s});
    demo.world.session.connections()->apply(demo.id, Account{.nickname = u"my own words"_s, .accountNumber = u"000123456789"_s, .numberDisplay = u"000123456789"_s,
                                                             .accountType = u"my own words"_s, .institutionName = u"Bank 000123456789 ada.novak@example.com"_s});
    demo.world.session.user()->create({u"Quillon"_s, {}, u"broken"_s, u"1"_s}); // an error that repeats what was typed
    QCoreApplication::processEvents();
    QCOMPARE(look().join(u'\n'), QString());
}

void Present::amountsOnlyWhenAllowed()
{
    Demo demo;
    demo.everything();
    QVERIFY(!demo.window.actions()->showAmounts->isEnabled());
    demo.present();
    auto *button = demo.in<QPushButton>(&demo.window, u"presenterAmountsButton"_s);
    button->click();
    QCOMPARE(demo.told(u"audienceFact1Figure"_s), u"1,840.50 USD"_s);
    QVERIFY(button->isChecked());
    button->click();
    QCOMPARE(demo.told(u"audienceFact1Figure"_s), u"•••• USD"_s);
    button->click();
    demo.window.actions()->present->trigger();
    demo.present(); // the next time they are masked again
    QCOMPARE(demo.told(u"audienceFact1Figure"_s), u"•••• USD"_s);
    QVERIFY(!button->isChecked());
}

void Present::aSecondFactorIsAsked()
{
    Demo demo;
    demo.createUser();
    demo.link();
    demo.present();
    demo.world.scriptJob(JobKind::Balance);
    demo.world.scriptStatus("Pending MFA", true);
    demo.world.session.jobs()->start(demo.id, JobKind::Balance);
    QTRY_COMPARE(demo.told(u"audienceDataSaid"_s), u"The bank asks the user a question"_s);
    QCOMPARE(demo.told(u"audienceJob-balance-said"_s), u"needs an answer"_s);
    QCOMPARE(demo.in<QLabel>(&demo.window, u"presenterNext"_s)->text(), u"Answer the second factor"_s);
}

void Present::endsInEveryWay_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"escape", "closed", "key", "button", "strip", "window"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void Present::endsInEveryWay()
{
    QFETCH(QString, way);
    Demo demo;
    demo.everything();
    for (int round = 0; round < 3; ++round) {
        demo.window.show();
        demo.present();
        const QPointer<AudienceWindow> audience = demo.audience();
        QCOMPARE(demo.window.widgetView()->window(), audience.data());
        QVERIFY(demo.in(&demo.window, u"widgetMirror"_s));
        if (way == u"escape")
            QTest::keyClick(audience, Qt::Key_Escape);
        else if (way == u"closed")
            audience->close();
        else if (way == u"key")
            QTest::keyClick(audience, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        else if (way == u"button")
            demo.in<QAbstractButton>(&demo.window, u"presentButton"_s)->click();
        else if (way == u"strip")
            demo.in<QAbstractButton>(&demo.window, u"presenterEndButton"_s)->click();
        else
            demo.window.close();
        QVERIFY(demo.isAllHome());
        QCOMPARE(demo.in<QAbstractButton>(&demo.window, u"presentButton"_s)->isChecked(), false);
        QTRY_VERIFY(!audience);
        QCOMPARE(demo.window.isVisible(), way != u"window");
    }
}

void Present::endsWhenTheProgramDoes()
{
    auto demo = std::make_unique<Demo>();
    demo->present();
    const QPointer<AudienceWindow> audience = demo->audience();
    demo.reset();
    QTRY_VERIFY(!audience);
}

void Present::goesOnInAnotherEnvironment()
{
    Demo demo;
    demo.everything();
    demo.present();
    demo.window.actions()->showAmounts->trigger();
    QVERIFY(demo.world.session.environments()->choose(u"sandbox"_s));
    QVERIFY(demo.window.presentation()->isOn());
    QVERIFY(!demo.window.actions()->showAmounts->isChecked());
    QCOMPARE(demo.told(u"audiencePlace"_s), u"Sandbox"_s);
    QCOMPARE(demo.told(u"audienceUserSaid"_s), u"Nobody yet"_s);
    QVERIFY(!demo.in(demo.audience(), u"audienceJobs"_s)->isVisible());
    QTest::keyClick(demo.audience(), Qt::Key_Escape);
    QVERIFY(demo.isAllHome());
}

void Present::fullScreenByKey()
{
    Demo demo;
    demo.present();
    QVERIFY(!demo.audience()->isFullScreen());
    QTest::keyClick(demo.audience(), Qt::Key_F11);
    QTRY_VERIFY(demo.audience()->isFullScreen());
    QTest::keyClick(demo.audience(), Qt::Key_F11);
    QTRY_VERIFY(!demo.audience()->isFullScreen());
    QTest::keyClick(demo.audience(), Qt::Key_F11);
    QTest::keyClick(demo.audience(), Qt::Key_Escape);
    QVERIFY(demo.isAllHome());
}

void Present::keysWorkInBothWindows()
{
    Demo demo;
    QTest::keyClick(&demo.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(demo.window.presentation()->isOn());
    Demo::active(demo.audience());
    demo.createUser();
    QTest::keyClick(demo.audience(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(demo.world.session.user()->state(), UserState::None);
    QVERIFY(demo.window.presentation()->isOn()); // for the next customer
    demo.everything();
    QTest::keyClick(demo.audience(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(demo.told(u"audienceFact1Figure"_s), u"1,840.50 USD"_s);
    demo.window.activateWindow();
    Demo::active(&demo.window);
    auto *notes = demo.in<QPlainTextEdit>(&demo.window, u"presenterNotes"_s);
    notes->setFocus();
    QTest::keyClick(notes, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier); // also while something is typed
    QCOMPARE(demo.world.session.user()->state(), UserState::None);
    QVERIFY(!demo.window.actions()->showAmounts->isChecked());
}

void Present::resetBringsBackTheStart()
{
    Demo demo;
    Session &session = demo.world.session;
    LaunchOptions options = session.link()->options();
    options.configurationId = u"branding-1"_s;
    session.link()->setOptions(options);
    session.environments()->setConfigurations({{u"Blue"_s, u"branding-1"_s}});
    demo.everything();
    demo.window.actions()->createUser->trigger();
    demo.in<QLineEdit>(&demo.window, u"firstName"_s)->setText(u"Typed"_s);
    demo.window.showStep(Step::Data);
    demo.window.actions()->timeLine->setChecked(true);
    QVERIFY(!session.log()->entries().empty());
    demo.window.actions()->resetDemo->trigger();
    QVERIFY(!demo.in(&demo.window, u"resetDemoQuestion"_s)); // nothing runs
    QCOMPARE(session.user()->state(), UserState::None);
    QVERIFY(session.connections()->all().isEmpty() && session.jobs()->jobs().isEmpty() && session.log()->entries().empty());
    QVERIFY(!session.data()->data(demo.id).account.value && !session.tokens()->apiTokenExpiresAt().isValid());
    QCOMPARE(session.link()->state(), LinkState::Idle);
    QCOMPARE(session.environments()->current().id, u"simulator"_s);
    QCOMPARE(session.link()->options().configurationId, u"branding-1"_s);
    QCOMPARE(session.environments()->configurations().size(), 1);
    QVERIFY(session.keys()->credentials().hasAerosync());
    QVERIFY(demo.in(&demo.window, u"StartPage"_s)->isVisible());
    QCOMPARE(demo.window.step(), Step::User);
    QVERIFY(demo.in<QLineEdit>(&demo.window, u"firstName"_s)->text().isEmpty());
    QCOMPARE(present::foundIn(present::everythingIn(&demo.window), {u"Zarathustra"_s, u"000123456789"_s, u"Novak"_s, u"Pier Road"_s}).join(u'\n'), QString());
    demo.everything(); // and all of it works again
}

void Present::resetAsksWhileJobsRun()
{
    Demo demo;
    demo.createUser();
    demo.link();
    demo.world.scriptJob(JobKind::Balance);
    demo.world.scriptStatus("IN_PROGRESS");
    const int job = demo.world.session.jobs()->start(demo.id, JobKind::Balance);
    QTRY_COMPARE(demo.world.session.jobs()->job(job)->state, JobState::Polling);
    const auto question = [&] { return demo.in(&demo.window, u"resetDemoQuestion"_s); };
    demo.window.actions()->resetDemo->trigger();
    QVERIFY(question());
    question()->findChild<QPushButton *>(u"stay"_s)->click();
    QTRY_VERIFY(!question());
    QCOMPARE(demo.world.session.user()->state(), UserState::Ready);
    demo.window.actions()->resetDemo->trigger();
    demo.window.actions()->resetDemo->trigger(); // twice: one question
    QCOMPARE(demo.window.findChildren<QWidget *>(u"resetDemoQuestion"_s).size(), 1);
    question()->findChild<QPushButton *>(u"confirm"_s)->click();
    QCOMPARE(demo.world.session.user()->state(), UserState::None);
    QVERIFY(demo.world.session.jobs()->jobs().isEmpty());
    QTRY_VERIFY(!question());
}

void Present::theNextStepIsSaid_data()
{
    QTest::addColumn<AudienceStory>("story");
    QTest::addColumn<int>("verb");
    AudienceStory story;
    const auto row = [&](const char *name, PresenterVerb verb) { QTest::newRow(name) << story << int(verb); };
    row("nobody", PresenterVerb::User);
    story.user.said = AudienceSaid::UserWorking;
    row("being created", PresenterVerb::None);
    story.user.said = AudienceSaid::UserNeedsCode;
    row("code", PresenterVerb::User);
    story.user.said = AudienceSaid::UserFailed;
    row("failed", PresenterVerb::User);
    story.user.said = AudienceSaid::UserReady;
    for (const auto &[said, verb] : {std::pair{AudienceSaid::BankNext, PresenterVerb::Link}, std::pair{AudienceSaid::BankPreparing, PresenterVerb::None},
                                     std::pair{AudienceSaid::BankOpen, PresenterVerb::None}, std::pair{AudienceSaid::BankClosed, PresenterVerb::Link},
                                     std::pair{AudienceSaid::BankFailed, PresenterVerb::Link}, std::pair{AudienceSaid::BankLinked, PresenterVerb::Balance}}) {
        story.bank.said = said;
        row(qPrintable(audienceSentence(said)), verb);
    }
    story.data.said = AudienceSaid::DataWorking;
    row("asking", PresenterVerb::None);
    story.data.said = AudienceSaid::DataNeedsPerson;
    row("question", PresenterVerb::Answer);
    story.data.said = AudienceSaid::DataAnswering;
    row("answering", PresenterVerb::None);
    story.data.said = AudienceSaid::DataHere;
    story.jobs = {audienceJob(JobKind::Balance, JobState::Done)};
    row("balance", PresenterVerb::Transactions);
    story.jobs << audienceJob(JobKind::Transactions, JobState::Failed);
    row("transactions", PresenterVerb::Identity);
    story.jobs << audienceJob(JobKind::Identity, JobState::Done);
    row("all", PresenterVerb::Reset);
}

void Present::theNextStepIsSaid()
{
    QFETCH(AudienceStory, story);
    QFETCH(int, verb);
    const PresenterStep step = presenterStep(story);
    QCOMPARE(int(step.verb), verb);
    QVERIFY(!step.text.isEmpty());
}

void Present::notesAreKeptAndNobodyElses()
{
    Demo demo;
    demo.present();
    auto *notes = demo.in<QPlainTextEdit>(&demo.window, u"presenterNotes"_s);
    notes->setPlainText(u"ask about <refunds>\nmy own words"_s);
    QTest::keyClick(demo.audience(), Qt::Key_Escape);
    PresenterNotes kept(demo.world.settings.file());
    QCOMPARE(kept.read(), notes->toPlainText());
    QCOMPARE(QFileInfo(kept.file()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    MainWindow next(&demo.world.session);
    next.show();
    next.actions()->present->trigger();
    QCOMPARE(next.findChild<QPlainTextEdit *>(u"presenterNotes"_s)->toPlainText(), kept.read());
    next.findChild<QPlainTextEdit *>(u"presenterNotes"_s)->clear();
    next.close();
    QVERIFY(!QFile::exists(kept.file()));
    QVERIFY(!PresenterNotes(u"/proc/none/settings.ini"_s).write(u"x"_s));
}

void Present::controlsAreNamed()
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

void Present::looksGood_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
        for (const bool dark : {false, true})
            QTest::addRow("%dx%d %s", size.width(), size.height(), dark ? "dark" : "light") << size << dark;
    }
}

void Present::looksGood()
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

void Present::takesAnotherScreen()
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
    demo.present();
    QCOMPARE(demo.audience()->screen(), other);
    QVERIFY(demo.audience()->isFullScreen());
    QTest::keyClick(demo.audience(), Qt::Key_Escape);
    QVERIFY(demo.isAllHome());
}

QTEST_MAIN(Present)
#include "present.moc"
