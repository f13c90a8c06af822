// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

/// The widget's pages and their private API over HTTP.
class SimulatorWidgetApi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
    }
    void cleanup() { m_client.reset(); }

    void pages_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("ancestors");
        const QByteArray usual = "frame-ancestors https://integrator.example http://127.0.0.1:* http://localhost:*";
        QTest::newRow("widget") << u"/?token=x"_s << usual;
        QTest::newRow("embedded") << u"/embedded-view?token=x"_s << usual;
        QTest::newRow("bank") << u"/bank/oauth/x"_s << QByteArray("frame-ancestors 'none'");
    }
    void pages()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, ancestors);
        const Reply reply = m_client->get(path);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("content-type"), QByteArray("text/html; charset=utf-8"));
        const QByteArray policy = reply.headers.value("content-security-policy");
        QVERIFY2(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                                   "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "),
                 policy.constData());
        QVERIFY2(policy.endsWith(ancestors), policy.constData());
        QCOMPARE(reply.headers.value("cache-control"), QByteArray("no-store"));
        QVERIFY(reply.body.startsWith("<!doctype html>"));
    }

    void theAllowListCanBeChanged()
    {
        QCOMPARE(m_client->post(u"/simulator/origins"_s, {{u"allow"_s, QJsonArray{u"https://shop.example"_s}}}).status, 200);
        QVERIFY(m_client->get(u"/"_s).headers.value("content-security-policy").endsWith("frame-ancestors https://shop.example"));
        QCOMPARE(m_client->post(u"/simulator/origins"_s, {{u"allow"_s, QJsonArray{}}}).status, 200);
        QVERIFY(m_client->get(u"/"_s).headers.value("content-security-policy").endsWith("frame-ancestors 'none'"));
        for (const QString &bad : {u"https://a.example; script-src *"_s, u"x\r\nSet-Cookie: a"_s, u"shop.example"_s})
            QCOMPARE(m_client->post(u"/simulator/origins"_s, {{u"allow"_s, QJsonArray{bad}}}).status, 400);
    }

    void linkThroughEveryStep()
    {
        const Headers session = open({{u"version"_s, u"2.0.0"_s}});
        const Reply banks = m_client->get(u"/widget-api/banks?q=aerobank"_s, session);
        QCOMPARE(banks.array(u"banks"_s).size(), 2);
        const Reply wrong = m_client->post(u"/widget-api/login"_s, {{u"bank"_s, u"aerobank"_s}, {u"username"_s, u"sync"_s}, {u"password"_s, u"x"_s}}, session);
        QCOMPARE(wrong.status, 400);
        const QJsonObject error = wrong.object(u"error"_s);
        QCOMPARE(error.value("type"_L1).toString(), u"INCORRECT_CREDENTIALS"_s);
        QCOMPARE(error.value("code"_L1).toString(), u"AC-117"_s);
        QCOMPARE(error.value("retry"_L1).toBool(), true);
        const Reply next = m_client->post(u"/widget-api/login"_s, {{u"bank"_s, u"aerobank"_s}, {u"username"_s, u"sync"_s}, {u"password"_s, u"mfa"_s}}, session);
        QCOMPARE(next.text(u"next"_s), u"challenge"_s);
        const Reply accounts = m_client->post(u"/widget-api/challenge"_s, {{u"answer"_s, u"correct"_s}}, session);
        QCOMPARE(accounts.text(u"next"_s), u"accounts"_s);
        const QJsonObject first = accounts.array(u"accounts"_s).first().toObject();
        QCOMPARE(first.value("available"_L1).toString(), u"3124.25"_s);
        QCOMPARE(first.value("display"_L1).toString(), u"2901"_s);
        const Reply done = m_client->post(u"/widget-api/accounts"_s, {{u"accountIds"_s, QJsonArray{u"a1"_s}}}, session);
        QCOMPARE(done.text(u"next"_s), u"done"_s);
        QCOMPARE(done.object(u"success"_s).value("aeroPassUserUuid"_L1).toString(), m_user);
    }

    void sessionErrors_data()
    {
        QTest::addColumn<QJsonObject>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("no token") << QJsonObject{{u"version"_s, u"2.0.0"_s}} << 400 << u"AC-100"_s;
        QTest::newRow("unknown token") << QJsonObject{{u"token"_s, u"x"_s}} << 401 << u"AR-500"_s;
    }
    void sessionErrors()
    {
        QFETCH(QJsonObject, query);
        const Reply reply = m_client->post(u"/widget-api/session"_s, query);
        QTEST(reply.status, "status");
        QTEST(reply.code(), "code");
        QCOMPARE(reply.object(u"error"_s).value("type"_L1).toString(), u"SERVER_ERROR"_s);
        QCOMPARE(m_client->get(u"/widget-api/banks"_s).status, 401); // no session
    }

    void aTokenOpensOneSession()
    {
        const QString token = m_client->widgetToken(m_user);
        QCOMPARE(m_client->post(u"/widget-api/session"_s, {{u"token"_s, token}}).status, 200);
        QCOMPARE(m_client->post(u"/widget-api/session"_s, {{u"token"_s, token}}).status, 401);
    }

    void oauthOverTheBanksSite()
    {
        const Headers session = open({{u"handleOAuthManually"_s, u"true"_s}, {u"deeplink"_s, u"demo://back"_s}, {u"version"_s, u"2.0.0"_s}});
        const Reply started = m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, session);
        const QString state = started.text(u"state"_s), site = u"/bank-api/oauth/"_s + state;
        const QUrl url(started.text(u"url"_s));
        QCOMPARE(url.host(), u"localhost"_s);
        QCOMPARE(url.path(), u"/bank/oauth/"_s + state);
        QCOMPARE(m_client->get(url.toString()).status, 200);
        const auto poll = [&] { return m_client->get(u"/widget-api/oauth/"_s + state, session); };
        QCOMPARE(poll().text(u"status"_s), u"pending"_s);
        QCOMPARE(m_client->get(site).text(u"stage"_s), u"login"_s);
        QCOMPARE(m_client->post(site + u"/login"_s, {{u"username"_s, u"a"_s}, {u"password"_s, u"b"_s}}).code(), u"AC-117"_s);
        QCOMPARE(m_client->post(site + u"/login"_s, {{u"username"_s, u"sync"_s}, {u"password"_s, u"no_mfa"_s}}).text(u"stage"_s), u"consent"_s);
        const Reply offered = m_client->post(site + u"/consent"_s, {{u"allow"_s, true}});
        QCOMPARE(offered.text(u"stage"_s), u"accounts"_s);
        QCOMPARE(offered.array(u"accounts"_s).size(), 3);
        const Reply done = m_client->post(site + u"/accounts"_s, {{u"accountIds"_s, QJsonArray{u"a1"_s}}});
        QCOMPARE(done.text(u"stage"_s), u"done"_s);
        QCOMPARE(done.text(u"redirect"_s), u"demo://back"_s);
        const Reply authorized = poll();
        QCOMPARE(authorized.text(u"status"_s), u"authorized"_s);
        QCOMPARE(authorized.array(u"accounts"_s).size(), 1);
        const QString id = authorized.object(u"next"_s).value("success"_L1).toObject().value("connectionId"_L1).toString();
        const QJsonObject account = m_client->get(u"/v2/accounts/"_s + id, m_client->bearer()).object(u"account"_s);
        QCOMPARE(account.value("accountNumberType"_L1).toString(), u"Tokenized"_s);
        QCOMPARE(account.value("connectionMethod"_L1).toInt(), 6);
        // Another session cannot read this one's visit.
        QCOMPARE(m_client->get(u"/widget-api/oauth/"_s + state, open()).status, 404);
        QCOMPARE(m_client->get(u"/bank-api/oauth/unknown"_s).status, 404);
    }

    void oauthDeniedAndExpired()
    {
        const Headers session = open();
        const QString denied = m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, session).text(u"state"_s);
        m_client->post(u"/bank-api/oauth/"_s + denied + u"/login"_s, {{u"username"_s, u"sync"_s}, {u"password"_s, u"no_mfa"_s}});
        m_client->post(u"/bank-api/oauth/"_s + denied + u"/consent"_s, {{u"allow"_s, false}});
        QCOMPARE(m_client->get(u"/widget-api/oauth/"_s + denied, session).text(u"status"_s), u"denied"_s);
        const QString old = m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, session).text(u"state"_s);
        m_client->advance(601);
        QCOMPARE(m_client->get(u"/widget-api/oauth/"_s + old, session).text(u"status"_s), u"expired"_s);
    }

    void linkLimitReachesTheWidget()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(!m_client->link(m_user).isEmpty());
        const Headers session = open();
        m_client->post(u"/widget-api/login"_s, {{u"bank"_s, u"aerobank"_s}, {u"username"_s, u"sync"_s}, {u"password"_s, u"no_mfa"_s}}, session);
        const Reply refused = m_client->post(u"/widget-api/accounts"_s, {{u"accountIds"_s, QJsonArray{u"a1"_s}}}, session);
        QCOMPARE(refused.code(), u"AP415"_s);
        QCOMPARE(refused.object(u"error"_s).value("type"_L1).toString(), u"ACCOUNT_LIMIT"_s);
        QCOMPARE(m_client->post(u"/widget-api/accounts"_s, {{u"accountIds"_s, QJsonArray{u"a2"_s}}}, session).text(u"next"_s), u"done"_s);
    }

    void embeddedView()
    {
        const QString token = m_client->widgetToken(m_user);
        const QJsonArray banks = m_client->get(u"/widget-api/embedded?token="_s + token).array(u"banks"_s);
        QVERIFY(banks.size() >= 2);
        QCOMPARE(m_client->get(u"/widget-api/embedded?token=x"_s).status, 401);
        const Reply click = m_client->post(u"/widget-api/embedded-click"_s, {{u"token"_s, token}, {u"bank"_s, u"aerobank"_s}});
        const Reply session = m_client->post(u"/widget-api/session"_s, {{u"token"_s, token}, {u"stateCode"_s, click.text(u"stateCode"_s)}});
        QCOMPARE(session.text(u"bank"_s), u"aerobank"_s);
        QCOMPARE(m_client->post(u"/widget-api/embedded-click"_s, {{u"token"_s, m_client->widgetToken(m_user)}, {u"bank"_s, u"x"_s}}).status, 400);
    }

    void closingEndsTheSession()
    {
        const Headers session = open();
        QCOMPARE(m_client->post(u"/widget-api/close"_s, {}, session).status, 200);
        QCOMPARE(m_client->get(u"/widget-api/banks"_s, session).status, 401);
    }

    void configurationsAreAnnouncedAndUsed()
    {
        const QJsonArray announced = m_client->keys.value("configurations"_L1).toArray();
        QVERIFY(announced.size() >= 4);
        for (const QJsonValue &each : announced) {
            const Reply reply = m_client->post(u"/widget-api/session"_s, {{u"token"_s, m_client->widgetToken(m_user)},
                                                                         {u"consumerId"_s, each["id"_L1].toString()}});
            QCOMPARE(reply.text(u"clientName"_s), each["name"_L1].toString());
            QCOMPARE(reply.object(u"configuration"_s).value("id"_L1), each["id"_L1]);
        }
    }

private:
    Headers open(QJsonObject query = {})
    {
        query.insert(u"token"_s, m_client->widgetToken(m_user));
        const Reply reply = m_client->post(u"/widget-api/session"_s, query);
        return {{"X-Widget-Session", reply.text(u"session"_s).toLatin1()}};
    }

    std::unique_ptr<Client> m_client;
    QString m_user;
};

QTEST_GUILESS_MAIN(SimulatorWidgetApi)
#include "simulator_widgetapi.moc"
