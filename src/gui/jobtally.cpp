// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobtally.h"

#include "session/jobboard.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int few = 32;   // jobs: so many are told of at once
constexpr int pause = 200; // ms: figures that change more often are not read

} // namespace

JobTally::JobTally(JobBoard *board, QObject *parent) : QObject(parent), m_board(board)
{
    m_later.setSingleShot(true);
    m_later.setInterval(pause);
    connect(&m_later, &QTimer::timeout, this, &JobTally::changed);
    connect(board, &JobBoard::changed, this, &JobTally::jobChanged);
    connect(board, &JobBoard::cleared, this, [this] {
        recount();
        m_later.stop();
        Q_EMIT changed();
    });
    recount();
}

void JobTally::recount()
{
    m_known.clear();
    m_awaiting.clear();
    m_counts.fill(0);
    for (const Job &job : m_board->jobs())
        jobChanged(job);
}

void JobTally::jobChanged(const Job &job)
{
    const auto known = m_known.find(job.number);
    const bool isNew = known == m_known.end();
    if (!isNew && known->state == job.state)
        return;
    Known now{job.state};
    if (!isNew) {
        --m_counts[std::size_t(groupOf(known->state))];
        m_awaiting.remove(known->asked);
        now.asked = known->asked; // who closed the widget without an answer does not lose the place in the line
    }
    if (job.state == JobState::AwaitingPerson) {
        if (now.asked == 0)
            now.asked = m_nextAsked++;
        m_awaiting.insert(now.asked, job.number);
    } else if (job.state != JobState::Answering) {
        now.asked = 0;
    }
    ++m_counts[std::size_t(groupOf(job.state))];
    m_known.insert(job.number, now);
    tell();
}

void JobTally::tell()
{
    if (m_known.size() <= few)
        Q_EMIT changed();
    else if (!m_later.isActive())
        m_later.start();
}

int JobTally::active() const
{
    return count(JobGroup::Running) + count(JobGroup::NeedsYou) + count(JobGroup::Waiting);
}

QString JobTally::summary() const
{
    const int running = count(JobGroup::Running);
    const int needing = count(JobGroup::NeedsYou);
    const int waiting = count(JobGroup::Waiting);
    QStringList parts; // what needs the person stands where it is not cut off
    if (needing > 0)
        parts << (needing == 1 ? tr("1 needs you") : tr("%1 need you").arg(needing));
    if (running > 0)
        parts << tr("%1 running").arg(running);
    else if (waiting > 0)
        parts << tr("%1 waiting").arg(waiting);
    return parts.join(u" · "_s);
}

void whenJobsChange(JobBoard *board, QObject *receiver, std::function<void()> refresh)
{
    auto *later = new QTimer(receiver);
    later->setSingleShot(true);
    later->setInterval(pause);
    QObject::connect(later, &QTimer::timeout, receiver, refresh);
    QObject::connect(board, &JobBoard::changed, receiver, [board, later, refresh] {
        const JobBoard::Counts counts = board->counts();
        if (counts.queued + counts.running + counts.needPerson <= few)
            refresh();
        else if (!later->isActive())
            later->start();
    });
}

} // namespace console
