// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/clock.h"

#include <QDateTime>
#include <QElapsedTimer>

namespace simulator {

namespace {

/// Steady: a change of the system's clock must not end a job or a token.
Clock::Source steadyTime()
{
    QElapsedTimer timer;
    timer.start();
    const qint64 start = QDateTime::currentMSecsSinceEpoch();
    return [timer, start] { return start + timer.elapsed(); };
}

} // namespace

Clock::Clock(Source real, double speed) : m_real(real ? std::move(real) : steadyTime()), m_speed(speed)
{
    restart();
}

qint64 Clock::now() const
{
    return m_start + static_cast<qint64>(static_cast<double>(m_real() - m_realStart) * m_speed) + m_advanced;
}

void Clock::setSpeed(double speed)
{
    m_start = now() - m_advanced;
    m_realStart = m_real();
    m_speed = speed;
}

void Clock::restart()
{
    m_realStart = m_real();
    m_start = m_realStart;
    m_advanced = 0;
}

} // namespace simulator
