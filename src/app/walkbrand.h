// SPDX-License-Identifier: GPL-3.0-or-later
// walkBrand: `aerosync-walk brand`: the brand lab for CI.
#pragma once

#include <QStringList>

namespace console {

/// Runs it with what stands behind “brand” on the command line; the program's exit status (WalkExit).
int walkBrand(const QStringList &arguments);

} // namespace console
