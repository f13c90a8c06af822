// SPDX-License-Identifier: GPL-3.0-or-later
// What changes a job's state, what follows from it, and its deadline. The calls are in jobcalls.cpp.
#include "session/jobwatcher.h"

#include "session/tokensource.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool needsPerson(JobState state)
{
    return state == JobState::AwaitingPerson || state == JobState::Answering;
}

} // namespace

JobWatcher::JobWatcher(ApiClient *api, TokenSource *tokens, Job job, const PollRule &rule, Clock clock, QObject *parent)
    : QObject(parent), m_api(api), m_tokens(tokens), m_job(std::move(job)), m_rule(rule), m_clock(std::move(clock))
{
    m_next.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &JobWatcher::timeForNext);
    connect(&m_deadline, &QTimer::timeout, this, &JobWatcher::deadlinePassed);
    m_left = m_rule.deadline;
    if (!m_job.changedAt.isValid())
        m_job.changedAt = m_clock();
    if (!m_job.createdAt.isValid())
        m_job.createdAt = m_job.changedAt;
    if (m_job.history.isEmpty())
        m_job.history.append({m_job.changedAt, m_job.state, m_job.cause});
}

void JobWatcher::deadlinePassed()
{
    Error error{.kind = Error::Kind::Timeout,
                .message = tr("The %1 job did not end within %2 seconds.").arg(jobKindName(m_job.kind)).arg(m_rule.deadline.count() / 1000.0),
                .where = m_job.jobId.isEmpty() ? tr("start of the %1 job").arg(jobKindName(m_job.kind)) : m_job.jobId,
                .advice = tr("Try again, or raise the deadline in Settings.")};
    if (m_job.error) // what kept it
        error.message += u' ' + tr("The last trouble: %1").arg(m_job.error->message);
    apply(JobEvent::DeadlinePassed, tr("It did not end in time. The job may still go on at the service."), error);
}

void JobWatcher::admit()
{
    if (m_job.state == JobState::Queued) {
        m_job.startedAt = m_clock();
        m_left = m_rule.deadline;
    }
    apply(JobEvent::Admitted, tr("asking the service to start it"));
}

/// The service has gone on meanwhile: it is asked at once. A start that may have left is never simply repeated.
void JobWatcher::resume()
{
    m_left = m_rule.deadline;
    if (m_job.acceptedAt.isValid()) {
        m_age.start();
        m_agedBefore = std::max<qint64>(0, m_job.acceptedAt.msecsTo(m_clock()));
    }
    tendDeadline();
    switch (m_job.state) {
    case JobState::Starting:
        m_lostStart = true;
        apply(JobEvent::StartPutOff, tr("This program ended before the answer to its start came. Asking what became of it."));
        break;
    case JobState::StartDelayed:
        m_lostStart = m_job.starts > 0;
        arm(std::chrono::milliseconds(0));
        break;
    case JobState::WaitingForOther: arm(std::chrono::milliseconds(0)); break;
    case JobState::Answering: apply(JobEvent::WidgetEnded, tr("This program ended while the widget was open.")); [[fallthrough]];
    case JobState::AwaitingPerson:
    case JobState::Polling: poll(); break;
    case JobState::Fetching: fetch(); break;
    default: break;
    }
}

void JobWatcher::cancel()
{
    apply(JobEvent::CancelAsked, tr("You stopped watching it. The job may still go on at the service."));
}

void JobWatcher::retry(qint64 newId)
{
    if (!isEnded(m_job.state))
        return;
    // "from the start, as a new job at the service": nothing of the old one stays but number and history
    Job fresh;
    fresh.number = m_job.number;
    fresh.id = newId;
    fresh.user = m_job.user;
    fresh.connectionId = m_job.connectionId;
    fresh.bank = m_job.bank;
    fresh.kind = m_job.kind;
    fresh.range = m_job.range;
    fresh.state = m_job.state;
    fresh.createdAt = m_clock();
    fresh.history = m_job.history;
    m_job = fresh;
    m_widgetSaid.reset();
    m_lostStart = false;
    m_failures = 0;
    m_badAnswers = 0;
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
    if (m_held)
        return;
    if (m_job.state == JobState::StartDelayed || m_job.state == JobState::WaitingForOther) {
        if (m_next.isActive())
            timeForNext();
        return;
    }
    if (!isPolled(m_job.state))
        return;
    m_pollAgain = m_asking; // the answer under way may be older than the reason to ask
    if (!m_asking)
        poll();
}

