// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/jobwatcher.h"

#include "session/tokensource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool needsPerson(JobState state)
{
    return state == JobState::AwaitingPerson || state == JobState::Answering;
}

/// May the next poll succeed? The service's own faults and the network's: yes. Its verdict on the request: no.
bool isPassing(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Cancelled:           // the keys changed while a token was asked for
    case Error::Kind::Decode: return true; // for Decode there is a limit of its own
    case Error::Kind::Http:
    case Error::Kind::Service: {
        // contract (l): an error may come with status 200; AC-500 is the service's own fault at any status
        const bool serverFault = error.httpStatus >= 500 || error.code.endsWith("-500"_L1);
        return serverFault || error.httpStatus == 408 || error.httpStatus == 429;
    }
    default: return false;
    }
}

} // namespace

JobWatcher::JobWatcher(ApiClient *api, TokenSource *tokens, Job job, const PollRule &rule, Clock clock, QObject *parent)
    : QObject(parent), m_api(api), m_tokens(tokens), m_job(std::move(job)), m_rule(rule), m_clock(std::move(clock))
{
    m_next.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &JobWatcher::timeForNext);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        apply(JobEvent::DeadlinePassed, tr("It did not end in time. The job may still go on at the service."),
              Error{.kind = Error::Kind::Timeout,
                    .message = tr("The %1 job did not end within %2 seconds.").arg(jobKindName(m_job.kind)).arg(m_rule.deadline.count() / 1000.0),
                    .where = m_job.jobId,
                    .advice = tr("Try again, or raise the deadline in Settings.")});
    });
    m_job.changedAt = m_clock();
    if (m_job.history.isEmpty())
        m_job.history.append({m_job.changedAt, m_job.state, m_job.cause});
}

void JobWatcher::admit()
{
    if (m_job.state == JobState::Queued) {
        m_job.startedAt = m_clock();
        m_left = m_rule.deadline;
    }
    apply(JobEvent::Admitted, tr("asking the service to start it"));
}

void JobWatcher::cancel()
{
    apply(JobEvent::CancelAsked, tr("You stopped watching it. The job may still go on at the service."));
}

void JobWatcher::retry()
{
    if (!isEnded(m_job.state))
        return;
    // "from the start, as a new job at the service": nothing of the old one stays but number and history
    Job fresh;
    fresh.number = m_job.number;
    fresh.connectionId = m_job.connectionId;
    fresh.kind = m_job.kind;
    fresh.range = m_job.range;
    fresh.state = m_job.state;
    fresh.history = m_job.history;
    m_job = fresh;
    m_widgetSaid.reset();
    apply(JobEvent::RetryAsked, tr("waits for its turn"));
}

void JobWatcher::widgetOpened()
{
    apply(JobEvent::WidgetOpened, tr("the widget is open for it"));
}

void JobWatcher::widgetEnded()
{
    apply(JobEvent::WidgetEnded, tr("the widget closed; asking what became of it"));
    pollNow();
}

void JobWatcher::widgetFailed(const Error &error)
{
    // The service fails the job at the moment when the widget shows why, so a poll may have been faster.
    const bool unexplained = m_job.state == JobState::Failed && m_failedMute;
    if (!needsPerson(m_job.state) && !unexplained)
        return;
    m_widgetSaid = error;
    if (unexplained) {
        m_failedMute = false;
        m_job.error = failure({});
        m_job.cause = m_job.error->message;
        announce();
    }
}

void JobWatcher::pollNow()
{
    if (!isPolled(m_job.state))
        return;
    m_pollAgain = m_asking; // the answer under way may be older than the reason to ask
    if (!m_asking)
        poll();
}

/// The one place where the state changes; says so once, after the consequences are set up.
void JobWatcher::apply(JobEvent event, const QString &cause, std::optional<Error> error)
{
    const JobState before = m_job.state;
    const JobState after = next(before, event);
    if (after == before)
        return;
    m_job.state = after;
    m_job.cause = cause;
    m_job.error = std::move(error);
    m_job.changedAt = m_clock();
    m_job.history.append({m_job.changedAt, after, cause});
    entered(before);
    announce();
}

void JobWatcher::announce()
{
    const Job snapshot = m_job; // who hears it may change the job again
    Q_EMIT changed(snapshot);
}

