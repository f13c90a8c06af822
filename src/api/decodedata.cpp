// SPDX-License-Identifier: GPL-3.0-or-later
// The data of a connection: account, balance, transactions, identity, the list of connections (contract e).
#include "api/decode.h"

#include "api/jsonreader.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Contract e.2, e.3: amounts are "number (dollars)"; the word is there in every sample but not in every client.
QString currencyOr(const QString &given)
{
    const QString word = given.trimmed().toUpper();
    return word.isEmpty() ? u"USD"_s : word;
}

template <typename T>
Result<T> finished(JsonReader &reader, T value)
{
    if (!reader.ok())
        return fail(reader.error());
    value.unknown = reader.unknown();
    return value;
}

/// Contract e.3: "type is the direction contract; amounts are positive"; without a usable type the sign says it.
bool isCredit(const QString &type, const Money &amount)
{
    if (type.compare(u"CREDIT", Qt::CaseInsensitive) == 0)
        return true;
    if (type.compare(u"DEBIT", Qt::CaseInsensitive) == 0)
        return false;
    return !amount.isNegative();
}

Result<Transaction> decodeTransaction(const Json &item, const QString &path)
{
    JsonReader reader(item, path);
    Transaction one;
    one.id = reader.requireId({u"id", u"transactionId", u"transaction_id"});
    one.type = reader.optionalText({u"type", u"transactionType", u"transaction_type"});
    one.date = reader.optionalTime({u"date", u"transactionDate", u"transaction_date"});
    const QString currency = currencyOr(reader.optionalText({u"currency"}));
    const Money amount = reader.requireMoney({u"amount", u"transactionAmount", u"transaction_amount"}, currency);
    one.credit = isCredit(one.type.trimmed(), amount);
    one.amount = amount.absolute();
    one.description = reader.optionalText({u"description", u"memo"});
    one.category = reader.optionalText({u"category"});
    one.subcategory = reader.optionalText({u"subcategory", u"subCategory", u"sub_category"});
    return finished(reader, one);
}

Result<ConnectionSummary> decodeConnection(const Json &item, const QString &path)
{
    JsonReader reader(item, path);
    ConnectionSummary one;
    one.connectionId = reader.requireFilledText({u"connectionId", u"connection_id"});
    one.institutionName = reader.optionalText({u"institutionName", u"institution_name", u"institution", u"bankName", u"bank_name"});
    one.nickname = reader.optionalText({u"accountNickname", u"account_nickname"});
    one.numberDisplay = reader.optionalId({u"accountNumberDisplay", u"account_number_display", u"maskedAccountNumber", u"masked_account_number"});
    one.status = reader.optionalText({u"connectionStatus", u"connection_status", u"status"});
    return finished(reader, one);
}

/// Every item of a list with its place in the path: "transactions[3].amount".
template <typename T>
Result<QList<T>> decodeList(const Json &list, const QString &name, Result<T> (*decodeOne)(const Json &, const QString &))
{
    QList<T> all;
    all.reserve(list.items().size());
    for (const Json &item : list.items()) {
        Result<T> one = decodeOne(item, name + u'[' + QString::number(all.size()) + u']');
        if (!one)
            return fail(one.error());
        all << std::move(*one);
    }
    return all;
}

/// Contract e.6: "in job/data replies userId repeats the same value"; there it may be a number.
QString readConnectionId(JsonReader &reader)
{
    const QString id = reader.optionalText({u"connectionId", u"connection_id"});
    const QString repeated = reader.optionalId({u"userId", u"user_id"});
    return id.isEmpty() ? repeated : id;
}

/// Contract e.4; the newest edition says address_fields, one client reads addressFields.
void readAddress(JsonReader &reader, Identity &identity)
{
    const Json *fields = reader.optionalObject({u"address_fields", u"addressFields"});
    if (!fields)
        return;
    JsonReader address(*fields, reader.path(reader.has({u"address_fields"}) ? u"address_fields" : u"addressFields"));
    identity.address1 = address.optionalId({u"address1", u"address_1"});
    identity.address2 = address.optionalId({u"address2", u"address_2"});
    identity.city = address.optionalText({u"city"});
    identity.state = address.optionalText({u"state", u"stateProvince", u"state_province"});
    identity.region = address.optionalText({u"region"});
    identity.postalCode = address.optionalId({u"postalCode", u"postal_code"});
    identity.country = address.optionalText({u"country"});
    identity.unknown = address.unknown();
    if (!address.ok())
        reader.failWith(address.error());
}

} // namespace

