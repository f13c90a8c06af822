// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/actions.h"

#include "gui/connectiontext.h"
#include "gui/environmentlook.h"
#include "gui/environmentswitch.h"
#include "session/mask.h"
#include "store/settings.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace console {

Actions::Actions(Session *session, QWidget *window)
    : QObject(window), m_session(session), m_window(window), m_environmentMenu(new QMenu(tr("&Environment"), window)),
      m_userMenu(new QMenu(tr("&User"), window)), m_themeMenu(new QMenu(tr("&Appearance"), window)),
      m_environmentGroup(new QActionGroup(this))
{
    settings = make("settings", tr("&Settings…"), u"settings"_s, u"Ctrl+,"_s);
    quit = make("quit", tr("&Quit"), u"logout"_s, u"Ctrl+Q"_s);
    manageEnvironments = make("manageEnvironments", tr("&Manage environments…"), u"server"_s);
    keys = make("keys", tr("&Keys…"), u"key"_s);
    unlock = make("unlock", tr("&Unlock production…"), u"unlock"_s);
    lock = make("lock", tr("&Lock production"), u"lock"_s);
    createUser = make("createUser", tr("&Create a user"), u"user-add"_s, u"Ctrl+U"_s);
    copyUuid = make("copyUuid", tr("Copy the aeroPassUser&Uuid"), u"copy"_s);
    forgetUser = make("forgetUser", tr("Use an&other user"), u"user"_s);
    link = make("link", tr("&Link a bank"), u"link"_s, u"Ctrl+L"_s);
    relaunch = make("relaunch", tr("&Relaunch with a new token"), u"reload"_s, u"Ctrl+Shift+L"_s);
    closeWidget = make("closeWidget", tr("&Close the widget"), u"close"_s, u"Ctrl+W"_s);
    options = make("options", tr("Launch &options…"), u"sliders"_s, u"Ctrl+O"_s);
    brandLab = make("brandLab", tr("B&rand lab…"), u"palette"_s, u"Ctrl+B"_s);
    brandLab->setProperty("keywords", tr("branding configurationId theme logo colour compare baseline side by side origin"));
    walks = make("walks", tr("Walks and test ban&ks…"), u"play"_s, u"Ctrl+T"_s);
    walks->setProperty("keywords", tr("test bank credentials QA by hand by machine record walk-through script"));
    received = make("received", tr("&What the widget received…"), u"table"_s, u"Ctrl+Shift+O"_s);
    widgetTheme = make("widgetTheme", tr("Light or dark &widget"), u"moon"_s);
    widgetFrame = make("widgetFrame", tr("Phone or &browser around the widget"), u"phone"_s);
    widgetTheme->setProperty("keywords", tr("theme mode"));
    widgetFrame->setProperty("keywords", tr("frame device"));
    copyConnection = make("copyConnection", tr("Copy the connection&Id"), u"copy"_s, u"Ctrl+Shift+C"_s);
    refreshConnections = make("refreshConnections", tr("&Ask for the user's connections"), u"list"_s);
    balance = make("balance", tr("Get &balance"), u"balance"_s, u"Ctrl+1"_s);
    transactions = make("transactions", tr("Get &transactions"), u"transactions"_s, u"Ctrl+2"_s);
    identity = make("identity", tr("Get &identity"), u"identity"_s, u"Ctrl+3"_s);
    again = make("again", tr("Do it &again"), u"reload"_s, u"F5"_s);
    cancel = make("cancel", tr("&Cancel what is running"), u"stop"_s, u"Ctrl+."_s);
    answer = make("answer", tr("Answer the second &factor in the widget"), u"question"_s, u"Ctrl+M"_s);
    allJobs = make("allJobs", tr("A&ll jobs"), u"list"_s, u"Alt+4"_s);
    startMany = make("startMany", tr("&Start on many connections…"), u"play"_s, u"Ctrl+4"_s);
    allJobs->setProperty("keywords", tr("flight deck overview"));
    saveSession = make("saveSession", tr("&Save the session…"), u"save"_s, u"Ctrl+S"_s);
    openSession = make("openSession", tr("&Open a saved session…"), u"file"_s, u"Ctrl+E"_s);
    compareSession = make("compareSession", tr("&Compare with a saved session…"), u"layout"_s, u"Ctrl+D"_s);
    makeSteps();
    makeHelp();
    const auto update = [this] { refresh(); };
    connect(session, &Session::changed, this, update);
    connect(session->user(), &UserFlow::changed, this, update);
    connect(session->link(), &LinkFlow::changed, this, update);
    connect(session->jobs(), &JobBoard::cleared, this, update);
    connect(session->connections(), &Connections::selectionChanged, this, update);
    connect(session->connections(), &Connections::changed, this, [this] {
        rebuildConnections();
        refresh();
    });
    connect(session->environments(), &Environments::changed, this, [this] {
        rebuildEnvironments();
        refresh();
    });
    rebuildEnvironments();
    rebuildConnections();
    refresh();
}

