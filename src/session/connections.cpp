// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connections.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Takes what `more` knows; what is known already is not forgotten.
template <typename T>
void fill(T &field, const T &more)
{
    if (more != T())
        field = more;
}

} // namespace

bool Connection::isGood() const
{
    // contract (l): the set of good words is CONNECTED and ACTIVE; editions without a status count as good
    const QString word = status.trimmed().toUpper();
    return word.isEmpty() || word == "CONNECTED"_L1 || word == "ACTIVE"_L1;
}

const Connection *Connections::find(const QString &connectionId) const
{
    const auto found = std::find_if(m_all.cbegin(), m_all.cend(),
                                    [&](const Connection &each) { return each.connectionId == connectionId; });
    return found == m_all.cend() ? nullptr : &*found;
}

Connection *Connections::findMutable(const QString &connectionId)
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const Connection &each) { return each.connectionId == connectionId; });
    return found == m_all.end() ? nullptr : &*found;
}

void Connections::select(const QString &connectionId)
{
    if (connectionId == m_selected || (!connectionId.isEmpty() && !find(connectionId)))
        return;
    m_selected = connectionId;
    Q_EMIT selectionChanged(m_selected);
}

bool Connections::add(const Connection &connection)
{
    if (connection.connectionId.isEmpty())
        return false;
    Connection *known = findMutable(connection.connectionId);
    const bool isNew = !known;
    if (isNew) {
        m_all.prepend(connection);
    } else {
        fill(known->bank, connection.bank);
        fill(known->nickname, connection.nickname);
        fill(known->numberDisplay, connection.numberDisplay);
        fill(known->accountType, connection.accountType);
        fill(known->status, connection.status);
        fill(known->linkedAt, connection.linkedAt);
        fill(known->launchId, connection.launchId);
        fill(known->canFetchBalance, connection.canFetchBalance);
    }
    Q_EMIT changed();
    select(connection.connectionId);
    return isNew;
}

void Connections::apply(const QString &connectionId, const Account &account)
{
    Connection *known = findMutable(connectionId);
    if (!known)
        return;
    // The newest edition names the bank's brand in institutionName; bankName is its formal name (contract e.1).
    fill(known->bank, account.institutionName.isEmpty() ? account.bankName : account.institutionName);
    fill(known->nickname, account.nickname);
    fill(known->numberDisplay, account.numberDisplay);
    fill(known->accountType, account.accountType);
    fill(known->status, account.connectionStatus);
    fill(known->canFetchBalance, account.canFetchBalance);
    Q_EMIT changed();
}

void Connections::apply(const QList<ConnectionSummary> &list)
{
    for (const ConnectionSummary &summary : list) {
        if (summary.connectionId.isEmpty())
            continue;
        Connection *known = findMutable(summary.connectionId);
        if (!known) {
            m_all.append(Connection{.connectionId = summary.connectionId});
            known = &m_all.last();
        }
        fill(known->bank, summary.institutionName);
        fill(known->nickname, summary.nickname);
        fill(known->numberDisplay, summary.numberDisplay);
        fill(known->status, summary.status);
    }
    Q_EMIT changed();
    if (m_selected.isEmpty() && !m_all.isEmpty())
        select(m_all.first().connectionId);
}

void Connections::clear()
{
    const bool hadAny = !m_all.isEmpty();
    m_all.clear();
    if (hadAny)
        Q_EMIT changed();
    select({});
}

} // namespace console
