// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "session/historykeeper.h"
#include "session/jobrecord.h"
#include "session/sendagain.h"
#include "session/wakewatch.h"
#include "store/history.h"
#include "store/settings.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

CredentialKeeper::Variable variableOr(const CredentialKeeper::Variable &given)
{
    if (given)
        return given;
    return [](const char *name) { return qEnvironmentVariable(name); };
}

bool sameKeys(const Credentials &a, const Credentials &b)
{
    return a.apiKey.sameAs(b.apiKey) && a.apiSecret.sameAs(b.apiSecret) && a.aeropayApiKey.sameAs(b.aeropayApiKey)
        && a.aeropayApiSecret.sameAs(b.aeropayApiSecret) && a.merchantId == b.merchantId;
}

QString textOf(const Json &object, QStringView name)
{
    const Json *value = object.find(name);
    return value && (value->isText() || value->isNumber()) ? value->scalar() : QString();
}

QList<NamedConfiguration> configurationsIn(const Json &announcement)
{
    QList<NamedConfiguration> list;
    const Json *array = announcement.find(u"configurations");
    if (!array || !array->isArray())
        return list;
    for (const Json &item : array->items()) {
        const QString id = textOf(item, u"configurationId").isEmpty() ? textOf(item, u"id") : textOf(item, u"configurationId");
        if (!id.isEmpty())
            list.append({textOf(item, u"name"), id});
    }
    return list;
}

} // namespace

Session::Session(const World &world, QObject *parent)
    : QObject(parent), m_network(world.network), m_settings(world.settings), m_history(world.history), m_clock(world.clock),
      m_log(new EventLog(this)),
      m_environments(new Environments(world.settings, this)),
      m_keys(new CredentialKeeper(world.secrets, variableOr(world.variable), this)),
      m_api(new ApiClient(world.network, this)),
      m_tokens(new TokenSource(m_api, m_log, m_clock, this)),
      m_user(new UserFlow(m_api, m_tokens, m_log, this)),
      m_connections(new Connections(this)),
      m_link(new LinkFlow(m_api, m_tokens, m_user, m_connections, m_log, m_clock, this)),
      m_jobs(new JobBoard({.api = m_api, .tokens = m_tokens, .log = m_log, .clock = m_clock, .history = m_history}, this)),
      m_data(new DataDesk(m_api, m_tokens, m_user, m_connections, m_clock, this)),
      m_sendAgain(new SendAgain({.api = m_api, .tokens = m_tokens, .log = m_log, .obstacle = [this] { return obstacle(); }}, this))
{
    connect(m_api, &ApiClient::exchanged, m_log, &EventLog::addExchange);
    wireEnvironments();
    wireFlows();
    m_api->setEnvironment(m_environments->current());
    m_jobs->setContext([this](const QString &connectionId) {
        const Connection *connection = m_connections->find(connectionId);
        return JobBoard::Context{m_user->aeroPassUserUuid(), connection ? connection->bank : QString()};
    });
    if (m_history) {
        m_keeper = new HistoryKeeper({.history = m_history, .user = m_user, .connections = m_connections, .link = m_link, .jobs = m_jobs, .log = m_log, .clock = m_clock}, this);
        wireHistory();
    }
    connect(new WakeWatch(m_clock, std::chrono::seconds(5), this), &WakeWatch::jumped, this, [this](std::chrono::milliseconds by) {
        m_log->addNote(LogEntry::Kind::Job, LogEntry::Level::Info, tr("the clock jumped"),
                       tr("By %1 s: the machine slept, or its clock was set. Jobs are asked for now.").arg(by.count() / 1000));
        m_jobs->pollAllNow();
    });
    applySettings();
    restoreOptions();
    tellSettingsProblems();
}

void Session::tellSettingsProblems()
{
    const auto tell = [this](const QString &what) { m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("settings"), what); };
    if (!m_settings->problem().isEmpty())
        tell(m_settings->problem());
    if (m_environments->unusable() > 0)
        tell(tr("Stored environments that cannot be used: %1. They stay in %2.").arg(m_environments->unusable()).arg(m_settings->file()));
    if (!m_environments->lostChoice().isEmpty())
        tell(tr("The environment “%1”, which was used last, is not there any more. %2 is used instead.").arg(m_environments->lostChoice(), m_environments->current().name));
}

