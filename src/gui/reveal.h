// SPDX-License-Identifier: GPL-3.0-or-later
// Reveal: personal data may be seen for a short time, then it is masked again by itself.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace console {

class Settings;

/// Off is the normal state. The time is Setting::RevealSeconds, read at each reveal.
class Reveal : public QObject
{
    Q_OBJECT
public:
    explicit Reveal(Settings *settings, QObject *parent = nullptr);
    bool isOn() const { return m_end.isActive(); }
    int secondsLeft() const;   ///< 0 when off
    int seconds() const;       ///< how long a reveal lasts, s

public Q_SLOTS:
    void on();
    void off();
    void toggle();

Q_SIGNALS:
    void changed();  ///< on or off
    void ticked();   ///< a second passed while on

private:
    Settings *m_settings;
    QTimer m_end;
    QTimer m_second;
};

} // namespace console
