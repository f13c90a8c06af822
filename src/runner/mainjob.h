// SPDX-License-Identifier: GPL-3.0-or-later
// mainJob: the console's main job as scripts: link in four ways, three jobs each, a second factor in a job.
#pragma once

#include "runner/script.h"

namespace console {

class WalkSteps;

/// Scripts over the simulator's test banks (contract g); they share the user that the first one creates.
QList<Script> mainJob(WalkSteps *walk);

} // namespace console
