// SPDX-License-Identifier: GPL-3.0-or-later
// DataDesk: account, cached balance, stored transactions page by page, the list of connections.
#include "session_fixture.h"

#include "session/connections.h"
#include "session/datadesk.h"
#include "session/userflow.h"

using namespace fixture;

namespace {

const QByteArray accountPath = "GET /v2/accounts/c1";
const QByteArray storedPath = "GET /v2/users/u1/connections/c1/transactions";
const QByteArray accountJson = R"({"status":"success","account":{"accountNickname":"Checking","accountNumber":"00100000987654321","routingNumber":"011401533","institutionName":"Aerobank","connectionStatus":"CONNECTED","canFetchBalance":true}})";

QByteArray page(int from, int count, const QByteArray &next)
{
    QByteArray json = R"({"status":"success","count":5,"transactions":[)";
    for (int i = 0; i < count; ++i)
        json += (i ? "," : "") + QByteArray(R"({"id":"TRN-)") + QByteArray::number(from + i) + R"(","type":"DEBIT","date":"2026-01-01T00:00:00Z","amount":1.5,"currency":"USD","description":"x"})";
    return json + R"(],"next_page":)" + (next.isEmpty() ? QByteArray("null") : "\"" + next + "\"") + "}";
}

} // namespace

class SessionDataDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->network.on("POST /v2/token", tokenJson("bearer-token-1"));
        m_user = std::make_unique<UserFlow>(&m_world->api, &m_world->tokens, &m_world->log);
        m_connections = std::make_unique<Connections>();
        m_connections->add({.connectionId = u"c1"_s});
        m_desk = std::make_unique<DataDesk>(&m_world->api, &m_world->tokens, m_user.get(), m_connections.get(), m_world->clock);
    }
    void cleanup()
    {
        m_desk.reset();
        m_user.reset();
        m_connections.reset();
        m_world.reset();
    }

    void accountFillsInTheConnection()
    {
        m_world->network.on(accountPath, accountJson);
        QSignalSpy changed(m_desk.get(), &DataDesk::changed);
        m_desk->fetchAccount(u"c1"_s);
        QVERIFY(m_desk->data(u"c1"_s).account.working);
        m_desk->fetchAccount(u"c1"_s); // already under way
        QTRY_VERIFY(!m_desk->data(u"c1"_s).account.working);
        const Fetched<Account> account = m_desk->data(u"c1"_s).account;
        QCOMPARE(account.value->accountNumber, u"00100000987654321"_s); // leading zeros
        QCOMPARE(account.raw, accountJson);
        QCOMPARE(account.at, m_world->now);
        QCOMPARE(m_connections->find(u"c1"_s)->bank, u"Aerobank"_s);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(m_world->network.count(accountPath), 1);
    }

    void unavailableAndErrorsAreTold_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("unavailable");
        QTest::newRow("manual link") << 405 << errorJson("AC-105") << true;
        QTest::newRow("unknown connection") << 404 << errorJson("AC-102") << false;
        QTest::newRow("server") << 500 << QByteArray() << false;
        QTest::newRow("shape") << 200 << QByteArray(R"({"account":{"availableBalance":true}})") << false;
    }
    void unavailableAndErrorsAreTold()
    {
        QFETCH(int, httpStatus);
        QFETCH(QByteArray, body);
        QFETCH(bool, unavailable);
        m_world->network.on("GET /v2/accounts/c1/balance", body, httpStatus);
        m_desk->fetchCachedBalance(u"c1"_s);
        QTRY_VERIFY(m_desk->data(u"c1"_s).cachedBalance.error.has_value());
        const Fetched<Balance> balance = m_desk->data(u"c1"_s).cachedBalance;
        QCOMPARE(balance.unavailable, unavailable);
        QVERIFY(!balance.value && !balance.working);
        QCOMPARE(balance.raw, body);
        QVERIFY(!adviceFor(*balance.error).isEmpty());
    }

    /// RawView shows and copies these bytes: credentials go when they are recorded, personal data is masked when it is shown.
    void whatIsKeptHoldsNoCredential()
    {
        const QByteArray big = "\"filler\":\"" + QByteArray(300 * 1024, 'x') + "\","; // redacted where it is decoded: in a worker
        for (const QByteArray &filler : {QByteArray(), big}) {
            m_world->network.forget(accountPath);
            m_world->network.on(accountPath, '{' + filler + R"("note":"sent with sync-api-key and bearer-token-1","token":"unknown-one",)" + accountJson.mid(1));
            m_desk->fetchAccount(u"c1"_s);
            QTRY_VERIFY(!m_desk->data(u"c1"_s).account.working);
            const Fetched<Account> account = m_desk->data(u"c1"_s).account;
            QVERIFY2(account.value.has_value(), account.error ? qPrintable(oneLine(*account.error)) : "");
            for (const char *secret : {"sync-api-key", "bearer-token-1", "unknown-one"})
                QVERIFY2(!account.raw.contains(secret), secret);
            QVERIFY(account.raw.contains("sent with ‹redacted›") && account.raw.contains("00100000987654321"));
        }
    }

    void errorsShowNoCredential()
    {
        m_world->network.on(accountPath, errorJson("AC-104", "refused for sync-api-key with bearer-token-1"), 400);
        m_desk->fetchAccount(u"c1"_s);
        QTRY_VERIFY(m_desk->data(u"c1"_s).account.error.has_value());
        const Fetched<Account> account = m_desk->data(u"c1"_s).account;
        QCOMPARE(account.error->message, u"The service says: refused for ‹redacted› with ‹redacted›"_s);
        QVERIFY(!account.raw.contains("sync-api-key") && account.raw.contains("AC-104"));
    }

    void anOldValueStaysWhenTheNextAskFails()
    {
        m_world->network.on("GET /v2/accounts/c1/balance", R"({"account":{"availableBalance":7.00,"currentBalance":null,"currency":"USD"}})");
        m_world->network.on("GET /v2/accounts/c1/balance", errorJson("AC-104"), 400);
        m_desk->fetchCachedBalance(u"c1"_s);
        QTRY_VERIFY(m_desk->data(u"c1"_s).cachedBalance.value.has_value());
        m_desk->fetchCachedBalance(u"c1"_s);
        QTRY_VERIFY(m_desk->data(u"c1"_s).cachedBalance.error.has_value());
        QVERIFY(m_desk->data(u"c1"_s).cachedBalance.value.has_value());
        m_desk->fetchCachedBalance(u"c1"_s);
        QVERIFY(!m_desk->data(u"c1"_s).cachedBalance.error); // while it is asked for again, no old error stands there
        QTRY_VERIFY(!m_desk->data(u"c1"_s).cachedBalance.working);
    }

    void storedTransactionsGrowPageByPage()
    {
        m_user->use(u"u1"_s);
        m_world->network.on(storedPath, page(1, 2, "cursor a"));
        m_world->network.on(storedPath, page(3, 2, "cursor b"));
        m_world->network.on(storedPath, page(5, 1, {}));
        const DateRange range{QDate(2025, 1, 1), QDate(2025, 12, 31)};
        m_desk->fetchStored(u"c1"_s, range);
        for (const int wanted : {2, 4, 5}) {
            QTRY_VERIFY(!m_desk->data(u"c1"_s).stored.working);
            QCOMPARE(m_desk->data(u"c1"_s).stored.value->size(), wanted);
            m_desk->fetchMoreStored(u"c1"_s);
        }
        const ConnectionData data = m_desk->data(u"c1"_s);
        QVERIFY(data.nextPage.isEmpty());
        QCOMPARE(data.stored.value->last().id, u"TRN-5"_s);
        QCOMPARE(m_world->network.count(storedPath), 3);
        QVERIFY(m_world->network.asked().last().url.query(QUrl::FullyDecoded).contains(u"next_page=cursor b"_s));
        QVERIFY(m_world->network.asked().last().url.query().contains(u"start_date=2025-01-01"_s));
    }

    void pagesEnd_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::newRow("the same cursor again") << page(3, 1, "cursor");
        QTest::newRow("an empty page") << page(3, 0, "more");
        QTest::newRow("null") << page(3, 1, {});
    }
    void pagesEnd()
    {
        QFETCH(QByteArray, second);
        m_user->use(u"u1"_s);
        m_world->network.on(storedPath, page(1, 2, "cursor"));
        m_world->network.on(storedPath, second);
        m_desk->fetchStored(u"c1"_s, {});
        QTRY_COMPARE(m_desk->data(u"c1"_s).nextPage, u"cursor"_s);
        m_desk->fetchMoreStored(u"c1"_s);
        QTRY_VERIFY(m_desk->data(u"c1"_s).nextPage.isEmpty());
        m_desk->fetchMoreStored(u"c1"_s); // nothing more to ask
        QTRY_COMPARE(m_world->network.inFlight(), 0);
        QCOMPARE(m_world->network.count(storedPath), 2);
    }

    void deletingTellsHowMany()
    {
        m_user->use(u"u1"_s);
        m_world->network.on(storedPath, page(1, 2, {}));
        m_world->network.on("DELETE /v2/users/u1/connections/c1/transactions", R"({"status":"success","deleted_count":2})");
        m_world->network.on("DELETE /v2/users/u1/connections/c1/transactions", R"({"status":"success","deleted":0})");
        m_desk->fetchStored(u"c1"_s, {});
        QTRY_VERIFY(m_desk->data(u"c1"_s).stored.value.has_value());
        m_desk->deleteStored(u"c1"_s);
        QTRY_COMPARE(m_desk->data(u"c1"_s).deleted, std::optional<qint64>(2));
        QVERIFY(m_desk->data(u"c1"_s).stored.value->isEmpty());
        m_desk->deleteStored(u"c1"_s);
        QTRY_COMPARE(m_desk->data(u"c1"_s).deleted, std::optional<qint64>(0)); // no error: nothing was there
        QVERIFY(!m_desk->data(u"c1"_s).stored.error);
        QVERIFY(m_connections->find(u"c1"_s)); // the link stays
    }

    void deletingWhilePagesComeHappensBehindThem_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::newRow("a page") << 200;
        QTest::newRow("a failure") << 500;
    }
    void deletingWhilePagesComeHappensBehindThem()
    {
        QFETCH(int, httpStatus);
        m_user->use(u"u1"_s);
        m_world->network.on(storedPath, FakeAnswer{.status = httpStatus, .body = page(1, 2, "cursor"), .delay = 10ms});
        m_world->network.on("DELETE /v2/users/u1/connections/c1/transactions", FakeAnswer{.body = R"({"deleted":2})", .delay = 10ms});
        int again = 0;
        connect(m_desk.get(), &DataDesk::changed, this, [&] {
            if (!m_desk->data(u"c1"_s).stored.working || m_world->network.count(storedPath) == 0)
                return;
            ++again;
            m_desk->deleteStored(u"c1"_s); // it is under way: not once more
        });
        m_desk->fetchStored(u"c1"_s, {});
        m_desk->deleteStored(u"c1"_s);
        QTRY_COMPARE(m_desk->data(u"c1"_s).deleted, std::optional<qint64>(2));
        QVERIFY(m_desk->data(u"c1"_s).stored.value->isEmpty() && m_desk->data(u"c1"_s).nextPage.isEmpty());
        QTRY_COMPARE(m_world->network.inFlight(), 0);
        QCOMPARE(m_world->network.count("DELETE /v2/users/u1/connections/c1/transactions"), 1);
        QCOMPARE(again, 1);
    }

    void aDeletionThatWaitsEndsWithItsUser()
    {
        m_user->use(u"u1"_s);
        m_world->network.on(storedPath, FakeAnswer{.body = page(1, 2, {}), .delay = 10ms});
        m_desk->fetchStored(u"c1"_s, {});
        m_desk->deleteStored(u"c1"_s);
        QTRY_COMPARE(m_world->network.count(storedPath), 1);
        m_desk->clear();
        QTRY_COMPARE(m_world->network.inFlight(), 0);
        m_desk->fetchStored(u"c1"_s, {});
        QTRY_VERIFY(m_desk->data(u"c1"_s).stored.value.has_value());
        QVERIFY(!m_desk->data(u"c1"_s).stored.working && !m_desk->data(u"c1"_s).deleted);
    }

    void theServicesListOfConnections()
    {
        m_user->use(u"u1"_s);
        m_world->network.on("GET /v2/users/u1/connections", R"({"connections":[{"connectionId":"c1","institutionName":"Aerobank"},{"connectionId":"c2","connectionStatus":"CONNECTED"}]})");
        m_desk->fetchConnections();
        QTRY_VERIFY(m_desk->connectionList().value.has_value());
        QCOMPARE(m_connections->all().size(), 2);
        QCOMPARE(m_connections->find(u"c1"_s)->bank, u"Aerobank"_s);
    }

    void withoutAUserNothingLeaves()
    {
        m_desk->fetchStored(u"c1"_s, {});
        m_desk->deleteStored(u"c1"_s);
        m_desk->fetchConnections();
        QCOMPARE(m_desk->data(u"c1"_s).stored.error->kind, Error::Kind::Input);
        QCOMPARE(m_desk->connectionList().error->kind, Error::Kind::Input);
        QVERIFY(m_world->network.asked().isEmpty());
    }

    void clearDropsWhatIsUnderWay()
    {
        m_world->network.on(accountPath, FakeAnswer{.body = accountJson, .delay = 5ms});
        m_desk->fetchAccount(u"c1"_s);
        QTRY_COMPARE(m_world->network.count(accountPath), 1);
        m_desk->clear();
        QSignalSpy changed(m_desk.get(), &DataDesk::changed);
        QTRY_COMPARE(m_world->network.inFlight(), 0);
        QVERIFY(!m_desk->data(u"c1"_s).account.value);
        QCOMPARE(changed.count(), 0);
        m_desk->fetchAccount(u"c1"_s); // and works again
        QTRY_VERIFY(m_desk->data(u"c1"_s).account.value.has_value());
    }

private:
    std::unique_ptr<World> m_world;
    std::unique_ptr<UserFlow> m_user;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<DataDesk> m_desk;
};

QTEST_GUILESS_MAIN(SessionDataDesk)
#include "session_datadesk.moc"
