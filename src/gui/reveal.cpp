// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/reveal.h"

#include "store/settings.h"

namespace console {

Reveal::Reveal(Settings *settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer); // a coarse one may take 5 % longer, and the countdown would begin above the setting
    m_second.setInterval(1000);
    connect(&m_end, &QTimer::timeout, this, [this] {
        m_second.stop();
        Q_EMIT changed();
    });
    connect(&m_second, &QTimer::timeout, this, &Reveal::ticked);
}

int Reveal::seconds() const
{
    const int wanted = m_settings ? m_settings->value(Setting::RevealSeconds).toInt() : 30;
    return qBound(1, wanted, 600); // never for ever: masked is the normal state
}

int Reveal::secondsLeft() const
{
    return m_end.isActive() ? (m_end.remainingTime() + 999) / 1000 : 0;
}

void Reveal::on()
{
    const bool was = isOn();
    m_end.start(seconds() * 1000);
    m_second.start();
    if (!was)
        Q_EMIT changed();
}

void Reveal::off()
{
    if (!isOn())
        return;
    m_end.stop();
    m_second.stop();
    Q_EMIT changed();
}

void Reveal::toggle()
{
    isOn() ? off() : on();
}

} // namespace console