void Session::wireHistory()
{
    connect(m_history, &History::problemChanged, this, &Session::tellHistoryProblem);
    connect(m_history, &History::problemChanged, this, [this] {
        if (!m_history->problem())
            takeUpJobs(); // if it could not be asked before
    });
    connect(m_history, &History::stateChanged, this, &Session::deleteOld);
    tellHistoryProblem(); // it was opened before there was a session
    deleteOld();
}

/// Once per problem: its advice may count what waits, and changes with every job.
void Session::tellHistoryProblem()
{
    const std::optional<Error> &problem = m_history->problem();
    const QString message = problem ? problem->message : QString();
    if (message == m_toldProblem)
        return;
    m_toldProblem = message;
    if (problem)
        m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("history"), message + u' ' + adviceFor(*problem));
}

/// Jobs that have not ended are never too old.
void Session::deleteOld()
{
    const int days = m_settings->value(Setting::HistoryDays).toInt();
    if (m_deletedOld || m_history->state() != History::State::Open)
        return;
    m_deletedOld = true;
    if (days == 0)
        return;
    m_history->purge({.environment = {}, .payloads = true, .everything = true, .before = m_clock().addDays(-days)}, this, [this, days](const Result<qint64> &jobs) {
        if (jobs && *jobs > 0) // else there is nothing to tell, or the history's own problem is told by itself
            m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, tr("history"), tr("Jobs older than %1 days were deleted: %2.").arg(days).arg(*jobs));
    });
}

Session::~Session()
{
    // Nothing may call back into parts that are already gone: running calls first, then what listens to them.
    disconnect(m_link, nullptr, this, nullptr);
    m_api->cancelAll();
    m_jobs->disconnect(this);
}

void Session::wireEnvironments()
{
    connect(m_environments, &Environments::chosen, this, &Session::environmentChosen);
    connect(m_environments, &Environments::lockChanged, this, &Session::lockChanged);
    connect(m_environments, &Environments::removed, this, &Session::environmentRemoved);
    connect(m_environments, &Environments::changed, this, &Session::takeUpJobs);
    connect(m_environments, &Environments::changed, this, &Session::changed);
    connect(m_keys, &CredentialKeeper::changed, this, [this] {
        if (!sameKeys(m_tokens->credentials(), m_keys->credentials())) {
            m_tokens->setCredentials(m_keys->credentials());
            m_jobs->release();
        }
        takeUpJobs();
        Q_EMIT changed();
    });
    connect(m_settings, &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::JobDeadlineSeconds || setting == Setting::RequestTimeoutSeconds || setting == Setting::KeepDataSimulator
            || setting == Setting::KeepDataSandbox || setting == Setting::KeepDataProduction)
            applySettings();
    });
}

void Session::wireFlows()
{
    connect(m_user, &UserFlow::changed, this, &Session::userChanged);
    connect(m_connections, &Connections::changed, this, &Session::changed);
    connect(m_connections, &Connections::selectionChanged, this, &Session::changed);
    connect(m_jobs, &JobBoard::changed, this, &Session::jobChanged);
    connect(m_jobs, &JobBoard::heldChanged, this, &Session::changed);
    connect(m_jobs, &JobBoard::cleared, this, &Session::changed);
    connect(m_link, &LinkFlow::changed, this, [this] {
        keepOptions();
        Q_EMIT changed();
    });
    // The bank's name comes from the account's details; jobs are for the user to start.
    connect(m_link, &LinkFlow::linked, m_data, &DataDesk::fetchAccount);
    connect(m_link, &LinkFlow::launchEnded, this, &Session::launchEnded);
    connect(m_link, &LinkFlow::mfaOpened, m_jobs, &JobBoard::widgetOpened);
    connect(m_link, &LinkFlow::mfaEnded, m_jobs, &JobBoard::widgetEnded);
    connect(m_link, &LinkFlow::mfaFailed, m_jobs, &JobBoard::widgetFailed);
}

