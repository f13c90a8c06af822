// SPDX-License-Identifier: GPL-3.0-or-later
// TokenSource: cached, renewed in time, one refresh at a time, wrong keys told once; authorised calls renew once.
#include "session_fixture.h"

using namespace fixture;

namespace {

struct Asker {
    QObject receiver;
    QList<Result<ApiClient::Bearer>> answers;
    void ask(TokenSource &tokens)
    {
        tokens.withBearer(&receiver, [this](const Result<ApiClient::Bearer> &bearer) { answers << bearer; });
    }
    QByteArray token() const { return answers.isEmpty() || !answers.last() ? QByteArray() : answers.last()->token.reveal(); }
};

} // namespace

class SessionTokenSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRefreshForAllWhoAsk()
    {
        World world;
        world.network.on("POST /v2/token", FakeAnswer{.body = tokenJson("bearer-token-1"), .delay = 30ms});
        QList<std::shared_ptr<Asker>> askers;
        for (int i = 0; i < 20; ++i) {
            askers << std::make_shared<Asker>();
            askers.last()->ask(world.tokens);
        }
        askers.removeAt(7); // this one dies while it waits
        for (const auto &asker : askers) {
            QTRY_COMPARE(asker->answers.size(), 1);
            QCOMPARE(asker->token(), QByteArray("bearer-token-1"));
            QCOMPARE(asker->answers.last()->apiKey.reveal(), QByteArray("sync-api-key"));
        }
        QCOMPARE(world.network.count("POST /v2/token"), 1);
        Asker later;
        later.ask(world.tokens);
        QVERIFY(later.answers.isEmpty()); // never from inside the call
        QTRY_COMPARE(later.token(), QByteArray("bearer-token-1"));
        QCOMPARE(world.network.count("POST /v2/token"), 1);
    }

    void aWaitingReceiverThatDiesHearsNothing()
    {
        World world;
        world.network.on("POST /v2/token", FakeAnswer{.body = tokenJson("t"), .delay = 10ms});
        int heard = 0;
        auto receiver = std::make_unique<QObject>();
        world.tokens.withBearer(receiver.get(), [&](const Result<ApiClient::Bearer> &) { ++heard; });
        receiver.reset();
        Asker other;
        other.ask(world.tokens);
        QTRY_COMPARE(other.answers.size(), 1);
        QCOMPARE(heard, 0);
    }

    void renewedBeforeItExpires_data()
    {
        QTest::addColumn<int>("ttl");
        QTest::addColumn<int>("age");
        QTest::addColumn<int>("requests");
        QTest::newRow("young") << 1800 << 60 << 1;
        QTest::newRow("two minutes and a second left") << 1800 << 1679 << 1;
        QTest::newRow("two minutes left") << 1800 << 1680 << 2;
        QTest::newRow("expired") << 1800 << 2000 << 2;
        QTest::newRow("a short life: used for half of it") << 60 << 29 << 1;
        QTest::newRow("a short life: past the half") << 60 << 31 << 2;
    }
    void renewedBeforeItExpires()
    {
        QFETCH(int, ttl);
        QFETCH(int, age);
        QFETCH(int, requests);
        World world;
        world.network.on("POST /v2/token", tokenJson("first-token", ttl));
        world.network.on("POST /v2/token", tokenJson("second-token", ttl));
        Asker asker;
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.token(), QByteArray("first-token"));
        world.now = world.now.addSecs(age);
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 2);
        QCOMPARE(asker.token(), QByteArray(requests == 1 ? "first-token" : "second-token"));
        QCOMPARE(world.network.count("POST /v2/token"), requests);
    }

    void wrongKeysAreOneErrorForAllAndOneNote_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("401 AC-101") << 401 << errorJson("AC-101", "Invalid apiKey or apiSecret");
        QTest::newRow("403 AC-001") << 403 << errorJson("AC-001");
        QTest::newRow("400 AC-100") << 400 << errorJson("AC-100");
        QTest::newRow("200 with an error") << 200 << errorJson("AC-101");
        QTest::newRow("401 and nothing") << 401 << QByteArray();
    }
    void wrongKeysAreOneErrorForAllAndOneNote()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        World world;
        world.network.on("POST /v2/token", body, status);
        Asker a, b, c;
        for (Asker *asker : {&a, &b, &c})
            asker->ask(world.tokens);
        for (Asker *asker : {&a, &b, &c}) {
            QTRY_COMPARE(asker->answers.size(), 1);
            QVERIFY(!asker->answers.last().has_value());
            QCOMPARE(asker->answers.last().error().kind, Error::Kind::Credentials);
            QVERIFY(asker->answers.last().error().message.contains(u"Aerosync"_s));
            QVERIFY(!adviceFor(asker->answers.last().error()).isEmpty());
        }
        QCOMPARE(world.network.count("POST /v2/token"), 1); // a POST leaves once
        QCOMPARE(world.notes(LogEntry::Kind::Problem).size(), 1);
        QVERIFY(!world.tokens.apiTokenExpiresAt().isValid());
    }

    void afterAFailureTheNextOneAsksAgain()
    {
        World world;
        world.network.on("POST /v2/token", FakeAnswer{.failure = QNetworkReply::ConnectionRefusedError});
        world.network.on("POST /v2/token", tokenJson("good-token"));
        Asker asker;
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 1);
        QCOMPARE(asker.answers.first().error().kind, Error::Kind::Network);
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.token(), QByteArray("good-token"));
    }

    void withoutKeysNothingLeaves()
    {
        World world;
        world.tokens.setCredentials({});
        Asker asker;
        asker.ask(world.tokens);
        QVERIFY(asker.answers.isEmpty());
        QTRY_COMPARE(asker.answers.size(), 1);
        QCOMPARE(asker.answers.last().error().kind, Error::Kind::Credentials);
        QObject receiver;
        std::optional<Result<Secret>> pay;
        std::optional<Result<WidgetToken>> widget;
        world.tokens.withAeropassToken(&receiver, [&](const Result<Secret> &token) { pay = token; });
        world.tokens.newWidgetToken(u"u"_s, &receiver, [&](const Result<WidgetToken> &token) { widget = token; });
        QTRY_VERIFY(pay && widget);
        QCOMPARE(pay->error().kind, Error::Kind::Credentials);
        QCOMPARE(widget->error().kind, Error::Kind::Credentials);
        QVERIFY(world.network.asked().isEmpty());
    }

    void newKeysForgetOldTokensAndTellWhoWaits()
    {
        World world;
        world.network.on("POST /v2/token", FakeAnswer{.body = tokenJson("old-token"), .delay = 30ms});
        world.network.on("POST /v2/token", tokenJson("new-token"));
        Asker waiting;
        waiting.ask(world.tokens);
        QTRY_COMPARE(world.network.count("POST /v2/token"), 1);
        Credentials other = goodKeys();
        other.apiKey = Secret(QByteArray("other-api-key"));
        world.tokens.setCredentials(other);
        QCOMPARE(waiting.answers.size(), 1); // told: nobody hangs
        QCOMPARE(waiting.answers.last().error().kind, Error::Kind::Cancelled);
        Asker after;
        after.ask(world.tokens);
        QTRY_COMPARE(after.token(), QByteArray("new-token"));
        QCOMPARE(after.answers.last()->apiKey.reveal(), QByteArray("other-api-key"));
        QTRY_COMPARE(world.network.inFlight(), 0); // the old answer arrives meanwhile, and changes nothing
        after.ask(world.tokens);
        QTRY_COMPARE(after.answers.size(), 2);
        QCOMPARE(after.token(), QByteArray("new-token"));
    }

    void newKeysTellWhoWaitsForAWidgetToken()
    {
        World world;
        world.network.on("POST /v2/token_widget", FakeAnswer{.body = R"({"token":"old-widget-token"})", .delay = 20ms});
        world.network.on("POST /v2/token_widget", R"({"token":"new-widget-token"})");
        QObject receiver;
        auto gone = std::make_unique<QObject>();
        QList<Result<WidgetToken>> got;
        int heard = 0;
        world.tokens.newWidgetToken(u"u"_s, &receiver, [&](const Result<WidgetToken> &token) { got << token; });
        world.tokens.newWidgetToken(u"u"_s, gone.get(), [&](const Result<WidgetToken> &) { ++heard; });
        gone.reset();
        world.tokens.clear();
        QCOMPARE(got.size(), 1); // told: nobody hangs
        QCOMPARE(got.last().error().kind, Error::Kind::Cancelled);
        world.tokens.newWidgetToken(u"u"_s, &receiver, [&](const Result<WidgetToken> &token) { got << token; });
        QTRY_COMPARE(got.size(), 2);
        QCOMPARE(got.last()->value.reveal(), QByteArray("new-widget-token"));
        QTRY_COMPARE(world.network.inFlight(), 0); // the old answer arrives meanwhile, and tells nobody
        world.tokens.clear();
        QCOMPARE(got.size(), 2); // who was answered is not told once more
        QCOMPARE(heard, 0);
    }

    /// Renewing early is a courtesy of ours: as long as the old token is good, its failure is nobody's problem.
    void aFailedRenewalIsNoFailureWhileTheOldTokenIsGood_data()
    {
        QTest::addColumn<FakeAnswer>("answer");
        QTest::newRow("no network") << FakeAnswer{.failure = QNetworkReply::ConnectionRefusedError};
        QTest::newRow("server fault") << FakeAnswer{.status = 500, .body = errorJson("AC-500")};
        QTest::newRow("keys refused") << FakeAnswer{.status = 401, .body = errorJson("AC-101")};
        QTest::newRow("not readable") << FakeAnswer{.body = "<html>"};
    }
    void aFailedRenewalIsNoFailureWhileTheOldTokenIsGood()
    {
        QFETCH(FakeAnswer, answer);
        World world;
        world.network.on("POST /v2/token", tokenJson("first-token"));
        world.network.on("POST /v2/token", answer);
        Asker asker;
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.token(), QByteArray("first-token"));
        world.now = world.now.addSecs(1800 - 110);
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 2);
        QCOMPARE(asker.token(), QByteArray("first-token"));
        QCOMPARE(world.network.count("POST /v2/token"), 2); // it was tried
        QCOMPARE(world.notes(LogEntry::Kind::Problem).size(), 1); // and is told
        world.now = world.now.addSecs(110); // to the second when it ends
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 3);
        QVERIFY(!asker.answers.last().has_value());
    }

    void aRefusedTokenIsNotGoodAnyMore()
    {
        World world;
        world.network.on("POST /v2/token", tokenJson("first-token"));
        world.network.on("POST /v2/token", errorJson("AC-500"), 500);
        Asker asker;
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 1);
        world.tokens.bearerRefused(*asker.answers.last());
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 2);
        QVERIFY(!asker.answers.last().has_value()); // although its time is not over
    }

    void aRefusedTokenIsRenewedAReplacedOneIsLeftAlone()
    {
        World world;
        world.network.on("POST /v2/token", tokenJson("first-token"));
        world.network.on("POST /v2/token", tokenJson("second-token"));
        Asker asker;
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 1);
        const ApiClient::Bearer first = *asker.answers.last();
        world.tokens.bearerRefused(first);
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.token(), QByteArray("second-token"));
        world.tokens.bearerRefused(first); // somebody slow says it of the old one
        asker.ask(world.tokens);
        QTRY_COMPARE(asker.answers.size(), 3);
        QCOMPARE(world.network.count("POST /v2/token"), 2);
    }

    void widgetTokensAreAlwaysNew()
    {
        World world;
        world.network.on("POST /v2/token_widget", R"({"status":"success","token":"w1-token","userId":"1"})");
        world.network.on("POST /v2/token_widget", R"({"status":"success","token":"w2-token","userId":"2"})");
        QObject receiver;
        QList<QByteArray> got;
        for (int i = 0; i < 2; ++i)
            world.tokens.newWidgetToken(u"uuid-1"_s, &receiver, [&](const Result<WidgetToken> &token) { got << (token ? token->value.reveal() : "error"); });
        QTRY_COMPARE(got.size(), 2);
        std::sort(got.begin(), got.end());
        QCOMPARE(got, (QList<QByteArray>{"w1-token", "w2-token"}));
        QCOMPARE(world.tokens.widgetTokenExpiresAt(), world.now.addSecs(1800));
        QVERIFY(world.network.lastBody("POST /v2/token_widget").contains("uuid-1"));
        world.tokens.clear();
        QVERIFY(!world.tokens.widgetTokenExpiresAt().isValid());
    }

    void aFieldErrorOfAWidgetTokenIsNotAboutKeys()
    {
        World world;
        world.network.on("POST /v2/token_widget", errorJson("AC-100", "aeroPassUserUuid is not valid"), 400);
        QObject receiver;
        std::optional<Result<WidgetToken>> got;
        world.tokens.newWidgetToken(u"x"_s, &receiver, [&](const Result<WidgetToken> &token) { got = token; });
        QTRY_VERIFY(got.has_value());
        QCOMPARE(got->error().kind, Error::Kind::Service);
        QVERIFY(got->error().message.contains(u"aeroPassUserUuid"_s));
    }

    void nothingSecretIsRecorded()
    {
        World world;
        world.scriptTokens();
        QObject receiver;
        int answers = 0;
        world.tokens.withBearer(&receiver, [&](const Result<ApiClient::Bearer> &) { ++answers; });
        world.tokens.withAeropassToken(&receiver, [&](const Result<Secret> &) { ++answers; });
        world.tokens.newWidgetToken(u"u"_s, &receiver, [&](const Result<WidgetToken> &) { ++answers; });
        QTRY_COMPARE(answers, 3);
        world.log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"widget-token-1 bearer-token-1 pay-token-1"_s);
        const QByteArray all = world.everything();
        for (const char *secret : {"sync-api-key", "sync-api-secret", "pay-api-key", "pay-api-secret", "bearer-token-1", "widget-token-1", "pay-token-1"})
            QVERIFY2(!all.contains(secret), secret);
        QVERIFY(all.contains("token_widget"));
    }

    void authorisedRenewsOnce_data()
    {
        QTest::addColumn<int>("refusals");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("good");
        QTest::newRow("401 once") << 1 << 401 << errorJson("AC-101") << true;
        QTest::newRow("403 AC-001 once") << 1 << 403 << errorJson("AC-001") << true;
        QTest::newRow("for ever") << 9 << 401 << errorJson("AC-101") << false;
    }
    void authorisedRenewsOnce()
    {
        QFETCH(int, refusals);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, good);
        World world;
        world.network.on("POST /v2/token", tokenJson("first-token"));
        world.network.on("POST /v2/token", tokenJson("second-token"));
        for (int i = 0; i < refusals; ++i)
            world.network.on("GET /v2/accounts/c1", body, status);
        if (good)
            world.network.on("GET /v2/accounts/c1", R"({"status":"success","account":{"accountNumber":"0012","routingNumber":"011401533","accountNickname":"n"}})");
        QObject receiver;
        std::optional<Result<Account>> got;
        authorised<Account>(
            &world.tokens, &receiver, [&](const ApiClient::Bearer &bearer) { return world.api.account(bearer, u"c1"_s); },
            [&](const Result<Account> &account) { got = account; });
        QTRY_VERIFY(got.has_value());
        QCOMPARE(got->has_value(), good);
        if (good)
            QCOMPARE((*got)->accountNumber, u"0012"_s);
        else
            QVERIFY(meansUnauthorised(got->error()));
        QCOMPARE(world.network.count("POST /v2/token"), 2);
        QCOMPARE(world.network.count("GET /v2/accounts/c1"), 2);
        QCOMPARE(world.network.asked().last().request.rawHeader("Authorization"), QByteArray("Bearer second-token"));
    }

    void authorisedEndsWithItsReceiver()
    {
        World world;
        world.network.on("POST /v2/token", FakeAnswer{.body = tokenJson("t"), .delay = 10ms});
        int heard = 0, made = 0;
        auto receiver = std::make_unique<QObject>();
        authorised<Account>(
            &world.tokens, receiver.get(), [&](const ApiClient::Bearer &bearer) { ++made; return world.api.account(bearer, u"c1"_s); },
            [&](const Result<Account> &) { ++heard; });
        receiver.reset();
        Asker other;
        other.ask(world.tokens);
        QTRY_COMPARE(other.answers.size(), 1);
        QCOMPARE(made, 0); // not even the call is made
        QCOMPARE(heard, 0);
    }
};

QTEST_GUILESS_MAIN(SessionTokenSource)
#include "session_tokensource.moc"
