// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/endedcounts.h"

#include "gui/jobtally.h"
#include "session/session.h"
#include "store/history.h"

using namespace std::chrono_literals;

namespace console {

namespace {

constexpr auto leastPause = 500ms;
constexpr int share = 9; // so many times what the last answer took

} // namespace

EndedCounts::EndedCounts(Session *session, const JobTally *tally, QObject *parent) : QObject(parent), m_session(session), m_tally(tally)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &EndedCounts::ask);
    if (!session->history())
        return;
    connect(session->environments(), &Environments::chosen, this, &EndedCounts::forget);
    connect(session->history(), &History::jobsWritten, this, &EndedCounts::grow);
    connect(session->history(), &History::purged, this, &EndedCounts::grow);
}

std::optional<qint64> EndedCounts::count(JobGroup group) const
{
    const History *history = m_session->history();
    const qint64 here = m_tally->count(group);
    if (!history || m_isOff)
        return here;
    if (!m_counts)
        return {};
    // What this run ends is in the history, too, unless nothing can be written there.
    return (*m_counts)[std::size_t(group)] + (history->state() == History::State::ReadOnly ? here : 0);
}

void EndedCounts::setWatched(bool watched)
{
    m_watched = watched;
    if (m_stale)
        schedule(0ms);
}

void EndedCounts::forget()
{
    ++m_question;
    m_asking = false;
    m_counts.reset();
    m_stale = true;
    schedule(0ms);
    Q_EMIT changed();
}

void EndedCounts::grow()
{
    m_stale = true;
    schedule(m_pause);
}

void EndedCounts::schedule(std::chrono::milliseconds pause)
{
    if (m_watched && !m_asking && !m_later.isActive() && m_session->history())
        m_later.start(pause);
}

void EndedCounts::ask()
{
    if (!m_watched)
        return;
    m_asking = true;
    m_stale = false;
    m_took.start();
    m_session->history()->states(m_session->environments()->current().id, this,
                                 [this, question = ++m_question](const Result<QHash<QString, qint64>> &states) {
        if (question == m_question)
            answered(states);
    });
}

void EndedCounts::answered(const Result<QHash<QString, qint64>> &states)
{
    m_asking = false;
    m_pause = std::max<std::chrono::milliseconds>(leastPause, share * std::chrono::milliseconds(m_took.elapsed()));
    m_isOff = !states;
    m_counts.emplace();
    const QHash<QString, qint64> found = states.value_or(QHash<QString, qint64>());
    for (auto state = found.cbegin(); state != found.cend(); ++state) {
        if (const std::optional<JobState> known = jobStateFrom(state.key()); known && isEnded(*known))
            (*m_counts)[std::size_t(groupOf(*known))] += state.value();
    }
    if (m_stale)
        schedule(m_pause);
    Q_EMIT changed();
}

} // namespace console
