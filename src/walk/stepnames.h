// SPDX-License-Identifier: GPL-3.0-or-later
// What a step is called where its file gives no name.
#pragma once

#include "walk/walk.h"

namespace console {

/// "Click button “Continue”", "Type the password", "The balance job is done".
QString defaultStepName(const WalkStep &step);

} // namespace console
