// SPDX-License-Identifier: GPL-3.0-or-later
// SendAgain: the same call with the keys of now, and nothing where that is not possible.
#include "session_fixture.h"

#include "session/sendagain.h"

using namespace fixture;

namespace {

const QByteArray balancePath = "GET /v2/accounts/*/balance";

} // namespace

class SessionSendAgain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDataCall();
    void everyCallOfOursLeavesTheSame_data();
    void everyCallOfOursLeavesTheSame();
    void theKeysAreThoseOfNow();
    void aRefusedTokenIsRenewedOnce();
    void whyNot_data();
    void whyNot();
    void withoutATokenItIsSaid();
    void aSwitchMeanwhileSendsNothing();
    void safeOrNot();

private:
    LogEntry lastCall() const;
    std::unique_ptr<World> m_world;
    std::unique_ptr<SendAgain> m_again;
    QString m_obstacle;
};

void SessionSendAgain::init()
{
    m_again.reset();
    m_obstacle.clear();
    m_world = std::make_unique<World>();
    m_world->scriptTokens();
    m_again = std::make_unique<SendAgain>(SendAgain::World{.api = &m_world->api, .tokens = &m_world->tokens, .log = &m_world->log, .obstacle = [this] { return m_obstacle; }});
}

LogEntry SessionSendAgain::lastCall() const
{
    LogEntry last;
    for (const LogEntry &entry : m_world->log.entries()) {
        if (entry.kind == LogEntry::Kind::Http)
            last = entry;
    }
    return last;
}

void SessionSendAgain::aDataCall()
{
    m_world->network.on(balancePath, R"({"account":{"availableBalance":1}})");
    bool done = false;
    authorised<Balance>(&m_world->tokens, this, [this](const ApiClient::Bearer &bearer) { return m_world->api.cachedBalance(bearer, u"c1"_s); },
                        [&done](const Result<Balance> &) { done = true; });
    QTRY_VERIFY(done);
    const LogEntry first = lastCall();
    QVERIFY(first.url.path().endsWith(u"/balance"_s));
    QCOMPARE(m_again->whyNot(first), QString());
    m_again->send(first);
    QTRY_COMPARE(m_world->network.count(balancePath), 2);
    QTRY_VERIFY(lastCall().id != first.id && lastCall().status == 200);
    QCOMPARE(lastCall().title, first.title);
    QCOMPARE(lastCall().requestHeaders, first.requestHeaders); // redacted as before
    QCOMPARE(m_world->notes(LogEntry::Kind::Action).size(), 1);
    QVERIFY(m_world->notes(LogEntry::Kind::Action).first().startsWith(u"sent again: GET /v2/accounts/…/balance"_s));
    QVERIFY(!m_world->everything().contains("bearer-token-1") && !m_world->everything().contains("sync-api-key"));
}

void SessionSendAgain::everyCallOfOursLeavesTheSame_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("API token") << QByteArray("POST /v2/token") << QByteArray();
    QTest::newRow("Aeropay token") << QByteArray("POST /aeropay/v2/token") << QByteArray();
    QTest::newRow("widget token") << QByteArray("POST /v2/token_widget") << QByteArray();
    QTest::newRow("user") << QByteArray("POST /aeropay/v2/user") << QByteArray(R"({"user":{"aeroPassUserUuid":"u1","userId":7}})");
    QTest::newRow("start") << QByteArray("POST /v2/accounts/*/transactions") << QByteArray(R"({"jobId":"TRN-1"})");
    QTest::newRow("delete") << QByteArray("DELETE /v2/users/*/connections/*/transactions") << QByteArray(R"({"deleted":0})");
}

