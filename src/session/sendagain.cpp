// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sendagain.h"

#include "api/call.h"
#include "api/decode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

const QString aerosyncToken = u"AEROSYNC_BEARER_TOKEN"_s;
const QString aeropayToken = u"AEROPAY_BEARER_TOKEN"_s;

/// "GET /v2/accounts/…/balance", as the entry's own title says it: without ids, without the status.
QString shownPath(const LogEntry &entry)
{
    const QString path = entry.title.section(u' ', 1, 1);
    return path.startsWith(u'/') ? path : entry.url.path();
}

bool isBelow(const QUrl &url, const QUrl &base)
{
    const QString prefix = base.path(QUrl::FullyEncoded);
    return !base.host().isEmpty() && url.scheme() == base.scheme() && url.host() == base.host() && url.port() == base.port()
        && url.path(QUrl::FullyEncoded).startsWith(prefix.endsWith(u'/') ? prefix : prefix + u'/');
}

bool needs(const RequestPlan &plan, QLatin1StringView service)
{
    return std::any_of(plan.names.begin(), plan.names.end(), [&](const QString &name) { return name.startsWith(service); });
}

/// GET /user takes a token that was made for one user (contract b.3), and that one is not kept.
bool wantsUserToken(const LogEntry &entry, const RequestPlan &plan)
{
    return plan.names.contains(aeropayToken) && entry.verb == "GET" && entry.url.path().endsWith("/user"_L1);
}

QByteArray escaped(const Secret &secret, const CodePiece &piece)
{
    switch (piece.put) {
    case CodePiece::Put::AsIs: return secret.reveal();
    case CodePiece::Put::InUrl: return secret.reveal().toPercentEncoding();
    case CodePiece::Put::InJson: break;
    }
    QString text = secret.revealText();
    for (int i = 0; i < piece.depth; ++i)
        text = Json::text(text).compact().sliced(1).chopped(1);
    return text.toUtf8();
}

} // namespace

SendAgain::SendAgain(const World &world, QObject *parent) : QObject(parent), m_world(world) {}

bool SendAgain::isSafe(const LogEntry &entry)
{
    return Request{.verb = entry.verb}.isSafe();
}

/// A key goes only to the service that it is for.
bool SendAgain::isHere(const LogEntry &entry, const RequestPlan &plan) const
{
    const Environment &environment = m_world.api->environment();
    const bool toAerosync = isBelow(entry.url, environment.aerosyncApi), toAeropay = isBelow(entry.url, environment.aeropassApi);
    return (toAerosync || toAeropay) && (toAerosync || !needs(plan, "AEROSYNC_"_L1)) && (toAeropay || !needs(plan, "AEROPAY_"_L1));
}

QString SendAgain::whyNot(const LogEntry &recorded) const
{
    const LogEntry entry = revealed(recorded); // as it left
    if (entry.kind != LogEntry::Kind::Http || entry.verb.isEmpty())
        return tr("Only calls can be sent again.");
    if (const QString obstacle = m_world.obstacle ? m_world.obstacle() : QString(); !obstacle.isEmpty())
        return obstacle;
    const RequestPlan plan = requestPlan(entry);
    if (!isHere(entry, plan))
        return tr("It went to another environment. Choose that one first.");
    if (plan.isCut)
        return tr("Its body was not kept as a whole.");
    if (plan.isMasked)
        return tr("Its personal data was masked, and is not kept.");
    static const QStringList kept{u"AEROSYNC_API_KEY"_s, u"AEROSYNC_API_SECRET"_s, aerosyncToken, u"AEROPAY_API_KEY"_s, u"AEROPAY_API_SECRET"_s, aeropayToken};
    for (const QString &name : plan.names) {
        if (!kept.contains(name))
            return tr("It held a secret that is not kept: %1.").arg(name.section(u'_', 1).toLower().replace(u'_', u' '));
    }
    if (wantsUserToken(entry, plan))
        return tr("It held a token for one user, which is not kept.");
    const Credentials &keys = m_world.tokens->credentials();
    if (needs(plan, "AEROSYNC_"_L1) && !keys.hasAerosync())
        return tr("Enter the Aerosync keys of this environment in Settings.");
    if (needs(plan, "AEROPAY_"_L1) && !keys.hasAeropass())
        return tr("Enter the Aeropay keys of this environment in Settings.");
    return {};
}

