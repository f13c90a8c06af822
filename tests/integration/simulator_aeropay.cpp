// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

/// Aeropass over HTTP, v1 and v2 (contract b.3, b.4).
class SimulatorAeropay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_client = std::make_unique<Client>(); }
    void cleanup() { m_client.reset(); }

    void tokenSpellings_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("snake");
        QTest::addColumn<bool>("number");
        for (const QString &path : {u"/aeropay/token"_s, u"/aeropay/v2/token"_s}) {
            for (const bool snake : {false, true}) {
                for (const bool number : {false, true})
                    QTest::addRow("%s %s %s", qPrintable(path), snake ? "snake" : "camel", number ? "number" : "text")
                        << path << snake << number;
            }
        }
    }
    void tokenSpellings()
    {
        QFETCH(QString, path);
        QFETCH(bool, snake);
        QFETCH(bool, number);
        QJsonObject body{{snake ? u"api_key"_s : u"apiKey"_s, m_client->key("aeropayApiKey")},
                         {snake ? u"api_secret"_s : u"apiSecret"_s, m_client->key("aeropayApiSecret")},
                         {u"scope"_s, u"merchant"_s}};
        body.insert(u"id"_s, number ? QJsonValue(m_client->key("merchantId").toInt()) : QJsonValue(m_client->key("merchantId")));
        const Reply reply = m_client->post(path, body);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.json.value("TTL"_L1).isDouble()); // a number here, a text at Aerosync
        QCOMPARE(reply.json.value("TTL"_L1).toInt(), 1800);
        QCOMPARE(reply.text(u"token"_s).count(u'.'), 2);
    }

    void tokenErrors_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("status"); // of v2; v1 answers 200
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("no key") << u"-apiKey"_s << 400 << u"AP700"_s << u"'apiKey'"_s;
        QTest::newRow("no secret") << u"-apiSecret"_s << 400 << u"AP700"_s << u"'apiSecret'"_s;
        QTest::newRow("no scope") << u"-scope"_s << 400 << u"AP700"_s << u"'scope'"_s;
        QTest::newRow("no id") << u"-id"_s << 400 << u"AP700"_s << u"'id'"_s;
        QTest::newRow("wrong scope") << u"scope=admin"_s << 400 << u"AP700"_s << u"Invalid scope"_s;
        QTest::newRow("no user") << u"scope=userForMerchant"_s << 400 << u"AP700"_s << u"'userId'"_s;
        QTest::newRow("odd id") << u"id=abc"_s << 400 << u"AP701"_s << u"id:"_s;
        QTest::newRow("wrong key") << u"apiKey=x"_s << 401 << u"AP002"_s << u"invalid API key"_s;
        QTest::newRow("wrong secret") << u"apiSecret=x"_s << 401 << u"AP002"_s << u"invalid API key"_s;
        QTest::newRow("wrong merchant") << u"id=1"_s << 401 << u"AP002"_s << u"invalid API key"_s;
    }
    void tokenErrors()
    {
        QFETCH(QString, change);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, says);
        QJsonObject body{{u"apiKey"_s, m_client->key("aeropayApiKey")}, {u"apiSecret"_s, m_client->key("aeropayApiSecret")},
                         {u"scope"_s, u"merchant"_s}, {u"id"_s, m_client->key("merchantId")}};
        if (change.startsWith(u'-'))
            body.remove(change.mid(1));
        else
            body.insert(change.section(u'=', 0, 0), change.section(u'=', 1));
        const Reply v2 = m_client->post(u"/aeropay/v2/token"_s, body);
        QCOMPARE(v2.status, status);
        QCOMPARE(v2.code(), code);
        QVERIFY2(v2.message().contains(says), v2.body.constData());
        QVERIFY(!v2.json.contains("success"_L1));
        const Reply v1 = m_client->post(u"/aeropay/token"_s, body);
        QCOMPARE(v1.status, 200);
        QCOMPARE(v1.code(), code);
        QVERIFY(v1.json.value("success"_L1).isBool() && !v1.json.value("success"_L1).toBool(true));
    }

    void userForMerchantNeedsAKnownUser()
    {
        const Reply reply = m_client->post(u"/aeropay/v2/token"_s,
                                           {{u"apiKey"_s, m_client->key("aeropayApiKey")},
                                            {u"apiSecret"_s, m_client->key("aeropayApiSecret")},
                                            {u"scope"_s, u"userForMerchant"_s}, {u"id"_s, m_client->key("merchantId")},
                                            {u"userId"_s, u"!?"_s}});
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.code(), u"AP701"_s);
    }

    void newUserInBothForms_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QStringList>("names"); // first, last, phone
        const QStringList camel{u"firstName"_s, u"lastName"_s, u"phoneNumber"_s};
        const QStringList snake{u"first_name"_s, u"last_name"_s, u"phone_number"_s};
        const QStringList seed{u"firstName"_s, u"lastName"_s, u"phone"_s};
        QTest::newRow("v1 as documented") << u"/aeropay/user"_s << QByteArray("authorizationToken") << snake;
        QTest::newRow("v1, other header") << u"/aeropay/user"_s << QByteArray("Authorization") << camel;
        QTest::newRow("v2 as documented") << u"/aeropay/v2/user"_s << QByteArray("authorization") << camel;
        QTest::newRow("v2, phone") << u"/aeropay/v2/user"_s << QByteArray("authorization") << seed;
        QTest::newRow("v2, snake") << u"/aeropay/v2/user"_s << QByteArray("authorizationToken") << snake;
    }
    void newUserInBothForms()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, header);
        QFETCH(QStringList, names);
        const bool v2 = path.contains("v2"_L1);
        const Headers headers{{header, m_client->payBearer().value("authorization")}, {"X-AP-Version", "1.1"}};
        const QJsonObject body{{names.at(0), u"Jane"_s}, {names.at(1), u"Doe"_s}, {names.at(2), u"+12025550188"_s},
                               {u"email"_s, u"jane@example.com"_s}};
        const Reply first = m_client->post(path, body, headers);
        QCOMPARE(first.status, 200);
        const QJsonObject user = first.object(u"user"_s);
        const QString uuid = user.value(v2 ? "id"_L1 : "aeroPassUserUuid"_L1).toString();
        QCOMPARE(uuid.size(), 36);
        const Reply again = m_client->post(path, body, headers);
        QCOMPARE(again.status, 200);
        if (v2) {
            QVERIFY(first.json.contains("mfaType"_L1) && first.json.value("mfaType"_L1).isNull());
            QVERIFY(!user.contains("aeroPassUserUuid"_L1));
            QCOMPARE(user.value("type"_L1).toString(), u"consumer"_s);
            QCOMPARE(user.value("userStatus"_L1).toString(), u"Active"_s);
            QCOMPARE(again.text(u"mfaType"_s), u"sms"_s);
            QCOMPARE(again.object(u"user"_s).value("id"_L1).toString(), uuid);
        } else {
            QCOMPARE(first.json.value("existingUser"_L1).toBool(true), false);
            QVERIFY(!user.value("userId"_L1).toString().isEmpty());
            QVERIFY(!first.json.contains("aeropass_user_uuid"_L1));
            QCOMPARE(again.json.value("existingUser"_L1).toBool(), true);
            QCOMPARE(again.object(u"user"_s).value("aeroPassUserUuid"_L1).toString(), uuid);
        }
    }

    void theOldestEditionHasItsOwnSpelling()
    {
        const Reply reply = m_client->post(u"/aeropay/user"_s,
                                           {{u"firstName"_s, u"Jane"_s}, {u"lastName"_s, u"Doe"_s},
                                            {u"phone"_s, u"+12025550188"_s}, {u"email"_s, u"jane@example.com"_s}},
                                           m_client->payBearer());
        QCOMPARE(reply.text(u"aeropass_user_uuid"_s), reply.object(u"user"_s).value("aeroPassUserUuid"_L1).toString());
        QCOMPARE(reply.text(u"aeropass_user_uuid"_s).size(), 36);
    }

    void confirmUser_data()
    {
        QTest::addColumn<QString>("user"); // empty: the right one
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("expected");
        QTest::newRow("right") << QString() << u"000000"_s << QString();
        QTest::newRow("wrong code") << QString() << u"123456"_s << u"AP112"_s;
        QTest::newRow("no code") << QString() << QString() << u"AP700"_s;
        QTest::newRow("unknown user") << u"99999"_s << u"000000"_s << u"AP113"_s;
    }
    void confirmUser()
    {
        QFETCH(QString, user);
        QFETCH(QString, code);
        QFETCH(QString, expected);
        const QString uuid = m_client->makeUser();
        m_client->makeUser();
        const Reply reply = m_client->post(u"/aeropay/v2/confirmUser"_s,
                                           {{u"userId"_s, user.isEmpty() ? uuid : user}, {u"code"_s, code},
                                            {u"merchantId"_s, m_client->key("merchantId")}},
                                           m_client->payBearer());
        QCOMPARE(reply.status, 200); // business errors of v2 come with 200
        QCOMPARE(reply.code(), expected);
        if (expected.isEmpty())
            QCOMPARE(reply.object(u"user"_s).value("id"_L1).toString(), uuid);
    }

    void fetchUser()
    {
        const QString uuid = m_client->makeUser();
        const Reply own = m_client->get(u"/aeropay/v2/user"_s, m_client->payBearer(u"userForMerchant"_s, uuid));
        QCOMPARE(own.object(u"user"_s).value("id"_L1).toString(), uuid);
        const Reply named = m_client->get(u"/aeropay/user?userId="_s + uuid, m_client->payBearer());
        QCOMPARE(named.object(u"user"_s).value("aeroPassUserUuid"_L1).toString(), uuid);
        QCOMPARE(m_client->get(u"/aeropay/v2/user?userId=nobody"_s, m_client->payBearer()).code(), u"AP113"_s);
        QCOMPARE(m_client->get(u"/aeropay/v2/user"_s, m_client->payBearer()).code(), u"AP700"_s);
    }

    void bearers_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"missing", "garbage", "expired", "aerosync"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void bearers()
    {
        QFETCH(QString, kind);
        Headers headers = m_client->payBearer();
        if (kind == "missing"_L1)
            headers.clear();
        else if (kind == "garbage"_L1)
            headers.insert("authorization", "Bearer x");
        else if (kind == "aerosync"_L1)
            headers.insert("authorization", m_client->bearer().value("Authorization"));
        else
            m_client->advance(1801);
        for (const QString &path : {u"/aeropay/user"_s, u"/aeropay/v2/user"_s, u"/aeropay/v2/confirmUser"_s}) {
            const Reply reply = m_client->post(path, {{u"email"_s, u"a@example.com"_s}}, headers);
            QCOMPARE(reply.status, 401);
            QCOMPARE(reply.code(), u"AP002"_s);
        }
    }

    void aUsersTokenMakesNoUsers()
    {
        const QString uuid = m_client->makeUser();
        QCOMPARE(m_client->post(u"/aeropay/v2/user"_s, {{u"firstName"_s, u"A"_s}},
                                m_client->payBearer(u"userForMerchant"_s, uuid)).status, 401);
    }

    void businessErrorsComeWith200()
    {
        const Reply reply = m_client->post(u"/aeropay/v2/user"_s,
                                           {{u"firstName"_s, u"Jane3"_s}, {u"lastName"_s, u"Doe"_s},
                                            {u"phoneNumber"_s, u"+12025550188"_s}, {u"email"_s, u"jane@example.com"_s}},
                                           m_client->payBearer());
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.code(), u"AP118"_s);
        QVERIFY(reply.object(u"error"_s).contains("help"_L1));
    }

private:
    std::unique_ptr<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorAeropay)
#include "simulator_aeropay.moc"
