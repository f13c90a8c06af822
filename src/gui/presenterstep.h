// SPDX-License-Identifier: GPL-3.0-or-later
// What the presenter does next, from the story that the audience sees. A pure function.
#pragma once

#include "session/audiencestory.h"

namespace console {

enum class PresenterVerb { None, User, Link, Answer, Balance, Transactions, Identity, Reset };

struct PresenterStep {
    QString text;
    PresenterVerb verb = PresenterVerb::None; ///< none: there is nothing to press here now
};

PresenterStep presenterStep(const AudienceStory &story);

} // namespace console
