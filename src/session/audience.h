// SPDX-License-Identifier: GPL-3.0-or-later
// What the audience sees now, from the session's states; and what each state looks like to it. Pure functions.
#pragma once

#include "session/audiencestory.h"
#include "session/jobwatcher.h"
#include "session/linkflow.h"
#include "session/userflow.h"

namespace console {

class Session;

/// What the presenter decides.
struct AudienceChoices {
    bool amounts = false;  ///< balances may be read
    bool isPhone = true;
};

/// The only way from a session to the audience. `now`: UTC, for what still runs.
AudienceStory audienceStory(const Session &session, const AudienceChoices &choices, const QDateTime &now);

AudienceStory::Pillar userPillar(UserState state, bool failed);
/// `forBank`: the launch links a bank, and is not a job's second factor; `linked`: there is a connection.
AudienceStory::Pillar bankPillar(LinkState state, bool forBank, bool linked, bool hasUser);
AudienceStory::Pillar dataPillar(const QList<AudienceStory::JobLine> &jobs, bool linked);
/// Nothing is known of how long such a job takes without one that has ended.
std::optional<double> audienceProgress(const Job &job, const std::optional<Job> &before, const QDateTime &now);

} // namespace console
