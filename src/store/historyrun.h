// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryRun: this run of the program among those that use the file; what the dead left behind.
#pragma once

#include "store/historylock.h"
#include "store/historyreads.h"

namespace console {

class HistoryRun
{
public:
    HistoryRun(const QString &file, qint64 id) : m_file(file), m_id(id) {}

    qint64 id() const { return m_id; }
    /// errno, or 0 when this run's lock is held now.
    int lock();
    bool isLocked() const { return m_lock.isTaken(); }
    void unlock() { m_lock.releaseAndRemove(); }
    /// Removes the lock files of runs that are gone; the number of those that live, without this one.
    int othersAlive() const;

    // Inside a transaction.
    Stored<void> begin(HistoryDatabase &database, const QDateTime &now) const; ///< its row; those of dead runs get an end
    Stored<void> end(HistoryDatabase &database, const QDateTime &now) const;
    Stored<QList<HistoryJob>> takeOver(HistoryDatabase &database, const QString &environment) const;

private:
    QString m_file;
    qint64 m_id;
    HistoryLock m_lock;
};

} // namespace console
