// SPDX-License-Identifier: GPL-3.0-or-later
// How the audience window looks: icon and colour of a state, and type that can be read from the back of a room.
#pragma once

#include "gui/theme.h"
#include "session/audiencestory.h"

namespace console {

struct AudienceLook {
    QString icon;
    Theme::Role role = Theme::Role::Muted;
};
AudienceLook audienceLook(AudienceState state);

/// px of the body text in a window of that size; everything else is a multiple of it.
int audienceUnit(const QSize &window, bool isPhone);
QFont audienceFont(int pixels, bool strong);

} // namespace console
