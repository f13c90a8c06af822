// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands of aerosync-walk have in common: their words, their exit statuses, the environment by name.
#pragma once

#include <QString>

namespace console {

class Environments;

/// Exit statuses: every step held / a step did not hold / the run could not begin.
enum WalkExit { Held = 0, DidNotHold = 1, CouldNotRun = 2 };

void say(const QString &line);           ///< to the standard output, at once
int complain(const QString &sentence);   ///< to the standard error; CouldNotRun
/// Empty, or why the environment cannot be used by a machine.
QString chooseForMachine(Environments *environments, const QString &name);

} // namespace console
