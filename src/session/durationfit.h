// SPDX-License-Identifier: GPL-3.0-or-later
// A log-normal law of how long jobs take, fitted to what polls saw of them.
#pragma once

#include "store/historyrows.h"

namespace console {

/// Of a duration in seconds: its logarithm is normal.
struct LogNormal {
    double mu = 0;     ///< exp(mu): half of the jobs take no longer, seconds
    double sigma = 1;
    double above(double seconds) const; ///< the share that takes longer
};

/// Polls tell only bounds: at `atLeast` the job still ran, at `atMost` it was complete. What tells nothing is left out
/// (bounds that contradict each other, no end, longer than a day), and of the rest only the first `limit` are kept.
QList<HistoryDuration> usableDurations(const QList<HistoryDuration> &durations, int limit);

/// The most likely law, given bounds. Few of them move it only part of the way from what is usual (9 s); a few that are
/// far from all others do not move it. Deterministic; 200 bounds take well below a millisecond.
LogNormal fitDurations(const QList<HistoryDuration> &usable);

} // namespace console
