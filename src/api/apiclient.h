// SPDX-License-Identifier: GPL-3.0-or-later
// ApiClient: the only user of QNetworkAccessManager; turns endpoints into calls.
#pragma once

#include "api/call.h"
#include "api/decode.h"
#include "api/endpoints.h"
#include "api/environment.h"

#include <QObject>
#include <QPointer>

#include <deque>

class QNetworkAccessManager;

namespace console {

/// One environment's services. Every request passes `mayReach` first. No redirects are followed.
/// What cannot be sent settles like any other call, at the next turn of the loop: Refused (the address may
/// not be reached, or would carry keys in the clear), Credentials (a key or token is missing; `where` names
/// it), Input (an id is empty).
class ApiClient : public QObject
{
    Q_OBJECT
public:
    /// `network` is injected (tests give a fake one); not owned.
    explicit ApiClient(QNetworkAccessManager *network, QObject *parent = nullptr);

    void setEnvironment(const Environment &environment);
    const Environment &environment() const { return m_environment; }
    void setProductionUnlocked(bool unlocked) { m_productionUnlocked = unlocked; }
    bool productionUnlocked() const { return m_productionUnlocked; }
    void setRetryRule(const RetryRule &rule) { m_rule = rule; }

    HttpCall *send(Request request);
    /// Calls of jobs under way at once; more wait here, where no timeout runs, and leave connections to what a person
    /// waits for (Qt opens six to a host).
    static constexpr int mostPatient = 4;
    /// Ends every running call without a callback (environment switch, exit).
    void cancelAll();

    // Aeropass (contract b.3, b.4); the form comes from the environment
    Call<ApiToken> aeropassToken(const Credentials &credentials);
    Call<AeropassUser> createUser(const Secret &token, const Credentials &credentials, const UserDetails &user);
    Call<AeropassUser> fetchUser(const Secret &token);
    /// Its answer may leave every field out: see decodeConfirmedUser().
    Call<AeropassUser> confirmUser(const Secret &token, const Credentials &credentials, const QString &userId, const QString &code);
    /// v2 scope userForMerchant: needed by fetchUser.
    Call<ApiToken> aeropassUserToken(const Credentials &credentials, const QString &userId);

    // Aerosync (contract c)
    Call<ApiToken> apiToken(const Credentials &credentials);
    Call<WidgetToken> widgetToken(const Credentials &credentials, const QString &aeroPassUserUuid);
    struct Bearer { Secret token; Secret apiKey; }; ///< both are always sent (contract b.5)
    Call<Account> account(const Bearer &bearer, const QString &connectionId);
    Call<Balance> cachedBalance(const Bearer &bearer, const QString &connectionId);
    Call<JobReport> startJob(const Bearer &bearer, const QString &connectionId, JobKind kind, const DateRange &range = {});
    Call<JobReport> jobStatus(const Bearer &bearer, const QString &connectionId, const QString &jobId);
    Call<TransactionPage> transactions(const Bearer &bearer, const QString &connectionId, const QString &jobId);
    Call<Identity> identity(const Bearer &bearer, const QString &connectionId);
    Call<QList<ConnectionSummary>> connections(const Bearer &bearer, const QString &aeroPassUserUuid);
    Call<TransactionPage> userTransactions(const Bearer &bearer, const QString &aeroPassUserUuid, const QString &connectionId,
                                           const DateRange &range, const QString &nextPage);
    Call<qint64> deleteStoredTransactions(const Bearer &bearer, const QString &aeroPassUserUuid, const QString &connectionId);

Q_SIGNALS:
    /// Every try of every call, secrets included: connect the redacting RequestLog and nothing else.
    void exchanged(const console::Exchange &exchange);

private:
    struct Plan; // an endpoint with everything that its request needs
    HttpCall *run(const Plan &plan);
    /// Settles with `refusal` at the next turn of the loop; nothing leaves.
    HttpCall *launch(Request request, std::optional<Error> refusal);
    void startPatient();
    std::optional<Error> refusalFor(const Request &request) const;
    bool isV1() const { return m_environment.aeropassForm == AeropassForm::V1; }

    QPointer<QNetworkAccessManager> m_network;
    Environment m_environment;
    RetryRule m_rule;
    bool m_productionUnlocked = false;
    quint64 m_nextExchange = 1;
    std::deque<QPointer<HttpCall>> m_waiting; // patient ones, oldest first
    int m_patient = 0;                        // under way
};

} // namespace console