void Session::applySettings()
{
    RetryRule calls;
    calls.timeout = std::chrono::seconds(m_settings->value(Setting::RequestTimeoutSeconds).toInt());
    m_api->setRetryRule(calls);
    PollRule jobs = m_jobs->rule();
    jobs.deadline = std::chrono::seconds(m_settings->value(Setting::JobDeadlineSeconds).toInt());
    m_jobs->setRule(jobs);
    const Environment &environment = m_environments->current();
    const bool keepsData = m_settings->value(environment.reach == Reach::LoopbackOnly ? Setting::KeepDataSimulator
                                             : environment.reach == Reach::Production ? Setting::KeepDataProduction
                                                                                      : Setting::KeepDataSandbox).toBool();
    m_jobs->setEnvironment(environment.id, keepsData);
    if (m_keeper)
        m_keeper->setEnvironment(environment.id, keepsData);
}

void Session::takeUp(const HistoryJob &row)
{
    if (m_environments->current().id != u"simulator"_s || row.createdAt >= m_simulatorSince) {
        m_jobs->resume(jobOf(row));
        return;
    }
    Job gone = jobOf(row);
    gone.state = JobState::Failed;
    gone.changedAt = gone.endedAt = m_clock();
    gone.cause = tr("The simulator that ran it was closed with the program.");
    m_history->put(rowOf(gone, row.environment));
    m_history->put(HistoryChange{.job = gone.id, .at = gone.changedAt, .state = jobStateName(gone.state), .cause = gone.cause, .rawStatus = gone.rawStatus});
}

/// Of many jobs few change what can be done: only those are told on.
void Session::jobChanged()
{
    const auto facts = std::pair(m_jobs->awaitingPerson().has_value(), m_jobs->newestRunning().has_value());
    if (std::exchange(m_jobFacts, facts) != facts)
        Q_EMIT changed();
}

/// What an earlier run left unfinished goes on, as soon as this environment can be asked.
void Session::takeUpJobs()
{
    if (m_tookUp || !obstacle().isEmpty() || !m_keys->credentials().hasAerosync())
        return;
    m_tookUp = true;
    if (!m_history) {
        Q_EMIT jobsTakenUp(0);
        return;
    }
    const QString environment = m_environments->current().id;
    m_history->takeOver(environment, this, [this, environment](const Result<QList<HistoryJob>> &rows) {
        if (environment != m_environments->current().id)
            return;
        if (!rows) { // the history's own problem is told by itself
            m_tookUp = false;
            Q_EMIT jobsNotTakenUp(rows.error());
            return;
        }
        for (const HistoryJob &row : *rows)
            takeUp(row);
        if (!rows->isEmpty()) {
            m_log->addNote(LogEntry::Kind::Job, LogEntry::Level::Warning, tr("unfinished jobs"),
                           tr("Jobs that were not finished when this environment was left: %1. They go on.").arg(rows->size()));
        }
        Q_EMIT jobsTakenUp(int(rows->size()));
    });
}

/// The launch options as they were left in this environment.
void Session::restoreOptions()
{
    const QJsonObject all = QJsonDocument::fromJson(m_settings->value(Setting::LaunchOptions).toString().toUtf8()).object();
    const QString stored = all.value(m_environments->current().id).toString();
    LaunchOptions options = optionsFromJson(stored);
    if (stored.isEmpty())
        options.sdkVersion = m_settings->value(Setting::SdkVersion).toString();
    m_keptOptions = options;
    m_link->setOptions(options);
}

void Session::keepOptions()
{
    if (m_link->options() == m_keptOptions)
        return;
    m_keptOptions = m_link->options();
    QJsonObject all = QJsonDocument::fromJson(m_settings->value(Setting::LaunchOptions).toString().toUtf8()).object();
    all.insert(m_environments->current().id, optionsToJson(m_keptOptions));
    m_settings->set(Setting::LaunchOptions, QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
}

/// What was linked and fetched. Jobs go on: they are their connection's.
void Session::forgetLinks()
{
    m_link->reset();
    m_data->clear();
    m_connections->clear();
}

/// Connections, jobs and data belong to one person. They stay while there is nobody (somebody else could not be
/// created, the same one may be found again), and go when it is somebody else.
void Session::userChanged()
{
    const QString person = m_user->aeroPassUserUuid();
    if (!person.isEmpty()) {
        const QString before = std::exchange(m_person, person);
        if (!before.isEmpty() && before != person) {
            forgetLinks();
            m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, tr("another user"),
                           tr("The connections and data of the one before are taken away; their jobs go on."));
        }
    }
    const bool wasReady = std::exchange(m_wasReady, !person.isEmpty());
    if (m_wasReady && !wasReady && m_user->user()->existing)
        lookForLinks(); // who existed before may have linked banks before
    Q_EMIT changed();
}

