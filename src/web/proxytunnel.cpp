// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/proxytunnel.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype longestHead = 16 * 1024;
constexpr qint64 underWay = 256 * 1024; // bytes; more is not taken from one side before the other has taken it

/// "CONNECT api.example.com:443 HTTP/1.1" → that host and port; an invalid address for anything else.
QUrl targetOf(const QByteArray &head)
{
    const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
    if (words.size() != 3 || words[0] != "CONNECT")
        return {};
    return QUrl(u"https://"_s + QString::fromLatin1(words[1]), QUrl::StrictMode);
}

} // namespace

ProxyTunnel::ProxyTunnel(QTcpSocket *browser, Judge judge, QObject *parent)
    : QObject(parent), m_browser(browser), m_judge(std::move(judge))
{
    m_browser->setParent(this);
    m_browser->setReadBufferSize(underWay);
    connect(m_browser, &QTcpSocket::readyRead, this, &ProxyTunnel::readHead);
    connect(m_browser, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    readHead();
}

void ProxyTunnel::readHead()
{
    if (m_service) {
        pump(m_browser, m_service);
        return;
    }
    m_head += m_browser->readAll();
    if (m_head.size() > longestHead) {
        answer("HTTP/1.1 431 Request Header Fields Too Large");
        return;
    }
    if (!m_head.contains("\r\n\r\n"))
        return;
    const QUrl target = targetOf(m_head);
    if (!target.isValid() || target.host().isEmpty()) {
        // An address in the clear: only https leaves this machine. Its host is told too.
        const QUrl plain(QString::fromLatin1(m_head.split(' ').value(1)));
        if (!plain.host().isEmpty())
            (void)m_judge(plain.host(), 80);
        answer("HTTP/1.1 403 Forbidden");
    } else if (m_judge(target.host(), target.port(443))) {
        open(target.host(), static_cast<quint16>(target.port(443)));
    } else {
        answer("HTTP/1.1 403 Forbidden");
    }
}

void ProxyTunnel::open(const QString &host, quint16 port)
{
    m_service = new QTcpSocket(this);
    m_service->setReadBufferSize(underWay);
    // The way that the console's own calls take.
    m_service->setProxy(QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(host, port)).value(0, QNetworkProxy::NoProxy));
    connect(m_service, &QTcpSocket::connected, this, [this] {
        m_isOpen = true;
        m_browser->write("HTTP/1.1 200 Connection established\r\n\r\n");
        pump(m_browser, m_service);
    });
    connect(m_service, &QTcpSocket::readyRead, this, [this] { pump(m_service, m_browser); });
    connect(m_service, &QTcpSocket::bytesWritten, this, [this] { pump(m_browser, m_service); });
    connect(m_browser, &QTcpSocket::bytesWritten, this, [this] {
        if (m_service)
            pump(m_service, m_browser);
    });
    connect(m_service, &QTcpSocket::errorOccurred, this, [this] {
        if (!m_isOpen)
            answer("HTTP/1.1 502 Bad Gateway");
    });
    connect(m_service, &QTcpSocket::disconnected, this, [this] {
        pump(m_service, m_browser);
        m_browser->disconnectFromHost(); // after what is still to be written
    });
    m_service->connectToHost(host, port);
}

void ProxyTunnel::answer(const QByteArray &statusLine)
{
    m_browser->write(statusLine + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    m_browser->disconnectFromHost();
}

void ProxyTunnel::pump(QTcpSocket *from, QTcpSocket *to)
{
    if (m_isOpen && to->bytesToWrite() < underWay)
        to->write(from->read(underWay - to->bytesToWrite()));
}

} // namespace console
