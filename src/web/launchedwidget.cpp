// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/launchedwidget.h"

#include "session/widgetevent.h"
#include "web/hostpage.h"
#include "web/popupwindow.h"
#include "web/requestguard.h"
#include "web/widgetbridge.h"
#include "web/widgetpage.h"

#include <QApplication>
#include <QColorDialog>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <QWebChannel>
#include <QWebEngineDownloadRequest>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineView>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int mostPopups = 3;

QWebEngineScript isolated(const QString &name, const QString &source, bool inFrames)
{
    QWebEngineScript script;
    script.setName(name);
    script.setSourceCode(source);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::ApplicationWorld); // page scripts never see what lives here
    script.setRunsOnSubFrames(inFrames);
    return script;
}

/// A browser's pages leave a heap that is mostly free and yet stays this program's (measured: 55 of 60 MB after eight).
/// Some time after the last of several ends, when what they had is really free.
void giveMemoryBack()
{
#ifdef __GLIBC__
    static QPointer<QTimer> timer;
    if (!timer) {
        timer = new QTimer(qApp);
        timer->setSingleShot(true);
        timer->setInterval(std::chrono::seconds(1));
        QObject::connect(timer, &QTimer::timeout, [] { malloc_trim(0); });
    }
    timer->start();
#endif
}

QString channelScript()
{
    QFile file(u":/qtwebchannel/qwebchannel.js"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

LaunchedWidget::LaunchedWidget(const WidgetLaunch &launch, QWidget *stage)
    : QObject(stage), m_launch(launch), m_callbackNonce(newNonce()), m_agentNonce(newNonce()), m_stage(stage),
      m_watch(new LoadWatch(launch.environment, this))
{
    connect(&m_notes, &NoteGate::note, this, &LaunchedWidget::note);
    connect(m_watch, &LoadWatch::broke, this, &LaunchedWidget::broke);
    connect(m_watch, &LoadWatch::stuck, this, &LaunchedWidget::stuck);
    makeProfile();
    makePage(stage);
    addScripts();
    connectBridge();
    qApp->installEventFilter(this);
}

LaunchedWidget::~LaunchedWidget()
{
    silence();
    for (const auto &popup : m_popups + m_closing)
        delete popup.data();
    if (m_page)
        m_page->setWebChannel(nullptr);
    delete m_view.data();
    delete m_page.data();
    m_profile->setUrlRequestInterceptor(nullptr);
    m_profile.reset();
    giveMemoryBack();
}

void LaunchedWidget::silence()
{
    disconnect(); // everybody who listens to this launch
    m_notes.disconnect();
    if (m_bridge)
        m_bridge->disconnect();
    if (m_view)
        m_view->hide();
    for (const auto &popup : std::as_const(m_popups)) {
        if (popup) {
            popup->disconnect(this);
            popup->hide();
        }
    }
}

/// A page can make the engine open a colour dialog, which is modal for the whole program and asks nobody.
bool LaunchedWidget::eventFilter(QObject *watched, QEvent *event)
{
    auto *dialog = event->type() == QEvent::Show ? qobject_cast<QColorDialog *>(watched) : nullptr;
    if (dialog) {
        QMetaObject::invokeMethod(dialog, &QDialog::reject, Qt::QueuedConnection);
        m_notes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("dialog refused"), tr("choice of a colour"));
    }
    return QObject::eventFilter(watched, event);
}

void LaunchedWidget::makeProfile()
{
    m_profile = std::make_unique<QWebEngineProfile>(); // default-constructed: off the record
    m_profile->setHttpCacheType(QWebEngineProfile::NoCache);
    m_profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    m_profile->setSpellCheckEnabled(false);
    if (!m_launch.locale.isEmpty()) // what navigator.language says, too
        m_profile->setHttpAcceptLanguage(m_launch.locale);
    m_guard = new RequestGuard(m_launch.environment, m_launch.productionUnlocked, this);
    m_profile->setUrlRequestInterceptor(m_guard);
    connect(m_guard, &RequestGuard::refused, this, &LaunchedWidget::refused);
    connect(m_guard, &RequestGuard::dataAsked, this, &LaunchedWidget::dataAsked);
    connect(m_guard, &RequestGuard::frameAsked, m_watch, &LoadWatch::asked);
    connect(m_profile.get(), &QWebEngineProfile::downloadRequested, this, &LaunchedWidget::downloadAsked);
}

void LaunchedWidget::makePage(QWidget *stage)
{
    m_page = new WidgetPage(WidgetPage::Role::Host, m_profile.get(), m_launch.options.deeplink, this);
    m_page->setBackgroundColor(m_launch.options.theme == "dark"_L1 ? QColor(0x15, 0x18, 0x1d) : QColor(0xee, 0xf1, 0xf5));
    m_view = new QWebEngineView(stage);
    m_view->setObjectName(u"widgetPage"_s);
    m_view->setAccessibleName(tr("Bank linking widget"));
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setPage(m_page);
    connectPage(m_page);
    connect(m_page, &WidgetPage::consoleSaid, m_watch, &LoadWatch::consoleSaid);
    connect(m_page, &WidgetPage::renderProcessEnded, this, [this](const QString &how) {
        Q_EMIT broke(Error{.kind = Error::Kind::Web, .message = tr("The widget's page is gone: %1.").arg(how),
                           .where = originOf(m_launch.environment.widgetOrigin),
                           .advice = tr("Launch again. The connection list and the jobs are not affected.")});
    });
}

void LaunchedWidget::addScripts()
{
    const QHash<QString, QString> values{{u"AGENT"_s, m_agentNonce}, {u"CALLBACK"_s, m_callbackNonce},
                                         {u"ORIGIN"_s, originOf(m_launch.environment.hostOrigin)},
                                         {u"TRUSTED"_s, QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(
                                                            trustedOrigins(m_launch.environment))).toJson(QJsonDocument::Compact))}};
    m_bridge = new WidgetBridge(m_callbackNonce, this);
    m_channel = new QWebChannel(this);
    m_channel->registerObject(u"bridge"_s, m_bridge);
    m_page->setWebChannel(m_channel, QWebEngineScript::ApplicationWorld);
    m_page->scripts().insert(isolated(u"bridge"_s, channelScript() + u'\n' + pageScript(u"bridge.js"_s, values), false));
    // In every frame and pop-up of the launch; it speaks to the host page's isolated world only.
    m_profile->scripts()->insert(isolated(u"agent"_s, pageScript(u"agent.js"_s, values), true));
}

