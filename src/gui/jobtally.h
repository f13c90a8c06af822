// SPDX-License-Identifier: GPL-3.0-or-later
// JobTally: how many jobs of the board are in which group, and which wait for a person; a change costs a look-up.
#pragma once

#include "gui/jobgroup.h"
#include "session/jobwatcher.h"

#include <QHash>
#include <QMap>
#include <QTimer>

#include <array>
#include <functional>

namespace console {

class JobBoard;

class JobTally : public QObject
{
    Q_OBJECT
public:
    explicit JobTally(JobBoard *board, QObject *parent = nullptr);
    int count(JobGroup group) const { return m_counts[std::size_t(group)]; }
    int active() const; ///< not ended
    /// Numbers of the jobs that ask for a second factor and whose widget is not open, the longest waiting first.
    QList<int> awaiting() const { return m_awaiting.values(); }
    /// "3 running · 1 needs you", "2 waiting"; empty: nothing is active.
    QString summary() const;

Q_SIGNALS:
    /// At once while there are few jobs, else ten times a second at most.
    void changed();

private:
    void jobChanged(const Job &job);
    void recount();
    void tell();
    JobBoard *m_board;
    struct Known { JobState state; qint64 asked = 0; };
    QHash<int, Known> m_known;
    QMap<qint64, int> m_awaiting; // order of asking → number
    std::array<int, std::size_t(jobGroupCount)> m_counts{};
    qint64 m_nextAsked = 1;
    QTimer m_later;
};

/// Calls `refresh` when any job changed: at once while few are under way, else ten times a second at most. For what
/// shows one picture of them all.
void whenJobsChange(JobBoard *board, QObject *receiver, std::function<void()> refresh);

} // namespace console
