// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/widgetview.h"

#include "session/linkflow.h"
#include "web/browsercheck.h"
#include "web/launchedwidget.h"
#include "web/popupwindow.h"

#include <QVBoxLayout>
#include <QWebEngineView>

using namespace Qt::StringLiterals;

namespace console {

WidgetView::WidgetView(QWidget *parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Stage of the widget"));
    m_layout->setContentsMargins(0, 0, 0, 0);
}

WidgetView::~WidgetView()
{
    // At once, while this is still a whole widget; launches closed a moment ago go with it.
    const auto launches = findChildren<LaunchedWidget *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(launches);
}

void WidgetView::attach(LinkFlow *flow)
{
    connect(flow, &LinkFlow::launchReady, this, &WidgetView::open);
    connect(flow, &LinkFlow::launchEnded, this, [this](const QString &id) {
        if (id == launchId())
            close();
    });
    connect(flow, &LinkFlow::externalWindowAsked, this, [this](const QString &id, const QUrl &url) {
        if (id == launchId())
            openExternal(url);
    });
    connect(this, &WidgetView::message, flow, &LinkFlow::pageMessage);
    connect(this, &WidgetView::callback, flow, &LinkFlow::sdkCallback);
    connect(this, &WidgetView::receivedUrl, flow, &LinkFlow::widgetUrl);
    connect(this, &WidgetView::deeplink, flow, &LinkFlow::deeplink);
    connect(this, &WidgetView::note, flow, &LinkFlow::pageNote);
    connect(this, &WidgetView::broke, flow, &LinkFlow::pageBroke);
    connect(this, &WidgetView::stuck, flow, &LinkFlow::pageStuck);
}

void WidgetView::open(const WidgetLaunch &launch)
{
    const WidgetLaunch next = launch; // `launch` may belong to what close() ends
    close();
    if (const std::optional<Error> obstacle = browserObstacle()) {
        QMetaObject::invokeMethod(this, [this, id = next.id, obstacle] { Q_EMIT broke(id, *obstacle); }, Qt::QueuedConnection);
        return;
    }
    m_launched = new LaunchedWidget(next, this);
    m_launched->watch().setLimits(m_answerLimit, m_silenceLimit);
    connectLaunch();
    m_layout->addWidget(m_launched->view());
    m_launched->view()->setZoomFactor(m_zoom);
    m_launched->view()->show();
    setFocusProxy(m_launched->view());
    m_launched->start();
    Q_EMIT opened(next.id);
}

void WidgetView::connectLaunch()
{
    LaunchedWidget *launched = m_launched;
    const QString id = launched->launch().id;
    connect(launched, &LaunchedWidget::message, this,
            [this, id](const QString &origin, const QString &text, bool wasText) { Q_EMIT message(id, origin, text, wasText); });
    connect(launched, &LaunchedWidget::callback, this,
            [this, id](const QString &name, const QString &arguments) { Q_EMIT callback(id, name, arguments); });
    connect(launched, &LaunchedWidget::receivedUrl, this, [this, id](const QUrl &url) { Q_EMIT receivedUrl(id, url); });
    connect(launched, &LaunchedWidget::dataAsked, this, [this, id](const QUrl &url) { Q_EMIT dataAsked(id, url); });
    connect(launched, &LaunchedWidget::deeplink, this, [this, id](const QUrl &url) { Q_EMIT deeplink(id, url); });
    connect(launched, &LaunchedWidget::note, this,
            [this, id](LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail) {
                Q_EMIT note(id, kind, level, title, detail);
            });
    connect(launched, &LaunchedWidget::broke, this, [this, id](const Error &error) { Q_EMIT broke(id, error); });
    connect(launched, &LaunchedWidget::stuck, this, [this, id](const Error &error) { Q_EMIT stuck(id, error); });
    connect(launched, &LaunchedWidget::popupOpened, this, &WidgetView::popupOpened);
    connect(launched, &LaunchedWidget::popupClosed, this, &WidgetView::popupClosed);
}

void WidgetView::close()
{
    if (!m_launched)
        return;
    LaunchedWidget *ended = m_launched;
    m_launched.clear();
    const QString id = ended->launch().id;
    setFocusProxy(nullptr);
    m_layout->removeWidget(ended->view());
    ended->silence();
    ended->deleteLater(); // we may be in a slot of its page
    Q_EMIT closed(id);
}

bool WidgetView::isOpen() const
{
    return m_launched != nullptr;
}

QString WidgetView::launchId() const
{
    return m_launched ? m_launched->launch().id : QString();
}

QWebEngineView *WidgetView::view() const
{
    return m_launched ? m_launched->view() : nullptr;
}

QList<PopupWindow *> WidgetView::popups() const
{
    return m_launched ? m_launched->popups() : QList<PopupWindow *>();
}

void WidgetView::toggleTheme(const QString &theme)
{
    if (m_launched)
        m_launched->toggleTheme(theme);
}

void WidgetView::openExternal(const QUrl &url)
{
    if (m_launched)
        m_launched->openExternal(url);
}

void WidgetView::reload()
{
    if (m_launched)
        open(m_launched->launch());
}

void WidgetView::setZoom(qreal zoom)
{
    m_zoom = zoom;
    if (m_launched)
        m_launched->view()->setZoomFactor(zoom);
}

void WidgetView::setLoadLimits(std::chrono::milliseconds answer, std::chrono::milliseconds silence)
{
    m_answerLimit = answer;
    m_silenceLimit = silence;
}

} // namespace console
