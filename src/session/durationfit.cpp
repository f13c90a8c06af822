// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/durationfit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace console {

namespace {

using namespace std::chrono_literals;

// What is usual, as one more opinion beside the data: weak in the median (a factor of 4.5 is one deviation), firmer in
// the spread, of which a handful of wide bounds says nothing.
constexpr double usualSeconds = 9, usualMuDeviation = 1.5;
constexpr double usualSigma = 0.4, usualLogSigmaDeviation = 0.5;
// One job in 25 may be of quite another kind (a slow day, a second factor, the laptop's lid): it costs the fit a
// constant instead of dragging it along.
constexpr double strangers = 0.04, strangersSigma = 2;
constexpr double leastSigma = 0.05, mostSigma = 2;

double density(double z)
{
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

double normalAbove(double z)
{
    return std::erfc(z / std::numbers::sqrt2) / 2;
}

/// P(a < Z ≤ b), without the cancellation of two numbers near 1.
double between(double a, double b)
{
    return a > 0 ? normalAbove(a) - normalAbove(b) : normalAbove(-b) - normalAbove(-a);
}

struct Bounds {
    double a, b;      // logarithms of seconds; a may be -infinity
    double strange;   // the probability of these bounds for a job of another kind
};

struct Slope {
    double value = 0;                 // of the log posterior
    double mu = 0, logSigma = 0;      // its gradient
    double mm = 0, ms = 0, ss = 0;    // outer products of the scores, and the prior's precision: stands for -Hessian
};

std::vector<Bounds> bounds(const QList<HistoryDuration> &usable)
{
    std::vector<Bounds> all;
    for (const HistoryDuration &duration : usable) {
        const double most = static_cast<double>(duration.atMost.count()) / 1000;
        // A job that was seen complete to the millisecond is still not known better than the clocks and the network are.
        const double least = std::min(static_cast<double>(duration.atLeast.count()) / 1000, most * 0.98);
        Bounds one{least > 0 ? std::log(least) : -std::numeric_limits<double>::infinity(), std::log(most), 0};
        const double middle = std::log(usualSeconds);
        one.strange = between((one.a - middle) / strangersSigma, (one.b - middle) / strangersSigma);
        all.push_back(one);
    }
    return all;
}

Slope slopeAt(const std::vector<Bounds> &all, double mu, double logSigma)
{
    const double sigma = std::exp(logSigma);
    const double dm = (mu - std::log(usualSeconds)) / usualMuDeviation;
    const double ds = (logSigma - std::log(usualSigma)) / usualLogSigmaDeviation;
    Slope slope{-(dm * dm + ds * ds) / 2, -dm / usualMuDeviation, -ds / usualLogSigmaDeviation,
                1 / (usualMuDeviation * usualMuDeviation), 0, 1 / (usualLogSigmaDeviation * usualLogSigmaDeviation)};
    for (const Bounds &one : all) {
        const double za = (one.a - mu) / sigma, zb = (one.b - mu) / sigma;
        const double da = density(za), db = density(zb);
        const double likely = (1 - strangers) * between(za, zb) + strangers * one.strange + 1e-300;
        const double share = (1 - strangers) / likely;
        const double m = share * (da - db) / sigma;
        const double s = share * ((da > 0 ? za * da : 0) - (db > 0 ? zb * db : 0));
        slope.value += std::log(likely);
        slope.mu += m;
        slope.logSigma += s;
        slope.mm += m * m;
        slope.ms += m * s;
        slope.ss += s * s;
    }
    return slope;
}

/// Where the search begins: median and quartiles of the bounds' middles.
LogNormal firstGuess(const QList<HistoryDuration> &usable)
{
    std::vector<double> middles;
    for (const HistoryDuration &duration : usable)
        middles.push_back(std::log(static_cast<double>(duration.atLeast.count() + duration.atMost.count()) / 2000));
    std::sort(middles.begin(), middles.end());
    const std::size_t n = middles.size();
    const double quartiles = middles[n * 3 / 4] - middles[n / 4];
    return {middles[n / 2], std::clamp(quartiles / 1.35, 0.2, 1.5)};
}

} // namespace

double LogNormal::above(double seconds) const
{
    return seconds > 0 ? normalAbove((std::log(seconds) - mu) / sigma) : 1;
}

QList<HistoryDuration> usableDurations(const QList<HistoryDuration> &durations, int limit)
{
    QList<HistoryDuration> usable;
    for (const HistoryDuration &duration : durations) {
        if (usable.size() >= limit)
            break;
        const std::chrono::milliseconds least = std::max(duration.atLeast, 0ms);
        if (duration.atMost > 0ms && least <= duration.atMost && duration.atMost <= 24h)
            usable.append({least, duration.atMost});
    }
    return usable;
}

LogNormal fitDurations(const QList<HistoryDuration> &usable)
{
    if (usable.isEmpty())
        return {std::log(usualSeconds), usualSigma};
    const std::vector<Bounds> all = bounds(usable);
    const LogNormal guess = firstGuess(usable);
    double mu = guess.mu, logSigma = std::log(guess.sigma);
    Slope here = slopeAt(all, mu, logSigma);
    for (int round = 0; round < 30; ++round) {
        // Newton's step with the scores' outer products for the curvature: always uphill, two derivatives less.
        const double determinant = here.mm * here.ss - here.ms * here.ms;
        double stepMu = std::clamp((here.ss * here.mu - here.ms * here.logSigma) / determinant, -1.0, 1.0);
        double stepSigma = std::clamp((here.mm * here.logSigma - here.ms * here.mu) / determinant, -0.7, 0.7);
        Slope there;
        int halvings = 0;
        for (; halvings < 12; ++halvings, stepMu /= 2, stepSigma /= 2) {
            there = slopeAt(all, mu + stepMu, std::clamp(logSigma + stepSigma, std::log(leastSigma), std::log(mostSigma)));
            if (there.value >= here.value)
                break;
        }
        if (halvings == 12)
            break;
        mu += stepMu;
        logSigma = std::clamp(logSigma + stepSigma, std::log(leastSigma), std::log(mostSigma));
        here = there;
        if (std::abs(stepMu) < 1e-4 && std::abs(stepSigma) < 1e-4)
            break;
    }
    return {mu, std::exp(logSigma)};
}

} // namespace console
