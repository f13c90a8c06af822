// SPDX-License-Identifier: GPL-3.0-or-later
// LoadWatch: finds out that the widget's page did not load, which the engine does not say of an iframe.
#pragma once

#include "api/environment.h"
#include "session/eventlog.h"
#include "web/framestate.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace console {

/// What is known of a frame's fate comes from four sides: the engine's console (frame-ancestors), the request
/// guard (refused hosts), the agent in the frame (the engine's own error page is "chrome-error:"; a page without
/// any script cannot be the widget), and silence.
class LoadWatch : public QObject
{
    Q_OBJECT
public:
    LoadWatch(const Environment &environment, QObject *parent);
    void setLimits(std::chrono::milliseconds answer, std::chrono::milliseconds silence);

    void started();                              ///< the SDK asked for the widget's page
    void heard(const QString &origin);           ///< a message came
    void saw(const FrameState &state);
    void consoleSaid(const QString &text);
    void refused(const QUrl &url, const Error &error);
    void pageFailed();                           ///< a top-level widget page (system browser) did not load

Q_SIGNALS:
    /// At most once per launch.
    void broke(const console::Error &error);
    void note(console::LogEntry::Kind kind, console::LogEntry::Level level, const QString &title, const QString &detail);

private:
    void end(const QString &message, const QString &advice, Error::Kind kind = Error::Kind::Web);
    void judgeLoaded(const FrameState &state);
    void noAnswer();
    void stillSilent();
    Environment m_environment;
    QString m_widgetOrigin;
    QTimer m_answer;    // from the request to the first document
    QTimer m_silence;   // from the loaded document to the first message
    QTimer m_failure;   // the engine's error page is there; the reason may come a moment later
    std::optional<Error> m_refusal;
    FrameState m_last;
    bool m_spoke = false;
    bool m_ended = false;
};

} // namespace console