void SessionSendAgain::everyCallOfOursLeavesTheSame()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, answer);
    if (!answer.isEmpty())
        m_world->network.on(path, answer);
    const ApiClient::Bearer bearer{Secret(QByteArray("bearer-token-1")), goodKeys().apiKey};
    m_world->log.redactor().learn(bearer.token);
    const UserDetails person{u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"+13125550142"_s};
    if (path.endsWith("token_widget"))
        m_world->api.widgetToken(goodKeys(), u"u1"_s);
    else if (path.contains("aeropay/v2/token"))
        m_world->api.aeropassToken(goodKeys());
    else if (path.endsWith("/user"))
        m_world->api.createUser(Secret(QByteArray("pay-token-1")), goodKeys(), person);
    else if (path.startsWith("DELETE"))
        m_world->api.deleteStoredTransactions(bearer, u"u1"_s, u"c 1"_s);
    else if (path.contains("transactions"))
        m_world->api.startJob(bearer, u"c%1"_s, JobKind::Transactions, {QDate(2026, 1, 1), QDate(2026, 1, 31)});
    else
        m_world->api.apiToken(goodKeys());
    QTRY_COMPARE(m_world->network.count(path), 1);
    QTRY_VERIFY(lastCall().status == 200);
    const auto sent = [&] {
        support::SeenRequest last;
        for (const support::SeenRequest &each : m_world->network.asked()) {
            if (each.path() == lastCall().url.path(QUrl::FullyEncoded))
                last = each;
        }
        return last;
    };
    const support::SeenRequest before = sent();
    QCOMPARE(m_again->whyNot(lastCall()), QString());
    const quint64 id = lastCall().id;
    m_again->send(lastCall());
    // tokens are fetched first where the call needs one
    QTRY_VERIFY(lastCall().id > id && lastCall().status == 200 && m_world->network.count(path) >= 2);
    QTRY_COMPARE(m_world->network.inFlight(), 0);
    const support::SeenRequest after = sent();
    QCOMPARE(after.verb, before.verb);
    QCOMPARE(after.url, before.url);
    QCOMPARE(after.body, before.body);
    for (const auto &[name, value] : before.headers)
        QCOMPARE(after.header(name), value);
}

void SessionSendAgain::theKeysAreThoseOfNow()
{
    m_world->api.apiToken(goodKeys());
    QTRY_COMPARE(lastCall().status, 200);
    Credentials other = goodKeys();
    other.apiKey = Secret(QByteArray("another \"key\\"));
    m_world->tokens.setCredentials(other);
    m_again->send(lastCall());
    QTRY_COMPARE(m_world->network.count("POST /v2/token"), 2);
    QCOMPARE(m_world->network.asked().last().header("x-api-key"), QByteArray("another \"key\\"));
    const QByteArray body = R"({"apiKey":"another \"key\\","apiSecret":"sync-api-secret"})";
    QCOMPARE(m_world->network.lastBody("POST /v2/token"), body);
}

void SessionSendAgain::aRefusedTokenIsRenewedOnce()
{
    m_world->network.on(balancePath, errorJson("AC-101"), 401);
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.verb = "GET";
    entry.title = u"GET /v2/accounts/…/balance 200"_s;
    entry.url = QUrl(u"http://127.0.0.1:9/v2/accounts/c1/balance"_s);
    entry.requestHeaders = {{"Authorization", "Bearer ‹redacted›"}, {"x-api-key", "‹redacted›"}};
    m_again->send(entry);
    QTRY_COMPARE(m_world->network.count(balancePath), 2);
    QTRY_COMPARE(m_world->network.inFlight(), 0);
    QCOMPARE(m_world->network.count("POST /v2/token"), 2);
    QTest::qWait(0);
    QCOMPARE(m_world->network.count(balancePath), 2); // and then it is as it is
}

