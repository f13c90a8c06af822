// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a walk in its report: a small one of each step, and a large one of the step that failed.
#pragma once

#include "walk/result.h"

namespace console {

/// The step that failed; nullptr: none did.
const StepResult *failedStep(const CaseResult &result);
/// <ol> of every step: picture, number, name, time, outcome. A picture that is the one before again is not shown again.
QString filmStrip(const CaseResult &result);
/// <figure> of the failed step, or of the last one before it that has a picture; empty: there is none.
QString failurePicture(const CaseResult &result);

} // namespace console
