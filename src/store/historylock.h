// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryLock: a file that is locked while its owner lives; the system frees it when the owner is killed.
#pragma once

#include <QString>

namespace console {

/// flock() and not QLockFile: that one asks whether the process number written in the file is in use, and in a
/// container every run has the same number, so that a dead run looks alive for ever.
class HistoryLock
{
    Q_DISABLE_COPY_MOVE(HistoryLock)
public:
    HistoryLock() = default;
    ~HistoryLock() { release(); }

    /// 0, or errno; EWOULDBLOCK: somebody has it. Does not wait.
    int take(const QString &file);
    bool isTaken() const { return m_handle >= 0; }
    void release();
    /// The file goes too: nobody else will ever want a lock of this name.
    void releaseAndRemove();

    /// Has somebody that lock now? Asking disturbs nobody else who asks.
    static bool isHeld(const QString &file);

private:
    QString m_file;
    int m_handle = -1;
};

/// Makes an empty file that only its owner may read; 0, or errno. An existing one is left alone.
int makePrivateFile(const QString &file);

} // namespace console