void JobWatcher::entered(JobState before)
{
    m_next.stop();
    m_job.nextPollAt = {};
    if (isEnded(m_job.state)) {
        dropRunning();
        m_job.endedAt = m_job.changedAt;
    }
    tendDeadline();
    switch (m_job.state) {
    case JobState::Starting: start(); break;
    case JobState::WaitingForOther: arm(m_pause); break;
    case JobState::Polling:
        if (!m_asking)
            arm(before == JobState::Starting ? m_rule.first : m_rule.interval);
        break;
    case JobState::AwaitingPerson:
    case JobState::Answering:
        if (!m_asking)
            arm(m_rule.awaitingPerson);
        break;
    case JobState::Fetching: fetch(); break;
    default: break;
    }
}

/// Runs while the service works; stands still while a person is needed, and in the queue.
void JobWatcher::tendDeadline()
{
    const bool runs = !isEnded(m_job.state) && !needsPerson(m_job.state) && m_job.state != JobState::Queued;
    if (runs == m_deadline.isActive())
        return;
    if (runs) {
        m_deadline.start(std::max(m_left, std::chrono::milliseconds(1)));
        m_job.deadlineAt = m_clock().addMSecs(m_left.count());
    } else {
        m_left = m_deadline.remainingTimeAsDuration();
        m_deadline.stop();
        m_job.deadlineAt = {};
    }
}

void JobWatcher::dropRunning()
{
    if (m_running)
        m_running->cancel();
    m_running = nullptr;
    m_scope.reset();
    m_asking = false;
    m_pollAgain = false;
}

template <typename T>
Call<T> JobWatcher::watched(Call<T> call)
{
    m_running = call.http();
    return call;
}

void JobWatcher::start()
{
    m_scope = std::make_unique<QObject>();
    authorised<JobReport>(
        m_tokens, m_scope.get(),
        [this](const ApiClient::Bearer &bearer) { return watched(m_api->startJob(bearer, m_job.connectionId, m_job.kind, m_job.range)); },
        [this](const Result<JobReport> &report) { startAnswered(report); });
}

void JobWatcher::startAnswered(const Result<JobReport> &report)
{
    if (report) {
        m_job.jobId = report->jobId;
        m_job.rawStatus = report->rawStatus;
        m_failedPolls = 0;
        m_badAnswers = 0;
        apply(JobEvent::Accepted, tr("the service works on it"));
        return;
    }
    const Error error = m_tokens->told(report.error());
    if (meansConflict(error)) {
        // Linking a bank starts a pull of its own, so the first job often meets it (contract d).
        ++m_job.conflicts;
        m_pause = std::max(m_rule.conflict, error.retryAfter.value_or(std::chrono::milliseconds(0)));
        apply(JobEvent::Conflict, tr("Another job runs on this connection. Starting is tried again until that one ends (tries: %1).").arg(m_job.conflicts), error);
    } else if (meansUnavailable(error)) {
        apply(JobEvent::NotAvailable, tr("This account has no such data: it was linked by its numbers, or its bank does not offer it."), error);
    } else {
        apply(JobEvent::CallFailed, tr("It could not be started: %1").arg(error.message), error);
    }
}

void JobWatcher::arm(std::chrono::milliseconds delay)
{
    m_next.start(delay);
    m_job.nextPollAt = m_clock().addMSecs(delay.count());
}

void JobWatcher::timeForNext()
{
    if (m_job.state == JobState::WaitingForOther)
        apply(JobEvent::RetryStart, tr("trying to start it again"));
    else if (isPolled(m_job.state))
        poll();
}

void JobWatcher::poll()
{
    m_next.stop();
    m_job.nextPollAt = {};
    m_asking = true;
    m_pollAgain = false;
    m_scope = std::make_unique<QObject>();
    authorised<JobReport>(
        m_tokens, m_scope.get(),
        [this](const ApiClient::Bearer &bearer) { return watched(m_api->jobStatus(bearer, m_job.connectionId, m_job.jobId)); },
        [this](const Result<JobReport> &report) { pollAnswered(report); });
}