void LaunchedWidget::connectBridge()
{
    connect(m_bridge, &WidgetBridge::message, this, [this](const QString &origin, const QString &text, bool wasText) {
        m_watch->heard(origin);
        Q_EMIT message(origin, text, wasText);
    });
    connect(m_bridge, &WidgetBridge::callback, this, &LaunchedWidget::callback);
    connect(m_bridge, &WidgetBridge::frameAddress, this, &LaunchedWidget::frameAddress);
    connect(m_bridge, &WidgetBridge::frameState, m_watch, &LoadWatch::saw);
    connect(m_bridge, &WidgetBridge::hostBroke, this, &LaunchedWidget::hostBroke);
    connect(m_bridge, &WidgetBridge::note, &m_notes, &NoteGate::add);
}

void LaunchedWidget::connectPage(WidgetPage *page)
{
    connect(page, &WidgetPage::note, &m_notes, &NoteGate::add);
    connect(page, &WidgetPage::deeplinkSeen, this, &LaunchedWidget::deeplink);
    connect(page, &QWebEnginePage::newWindowRequested, this,
            [this, page](QWebEngineNewWindowRequest &request) { windowAsked(page, request); });
}

void LaunchedWidget::start()
{
    const auto later = [this](const Error &error) {
        QMetaObject::invokeMethod(this, [this, error] { Q_EMIT broke(error); }, Qt::QueuedConnection);
    };
    const Result<Sdk> sdk = loadSdk(m_launch.options);
    if (!sdk)
        return later(sdk.error());
    const Result<QString> html = hostPageHtml(m_launch, *sdk, m_callbackNonce);
    if (!html)
        return later(html.error());
    m_watch->begin();
    m_page->show(*html, hostPageUrl(m_launch.environment));
}

QList<PopupWindow *> LaunchedWidget::popups() const
{
    QList<PopupWindow *> list;
    for (const auto &popup : m_popups) {
        if (popup)
            list.append(popup);
    }
    return list;
}

void LaunchedWidget::frameAddress(const QUrl &url)
{
    m_watch->started();
    Q_EMIT receivedUrl(url);
}

bool LaunchedWidget::isOwnLaunch(const WidgetPage *opener, const QUrl &url)
{
    // The SDK calls window.open from its launch(), without a click; only the host page can do so, and only once.
    return m_launch.options.type == LaunchType::SystemBrowser && opener == m_page && !m_ownWindowUsed
        && originOf(url) == originOf(m_launch.environment.widgetOrigin);
}

void LaunchedWidget::windowAsked(WidgetPage *opener, QWebEngineNewWindowRequest &request)
{
    const QUrl url = request.requestedUrl();
    const bool own = isOwnLaunch(opener, url);
    const QString target = originOf(url).isEmpty() ? url.scheme() + u':' : originOf(url);
    const auto refuse = [&](const QString &why) {
        m_notes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("pop-up refused"), tr("%1: %2").arg(target, why));
    };
    if (!own && !request.isUserInitiated())
        return refuse(tr("nobody clicked"));
    if (!opener->mayOpen(url))
        return;
    if (popups().size() >= mostPopups)
        return refuse(tr("%Ln windows are open already", nullptr, mostPopups));
    PopupWindow *popup = openPopup(own ? tr("Widget") : tr("Bank"), request.requestedGeometry());
    if (own) {
        m_ownWindowUsed = true;
        m_widgetPopup = popup->page();
        frameAddress(url);
    }
    m_notes.add(LogEntry::Kind::Navigation, LogEntry::Level::Info, tr("pop-up opened"), target);
    request.openIn(popup->page());
    popup->show();
    Q_EMIT popupOpened(popup);
}

