// SPDX-License-Identifier: GPL-3.0-or-later
// What happens behind the widget's pages: sessions, sign-in, OAuth, account choice, MFA (contract f, g).
#pragma once

#include "simulator/world.h"

#include <QStringList>

namespace simulator {

struct Launch;

/// One opened widget. Its state only ever moves forward until it is done or closed.
struct WidgetSession {
    enum class Stage { Start, Challenge, Accounts, Done, Closed };
    QString id, user, connection;    ///< connection: the id the token promised
    QString userIdClaim;
    QString mode = QStringLiteral("link");
    int payloadVersion = 1;
    QString configuration, deeplink, domain, launchType, theme;
    bool handleOAuth = false;
    QString job, target;             ///< MFA: the job and its connection; reconnect: the connection
    QString bank, username;
    Challenge challenge;
    std::vector<Account> offered;
    Stage stage = Stage::Start;
    bool otpPassed = false;
    qint64 opened = 0;
};

struct OAuthVisit {
    enum class Stage { Login, Consent, Accounts, Done };
    QString state, session, bank, username;
    Stage stage = Stage::Login;
    bool denied = false;
    std::vector<Account> offered, chosen;
    std::optional<Json> next;        ///< what the widget does after it
    std::optional<Problem> problem;  ///< the link was refused
    qint64 opened = 0;
};

class WidgetDesk {
public:
    explicit WidgetDesk(World &world) : m_world(world) {}
    void reset();

    /// `query`: the page's URL parameters. Uses up the token when it succeeds. `launch`: the page's own key; the same
    /// page gets the same session again when the first answer was lost on the way.
    Outcome<WidgetSession *> open(const QJsonObject &query, QStringList *issues, const QString &launch = {});
    Outcome<WidgetSession *> session(const QString &id);
    void close(WidgetSession &session) { session.stage = WidgetSession::Stage::Closed; }

    /// These answer a *next* object: accounts, challenge, or done with the success payload.
    Outcome<Json> login(WidgetSession &session, const QString &bank, const QString &username, const QString &password);
    Outcome<Json> answer(WidgetSession &session, const QString &text);
    /// An MFA launch: why nobody waits for the answer any more, or nothing while the job does.
    std::optional<Problem> answerObjection(const WidgetSession &session) const;
    Outcome<Json> chooseAccounts(WidgetSession &session, const QStringList &ids);
    Outcome<Json> manual(WidgetSession &session, const QJsonObject &body);
    /// The returning user's four digits.
    Outcome<Json> otp(WidgetSession &session, const QString &code);

    Outcome<QString> startOAuth(WidgetSession &session, const QString &bank);
    Outcome<OAuthVisit *> visit(const QString &state);
    bool expired(const OAuthVisit &visit) const;
    std::optional<Problem> bankLogin(OAuthVisit &visit, const QString &username, const QString &password);
    void bankConsent(OAuthVisit &visit, bool allow);
    std::optional<Problem> bankAccounts(OAuthVisit &visit, const QStringList &ids);

    /// A code for one click in the embedded view, for this token and bank.
    QString makeStateCode(const QString &token, const QString &bank);

    const Configuration &configurationOf(const WidgetSession &session) const;
    /// Several accounts at once; the 1.x message has room for one only.
    bool takesSeveral(const WidgetSession &session) const;
    QString clientName(const WidgetSession &session) const;
    WidgetSession *rawSession(const QString &id);
    std::size_t count() const { return m_sessions.size(); }

private:
    Outcome<Token *> tokenOf(const Launch &launch);
    std::optional<QString> bankOfStateCode(const Launch &launch, QStringList *issues);
    std::optional<Problem> readJob(WidgetSession &session, const Launch &launch);
    std::optional<Problem> stepObjection(const WidgetSession &session, const QString &bank) const;
    /// What may be chosen: all of them, or the one account that is to be reconnected.
    std::vector<Account> choiceOf(const WidgetSession &session, const std::vector<Account> &accounts) const;
    Outcome<Json> offer(WidgetSession &session, const std::vector<Account> &accounts);
    Outcome<Json> chooseSaved(WidgetSession &session, const Connection &known);
    Outcome<Json> reconnect(WidgetSession &session, const Account &account);
    Outcome<Json> finish(WidgetSession &session, const std::vector<Account> &accounts);
    Json done(WidgetSession &session, const std::vector<QString> &connections);
    Json success(const WidgetSession &session, const std::vector<QString> &connections);

    World &m_world;
    std::map<QString, WidgetSession> m_sessions;
    std::map<QString, OAuthVisit> m_visits;
    std::map<QString, std::pair<QString, QString>> m_stateCodes; // code -> token, bank; gone once it opened something
};

/// What goes wrong behind the pages themselves: SERVER_ERROR, AR-500, and trying again does not help.
Problem serverError(int status, const QString &message);

/// [{id,name,type,display,available,currency}] for the account lists of the pages.
Json accountChoices(const World &world, const std::vector<Account> &accounts);

} // namespace simulator
