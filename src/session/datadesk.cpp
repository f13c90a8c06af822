// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/datadesk.h"

#include "session/connections.h"
#include "session/userflow.h"

using namespace Qt::StringLiterals;

namespace console {

DataDesk::DataDesk(ApiClient *api, TokenSource *tokens, UserFlow *user, Connections *connections, Clock clock, QObject *parent)
    : QObject(parent), m_api(api), m_tokens(tokens), m_user(user), m_connections(connections), m_clock(std::move(clock))
{
}

/// One authorised call into one Fetched: `find` gives the place anew each time, because a hash moves its values.
template <typename T, typename Answer>
void DataDesk::fetch(const QString &connectionId, const Find<T> &find, std::function<Call<Answer>(const ApiClient::Bearer &)> make,
                     std::function<void(const Answer &)> take)
{
    if (find().working)
        return;
    find().working = true;
    find().error.reset();
    find().unavailable = false;
    Q_EMIT changed(connectionId);
    const auto raw = std::make_shared<QByteArray>();
    authorised<Answer>(
        m_tokens, m_scope.get(),
        [this, make, raw](const ApiClient::Bearer &bearer) {
            Call<Answer> call = make(bearer);
            call.alongside([raw, redactor = m_tokens->redactor()](const console::Answer &answer) { *raw = redactor.body(answer.body); });
            return call;
        },
        [this, connectionId, find, take, raw](const Result<Answer> &answer) {
            Fetched<T> &place = find();
            place.working = false;
            place.at = m_clock();
            place.raw = *raw;
            if (answer) {
                take(*answer);
            } else {
                place.error = m_tokens->told(answer.error());
                place.unavailable = meansUnavailable(answer.error());
            }
            Q_EMIT changed(connectionId);
            deleteWaiting(connectionId);
        });
}

void DataDesk::fetchAccount(const QString &connectionId)
{
    const Find<Account> find = [this, connectionId]() -> Fetched<Account> & { return m_data[connectionId].account; };
    fetch<Account, Account>(
        connectionId, find, [this, connectionId](const ApiClient::Bearer &bearer) { return m_api->account(bearer, connectionId); },
        [this, connectionId, find](const Account &account) {
            m_tokens->learnPerson(account);
            Account shown = account;
            shown.nickname = m_tokens->redactor().text(account.nickname); // people give their accounts their names
            find().value = shown;
            m_connections->apply(connectionId, shown);
        });
}

void DataDesk::fetchCachedBalance(const QString &connectionId)
{
    const Find<Balance> find = [this, connectionId]() -> Fetched<Balance> & { return m_data[connectionId].cachedBalance; };
    fetch<Balance, Balance>(
        connectionId, find, [this, connectionId](const ApiClient::Bearer &bearer) { return m_api->cachedBalance(bearer, connectionId); },
        [find](const Balance &balance) { find().value = balance; });
}

bool DataDesk::hasUser(const QString &connectionId, const std::function<void(const Error &)> &tell)
{
    if (!m_user->aeroPassUserUuid().isEmpty())
        return true;
    tell(Error{.kind = Error::Kind::Input, .message = tr("There is no user yet."), .advice = tr("Create a user first.")});
    Q_EMIT changed(connectionId);
    return false;
}

void DataDesk::fetchStored(const QString &connectionId, const DateRange &range)
{
    ConnectionData &data = m_data[connectionId];
    if (data.stored.working || !hasUser(connectionId, [&](const Error &error) { data.stored.error = error; }))
        return;
    data.storedRange = range;
    data.nextPage.clear();
    data.stored.value.reset();
    fetchPage(connectionId, {});
}

void DataDesk::fetchMoreStored(const QString &connectionId)
{
    const QString cursor = m_data.value(connectionId).nextPage;
    if (!cursor.isEmpty())
        fetchPage(connectionId, cursor);
}

void DataDesk::fetchPage(const QString &connectionId, const QString &cursor)
{
    using List = QList<Transaction>;
    const Find<List> find = [this, connectionId]() -> Fetched<List> & { return m_data[connectionId].stored; };
    const DateRange range = m_data.value(connectionId).storedRange;
    const QString user = m_user->aeroPassUserUuid();
    fetch<List, TransactionPage>(
        connectionId, find,
        [this, connectionId, range, user, cursor](const ApiClient::Bearer &bearer) { return m_api->userTransactions(bearer, user, connectionId, range, cursor); },
        [this, connectionId, cursor](const TransactionPage &page) {
            ConnectionData &data = m_data[connectionId];
            if (!data.stored.value)
                data.stored.value = List();
            data.stored.value->append(page.transactions);
            // "stop on null, unchanged cursor or empty page" (contract e.3)
            const bool isLast = page.nextPage == cursor || page.transactions.isEmpty();
            data.nextPage = isLast ? QString() : page.nextPage;
        });
}

void DataDesk::deleteStored(const QString &connectionId)
{
    using List = QList<Transaction>;
    ConnectionData &data = m_data[connectionId];
    if (m_deleting.contains(connectionId))
        return;
    if (data.stored.working) {
        m_deleteNext.insert(connectionId);
        return;
    }
    data.deleted.reset();
    if (!hasUser(connectionId, [&](const Error &error) { data.stored.error = error; }))
        return;
    m_deleting.insert(connectionId);
    const Find<List> find = [this, connectionId]() -> Fetched<List> & { return m_data[connectionId].stored; };
    const QString user = m_user->aeroPassUserUuid();
    fetch<List, qint64>(
        connectionId, find,
        [this, connectionId, user](const ApiClient::Bearer &bearer) { return m_api->deleteStoredTransactions(bearer, user, connectionId); },
        [this, connectionId](const qint64 &count) {
            ConnectionData &after = m_data[connectionId];
            after.deleted = count; // 0 is a success; the link stays (contract c, row 14)
            after.stored.value = List();
            after.nextPage.clear();
        });
}

/// When what was asked for of the stored transactions is through, whatever became of it.
void DataDesk::deleteWaiting(const QString &connectionId)
{
    if (m_data.value(connectionId).stored.working)
        return;
    m_deleting.remove(connectionId);
    if (m_deleteNext.remove(connectionId))
        deleteStored(connectionId);
}

void DataDesk::fetchConnections()
{
    m_isListUnasked = false; // also when it is under way already: now somebody waits for it
    fetchList();
}

void DataDesk::lookForConnections()
{
    if (m_list.working)
        return;
    m_isListUnasked = true;
    fetchList();
}

void DataDesk::fetchList()
{
    if (!hasUser({}, [this](const Error &error) { m_list.error = error; }))
        return;
    using List = QList<ConnectionSummary>;
    const Find<List> find = [this]() -> Fetched<List> & { return m_list; };
    const QString user = m_user->aeroPassUserUuid();
    fetch<List, List>(
        {}, find, [this, user](const ApiClient::Bearer &bearer) { return m_api->connections(bearer, user); },
        [this](const List &list) {
            List shown = list;
            for (ConnectionSummary &each : shown)
                each.nickname = m_tokens->redactor().text(each.nickname);
            m_list.value = shown;
            m_connections->apply(shown);
        });
}

void DataDesk::clear()
{
    m_scope = std::make_unique<QObject>();
    const QStringList ids = m_data.keys();
    m_data.clear();
    m_list = {};
    m_isListUnasked = false;
    m_deleting.clear();
    m_deleteNext.clear();
    for (const QString &id : ids)
        Q_EMIT changed(id);
    Q_EMIT changed({});
}

} // namespace console
