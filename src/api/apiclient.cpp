// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apiclient.h"

#include <QNetworkAccessManager>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Query = QList<std::pair<QString, QString>>;

/// Something that must not be empty, and what a person calls it.
struct Needed {
    bool there;
    QString field;   ///< for `where`: "apiSecret"
    QString name;    ///< for the message: "the Aerosync API secret"
};

Needed needed(const Secret &secret, const QString &field, const QString &name)
{
    return {!secret.isEmpty(), field, name};
}

QList<Needed> aerosyncKeys(const Credentials &keys)
{
    return {needed(keys.apiKey, u"apiKey"_s, Error::tr("the Aerosync API key")),
            needed(keys.apiSecret, u"apiSecret"_s, Error::tr("the Aerosync API secret"))};
}

QList<Needed> aeropassKeys(const Credentials &keys)
{
    return {needed(keys.aeropayApiKey, u"aeropayApiKey"_s, Error::tr("the Aeropay API key")),
            needed(keys.aeropayApiSecret, u"aeropayApiSecret"_s, Error::tr("the Aeropay API secret")),
            {!keys.merchantId.isEmpty(), u"merchantId"_s, Error::tr("the Aeropay merchant id")}};
}

QList<Needed> aeropassToken(const Secret &token)
{
    return {needed(token, u"token"_s, Error::tr("the Aeropay token"))};
}

QList<Needed> bearerKeys(const ApiClient::Bearer &bearer)
{
    return {needed(bearer.token, u"token"_s, Error::tr("the Aerosync API token")),
            needed(bearer.apiKey, u"apiKey"_s, Error::tr("the Aerosync API key"))};
}

Json secretText(const Secret &secret)
{
    return Json::text(secret.revealText());
}

QByteArray bodyOf(const QList<Json::Field> &fields)
{
    return Json::object(fields).compact().toUtf8();
}

/// Contract b.3, b.4: one client sends the merchant id as a number where the documents show text.
Json numberIfNumeric(const QString &id)
{
    bool whole = false;
    const qint64 number = id.toLongLong(&whole);
    return whole && QString::number(number) == id ? Json::integer(number) : Json::text(id);
}

/// The transactions job takes its range in the body: {startDate, endDate}, YYYY-MM-DD.
QByteArray rangeBody(const DateRange &range)
{
    QList<Json::Field> fields;
    if (range.start.isValid())
        fields << Json::Field{u"startDate"_s, Json::text(range.start.toString(Qt::ISODate))};
    if (range.end.isValid())
        fields << Json::Field{u"endDate"_s, Json::text(range.end.toString(Qt::ISODate))};
    return fields.isEmpty() ? QByteArray() : bodyOf(fields);
}

/// Stored transactions take it in the query: start_date, end_date.
Query rangeQuery(const DateRange &range)
{
    Query query;
    if (range.start.isValid())
        query << std::pair{u"start_date"_s, range.start.toString(Qt::ISODate)};
    if (range.end.isValid())
        query << std::pair{u"end_date"_s, range.end.toString(Qt::ISODate)};
    return query;
}

Headers commonHeaders(const QByteArray &verb)
{
    Headers headers{{"Accept", "application/json"}, {"User-Agent", "aerosync-console/" CONSOLE_VERSION}};
    if (verb == "POST") // without a body too: one client does so on every call, and Qt would make up a form
        headers << std::pair<QByteArray, QByteArray>{"Content-Type", "application/json"};
    return headers;
}

/// Contract b.5: data calls send both, some endpoints require both.
Headers bearerHeaders(const ApiClient::Bearer &bearer)
{
    return {{"Authorization", "Bearer " + bearer.token.reveal()}, {"x-api-key", bearer.apiKey.reveal()}};
}

/// Contract b.3: "v1 authorizationToken: Bearer …; v2 authorization: Bearer …"; (l): on v1 both version headers.
Headers versionHeaders()
{
    return {{"X-AP-Version", "1.1"}, {"X-API-Version", "1.1"}};
}

Headers aeropassHeaders(const Secret &token, bool v1)
{
    const QByteArray value = "Bearer " + token.reveal();
    return v1 ? versionHeaders() + Headers{{"authorizationToken", value}} : Headers{{"authorization", value}};
}

