// SPDX-License-Identifier: GPL-3.0-or-later
// LaunchedWidget: everything of one launch: its own browser profile, host page, bridge and pop-ups, gone together.
#pragma once

#include "session/launchoptions.h"
#include "web/loadwatch.h"
#include "web/notegate.h"
#include "web/popupwindow.h"
#include "web/widgetpage.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QWebEngineView>

#include <memory>

class QWebChannel;
class QWebEngineDownloadRequest;
class QWebEngineNewWindowRequest;
class QWebEngineProfile;
class QWidget;

namespace console {

class RequestGuard;
class WidgetBridge;

class LaunchedWidget : public QObject
{
    Q_OBJECT
public:
    /// `stage`: the widget that the view is put into, and the pop-ups' owner.
    LaunchedWidget(const WidgetLaunch &launch, QWidget *stage);
    ~LaunchedWidget() override;

    void start();    ///< loads the host page; what goes wrong comes by broke(), not before the event loop
    /// Nothing is emitted or shown after this; the object may then be deleted later, off the page's own stack.
    void silence();
    bool eventFilter(QObject *watched, QEvent *event) override;
    const WidgetLaunch &launch() const { return m_launch; }
    QWebEngineView *view() const { return m_view; }
    QList<PopupWindow *> popups() const;
    void toggleTheme(const QString &theme);
    void openExternal(const QUrl &url);
    LoadWatch &watch() { return *m_watch; }

Q_SIGNALS:
    void message(const QString &origin, const QString &text, bool wasText);
    void callback(const QString &name, const QString &argumentsJson);
    void receivedUrl(const QUrl &url);
    void dataAsked(const QUrl &url);
    void deeplink(const QUrl &url);
    void note(console::LogEntry::Kind kind, console::LogEntry::Level level, const QString &title, const QString &detail);
    void broke(const console::Error &error);
    void stuck(const console::Error &error);
    void popupOpened(console::PopupWindow *popup);
    void popupClosed();

private:
    void makeProfile();
    void makePage(QWidget *stage);
    void addScripts();
    void connectBridge();
    void connectPage(WidgetPage *page);
    void frameAddress(const QUrl &url);
    void windowAsked(WidgetPage *opener, QWebEngineNewWindowRequest &request);
    bool isOwnLaunch(const WidgetPage *opener, const QUrl &url);
    PopupWindow *openPopup(const QString &title, const QRect &geometry);
    void popupFailed(const WidgetPage *page, const QUrl &url);
    void forget(PopupWindow *popup);
    void hostBroke(const QString &code, const QString &detail);
    void downloadAsked(QWebEngineDownloadRequest *download);
    void refused(const QUrl &url, const Error &error, bool asFrame);

    const WidgetLaunch m_launch;
    const QString m_callbackNonce, m_agentNonce;
    QPointer<QWidget> m_stage;
    NoteGate m_notes;
    LoadWatch *m_watch;
    // The page must die before its profile, or the engine warns "Expect troubles !"; see the destructor.
    std::unique_ptr<QWebEngineProfile> m_profile;
    RequestGuard *m_guard = nullptr;
    WidgetBridge *m_bridge = nullptr;
    QWebChannel *m_channel = nullptr;
    QPointer<QWebEngineView> m_view;
    QPointer<WidgetPage> m_page;
    QList<QPointer<PopupWindow>> m_popups;
    QList<QPointer<PopupWindow>> m_closing; // to be deleted a moment later, but never after the profile
    QPointer<WidgetPage> m_widgetPopup; // the SDK's own window, in system browser mode
    bool m_ownWindowUsed = false;
};

} // namespace console
