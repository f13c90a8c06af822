// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/guardproxy.h"

#include "web/proxytunnel.h"

#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace console {

GuardProxy::GuardProxy(QObject *parent) : QObject(parent), m_server(new QTcpServer(this))
{
    m_server->setProxy(QNetworkProxy::NoProxy);
    connect(m_server, &QTcpServer::newConnection, this, &GuardProxy::accept);
    m_server->listen(QHostAddress::LocalHost);
}

quint16 GuardProxy::port() const
{
    return m_server->serverPort();
}

bool GuardProxy::guardBrowser()
{
    constexpr int nobody = 9; // the discard port: nothing listens there
    QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
    flags += " --proxy-server=127.0.0.1:" + QByteArray::number(m_server->isListening() ? int(port()) : nobody)
        + " --force-webrtc-ip-handling-policy=disable_non_proxied_udp";
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags.trimmed());
    return m_server->isListening();
}

void GuardProxy::setRule(Reach reach, bool productionUnlocked)
{
    m_reach = reach;
    m_unlocked = productionUnlocked;
}

Result<void> GuardProxy::judge(const QString &host, int port) const
{
    QUrl url;
    url.setScheme(port == 80 ? u"http"_s : u"https"_s);
    url.setHost(host);
    if (const Result<void> reach = mayReach(url, m_reach, m_unlocked); !reach)
        return reach;
    if (port == 80 && !isLoopbackHost(host))
        return fail(Error{.kind = Error::Kind::Refused, .message = tr("%1 was asked for in the clear; only https leaves this machine.").arg(host), .where = host});
    return {};
}

void GuardProxy::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        new ProxyTunnel(socket, [this](const QString &host, int port) {
            const Result<void> verdict = judge(host, port);
            if (!verdict)
                Q_EMIT refused(host, verdict.error());
            return verdict.has_value();
        }, this);
    }
}

} // namespace console
