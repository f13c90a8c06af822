// SPDX-License-Identifier: GPL-3.0-or-later
// Proxies: the program's own stay as they are, and an answer over plain HTTP is not read byte by byte.
#include "api/proxies.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// How often this process has asked the kernel for bytes so far; -1 where it does not tell.
qint64 reads()
{
    QFile file(u"/proc/self/io"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("syscr: "))
            return line.mid(7).toLongLong();
    }
    return -1;
}

/// Answers one request with a header of four kilobytes.
class Service : public QTcpServer
{
public:
    Service()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (socket->readAll().endsWith("\r\n\r\n"))
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Long: " + QByteArray(4000, 'x') + "\r\n\r\nok");
            });
        });
    }
};

} // namespace

class ApiProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void whatIsAskedFor_data()
    {
        QTest::addColumn<QNetworkProxy>("ofProgram");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QNetworkProxy>("given");
        const QNetworkProxy none(QNetworkProxy::NoProxy), http(QNetworkProxy::HttpProxy, u"proxy.example"_s, 3128), socks(QNetworkProxy::Socks5Proxy, u"proxy.example"_s, 1080);
        QTest::newRow("none, plain") << none << u"http://127.0.0.1:1/"_s << QNetworkProxy(QNetworkProxy::DefaultProxy);
        QTest::newRow("none, TLS") << none << u"https://api.example/"_s << none;
        QTest::newRow("HTTP, plain") << http << u"http://api.example/"_s << http;
        QTest::newRow("HTTP, TLS") << http << u"https://api.example/"_s << http;
        QTest::newRow("SOCKS, plain") << socks << u"http://api.example/"_s << socks;
    }
    void whatIsAskedFor()
    {
        QFETCH(QNetworkProxy, ofProgram);
        QFETCH(QString, url);
        QFETCH(QNetworkProxy, given);
        QNetworkProxy::setApplicationProxy(ofProgram);
        QCOMPARE(Proxies().queryProxy(QNetworkProxyQuery(QUrl(url))), QList<QNetworkProxy>{given});
    }

    void anAnswerIsNotReadByteByByte()
    {
        if (reads() < 0)
            QSKIP("the kernel does not count reads here");
        Service service;
        QNetworkAccessManager network;
        network.setProxyFactory(new Proxies);
        const qint64 before = reads();
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/"_s.arg(service.serverPort())))));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->readAll(), "ok");
        const qint64 asked = reads() - before;
        QVERIFY2(asked < 1000, qPrintable(u"%1 reads for an answer of four kilobytes"_s.arg(asked)));
    }
};

QTEST_GUILESS_MAIN(ApiProxies)

#include "api_proxies.moc"
