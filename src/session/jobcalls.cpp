// SPDX-License-Identifier: GPL-3.0-or-later
// What a job asks the service, and what its answers mean: start, status, data.
#include "session/jobwatcher.h"

#include "session/tokensource.h"

#include <QLocale>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// May the next try succeed? The service's own faults and the network's: yes. Its verdict on the request: no.
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

/// A start that the service did not get, or put off in so many words, may be sent again. Any other answer is a verdict.
bool isPutOff(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout || error.kind == Error::Kind::Cancelled
        || ((error.httpStatus == 429 || error.httpStatus == 503) && error.retryAfter);
}

/// Was it refreshed after `asked`? Told by the service's own clock: its answer says what time it has.
bool isNewerThan(const QDateTime &asked, const QDateTime &now, const QDateTime &refreshed, const QByteArray &httpDate)
{
    const QDateTime theirs = QLocale::c().toDateTime(QString::fromLatin1(httpDate).section(u' ', 1, 4), u"dd MMM yyyy HH:mm:ss"_s);
    if (!refreshed.isValid() || !theirs.isValid())
        return false;
    const QDateTime theirNow(theirs.date(), theirs.time(), Qt::UTC);
    constexpr qint64 grain = 1000; // ms: the header counts seconds
    return refreshed.msecsTo(theirNow) + grain < asked.msecsTo(now);
}

} // namespace

template <typename T>
Call<T> JobWatcher::watched(Call<T> call)
{
    m_running = call.http();
    return call;
}

void JobWatcher::start()
{
    ++m_job.starts;
    m_scope = std::make_unique<QObject>();
    // What is about to leave stands in the history first, so that no kill makes it happen unknown.
    if (m_keep)
        m_keep(m_job, m_scope.get(), [this] { askToStart(); });
    else
        askToStart();
}

void JobWatcher::askToStart()
{
    authorised<JobReport>(
        m_tokens, m_scope.get(),
        [this](const ApiClient::Bearer &bearer) { return watched(m_api->startJob(bearer, m_job.connectionId, m_job.kind, m_job.range)); },
        [this](const Result<JobReport> &report) { startAnswered(report); });
}

void JobWatcher::startAnswered(const Result<JobReport> &report)
{
    setOffline(!report && report.error().unreachable);
    if (report) {
        accepted(report->jobId, report->rawStatus, tr("the service works on it"));
        return;
    }
    const Error error = m_tokens->told(report.error());
    if (meansConflict(error)) {
        if (m_lostStart && !error.runningJob.isEmpty()) {
            accepted(error.runningJob, {}, tr("its start had arrived: the service runs it"));
            return;
        }
        // Linking a bank starts a pull of its own, so the first job often meets it (contract d).
        ++m_job.conflicts;
        m_pause = std::max(m_rule.conflict, error.retryAfter.value_or(std::chrono::milliseconds(0)));
        apply(JobEvent::Conflict, tr("Another job runs on this connection. Starting is tried again until that one ends (tries: %1).").arg(m_job.conflicts), error);
    } else if (meansUnavailable(error)) {
        apply(JobEvent::NotAvailable, tr("This account has no such data: it was linked by its numbers, or its bank does not offer it."), error);
    } else if (error.kind == Error::Kind::Credentials) {
        standStill(error);
    } else if (isPutOff(error)) {
        m_lostStart |= error.outcomeUnknown;
        putOff(error, error.outcomeUnknown ? tr("No answer to its start came, so it may run already. It is looked for: %1").arg(error.message)
                                           : tr("It could not be started yet; trying again: %1").arg(error.message));
    } else {
        apply(JobEvent::CallFailed, tr("It could not be started: %1").arg(error.message), error);
    }
}

void JobWatcher::accepted(const QString &jobId, const QString &rawStatus, const QString &cause)
{
    m_job.jobId = jobId;
    m_job.rawStatus = rawStatus;
    m_job.acceptedAt = m_clock();
    m_age.start();
    m_agedBefore = 0;
    m_plan.reset();
    m_lostStart = false;
    m_failures = 0;
    m_badAnswers = 0;
    apply(JobEvent::Accepted, cause);
}

void JobWatcher::putOff(const Error &error, const QString &cause)
{
    const auto wait = jittered(backOff(++m_failures, m_rule.interval, m_rule.longest), QRandomGenerator::global()->generateDouble());
    m_pause = std::max(wait, error.retryAfter.value_or(std::chrono::milliseconds(0)));
    if (m_job.state == JobState::StartDelayed) { // the question whether it ran failed too
        m_job.cause = cause;
        m_job.error = error;
        arm(m_pause);
        announce();
        return;
    }
    apply(JobEvent::StartPutOff, cause, error);
}

/// Only a balance says when it was refreshed; for the others the start's own conflict is the way to know.
void JobWatcher::askWhetherItRan()
{
    m_scope = std::make_unique<QObject>();
    const auto date = std::make_shared<QByteArray>();
    authorised<Balance>(
        m_tokens, m_scope.get(),
        [this, date](const ApiClient::Bearer &bearer) {
            Call<Balance> call = watched(m_api->cachedBalance(bearer, m_job.connectionId));
            call.alongside([date](const Answer &answer) { *date = headerValue(answer.headers, "Date"); });
            return call;
        },
        [this, date](const Result<Balance> &balance) {
            setOffline(!balance && balance.error().unreachable);
            if (balance && isNewerThan(m_job.startedAt, m_clock(), balance->refreshedAt, *date))
                apply(JobEvent::Completed, tr("its start had arrived: the balance is newer than the question"));
            else if (!balance && balance.error().kind == Error::Kind::Credentials)
                standStill(m_tokens->told(balance.error()));
            else if (!balance && isPutOff(balance.error()))
                putOff(m_tokens->told(balance.error()), tr("It is looked for; trying again: %1").arg(m_tokens->told(balance.error()).message));
            else
                apply(JobEvent::RetryStart, tr("its start left no trace; starting it again"));
        });
}

