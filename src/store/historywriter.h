// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryWriter: the thread's side of all writing: opens the file, keeps what waits in order, and writes it in one
// transaction, again and again until it succeeds.
#pragma once

#include "store/history.h"
#include "store/historyopening.h"
#include "store/historyrun.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QTimer>

#include <atomic>

namespace console {

struct HistoryWrite {
    std::function<Stored<void>(HistoryDatabase &)> run;          ///< empty: only waits for those before it; may be called again
    std::function<void(const std::optional<Error> &)> settled;   ///< in the writer's thread: after the commit, or that it was given up
    qint64 job = 0;                                              ///< whose row it is
    bool isPatient = true;                                       ///< false: given up when writes have failed for 2 s
    bool emptiesWal = false;                                     ///< afterwards the file itself has it all
};

/// Lives in a thread of its own; add() and stop() may be called from any.
class HistoryWriter : public QObject
{
    Q_OBJECT
public:
    HistoryWriter(const QString &file, Clock clock, qint64 run);
    ~HistoryWriter() override;

    void add(HistoryWrite write);
    void start();
    /// Writes what waits, until then at the latest; then the thread ends.
    void finish(std::chrono::milliseconds limit);
    /// The reader met damage in that file.
    void damageFound(const HistoryFault &fault, const QByteArray &identity);

    const HistoryRun &run() const { return m_run; }

Q_SIGNALS:
    void stateFound(console::History::State state, const std::optional<console::Error> &told, int others);
    void troubleFound(const std::optional<console::Error> &trouble); ///< none: it is over
    void jobsWritten(const QList<qint64> &ids);
    /// The file can be read (again); before: it cannot.
    void readable(console::HistoryDatabase::Access access);
    void unreadable(const console::Error &why);

private:
    void work();
    void takeIncoming();
    void opened(HistoryOpened result);
    void writeAll();
    Stored<void> transact(QList<std::optional<Error>> *refused);
    Stored<void> begin();
    void settleAll(const QList<std::optional<Error>> &refused);
    void failed(const HistoryFault &fault);
    void rescue(const HistoryFault &damage);
    bool reopen();
    void giveUpImpatient(const Error &error);
    void refuseAll();
    void tell(const std::optional<Error> &trouble);
    void finishNow();

    const QString m_file;
    const Clock m_clock;
    HistoryRun m_run;
    HistoryOpening m_opening;
    std::unique_ptr<HistoryDatabase> m_database;
    QByteArray m_identity;                ///< of the file that is open
    HistoryDatabase::Access m_readAs = HistoryDatabase::Access::Read;
    History::State m_state = History::State::Opening;
    std::optional<Error> m_told, m_trouble;
    bool m_isRegistered = false;          ///< this run has its row in this file
    int m_rescues = 0;
    QElapsedTimer m_failing;              ///< valid: since when
    QElapsedTimer m_sinceAttempt;
    QTimer m_retry;
    QList<HistoryWrite> m_waiting;

    QMutex m_mutex;
    QList<HistoryWrite> m_incoming;       ///< under the mutex
    bool m_isWoken = false;               ///< under the mutex
    std::chrono::milliseconds m_finishLimit{0};
};

} // namespace console