/// Asks for the user's connections, unasked.
void Session::lookForLinks()
{
    if (obstacle().isEmpty() && m_keys->credentials().hasAerosync() && !m_user->aeroPassUserUuid().isEmpty())
        m_data->lookForConnections();
}

/// A link may be made although the page told nothing of it: closed at its last screen, or broken there.
void Session::launchEnded()
{
    const LinkState state = m_link->state();
    if ((state == LinkState::Closed || state == LinkState::Failed) && m_link->launch() && !m_link->launch()->isMfa())
        lookForLinks();
}

/// Its keys must not wait in the keychain for whoever comes by that id again.
void Session::environmentRemoved(const Environment &environment)
{
    m_keys->remove(environment);
    QJsonObject all = QJsonDocument::fromJson(m_settings->value(Setting::LaunchOptions).toString().toUtf8()).object();
    all.remove(environment.id);
    m_settings->set(Setting::LaunchOptions, QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
}

/// The calls go first, so that no answer of theirs finds its way into the parts that are being emptied.
void Session::forgetAll()
{
    m_api->cancelAll();
    m_jobs->clear();
    forgetLinks();
    m_user->forget();
    m_person.clear();
}

void Session::startOver()
{
    forgetAll();
    m_tokens->clear();
    m_log->clear(); // at the end: what ended just now has written to it
    Q_EMIT startedOver();
    Q_EMIT changed();
}

void Session::environmentChosen()
{
    // Everything of the old environment ends before the new one is told to anybody.
    forgetAll();
    m_tookUp = false;
    m_tokens->setCredentials({});
    m_log->redactor().turnOver(); // only after all that: what ended just now may still have written to the log
    m_api->setEnvironment(m_environments->current());
    m_api->setProductionUnlocked(m_environments->productionUnlocked());
    applySettings();
    restoreOptions();
    m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, tr("environment: %1").arg(m_environments->current().name),
                   originOf(m_environments->current().aerosyncApi));
    m_keys->load(m_environments->current());
    Q_EMIT changed();
}

void Session::lockChanged()
{
    const bool unlocked = m_environments->productionUnlocked();
    m_api->setProductionUnlocked(unlocked);
    m_log->addNote(LogEntry::Kind::Action, LogEntry::Level::Warning, unlocked ? tr("production unlocked") : tr("production locked"),
                   m_environments->current().name);
    if (!unlocked && m_environments->current().reach == Reach::Production)
        m_link->end(); // an open widget would go on talking to production
    takeUpJobs();
    Q_EMIT changed();
}

void Session::loadKeys()
{
    m_keys->load(m_environments->current());
}

void Session::simulatorReady(const QByteArray &announcement)
{
    const Result<Json> json = Json::parse(announcement);
    const auto url = [&](QStringView name) { return json ? QUrl(textOf(*json, name), QUrl::StrictMode) : QUrl(); };
    const QUrl api = url(u"api"), aeropay = url(u"aeropay"), widget = url(u"widget");
    if (!json || !json->isObject() || api.host().isEmpty() || aeropay.host().isEmpty() || widget.host().isEmpty()) {
        m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Bad, tr("simulator"),
                       json ? tr("Its announcement lacks an address.") : tr("Its announcement cannot be read: %1").arg(json.error().message));
        return;
    }
    Credentials keys;
    keys.apiKey = Secret(textOf(*json, u"apiKey"));
    keys.apiSecret = Secret(textOf(*json, u"apiSecret"));
    keys.aeropayApiKey = Secret(textOf(*json, u"aeropayApiKey"));
    keys.aeropayApiSecret = Secret(textOf(*json, u"aeropayApiSecret"));
    keys.merchantId = textOf(*json, u"merchantId");
    m_keys->setSimulatorKeys(keys);
    if (m_environments->configurationsOf(u"simulator"_s).isEmpty()) {
        const QList<NamedConfiguration> configurations = configurationsIn(*json);
        if (!configurations.isEmpty())
            m_environments->setConfigurationsOf(u"simulator"_s, configurations);
    }
    m_simulatorSince = m_clock();
    if (m_keeper)
        m_keeper->setSimulatorSince(m_simulatorSince);
    m_environments->simulatorReady(api, aeropay, widget, url(u"hostOrigin"));
}

