// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens the simulator has given out, of all three kinds, and whether one is still good.
#pragma once

#include "simulator/random.h"

#include <QString>

#include <map>

namespace simulator {

/// What an integrator would get from Aeropay; follows from the seed.
struct Keys {
    QString apiKey, apiSecret, aeropayApiKey, aeropayApiSecret, merchantId, clientId, clientName;
    static Keys of(quint32 seed);
};

/// Contract (k): all three kinds of token live 1,800 seconds.
constexpr qint64 tokenSeconds = 1800;

enum class TokenKind { Api, Widget, Aeropay };

struct Token {
    TokenKind kind = TokenKind::Api;
    qint64 expires = 0;         ///< ms
    QString user;               ///< Widget, and Aeropay with scope userForMerchant: aeroPassUserUuid
    QString scope;              ///< Aeropay
    QString userId;             ///< Widget: claim userId
    QString userPassword;       ///< Widget: claim userPassword, the connectionId it will report
    QString session;            ///< Widget: claim sessionId
    QString opened;             ///< Widget: the session that was opened with it last; empty: not used yet
    QString launch;             ///< Widget: the key of the page that opened it; a lost answer can be asked for again
};

enum class TokenState { Good, Unknown, Expired };

class Tokens {
public:
    explicit Tokens(const Keys &keys, quint32 seed);

    QString issueApi(Random &ids, qint64 now);
    QString issueAeropay(Random &ids, qint64 now, const QString &scope, const QString &user);
    QString issueWidget(Random &ids, qint64 now, const QString &user);

    /// nullptr when this token was never given out.
    Token *find(const QString &text);
    TokenState check(const QString &text, TokenKind kind, qint64 now) const;
    std::size_t count() const { return m_tokens.size(); }

private:
    QString keep(const class Json &claims, const Token &token);

    Keys m_keys;
    QByteArray m_signingKey;
    std::map<QString, Token> m_tokens;
};

} // namespace simulator
