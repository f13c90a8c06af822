// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobtext.h"

#include "gui/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct JobText {
    Q_DECLARE_TR_FUNCTIONS(console::JobText)
};

} // namespace

JobFace jobFace(const std::optional<JobState> &state)
{
    using Tone = InkLabel::Tone;
    if (!state)
        return {u"circle"_s, Tone::Muted, JobText::tr("not started")};
    const QString word = jobStateText(*state);
    switch (*state) {
    case JobState::Queued: return {u"clock"_s, Tone::Muted, word};
    case JobState::Starting: return {u"play"_s, Tone::Accent, word};
    case JobState::WaitingForOther:
    case JobState::StartDelayed: return {u"hourglass"_s, Tone::Warning, word};
    case JobState::Polling: return {u"half"_s, Tone::Accent, word};
    case JobState::AwaitingPerson: return {u"key"_s, Tone::Warning, word};
    case JobState::Answering: return {u"widget"_s, Tone::Warning, word};
    case JobState::Fetching: return {u"download"_s, Tone::Accent, word};
    case JobState::Done: return {u"check-circle"_s, Tone::Good, word};
    case JobState::Unavailable: return {u"minus"_s, Tone::Muted, word};
    case JobState::Failed: return {u"error"_s, Tone::Bad, word};
    case JobState::Cancelled: return {u"stop"_s, Tone::Muted, word};
    case JobState::TimedOut: return {u"clock"_s, Tone::Bad, word};
    }
    return {};
}

QString jobTitle(JobKind kind)
{
    switch (kind) {
    case JobKind::Balance: return JobText::tr("Balance");
    case JobKind::Transactions: return JobText::tr("Transactions");
    case JobKind::Identity: return JobText::tr("Identity");
    }
    return {};
}

QString jobIcon(JobKind kind)
{
    return jobKindName(kind); // the icons are named like the jobs
}

QString jobGetVerb(JobKind kind)
{
    switch (kind) {
    case JobKind::Balance: return JobText::tr("Get balance");
    case JobKind::Transactions: return JobText::tr("Get transactions");
    case JobKind::Identity: return JobText::tr("Get identity");
    }
    return {};
}

JobVerb jobVerb(const std::optional<JobState> &state)
{
    if (!state)
        return JobVerb::Start;
    if (!isEnded(*state))
        return JobVerb::Cancel;
    return *state == JobState::Done ? JobVerb::GetAgain : JobVerb::TryAgain;
}

QString jobVerbText(JobVerb verb, JobKind kind)
{
    switch (verb) {
    case JobVerb::Start: return jobGetVerb(kind);
    case JobVerb::Cancel: return JobText::tr("Cancel");
    case JobVerb::TryAgain: return JobText::tr("Try again");
    case JobVerb::GetAgain: return JobText::tr("Get again");
    }
    return {};
}

std::optional<std::chrono::milliseconds> jobElapsed(const Job &job, const QDateTime &now)
{
    return between(job.startedAt, isEnded(job.state) ? job.endedAt : now);
}

std::optional<std::chrono::milliseconds> tookTime(const std::optional<Job> &job)
{
    return job ? between(job->startedAt, job->endedAt) : std::nullopt;
}

bool isMoving(JobState state)
{
    const bool waits = state == JobState::Queued || state == JobState::AwaitingPerson || state == JobState::Answering;
    return !waits && !isEnded(state);
}

QStringList jobFacts(const Job &job, const QDateTime &now)
{
    QStringList facts;
    const auto elapsed = jobElapsed(job, now);
    if (elapsed && isEnded(job.state) && *elapsed >= std::chrono::milliseconds(100)) // "0.0 s" tells nothing
        facts << durationText(*elapsed);
    else if (elapsed && !isEnded(job.state))
        facts << runningText(*elapsed);
    if (!job.rawStatus.isEmpty() && job.state != JobState::Done)
        facts << JobText::tr("service says “%1”").arg(job.rawStatus);
    if (job.polls > 0)
        facts << (job.polls == 1 ? JobText::tr("1 poll") : JobText::tr("%1 polls").arg(job.polls));
    if (job.conflicts > 0 && job.state == JobState::WaitingForOther)
        facts << JobText::tr("start refused ×%1").arg(job.conflicts);
    if (isPolled(job.state)) { // always said, so that the line does not jump at every poll
        const bool waits = job.nextPollAt.isValid() && now < job.nextPollAt;
        facts << (waits ? JobText::tr("next in %1 s").arg((now.msecsTo(job.nextPollAt) + 999) / 1000) : JobText::tr("asking now"));
    }
    return facts;
}

QString jobTimeline(const Job &job)
{
    struct Phase {
        JobState state;
        int times;
    };
    QList<Phase> phases;
    int pollingPhases = 0;
    for (const auto &step : job.history) {
        if (!phases.isEmpty() && phases.last().state == step.state) {
            ++phases.last().times;
            continue;
        }
        phases << Phase{step.state, 1};
        pollingPhases += step.state == JobState::Polling ? 1 : 0;
    }
    QStringList words;
    for (const Phase &phase : phases) {
        const bool onlyPolling = phase.state == JobState::Polling && pollingPhases == 1;
        const int times = onlyPolling ? qMax(phase.times, job.polls) : phase.times;
        words << (times > 1 ? u"%1 ×%2"_s.arg(jobStateText(phase.state)).arg(times) : jobStateText(phase.state));
    }
    return words.join(u" → "_s);
}

QString jobHistoryLines(const Job &job)
{
    QStringList lines;
    for (const auto &step : job.history) {
        const auto since = between(job.history.first().at, step.at).value_or(std::chrono::milliseconds(0));
        lines << u"+%1  %2"_s.arg(durationText(since), jobStateText(step.state));
    }
    return lines.join(u'\n');
}

} // namespace console
