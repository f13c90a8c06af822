// SPDX-License-Identifier: GPL-3.0-or-later
// The part of WidgetDesk that opens and closes sessions.
#include "simulator/widgetdesk.h"

#include "simulator/launch.h"

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr qint64 sessionLife = 1800'000; // ASSUMPTION SESSION-LIFE: as long as a token

WidgetSession sessionFrom(const Launch &launch, const Token &token, qint64 now)
{
    WidgetSession session;
    session.user = token.user;
    session.connection = token.userPassword;
    session.userIdClaim = token.userId;
    session.payloadVersion = launch.payloadVersion;
    session.configuration = launch.configuration;
    session.deeplink = launch.deeplink;
    session.domain = launch.domain;
    session.launchType = launch.launchType;
    session.handleOAuth = launch.handleOAuth;
    session.opened = now;
    return session;
}

} // namespace

Problem serverError(int status, const QString &message)
{
    // Contract (f.7): SERVER_ERROR goes with AR-500.
    return {status, u"AR-500"_s, message, u"SERVER_ERROR"_s, false};
}

void WidgetDesk::reset()
{
    m_sessions.clear();
    m_visits.clear();
    m_stateCodes.clear();
}

Outcome<Token *> WidgetDesk::tokenOf(const Launch &launch)
{
    if (launch.token.isEmpty())
        return Problem{400, u"AC-100"_s, u"Missing required request parameters: [token]"_s, u"SERVER_ERROR"_s, false};
    // ASSUMPTION WIDGET-TOKEN: one session for each token; unknown, expired and used ones are AR-500.
    const TokenState state = m_world.tokens().check(launch.token, TokenKind::Widget, m_world.now());
    if (state != TokenState::Good)
        return serverError(401, state == TokenState::Expired ? u"The widget token has expired."_s
                                                             : u"The widget token is not valid."_s);
    Token *token = m_world.tokens().find(launch.token);
    if (!launch.user.isEmpty() && launch.user != token->user)
        return serverError(404, u"aeroPassUserUuid %1 is not the user of the token."_s.arg(launch.user));
    return token;
}

std::optional<QString> WidgetDesk::bankOfStateCode(const Launch &launch, QStringList *issues)
{
    // ASSUMPTION STATE-CODE: it is for one click, belongs to its token and lives as long; with a fresh one the token
    // opens again, because the embedded view (contract f.9) launches with its own token at every click.
    const auto code = m_stateCodes.find(launch.stateCode);
    if (code != m_stateCodes.end() && code->second.first == launch.token)
        return m_stateCodes.extract(code).mapped().second;
    if (!launch.stateCode.isEmpty())
        issues->append(u"The stateCode is not known for this token."_s);
    return std::nullopt;
}

Outcome<WidgetSession *> WidgetDesk::open(const QJsonObject &query, QStringList *issues, const QString &page)
{
    const Launch launch = readLaunch(query);
    *issues = launch.issues;
    const auto token = tokenOf(launch);
    if (!token)
        return token.problem();
    WidgetSession *known = rawSession((*token)->opened);
    if (known && !page.isEmpty() && (*token)->launch == page)
        return known;
    const auto clicked = bankOfStateCode(launch, issues);
    if (!(*token)->opened.isEmpty() && !clicked)
        return serverError(401, u"The widget token was already used. Each launch needs a new one."_s);

    WidgetSession session = sessionFrom(launch, **token, m_world.now());
    session.theme = themeOf(query.value("defaultTheme"_L1).toString(), configurationOf(session));
    if (auto problem = readJob(session, launch))
        return *problem;
    if (session.mode == "link"_L1 && launch.manualOnly)
        session.mode = u"manual"_s;
    if (clicked)
        session.bank = *clicked;
    const User *user = m_world.people().find(session.user);
    // ASSUMPTION CONFIRM-USER: a person whom POST /v2/user found again can link before confirmUser; it is only noted.
    if (user && user->waitsForCode)
        issues->append(u"POST /v2/user found this person again and sent a code: confirmUser has not been called yet."_s);
    session.id = m_world.ids().hex(32);
    (*token)->opened = session.id;
    (*token)->launch = page;
    return &m_sessions.insert_or_assign(session.id, session).first->second;
}

std::optional<Problem> WidgetDesk::readJob(WidgetSession &session, const Launch &launch)
{
    if (launch.connection.isEmpty())
        return launch.handleMfa ? std::optional(serverError(400, u"handleMFA needs a connectionId."_s)) : std::nullopt;
    const Connection *target = m_world.connection(launch.connection);
    if (!target || target->user != session.user)
        return serverError(404, u"Connection %1 is not known for this user."_s.arg(launch.connection));
    session.target = target->id;
    session.bank = target->bank;
    if (!launch.handleMfa) {
        // ASSUMPTION RECONNECT-LAUNCH: a connectionId without handleMFA asks to reconnect that account.
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

bool WidgetDesk::takesSeveral(const WidgetSession &session) const
{
    // ASSUMPTION LEGACY-SINGLE: a launch without `version` links one account, whatever the configuration says: the
    // 1.x message (contract f.4) could not report a second one.
    return configurationOf(session).multiAccount && session.payloadVersion == 2
           // ASSUMPTION MULTI-PAYLOAD: a relaunch for MFA and a reconnection are about one account and say so.
           && session.mode != "mfa"_L1 && session.mode != "reconnect"_L1;
}

QString WidgetDesk::clientName(const WidgetSession &session) const
{
    // ASSUMPTION CLIENT-NAME: the configuration's name; without one the token's ClientName.
    const Configuration &look = configurationOf(session);
    return look.id.isEmpty() ? m_world.keys().clientName : look.name;
}

QString WidgetDesk::makeStateCode(const QString &token, const QString &bank)
{
    const QString code = m_world.ids().hex(24);
    m_stateCodes[code] = {token, bank};
    return code;
}

} // namespace simulator
