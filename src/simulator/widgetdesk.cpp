// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/widgetdesk.h"

#include "simulator/launch.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr qint64 sessionLife = 1800'000; // ASSUMPTION SESSION-LIFE: as long as a token

Problem serverError(int status, const QString &message)
{
    // Contract (f.7): SERVER_ERROR goes with AR-500.
    return {status, u"AR-500"_s, message, u"SERVER_ERROR"_s, false};
}

Problem invalid(const QString &message)
{
    return {400, u"AC-100"_s, message, u"INVALID_REQUEST"_s, true};
}

/// The accounts with these ids ("a1" is the first), or nothing when one is unknown.
std::optional<std::vector<Account>> pick(const std::vector<Account> &offered, const QStringList &ids)
{
    std::vector<Account> chosen;
    for (const QString &id : ids) {
        bool good = id.startsWith(u'a');
        const int place = good ? id.mid(1).toInt(&good) : 0;
        if (!good || place < 1 || place > static_cast<int>(offered.size()))
            return std::nullopt;
        chosen.push_back(offered[static_cast<std::size_t>(place - 1)]);
    }
    return chosen;
}

} // namespace

Json accountChoices(const World &world, const std::vector<Account> &accounts)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const Account &account = accounts[i];
        list.add(Json::object({{u"id"_s, u"a"_s + QString::number(i + 1)},
                               {u"name"_s, account.name},
                               {u"type"_s, account.type.toLower()},
                               {u"display"_s, account.display},
                               {u"available"_s, Json::money(world.balanceNow(account) - account.holdCents).text()},
                               {u"currency"_s, u"USD"_s}}));
    }
    return list;
}

void WidgetDesk::reset()
{
    m_sessions.clear();
    m_visits.clear();
    m_stateCodes.clear();
}

Outcome<WidgetSession *> WidgetDesk::open(const QJsonObject &query, QStringList *issues)
{
    const Launch launch = readLaunch(query);
    *issues = launch.issues;
    if (launch.token.isEmpty())
        return Problem{400, u"AC-100"_s, u"Missing required request parameters: [token]"_s, u"SERVER_ERROR"_s, false};
    // ASSUMPTION WIDGET-TOKEN: one session for each token; unknown, expired and used ones are AR-500.
    const TokenState state = m_world.tokens().check(launch.token, TokenKind::Widget, m_world.now());
    if (state != TokenState::Good)
        return serverError(401, state == TokenState::Expired ? u"The widget token has expired."_s
                                                             : u"The widget token is not valid."_s);
    Token *token = m_world.tokens().find(launch.token);
    if (token->used)
        return serverError(401, u"The widget token was already used. Each launch needs a new one."_s);
    if (!launch.user.isEmpty() && launch.user != token->user)
        return serverError(404, u"aeroPassUserUuid %1 is not the user of the token."_s.arg(launch.user));

    WidgetSession session;
    session.user = token->user;
    session.connection = token->userPassword;
    session.userIdClaim = token->userId;
    session.payloadVersion = launch.payloadVersion;
    session.configuration = launch.configuration;
    session.deeplink = launch.deeplink;
    session.domain = launch.domain;
    session.launchType = launch.launchType;
    session.handleOAuth = launch.handleOAuth;
    session.opened = m_world.now();
    if (auto problem = readJob(session, query))
        return *problem;
    if (session.mode == "link"_L1 && launch.manualOnly)
        session.mode = u"manual"_s;
    const auto code = m_stateCodes.find(launch.stateCode);
    if (code != m_stateCodes.end() && code->second.first == launch.token)
        session.bank = code->second.second;
    else if (!launch.stateCode.isEmpty())
        issues->append(u"The stateCode is not known for this token."_s);
    session.id = m_world.ids().hex(32);
    token->used = true;
    return &m_sessions.insert_or_assign(session.id, session).first->second;
}

std::optional<Problem> WidgetDesk::readJob(WidgetSession &session, const QJsonObject &query)
{
    const Launch launch = readLaunch(query);
    if (launch.connection.isEmpty())
        return launch.handleMfa ? std::optional(serverError(400, u"handleMFA needs a connectionId."_s)) : std::nullopt;
    const Connection *target = m_world.connection(launch.connection);
    if (!target || target->user != session.user)
        return serverError(404, u"Connection %1 is not known for this user."_s.arg(launch.connection));
    session.target = target->id;
    session.bank = target->bank;
    if (!launch.handleMfa) {
        // ASSUMPTION RECONNECT-LAUNCH: a connectionId without handleMFA asks to reconnect that bank.
        session.mode = u"reconnect"_s;
        return std::nullopt;
    }
    const Job *job = m_world.jobs().find(launch.job);
    if (!job || job->connection != target->id)
        return serverError(404, u"Job %1 is not known for this connection."_s.arg(launch.job));
    if (stateOf(*job, m_world.now()) != JobState::PendingMfa)
        return serverError(409, u"Job %1 is not waiting for a second factor."_s.arg(launch.job));
    session.mode = u"mfa"_s;
    session.job = job->id;
    session.challenge = m_world.challengeOf(*target);
    session.stage = WidgetSession::Stage::Challenge;
    return std::nullopt;
}

