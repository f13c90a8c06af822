// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/requestguard.h"

#include <QWebEngineUrlRequestInfo>

using namespace Qt::StringLiterals;

namespace console {

namespace {

Error refusal(const QString &message, const QUrl &url)
{
    return Error{.kind = Error::Kind::Refused, .message = message, .where = url.host(), .advice = {}};
}

} // namespace

RequestGuard::RequestGuard(const Environment &environment, bool productionUnlocked, QObject *parent)
    : QWebEngineUrlRequestInterceptor(parent), m_reach(environment.reach), m_unlocked(productionUnlocked),
      m_hostOrigin(originOf(environment.hostOrigin)), m_widgetOrigin(originOf(environment.widgetOrigin))
{
}

Result<void> RequestGuard::judge(const QUrl &url, bool asFrame) const
{
    const QString scheme = url.scheme();
    if (scheme == "data"_L1 || scheme == "blob"_L1 || scheme == "about"_L1)
        return {}; // never leaves the page
    QUrl web = url;
    if (scheme == "ws"_L1 || scheme == "wss"_L1)
        web.setScheme(scheme == "ws"_L1 ? u"http"_s : u"https"_s);
    else if (scheme != "http"_L1 && scheme != "https"_L1)
        return fail(refusal(tr("A page asked for a “%1” address; only web addresses are allowed.").arg(scheme), url));
    // A document of the host page's own origin could read the host page, and with it the token. The host page is
    // set from memory, so nobody needs that origin from the network.
    if (asFrame && originOf(web) == m_hostOrigin && m_hostOrigin != m_widgetOrigin)
        return fail(refusal(tr("A page of the host page's own origin was refused."), url));
    return mayReach(web, m_reach, m_unlocked);
}

void RequestGuard::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    using Info = QWebEngineUrlRequestInfo;
    const Info::ResourceType type = info.resourceType();
    const bool asFrame = type == Info::ResourceTypeMainFrame || type == Info::ResourceTypeSubFrame
        || type == Info::ResourceTypeNavigationPreloadMainFrame || type == Info::ResourceTypeNavigationPreloadSubFrame;
    const QUrl url = info.requestUrl();
    const Result<void> verdict = judge(url, asFrame);
    if (verdict) {
        if (type == Info::ResourceTypeSubFrame)
            Q_EMIT frameAsked(url);
        else if (type == Info::ResourceTypeXhr)
            Q_EMIT dataAsked(url);
        return;
    }
    info.block(true);
    const QString host = url.scheme() + u':' + url.host();
    const bool first = !m_told.contains(host);
    m_told.insert(host);
    if (first || asFrame)
        Q_EMIT refused(url, verdict.error(), asFrame);
}

} // namespace console
