// SPDX-License-Identifier: GPL-3.0-or-later
// Who runs when, and what is kept. Questions about jobs are answered in jobquestions.cpp.
#include "session/jobboard.h"

#include "session/eventlog.h"
#include "session/jobrecord.h"
#include "session/tokensource.h"
#include "store/history.h"

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
    case JobState::StartDelayed:
    case JobState::AwaitingPerson:
    case JobState::Unavailable:
    case JobState::Cancelled: return LogEntry::Level::Warning;
    default: return LogEntry::Level::Info;
    }
}

} // namespace

JobBoard::JobBoard(const World &world, QObject *parent)
    : QObject(parent), m_api(world.api), m_tokens(world.tokens), m_log(world.log), m_clock(world.clock), m_history(world.history),
      m_plans(new PollPlans(world.history, this))
{
    setRule(m_rule);
    connect(m_plans, &PollPlans::learnt, this, &JobBoard::replan, Qt::QueuedConnection);
}

void JobBoard::replan()
{
    const std::set<int> open = m_open;
    for (const int number : open) {
        if (JobWatcher *watcher = m_watchers.value(number))
            watcher->replan();
    }
}

void JobBoard::setRule(const PollRule &rule)
{
    m_rule = rule;
    if (!m_rule.plan)
        m_rule.plan = [this](JobKind kind, const QString &bank) { return m_plans->planFor(kind, bank); };
    m_rule.behind = [this](const QString &connectionId) {
        const auto lane = m_lanes.constFind(connectionId);
        return lane == m_lanes.cend() ? 0 : qsizetype(lane->queued.size());
    };
}

void JobBoard::setEnvironment(const QString &environment, bool keepsData)
{
    if (m_environment != environment)
        m_plans->setEnvironment(environment);
    m_environment = environment;
    m_keepsData = keepsData;
}

JobWatcher *JobBoard::add(Job job)
{
    job.number = m_nextNumber++;
    auto *watcher = new JobWatcher(m_api, m_tokens, job, m_rule, m_clock, this);
    watcher->setKeep([this](const Job &now, QObject *receiver, std::function<void()> then) { keep(now, receiver, std::move(then)); });
    m_watchers.insert(job.number, watcher);
    m_lastState.insert(job.number, job.state);
    m_byId.insert(job.id, job.number);
    if (!job.jobId.isEmpty())
        m_byJobId.insert(job.jobId, job.number);
    Lane &lane = m_lanes[job.connectionId];
    lane.all.append(job.number);
    m_open.insert(job.number);
    count(job.state, 1);
    if (const int before = std::exchange(m_latest[{job.connectionId, job.kind}], job.number); before && !m_open.contains(before))
        m_old.push_back(before);
    connect(watcher, &JobWatcher::changed, this, &JobBoard::watcherChanged);
    connect(watcher, &JobWatcher::keysRefused, this, &JobBoard::hold);
    connect(watcher, &JobWatcher::reached, this, &JobBoard::networkIsBack);
    return watcher;
}

int JobBoard::start(const QString &connectionId, JobKind kind, const DateRange &range)
{
    Job job;
    job.connectionId = connectionId;
    job.kind = kind;
    job.range = range;
    job.cause = tr("waits for its turn");
    job.id = m_history ? m_history->newId() : 0;
    if (m_context)
        std::tie(job.user, job.bank) = [](const Context &context) { return std::pair(context.user, context.bank); }(m_context(connectionId));
    release(); // whoever starts something wants it tried
    JobWatcher *watcher = add(job);
    const Job added = watcher->job();
    m_lanes[connectionId].queued.push_back(added.number);
    record(added);
    note(added);
    Q_EMIT changed(added);
    admitNext(connectionId);
    return added.number;
}

