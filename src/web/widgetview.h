// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetView: the real widget on the stage: one isolated browser profile per launch, destroyed after use.
#pragma once

#include "session/eventlog.h"
#include "session/launchoptions.h"

#include <QPointer>
#include <QWidget>

#include <chrono>

class QVBoxLayout;
class QWebEngineView;

namespace console {

class LaunchedWidget;
class LinkFlow;
class PopupWindow;

/// Shows nothing until the first `open`; no WebEngine object exists before that (start-up time).
class WidgetView : public QWidget
{
    Q_OBJECT
public:
    explicit WidgetView(QWidget *parent = nullptr);
    ~WidgetView() override;

    /// Connects both ways: launches and ends from the flow, messages and mishaps to it.
    void attach(LinkFlow *flow);

    void open(const WidgetLaunch &launch); ///< ends what was open
    void close();                          ///< page, pop-ups and profile are destroyed; safe at any time
    bool isOpen() const;
    QString launchId() const;
    QWebEngineView *view() const;          ///< nullptr while closed; for the driver and tests
    QList<PopupWindow *> popups() const;
    /// The SDK's toggleTheme ("light" | "dark"), live for the embedded view.
    void toggleTheme(const QString &theme);
    /// Opens an OAuth address in a pop-up of this launch's profile (handleOAuthManually).
    void openExternal(const QUrl &url);
    void reload();                         ///< the same launch again, in a new profile
    /// How large a CSS pixel of the widget's page is; kept for later launches. 1: as large as ours.
    void setZoom(qreal zoom);
    /// How long the widget's page may take to answer, and then to say something. For tests.
    void setLoadLimits(std::chrono::milliseconds answer, std::chrono::milliseconds silence);

Q_SIGNALS:
    void opened(const QString &launchId);
    void closed(const QString &launchId);
    void message(const QString &launchId, const QString &origin, const QString &text, bool wasText);
    void callback(const QString &launchId, const QString &name, const QString &argumentsJson);
    void receivedUrl(const QString &launchId, const QUrl &url);
    /// A script of the widget's pages asks something of a server; see PageEvidence::ended for whether that came to an end.
    void dataAsked(const QString &launchId, const QUrl &url);
    void deeplink(const QString &launchId, const QUrl &url);
    void note(const QString &launchId, console::LogEntry::Kind kind, console::LogEntry::Level level, const QString &title,
              const QString &detail);
    void broke(const QString &launchId, const console::Error &error);
    void stuck(const QString &launchId, const console::Error &error);
    void popupOpened(console::PopupWindow *popup);
    void popupClosed();

private:
    void connectLaunch();
    QPointer<LaunchedWidget> m_launched;
    QVBoxLayout *m_layout;
    qreal m_zoom = 1;
    std::chrono::milliseconds m_answerLimit{30000}, m_silenceLimit{20000};
};

} // namespace console
