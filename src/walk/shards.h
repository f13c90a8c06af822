// SPDX-License-Identifier: GPL-3.0-or-later
// Shards: which walks this machine runs, without asking the others: the same everywhere from the same files and durations.
#pragma once

#include "walk/greenruns.h"
#include "walk/walk.h"

namespace console {

struct Shard { int number = 1, of = 1; };  ///< 1 …

/// "2/5", 1 …; for Kubernetes' Indexed Jobs: `completionIndex` (0 …) with "--shard job/5". Errors: Input.
Result<Shard> shardFrom(const QString &word, const QString &completionIndex);
/// The longest first, each to the shard that has least; ties by id, so that all machines agree. The order of `cases` is kept.
QList<WalkCase> shardOf(const QList<WalkCase> &cases, const Shard &shard, const GreenRuns &green, const QString &environment);
/// Of all ids together: shards of one plan fit each other.
QString planOf(const QList<WalkCase> &cases);

} // namespace console
