// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one step of a walk file.
#pragma once

#include "walk/walknode.h"

namespace console {

struct ReadStep {
    WalkStep step;                    ///< its name is empty where the file gives none
    QString block = {};               ///< "do": put its steps here
    std::optional<WalkNode> with = {};
    std::optional<WalkNode> when = {};
    bool isDo() const { return !block.isEmpty(); }
};

/// Nothing: it cannot be used; what is wrong is told by the node in any case.
std::optional<ReadStep> readStep(const WalkNode &node);

} // namespace console
