// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linkflow.h"

#include "session/connections.h"
#include "session/launchlog.h"
#include "session/userflow.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// After a success or a close the page stays this long: the SDK's own callbacks (onSuccess, then onClose in 1.x)
/// come right behind the message, and a user wants to see them in the event list.
constexpr std::chrono::milliseconds settleTime{400};
/// Once the first of them was heard; the others come in the same turn of the page, but for a window of its own, which is polled.
constexpr std::chrono::milliseconds afterCallback{100};

Error notNow(Error::Kind kind, const QString &message, const QString &advice)
{
    return Error{.kind = kind, .message = message, .advice = advice};
}

} // namespace

LinkFlow::LinkFlow(ApiClient *api, TokenSource *tokens, UserFlow *user, Connections *connections, EventLog *log, Clock clock,
                   QObject *parent)
    : QObject(parent), m_api(api), m_tokens(tokens), m_user(user), m_connections(connections), m_log(log), m_clock(std::move(clock))
{
    m_settle.setSingleShot(true);
    m_expiry.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &LinkFlow::clearStage);
    connect(&m_expiry, &QTimer::timeout, this, &LinkFlow::tokenExpired);
}

void LinkFlow::setOptions(const LaunchOptions &options)
{
    if (options == m_options)
        return;
    m_options = options;
    Q_EMIT changed();
}

void LinkFlow::start()
{
    m_jobsUser.clear();
    m_wantedJob = 0;
    m_launchOptions = m_options;
    begin();
}

/// A job belongs to the user who linked its bank, whoever is the current one.
QString LinkFlow::person() const
{
    return m_jobsUser.isEmpty() ? m_user->aeroPassUserUuid() : m_jobsUser;
}

void LinkFlow::startMfa(int jobNumber, const QString &jobId, const QString &connectionId, const QString &user)
{
    m_jobsUser = user;
    m_wantedJob = jobNumber;
    m_launchOptions = m_options;
    m_launchOptions.handleMFA = true;
    m_launchOptions.jobId = jobId;
    m_launchOptions.connectionId = connectionId;
    if (m_launchOptions.type == LaunchType::EmbeddedBankView) // it lists banks, and its address carries no job (finding F3)
        m_launchOptions.type = LaunchType::Iframe;
    begin();
}

void LinkFlow::retry()
{
    if (m_launchOptions.handleMFA)
        m_launchOptions.theme = m_options.theme; // the rest belongs to the job
    else
        m_launchOptions = m_options;
    begin();
}

void LinkFlow::end()
{
    const bool wasRunning = m_state == LinkState::Preparing || m_state == LinkState::Open;
    m_scope.reset();
    if (wasRunning) {
        m_log->add(launchEntry(LogEntry::Kind::Action, LogEntry::Level::Info, idOfLaunch(), tr("launch ended"), tr("You ended it.")));
        m_state = LinkState::Closed;
        Q_EMIT changed();
    }
    clearStage();
    endMfa();
}

void LinkFlow::reset()
{
    m_scope.reset();
    clearStage();
    endMfa();
    m_launch.reset();
    m_error.reset();
    m_trouble.reset();
    m_widgetError.reset();
    m_received.clear();
    m_lastConnection.clear();
    m_reported.clear();
    m_wantedJob = 0;
    m_state = LinkState::Idle;
    Q_EMIT changed();
}

/// What stands against a launch now.
std::optional<Error> LinkFlow::obstacle() const
{
    if (!m_api->environment().widgetOrigin.isValid() || m_api->environment().widgetOrigin.isEmpty())
        return notNow(Error::Kind::Refused, tr("The environment has no widget address yet."), tr("Wait until the simulator has started, or choose another environment."));
    if (m_api->environment().reach == Reach::Production && !m_api->productionUnlocked())
        return notNow(Error::Kind::Refused, tr("Production is locked."), tr("Unlock it by typing the environment's name."));
    if (person().isEmpty())
        return notNow(Error::Kind::Input, tr("There is no user yet."), tr("Create a user first."));
    return {};
}

void LinkFlow::begin()
{
    m_scope.reset(); // a launch that is being prepared is replaced
    clearStage();
    endMfa();
    m_launch.reset(); // what its page still sends belongs to no launch any more
    m_error.reset();
    m_trouble.reset();
    m_widgetError.reset();
    m_received.clear();
    m_reported.clear();
    if (const std::optional<Error> error = obstacle()) {
        finish(LinkState::Failed, *error);
        return;
    }
    m_state = LinkState::Preparing;
    Q_EMIT changed();
    if (m_state != LinkState::Preparing || m_scope)
        return; // who heard it did something else
    m_scope = std::make_unique<QObject>();
    // "One token initialises one session; a new one is required to relaunch for MFA" (contract b.2): never cached.
    m_tokens->newWidgetToken(person(), m_scope.get(), [this](const Result<WidgetToken> &token) {
        if (!token)
            finish(LinkState::Failed, m_tokens->told(token.error()));
        else
            open(*token);
    });
}

