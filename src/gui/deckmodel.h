// SPDX-License-Identifier: GPL-3.0-or-later
// DeckModel: the jobs of an environment as a table, newest first: the history page by page, under it what runs now. Headless.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "gui/deckcolumns.h"
#include "gui/deckrow.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <functional>

namespace console {

class JobBoard;

/// A change of a job costs a look-up; what changed is told to views together, at most ten times a second.
class DeckModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using Answer = std::function<void(const Result<QList<HistoryJob>> &)>;
    /// History::jobs() of one environment: only jobs with an id below `before` (0: all), newest first, at most `limit`.
    using Source = std::function<void(const DeckFilter &filter, qint64 before, int limit, QObject *receiver, Answer then)>;
    static constexpr int pageSize = 200;
    static constexpr int flushEvery = 100; ///< ms

    DeckModel(JobBoard *board, Clock clock, QObject *parent = nullptr);
    /// Where ended jobs are from; empty: nowhere, there are only those of the board. Reads the first page.
    void setSource(Source source);
    void setFilter(const DeckFilter &filter);
    const DeckFilter &filter() const { return m_filter; }
    /// Everything anew.
    void reload();
    /// These stay although they do not fit the filter any more: what a person has selected does not go away under the eye.
    void keep(const QSet<qint64> &keys);
    /// Times and countdowns of these rows, both included, are other ones now.
    void tick(int first, int last);

    const DeckRow *row(int row) const;       ///< nullptr: there is none
    const DeckRow *find(qint64 key) const;   ///< shown or not
    int rowOf(qint64 key) const;             ///< -1: not shown
    bool isLoading() const { return m_loading; }
    const std::optional<Error> &problem() const { return m_problem; } ///< of the last page

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void flushed(); ///< what changed is told
    void loaded();  ///< a page is in, or could not be had

private:
    void jobChanged(const Job &job);
    void touch(qint64 key);
    void flush();
    void remove(QList<qint64> keys);
    void insert(QList<qint64> keys);
    void start();
    void ask(qint64 before);
    void pageArrived(const Result<QList<HistoryJob>> &page);
    bool belongs(const DeckRow &row) const { return fits(m_filter, row) || m_kept.contains(row.key); }
    QList<qint64>::const_iterator place(qint64 key) const;
    JobBoard *m_board;
    Clock m_clock;
    Source m_source;
    DeckFilter m_filter;
    QHash<qint64, DeckRow> m_items; // those of the board, and what was read of the history
    QHash<int, qint64> m_live;      // number on the board → key
    QList<qint64> m_order;          // what views know of, falling
    QSet<qint64> m_dirty, m_kept;
    QTimer m_flush;
    QElapsedTimer m_lastFlush;
    std::optional<Error> m_problem;
    quint64 m_question = 0;         // the newest; an answer to an older one is not looked at
    qint64 m_lowest = 0;            // id of the oldest that was read
    bool m_more = false, m_loading = false;
};

} // namespace console