void SendAgain::send(const LogEntry &entry)
{
    const QString what = QString::fromLatin1(entry.verb) + u' ' + shownPath(entry);
    if (const QString why = whyNot(entry); !why.isEmpty()) {
        m_world.log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("not sent again: %1").arg(what), why);
        return;
    }
    m_world.log->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, tr("sent again: %1").arg(what),
                         tr("As at %1, with the keys and tokens of now.").arg(entry.at.toLocalTime().toString(u"HH:mm:ss.zzz"_s)));
    go(entry, false);
}

void SendAgain::withToken(const RequestPlan &plan, TokenReady then)
{
    if (plan.names.contains(aerosyncToken)) {
        m_world.tokens->withBearer(this, [then = std::move(then)](const Result<ApiClient::Bearer> &bearer) {
            then(bearer ? Result<Secret>(bearer->token) : Result<Secret>(fail(bearer.error())));
        });
    } else if (plan.names.contains(aeropayToken)) {
        m_world.tokens->withAeropassToken(this, std::move(then));
    } else {
        then(Secret());
    }
}

void SendAgain::go(const LogEntry &entry, bool renewed)
{
    const RequestPlan plan = requestPlan(revealed(entry));
    withToken(plan, [this, entry, plan, renewed](const Result<Secret> &token) {
        if (token && whyNot(entry).isEmpty()) { // it may have changed while the token was fetched
            launch(entry, plan, *token, renewed);
            return;
        }
        const QString why = token ? whyNot(entry) : oneLine(m_world.tokens->told(token.error()));
        m_world.log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("not sent again: %1").arg(shownPath(entry)), why);
    });
}

void SendAgain::launch(const LogEntry &entry, const RequestPlan &plan, const Secret &token, bool renewed)
{
    Request request{.verb = plan.verb, .url = QUrl::fromEncoded(filled(plan.url, token)), .body = filled(plan.body, token), .name = tr("sent again"), .shownPath = shownPath(entry)};
    for (const auto &[name, text] : plan.headers)
        request.headers.append({name, filled(text, token)});
    HttpCall *call = m_world.api->send(request);
    if (token.isEmpty() || renewed)
        return;
    connect(call, &HttpCall::settled, this, [this, entry, plan, token, request](const Result<Answer> &answer) {
        // The service did nothing: whatever the call is, it may be sent with a new token.
        const Result<Json> judgement = answer ? judged(*answer, request) : Result<Json>(fail(answer.error()));
        if (!judgement && meansUnauthorised(judgement.error())) {
            refused(plan, token);
            go(entry, true);
        }
    });
}

void SendAgain::refused(const RequestPlan &plan, const Secret &token)
{
    if (plan.names.contains(aerosyncToken))
        m_world.tokens->bearerRefused({token, m_world.tokens->credentials().apiKey});
    else
        m_world.tokens->aeropassRefused(token);
}

Secret SendAgain::secretOf(const QString &name, const Secret &token) const
{
    const Credentials &keys = m_world.tokens->credentials();
    if (name == aerosyncToken || name == aeropayToken)
        return token;
    if (name == u"AEROSYNC_API_KEY")
        return keys.apiKey;
    if (name == u"AEROSYNC_API_SECRET")
        return keys.apiSecret;
    return name == u"AEROPAY_API_KEY" ? keys.aeropayApiKey : name == u"AEROPAY_API_SECRET" ? keys.aeropayApiSecret : Secret();
}

QByteArray SendAgain::filled(const CodeText &text, const Secret &token) const
{
    QByteArray bytes;
    for (const CodePiece &piece : text)
        bytes += piece.name.isEmpty() ? piece.bytes : escaped(secretOf(piece.name, token), piece);
    return bytes;
}

} // namespace console
