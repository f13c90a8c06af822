// SPDX-License-Identifier: GPL-3.0-or-later
// ConnectionsModel: the user's bank links as a list, newest first. Headless: the delegate adds icons and colours.
#pragma once

#include "session/connections.h"

#include <QAbstractListModel>

namespace console {

enum ConnectionRole {
    ConnectionIdRole = Qt::UserRole,
    BankRole,
    AccountLineRole, ///< "checking ••••2901"
    StatusRole,      ///< the service's word, may be empty
};

class ConnectionsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit ConnectionsModel(Connections *connections, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QModelIndex indexOf(const QString &connectionId) const; ///< invalid: not there

private:
    void refresh();
    Connections *m_connections;
    QList<Connection> m_rows; // what views know of
};

} // namespace console