QAction *Actions::make(const char *id, const QString &text, const QString &icon, const QString &shortcut)
{
    auto *action = new QAction(Theme::icon(icon), text, m_window);
    action->setObjectName(u"action-"_s + QString::fromLatin1(id));
    if (!shortcut.isEmpty()) {
        action->setShortcut(QKeySequence(shortcut));
    }
    action->setShortcutContext(Qt::WindowShortcut);
    action->setToolTip(toolTipOf(action));
    m_window->addAction(action); // the shortcut works although no menu was opened yet
    m_all.append(action);
    return action;
}

void Actions::makeSteps()
{
    stepUser = make("stepUser", tr("Step 1: &User"), u"user"_s, u"Alt+1"_s);
    stepBank = make("stepBank", tr("Step 2: &Bank link"), u"bank"_s, u"Alt+2"_s);
    stepData = make("stepData", tr("Step 3: &Data"), u"data"_s, u"Alt+3"_s);
    timeLine = make("timeLine", tr("&Time line"), u"drawer"_s, u"Ctrl+J"_s);
    timeLine->setCheckable(true);
    timeLine->setIconVisibleInMenu(false);
    makePresenting();
    makeThemes();
}

void Actions::makePresenting()
{
    present = make("present", {}, u"present"_s, u"Ctrl+Shift+P"_s);
    showAmounts = make("showAmounts", tr("Show a&mounts to the audience"), u"eye"_s, u"Ctrl+Shift+A"_s);
    resetDemo = make("resetDemo", tr("&Reset the demo"), u"reload"_s, u"Ctrl+Shift+R"_s);
    present->setProperty("keywords", tr("presentation demo audience customer screen"));
    resetDemo->setProperty("keywords", tr("start over begin clear"));
    showAmounts->setCheckable(true);
    showAmounts->setIconVisibleInMenu(false);
    for (QAction *action : {present, showAmounts, resetDemo})
        action->setShortcutContext(Qt::ApplicationShortcut); // the focus may be in the audience's window
    setPresenting(false);
}

void Actions::setPresenting(bool presenting)
{
    present->setText(presenting ? tr("End &presenting") : tr("&Present to an audience"));
    present->setProperty("on", presenting);
    present->setToolTip(toolTipOf(present));
    allow(showAmounts, presenting, tr("Nobody is presenting."));
}

void Actions::makeThemes()
{
    themeDesktop = make("themeDesktop", tr("&As the desktop"), u"layout"_s);
    themeLight = make("themeLight", tr("&Light"), u"sun"_s);
    themeDark = make("themeDark", tr("&Dark"), u"moon"_s);
    auto *themes = new QActionGroup(this);
    Settings *settingsFile = m_session->settings();
    for (const auto &[action, word] : {std::pair{themeDesktop, u"desktop"_s}, std::pair{themeLight, u"light"_s}, std::pair{themeDark, u"dark"_s}}) {
        action->setCheckable(true);
        action->setIconVisibleInMenu(false); // Qt draws either the icon or the check mark
        themes->addAction(action);
        connect(action, &QAction::triggered, settingsFile, [settingsFile, name = word] { settingsFile->set(Setting::ColourScheme, name); });
        const auto follow = [settingsFile, action = action, name = word] {
            action->setChecked(settingsFile->value(Setting::ColourScheme).toString() == name);
        };
        connect(settingsFile, &Settings::changed, action, follow);
        follow();
    }
    m_themeMenu->addActions(themes->actions());
}

