// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/jobs.h"

using namespace Qt::StringLiterals;

namespace simulator {

JobState stateOf(const Job &job, qint64 now)
{
    if (job.forced && now >= job.forcedAt)
        return *job.forced;
    const qint64 age = now - job.started;
    if (age < job.run / 4)
        return JobState::Initiated;
    if (age < job.run)
        return JobState::InProgress;
    switch (job.plan) {
    case JobPlan::Completed: return JobState::Completed;
    case JobPlan::Failed: return JobState::Failed;
    case JobPlan::Mfa: break;
    }
    if (!job.answered)
        return age < job.run + mfaTimeout ? JobState::PendingMfa : JobState::Failed;
    if (!job.answeredRight)
        return JobState::Failed;
    // Contract d, MFA relaunch: "The same job resumes".
    return now < *job.answered + job.afterAnswer ? JobState::InProgress : JobState::Completed;
}

std::optional<qint64> endOf(const Job &job, qint64 now)
{
    if (!ended(stateOf(job, now)))
        return std::nullopt;
    if (job.forced && now >= job.forcedAt)
        return job.forcedAt;
    if (job.plan != JobPlan::Mfa)
        return job.started + job.run;
    if (!job.answered)
        return job.started + job.run + mfaTimeout;
    return *job.answered + (job.answeredRight ? job.afterAnswer : 0);
}

// ASSUMPTION MFA-SPELLING: "Pending MFA" as in the published samples, not MFA_REQUIRED of the list of states.
QString jobStatusText(JobState state)
{
    switch (state) {
    case JobState::Initiated: return u"Initiated"_s;
    case JobState::InProgress: return u"IN_PROGRESS"_s;
    case JobState::PendingMfa: return u"Pending MFA"_s;
    case JobState::Completed: return u"COMPLETED"_s;
    case JobState::Failed: return u"FAILED"_s;
    }
    return {};
}

QString jobKindText(JobKind kind)
{
    switch (kind) {
    case JobKind::Link: return u"link"_s;
    case JobKind::Balance: return u"balance"_s;
    case JobKind::Identity: return u"identity"_s;
    case JobKind::Transactions: return u"transactions"_s;
    }
    return {};
}

QString jobPrefix(JobKind kind)
{
    switch (kind) {
    case JobKind::Identity: return u"IDT-"_s;
    case JobKind::Transactions: return u"TRN-"_s;
    default: return u"REF-"_s;
    }
}

Job &JobBook::add(const Job &job)
{
    m_order.push_back(job.id);
    Job &added = m_jobs.emplace(job.id, job).first->second;
    m_unsettled.push_back(&added);
    m_ofConnection[job.connection].push_back(&added);
    return added;
}

void JobBook::settle(const std::function<bool(Job &job)> &settled)
{
    std::erase_if(m_unsettled, [&](Job *job) { return settled(*job); });
}

Job *JobBook::find(const QString &id)
{
    const auto it = m_jobs.find(id);
    return it == m_jobs.end() ? nullptr : &it->second;
}

const Job *JobBook::find(const QString &id) const
{
    const auto it = m_jobs.find(id);
    return it == m_jobs.end() ? nullptr : &it->second;
}

const Job *JobBook::runningFor(const QString &connection, qint64 now) const
{
    const auto jobs = m_ofConnection.find(connection);
    if (jobs == m_ofConnection.end())
        return nullptr;
    for (auto job = jobs->second.rbegin(); job != jobs->second.rend(); ++job) { // the newest is the likeliest
        if (!ended(stateOf(**job, now)))
            return *job;
    }
    return nullptr;
}

} // namespace simulator
