// SPDX-License-Identifier: GPL-3.0-or-later
// DiffModel: two texts side by side as a table: a sign, the line on the left, the line on the right.
#pragma once

#include "session/linediff.h"

#include <QAbstractTableModel>

namespace console {

class DiffModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { SignColumn, LeftColumn, RightColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setDiff(const LineDiff &diff, const QStringList &left, const QStringList &right);
    void setNames(const QString &left, const QString &right);
    void setOnlyDifferences(bool only);
    int differences() const { return m_differences; } ///< rows that are not the same
    /// The row of the next difference after `row` (before it: step −1); -1: there is none.
    int nextDifference(int row, int step) const;
    QString text() const; ///< all of it, as `diff` writes it
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const DiffRow &at(int row) const { return m_diff.rows.at(m_shown.at(row)); }
    void chooseRows();
    LineDiff m_diff;
    QStringList m_left, m_right;
    QString m_leftName, m_rightName;
    QList<int> m_shown; // places in m_diff.rows
    bool m_onlyDifferences = false;
    int m_differences = 0;
};

} // namespace console
