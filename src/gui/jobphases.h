// SPDX-License-Identifier: GPL-3.0-or-later
// A job's changes as phases, and phases as bars on an axis, drawn to scale. Pure functions.
#pragma once

#include "gui/theme.h"
#include "session/jobwatcher.h"

#include <chrono>

namespace console {

struct JobPhase {
    JobState state = JobState::Queued;
    QDateTime from, to;
    QString cause;
    bool operator==(const JobPhase &) const = default;
    std::chrono::milliseconds span() const { return std::chrono::milliseconds(from.msecsTo(to)); }
};

/// From the changes, oldest first: the phases of the last attempt (a job that was tried again begins anew); the one it is
/// in goes on until `now`. An end is no phase: it has no length. Times that go back (a clock was set) stand still.
QList<JobPhase> jobPhases(const QList<Job::Change> &changes, const QDateTime &now);

/// Where a phase lies. `thin`: it is shorter than what can be seen and stands as a line where it was.
struct JobBar {
    double left = 0, width = 0;
    bool thin = false;
};
constexpr double thinnest = 3; ///< px

/// One for each phase, over `width` px, to scale. Thin ones keep 1 px from each other, for which they may move by as much.
QList<JobBar> jobBars(const QList<JobPhase> &phases, double width);

struct AxisTick {
    double at = 0;     ///< px
    QString text;
};
/// Round times ("5 s", "1 min", "1 h 30"), at least `apart` px from each other; the first is 0.
QList<AxisTick> axisTicks(std::chrono::milliseconds span, double width, double apart = 64);
/// "0", "0.2 s", "90 s" is "1 min 30", "3 h".
QString axisText(std::chrono::milliseconds time);

/// px of a time on that axis.
double placeOn(const QList<JobPhase> &phases, const QDateTime &at, double width);
/// The phase under x; of several the thin one, because the others can be hit beside it. -1: none.
int phaseAt(const QList<JobBar> &bars, double x);

/// The colour of a state's bar; text on it is Theme::Role::OnAccent.
Theme::Role phaseRole(JobState state);

} // namespace console
