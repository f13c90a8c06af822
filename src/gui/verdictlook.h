// SPDX-License-Identifier: GPL-3.0-or-later
// How a verdict or the outcome of a step looks: word, icon and colour, the same wherever it is shown.
#pragma once

#include "gui/theme.h"
#include "walk/result.h"

namespace console {

struct VerdictLook {
    QString word, icon;
    Theme::Role role = Theme::Role::Muted;
};
VerdictLook lookOf(const CaseResult &result);
VerdictLook lookOf(StepResult::Outcome outcome);

} // namespace console
