// SPDX-License-Identifier: GPL-3.0-or-later
// UserFlow: who the end user is: create, find again, confirm with a code.
#pragma once

#include "api/apiclient.h"
#include "session/tokensource.h"

#include <QObject>

namespace console {

enum class UserState { None, Working, NeedsCode, Ready };

class UserFlow : public QObject
{
    Q_OBJECT
public:
    UserFlow(ApiClient *api, TokenSource *tokens, EventLog *log, QObject *parent = nullptr);

    UserState state() const { return m_state; }
    const std::optional<AeropassUser> &user() const { return m_user; } ///< Ready or NeedsCode
    const UserDetails &entered() const { return m_entered; }
    const std::optional<Error> &error() const { return m_error; }      ///< of the last attempt
    QString aeroPassUserUuid() const;                                  ///< empty unless Ready

    void create(const UserDetails &details);   ///< checks the fields first (contract b.4 rules)
    void fetch(const QString &userId);         ///< Aeropay's number, via a userForMerchant token
    void use(const QString &aeroPassUserUuid); ///< one that the integrator already has
    void confirm(const QString &code);         ///< NeedsCode only
    void cancel();
    void forget();                             ///< back to None

Q_SIGNALS:
    void changed();

private:
    void set(UserState state, std::optional<Error> error = {});
    void arrived(const Result<AeropassUser> &user);
    ApiClient *m_api;
    TokenSource *m_tokens;
    EventLog *m_log;
    UserState m_state = UserState::None;
    std::optional<AeropassUser> m_user;
    UserDetails m_entered;
    std::optional<Error> m_error;
    quint64 m_round = 0;
};

/// What is wrong with each field, by field name ("firstName", "lastName", "email", "phone"); empty: all fine.
QMap<QString, QString> problemsOf(const UserDetails &details);

} // namespace console
