// SPDX-License-Identifier: GPL-3.0-or-later
// Presenting: what the audience sees of a session that is full of secrets, how it ends, and how a demo begins anew.
#include "gui/present_demo.h"
#include "gui/present_fixture.h"
#include "gui/presenternotes.h"
#include "gui/presenterstep.h"
#include "gui/theme.h"
#include "session/audience.h"
#include "support/littleroom.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <type_traits>

using namespace Qt::StringLiterals;
using namespace console;
using present::Demo, present::hidden, present::person;

// Nothing but a story and the widget can be handed to the audience's window.
static_assert(!std::is_constructible_v<AudienceWindow, Session *> && !std::is_constructible_v<AudienceWindow, QString>);
static_assert(std::is_same_v<decltype(&AudienceWindow::tell), void (AudienceWindow::*)(const AudienceStory &)>);
static_assert(std::is_same_v<decltype(&AudienceWindow::borrow), void (AudienceWindow::*)(WidgetView *)>);

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
    void notesThatFindNoRoomChangeNothing();
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

void Present::notesThatFindNoRoomChangeNothing()
{
    QTemporaryDir folder;
    PresenterNotes notes(folder.filePath(u"settings.ini"_s));
    QVERIFY(notes.write(u"what I say first"_s));
    {
        const support::LittleRoom little(20);
        QVERIFY(!notes.write(u"what I say first, and then much more"_s));
    }
    QCOMPARE(notes.read(), u"what I say first"_s);
}

QTEST_MAIN(Present)
#include "present.moc"
