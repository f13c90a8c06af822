// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_client.h"

#include <QUrlQuery>

/// What a launch of the widget may do, over the pages' private API: embedded view, reconnection, MFA, several accounts.
class SimulatorLaunches : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<Client>();
        m_user = m_client->makeUser();
    }
    void cleanup() { m_client.reset(); }

    void aFreshStateCodeOpensItsTokenAgain()
    {
        const QString token = m_client->widgetToken(m_user), other = m_client->widgetToken(m_user);
        const auto click = [&](const QString &bank) {
            return m_client->post(u"/widget-api/embedded-click"_s, {{u"token"_s, token}, {u"bank"_s, bank}}).text(u"stateCode"_s);
        };
        const auto launch = [&](const QString &with, const QString &code) {
            return m_client->post(u"/widget-api/session"_s, {{u"token"_s, with}, {u"stateCode"_s, code}, {u"version"_s, u"2.0.0"_s}});
        };
        const QString first = click(u"aerobank"_s);
        const Reply opened = launch(token, first);
        QCOMPARE(opened.text(u"bank"_s), u"aerobank"_s);
        m_client->post(u"/widget-api/close"_s, {}, keyOf(opened));
        QCOMPARE(launch(token, first).status, 401); // a code is for one click
        QCOMPARE(launch(token, {}).status, 401);    // and a token for one session
        const QString second = click(u"aerosync-mfa"_s);
        QCOMPARE(launch(other, second).text(u"bank"_s), QString());
        const Reply again = launch(token, second);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.text(u"bank"_s), u"aerosync-mfa"_s);
        m_client->advance(1801);
        QCOMPARE(m_client->post(u"/widget-api/embedded-click"_s, {{u"token"_s, token}, {u"bank"_s, u"aerobank"_s}}).status, 401);
    }

    void aRetriedSessionCallIsTheSameSession()
    {
        const QJsonObject query{{u"token"_s, m_client->widgetToken(m_user)}, {u"version"_s, u"2.0.0"_s}};
        const Headers page{{"X-Widget-Launch", "0123456789abcdef"}};
        m_client->fault({{u"name"_s, u"malformed"_s}, {u"match"_s, QJsonObject{{u"path"_s, u"/widget-api/session"_s}}}});
        QVERIFY(m_client->post(u"/widget-api/session"_s, query, page).json.isEmpty()); // the answer is lost, the token used
        const Reply retried = m_client->post(u"/widget-api/session"_s, query, page);
        QCOMPARE(retried.status, 200);
        QCOMPARE(m_client->post(u"/widget-api/session"_s, query, page).text(u"session"_s), retried.text(u"session"_s));
        QCOMPARE(m_client->post(u"/widget-api/session"_s, query, {{"X-Widget-Launch", "another"}}).status, 401);
        QCOMPARE(m_client->post(u"/widget-api/session"_s, query).status, 401);
    }

    void anMfaLaunchHearsOfTheTimeOut()
    {
        const auto [job, session] = mfaLaunch();
        QCOMPARE(m_client->get(u"/widget-api/challenge"_s, session).json.value("waiting"_L1).toBool(), true);
        m_client->advance(301);
        const QJsonObject error = m_client->get(u"/widget-api/challenge"_s, session).object(u"error"_s);
        QCOMPARE(error.value("type"_L1).toString(), u"POLLING_TIMEOUT"_s);
        QCOMPARE(error.value("code"_L1).toString(), u"AR-100"_s);
        QCOMPARE(error.value("retry"_L1).toBool(true), false);
    }

    void aJobThatEndedOtherwiseIsNoTimeOut()
    {
        const auto [job, session] = mfaLaunch();
        m_client->post(u"/simulator/jobs/"_s + job, {{u"status"_s, u"FAILED"_s}});
        for (const Reply &reply : {m_client->get(u"/widget-api/challenge"_s, session),
                                   m_client->post(u"/widget-api/challenge"_s, {{u"answer"_s, u"correct"_s}}, session)}) {
            QCOMPARE(reply.status, 409);
            QCOMPARE(reply.code(), u"AR-500"_s);
        }
        QCOMPARE(m_client->get(u"/widget-api/challenge"_s, open()).status, 400); // nothing was asked
    }

    void aReconnectionOffersItsAccountOnly_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("expired") << u"EXPIRED_CONSENT"_s;
        QTest::newRow("revoked") << u"REVOKED_BY_USER"_s;
        QTest::newRow("healthy") << u"CONNECTED"_s;
    }
    void aReconnectionOffersItsAccountOnly()
    {
        QFETCH(QString, status);
        const QString id = m_client->link(m_user);
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, status}});
        const Headers session = open({{u"connectionId"_s, id}});
        QCOMPARE(login(session, u"aerosync-mfa"_s, u"sync"_s, u"x"_s).code(), u"AC-100"_s); // another bank
        const Reply offered = login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s);
        QCOMPARE(offered.array(u"accounts"_s).size(), 1);
        QCOMPARE(offered.array(u"accounts"_s).first()["display"_L1].toString(), u"2901"_s);
        QCOMPARE(choose(session, {u"a2"_s}).code(), u"AC-100"_s);
        QCOMPARE(choose(session, {u"a1"_s}).object(u"success"_s).value("connectionId"_L1).toString(), id);
        const QJsonArray links = connections();
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.first()["connectionStatus"_L1].toString(), u"ACTIVE"_s);
    }

    void reconnectingAsSomebodyElseIsRefused()
    {
        Headers session = open();
        login(session, u"aerosync-question"_s, u"ann"_s, u"x"_s);
        answer(session);
        const QString id = choose(session, {u"a1"_s}).object(u"success"_s).value("connectionId"_L1).toString();
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"EXPIRED_CONSENT"_s}});
        session = open({{u"connectionId"_s, id}});
        login(session, u"aerosync-question"_s, u"bob"_s, u"x"_s);
        const Reply refused = answer(session);
        QCOMPARE(refused.code(), u"AC-117"_s);
        QCOMPARE(refused.object(u"error"_s).value("retry"_L1).toBool(), true);
        login(session, u"aerosync-question"_s, u"ann"_s, u"x"_s);
        QCOMPARE(answer(session).array(u"accounts"_s).size(), 1);
        QCOMPARE(choose(session, {u"a1"_s}).object(u"success"_s).value("connectionId"_L1).toString(), id);
    }

    void reconnectingOnTheBanksOwnSite()
    {
        const QString id = m_client->post(u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, m_user}, {u"bank"_s, u"aerobank-oauth"_s}, {u"account"_s, 2}}).text(u"connectionId"_s);
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"EXPIRED_CONSENT"_s}});
        const Headers session = open({{u"connectionId"_s, id}});
        QCOMPARE(m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerosync-oauth"_s}}, session).code(), u"AC-100"_s);
        const QString state = m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, session).text(u"state"_s);
        const QString site = u"/bank-api/oauth/"_s + state;
        m_client->post(site + u"/login"_s, {{u"username"_s, u"sync"_s}, {u"password"_s, u"no_mfa"_s}});
        const QJsonArray offered = m_client->post(site + u"/consent"_s, {{u"allow"_s, true}}).array(u"accounts"_s);
        QCOMPARE(offered.size(), 1);
        m_client->post(site + u"/accounts"_s, {{u"accountIds"_s, QJsonArray{offered.first()["id"_L1]}}});
        const QJsonObject next = m_client->get(u"/widget-api/oauth/"_s + state, session).object(u"next"_s);
        QCOMPARE(next.value("success"_L1).toObject().value("connectionId"_L1).toString(), id);
        QCOMPARE(connections().first()["connectionStatus"_L1].toString(), u"ACTIVE"_s);
    }

    void reconnectingTypedNumbers()
    {
        const QJsonObject numbers{{u"routingNumber"_s, u"021000021"_s}, {u"accountNumber"_s, u"000123456789"_s}};
        const QString id = m_client->post(u"/widget-api/manual"_s, numbers, open({{u"manualLinkOnly"_s, u"true"_s}}))
                               .object(u"success"_s).value("connectionId"_L1).toString();
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"EXPIRED_CONSENT"_s}});
        const Headers session = open({{u"connectionId"_s, id}});
        QJsonObject others = numbers;
        others.insert(u"accountNumber"_s, u"000123456788"_s);
        QCOMPARE(m_client->post(u"/widget-api/manual"_s, others, session).code(), u"AC-117"_s);
        QCOMPARE(m_client->post(u"/widget-api/manual"_s, numbers, session).object(u"success"_s).value("connectionId"_L1).toString(), id);
        QCOMPARE(connections().size(), 1);
    }

    void aSavedAccountWhoseConsentRanOutWantsASignIn()
    {
        const QString id = m_client->link(m_user);
        m_client->post(u"/simulator/connections/"_s + id, {{u"connectionStatus"_s, u"EXPIRED_CONSENT"_s}});
        const Headers session = open({{u"configurationId"_s, configuration(u"Northwind Pay"_s)}});
        const Reply saved = m_client->post(u"/widget-api/otp"_s, {{u"code"_s, u"0000"_s}}, session);
        QCOMPARE(saved.array(u"banks"_s).first()["good"_L1].toBool(true), false);
        const Reply next = choose(session, {id});
        QCOMPARE(next.text(u"next"_s), u"signIn"_s);
        QCOMPARE(next.text(u"bank"_s), u"aerobank"_s);
        QCOMPARE(connections().first()["connectionStatus"_L1].toString(), u"EXPIRED_CONSENT"_s); // nothing claimed yet
        QCOMPARE(login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s).array(u"accounts"_s).size(), 1);
        QCOMPARE(choose(session, {u"a1"_s}).object(u"success"_s).value("connectionId"_L1).toString(), id);
        QCOMPARE(connections().first()["connectionStatus"_L1].toString(), u"ACTIVE"_s);
    }

    void anAccountIsChosenOnce()
    {
        const Headers session = open({{u"configurationId"_s, configuration(u"Tallgrass Club"_s)}});
        login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s);
        QCOMPARE(choose(session, {u"a1"_s, u"a1"_s, u"a2"_s}).code(), u"AC-100"_s);
        QCOMPARE(connections(), QJsonArray{});
        QCOMPARE(choose(session, {u"a1"_s, u"a2"_s}).object(u"success"_s).value("accounts"_L1).toArray().size(), 2);
    }

    void aLegacyLaunchLinksOneAccount()
    {
        // The 1.x message has room for one connection: a second one would be linked and never reported.
        const Reply opened = m_client->post(u"/widget-api/session"_s, {{u"token"_s, m_client->widgetToken(m_user)},
                                                                       {u"consumerId"_s, configuration(u"Tallgrass Club"_s)}});
        const Headers session = keyOf(opened);
        const Reply offered = login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s);
        QCOMPARE(offered.json.value("multiple"_L1).toBool(true), false);
        QCOMPARE(choose(session, {u"a1"_s, u"a2"_s}).code(), u"AC-100"_s);
        QCOMPARE(connections(), QJsonArray{});
        QCOMPARE(choose(session, {u"a2"_s}).text(u"next"_s), u"done"_s);
    }

    void aNewCodeCanBeAskedFor()
    {
        const Headers session = open({{u"configurationId"_s, configuration(u"Northwind Pay"_s)}});
        QCOMPARE(m_client->post(u"/widget-api/otp-code"_s, {}, session).json.value("sent"_L1).toBool(), true);
        QCOMPARE(m_client->post(u"/widget-api/otp-code"_s).status, 401);
    }

    void typedInDetailsAreChecked_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<QString>("code"); // empty: right
        QTest::newRow("nothing more") << QJsonObject{} << QString();
        QTest::newRow("savings") << QJsonObject{{u"accountType"_s, u"savings"_s}} << QString();
        QTest::newRow("another type") << QJsonObject{{u"accountType"_s, u"crypto"_s}} << u"AC-100"_s;
        QTest::newRow("long name") << QJsonObject{{u"accountName"_s, QString(60, u'x')}} << QString();
        QTest::newRow("endless name") << QJsonObject{{u"accountName"_s, QString(61, u'x')}} << u"AC-100"_s;
        QTest::newRow("no check digit") << QJsonObject{{u"routingNumber"_s, u"123456789"_s}} << QString();
        QTest::newRow("the reserved number") << QJsonObject{{u"routingNumber"_s, u"000000000"_s}} << u"AC-117"_s;
    }
    void typedInDetailsAreChecked()
    {
        QFETCH(QJsonObject, more);
        QJsonObject body{{u"routingNumber"_s, u"021000021"_s}, {u"accountNumber"_s, u"000123456789"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        QTEST(m_client->post(u"/widget-api/manual"_s, body, open({{u"manualLinkOnly"_s, u"true"_s}})).code(), "code");
    }

    void pagesComeInTheirTheme_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("name"); // of the configuration; empty: none
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("theme");
        const auto row = [](const char *title, const QString &page, const QString &name, const QString &wanted, const QString &theme) {
            QTest::newRow(title) << page << name << wanted << theme;
        };
        row("usual", u"/"_s, {}, {}, u"light"_s);
        row("dark", u"/"_s, {}, u"dark"_s, u"dark"_s);
        row("nonsense", u"/"_s, {}, u"\"><b>"_s, u"light"_s);
        row("dark only", u"/"_s, u"Nightjar"_s, u"light"_s, u"dark"_s);
        row("light only", u"/"_s, u"Papercrane"_s, u"dark"_s, u"light"_s);
        row("embedded", u"/embedded-view"_s, {}, u"dark"_s, u"dark"_s);
        row("embedded, dark only", u"/embedded-view"_s, u"Nightjar"_s, {}, u"dark"_s);
    }
    void pagesComeInTheirTheme()
    {
        QFETCH(QString, page);
        QFETCH(QString, name);
        QFETCH(QString, wanted);
        QFETCH(QString, theme);
        for (const QString &key : {u"configurationId"_s, u"consumerId"_s}) {
            QUrlQuery query;
            query.addQueryItem(u"defaultTheme"_s, QString::fromLatin1(QUrl::toPercentEncoding(wanted)));
            query.addQueryItem(key, configuration(name));
            const QByteArray html = m_client->get(page + u'?' + query.toString(QUrl::FullyEncoded)).body;
            QVERIFY2(html.contains("data-theme=\"" + theme.toLatin1() + '"'), html.left(300).constData());
            QVERIFY(html.contains("data-look=\"{&quot;"));
            QVERIFY(html.contains((name.isEmpty() ? u"Aerosync"_s : name).toLatin1()));
            QVERIFY(!html.contains("<b>"));
        }
    }

    void theBanksSiteTakesTheThemeOfItsWidget()
    {
        const Headers session = open({{u"defaultTheme"_s, u"dark"_s}});
        const QUrl url(m_client->post(u"/widget-api/oauth"_s, {{u"bank"_s, u"aerobank-oauth"_s}}, session).text(u"url"_s));
        QVERIFY(m_client->get(url.toString()).body.contains("data-theme=\"dark\""));
        QVERIFY(m_client->get(url.path()).body.contains("data-theme=\"light\""));
    }

private:
    static Headers keyOf(const Reply &opened) { return {{"X-Widget-Session", opened.text(u"session"_s).toLatin1()}}; }
    Headers open(QJsonObject query = {})
    {
        query.insert(u"token"_s, m_client->widgetToken(m_user));
        query.insert(u"version"_s, u"2.0.0"_s);
        return keyOf(m_client->post(u"/widget-api/session"_s, query));
    }
    Reply login(const Headers &session, const QString &bank, const QString &username, const QString &password)
    {
        return m_client->post(u"/widget-api/login"_s, {{u"bank"_s, bank}, {u"username"_s, username}, {u"password"_s, password}}, session);
    }
    Reply answer(const Headers &session) { return m_client->post(u"/widget-api/challenge"_s, {{u"answer"_s, u"correct"_s}}, session); }
    Reply choose(const Headers &session, const QStringList &ids)
    {
        return m_client->post(u"/widget-api/accounts"_s, {{u"accountIds"_s, QJsonArray::fromStringList(ids)}}, session);
    }
    QJsonArray connections()
    {
        return m_client->get(u"/v2/users/"_s + m_user + u"/connections"_s, m_client->bearer()).array(u"connections"_s);
    }
    QString configuration(const QString &name) const
    {
        const QJsonArray all = m_client->keys.value("configurations"_L1).toArray();
        for (const QJsonValue &each : all) {
            if (each["name"_L1].toString() == name)
                return each["id"_L1].toString();
        }
        return {};
    }
    /// A job that waits for a second factor, and the widget that was launched for it.
    std::pair<QString, Headers> mfaLaunch()
    {
        const QString id = m_client->link(m_user, u"mfa"_s);
        const QString job = m_client->post(u"/v2/accounts/"_s + id + u"/refresh"_s, {}, m_client->bearer()).text(u"jobId"_s);
        m_client->advance(6);
        return {job, open({{u"handleMFA"_s, u"true"_s}, {u"jobId"_s, job}, {u"connectionId"_s, id}})};
    }

    std::unique_ptr<Client> m_client;
    QString m_user;
};

QTEST_GUILESS_MAIN(SimulatorLaunches)
#include "simulator_launches.moc"
