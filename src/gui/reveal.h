// SPDX-License-Identifier: GPL-3.0-or-later
// Reveal: personal data may be seen for a short time, then it is masked again by itself.
#pragma once

#include "session/redactor.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace console {

class EventLog;
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
    /// What is known of the person stands in other texts, too: in descriptions, in raw answers.
    void setRedactor(RedactorNow redactor) { m_redactor = std::move(redactor); }
    const RedactorNow &redactor() const { return m_redactor; } ///< empty: only shapes and names of fields tell
    /// Such a text as it is shown now.
    QString shown(const QString &words) const;

public Q_SLOTS:
    void on();
    void off();
    void toggle();

Q_SIGNALS:
    void changed();  ///< on or off
    void ticked();   ///< a second passed while on
    /// A person wanted to see it: all of it, or the named field; 0 s: it was copied in clear.
    void began(const QString &field, int seconds);

private:
    Settings *m_settings;
    QTimer m_end;
    QTimer m_second;
    RedactorNow m_redactor;
};

/// That personal data was revealed stands in the time line; what was revealed does not. `where`: the kind of place.
void noteReveal(EventLog *log, const QString &where, int seconds);

/// A description without the numbers in it, and without what `redactor` knows of people.
QString maskedWords(const QString &words, const RedactorNow &redactor);

} // namespace console
