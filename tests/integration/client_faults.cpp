// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault of the simulator on every call of the client: a clear error that names the call, no crash, no
// hang, and the same call works again as soon as the fault is gone.
#include "support/apifixture.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::ApiFixture;

namespace {

constexpr RetryRule patient{.attempts = 1, .firstDelay = 2ms, .longestDelay = 10ms, .timeout = 10s};
constexpr RetryRule hasty{.attempts = 2, .firstDelay = 2ms, .longestDelay = 10ms, .timeout = 250ms};

struct FaultCase {
    const char *name;
    QJsonObject args;
    /// What may come of it. A fault that leaves the answer usable ("delay" under the limit) has none.
    QList<Error::Kind> kinds;
};

QList<FaultCase> faultCases()
{
    using Kind = Error::Kind;
    return {{"status", {{u"status"_s, 500}}, {Kind::Service}},
            {"status", {{u"status"_s, 503}, {u"code"_s, u"AC-500"_s}}, {Kind::Service}},
            {"delay", {{u"delayMs"_s, 60}}, {}},
            {"delay", {{u"delayMs"_s, 2000}}, {Kind::Timeout}},
            {"hang", {}, {Kind::Timeout}},
            {"drop", {}, {Kind::Network}},
            {"malformed", {}, {Kind::Decode, Kind::Network}}, // cut: in the middle, or by the length it promised
            {"missing-field", {}, {Kind::Decode}},
            {"wrong-type", {{u"value"_s, QJsonObject()}}, {Kind::Decode}}, // an object is right nowhere; a number may be an id
            {"unknown-status", {}, {}},                       // "anything else keeps polling"
            {"expired-token", {}, {Kind::Service}},
            {"rate-limit", {{u"retryAfter"_s, 30}}, {Kind::Service}},
            {"body-error", {}, {Kind::Service}},
            {"renderer-kill", {}, {Kind::Decode}}};           // a page where JSON was expected
}

struct CallCase {
    const char *name;
    const char *method;
    const char *path; ///< glob for the fault
    bool v1;
    std::function<Result<void>(ApiFixture &)> run;
};

/// Waits for the call and forgets its value.
template <typename T>
Result<void> outcome(ApiFixture &sim, const Call<T> &call)
{
    const Result<T> result = sim.wait(call);
    if (!result)
        return fail(result.error());
    return {};
}

/// The rule for the call in question; the calls that prepare it are not to be hurried.
RetryRule ruleUnderTest = patient;

ApiClient &underTest(ApiFixture &sim)
{
    sim.client->setRetryRule(ruleUnderTest);
    return *sim.client;
}

QList<CallCase> callCases()
{
    using F = ApiFixture;
    return {
        {"Aeropay token v1", "POST", "/aeropay/token", true, [](F &f) { return outcome(f, underTest(f).aeropassToken(f.keys)); }},
        {"create user v1", "POST", "/aeropay/user", true, [](F &f) { return outcome(f, underTest(f).createUser(f.aeropass, f.keys, f.details)); }},
        {"confirm user v1", "POST", "/aeropay/confirmUser", true, [](F &f) { return outcome(f, underTest(f).confirmUser(f.aeropass, f.keys, f.user.userId, u"000000"_s)); }},
        {"fetch user v1", "GET", "/aeropay/user", true, [](F &f) {
             const auto token = f.wait(f.client->aeropassUserToken(f.keys, f.user.userId));
             return token ? outcome(f, underTest(f).fetchUser(token->value)) : Result<void>(fail(token.error()));
         }},
        {"Aeropay token v2", "POST", "/aeropay/v2/token", false, [](F &f) { return outcome(f, underTest(f).aeropassToken(f.keys)); }},
        {"user token v2", "POST", "/aeropay/v2/token", false, [](F &f) { return outcome(f, underTest(f).aeropassUserToken(f.keys, f.user.userId)); }},
        {"create user v2", "POST", "/aeropay/v2/user", false, [](F &f) { return outcome(f, underTest(f).createUser(f.aeropass, f.keys, f.details)); }},
        {"confirm user v2", "POST", "/aeropay/v2/confirmUser", false, [](F &f) { return outcome(f, underTest(f).confirmUser(f.aeropass, f.keys, f.user.userId, u"000000"_s)); }},
        {"fetch user v2", "GET", "/aeropay/v2/user", false, [](F &f) {
             const auto token = f.wait(f.client->aeropassUserToken(f.keys, f.user.userId));
             return token ? outcome(f, underTest(f).fetchUser(token->value)) : Result<void>(fail(token.error()));
         }},
        {"API token", "POST", "/v2/token", false, [](F &f) { return outcome(f, underTest(f).apiToken(f.keys)); }},
        {"widget token", "POST", "/v2/token_widget", false, [](F &f) { return outcome(f, underTest(f).widgetToken(f.keys, f.user.aeroPassUserUuid)); }},
        {"account", "GET", "/v2/accounts/*", false, [](F &f) { return outcome(f, underTest(f).account(f.bearer, f.connectionId)); }},
        {"balance", "GET", "/v2/accounts/*/balance", false, [](F &f) { return outcome(f, underTest(f).cachedBalance(f.bearer, f.connectionId)); }},
        {"start balance job", "POST", "/v2/accounts/*/refresh", false, [](F &f) { return outcome(f, underTest(f).startJob(f.bearer, f.connectionId, JobKind::Balance)); }},
        {"start transactions job", "POST", "/v2/accounts/*/transactions", false, [](F &f) { return outcome(f, underTest(f).startJob(f.bearer, f.connectionId, JobKind::Transactions)); }},
        {"start identity job", "POST", "/v2/accounts/*/identity", false, [](F &f) { return outcome(f, underTest(f).startJob(f.bearer, f.connectionId, JobKind::Identity)); }},
        {"job status", "GET", "/v2/accounts/*/job/*", false, [](F &f) {
             const auto started = f.wait(f.client->startJob(f.bearer, f.connectionId, JobKind::Balance));
             return started ? outcome(f, underTest(f).jobStatus(f.bearer, f.connectionId, started->jobId)) : Result<void>(fail(started.error()));
         }},
        {"transactions of a job", "GET", "/v2/accounts/*/transactions", false, [](F &f) {
             const auto started = f.wait(f.client->startJob(f.bearer, f.connectionId, JobKind::Transactions));
             if (!started)
                 return Result<void>(fail(started.error()));
             f.advance(60);
             return outcome(f, underTest(f).transactions(f.bearer, f.connectionId, started->jobId));
         }},
        {"identity", "GET", "/v2/accounts/*/identity", false, [](F &f) {
             const auto started = f.wait(f.client->startJob(f.bearer, f.connectionId, JobKind::Identity));
             if (!started)
                 return Result<void>(fail(started.error()));
             f.advance(60);
             return outcome(f, underTest(f).identity(f.bearer, f.connectionId));
         }},
        {"connections", "GET", "/v2/users/*/connections", false, [](F &f) { return outcome(f, underTest(f).connections(f.bearer, f.user.aeroPassUserUuid)); }},
        {"user transactions", "GET", "/v2/users/*/connections/*/transactions", false,
         [](F &f) { return outcome(f, underTest(f).userTransactions(f.bearer, f.user.aeroPassUserUuid, f.connectionId, {}, {})); }},
        {"delete stored transactions", "DELETE", "/v2/users/*/connections/*/transactions", false,
         [](F &f) { return outcome(f, underTest(f).deleteStoredTransactions(f.bearer, f.user.aeroPassUserUuid, f.connectionId)); }},
    };
}

} // namespace

