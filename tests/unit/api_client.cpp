// SPDX-License-Identifier: GPL-3.0-or-later
// ApiClient: what each endpoint sends, what is refused before it leaves, and how typed answers arrive.
#include "api/apiclient.h"

#include "support/fakenetwork.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::FakeAnswer;
using support::FakeNetwork;

namespace {

Credentials keys()
{
    return Credentials{.apiKey = Secret(QByteArray("key-1")), .apiSecret = Secret(QByteArray("sec\"ret\\ü")),
                       .aeropayApiKey = Secret(QByteArray("pay-key")), .aeropayApiSecret = Secret(QByteArray("pay-secret")),
                       .merchantId = u"1456"_s};
}

ApiClient::Bearer bearer()
{
    return {.token = Secret(QByteArray("tok.en")), .apiKey = Secret(QByteArray("key-1"))};
}

Environment environment(AeropassForm form = AeropassForm::V2)
{
    return Environment{.id = u"test"_s,
                       .name = u"Test"_s,
                       .aerosyncApi = QUrl(u"https://sync.example.com/base"_s),
                       .aeropassApi = QUrl(u"http://127.0.0.1:9999/aeropay"_s),
                       .aeropassForm = form,
                       .reach = Reach::Open};
}

const UserDetails ada{.firstName = u"Ada"_s, .lastName = u"O'Neil \"x\""_s, .email = u"ada@example.com"_s, .phone = u"+13125550142"_s};
const DateRange may{QDate(2026, 5, 1), QDate(2026, 5, 31)};

// Bodies with escapes are ordinary literals: moc loses its way in raw ones.
/// One call, by name, so that a table can list them all.
struct Step {
    const char *name;
    std::function<HttpCall *(ApiClient &)> make;
    QByteArray verb, url, body;
    QByteArray answer;
};

const QByteArray tokenAnswer = R"({"TTL":"1800","token":"t"})";
const QByteArray userAnswer = R"({"user":{"aeroPassUserUuid":"u"}})";
const QByteArray startedAnswer = R"({"jobId":"J"})";

QList<Step> aerosyncSteps()
{
    const QByteArray base = "https://sync.example.com/base/v2";
    return {
        {"apiToken", [](ApiClient &c) { return c.apiToken(keys()).http(); }, "POST", base + "/token", "{\"apiKey\":\"key-1\",\"apiSecret\":\"sec\\\"ret\\\\ü\"}", tokenAnswer},
        {"widgetToken", [](ApiClient &c) { return c.widgetToken(keys(), u"uuid-1"_s).http(); }, "POST", base + "/token_widget",
         "{\"apiKey\":\"key-1\",\"apiSecret\":\"sec\\\"ret\\\\ü\",\"aeroPassUserUuid\":\"uuid-1\"}", tokenAnswer},
        {"widgetToken old", [](ApiClient &c) { return c.widgetToken(keys(), {}).http(); }, "POST", base + "/token_widget", "{\"apiKey\":\"key-1\",\"apiSecret\":\"sec\\\"ret\\\\ü\"}", tokenAnswer},
        {"account", [](ApiClient &c) { return c.account(bearer(), u"c1"_s).http(); }, "GET", base + "/accounts/c1", "",
         R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":"2"}})"},
        {"balance", [](ApiClient &c) { return c.cachedBalance(bearer(), u"c1"_s).http(); }, "GET", base + "/accounts/c1/balance", "", R"({"account":{"availableBalance":1,"currentBalance":1}})"},
        {"start balance", [](ApiClient &c) { return c.startJob(bearer(), u"c1"_s, JobKind::Balance).http(); }, "POST", base + "/accounts/c1/refresh", "", startedAnswer},
        {"start balance, range", [](ApiClient &c) { return c.startJob(bearer(), u"c1"_s, JobKind::Balance, may).http(); }, "POST", base + "/accounts/c1/refresh", "", startedAnswer},
        {"start transactions", [](ApiClient &c) { return c.startJob(bearer(), u"c1"_s, JobKind::Transactions).http(); }, "POST", base + "/accounts/c1/transactions", "", startedAnswer},
        {"start transactions, range", [](ApiClient &c) { return c.startJob(bearer(), u"c1"_s, JobKind::Transactions, may).http(); }, "POST", base + "/accounts/c1/transactions",
         R"({"startDate":"2026-05-01","endDate":"2026-05-31"})", startedAnswer},
        {"start transactions, open end", [](ApiClient &c) { return c.startJob(bearer(), u"c1"_s, JobKind::Transactions, {QDate(2026, 5, 1), {}}).http(); }, "POST",
         base + "/accounts/c1/transactions", R"({"startDate":"2026-05-01"})", startedAnswer},
        {"start identity", [](ApiClient &c) { return c.startJob(bearer(), u"c1"_s, JobKind::Identity).http(); }, "POST", base + "/accounts/c1/identity", "", startedAnswer},
        {"job", [](ApiClient &c) { return c.jobStatus(bearer(), u"c1"_s, u"REF-1"_s).http(); }, "GET", base + "/accounts/c1/job/REF-1", "", R"({"jobStatus":"COMPLETED"})"},
        {"transactions", [](ApiClient &c) { return c.transactions(bearer(), u"c1"_s, u"TRN-1"_s).http(); }, "GET", base + "/accounts/c1/transactions?job_id=TRN-1", "", R"({"transactions":[]})"},
        {"identity", [](ApiClient &c) { return c.identity(bearer(), u"c1"_s).http(); }, "GET", base + "/accounts/c1/identity", "", R"({"identity":{"accountHolderName":"A"}})"},
        {"connections", [](ApiClient &c) { return c.connections(bearer(), u"uuid-1"_s).http(); }, "GET", base + "/users/uuid-1/connections", "", R"({"connections":[]})"},
        {"user transactions", [](ApiClient &c) { return c.userTransactions(bearer(), u"uuid-1"_s, u"c1"_s, may, {}).http(); }, "GET",
         base + "/users/uuid-1/connections/c1/transactions?start_date=2026-05-01&end_date=2026-05-31", "", R"({"transactions":[]})"},
        {"user transactions, next", [](ApiClient &c) { return c.userTransactions(bearer(), u"uuid-1"_s, u"c1"_s, {}, u"a+b/c==&d ü%41"_s).http(); }, "GET",
         base + "/users/uuid-1/connections/c1/transactions?next_page=a%2Bb%2Fc%3D%3D%26d%20%C3%BC%2541", "", R"({"transactions":[]})"},
        {"delete", [](ApiClient &c) { return c.deleteStoredTransactions(bearer(), u"uuid-1"_s, u"c1"_s).http(); }, "DELETE", base + "/users/uuid-1/connections/c1/transactions", "", R"({"deleted":0})"},
    };
}

QList<Step> aeropassSteps(AeropassForm form)
{
    const QByteArray base = "http://127.0.0.1:9999/aeropay";
    if (form == AeropassForm::V1) {
        return {
            {"token", [](ApiClient &c) { return c.aeropassToken(keys()).http(); }, "POST", base + "/token", R"({"api_key":"pay-key","api_secret":"pay-secret","scope":"merchant","id":"1456"})", tokenAnswer},
            {"user token", [](ApiClient &c) { return c.aeropassUserToken(keys(), u"77"_s).http(); }, "POST", base + "/token",
             R"({"api_key":"pay-key","api_secret":"pay-secret","scope":"userForMerchant","id":"1456","userId":"77"})", tokenAnswer},
            {"create", [](ApiClient &c) { return c.createUser(Secret(QByteArray("tok.en")), keys(), ada).http(); }, "POST", base + "/user",
             "{\"first_name\":\"Ada\",\"last_name\":\"O'Neil \\\"x\\\"\",\"phone_number\":\"+13125550142\",\"email\":\"ada@example.com\",\"merchantId\":1456}", userAnswer},
            {"fetch", [](ApiClient &c) { return c.fetchUser(Secret(QByteArray("tok.en"))).http(); }, "GET", base + "/user", "", userAnswer},
            {"confirm", [](ApiClient &c) { return c.confirmUser(Secret(QByteArray("tok.en")), keys(), u"77"_s, u"000000"_s).http(); }, "POST", base + "/confirmUser",
             R"({"userId":"77","code":"000000","merchantId":"1456"})", userAnswer},
        };
    }
    return {
        {"token", [](ApiClient &c) { return c.aeropassToken(keys()).http(); }, "POST", base + "/v2/token", R"({"apiKey":"pay-key","apiSecret":"pay-secret","scope":"merchant","id":"1456"})", tokenAnswer},
        {"user token", [](ApiClient &c) { return c.aeropassUserToken(keys(), u"77"_s).http(); }, "POST", base + "/v2/token",
         R"({"apiKey":"pay-key","apiSecret":"pay-secret","scope":"userForMerchant","id":"1456","userId":"77"})", tokenAnswer},
        {"create", [](ApiClient &c) { return c.createUser(Secret(QByteArray("tok.en")), keys(), ada).http(); }, "POST", base + "/v2/user",
         "{\"firstName\":\"Ada\",\"lastName\":\"O'Neil \\\"x\\\"\",\"phoneNumber\":\"+13125550142\",\"email\":\"ada@example.com\"}", userAnswer},
        {"fetch", [](ApiClient &c) { return c.fetchUser(Secret(QByteArray("tok.en"))).http(); }, "GET", base + "/v2/user", "", userAnswer},
        {"confirm", [](ApiClient &c) { return c.confirmUser(Secret(QByteArray("tok.en")), keys(), u"77"_s, u"000000"_s).http(); }, "POST", base + "/v2/confirmUser",
         R"({"userId":"77","code":"000000","merchantId":"1456"})", userAnswer},
    };
}

} // namespace

class ApiClientTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<ApiClient> m_client;

    void compareRequest(const Step &step)
    {
        m_network->queueJson(step.answer);
        bool settled = false;
        HttpCall *call = step.make(*m_client);
        QVERIFY(call);
        connect(call, &HttpCall::settled, this, [&](const Result<Answer> &result) { settled = result.has_value(); });
        QCOMPARE(m_network->seen().size(), 1);
        const auto &seen = m_network->last();
        QCOMPARE(seen.verb, step.verb);
        QCOMPARE(seen.url.toEncoded(), step.url);
        QCOMPARE(seen.body, step.body);
        QCOMPARE(seen.header("Accept"), QByteArray("application/json"));
        QCOMPARE(seen.header("Content-Type"), step.verb == "POST" ? QByteArray("application/json") : QByteArray());
        QVERIFY(seen.header("User-Agent").startsWith("aerosync-console/"));
        QVERIFY(!call->request().label().contains(u"c1"_s));
        QVERIFY(!call->request().label().contains(u"uuid-1"_s));
        QVERIFY(!call->request().name.isEmpty());
        QTRY_VERIFY(settled);
    }

private Q_SLOTS:
    void init()
    {
        m_network = std::make_unique<FakeNetwork>();
        m_client = std::make_unique<ApiClient>(m_network.get());
        m_client->setEnvironment(environment());
        m_client->setRetryRule({.attempts = 1, .firstDelay = 1ms, .longestDelay = 5ms, .timeout = 5s});
    }
    void cleanup()
    {
        QCOMPARE(m_network->unserved(), 0);
        m_client.reset();
        m_network.reset();
    }

    void aerosyncRequests_data()
    {
        QTest::addColumn<int>("index");
        const auto steps = aerosyncSteps();
        for (int i = 0; i < steps.size(); ++i)
            QTest::newRow(steps[i].name) << i;
    }
    void aerosyncRequests()
    {
        QFETCH(int, index);
        const Step step = aerosyncSteps().at(index);
        compareRequest(step);
        if (QTest::currentTestFailed())
            return;
        const bool isToken = step.url.contains("/token");
        QCOMPARE(m_network->last().header("x-api-key"), QByteArray("key-1")); // on every call
        QCOMPARE(m_network->last().header("Authorization"), isToken ? QByteArray() : QByteArray("Bearer tok.en"));
    }

    void aeropassRequests_data()
    {
        QTest::addColumn<bool>("v1");
        QTest::addColumn<int>("index");
        for (const bool v1 : {true, false}) {
            const auto steps = aeropassSteps(v1 ? AeropassForm::V1 : AeropassForm::V2);
            for (int i = 0; i < steps.size(); ++i)
                QTest::addRow("%s %s", v1 ? "v1" : "v2", steps[i].name) << v1 << i;
        }
    }
    void aeropassRequests()
    {
        QFETCH(bool, v1);
        QFETCH(int, index);
        const AeropassForm form = v1 ? AeropassForm::V1 : AeropassForm::V2;
        m_client->setEnvironment(environment(form));
        const Step step = aeropassSteps(form).at(index);
        compareRequest(step);
        if (QTest::currentTestFailed())
            return;
        const auto &seen = m_network->last();
        const bool isToken = step.url.endsWith("/token");
        QCOMPARE(seen.header("X-AP-Version"), v1 ? QByteArray("1.1") : QByteArray());
        QCOMPARE(seen.header("X-API-Version"), v1 ? QByteArray("1.1") : QByteArray());
        QCOMPARE(seen.header("authorizationToken"), v1 && !isToken ? QByteArray("Bearer tok.en") : QByteArray());
        QCOMPARE(seen.header("authorization"), !v1 && !isToken ? QByteArray("Bearer tok.en") : QByteArray());
        QVERIFY(seen.header("x-api-key").isEmpty()); // Aerosync's key is none of Aeropay's business
    }

    void everyEndpointIsCalled()
    {
        QSet<QByteArray> called;
        for (const auto &steps : {aerosyncSteps(), aeropassSteps(AeropassForm::V1), aeropassSteps(AeropassForm::V2)}) {
            for (const Step &step : steps)
                called << step.verb + ' ' + QUrl(QString::fromLatin1(step.url)).path().toLatin1();
        }
        for (const Endpoint endpoint : allEndpoints()) {
            const EndpointRow &row = endpointRow(endpoint);
            const QString path = QString::fromLatin1(row.path).replace(u"{connectionId}"_s, u"c1"_s).replace(u"{aeroPassUserUuid}"_s, u"uuid-1"_s).replace(u"{jobId}"_s, u"REF-1"_s);
            const QByteArray verb = QByteArray(row.verb) + ' ';
            QVERIFY2(called.contains(verb + "/base" + path.toLatin1()) || called.contains(verb + "/aeropay" + path.toLatin1()), row.path);
        }
    }

    void merchantIdsThatAreNoNumbersStayText_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("1456") << QByteArray("1456");
        QTest::newRow("0") << QByteArray("0");
        QTest::newRow("007") << QByteArray("\"007\"");
        QTest::newRow("+5") << QByteArray("\"+5\"");
        QTest::newRow("1e3") << QByteArray("\"1e3\"");
        QTest::newRow("99999999999999999999") << QByteArray("\"99999999999999999999\"");
        QTest::newRow("m-\"1") << QByteArray("\"m-\\\"1\"");
    }
    void merchantIdsThatAreNoNumbersStayText()
    {
        QFETCH(QByteArray, json);
        m_client->setEnvironment(environment(AeropassForm::V1));
        m_network->queueJson(userAnswer);
        Credentials credentials = keys();
        credentials.merchantId = QString::fromLatin1(QTest::currentDataTag());
        m_client->createUser(Secret(QByteArray("t")), credentials, ada);
        QVERIFY2(m_network->last().body.endsWith("\"merchantId\":" + json + "}"), m_network->last().body.constData());
    }

    void idsCannotChangeThePath_data()
    {
        QTest::addColumn<QByteArray>("path"); // empty: refused
        const auto row = [](const char *id, const char *path) { QTest::newRow(id) << QByteArray(path); };
        row("a/b?c", "a%2Fb%3Fc");
        row("../../token", "..%2F..%2Ftoken");
        row("a#b", "a%23b");
        row("a%2Fb", "a%252Fb");
        row("a b", "a%20b");
        row("a;b=c&d", "a%3Bb%3Dc%26d");
        row("ü", "%C3%BC");
        row("{connectionId}", "%7BconnectionId%7D");
        row("\\..\\", "%5C..%5C");
        row("@host:80", "%40host%3A80");
        row("bd9d48bd-8b51-4e6e-9f4b-5f5e8f4b0a10", "bd9d48bd-8b51-4e6e-9f4b-5f5e8f4b0a10");
        row("", "");
        row(".", "");
        row("..", "");
    }
    void idsCannotChangeThePath()
    {
        QFETCH(QByteArray, path);
        const QString id = QString::fromUtf8(QTest::currentDataTag());
        if (!path.isEmpty()) {
            m_network->queueJson("{}");
            m_client->jobStatus(bearer(), id, id);
            QCOMPARE(m_network->last().url.toEncoded(), "https://sync.example.com/base/v2/accounts/" + path + "/job/" + path);
            m_network->queueJson("{}");
            m_client->userTransactions(bearer(), id, id, may, {});
            QCOMPARE(m_network->last().url.toEncoded(), "https://sync.example.com/base/v2/users/" + path + "/connections/" + path + "/transactions?start_date=2026-05-01&end_date=2026-05-31");
            return;
        }
        std::optional<Error> error;
        m_client->account(bearer(), id).onDone(this, [&](const Result<Account> &result) { error = result.error(); });
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Input);
        QCOMPARE(error->where, u"connectionId"_s);
        std::optional<Error> second;
        m_client->jobStatus(bearer(), u"c1"_s, id).onDone(this, [&](const Result<JobReport> &result) { second = result.error(); });
        QTRY_VERIFY(second);
        QCOMPARE(second->where, u"jobId"_s);
        QCOMPARE(m_network->seen().size(), 0);
    }

    void missingKeysAreNamed_data()
    {
        QTest::addColumn<QString>("missing");
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("saying");
        const auto row = [](const char *missing, const char *call, const char *where, const char *saying) {
            QTest::addRow("%s without %s", call, missing) << QString::fromLatin1(missing) << QString::fromLatin1(call) << QString::fromLatin1(where) << QString::fromLatin1(saying);
        };
        for (const char *call : {"apiToken", "widgetToken"}) {
            row("apiKey", call, "apiKey", "the Aerosync API key is missing");
            row("apiSecret", call, "apiSecret", "the Aerosync API secret is missing");
        }
        for (const char *call : {"aeropassToken", "aeropassUserToken"}) {
            row("aeropayApiKey", call, "aeropayApiKey", "the Aeropay API key is missing");
            row("aeropayApiSecret", call, "aeropayApiSecret", "the Aeropay API secret is missing");
            row("merchantId", call, "merchantId", "the Aeropay merchant id is missing");
        }
        row("userId", "aeropassUserToken", "userId", "the user's id is missing");
        row("merchantId", "confirmUser", "merchantId", "the Aeropay merchant id is missing");
        for (const char *call : {"createUser", "fetchUser", "confirmUser"})
            row("token", call, "token", "the Aeropay token is missing");
        for (const char *call : {"account", "startJob", "delete"}) {
            row("token", call, "token", "the Aerosync API token is missing");
            row("apiKey", call, "apiKey", "the Aerosync API key is missing");
        }
    }
    void missingKeysAreNamed()
    {
        QFETCH(QString, missing);
        QFETCH(QString, call);
        QFETCH(QString, where);
        QFETCH(QString, saying);
        Credentials credentials = keys();
        if (missing == u"apiKey") credentials.apiKey = {};
        if (missing == u"apiSecret") credentials.apiSecret = {};
        if (missing == u"aeropayApiKey") credentials.aeropayApiKey = {};
        if (missing == u"aeropayApiSecret") credentials.aeropayApiSecret = {};
        if (missing == u"merchantId") credentials.merchantId.clear();
        const Secret token = missing == u"token" ? Secret() : Secret(QByteArray("tok.en"));
        const ApiClient::Bearer both{.token = token, .apiKey = credentials.apiKey};
        const QString userId = missing == u"userId" ? QString() : u"77"_s;
        HttpCall *http = nullptr;
        if (call == u"apiToken") http = m_client->apiToken(credentials).http();
        else if (call == u"widgetToken") http = m_client->widgetToken(credentials, u"u"_s).http();
        else if (call == u"aeropassToken") http = m_client->aeropassToken(credentials).http();
        else if (call == u"aeropassUserToken") http = m_client->aeropassUserToken(credentials, userId).http();
        else if (call == u"createUser") http = m_client->createUser(token, credentials, ada).http();
        else if (call == u"fetchUser") http = m_client->fetchUser(token).http();
        else if (call == u"confirmUser") http = m_client->confirmUser(token, credentials, userId, u"000000"_s).http();
        else if (call == u"account") http = m_client->account(both, u"c1"_s).http();
        else if (call == u"startJob") http = m_client->startJob(both, u"c1"_s, JobKind::Identity).http();
        else if (call == u"delete") http = m_client->deleteStoredTransactions(both, u"u"_s, u"c1"_s).http();
        QVERIFY(http);
        std::optional<Error> error;
        connect(http, &HttpCall::settled, this, [&](const Result<Answer> &result) { error = result.error(); });
        QVERIFY(!error); // at the next turn of the loop
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Credentials);
        QCOMPARE(error->where, where);
        QVERIFY2(error->message.contains(saying), qPrintable(error->message));
        QCOMPARE(m_network->seen().size(), 0);
    }

    void reachIsAskedForEveryCall_data()
    {
        QTest::addColumn<int>("reach");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("unlocked");
        QTest::addColumn<bool>("leaves");
        QTest::newRow("simulator to the sandbox") << int(Reach::LoopbackOnly) << u"https://api.sandbox.aerosync.com"_s << true << false;
        QTest::newRow("simulator to itself") << int(Reach::LoopbackOnly) << u"http://127.0.0.1:1/aeropay"_s << false << true;
        QTest::newRow("sandbox to production") << int(Reach::Open) << u"https://api.aerosync.com"_s << true << false;
        QTest::newRow("sandbox in the clear") << int(Reach::Open) << u"http://api.sandbox.aerosync.com"_s << false << false;
        QTest::newRow("production locked") << int(Reach::Production) << u"https://api.aerosync.com"_s << false << false;
        QTest::newRow("production unlocked") << int(Reach::Production) << u"https://api.aerosync.com"_s << true << true;
        QTest::newRow("no address yet") << int(Reach::LoopbackOnly) << QString() << false << false;
    }
    void reachIsAskedForEveryCall()
    {
        QFETCH(int, reach);
        QFETCH(QString, host);
        QFETCH(bool, unlocked);
        QFETCH(bool, leaves);
        Environment there = environment();
        there.reach = static_cast<Reach>(reach);
        there.aerosyncApi = there.aeropassApi = QUrl(host);
        m_client->setEnvironment(there);
        m_client->setProductionUnlocked(unlocked);
        const auto steps = aerosyncSteps() + aeropassSteps(AeropassForm::V2);
        for (const Step &step : steps) {
            if (leaves)
                m_network->queueJson(step.answer);
            std::optional<Result<Answer>> result;
            HttpCall *call = step.make(*m_client);
            connect(call, &HttpCall::settled, this, [&](const Result<Answer> &got) { result = got; });
            QTRY_VERIFY2(result, step.name);
            QCOMPARE(result->has_value(), leaves);
            if (!leaves)
                QCOMPARE(result->error().kind, Error::Kind::Refused);
        }
        QCOMPARE(m_network->seen().size(), leaves ? steps.size() : 0);
    }

    void productionIsLockedAtFirst()
    {
        QVERIFY(!ApiClient(m_network.get()).productionUnlocked());
    }

    void typedAnswersArriveOnce()
    {
        m_network->queueJson(R"({"account":{"availableBalance":12.50,"currentBalance":null,"currency":"USD"}})");
        int times = 0;
        std::optional<Result<Balance>> got;
        const auto call = m_client->cachedBalance(bearer(), u"c1"_s);
        QVERIFY(call.isRunning());
        call.onDone(this, [&, call](const Result<Balance> &result) {
            ++times;
            got = result;
            QVERIFY(!call.isRunning()); // also inside the callback
        });
        QTRY_VERIFY(got);
        QVERIFY(got->has_value());
        QCOMPARE((*got)->available->plainText(), u"12.50"_s);
        QTRY_VERIFY(!call.http());
        QCOMPARE(times, 1);
        call.cancel(); // on a call that is gone: nothing
        QVERIFY(!Call<Balance>().isRunning());
        Call<Balance>().cancel();
    }

    void decodingErrorsNameCallAndPath()
    {
        m_network->queueJson(R"({"account":{"availableBalance":"lots","currentBalance":1}})");
        std::optional<Error> error;
        m_client->cachedBalance(bearer(), u"c1"_s).onDone(this, [&](const Result<Balance> &result) { error = result.error(); });
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Decode);
        QCOMPARE(error->message, u"account.availableBalance: expected a number, got text"_s);
        QCOMPARE(error->where, u"GET /v2/accounts/…/balance → account.availableBalance"_s);
        QCOMPARE(error->httpStatus, 200);
    }

    void serviceErrorsNameTheCall()
    {
        m_network->queueJson(R"({"error":{"code":"AC-112","message":"Busy"}})", 409);
        std::optional<Error> error;
        m_client->startJob(bearer(), u"c1"_s, JobKind::Balance).onDone(this, [&](const Result<JobReport> &result) { error = result.error(); });
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Service);
        QCOMPARE(error->code, u"AC-112"_s);
        QCOMPARE(error->httpStatus, 409);
        QCOMPARE(error->where, u"POST /v2/accounts/…/refresh"_s);
        QVERIFY(meansConflict(*error));
    }

    void anErrorInA200CountsFirst()
    {
        m_network->queueJson(R"({"status":"success","statusCode":200,"transactions":[],"error":{"code":"AC-500","message":"Oh"}})");
        std::optional<Error> error;
        m_client->userTransactions(bearer(), u"u"_s, u"c1"_s, {}, {}).onDone(this, [&](const Result<TransactionPage> &result) { error = result.error(); });
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Service);
        QCOMPARE(error->httpStatus, 200);
    }

    void aDeadReceiverIsNotCalled()
    {
        m_network->queueJson(tokenAnswer);
        auto receiver = std::make_unique<QObject>();
        bool called = false;
        const auto call = m_client->apiToken(keys());
        call.onDone(receiver.get(), [&](const Result<ApiToken> &) { called = true; });
        receiver.reset();
        QTRY_VERIFY(!call.http());
        QVERIFY(!called);
    }

    void aCancelledCallIsNotHeardOf()
    {
        m_network->queueJson(tokenAnswer);
        bool called = false;
        const auto call = m_client->apiToken(keys());
        call.onDone(this, [&](const Result<ApiToken> &) { called = true; });
        call.cancel();
        QVERIFY(!call.isRunning());
        QTRY_VERIFY(!call.http());
        QVERIFY(!called);
    }

    void secretsStayOutOfMessages()
    {
        const QList<FakeAnswer> answers{{.status = 401, .body = R"({"error":{"code":"AC-101","message":"wrong"}})"}, {.status = 500, .body = "x"}, {.body = "not json"}, {.body = "{}"},
                                        {.failure = QNetworkReply::RemoteHostClosedError}, {.status = 302, .body = "", .headers = {{"Location", "https://x.example/?key=key-1"}}}};
        for (const FakeAnswer &answer : answers) {
            m_network->queue(answer);
            std::optional<Error> error;
            m_client->apiToken(keys()).onDone(this, [&](const Result<ApiToken> &result) { error = result.error(); });
            QTRY_VERIFY(error);
            const QString all = oneLine(*error) + adviceFor(*error);
            QVERIFY2(!all.contains(u"key-1"_s) && !all.contains(u"sec\"ret"_s), qPrintable(all));
        }
    }
};

QTEST_GUILESS_MAIN(ApiClientTest)
#include "api_client.moc"
