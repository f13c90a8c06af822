// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/aerosyncroutes.h"

#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

using ConnectionHandler = std::function<Answer(const Request &, Connection &)>;

const QStringList uuidNames{u"aeroPassUserUuid"_s, u"aeroPassUserUUID"_s, u"aeropassuseruuid"_s,
                            u"aeropass_user_uuid"_s, u"aeropassuuid"_s};

QString isoZ(qint64 moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z';
}

Problem missing(const QStringList &names)
{
    return {400, u"AC-100"_s, u"Missing required request parameters: [%1]"_s.arg(names.join(", "_L1)), {}};
}

/// Key and secret as every token call sends them.
std::optional<Problem> keyObjection(const Request &request, World &world, QStringList alsoMissing)
{
    const QString key = request.bodyText({u"apiKey"_s, u"api_key"_s});
    const QString secret = request.bodyText({u"apiSecret"_s, u"api_secret"_s});
    if (secret.isEmpty())
        alsoMissing.prepend(u"apiSecret"_s);
    if (key.isEmpty())
        alsoMissing.prepend(u"apiKey"_s);
    if (!alsoMissing.isEmpty())
        return missing(alsoMissing);
    // ASSUMPTION API-KEY-HEADER: x-api-key may be left out here; a wrong one is a wrong key.
    const QByteArray header = request.header("x-api-key");
    const bool headerFits = header.isEmpty() || QString::fromLatin1(header) == world.keys().apiKey;
    if (!headerFits || key != world.keys().apiKey || secret != world.keys().apiSecret)
        return Problem{401, u"AC-101"_s, u"Invalid API key and secret."_s, {}};
    return std::nullopt;
}

Answer tokenAnswer(const Request &request, World &world)
{
    if (const auto problem = keyObjection(request, world, {}))
        return errorAnswer(*problem);
    Json json = successEnvelope();
    json.set(u"TTL"_s, QString::number(tokenSeconds)); // a text here, a number at Aeropay (contract l)
    json.set(u"token"_s, world.tokens().issueApi(world.ids(), world.now()));
    return Answer::of(200, json);
}

Answer widgetTokenAnswer(const Request &request, World &world)
{
    const QString uuid = request.bodyText(uuidNames);
    if (const auto problem = keyObjection(request, world, uuid.isEmpty() ? QStringList{uuidNames.first()} : QStringList{}))
        return errorAnswer(*problem);
    const User *user = world.people().find(uuid);
    if (!user)
        return errorAnswer(404, u"AC-102"_s, u"User %1 not found"_s.arg(uuid));
    const QString text = world.tokens().issueWidget(world.ids(), world.now(), user->uuid);
    Json json = successEnvelope(); // no TTL in this answer (contract b.2)
    json.set(u"token"_s, text).set(u"userId"_s, world.tokens().find(text)->userId);
    return Answer::of(200, json);
}

Json accountJson(const Connection &connection, World &world)
{
    const Account &account = connection.account;
    const Bank *bank = world.catalog().bank(connection.bank);
    const QString bankUuid = Random::of(world.seed(), connection.bank + u"|uuid"_s).uuid();
    return Json::object({{u"accountNickname"_s, account.name},
                         {u"accountNumber"_s, account.number},
                         {u"routingNumber"_s, account.routing},
                         // ASSUMPTION ACCOUNT-DISPLAY: the bare last four, as in (e.1); "..1234" of a fixture is not sent.
                         {u"accountNumberDisplay"_s, account.display},
                         {u"accountNumberType"_s, account.tokenized ? u"Tokenized"_s : u"Non-tokenized"_s},
                         {u"accountType"_s, account.type},
                         {u"bankName"_s, connection.bankName},
                         {u"institutionName"_s, bank ? bank->name : connection.bankName},
                         {u"institutionUuid"_s, bankUuid},
                         {u"canFetchBalance"_s, !account.manual},
                         // ASSUMPTION CONNECTION-METHOD: 2 password, 6 OAuth as in the samples; 1 typed in.
                         {u"connectionMethod"_s, account.manual ? 1 : account.tokenized ? 6 : 2},
                         {u"connectionStatus"_s, world.statusOf(connection)},
                         {u"connectionExpiry"_s, isoZ(connection.expires)}});
}

