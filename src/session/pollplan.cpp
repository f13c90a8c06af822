// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pollplan.h"

#include "session/durationfit.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace console {

namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr double inSeconds(milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

// Without a history: one early look (quick jobs; a second factor is often asked for at once), then what is best for
// durations around 9 s of any spread. Searched for by computer: with the first look at 2 s, the least mean notice for the
// widest of log-normals of median 9 s and deviation 0.2, 0.35 and 0.5 at no more requests than a poll every 3 s makes.
// It is 0.82, 0.86 and 0.97 of that poll's; so the widest allows no second early look. The unit test computes it again.
constexpr milliseconds defaultAges[] = {2000ms, 7100ms, 9700ms, 12000ms, 14300ms, 16600ms, 18300ms};

constexpr double aim = 0.98;          // of the yardstick's requests: a plan from 50 jobs is not exact
constexpr double quickBudget = 1.3;   // requests per job that quick jobs may cost: with exactly one, it would come after 3 s
constexpr double disagreement = 1.04; // how far one measure of a budget may exceed it, if the other makes up for it
constexpr double politeBudget = 20;   // a long job is not asked for more often than that, where `longest` allows
constexpr double unlike = 1;           // so many jobs that were unlike all others are added to every history
constexpr double farthestAge = 3600;     // seconds; beyond, every plan is in its last gap

/// What the best plan is computed on: a grid of ages, and there the law of durations that is believed in.
struct Grid {
    std::vector<double> age;
    std::vector<double> above;  // the share of jobs that take longer
    std::vector<double> waited; // the time that an average job has been complete by then: the integral of 1 - above
};

Grid gridOf(const LogNormal &law, qsizetype jobs)
{
    // The next job may be like none before. Without this the plan would be sure after the last likely age, and rest.
    const LogNormal wide{law.mu, law.sigma + 0.8};
    const double doubt = unlike / (static_cast<double>(jobs) + unlike);
    const double end = std::clamp(std::exp(law.mu + 3 * law.sigma), 2 * inSeconds(PollPlan::longest), farthestAge);
    Grid grid{{0}, {1}, {0}};
    while (grid.age.back() < end) {
        const double before = grid.age.back();
        const double age = before + std::clamp(before * 0.015, 0.05, 1.0); // a poll's place matters against its gap only
        const double above = (1 - doubt) * law.above(age) + doubt * wide.above(age);
        grid.waited.push_back(grid.waited.back() + (age - before) * (1 - (above + grid.above.back()) / 2));
        grid.age.push_back(age);
        grid.above.push_back(above);
    }
    return grid;
}

/// The plan of least mean (time to notice + price × requests), by dynamic programming from the last age to the first.
/// The cost is a Monge array, so that the best next poll never moves back while the age goes forward: a bound.
std::vector<double> cheapest(const Grid &grid, double price)
{
    const std::size_t n = grid.age.size();
    std::vector<double> cost(n, 0);
    std::vector<std::size_t> next(n, n - 1);
    cost[n - 1] = 3 * price * grid.above[n - 1];
    std::size_t near = n - 1; // the first age that is far enough
    for (std::size_t i = n - 1; i-- > 0;) {
        while (near > i + 1 && grid.age[near - 1] >= grid.age[i] + inSeconds(PollPlan::shortest))
            --near;
        double best = INFINITY;
        for (std::size_t j = near; j <= std::max(near, next[i + 1]); ++j) {
            const double gap = grid.age[j] - grid.age[i];
            if (gap > inSeconds(PollPlan::longest) && j > near)
                break;
            const double notice = grid.waited[j] - grid.waited[i] - (1 - grid.above[i]) * gap;
            if (notice + cost[j] < best) {
                best = notice + cost[j];
                next[i] = j;
            }
        }
        cost[i] = best + price * grid.above[i];
    }
    std::vector<double> ages;
    for (std::size_t i = next[0]; ages.empty() || ages.back() < grid.age[i]; i = next[i])
        ages.push_back(grid.age[i]);
    return ages;
}

/// Requests per job, against what may be spent: the mean of what the law expects and of what the very jobs would have
/// cost that it was made from, which may obey no log-normal law (two kinds in one).
class Budget
{
public:
    Budget(const LogNormal &law, const QList<HistoryDuration> &history) : m_law(law)
    {
        const double interval = inSeconds(PollPlan::yardstick);
        double requests = 1;
        for (double age = interval; requests < politeBudget && law.above(age) > 1e-4; age += interval)
            requests += law.above(age);
        m_byLaw = allowed(requests);
        requests = 0;
        for (const HistoryDuration &duration : history) {
            for (const double part : {1.0 / 6, 3.0 / 6, 5.0 / 6}) {
                m_jobs.push_back(inSeconds(duration.atLeast) + part * inSeconds(duration.atMost - duration.atLeast));
                requests += std::max(1.0, std::ceil(m_jobs.back() / interval));
            }
        }
        m_byJobs = allowed(requests / static_cast<double>(m_jobs.size()));
    }
    bool allows(const std::vector<double> &ages) const
    {
        double byLaw = 1, byJobs = 0;
        for (const double age : ages)
            byLaw += m_law.above(age);
        for (const double job : m_jobs)
            byJobs += 1 + static_cast<double>(std::lower_bound(ages.begin(), ages.end(), job) - ages.begin());
        byJobs /= static_cast<double>(m_jobs.size());
        const double law = byLaw / m_byLaw, jobs = byJobs / m_byJobs;
        return law + jobs <= 2 && std::max(law, jobs) <= disagreement;
    }

private:
    static double allowed(double yardstick) { return std::min(std::max(aim * yardstick, quickBudget), politeBudget); }
    LogNormal m_law;
    std::vector<double> m_jobs; // seconds
    double m_byLaw = 0, m_byJobs = 0;
};

/// Between two plans, poll by poll; both keep their bounds, so this does.
std::vector<double> blend(const std::vector<double> &one, const std::vector<double> &other, double part)
{
    std::vector<double> ages;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
        ages.push_back(one[i] + (other[i] - one[i]) * part);
    return ages;
}

/// The best plan that just keeps the budget: first the price of a request is searched for; and as plans change by leaps
/// with it, then the place between the last that can be paid and the first that cannot.
std::vector<double> affordable(const Grid &grid, const Budget &budget)
{
    double low = std::log(1e-3), high = std::log(1e3);
    std::vector<double> dear, best = cheapest(grid, std::exp(high));
    if (!budget.allows(best))
        return best; // long jobs: `longest` will have it so
    for (int round = 0; round < 12; ++round) {
        const double middle = (low + high) / 2;
        std::vector<double> ages = cheapest(grid, std::exp(middle));
        const bool allowed = budget.allows(ages);
        (allowed ? high : low) = middle;
        (allowed ? best : dear) = std::move(ages);
    }
    double part = 0;
    for (double step = 0.5; step > 0.05 && !dear.empty(); step /= 2) {
        if (budget.allows(blend(best, dear, part + step)))
            part += step;
    }
    return part > 0 ? blend(best, dear, part) : best;
}

} // namespace

