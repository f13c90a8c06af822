// SPDX-License-Identifier: GPL-3.0-or-later
// "aerosync-walk jobs": runs jobs on many connections, and goes on where an earlier run stopped.
#pragma once

#include <QStringList>

namespace console {

/// Exit status; see WalkExit.
int walkJobs(const QStringList &arguments);

} // namespace console