Json withInstitution(Json json, const Connection &connection, World &world)
{
    json.set(u"bankName"_s, connection.bankName).set(u"institutionName"_s, connection.bankName);
    json.set(u"institutionUuid"_s, Random::of(world.seed(), connection.bank + u"|uuid"_s).uuid());
    // Contract (e.6): userId repeats the connectionId.
    return json.set(u"userId"_s, connection.id).set(u"connectionId"_s, connection.id);
}

Answer balanceAnswer(Connection &connection, World &world)
{
    if (const auto problem = manualObjection(connection, JobKind::Balance))
        return errorAnswer(*problem);
    const qint64 current = world.cachedBalance(connection);
    // ASSUMPTION BALANCE-STAMP: UTC; the published stamp names no zone.
    const QString stamp = QDateTime::fromMSecsSinceEpoch(connection.refreshed, QTimeZone::utc())
                              .toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) + u"000"_s;
    Json account = Json::object({{u"availableBalance"_s, Json::money(current - connection.account.holdCents)},
                                 {u"currentBalance"_s, Json::money(current)},
                                 {u"lastRefreshTimeStamp"_s, stamp},
                                 {u"currency"_s, u"USD"_s}});
    return Answer::of(200, successEnvelope().set(u"account"_s, withInstitution(account, connection, world)));
}

Answer identityAnswer(Connection &connection, World &world)
{
    if (const auto problem = manualObjection(connection, JobKind::Identity))
        return errorAnswer(*problem);
    if (!connection.identityKnown)
        // ASSUMPTION IDENTITY-BEFORE-JOB: nothing to read until an identity job has completed.
        return errorAnswer(404, u"AC-102"_s, u"No identity for user %1 yet: start an identity job."_s.arg(connection.id));
    const Person person = personOf(world.seed(), connection.bank, connection.username);
    const QString line =
        person.address1 + u' ' + person.address2 + u", "_s + person.city + u", "_s + person.state + u", "_s + person.postalCode;
    Json identity = Json::object({{u"accountHolderName"_s, person.name},
                                  {u"address"_s, line},
                                  {u"address_fields"_s, Json::object({{u"address1"_s, person.address1},
                                                                      {u"address2"_s, person.address2},
                                                                      {u"city"_s, person.city},
                                                                      {u"state"_s, person.state},
                                                                      {u"region"_s, Json()},
                                                                      {u"postalCode"_s, person.postalCode},
                                                                      {u"country"_s, u"US"_s}})},
                                  {u"email"_s, person.email},
                                  {u"phone"_s, person.phone}});
    return Answer::of(200, successEnvelope().set(u"identity"_s, withInstitution(identity, connection, world)));
}

Answer startAnswer(Connection &connection, World &world, JobKind kind, const QString &statusKey,
                   const std::pair<QDate, QDate> &days = {})
{
    const Outcome<Job> job = world.startJob(connection, kind, days.first, days.second);
    if (!job)
        return errorAnswer(job.problem());
    Json json = successEnvelope();
    json.set(statusKey, u"Initiated"_s).set(u"jobId"_s, job->id);
    return Answer::of(200, json.set(u"userId"_s, connection.id).set(u"connectionId"_s, connection.id));
}

Answer jobAnswer(const QString &id, const QString &owner, World &world)
{
    const Job *job = world.jobs().find(id);
    if (!job || job->kind == JobKind::Link || (!owner.isEmpty() && job->connection != owner))
        return errorAnswer(404, u"AC-102"_s, u"Job %1 not found"_s.arg(id));
    const JobState state = stateOf(*job, world.now());
    Json json = successEnvelope();
    // ASSUMPTION FAILED-JOB: a failed job carries no reason; reading its transactions is 404 with AC-102.
    json.set(u"jobStatus"_s, jobStatusText(state));
    // ASSUMPTION MFA-FLAG: true while the job waits for the person, false afterwards.
    json.set(u"mfaTriggered"_s, state == JobState::PendingMfa).set(u"jobId"_s, job->id);
    return Answer::of(200, json.set(u"userId"_s, job->connection).set(u"connectionId"_s, job->connection));
}