int JobBoard::resume(Job job)
{
    if (const int known = numberOfId(job.id))
        return known;
    JobWatcher *watcher = add(job);
    const Job added = watcher->job();
    m_recorded.insert(added.number, added.history.size()); // it stands there as it is
    Lane &lane = m_lanes[added.connectionId];
    if (added.state == JobState::Queued) {
        lane.queued.push_back(added.number);
        Q_EMIT changed(added);
        admitNext(added.connectionId);
        return added.number;
    }
    lane.running = added.number;
    Q_EMIT changed(added);
    watcher->resume();
    // It waited for a person when the program ended, and nobody has been told of that since.
    if (watcher->job().state == JobState::AwaitingPerson) {
        m_awaiting.insert(added.number);
        Q_EMIT mfaAsked(watcher->job());
    }
    return added.number;
}

/// The oldest queued job of a connection that is free. Waiting for a person is not free: the service still runs it.
void JobBoard::admitNext(const QString &connectionId)
{
    if (m_held)
        return;
    const auto lane = m_lanes.find(connectionId);
    if (lane == m_lanes.end() || lane->running || lane->queued.empty())
        return;
    const int number = lane->queued.front();
    lane->queued.pop_front();
    lane->running = number;
    m_watchers.value(number)->admit();
}

void JobBoard::watcherChanged(const Job &job)
{
    const JobState before = std::exchange(m_lastState[job.number], job.state);
    record(job);
    if (!job.jobId.isEmpty())
        m_byJobId.insert(job.jobId, job.number);
    if (job.state != before) {
        count(before, -1);
        count(job.state, 1);
        settleLane(job, before);
        note(job);
    }
    const quint64 generation = m_generation;
    Q_EMIT changed(job);
    if (generation != m_generation || job.state == before)
        return;
    // Coming back from a widget that did not answer is the same question, not a new one.
    if (job.state == JobState::AwaitingPerson && before != JobState::Answering)
        Q_EMIT mfaAsked(job);
    if (generation == m_generation && (isEnded(job.state) || job.state == JobState::Queued))
        admitNext(job.connectionId);
}

/// Keeps the sets that questions are answered from.
void JobBoard::settleLane(const Job &job, JobState before)
{
    Lane &lane = m_lanes[job.connectionId];
    if (isEnded(job.state)) {
        if (lane.running == job.number)
            lane.running = 0;
        std::erase(lane.queued, job.number);
        m_open.erase(job.number);
        ended(job);
    } else if (isEnded(before)) { // tried again: behind those that wait since before
        m_open.insert(job.number);
        lane.queued.push_back(job.number);
        m_byId.insert(job.id, job.number);
    }
    if (job.state == JobState::AwaitingPerson)
        m_awaiting.insert(job.number);
    else
        m_awaiting.erase(job.number);
}

void JobBoard::count(JobState state, int by)
{
    int &place = state == JobState::Queued ? m_counts.queued
        : isEnded(state)                   ? m_counts.ended
        : state == JobState::AwaitingPerson || state == JobState::Answering ? m_counts.needPerson
                                                                            : m_counts.running;
    place += by;
}

void JobBoard::ended(const Job &job)
{
    if (const auto duration = durationOf(job); duration && job.state == JobState::Done)
        m_plans->learn(job.kind, job.bank, *duration);
    if (job.state == JobState::Done) {
        QList<int> &done = m_lastDone[job.kind];
        done.removeAll(job.number);
        done.prepend(job.number);
        done.resize(std::min<qsizetype>(done.size(), 2));
        if (m_history && m_keepsData && job.id)
            m_history->putPayload(job.id, job.raw);
    }
    if (weightOf(job) > 0) {
        m_weighty.push_back(job.number);
        m_bytes += weightOf(job);
    }
    if (m_latest.value({job.connectionId, job.kind}) != job.number)
        m_old.push_back(job.number);
    makeRoom();
}

