// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/reveal.h"

#include "session/eventlog.h"
#include "session/mask.h"
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

void noteReveal(EventLog *log, const QString &where, int seconds)
{
    log->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, Reveal::tr("personal data revealed"),
                 seconds > 0 ? Reveal::tr("%1, for %2 s").arg(where).arg(seconds) : Reveal::tr("%1, copied in clear").arg(where));
}

QString maskedWords(const QString &words, const RedactorNow &redactor)
{
    return redactor ? redactor().text(maskedWords(words)) : maskedWords(words);
}

QString Reveal::shown(const QString &words) const
{
    return isOn() ? words : maskedWords(words, m_redactor);
}

void Reveal::on()
{
    const bool was = isOn();
    m_end.start(seconds() * 1000);
    m_second.start();
    if (was)
        return;
    Q_EMIT changed();
    Q_EMIT began({}, seconds());
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