void SessionSendAgain::whyNot_data()
{
    QTest::addColumn<LogEntry>("entry");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QByteArray &verb, const QString &url, const Headers &headers, const QByteArray &body, const QString &part) {
        LogEntry entry;
        entry.kind = LogEntry::Kind::Http;
        entry.verb = verb;
        entry.url = QUrl(url);
        entry.requestHeaders = headers;
        entry.requestBody = body;
        QTest::newRow(name) << entry << part;
    };
    const Headers keys{{"Authorization", "Bearer ‹redacted›"}, {"x-api-key", "‹redacted›"}};
    const Headers pay{{"authorization", "Bearer ‹redacted›"}};
    row("possible", "GET", u"http://127.0.0.1:9/v2/x"_s, keys, {}, {});
    row("without keys", "GET", u"http://127.0.0.1:9/v2/x"_s, {}, {}, {});
    row("another host", "GET", u"http://127.0.0.2:9/v2/x"_s, keys, {}, u"another environment"_s);
    row("another port", "GET", u"http://127.0.0.1:10/v2/x"_s, keys, {}, u"another environment"_s);
    row("another scheme", "GET", u"https://127.0.0.1:9/v2/x"_s, keys, {}, u"another environment"_s);
    row("Aeropay's key elsewhere", "POST", u"http://127.0.0.1:9/v2/user"_s, pay, "{}", u"another environment"_s);
    row("Aeropay", "POST", u"http://127.0.0.1:9/aeropay/v2/user"_s, pay, "{}", {});
    row("a one-time code", "POST", u"http://127.0.0.1:9/aeropay/v2/confirmUser"_s, pay, R"({"code":"‹redacted›"})", u"not kept: code"_s);
    row("a token in the address", "GET", u"http://127.0.0.1:9/v2/x?token=REDACTED"_s, {}, {}, u"not kept: token"_s);
    row("a user's own token", "GET", u"http://127.0.0.1:9/aeropay/v2/user"_s, pay, {}, u"one user"_s);
    row("masked", "POST", u"http://127.0.0.1:9/v2/x"_s, keys, R"({"firstName":"D•••"})", u"masked"_s);
    row("cut", "POST", u"http://127.0.0.1:9/v2/x"_s, keys, QByteArray(256 * 1024, 'x'), u"as a whole"_s);
    LogEntry note;
    QTest::newRow("no call") << note << u"Only calls"_s;
}

void SessionSendAgain::whyNot()
{
    QFETCH(LogEntry, entry);
    QFETCH(QString, part);
    const QString why = m_again->whyNot(entry);
    QVERIFY2(part.isEmpty() ? why.isEmpty() : why.contains(part), qPrintable(why));
    if (!part.isEmpty()) { // whoever asks nevertheless is told, and nothing leaves
        m_again->send(entry);
        QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
        QVERIFY(m_world->network.asked().isEmpty());
        return;
    }
    m_obstacle = u"Production is locked."_s;
    QCOMPARE(m_again->whyNot(entry), m_obstacle);
    m_obstacle.clear();
    m_world->tokens.setCredentials({});
    QCOMPARE(m_again->whyNot(entry).contains(u"keys of this environment"_s), !entry.requestHeaders.isEmpty());
}

void SessionSendAgain::withoutATokenItIsSaid()
{
    m_world->network.forget("POST /v2/token");
    m_world->network.on("POST /v2/token", errorJson("AC-101"), 401);
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.verb = "GET";
    entry.url = QUrl(u"http://127.0.0.1:9/v2/x"_s);
    entry.requestHeaders = {{"Authorization", "Bearer ‹redacted›"}, {"x-api-key", "‹redacted›"}};
    m_again->send(entry);
    QTRY_VERIFY(!m_world->notes(LogEntry::Kind::Problem).filter(u"not sent again"_s).isEmpty());
    QCOMPARE(m_world->network.asked().size(), 1);
}

void SessionSendAgain::aSwitchMeanwhileSendsNothing()
{
    m_world->network.forget("POST /v2/token");
    m_world->network.on("POST /v2/token", FakeAnswer{.hangs = true});
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.verb = "GET";
    entry.url = QUrl(u"http://127.0.0.1:9/v2/x"_s);
    entry.requestHeaders = {{"Authorization", "Bearer ‹redacted›"}, {"x-api-key", "‹redacted›"}};
    m_again->send(entry);
    QTRY_COMPARE(m_world->network.asked().size(), 1);
    m_world->tokens.setCredentials({});
    QTRY_VERIFY(!m_world->notes(LogEntry::Kind::Problem).filter(u"not sent again"_s).isEmpty());
    QCOMPARE(m_world->network.asked().size(), 1);
}

void SessionSendAgain::safeOrNot()
{
    for (const auto &[verb, safe] : {std::pair{"GET", true}, {"HEAD", true}, {"POST", false}, {"DELETE", false}, {"PUT", false}}) {
        LogEntry entry;
        entry.verb = verb;
        QCOMPARE(SendAgain::isSafe(entry), safe);
    }
}

QTEST_GUILESS_MAIN(SessionSendAgain)
#include "session_sendagain.moc"
