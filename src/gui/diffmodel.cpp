// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/diffmodel.h"

#include "gui/theme.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString sign(DiffRow::Kind kind)
{
    switch (kind) {
    case DiffRow::Kind::Same: return {};
    case DiffRow::Kind::Changed: return u"≠"_s;
    case DiffRow::Kind::LeftOnly: return u"−"_s;
    case DiffRow::Kind::RightOnly: return u"+"_s;
    }
    return {};
}

QString word(DiffRow::Kind kind)
{
    switch (kind) {
    case DiffRow::Kind::Same: return DiffModel::tr("same");
    case DiffRow::Kind::Changed: return DiffModel::tr("changed");
    case DiffRow::Kind::LeftOnly: return DiffModel::tr("only on the left");
    case DiffRow::Kind::RightOnly: return DiffModel::tr("only on the right");
    }
    return {};
}

QVariant background(DiffRow::Kind kind, int column)
{
    switch (kind) {
    case DiffRow::Kind::Same: return {};
    case DiffRow::Kind::Changed: return Theme::tint(Theme::Role::Warning);
    case DiffRow::Kind::LeftOnly: return column == DiffModel::RightColumn ? QVariant() : QVariant(Theme::tint(Theme::Role::Bad));
    case DiffRow::Kind::RightOnly: return column == DiffModel::LeftColumn ? QVariant() : QVariant(Theme::tint(Theme::Role::Good));
    }
    return {};
}

} // namespace

void DiffModel::setDiff(const LineDiff &diff, const QStringList &left, const QStringList &right)
{
    beginResetModel();
    m_diff = diff;
    m_left = left;
    m_right = right;
    m_differences = int(std::count_if(diff.rows.begin(), diff.rows.end(), [](const DiffRow &row) { return row.kind != DiffRow::Kind::Same; }));
    chooseRows();
    endResetModel();
}

void DiffModel::setNames(const QString &left, const QString &right)
{
    m_leftName = left;
    m_rightName = right;
    Q_EMIT headerDataChanged(Qt::Horizontal, LeftColumn, RightColumn);
}

void DiffModel::setOnlyDifferences(bool only)
{
    beginResetModel();
    m_onlyDifferences = only;
    chooseRows();
    endResetModel();
}

void DiffModel::chooseRows()
{
    m_shown.clear();
    for (int i = 0; i < int(m_diff.rows.size()); ++i) {
        if (!m_onlyDifferences || m_diff.rows.at(i).kind != DiffRow::Kind::Same)
            m_shown << i;
    }
}

int DiffModel::nextDifference(int row, int step) const
{
    for (int at = row + step; at >= 0 && at < rowCount(); at += step) {
        // A block of differences counts once.
        const bool begins = at == 0 || this->at(at - 1).kind == DiffRow::Kind::Same || m_onlyDifferences;
        if (this->at(at).kind != DiffRow::Kind::Same && begins)
            return at;
    }
    return -1;
}

QString DiffModel::text() const
{
    return u"--- %1\n+++ %2\n"_s.arg(m_leftName, m_rightName) + diffText(m_diff, m_left, m_right);
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const DiffRow &row = at(index.row());
    const int column = index.column();
    const QString line = column == LeftColumn && row.left >= 0 ? m_left.at(row.left) : column == RightColumn && row.right >= 0 ? m_right.at(row.right) : QString();
    switch (role) {
    case Qt::DisplayRole: return column == SignColumn ? sign(row.kind) : line;
    case Qt::ToolTipRole: return column == SignColumn ? word(row.kind) : line.toHtmlEscaped();
    case Qt::AccessibleTextRole: return column == SignColumn ? word(row.kind) : line;
    case Qt::BackgroundRole: return background(row.kind, column);
    case Qt::FontRole: return Theme::fixed();
    case Qt::TextAlignmentRole: return column == SignColumn ? QVariant(int(Qt::AlignCenter)) : QVariant();
    default: return {};
    }
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::AccessibleTextRole && section == SignColumn)
        return tr("Difference");
    if (role != Qt::DisplayRole)
        return {};
    return section == LeftColumn ? m_leftName : section == RightColumn ? m_rightName : QString();
}

} // namespace console