QByteArray aeropassTokenBody(const Credentials &keys, const QString &scope, const QString &userId, bool v1)
{
    QList<Json::Field> fields{{v1 ? u"api_key"_s : u"apiKey"_s, secretText(keys.aeropayApiKey)},
                              {v1 ? u"api_secret"_s : u"apiSecret"_s, secretText(keys.aeropayApiSecret)},
                              {u"scope"_s, Json::text(scope)},
                              {u"id"_s, Json::text(keys.merchantId)}};
    if (!userId.isEmpty())
        fields << Json::Field{u"userId"_s, Json::text(userId)};
    return bodyOf(fields);
}

std::optional<Error> missing(const QList<Needed> &all)
{
    for (const Needed &one : all) {
        if (!one.there)
            return Error{.kind = Error::Kind::Credentials, .message = Error::tr("Nothing was sent: %1 is missing.").arg(one.name), .where = one.field};
    }
    return std::nullopt;
}

} // namespace

struct ApiClient::Plan {
    Endpoint endpoint;
    QUrl base;
    QStringList ids = {};
    Query query = {};
    Headers headers = {};
    QByteArray body = {};
    QList<Needed> needs = {};
};

ApiClient::ApiClient(QNetworkAccessManager *network, QObject *parent) : QObject(parent), m_network(network) {}

void ApiClient::setEnvironment(const Environment &environment)
{
    m_environment = environment;
}

std::optional<Error> ApiClient::refusalFor(const Request &request) const
{
    const Result<void> reach = mayReach(request.url, m_environment.reach, m_productionUnlocked);
    if (!reach) {
        Error error = reach.error();
        error.where = request.label();
        return error;
    }
    if (request.url.scheme() != u"https" && !(request.url.scheme() == u"http" && isLoopbackHost(request.url.host()))) {
        return Error{.kind = Error::Kind::Refused,
                     .message = Error::tr("%1 was not called: keys leave this machine only by https.").arg(request.host()),
                     .where = request.label()};
    }
    return std::nullopt;
}

HttpCall *ApiClient::launch(Request request, std::optional<Error> refusal)
{
    auto *call = new HttpCall(m_network, std::move(request), m_rule, std::move(refusal), this);
    connect(call, &HttpCall::exchanged, this, [this](Exchange exchange) {
        exchange.id = m_nextExchange++;
        Q_EMIT exchanged(exchange);
    });
    if (!call->request().patient) {
        call->start();
        return call;
    }
    m_waiting.push_back(call);
    startPatient();
    return call;
}

void ApiClient::startPatient()
{
    while (m_patient < mostPatient && !m_waiting.empty()) {
        const QPointer<HttpCall> call = m_waiting.front();
        m_waiting.pop_front();
        if (!call || !call->isRunning()) // cancelled while it waited
            continue;
        ++m_patient;
        connect(call, &HttpCall::ended, this, [this] {
            --m_patient;
            startPatient();
        });
        call->start();
    }
}

HttpCall *ApiClient::send(Request request)
{
    const auto refusal = refusalFor(request);
    return launch(std::move(request), refusal);
}

HttpCall *ApiClient::run(const Plan &plan)
{
    const EndpointRow &row = endpointRow(plan.endpoint);
    Request request{.verb = row.verb,
                    .url = plan.base,
                    .headers = commonHeaders(row.verb) + plan.headers,
                    .body = plan.body,
                    .name = Error::tr(row.name),
                    .patient = row.patient,
                    .shownPath = shownPath(plan.endpoint)};
    if (const auto error = missing(plan.needs))
        return launch(request, error);
    const Result<QUrl> url = endpointUrl(plan.base, plan.endpoint, plan.ids, plan.query);
    if (!url)
        return launch(request, url.error());
    request.url = *url;
    return send(request);
}

void ApiClient::cancelAll()
{
    m_waiting.clear(); // before the ends of those under way would start them
    const auto calls = findChildren<HttpCall *>(QString(), Qt::FindDirectChildrenOnly);
    for (HttpCall *call : calls)
        call->cancel();
}

