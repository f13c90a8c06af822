// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventmodel.h"

#include "gui/timetext.h"

using namespace Qt::StringLiterals;

namespace console {

QString eventKindWord(LogEntry::Kind kind)
{
    switch (kind) {
    case LogEntry::Kind::Http: return EventModel::tr("Call");
    case LogEntry::Kind::Widget: return EventModel::tr("Widget");
    case LogEntry::Kind::Callback: return EventModel::tr("Callback");
    case LogEntry::Kind::Rejected: return EventModel::tr("Rejected");
    case LogEntry::Kind::Navigation: return EventModel::tr("Page");
    case LogEntry::Kind::Job: return EventModel::tr("Job");
    case LogEntry::Kind::Token: return EventModel::tr("Token");
    case LogEntry::Kind::Action: return EventModel::tr("Action");
    case LogEntry::Kind::Problem: return EventModel::tr("Problem");
    }
    return {};
}

EventModel::EventModel(EventLog *log, QObject *parent) : QAbstractTableModel(parent), m_rows(log->entries())
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(0);
    connect(&m_flush, &QTimer::timeout, this, &EventModel::flush);
    connect(log, &EventLog::added, this, [this](const LogEntry &entry) {
        m_arrived.push_back(entry);
        if (!m_flush.isActive())
            m_flush.start();
    });
    connect(log, &EventLog::dropped, this, [this](int count) {
        m_dropped += count;
        if (!m_flush.isActive())
            m_flush.start();
    });
    connect(log, &EventLog::cleared, this, [this] {
        beginResetModel();
        m_rows.clear();
        m_arrived.clear();
        m_dropped = 0;
        endResetModel();
    });
}

void EventModel::flush()
{
    // What was dropped stood in front of all that arrived; only when more was dropped than there were rows, the rest
    // of it arrived and went within this turn.
    const qsizetype rows = static_cast<qsizetype>(m_rows.size());
    const qsizetype gone = qMin(m_dropped, rows);
    const qsizetype neverSeen = qMin<qsizetype>(m_dropped - gone, static_cast<qsizetype>(m_arrived.size()));
    m_dropped = 0;
    if (gone > 0) {
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        endRemoveRows();
    }
    const auto first = m_arrived.begin() + neverSeen;
    if (first != m_arrived.end()) {
        const int from = static_cast<int>(m_rows.size());
        const int count = static_cast<int>(m_arrived.end() - first);
        beginInsertRows({}, from, from + count - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(first), std::make_move_iterator(m_arrived.end()));
        endInsertRows();
    }
    m_arrived.clear();
    Q_EMIT flushed();
}

const LogEntry *EventModel::entry(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : eventColumns;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    const LogEntry *one = index.isValid() ? entry(index.row()) : nullptr;
    if (!one)
        return {};
    switch (role) {
    case EventIdRole: return one->id;
    case EventKindRole: return static_cast<int>(one->kind);
    case EventLevelRole: return static_cast<int>(one->level);
    case EventSearchRole:
        return QStringList{one->title, one->detail, one->url.toDisplayString(), one->connectionId, one->jobId, one->launchId}.join(u'\n');
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (static_cast<EventColumn>(index.column())) {
    case EventColumn::Time: return clockTime(one->at);
    case EventColumn::Kind: return eventKindWord(one->kind);
    case EventColumn::Title: return one->title;
    case EventColumn::Detail: return one->detail;
    }
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<EventColumn>(section)) {
    case EventColumn::Time: return tr("Time");
    case EventColumn::Kind: return tr("Kind");
    case EventColumn::Title: return tr("What");
    case EventColumn::Detail: return tr("Detail");
    }
    return {};
}

} // namespace console