WidgetSession *WidgetDesk::rawSession(const QString &id)
{
    const auto it = m_sessions.find(id);
    return it == m_sessions.end() ? nullptr : &it->second;
}

Outcome<WidgetSession *> WidgetDesk::session(const QString &id)
{
    WidgetSession *found = rawSession(id);
    if (!found || found->stage == WidgetSession::Stage::Closed)
        return serverError(401, u"The session is not known or was closed."_s);
    if (m_world.now() - found->opened > sessionLife)
        return serverError(401, u"The session has expired."_s);
    return found;
}

const Configuration &WidgetDesk::configurationOf(const WidgetSession &session) const
{
    return m_world.catalog().configuration(session.configuration);
}

QString WidgetDesk::clientName(const WidgetSession &session) const
{
    // ASSUMPTION CLIENT-NAME: the configuration's name; without one the token's ClientName.
    const Configuration &look = configurationOf(session);
    return look.id.isEmpty() ? m_world.keys().clientName : look.name;
}

Outcome<Json> WidgetDesk::login(WidgetSession &session, const QString &bankId, const QString &username,
                                const QString &password)
{
    const Bank *bank = m_world.catalog().bank(bankId);
    if (!bank)
        return invalid(u"There is no bank '%1'."_s.arg(bankId));
    if (session.mode == "mfa"_L1 || session.stage == WidgetSession::Stage::Done)
        return invalid(u"Signing in is not the next step of this session."_s);
    if (bank->kind == "oauth"_L1)
        return invalid(u"%1 is signed in to on its own site."_s.arg(bank->name));
    const auto judged = judgeLogin(*bank, username, password);
    if (!judged)
        return judged.problem();
    session.bank = bankId;
    session.username = username;
    session.challenge = *judged;
    if (session.challenge.kind.isEmpty())
        return offer(session, accountsOf(m_world.seed(), bankId, username, false));
    session.stage = WidgetSession::Stage::Challenge;
    return Json::object({{u"next"_s, u"challenge"_s},
                         {u"challenge"_s, Json::object({{u"kind"_s, session.challenge.kind},
                                                        {u"prompt"_s, session.challenge.prompt},
                                                        {u"length"_s, session.challenge.length}})}});
}

Outcome<Json> WidgetDesk::answer(WidgetSession &session, const QString &text)
{
    if (session.stage != WidgetSession::Stage::Challenge)
        return invalid(u"Nothing was asked."_s);
    if (text.isEmpty())
        return invalid(u"The answer is empty."_s);
    if (session.mode == "mfa"_L1) {
        Job *job = m_world.jobs().find(session.job);
        if (stateOf(*job, m_world.now()) != JobState::PendingMfa)
            // Contract (f.7): no answer in time is POLLING_TIMEOUT, AR-100.
            return Problem{400, u"AR-100"_s,
                           u"No response received from the user within the expected time frame. Please try again later."_s,
                           u"POLLING_TIMEOUT"_s, false};
        if (!m_world.answerJob(*job, text))
            return wrongCredentials(u"The answer is not right. The request was rejected."_s, false);
        return done(session, {session.target});
    }
    if (!session.challenge.answer.isEmpty() && session.challenge.answer != text) {
        // Contract (g): "anything else rejects the connection".
        session.stage = WidgetSession::Stage::Start;
        return wrongCredentials(u"The answer is not right. The bank rejected the connection."_s, false);
    }
    return offer(session, accountsOf(m_world.seed(), session.bank, session.username, false));
}

Outcome<Json> WidgetDesk::offer(WidgetSession &session, const std::vector<Account> &accounts)
{
    session.offered = accounts;
    session.stage = WidgetSession::Stage::Accounts;
    return Json::object({{u"next"_s, u"accounts"_s},
                         {u"accounts"_s, accountChoices(m_world, accounts)},
                         {u"multiple"_s, configurationOf(session).multiAccount}});
}

Outcome<Json> WidgetDesk::chooseAccounts(WidgetSession &session, const QStringList &ids)
{
    if (session.otpPassed && ids.size() == 1) {
        // A returning user takes a bank that is linked already: nothing new is linked.
        const Connection *known = m_world.connection(ids.first());
        if (known && known->user == session.user)
            return done(session, {known->id});
    }
    if (session.stage != WidgetSession::Stage::Accounts)
        return invalid(u"There are no accounts to choose from yet."_s);
    const auto chosen = pick(session.offered, ids);
    if (!chosen || chosen->empty())
        return invalid(u"Choose an account from the list."_s);
    if (chosen->size() > 1 && !configurationOf(session).multiAccount)
        return invalid(u"Only one account can be chosen."_s);
    return finish(session, *chosen);
}

