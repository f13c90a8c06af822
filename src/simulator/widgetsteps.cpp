// SPDX-License-Identifier: GPL-3.0-or-later
// The part of WidgetDesk that goes through the steps: sign-in, challenge, accounts, typed numbers, code, success.
#include "simulator/widgetdesk.h"

#include "simulator/manual.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

/// The accounts with these ids ("a1" is the first), or nothing when one is unknown or there twice.
std::optional<std::vector<Account>> pick(const std::vector<Account> &offered, const QStringList &ids)
{
    if (QSet<QString>(ids.begin(), ids.end()).size() != ids.size())
        return std::nullopt;
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

std::optional<Problem> WidgetDesk::stepObjection(const WidgetSession &session, const QString &bank) const
{
    if (session.mode == "mfa"_L1 || session.stage == WidgetSession::Stage::Done)
        return invalidRequest(u"Signing in is not the next step of this session."_s);
    const Connection *target = session.mode == "reconnect"_L1 ? m_world.connection(session.target) : nullptr;
    if (target && target->bank != bank)
        return invalidRequest(u"This session reconnects an account of another bank."_s);
    return std::nullopt;
}

std::vector<Account> WidgetDesk::choiceOf(const WidgetSession &session, const std::vector<Account> &accounts) const
{
    const Connection *target = session.mode == "reconnect"_L1 ? m_world.connection(session.target) : nullptr;
    std::vector<Account> choice = accounts;
    if (target)
        std::erase_if(choice, [target](const Account &account) { return account.key != target->account.key; });
    return choice;
}

Outcome<Json> WidgetDesk::login(WidgetSession &session, const QString &bankId, const QString &username,
                                const QString &password)
{
    const Bank *bank = m_world.catalog().bank(bankId);
    if (!bank)
        return invalidRequest(u"There is no bank '%1'."_s.arg(bankId));
    if (auto problem = stepObjection(session, bankId))
        return *problem;
    if (bank->kind == "oauth"_L1)
        return invalidRequest(u"%1 is signed in to on its own site."_s.arg(bank->name));
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

std::optional<Problem> WidgetDesk::answerObjection(const WidgetSession &session) const
{
    if (session.stage != WidgetSession::Stage::Challenge)
        return invalidRequest(u"Nothing was asked."_s);
    if (session.mode != "mfa"_L1)
        return std::nullopt;
    const Job *job = m_world.jobs().find(session.job);
    if (stateOf(*job, m_world.now()) == JobState::PendingMfa)
        return std::nullopt;
    if (job->answered || job->forced)
        return serverError(409, u"Job %1 is not waiting for an answer any more."_s.arg(job->id));
    // Contract (f.7): no answer in time is POLLING_TIMEOUT, AR-100.
    return Problem{400, u"AR-100"_s,
                   u"No response received from the user within the expected time frame. Please try again later."_s,
                   u"POLLING_TIMEOUT"_s, false};
}

Outcome<Json> WidgetDesk::answer(WidgetSession &session, const QString &text)
{
    if (auto problem = answerObjection(session))
        return *problem;
    if (text.isEmpty())
        return invalidRequest(u"The answer is empty."_s);
    if (session.mode == "mfa"_L1) {
        if (!m_world.answerJob(*m_world.jobs().find(session.job), text))
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
    session.offered = choiceOf(session, accounts);
    if (session.offered.empty()) {
        session.stage = WidgetSession::Stage::Start;
        return wrongCredentials(u"The account to reconnect is not one of this sign-in. Sign in as before."_s);
    }
    session.stage = WidgetSession::Stage::Accounts;
    return Json::object({{u"next"_s, u"accounts"_s},
                         {u"accounts"_s, accountChoices(m_world, session.offered)},
                         {u"multiple"_s, takesSeveral(session)}});
}

Outcome<Json> WidgetDesk::chooseSaved(WidgetSession &session, const Connection &known)
{
    // A returning user takes an account that is linked already: nothing new is linked.
    if (isGoodStatus(m_world.statusOf(known)))
        return done(session, {known.id});
    session.mode = u"reconnect"_s; // only its bank can bring the consent back
    session.target = known.id;
    session.bank = known.bank;
    return Json::object({{u"next"_s, u"signIn"_s}, {u"bank"_s, known.bank}});
}

Outcome<Json> WidgetDesk::chooseAccounts(WidgetSession &session, const QStringList &ids)
{
    if (session.otpPassed && ids.size() == 1) {
        const Connection *known = m_world.connection(ids.first());
        if (known && known->user == session.user)
            return chooseSaved(session, *known);
    }
    if (session.stage != WidgetSession::Stage::Accounts)
        return invalidRequest(u"There are no accounts to choose from yet."_s);
    const auto chosen = pick(session.offered, ids);
    if (!chosen || chosen->empty())
        return invalidRequest(u"Choose an account from the list."_s);
    if (chosen->size() > 1 && !takesSeveral(session))
        return invalidRequest(u"Only one account can be chosen."_s);
    return finish(session, *chosen);
}

Outcome<Json> WidgetDesk::reconnect(WidgetSession &session, const Account &account)
{
    Connection *target = m_world.connection(session.target);
    if (account.key != target->account.key)
        return wrongCredentials(u"These are not the numbers of the account to reconnect."_s);
    // Contract (f.10): the existing connectionId stays, "back to ACTIVE afterwards".
    m_world.setStatus(*target, u"ACTIVE"_s);
    return done(session, {target->id});
}

Outcome<Json> WidgetDesk::finish(WidgetSession &session, const std::vector<Account> &accounts)
{
    if (session.mode == "reconnect"_L1)
        return reconnect(session, accounts.front());
    const Bank *bank = m_world.catalog().bank(session.bank);
    LinkWish wish = manualWish(session.user, accounts.front());
    if (bank) {
        wish.bank = bank->id;
        wish.bankName = bank->name;
        wish.username = session.username;
        wish.challenge = session.challenge;
        wish.accounts = accounts;
    }
    wish.connection = session.connection;
    const auto ids = m_world.link(wish);
    if (!ids)
        return ids.problem();
    return done(session, *ids);
}

Outcome<Json> WidgetDesk::manual(WidgetSession &session, const QJsonObject &body)
{
    if (auto problem = stepObjection(session, manualBank))
        return *problem;
    const auto account = manualAccount(body);
    if (!account)
        return account.problem();
    session.bank = manualBank;
    session.challenge = {};
    return finish(session, {*account});
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
                                {u"display"_s, connection->account.display},
                                {u"good"_s, isGoodStatus(m_world.statusOf(*connection))}}));
    return Json::object({{u"next"_s, u"welcomeBack"_s}, {u"banks"_s, banks}});
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
    if (takesSeveral(session)) {
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