Call<ApiToken> ApiClient::aeropassToken(const Credentials &credentials)
{
    return {run({.endpoint = isV1() ? Endpoint::AeropassTokenV1 : Endpoint::AeropassTokenV2,
                 .base = m_environment.aeropassApi,
                 .headers = isV1() ? versionHeaders() : Headers(),
                 .body = aeropassTokenBody(credentials, u"merchant"_s, {}, isV1()),
                 .needs = aeropassKeys(credentials)}),
            &decodeApiToken};
}

Call<ApiToken> ApiClient::aeropassUserToken(const Credentials &credentials, const QString &userId)
{
    QList<Needed> needs = aeropassKeys(credentials);
    needs << Needed{!userId.isEmpty(), u"userId"_s, Error::tr("the user's id")};
    return {run({.endpoint = isV1() ? Endpoint::AeropassTokenV1 : Endpoint::AeropassTokenV2,
                 .base = m_environment.aeropassApi,
                 .headers = isV1() ? versionHeaders() : Headers(),
                 .body = aeropassTokenBody(credentials, u"userForMerchant"_s, userId, isV1()),
                 .needs = needs}),
            &decodeApiToken};
}

Call<AeropassUser> ApiClient::createUser(const Secret &token, const Credentials &credentials, const UserDetails &user)
{
    QList<Json::Field> fields;
    if (isV1()) {
        fields = {{u"first_name"_s, Json::text(user.firstName)}, {u"last_name"_s, Json::text(user.lastName)},
                  {u"phone_number"_s, Json::text(user.phone)}, {u"email"_s, Json::text(user.email)}};
        if (!credentials.merchantId.isEmpty())
            fields << Json::Field{u"merchantId"_s, numberIfNumeric(credentials.merchantId)};
    } else {
        fields = {{u"firstName"_s, Json::text(user.firstName)}, {u"lastName"_s, Json::text(user.lastName)},
                  {u"phoneNumber"_s, Json::text(user.phone)}, {u"email"_s, Json::text(user.email)}};
    }
    return {run({.endpoint = isV1() ? Endpoint::CreateUserV1 : Endpoint::CreateUserV2,
                 .base = m_environment.aeropassApi,
                 .headers = aeropassHeaders(token, isV1()),
                 .body = bodyOf(fields),
                 .needs = console::aeropassToken(token)}),
            &decodeUser};
}

Call<AeropassUser> ApiClient::fetchUser(const Secret &token)
{
    return {run({.endpoint = isV1() ? Endpoint::FetchUserV1 : Endpoint::FetchUserV2,
                 .base = m_environment.aeropassApi,
                 .headers = aeropassHeaders(token, isV1()),
                 .needs = console::aeropassToken(token)}),
            &decodeUser};
}

Call<AeropassUser> ApiClient::confirmUser(const Secret &token, const Credentials &credentials, const QString &userId, const QString &code)
{
    QList<Needed> needs = console::aeropassToken(token);
    needs << Needed{!credentials.merchantId.isEmpty(), u"merchantId"_s, Error::tr("the Aeropay merchant id")};
    // Only the v2 form is documented; the v1 host is given the same one.
    const QByteArray body = bodyOf({{u"userId"_s, Json::text(userId)},
                                    {u"code"_s, Json::text(code)},
                                    {u"merchantId"_s, Json::text(credentials.merchantId)}});
    return {run({.endpoint = isV1() ? Endpoint::ConfirmUserV1 : Endpoint::ConfirmUserV2,
                 .base = m_environment.aeropassApi,
                 .headers = aeropassHeaders(token, isV1()),
                 .body = body,
                 .needs = needs}),
            &decodeConfirmedUser};
}

Call<ApiToken> ApiClient::apiToken(const Credentials &credentials)
{
    return {run({.endpoint = Endpoint::ApiToken,
                 .base = m_environment.aerosyncApi,
                 .headers = {{"x-api-key", credentials.apiKey.reveal()}}, // contract b.1: "Send it always"
                 .body = bodyOf({{u"apiKey"_s, secretText(credentials.apiKey)},
                                 {u"apiSecret"_s, secretText(credentials.apiSecret)}}),
                 .needs = aerosyncKeys(credentials)}),
            &decodeApiToken};
}