void Session::answerMfa(int jobNumber)
{
    const std::optional<Job> job = m_jobs->job(jobNumber);
    if (job && job->state == JobState::AwaitingPerson)
        m_link->startMfa(jobNumber, job->jobId, job->connectionId, job->user);
}

/// The job of this session that the current or last launch was for.
std::optional<Job> Session::jobOfLaunch() const
{
    return m_jobs->job(m_jobs->numberOf(m_link->jobOfLaunch()));
}

Session::Again Session::again() const
{
    if (m_link->state() == LinkState::Idle)
        return Again::Nothing;
    const std::optional<Job> job = jobOfLaunch();
    // One that is not ours was typed into the options: whether it waits is for the service to say.
    if (!job || job->state == JobState::AwaitingPerson || job->state == JobState::Answering)
        return Again::Launch;
    if (m_jobs->awaitingPerson())
        return Again::NextQuestion;
    return isEnded(job->state) && job->state != JobState::Done ? Again::RetryJob : Again::Nothing;
}

void Session::relaunch()
{
    switch (again()) {
    case Again::Nothing: break;
    case Again::Launch: m_link->retry(); break;
    case Again::NextQuestion: answerMfa(m_jobs->awaitingPerson()->number); break;
    case Again::RetryJob: {
        const int number = jobOfLaunch()->number;
        m_link->end(); // its widget has nothing more to ask
        m_jobs->retry(number);
        break;
    }
    }
}

/// What stands against doing anything at all with the service; empty: nothing.
QString Session::obstacle() const
{
    if (!m_environments->isReady())
        return tr("The simulator is starting.");
    if (m_environments->isLocked())
        return tr("Production is locked. Unlock it by typing its name.");
    if (m_keys->isLoading())
        return tr("The keys are being read from the keychain.");
    return {};
}

QString Session::whyNoUser() const
{
    if (const QString why = obstacle(); !why.isEmpty())
        return why;
    if (!m_keys->credentials().hasAeropass())
        return tr("Enter the Aeropay keys of this environment in Settings, or use an aeroPassUserUuid that you have.");
    return m_user->state() == UserState::Working ? tr("The user is being created.") : QString();
}

Session::Can Session::can() const
{
    Can can{};
    can.cancel = m_user->state() == UserState::Working || widgetIsOn() || m_jobs->newestRunning();
    can.whyNoUser = whyNoUser();
    can.createUser = can.whyNoUser.isEmpty();
    can.whyNot = obstacle();
    if (!can.whyNot.isEmpty())
        return can;
    const Credentials &keys = m_keys->credentials();
    const bool hasUser = m_user->state() == UserState::Ready;
    can.link = keys.hasAerosync() && hasUser && m_link->state() != LinkState::Preparing;
    can.fetchData = keys.hasAerosync() && !m_connections->selected().isEmpty();
    can.startJob = can.fetchData;
    can.answerMfa = keys.hasAerosync() && m_link->state() != LinkState::Preparing && m_jobs->awaitingPerson().has_value();
    if (!keys.hasAerosync())
        can.whyNot = tr("Enter the Aerosync keys of this environment in Settings.");
    else if (!hasUser && !can.createUser)
        can.whyNot = can.whyNoUser;
    else if (m_user->state() == UserState::NeedsCode)
        can.whyNot = tr("Confirm the user with the code first.");
    else if (!hasUser)
        can.whyNot = tr("Create a user first.");
    else if (m_link->state() == LinkState::Preparing)
        can.whyNot = tr("The widget is being prepared.");
    else if (m_connections->selected().isEmpty())
        can.whyNot = tr("Link a bank first.");
    return can;
}

bool Session::widgetIsOn() const
{
    return m_link->state() == LinkState::Preparing || m_link->state() == LinkState::Open;
}

void Session::cancel()
{
    if (m_user->state() == UserState::Working)
        m_user->cancel();
    else if (widgetIsOn())
        m_link->end();
    else if (const std::optional<Job> job = m_jobs->newestRunning())
        m_jobs->cancel(job->number);
}

} // namespace console
