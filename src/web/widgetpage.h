// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetPage: a page that can go nowhere and ask for nothing: the host page, or a bank's pop-up.
#pragma once

#include "session/eventlog.h"

#include <QWebEngineCertificateError>
#include <QWebEngineFullScreenRequest>
#include <QWebEnginePage>

namespace console {

class WidgetPage : public QWebEnginePage
{
    Q_OBJECT
public:
    enum class Role {
        Host, ///< set from memory once, then its top frame never moves
        Popup ///< walks the web as the request guard allows
    };
    /// `deeplink`: the launch's option; an address that begins with it is an event, not a navigation.
    WidgetPage(Role role, QWebEngineProfile *profile, const QString &deeplink, QObject *parent);

    /// Host only, once.
    void show(const QString &html, const QUrl &baseUrl);
    bool isHost() const { return m_role == Role::Host; }
    /// May a new window begin with this address? A deep link is an event instead; what is refused is listed.
    bool mayOpen(const QUrl &url);

Q_SIGNALS:
    void deeplinkSeen(const QUrl &url);
    void consoleSaid(const QString &text);
    void renderProcessEnded(const QString &how);
    void note(console::LogEntry::Kind kind, console::LogEntry::Level level, const QString &title, const QString &detail);

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;
    void javaScriptAlert(const QUrl &origin, const QString &text) override;
    bool javaScriptConfirm(const QUrl &origin, const QString &text) override;
    bool javaScriptPrompt(const QUrl &origin, const QString &text, const QString &preset, QString *result) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles, const QStringList &types) override;

private:
    static QString endOfProcess(RenderProcessTerminationStatus status, int code); ///< in words
    void refuse(const QString &title, const QString &detail);
    void setUp();
    void refusePermissions();
    void refuseFeature(const QUrl &origin, Feature feature);
    bool isDeeplink(const QUrl &url);
    bool mayNavigate(const QUrl &url, bool isMainFrame);
    Role m_role;
    QString m_deeplink;
    bool m_beingSet = false; // setHtml passes acceptNavigationRequest too
};

} // namespace console
