// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QTcpSocket>

/// The Aerosync API: endpoints 1 to 15 and 26 of contract (c), and every row of errors they have.
class SimulatorApi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
        QCOMPARE(m_user.size(), 36);
    }
    void cleanup() { m_client.reset(); }

    void tokenHasThePublishedShape_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("v2") << u"/v2/token"_s;
        QTest::newRow("v1") << u"/v1/token"_s;
    }
    void tokenHasThePublishedShape()
    {
        QFETCH(QString, path);
        const Reply reply = m_client->post(path, m_client->credentials());
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(reply.headers.value("cache-control"), QByteArray("no-store"));
        QVERIFY2(reply.body.startsWith("{\"status\":\"success\",\"statusCode\":200,\"TTL\":\"1800\",\"token\":\"ey"), reply.body.constData());
        const QJsonObject claims = claimsOf(reply.text(u"token"_s));
        QCOMPARE(claims.keys(), (QStringList{u"ClientId"_s, u"ClientName"_s, u"exp"_s, u"jti"_s}));
        const qint64 left = claims.value("exp"_L1).toInteger() - QDateTime::currentSecsSinceEpoch();
        QVERIFY2(left > 1790 && left <= 1801, qPrintable(QString::number(left)));
    }

    void tokenSpellings()
    {
        QCOMPARE(m_client->post(u"/v2/token"_s, {{u"api_key"_s, m_client->key("apiKey")},
                                                 {u"api_secret"_s, m_client->key("apiSecret")}}).status, 200);
    }

    void widgetToken()
    {
        const Reply reply = m_client->post(u"/v2/token_widget"_s, m_client->credentials({{u"aeroPassUserUuid"_s, m_user}}));
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.json.contains("TTL"_L1));
        const QJsonObject claims = claimsOf(reply.text(u"token"_s));
        QCOMPARE(claims.keys(), (QStringList{u"ClientId"_s, u"ClientName"_s, u"exp"_s, u"jti"_s, u"sessionId"_s,
                                             u"userId"_s, u"userPassword"_s}));
        QCOMPARE(claims.value("userId"_L1).toString(), reply.text(u"userId"_s));
        QVERIFY(QRegularExpression(u"^[0-9a-f]{32}$"_s).match(reply.text(u"userId"_s)).hasMatch());
        for (const QString &spelling : {u"aeropass_user_uuid"_s, u"aeroPassUserUUID"_s, u"aeropassuuid"_s})
            QCOMPARE(m_client->post(u"/v2/token_widget"_s, m_client->credentials({{spelling, m_user}})).status, 200);
    }

    void refusedBodies_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const QString token = u"/v2/token"_s, widget = u"/v2/token_widget"_s;
        QTest::newRow("nothing") << token << QByteArray("{}") << 400 << u"AC-100"_s << u"[apiKey, apiSecret]"_s;
        QTest::newRow("no body") << token << QByteArray() << 400 << u"AC-100"_s << u"[apiKey, apiSecret]"_s;
        QTest::newRow("no secret") << token << QByteArray("{\"apiKey\":\"x\"}") << 400 << u"AC-100"_s << u"[apiSecret]"_s;
        QTest::newRow("wrong type") << token << QByteArray("{\"apiKey\":true,\"apiSecret\":[]}") << 400 << u"AC-100"_s << u"[apiKey, apiSecret]"_s;
        QTest::newRow("wrong keys") << token << QByteArray("{\"apiKey\":\"x\",\"apiSecret\":\"y\"}") << 401 << u"AC-101"_s << u"Invalid API key"_s;
        QTest::newRow("not JSON") << token << QByteArray("{\"apiKey\":") << 400 << u"AC-100"_s << u"not JSON"_s;
        QTest::newRow("not an object") << token << QByteArray("[1]") << 400 << u"AC-100"_s << u"not a JSON object"_s;
        QTest::newRow("widget: nothing") << widget << QByteArray("{}") << 400 << u"AC-100"_s << u"[apiKey, apiSecret, aeroPassUserUuid]"_s;
        QTest::newRow("widget: wrong keys") << widget << QByteArray("{\"apiKey\":\"x\",\"apiSecret\":\"y\",\"aeroPassUserUuid\":\"z\"}") << 401 << u"AC-101"_s << u"Invalid"_s;
    }
    void refusedBodies()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(QString, says);
        const Reply reply = Client::take(m_client->send("POST", path, body));
        QTEST(reply.status, "status");
        QTEST(reply.code(), "code");
        QVERIFY2(reply.message().contains(says), reply.body.constData());
    }

    void widgetTokenForAnUnknownUser()
    {
        const Reply reply = m_client->post(u"/v2/token_widget"_s, m_client->credentials({{u"aeroPassUserUuid"_s, u"nobody"_s}}));
        QCOMPARE(reply.status, 404);
        QCOMPARE(reply.code(), u"AC-102"_s);
    }

    void bearers_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << u"good"_s << 200 << QString();
        QTest::newRow("good, with x-api-key") << u"api-key"_s << 200 << QString();
        QTest::newRow("missing") << u"missing"_s << 401 << u"AC-001"_s;
        QTest::newRow("garbage") << u"garbage"_s << 403 << u"AC-001"_s;
        QTest::newRow("widget's token") << u"widget"_s << 403 << u"AC-001"_s;
        QTest::newRow("Aeropay's token") << u"aeropay"_s << 403 << u"AC-001"_s;
        QTest::newRow("expired") << u"expired"_s << 401 << u"AC-001"_s;
        QTest::newRow("wrong x-api-key") << u"bad-api-key"_s << 403 << u"AC-001"_s;
    }
    void bearers()
    {
        QFETCH(QString, kind);
        QFETCH(int, status);
        QFETCH(QString, code);
        const QString id = m_client->link(m_user);
        Headers headers = m_client->bearer();
        if (kind == "api-key"_L1)
            headers.insert("x-api-key", m_client->key("apiKey").toLatin1());
        else if (kind == "bad-api-key"_L1)
            headers.insert("x-api-key", "nonsense");
        else if (kind == "missing"_L1)
            headers.clear();
        else if (kind == "garbage"_L1)
            headers.insert("Authorization", "Bearer abc.def.ghi");
        else if (kind == "widget"_L1)
            headers.insert("Authorization", "Bearer " + m_client->widgetToken(m_user).toLatin1());
        else if (kind == "aeropay"_L1)
            headers.insert("Authorization", m_client->payBearer().value("authorization"));
        else if (kind == "expired"_L1)
            m_client->advance(1801);
        const QString account = u"/v2/accounts/"_s + id, users = u"/v2/users/"_s + m_user + u"/connections"_s;
        const QString scoped = users + u'/' + id + u"/transactions"_s;
        const QList<std::pair<QByteArray, QString>> calls{{"GET", account}, {"GET", account + u"/balance"_s},
            {"GET", account + u"/transactions"_s}, {"GET", users}, {"GET", scoped}, {"DELETE", scoped},
            {"POST", account + u"/transactions"_s}};
        for (const auto &[method, path] : calls) {
            const Reply reply = m_client->call(method, path, {}, headers);
            QVERIFY2(reply.status == status, qPrintable(path + u' ' + QString::fromUtf8(reply.body)));
            QCOMPARE(reply.code(), code);
        }
        for (const QString &path : {account + u"/job/x"_s, u"/v2/job/x"_s, account + u"/identity"_s})
            QCOMPARE(m_client->get(path, headers).status, status == 200 ? 404 : status);
    }

    void accountHasEveryField()
    {
        const QString id = m_client->link(m_user);
        const Reply reply = m_client->get(u"/v2/accounts/"_s + id, m_client->bearer());
        QCOMPARE(reply.status, 200);
        const QJsonObject account = reply.object(u"account"_s);
        QCOMPARE(account.value("accountNumberDisplay"_L1).toString(), u"2901"_s);
        QVERIFY(account.value("accountNumber"_L1).isString());
        QVERIFY(account.value("accountNumber"_L1).toString().startsWith("00"_L1));
        QCOMPARE(account.value("accountNumberType"_L1).toString(), u"Non-tokenized"_s);
        QCOMPARE(account.value("accountType"_L1).toString(), u"CHECKING"_s);
        QCOMPARE(account.value("bankName"_L1).toString(), u"Aerobank NonOAuth"_s);
        QCOMPARE(account.value("connectionMethod"_L1).toInt(), 2);
        QCOMPARE(account.value("connectionStatus"_L1).toString(), u"CONNECTED"_s);
        QCOMPARE(account.value("canFetchBalance"_L1).toBool(), true);
        QVERIFY(account.value("connectionExpiry"_L1).toString().endsWith(u'Z'));
        for (const QString &field : {u"accountNickname"_s, u"routingNumber"_s, u"institutionName"_s, u"institutionUuid"_s})
            QVERIFY2(!account.value(field).toString().isEmpty(), qPrintable(field));
    }

    void unknownIds()
    {
        const Headers headers = m_client->bearer();
        const QString id = m_client->link(m_user);
        const QString other = m_client->makeUser(u"+12025550177"_s, u"other@example.com"_s);
        const QList<std::pair<QByteArray, QString>> calls{
            {"GET", u"/v2/accounts/nothing"_s}, {"GET", u"/v2/accounts/nothing/balance"_s},
            {"POST", u"/v2/accounts/nothing/refresh"_s}, {"GET", u"/v2/accounts/nothing/job/x"_s},
            {"POST", u"/v2/accounts/nothing/transactions"_s}, {"GET", u"/v2/accounts/nothing/transactions"_s},
            {"POST", u"/v2/accounts/nothing/identity"_s}, {"GET", u"/v2/accounts/nothing/identity"_s},
            {"GET", u"/v2/accounts/"_s + id + u"/job/nothing"_s}, {"GET", u"/v2/job/nothing"_s},
            {"GET", u"/v2/accounts/"_s + id + u"/transactions?job_id=nothing"_s},
            {"GET", u"/v2/users/nobody/connections"_s}, {"GET", u"/v2/users/nobody/connections/"_s + id + u"/transactions"_s},
            {"GET", u"/v2/users/"_s + m_user + u"/connections/nothing/transactions"_s},
            {"GET", u"/v2/users/"_s + other + u"/connections/"_s + id + u"/transactions"_s}, // someone else's
            {"POST", u"/v2/users/"_s + m_user + u"/connections/nothing/transactions/jobs"_s},
            {"DELETE", u"/v2/users/"_s + m_user + u"/connections/nothing/transactions"_s}};
        for (const auto &[method, path] : calls) {
            const Reply reply = m_client->call(method, path, {}, headers);
            QVERIFY2(reply.status == 404 && reply.code() == "AC-102"_L1, qPrintable(path + u' ' + QString::fromUtf8(reply.body)));
        }
    }

    void balanceIsExactText()
    {
        const QString id = m_client->link(m_user);
        const Reply reply = m_client->get(u"/v2/accounts/"_s + id + u"/balance"_s, m_client->bearer());
        QCOMPARE(reply.status, 200);
        QVERIFY2(reply.body.contains("\"availableBalance\":3124.25,\"currentBalance\":3124.50,"), reply.body.constData());
        const QJsonObject account = reply.object(u"account"_s);
        static const QRegularExpression stamp(u"^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}$"_s);
        QVERIFY(stamp.match(account.value("lastRefreshTimeStamp"_L1).toString()).hasMatch());
        QCOMPARE(account.value("userId"_L1).toString(), id);
        QCOMPARE(account.value("connectionId"_L1).toString(), id);
        QCOMPARE(account.value("currency"_L1).toString(), u"USD"_s);
    }

    void jobsGoThroughTheirStates_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("statusKey");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("balance") << u"/refresh"_s << u"identityStatus"_s << u"REF-"_s;
        QTest::newRow("transactions") << u"/transactions"_s << u"transactionStatus"_s << u"TRN-"_s;
        QTest::newRow("identity") << u"/identity"_s << u"identityStatus"_s << u"IDT-"_s;
    }
    void jobsGoThroughTheirStates()
    {
        QFETCH(QString, path);
        QFETCH(QString, statusKey);
        QFETCH(QString, prefix);
        const QString id = m_client->link(m_user);
        const QString account = u"/v2/accounts/"_s + id;
        const Headers headers = m_client->bearer();
        m_client->post(u"/simulator/next-job"_s, {{u"connectionId"_s, id}, {u"outcome"_s, u"completed"_s}, {u"seconds"_s, 400}});
        const Reply created = m_client->post(account + path, {}, headers);
        QCOMPARE(created.status, 200);
        QCOMPARE(created.text(statusKey), u"Initiated"_s);
        QCOMPARE(created.text(u"userId"_s), id);
        const QString job = created.text(u"jobId"_s);
        QVERIFY(QRegularExpression(u"^%1[0-9a-f]{32}$"_s.arg(prefix)).match(job).hasMatch());
        const Reply second = m_client->post(account + path, {}, headers);
        QCOMPARE(second.status, 409);
        QCOMPARE(second.code(), u"AC-112"_s);

        const auto status = [&] {
            const Reply reply = m_client->get(account + u"/job/"_s + job, headers);
            const Reply legacy = m_client->get(u"/v2/job/"_s + job, headers);
            return reply.body == legacy.body && reply.status == 200 ? reply.text(u"jobStatus"_s) : QString::fromUtf8(reply.body);
        };
        QCOMPARE(status(), u"Initiated"_s);
        m_client->advance(200);
        QCOMPARE(status(), u"IN_PROGRESS"_s);
        m_client->advance(200);
        QCOMPARE(status(), u"COMPLETED"_s);
        const Reply end = m_client->get(account + u"/job/"_s + job, headers);
        QVERIFY(end.json.value("mfaTriggered"_L1).isBool() && !end.json.value("mfaTriggered"_L1).toBool());
    }

    void aFailedJob()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        m_client->post(u"/simulator/next-job"_s, {{u"connectionId"_s, id}, {u"outcome"_s, u"failed"_s}, {u"seconds"_s, 1}});
        const QString job = m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, headers).text(u"jobId"_s);
        m_client->advance(2);
        const Reply reply = m_client->get(u"/v2/job/"_s + job, headers);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.text(u"jobStatus"_s), u"FAILED"_s);
    }

    void aJobThatAsksForMfa()
    {
        const QString id = m_client->link(m_user, u"mfa"_s);
        const Headers headers = m_client->bearer();
        const QString account = u"/v2/accounts/"_s + id;
        const QString job = m_client->post(account + u"/refresh"_s, {}, headers).text(u"jobId"_s);
        m_client->advance(6);
        const Reply waiting = m_client->get(account + u"/job/"_s + job, headers);
        QCOMPARE(waiting.text(u"jobStatus"_s), u"Pending MFA"_s);
        QCOMPARE(waiting.json.value("mfaTriggered"_L1).toBool(), true);
        QCOMPARE(m_client->post(account + u"/identity"_s, {}, headers).code(), u"AC-112"_s);

        const Reply session = m_client->post(u"/widget-api/session"_s, {{u"token"_s, m_client->widgetToken(m_user)},
                                                                       {u"handleMFA"_s, u"true"_s},
                                                                       {u"jobId"_s, job},
                                                                       {u"connectionId"_s, id},
                                                                       {u"version"_s, u"2.0.0"_s}});
        QCOMPARE(session.text(u"mode"_s), u"mfa"_s);
        QCOMPARE(session.object(u"challenge"_s).value("prompt"_L1).toString(), u"What city were you born in?"_s);
        const Reply done = m_client->post(u"/widget-api/challenge"_s, {{u"answer"_s, u"correct"_s}},
                                          {{"X-Widget-Session", session.text(u"session"_s).toLatin1()}});
        QCOMPARE(done.object(u"success"_s).value("connectionId"_L1).toString(), id);
        m_client->advance(2);
        QCOMPARE(m_client->get(account + u"/job/"_s + job, headers).text(u"jobStatus"_s), u"COMPLETED"_s);
    }

    void theLinkPullConflicts()
    {
        const QString id =
            m_client->post(u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, m_user}}).text(u"connectionId"_s);
        const Headers headers = m_client->bearer();
        QCOMPARE(m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, headers).status, 409);
        const Reply scoped = m_client->post(u"/v2/users/"_s + m_user + u"/connections/"_s + id + u"/transactions/jobs"_s, {}, headers);
        QCOMPARE(scoped.status, 409);
        QCOMPARE(scoped.code(), u"AC-112"_s);
        m_client->advance(3);
        QCOMPARE(m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, headers).status, 200);
    }

    void identityComesWithItsJob()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        const QString path = u"/v2/accounts/"_s + id + u"/identity"_s;
        QCOMPARE(m_client->get(path, headers).status, 404);
        m_client->post(path, {}, headers);
        m_client->advance(6);
        const QJsonObject identity = m_client->get(path, headers).object(u"identity"_s);
        for (const QString &field : {u"accountHolderName"_s, u"address"_s, u"email"_s, u"phone"_s, u"bankName"_s})
            QVERIFY2(!identity.value(field).toString().isEmpty(), qPrintable(field));
        const QJsonObject parts = identity.value("address_fields"_L1).toObject();
        QVERIFY(parts.contains("region"_L1) && parts.value("region"_L1).isNull());
        QCOMPARE(parts.value("country"_L1).toString(), u"US"_s);
        QCOMPARE(identity.value("connectionId"_L1).toString(), id);
    }

    void transactionsByDayAndByJob()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        const QString path = u"/v2/accounts/"_s + id + u"/transactions"_s;
        const qsizetype all = m_client->get(path, headers).array(u"transactions"_s).size();
        QVERIFY(all > 200);
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const QString from = today.addDays(-30).toString(Qt::ISODate), to = today.addDays(-10).toString(Qt::ISODate);
        qsizetype counts[2];
        int i = 0;
        for (const QString &query : {u"?start_date=%1&end_date=%2"_s, u"?startDate=%1&endDate=%2"_s}) {
            const QJsonArray rows = m_client->get(path + query.arg(from, to), headers).array(u"transactions"_s);
            for (const QJsonValue &row : rows) {
                const QString day = row["date"_L1].toString().left(10);
                QVERIFY(day >= from && day <= to);
            }
            counts[i++] = rows.size();
        }
        QVERIFY(counts[0] > 20 && counts[0] < all);
        QCOMPARE(counts[1], counts[0]);

        for (const QJsonObject &body : {QJsonObject{{u"startDate"_s, from}, {u"endDate"_s, to}},
                                        QJsonObject{{u"start_date"_s, from}, {u"end_date"_s, to}}}) {
            const QString job = m_client->post(path, body, headers).text(u"jobId"_s);
            QCOMPARE(m_client->get(path + u"?job_id="_s + job, headers).status, 409); // has not completed
            m_client->advance(6);
            QCOMPARE(m_client->get(path + u"?job_id="_s + job, headers).array(u"transactions"_s).size(), counts[0]);
        }
    }

    void transactionRowsAreExact()
    {
        const QString id = m_client->link(m_user);
        const Reply reply = m_client->get(u"/v2/accounts/"_s + id + u"/transactions"_s, m_client->bearer());
        const QJsonObject row = reply.array(u"transactions"_s).first().toObject();
        QCOMPARE(row.keys(), (QStringList{u"amount"_s, u"category"_s, u"currency"_s, u"date"_s, u"description"_s, u"id"_s,
                                          u"runningBalance"_s, u"subcategory"_s, u"type"_s}));
        // Every amount in the raw text has exactly two decimals.
        static const QRegularExpression amount(u"\"(amount|runningBalance)\":([^,}]*)[,}]"_s), exact(u"^-?\\d+\\.\\d\\d$"_s);
        auto it = amount.globalMatch(QString::fromUtf8(reply.body));
        int seen = 0;
        for (; it.hasNext(); ++seen) {
            const QString text = it.next().captured(2);
            QVERIFY2(exact.match(text).hasMatch(), qPrintable(text));
        }
        QCOMPARE(seen, 2 * reply.array(u"transactions"_s).size());
    }

    void badDates_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("not a date") << u"?start_date=yesterday"_s;
        QTest::newRow("American") << u"?start_date=01/31/2026"_s;
        QTest::newRow("no such day") << u"?end_date=2026-02-30"_s;
        QTest::newRow("backwards") << u"?start_date=2026-02-10&end_date=2026-02-01"_s;
    }
    void badDates()
    {
        QFETCH(QString, query);
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        for (const QString &path : {u"/v2/accounts/"_s + id + u"/transactions"_s,
                                    u"/v2/users/"_s + m_user + u"/connections/"_s + id + u"/transactions"_s}) {
            const Reply reply = m_client->get(path + query, headers);
            QCOMPARE(reply.status, 400);
            QCOMPARE(reply.code(), u"AC-100"_s);
        }
    }

    void aDateIsText()
    {
        const QString id = m_client->link(m_user);
        for (const QJsonValue &wrong : {QJsonValue(true), QJsonValue(5), QJsonValue(QJsonArray{u"2026-01-31"_s})}) {
            const Reply reply = m_client->post(u"/v2/accounts/"_s + id + u"/transactions"_s, {{u"startDate"_s, wrong}}, m_client->bearer());
            QCOMPARE(reply.status, 400);
            QCOMPARE(reply.code(), u"AC-100"_s);
        }
    }

    void userScopedTransactionsComeInPages()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        const QString path = u"/v2/users/"_s + m_user + u"/connections/"_s + id + u"/transactions"_s;
        const Reply started = m_client->post(path + u"/jobs"_s, {}, headers);
        QVERIFY(started.text(u"job_id"_s).startsWith("TRN-"_L1));
        m_client->advance(6);
        QSet<QString> ids;
        QString cursor;
        int pages = 0;
        do {
            const Reply page = m_client->get(path + (cursor.isEmpty() ? QString() : u"?next_page="_s + cursor), headers);
            QCOMPARE(page.status, 200);
            const QJsonArray rows = page.array(u"transactions"_s);
            QCOMPARE(page.json.value("count"_L1).toInt(), rows.size());
            QVERIFY(rows.size() > 0 && rows.size() <= 50);
            for (const QJsonValue &row : rows)
                ids << row["id"_L1].toString();
            QVERIFY(page.json.contains("next_page"_L1));
            cursor = page.text(u"next_page"_s);
            ++pages;
        } while (!cursor.isEmpty() && pages < 100);
        QVERIFY(pages >= 5);
        QCOMPARE(ids.size(), m_client->get(u"/v2/accounts/"_s + id + u"/transactions"_s, headers).array(u"transactions"_s).size());
        QCOMPARE(m_client->get(path + u"?next_page=nonsense"_s, headers).code(), u"AC-100"_s);
    }

    void deletingStoredTransactions()
    {
        const QString id = m_client->link(m_user);
        const Headers headers = m_client->bearer();
        const QString path = u"/v2/users/"_s + m_user + u"/connections/"_s + id + u"/transactions"_s;
        const Reply first = m_client->call("DELETE", path, {}, headers);
        QCOMPARE(first.status, 200);
        QVERIFY(first.json.value("deleted"_L1).toInt() > 200);
        QCOMPARE(m_client->call("DELETE", path, {}, headers).json.value("deleted"_L1).toInt(-1), 0);
        const Reply empty = m_client->get(path, headers);
        QCOMPARE(empty.json.value("count"_L1).toInt(-1), 0);
        QVERIFY(empty.json.value("next_page"_L1).isNull());
        const QJsonArray links = m_client->get(u"/v2/users/"_s + m_user + u"/connections"_s, headers).array(u"connections"_s);
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.first()["connectionId"_L1].toString(), id);
        QCOMPARE(links.first()["connectionStatus"_L1].toString(), u"CONNECTED"_s);
        QCOMPARE(links.first()["accountNumberDisplay"_L1].toString(), u"2901"_s);
    }

    void manualAccounts()
    {
        const Reply session = m_client->post(u"/widget-api/session"_s,
                                             {{u"token"_s, m_client->widgetToken(m_user)}, {u"manualLinkOnly"_s, u"true"_s}});
        const Reply done = m_client->post(u"/widget-api/manual"_s,
                                          {{u"routingNumber"_s, u"021000021"_s}, {u"accountNumber"_s, u"000123456789"_s},
                                           {u"accountType"_s, u"checking"_s}, {u"accountName"_s, u"Mine"_s}},
                                          {{"X-Widget-Session", session.text(u"session"_s).toLatin1()}});
        const QString id = done.object(u"success"_s).value("user_password"_L1).toString();
        const Headers headers = m_client->bearer();
        const QString account = u"/v2/accounts/"_s + id, scoped = u"/v2/users/"_s + m_user + u"/connections/"_s + id + u"/transactions"_s;
        const QJsonObject details = m_client->get(account, headers).object(u"account"_s);
        QCOMPARE(details.value("accountNumber"_L1).toString(), u"000123456789"_s);
        QCOMPARE(details.value("canFetchBalance"_L1).toBool(true), false);
        const QList<std::tuple<QByteArray, QString, QString>> rows{
            {"GET", account + u"/balance"_s, u"AC-105"_s}, {"POST", account + u"/refresh"_s, u"AC-105"_s},
            {"POST", account + u"/identity"_s, u"AC-111"_s}, {"GET", account + u"/identity"_s, u"AC-111"_s},
            {"POST", account + u"/transactions"_s, u"AC-114"_s}, {"GET", account + u"/transactions"_s, u"AC-114"_s},
            {"POST", scoped + u"/jobs"_s, u"AC-114"_s}, {"GET", scoped, u"AC-114"_s}};
        for (const auto &[method, path, code] : rows) {
            const Reply reply = m_client->call(method, path, {}, headers);
            QCOMPARE(reply.status, 405);
            QCOMPARE(reply.code(), code);
        }
    }

    void expiredConsent()
    {
        const QString id = m_client->link(m_user);
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"REVOKED_BY_USER"_s}});
        const Headers headers = m_client->bearer();
        QCOMPARE(m_client->get(u"/v2/accounts/"_s + id, headers).object(u"account"_s).value("connectionStatus"_L1).toString(),
                 u"REVOKED_BY_USER"_s);
        const Reply reply = m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, headers);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.code(), u"AC-104"_s);
    }

    void pathsAndMethods_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("unknown") << QByteArray("GET") << u"/v2/nothing"_s << 404;
        QTest::newRow("traversal") << QByteArray("GET") << u"/assets/%2e%2e/banks.json"_s << 404;
        QTest::newRow("no such asset") << QByteArray("GET") << u"/assets/nothing.js"_s << 404;
        QTest::newRow("token by GET") << QByteArray("GET") << u"/v2/token"_s << 405;
        QTest::newRow("token by DELETE") << QByteArray("DELETE") << u"/v2/token"_s << 405;
        QTest::newRow("balance by POST") << QByteArray("POST") << u"/v2/accounts/x/balance"_s << 405;
        QTest::newRow("page by POST") << QByteArray("POST") << u"/"_s << 405;
    }
    void pathsAndMethods()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        const Reply reply = m_client->call(method, path);
        QTEST(reply.status, "status");
        QVERIFY(!reply.code().isEmpty());
        QCOMPARE(reply.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(reply.headers.contains("allow"), reply.status == 405);
    }

    void largeBodiesAreRefused()
    {
        const QByteArray body = "{\"apiKey\":\"" + QByteArray(1'100'000, 'x') + "\"}";
        const Reply reply = Client::take(m_client->send("POST", u"/v2/token"_s, body));
        QCOMPARE(reply.status, 413);
        const Reply endless = Client::take(m_client->send("POST", u"/v2/token"_s, QByteArray(9'000'000, 'x')));
        QCOMPARE(endless.status, 0);
        QVERIFY(endless.error != QNetworkReply::NoError);
        QCOMPARE(m_client->post(u"/v2/token"_s, m_client->credentials()).status, 200);
    }

    void aClientMayAskForTheConnectionToClose_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("GET") << QByteArray("GET") << QByteArray("}}");
        QTest::newRow("HEAD has no body") << QByteArray("HEAD") << QByteArray("Connection: close\r\n\r\n");
    }
    void aClientMayAskForTheConnectionToClose()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, end);
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(m_client->base).port()));
        socket.write(method + " /v2/token HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        const QByteArray answer = socket.readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 405 ") && answer.endsWith(end), answer.constData());
    }

    void otherHostNamesAreRefused()
    {
        QCOMPARE(m_client->get(u"/v2/token"_s, {{"Host", "bank.example:80"}}).status, 403);
        QCOMPARE(m_client->get(u"/v2/token"_s, {{"Host", "localhost:80"}}).status, 405);
    }

private:
    static QJsonObject claimsOf(const QString &token)
    {
        const QString part = token.section(u'.', 1, 1);
        return QJsonDocument::fromJson(QByteArray::fromBase64(part.toLatin1(), QByteArray::Base64UrlEncoding)).object();
    }

    std::unique_ptr<Client> m_client;
    QString m_user;
};

QTEST_GUILESS_MAIN(SimulatorApi)
#include "simulator_api.moc"