/// The days a transactions job asked for, once they can be read.
Outcome<std::pair<QDate, QDate>> daysOfJob(const QString &id, const Connection &connection, World &world)
{
    const Job *job = world.jobs().find(id);
    if (!job || job->connection != connection.id || job->kind != JobKind::Transactions)
        return Problem{404, u"AC-102"_s, u"Job %1 not found"_s.arg(id), {}};
    const JobState state = stateOf(*job, world.now());
    if (state == JobState::Failed) // see FAILED-JOB; AC-112 would tell a client to wait for it
        return Problem{404, u"AC-102"_s, u"Job %1 has failed: it has no transactions."_s.arg(id), {}};
    if (state != JobState::Completed)
        // ASSUMPTION UNFINISHED-JOB: the transactions of a job that runs cannot be read yet.
        return Problem{409, u"AC-112"_s, u"Job %1 has not completed."_s.arg(id), {}};
    return std::pair{job->from, job->to};
}

Answer transactionsAnswer(const Request &request, Connection &connection, World &world)
{
    if (const auto problem = manualObjection(connection, JobKind::Transactions))
        return errorAnswer(*problem);
    const QString jobId = request.queryText({u"job_id"_s, u"jobId"_s});
    auto days = dayWindow(request);
    if (days && !jobId.isEmpty())
        days = daysOfJob(jobId, connection, world);
    if (!days)
        return errorAnswer(days.problem());
    auto [first, last] = *days;
    if (!first.isValid()) // the same default as that of a job (contract e.3): ninety days, counted from the end
        first = (last.isValid() ? last : world.today()).addDays(-defaultDays);
    return Answer::of(200, successEnvelope().set(u"transactions"_s, transactionsJson(world.transactions(connection, first, last))));
}

/// Checks the bearer and finds the connection before the real handler.
Router::Handler guarded(World &world, const ConnectionHandler &handler)
{
    return [&world, handler](const Request &request) {
        world.settle();
        if (const auto problem = bearerObjection(request, world))
            return errorAnswer(*problem);
        Connection *connection = world.connection(request.captured.value(0));
        if (!connection)
            return errorAnswer(404, u"AC-102"_s, u"User %1 not found"_s.arg(request.captured.value(0)));
        return handler(request, *connection);
    };
}

} // namespace

Json successEnvelope()
{
    return Json::object({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}});
}

std::optional<Problem> bearerObjection(const Request &request, World &world)
{
    const QByteArray apiKey = request.header("x-api-key");
    if (!apiKey.isEmpty() && QString::fromLatin1(apiKey) != world.keys().apiKey)
        return Problem{403, u"AC-001"_s, u"Invalid API key and secret."_s, {}};
    const QString text = request.bearer({"authorization"});
    // ASSUMPTION BEARER-ERRORS: no token or an expired one 401, a token of no or another kind 403.
    if (text.isEmpty())
        return Problem{401, u"AC-001"_s, u"The Authorization header with a bearer token is missing."_s, {}};
    switch (world.tokens().check(text, TokenKind::Api, world.now())) {
    case TokenState::Good: return std::nullopt;
    case TokenState::Expired: return Problem{401, u"AC-001"_s, u"The token has expired."_s, {}};
    case TokenState::Unknown: break;
    }
    return Problem{403, u"AC-001"_s, u"The token is not valid."_s, {}};
}

Json transactionsJson(const std::vector<Transaction> &rows)
{
    Json list = Json::array();
    for (const Transaction &row : rows) {
        list.add(Json::object({{u"id"_s, row.id},
                               {u"type"_s, row.credit ? u"CREDIT"_s : u"DEBIT"_s},
                               {u"date"_s, isoZ(row.time)},
                               {u"amount"_s, Json::money(row.cents)},
                               {u"currency"_s, u"USD"_s},
                               {u"description"_s, row.description},
                               {u"category"_s, row.category},
                               {u"subcategory"_s, row.subcategory},
                               // ASSUMPTION RUNNING-BALANCE: not in the contract; a client must ignore it.
                               {u"runningBalance"_s, Json::money(row.runningCents)}}));
    }
    return list;
}