Outcome<Json> WidgetDesk::finish(WidgetSession &session, const std::vector<Account> &accounts)
{
    const Bank *bank = m_world.catalog().bank(session.bank);
    LinkWish wish;
    wish.user = session.user;
    wish.connection = session.connection;
    wish.bank = session.bank;
    wish.bankName = bank ? bank->name : u"Manually linked bank"_s;
    wish.username = session.username;
    wish.challenge = session.challenge;
    wish.accounts = accounts;
    const auto ids = m_world.link(wish);
    if (!ids)
        return ids.problem();
    return done(session, *ids);
}

Outcome<Json> WidgetDesk::manual(WidgetSession &session, const QJsonObject &body)
{
    if (session.mode == "mfa"_L1 || session.stage == WidgetSession::Stage::Done)
        return invalid(u"Entering numbers is not the next step of this session."_s);
    // ASSUMPTION MANUAL-NUMBERS: any 9 digits but nine zeros, and any 8 to 17 digits, are right.
    static const QRegularExpression routing(u"^(?!0{9})\\d{9}$"_s), number(u"^\\d{8,17}$"_s);
    Account account;
    account.routing = body.value("routingNumber"_L1).toString().trimmed();
    account.number = body.value("accountNumber"_L1).toString().trimmed();
    if (!routing.match(account.routing).hasMatch() || !number.match(account.number).hasMatch())
        return wrongCredentials(u"Sorry, we could not link your account. Please check the account and routing numbers."_s);
    account.manual = true;
    account.type = body.value("accountType"_L1).toString(u"checking"_s).toUpper();
    account.name = body.value("accountName"_L1).toString(u"Manual account"_s);
    account.display = account.number.right(4);
    account.key = u"manual|"_s + account.routing + u'|' + account.number;
    session.bank = u"manual"_s;
    session.challenge = {};
    return finish(session, {account});
}

Outcome<Json> WidgetDesk::otp(WidgetSession &session, const QString &code)
{
    // ASSUMPTION OTP-CODES: the names and codes of these errors; the four digits are of contract (g).
    if (code == "0001"_L1)
        return Problem{400, u"AR-100"_s, u"The code has expired. Ask for a new one."_s, u"OTP_EXPIRED"_s, true};
    if (code == "0002"_L1)
        return Problem{429, u"AC-117"_s, u"Too many attempts. Try again later."_s, u"OTP_TOO_MANY_ATTEMPTS"_s, false};
    if (code == "0003"_L1)
        return Problem{404, u"AC-102"_s, u"No account was found for this phone number."_s, u"ACCOUNT_NOT_FOUND"_s, false};
    if (code == "0004"_L1)
        return serverError(500, u"Something went wrong. Try again later."_s);
    // Contract (g): 0000 passes "only with the merchant's configurationId".
    if (code != "0000"_L1 || !configurationOf(session).otpBypass)
        return Problem{400, u"AC-117"_s, u"The code is not right."_s, u"INVALID_OTP"_s, true};
    session.otpPassed = true;
    Json banks = Json::array();
    const auto mine = m_world.connectionsOf(session.user);
    for (const Connection *connection : mine)
        banks.add(Json::object({{u"connectionId"_s, connection->id},
                                {u"institutionName"_s, connection->bankName},
                                {u"display"_s, connection->account.display}}));
    return Json::object({{u"next"_s, u"welcomeBack"_s}, {u"banks"_s, banks}});
}

QString WidgetDesk::makeStateCode(const QString &token, const QString &bank)
{
    const QString code = m_world.ids().hex(24);
    m_stateCodes[code] = {token, bank};
    return code;
}

Json WidgetDesk::done(WidgetSession &session, const std::vector<QString> &connections)
{
    session.stage = WidgetSession::Stage::Done;
    return Json::object({{u"next"_s, u"done"_s}, {u"success"_s, success(session, connections)}});
}

Json WidgetDesk::success(const WidgetSession &session, const std::vector<QString> &connections)
{
    const QString id = connections.front();
    if (session.payloadVersion == 1)
        // Contract (f.4), v1. user_password is the connectionId.
        return Json::object({{u"user_id"_s, session.userIdClaim},
                             {u"user_password"_s, id},
                             {u"ClientName"_s, clientName(session)},
                             {u"FILoginAcctId"_s, Random::of(m_world.seed(), id).between(100'000'000, 999'999'999)}});
    Json payload = Json::object();
    // ASSUMPTION MULTI-PAYLOAD: a relaunch for MFA answers the single form even with multiAccount.
    if (configurationOf(session).multiAccount && session.mode != "mfa"_L1) {
        Json accounts = Json::array();
        for (const QString &each : connections) {
            const Connection *connection = m_world.connection(each);
            accounts.add(Json::object({{u"connectionId"_s, each},
                                       {u"accountType"_s, connection->account.type.toLower()},
                                       {u"accountNumberDisplay"_s, connection->account.display}}));
        }
        payload.set(u"accounts"_s, accounts);
    } else {
        payload.set(u"connectionId"_s, id);
    }
    return payload.set(u"clientName"_s, clientName(session)).set(u"aeroPassUserUuid"_s, session.user);
}

} // namespace simulator
