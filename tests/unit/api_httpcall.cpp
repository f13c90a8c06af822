// SPDX-License-Identifier: GPL-3.0-or-later
// HttpCall: settles once, repeats what is safe, keeps its own time, and leaves nothing behind.
#include "api/apiclient.h"

#include "support/fakenetwork.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::FakeAnswer;
using support::FakeNetwork;

namespace {

/// Everything that a call told.
struct Heard : QObject {
    QList<Result<Answer>> results;
    QList<Exchange> exchanges;
    QList<std::pair<int, std::chrono::milliseconds>> retries;

    void listenTo(HttpCall *call)
    {
        QObject::connect(call, &HttpCall::settled, this, [this](const Result<Answer> &result) { results << result; });
        QObject::connect(call, &HttpCall::exchanged, this, [this](const Exchange &exchange) { exchanges << exchange; });
        QObject::connect(call, &HttpCall::retrying, this, [this](int attempt, std::chrono::milliseconds delay) { retries << std::pair(attempt, delay); });
    }
};

Request request(const QByteArray &verb, const QString &url = u"https://api.example.com/v2/accounts/abc/balance?job_id=hidden"_s)
{
    return Request{.verb = verb,
                   .url = QUrl(url),
                   .headers = {{"Authorization", "Bearer s3cr3t"}},
                   .body = verb == "POST" ? QByteArray("{}") : QByteArray(),
                   .name = u"balance"_s,
                   .shownPath = u"/v2/accounts/…/balance"_s};
}

constexpr RetryRule quick{.attempts = 3, .firstDelay = 4ms, .longestDelay = 50ms, .timeout = 60ms};

/// Long enough for a test to act during the pause before a repeat.
constexpr RetryRule longPause{.attempts = 3, .firstDelay = 250ms, .longestDelay = 400ms, .timeout = 5s};

/// Of a call that began later: by its end every repeat and time-out of an earlier one would have come.
constexpr auto afterQuick = 2 * quick.timeout;
constexpr auto afterLongPause = 2 * longPause.firstDelay;

/// What no message may hold.
bool isClean(const QString &message)
{
    return !message.isEmpty() && !message.contains(u"hidden"_s) && !message.contains(u"s3cr3t"_s) && !message.contains(u"abc"_s)
        && !message.contains(u"raw text of Qt"_s) && !message.contains(u"anceled"_s) && message.contains(u"api.example.com"_s) && message.contains(u"balance"_s);
}

} // namespace

class ApiHttpCall : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<ApiClient> m_client;

    /// A call of another client that gets no answer, begins now and gives up after that time.
    bool aLaterCallEnds(std::chrono::milliseconds after)
    {
        ApiClient client(m_network.get());
        client.setEnvironment(Environment{.reach = Reach::Open});
        client.setRetryRule({.attempts = 1, .timeout = after});
        m_network->queue({.hangs = true, .path = u"/later"_s});
        Heard heard;
        heard.listenTo(client.send(request("GET", u"https://api.example.com/later"_s)));
        return QTest::qWaitFor([&heard] { return !heard.results.isEmpty(); });
    }
    /// Requests but for that one.
    qsizetype seen() const
    {
        const QList<support::SeenRequest> &all = m_network->seen();
        return std::count_if(all.cbegin(), all.cend(), [](const support::SeenRequest &each) { return each.path() != u"/later"; });
    }

