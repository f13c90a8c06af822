// SPDX-License-Identifier: GPL-3.0-or-later
// A job in words: its state, its verb, its story. Pure functions.
#pragma once

#include "gui/inklabel.h"
#include "session/jobwatcher.h"

namespace console {

struct JobFace {
    QString icon;
    InkLabel::Tone tone = InkLabel::Tone::Muted;
    QString word;
};
/// Icon, tone and word of a state; no job: "not started".
JobFace jobFace(const std::optional<JobState> &state);

QString jobTitle(JobKind kind);     ///< "Balance"
QString jobIcon(JobKind kind);
QString jobGetVerb(JobKind kind);   ///< "Get balance"

/// What the one button of a row does, from the state alone.
enum class JobVerb { Start, Cancel, TryAgain, GetAgain };
JobVerb jobVerb(const std::optional<JobState> &state);
QString jobVerbText(JobVerb verb, JobKind kind);

/// Time from start to end, or to now while it runs.
std::optional<std::chrono::milliseconds> jobElapsed(const Job &job, const QDateTime &now);
/// From start to end of a job that has ended; nothing for none.
std::optional<std::chrono::milliseconds> tookTime(const std::optional<Job> &job);

/// Does it go on by itself? Not while it waits in the queue or for a person.
bool isMoving(JobState state);

/// "12 s", "service says IN_PROGRESS", "3 polls", "next in 2 s"
QStringList jobFacts(const Job &job, const QDateTime &now);
/// "queued → starting → polling ×3 → needs a second factor → done"
QString jobTimeline(const Job &job);
/// A line per step, with the time since the first: "+1.5 s  running".
QString jobHistoryLines(const Job &job);

} // namespace console
