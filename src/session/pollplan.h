// SPDX-License-Identifier: GPL-3.0-or-later
// PollPlan: at which ages a job is asked for, from what is known of how long such jobs take.
#pragma once

#include "store/historyrows.h"

#include <QList>
#include <QString>

namespace console {

/// A value. An age is the time since the service accepted the job, or since it went on after a second factor.
///
/// The best plan for a law of durations balances the mean time from completion to its notice against requests: it asks
/// with a density near the root of the hazard, so rarely while nothing can be ready and often around the usual end. It
/// spends no more requests per job than a poll every 3 s would.
class PollPlan
{
public:
    static constexpr int enough = 5;   ///< usable durations; fewer tell nothing, and the default curve stands
    static constexpr int most = 200;   ///< the newest ones count; what was last year is another service
    static constexpr std::chrono::milliseconds shortest{500};  ///< between two polls of one job, give or take the jitter
    static constexpr std::chrono::milliseconds longest{15000};
    static constexpr std::chrono::milliseconds yardstick{3000};///< of the poll whose number of requests is not exceeded

    PollPlan();                                                ///< the default curve
    static PollPlan fromHistory(const QList<HistoryDuration> &newestFirst);
    /// Every second for ten seconds, then more and more rarely: for the few that find out how long jobs take here.
    static PollPlan scout();
    /// A plain interval, of any length: for tests, and for who wants one.
    static PollPlan fixed(std::chrono::milliseconds first, std::chrono::milliseconds interval);

    /// The age of the next poll, given the age at this one (0: acceptance). It may be called at any age: a poll that
    /// came for another reason (asked now, after sleep) replaces the planned one that it is nearer to.
    /// `behind` other jobs wait for this one's end, and each second of notice costs them too: the gaps after the first
    /// planned poll are divided by √(1 + behind).
    std::chrono::milliseconds nextAfter(std::chrono::milliseconds age, qsizetype behind = 0) const;
    /// How long to wait until then. `random` in [0, 1) shifts the poll by up to an eighth of the smaller of its two
    /// gaps, which costs below 1 % of the mean notice and keeps jobs that were started together apart.
    std::chrono::milliseconds delayAfter(std::chrono::milliseconds age, double random, qsizetype behind = 0) const;

    QList<std::chrono::milliseconds> ages() const { return m_ages; } ///< the planned ones; then gaps grow by a quarter, up to `longest`

private:
    void extend();
    QList<std::chrono::milliseconds> m_ages; // rising; ends where the gap is `m_last`, which goes on for ever
    std::chrono::milliseconds m_last = longest;
    std::chrono::milliseconds m_least = shortest;
};

/// `wait` give or take an eighth; `random` in [0, 1).
std::chrono::milliseconds jittered(std::chrono::milliseconds wait, double random);
/// After so many polls that failed in a row: `first`, twice that, and so on up to `longest`.
std::chrono::milliseconds backOff(int failures, std::chrono::milliseconds first, std::chrono::milliseconds longest);
/// While a person is needed: `first` for a minute, for who is there answers soon; then `longest`.
std::chrono::milliseconds personWait(std::chrono::milliseconds sinceAsked, std::chrono::milliseconds first, std::chrono::milliseconds longest);

} // namespace console
