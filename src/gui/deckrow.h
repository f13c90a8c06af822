// SPDX-License-Identifier: GPL-3.0-or-later
// DeckRow: what the flight deck shows of one job, wherever it is from: this run's board, or the history.
#pragma once

#include "gui/jobgroup.h"
#include "session/jobwatcher.h"
#include "store/historyrows.h"

#include <QSet>

namespace console {

struct DeckRow {
    qint64 key = 0;     ///< orders and names the row; newer jobs have larger ones
    qint64 id = 0;      ///< in the history; 0: not there
    int number = 0;     ///< on the board; 0: this program does not watch it
    QString user, connectionId, bank, jobId, rawStatus, cause;
    QString error;      ///< one line; empty: none
    JobKind kind = JobKind::Balance;
    JobState state = JobState::Queued;
    DateRange range;
    QDateTime createdAt, startedAt, acceptedAt, changedAt, endedAt, nextPollAt;
    int starts = 0, polls = 0, mfa = 0;
    bool isLive() const { return number != 0; }
};

/// Jobs without a place in the history stand above all that have one.
qint64 deckKey(const Job &job);
DeckRow deckRow(const Job &job);
/// Nothing: its kind or state is a word that this version does not know.
std::optional<DeckRow> deckRow(const HistoryJob &job);

/// What the deck shows. Empty parts ask for nothing.
struct DeckFilter {
    QSet<JobGroup> groups;
    std::optional<JobKind> kind;
    QString text;       ///< part of bank, connectionId, jobId, user, cause or error, in any case
    bool isEmpty() const { return groups.isEmpty() && !kind && text.isEmpty(); }
    bool operator==(const DeckFilter &) const = default;
};
bool fits(const DeckFilter &filter, const DeckRow &row);
/// The same question for the history.
HistoryFilter historyFilter(const DeckFilter &filter, const QString &environment);

/// From its start to its end or to now; of a job that waits for its turn: since it was asked for. Nothing for a job
/// that has not ended and that nobody here watches: how long it went on is not known.
std::optional<std::chrono::milliseconds> deckElapsed(const DeckRow &row, const QDateTime &now);
QString deckElapsedText(const DeckRow &row, const QDateTime &now);
/// "14 polls", "2 starts, 14 polls"
QString deckAttempts(const DeckRow &row);
/// "in 3 s", "now", empty when it is not polled
QString deckNextPoll(const DeckRow &row, const QDateTime &now);

} // namespace console
