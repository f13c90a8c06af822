// SPDX-License-Identifier: GPL-3.0-or-later
// Decoders: the shapes of contract (b)–(e) as fixtures, and every spelling of contract (l).
#include "api/decode.h"

#include <QDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

Json json(const QByteArray &text)
{
    const Result<Json> parsed = Json::parse(text);
    if (!parsed)
        qFatal("bad test data %s", text.constData());
    return *parsed;
}

QStringList names(const UnknownFields &unknown)
{
    QStringList all;
    for (const Json::Field &field : unknown)
        all << field.first;
    return all;
}

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

} // namespace

class ApiDecode : public QObject
{
    Q_OBJECT
private:
    QStringList m_used;

    Json fixture(const QString &name)
    {
        QFile file(QFINDTESTDATA("../fixtures/contract/") + name + u".json"_s);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no fixture %s", qPrintable(file.fileName()));
        m_used << name;
        return json(file.readAll());
    }

private Q_SLOTS:
    void tokens()
    {
        const auto token = decodeApiToken(fixture(u"token"_s));
        QVERIFY(token.has_value());
        QCOMPARE(token->value.reveal(), QByteArray("header.claims-api.signature"));
        QCOMPARE(token->ttl, std::chrono::seconds(1800));

        const auto numbered = decodeApiToken(fixture(u"token_number_ttl"_s));
        QVERIFY(numbered.has_value());
        QCOMPARE(numbered->ttl, std::chrono::seconds(900));

        const auto widget = decodeWidgetToken(fixture(u"token_widget"_s));
        QVERIFY(widget.has_value());
        QCOMPARE(widget->value.reveal(), QByteArray("header.claims-widget.signature"));
        QCOMPARE(widget->userId, u"90b1c2d3e4f5460718293a4b5c6d7e8f"_s);
        QCOMPARE(widget->ttl, std::chrono::seconds(1800)); // it has no TTL
    }

