// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/changesmodel.h"

#include "gui/jobtext.h"
#include "gui/timetext.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool same(const Job::Change &a, const Job::Change &b)
{
    return a.at == b.at && a.state == b.state && a.cause == b.cause;
}

} // namespace

void ChangesModel::setChanges(const QList<Job::Change> &changes)
{
    const qsizetype known = m_changes.size();
    const bool grew = changes.size() >= known && std::equal(m_changes.cbegin(), m_changes.cend(), changes.cbegin(), same);
    if (!grew) {
        beginResetModel();
        m_changes = changes;
        endResetModel();
        return;
    }
    if (changes.size() == known)
        return;
    beginInsertRows({}, static_cast<int>(known), static_cast<int>(changes.size()) - 1);
    m_changes = changes;
    endInsertRows();
    if (known > 0) // it knows now how long it took
        Q_EMIT dataChanged(index(static_cast<int>(known) - 1, Took), index(static_cast<int>(known) - 1, Took));
}

int ChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int ChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 4;
}

const Job::Change *ChangesModel::change(int row) const
{
    return row >= 0 && row < m_changes.size() ? &m_changes.at(row) : nullptr;
}

int ChangesModel::rowAt(const QDateTime &from, JobState state) const
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_changes.at(row).state == state && m_changes.at(row).at <= from)
            return row;
    }
    return -1;
}

QVariant ChangesModel::data(const QModelIndex &index, int role) const
{
    const Job::Change *one = index.isValid() ? change(index.row()) : nullptr;
    if (!one)
        return {};
    const auto since = between(m_changes.constFirst().at, one->at).value_or(std::chrono::milliseconds(0));
    switch (role) {
    case Qt::DecorationRole:
        return index.column() == State ? QVariant(Theme::icon(jobFace(one->state).icon, isEnded(one->state) ? roleOf(jobFace(one->state).tone) : phaseRole(one->state)))
                                       : QVariant();
    case Qt::ForegroundRole: return index.column() == State ? QVariant() : QVariant(Theme::color(Theme::Role::Muted));
    case Qt::FontRole: return index.column() == Since || index.column() == Took ? QVariant(Theme::figures()) : QVariant();
    case Qt::ToolTipRole: return (index.column() == Cause ? one->cause : u"%1 (%2)"_s.arg(clockTime(one->at), exactTime(one->at))).toHtmlEscaped();
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Since: return u"+%1"_s.arg(durationText(since));
    case State: return jobStateText(one->state);
    case Took: {
        const Job::Change *next = change(index.row() + 1);
        return next && !isEnded(one->state) ? durationText(between(one->at, next->at).value_or(std::chrono::milliseconds(0))) : QString();
    }
    case Cause: return one->cause;
    default: return {};
    }
}

QVariant ChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Since: return tr("After");
    case State: return tr("State");
    case Took: return tr("For");
    case Cause: return tr("Why");
    default: return {};
    }
}

} // namespace console
