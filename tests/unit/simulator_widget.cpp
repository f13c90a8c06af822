// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_fixture.h"

#include "simulator/launch.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace simulator;

namespace {

QByteArray bytes(const Outcome<Json> &outcome)
{
    return outcome ? outcome->bytes() : "PROBLEM " + outcome.problem().code.toLatin1();
}

} // namespace

class SimulatorWidget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void launchSpellings_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("expected"); // version configuration connection job mfa manual oauth issues
        const auto row = [](const char *name, const QString &url, const QString &expected) { QTest::newRow(name) << url << expected; };
        row("2.1.4", u"token=t&configurationId=c&aeroPassUserUuid=u&handleMFA=true&jobId=j&connectionId=k&version=2.0.0"_s,
            u"2 c k j mfa - - 0"_s);
        row("1.1.3", u"token=t&consumerId=c&handleMFA=true&jobId=j&userId=k&version=2.0.0"_s, u"2 c k j mfa - - 2"_s);
        row("1.1.0", u"token=t&consumerId=c&jobId=j&userId=k&handleMFA=true"_s, u"1 c k j mfa - - 0"_s);
        row("iOS 1", u"token=t&jobId=j&userID=k&handleMFA=true"_s, u"1  k j mfa - - 0"_s);
        row("Android 3", u"token=t&handleMFA=false&manualLinkOnly=false&version=2.1.0&defaultTheme=light"_s, u"2    - - - 1"_s);
        row("manual, OAuth", u"token=t&manualLinkOnly=true&handleOAuthManually=true"_s, u"1    - manual oauth 0"_s);
        row("odd flag", u"token=t&manualLinkOnly=yes"_s, u"1    - - - 1"_s);
        row("unknown key", u"token=t&colour=red"_s, u"1    - - - 1"_s);
        row("MFA without ids", u"token=t&handleMFA=true"_s, u"1    mfa - - 1"_s);
        row("job without MFA", u"token=t&jobId=j"_s, u"1   j - - - 1"_s);
    }
    void launchSpellings()
    {
        QFETCH(QString, url);
        QJsonObject query;
        const QStringList items = url.split(u'&');
        for (const QString &item : items)
            query.insert(item.section(u'=', 0, 0), item.section(u'=', 1));
        const Launch launch = readLaunch(query);
        const QString got = QStringList{QString::number(launch.payloadVersion), launch.configuration, launch.connection,
                                        launch.job, launch.handleMfa ? u"mfa"_s : u"-"_s, launch.manualOnly ? u"manual"_s : u"-"_s,
                                        launch.handleOAuth ? u"oauth"_s : u"-"_s, QString::number(launch.issues.size())}
                                .join(u' ');
        QTEST(got, "expected");
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, int status, const QString &code) {
            QTest::newRow(name) << QString::fromLatin1(name) << status << code;
        };
        row("no token", 400, u"AC-100"_s);
        row("garbage token", 401, u"AR-500"_s);
        row("API token", 401, u"AR-500"_s);
        row("expired token", 401, u"AR-500"_s);
        row("used token", 401, u"AR-500"_s);
        row("other user", 404, u"AR-500"_s);
        row("unknown connection", 404, u"AR-500"_s);
        row("unknown job", 404, u"AR-500"_s);
        row("job not waiting", 409, u"AR-500"_s);
        row("MFA without connection", 400, u"AR-500"_s);
    }
    void refusals()
    {
        QFETCH(QString, what);
        fixture::Bench bench;
        World &world = bench.world;
        Connection &connection = bench.link(u"mfa"_s);
        QJsonObject query{{u"token"_s, world.tokens().issueWidget(world.ids(), world.now(), bench.user)}};
        QStringList issues;
        if (what == "no token"_L1)
            query.remove(u"token"_s);
        else if (what == "garbage token"_L1)
            query.insert(u"token"_s, u"abc.def"_s);
        else if (what == "API token"_L1)
            query.insert(u"token"_s, world.tokens().issueApi(world.ids(), world.now()));
        else if (what == "expired token"_L1)
            bench.pass(1801);
        else if (what == "used token"_L1)
            QVERIFY(bench.desk.open(query, &issues));
        else if (what == "other user"_L1)
            query.insert(u"aeroPassUserUuid"_s, u"someone"_s);
        else
            query.insert(u"handleMFA"_s, u"true"_s);
        if (what == "unknown connection"_L1)
            query.insert(u"connectionId"_s, u"nothing"_s);
        else if (what.contains("job"_L1))
            query.insert(u"connectionId"_s, connection.id);
        if (what == "unknown job"_L1)
            query.insert(u"jobId"_s, u"REF-0"_s);
        if (what == "job not waiting"_L1)
            query.insert(u"jobId"_s, world.startJob(connection, JobKind::Balance)->id);
        const auto session = bench.desk.open(query, &issues);
        QVERIFY(!session);
        QTEST(session.problem().status, "status");
        QTEST(session.problem().code, "code");
        QCOMPARE(session.problem().type, u"SERVER_ERROR"_s);
    }

    void payloads_data()
    {
        QTest::addColumn<bool>("version2");
        QTest::addColumn<QString>("configuration");
        QTest::addColumn<QStringList>("ids");
        QTest::addColumn<QStringList>("keys");
        const QStringList one{u"a1"_s};
        QTest::newRow("v1") << false << QString() << one
                            << QStringList{u"user_id"_s, u"user_password"_s, u"ClientName"_s, u"FILoginAcctId"_s};
        QTest::newRow("v2") << true << QString() << one
                            << QStringList{u"connectionId"_s, u"clientName"_s, u"aeroPassUserUuid"_s};
        QTest::newRow("v2 branded") << true << QString(fixture::branded) << one
                                    << QStringList{u"connectionId"_s, u"clientName"_s, u"aeroPassUserUuid"_s};
        QTest::newRow("v2 several") << true << QString(fixture::several) << QStringList{u"a1"_s, u"a3"_s}
                                    << QStringList{u"accounts"_s, u"clientName"_s, u"aeroPassUserUuid"_s};
    }
    void payloads()
    {
        QFETCH(bool, version2);
        QFETCH(QString, configuration);
        QFETCH(QStringList, ids);
        QFETCH(QStringList, keys);
        fixture::Bench bench;
        WidgetSession &session = bench.open({{u"configurationId"_s, configuration}}, version2);
        const QString promised = session.connection;
        QVERIFY(bytes(bench.desk.login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s)).contains("\"next\":\"accounts\""));
        const auto next = bench.desk.chooseAccounts(session, ids);
        QVERIFY2(next, qPrintable(next ? QString() : next.problem().message));
        QStringList got;
        for (const auto &[key, value] : next->member(u"success"_s)->members())
            got << key;
        QCOMPARE(got, keys);
        // The token promised the id of the (first) connection.
        QVERIFY(bytes(next).contains(promised.toLatin1()));
        QVERIFY(bench.world.connection(promised));
        QCOMPARE(bench.world.connectionsOf(bench.user).size(), static_cast<std::size_t>(ids.size()));
        if (configuration == fixture::branded)
            QVERIFY(bytes(next).contains("\"clientName\":\"Northwind Pay\""));
    }

    void accountChoiceIsChecked_data()
    {
        QTest::addColumn<QStringList>("ids");
        QTest::newRow("none") << QStringList{};
        QTest::newRow("unknown") << QStringList{u"a9"_s};
        QTest::newRow("nonsense") << QStringList{u"zz"_s};
        QTest::newRow("two where one is allowed") << QStringList{u"a1"_s, u"a2"_s};
    }
    void accountChoiceIsChecked()
    {
        QFETCH(QStringList, ids);
        fixture::Bench bench;
        WidgetSession &session = bench.open();
        QCOMPARE(bytes(bench.desk.chooseAccounts(session, {u"a1"_s})), QByteArray("PROBLEM AC-100")); // not signed in yet
        bench.desk.login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s);
        QCOMPARE(bytes(bench.desk.chooseAccounts(session, ids)), QByteArray("PROBLEM AC-100"));
        QVERIFY(bench.desk.chooseAccounts(session, {u"a2"_s}));
    }

    void securityQuestion_data()
    {
        QTest::addColumn<QString>("bank");
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("right");
        QTest::newRow("correct") << u"aerobank"_s << u"sync"_s << u"mfa"_s << u"correct"_s << true;
        QTest::newRow("wrong") << u"aerobank"_s << u"sync"_s << u"mfa"_s << u"Correct"_s << false;
        QTest::newRow("any code") << u"aerosync-mfa"_s << u"x"_s << u"y"_s << u"123456"_s << true;
        QTest::newRow("any answer") << u"aerosync-question"_s << u"x"_s << u"y"_s << u"Paris"_s << true;
        QTest::newRow("trigger wrong") << u"aerosync-mfa-trigger"_s << u"mxuser"_s << u"challenge"_s << u"no"_s << false;
    }
    void securityQuestion()
    {
        QFETCH(QString, bank);
        QFETCH(QString, username);
        QFETCH(QString, password);
        QFETCH(QString, answer);
        QFETCH(bool, right);
        fixture::Bench bench;
        WidgetSession &session = bench.open();
        QVERIFY(bytes(bench.desk.login(session, bank, username, password)).contains("\"next\":\"challenge\""));
        const auto next = bench.desk.answer(session, answer);
        QCOMPARE(bool(next), right);
        if (!right) {
            QCOMPARE(next.problem().code, u"AC-117"_s);
            QVERIFY(!next.problem().retry); // "anything else rejects the connection"
            QVERIFY(!bench.desk.answer(session, u"correct"_s)); // no second chance
            QVERIFY(bench.desk.login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s)); // but another bank
        }
    }

    void theMfaRelaunchResumesTheSameJob_data()
    {
        QTest::addColumn<QString>("idName");
        QTest::addColumn<bool>("version2");
        QTest::newRow("2.x") << u"connectionId"_s << true;
        QTest::newRow("1.x") << u"userId"_s << false;
        QTest::newRow("iOS 1") << u"userID"_s << false;
    }
    void theMfaRelaunchResumesTheSameJob()
    {
        QFETCH(QString, idName);
        QFETCH(bool, version2);
        fixture::Bench bench;
        Connection &connection = bench.link(u"mfa"_s);
        const QString job = bench.world.startJob(connection, JobKind::Balance)->id;
        bench.pass(6);
        WidgetSession &session =
            bench.open({{u"handleMFA"_s, u"true"_s}, {u"jobId"_s, job}, {idName, connection.id}}, version2);
        QCOMPARE(session.mode, u"mfa"_s);
        QCOMPARE(session.challenge.prompt, u"What city were you born in?"_s);
        const auto next = bench.desk.answer(session, u"correct"_s);
        QVERIFY(next);
        QVERIFY(bytes(next).contains(connection.id.toLatin1()));
        QCOMPARE(stateOf(*bench.world.jobs().find(job), bench.world.now()), JobState::InProgress);
        bench.pass(2);
        QCOMPARE(stateOf(*bench.world.jobs().find(job), bench.world.now()), JobState::Completed);
        QCOMPARE(bench.world.connectionsOf(bench.user).size(), std::size_t(1));
    }

    void aLateMfaAnswerIsATimeout()
    {
        fixture::Bench bench;
        Connection &connection = bench.link(u"mfa"_s);
        const QString job = bench.world.startJob(connection, JobKind::Balance)->id;
        bench.pass(6);
        WidgetSession &session =
            bench.open({{u"handleMFA"_s, u"true"_s}, {u"jobId"_s, job}, {u"connectionId"_s, connection.id}});
        bench.pass(301);
        const auto next = bench.desk.answer(session, u"correct"_s);
        QVERIFY(!next);
        QCOMPARE(next.problem().code, u"AR-100"_s);
        QCOMPARE(next.problem().type, u"POLLING_TIMEOUT"_s);
    }

    void otpCodes_data()
    {
        QTest::addColumn<QString>("configuration");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("type"); // empty: passes
        const QString good(fixture::branded);
        QTest::newRow("pass") << good << u"0000"_s << QString();
        QTest::newRow("pass needs the configuration") << QString() << u"0000"_s << u"INVALID_OTP"_s;
        QTest::newRow("expired") << good << u"0001"_s << u"OTP_EXPIRED"_s;
        QTest::newRow("too many") << good << u"0002"_s << u"OTP_TOO_MANY_ATTEMPTS"_s;
        QTest::newRow("not found") << good << u"0003"_s << u"ACCOUNT_NOT_FOUND"_s;
        QTest::newRow("server") << good << u"0004"_s << u"SERVER_ERROR"_s;
        QTest::newRow("other") << good << u"1234"_s << u"INVALID_OTP"_s;
        QTest::newRow("empty") << good << QString() << u"INVALID_OTP"_s;
    }
    void otpCodes()
    {
        QFETCH(QString, configuration);
        QFETCH(QString, code);
        QFETCH(QString, type);
        fixture::Bench bench;
        const QString id = bench.link().id;
        WidgetSession &session = bench.open({{u"configurationId"_s, configuration}});
        const auto next = bench.desk.otp(session, code);
        QCOMPARE(next ? QString() : next.problem().type, type);
        if (next) {
            QVERIFY(bytes(next).contains(id.toLatin1()));
            QVERIFY(bytes(bench.desk.chooseAccounts(session, {id})).contains("\"next\":\"done\""));
            QCOMPARE(bench.world.connectionsOf(bench.user).size(), std::size_t(1));
        }
    }

    void manualNumbers_data()
    {
        QTest::addColumn<QString>("routing");
        QTest::addColumn<QString>("account");
        QTest::addColumn<bool>("right");
        QTest::newRow("good") << u"021000021"_s << u"000123456789"_s << true;
        QTest::newRow("shortest") << u"021000021"_s << u"12345678"_s << true;
        QTest::newRow("longest") << u"021000021"_s << u"12345678901234567"_s << true;
        QTest::newRow("account too short") << u"021000021"_s << u"1234567"_s << false;
        QTest::newRow("account too long") << u"021000021"_s << u"123456789012345678"_s << false;
        QTest::newRow("routing too short") << u"02100002"_s << u"12345678"_s << false;
        QTest::newRow("routing zeros") << u"000000000"_s << u"12345678"_s << false;
        QTest::newRow("letters") << u"02100002x"_s << u"1234567a"_s << false;
        QTest::newRow("empty") << QString() << QString() << false;
    }
    void manualNumbers()
    {
        QFETCH(QString, routing);
        QFETCH(QString, account);
        QFETCH(bool, right);
        fixture::Bench bench;
        WidgetSession &session = bench.open({{u"manualLinkOnly"_s, u"true"_s}});
        QCOMPARE(session.mode, u"manual"_s);
        const auto next = bench.desk.manual(session, {{u"routingNumber"_s, routing},
                                                      {u"accountNumber"_s, account},
                                                      {u"accountType"_s, u"savings"_s},
                                                      {u"accountName"_s, u"Mine"_s}});
        QCOMPARE(bool(next), right);
        if (!right) {
            QCOMPARE(next.problem().code, u"AC-117"_s);
            return;
        }
        const Connection &made = bench.world.connections().front();
        QVERIFY(made.account.manual);
        QCOMPARE(made.account.number, account);
        QCOMPARE(made.account.type, u"SAVINGS"_s);
    }

    void oauthVisit()
    {
        fixture::Bench bench;
        WidgetSession &session = bench.open();
        QVERIFY(!bench.desk.startOAuth(session, u"aerobank"_s));
        QCOMPARE(bytes(bench.desk.login(session, u"aerobank-oauth"_s, u"sync"_s, u"no_mfa"_s)), QByteArray("PROBLEM AC-100"));
        const auto state = bench.desk.startOAuth(session, u"aerobank-oauth"_s);
        QVERIFY(state);
        OAuthVisit &visit = **bench.desk.visit(*state);
        QVERIFY(bench.desk.bankAccounts(visit, {u"a1"_s})); // not before consent
        QCOMPARE(bench.desk.bankLogin(visit, u"sync"_s, u"wrong"_s)->code, u"AC-117"_s);
        QVERIFY(!bench.desk.bankLogin(visit, u"sync"_s, u"no_mfa"_s));
        bench.desk.bankConsent(visit, true);
        QVERIFY(bench.desk.bankAccounts(visit, {u"a7"_s})); // unknown account
        QVERIFY(!bench.desk.bankAccounts(visit, {u"a2"_s}));
        QVERIFY(visit.next);
        QVERIFY(visit.next->bytes().contains("\"next\":\"done\""));
        QVERIFY(bench.world.connections().front().account.tokenized);
    }

    void oauthSharingMoreThanOneAccountAsksWhich()
    {
        fixture::Bench bench;
        WidgetSession &session = bench.open();
        OAuthVisit &visit = **bench.desk.visit(*bench.desk.startOAuth(session, u"aerobank-oauth"_s));
        bench.desk.bankLogin(visit, u"sync"_s, u"no_mfa"_s);
        bench.desk.bankConsent(visit, true);
        QVERIFY(!bench.desk.bankAccounts(visit, {u"a1"_s, u"a3"_s}));
        QVERIFY(visit.next->bytes().contains("\"next\":\"accounts\""));
        QVERIFY(bench.world.connections().empty());
        QVERIFY(bytes(bench.desk.chooseAccounts(session, {u"a2"_s})).contains("\"next\":\"done\""));
        QCOMPARE(bench.world.connections().front().account.name, u"Aerosync Everyday Checking"_s);
    }

    void oauthCanBeDeniedAndRunsOut()
    {
        fixture::Bench bench;
        WidgetSession &session = bench.open();
        OAuthVisit &denied = **bench.desk.visit(*bench.desk.startOAuth(session, u"aerobank-oauth"_s));
        bench.desk.bankLogin(denied, u"sync"_s, u"no_mfa"_s);
        bench.desk.bankConsent(denied, false);
        QVERIFY(denied.denied);
        OAuthVisit &old = **bench.desk.visit(*bench.desk.startOAuth(session, u"aerobank-oauth"_s));
        bench.pass(601);
        QVERIFY(bench.desk.expired(old));
        QVERIFY(bench.desk.bankLogin(old, u"sync"_s, u"no_mfa"_s));
        QVERIFY(!bench.desk.visit(u"unknown"_s));
    }

    void stateCodeChoosesTheBank()
    {
        fixture::Bench bench;
        World &world = bench.world;
        const QString token = world.tokens().issueWidget(world.ids(), world.now(), bench.user);
        const QString code = bench.desk.makeStateCode(token, u"aerobank"_s);
        QStringList issues;
        const auto session = bench.desk.open({{u"token"_s, token}, {u"stateCode"_s, code}}, &issues);
        QVERIFY(session);
        QCOMPARE((*session)->bank, u"aerobank"_s);
        QVERIFY(issues.isEmpty());
        WidgetSession &other = bench.open({{u"stateCode"_s, code}});
        QVERIFY(other.bank.isEmpty()); // the code belongs to the other token
    }

    void reconnectingKeepsTheConnection()
    {
        fixture::Bench bench;
        Connection &connection = bench.link();
        const QString id = connection.id;
        connection.status = u"EXPIRED_CONSENT"_s;
        WidgetSession &session = bench.open({{u"connectionId"_s, id}});
        QCOMPARE(session.mode, u"reconnect"_s);
        QCOMPARE(session.bank, u"aerobank"_s);
        bench.desk.login(session, u"aerobank"_s, u"sync"_s, u"no_mfa"_s);
        QVERIFY(bytes(bench.desk.chooseAccounts(session, {u"a1"_s})).contains(id.toLatin1()));
        QCOMPARE(bench.world.connections().size(), std::size_t(1));
    }

    void sessionsEnd()
    {
        fixture::Bench bench;
        const QString one = bench.open().id, two = bench.open().id;
        QVERIFY(bench.desk.session(one));
        bench.desk.close(**bench.desk.session(one));
        QVERIFY(!bench.desk.session(one));
        bench.pass(1801);
        QCOMPARE(bench.desk.session(two).problem().status, 401);
        QVERIFY(!bench.desk.session(u"nothing"_s));
    }
};

QTEST_GUILESS_MAIN(SimulatorWidget)
#include "simulator_widget.moc"
