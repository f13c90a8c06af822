// SPDX-License-Identifier: GPL-3.0-or-later
// JobGroup: the states of a job in the few groups that a person asks for. Pure functions.
#pragma once

#include "api/types.h"
#include "gui/theme.h"
#include "session/jobstate.h"

#include <QStringList>

#include <array>
#include <optional>

namespace console {

enum class JobGroup {
    Running,  ///< goes on by itself
    NeedsYou, ///< a second factor is asked for, or being answered
    Waiting,  ///< for its turn, for somebody else's job, or for a start that was put off
    Done,
    Failed,   ///< failed or timed out
    Other,    ///< cancelled, or not available for the account: ended without data, and nobody's failure
};
inline constexpr std::array jobGroups{JobGroup::Running, JobGroup::NeedsYou, JobGroup::Waiting, JobGroup::Done, JobGroup::Failed, JobGroup::Other};
inline constexpr int jobGroupCount = static_cast<int>(jobGroups.size());
inline constexpr std::array jobKinds{JobKind::Balance, JobKind::Transactions, JobKind::Identity};

JobGroup groupOf(JobState state);
QString groupName(JobGroup group);  ///< stable: "needs-you"
QString groupTitle(JobGroup group); ///< "Needs you"
QString groupHint(JobGroup group);  ///< the states in it, in words
QString groupIcon(JobGroup group);
Theme::Role groupRole(JobGroup group);
QStringList stateNames(JobGroup group); ///< jobStateName() of each

/// From the history's word; nothing: written by a version that knows more.
std::optional<JobKind> jobKindNamed(const QString &name);

} // namespace console