PopupWindow *LaunchedWidget::openPopup(const QString &title, const QRect &geometry)
{
    auto *page = new WidgetPage(WidgetPage::Role::Popup, m_profile.get(), m_launch.options.deeplink, nullptr);
    connectPage(page);
    auto *popup = new PopupWindow(page, title, m_stage);
    popup->setAskedGeometry(geometry);
    m_popups.append(popup);
    connect(popup, &PopupWindow::closedByUserOrPage, this, [this, popup] { forget(popup); });
    connect(popup, &PopupWindow::failed, this, [this, page](const QUrl &url) { popupFailed(page, url); });
    connect(page, &WidgetPage::renderProcessEnded, this, [this, popup](const QString &how) {
        m_notes.add(LogEntry::Kind::Problem, LogEntry::Level::Bad, tr("pop-up ended"), how);
        popup->close();
    });
    return popup;
}

void LaunchedWidget::popupFailed(const WidgetPage *page, const QUrl &url)
{
    if (page == m_widgetPopup && originOf(url) == originOf(m_launch.environment.widgetOrigin))
        m_watch->pageFailed();
    else
        m_notes.add(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("pop-up did not load"), originOf(url));
}

void LaunchedWidget::forget(PopupWindow *popup)
{
    m_popups.removeAll(popup);
    m_closing.removeAll(QPointer<PopupWindow>()); // those that are deleted by now
    m_closing.append(popup);
    popup->deleteLater(); // it may be in a slot of its own page now
    m_notes.add(LogEntry::Kind::Navigation, LogEntry::Level::Info, tr("pop-up closed"), {});
    Q_EMIT popupClosed();
}

void LaunchedWidget::openExternal(const QUrl &url)
{
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1) {
        m_notes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("pop-up refused"),
                    tr("“%1:” addresses are never opened").arg(url.scheme()));
        return;
    }
    if (popups().size() >= mostPopups) {
        m_notes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("pop-up refused"),
                    tr("%1: %2").arg(originOf(url), tr("%Ln windows are open already", nullptr, mostPopups)));
        return;
    }
    PopupWindow *popup = openPopup(tr("Bank"), {});
    popup->show();
    popup->page()->load(url);
    Q_EMIT popupOpened(popup);
}

void LaunchedWidget::toggleTheme(const QString &theme)
{
    const QString word = theme == "dark"_L1 ? u"dark"_s : u"light"_s;
    m_page->runJavaScript(uR"(document.documentElement.dataset.theme = '%1';
if (window.AerosyncWidget && window.AerosyncWidget.toggleTheme && document.getElementById('aerosync-embedded'))
    window.AerosyncWidget.toggleTheme('%1');)"_s.arg(word), QWebEngineScript::MainWorld);
}

void LaunchedWidget::hostBroke(const QString &code, const QString &detail)
{
    Error error{.kind = Error::Kind::Web, .where = originOf(m_launch.environment.widgetOrigin)};
    if (code == "misdirected"_L1) {
        error.kind = Error::Kind::Refused;
        error.message = tr("The SDK wanted to open %1 instead of this environment's widget.").arg(detail);
        error.advice = tr("Choose another SDK version, or correct the widget origin of “%1”.").arg(m_launch.environment.name);
    } else if (code == "environment"_L1) {
        error.kind = Error::Kind::Refused;
        error.message = tr("The SDK does not know the environment “%1”; it would silently open production.").arg(detail);
        error.advice = tr("Correct the SDK environment in the widget's options.");
    } else {
        error.message = tr("The SDK could not be run: %1").arg(detail);
        error.advice = tr("Choose another SDK version or file in the widget's options.");
    }
    Q_EMIT broke(error);
}

void LaunchedWidget::downloadAsked(QWebEngineDownloadRequest *download)
{
    download->cancel();
    m_notes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("download refused"),
                tr("%1 offered “%2”").arg(originOf(download->url()), download->suggestedFileName()));
}

void LaunchedWidget::refused(const QUrl &url, const Error &error, bool asFrame)
{
    const QString host = url.host().isEmpty() ? url.scheme() + u':' : url.host();
    m_notes.add(LogEntry::Kind::Rejected, LogEntry::Level::Warning, tr("request refused"), tr("%1: %2").arg(host, error.message));
    if (asFrame)
        m_watch->refused(url, error);
}

} // namespace console