Outcome<std::pair<QDate, QDate>> dayWindow(const Request &request)
{
    const QStringList startNames{u"start_date"_s, u"startDate"_s};
    const QStringList endNames{u"end_date"_s, u"endDate"_s};
    std::pair<QDate, QDate> days;
    for (const auto &[names, day] : {std::pair{startNames, &days.first}, std::pair{endNames, &days.second}}) {
        for (const QString &name : names) {
            if (const QJsonValue given = request.body.value(name); !given.isUndefined() && !given.isNull() && !given.isString())
                return Problem{400, u"AC-100"_s, u"Invalid request parameter %1: a date is text like '2026-01-31'."_s.arg(name), {}};
        }
        QString text = request.queryText(names);
        if (text.isEmpty())
            text = request.bodyText(names);
        if (text.isEmpty())
            continue;
        *day = QDate::fromString(text, u"yyyy-MM-dd"_s);
        if (!day->isValid())
            return Problem{400, u"AC-100"_s, u"Invalid request parameter %1: '%2' is not a date like 2026-01-31."_s.arg(names.first(), text), {}};
    }
    if (days.first.isValid() && days.second.isValid() && days.first > days.second)
        return Problem{400, u"AC-100"_s, u"Invalid request parameters: start_date is after end_date."_s, {}};
    return days;
}

void addAerosyncRoutes(Router &router, World &world)
{
    for (const QString &path : {u"/v2/token"_s, u"/v1/token"_s})
        router.add(u"POST"_s, path, [&world](const Request &request) { return tokenAnswer(request, world); });
    router.add(u"POST"_s, u"/v2/token_widget"_s,
               [&world](const Request &request) { return widgetTokenAnswer(request, world); });

    const QString base = u"/v2/accounts/{}"_s;
    router.add(u"GET"_s, base, guarded(world, [&world](const Request &, Connection &connection) {
        return Answer::of(200, successEnvelope().set(u"account"_s, accountJson(connection, world)));
    }));
    router.add(u"GET"_s, base + u"/balance"_s, guarded(world, [&world](const Request &, Connection &connection) {
        return balanceAnswer(connection, world);
    }));
    // ASSUMPTION CREATE-STATUS-KEY: refresh answers `identityStatus` as its published sample does.
    router.add(u"POST"_s, base + u"/refresh"_s, guarded(world, [&world](const Request &, Connection &connection) {
        return startAnswer(connection, world, JobKind::Balance, u"identityStatus"_s);
    }));
    router.add(u"GET"_s, base + u"/job/{}"_s, guarded(world, [&world](const Request &request, Connection &connection) {
        return jobAnswer(request.captured.at(1), connection.id, world);
    }));
    router.add(u"POST"_s, base + u"/transactions"_s, guarded(world, [&world](const Request &request, Connection &connection) {
        const auto days = dayWindow(request);
        if (!days)
            return errorAnswer(days.problem());
        return startAnswer(connection, world, JobKind::Transactions, u"transactionStatus"_s, *days);
    }));
    router.add(u"GET"_s, base + u"/transactions"_s, guarded(world, [&world](const Request &request, Connection &connection) {
        return transactionsAnswer(request, connection, world);
    }));
    router.add(u"POST"_s, base + u"/identity"_s, guarded(world, [&world](const Request &, Connection &connection) {
        return startAnswer(connection, world, JobKind::Identity, u"identityStatus"_s);
    }));
    router.add(u"GET"_s, base + u"/identity"_s, guarded(world, [&world](const Request &, Connection &connection) {
        return identityAnswer(connection, world);
    }));
    router.add(u"GET"_s, u"/v2/job/{}"_s, [&world](const Request &request) {
        world.settle();
        const auto problem = bearerObjection(request, world);
        return problem ? errorAnswer(*problem) : jobAnswer(request.captured.at(0), {}, world);
    });
    addAerosyncUserRoutes(router, world);
}

} // namespace simulator
