// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

#include <QElapsedTimer>

/// Each fault as a client meets it.
class SimulatorFaultSurface : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
        m_id = m_client->link(m_user);
        m_headers = m_client->bearer();
        m_balance = u"/v2/accounts/"_s + m_id + u"/balance"_s;
    }
    void cleanup() { m_client.reset(); }

    void answers_data()
    {
        QTest::addColumn<QJsonObject>("order");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("contains");
        const auto order = [](const char *name, const QJsonObject &args = {}) {
            return QJsonObject{{u"name"_s, QString::fromLatin1(name)}, {u"args"_s, args}};
        };
        QTest::newRow("status") << order("status") << 500 << QByteArray("AC-500");
        QTest::newRow("status 503") << order("status", {{u"status"_s, 503}, {u"code"_s, u"X-1"_s}, {u"message"_s, u"Closed"_s}}) << 503 << QByteArray("\"Closed\"");
        QTest::newRow("body-error") << order("body-error") << 200 << QByteArray("{\"error\":{\"code\":\"AC-500\"");
        QTest::newRow("expired-token") << order("expired-token") << 401 << QByteArray("expired");
        QTest::newRow("rate-limit") << order("rate-limit", {{u"retryAfter"_s, 7}}) << 429 << QByteArray("Too many");
        QTest::newRow("missing-field") << order("missing-field") << 200 << QByteArray("\"account\":{\"currentBalance\"");
        QTest::newRow("wrong-type") << order("wrong-type", {{u"field"_s, u"account.currency"_s}}) << 200 << QByteArray("\"currency\":12345");
    }
    void answers()
    {
        QFETCH(QJsonObject, order);
        QFETCH(QByteArray, contains);
        QCOMPARE(m_client->fault(order).status, 201);
        const Reply hit = m_client->get(m_balance, m_headers);
        QTEST(hit.status, "status");
        QVERIFY2(hit.body.contains(contains), hit.body.constData());
        QVERIFY(!hit.json.isEmpty());
        if (hit.status == 429)
            QCOMPARE(hit.headers.value("retry-after"), QByteArray("7"));
        // Once by default; then all is well.
        const Reply after = m_client->get(m_balance, m_headers);
        QCOMPARE(after.status, 200);
        QVERIFY(after.body.contains("\"availableBalance\":3124.25,\"currentBalance\":3124.50"));
    }

    void unknownStatus()
    {
        const QString job = m_client->post(u"/v2/accounts/"_s + m_id + u"/refresh"_s, {}, m_headers).text(u"jobId"_s);
        m_client->fault({{u"name"_s, u"unknown-status"_s}, {u"match"_s, QJsonObject{{u"path"_s, u"/v2/**/job/*"_s}}}});
        const QString path = u"/v2/accounts/"_s + m_id + u"/job/"_s + job;
        QCOMPARE(m_client->get(path, m_headers).text(u"jobStatus"_s), u"ON_HOLD_BY_BANK"_s);
        QCOMPARE(m_client->get(path, m_headers).text(u"jobStatus"_s), u"Initiated"_s);
    }

    void aFaultThatFindsNothingIsNotUsedUp_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonObject>("args");
        QTest::newRow("no status word") << u"unknown-status"_s << QJsonObject{};
        QTest::newRow("no such field") << u"missing-field"_s << QJsonObject{{u"field"_s, u"connectionStatus"_s}};
    }
    void aFaultThatFindsNothingIsNotUsedUp()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, args);
        m_client->fault({{u"name"_s, name}, {u"args"_s, args}, {u"match"_s, QJsonObject{{u"path"_s, u"/v2/**"_s}}}});
        QVERIFY(m_client->get(m_balance, m_headers).body.contains("\"availableBalance\":3124.25"));
        const QString account = u"/v2/accounts/"_s + m_id;
        const auto status = [&] {
            return m_client->get(account, m_headers).object(u"account"_s).value("connectionStatus"_L1).toString();
        };
        QVERIFY(status() != "CONNECTED"_L1);
        QCOMPARE(status(), u"CONNECTED"_s);
    }

    void aStatusWithoutABody()
    {
        m_client->fault({{u"name"_s, u"status"_s}, {u"args"_s, QJsonObject{{u"status"_s, 204}}}});
        const Reply reply = m_client->get(m_balance, m_headers);
        QCOMPARE(reply.status, 204);
        QCOMPARE(reply.body, QByteArray());
        QCOMPARE(m_client->get(m_balance, m_headers).status, 200);
    }

    void malformed()
    {
        m_client->fault({{u"name"_s, u"malformed"_s}});
        const Reply reply = m_client->get(m_balance, m_headers);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.error, QNetworkReply::NoError); // whole for HTTP, broken for JSON
        QVERIFY(reply.body.startsWith("{\"status\":"));
        QVERIFY(QJsonDocument::fromJson(reply.body).isNull());
    }

    void drop_data()
    {
        QTest::addColumn<bool>("process");
        QTest::newRow("before the work") << false;
        QTest::newRow("after the work") << true;
    }
    void drop()
    {
        QFETCH(bool, process);
        m_client->fault({{u"name"_s, u"drop"_s}, {u"times"_s, u"forever"_s}, {u"match"_s, QJsonObject{{u"method"_s, u"POST"_s}}},
                         {u"args"_s, QJsonObject{{u"process"_s, process}}}});
        const QString path = u"/v2/accounts/"_s + m_id + u"/refresh"_s;
        const Reply reply = m_client->post(path, {}, m_headers);
        QCOMPARE(reply.status, 0);
        QCOMPARE(reply.error, QNetworkReply::RemoteHostClosedError);
        m_client->call("DELETE", u"/simulator/faults"_s);
        // Whether the job was started shows in what a second start says.
        QCOMPARE(m_client->post(path, {}, m_headers).status, process ? 409 : 200);
    }

    void hang()
    {
        m_client->fault({{u"name"_s, u"hang"_s}});
        QNetworkReply *reply = m_client->send("GET", m_balance, {}, m_headers);
        QSignalSpy finished(reply, &QNetworkReply::finished);
        // The server has taken the request and answers others meanwhile.
        QTRY_VERIFY(m_client->get(u"/simulator/requests"_s).body.contains("/balance\",\"status\":0"));
        QCOMPARE(m_client->get(m_balance, m_headers).status, 200);
        QCOMPARE(finished.count(), 0);
        reply->abort();
        QCOMPARE(finished.count(), 1);
        delete reply;
    }

    void delay()
    {
        m_client->fault({{u"name"_s, u"delay"_s}, {u"args"_s, QJsonObject{{u"delayMs"_s, 400}}}});
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(m_client->get(m_balance, m_headers).status, 200);
        QVERIFY2(timer.elapsed() >= 395, qPrintable(QString::number(timer.elapsed())));
    }

    void aClientThatLeavesDuringADelay()
    {
        m_client->fault({{u"name"_s, u"delay"_s}, {u"args"_s, QJsonObject{{u"delayMs"_s, 200}}}});
        QNetworkReply *reply = m_client->send("GET", m_balance, {}, m_headers);
        QTRY_VERIFY(m_client->get(u"/simulator/requests"_s).body.contains("/balance\",\"status\":200"));
        reply->abort();
        delete reply;
        m_client->fault({{u"name"_s, u"delay"_s}, {u"args"_s, QJsonObject{{u"delayMs"_s, 300}}}});
        QCOMPARE(m_client->get(m_balance, m_headers).status, 200); // still alive after the first timer's time
    }

    void rendererKill()
    {
        m_client->fault({{u"name"_s, u"renderer-kill"_s}});
        const Reply reply = m_client->get(u"/?token=x"_s);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.contains("50000"));
        const QByteArray policy = reply.headers.value("content-security-policy");
        QVERIFY(policy.contains("script-src 'unsafe-inline'") && policy.contains("frame-ancestors https://integrator.example"));
        QVERIFY(!m_client->get(u"/?token=x"_s).body.contains("50000"));
    }

    void everyCallCanBeHit_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        const QString account = u"/v2/accounts/{c}"_s, users = u"/v2/users/{u}/connections"_s;
        const QList<std::pair<const char *, QString>> calls{
            {"POST", u"/v2/token"_s}, {"POST", u"/v2/token_widget"_s}, {"GET", account}, {"GET", account + u"/balance"_s},
            {"POST", account + u"/refresh"_s}, {"GET", account + u"/job/x"_s}, {"POST", account + u"/transactions"_s},
            {"GET", account + u"/transactions"_s}, {"POST", account + u"/identity"_s}, {"GET", account + u"/identity"_s},
            {"GET", users}, {"POST", users + u"/{c}/transactions/jobs"_s}, {"GET", users + u"/{c}/transactions"_s},
            {"DELETE", users + u"/{c}/transactions"_s}, {"GET", u"/v2/job/x"_s}, {"POST", u"/v1/token"_s},
            {"POST", u"/aeropay/token"_s}, {"POST", u"/aeropay/v2/token"_s}, {"POST", u"/aeropay/user"_s},
            {"POST", u"/aeropay/v2/user"_s}, {"GET", u"/aeropay/v2/user"_s}, {"POST", u"/aeropay/v2/confirmUser"_s},
            {"POST", u"/widget-api/session"_s}, {"GET", u"/widget-api/banks"_s}, {"GET", u"/bank-api/oauth/x"_s}};
        for (const auto &[method, path] : calls)
            QTest::addRow("%s %s", method, qPrintable(path)) << QByteArray(method) << path;
    }
    void everyCallCanBeHit()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        path.replace("{c}"_L1, m_id).replace("{u}"_L1, m_user);
        m_client->fault({{u"name"_s, u"status"_s}, {u"args"_s, QJsonObject{{u"status"_s, 502}}}});
        QCOMPARE(m_client->call(method, path, {}, m_headers).status, 502);
        QVERIFY(m_client->call(method, path, {}, m_headers).status != 502);
    }

    void theControlSurfaceIsNeverHit()
    {
        m_client->fault({{u"name"_s, u"drop"_s}, {u"times"_s, u"forever"_s}, {u"match"_s, QJsonObject{{u"path"_s, u"^/"_s}}}});
        QCOMPARE(m_client->get(u"/simulator/state"_s).status, 200);
        QCOMPARE(m_client->call("DELETE", u"/simulator/faults"_s).status, 200);
        QCOMPARE(m_client->get(m_balance, m_headers).status, 200);
    }

private:
    std::unique_ptr<Client> m_client;
    QString m_user, m_id, m_balance;
    Headers m_headers;
};

QTEST_GUILESS_MAIN(SimulatorFaultSurface)
#include "simulator_faultsurface.moc"
