// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryPurging: deletes in small steps, each for one transaction, so that other writes come in between.
#pragma once

#include "store/historydatabase.h"
#include "store/historyrows.h"

namespace console {

class HistoryPurging
{
public:
    explicit HistoryPurging(const HistoryPurge &purge) : m_purge(purge) {}

    /// Inside a transaction. A step whose transaction failed is called again: what it counts holds from committed() on.
    Stored<void> step(HistoryDatabase &database);
    void committed();
    bool isOver() const { return m_stage == Stage::Over; }
    qint64 deletedJobs() const { return m_deletedJobs; }

private:
    enum class Stage { Jobs, Payloads, Launches, People, Space, Over };
    Stored<void> deleteJobs(HistoryDatabase &database);
    Stored<void> deletePayloads(HistoryDatabase &database);
    Stored<void> deleteLaunches(HistoryDatabase &database);
    Stored<void> deletePeople(HistoryDatabase &database);
    Stored<void> giveSpaceBack(HistoryDatabase &database);
    QString where(const QString &environmentColumn, const QString &timeColumn, QVariantList *values) const;

    HistoryPurge m_purge;
    Stage m_stage = Stage::Jobs, m_nextStage = Stage::Jobs;
    qint64 m_after = 0, m_nextAfter = 0; ///< the id up to which all is done
    qint64 m_deletedJobs = 0, m_stepJobs = 0;
};

} // namespace console
