// SPDX-License-Identifier: GPL-3.0-or-later
// ChangesModel: every change of one job's state with its cause, as a small table; a swatch ties a row to its bar.
#pragma once

#include "gui/jobphases.h"

#include <QAbstractTableModel>

namespace console {

class ChangesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Since, State, Took, Cause };
    using QAbstractTableModel::QAbstractTableModel;
    /// Oldest first. What only grew keeps its rows.
    void setChanges(const QList<Job::Change> &changes);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// The row where a phase begins; -1: none. And the phase that goes on at a row.
    int rowAt(const QDateTime &from, JobState state) const;
    const Job::Change *change(int row) const;

private:
    QList<Job::Change> m_changes;
};

} // namespace console
