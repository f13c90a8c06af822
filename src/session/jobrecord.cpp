// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/jobrecord.h"

#include "api/decode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

std::optional<JobKind> kindFrom(const QString &name)
{
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        if (jobKindName(kind) == name)
            return kind;
    }
    return {};
}

template <typename T>
Result<JobResult> decoded(const Result<T> &value)
{
    return value ? Result<JobResult>(JobResult(*value)) : Result<JobResult>(fail(value.error()));
}

} // namespace

HistoryJob rowOf(const Job &job, const QString &environment)
{
    HistoryJob row;
    row.id = job.id;
    row.environment = environment;
    row.user = job.user;
    row.connectionId = job.connectionId;
    row.bank = job.bank;
    row.kind = jobKindName(job.kind);
    row.rangeStart = job.range.start;
    row.rangeEnd = job.range.end;
    row.jobId = job.jobId;
    row.state = jobStateName(job.state);
    row.ended = isEnded(job.state);
    row.cause = job.cause;
    row.rawStatus = job.rawStatus;
    row.error = job.error ? oneLine(*job.error) : QString();
    row.createdAt = job.createdAt;
    row.startedAt = job.startedAt;
    row.acceptedAt = job.acceptedAt;
    row.changedAt = job.changedAt;
    row.endedAt = job.endedAt;
    row.starts = job.starts;
    row.polls = job.polls;
    row.mfa = job.mfa;
    row.runningAt = job.runningAt;
    row.completedAt = job.completedAt;
    if (job.state == JobState::Done) {
        row.resultBytes = job.raw.size();
        if (const auto *page = std::get_if<TransactionPage>(&job.result))
            row.resultCount = int(page->transactions.size());
    }
    return row;
}

Job jobOf(const HistoryJob &row)
{
    Job job;
    job.id = row.id;
    job.user = row.user;
    job.connectionId = row.connectionId;
    job.bank = row.bank;
    job.range = {row.rangeStart, row.rangeEnd};
    job.jobId = row.jobId;
    job.cause = row.cause;
    job.rawStatus = row.rawStatus;
    job.createdAt = row.createdAt;
    job.startedAt = row.startedAt;
    job.acceptedAt = row.acceptedAt;
    job.changedAt = row.changedAt;
    job.endedAt = row.endedAt;
    job.starts = row.starts;
    job.polls = row.polls;
    job.mfa = row.mfa;
    job.runningAt = row.runningAt;
    job.completedAt = row.completedAt;
    const auto kind = kindFrom(row.kind);
    const auto state = jobStateFrom(row.state);
    job.kind = kind.value_or(JobKind::Balance);
    job.state = state.value_or(JobState::Failed);
    if (!kind || !state) {
        job.state = JobState::Failed;
        job.cause = Error::tr("A newer version of this program recorded it: “%1”, “%2”.").arg(row.kind, row.state);
    }
    return job;
}

std::optional<HistoryDuration> durationOf(const Job &job)
{
    if (job.mfa > 0 || !job.acceptedAt.isValid() || !job.completedAt.isValid())
        return {};
    const auto since = [&](const QDateTime &at) { return std::chrono::milliseconds(at.isValid() ? std::max<qint64>(0, job.acceptedAt.msecsTo(at)) : 0); };
    return HistoryDuration{since(job.runningAt), since(job.completedAt)};
}

qint64 weightOf(const Job &job)
{
    constexpr qint64 parsed = 2; // what is decoded takes about as much again
    return job.raw.size() * parsed;
}

Result<JobResult> resultFrom(JobKind kind, const QByteArray &raw)
{
    const Result<Json> json = Json::parse(raw);
    if (!json)
        return fail(json.error());
    switch (kind) {
    case JobKind::Balance: return decoded(decodeBalance(*json));
    case JobKind::Transactions: return decoded(decodeTransactions(*json));
    case JobKind::Identity: return decoded(decodeIdentity(*json));
    }
    return JobResult();
}

} // namespace console
