// SPDX-License-Identifier: GPL-3.0-or-later
// Connections: the bank links of the current user, from the widget and from the service's list.
#pragma once

#include "api/types.h"

#include <QObject>

namespace console {

struct Connection {
    QString connectionId = {};
    QString bank = {};              ///< from account details or the list; never clientName
    QString nickname = {}, numberDisplay = {}, accountType = {}, status = {};
    QDateTime linkedAt = {};        ///< UTC, when it was linked in this session
    QString launchId = {};          ///< the launch that linked it; empty: from the list
    std::optional<bool> canFetchBalance = {};
    bool operator==(const Connection &) const = default;
    bool isGood() const;       ///< CONNECTED, ACTIVE, or not known yet
    /// contract e.1: canFetchBalance false means linked by its numbers. Asking is allowed, to see what the service says.
    bool isLinkedByHand() const { return canFetchBalance.has_value() && !*canFetchBalance; }
};

class Connections : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    const QList<Connection> &all() const { return m_all; } ///< newest first
    const Connection *find(const QString &connectionId) const;
    QString selected() const { return m_selected; }
    void select(const QString &connectionId);
    /// Adds it or fills in what is known more; the newest link becomes the selected one. True: it was new.
    bool add(const Connection &connection);
    void apply(const QString &connectionId, const Account &account);
    void apply(const QList<ConnectionSummary> &list);
    void clear();

Q_SIGNALS:
    void changed();
    void selectionChanged(const QString &connectionId);

private:
    Connection *findMutable(const QString &connectionId);
    QList<Connection> m_all;
    QString m_selected;
};

} // namespace console
