// SPDX-License-Identifier: GPL-3.0-or-later
// PollPlans: the polling plan of each kind of job and bank, learnt from the history and from what ends now.
#pragma once

#include "api/types.h"
#include "session/pollplan.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace console {

class History;

class PollPlans : public QObject
{
    Q_OBJECT
public:
    /// `history` may be null: then only this run teaches.
    explicit PollPlans(History *history, QObject *parent = nullptr);
    /// Another environment: other services, other times.
    void setEnvironment(const QString &environment);
    /// Of that bank, if enough of its jobs are known; else of that kind at any bank; else of any job here; else a scout's
    /// for the first few; else the default curve. What the history knows is asked for at the first question and counts from its answer on.
    PollPlan planFor(JobKind kind, const QString &bank);
    void learn(JobKind kind, const QString &bank, const HistoryDuration &duration);
    static constexpr int scouts = 2 * PollPlan::enough; ///< so many jobs ask often while nothing at all is known of this environment

Q_SIGNALS:
    /// Something is known where nothing was: plans made before are out of date.
    void learnt();

private:
    using Key = std::pair<QString, QString>; // kind, bank; empty: any
    struct Known {
        QList<HistoryDuration> durations; // newest first
        std::optional<PollPlan> plan;     // none: to be made anew
        qsizetype since = 0;              // jobs learnt since it was made
    };
    void askHistory(const Key &key);
    const PollPlan *planOf(const Key &key);
    void add(const Key &key, const HistoryDuration &duration);
    History *m_history;
    QString m_environment;
    QHash<Key, Known> m_known;
    QSet<Key> m_asked;
    int m_scouts = 0;
    quint64 m_generation = 0; // counts environments: answers of the one before are dropped
};

} // namespace console
