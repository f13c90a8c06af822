// SPDX-License-Identifier: GPL-3.0-or-later
// EventModel: the event log as a table, all of it or what a query wants. Headless; entries arrive in one batch per turn of the
// event loop.
#pragma once

#include "gui/eventcolumns.h"
#include "session/eventlog.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QFutureWatcher>
#include <QTimer>

#include <vector>

namespace console {

class EventModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit EventModel(EventLog *log, QObject *parent = nullptr);
    ~EventModel() override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// At once where there are few entries; of many the rows that are shown stay until the answer is there.
    void setQuery(const EventQuery &query);
    bool isSearching() const { return m_stop != nullptr; }
    /// How many entries there are, shown or not.
    qsizetype all() const { return m_known; }
    /// The row of the entry with that id, -1: it is not shown.
    int rowOf(quint64 id) const;
    qint64 timeAt(int row) const; ///< ms since 1970, UTC
    LogEntry::Level levelAt(int row) const;
    /// The places in the log's archive of the last `most` rows that are shown, in their order.
    std::vector<quint32> places(int most) const;
    /// nullptr: no such row. Good until the next call.
    const LogEntry *entry(int row) const;

Q_SIGNALS:
    void flushed(); ///< a batch is in, or the answer to a query

private:
    void flush();
    std::vector<quint32> marked(std::vector<quint32> places) const; ///< those of them that the query wants by their marks
    void markChanged(quint64 id);
    void startSearch();
    void stopSearch();
    void searched();
    qsizetype place(int row) const; ///< in the archive
    const LogEntry *head(int row) const;
    EventLog *m_log;
    EventQuery m_query;
    qsizetype m_known = 0;           // entries that were looked at; rows, when nothing is asked
    std::vector<quint32> m_shown;    // their places, when something is asked
    bool m_isAll = true;
    qsizetype m_searchedTo = 0;
    EventArchiveView::Stop m_stop;   // of the search that runs
    QFutureWatcher<std::vector<quint32>> m_watcher;
    QTimer m_flush;
    mutable QCache<qsizetype, LogEntry> m_heads; // of old entries
    mutable LogEntry m_whole;
};

/// "Call", "Widget", "Rejected", … in the user's language.
QString eventKindWord(LogEntry::Kind kind);

} // namespace console