void JobBoard::makeRoom()
{
    while (m_bytes > mostBytes && m_weighty.size() > 1) {
        JobWatcher *watcher = m_watchers.value(m_weighty.front());
        m_weighty.pop_front();
        if (!watcher)
            continue;
        m_bytes -= weightOf(watcher->job());
        watcher->dropResult();
    }
    while (m_old.size() > std::size_t(mostOld)) {
        const int number = m_old.front();
        m_old.pop_front();
        const JobWatcher *watcher = m_watchers.value(number);
        if (watcher && isEnded(watcher->job().state) && m_latest.value({watcher->job().connectionId, watcher->job().kind}) != number)
            forget(number);
    }
}

void JobBoard::forget(int number)
{
    JobWatcher *watcher = m_watchers.take(number);
    const Job &job = watcher->job();
    m_bytes -= weightOf(job);
    std::erase(m_weighty, number);
    m_lastState.remove(number);
    m_recorded.remove(number);
    m_lanes[job.connectionId].all.removeAll(number);
    m_byId.remove(job.id);
    if (m_byJobId.value(job.jobId) == number)
        m_byJobId.remove(job.jobId);
    m_lastDone[job.kind].removeAll(number);
    count(job.state, -1);
    watcher->deleteLater();
}

/// One job's answer tells all the others. Those are asked a moment later, not inside the answer.
void JobBoard::networkIsBack()
{
    if (std::exchange(m_wakingUp, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_wakingUp = false;
        const std::set<int> open = m_open;
        for (const int number : open) {
            if (JobWatcher *watcher = m_watchers.value(number))
                watcher->networkIsBack();
        }
    });
}

/// One refused key is one problem, however many jobs would meet it.
void JobBoard::hold(const Error &error)
{
    if (m_held)
        return;
    m_held = error;
    for (const int number : m_open)
        m_watchers.value(number)->hold();
    m_log->addNote(LogEntry::Kind::Job, LogEntry::Level::Bad, tr("all jobs stand still"), oneLine(error));
    Q_EMIT heldChanged();
}

void JobBoard::release()
{
    if (!m_held)
        return;
    m_held.reset();
    Q_EMIT heldChanged();
    const std::set<int> open = m_open; // what is released may end at once
    for (const int number : open) {
        if (JobWatcher *watcher = m_watchers.value(number))
            watcher->release();
    }
    const QStringList connections = m_lanes.keys();
    for (const QString &connectionId : connections)
        admitNext(connectionId);
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

/// Once per change of state; what polls count in between is written with the next change.
void JobBoard::record(const Job &job)
{
    if (!m_history || !job.id)
        return;
    qsizetype &known = m_recorded[job.number];
    if (known >= job.history.size())
        return;
    m_history->put(rowOf(job, m_environment));
    for (; known < job.history.size(); ++known) {
        const Job::Change &change = job.history.at(known);
        m_history->put(HistoryChange{.job = job.id, .at = change.at, .state = jobStateName(change.state), .cause = change.cause,
                                     .rawStatus = change.state == job.state ? job.rawStatus : QString()});
    }
}

void JobBoard::keep(const Job &job, QObject *receiver, std::function<void()> then)
{
    if (!m_history || !job.id) {
        then();
        return;
    }
    record(job);
    m_history->whenKept(receiver, [then = std::move(then)](bool) { then(); }); // not kept: History::problem() says so; the job is wanted all the same
}

void JobBoard::clear()
{
    ++m_generation;
    const QMap<int, JobWatcher *> watchers = std::exchange(m_watchers, {});
    m_lastState.clear();
    m_recorded.clear();
    m_lanes.clear();
    m_latest.clear();
    m_byJobId.clear();
    m_byId.clear();
    m_lastDone.clear();
    m_open.clear();
    m_awaiting.clear();
    m_weighty.clear();
    m_old.clear();
    m_bytes = 0;
    m_counts = {};
    m_held.reset();
    for (JobWatcher *watcher : watchers) {
        watcher->disconnect(this);
        watcher->setKeep({});
        watcher->cancel();      // its timers and its call end here
        watcher->deleteLater(); // this may run inside a signal of the watcher
    }
    Q_EMIT cleared();
}

} // namespace console
