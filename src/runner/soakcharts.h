// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of a soak: memory and durations over time.
#pragma once

#include "walk/result.h"

namespace console {

/// Draws them into the result; nothing without samples. In the window's thread.
void drawSoakCharts(RunResult *result);

} // namespace console
