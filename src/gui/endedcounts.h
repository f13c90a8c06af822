// SPDX-License-Identifier: GPL-3.0-or-later
// EndedCounts: how many jobs of this environment ended in which way, those of earlier runs included.
#pragma once

#include "base/result.h"
#include "gui/jobgroup.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <array>

namespace console {

class JobTally;
class Session;

/// The history counts them, in its own thread: of a million it takes some 50 ms there. So they are counted only while
/// somebody looks, and anew at most as often as keeps the history free for other questions nine tenths of the time.
class EndedCounts : public QObject
{
    Q_OBJECT
public:
    EndedCounts(Session *session, const JobTally *tally, QObject *parent = nullptr);
    /// Of a group of ended jobs; nothing: not known yet.
    std::optional<qint64> count(JobGroup group) const;
    void setWatched(bool watched);

Q_SIGNALS:
    void changed(); ///< what the history says; what this run ends is the tally's to tell

private:
    void forget();
    void grow(); ///< what was counted is not the newest any more
    void schedule(std::chrono::milliseconds pause);
    void ask();
    void answered(const Result<QHash<QString, qint64>> &states);
    Session *m_session;
    const JobTally *m_tally;
    std::optional<std::array<qint64, std::size_t(jobGroupCount)>> m_counts;
    QTimer m_later;
    QElapsedTimer m_took;
    std::chrono::milliseconds m_pause{0};
    quint64 m_question = 0;   // the newest; an answer to an older one may be of another environment
    bool m_watched = false, m_asking = false, m_stale = true;
    bool m_isOff = false;     // the history cannot be read
};

} // namespace console
