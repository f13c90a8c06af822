// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's own time: real time, made faster by a factor, plus what a tester added.
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace simulator {

/// A moment of ISO 8601 ("2026-01-15T12:00:00Z", "2026-01-15"; without a zone it is UTC) in milliseconds since
/// 1970 UTC. Nothing for any other text, and outside the years 2000 to 2099.
std::optional<qint64> momentOf(const QString &iso);

/// Above zero, and small enough that one real second is not a decade.
bool isSpeed(double speed);
constexpr double greatestSpeed = 1'000'000;

class Clock {
public:
    /// Real time in milliseconds since 1970 UTC. Tests give their own.
    using Source = std::function<qint64()>;

    /// Without `start` it begins at the real time of construction.
    explicit Clock(Source real = {}, double speed = 1.0, std::optional<qint64> start = {});

    /// Simulated time in milliseconds since 1970 UTC. It stands still at furthest().
    qint64 now() const;
    double speed() const { return m_speed; }
    qint64 advanced() const { return m_advanced; }
    /// Ten years from where it began: a bank's history is counted from there, so its cost must have an end.
    qint64 furthest() const;

    void advance(qint64 milliseconds) { m_advanced += milliseconds; }
    /// Changes the factor from now on, without a jump.
    void setSpeed(double speed);
    /// Begins anew, at the first speed: at `start`, else where it began first.
    void restart(std::optional<qint64> start = {});

private:
    Source m_real;
    double m_speed, m_firstSpeed;
    std::optional<qint64> m_firstStart;
    qint64 m_realStart = 0;
    qint64 m_begin = 0;
    qint64 m_start = 0;
    qint64 m_advanced = 0;
};

} // namespace simulator
