// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

/// The corners of the two services: ended jobs, windows of days, odd paths, refusals before any route.
class SimulatorEdges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
    }
    void cleanup() { m_client.reset(); }

    void theTransactionsOfAFailedJob()
    {
        const QString id = m_client->link(m_user), path = u"/v2/accounts/"_s + id + u"/transactions"_s;
        const Headers headers = m_client->bearer();
        m_client->post(u"/simulator/next-job"_s, {{u"connectionId"_s, id}, {u"outcome"_s, u"failed"_s}, {u"seconds"_s, 5}});
        const QString job = m_client->post(path, {}, headers).text(u"jobId"_s);
        const Reply running = m_client->get(path + u"?job_id="_s + job, headers);
        QCOMPARE(running.status, 409);
        QCOMPARE(running.code(), u"AC-112"_s);
        m_client->advance(6);
        QCOMPARE(m_client->get(u"/v2/job/"_s + job, headers).text(u"jobStatus"_s), u"FAILED"_s);
        const Reply failed = m_client->get(path + u"?job_id="_s + job, headers);
        QCOMPARE(failed.status, 404); // 409 would mean: wait and try again
        QCOMPARE(failed.code(), u"AC-102"_s);
    }

    void theDefaultWindowEndsWithEndDate()
    {
        const QString id = m_client->link(m_user), path = u"/v2/accounts/"_s + id + u"/transactions"_s;
        const Headers headers = m_client->bearer();
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const QString from = today.addDays(-300).toString(Qt::ISODate), to = today.addDays(-150).toString(Qt::ISODate);
        m_client->post(path, {{u"startDate"_s, from}, {u"endDate"_s, to}}, headers);
        m_client->advance(6);
        const QJsonArray rows = m_client->get(path + u"?end_date="_s + to, headers).array(u"transactions"_s);
        QVERIFY(rows.size() > 150);
        QVERIFY(rows.first()["date"_L1].toString().left(10) <= to);
        QCOMPARE(rows.last()["date"_L1].toString().left(10), today.addDays(-240).toString(Qt::ISODate));
    }

    void aSlashInsideAnIdIsNoSeparator()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        const Reply reply = m_client->get(u"/v2/accounts/"_s + id + u"%2Fbalance"_s, headers);
        QCOMPARE(reply.status, 404);
        QVERIFY2(reply.message().contains(id + u"/balance"_s), reply.body.constData()); // one id, not a path
        QCOMPARE(m_client->get(u"/v2/acc%6Funts/"_s + id, headers).status, 200);
    }

    void aWrongApiKeyHeaderIsAWrongKey()
    {
        for (const QString &path : {u"/v2/token"_s, u"/v1/token"_s, u"/v2/token_widget"_s}) {
            const QJsonObject body = m_client->credentials({{u"aeroPassUserUuid"_s, m_user}});
            QCOMPARE(m_client->post(path, body, {{"x-api-key", m_client->key("apiKey").toLatin1()}}).status, 200);
            const Reply reply = m_client->post(path, body, {{"x-api-key", "nonsense"}});
            QCOMPARE(reply.status, 401);
            QCOMPARE(reply.code(), u"AC-101"_s);
        }
    }

    void refusalsSpeakTheDialectOfTheirPath_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("form"); // aerosync, v1, v2, pages, control
        QTest::newRow("Aerosync") << u"/v2"_s << u"aerosync"_s;
        QTest::newRow("Aeropass v1") << u"/aeropay"_s << u"v1"_s;
        QTest::newRow("Aeropass v2") << u"/aeropay/v2"_s << u"v2"_s;
        QTest::newRow("widget") << u"/widget-api"_s << u"pages"_s;
        QTest::newRow("bank's site") << u"/bank-api"_s << u"pages"_s;
        QTest::newRow("control") << u"/simulator"_s << u"control"_s;
    }
    void refusalsSpeakTheDialectOfTheirPath()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, form);
        const QString post = form == "pages"_L1 ? (prefix == "/bank-api"_L1 ? u"/bank-api/oauth/x/login"_s : u"/widget-api/session"_s)
                             : form == "control"_L1 ? u"/simulator/reset"_s : prefix + u"/token"_s;
        const QHash<QString, QString> codes{{u"aerosync"_s, u"AC-"_s}, {u"v1"_s, u"AP70"_s}, {u"v2"_s, u"AP70"_s},
                                            {u"pages"_s, u"A"_s}, {u"control"_s, u"BAD_ORDER"_s}};
        const std::pair<Reply, int> refusals[] = {
            {m_client->get(prefix + u"/nothing"_s), 404},
            {m_client->call("DELETE", post), 405},
            {Client::take(m_client->send("POST", post, "{\"a\":")), 400},
            {Client::take(m_client->send("POST", post, "[1]")), 400},
            {Client::take(m_client->send("POST", post, "{\"a\":\"" + QByteArray(1'100'000, 'x') + "\"}")), 413}};
        for (const auto &[reply, status] : refusals) {
            QCOMPARE(reply.status, status);
            QVERIFY2(reply.code().startsWith(codes.value(form)), reply.body.constData());
            QVERIFY(!reply.message().isEmpty());
            QCOMPARE(reply.json.value("success"_L1), form == "v1"_L1 ? QJsonValue(false) : QJsonValue(QJsonValue::Undefined));
            QCOMPARE(reply.object(u"error"_s).contains("type"_L1), form == "pages"_L1); // the pages' richer error
        }
    }

    void faultsSpeakTheDialectOfTheirPath_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("code");
        QTest::newRow("status") << u"status"_s << u"AP500"_s;
        QTest::newRow("body-error") << u"body-error"_s << u"AP500"_s;
        QTest::newRow("expired-token") << u"expired-token"_s << u"AP002"_s;
        QTest::newRow("rate-limit") << u"rate-limit"_s << u"AP429"_s;
    }
    void faultsSpeakTheDialectOfTheirPath()
    {
        QFETCH(QString, fault);
        for (const QString &path : {u"/aeropay/token"_s, u"/aeropay/v2/token"_s}) {
            m_client->fault({{u"name"_s, fault}});
            const Reply reply = m_client->post(path);
            QTEST(reply.code(), "code");
            QCOMPARE(reply.json.contains("success"_L1), path == "/aeropay/token"_L1);
        }
    }

    void confirmUserLooksAtTheMerchant_data()
    {
        QTest::addColumn<QJsonValue>("merchant");
        QTest::addColumn<QString>("code");
        QTest::newRow("left out") << QJsonValue(QJsonValue::Undefined) << QString();
        QTest::newRow("right") << QJsonValue(u"right"_s) << QString();
        QTest::newRow("wrong") << QJsonValue(u"1"_s) << u"AP002"_s;
    }
    void confirmUserLooksAtTheMerchant()
    {
        QFETCH(QJsonValue, merchant);
        QJsonObject body{{u"userId"_s, m_user}, {u"code"_s, u"000000"_s}};
        if (!merchant.isUndefined())
            body.insert(u"merchantId"_s, merchant.toString() == "right"_L1 ? m_client->key("merchantId") : merchant.toString());
        for (const QString &path : {u"/aeropay/confirmUser"_s, u"/aeropay/v2/confirmUser"_s})
            QTEST(m_client->post(path, body, m_client->payBearer()).code(), "code");
    }

    void aFoundUserLinksAtOnceButTheLaunchIsNoted()
    {
        m_client->makeUser(); // v2 finds the person again and sends a code
        const auto notes = [this] {
            return m_client->post(u"/widget-api/session"_s, {{u"token"_s, m_client->widgetToken(m_user)}, {u"version"_s, u"2.0.0"_s},
                                                             {u"aeroPassUserUuid"_s, m_user}}).array(u"launchUrlIssues"_s);
        };
        QCOMPARE(notes().size(), 1);
        QVERIFY(notes().first().toString().contains("confirmUser"_L1));
        m_client->post(u"/aeropay/v2/confirmUser"_s, {{u"userId"_s, m_user}, {u"code"_s, u"000000"_s}}, m_client->payBearer());
        QCOMPARE(notes(), QJsonArray{});
    }

private:
    std::unique_ptr<Client> m_client;
    QString m_user;
};

QTEST_GUILESS_MAIN(SimulatorEdges)
#include "simulator_edges.moc"
