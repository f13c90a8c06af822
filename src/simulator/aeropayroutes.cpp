// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/aeropayroutes.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

enum class Form { V1, V2 };

/// v1: HTTP 200 and {success:false, error:{...}}; v2: {error:{help, code, message}} with its status.
Answer refusal(Form form, const Problem &problem)
{
    Json error = Json::object({{u"code"_s, problem.code}, {u"message"_s, problem.message}});
    if (form == Form::V1)
        return Answer::of(200, Json::object({{u"success"_s, false}, {u"error"_s, error}}));
    if (problem.status == 200) // business errors of v2 travel with HTTP 200 and a hint
        error.set(u"help"_s, u"Contact support for help."_s);
    return Answer::of(problem.status, Json::object({{u"error"_s, error}}));
}

Problem badKeys()
{
    return {401, u"AP002"_s, u"invalid API key or secret key"_s, {}};
}

Problem missingParameters(const QStringList &names)
{
    return {400, u"AP700"_s, u"Missing required Parameter: "_s + names.join(", "_L1), {}};
}

std::optional<Problem> tokenObjection(const Request &request, World &world, QString *user)
{
    const QString key = request.bodyText({u"apiKey"_s, u"api_key"_s});
    const QString secret = request.bodyText({u"apiSecret"_s, u"api_secret"_s});
    const QString scope = request.bodyText({u"scope"_s});
    const QString id = request.bodyText({u"id"_s, u"merchantId"_s, u"merchant_id"_s});
    const QString person = request.bodyText({u"userId"_s, u"user_id"_s});
    QStringList absent;
    for (const auto &[name, value] : {std::pair{u"'apiKey'"_s, key}, std::pair{u"'apiSecret'"_s, secret},
                                      std::pair{u"'scope'"_s, scope}, std::pair{u"'id'"_s, id}}) {
        if (value.isEmpty())
            absent << name;
    }
    if (scope == "userForMerchant"_L1 && person.isEmpty())
        absent << u"'userId'"_s;
    if (!absent.isEmpty())
        return missingParameters(absent);
    // ASSUMPTION USER-SCOPE: the scope `user`, named once in the docs, means the same as userForMerchant.
    if (scope != "merchant"_L1 && scope != "userForMerchant"_L1 && scope != "user"_L1)
        return Problem{400, u"AP700"_s, u"Invalid scope"_s, {}};
    if (key != world.keys().aeropayApiKey || secret != world.keys().aeropayApiSecret)
        return badKeys();
    static const QRegularExpression digits(u"^\\d+$"_s);
    if (!digits.match(id).hasMatch())
        return Problem{400, u"AP701"_s, u"Improperly formatted parameter: ['id: invalid merchant id format']"_s, {}};
    // ASSUMPTION WRONG-MERCHANT: keys of another merchant are wrong keys.
    if (id != world.keys().merchantId)
        return badKeys();
    if (scope == "merchant"_L1)
        return std::nullopt;
    const User *found = world.people().find(person);
    if (!found)
        return Problem{400, u"AP701"_s, u"Improperly formatted parameter: ['userId: invalid username format']"_s, {}};
    *user = found->uuid;
    return std::nullopt;
}

Answer tokenAnswer(const Request &request, World &world, Form form)
{
    QString user;
    if (const auto problem = tokenObjection(request, world, &user))
        return refusal(form, *problem);
    const QString scope = request.bodyText({u"scope"_s});
    return Answer::of(200, Json::object({{u"TTL"_s, tokenSeconds},
                                         {u"token"_s, world.tokens().issueAeropay(world.ids(), world.now(), scope, user)}}));
}

/// v1 sends `authorizationToken`, v2 `authorization`; both are taken by both (contract l).
Outcome<Token *> bearerOf(const Request &request, World &world)
{
    const QString text = request.bearer({"authorizationtoken", "authorization"});
    switch (world.tokens().check(text, TokenKind::Aeropay, world.now())) {
    case TokenState::Good: return world.tokens().find(text);
    case TokenState::Expired: return Problem{401, u"AP002"_s, u"The token has expired."_s, {}};
    case TokenState::Unknown: break;
    }
    // ASSUMPTION AEROPAY-BEARER: a missing, unknown or expired token is AP002 with HTTP 401 in both forms.
    return Problem{401, u"AP002"_s, text.isEmpty() ? u"The token is missing."_s : u"The token is not valid."_s, {}};
}

Answer unauthorised(const Problem &problem, Form form)
{
    Answer answer = refusal(form, problem);
    answer.status = 401;
    return answer;
}

QString isoOffset(qint64 moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u"+00:00"_s;
}

Json userJson(const User &user, Form form)
{
    if (form == Form::V1)
        return Json::object({{u"aeroPassUserUuid"_s, user.uuid},
                             {u"userId"_s, user.userId},
                             {u"first_name"_s, user.firstName},
                             {u"last_name"_s, user.lastName},
                             {u"email"_s, user.email},
                             {u"phone_number"_s, user.phone}});
    return Json::object({{u"id"_s, user.uuid}, // ASSUMPTION V2-USER-ID: user.id is the aeroPassUserUuid
                         {u"firstName"_s, user.firstName},
                         {u"lastName"_s, user.lastName},
                         {u"type"_s, u"consumer"_s},
                         {u"email"_s, user.email},
                         {u"phoneNumber"_s, user.phone},
                         {u"createdDate"_s, isoOffset(user.created)},
                         {u"userStatus"_s, u"Active"_s}});
}

