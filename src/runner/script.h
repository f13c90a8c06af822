// SPDX-License-Identifier: GPL-3.0-or-later
// Script: a walk-through as a list of steps; each step starts something and settles once.
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>

namespace console {

/// Called by a step exactly once: nothing to say, or what did not hold.
using StepDone = std::function<void(const Result<void> &)>;

struct Step {
    QString name;                                ///< "Sign in as sync / no_mfa"
    std::function<void(StepDone)> start;
    std::chrono::milliseconds limit{30000};      ///< the runner's watchdog; then the step failed
    bool picture = false;                        ///< take one of the widget when the step held
};

struct Script {
    QString name;                                ///< "Link by OAuth"
    QList<Step> steps;
};

} // namespace console
