// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectionsmodel.h"

#include "gui/connectiontext.h"
#include "gui/timetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

ConnectionsModel::ConnectionsModel(Connections *connections, QObject *parent)
    : QAbstractListModel(parent), m_connections(connections), m_rows(connections->all())
{
    connect(connections, &Connections::changed, this, &ConnectionsModel::refresh);
}

void ConnectionsModel::refresh()
{
    const QList<Connection> &now = m_connections->all();
    const qsizetype more = now.size() - m_rows.size();
    const auto sameId = [](const Connection &a, const Connection &b) { return a.connectionId == b.connectionId; };
    // New links come to the front; then the old rows keep their selection and the scroll position.
    if (more >= 0 && std::equal(m_rows.cbegin(), m_rows.cend(), now.cbegin() + more, now.cend(), sameId)) {
        if (more > 0) {
            beginInsertRows({}, 0, static_cast<int>(more) - 1);
            m_rows = now;
            endInsertRows();
        } else {
            m_rows = now;
        }
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = now;
    endResetModel();
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Connection &one = m_rows.at(index.row());
    const QString bank = one.bank.isEmpty() ? tr("Linked bank") : one.bank;
    const QString line = accountLine(one.accountType.isEmpty() ? accountTypeIn(one.nickname) : one.accountType, one.numberDisplay);
    const QString status = connectionStatusText(one.status).word;
    switch (role) {
    case Qt::DisplayRole:
    case BankRole: return bank;
    case AccountLineRole: return line;
    case StatusRole: return one.status;
    case ConnectionIdRole: return one.connectionId;
    case Qt::AccessibleTextRole: return line.isEmpty() ? tr("%1, %2").arg(bank, status) : tr("%1, %2, %3").arg(bank, line, status);
    case Qt::AccessibleDescriptionRole: return tr("connectionId %1").arg(one.connectionId);
    case Qt::ToolTipRole: {
        QString tip = tr("connectionId %1").arg(one.connectionId);
        if (one.linkedAt.isValid())
            tip += u'\n' + tr("linked %1").arg(exactTime(one.linkedAt));
        return tip;
    }
    default: return {};
    }
}

QModelIndex ConnectionsModel::indexOf(const QString &connectionId) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).connectionId == connectionId)
            return index(static_cast<int>(row));
    }
    return {};
}

} // namespace console
