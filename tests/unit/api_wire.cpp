// SPDX-License-Identifier: GPL-3.0-or-later
// What really goes over a socket, and what comes of answers that a well-behaved server would never give.
#include "api/apiclient.h"

#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Reads one request per connection, says the given bytes, and hangs up.
class RawServer : public QTcpServer
{
public:
    QByteArray answer;           ///< empty: hangs up without a word
    bool reset = false;          ///< hangs up with a reset instead of an end
    bool stayOpen = false;
    QList<QByteArray> requests;
    int connections = 0;

    RawServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            ++connections;
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
        });
        listen(QHostAddress::LocalHost);
    }
    QUrl url(const QString &path) const { return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path)); }

private:
    void serve(QTcpSocket *socket)
    {
        m_partial[socket] += socket->readAll();
        const QByteArray &got = m_partial[socket];
        const qsizetype head = got.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        const qsizetype length = got.indexOf("Content-Length: ");
        const int body = length < 0 ? 0 : got.mid(length + 16, got.indexOf("\r\n", length) - length - 16).toInt();
        if (got.size() < head + 4 + body)
            return;
        requests << m_partial.take(socket);
        socket->write(answer);
        socket->flush();
        if (reset)
            socket->abort();
        else if (!stayOpen)
            socket->disconnectFromHost();
    }
    QHash<QTcpSocket *, QByteArray> m_partial;
};

QByteArray http(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

} // namespace

