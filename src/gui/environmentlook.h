// SPDX-License-Identifier: GPL-3.0-or-later
// EnvironmentLook: the colour, word and icon of an environment, the same wherever it is shown.
#pragma once

#include "api/environment.h"
#include "gui/theme.h"

namespace console {

struct EnvironmentLook {
    Theme::Role role;      ///< Simulator, Sandbox or Production: by what the environment may reach
    QString icon;
    QString styleName;     ///< value of the style sheet's `env` property
    QString hint;          ///< one sentence: what happens to data here
};

EnvironmentLook lookOf(const Environment &environment, bool locked);
/// Is everything in this environment invented? Then pictures carry SIMULATED.
bool isSimulated(const Environment &environment);

} // namespace console
