// SPDX-License-Identifier: GPL-3.0-or-later
// Data jobs: what state each one is in at a moment, from its plan and the clock alone (contract d).
#pragma once

#include <QDate>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace simulator {

enum class JobKind { Link, Balance, Identity, Transactions };
enum class JobState { Initiated, InProgress, PendingMfa, Completed, Failed };
enum class JobPlan { Completed, Failed, Mfa };

struct Job {
    QString id;
    JobKind kind = JobKind::Balance;
    QString connection;
    qint64 started = 0;               ///< ms
    qint64 run = 3000;                ///< ms until the plan is reached
    JobPlan plan = JobPlan::Completed;
    std::optional<qint64> answered;   ///< ms; when the person gave the second factor
    bool answeredRight = false;
    qint64 afterAnswer = 1500;        ///< ms from the right answer to the end
    std::optional<JobState> forced;   ///< a tester ended it
    qint64 forcedAt = 0;
    QDate from, to;                   ///< transactions: the days asked for
};

/// ASSUMPTION MFA-TIMEOUT: a job waits this long for the person, then it fails (AR-100 in the widget).
constexpr qint64 mfaTimeout = 300'000;

/// A pure function of the job and the time.
JobState stateOf(const Job &job, qint64 now);
/// When the job reached its last state, or nothing while it runs.
std::optional<qint64> endOf(const Job &job, qint64 now);
inline bool ended(JobState state) { return state == JobState::Completed || state == JobState::Failed; }

/// The spelling of the published samples: "Initiated", "IN_PROGRESS", "Pending MFA", "COMPLETED", "FAILED".
QString jobStatusText(JobState state);
/// "link", "balance", "identity", "transactions"
QString jobKindText(JobKind kind);
/// "REF-", "IDT-", "TRN-"
QString jobPrefix(JobKind kind);

class JobBook {
public:
    Job &add(const Job &job);
    Job *find(const QString &id);
    const Job *find(const QString &id) const;
    /// The one job that runs for a connection, or nullptr. Waiting for a person counts as running.
    const Job *runningFor(const QString &connection, qint64 now) const;
    const std::vector<QString> &order() const { return m_order; }
    /// The jobs whose effect is not in their connection yet, oldest first; `settled` says which now are.
    void settle(const std::function<bool(Job &job)> &settled);
    JobBook() = default;
    JobBook(const JobBook &) = delete; // the lists below point into the map
    JobBook &operator=(const JobBook &) = delete;
    JobBook(JobBook &&) = default;
    JobBook &operator=(JobBook &&) = default;

private:
    std::map<QString, Job> m_jobs;
    std::vector<Job *> m_unsettled;
    std::map<QString, std::vector<Job *>> m_ofConnection;
    std::vector<QString> m_order;
};

} // namespace simulator
