// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventmodel.h"

#include "gui/timetext.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype askedAtOnce = 5000; // entries: some milliseconds
constexpr qsizetype keptHeads = 1000;   // a few screens

} // namespace

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

EventModel::EventModel(EventLog *log, QObject *parent) : QAbstractTableModel(parent), m_log(log), m_known(log->archive().size()), m_heads(keptHeads)
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(0);
    connect(&m_flush, &QTimer::timeout, this, &EventModel::flush);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &EventModel::searched);
    connect(log, &EventLog::added, this, [this] {
        if (!m_flush.isActive())
            m_flush.start();
    });
    connect(log->marks(), &EventMarks::changed, this, &EventModel::markChanged);
    connect(log, &EventLog::cleared, this, [this] {
        stopSearch();
        beginResetModel();
        m_known = m_log->archive().size(); // none, or those of a saved session
        m_shown.clear();
        m_heads.clear();
        endResetModel();
    });
}

EventModel::~EventModel()
{
    stopSearch();
}

void EventModel::flush()
{
    const qsizetype all = m_log->archive().size();
    if (all > m_known && !isSearching()) { // a search looks at what came meanwhile when it ends
        const std::vector<quint32> more = m_isAll ? std::vector<quint32>() : marked(m_log->archive().filter(m_query, m_known));
        const int from = rowCount();
        const int count = int(m_isAll ? all - m_known : qsizetype(more.size()));
        if (count > 0)
            beginInsertRows({}, from, from + count - 1);
        m_known = all;
        m_shown.insert(m_shown.end(), more.begin(), more.end());
        if (count > 0)
            endInsertRows();
    }
    Q_EMIT flushed();
}

void EventModel::setQuery(const EventQuery &query)
{
    stopSearch();
    m_query = query;
    if (!query.isEmpty() && m_log->archive().size() > askedAtOnce) {
        startSearch();
        return;
    }
    beginResetModel();
    m_isAll = query.isEmpty();
    m_known = m_log->archive().size();
    m_shown = m_isAll ? std::vector<quint32>() : marked(m_log->archive().filter(query));
    endResetModel();
    Q_EMIT flushed();
}

std::vector<quint32> EventModel::marked(std::vector<quint32> places) const
{
    if (!m_query.onlyPinned && !m_query.onlyNoted)
        return places;
    const quint64 first = m_log->archive().firstId();
    std::erase_if(places, [&](quint32 at) {
        const EventMark mark = m_log->marks()->mark(first + at);
        return (m_query.onlyPinned && !mark.isPinned) || (m_query.onlyNoted && mark.note.isEmpty());
    });
    return places;
}

void EventModel::markChanged(quint64 id)
{
    if (m_query.onlyPinned || m_query.onlyNoted) {
        setQuery(EventQuery(m_query));
        return;
    }
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, eventColumns - 1));
}

void EventModel::startSearch()
{
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_searchedTo = m_log->archive().size();
    m_watcher.setFuture(QtConcurrent::run([view = m_log->archive(), query = m_query, stop = m_stop] { return view.filter(query, 0, stop); }));
}

void EventModel::stopSearch()
{
    if (m_stop)
        *m_stop = true; // it ends by itself, soon; nobody waits for it
    m_stop.reset();
}

void EventModel::searched()
{
    if (!m_stop || *m_stop)
        return;
    m_stop.reset();
    beginResetModel();
    m_isAll = false;
    m_known = m_searchedTo;
    m_shown = marked(m_watcher.result());
    endResetModel();
    flush();
}

qsizetype EventModel::place(int row) const
{
    return m_isAll ? row : qsizetype(m_shown[std::size_t(row)]);
}

int EventModel::rowOf(quint64 id) const
{
    const qint64 wanted = qint64(id - m_log->archive().firstId());
    if (wanted < 0 || wanted >= m_known)
        return -1;
    if (m_isAll)
        return int(wanted);
    const auto at = std::lower_bound(m_shown.begin(), m_shown.end(), quint32(wanted));
    return at != m_shown.end() && *at == quint32(wanted) ? int(at - m_shown.begin()) : -1;
}

qint64 EventModel::timeAt(int row) const
{
    return m_log->archive().row(place(row)).at;
}

LogEntry::Level EventModel::levelAt(int row) const
{
    return m_log->archive().row(place(row)).level;
}

std::vector<quint32> EventModel::places(int most) const
{
    const int rows = rowCount();
    std::vector<quint32> all;
    for (int row = qMax(0, rows - most); row < rows; ++row)
        all.push_back(quint32(place(row)));
    return all;
}

const LogEntry *EventModel::entry(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    if (const LogEntry *recent = m_log->recent(place(row)))
        return recent;
    m_whole = m_log->archive().entry(place(row));
    return &m_whole;
}

const LogEntry *EventModel::head(int row) const
{
    const qsizetype at = place(row);
    if (const LogEntry *recent = m_log->recent(at))
        return recent;
    if (const LogEntry *known = m_heads.object(at))
        return known;
    auto *read = new LogEntry(m_log->archive().head(at));
    m_heads.insert(at, read);
    return read;
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_isAll ? m_known : qsizetype(m_shown.size()));
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : eventColumns;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LogEntry *one = head(index.row());
    switch (role) {
    case EventIdRole: return one->id;
    case EventKindRole: return static_cast<int>(one->kind);
    case EventLevelRole: return static_cast<int>(one->level);
    case EventPinnedRole: return m_log->marks()->mark(one->id).isPinned;
    case EventNoteRole: return m_log->marks()->mark(one->id).note;
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (static_cast<EventColumn>(index.column())) {
    case EventColumn::Time: return clockTime(one->at);
    case EventColumn::Kind: return eventKindWord(one->kind);
    case EventColumn::Title: return one->title;
    case EventColumn::Detail: {
        const QString note = m_log->marks()->mark(one->id).note;
        return note.isEmpty() ? one->detail : one->detail.isEmpty() ? tr("Note: %1").arg(note) : tr("Note: %1").arg(note) + u" · "_s + one->detail;
    }
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
