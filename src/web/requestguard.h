// SPDX-License-Identifier: GPL-3.0-or-later
// RequestGuard: the last gate below the page: no request leaves for a host that the environment may not reach.
#pragma once

#include "api/environment.h"

#include <QSet>
#include <QWebEngineUrlRequestInterceptor>

namespace console {

/// One per launch, set on its profile: what frames, pop-ups and dedicated workers ask for. (What passes it by is
/// GuardProxy's.) It refuses and does nothing else: no header is added, no address changed.
class RequestGuard : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT
public:
    RequestGuard(const Environment &environment, bool productionUnlocked, QObject *parent = nullptr);
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

    /// The rule itself. `asFrame`: the address would become a document. Errors: Refused.
    Result<void> judge(const QUrl &url, bool asFrame) const;

Q_SIGNALS:
    /// Once per host; for documents each time. The address may carry a token: show its host only.
    void refused(const QUrl &url, const console::Error &error, bool asFrame);
    /// A frame's document is fetched from there.
    void frameAsked(const QUrl &url);
    /// A script of a page asks something, and was let through.
    void dataAsked(const QUrl &url);

private:
    Reach m_reach;
    bool m_unlocked;
    QString m_hostOrigin, m_widgetOrigin;
    QSet<QString> m_told;
};

} // namespace console