void Actions::makeHelp()
{
    manual = make("manual", tr("&Manual"), u"book"_s, u"F1"_s);
    palette = make("palette", tr("&Find an action…"), u"command"_s, u"Ctrl+K"_s);
    about = make("about", tr("&About Aerosync Console"), u"info"_s);
}

void Actions::fill(QMenuBar *bar)
{
    const auto menu = [bar](const QString &id, const QString &title) {
        QMenu *made = bar->addMenu(title);
        made->setObjectName(id);
        made->setToolTipsVisible(true);
        return made;
    };
    menu(u"menuFile"_s, tr("&File"))->addActions({palette, saveSession, openSession, compareSession, settings, quit});
    m_environmentMenu->setObjectName(u"menuEnvironment"_s);
    m_userMenu->setObjectName(u"menuUser"_s);
    m_themeMenu->setObjectName(u"menuAppearance"_s);
    m_environmentMenu->setToolTipsVisible(true);
    m_userMenu->setToolTipsVisible(true);
    bar->addMenu(m_environmentMenu);
    m_userMenu->addActions({createUser, forgetUser, copyUuid});
    bar->addMenu(m_userMenu);
    QMenu *linkMenu = menu(u"menuLink"_s, tr("&Bank link"));
    linkMenu->addActions({link, relaunch, closeWidget});
    linkMenu->addSeparator();
    linkMenu->addActions({options, received, widgetTheme, widgetFrame, brandLab, walks});
    linkMenu->addSeparator();
    linkMenu->addActions({copyConnection, refreshConnections});
    QMenu *jobs = menu(u"menuJobs"_s, tr("&Jobs"));
    jobs->addActions({balance, transactions, identity, startMany});
    jobs->addSeparator();
    jobs->addActions({answer, again, cancel});
    jobs->addSeparator();
    jobs->addAction(allJobs);
    QMenu *view = menu(u"menuView"_s, tr("&View"));
    view->addActions({stepUser, stepBank, stepData});
    view->addSeparator();
    view->addAction(timeLine);
    view->addMenu(m_themeMenu);
    view->addSeparator();
    view->addActions({present, showAmounts, resetDemo});
    menu(u"menuHelp"_s, tr("&Help"))->addActions({manual, about});
}

QList<QAction *> Actions::everything() const
{
    return m_all + m_environments + m_connections;
}

void Actions::rebuildEnvironments()
{
    qDeleteAll(m_environments);
    m_environments.clear();
    m_environmentMenu->clear();
    const Environments *environments = m_session->environments();
    const QString current = environments->current().id;
    for (const Environment &environment : environments->all()) {
        const EnvironmentLook look = lookOf(environment, environment.id != current || environments->isLocked());
        auto *action = new QAction(Theme::icon(look.icon, look.role), environment.name, m_window);
        action->setObjectName(u"environment-"_s + environment.id);
        action->setToolTip(look.hint);
        action->setCheckable(true);
        action->setChecked(environment.id == current);
        action->setProperty("palette", tr("Environment: %1").arg(environment.name));
        m_environmentGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = environment.id] {
            switchEnvironment(m_session, id, m_window);
            const QString marked = u"environment-"_s + m_session->environments()->current().id;
            for (QAction *each : std::as_const(m_environments)) { // while a question is open, the mark stays where it was
                each->setChecked(each->objectName() == marked);
            }
        });
        m_environments.append(action);
    }
    m_environmentMenu->addActions(m_environments);
    m_environmentMenu->addSeparator();
    m_environmentMenu->addActions({unlock, lock});
    m_environmentMenu->addSeparator();
    m_environmentMenu->addActions({keys, manageEnvironments});
}

