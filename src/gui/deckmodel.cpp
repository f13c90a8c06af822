// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deckmodel.h"

#include "gui/jobtext.h"
#include "session/jobboard.h"
#include "session/mask.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

DeckModel::DeckModel(JobBoard *board, Clock clock, QObject *parent)
    : QAbstractTableModel(parent), m_board(board), m_clock(std::move(clock))
{
    m_flush.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &DeckModel::flush);
    connect(board, &JobBoard::changed, this, &DeckModel::jobChanged);
    connect(board, &JobBoard::cleared, this, [this] {
        m_live.clear();
        reload();
    });
    reload();
}

void DeckModel::setSource(Source source)
{
    m_source = std::move(source);
    start();
}

void DeckModel::setFilter(const DeckFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_kept.clear();
    start();
}

void DeckModel::reload()
{
    m_live.clear();
    m_items.clear();
    for (const Job &job : m_board->jobs()) {
        const DeckRow row = deckRow(job);
        m_items.insert(row.key, row);
        m_live.insert(row.number, row.key);
    }
    start();
}

/// With what is known at once; the history's part follows.
void DeckModel::start()
{
    beginResetModel();
    m_flush.stop();
    m_dirty.clear();
    for (auto item = m_items.begin(); item != m_items.end();) // pages are read anew, under this filter
        item = item->isLive() ? std::next(item) : m_items.erase(item);
    m_order.clear();
    for (const DeckRow &row : std::as_const(m_items)) {
        if (belongs(row))
            m_order.append(row.key);
    }
    std::sort(m_order.begin(), m_order.end(), std::greater<>());
    m_lowest = 0;
    m_more = false;
    m_loading = false;
    m_problem.reset();
    ++m_question;
    endResetModel();
    if (m_source)
        ask(0);
    Q_EMIT flushed();
}

void DeckModel::ask(qint64 before)
{
    m_loading = true;
    m_source(m_filter, before, pageSize, this, [this, question = m_question](const Result<QList<HistoryJob>> &page) {
        if (question == m_question)
            pageArrived(page);
    });
}

void DeckModel::pageArrived(const Result<QList<HistoryJob>> &page)
{
    m_loading = false;
    m_more = page && page->size() >= pageSize;
    m_problem = page ? std::nullopt : std::optional(page.error());
    QList<qint64> fresh;
    for (const HistoryJob &job : page ? *page : QList<HistoryJob>()) {
        m_lowest = job.id;
        const std::optional<DeckRow> row = deckRow(job);
        if (!row || m_items.contains(row->key)) // what the board has is newer than what is written
            continue;
        m_items.insert(row->key, *row);
        fresh.append(row->key);
    }
    insert(std::move(fresh));
    Q_EMIT loaded();
}

bool DeckModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_loading;
}

void DeckModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(m_lowest);
}

void DeckModel::jobChanged(const Job &job)
{
    const qint64 key = deckKey(job);
    const qint64 before = m_live.value(job.number, key);
    if (before != key) { // it was started again under a new id: what was before is history now
        if (const auto old = m_items.find(before); old != m_items.end())
            old->number = 0;
        touch(before);
    }
    m_live.insert(job.number, key);
    m_items.insert(key, deckRow(job));
    touch(key);
}

void DeckModel::touch(qint64 key)
{
    m_dirty.insert(key);
    if (!m_flush.isActive()) {
        const qint64 since = m_lastFlush.isValid() ? m_lastFlush.elapsed() : flushEvery;
        m_flush.start(static_cast<int>(qMax<qint64>(0, flushEvery - since)));
    }
}

void DeckModel::keep(const QSet<qint64> &keys)
{
    const QSet<qint64> before = std::exchange(m_kept, keys);
    for (const qint64 key : before) {
        const DeckRow *row = keys.contains(key) ? nullptr : find(key);
        if (row && !fits(m_filter, *row))
            touch(key);
    }
}

void DeckModel::flush()
{
    QList<qint64> gone, come;
    int first = -1, last = -1; // rows whose content changed, before others come and go
    const QSet<qint64> dirty = std::exchange(m_dirty, {});
    for (const qint64 key : dirty) {
        const DeckRow *row = find(key);
        const int at = rowOf(key);
        if (!row)
            continue;
        if (!belongs(*row)) {
            if (at >= 0)
                gone.append(key);
        } else if (at < 0) {
            come.append(key);
        } else {
            first = first < 0 ? at : qMin(first, at);
            last = qMax(last, at);
        }
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, deckColumns - 1));
    remove(std::move(gone));
    insert(std::move(come));
    m_lastFlush.start();
    Q_EMIT flushed();
}

