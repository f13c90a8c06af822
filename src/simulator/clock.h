// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's own time: real time, made faster by a factor, plus what a tester added.
#pragma once

#include <QtGlobal>

#include <functional>

namespace simulator {

class Clock {
public:
    /// Real time in milliseconds since 1970 UTC. Tests give their own.
    using Source = std::function<qint64()>;

    explicit Clock(Source real = {}, double speed = 1.0);

    /// Simulated time in milliseconds since 1970 UTC. Starts at the real time of construction.
    qint64 now() const;
    double speed() const { return m_speed; }
    qint64 advanced() const { return m_advanced; }

    void advance(qint64 milliseconds) { m_advanced += milliseconds; }
    /// Changes the factor from now on, without a jump.
    void setSpeed(double speed);
    /// Goes back to real time.
    void restart();

private:
    Source m_real;
    double m_speed;
    qint64 m_realStart = 0;
    qint64 m_start = 0;
    qint64 m_advanced = 0;
};

} // namespace simulator