private Q_SLOTS:
    void init()
    {
        m_network = std::make_unique<FakeNetwork>();
        m_client = std::make_unique<ApiClient>(m_network.get());
        m_client->setEnvironment(Environment{.reach = Reach::Open});
        m_client->setRetryRule(quick);
    }
    void cleanup()
    {
        if (m_network)
            QCOMPARE(m_network->unserved(), 0);
        m_client.reset();
        m_network.reset();
    }

    void givesTheAnswer()
    {
        m_network->queue({.status = 200, .body = "{\"a\":1}", .headers = {{"Content-Type", "application/json"}, {"X-Test", "1"}}, .verb = "GET"});
        Heard heard;
        const QPointer<HttpCall> call = m_client->send(request("GET"));
        heard.listenTo(call);
        QVERIFY(call->isRunning());
        QVERIFY(heard.results.isEmpty()); // never from inside send()
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(heard.results[0].has_value());
        QCOMPARE(heard.results[0]->status, 200);
        QCOMPARE(heard.results[0]->body, QByteArray("{\"a\":1}"));
        QCOMPARE(headerValue(heard.results[0]->headers, "x-test"), QByteArray("1"));
        QCOMPARE(heard.exchanges.size(), 1);
        const Exchange &exchange = heard.exchanges[0];
        QVERIFY(exchange.answer && !exchange.error && !exchange.willRetry);
        QCOMPARE(exchange.attempt, 1);
        QCOMPARE(exchange.request.verb, QByteArray("GET"));
        QCOMPARE(exchange.startedAt.timeSpec(), Qt::UTC);
        QVERIFY(exchange.elapsed.count() >= 0);
        QTRY_VERIFY(!call); // deletes itself
        QCOMPARE(heard.results.size(), 1);
    }

    void requestsAreBare()
    {
        m_network->queueJson("{}");
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        const QNetworkRequest &sent = m_network->last().request;
        QCOMPARE(sent.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(), int(QNetworkRequest::ManualRedirectPolicy));
        QCOMPARE(sent.attribute(QNetworkRequest::CookieLoadControlAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(sent.attribute(QNetworkRequest::CookieSaveControlAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(sent.attribute(QNetworkRequest::AuthenticationReuseAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(sent.attribute(QNetworkRequest::CacheLoadControlAttribute).toInt(), int(QNetworkRequest::AlwaysNetwork));
        QCOMPARE(sent.attribute(QNetworkRequest::CacheSaveControlAttribute).toBool(), false);
        QCOMPARE(sent.attribute(QNetworkRequest::HttpPipeliningAllowedAttribute).toBool(), false);
        QCOMPARE(m_network->last().header("Authorization"), QByteArray("Bearer s3cr3t"));
    }

    /// Any HTTP status is an answer; only what may pass is asked again, and only for a safe request.
    void statuses_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("tries");
        for (const char *verb : {"GET", "HEAD", "POST", "DELETE", "PATCH"}) {
            const bool safe = QByteArray(verb) == "GET" || QByteArray(verb) == "HEAD";
            for (const int status : {200, 201, 204, 301, 302, 304, 307, 400, 401, 403, 404, 405, 409, 410, 418, 429, 500, 501, 502, 503, 504, 599}) {
                const bool passing = status == 429 || status == 502 || status == 503 || status == 504;
                QTest::addRow("%s %d", verb, status) << QByteArray(verb) << status << (safe && passing ? 3 : 1);
            }
        }
    }
    void statuses()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, status);
        QFETCH(int, tries);
        for (int i = 0; i < tries; ++i)
            m_network->queue({.status = status, .body = "{}", .headers = {{"Location", "https://evil.example/"}}, .verb = verb});
        Heard heard;
        heard.listenTo(m_client->send(request(verb)));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(heard.results[0].has_value());
        QCOMPARE(heard.results[0]->status, status);
        QCOMPARE(m_network->seen().size(), tries);
        QCOMPARE(heard.exchanges.size(), tries);
        QCOMPARE(heard.retries.size(), tries - 1);
        for (int i = 0; i < tries; ++i) {
            QCOMPARE(heard.exchanges[i].attempt, i + 1);
            QCOMPARE(heard.exchanges[i].willRetry, i + 1 < tries);
            QVERIFY(heard.exchanges[i].answer.has_value());
        }
        for (const auto &seen : m_network->seen()) // no redirect is followed
            QCOMPARE(seen.url.host(), u"api.example.com"_s);
    }

    void networkErrors_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("tries");
        QTest::addColumn<QString>("saying");
        const auto row = [](const char *name, QNetworkReply::NetworkError code, bool passing, const char *saying) {
            for (const char *verb : {"GET", "POST", "DELETE"}) {
                const bool safe = QByteArray(verb) == "GET";
                QTest::addRow("%s %s", verb, name) << QByteArray(verb) << int(code) << (safe && passing ? 3 : 1) << QString::fromLatin1(saying);
            }
        };
        row("refused", QNetworkReply::ConnectionRefusedError, true, "api.example.com refused the connection");
        row("closed", QNetworkReply::RemoteHostClosedError, true, "closed the connection before its answer was complete");
        row("not found", QNetworkReply::HostNotFoundError, true, "the name api.example.com was not found");
        row("Qt's timeout", QNetworkReply::TimeoutError, true, "timed out");
        row("certificate", QNetworkReply::SslHandshakeFailedError, false, "no secure connection to api.example.com");
        row("temporary", QNetworkReply::TemporaryNetworkFailureError, true, "the network is down");
        row("proxy", QNetworkReply::ProxyConnectionRefusedError, true, "the proxy on the way to api.example.com");
        row("proxy login", QNetworkReply::ProxyAuthenticationRequiredError, false, "the proxy on the way to api.example.com");
        row("not HTTP", QNetworkReply::ProtocolFailure, true, "did not answer with proper HTTP");
        row("would send twice", QNetworkReply::ContentReSendError, true, "closed the connection before its answer was complete");
        row("unknown", QNetworkReply::UnknownNetworkError, true, "(network error 99)");
    }
    void networkErrors()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, code);
        QFETCH(int, tries);
        QFETCH(QString, saying);
        for (int i = 0; i < tries; ++i)
            m_network->queue({.failure = static_cast<QNetworkReply::NetworkError>(code)});
        Heard heard;
        heard.listenTo(m_client->send(request(verb)));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(!heard.results[0]);
        const Error error = heard.results[0].error();
        QCOMPARE(error.kind, Error::Kind::Network);
        QCOMPARE(error.where, QString::fromLatin1(verb) + u" /v2/accounts/…/balance"_s);
        QVERIFY2(isClean(error.message), qPrintable(error.message));
        QVERIFY2(error.message.contains(saying), qPrintable(error.message));
        QCOMPARE(m_network->seen().size(), tries);
        QCOMPARE(heard.exchanges.size(), tries);
        QVERIFY(heard.exchanges.last().error.has_value());
        // somebody who sent a POST has to know that it may have worked
        const bool left = code == QNetworkReply::RemoteHostClosedError || code == QNetworkReply::ContentReSendError;
        QCOMPARE(error.advice.contains(u"not known"_s), verb != "GET" && (left || (code != QNetworkReply::ConnectionRefusedError && code != QNetworkReply::HostNotFoundError && code != QNetworkReply::SslHandshakeFailedError)));
    }

    void aCutAnswerIsNoAnswer()
    {
        for (int i = 0; i < 3; ++i)
            m_network->queue({.status = 200, .body = "{\"transactions\":[", .dropAfterBody = true});
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(!heard.results[0]);
        QCOMPARE(heard.results[0].error().kind, Error::Kind::Network);
    }

    void aCutErrorPageIsNoAnswerEither()
    {
        m_network->queue({.status = 500, .body = "{\"err", .dropAfterBody = true});
        Heard heard;
        heard.listenTo(m_client->send(request("POST")));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(!heard.results[0]);
    }

    void theSecondTryMayWork()
    {
        m_network->queue({.failure = QNetworkReply::ConnectionRefusedError});
        m_network->queue({.hangs = true});
        m_network->queueJson("{\"a\":1}");
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(heard.results[0].has_value());
        QCOMPARE(heard.results[0]->body, QByteArray("{\"a\":1}")); // nothing of the earlier tries in it
        QCOMPARE(heard.exchanges.size(), 3);
        QCOMPARE(heard.exchanges[1].error->kind, Error::Kind::Timeout);
        QCOMPARE(m_network->running(), 0);
    }

    void halfAnAnswerIsForgottenBeforeTheNextTry()
    {
        m_network->queue({.status = 200, .body = "{\"half\":", .dropAfterBody = true});
        m_network->queueJson("{\"a\":1}");
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        QCOMPARE(heard.results[0]->body, QByteArray("{\"a\":1}"));
    }

    void timesOutByItself_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("tries");
        QTest::newRow("GET") << QByteArray("GET") << 3;
        QTest::newRow("POST") << QByteArray("POST") << 1;
        QTest::newRow("DELETE") << QByteArray("DELETE") << 1;
    }
    void timesOutByItself()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, tries);
        for (int i = 0; i < tries; ++i)
            m_network->queue({.hangs = true});
        Heard heard;
        heard.listenTo(m_client->send(request(verb)));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(!heard.results[0]);
        const Error error = heard.results[0].error();
        QCOMPARE(error.kind, Error::Kind::Timeout); // not "cancelled", which is what Qt says
        QVERIFY2(isClean(error.message), qPrintable(error.message));
        QVERIFY2(error.message.contains(u"0.06 s"_s), qPrintable(error.message));
        QCOMPARE(m_network->seen().size(), tries);
        QCOMPARE(m_network->running(), 0);
        QCOMPARE(error.advice.contains(u"not known"_s), verb != "GET");
    }

    void aSlowAnswerInTimeIsFine()
    {
        m_network->queue({.body = "{}", .delay = 20ms});
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(heard.results[0].has_value());
    }

    void waitsLongerEachTime()
    {
        m_client->setRetryRule({.attempts = 6, .firstDelay = 10ms, .longestDelay = 100ms, .timeout = 1s});
        for (int i = 0; i < 6; ++i)
            m_network->queueJson("{}", 503);
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        QCOMPARE(heard.retries.size(), 5);
        for (int i = 0; i < 5; ++i) {
            const auto [attempt, delay] = heard.retries[i];
            QCOMPARE(attempt, i + 2);
            const double base = 10.0 * (1 << i);
            QVERIFY2(double(delay.count()) >= std::min(base * 0.8, 100.0) - 1 && double(delay.count()) <= std::min(base * 1.2, 100.0) + 1, qPrintable(QString::number(delay.count())));
        }
        QCOMPARE(heard.retries[4].second, 100ms); // never more than longestDelay
    }

    void obeysRetryAfter()
    {
        m_client->setRetryRule({.attempts = 2, .firstDelay = 1ms, .longestDelay = 3s, .timeout = 1s});
        m_network->queue({.status = 429, .body = "{}", .headers = {{"Retry-After", "1"}}});
        m_network->queueJson("{}");
        Heard heard;
        QElapsedTimer clock;
        clock.start();
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(heard.results[0].has_value());
        QCOMPARE(heard.results[0]->status, 200);
        QCOMPARE(heard.retries.size(), 1);
        QCOMPARE(heard.retries[0].second, 1000ms);
        QVERIFY(clock.elapsed() >= 990);
    }

    void givesUpWhenTheServerAsksForTooMuch()
    {
        m_network->queue({.status = 429, .body = "{}", .headers = {{"Retry-After", "120"}}});
        Heard heard;
        const Request sent = request("GET");
        heard.listenTo(m_client->send(sent));
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(heard.results[0].has_value());
        QCOMPARE(heard.exchanges.size(), 1);
        QVERIFY(!heard.exchanges[0].willRetry);
        const auto judgement = judged(*heard.results[0], sent);
        QVERIFY(!judgement);
        QCOMPARE(judgement.error().retryAfter, std::optional(std::chrono::milliseconds(120'000)));
        QVERIFY2(judgement.error().message.contains(u"120 s"_s), qPrintable(judgement.error().message));
    }

    void cancelLeavesNothingBehind_data()
    {
        QTest::addColumn<bool>("hang");
        QTest::addColumn<bool>("inPause");
        QTest::newRow("before the answer") << false << false;
        QTest::newRow("hanging") << true << false;
        QTest::newRow("in the pause before a repeat") << false << true;
    }
    void cancelLeavesNothingBehind()
    {
        QFETCH(bool, hang);
        QFETCH(bool, inPause);
        if (inPause)
            m_client->setRetryRule(longPause);
        m_network->queue({.status = inPause ? 503 : 200, .body = "{}", .hangs = hang});
        Heard heard;
        const QPointer<HttpCall> call = m_client->send(request("GET"));
        heard.listenTo(call);
        if (inPause)
            QTRY_COMPARE(heard.retries.size(), 1);
        heard.exchanges.clear();
        call->cancel();
        QVERIFY(!call->isRunning());
        QCOMPARE(m_network->running(), 0);
        call->cancel(); // twice is once
        QTRY_VERIFY(!call);
        QVERIFY(aLaterCallEnds(inPause ? afterLongPause : afterQuick)); // nobody may come back
        QCOMPARE(heard.results.size(), 0);
        QCOMPARE(heard.exchanges.size(), 0);
        QCOMPARE(seen(), 1);
    }

    void cancelFromInsideASlot_data()
    {
        QTest::addColumn<QString>("signal");
        QTest::newRow("exchanged") << u"exchanged"_s;
        QTest::newRow("retrying") << u"retrying"_s;
        QTest::newRow("settled") << u"settled"_s;
    }
    void cancelFromInsideASlot()
    {
        QFETCH(QString, signal);
        m_network->queueJson("{}", signal == u"retrying" ? 503 : 200);
        Heard heard;
        const QPointer<HttpCall> call = m_client->send(request("GET"));
        int cancelled = 0;
        const auto cancel = [&] { ++cancelled; call->cancel(); };
        if (signal == u"exchanged") connect(call, &HttpCall::exchanged, this, cancel);
        else if (signal == u"retrying") connect(call, &HttpCall::retrying, this, cancel);
        else connect(call, &HttpCall::settled, this, cancel);
        heard.listenTo(call); // connected later: hears nothing of a signal during which the call was cancelled
        QTRY_VERIFY(!call);
        QCOMPARE(cancelled, 1);
        QVERIFY(aLaterCallEnds(afterQuick));
        QCOMPARE(heard.results.size(), signal == u"settled" ? 1 : 0); // settled already: cancelling changes nothing
        QCOMPARE(heard.exchanges.size(), signal == u"exchanged" ? 0 : 1);
        QCOMPARE(heard.retries.size(), 0);
        QCOMPARE(seen(), 1);
    }

    void deletedFromInsideASlot_data() { cancelFromInsideASlot_data(); }
    void deletedFromInsideASlot()
    {
        QFETCH(QString, signal);
        m_network->queueJson("{}", signal == u"retrying" ? 503 : 200);
        const QPointer<HttpCall> call = m_client->send(request("GET"));
        const auto destroy = [&] { delete call.data(); };
        if (signal == u"exchanged") connect(call, &HttpCall::exchanged, this, destroy);
        else if (signal == u"retrying") connect(call, &HttpCall::retrying, this, destroy);
        else connect(call, &HttpCall::settled, this, destroy);
        QTRY_VERIFY(!call);
        QVERIFY(aLaterCallEnds(afterQuick));
        QCOMPARE(seen(), 1);
    }

    void theClientMayGoFirst()
    {
        m_network->queue({.hangs = true});
        m_network->queue({.body = "{}", .delay = 5ms});
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        heard.listenTo(m_client->send(request("POST")));
        m_client.reset();
        QCOMPARE(m_network->running(), 0);
        QVERIFY(aLaterCallEnds(afterQuick));
        QCOMPARE(heard.results.size(), 0);
    }

    void theClientMayGoInsideASlot()
    {
        m_network->queueJson("{}");
        bool called = false;
        const QPointer<HttpCall> call = m_client->send(request("GET"));
        connect(call, &HttpCall::settled, this, [&] { called = true; m_client.reset(); });
        QTRY_VERIFY(called);
        QVERIFY(!call);
    }

    void theManagerMayGoFirst_data()
    {
        QTest::addColumn<bool>("inPause");
        QTest::newRow("running") << false;
        QTest::newRow("in the pause before a repeat") << true;
    }
    void theManagerMayGoFirst()
    {
        QFETCH(bool, inPause);
        if (inPause)
            m_client->setRetryRule(longPause);
        m_network->queue({.status = 503, .body = "{}", .hangs = !inPause});
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        if (inPause)
            QTRY_COMPARE(heard.retries.size(), 1);
        m_network.reset();
        QCOMPARE(heard.results.size(), 0); // not from inside a destructor
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(!heard.results[0]);
        QCOMPARE(heard.results[0].error().kind, Error::Kind::Cancelled);
        // and one that starts without a manager
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 2);
        QCOMPARE(heard.results[1].error().kind, Error::Kind::Cancelled);
    }

    void cancelAllCancelsAll()
    {
        for (int i = 0; i < 5; ++i)
            m_network->queue({.hangs = true});
        Heard heard;
        for (int i = 0; i < 5; ++i)
            heard.listenTo(m_client->send(request(i % 2 ? "GET" : "POST")));
        QCOMPARE(m_network->running(), 5);
        m_client->cancelAll();
        QCOMPARE(m_network->running(), 0);
        QVERIFY(aLaterCallEnds(afterQuick));
        QCOMPARE(heard.results.size(), 0);
        m_network->queueJson("{}"); // and the client works on
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
    }

    void exchangesAreNumbered()
    {
        QList<quint64> ids;
        connect(m_client.get(), &ApiClient::exchanged, this, [&](const Exchange &exchange) { ids << exchange.id; });
        m_network->queueJson("{}", 503);
        m_network->queueJson("{}", 200);
        m_network->queueJson("{}", 200);
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE(heard.results.size(), 1);
        heard.listenTo(m_client->send(request("POST")));
        QTRY_COMPARE(heard.results.size(), 2);
        QCOMPARE(ids, QList<quint64>({1, 2, 3}));
    }

    void refusedIsTold_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("production") << u"https://api.aerosync.com/v2/accounts/abc/balance?job_id=hidden"_s;
        QTest::newRow("in the clear") << u"http://api.example.com/v2/accounts/abc/balance"_s;
        QTest::newRow("a file") << u"file:///etc/passwd"_s;
        QTest::newRow("not even a host") << u"data:text/plain,x"_s;
    }
    void refusedIsTold()
    {
        QFETCH(QString, url);
        Heard heard;
        const QPointer<HttpCall> call = m_client->send(request("GET", url));
        heard.listenTo(call);
        QVERIFY(heard.results.isEmpty());
        QTRY_COMPARE(heard.results.size(), 1);
        QVERIFY(!heard.results[0]);
        QCOMPARE(heard.results[0].error().kind, Error::Kind::Refused);
        QCOMPARE(heard.results[0].error().where, u"GET /v2/accounts/…/balance"_s);
        QVERIFY(!heard.results[0].error().message.contains(u"hidden"_s));
        QCOMPARE(m_network->seen().size(), 0);
        QCOMPARE(heard.exchanges.size(), 0); // nothing left
        QTRY_VERIFY(!call);
    }

    void cancelledBeforeItIsRefused()
    {
        Heard heard;
        const QPointer<HttpCall> call = m_client->send(request("GET", u"https://api.aerosync.com/"_s));
        heard.listenTo(call);
        call->cancel();
        QTRY_VERIFY(!call);
        QCOMPARE(heard.results.size(), 0);
    }

    void aTooBigAnswerIsEnded()
    {
        m_client->setRetryRule({.attempts = 3, .firstDelay = 1ms, .longestDelay = 1ms, .timeout = 60s});
        m_network->queue({.body = QByteArray(HttpCall::largestAnswer + 1, ' ')});
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE_WITH_TIMEOUT(heard.results.size(), 1, 60000);
        QVERIFY(!heard.results[0]);
        QCOMPARE(heard.results[0].error().kind, Error::Kind::Network);
        QVERIFY2(heard.results[0].error().message.contains(u"128 MiB"_s), qPrintable(heard.results[0].error().message));
        QCOMPARE(m_network->seen().size(), 1); // no use to try again
        QCOMPARE(m_network->running(), 0);
    }

    /// An answer without an end must not fill the memory first: it is ended while it still comes.
    void anEndlessAnswerIsEndedWhileItComes()
    {
        m_client->setRetryRule({.attempts = 1, .firstDelay = 1ms, .longestDelay = 1ms, .timeout = 60s});
        m_network->queue({.body = QByteArray(HttpCall::largestAnswer + 1, ' '), .hangsAfterBody = true});
        Heard heard;
        heard.listenTo(m_client->send(request("GET")));
        QTRY_COMPARE_WITH_TIMEOUT(heard.results.size(), 1, 30000); // well before the try's own timeout
        QCOMPARE(heard.results[0].error().kind, Error::Kind::Network);
        QVERIFY2(heard.results[0].error().message.contains(u"128 MiB"_s), qPrintable(heard.results[0].error().message));
        QCOMPARE(m_network->running(), 0);
    }

    void labels()
    {
        Request plain{.verb = "GET", .url = QUrl(u"https://x.example:444/v2/user?secret=1"_s)};
        QCOMPARE(plain.label(), u"GET /v2/user"_s);
        QCOMPARE(plain.host(), u"x.example:444"_s);
        plain.shownPath = u"/v2/…"_s;
        QCOMPARE(plain.label(), u"GET /v2/…"_s);
        plain.url = QUrl(u"https://x.example/"_s);
        QCOMPARE(plain.host(), u"x.example"_s);
    }
};

QTEST_GUILESS_MAIN(ApiHttpCall)
#include "api_httpcall.moc"
