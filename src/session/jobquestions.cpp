// SPDX-License-Identifier: GPL-3.0-or-later
// JobBoard: orders to one job, and questions about jobs. Each is answered from a set that is kept, not by a search.
#include "session/jobboard.h"

#include "session/jobrecord.h"
#include "store/history.h"

namespace console {

void JobBoard::cancel(int number)
{
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->cancel();
}

void JobBoard::retry(int number)
{
    JobWatcher *watcher = m_watchers.value(number);
    if (!watcher || !isEnded(watcher->job().state))
        return;
    release();
    m_bytes -= weightOf(watcher->job()); // its data goes
    std::erase(m_weighty, number);
    m_byId.remove(watcher->job().id);
    watcher->retry(m_history ? m_history->newId() : 0);
}

void JobBoard::pollNow(int number)
{
    release();
    if (JobWatcher *watcher = m_watchers.value(number))
        watcher->pollNow();
}

void JobBoard::pollAllNow()
{
    const std::set<int> open = m_open;
    for (const int number : open) {
        if (JobWatcher *watcher = m_watchers.value(number))
            watcher->pollNow();
    }
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

void JobBoard::recall(int number)
{
    const JobWatcher *watcher = m_watchers.value(number);
    if (!m_history || !watcher || watcher->job().state != JobState::Done || watcher->job().result.index() != 0)
        return;
    m_history->payload(watcher->job().id, this, [this, number, id = watcher->job().id](const Result<QByteArray> &raw) {
        JobWatcher *now = m_watchers.value(number);
        if (!now || now->job().id != id || !raw || raw->isEmpty())
            return;
        const Result<JobResult> result = resultFrom(now->job().kind, *raw);
        if (!result)
            return;
        now->setResult(*result, *raw);
        m_weighty.push_back(number);
        m_bytes += weightOf(now->job());
        makeRoom();
    });
}

QList<Job> JobBoard::jobs() const
{
    QList<Job> all;
    all.reserve(m_watchers.size());
    for (const JobWatcher *watcher : m_watchers)
        all.append(watcher->job());
    return all;
}

QList<Job> JobBoard::jobsOf(const QString &connectionId) const
{
    QList<Job> all;
    for (const int number : m_lanes.value(connectionId).all)
        all.append(m_watchers.value(number)->job());
    return all;
}

std::optional<Job> JobBoard::job(int number) const
{
    const JobWatcher *watcher = m_watchers.value(number);
    return watcher ? std::optional<Job>(watcher->job()) : std::nullopt;
}

std::optional<Job> JobBoard::latest(const QString &connectionId, JobKind kind) const
{
    return job(m_latest.value({connectionId, kind}));
}

std::optional<Job> JobBoard::lastDone(JobKind kind, int except) const
{
    for (const int number : m_lastDone.value(kind)) {
        if (number != except && m_watchers.contains(number) && m_watchers.value(number)->job().state == JobState::Done)
            return job(number);
    }
    return {};
}

std::optional<Job> JobBoard::newestRunning() const
{
    return m_open.empty() ? std::nullopt : job(*m_open.rbegin());
}

std::optional<Job> JobBoard::awaitingPerson() const
{
    return m_awaiting.empty() ? std::nullopt : job(*m_awaiting.begin());
}

QList<Job> JobBoard::allAwaitingPerson() const
{
    QList<Job> all;
    for (const int number : m_awaiting)
        all.append(m_watchers.value(number)->job());
    return all;
}

int JobBoard::numberOf(const QString &jobId) const
{
    return jobId.isEmpty() ? 0 : m_byJobId.value(jobId);
}

int JobBoard::numberOfId(qint64 id) const
{
    return id ? m_byId.value(id) : 0;
}

} // namespace console