void Actions::rebuildConnections()
{
    qDeleteAll(m_connections);
    m_connections.clear();
    for (const Connection &connection : m_session->connections()->all()) {
        const QString name = connection.bank.isEmpty() ? shortId(connection.connectionId) : connection.bank;
        auto *action = new QAction(Theme::icon(u"account"_s), tr("Select %1 %2").arg(name, accountLine(connection.accountType, connection.numberDisplay)), m_window);
        action->setObjectName(u"connection-"_s + connection.connectionId);
        connect(action, &QAction::triggered, this, [this, id = connection.connectionId] { m_session->connections()->select(id); });
        m_connections.append(action);
    }
}

void Actions::allow(QAction *action, bool possible, const QString &reason)
{
    action->setEnabled(possible);
    action->setProperty("whyNot", possible ? QString() : reason);
    action->setToolTip(toolTipOf(action));
}

void Actions::refresh()
{
    const Session::Can can = m_session->can();
    const Environments *environments = m_session->environments();
    const bool production = environments->current().reach == Reach::Production;
    allow(unlock, environments->isLocked(), production ? tr("It is unlocked.") : tr("Only production has a lock."));
    allow(lock, production && !environments->isLocked(), production ? tr("It is locked.") : tr("Only production has a lock."));
    refreshUser(can);
    refreshLink(can);
    refreshJobs(can);
    Q_EMIT refreshed();
}

void Actions::refreshUser(const Session::Can &can)
{
    const UserState state = m_session->user()->state();
    allow(createUser, can.createUser || state == UserState::Ready, can.whyNoUser);
    allow(copyUuid, state == UserState::Ready, tr("There is no user yet."));
    allow(forgetUser, state != UserState::None, tr("There is no user yet."));
}

void Actions::refreshLink(const Session::Can &can)
{
    const LinkState state = m_session->link()->state();
    const bool busy = state == LinkState::Preparing || state == LinkState::Open;
    const bool selected = !m_session->connections()->selected().isEmpty();
    allow(link, can.link, can.whyNot);
    refreshRelaunch(can);
    allow(closeWidget, busy, tr("No widget is open."));
    allow(received, !m_session->link()->receivedUrl().isEmpty(), tr("No widget was launched yet."));
    allow(copyConnection, selected, tr("No connection is selected."));
    allow(refreshConnections, can.fetchData || (can.link && m_session->user()->state() == UserState::Ready), can.whyNot);
}

void Actions::refreshRelaunch(const Session::Can &can)
{
    const Session::Again what = m_session->again();
    relaunch->setText(what == Session::Again::NextQuestion ? tr("Answer the &next second factor")
                      : what == Session::Again::RetryJob   ? tr("T&ry the job again")
                                                            : tr("&Relaunch with a new token"));
    const QString nothing = m_session->link()->state() == LinkState::Idle ? tr("Nothing was launched yet.")
                                                                          : tr("Its job does not wait for a second factor any more.");
    allow(relaunch, can.link && what != Session::Again::Nothing, what == Session::Again::Nothing ? nothing : can.whyNot);
}

void Actions::refreshJobs(const Session::Can &can)
{
    const QString reason = m_session->connections()->selected().isEmpty() ? tr("Link a bank or select a connection first.") : can.whyNot;
    for (QAction *action : {balance, transactions, identity}) {
        allow(action, can.startJob, reason);
    }
    allow(startMany, can.startJob, reason);
    allow(answer, can.answerMfa && m_session->jobs()->awaitingPerson().has_value(), tr("No job needs a second factor."));
    const JobBoard::Counts jobs = m_session->jobs()->counts();
    const LinkState state = m_session->link()->state();
    allow(cancel, can.cancel, tr("Nothing is running."));
    const bool something = jobs.queued + jobs.running + jobs.needPerson + jobs.ended > 0 || state != LinkState::Idle;
    allow(again, something && (can.startJob || can.link), something ? can.whyNot : tr("Nothing was done yet."));
}

QString toolTipOf(const QAction *action)
{
    QString text = action->text();
    text.remove(u'&').remove(u'…');
    if (!action->shortcut().isEmpty()) {
        text += u" (%1)"_s.arg(action->shortcut().toString(QKeySequence::NativeText));
    }
    const QString reason = action->property("whyNot").toString();
    return reason.isEmpty() ? text : text + u'\n' + reason;
}

} // namespace console