void JobWatcher::pollAnswered(const Result<JobReport> &report)
{
    m_asking = false;
    ++m_job.polls;
    if (!report) {
        pollFailed(m_tokens->told(report.error()));
        return;
    }
    if (m_failedPolls > 0)
        m_job.cause = tr("the service answers again");
    m_failedPolls = 0;
    m_badAnswers = 0;
    m_job.error.reset();
    m_job.rawStatus = report->rawStatus;
    const JobState before = m_job.state;
    if (report->word == JobWord::Completed) {
        apply(JobEvent::Completed, tr("completed; fetching the data"));
    } else if (report->word == JobWord::Failed) {
        m_failedMute = report->failure.isEmpty() && !m_widgetSaid;
        const Error error = m_tokens->told(failure(report->failure));
        apply(JobEvent::FailedByService, error.message, error);
    } else if (report->needsMfa()) {
        apply(JobEvent::MfaAsked, tr("Answer in the widget; the same job then goes on."));
    } else {
        m_widgetSaid.reset(); // what was wrong has been corrected
        apply(JobEvent::Running, tr("the service works on it"));
    }
    if (m_job.state != before || !isPolled(m_job.state))
        return; // entered() has set up what follows
    const bool atOnce = std::exchange(m_pollAgain, false);
    arm(atOnce ? std::chrono::milliseconds(0) : needsPerson(m_job.state) ? m_rule.awaitingPerson : m_rule.interval);
    announce();
}

/// Why the service failed it: its own word, else the widget's.
Error JobWatcher::failure(const QString &why) const
{
    if (why.isEmpty() && m_widgetSaid) {
        Error error = *m_widgetSaid;
        error.where = m_job.jobId;
        error.advice = tr("Try again: a new job asks for the second factor once more."); // the advice for its code is for the widget
        return error;
    }
    return {.kind = Error::Kind::Service,
            .message = why.isEmpty() ? tr("The service says that it failed and gives no reason.") : why,
            .where = m_job.jobId,
            .advice = tr("Try again; if it fails once more, link the bank again.")};
}

void JobWatcher::pollFailed(const Error &error)
{
    m_badAnswers = error.kind == Error::Kind::Decode ? m_badAnswers + 1 : 0;
    if (!isPassing(error) || m_badAnswers >= m_rule.badAnswers) {
        apply(JobEvent::CallFailed, tr("Its status cannot be read: %1").arg(error.message), error);
        return;
    }
    // The job goes on whatever happens to our question: ask again, more and more slowly, until the deadline.
    const int doublings = std::min(++m_failedPolls, 10);
    const std::chrono::milliseconds wait = std::min(m_rule.interval * (1 << doublings), std::max(m_rule.longest, m_rule.interval));
    m_job.error = error;
    m_job.cause = tr("Its status could not be asked for; trying again: %1").arg(error.message);
    const bool atOnce = std::exchange(m_pollAgain, false);
    arm(atOnce ? m_rule.interval : std::max(wait, error.retryAfter.value_or(std::chrono::milliseconds(0))));
    announce();
}

template <typename T>
void JobWatcher::fetchWith(std::function<Call<T>(const ApiClient::Bearer &)> make)
{
    m_scope = std::make_unique<QObject>();
    const auto raw = std::make_shared<QByteArray>();
    authorised<T>(
        m_tokens, m_scope.get(),
        [this, make, raw](const ApiClient::Bearer &bearer) {
            Call<T> call = watched(make(bearer));
            call.alongside([raw, redactor = m_tokens->redactor()](const Answer &answer) { *raw = redactor.body(answer.body); });
            return call;
        },
        [this, raw](const Result<T> &value) {
            m_job.raw = *raw; // also of an answer that cannot be read: there to be looked at
            if (!value) {
                fetchFailed(m_tokens->told(value.error()));
                return;
            }
            m_job.result = *value;
            apply(JobEvent::Fetched, tr("the data is here"));
        });
}

void JobWatcher::fetch()
{
    const QString connection = m_job.connectionId;
    const QString job = m_job.jobId;
    switch (m_job.kind) {
    case JobKind::Balance:
        fetchWith<Balance>([this, connection](const ApiClient::Bearer &bearer) { return m_api->cachedBalance(bearer, connection); });
        break;
    case JobKind::Transactions: // contract c, row 8: the newest edition takes the job's id
        fetchWith<TransactionPage>([this, connection, job](const ApiClient::Bearer &bearer) { return m_api->transactions(bearer, connection, job); });
        break;
    case JobKind::Identity:
        fetchWith<Identity>([this, connection](const ApiClient::Bearer &bearer) { return m_api->identity(bearer, connection); });
        break;
    }
}

void JobWatcher::fetchFailed(const Error &error)
{
    if (meansUnavailable(error))
        apply(JobEvent::NotAvailable, tr("This account has no such data: it was linked by its numbers, or its bank does not offer it."), error);
    else
        apply(JobEvent::CallFailed, tr("The job completed, but its data could not be fetched: %1").arg(error.message), error);
}

} // namespace console
