// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryOpening: from a path to a usable database, whatever is found there; nothing that is found is ever overwritten.
#pragma once

#include "base/clock.h"
#include "store/historylock.h"
#include "store/historyschema.h"

#include <memory>

namespace console {

struct HistoryOpened {
    enum class As {
        Open,
        ReadOnly,
        Off,
        NotYet, ///< locked, no room, …: to be tried again
    };
    As as = As::Off;
    std::unique_ptr<HistoryDatabase> database;            ///< Open: for writing
    HistoryDatabase::Access readAs = HistoryDatabase::Access::Read;
    std::optional<Error> told;                            ///< what a person should know, and can do
    std::optional<HistoryFault> fault;                    ///< NotYet: why
};

/// For the thread that then uses the database. While it works it holds a lock beside the file, so that of several
/// programs one makes, migrates or rescues it.
class HistoryOpening
{
public:
    HistoryOpening(const QString &file, Clock clock, const HistoryMigrations &migrations = historyMigrations());

    HistoryOpened open();
    /// A damage was met later, in what `identity` names: moves it aside, unless another program has done so.
    HistoryOpened rescue(const QByteArray &identity);

    /// Names the file itself, whatever it is called; empty: there is none.
    static QByteArray identityOf(const QString &file);
    /// The lock file of a run.
    static QString lockName(const QString &file, qint64 run);

private:
    HistoryOpened openLocked();
    HistoryOpened openWritable();
    HistoryOpened openForReading(std::optional<Error> why);
    HistoryOpened failed(const HistoryFault &fault);
    HistoryOpened rescueLocked(const HistoryFault &damage);
    std::optional<HistoryOpened> lockOut(HistoryLock *guard);
    void finishEarlierRescue();
    Stored<qint64> buildSalvaged(const QString &part);
    bool moveAside(const QString &aside);
    Stored<void> prepare(HistoryDatabase &database, int version);
    Stored<void> check(HistoryDatabase &database);
    Error error(const QString &message, const QString &advice) const;
    QString freeName(const QString &what) const;

    QString m_file;
    Clock m_clock;
    HistoryMigrations m_migrations;
    std::optional<Error> m_rescued; ///< told with whatever is opened in the end
};

} // namespace console