    void ttl_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("absent") << QByteArray() << qint64(1800);
        QTest::newRow("null") << QByteArray(R"("TTL":null,)") << qint64(1800);
        QTest::newRow("text") << QByteArray(R"("TTL":"60",)") << qint64(60);
        QTest::newRow("number") << QByteArray(R"("TTL":60,)") << qint64(60);
        QTest::newRow("lower case") << QByteArray(R"("ttl":60,)") << qint64(60);
        QTest::newRow("huge") << QByteArray(R"("TTL":9223372036854775807,)") << qint64(365 * 24 * 3600);
    }
    void ttl()
    {
        QFETCH(QByteArray, field);
        const auto token = decodeApiToken(json("{" + field + R"("token":"t"})"));
        QVERIFY(token.has_value());
        QTEST(qint64(token->ttl.count()), "seconds");
    }

    void users()
    {
        const auto v1 = decodeUser(fixture(u"user_v1"_s));
        QVERIFY(v1.has_value());
        QCOMPARE(v1->aeroPassUserUuid, u"0f5b2c1e-9a64-4d0a-8f0e-5a1f3c7b2d90"_s);
        QCOMPARE(v1->userId, u"20417"_s);
        QCOMPARE(v1->details.firstName, u"Ada"_s);
        QCOMPARE(v1->details.lastName, u"Novak"_s);
        QCOMPARE(v1->details.email, u"ada.novak@example.com"_s);
        QCOMPARE(v1->details.phone, u"+13125550142"_s);
        QVERIFY(!v1->existing);
        QVERIFY(v1->mfaType.isEmpty());
        QCOMPARE(names(v1->unknown), QStringList());

        const auto existing = decodeUser(fixture(u"user_v1_existing"_s));
        QVERIFY(existing.has_value());
        QVERIFY(existing->existing);

        const auto v2 = decodeUser(fixture(u"user_v2"_s));
        QVERIFY(v2.has_value());
        QCOMPARE(v2->aeroPassUserUuid, u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s); // user.id
        QCOMPARE(v2->userId, u"7c9e6679-7425-40de-944b-e07fc1f90ae7"_s);
        QCOMPARE(v2->details.phone, u"+13125550142"_s);
        QVERIFY(!v2->existing);
        QCOMPARE(names(v2->unknown), QStringList({u"type"_s, u"createdDate"_s, u"userStatus"_s}));

        const auto mfa = decodeUser(fixture(u"user_v2_mfa"_s));
        QVERIFY(mfa.has_value());
        QVERIFY(mfa->existing);
        QCOMPARE(mfa->mfaType, u"sms"_s);
    }

    void userIdSpellings_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("uuid");
        const QString uuid = u"0f5b2c1e-9a64-4d0a-8f0e-5a1f3c7b2d90"_s;
        for (const char *key : {"aeroPassUserUuid", "aeroPassUserUUID", "aeropassuseruuid", "aeropass_user_uuid", "aeropassuuid"}) {
            const QByteArray field = QByteArray("\"") + key + "\":\"" + uuid.toLatin1() + "\"";
            QTest::addRow("%s on top", key) << QByteArray("{" + field + "}") << uuid;
            QTest::addRow("%s in user", key) << QByteArray("{\"user\":{" + field + R"(,"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}})") << uuid;
        }
        QTest::newRow("an opaque value stays") << QByteArray(R"({"aeroPassUserUuid":"not-a-uuid"})") << u"not-a-uuid"_s;
        QTest::newRow("null, then user.id") << QByteArray("{\"user\":{\"aeroPassUserUuid\":null,\"id\":\"" + uuid.toLatin1() + "\"}}") << uuid;
        QTest::newRow("user.id without dashes") << QByteArray(R"({"user":{"id":"0F5B2C1E9A644D0A8F0E5A1F3C7B2D90"}})") << u"0F5B2C1E9A644D0A8F0E5A1F3C7B2D90"_s;
        QTest::newRow("a code is on its way") << QByteArray(R"({"mfaType":"sms","user":{"id":"14831"}})") << QString();
        QTest::newRow("a code is on its way, v1 id") << QByteArray(R"({"mfaType":"sms","user":{"userId":14831}})") << QString();
    }
    void userIdSpellings()
    {
        QFETCH(QByteArray, body);
        const auto user = decodeUser(json(body));
        QVERIFY2(user.has_value(), user ? "" : qPrintable(user.error().message));
        QTEST(user->aeroPassUserUuid, "uuid");
    }

    void aConfirmationMayLeaveTheIdsOut()
    {
        for (const char *body : {"{}", R"({"success":true})", R"({"user":{}})"}) {
            const auto user = decodeConfirmedUser(json(body));
            QVERIFY2(user.has_value(), user ? "" : qPrintable(user.error().message));
            QVERIFY(user->aeroPassUserUuid.isEmpty() && user->userId.isEmpty());
        }
        QCOMPARE(decodeConfirmedUser(json(R"({"user":{"userId":7}})"))->userId, u"7"_s);
        QVERIFY(!decodeConfirmedUser(json(R"({"user":{"userId":{}}})"))); // a wrong type is one here, too
    }

    void existing_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("existing");
        for (const char *yes : {R"("existingUser":true)", R"("existingUser":1)", R"("existingUser":"true")", R"("existingUser":"yes")", R"("existingUser":{"id":1})",
                                R"("existing_user":true)", R"("mfaType":"sms")", R"("mfa_type":"sms")", R"("mfaType":1)", R"("mfaType":{"kind":"sms"})"})
            QTest::newRow(yes) << QByteArray(yes) << true;
        for (const char *no : {R"("existingUser":false)", R"("existingUser":null)", R"("existingUser":0)", R"("existingUser":"false")", R"("existingUser":"")",
                               R"("existingUser":"0")", R"("mfaType":null)", R"("mfaType":"")", R"("mfaType":false)", R"("other":1)"})
            QTest::newRow(no) << QByteArray(no) << false;
    }
    void existing()
    {
        QFETCH(QByteArray, fields);
        for (const QByteArray &body : {QByteArray(R"({"aeroPassUserUuid":"u",)" + fields + "}"), QByteArray(R"({"user":{"aeroPassUserUuid":"u",)" + fields + "}}")}) {
            const auto user = decodeUser(json(body));
            QVERIFY(user.has_value());
            QTEST(user->existing, "existing");
            if (fields.contains("mfa"))
                QTEST(!user->mfaType.isEmpty(), "existing");
        }
    }

    void accounts()
    {
        const auto full = decodeAccount(fixture(u"account"_s));
        QVERIFY(full.has_value());
        QCOMPARE(full->nickname, u"Everyday"_s);
        QCOMPARE(full->accountNumber, u"000123456789"_s); // leading zeros
        QCOMPARE(full->routingNumber, u"021000021"_s);
        QCOMPARE(full->numberDisplay, u"6789"_s);
        QCOMPARE(full->numberType, u"Tokenized"_s);
        QCOMPARE(full->accountType, u"CHECKING"_s);
        QCOMPARE(full->bankName, u"Harbour Bank"_s);
        QCOMPARE(full->institutionName, u"Harbour Bank N.A."_s);
        QCOMPARE(full->institutionUuid, u"b7a2f1c4-5d3e-4f60-9a18-27364550a1b2"_s);
        QCOMPARE(full->canFetchBalance, std::optional(true));
        QCOMPARE(full->connectionMethod, u"6"_s);
        QCOMPARE(full->connectionExpiry, utc(u"2027-03-09T10:11:12Z"_s));
        QVERIFY(full->isConnected());
        QCOMPARE(names(full->unknown), QStringList({u"branch"_s}));
        QCOMPARE(full->unknown.first().second.scalar(), u"Pier 4"_s);

        const auto early = decodeAccount(fixture(u"account_early"_s));
        QVERIFY(early.has_value());
        QCOMPARE(early->canFetchBalance, std::optional(false));
        QVERIFY(early->isConnected()); // no status at all
        QVERIFY(!early->connectionExpiry.isValid());
        QVERIFY(early->institutionName.isEmpty());

        const auto snake = decodeAccount(fixture(u"account_snake"_s));
        QVERIFY2(snake.has_value(), snake ? "" : qPrintable(snake.error().message));
        QCOMPARE(snake->nickname, full->nickname);
        QCOMPARE(snake->accountNumber, full->accountNumber);
        QCOMPARE(snake->routingNumber, full->routingNumber);
        QCOMPARE(snake->numberDisplay, u"..6789"_s);
        QCOMPARE(snake->numberType, u"Non-tokenized"_s);
        QCOMPARE(snake->accountType, u"checking"_s);
        QCOMPARE(snake->bankName, full->bankName);
        QCOMPARE(snake->institutionName, full->institutionName);
        QCOMPARE(snake->institutionUuid, full->institutionUuid);
        QCOMPARE(snake->canFetchBalance, std::optional(true));
        QCOMPARE(snake->connectionMethod, u"2"_s);
        QCOMPARE(snake->connectionExpiry, full->connectionExpiry);
        QVERIFY(!snake->isConnected());
        QCOMPARE(names(snake->unknown), QStringList());
    }

    void connectionStatus_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("good");
        for (const char *good : {"CONNECTED", "connected", "ACTIVE", "Active", " active ", ""})
            QTest::newRow(good) << QString::fromLatin1(good) << true;
        for (const char *bad : {"EXPIRED_CONSENT", "REVOKED_BY_USER", "revoked", "CONNECTED?", "something new"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << false;
    }
    void connectionStatus()
    {
        QFETCH(QString, status);
        Account account;
        account.connectionStatus = status;
        QTEST(account.isConnected(), "good");
    }

    void balances()
    {
        const auto balance = decodeBalance(fixture(u"balance"_s));
        QVERIFY(balance.has_value());
        QCOMPARE(balance->available->exactText(), u"1840.50"_s); // digit for digit
        QCOMPARE(balance->current->exactText(), u"1902.07"_s);
        QCOMPARE(balance->currency, u"USD"_s);
        QCOMPARE(balance->available->currency(), u"USD"_s);
        QCOMPARE(balance->refreshedAt, utc(u"2026-05-17T18:07:25.815Z"_s));
        QCOMPARE(balance->refreshedAt.timeSpec(), Qt::UTC);
        QCOMPARE(balance->connectionId, u"5d41402abc4b2a76b9719d911017c592"_s);
        QCOMPARE(balance->bankName, u"Harbour Bank"_s);

        const auto other = decodeBalance(fixture(u"balance_other_spelling"_s));
        QVERIFY2(other.has_value(), other ? "" : qPrintable(other.error().message));
        QCOMPARE(other->available->exactText(), u"1840.50"_s); // a number in quotes is a number
        QCOMPARE(other->current->exactText(), u"-12"_s);       // overdrawn
        QCOMPARE(other->currency, u"USD"_s);                   // "number (dollars)"
        QCOMPARE(other->refreshedAt, utc(u"2026-05-17T18:07:25Z"_s));
        QCOMPARE(other->connectionId, u"5d41402abc4b2a76b9719d911017c592"_s); // userId repeats it

        const auto partly = decodeBalance(fixture(u"balance_null"_s));
        QVERIFY(partly.has_value());
        QVERIFY(!partly->available);
        QCOMPARE(partly->current->exactText(), u"1902.07"_s);
        QVERIFY(!partly->refreshedAt.isValid());

        const auto empty = decodeBalance(json(R"({"account":{"availableBalance":null,"currentBalance":null}})"));
        QVERIFY(empty.has_value());
        QVERIFY(!empty->available && !empty->current);

        const auto one = decodeBalance(json(R"({"account":{"availableBalance":7.00}})"));
        QVERIFY(one.has_value());
        QVERIFY(one->available && !one->current);

        const auto yen = decodeBalance(json(R"({"account":{"availableBalance":5,"currentBalance":null,"currency":" jpy "}})"));
        QVERIFY(yen.has_value());
        QCOMPARE(yen->available->display(), u"5.00 JPY"_s);
    }

    void times_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("time");
        const auto row = [](const char *text, const char *time) { QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(time); };
        row("2026-05-17 18:07:25.815355", "2026-05-17T18:07:25.815Z");
        row("2026-05-17 18:07:25", "2026-05-17T18:07:25Z");
        row("2026-05-17T18:07:25", "2026-05-17T18:07:25Z");
        row("2026-05-17T18:07:25Z", "2026-05-17T18:07:25Z");
        row("2026-05-17T18:07:25+00:00", "2026-05-17T18:07:25Z");
        row("2026-05-17T18:07:25-05:00", "2026-05-17T23:07:25Z");
        row("2026-05-17T18:07:25.5-0500", "2026-05-17T23:07:25.500Z");
        row("2026-05-17", "2026-05-17T00:00:00Z");
        row("2026-03-08 02:30:00", "2026-03-08T02:30:00Z"); // an hour that New York's clocks skip
        row("2026-03-29 02:30:00", "2026-03-29T02:30:00Z"); // and Berlin's
    }
    void times()
    {
        QFETCH(QString, text);
        QFETCH(QString, time);
        for (const char *zone : {"UTC", "America/New_York", "Europe/Berlin"}) {
            qputenv("TZ", zone);
            tzset();
            const auto balance = decodeBalance(json(R"({"account":{"availableBalance":1,"currentBalance":1,"lastRefreshTimeStamp":")" + text.toLatin1() + R"("}})"));
            QVERIFY2(balance.has_value(), balance ? "" : qPrintable(balance.error().message));
            QCOMPARE(balance->refreshedAt.toString(Qt::ISODateWithMs), utc(time).toString(Qt::ISODateWithMs));
        }
        qunsetenv("TZ");
        tzset();
    }

    void transactions()
    {
        const auto page = decodeTransactions(fixture(u"transactions"_s));
        QVERIFY(page.has_value());
        QCOMPARE(page->transactions.size(), 2);
        QVERIFY(!page->count);
        QVERIFY(page->nextPage.isEmpty());
        const Transaction &refund = page->transactions[0];
        QCOMPARE(refund.id, u"TRN-11111111-2222-4333-8444-555555555555"_s);
        QVERIFY(refund.credit);
        QCOMPARE(refund.type, u"CREDIT"_s);
        QCOMPARE(refund.date, utc(u"2026-05-16T12:00:00Z"_s));
        QCOMPARE(refund.amount.display(), u"39.76 USD"_s);
        QCOMPARE(refund.signedAmount().plainText(), u"39.76"_s);
        QCOMPARE(refund.description, u"Refund Corner Shop"_s);
        QCOMPARE(refund.category, u"Food and Dining"_s);
        QCOMPARE(refund.subcategory, u"Fast Food"_s);
        const Transaction &rent = page->transactions[1];
        QVERIFY(!rent.credit);
        QCOMPARE(rent.signedAmount().plainText(), u"-1200.00"_s);
        QVERIFY(rent.subcategory.isEmpty());
        QCOMPARE(names(rent.unknown), QStringList({u"pending"_s}));
    }

    void transactionsInOtherSpellings()
    {
        const auto page = decodeTransactions(fixture(u"transactions_other_spelling"_s));
        QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().message));
        const Transaction &shop = page->transactions[0];
        QCOMPARE(shop.id, u"900719925474099312"_s); // a number past 2^53, digit for digit
        QVERIFY(!shop.credit);                      // no type: the sign says it
        QCOMPARE(shop.amount.plainText(), u"39.76"_s);
        QCOMPARE(shop.signedAmount().plainText(), u"-39.76"_s);
        QCOMPARE(shop.description, u"Corner Shop"_s);
        QCOMPARE(shop.date, utc(u"2026-05-16T00:00:00Z"_s));
        QVERIFY(page->transactions[1].credit);
        QCOMPARE(page->transactions[1].signedAmount().plainText(), u"12.00"_s);
        const Transaction &third = page->transactions[2]; // both: the type decides, the amount has no sign
        QVERIFY(!third.credit);
        QCOMPARE(third.amount.plainText(), u"5.00"_s);
        QCOMPARE(third.signedAmount().plainText(), u"-5.00"_s);
        QVERIFY(!third.date.isValid());
        const auto odd = decodeTransactions(json(R"({"transactions":[{"id":"1","type":"REVERSAL","amount":-1}]})"));
        QVERIFY(odd.has_value());
        QVERIFY(!odd->transactions[0].credit);
        QCOMPARE(odd->transactions[0].type, u"REVERSAL"_s); // kept and shown
    }

    void pages()
    {
        const auto first = decodeTransactions(fixture(u"transactions_page"_s));
        QVERIFY(first.has_value());
        QCOMPARE(first->count, std::optional<qint64>(240));
        QCOMPARE(first->nextPage, u"eyJwIjoyfQ==+/&"_s);
        const auto last = decodeTransactions(fixture(u"transactions_last"_s));
        QVERIFY(last.has_value());
        QCOMPARE(last->count, std::optional<qint64>(240));
        QVERIFY(last->nextPage.isEmpty());
        const auto empty = decodeTransactions(fixture(u"transactions_empty"_s));
        QVERIFY(empty.has_value());
        QVERIFY(empty->nextPage.isEmpty()); // stop, whatever the cursor says
        const auto numbered = decodeTransactions(json(R"({"transactions":[{"id":"1","amount":1}],"nextPage":2})"));
        QVERIFY(numbered.has_value());
        QCOMPARE(numbered->nextPage, u"2"_s);
    }

    void identities()
    {
        const auto full = decodeIdentity(fixture(u"identity"_s));
        QVERIFY(full.has_value());
        QCOMPARE(full->holderName, u"Ada Novak"_s);
        QCOMPARE(full->address, u"12 Pier Road #4, Portland, OR, 97201"_s);
        QCOMPARE(full->address1, u"12 Pier Road"_s);
        QCOMPARE(full->address2, u"#4"_s);
        QCOMPARE(full->city, u"Portland"_s);
        QCOMPARE(full->state, u"OR"_s);
        QVERIFY(full->region.isEmpty());
        QCOMPARE(full->postalCode, u"97201"_s);
        QCOMPARE(full->country, u"US"_s);
        QCOMPARE(full->email, u"ada.novak@example.com"_s);
        QCOMPARE(full->phone, u"503-555-0142"_s);
        QCOMPARE(full->connectionId, u"5d41402abc4b2a76b9719d911017c592"_s);
        QCOMPARE(names(full->unknown), QStringList());

        const auto early = decodeIdentity(fixture(u"identity_early"_s));
        QVERIFY(early.has_value());
        QVERIFY(early->address1.isEmpty());
        QCOMPARE(early->connectionId, u"5d41402abc4b2a76b9719d911017c592"_s);

        const auto other = decodeIdentity(fixture(u"identity_other_spelling"_s));
        QVERIFY2(other.has_value(), other ? "" : qPrintable(other.error().message));
        QCOMPARE(other->state, u"OR"_s);          // stateProvince
        QCOMPARE(other->region, u"West"_s);
        QCOMPARE(other->postalCode, u"07201"_s);  // leading zero
        QCOMPARE(other->phone, u"5035550142"_s);
        QVERIFY(other->email.isEmpty());
        QCOMPARE(names(other->unknown), QStringList({u"county"_s}));
    }

    void connectionLists()
    {
        const auto all = decodeConnections(fixture(u"connections"_s));
        QVERIFY(all.has_value());
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).connectionId, u"5d41402abc4b2a76b9719d911017c592"_s);
        QCOMPARE(all->at(0).institutionName, u"Harbour Bank"_s);
        QCOMPARE(all->at(0).nickname, u"Everyday"_s);
        QCOMPARE(all->at(0).numberDisplay, u"6789"_s);
        QCOMPARE(all->at(0).status, u"CONNECTED"_s);
        QCOMPARE(names(all->at(0).unknown), QStringList({u"since"_s}));
        QCOMPARE(all->at(1).connectionId, u"e2c569be-17d8-4b0f-9c1c-1d1b3f4a5e66"_s);
        QCOMPARE(all->at(1).institutionName, u"River Bank"_s);
        QCOMPARE(all->at(1).nickname, u"Savings"_s);
        QCOMPARE(all->at(1).numberDisplay, u"..0001"_s);
        QCOMPARE(all->at(1).status, u"EXPIRED_CONSENT"_s);
        const auto none = decodeConnections(json(R"({"connections":[]})"));
        QVERIFY(none.has_value() && none->isEmpty());
    }

    void startedJobs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("jobId");
        QTest::addColumn<QString>("raw");
        QTest::addColumn<int>("word");
        const auto row = [](const char *file, const char *id, const char *raw, JobWord word) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(id) << QString::fromLatin1(raw) << int(word);
        };
        row("job_started_identity", "IDT-0a1b2c3d4e5f60718293a4b5c6d7e8f9", "Initiated", JobWord::Initiated);
        row("job_started_transactions", "TXN-0a1b2c3d4e5f60718293a4b5c6d7e8f9", "Initiated", JobWord::Initiated);
        row("job_started_refresh", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "QUEUED", JobWord::InProgress); // a key nobody has seen yet
        row("job_started_user", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "", JobWord::Initiated);
        row("job_started_data", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "in_progress", JobWord::InProgress);
    }
    void startedJobs()
    {
        QFETCH(QString, file);
        const auto report = decodeJobStarted(fixture(file));
        QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message));
        QTEST(report->jobId, "jobId");
        QTEST(report->rawStatus, "raw");
        QTEST(int(report->word), "word");
    }

    void jobIdSpellings_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {R"({"jobId":"J"})", R"({"job_id":"J"})", R"({"data":{"jobId":"J"}})", R"({"data":{"job_id":"J"}})",
                                 R"({"jobId":null,"job_id":"J"})", R"({"jobId":"J","data":null})"})
            QTest::newRow(body) << QByteArray(body);
    }
    void jobIdSpellings()
    {
        QFETCH(QByteArray, body);
        const auto started = decodeJobStarted(json(body));
        QVERIFY2(started.has_value(), started ? "" : qPrintable(started.error().message));
        QCOMPARE(started->jobId, u"J"_s);
        const auto status = decodeJobStatus(json(body.chopped(1) + R"(,"jobStatus":"x"})"));
        QVERIFY(status.has_value());
        QCOMPARE(status->jobId, u"J"_s);
    }

    void createStatusSpellings_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("raw");
        const auto row = [](const char *fields, const char *raw) { QTest::newRow(fields) << QByteArray(fields) << QString::fromLatin1(raw); };
        row(R"("identityStatus":"Initiated")", "Initiated");
        row(R"("transactionStatus":"Initiated")", "Initiated");
        row(R"("refreshStatus":"Initiated")", "Initiated");
        row(R"("balance_status":"Initiated")", "Initiated");
        row(R"("jobStatus":"Running","identityStatus":"Initiated")", "Initiated"); // jobStatus only when there is no other
        row(R"("jobStatus":"Running")", "Running");
        row(R"("connectionStatus":"CONNECTED")", "");
        row(R"("identityStatus":null)", "");
        row(R"("statusCode":200)", "");
    }
    void createStatusSpellings()
    {
        QFETCH(QByteArray, fields);
        const auto report = decodeJobStarted(json(R"({"status":"success","jobId":"J",)" + fields + "}"));
        QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message));
        QTEST(report->rawStatus, "raw");
    }

    void jobStatuses()
    {
        const auto mfa = decodeJobStatus(fixture(u"job_mfa"_s));
        QVERIFY(mfa.has_value());
        QCOMPARE(mfa->jobId, u"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s);
        QCOMPARE(mfa->rawStatus, u"Pending MFA"_s);
        QCOMPARE(mfa->word, JobWord::Mfa);
        QVERIFY(mfa->mfaTriggered);
        QVERIFY(mfa->needsMfa());
        QCOMPARE(mfa->connectionId, u"5d41402abc4b2a76b9719d911017c592"_s);

        const auto done = decodeJobStatus(fixture(u"job_completed"_s));
        QVERIFY(done.has_value());
        QCOMPARE(done->word, JobWord::Completed);
        QVERIFY(!done->needsMfa());

        const auto wrapped = decodeJobStatus(fixture(u"job_status_data"_s));
        QVERIFY(wrapped.has_value());
        QCOMPARE(wrapped->jobId, u"0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s);
        QCOMPARE(wrapped->word, JobWord::Failed);
        QCOMPARE(wrapped->failure, u"The bank did not answer"_s);
    }

    void statusOrder_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("raw");
        const auto row = [](const char *body, const char *raw) { QTest::newRow(body) << QByteArray(body) << QString::fromLatin1(raw); };
        row(R"({"jobStatus":"A","status":"B","data":{"status":"C"}})", "A");
        row(R"({"job_status":"A","status":"B"})", "A");
        row(R"({"status":"B","data":{"status":"C"}})", "B");
        row(R"({"status":"success","data":{"status":"C"}})", "C"); // the envelope's word says nothing
        row(R"({"status":"SUCCESS","statusCode":200,"data":{"jobStatus":"C"}})", "C");
        row(R"({"status":"OK","data":{"jobStatus":"C"}})", "C"); // an envelope has its own words; jobStatus is always the job's
        row(R"({"status":"OK","data":{"job_status":"C","status":"D"}})", "C");
        row(R"({"status":"done"})", "done");
        row(R"({"jobStatus":null,"status":"failed"})", "failed");
        row(R"({"jobStatus":"","status":"failed"})", "failed");
    }
    void statusOrder()
    {
        QFETCH(QByteArray, body);
        const auto report = decodeJobStatus(json(body));
        QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message));
        QTEST(report->rawStatus, "raw");
    }

    /// Contract d: "jobId is opaque"; b.4 shows user.id and userId as numbers. Kept digit for digit.
    void idsMayBeNumbers()
    {
        const QString digits = u"123456789012345678901"_s; // no integer type holds it
        const auto user = decodeUser(json(R"({"mfaType":"sms","user":{"id":)" + digits.toLatin1() + "}}"));
        QVERIFY2(user.has_value(), user ? "" : qPrintable(user.error().message));
        QCOMPARE(user->userId, digits);
        QVERIFY(user->aeroPassUserUuid.isEmpty());
        const auto both = decodeUser(json(R"({"user":{"aeroPassUserUuid":"u","userId":12,"id":13}})"));
        QVERIFY(both.has_value());
        QCOMPARE(both->userId, u"12"_s);
        const auto started = decodeJobStarted(json(R"({"identityStatus":"Initiated","jobId":)" + digits.toLatin1() + R"(,"userId":5})"));
        QVERIFY2(started.has_value(), started ? "" : qPrintable(started.error().message));
        QCOMPARE(started->jobId, digits);
        QCOMPARE(started->connectionId, u"5"_s);
        const auto inner = decodeJobStarted(json(R"({"data":{"job_id":9}})"));
        QVERIFY2(inner.has_value(), inner ? "" : qPrintable(inner.error().message));
        QCOMPARE(inner->jobId, u"9"_s);
        const auto status = decodeJobStatus(json(R"({"jobStatus":"COMPLETED","jobId":7,"user_id":8})"));
        QVERIFY2(status.has_value(), status ? "" : qPrintable(status.error().message));
        QCOMPARE(status->jobId, u"7"_s);
        QCOMPARE(status->connectionId, u"8"_s);
        const auto balance = decodeBalance(json(R"({"account":{"availableBalance":1,"userId":8}})"));
        QVERIFY2(balance.has_value(), balance ? "" : qPrintable(balance.error().message));
        QCOMPARE(balance->connectionId, u"8"_s);
        const auto identity = decodeIdentity(json(R"({"identity":{"accountHolderName":"A","userId":8}})"));
        QVERIFY2(identity.has_value(), identity ? "" : qPrintable(identity.error().message));
        QCOMPARE(identity->connectionId, u"8"_s);
    }

    void aJobInsideAnEnvelopeOfOtherWordsIsCompleted()
    {
        const auto report = decodeJobStatus(json(R"({"status":"OK","data":{"jobStatus":"COMPLETED"}})"));
        QVERIFY(report.has_value());
        QCOMPARE(report->word, JobWord::Completed);
    }

    void words_data()
    {
        QTest::addColumn<int>("word");
        const auto rows = [](JobWord word, std::initializer_list<const char *> all) {
            for (const char *one : all)
                QTest::newRow(one) << int(word);
        };
        rows(JobWord::Initiated, {"Initiated", "initiated", "INITIATED"});
        rows(JobWord::InProgress, {"IN_PROGRESS", "in_progress", "In Progress", "in-progress", "inProgress", "pending", "running", "queued"});
        rows(JobWord::Mfa, {"MFA_REQUIRED", "Pending MFA", "pending_mfa", "PENDING-MFA", "pendingMfa", "mfa", " MFA required "});
        rows(JobWord::Completed, {"COMPLETED", "completed", "Complete", "done", "success", "SUCCESS"});
        rows(JobWord::Failed, {"FAILED", "failed", "error", "Failure"});
        rows(JobWord::Unknown, {"", "SUSPENDED", "completed soon", "not failed", "완료", "mfa failed"});
    }
    void words()
    {
        QTEST(int(jobWordFrom(QString::fromUtf8(QTest::currentDataTag()))), "word");
    }

    void unknownWordsAreKept()
    {
        const auto report = decodeJobStatus(json(R"({"jobStatus":"Waiting for the moon","jobId":"J","phase":3})"));
        QVERIFY(report.has_value());
        QCOMPARE(report->word, JobWord::Unknown);
        QCOMPARE(report->rawStatus, u"Waiting for the moon"_s);
        QVERIFY(!report->needsMfa());
        QCOMPARE(names(report->unknown), QStringList({u"phase"_s}));
    }

    void needsMfa_data()
    {
        QTest::addColumn<int>("word");
        QTest::addColumn<bool>("triggered");
        QTest::addColumn<bool>("needs");
        for (const bool triggered : {false, true}) {
            for (const JobWord word : {JobWord::Initiated, JobWord::InProgress, JobWord::Mfa, JobWord::Completed, JobWord::Failed, JobWord::Unknown}) {
                const bool ended = word == JobWord::Completed || word == JobWord::Failed;
                QTest::addRow("word %d, triggered %d", int(word), triggered) << int(word) << triggered << (word == JobWord::Mfa || (triggered && !ended));
            }
        }
    }
    void needsMfa()
    {
        QFETCH(int, word);
        QFETCH(bool, triggered);
        JobReport report;
        report.word = static_cast<JobWord>(word);
        report.mfaTriggered = triggered;
        QTEST(report.needsMfa(), "needs");
    }

    void deletions_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("count");
        QTest::newRow("deleted") << QByteArray(R"({"deleted":3})") << qint64(3);
        QTest::newRow("deleted_count") << QByteArray(R"({"deleted_count":3})") << qint64(3);
        QTest::newRow("deletedCount") << QByteArray(R"({"deletedCount":3})") << qint64(3);
        QTest::newRow("count") << QByteArray(R"({"count":3})") << qint64(3);
        QTest::newRow("text") << QByteArray(R"({"count":"3"})") << qint64(3);
        QTest::newRow("best first") << QByteArray(R"({"count":4,"deleted":3})") << qint64(3);
        QTest::newRow("nothing to delete") << QByteArray(R"({"deleted":0})") << qint64(0);
    }
    void deletions()
    {
        QFETCH(QByteArray, body);
        const auto deleted = decodeDeleted(json(body));
        QVERIFY(deleted.has_value());
        QTEST(*deleted, "count");
        QCOMPARE(decodeDeleted(fixture(u"deleted"_s)).value(), 0);
        QCOMPARE(decodeDeleted(fixture(u"deleted_count"_s)).value(), 17);
    }

    /// Every wrong type and every missing field: the message starts with the path.
    void wrongShapes_data()
    {
        QTest::addColumn<QString>("decoder");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *decoder, const char *body, const char *message) {
            QTest::addRow("%s %s", decoder, body) << QString::fromLatin1(decoder) << QByteArray(body) << QString::fromUtf8(message);
        };
        row("token", "[]", "the answer: expected an object, got a list");
        row("token", "null", "the answer: expected an object, got nothing");
        row("token", "{}", "token: expected text, but it is missing");
        row("token", R"({"token":null})", "token: expected text, got nothing");
        row("token", R"({"token":""})", "token: expected text, but it is empty");
        row("token", R"({"token":12345})", "token: expected text, got a number");
        row("token", R"({"token":{}})", "token: expected text, got an object");
        row("token", R"({"token":"t","TTL":"soon"})", "TTL: expected a whole number, got text");
        row("token", R"({"token":"t","TTL":true})", "TTL: expected a whole number, got true/false");
        row("token", R"({"token":"t","TTL":1.5})", "TTL: expected a whole number, got 1.5");
        row("token", R"({"token":"t","TTL":0})", "TTL: expected seconds above 0, got 0");
        row("token", R"({"token":"t","TTL":-5})", "TTL: expected seconds above 0, got -5");
        row("widget", R"({"token":"t","userId":[]})", "userId: expected text, got a list");
        row("user", "{}", "aeroPassUserUuid: expected text, but it is missing");
        row("user", R"({"user":{}})", "user.aeroPassUserUuid: expected text, but it is missing");
        row("user", R"({"user":{"id":"14831"}})", "user.aeroPassUserUuid: expected text, but it is missing");
        row("user", R"({"mfaType":"sms","user":{}})", "user.aeroPassUserUuid: expected text, but it is missing");
        row("user", R"({"mfaType":"sms","user":{"id":[]}})", "user.id: expected text, got a list");
        row("user", R"({"user":[]})", "user: expected an object, got a list");
        row("user", R"({"user":{"aeroPassUserUuid":{}}})", "user.aeroPassUserUuid: expected text, got an object");
        row("user", R"({"user":{"aeroPassUserUuid":12345}})", "user.aeroPassUserUuid: expected text, got a number");
        row("user", R"({"aeropass_user_uuid":true})", "aeropass_user_uuid: expected text, got true/false");
        row("account", "{}", "account: expected an object, but it is missing");
        row("account", R"({"account":null})", "account: expected an object, got nothing");
        row("account", R"({"account":"x"})", "account: expected an object, got text");
        row("account", R"({"account":{"accountNumber":"1","routingNumber":"2"}})", "account.accountNickname: expected text, but it is missing");
        row("account", R"({"account":{"accountNickname":"n","routingNumber":"2"}})", "account.accountNumber: expected text, but it is missing");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1"}})", "account.routingNumber: expected text, but it is missing");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":123456,"routingNumber":"2"}})", "account.accountNumber: expected text, got a number");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":21000021}})", "account.routingNumber: expected text, got a number");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"","routingNumber":"2"}})", "account.accountNumber: expected text, but it is empty");
        row("account", R"({"account":{"accountNickname":7,"accountNumber":"1","routingNumber":"2"}})", "account.accountNickname: expected text, got a number");
        row("account", R"({"account":{"accountNickname":"n","account_number":[],"routingNumber":"2"}})", "account.account_number: expected text, got a list");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":"2","canFetchBalance":"maybe"}})", "account.canFetchBalance: expected true/false, got text");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":"2","canFetchBalance":1}})", "account.canFetchBalance: expected true/false, got a number");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":"2","connectionExpiry":"soon"}})", "account.connectionExpiry: expected a time, got text");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":"2","connectionExpiry":1767368868}})", "account.connectionExpiry: expected a time, got a number");
        row("account", R"({"account":{"accountNickname":"n","accountNumber":"1","routingNumber":"2","connectionStatus":{}}})", "account.connectionStatus: expected text, got an object");
        row("balance", R"({"account":{"currentBalance":1}})", "account.availableBalance: expected a number, but it is missing");
        row("balance", R"({"account":{"availableBalance":1,"currentBalance":1,"connectionId":5}})", "account.connectionId: expected text, got a number");
        row("balance", R"({"account":{}})", "account.availableBalance: expected a number, but it is missing");
        row("balance", R"({"account":{"availableBalance":"a lot"}})", "account.availableBalance: expected a number, got text");
        row("balance", R"({"account":{"availableBalance":""}})", "account.availableBalance: expected a number, got text");
        row("balance", R"({"account":{"availableBalance":true}})", "account.availableBalance: expected a number, got true/false");
        row("balance", R"({"account":{"availableBalance":1,"currentBalance":{}}})", "account.currentBalance: expected a number, got an object");
        row("balance", R"({"account":{"availableBalance":1e30}})", "account.availableBalance: an amount of more than 18 digits");
        row("balance", R"({"account":{"availableBalance":1,"currentBalance":1,"lastRefreshTimestamp":"yesterday"}})", "account.lastRefreshTimestamp: expected a time, got text");
        row("balance", R"({"account":{"availableBalance":1,"currency":840}})", "account.currency: expected text, got a number");
        row("transactions", "{}", "transactions: expected a list, but it is missing");
        row("transactions", R"({"transactions":{}})", "transactions: expected a list, got an object");
        row("transactions", R"({"transactions":[],"count":"many"})", "count: expected a whole number, got text");
        row("transactions", R"({"transactions":[],"next_page":true})", "next_page: expected text, got true/false");
        row("transactions", R"({"transactions":[{"id":"1","amount":1},7]})", "transactions[1]: expected an object, got a number");
        row("transactions", R"({"transactions":[{"amount":1}]})", "transactions[0].id: expected text, but it is missing");
        row("transactions", R"({"transactions":[{"id":"1","amount":1},{"id":"2"}]})", "transactions[1].amount: expected a number, but it is missing");
        row("transactions", R"({"transactions":[{"id":"1","amount":null}]})", "transactions[0].amount: expected a number, got nothing");
        row("transactions", R"({"transactions":[{"id":"1","transactionAmount":"ten"}]})", "transactions[0].transactionAmount: expected a number, got text");
        row("transactions", R"({"transactions":[{"id":"1","amount":1,"date":"16/05/2026"}]})", "transactions[0].date: expected a time, got text");
        row("transactions", R"({"transactions":[{"id":"1","amount":1,"category":["a"]}]})", "transactions[0].category: expected text, got a list");
        row("identity", "{}", "identity: expected an object, but it is missing");
        row("identity", R"({"identity":{}})", "identity.accountHolderName: expected text, but it is missing");
        row("identity", R"({"identity":{"accountHolderName":"A","address":{}}})", "identity.address: expected text, got an object");
        row("identity", R"({"identity":{"accountHolderName":"A","address_fields":"x"}})", "identity.address_fields: expected an object, got text");
        row("identity", R"({"identity":{"accountHolderName":"A","address_fields":{"city":5}}})", "identity.address_fields.city: expected text, got a number");
        row("identity", R"({"identity":{"accountHolderName":"A","addressFields":{"stateProvince":[]}}})", "identity.addressFields.stateProvince: expected text, got a list");
        row("connections", "{}", "connections: expected a list, but it is missing");
        row("connections", R"({"connections":[{}]})", "connections[0].connectionId: expected text, but it is missing");
        row("connections", R"({"connections":[{"connectionId":12345}]})", "connections[0].connectionId: expected text, got a number");
        row("connections", R"({"connections":[{"connectionId":""}]})", "connections[0].connectionId: expected text, but it is empty");
        row("started", "{}", "jobId: expected text, but it is missing");
        row("started", R"({"jobId":""})", "jobId: expected text, but it is missing");
        row("started", R"({"jobId":true})", "jobId: expected text, got true/false");
        row("started", R"({"jobId":{}})", "jobId: expected text, got an object");
        row("started", R"({"jobId":"J","identityStatus":5})", "identityStatus: expected text, got a number");
        row("started", R"({"data":{"job_id":[]}})", "data.job_id: expected text, got a list");
        row("started", R"({"jobId":"J","data":[]})", "data: expected an object, got a list");
        row("status", "{}", "jobStatus: expected text, but it is missing");
        row("status", R"({"status":"success","statusCode":200,"jobId":"J"})", "jobStatus: expected text, but it is missing");
        row("status", R"({"jobStatus":1})", "jobStatus: expected text, got a number");
        row("status", R"({"jobStatus":"x","mfaTriggered":"perhaps"})", "mfaTriggered: expected true/false, got text");
        row("status", R"({"data":{"status":{}}})", "data.status: expected text, got an object");
        row("deleted", "{}", "deleted: expected a whole number, but it is missing");
        row("deleted", R"({"deleted":true})", "deleted: expected a whole number, got true/false");
    }
    void wrongShapes()
    {
        QFETCH(QString, decoder);
        QFETCH(QByteArray, body);
        QFETCH(QString, message);
        const auto check = [&](const auto &result) {
            QVERIFY(!result.has_value());
            QCOMPARE(result.error().kind, Error::Kind::Decode);
            QCOMPARE(result.error().message, message);
            const QString path = message.section(u": "_s, 0, 0);
            QCOMPARE(result.error().where, path == u"the answer" ? QString() : path);
        };
        const Json answer = json(body);
        if (decoder == u"token") check(decodeApiToken(answer));
        else if (decoder == u"widget") check(decodeWidgetToken(answer));
        else if (decoder == u"user") check(decodeUser(answer));
        else if (decoder == u"account") check(decodeAccount(answer));
        else if (decoder == u"balance") check(decodeBalance(answer));
        else if (decoder == u"transactions") check(decodeTransactions(answer));
        else if (decoder == u"identity") check(decodeIdentity(answer));
        else if (decoder == u"connections") check(decodeConnections(answer));
        else if (decoder == u"started") check(decodeJobStarted(answer));
        else if (decoder == u"status") check(decodeJobStatus(answer));
        else if (decoder == u"deleted") check(decodeDeleted(answer));
        else QFAIL("no such decoder");
    }

    /// A field of any type in any place: decoders answer or refuse, and never read past what is there.
    void anyTypeAnywhere()
    {
        const QStringList files = QDir(QFINDTESTDATA("../fixtures/contract/")).entryList({u"*.json"_s}, QDir::Files);
        const QList<Json> values{Json(), json("true"), json("-1"), json("[]"), json("[[]]"), json("{}"), json(R"("x")"), json(R"({"error":null})")};
        int refused = 0;
        for (const QString &file : files) {
            const Json whole = fixture(file.chopped(5));
            for (qsizetype at = 0; at < whole.fields().size(); ++at) {
                for (const Json &value : values) {
                    QList<Json::Field> fields = whole.fields();
                    fields[at].second = value;
                    const Json body = Json::object(fields);
                    serviceError(body);
                    refused += !decodeApiToken(body) + !decodeWidgetToken(body) + !decodeUser(body) + !decodeAccount(body) + !decodeBalance(body)
                        + !decodeTransactions(body) + !decodeIdentity(body) + !decodeConnections(body) + !decodeJobStarted(body) + !decodeJobStatus(body) + !decodeDeleted(body);
                }
            }
        }
        QVERIFY(refused > 1000);
    }

    void everyFixtureIsUsed()
    {
        m_used.clear();
        tokens(); users(); accounts(); balances(); transactions(); transactionsInOtherSpellings(); pages(); identities(); connectionLists(); jobStatuses();
        m_used << u"deleted"_s << u"deleted_count"_s; // deletions()
        for (const char *file : {"job_started_identity", "job_started_transactions", "job_started_refresh", "job_started_user", "job_started_data"})
            m_used << QString::fromLatin1(file); // startedJobs()
        for (const char *file : {"error_nested", "error_nested_help", "error_flat", "error_text"})
            m_used << QString::fromLatin1(file); // api_errors
        for (const QString &file : QDir(QFINDTESTDATA("../fixtures/contract/")).entryList({u"*.json"_s}, QDir::Files))
            QVERIFY2(m_used.contains(file.chopped(5)), qPrintable(file));
    }
};

QTEST_APPLESS_MAIN(ApiDecode)
#include "api_decode.moc"
