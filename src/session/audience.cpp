// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/audience.h"

#include "session/durationfit.h"
#include "session/jobrecord.h"
#include "session/session.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

AudienceStory::Place placeOf(const Environment &environment)
{
    switch (environment.reach) {
    case Reach::LoopbackOnly: return AudienceStory::Place::Simulator;
    case Reach::Production: return AudienceStory::Place::Production;
    case Reach::Open: break;
    }
    return environment.builtIn ? AudienceStory::Place::Sandbox : AudienceStory::Place::Own; // whose name may be a customer's
}

/// As entered, where the service did not repeat it.
AudienceText personOf(const UserFlow *flow)
{
    const std::optional<AeropassUser> &user = flow->user();
    if (!user)
        return {};
    const bool answered = !user->details.firstName.isEmpty() || !user->details.lastName.isEmpty();
    const UserDetails &details = answered ? user->details : flow->entered();
    return AudienceText::person(details.firstName + u' ' + details.lastName);
}

/// Whole seconds while it runs: what changes more often would draw the eye.
std::optional<std::chrono::milliseconds> elapsedOf(const Job &job, const QDateTime &now)
{
    const QDateTime end = isEnded(job.state) ? job.endedAt : now;
    if (!job.startedAt.isValid() || !end.isValid())
        return {};
    const std::chrono::milliseconds span(std::max<qint64>(0, job.startedAt.msecsTo(end)));
    return isEnded(job.state) ? span / 100 * 100 : std::chrono::floor<std::chrono::seconds>(span);
}

void addJobs(AudienceStory *story, const JobBoard *board, const QString &connectionId, const AudienceChoices &choices, const QDateTime &now)
{
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        const std::optional<Job> job = board->latest(connectionId, kind);
        if (!job)
            continue;
        AudienceStory::JobLine line = audienceJob(kind, job->state);
        line.progress = audienceProgress(*job, board->lastDone(kind, job->number), now);
        line.elapsed = elapsedOf(*job, now);
        story->jobs.append(line);
        if (job->state != JobState::Done)
            continue;
        if (const auto *balance = std::get_if<Balance>(&job->result)) {
            story->available = balance->available ? AudienceText::amount(*balance->available, choices.amounts) : AudienceText();
            story->current = balance->current ? AudienceText::amount(*balance->current, choices.amounts) : AudienceText();
        } else if (const auto *page = std::get_if<TransactionPage>(&job->result)) {
            story->transactions = std::max<qint64>(page->count.value_or(0), page->transactions.size());
        } else if (std::holds_alternative<Identity>(job->result)) {
            story->hasIdentity = true;
        }
    }
}

} // namespace

AudienceStory::Pillar userPillar(UserState state, bool failed)
{
    switch (state) {
    case UserState::None: break;
    case UserState::Working: return {AudienceState::Working, AudienceSaid::UserWorking};
    case UserState::NeedsCode: return {AudienceState::NeedsPerson, AudienceSaid::UserNeedsCode};
    case UserState::Ready: return {AudienceState::Done, AudienceSaid::UserReady};
    }
    return failed ? AudienceStory::Pillar{AudienceState::Failed, AudienceSaid::UserFailed}
                  : AudienceStory::Pillar{AudienceState::Waiting, AudienceSaid::UserNext};
}

AudienceStory::Pillar bankPillar(LinkState state, bool forBank, bool linked, bool hasUser)
{
    const AudienceStory::Pillar rest = linked    ? AudienceStory::Pillar{AudienceState::Done, AudienceSaid::BankLinked}
                                       : hasUser ? AudienceStory::Pillar{AudienceState::Waiting, AudienceSaid::BankNext}
                                                 : AudienceStory::Pillar{AudienceState::Waiting, AudienceSaid::BankLater};
    if (!forBank)
        return rest;
    switch (state) {
    case LinkState::Preparing: return {AudienceState::Working, AudienceSaid::BankPreparing};
    case LinkState::Open: return {AudienceState::Working, AudienceSaid::BankOpen}; // nothing is amiss
    case LinkState::Failed: return {AudienceState::Failed, AudienceSaid::BankFailed};
    case LinkState::Closed: return linked || !hasUser ? rest : AudienceStory::Pillar{AudienceState::Waiting, AudienceSaid::BankClosed};
    case LinkState::Idle:
    case LinkState::Succeeded: break;
    }
    return rest;
}

