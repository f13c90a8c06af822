// SPDX-License-Identifier: GPL-3.0-or-later
// somebody: a new person who does not exist, for panes and walks that must not link for anybody else.
#pragma once

#include "api/types.h"

namespace console {

/// A number of nobody's (555-01xx) and an address of example.com; nobody comes twice in a run of the program.
UserDetails somebody(const QString &firstName, const QString &lastName);

} // namespace console
