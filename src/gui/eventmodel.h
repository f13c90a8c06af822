// SPDX-License-Identifier: GPL-3.0-or-later
// EventModel: the event log as a table. Headless; entries arrive in one batch per turn of the event loop.
#pragma once

#include "gui/eventcolumns.h"
#include "session/eventlog.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>
#include <vector>

namespace console {

class EventModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit EventModel(EventLog *log, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    const LogEntry *entry(int row) const; ///< nullptr: no such row

Q_SIGNALS:
    void flushed(); ///< a batch is in

private:
    void flush();
    std::deque<LogEntry> m_rows;      // what views know of
    std::vector<LogEntry> m_arrived;  // since the last batch
    qsizetype m_dropped = 0;          // from the front, since the last batch
    QTimer m_flush;
};

/// "Call", "Widget", "Rejected", … in the user's language.
QString eventKindWord(LogEntry::Kind kind);

} // namespace console