Result<Account> decodeAccount(const Json &body)
{
    JsonReader top(body, {});
    const Json *object = top.requireObject({u"account"});
    if (!object)
        return fail(top.error());
    JsonReader reader(*object, u"account"_s);
    Account account;
    // Contract e.1: "all but the first three may be absent". Numbers are text, for their leading zeros.
    account.nickname = reader.requireText({u"accountNickname", u"account_nickname"});
    account.accountNumber = reader.requireFilledText({u"accountNumber", u"account_number"});
    account.routingNumber = reader.requireFilledText({u"routingNumber", u"routing_number"});
    account.numberDisplay = reader.optionalId({u"accountNumberDisplay", u"account_number_display", u"maskedAccountNumber", u"masked_account_number"});
    account.numberType = reader.optionalText({u"accountNumberType", u"account_number_type"});
    account.accountType = reader.optionalText({u"accountType", u"account_type"});
    account.bankName = reader.optionalText({u"bankName", u"bank_name"});
    account.institutionName = reader.optionalText({u"institutionName", u"institution_name", u"institution"});
    account.institutionUuid = reader.optionalText({u"institutionUuid", u"institution_uuid"});
    account.canFetchBalance = reader.optionalBool({u"canFetchBalance", u"can_fetch_balance"});
    account.connectionMethod = reader.optionalId({u"connectionMethod", u"connection_method"});
    account.connectionStatus = reader.optionalText({u"connectionStatus", u"connection_status"});
    account.connectionExpiry = reader.optionalTime({u"connectionExpiry", u"connection_expiry"});
    return finished(reader, account);
}

Result<Balance> decodeBalance(const Json &body)
{
    JsonReader top(body, {});
    const Json *object = top.requireObject({u"account"});
    if (!object)
        return fail(top.error());
    JsonReader reader(*object, u"account"_s);
    Balance balance;
    balance.currency = currencyOr(reader.optionalText({u"currency"}));
    balance.available = reader.optionalMoney({u"availableBalance", u"available_balance"}, balance.currency);
    balance.current = reader.optionalMoney({u"currentBalance", u"current_balance"}, balance.currency);
    // "Either balance may be null": but the available one, which is what people ask for, has to be there to be null.
    if (!reader.has({u"availableBalance", u"available_balance"}))
        reader.failAt(u"availableBalance"_s, Error::tr("expected a number, but it is missing"));
    balance.refreshedAt = reader.optionalTime({u"lastRefreshTimeStamp", u"lastRefreshTimestamp", u"last_refresh_timestamp"});
    balance.bankName = reader.optionalText({u"bankName", u"bank_name"});
    balance.institutionName = reader.optionalText({u"institutionName", u"institution_name", u"institution"});
    balance.connectionId = readConnectionId(reader);
    return finished(reader, balance);
}

Result<TransactionPage> decodeTransactions(const Json &body)
{
    JsonReader reader(body, {});
    TransactionPage page;
    const Json *list = reader.requireArray({u"transactions"});
    page.count = reader.optionalInteger({u"count"});
    page.nextPage = reader.optionalId({u"next_page", u"nextPage"});
    if (!reader.ok())
        return fail(reader.error());
    Result<QList<Transaction>> all = decodeList(*list, u"transactions"_s, &decodeTransaction);
    if (!all)
        return fail(all.error());
    page.transactions = std::move(*all);
    if (page.transactions.isEmpty()) // contract e.3: "stop on null, unchanged cursor or empty page"
        page.nextPage.clear();
    return page;
}

Result<Identity> decodeIdentity(const Json &body)
{
    JsonReader top(body, {});
    const Json *object = top.requireObject({u"identity"});
    if (!object)
        return fail(top.error());
    JsonReader reader(*object, u"identity"_s);
    Identity identity;
    identity.holderName = reader.requireText({u"accountHolderName", u"account_holder_name"});
    identity.address = reader.optionalText({u"address"});
    identity.email = reader.optionalText({u"email"});
    identity.phone = reader.optionalId({u"phone", u"phoneNumber", u"phone_number"});
    identity.bankName = reader.optionalText({u"bankName", u"bank_name"});
    identity.institutionName = reader.optionalText({u"institutionName", u"institution_name", u"institution"});
    identity.connectionId = readConnectionId(reader);
    reader.find({u"institutionUuid", u"institution_uuid"}); // repeated from the account; known, not kept
    readAddress(reader, identity);
    const UnknownFields ofAddress = identity.unknown;
    Result<Identity> result = finished(reader, identity);
    if (result)
        result->unknown += ofAddress;
    return result;
}

Result<QList<ConnectionSummary>> decodeConnections(const Json &body)
{
    JsonReader reader(body, {});
    const Json *list = reader.requireArray({u"connections"});
    if (!list)
        return fail(reader.error());
    return decodeList(*list, u"connections"_s, &decodeConnection);
}

Result<qint64> decodeDeleted(const Json &body)
{
    JsonReader reader(body, {});
    // Contract c.14: "count under deleted/deleted_count/count; 0 is success"
    const auto count = reader.optionalInteger({u"deleted", u"deleted_count", u"deletedCount", u"count"});
    if (!count)
        reader.failAt(u"deleted"_s, Error::tr("expected a whole number, but it is missing"));
    if (!reader.ok())
        return fail(reader.error());
    return *count;
}

} // namespace console
