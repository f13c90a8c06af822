// SPDX-License-Identifier: GPL-3.0-or-later
// WakeWatch: notices that the machine slept, or that somebody set its clock.
#pragma once

#include "base/clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace console {

/// Timers count time that the machine is awake, the wall clock counts all of it: where the two part, timers are late by
/// that much.
class WakeWatch : public QObject
{
    Q_OBJECT
public:
    explicit WakeWatch(Clock clock, std::chrono::milliseconds every = std::chrono::seconds(5), QObject *parent = nullptr);
    static constexpr std::chrono::milliseconds notable{10'000};

Q_SIGNALS:
    void jumped(std::chrono::milliseconds by); ///< negative: the clock was set back

private:
    void look();
    Clock m_clock;
    QTimer m_timer;
    QDateTime m_wall;
    QElapsedTimer m_awake;
};

} // namespace console
