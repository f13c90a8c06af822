// SPDX-License-Identifier: GPL-3.0-or-later
// DataDesk: what is known of each connection besides jobs: account details, cached balance, stored transactions.
#pragma once

#include "session/tokensource.h"

#include <QHash>
#include <QSet>
#include <QObject>

#include <functional>
#include <memory>

namespace console {

class Connections;
class UserFlow;

/// One thing asked for: its value, its error, its raw bytes; and whether it is being fetched.
template <typename T>
struct Fetched {
    bool working = false;
    std::optional<T> value;
    std::optional<Error> error;
    bool unavailable = false;  ///< "not available for this account"
    QByteArray raw;            ///< bytes as they came, but for credentials; personal data: mask before showing
    QDateTime at;              ///< UTC
};

struct ConnectionData {
    Fetched<Account> account;
    Fetched<Balance> cachedBalance;
    Fetched<QList<Transaction>> stored; ///< user-scoped, grows page by page
    QString nextPage;                   ///< empty: all pages are here
    DateRange storedRange;
    std::optional<qint64> deleted;      ///< of the last delete
};

class DataDesk : public QObject
{
    Q_OBJECT
public:
    DataDesk(ApiClient *api, TokenSource *tokens, UserFlow *user, Connections *connections, Clock clock, QObject *parent = nullptr);
    ConnectionData data(const QString &connectionId) const { return m_data.value(connectionId); }
    void fetchAccount(const QString &connectionId);
    void fetchCachedBalance(const QString &connectionId);
    void fetchStored(const QString &connectionId, const DateRange &range); ///< first page
    void fetchMoreStored(const QString &connectionId);
    void deleteStored(const QString &connectionId); ///< while pages come: behind them
    void fetchConnections();  ///< the service's list of this user's links
    /// The same, but nobody asked for it: only newer services have such a list, so a failure is nothing to alarm anybody.
    void lookForConnections();
    bool isListUnasked() const { return m_isListUnasked; } ///< of the last question
    const Fetched<QList<ConnectionSummary>> &connectionList() const { return m_list; }
    /// Ends what is under way and forgets all data.
    void clear();

Q_SIGNALS:
    void changed(const QString &connectionId); ///< empty: the list of connections

private:
    template <typename T> using Find = std::function<Fetched<T> &()>;
    template <typename T, typename Answer>
    void fetch(const QString &connectionId, const Find<T> &find, std::function<Call<Answer>(const ApiClient::Bearer &)> make,
               std::function<void(const Answer &)> take);
    void fetchList();
    void fetchPage(const QString &connectionId, const QString &cursor);
    void deleteWaiting(const QString &connectionId);
    bool hasUser(const QString &connectionId, const std::function<void(const Error &)> &tell);
    ApiClient *m_api;
    TokenSource *m_tokens;
    UserFlow *m_user;
    Connections *m_connections;
    Clock m_clock;
    QHash<QString, ConnectionData> m_data;
    Fetched<QList<ConnectionSummary>> m_list;
    bool m_isListUnasked = false;
    QSet<QString> m_deleting, m_deleteNext; // connections whose deletion is under way, or waits for a page
    std::unique_ptr<QObject> m_scope = std::make_unique<QObject>(); // receiver of every answer; replaced by clear()
};

} // namespace console
