// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mainwindow.h"

#include "gui/actions.h"
#include "gui/bannerkeeper.h"
#include "gui/connectioncard.h"
#include "gui/connectionspanel.h"
#include "gui/datapanel.h"
#include "gui/dialogs.h"
#include "gui/environmentlook.h"
#include "gui/eventspanel.h"
#include "gui/focuskeeper.h"
#include "gui/deckpanel.h"
#include "gui/demoreset.h"
#include "gui/jobdesk.h"
#include "gui/jobspanel.h"
#include "gui/jobtally.h"
#include "gui/optionssheet.h"
#include "gui/presentation.h"
#include "gui/savedsessions.h"
#include "gui/startpage.h"
#include "gui/statusline.h"
#include "gui/theme.h"
#include "gui/userpage.h"
#include "gui/widgetpictures.h"
#include "gui/widgetstage.h"
#include "gui/windowlayout.h"
#include "store/settings.h"
#include "ui_mainwindow.h"
#include "web/widgetview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace console {

MainWindow::MainWindow(Session *session, QWidget *parent)
    : QMainWindow(parent), m_session(session), m_ui(std::make_unique<Ui::MainWindow>())
{
    applyTheme();
    m_ui->setupUi(this);
    setWindowIcon(QIcon(u":/icons/aerosync-console.svg"_s));
    m_layout = std::make_unique<WindowLayout>(this, m_ui->bodySplitter, m_ui->drawerSplitter, session->settings());
    m_actions = new Actions(session, this);
    m_actions->fill(m_ui->menuBar);
    new FocusKeeper(this);
    m_dialogs = new Dialogs(session, m_actions, this);
    m_savedSessions = new SavedSessions(session, this);
    m_pictures = new WidgetPictures(session, [this] { return static_cast<QWidget *>(widgetView()); }, this);
    connect(m_actions->saveSession, &QAction::triggered, this, &MainWindow::saveSession);
    connect(m_actions->openSession, &QAction::triggered, m_savedSessions, &SavedSessions::ask);
    connect(m_actions->compareSession, &QAction::triggered, m_savedSessions, &SavedSessions::askAndCompare);
    m_ui->topStrip->attach(session, m_actions);
    m_ui->stepRail->attach(session);
    new StatusLine(session, m_actions, m_ui->statusBar);
    m_desk = new JobDesk(session, m_actions, m_ui->jobsEntry, m_ui->stagePages, this);
    m_banners = new BannerKeeper(session, m_actions, m_desk->tally(), m_ui->windowBanners, m_ui->stageBanners, this);
    auto *connections = new ConnectionsPanel(session, m_ui->connectionsHost);
    m_ui->connectionsLayout->addWidget(connections);
    connect(connections, &ConnectionsPanel::linkRequested, m_actions->link, &QAction::trigger);
    m_ui->windowBanners->setWide();
    m_widgetStage = new WidgetStage(session, m_actions, m_ui->stagePages);
    m_dataPage = new QWidget(m_ui->stagePages);
    m_dataPage->setLayout(new QVBoxLayout);
    m_dataPage->layout()->setContentsMargins(0, 0, 0, 0);
    m_ui->stagePages->addWidget(m_widgetStage);
    m_ui->stagePages->addWidget(m_dataPage);
    m_presentation = std::make_unique<Presentation>(session, m_actions, Presentation::Place{m_widgetStage, m_ui->layout1, this});
    wireSession();
    wireActions();
    connect(session->settings(), &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::ColourScheme)
            applyTheme();
    });
    const WindowLayout::Switches switches = m_layout->restore();
    m_widgetStage->setPhoneFrame(switches.phoneFrame);
    m_actions->timeLine->setChecked(switches.drawerOpen);
    refreshTitle();
    showStep(Step::User);
}

MainWindow::~MainWindow() = default;

WidgetView *MainWindow::widgetView() const
{
    return m_widgetStage->view();
}

void MainWindow::setSimulatorProblem(const std::optional<Error> &error)
{
    m_banners->setSimulatorProblem(error);
}