class ClientFaults : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<ApiFixture> m_sim;

    /// The person has to be able to act on it: which call, in plain words, no secret, something to do.
    void checkIsClear(const Error &error, const CallCase &call)
    {
        const QString all = oneLine(error) + adviceFor(error);
        QVERIFY2(error.where.startsWith(QString::fromLatin1(call.method) + u" /"_s), qPrintable(all));
        QVERIFY(!error.message.isEmpty());
        QVERIFY(!adviceFor(error).isEmpty());
        for (const QString &secret : {m_sim->keys.apiSecret.revealText(), m_sim->keys.apiKey.revealText(), m_sim->keys.aeropayApiSecret.revealText(),
                                      m_sim->bearer.token.revealText(), m_sim->aeropass.revealText(), m_sim->connectionId})
            QVERIFY2(!all.contains(secret), qPrintable(all));
        QVERIFY2(!error.message.startsWith(u"TEST:"_s), qPrintable(all)); // it never settled
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sim = std::make_unique<ApiFixture>();
        QVERIFY2(m_sim->problem.isEmpty(), qPrintable(m_sim->problem));
    }
    void cleanupTestCase() { m_sim.reset(); }

    void everyFaultOnEveryCall_data()
    {
        QTest::addColumn<int>("callIndex");
        QTest::addColumn<int>("faultIndex");
        const auto calls = callCases();
        const auto faults = faultCases();
        for (int c = 0; c < calls.size(); ++c) {
            for (int f = 0; f < faults.size(); ++f)
                QTest::addRow("%s: %s %d", calls[c].name, faults[f].name, f) << c << f;
        }
    }
    void everyFaultOnEveryCall()
    {
        QFETCH(int, callIndex);
        QFETCH(int, faultIndex);
        const CallCase call = callCases().at(callIndex);
        FaultCase fault = faultCases().at(faultIndex);
        if (QByteArray(call.path).endsWith("/confirmUser") && qstrcmp(fault.name, "missing-field") == 0)
            fault.kinds.clear(); // a plain yes: whom it confirms is known
        Environment environment = m_sim->environment;
        environment.aeropassForm = call.v1 ? AeropassForm::V1 : AeropassForm::V2;
        m_sim->client->setEnvironment(environment);
        m_sim->client->setRetryRule(patient);
        m_sim->startOver();
        QVERIFY2(m_sim->problem.isEmpty(), qPrintable(m_sim->problem));

        // The calls that only prepare must not be hit: the fault matches method and path of the one in question.
        m_sim->orderFault({{u"name"_s, QString::fromLatin1(fault.name)},
                           {u"match"_s, QJsonObject{{u"method"_s, QString::fromLatin1(call.method)}, {u"path"_s, QString::fromLatin1(call.path)}}},
                           {u"times"_s, u"forever"_s},
                           {u"args"_s, fault.args}});
        ruleUnderTest = fault.kinds.contains(Error::Kind::Timeout) ? hasty : patient;
        const Result<void> spoilt = call.run(*m_sim);
        if (fault.kinds.isEmpty()) {
            QVERIFY2(spoilt.has_value(), spoilt ? "" : qPrintable(oneLine(spoilt.error())));
        } else {
            QVERIFY(!spoilt);
            QVERIFY2(fault.kinds.contains(spoilt.error().kind), qPrintable(errorKindName(spoilt.error().kind) + u": "_s + oneLine(spoilt.error())));
            checkIsClear(spoilt.error(), call);
            if (qstrcmp(fault.name, "rate-limit") == 0)
                QCOMPARE(spoilt.error().retryAfter, std::optional<std::chrono::milliseconds>(30s));
            if (qstrcmp(fault.name, "body-error") == 0)
                QCOMPARE(spoilt.error().httpStatus, 200);
            if (qstrcmp(fault.name, "expired-token") == 0)
                QVERIFY(meansUnauthorised(spoilt.error()));
            if (qstrcmp(fault.name, "missing-field") == 0 || qstrcmp(fault.name, "wrong-type") == 0)
                QVERIFY2(spoilt.error().where.contains(u" → "_s), qPrintable(spoilt.error().where)); // the path in the answer
        }
        if (QTest::currentTestFailed())
            return;

        m_sim->clearFaults();
        ruleUnderTest = patient;
        m_sim->client->setRetryRule(patient);
        m_sim->advance(60); // a job that was started although its answer was lost
        const Result<void> again = call.run(*m_sim);
        QVERIFY2(again.has_value(), again ? "" : qPrintable(oneLine(again.error())));
    }

    /// A fault that hits once: a safe call gets over it by itself, any other leaves once.
    void oneFaultIsGotOver_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QJsonObject>("args");
        QTest::newRow("drop") << u"drop"_s << QJsonObject();
        QTest::newRow("hang") << u"hang"_s << QJsonObject();
        QTest::newRow("502") << u"status"_s << QJsonObject{{u"status"_s, 502}};
        QTest::newRow("503") << u"status"_s << QJsonObject{{u"status"_s, 503}};
        QTest::newRow("rate limit") << u"rate-limit"_s << QJsonObject{{u"retryAfter"_s, 0}};
    }
    void oneFaultIsGotOver()
    {
        QFETCH(QString, fault);
        QFETCH(QJsonObject, args);
        m_sim->client->setEnvironment(m_sim->environment);
        m_sim->client->setRetryRule(patient);
        m_sim->startOver();
        m_sim->client->setRetryRule({.attempts = 3, .firstDelay = 2ms, .longestDelay = 10ms, .timeout = 3s});
        int tries = 0;
        QObject receiver;
        connect(m_sim->client.get(), &ApiClient::exchanged, &receiver, [&tries](const Exchange &) { ++tries; });
        // Qt itself sends a dropped GET once more, so a drop has to hit twice to be noticed at all
        const int times = fault == u"drop" ? 2 : 1;
        m_sim->orderFault({{u"name"_s, fault}, {u"times"_s, times}, {u"args"_s, args}});
        const auto account = m_sim->wait(m_sim->client->account(m_sim->bearer, m_sim->connectionId));
        QVERIFY2(account.has_value(), account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(tries, 2);

        m_sim->clearFaults();
        tries = 0;
        m_sim->orderFault({{u"name"_s, fault}, {u"times"_s, 1}, {u"args"_s, args}});
        const auto job = m_sim->wait(m_sim->client->startJob(m_sim->bearer, m_sim->connectionId, JobKind::Identity));
        QVERIFY(!job);
        QCOMPARE(tries, 1);
        const QJsonArray left = m_sim->control("GET", u"/simulator/faults"_s).value("faults"_L1).toArray();
        QCOMPARE(left.first()["hits"_L1].toInt(), 1); // it came to the server once
        m_sim->clearFaults();
    }

    void manyCallsAtOnceUnderAFault()
    {
        m_sim->client->setEnvironment(m_sim->environment);
        m_sim->client->setRetryRule(patient);
        m_sim->startOver();
        m_sim->client->setRetryRule(hasty);
        m_sim->orderFault({{u"name"_s, u"hang"_s}, {u"times"_s, u"forever"_s}, {u"match"_s, QJsonObject{{u"path"_s, u"/v2/accounts/*"_s}}}});
        int settled = 0;
        QObject receiver;
        constexpr int calls = 20;
        for (int i = 0; i < calls; ++i)
            m_sim->client->account(m_sim->bearer, m_sim->connectionId).onDone(&receiver, [&settled](const Result<Account> &result) { settled += !result; });
        QTRY_COMPARE_WITH_TIMEOUT(settled, calls, 20000);
        m_sim->clearFaults();
        m_sim->client->setRetryRule(patient);
        const auto account = m_sim->wait(m_sim->client->account(m_sim->bearer, m_sim->connectionId));
        QVERIFY2(account.has_value(), account ? "" : qPrintable(oneLine(account.error())));
    }
};

QTEST_GUILESS_MAIN(ClientFaults)
#include "client_faults.moc"
