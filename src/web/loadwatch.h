// SPDX-License-Identifier: GPL-3.0-or-later
// LoadWatch: finds out that the widget's page did not load, which the engine does not say of an iframe.
#pragma once

#include "api/environment.h"
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

    void begin();                                ///< the host page is on its way
    void started();                              ///< the SDK asked for the widget's page
    void asked(const QUrl &frame);               ///< a frame's document is fetched: where a redirect leads
    void heard(const QString &origin);           ///< a message came
    void saw(const FrameState &state);
    void consoleSaid(const QString &text);
    void refused(const QUrl &url, const Error &error);
    void pageFailed();                           ///< a top-level widget page (system browser) did not load

Q_SIGNALS:
    /// At most once per launch: there is nothing to show. Its code is what refused the page: "frame-ancestors",
    /// "X-Frame-Options", "mixed-content"; empty for anything else. Kind Timeout, or `unreachable`: nobody answered.
    void broke(const console::Error &error);
    /// The page is there, but nothing comes of it: it may yet, so it stays.
    void stuck(const console::Error &error);

private:
    enum class Phase { Nothing, Asked, Begun, Loaded };
    void end(Error error);
    void judgeLoaded(const FrameState &state);
    void noAnswer();
    void stillSilent();
    Environment m_environment;
    QString m_widgetOrigin;
    QStringList m_origins;          // where the widget's document comes from; more than one after a redirect
    Phase m_phase = Phase::Nothing;
    QTimer m_answer;    // from the host page to the widget's loaded document
    QTimer m_silence;   // from the loaded document to the first message
    QTimer m_failure;   // the engine's error page is there; the reason may come a moment later
    std::optional<Error> m_refusal;
    FrameState m_last;
    bool m_spoke = false;
    bool m_ended = false;
};

} // namespace console