void MainWindow::wireSession()
{
    connect(m_ui->stepRail, &StepRail::chosen, this, &MainWindow::showStep);
    connect(m_session->user(), &UserFlow::changed, this, [this] {
        // The start page has nothing more to say once there is a user; the form page shows the result itself.
        const UserState state = m_session->user()->state();
        if (m_step == Step::User && m_startPage && m_ui->stagePages->currentWidget() == m_startPage) {
            if (state == UserState::Ready) {
                showStep(Step::Bank);
                m_widgetStage->focusNext(); // the pressed button is gone
            } else if (state == UserState::NeedsCode) {
                showUser(UserView::Page);
            }
        }
    });
    connect(m_session->link(), &LinkFlow::changed, this, [this] {
        if (m_session->link()->state() != LinkState::Preparing) {
            return;
        }
        // The first browser view makes Qt create the native window anew; without a place of its own the window manager
        // would put it somewhere else in the middle of a demonstration.
        if (!testAttribute(Qt::WA_Moved)) {
            move(pos());
        }
        if (m_step != Step::Bank || m_desk->isShown()) {
            showStep(Step::Bank);
        }
    });
    connect(m_session->connections(), &Connections::changed, this, &MainWindow::refreshSide);
    connect(m_session->link(), &LinkFlow::linked, this, [this](const QString &) { closeOptions(); }); // what was linked is news now
    connect(m_session->link(), &LinkFlow::mfaEnded, this, &MainWindow::mfaEnded);
    connect(m_desk, &JobDesk::shown, this, &MainWindow::deckShown);
    connect(m_desk, &JobDesk::answerRequested, this, [this](int number) {
        answer(number);
        m_answeredFromDeck = true;
    });
    connect(m_desk->tally(), &JobTally::changed, this, &MainWindow::refreshTitle);
    const auto toTheStart = [this] {
        refreshTitle();
        closeOptions();
        showStep(Step::User);
    };
    connect(m_session->environments(), &Environments::chosen, this, toTheStart);
    connect(m_session, &Session::startedOver, this, toTheStart);
    connect(m_session->environments(), &Environments::changed, this, &MainWindow::refreshTitle);
    connect(m_banners, &BannerKeeper::simulatorRetryRequested, this, &MainWindow::simulatorRetryRequested);
    connect(m_banners, &BannerKeeper::questionAnswerRequested, this, [this] { answer(m_desk->firstAwaiting()); });
    connect(m_banners, &BannerKeeper::questionListRequested, m_desk, &JobDesk::showNeedsYou);
    connect(m_banners, &BannerKeeper::historySettingsRequested, m_dialogs, &Dialogs::showHistory);
    connect(m_widgetStage, &WidgetStage::keysRequested, m_dialogs, &Dialogs::showKeys);
    connect(m_widgetStage, &WidgetStage::environmentsRequested, m_dialogs, &Dialogs::showEnvironments);
}

void MainWindow::wireActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions->quit, [this] { close(); });
    on(m_actions->createUser, [this] { showUser(UserView::AnotherUser); });
    on(m_actions->copyUuid, [this] { copy(m_session->user()->aeroPassUserUuid(), tr("aeroPassUserUuid copied")); });
    on(m_actions->forgetUser, [this] { showUser(UserView::AnotherUser); });
    on(m_actions->link, [this] {
        showStep(Step::Bank);
        m_session->link()->start();
    });
    on(m_actions->relaunch, [this] {
        showStep(m_session->again() == Session::Again::RetryJob ? Step::Data : Step::Bank);
        m_session->relaunch();
    });
    on(m_actions->closeWidget, [this] { m_session->link()->end(); });
    on(m_actions->options, [this] { showOptions(false); });
    on(m_actions->received, [this] { showOptions(true); });
    on(m_actions->copyConnection, [this] { copy(m_session->connections()->selected(), tr("connectionId copied")); });
    on(m_actions->refreshConnections, [this] { m_session->data()->fetchConnections(); });
    on(m_actions->balance, [this] { startJob(JobKind::Balance); });
    on(m_actions->transactions, [this] { startJob(JobKind::Transactions); });
    on(m_actions->identity, [this] { startJob(JobKind::Identity); });
    on(m_actions->again, [this] { doAgain(); });
    on(m_actions->cancel, [this] { m_session->cancel(); });
    on(m_actions->answer, [this] { answer(m_desk->firstAwaiting()); });
    on(m_actions->stepUser, [this] { showStep(Step::User); });
    on(m_actions->stepBank, [this] { showStep(Step::Bank); });
    on(m_actions->stepData, [this] { showStep(Step::Data); });
    on(m_actions->resetDemo, [this] { resetDemo(m_session, this); });
    on(m_actions->walks, [this] { m_dialogs->showWalks(widgetView()); });
    on(m_actions->lock, [this] { m_session->environments()->lock(); });
    connect(m_actions->timeLine, &QAction::toggled, this, &MainWindow::toggleDrawer);
}