AudienceStory::Pillar dataPillar(const QList<AudienceStory::JobLine> &jobs, bool linked)
{
    const auto any = [&jobs](auto holds) { return std::any_of(jobs.begin(), jobs.end(), holds); };
    const auto is = [](AudienceState state) { return [state](const AudienceStory::JobLine &job) { return job.state == state; }; };
    const auto says = [](AudienceSaid said) { return [said](const AudienceStory::JobLine &job) { return job.said == said; }; };
    if (any(says(AudienceSaid::JobNeedsPerson)))
        return {AudienceState::NeedsPerson, AudienceSaid::DataNeedsPerson};
    if (any(says(AudienceSaid::JobAnswering)))
        return {AudienceState::NeedsPerson, AudienceSaid::DataAnswering};
    if (any(is(AudienceState::Working)) || any(says(AudienceSaid::JobInLine)))
        return {AudienceState::Working, AudienceSaid::DataWorking};
    if (any(is(AudienceState::Done)))
        return {AudienceState::Done, AudienceSaid::DataHere};
    if (any(is(AudienceState::Failed)))
        return {AudienceState::Failed, AudienceSaid::DataFailed};
    if (any(says(AudienceSaid::JobNotOffered)))
        return {AudienceState::Waiting, AudienceSaid::DataNotOffered};
    return linked ? AudienceStory::Pillar{AudienceState::Waiting, AudienceSaid::DataNext}
                  : AudienceStory::Pillar{AudienceState::Waiting, AudienceSaid::DataLater};
}

std::optional<double> audienceProgress(const Job &job, const std::optional<Job> &before, const QDateTime &now)
{
    if (job.state == JobState::Done)
        return 1;
    const std::optional<HistoryDuration> took = before ? durationOf(*before) : std::nullopt;
    const bool moves = job.state == JobState::Polling || job.state == JobState::Fetching;
    if (!moves || !took || job.mfa > 0 || !job.acceptedAt.isValid())
        return {};
    const QList<HistoryDuration> known = usableDurations({*took}, 1);
    if (known.isEmpty())
        return {};
    constexpr double most = 0.98; // it is not there yet
    const double share = 1 - fitDurations(known).above(double(job.acceptedAt.msecsTo(now)) / 1000);
    return std::min(std::round(share * 100) / 100, most);
}

AudienceStory audienceStory(const Session &session, const AudienceChoices &choices, const QDateTime &now)
{
    AudienceStory story;
    const Environment &environment = session.environments()->current();
    story.place = placeOf(environment);
    story.isPhone = choices.isPhone;
    story.person = personOf(session.user());
    const UserState user = session.user()->state();
    story.user = userPillar(user, session.user()->error().has_value());
    story.isWidgetOpen = session.link()->state() == LinkState::Open;
    const Connection *connection = session.connections()->find(session.connections()->selected());
    story.bank = bankPillar(session.link()->state(), session.link()->jobOfLaunch().isEmpty(), connection != nullptr, user == UserState::Ready);
    if (connection) {
        story.bankName = AudienceText::bank(connection->bank);
        story.account = AudienceText::account(connection->numberDisplay);
        story.accountType = audienceAccount(connection->accountType.isEmpty() ? connection->nickname : connection->accountType);
        addJobs(&story, session.jobs(), connection->connectionId, choices, now);
    }
    story.data = dataPillar(story.jobs, connection != nullptr);
    return story;
}

} // namespace console
