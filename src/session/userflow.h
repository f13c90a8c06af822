// SPDX-License-Identifier: GPL-3.0-or-later
// UserFlow: who the end user is: create, find again, confirm with a code.
#pragma once

#include "api/apiclient.h"
#include "session/tokensource.h"

#include <QMap>
#include <QObject>

#include <memory>

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
    /// The uuid was typed (use()), and no service was asked whether there is such a person.
    bool isOnlyTyped() const { return m_state == UserState::Ready && m_onlyTyped; }

    void create(const UserDetails &details);   ///< checks the fields first (contract b.4 rules)
    void fetch(const QString &userId);         ///< Aeropay's number, via a userForMerchant token
    void use(const QString &aeroPassUserUuid); ///< one that the integrator already has
    void confirm(const QString &code);         ///< NeedsCode only
    void cancel();
    void forget();                             ///< back to None
    void dismissError();                       ///< the person turned to something else; not while a code is asked for

Q_SIGNALS:
    void changed();

private:
    using Make = std::function<Call<AeropassUser>(const Secret &token)>;
    void set(UserState state, std::optional<Error> error = {});
    void begin(bool keepUser);
    void ask(const Make &make, const std::function<void(const Result<AeropassUser> &)> &then, bool renewed = false);
    void arrived(const Result<AeropassUser> &user);
    void confirmed(const Result<AeropassUser> &user);
    ApiClient *m_api;
    TokenSource *m_tokens;
    EventLog *m_log;
    UserState m_state = UserState::None;
    std::optional<AeropassUser> m_user;
    bool m_onlyTyped = false;
    UserDetails m_entered;
    std::optional<Error> m_error;
    QPointer<HttpCall> m_running;
    std::unique_ptr<QObject> m_scope; // receiver of the running call's answers; replaced by each new one
};

/// A US number in any usual spelling as "+13125550142": "(312) 555-0142", "312.555.0142", "1 312 555 0142". What is
/// no US number comes back without its separators, to be judged by problemsOf().
QString normalisedPhone(const QString &typed);

/// What is wrong with each field, by field name ("firstName", "lastName", "email", "phone"); empty: all fine.
QMap<QString, QString> problemsOf(const UserDetails &details);

} // namespace console
