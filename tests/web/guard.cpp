// SPDX-License-Identifier: GPL-3.0-or-later
// The guard proxy: what the browser may not reach gets no connection, whatever part of it asks; what it may, gets all its bytes.
#include "support/until.h"
#include "support/webcase.h"

#include "web/guardproxy.h"
#include "web/proxytunnel.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// Says back what it hears.
class Echo : public QTcpServer
{
public:
    Echo()
    {
        setProxy(QNetworkProxy::NoProxy);
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
        });
    }
    QByteArray address() const { return "127.0.0.1:" + QByteArray::number(serverPort()); }
};

/// A client of the proxy.
class Client
{
public:
    explicit Client(const GuardProxy &proxy)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { heard += m_socket.readAll(); });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.port());
    }
    void say(const QByteArray &bytes) { m_socket.write(bytes); }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    void close() { m_socket.disconnectFromHost(); }
    QByteArray heard;

private:
    QTcpSocket m_socket;
};

} // namespace

class GuardTest : public WebCase
{
    Q_OBJECT
private:
    GuardProxy m_proxy;
    QStringList m_refused;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_proxy.guardBrowser()); // before the first profile of this process
        QVERIFY(qgetenv("QTWEBENGINE_CHROMIUM_FLAGS").contains("--proxy-server=127.0.0.1:" + QByteArray::number(m_proxy.port())));
        connect(&m_proxy, &GuardProxy::refused, this, [this](const QString &host) { m_refused << host; });
    }
    void init()
    {
        WebCase::init();
        m_refused.clear();
        m_proxy.setRule(Reach::LoopbackOnly, false);
    }
    void cleanup() { WebCase::cleanup(); }

    void judges_data();
    void judges();
    void tunnelsEveryByte();
    void refusesAndSaysSo_data();
    void refusesAndSaysSo();
    void nobodyListens();
    void browserGoesThroughIt_data();
    void browserGoesThroughIt();
};

void GuardTest::judges_data()
{
    QTest::addColumn<int>("reach");
    QTest::addColumn<bool>("unlocked");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("may");
    QTest::newRow("simulator, loopback") << int(Reach::LoopbackOnly) << false << u"127.0.0.1"_s << 443 << true;
    QTest::newRow("simulator, outside") << int(Reach::LoopbackOnly) << false << u"example.com"_s << 443 << false;
    QTest::newRow("sandbox, sandbox") << int(Reach::Open) << false << u"sandbox-sync.aero.inc"_s << 443 << true;
    QTest::newRow("sandbox, production") << int(Reach::Open) << false << u"sync.aero.inc"_s << 443 << false;
    QTest::newRow("sandbox, in the clear") << int(Reach::Open) << false << u"example.com"_s << 80 << false;
    QTest::newRow("production, locked") << int(Reach::Production) << false << u"sync.aero.inc"_s << 443 << false;
    QTest::newRow("production, unlocked") << int(Reach::Production) << true << u"sync.aero.inc"_s << 443 << true;
}

void GuardTest::judges()
{
    QFETCH(int, reach);
    QFETCH(bool, unlocked);
    QFETCH(QString, host);
    QFETCH(int, port);
    m_proxy.setRule(Reach(reach), unlocked);
    QTEST(m_proxy.judge(host, port).has_value(), "may");
}

void GuardTest::tunnelsEveryByte()
{
    Echo echo;
    Client client(m_proxy);
    QByteArray sent(5 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < sent.size(); ++i)
        sent[i] = static_cast<char>(i * 7 % 251);
    client.say("CONNECT " + echo.address() + " HTTP/1.1\r\nHost: x\r\n");
    client.say("\r\n"); // the head may come in parts
    const QByteArray opened = "HTTP/1.1 200 Connection established\r\n\r\n";
    QVERIFY(until([&] { return client.heard.size() >= opened.size(); }, 5000));
    QCOMPARE(client.heard, opened);
    client.heard.clear();
    client.say(sent);
    QVERIFY(until([&] { return client.heard.size() == sent.size(); }, 20000));
    QVERIFY(client.heard == sent);
    client.close();
    QVERIFY(until([&] { return m_proxy.findChildren<ProxyTunnel *>().isEmpty(); }, 5000)); // leaves nothing behind
}

void GuardTest::refusesAndSaysSo_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("outside") << QByteArray("CONNECT outside.example:443 HTTP/1.1\r\n\r\n") << u"outside.example"_s << QByteArray("HTTP/1.1 403 ");
    QTest::newRow("in the clear") << QByteArray("GET http://outside.example/x HTTP/1.1\r\n\r\n") << u"outside.example"_s << QByteArray("HTTP/1.1 403 ");
    QTest::newRow("no proxy's language") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QString() << QByteArray("HTTP/1.1 403 ");
    QTest::newRow("no end of it") << QByteArray(40000, 'x') << QString() << QByteArray("HTTP/1.1 431 ");
    QTest::newRow("no host") << QByteArray("CONNECT :443 HTTP/1.1\r\n\r\n") << QString() << QByteArray("HTTP/1.1 403 ");
}

void GuardTest::refusesAndSaysSo()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, host);
    QFETCH(QByteArray, answer);
    Client client(m_proxy);
    client.say(head);
    QVERIFY(until([&] { return client.heard.contains("\r\n\r\n"); }, 5000));
    QVERIFY2(client.heard.startsWith(answer), client.heard.constData());
    QVERIFY(until([&] { return client.isClosed(); }, 5000));
    QCOMPARE(m_refused, host.isEmpty() ? QStringList() : QStringList(host));
}

void GuardTest::nobodyListens()
{
    QByteArray gone;
    {
        Echo echo;
        gone = echo.address();
    }
    Client client(m_proxy);
    client.say("CONNECT " + gone + " HTTP/1.1\r\n\r\n");
    QVERIFY(until([&] { return client.heard.startsWith("HTTP/1.1 502 "); }, 5000));
    QVERIFY(until([&] { return client.isClosed(); }, 5000));
}

// Each of these passes the profile's request interceptor by (measured, Qt 6.4.2).
void GuardTest::browserGoesThroughIt_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("web socket of a shared worker")
        << u"new SharedWorker(URL.createObjectURL(new Blob([`new WebSocket('wss://leak.example/x')`])))"_s;
    QTest::newRow("web socket of a service worker")
        << u"navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(r => r.active.postMessage(1))"_s;
}

void GuardTest::browserGoesThroughIt()
{
    QFETCH(QString, script);
    FakeWidget widget;
    widget.setPage(u"/sw.js"_s, {.body = "self.addEventListener('message', () => { new WebSocket('wss://leak.example/x'); });", .type = "text/javascript"});
    widget.setScript(script);
    WidgetView view;
    view.show();
    listen(view);
    WidgetLaunch launch = launchFor(widget);
    launch.environment.hostOrigin = QUrl(u"http://localhost:3000"_s); // workers want a secure page around them
    view.open(launch);
    QVERIFY(until([&] { return m_refused.contains(u"leak.example"_s); }, loadLimit));
}

QTEST_MAIN(GuardTest)
#include "guard.moc"