Answer createAnswer(const Request &request, World &world, Form form)
{
    const auto token = bearerOf(request, world);
    if (!token)
        return unauthorised(token.problem(), form);
    if ((*token)->scope != "merchant"_L1)
        return unauthorised({401, u"AP002"_s, u"This call needs a token with the scope merchant."_s, {}}, form);
    NewUser wanted;
    wanted.firstName = request.bodyText({u"firstName"_s, u"first_name"_s}).trimmed();
    wanted.lastName = request.bodyText({u"lastName"_s, u"last_name"_s}).trimmed();
    wanted.phone = request.bodyText({u"phoneNumber"_s, u"phone_number"_s, u"phone"_s}).trimmed();
    wanted.email = request.bodyText({u"email"_s}).trimmed();
    bool existing = false;
    const auto made = world.people().create(wanted, world.ids(), world.now(), &existing);
    if (!made)
        return refusal(form, made.problem());
    User &user = **made;
    if (form == Form::V1) {
        Json json = Json::object({{u"success"_s, true}, {u"existingUser"_s, existing}, {u"user"_s, userJson(user, form)}});
        // The oldest edition knew no version header and put the id at the top (contract b.4).
        if (request.header("x-ap-version").isEmpty() && request.header("x-api-version").isEmpty())
            json.set(u"aeropass_user_uuid"_s, user.uuid);
        return Answer::of(200, json);
    }
    if (existing)
        user.waitsForCode = true;
    return Answer::of(200, Json::object({{u"user"_s, userJson(user, form)},
                                         {u"mfaType"_s, existing ? Json(u"sms"_s) : Json()}}));
}

/// A person, alone: v1 says `success` beside it.
Answer userAnswer(const User &user, Form form)
{
    Json json = Json::object({{u"user"_s, userJson(user, form)}});
    if (form == Form::V1)
        json.set(u"success"_s, true);
    return Answer::of(200, json);
}

Answer fetchAnswer(const Request &request, World &world, Form form)
{
    const auto token = bearerOf(request, world);
    if (!token)
        return unauthorised(token.problem(), form);
    // ASSUMPTION FETCH-USER: the user of the token; a merchant's token names one with ?userId=.
    const QString id = (*token)->user.isEmpty() ? request.queryText({u"userId"_s, u"user_id"_s, u"id"_s}) : (*token)->user;
    if (id.isEmpty())
        return refusal(form, missingParameters({u"'userId'"_s}));
    const User *user = world.people().find(id);
    if (!user)
        return refusal(form, {200, u"AP113"_s, u"User does not exist"_s, {}});
    return userAnswer(*user, form);
}

Answer confirmAnswer(const Request &request, World &world, Form form)
{
    const auto token = bearerOf(request, world);
    if (!token)
        return unauthorised(token.problem(), form);
    const QString id = request.bodyText({u"userId"_s, u"user_id"_s});
    const QString code = request.bodyText({u"code"_s});
    QStringList absent;
    if (id.isEmpty())
        absent << u"'userId'"_s;
    if (code.isEmpty())
        absent << u"'code'"_s;
    if (!absent.isEmpty()) {
        Problem problem = missingParameters(absent);
        problem.status = 200;
        return refusal(form, problem);
    }
    // ASSUMPTION CONFIRM-MERCHANT: merchantId may be left out; one that is not the keys' own is AP002.
    const QString merchant = request.bodyText({u"merchantId"_s, u"merchant_id"_s});
    if (!merchant.isEmpty() && merchant != world.keys().merchantId)
        return refusal(form, badKeys());
    User *user = world.people().find(id);
    if (!user)
        return refusal(form, {200, u"AP113"_s, u"User does not exist"_s, {}});
    // Contract (b.4): "code 000000 always passes". No message is sent, so no other code can be right.
    // ASSUMPTION WRONG-CODE: AP112.
    if (code != "000000"_L1)
        return refusal(form, {200, u"AP112"_s, u"The confirmation code is not right"_s, {}});
    user->waitsForCode = false;
    return userAnswer(*user, form);
}

} // namespace

void addAeropayRoutes(Router &router, World &world)
{
    for (const auto &[prefix, form] : {std::pair{u"/aeropay"_s, Form::V1}, std::pair{u"/aeropay/v2"_s, Form::V2}}) {
        const Form kind = form;
        router.add(u"POST"_s, prefix + u"/token"_s,
                   [&world, kind](const Request &request) { return tokenAnswer(request, world, kind); });
        router.add(u"POST"_s, prefix + u"/user"_s,
                   [&world, kind](const Request &request) { return createAnswer(request, world, kind); });
        router.add(u"GET"_s, prefix + u"/user"_s,
                   [&world, kind](const Request &request) { return fetchAnswer(request, world, kind); });
        router.add(u"POST"_s, prefix + u"/confirmUser"_s,
                   [&world, kind](const Request &request) { return confirmAnswer(request, world, kind); });
    }
}

} // namespace simulator
