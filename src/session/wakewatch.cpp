// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/wakewatch.h"

namespace console {

WakeWatch::WakeWatch(Clock clock, std::chrono::milliseconds every, QObject *parent)
    : QObject(parent), m_clock(std::move(clock)), m_wall(m_clock())
{
    m_awake.start();
    connect(&m_timer, &QTimer::timeout, this, &WakeWatch::look);
    m_timer.start(every);
}

void WakeWatch::look()
{
    const QDateTime wall = m_clock();
    const std::chrono::milliseconds apart(m_wall.msecsTo(wall) - m_awake.restart());
    m_wall = wall;
    if (apart > notable || apart < -notable)
        Q_EMIT jumped(apart);
}

} // namespace console