/// Without a button to say so at, the status bar does.
void MainWindow::copy(const QString &text, const QString &said)
{
    constexpr int shown = 2000; // ms
    QApplication::clipboard()->setText(text);
    m_ui->statusBar->showMessage(said, shown);
}

void MainWindow::applyTheme()
{
    Theme::apply(qApp, Theme::schemeOf(m_session->settings()->value(Setting::ColourScheme).toString()));
}

UserPage *MainWindow::userPage()
{
    if (!m_userPage) {
        m_userPage = new UserPage(m_session, m_ui->stagePages);
        m_ui->stagePages->addWidget(m_userPage);
        connect(m_userPage, &UserPage::linkRequested, m_actions->link, &QAction::trigger);
        connect(m_userPage, &UserPage::keysRequested, m_dialogs, &Dialogs::showKeys);
        connect(m_userPage, &UserPage::unlockRequested, m_actions->unlock, &QAction::trigger);
        connect(m_userPage, &UserPage::environmentsRequested, m_dialogs, &Dialogs::showEnvironments);
    }
    return m_userPage;
}

StartPage *MainWindow::startPage()
{
    if (!m_startPage) {
        m_startPage = new StartPage(m_session, m_ui->stagePages);
        m_ui->stagePages->addWidget(m_startPage);
        connect(m_startPage, &StartPage::formRequested, this, [this] { showUser(UserView::AnotherUser); });
        connect(m_startPage, &StartPage::manualRequested, m_actions->manual, &QAction::trigger);
        connect(m_startPage, &StartPage::environmentsRequested, m_dialogs, &Dialogs::showEnvironments);
    }
    return m_startPage;
}

void MainWindow::showUser(UserView view)
{
    m_step = Step::User;
    m_desk->leave();
    m_ui->stepRail->setCurrent(m_step);
    if (view == UserView::AnotherUser) {
        userPage()->startOver();
    }
    m_ui->stagePages->setCurrentWidget(view == UserView::Start ? static_cast<QWidget *>(startPage()) : userPage());
    refreshSide();
}

void MainWindow::showStep(Step step)
{
    m_banners->setJobsShown(step != Step::User);
    if (step == Step::User) {
        const UserState state = m_session->user()->state();
        showUser(state == UserState::Ready || state == UserState::NeedsCode ? UserView::Page : UserView::Start);
        return;
    }
    m_step = step;
    m_desk->leave();
    m_ui->stepRail->setCurrent(step);
    ensurePanels();
    m_ui->stagePages->setCurrentWidget(step == Step::Bank ? static_cast<QWidget *>(m_widgetStage) : m_dataPage);
    refreshSide();
}

void MainWindow::ensurePanels()
{
    if (m_dataPanel) {
        return;
    }
    auto *card = new ConnectionCard(m_session, m_actions, m_ui->sideTop);
    auto *cardPlace = new QVBoxLayout;
    cardPlace->setContentsMargins(16, 16, 16, 0); // in line with the jobs below it
    cardPlace->addWidget(card);
    m_ui->sideTopLayout->addLayout(cardPlace);
    m_jobsPanel = new JobsPanel(m_session, m_ui->sideTop);
    m_ui->sideTopLayout->addWidget(m_jobsPanel, 1);
    connect(m_jobsPanel, &JobsPanel::answerRequested, this, &MainWindow::answer);
    m_dataPanel = new DataPanel(m_session, m_dataPage);
    m_dataPage->layout()->addWidget(m_dataPanel);
    connect(m_dataPanel, &DataPanel::jobRequested, this, &MainWindow::startJob);
    connect(m_dataPanel, &DataPanel::lookRequested, this, [this] { showStep(Step::Data); });
    connect(m_jobsPanel, &JobsPanel::started, m_dataPanel, &DataPanel::showKind);
}

