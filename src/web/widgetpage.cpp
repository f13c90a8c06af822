// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/widgetpage.h"

#include "api/environment.h"
#include "session/widgetevent.h"

#include <QMetaEnum>
#include <QWebEngineClientCertificateSelection>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineQuotaRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>
#include <QWebEngineSettings>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype consoleTextLimit = 24 * 1024; // characters; more than the log looks at, so that it knows that more was cut off

// The origin is enough to know who it was; the rest of an address may hold a token.
QString originText(const QUrl &url)
{
    const QString origin = originOf(url);
    return origin.isEmpty() ? url.scheme() + u':' : origin;
}

} // namespace

WidgetPage::WidgetPage(Role role, QWebEngineProfile *profile, const QString &deeplink, QObject *parent)
    : QWebEnginePage(profile, parent), m_role(role), m_deeplink(deeplink)
{
    setUp();
    refusePermissions();
}

void WidgetPage::setUp()
{
    QWebEngineSettings *s = settings();
    using S = QWebEngineSettings;
    for (const auto off : {S::PluginsEnabled, S::LocalContentCanAccessFileUrls, S::LocalContentCanAccessRemoteUrls,
                           S::PdfViewerEnabled, S::ScreenCaptureEnabled, S::HyperlinkAuditingEnabled,
                           S::DnsPrefetchEnabled, S::FullScreenSupportEnabled, S::JavascriptCanAccessClipboard,
                           S::JavascriptCanPaste, S::AllowRunningInsecureContent, S::AllowGeolocationOnInsecureOrigins,
                           S::NavigateOnDropEnabled})
        s->setAttribute(off, false);
    for (const auto on : {S::JavascriptEnabled, S::LocalStorageEnabled, S::WebRTCPublicInterfacesOnly,
                          // Every window is then asked for at newWindowRequested, where it is judged and listed.
                          S::JavascriptCanOpenWindows, S::PlaybackRequiresUserGesture})
        s->setAttribute(on, true);
    // The engine tells nothing of an iframe that failed, except that its error page gets loaded there, which the agent
    // sees (chrome-error:). Without error pages the iframe would stay as it was. Pop-ups tell by loadFinished.
    s->setAttribute(S::ErrorPageEnabled, isHost());
    // So that a deep link reaches acceptNavigationRequest, which never lets it go on to the desktop.
    s->setUnknownUrlSchemePolicy(S::AllowAllUnknownUrlSchemes);
}

void WidgetPage::refusePermissions()
{
    connect(this, &QWebEnginePage::featurePermissionRequested, this, &WidgetPage::refuseFeature);
    connect(this, &QWebEnginePage::fullScreenRequested, this, [this](QWebEngineFullScreenRequest request) {
        request.reject();
        refuse(tr("full screen refused"), originText(request.origin()));
    });
    connect(this, &QWebEnginePage::quotaRequested, this, [this](QWebEngineQuotaRequest request) {
        request.reject();
        refuse(tr("permission refused"), tr("storage space, for %1").arg(originText(request.origin())));
    });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [this](QWebEngineRegisterProtocolHandlerRequest request) {
                request.reject();
                refuse(tr("permission refused"), tr("protocol handler “%1”").arg(request.scheme()));
            });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this, [this](QWebEngineFileSystemAccessRequest request) {
        request.reject();
        refuse(tr("permission refused"), tr("files, for %1").arg(originText(request.origin())));
    });
    connect(this, &QWebEnginePage::selectClientCertificate, this, [this](QWebEngineClientCertificateSelection selection) {
        selection.selectNone();
        refuse(tr("client certificate refused"), originText(selection.host()));
    });
    connect(this, &QWebEnginePage::certificateError, this, [this](const QWebEngineCertificateError &error) {
        QWebEngineCertificateError refused = error;
        refused.rejectCertificate();
        refuse(tr("certificate refused"), tr("%1: %2").arg(originText(error.url()), error.description()));
    });
    connect(this, &QWebEnginePage::printRequested, this, [this] { refuse(tr("printing refused"), originText(url())); });
    connect(this, &QWebEnginePage::renderProcessTerminated, this, [this](RenderProcessTerminationStatus status, int code) {
        Q_EMIT renderProcessEnded(endOfProcess(status, code));
    });
}

QString WidgetPage::endOfProcess(RenderProcessTerminationStatus status, int code)
{
    switch (status) {
    case NormalTerminationStatus: return tr("it ended by itself");
    case AbnormalTerminationStatus: return tr("it ended with the code %1").arg(code);
    case CrashedTerminationStatus: return tr("it crashed");
    case KilledTerminationStatus: return tr("it was killed, maybe for want of memory");
    }
    return tr("it ended with the code %1").arg(code);
}

