// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/proxies.h"

#include <QUrl>

namespace console {

QList<QNetworkProxy> Proxies::queryProxy(const QNetworkProxyQuery &query)
{
    QList<QNetworkProxy> proxies = proxyForQuery(query);
    if (query.url().scheme() == QLatin1StringView("http")) {
        for (QNetworkProxy &proxy : proxies) {
            if (proxy.type() == QNetworkProxy::NoProxy)
                proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
        }
    }
    return proxies;
}

} // namespace console
