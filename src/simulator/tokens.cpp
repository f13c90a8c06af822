// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/tokens.h"

#include "simulator/jwt.h"

using namespace Qt::StringLiterals;

namespace simulator {

Keys Keys::of(quint32 seed)
{
    Random chance = Random::of(seed, u"keys"_s);
    Keys keys;
    keys.apiKey = u"sim-key-"_s + chance.hex(12);
    keys.apiSecret = u"sim-secret-"_s + chance.hex(24);
    keys.aeropayApiKey = u"sim-pay-key-"_s + chance.hex(12);
    keys.aeropayApiSecret = u"sim-pay-secret-"_s + chance.hex(24);
    keys.merchantId = QString::number(chance.between(1000, 9999));
    keys.clientId = chance.uuid();
    keys.clientName = u"Simulated Merchant"_s;
    return keys;
}

Tokens::Tokens(const Keys &keys, quint32 seed)
    : m_keys(keys), m_signingKey(Random::of(seed, u"signing"_s).hex(64).toLatin1())
{
}

QString Tokens::issueApi(Random &ids, qint64 now)
{
    Token token;
    token.kind = TokenKind::Api;
    token.expires = now + tokenSeconds * 1000;
    // Claims of the published sample: jti, exp, ClientId, ClientName; no iat, no scope.
    return keep(Json::object({{u"jti"_s, ids.uuid()},
                              {u"exp"_s, token.expires / 1000},
                              {u"ClientId"_s, m_keys.clientId},
                              {u"ClientName"_s, m_keys.clientName}}),
                token);
}

QString Tokens::issueAeropay(Random &ids, qint64 now, const QString &scope, const QString &user)
{
    Token token;
    token.kind = TokenKind::Aeropay;
    token.expires = now + tokenSeconds * 1000;
    token.scope = scope;
    token.user = user;
    Json claims = Json::object({{u"jti"_s, ids.uuid()},
                                {u"exp"_s, token.expires / 1000},
                                {u"merchantId"_s, m_keys.merchantId},
                                {u"scope"_s, scope}});
    if (!user.isEmpty())
        claims.set(u"userId"_s, user);
    return keep(claims, token);
}

QString Tokens::issueWidget(Random &ids, qint64 now, const QString &user)
{
    Token token;
    token.kind = TokenKind::Widget;
    token.expires = now + tokenSeconds * 1000;
    token.user = user;
    token.userId = ids.hex(32);
    token.userPassword = ids.hex(32);
    token.session = ids.hex(32);
    return keep(Json::object({{u"jti"_s, ids.uuid()},
                              {u"exp"_s, token.expires / 1000},
                              {u"userId"_s, token.userId},
                              {u"userPassword"_s, token.userPassword},
                              {u"ClientId"_s, m_keys.clientId},
                              {u"ClientName"_s, m_keys.clientName},
                              {u"sessionId"_s, token.session}}),
                token);
}

Token *Tokens::find(const QString &text)
{
    const auto it = m_tokens.find(text);
    return it == m_tokens.end() ? nullptr : &it->second;
}

TokenState Tokens::check(const QString &text, TokenKind kind, qint64 now) const
{
    const auto it = m_tokens.find(text);
    if (it == m_tokens.end() || it->second.kind != kind)
        return TokenState::Unknown;
    return now < it->second.expires ? TokenState::Good : TokenState::Expired;
}

QString Tokens::keep(const Json &claims, const Token &token)
{
    const QString text = makeJwt(claims, m_signingKey);
    m_tokens.insert_or_assign(text, token);
    return text;
}

} // namespace simulator