void JobWatcher::hold()
{
    m_held = true;
    m_next.stop();
    m_job.nextPollAt = {};
    tendDeadline();
}

void JobWatcher::release()
{
    if (!std::exchange(m_held, false))
        return;
    tendDeadline();
    again();
}

/// The call whose keys were refused, or that a hold has kept from being made.
void JobWatcher::again()
{
    if (m_asking || (m_running && m_running->isRunning()))
        return; // still under way: its answer goes on
    if (m_job.state == JobState::Fetching)
        fetch();
    else if (isPolled(m_job.state))
        poll();
    else if (m_job.state == JobState::StartDelayed || m_job.state == JobState::WaitingForOther)
        timeForNext();
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
    case JobState::WaitingForOther:
    case JobState::StartDelayed: arm(m_pause); break;
    case JobState::Polling:
        if (before != JobState::Starting) { // it went on after a second factor: another wait, of the same kind
            m_age.start();
            m_agedBefore = 0;
        }
        if (!m_asking)
            armNextPoll();
        break;
    case JobState::AwaitingPerson:
        m_job.mfa += before == JobState::Answering ? 0 : 1; // coming back unanswered is the same question
        [[fallthrough]];
    case JobState::Answering:
        if (!m_asking)
            armNextPoll();
        break;
    case JobState::Fetching: fetch(); break;
    default: break;
    }
}

/// Runs while the service works; stands still while a person, the network or good keys are missing, and in the queue.
void JobWatcher::tendDeadline()
{
    const bool runs = !isEnded(m_job.state) && !needsPerson(m_job.state) && m_job.state != JobState::Queued && !m_held && !m_offline;
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

void JobWatcher::setOffline(bool offline)
{
    const bool isBack = std::exchange(m_offline, offline) && !offline;
    tendDeadline();
    if (isBack)
        Q_EMIT reached();
}

void JobWatcher::replan()
{
    m_plan.reset();
    if (m_job.state == JobState::Polling && m_next.isActive() && m_failures == 0) {
        armNextPoll();
        announce();
    }
}

void JobWatcher::networkIsBack()
{
    if (m_offline && m_next.isActive())
        timeForNext();
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

void JobWatcher::arm(std::chrono::milliseconds delay)
{
    if (m_held)
        return;
    m_next.start(delay);
    m_job.nextPollAt = m_clock().addMSecs(delay.count());
}

/// How long the service wants no poll, as far as that leaves one before the deadline.
std::chrono::milliseconds JobWatcher::quietFor() const
{
    auto quiet = std::chrono::ceil<std::chrono::milliseconds>(m_quiet.remainingTimeAsDuration());
    if (m_deadline.isActive())
        quiet = std::min<std::chrono::milliseconds>(quiet, m_deadline.remainingTimeAsDuration() - lastQuestion);
    return std::max(quiet, std::chrono::milliseconds(0));
}

void JobWatcher::armNextPoll()
{
    const double random = QRandomGenerator::global()->generateDouble();
    if (needsPerson(m_job.state)) {
        const std::chrono::milliseconds asked(m_job.changedAt.msecsTo(m_clock()));
        arm(std::max(quietFor(), jittered(personWait(asked, m_rule.awaitingPerson, std::max(m_rule.awaitingPerson, m_rule.longest)), random)));
        return;
    }
    if (!m_plan)
        m_plan = m_rule.plan ? m_rule.plan(m_job.kind, m_job.bank) : PollPlan();
    const std::chrono::milliseconds age(m_agedBefore + (m_age.isValid() ? m_age.elapsed() : 0));
    arm(std::max(quietFor(), m_plan->delayAfter(age, random, m_rule.behind ? m_rule.behind(m_job.connectionId) : 0)));
}

void JobWatcher::timeForNext()
{
    m_next.stop();
    m_job.nextPollAt = {};
    if (m_job.state == JobState::StartDelayed && m_lostStart && m_job.kind == JobKind::Balance)
        askWhetherItRan();
    else if (m_job.state == JobState::WaitingForOther || m_job.state == JobState::StartDelayed)
        apply(JobEvent::RetryStart, tr("trying to start it again"));
    else if (isPolled(m_job.state))
        poll();
    else if (m_job.state == JobState::Fetching)
        fetch();
}

void JobWatcher::dropResult()
{
    m_job.result = std::monostate();
    m_job.raw.clear();
}

void JobWatcher::setResult(const JobResult &result, const QByteArray &raw)
{
    m_job.result = result;
    m_job.raw = raw;
    announce();
}

} // namespace console
