// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

#include <QThread>

/// The control surface, and the simulator on a thread of its own.
class SimulatorControl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
    }
    void cleanup() { m_client.reset(); }

    void stateTellsEverythingButSecrets()
    {
        const QString id = m_client->link(m_user, u"mfa"_s);
        const QString token = m_client->widgetToken(m_user);
        const Reply state = m_client->get(u"/simulator/state"_s);
        QCOMPARE(state.json.value("seed"_L1).toInt(), 11);
        QCOMPARE(state.array(u"users"_s).size(), 1);
        const QJsonValue link = state.array(u"connections"_s).first();
        QCOMPARE(link["connectionId"_L1].toString(), id);
        QCOMPARE(link["mfaLater"_L1].toBool(), true);
        QCOMPARE(state.array(u"jobs"_s).first()["kind"_L1].toString(), u"link"_s);
        QCOMPARE(state.array(u"dataProblems"_s), QJsonArray{});
        for (const QString &secret : {token, m_client->key("apiKey"), m_client->key("apiSecret"), m_client->key("aeropayApiSecret")})
            QVERIFY(!state.body.contains(secret.toLatin1()));
        const Reply requests = m_client->get(u"/simulator/requests"_s);
        QVERIFY(requests.body.contains("/v2/token_widget"));
        QVERIFY(!requests.body.contains("/simulator/"));
    }

    void resetForgets()
    {
        m_client->link(m_user);
        const Headers headers = m_client->bearer();
        m_client->fault({{u"name"_s, u"status"_s}});
        m_client->post(u"/simulator/origins"_s, {{u"allow"_s, QJsonArray{}}});
        const Reply state = m_client->post(u"/simulator/reset"_s);
        QCOMPARE(state.status, 200);
        for (const QString &list : {u"users"_s, u"connections"_s, u"jobs"_s, u"faults"_s})
            QCOMPARE(state.array(list), QJsonArray{});
        QCOMPARE(state.array(u"origins"_s).size(), 3);
        QCOMPARE(m_client->get(u"/v2/accounts/x"_s, headers).status, 403); // old tokens are nothing any more
        QCOMPARE(m_client->makeUser(), m_user); // the same seed makes the same ids again
        m_client->post(u"/simulator/reset"_s, {{u"seed"_s, 12}});
        QCOMPARE(m_client->post(u"/v2/token"_s, m_client->credentials()).status, 401); // another seed, other keys
    }

    void clock()
    {
        const auto now = [this] {
            return QDateTime::fromString(m_client->get(u"/simulator/clock"_s).text(u"now"_s), Qt::ISODateWithMs);
        };
        const QDateTime before = now();
        QVERIFY(qAbs(before.secsTo(QDateTime::currentDateTimeUtc())) < 5);
        m_client->advance(86400);
        QVERIFY(before.secsTo(now()) >= 86400);
        const QByteArray date = m_client->get(u"/v2/job/none"_s).headers.value("date"); // of the service's answers too
        const QDateTime told = QLocale::c().toDateTime(QString::fromLatin1(date), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        QVERIFY2(qAbs(QDateTime(told.date(), told.time(), Qt::UTC).secsTo(now())) < 5, date.constData());
        QCOMPARE(m_client->post(u"/simulator/clock"_s, {{u"speed"_s, 50}}).json.value("speed"_L1).toInt(), 50);
        for (const QJsonObject &bad : {QJsonObject{}, QJsonObject{{u"advanceSeconds"_s, -1}}, QJsonObject{{u"speed"_s, 0}},
                                       QJsonObject{{u"advanceSeconds"_s, u"1"_s}}})
            QCOMPARE(m_client->post(u"/simulator/clock"_s, bad).status, 400);
    }

    void speedMakesJobsShort()
    {
        Client fast(1000);
        const QString user = fast.makeUser();
        const QString id = fast.link(user);
        const Headers headers = fast.bearer();
        const QString job = fast.post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, headers).text(u"jobId"_s);
        QTRY_COMPARE_WITH_TIMEOUT(fast.get(u"/v2/job/"_s + job, headers).text(u"jobStatus"_s), u"COMPLETED"_s, 500);
    }

    void jobsCanBeEnded_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("failed") << u"FAILED"_s;
        QTest::newRow("completed") << u"COMPLETED"_s;
    }
    void jobsCanBeEnded()
    {
        QFETCH(QString, status);
        const QString id = m_client->link(m_user, u"mfa"_s);
        const Headers headers = m_client->bearer();
        const QString job = m_client->post(u"/v2/accounts/"_s + id + u"/identity"_s, {}, headers).text(u"jobId"_s);
        m_client->advance(6);
        QCOMPARE(m_client->post(u"/simulator/jobs/"_s + job, {{u"status"_s, u"EXPLODED"_s}}).status, 400);
        QCOMPARE(m_client->post(u"/simulator/jobs/"_s + job, {{u"status"_s, status}}).status, 200);
        QCOMPARE(m_client->get(u"/v2/job/"_s + job, headers).text(u"jobStatus"_s), status);
        QCOMPARE(m_client->get(u"/v2/accounts/"_s + id + u"/identity"_s, headers).status, status == "FAILED"_L1 ? 404 : 200);
        QCOMPARE(m_client->post(u"/simulator/jobs/"_s + job, {{u"status"_s, status}}).status, 409);
        QCOMPARE(m_client->post(u"/simulator/jobs/none"_s, {{u"status"_s, status}}).status, 404);
    }

    void nextJob()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        m_client->post(u"/simulator/next-job"_s, {{u"connectionId"_s, id}, {u"outcome"_s, u"mfa"_s}, {u"seconds"_s, 1}});
        const QString job = m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, headers).text(u"jobId"_s);
        m_client->advance(1);
        QCOMPARE(m_client->get(u"/v2/job/"_s + job, headers).text(u"jobStatus"_s), u"Pending MFA"_s);
        QCOMPARE(m_client->post(u"/simulator/next-job"_s, {{u"connectionId"_s, u"x"_s}, {u"outcome"_s, u"mfa"_s}}).status, 404);
        QCOMPARE(m_client->post(u"/simulator/next-job"_s, {{u"connectionId"_s, id}, {u"outcome"_s, u"x"_s}}).status, 400);
    }

    void linkWithoutTheWidget()
    {
        const QString path = u"/simulator/link"_s;
        QCOMPARE(m_client->post(path, {{u"aeroPassUserUuid"_s, u"x"_s}}).status, 404);
        QCOMPARE(m_client->post(path, {{u"aeroPassUserUuid"_s, m_user}, {u"bank"_s, u"x"_s}}).status, 404);
        QCOMPARE(m_client->post(path, {{u"aeroPassUserUuid"_s, m_user}, {u"password"_s, u"x"_s}}).code(), u"AC-117"_s);
        QCOMPARE(m_client->post(path, {{u"aeroPassUserUuid"_s, m_user}, {u"account"_s, 9}}).status, 400);
        QCOMPARE(m_client->post(path, {{u"aeroPassUserUuid"_s, m_user}, {u"account"_s, 2}}).text(u"connectionId"_s).size(), 32);
    }

    void faultsAreListedAndTakenBack()
    {
        QCOMPARE(m_client->fault({{u"name"_s, u"nonsense"_s}}).status, 400);
        const int id = m_client->fault({{u"name"_s, u"drop"_s}, {u"times"_s, u"forever"_s}}).json.value("id"_L1).toInt();
        const QJsonArray list = m_client->get(u"/simulator/faults"_s).array(u"faults"_s);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first()["left"_L1].toString(), u"forever"_s);
        QCOMPARE(m_client->call("DELETE", u"/simulator/faults/%1"_s.arg(id)).array(u"faults"_s), QJsonArray{});
        QCOMPARE(m_client->call("DELETE", u"/simulator/faults/%1"_s.arg(id)).status, 404);
    }

    void otherSitesGiveNoOrders()
    {
        QCOMPARE(m_client->post(u"/simulator/reset"_s, {}, {{"Origin", "https://evil.example"}}).status, 403);
        QCOMPARE(m_client->post(u"/simulator/reset"_s, {}, {{"Origin", "null"}}).status, 403);
        QCOMPARE(m_client->post(u"/simulator/reset"_s, {}, {{"Origin", m_client->base.toLatin1()}}).status, 200);
    }

    void aTakenPortIsSaidInOneSentence()
    {
        const auto port = static_cast<quint16>(QUrl(m_client->base).port());
        simulator::Simulator second({.port = port, .seed = 1, .speed = 1});
        const QString sentence = second.listen();
        QVERIFY2(sentence.startsWith(u"Port %1 on 127.0.0.1 cannot be used"_s.arg(port)), qPrintable(sentence));
        QVERIFY(second.announcement().isEmpty());
        simulator::Simulator stopped({.port = 0, .seed = 1, .speed = 0});
        QVERIFY(stopped.listen().contains("above zero"_L1));
    }

    void theThreadAnswersWhileThisOneIsBusy()
    {
        simulator::SimulatorThread thread({.port = 0, .seed = 3, .speed = 1});
        QSignalSpy ready(&thread, &simulator::SimulatorThread::ready), failed(&thread, &simulator::SimulatorThread::failed);
        thread.start();
        thread.start(); // does nothing
        QVERIFY(ready.wait());
        const QJsonObject keys = ready.first().first().toJsonObject();
        for (const char *name : {"api", "aeropay", "widget", "apiKey", "apiSecret", "aeropayApiKey", "aeropayApiSecret",
                                 "merchantId", "hostOrigin"})
            QVERIFY2(!keys.value(QLatin1StringView(name)).toString().isEmpty(), name);
        QCOMPARE(m_client->get(keys.value("api"_L1).toString() + u"/simulator/state"_s).status, 200);
        QCOMPARE(ready.count(), 1);
        QCOMPARE(failed.count(), 0);

        const auto port = static_cast<quint16>(QUrl(keys.value("api"_L1).toString()).port());
        simulator::SimulatorThread second({.port = port, .seed = 3, .speed = 1});
        QSignalSpy refused(&second, &simulator::SimulatorThread::failed);
        second.start();
        QVERIFY(refused.wait());
    }

    void aThreadThatEndsClosesItsConnections()
    {
        auto thread = std::make_unique<simulator::SimulatorThread>(simulator::Options{});
        QSignalSpy ready(thread.get(), &simulator::SimulatorThread::ready);
        thread->start();
        QVERIFY(ready.wait());
        const QString base = ready.first().first().toJsonObject().value("api"_L1).toString();
        m_client->post(base + u"/simulator/faults"_s, {{u"name"_s, u"hang"_s}});
        QNetworkReply *reply = m_client->send("GET", base + u"/v2/token"_s);
        QTRY_VERIFY(m_client->get(base + u"/simulator/requests"_s).body.contains("/v2/token"));
        thread.reset();
        QCOMPARE(Client::take(reply).status, 0);
    }

private:
    std::unique_ptr<Client> m_client;
    QString m_user;
};

QTEST_GUILESS_MAIN(SimulatorControl)
#include "simulator_control.moc"
