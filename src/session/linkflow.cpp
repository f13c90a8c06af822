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
    m_wantedJob = 0;
    m_launchOptions = m_options;
    begin();
}

void LinkFlow::startMfa(int jobNumber, const QString &jobId, const QString &connectionId)
{
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
    if (m_user->aeroPassUserUuid().isEmpty())
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
    m_tokens->newWidgetToken(m_user->aeroPassUserUuid(), m_scope.get(), [this](const Result<WidgetToken> &token) {
        if (!token)
            finish(LinkState::Failed, m_tokens->told(token.error()));
        else
            open(*token);
    });
}

void LinkFlow::open(const WidgetToken &token)
{
    WidgetLaunch launch;
    launch.id = u"launch-%1"_s.arg(m_nextLaunch++);
    launch.options = m_launchOptions;
    if (launch.options.sdkEnvironment.isEmpty())
        launch.options.sdkEnvironment = m_api->environment().sdkEnvironment;
    launch.token = token.value;
    launch.tokenExpiresAt = m_clock().addSecs(token.ttl.count());
    launch.aeroPassUserUuid = m_user->aeroPassUserUuid();
    launch.environment = m_api->environment();
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

/// False, and listed, when it belongs to no launch or an earlier one.
bool LinkFlow::accepts(const QString &launchId, const QString &what)
{
    if (isCurrent(launchId))
        return true;
    m_log->add(launchEntry(LogEntry::Kind::Rejected, LogEntry::Level::Warning, launchId, tr("%1 ignored").arg(what), tr("It belongs to a launch that has ended.")));
    return false;
}

void LinkFlow::pageMessage(const QString &launchId, const QString &origin, const QString &text, bool wasText)
{
    if (!accepts(launchId, tr("message")))
        return;
    const WidgetEvent event = decodeWidgetEvent(origin, text, wasText, trustedOrigins(m_launch->environment));
    if (m_trouble && m_trouble->kind == Error::Kind::Web && event.kind != WidgetEvent::Kind::Rejected) {
        m_trouble.reset(); // it speaks after all
        Q_EMIT changed();
    }
    LogEntry entry = eventEntry(event, LogEntry::Kind::Widget, launchId);
    if (event.kind == WidgetEvent::Kind::Rejected)
        entry.answerBody = m_log->redactor().excerpt(text.toUtf8(), 4096); // anybody's message: only its beginning
    m_log->add(std::move(entry));
    judge(event, LogEntry::Kind::Widget);
}

void LinkFlow::sdkCallback(const QString &launchId, const QString &name, const QString &argumentsJson)
{
    if (!accepts(launchId, name))
        return;
    const WidgetEvent event = decodeCallback(name, argumentsJson);
    LogEntry entry = eventEntry(event, LogEntry::Kind::Callback, launchId);
    entry.answerBody = m_log->redactor().excerpt(argumentsJson.toUtf8(), widgetMessageLimit);
    m_log->add(std::move(entry));
    const bool isBrokenSuccess = event.kind == WidgetEvent::Kind::Rejected && name == "onSuccess"_L1;
    if (isBrokenSuccess && isOpen(launchId)) // the SDK has taken the widget away already: waiting on would be for ever
        conclude(LinkState::Failed, notNow(Error::Kind::Decode, event.rejection, tr("The payload is in the event list as it came. Report it.")));
    else
        judge(event, LogEntry::Kind::Callback);
}

void LinkFlow::deeplink(const QString &launchId, const QUrl &url)
{
    if (!accepts(launchId, tr("deep link")))
        return;
    const WidgetEvent event = decodeDeeplink(url, m_launch->options.deeplink);
    LogEntry entry = eventEntry(event, LogEntry::Kind::Navigation, launchId);
    entry.url = url;
    m_log->add(std::move(entry));
    judge(event, LogEntry::Kind::Navigation);
}

void LinkFlow::judge(const WidgetEvent &event, LogEntry::Kind kind)
{
    switch (event.kind) {
    case WidgetEvent::Kind::Success:
        succeeded(event.success);
        break;
    case WidgetEvent::Kind::Close:
        // A close behind a success is the widget going away, no cancel (contract f.5); closes may come twice.
        if (m_state == LinkState::Open)
            conclude(LinkState::Closed);
        break;
    case WidgetEvent::Kind::Page: {
        // The message and the SDK's onEvent both tell of it; the message counts.
        const bool asked = kind == LogEntry::Kind::Widget && event.pageTitle == "launchExternalWindow"_L1;
        if (asked && m_state == LinkState::Open && m_launch->options.handleOAuthManually)
            askExternalWindow(QUrl(event.onLoadApi, QUrl::StrictMode));
        break;
    }
    case WidgetEvent::Kind::Error:
        if (m_mfaJob)
            Q_EMIT mfaFailed(m_mfaJob, m_tokens->told(widgetError(event)));
        break;
    default: break;
    }
}

void LinkFlow::askExternalWindow(const QUrl &url)
{
    const bool isWeb = url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    const Result<void> reachable = mayReach(url, m_launch->environment.reach, m_launch->productionUnlocked);
    if (isWeb && reachable) {
        Q_EMIT externalWindowAsked(m_launch->id, url);
        return;
    }
    m_log->add(launchEntry(LogEntry::Kind::Rejected, LogEntry::Level::Warning, m_launch->id, tr("OAuth page refused"),
                       isWeb ? reachable.error().message : tr("It is no web address.")));
}

/// The launch has ended in the widget; the page stays a moment for the callbacks that follow.
void LinkFlow::conclude(LinkState state, std::optional<Error> error)
{
    m_expiry.stop();
    m_settle.start(settleTime);
    finish(state, std::move(error));
    endMfa();
}

void LinkFlow::succeeded(const LinkSuccess &success)
{
    const QString id = m_launch->id;
    const bool isMfa = m_launch->isMfa();
    if (success.accounts.isEmpty() && !isMfa) {
        if (m_state == LinkState::Open)
            conclude(LinkState::Failed, notNow(Error::Kind::Decode, tr("The widget reported success without a connectionId."), tr("The payload is in the event list as it came. Report it.")));
        return;
    }
    const QString person = success.aeroPassUserUuid;
    if (!person.isEmpty() && person != m_launch->aeroPassUserUuid && m_reported.isEmpty())
        m_log->add(launchEntry(LogEntry::Kind::Problem, LogEntry::Level::Warning, id, tr("another user"), tr("The success names another aeroPassUserUuid than the launch: %1").arg(person)));
    QStringList fresh;
    for (const LinkedAccount &account : success.accounts) {
        if (m_reported.contains(account.connectionId))
            continue; // told before: by the message, the callback or the deep link
        m_reported.insert(account.connectionId);
        fresh << account.connectionId;
        remember(account, isMfa);
    }
    if (m_state != LinkState::Succeeded)
        conclude(LinkState::Succeeded);
    for (const QString &connectionId : std::as_const(fresh)) {
        if (!isMfa && isCurrent(id))
            Q_EMIT linked(connectionId);
    }
}

void LinkFlow::remember(const LinkedAccount &account, bool isMfa)
{
    m_lastConnection = account.connectionId;
    // clientName is the integrator's name, not the bank's (contract b.2): the bank comes from the account details.
    Connection connection{.connectionId = account.connectionId};
    connection.numberDisplay = account.numberDisplay;
    connection.accountType = account.accountType;
    if (!isMfa || !m_connections->find(account.connectionId)) {
        connection.linkedAt = m_clock();
        connection.launchId = m_launch->id;
    }
    m_connections->add(connection);
    LogEntry entry = launchEntry(LogEntry::Kind::Action, LogEntry::Level::Good, m_launch->id, isMfa ? tr("second factor answered") : tr("bank linked"), account.connectionId);
    entry.connectionId = account.connectionId;
    entry.jobId = m_launch->options.jobId;
    m_log->add(std::move(entry));
}

void LinkFlow::widgetUrl(const QString &launchId, const QUrl &url)
{
    if (!accepts(launchId, tr("widget address")))
        return;
    m_received = m_log->redactor().url(url);
    LogEntry entry = launchEntry(LogEntry::Kind::Navigation, LogEntry::Level::Info, launchId, tr("widget address"));
    entry.url = url;
    m_log->add(std::move(entry));
    for (const QString &warning : ignoredOptions(m_launch->options, url))
        m_log->add(launchEntry(LogEntry::Kind::Navigation, LogEntry::Level::Warning, launchId, tr("option ignored"), warning));
    Q_EMIT changed();
}

void LinkFlow::pageNote(const QString &launchId, LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail)
{
    constexpr qsizetype mostBytes = 2000; // a page may say as much as it likes; cut only once it is clean
    const QString shown = QString::fromUtf8(m_log->redactor().excerpt(detail.toUtf8(), mostBytes));
    m_log->add(launchEntry(kind, level, launchId, title, shown)); // worth seeing even when its launch has ended
}

void LinkFlow::pageBroke(const QString &launchId, const Error &error)
{
    if (!accepts(launchId, tr("page failure")))
        return;
    if (m_state != LinkState::Open) { // after a success or a close the page may go as it likes
        m_log->add(launchEntry(LogEntry::Kind::Problem, LogEntry::Level::Warning, launchId, tr("page failure"), oneLine(error)));
        return;
    }
    finish(LinkState::Failed, m_tokens->told(error));
    clearStage();
    endMfa();
}

void LinkFlow::pageStuck(const QString &launchId, const Error &error)
{
    if (!isOpen(launchId))
        return;
    m_trouble = m_tokens->told(error);
    m_log->add(launchEntry(LogEntry::Kind::Problem, LogEntry::Level::Warning, launchId, tr("the widget is silent"), oneLine(*m_trouble)));
    Q_EMIT changed();
}

} // namespace console