void JobWatcher::poll()
{
    m_next.stop();
    m_job.nextPollAt = {};
    m_asking = true;
    m_pollAgain = false;
    m_scope = std::make_unique<QObject>();
    const auto comeBack = std::make_shared<std::optional<std::chrono::milliseconds>>();
    authorised<JobReport>(
        m_tokens, m_scope.get(),
        [this, comeBack](const ApiClient::Bearer &bearer) {
            Call<JobReport> call = watched(m_api->jobStatus(bearer, m_job.connectionId, m_job.jobId));
            call.alongside([comeBack](const Answer &answer) { *comeBack = retryAfterOf(answer); });
            return call;
        },
        [this, comeBack](const Result<JobReport> &report) { pollAnswered(report, *comeBack); });
}

void JobWatcher::pollAnswered(const Result<JobReport> &report, std::optional<std::chrono::milliseconds> comeBack)
{
    m_asking = false;
    ++m_job.polls;
    m_quiet = QDeadlineTimer(std::min<std::chrono::milliseconds>(comeBack.value_or(std::chrono::milliseconds(0)), longestPause));
    setOffline(!report && report.error().unreachable);
    if (!report) {
        pollFailed(m_tokens->told(report.error()));
        return;
    }
    if (m_failures > 0)
        m_job.cause = tr("the service answers again");
    m_failures = 0;
    m_badAnswers = 0;
    m_job.error.reset();
    m_job.rawStatus = report->rawStatus;
    const JobState before = m_job.state;
    tookStatus(*report);
    if (m_job.state != before || !isPolled(m_job.state))
        return; // entered() has set up what follows
    if (std::exchange(m_pollAgain, false))
        arm(std::chrono::milliseconds(0));
    else
        armNextPoll();
    announce();
}

void JobWatcher::tookStatus(const JobReport &report)
{
    if (report.word == JobWord::Completed) {
        m_job.completedAt = sinceAccepted();
        apply(JobEvent::Completed, tr("completed; fetching the data"));
    } else if (report.word == JobWord::Failed) {
        m_failedMute = report.failure.isEmpty() && !m_widgetSaid;
        const Error error = m_tokens->told(failure(report.failure));
        apply(JobEvent::FailedByService, error.message, error);
    } else if (report.needsMfa()) {
        apply(JobEvent::MfaAsked, tr("Answer in the widget; the same job then goes on."));
    } else {
        m_widgetSaid.reset(); // what was wrong has been corrected
        m_job.runningAt = sinceAccepted();
        apply(JobEvent::Running, tr("the service works on it"));
    }
}

/// Now, counted from acceptance by a clock that nobody sets.
QDateTime JobWatcher::sinceAccepted() const
{
    return m_job.acceptedAt.isValid() && m_age.isValid() && m_job.mfa == 0 ? m_job.acceptedAt.addMSecs(m_agedBefore + m_age.elapsed()) : m_clock();
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
    if (error.kind == Error::Kind::Credentials) {
        standStill(error);
        return;
    }
    m_badAnswers = error.kind == Error::Kind::Decode ? m_badAnswers + 1 : 0;
    if (!isPassing(error) || m_badAnswers >= m_rule.badAnswers) {
        apply(JobEvent::CallFailed, tr("Its status cannot be read: %1").arg(error.message), error);
        return;
    }
    // The job goes on whatever happens to our question: ask again, more and more slowly, until the deadline.
    const auto wait = jittered(backOff(++m_failures, m_rule.interval, m_rule.longest),
                               QRandomGenerator::global()->generateDouble());
    m_job.error = error;
    m_job.cause = tr("Its status could not be asked for; trying again: %1").arg(error.message);
    const bool atOnce = std::exchange(m_pollAgain, false);
    arm(atOnce ? m_rule.interval : std::max(wait, quietFor()));
    announce();
}

/// Not a failure of this job: all of them wait until the keys are right.
void JobWatcher::standStill(const Error &error)
{
    m_running = nullptr;
    m_held = true;
    if (m_job.state == JobState::Starting) {
        apply(JobEvent::StartPutOff, tr("The keys are refused. It is started when they are right."), error);
    } else {
        m_job.error = error;
        m_job.cause = tr("The keys are refused. It goes on when they are right.");
        tendDeadline();
        announce();
    }
    Q_EMIT keysRefused(error);
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
            setOffline(!value && value.error().unreachable);
            m_job.raw = *raw; // also of an answer that cannot be read: there to be looked at
            if (!value) {
                fetchFailed(m_tokens->told(value.error()));
                return;
            }
            if constexpr (std::is_same_v<T, Identity>)
                m_tokens->learnPerson(*value);
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
    if (error.kind == Error::Kind::Credentials) {
        standStill(error);
    } else if (error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout || error.kind == Error::Kind::Cancelled) {
        // The data waits at the service.
        m_job.error = error;
        m_job.cause = tr("Its data could not be fetched yet; trying again: %1").arg(error.message);
        arm(jittered(backOff(++m_failures, m_rule.interval, m_rule.longest), QRandomGenerator::global()->generateDouble()));
        announce();
    } else if (meansUnavailable(error))
        apply(JobEvent::NotAvailable, tr("This account has no such data: it was linked by its numbers, or its bank does not offer it."), error);
    else
        apply(JobEvent::CallFailed, tr("The job completed, but its data could not be fetched: %1").arg(error.message), error);
}

} // namespace console
