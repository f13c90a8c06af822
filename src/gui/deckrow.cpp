// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deckrow.h"

#include "gui/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct DeckText {
    Q_DECLARE_TR_FUNCTIONS(console::DeckText)
};

constexpr qint64 aboveHistory = qint64(1) << 62;

} // namespace

qint64 deckKey(const Job &job)
{
    return job.id ? job.id : aboveHistory + job.number;
}

DeckRow deckRow(const Job &job)
{
    DeckRow row;
    row.key = deckKey(job);
    row.id = job.id;
    row.number = job.number;
    row.user = job.user;
    row.connectionId = job.connectionId;
    row.bank = job.bank;
    row.jobId = job.jobId;
    row.rawStatus = job.rawStatus;
    row.cause = job.cause;
    row.error = job.error ? oneLine(*job.error) : QString();
    row.kind = job.kind;
    row.state = job.state;
    row.range = job.range;
    // a job's own list of changes is not copied: the watcher appends to it, and would have to copy it whole then
    row.createdAt = job.createdAt.isValid() || job.history.isEmpty() ? job.createdAt : job.history.constFirst().at;
    row.startedAt = job.startedAt;
    row.acceptedAt = job.acceptedAt;
    row.changedAt = job.changedAt;
    row.endedAt = job.endedAt;
    row.nextPollAt = job.nextPollAt;
    row.starts = job.starts;
    row.polls = job.polls;
    row.mfa = job.mfa;
    return row;
}

std::optional<DeckRow> deckRow(const HistoryJob &job)
{
    const std::optional<JobKind> kind = jobKindNamed(job.kind);
    const std::optional<JobState> state = jobStateFrom(job.state);
    if (!kind || !state)
        return {};
    DeckRow row;
    row.key = row.id = job.id;
    row.user = job.user;
    row.connectionId = job.connectionId;
    row.bank = job.bank;
    row.jobId = job.jobId;
    row.rawStatus = job.rawStatus;
    row.cause = job.cause;
    row.error = job.error;
    row.kind = *kind;
    row.state = *state;
    row.range = {job.rangeStart, job.rangeEnd};
    row.createdAt = job.createdAt;
    row.startedAt = job.startedAt;
    row.acceptedAt = job.acceptedAt;
    row.changedAt = job.changedAt;
    row.endedAt = job.endedAt;
    row.starts = job.starts;
    row.polls = job.polls;
    row.mfa = job.mfa;
    return row;
}

bool fits(const DeckFilter &filter, const DeckRow &row)
{
    if (!filter.groups.isEmpty() && !filter.groups.contains(groupOf(row.state)))
        return false;
    if (filter.kind && row.kind != *filter.kind)
        return false;
    if (filter.text.isEmpty())
        return true;
    for (const QString *part : {&row.bank, &row.connectionId, &row.jobId, &row.user, &row.cause, &row.error}) {
        if (part->contains(filter.text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

HistoryFilter historyFilter(const DeckFilter &filter, const QString &environment)
{
    HistoryFilter asked;
    asked.environment = environment;
    for (const JobGroup group : jobGroups) {
        if (filter.groups.contains(group))
            asked.states += stateNames(group);
    }
    if (filter.kind)
        asked.kinds = {jobKindName(*filter.kind)};
    asked.text = filter.text;
    return asked;
}

std::optional<std::chrono::milliseconds> deckElapsed(const DeckRow &row, const QDateTime &now)
{
    if (isEnded(row.state))
        return between(row.startedAt.isValid() ? row.startedAt : row.createdAt, row.endedAt);
    if (!row.isLive())
        return {};
    return between(row.state == JobState::Queued || !row.startedAt.isValid() ? row.createdAt : row.startedAt, now);
}

QString deckElapsedText(const DeckRow &row, const QDateTime &now)
{
    const auto elapsed = deckElapsed(row, now);
    if (!elapsed)
        return {};
    return isEnded(row.state) ? durationText(*elapsed) : runningText(*elapsed);
}

QString deckAttempts(const DeckRow &row)
{
    QStringList parts;
    if (row.starts > 1) // one is what every job has
        parts << DeckText::tr("%1 starts").arg(row.starts);
    if (row.polls > 0)
        parts << (row.polls == 1 ? DeckText::tr("1 poll") : DeckText::tr("%1 polls").arg(row.polls));
    return parts.join(u", "_s);
}

QString deckNextPoll(const DeckRow &row, const QDateTime &now)
{
    const bool waitsToStart = row.state == JobState::WaitingForOther || row.state == JobState::StartDelayed;
    if (!row.isLive() || !(isPolled(row.state) || waitsToStart))
        return {};
    if (!row.nextPollAt.isValid() || now >= row.nextPollAt)
        return waitsToStart && !row.nextPollAt.isValid() ? QString() : DeckText::tr("now");
    return DeckText::tr("in %1 s").arg((now.msecsTo(row.nextPollAt) + 999) / 1000);
}

} // namespace console