PollPlan::PollPlan() : m_ages(std::begin(defaultAges), std::end(defaultAges))
{
    extend();
}

PollPlan PollPlan::scout()
{
    PollPlan plan;
    plan.m_ages.clear();
    for (milliseconds age = 1s; age <= 10s; age += 1s)
        plan.m_ages.append(age);
    plan.extend();
    return plan;
}

PollPlan PollPlan::fromHistory(const QList<HistoryDuration> &newestFirst)
{
    const QList<HistoryDuration> history = usableDurations(newestFirst, most);
    PollPlan plan;
    if (history.size() < enough)
        return plan;
    const LogNormal law = fitDurations(history);
    plan.m_ages.clear();
    for (const double age : affordable(gridOf(law, history.size()), Budget(law, history)))
        plan.m_ages.append(milliseconds(std::llround(age * 1000)));
    plan.extend();
    return plan;
}

PollPlan PollPlan::fixed(milliseconds first, milliseconds interval)
{
    PollPlan plan;
    plan.m_last = std::max(interval, 1ms);
    plan.m_ages = {std::max(first, 1ms)};
    plan.m_least = std::min({plan.m_last, plan.m_ages.first(), shortest});
    return plan;
}

/// A job that is not complete when all of its kind were is asked for less and less often.
void PollPlan::extend()
{
    milliseconds gap = m_ages.last() - m_ages.value(m_ages.size() - 2);
    while (gap < m_last) {
        gap = std::min(gap * 5 / 4 + 1ms, m_last);
        m_ages.append(m_ages.last() + gap);
    }
}

milliseconds PollPlan::nextAfter(milliseconds age, qsizetype behind) const
{
    age = std::clamp(age, 0ms, milliseconds(24h * 365));
    auto planned = std::upper_bound(m_ages.cbegin(), m_ages.cend(), age);
    milliseconds next, gap;
    if (planned != m_ages.cend()) {
        next = *planned;
        gap = planned == m_ages.cbegin() ? next : next - *(planned - 1);
    } else {
        next = m_ages.last() + ((age - m_ages.last()) / m_last + 1) * m_last;
        gap = m_last;
    }
    // This poll came a little early (jitter, asked now): it was the planned one.
    if (next - age < gap / 2)
        next = planned != m_ages.cend() && planned + 1 != m_ages.cend() ? *(planned + 1) : next + m_last;
    if (behind > 0 && next > m_ages.first())
        next = age + milliseconds(std::llround(static_cast<double>((next - age).count()) / std::sqrt(1.0 + static_cast<double>(behind))));
    return std::clamp(next, age + m_least, age + std::max(m_last, m_ages.first()));
}

milliseconds PollPlan::delayAfter(milliseconds age, double random, qsizetype behind) const
{
    const milliseconds next = nextAfter(age, behind);
    const milliseconds room = std::min(next - age, nextAfter(next, behind) - next);
    return next - age + (jittered(room, random) - room);
}

milliseconds jittered(milliseconds wait, double random)
{
    return wait + milliseconds(std::llround((std::clamp(random, 0.0, 1.0) * 2 - 1) / 8 * static_cast<double>(wait.count())));
}

milliseconds backOff(int failures, milliseconds first, milliseconds longest)
{
    return std::min(first * (1 << std::clamp(failures - 1, 0, 10)), std::max(first, longest));
}

milliseconds personWait(milliseconds sinceAsked, milliseconds first, milliseconds longest)
{
    return sinceAsked < 1min ? first : std::max(first, longest);
}

} // namespace console
