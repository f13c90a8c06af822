// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the simulated service knows: pure, repeatable from its seed, with a clock from outside.
#pragma once

#include "simulator/clock.h"
#include "simulator/connection.h"
#include "simulator/people.h"
#include "simulator/tokens.h"

namespace simulator {

constexpr int defaultDays = 90; ///< contract (e.3): default window of transactions

/// Wanted account and what is needed to link it.
struct LinkWish {
    QString user;                ///< aeroPassUserUuid
    QString connection;          ///< id the widget token promised; used for the first account
    QString bank, bankName, username;
    Challenge challenge;
    std::vector<Account> accounts;
};

class World {
public:
    World(quint32 seed, Clock clock, Catalog catalog);

    /// Forgets everything that happened; the clock begins anew at `start`, else where it began first.
    void reset(quint32 seed, std::optional<qint64> start = {});

    quint32 seed() const { return m_seed; }
    Clock &clock() { return m_clock; }
    const Clock &clock() const { return m_clock; }
    qint64 now() const { return m_clock.now(); }
    const Catalog &catalog() const { return m_catalog; }
    const Keys &keys() const { return m_keys; }
    Random &ids() { return m_ids; }
    Tokens &tokens() { return m_tokens; }
    People &people() { return m_people; }
    JobBook &jobs() { return m_jobs; }

    /// Brings the effects of jobs that ended since the last call into their connections.
    void settle();

    Connection *connection(const QString &id);
    const std::vector<Connection> &connections() const { return m_connections; }
    std::vector<Connection *> connectionsOf(const QString &user);
    /// CONNECTED, ACTIVE, EXPIRED_CONSENT ...; a consent that ran out shows by itself.
    QString statusOf(const Connection &connection) const;
    /// Kept as it is spelled. A status that works renews a consent that ran out.
    void setStatus(Connection &connection, const QString &status);

    /// Links the accounts, or none: contract (g), 5 unique accounts a user, the same one 3 times.
    /// Starts the pull that linking brings (contract d, "Conflicts"). Answers connectionIds.
    Outcome<std::vector<QString>> link(const LinkWish &wish);

    /// Starts a job or says why not: manual account, expired consent, one already runs.
    Outcome<Job> startJob(Connection &connection, JobKind kind, QDate from = {}, QDate to = {});
    void planNextJob(const QString &connection, const NextJob &plan) { m_next[connection] = plan; }
    /// Ends a job now, whatever its plan was.
    void forceJob(Job &job, JobState state);
    /// The person's answer to a waiting job; true when it was right.
    bool answerJob(Job &job, const QString &answer);
    Challenge challengeOf(const Connection &connection) const;

    /// Cents, as of the last refresh.
    qint64 cachedBalance(const Connection &connection) const;
    /// Cents, at this moment; what a bank's own list of accounts shows.
    qint64 balanceNow(const Account &account) const { return m_ledger->balanceAt(account, now()); }
    /// Stored rows from `from` to `to`, both days included, newest first.
    std::vector<Transaction> transactions(const Connection &connection, QDate from, QDate to) const;
    /// How many rows were forgotten. The link stays.
    int forgetTransactions(Connection &connection);
    QDate today() const;

private:
    std::optional<Problem> limitOf(const LinkWish &wish);
    Connection *brokenLinkTo(const Account &account, const QString &user);
    QString add(const LinkWish &wish, const Account &account);
    void apply(const Job &job, qint64 end);

    quint32 m_seed;
    Clock m_clock;
    Catalog m_catalog;
    Keys m_keys;
    Random m_ids;
    Tokens m_tokens;
    People m_people;
    JobBook m_jobs;
    std::vector<Connection> m_connections;
    std::map<QString, std::size_t> m_placeOf; // a connection's id → where it stands
    std::map<QString, NextJob> m_next;
    std::optional<Ledger> m_ledger; // there always; a new one for each reset
};

/// The refusal of a job or a read on an account that was typed in (contract f.10, j).
std::optional<Problem> manualObjection(const Connection &connection, JobKind kind);

} // namespace simulator
