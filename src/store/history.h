// SPDX-License-Identifier: GPL-3.0-or-later
// History: what was started and what was seen, in SQLite, so that nothing of it is lost when the program ends.
#pragma once

#include "base/clock.h"
#include "store/historyrows.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace console {

/// Every method returns at once: writing and reading happen in two threads with a connection each, and answers come
/// back in the receiver's thread (unless it is gone). What is written is bundled: all that waits becomes one
/// transaction, and what is put in one turn of the event loop is never torn apart: a job and its change are both there
/// or neither is. Writes that fail are kept, in order, and tried again until they succeed; problem() tells of it.
/// A question or purge that waits when the history is destroyed is not answered.
///
/// Several programs may use one file at once (WAL). Each has a row in `runs` and holds a lock file beside the
/// database while it lives; jobs belong to a run, and those of a run whose lock is free may be taken over.
class History : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Opening,
        Open,
        ReadOnly,  ///< written by a newer version, or the file or folder cannot be written: it can be looked at, nothing is kept
        Off,       ///< it cannot even be read (no folder, not permitted): nothing is kept
    };
    /// `file`: the database, made with its folder when it is not there. `clock` names backups and dates runs.
    explicit History(const QString &file, Clock clock = systemClock(), QObject *parent = nullptr);
    /// Writes what waits (at most 5 s), marks the run as ended, frees the lock.
    ~History() override;

    QString file() const;
    State state() const;
    /// What is wrong now, with what to do: read-only, damaged and put aside, disk full, locked by another program.
    /// None: all is well. A file that was damaged and has been put aside stays told until the program ends; so does an
    /// entry that SQLite refuses for good (no fault of the disk: the others are written without it).
    const std::optional<Error> &problem() const;
    /// Other programs that use this file now (their count, at opening).
    int otherPrograms() const;

    /// New, unique also among programs, rising with time: the order of history.
    qint64 newId();

    // Writing. Rows are whole: the newest write of a row wins (an empty field of a user or a connection keeps what is known).
    void put(const HistoryUser &user);
    void put(const HistoryConnection &connection);
    void put(const HistoryJob &job);        ///< this run owns it from now on
    void put(const HistoryChange &change);
    void put(const HistoryLaunch &launch);
    void put(const HistoryEvent &event);
    void putPayload(qint64 job, const QByteArray &bytes); ///< compressed; the answer without credentials
    /// Calls `then` once when all that was put until now is on disk (or cannot be: state() is ReadOnly or Off, or a
    /// write has been failing for 2 s). `kept` says which.
    void whenKept(QObject *receiver, std::function<void(bool kept)> then);

    // Reading. Newest first.
    template <typename T> using Then = std::function<void(const Result<T> &)>;
    /// `before`: only jobs with a smaller id (the next page); 0: the first page.
    void jobs(const HistoryFilter &filter, qint64 before, int limit, QObject *receiver, Then<QList<HistoryJob>> then);
    void count(const HistoryFilter &filter, QObject *receiver, Then<qint64> then);
    /// How many jobs of that environment are in which state.
    void states(const QString &environment, QObject *receiver, Then<QHash<QString, qint64>> then);
    void changes(qint64 job, QObject *receiver, Then<QList<HistoryChange>> then); ///< oldest first
    void payload(qint64 job, QObject *receiver, Then<QByteArray> then);           ///< empty: none is kept
    /// `since` invalid: seen at any time. `limit` 0: all of them; the same below.
    void users(const QString &environment, const QDateTime &since, int limit, QObject *receiver, Then<QList<HistoryUser>> then);
    void connections(const QString &environment, const QString &user, QObject *receiver, Then<QList<HistoryConnection>> then);
    void launches(const QString &environment, int limit, QObject *receiver, Then<QList<HistoryLaunch>> then);
    void events(const QString &launch, QObject *receiver, Then<QList<HistoryEvent>> then); ///< oldest first
    /// The newest `limit` completed jobs of that kind in that environment whose bounds are known; `kind` or `bank` empty: of any.
    void durations(const QString &environment, const QString &kind, const QString &bank, int limit, QObject *receiver,
                   Then<QList<HistoryDuration>> then);

    /// Takes over the jobs of that environment that have not ended and belong to this run or to one that is gone,
    /// oldest first. In one write transaction: two programs never get the same job. An error (nothing was taken) when
    /// nothing can be written, or a write has been failing for 2 s; the same holds for purge().
    void takeOver(const QString &environment, QObject *receiver, Then<QList<HistoryJob>> then);

    /// Deletes what `purge` says, and gives the space back to the disk; the number of deleted jobs.
    void purge(const HistoryPurge &purge, QObject *receiver, Then<qint64> then);

Q_SIGNALS:
    void stateChanged();
    void problemChanged();
    /// Jobs were written (by this program): ids of one transaction.
    void jobsWritten(const QList<qint64> &ids);
    /// A purge is done; so many jobs are gone: what was read before may not be there any more.
    void purged(qint64 jobs);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace console
