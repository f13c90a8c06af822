// SPDX-License-Identifier: GPL-3.0-or-later
// Checks what the verbs of a step are given: targets, launch options, expectations, calls, orders for the simulator.
#pragma once

#include "walk/walknode.h"

namespace console {

/// "15 s", "500 ms", "2 min", "1 h"; nothing where it is none: the node says so.
std::optional<std::chrono::milliseconds> durationOf(const WalkNode &node);
/// {"role","text","field","in"}, or a text alone.
Target targetOf(const WalkNode &node);
WalkDetour detourOf(const WalkNode &node);

/// The object of that verb; what is wrong is told.
void checkArgs(WalkStep::Verb verb, const WalkNode &args);
/// The names of variables that a Set or Call step makes.
QStringList namesSetBy(const WalkStep &step);

} // namespace console
