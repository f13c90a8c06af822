// SPDX-License-Identifier: GPL-3.0-or-later
// "aerosync-walk run" and "aerosync-walk merge".
#pragma once

#include <QStringList>

namespace console {

/// Exit status; see WalkExit.
int walkRun(const QStringList &arguments);
/// Joins the JUnit, HTML and green files of all shards, each kind into one.
int walkMerge(const QStringList &arguments);

} // namespace console