void LinkFlow::open(const WidgetToken &token)
{
    WidgetLaunch launch;
    launch.id = u"%1-%2"_s.arg(m_pane.name.isEmpty() ? u"launch"_s : m_pane.name).arg(m_nextLaunch++);
    launch.options = m_launchOptions;
    if (launch.options.sdkEnvironment.isEmpty())
        launch.options.sdkEnvironment = m_api->environment().sdkEnvironment;
    launch.token = token.value;
    launch.tokenExpiresAt = m_clock().addSecs(token.ttl.count());
    launch.aeroPassUserUuid = person();
    launch.environment = m_api->environment();
    if (!m_pane.hostOrigin.isEmpty())
        launch.environment.hostOrigin = m_pane.hostOrigin;
    launch.locale = m_pane.locale;
    launch.productionUnlocked = m_api->productionUnlocked();
    m_launch = launch;
    m_state = LinkState::Open;
    m_stageOpen = true;
    m_mfaJob = m_wantedJob;
    m_expiry.start(std::chrono::milliseconds(std::chrono::seconds(token.ttl)));
    LogEntry entry = launchEntry(LogEntry::Kind::Action, LogEntry::Level::Info, launch.id, launch.isMfa() ? tr("widget launched for a second factor") : tr("widget launched"),
                             tr("SDK %1, %2").arg(launch.options.sdkVersion, launchTypeName(launch.options.type)));
    entry.jobId = launch.options.jobId;
    entry.connectionId = launch.options.connectionId;
    m_log->add(std::move(entry));
    Q_EMIT changed();
    if (isOpen(launch.id))
        Q_EMIT launchReady(launch);
    if (isOpen(launch.id) && m_mfaJob)
        Q_EMIT mfaOpened(m_mfaJob);
}

void LinkFlow::finish(LinkState state, std::optional<Error> error)
{
    m_scope.reset();
    m_state = state;
    m_error = std::move(error);
    m_trouble.reset();
    if (m_error) {
        const LogEntry::Level level = m_error->kind == Error::Kind::Input ? LogEntry::Level::Warning : LogEntry::Level::Bad;
        const bool isSaid = m_error->kind == Error::Kind::Credentials; // by the token source
        if (!isSaid)
            m_log->add(launchEntry(LogEntry::Kind::Problem, level, m_stageOpen ? idOfLaunch() : QString(), tr("launch failed"), oneLine(*m_error)));
    }
    Q_EMIT changed();
}

/// The launch has ended in the widget; the page stays a moment for the callbacks that follow.
void LinkFlow::conclude(LinkState state, std::optional<Error> error)
{
    m_expiry.stop();
    m_settle.start(settleTime);
    finish(state, std::move(error));
    endMfa();
}

/// The SDK's callback at the end of a launch was heard: there is less to wait for.
void LinkFlow::callbackHeard()
{
    if (m_settle.isActive() && m_launch->options.type != LaunchType::SystemBrowser && m_settle.remainingTimeAsDuration() > afterCallback)
        m_settle.start(afterCallback);
}

/// Takes the widget off the stage, once.
void LinkFlow::clearStage()
{
    m_settle.stop();
    m_expiry.stop();
    if (!m_stageOpen)
        return;
    m_stageOpen = false;
    Q_EMIT launchEnded(idOfLaunch());
}

void LinkFlow::endMfa()
{
    if (const int job = std::exchange(m_mfaJob, 0))
        Q_EMIT mfaEnded(job);
}

void LinkFlow::tokenExpired()
{
    if (m_state != LinkState::Open)
        return;
    m_trouble = Error{.kind = Error::Kind::Credentials, .message = tr("The widget token of this launch has expired."),
                      .advice = tr("What the person still enters will be refused. Launch again to get a new token.")};
    m_log->add(launchEntry(LogEntry::Kind::Token, LogEntry::Level::Warning, idOfLaunch(), tr("widget token expired"), oneLine(*m_trouble)));
    Q_EMIT changed();
}

bool LinkFlow::isCurrent(const QString &launchId) const
{
    return m_launch && m_launch->id == launchId;
}

bool LinkFlow::isOpen(const QString &launchId) const
{
    return isCurrent(launchId) && m_state == LinkState::Open;
}

QString LinkFlow::idOfLaunch() const
{
    return m_launch ? m_launch->id : QString();
}

} // namespace console
