// SPDX-License-Identifier: GPL-3.0-or-later
// Repair: the one button that mends an error, chosen from the error's kind.
#pragma once

#include "base/error.h"

namespace console {

enum class RepairKind { Retry, Keys, Unlock, Options, Environments };

struct Repair {
    RepairKind kind;
    QString text; ///< a verb: "Enter keys…"
};

/// `locked`: production is chosen and not unlocked.
Repair repairFor(const Error &error, bool locked);

} // namespace console