Call<WidgetToken> ApiClient::widgetToken(const Credentials &credentials, const QString &aeroPassUserUuid)
{
    QList<Json::Field> fields{{u"apiKey"_s, secretText(credentials.apiKey)},
                              {u"apiSecret"_s, secretText(credentials.apiSecret)}};
    if (!aeroPassUserUuid.isEmpty()) // the older edition of contract b.2 has no user
        fields << Json::Field{u"aeroPassUserUuid"_s, Json::text(aeroPassUserUuid)};
    return {run({.endpoint = Endpoint::WidgetToken,
                 .base = m_environment.aerosyncApi,
                 .headers = {{"x-api-key", credentials.apiKey.reveal()}},
                 .body = bodyOf(fields),
                 .needs = aerosyncKeys(credentials)}),
            &decodeWidgetToken};
}

Call<Account> ApiClient::account(const Bearer &bearer, const QString &connectionId)
{
    return {run({.endpoint = Endpoint::Account, .base = m_environment.aerosyncApi, .ids = {connectionId},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeAccount};
}

Call<Balance> ApiClient::cachedBalance(const Bearer &bearer, const QString &connectionId)
{
    return {run({.endpoint = Endpoint::CachedBalance, .base = m_environment.aerosyncApi, .ids = {connectionId},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeBalance};
}

Call<JobReport> ApiClient::startJob(const Bearer &bearer, const QString &connectionId, JobKind kind, const DateRange &range)
{
    const Endpoint endpoint = kind == JobKind::Balance ? Endpoint::Refresh
        : kind == JobKind::Transactions                ? Endpoint::StartTransactions
                                                       : Endpoint::StartIdentity;
    return {run({.endpoint = endpoint, .base = m_environment.aerosyncApi, .ids = {connectionId},
                 .headers = bearerHeaders(bearer),
                 .body = kind == JobKind::Transactions ? rangeBody(range) : QByteArray(),
                 .needs = bearerKeys(bearer)}),
            &decodeJobStarted};
}

Call<JobReport> ApiClient::jobStatus(const Bearer &bearer, const QString &connectionId, const QString &jobId)
{
    return {run({.endpoint = Endpoint::Job, .base = m_environment.aerosyncApi, .ids = {connectionId, jobId},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeJobStatus};
}

Call<TransactionPage> ApiClient::transactions(const Bearer &bearer, const QString &connectionId, const QString &jobId)
{
    return {run({.endpoint = Endpoint::Transactions, .base = m_environment.aerosyncApi, .ids = {connectionId},
                 .query = {{u"job_id"_s, jobId}},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeTransactions};
}

Call<Identity> ApiClient::identity(const Bearer &bearer, const QString &connectionId)
{
    return {run({.endpoint = Endpoint::Identity, .base = m_environment.aerosyncApi, .ids = {connectionId},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeIdentity};
}

Call<QList<ConnectionSummary>> ApiClient::connections(const Bearer &bearer, const QString &aeroPassUserUuid)
{
    return {run({.endpoint = Endpoint::Connections, .base = m_environment.aerosyncApi, .ids = {aeroPassUserUuid},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeConnections};
}

Call<TransactionPage> ApiClient::userTransactions(const Bearer &bearer, const QString &aeroPassUserUuid, const QString &connectionId,
                                                  const DateRange &range, const QString &nextPage)
{
    Query query = rangeQuery(range);
    if (!nextPage.isEmpty())
        query << std::pair{u"next_page"_s, nextPage};
    return {run({.endpoint = Endpoint::UserTransactions, .base = m_environment.aerosyncApi,
                 .ids = {aeroPassUserUuid, connectionId}, .query = query,
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeTransactions};
}

Call<qint64> ApiClient::deleteStoredTransactions(const Bearer &bearer, const QString &aeroPassUserUuid, const QString &connectionId)
{
    return {run({.endpoint = Endpoint::DeleteTransactions, .base = m_environment.aerosyncApi,
                 .ids = {aeroPassUserUuid, connectionId},
                 .headers = bearerHeaders(bearer), .needs = bearerKeys(bearer)}),
            &decodeDeleted};
}

} // namespace console
