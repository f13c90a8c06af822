// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/jobboard.h"

#include "session/eventlog.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

LogEntry::Level levelOf(JobState state)
{
    switch (state) {
    case JobState::Done: return LogEntry::Level::Good;
    case JobState::Failed:
    case JobState::TimedOut: return LogEntry::Level::Bad;
    case JobState::WaitingForOther:
    case JobState::AwaitingPerson:
    case JobState::Unavailable:
    case JobState::Cancelled: return LogEntry::Level::Warning;
    default: return LogEntry::Level::Info;
    }
}

/// Does it hold its connection? A job that waits for a person does: the service still runs it.
bool occupies(JobState state)
{
    return state != JobState::Queued && !isEnded(state);
}

} // namespace

JobBoard::JobBoard(ApiClient *api, TokenSource *tokens, EventLog *log, Clock clock, QObject *parent)
    : QObject(parent), m_api(api), m_tokens(tokens), m_log(log), m_clock(std::move(clock))
{
}

int JobBoard::start(const QString &connectionId, JobKind kind, const DateRange &range)
{
    Job job;
    job.number = m_nextNumber++;
    job.connectionId = connectionId;
    job.kind = kind;
    job.range = range;
    job.cause = tr("waits for its turn");
    auto *watcher = new JobWatcher(m_api, m_tokens, job, m_rule, m_clock, this);
    m_watchers.insert(job.number, watcher);
    m_lastState.insert(job.number, JobState::Queued);
    connect(watcher, &JobWatcher::changed, this, &JobBoard::watcherChanged);
    note(watcher->job());
    Q_EMIT changed(watcher->job());
    admitNext(connectionId);
    return job.number;
}

/// The oldest queued job of a connection that is free.
void JobBoard::admitNext(const QString &connectionId)
{
    JobWatcher *first = nullptr;
    for (JobWatcher *each : std::as_const(m_watchers)) {
        if (each->job().connectionId != connectionId)
            continue;
        if (occupies(each->job().state))
            return;
        // a retried job has an old number but asked last: it stands behind those that wait since before
        if (each->job().state == JobState::Queued && (!first || each->job().changedAt < first->job().changedAt))
            first = each;
    }
    if (first)
        first->admit();
}

void JobBoard::watcherChanged(const Job &job)
{
    const JobState before = m_lastState.value(job.number, JobState::Queued);
    m_lastState.insert(job.number, job.state);
    const quint64 generation = m_generation;
    if (job.state != before)
        note(job);
    Q_EMIT changed(job);
    if (generation != m_generation || job.state == before)
        return;
    // Coming back from a widget that did not answer is the same question, not a new one.
    if (job.state == JobState::AwaitingPerson && before != JobState::Answering)
        Q_EMIT mfaAsked(job);
    if (generation == m_generation && (isEnded(job.state) || job.state == JobState::Queued))
        admitNext(job.connectionId);
}

void JobBoard::note(const Job &job)
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Job;
    entry.level = levelOf(job.state);
    entry.title = u"%1 → %2"_s.arg(jobKindName(job.kind), jobStateText(job.state));
    entry.detail = job.cause;
    entry.connectionId = job.connectionId;
    entry.jobId = job.jobId;
    m_log->add(std::move(entry));
}

void JobBoard::cancel(int number)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->cancel();
}

void JobBoard::retry(int number)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->retry();
}

void JobBoard::pollNow(int number)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->pollNow();
}

void JobBoard::widgetOpened(int number)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->widgetOpened();
}

void JobBoard::widgetEnded(int number)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->widgetEnded();
}

void JobBoard::widgetFailed(int number, const Error &error)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->widgetFailed(error);
}

void JobBoard::clear()
{
    ++m_generation;
    const QMap<int, JobWatcher *> watchers = std::exchange(m_watchers, {});
    m_lastState.clear();
    for (JobWatcher *watcher : watchers) {
        watcher->disconnect(this);
        watcher->cancel();      // its timers and its call end here
        watcher->deleteLater(); // this may run inside a signal of the watcher
    }
    Q_EMIT cleared();
}

QList<Job> JobBoard::jobs() const
{
    QList<Job> all;
    all.reserve(m_watchers.size());
    for (const JobWatcher *watcher : m_watchers)
        all.append(watcher->job());
    return all;
}

std::optional<Job> JobBoard::job(int number) const
{
    const JobWatcher *watcher = m_watchers.value(number);
    return watcher ? std::optional<Job>(watcher->job()) : std::nullopt;
}

std::optional<Job> JobBoard::latest(const QString &connectionId, JobKind kind) const
{
    std::optional<Job> found;
    for (const JobWatcher *watcher : m_watchers) { // rising numbers: the last match is the newest
        if (watcher->job().connectionId == connectionId && watcher->job().kind == kind)
            found = watcher->job();
    }
    return found;
}

std::optional<Job> JobBoard::awaitingPerson() const
{
    for (const JobWatcher *watcher : m_watchers) {
        if (watcher->job().state == JobState::AwaitingPerson)
            return watcher->job();
    }
    return {};
}

int JobBoard::numberOf(const QString &jobId) const
{
    for (const JobWatcher *watcher : m_watchers) {
        if (!jobId.isEmpty() && watcher->job().jobId == jobId)
            return watcher->job().number;
    }
    return 0;
}

} // namespace console