void MainWindow::refreshSide()
{
    // The side explains what is selected. While nothing is linked there is nothing to explain, and one next step is enough.
    // The flight deck explains its jobs itself.
    const bool options = m_options && m_ui->side->currentWidget() == m_options && m_step == Step::Bank;
    const bool details = !m_session->connections()->all().isEmpty();
    if (details) {
        ensurePanels();
    }
    if (!options) {
        m_ui->side->setCurrentWidget(m_ui->sideDetails);
    }
    m_ui->side->setVisible(!m_desk->isShown() && (options || details));
}

void MainWindow::showOptions(bool received)
{
    if (m_step != Step::Bank || m_desk->isShown()) {
        showStep(Step::Bank);
    }
    if (!m_options) {
        m_options = new OptionsSheet(m_session, m_ui->side);
        m_ui->side->addWidget(m_options);
        connect(m_options, &OptionsSheet::closeRequested, this, &MainWindow::closeOptions);
        connect(m_options, &OptionsSheet::launchRequested, m_actions->link, &QAction::trigger);
    }
    const bool shown = m_ui->side->currentWidget() == m_options;
    if (shown && !received) { // the same key opens and closes it
        closeOptions();
        return;
    }
    m_ui->side->setCurrentWidget(m_options);
    refreshSide();
    received ? m_options->showReceived() : m_options->showOptions();
}

void MainWindow::closeOptions()
{
    m_ui->side->setCurrentWidget(m_ui->sideDetails);
    refreshSide();
}

void MainWindow::deckShown()
{
    m_banners->setJobsShown(false); // it shows all, so a question is not the only thing in view
    m_ui->stepRail->setCurrent({});
    refreshSide();
}

void MainWindow::saveSession()
{
    m_actions->timeLine->setChecked(true); // its notice says how the saving goes
    m_events->saveSession();
}

void MainWindow::openSession(const QString &path)
{
    m_savedSessions->open(path);
}

void MainWindow::toggleDrawer(bool open)
{
    if (open && !m_events) {
        EventSource source = sourceOf(m_session);
        source.pictures = [this] { return m_pictures->all(); };
        m_events = new EventsPanel(source, m_ui->drawer);
        m_ui->drawerLayout->addWidget(m_events);
        connect(m_events, &EventsPanel::closeRequested, this, [this] { m_actions->timeLine->setChecked(false); });
    }
    m_ui->drawer->setVisible(open);
}

void MainWindow::refreshTitle()
{
    const Environments *environments = m_session->environments();
    const QString name = environments->current().name;
    // Ends with the application's display name, so that Qt does not add it once more; the dash is Qt's own, too.
    const QString title = isSimulated(environments->current()) ? tr("%1 (simulated) — Aerosync Console").arg(name) : tr("%1 — Aerosync Console").arg(name);
    const qsizetype waiting = m_desk->tally()->awaiting().size();
    // Seen in a list of windows, too.
    setWindowTitle(waiting == 0 ? title : waiting == 1 ? tr("● 1 job needs you — %1").arg(title) : tr("● %1 jobs need you — %2").arg(waiting).arg(title));
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // Queued: the picture reaches the screen before anything else is done. The panels take 30 ms, so they come when
        // there is nothing else to do, not when the first bank is linked.
        QTimer::singleShot(0, this, [this] {
            Q_EMIT firstPainted();
            QTimer::singleShot(0, this, [this] {
                ensurePanels();
                QTimer::singleShot(0, this, [this] { m_desk->panel(); });
            });
        });
    } else if (event->type() == QEvent::ThemeChange && m_session->settings()->value(Setting::ColourScheme).toString() == u"desktop") {
        applyTheme();
    }
    return handled;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_layout->save({.drawerOpen = m_actions->timeLine->isChecked(), .phoneFrame = m_widgetStage->phoneFrame()});
    m_presentation->end();
    m_session->link()->end();
    QMainWindow::closeEvent(event);
}

} // namespace console
