// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pollplans.h"

#include "store/history.h"

namespace console {

PollPlans::PollPlans(History *history, QObject *parent) : QObject(parent), m_history(history) {}

void PollPlans::setEnvironment(const QString &environment)
{
    ++m_generation;
    m_environment = environment;
    m_known.clear();
    m_asked.clear();
    m_scouts = 0;
}

PollPlan PollPlans::planFor(JobKind kind, const QString &bank)
{
    const QString name = jobKindName(kind);
    for (const Key &key : {Key{name, bank}, Key{name, QString()}, Key{}}) {
        askHistory(key);
        if (const PollPlan *plan = planOf(key))
            return *plan;
    }
    return m_scouts++ < scouts ? PollPlan::scout() : PollPlan();
}

const PollPlan *PollPlans::planOf(const Key &key)
{
    const auto found = m_known.find(key);
    if (found == m_known.end() || found->durations.size() < PollPlan::enough)
        return nullptr;
    // A fit costs about a millisecond: many jobs that end together do not make it anew each.
    if (!found->plan || found->since > found->durations.size() / 8) {
        found->plan = PollPlan::fromHistory(found->durations);
        found->since = 0;
    }
    return &*found->plan;
}

void PollPlans::learn(JobKind kind, const QString &bank, const HistoryDuration &duration)
{
    const QString name = jobKindName(kind);
    add({}, duration);
    add({name, QString()}, duration);
    if (!bank.isEmpty())
        add({name, bank}, duration);
    if (m_known.value({}).durations.size() == PollPlan::enough)
        Q_EMIT learnt();
}

void PollPlans::add(const Key &key, const HistoryDuration &duration)
{
    Known &known = m_known[key];
    known.durations.prepend(duration);
    if (known.durations.size() > PollPlan::most)
        known.durations.removeLast();
    ++known.since;
}

void PollPlans::askHistory(const Key &key)
{
    if (!m_history || m_asked.contains(key))
        return;
    m_asked.insert(key);
    m_history->durations(m_environment, key.first, key.second, PollPlan::most, this,
                         [this, key, generation = m_generation](const Result<QList<HistoryDuration>> &durations) {
                             if (!durations || generation != m_generation || durations->isEmpty())
                                 return;
                             Known &known = m_known[key];
                             known.durations += *durations; // what ended meanwhile is newer
                             known.durations.resize(std::min<qsizetype>(known.durations.size(), PollPlan::most));
                             known.plan.reset();
                             if (known.durations.size() >= PollPlan::enough)
                                 Q_EMIT learnt();
                         });
}

} // namespace console
