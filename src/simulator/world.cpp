// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/world.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr int maxUniqueAccounts = 5;  // contract (g): "max 5 unique bank accounts per user"
constexpr int maxSameAccount = 3;     // contract (g): "same account at most 3 times"
constexpr qint64 linkPull = 3000;     // ASSUMPTION LINK-PULL: the pull after linking takes 3 seconds
constexpr qint64 consentDays = 365;   // ASSUMPTION CONSENT: a consent lasts a year

QDate dayOf(qint64 moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment, QTimeZone::utc()).date();
}

qint64 beginOf(const QDate &day)
{
    return day.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace

World::World(quint32 seed, Clock clock, Catalog catalog)
    : m_seed(seed), m_clock(std::move(clock)), m_catalog(std::move(catalog)), m_keys(Keys::of(seed)),
      m_ids(Random::of(seed, u"ids"_s)), m_tokens(m_keys, seed), m_ledger(std::in_place, seed, m_clock.now())
{
}

void World::reset(quint32 seed, std::optional<qint64> start)
{
    m_seed = seed;
    m_clock.restart(start);
    m_keys = Keys::of(seed);
    m_ids = Random::of(seed, u"ids"_s);
    m_tokens = Tokens(m_keys, seed);
    m_people = {};
    m_jobs = {};
    m_connections.clear();
    m_placeOf.clear();
    m_next.clear();
    m_ledger.emplace(seed, m_clock.now());
}

QDate World::today() const
{
    return dayOf(now());
}

void World::settle()
{
    const qint64 moment = now();
    m_jobs.settle([this, moment](Job &job) {
        const auto end = endOf(job, moment);
        if (end && stateOf(job, moment) == JobState::Completed)
            apply(job, *end);
        return end.has_value();
    });
}

void World::apply(const Job &job, qint64 end)
{
    Connection *target = connection(job.connection);
    if (!target)
        return;
    switch (job.kind) {
    case JobKind::Balance: target->refreshed = end; break;
    case JobKind::Identity: target->identityKnown = true; break;
    case JobKind::Link:
    case JobKind::Transactions:
        // ASSUMPTION STORED-TRANSACTIONS: each pull widens what is stored; GET reads only what is stored.
        target->storedFrom = target->storedFrom.isValid() ? std::min(target->storedFrom, job.from) : job.from;
        target->storedTo = target->storedTo.isValid() ? std::max(target->storedTo, job.to) : job.to;
        target->storedUntil = end;
        break;
    }
}

Connection *World::connection(const QString &id)
{
    const auto place = m_placeOf.find(id);
    return place == m_placeOf.end() ? nullptr : &m_connections[place->second];
}

std::vector<Connection *> World::connectionsOf(const QString &user)
{
    std::vector<Connection *> found;
    for (Connection &connection : m_connections) {
        if (connection.user == user)
            found.push_back(&connection);
    }
    return found;
}

QString World::statusOf(const Connection &connection) const
{
    return isGoodStatus(connection.status) && now() >= connection.expires ? u"EXPIRED_CONSENT"_s : connection.status;
}

void World::setStatus(Connection &connection, const QString &status)
{
    connection.status = status;
    if (isGoodStatus(status))
        connection.expires = now() + consentDays * 86'400'000;
}

std::optional<Problem> World::limitOf(const LinkWish &wish)
{
    std::map<QString, int> times;
    const auto mine = connectionsOf(wish.user);
    for (const Connection *known : mine)
        ++times[known->account.key];
    for (const Account &account : wish.accounts) {
        if (++times[account.key] > maxSameAccount)
            // ASSUMPTION LINK-LIMIT-CODES: the codes of the Aeropay API (contract g: AP414, AP415).
            return Problem{400, u"AP415"_s, u"This account is already linked %1 times."_s.arg(maxSameAccount),
                           u"ACCOUNT_LIMIT"_s, true};
    }
    if (times.size() > maxUniqueAccounts)
        return Problem{400, u"AP414"_s, u"A user can link at most %1 different accounts."_s.arg(maxUniqueAccounts),
                       u"ACCOUNT_LIMIT"_s, true};
    return std::nullopt;
}

Connection *World::brokenLinkTo(const Account &account, const QString &user)
{
    Connection *found = nullptr;
    for (Connection *known : connectionsOf(user)) {
        if (known->account.key == account.key && !isGoodStatus(statusOf(*known)))
            found = known;
    }
    return found;
}

QString World::add(const LinkWish &wish, const Account &account)
{
    Connection made;
    // Contract (b.2): the token pre-allocates the identity the widget later reports.
    made.id = !wish.connection.isEmpty() && !connection(wish.connection) ? wish.connection : m_ids.hex(32);
    made.user = wish.user;
    made.bank = wish.bank;
    made.bankName = wish.bankName;
    made.username = wish.username;
    made.account = account;
    made.challenge = wish.challenge;
    made.mfaLater = wish.challenge.mfaLater;
    made.linked = made.refreshed = now();
    setStatus(made, u"CONNECTED"_s);
    m_placeOf.emplace(made.id, m_connections.size());
    m_connections.push_back(made);
    if (account.manual)
        return made.id;
    Job pull;
    pull.id = u"LNK-"_s + m_ids.hex(32);
    pull.kind = JobKind::Link;
    pull.connection = made.id;
    pull.started = now();
    pull.run = linkPull;
    pull.to = today();
    pull.from = pull.to.addDays(-defaultDays);
    m_jobs.add(pull);
    return made.id;
}

Outcome<std::vector<QString>> World::link(const LinkWish &wish)
{
    std::vector<Connection *> old;
    LinkWish fresh = wish;
    fresh.accounts.clear();
    for (const Account &account : wish.accounts) {
        // Contract (f.10): a reconnection "re-attaches to the existing connectionId", back to ACTIVE.
        if (Connection *broken = brokenLinkTo(account, wish.user))
            old.push_back(broken);
        else
            fresh.accounts.push_back(account);
    }
    if (auto problem = limitOf(fresh))
        return *problem;
    std::vector<QString> ids;
    for (Connection *broken : old) { // before anything is added: that may move them
        setStatus(*broken, u"ACTIVE"_s);
        ids.push_back(broken->id);
    }
    for (const Account &account : fresh.accounts)
        ids.push_back(add(fresh, account));
    return ids;
}

std::optional<Problem> manualObjection(const Connection &connection, JobKind kind)
{
    if (!connection.account.manual)
        return std::nullopt;
    switch (kind) {
    case JobKind::Balance:
        return Problem{405, u"AC-105"_s, u"Balance check is not available for manually linked users."_s, {}};
    case JobKind::Identity:
        return Problem{405, u"AC-111"_s, u"Identity is not available for manually linked users."_s, {}};
    default:
        // ASSUMPTION MANUAL-TRANSACTIONS: AC-114; contract (f.10) has AC-114 and AC-115 without a difference.
        return Problem{405, u"AC-114"_s, u"Transactions are not available for manually linked users."_s, {}};
    }
}

Outcome<Job> World::startJob(Connection &connection, JobKind kind, QDate from, QDate to)
{
    settle();
    if (auto problem = manualObjection(connection, kind))
        return *problem;
    const QString status = statusOf(connection);
    // ASSUMPTION NO-CONSENT: jobs on an expired or revoked connection answer AC-104; cached data stays readable.
    if (!isGoodStatus(status))
        return Problem{400, u"AC-104"_s,
                       u"The connection to the bank is %1. Please reconnect the bank account."_s.arg(status), {}};
    // ASSUMPTION CONFLICT-JOB: the refusal names the job that is in the way.
    if (const Job *running = m_jobs.runningFor(connection.id, now()))
        return Problem{409, u"AC-112"_s, u"A job is already in progress for this connection."_s, {}, true, running->id};
    Job job;
    job.id = jobPrefix(kind) + m_ids.hex(32);
    job.kind = kind;
    job.connection = connection.id;
    job.started = now();
    // ASSUMPTION JOB-TIMES: 2 to 5 seconds, the first quarter of them as Initiated.
    job.run = Random::of(m_seed, job.id).between(2000, 5000);
    // ASSUMPTION LATER-MFA: every later job of a user linked with `mfa` asks again.
    job.plan = connection.mfaLater ? JobPlan::Mfa : JobPlan::Completed;
    job.to = to.isValid() ? to : today();
    job.from = from.isValid() ? from : job.to.addDays(-defaultDays);
    const auto wish = m_next.find(connection.id);
    if (wish != m_next.end()) {
        job.plan = wish->second.plan;
        job.run = wish->second.run.value_or(job.run);
        m_next.erase(wish);
    }
    return m_jobs.add(job);
}

void World::forceJob(Job &job, JobState state)
{
    job.forced = state;
    job.forcedAt = now();
}

Challenge World::challengeOf(const Connection &connection) const
{
    Challenge challenge = connection.challenge;
    if (challenge.kind.isEmpty()) {
        challenge.kind = u"question"_s;
        challenge.prompt = u"What city were you born in?"_s;
        challenge.answer = u"correct"_s;
    }
    return challenge;
}

bool World::answerJob(Job &job, const QString &answer)
{
    const Connection *owner = connection(job.connection);
    const Challenge challenge = owner ? challengeOf(*owner) : Challenge{};
    job.answered = now();
    // ASSUMPTION WRONG-MFA: a wrong answer fails the job.
    job.answeredRight = challenge.answer.isEmpty() || challenge.answer == answer;
    return job.answeredRight;
}

qint64 World::cachedBalance(const Connection &connection) const
{
    return m_ledger->balanceAt(connection.account, connection.refreshed);
}

std::vector<Transaction> World::transactions(const Connection &connection, QDate from, QDate to) const
{
    if (!connection.storedFrom.isValid())
        return {};
    const QDate first = from.isValid() ? std::max(from, connection.storedFrom) : connection.storedFrom;
    const QDate last = to.isValid() ? std::min(to, connection.storedTo) : connection.storedTo;
    // ASSUMPTION DATE-WINDOW: both days belong to the window.
    std::vector<Transaction> rows = m_ledger->history(connection.account, beginOf(first), std::min(connection.storedUntil, beginOf(last.addDays(1)) - 1));
    // ASSUMPTION NEWEST-FIRST: no order is published.
    std::reverse(rows.begin(), rows.end());
    return rows;
}

int World::forgetTransactions(Connection &connection)
{
    const int count = static_cast<int>(transactions(connection, {}, {}).size());
    connection.storedFrom = {};
    connection.storedTo = {};
    return count;
}

} // namespace simulator