void WidgetPage::refuseFeature(const QUrl &origin, Feature feature)
{
    setFeaturePermission(origin, feature, PermissionDeniedByUser);
    const auto word = QMetaEnum::fromType<Feature>().valueToKey(feature);
    refuse(tr("permission refused"), tr("%1, for %2").arg(QString::fromLatin1(word), originText(origin)));
}

void WidgetPage::show(const QString &html, const QUrl &baseUrl)
{
    m_beingSet = true;
    setHtml(html, baseUrl);
}

bool WidgetPage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    Q_UNUSED(type)
    if (isHost() && isMainFrame && m_beingSet) {
        m_beingSet = false;
        return true;
    }
    if (isDeeplink(url))
        return false;
    if (isHost() && isMainFrame) {
        refuse(tr("navigation refused"), tr("the widget tried to replace the host page by %1").arg(originText(url)));
        return false;
    }
    return mayNavigate(url, isMainFrame);
}

bool WidgetPage::mayOpen(const QUrl &url)
{
    return url.isEmpty() || (!isDeeplink(url) && mayNavigate(url, true));
}

bool WidgetPage::isDeeplink(const QUrl &url)
{
    if (!matchesDeeplink(url, m_deeplink))
        return false;
    Q_EMIT deeplinkSeen(url);
    return true;
}

bool WidgetPage::mayNavigate(const QUrl &url, bool isMainFrame)
{
    const QString scheme = url.scheme();
    if (scheme == "https"_L1 || scheme == "http"_L1)
        return true; // the request guard decides
    if (scheme == "about"_L1 || scheme == "blob"_L1 || (scheme == "data"_L1 && !isMainFrame))
        return true;
    for (const auto &local : {"file"_L1, "qrc"_L1, "data"_L1, "javascript"_L1, "view-source"_L1, "chrome"_L1}) {
        if (scheme == local) {
            refuse(tr("navigation refused"), tr("“%1:” addresses are never opened").arg(scheme));
            return false;
        }
    }
    refuse(tr("deep link refused"), m_deeplink.isEmpty()
               ? tr("“%1:” was asked for, and this launch has no deeplink option").arg(scheme)
               : tr("“%1:” is not this launch's deeplink %2").arg(scheme, m_deeplink));
    return false;
}

void WidgetPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                          const QString &source)
{
    Q_EMIT consoleSaid(message);
    // Chromium refuses these on its own and tells only the console.
    if (message.contains("Not allowed to load local resource"_L1) || message.contains("Not allowed to navigate top frame"_L1)) {
        refuse(tr("navigation refused"), message.left(consoleTextLimit));
        return;
    }
    const QString place = QUrl(source).host().isEmpty() ? QString() : u" (%1:%2)"_s.arg(QUrl(source).host()).arg(line);
    Q_EMIT note(LogEntry::Kind::Widget, level == InfoMessageLevel ? LogEntry::Level::Info : LogEntry::Level::Warning,
                tr("page console"), message.left(consoleTextLimit) + place);
}

void WidgetPage::javaScriptAlert(const QUrl &origin, const QString &text)
{
    refuse(tr("dialog refused"), tr("alert of %1: %2").arg(originText(origin), text.left(consoleTextLimit)));
}

bool WidgetPage::javaScriptConfirm(const QUrl &origin, const QString &text)
{
    refuse(tr("dialog refused"), tr("question of %1: %2").arg(originText(origin), text.left(consoleTextLimit)));
    return false;
}

bool WidgetPage::javaScriptPrompt(const QUrl &origin, const QString &text, const QString &preset, QString *result)
{
    Q_UNUSED(preset)
    Q_UNUSED(result)
    refuse(tr("dialog refused"), tr("prompt of %1: %2").arg(originText(origin), text.left(consoleTextLimit)));
    return false;
}

QStringList WidgetPage::chooseFiles(FileSelectionMode mode, const QStringList &oldFiles, const QStringList &types)
{
    Q_UNUSED(mode)
    Q_UNUSED(oldFiles)
    Q_UNUSED(types)
    refuse(tr("file chooser refused"), originText(url()));
    return {};
}

void WidgetPage::refuse(const QString &title, const QString &detail)
{
    Q_EMIT note(LogEntry::Kind::Rejected, LogEntry::Level::Warning, title, detail);
}

} // namespace console