class ApiWire : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ApiClient> m_client;
    std::optional<Result<Answer>> m_result;

    HttpCall *send(const QByteArray &verb, const QByteArray &body = {}, const QString &path = u"/v2/token"_s)
    {
        m_result.reset();
        HttpCall *call = m_client->send(Request{.verb = verb,
                                                .url = m_server->url(path),
                                                .headers = {{"Content-Type", "application/json"}, {"x-api-key", "k"}},
                                                .body = body,
                                                .name = u"API token"_s});
        connect(call, &HttpCall::settled, this, [this](const Result<Answer> &result) { m_result = result; });
        return call;
    }

    /// A call of another client that begins now and is repeated, longer than any call of these tests could be: what was
    /// still to come has come by its end.
    bool aLaterCallFails()
    {
        QNetworkAccessManager network;
        ApiClient client(&network);
        client.setEnvironment(Environment{.reach = Reach::LoopbackOnly});
        client.setRetryRule({.attempts = 3, .firstDelay = 15ms, .longestDelay = 15ms, .timeout = 5s});
        m_server->answer.clear();
        m_server->stayOpen = false;
        bool failed = false;
        connect(client.send(Request{.verb = "GET", .url = m_server->url(u"/later"_s), .name = u"later"_s}), &HttpCall::settled, this,
                [&failed](const Result<Answer> &result) { failed = !result; });
        return QTest::qWaitFor([&failed] { return failed; });
    }
    /// Requests but for those of that one.
    qsizetype requests() const
    {
        return std::count_if(m_server->requests.cbegin(), m_server->requests.cend(), [](const QByteArray &each) { return !each.startsWith("GET /later "); });
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RawServer>();
        QVERIFY(m_server->isListening());
        m_network = std::make_unique<QNetworkAccessManager>();
        m_client = std::make_unique<ApiClient>(m_network.get());
        m_client->setEnvironment(Environment{.reach = Reach::LoopbackOnly});
        m_client->setRetryRule({.attempts = 1, .firstDelay = 1ms, .longestDelay = 5ms, .timeout = 5s});
    }
    void cleanup()
    {
        m_client.reset();
        m_network.reset();
        m_server.reset();
    }

    void sendsWhatItWasGiven()
    {
        m_server->answer = http(200, "{\"a\":1}", "X-Test: yes\r\n");
        send("POST", "{\"apiKey\":\"ü\"}");
        QTRY_VERIFY(m_result);
        QVERIFY(m_result->has_value());
        QCOMPARE((*m_result)->status, 200);
        QCOMPARE((*m_result)->body, QByteArray("{\"a\":1}"));
        QCOMPARE(headerValue((*m_result)->headers, "X-Test"), QByteArray("yes"));
        const QByteArray &sent = m_server->requests.first();
        QVERIFY(sent.startsWith("POST /v2/token HTTP/1.1\r\n"));
        QVERIFY(sent.endsWith("\r\n\r\n{\"apiKey\":\"ü\"}"));
        QVERIFY(sent.contains("\r\nx-api-key: k\r\n"));
        QVERIFY(!sent.toLower().contains("\r\ncookie:"));
    }

    /// QNetworkAccessManager sends a request again when its connection breaks, POST too. Ours leaves once.
    void unsafeRequestsLeaveOnce_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("reset");
        for (const bool reset : {false, true}) {
            QTest::addRow("POST with a body, reset %d", reset) << QByteArray("POST") << QByteArray("{\"a\":1}") << reset;
            QTest::addRow("POST without, reset %d", reset) << QByteArray("POST") << QByteArray() << reset;
            QTest::addRow("DELETE, reset %d", reset) << QByteArray("DELETE") << QByteArray() << reset;
            QTest::addRow("PATCH, reset %d", reset) << QByteArray("PATCH") << QByteArray("{}") << reset;
        }
    }
    void unsafeRequestsLeaveOnce()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, body);
        QFETCH(bool, reset);
        m_client->setRetryRule({.attempts = 3, .firstDelay = 1ms, .longestDelay = 5ms, .timeout = 5s});
        m_server->reset = reset;
        send(verb, body);
        QTRY_VERIFY(m_result);
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().kind, Error::Kind::Network);
        QVERIFY2(m_result->error().message.contains(u"closed the connection"_s), qPrintable(m_result->error().message));
        QVERIFY(aLaterCallFails());
        QCOMPARE(requests(), 1);
    }

    void unsafeRequestsLeaveOnceOnAUsedConnection()
    {
        m_server->answer = http(200, "{}");
        m_server->stayOpen = true;
        send("POST", "{}");
        QTRY_VERIFY(m_result);
        QVERIFY(m_result->has_value());
        m_server->answer.clear();
        m_server->stayOpen = false;
        send("POST", "{}");
        QTRY_VERIFY(m_result);
        QVERIFY(!m_result->has_value());
        QVERIFY(aLaterCallFails());
        QCOMPARE(requests(), 2);
    }

    void nobodyIsThere()
    {
        const quint16 port = m_server->serverPort();
        send("GET"); // its connection is made at a later turn of the loop
        m_server->close();
        QTRY_VERIFY(m_result);
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().message, u"The call “API token” got no answer: 127.0.0.1:%1 refused the connection."_s.arg(port));
    }

    void badAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":1}");
        QTest::newRow("cut chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"a\"");
        QTest::newRow("no last chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
        QTest::newRow("cut error") << QByteArray("HTTP/1.1 500 Oh\r\nContent-Length: 100\r\n\r\n{\"error\"");
        QTest::newRow("cut headers") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n");
    }
    void badAnswers()
    {
        QFETCH(QByteArray, answer);
        m_server->answer = answer;
        for (const char *verb : {"GET", "POST"}) {
            send(verb);
            QTRY_VERIFY(m_result);
            QVERIFY2(!m_result->has_value(), m_result->has_value() ? (*m_result)->body.constData() : "");
            QCOMPARE(m_result->error().kind, Error::Kind::Network);
            QVERIFY2(m_result->error().message.startsWith(u"The call “API token” got no answer: "_s), qPrintable(m_result->error().message));
        }
        m_server->answer = http(200, "{}"); // and the client works on
        send("GET");
        QTRY_VERIFY(m_result);
        QVERIFY(m_result->has_value());
    }

    void statusesAndTheirBodies_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 400, 401, 403, 404, 405, 409, 429, 500, 503})
            QTest::addRow("%d", status) << status;
    }
    void statusesAndTheirBodies()
    {
        QFETCH(int, status);
        const QByteArray body = R"({"error":{"code":"AC-101","message":"Wrong"}})";
        m_server->answer = http(status, body, "WWW-Authenticate: Basic realm=\"x\"\r\n");
        for (const char *verb : {"GET", "POST"}) {
            send(verb);
            QTRY_VERIFY(m_result);
            QVERIFY2(m_result->has_value(), m_result->has_value() ? "" : qPrintable(m_result->error().message));
            QCOMPARE((*m_result)->status, status);
            QCOMPARE((*m_result)->body, body);
        }
        QCOMPARE(m_server->requests.size(), 2);
    }

    /// Qt unpacks it and notices nothing; the reader of the body does.
    void brokenCompressionIsNotJson()
    {
        m_server->answer = http(200, "{\"a\":1}", "Content-Encoding: gzip\r\n");
        const Request request = send("GET")->request();
        QTRY_VERIFY(m_result);
        if (m_result->has_value()) {
            const auto body = judged(**m_result, request);
            QVERIFY(!body);
            QCOMPARE(body.error().kind, Error::Kind::Decode);
        } else {
            QCOMPARE(m_result->error().kind, Error::Kind::Network);
        }
    }

    void redirectsAreNotFollowed_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("sent");
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("GET %d", status) << QByteArray("GET") << status << QByteArray();
            QTest::addRow("POST %d", status) << QByteArray("POST") << status << QByteArray("{\"apiSecret\":\"s\"}");
            QTest::addRow("POST nothing %d", status) << QByteArray("POST") << status << QByteArray();
            QTest::addRow("DELETE %d", status) << QByteArray("DELETE") << status << QByteArray();
        }
    }
    void redirectsAreNotFollowed()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, status);
        QFETCH(QByteArray, sent);
        RawServer other;
        other.answer = http(200, "{}");
        m_server->answer = http(status, "moved", "Location: " + other.url(u"/v2/token"_s).toEncoded() + "\r\n");
        const Request request = send(verb, sent)->request();
        QTRY_VERIFY(m_result);
        QVERIFY2(m_result->has_value(), m_result->has_value() ? "" : qPrintable(m_result->error().message));
        QCOMPARE((*m_result)->status, status);
        const auto told = judged(**m_result, request);
        QVERIFY(!told);
        QVERIFY2(told.error().message.contains(u"127.0.0.1:%1"_s.arg(other.serverPort())), qPrintable(told.error().message));
        QVERIFY(aLaterCallFails());
        QCOMPARE(other.connections, 0);
        QCOMPARE(requests(), 1);
    }

    void cookiesAreNeitherKeptNorSent()
    {
        m_server->answer = http(200, "{}", "Set-Cookie: session=1; Path=/\r\n");
        send("GET");
        QTRY_VERIFY(m_result);
        QVERIFY(m_network->cookieJar()->cookiesForUrl(m_server->url(u"/"_s)).isEmpty());
        send("GET");
        QTRY_VERIFY(m_result);
        QVERIFY(!m_server->requests.last().toLower().contains("\r\ncookie:"));
    }

    void timesOutOnASilentServer()
    {
        m_client->setRetryRule({.attempts = 1, .firstDelay = 1ms, .longestDelay = 5ms, .timeout = 80ms});
        m_server->stayOpen = true;
        m_server->answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"; // half, then silence
        send("GET");
        QTRY_VERIFY(m_result);
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().kind, Error::Kind::Timeout);
    }

    void theManagerMayGoDuringARealCall()
    {
        m_server->stayOpen = true;
        m_server->answer = "HTTP/1.1 200 OK\r\n";
        send("POST", "{}");
        QTRY_COMPARE(m_server->requests.size(), 1);
        m_network.reset();
        QTRY_VERIFY(m_result);
        QCOMPARE(m_result->error().kind, Error::Kind::Cancelled);
    }

    void cancelDuringARealCall()
    {
        m_server->stayOpen = true;
        const QPointer<HttpCall> call = send("POST", "{}");
        QTRY_COMPARE(m_server->requests.size(), 1);
        call->cancel();
        QTRY_VERIFY(!call);
        QVERIFY(aLaterCallFails());
        QVERIFY(!m_result);
    }
};

QTEST_GUILESS_MAIN(ApiWire)
#include "api_wire.moc"
