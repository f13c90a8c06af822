// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryFault: what SQLite (or the file system under it) said no to, before it is told to a person.
#pragma once

#include "base/result.h"

#include <QString>

namespace console {

struct HistoryFault {
    enum Code { Busy = 5, ReadOnly = 8, DiskError = 10, Damaged = 11, Full = 13, CannotOpen = 14, NotADatabase = 26, NoRoomToShare = 4874 }; ///< SQLite's numbers
    int code = 0;      ///< SQLite's result code, also an extended one (its low byte is the plain one)
    QString text = {}; ///< in SQLite's words

    /// On a full disk SQLite meets the WAL's index first (FILE-shm cannot grow), and calls that an I/O error.
    int plain() const { return code == NoRoomToShare ? Full : code & 0xff; }
    bool isDamage() const { return plain() == Damaged || plain() == NotADatabase; }
    /// It may go well next time: locked, no room, the disk, permissions. Otherwise the statement itself was refused.
    bool mayPass() const;
    static HistoryFault ofErrno(int number, const QString &file);
};

template <typename T> using Stored = tl::expected<T, HistoryFault>;

/// What happened, where, and what to do. `waiting`: how many writes wait for it to pass.
Error historyError(const HistoryFault &fault, const QString &file, qsizetype waiting = 0);

} // namespace console