void DeckModel::remove(QList<qint64> keys)
{
    std::sort(keys.begin(), keys.end()); // from the bottom up, so that rows above keep their place
    for (qsizetype i = 0; i < keys.size();) {
        const int last = rowOf(keys.at(i));
        int first = last;
        while (++i < keys.size() && first > 0 && m_order.at(first - 1) == keys.at(i))
            --first;
        beginRemoveRows({}, first, last);
        m_order.remove(first, last - first + 1);
        endRemoveRows();
    }
}

void DeckModel::insert(QList<qint64> keys)
{
    std::sort(keys.begin(), keys.end());
    while (!keys.isEmpty()) { // from the bottom up: a run of those that come to stand together
        const auto at = place(keys.constFirst());
        const int row = static_cast<int>(at - m_order.cbegin());
        const qint64 above = row > 0 ? m_order.at(row - 1) : std::numeric_limits<qint64>::max();
        const auto end = std::lower_bound(keys.cbegin(), keys.cend(), above);
        QList<qint64> run(keys.cbegin(), end);
        keys.erase(keys.cbegin(), end);
        std::reverse(run.begin(), run.end());
        beginInsertRows({}, row, row + static_cast<int>(run.size()) - 1);
        m_order.insert(row, run.size(), 0);
        std::copy(run.cbegin(), run.cend(), m_order.begin() + row);
        endInsertRows();
    }
}

void DeckModel::tick(int first, int last)
{
    last = qMin(last, rowCount() - 1);
    if (first >= 0 && first <= last)
        Q_EMIT dataChanged(index(first, static_cast<int>(DeckColumn::Elapsed)), index(last, static_cast<int>(DeckColumn::NextPoll)));
}

/// Where it stands or would stand.
QList<qint64>::const_iterator DeckModel::place(qint64 key) const
{
    return std::lower_bound(m_order.cbegin(), m_order.cend(), key, std::greater<>());
}

int DeckModel::rowOf(qint64 key) const
{
    const auto at = place(key);
    return at != m_order.cend() && *at == key ? static_cast<int>(at - m_order.cbegin()) : -1;
}

const DeckRow *DeckModel::find(qint64 key) const
{
    const auto item = m_items.constFind(key);
    return item == m_items.cend() ? nullptr : &*item;
}

const DeckRow *DeckModel::row(int row) const
{
    return row >= 0 && row < m_order.size() ? find(m_order.at(row)) : nullptr;
}

int DeckModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int DeckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : deckColumns;
}

QVariant DeckModel::data(const QModelIndex &index, int role) const
{
    const DeckRow *one = index.isValid() ? row(index.row()) : nullptr;
    if (!one)
        return {};
    switch (role) {
    case DeckKeyRole: return one->key;
    case DeckStateRole: return static_cast<int>(one->state);
    case DeckKindRole: return static_cast<int>(one->kind);
    case DeckLiveRole: return one->isLive();
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (static_cast<DeckColumn>(index.column())) {
    case DeckColumn::State: return jobStateText(one->state);
    case DeckColumn::Kind: return jobTitle(one->kind);
    case DeckColumn::Bank: return one->bank;
    case DeckColumn::Connection: return shortId(one->connectionId);
    case DeckColumn::Elapsed: return deckElapsedText(*one, m_clock());
    case DeckColumn::Attempts: return deckAttempts(*one);
    case DeckColumn::NextPoll: return deckNextPoll(*one, m_clock());
    case DeckColumn::Cause: return one->cause;
    }
    return {};
}

QVariant DeckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<DeckColumn>(section)) {
    case DeckColumn::State: return tr("State");
    case DeckColumn::Kind: return tr("Kind");
    case DeckColumn::Bank: return tr("Bank");
    case DeckColumn::Connection: return tr("Connection");
    case DeckColumn::Elapsed: return tr("Time");
    case DeckColumn::Attempts: return tr("Attempts");
    case DeckColumn::NextPoll: return tr("Next poll");
    case DeckColumn::Cause: return tr("Last change");
    }
    return {};
}

} // namespace console
