// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps the browser from starting in this process at all.
#pragma once

#include "base/error.h"

#include <optional>

namespace console {

/// Chromium ends the whole process when it is started as root with its sandbox on; this says so before. Nothing: it
/// can start. Switching the sandbox off is for the person who starts the program, never for the program.
std::optional<Error> browserObstacle();

} // namespace console
