// SPDX-License-Identifier: GPL-3.0-or-later
// EventLog: redacted at recording, numbered, bounded; exchanges become entries that belong to something.
#include "session/eventlog.h"

#include <QSignalSpy>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

Exchange exchangeOf(const QByteArray &verb, const QString &url, int status, const QByteArray &answer)
{
    Exchange exchange;
    exchange.request.verb = verb;
    exchange.request.url = QUrl(url);
    exchange.startedAt = QDateTime::currentDateTimeUtc();
    exchange.elapsed = std::chrono::microseconds(1500);
    if (status)
        exchange.answer = Answer{.status = status, .headers = {{"Content-Type", "application/json"}}, .body = answer};
    return exchange;
}

} // namespace

class SessionEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsRiseAndTheTimeIsSet()
    {
        EventLog log;
        QSignalSpy added(&log, &EventLog::added);
        log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"one"_s);
        log.addNote(LogEntry::Kind::Problem, LogEntry::Level::Bad, u"two"_s, u"why"_s);
        QCOMPARE(added.count(), 2);
        QCOMPARE(log.entries().size(), 2u);
        QCOMPARE(log.entries()[0].id, 1u);
        QCOMPARE(log.entries()[1].id, 2u);
        QCOMPARE(log.entries()[1].detail, u"why"_s);
        QVERIFY(log.entries()[0].at.isValid());
        QCOMPARE(log.entries()[0].at.timeSpec(), Qt::UTC);
        log.clear();
        log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"three"_s);
        QCOMPARE(log.entries().front().id, 3u); // an id never comes twice
    }

    void theRingIsBounded()
    {
        EventLog log(nullptr, 3);
        QSignalSpy dropped(&log, &EventLog::dropped);
        for (int i = 0; i < 5; ++i)
            log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, QString::number(i));
        QCOMPARE(dropped.count(), 2);
        QCOMPARE(log.entries().size(), 3u);
        QCOMPARE(log.entries().front().title, u"2"_s);
        QCOMPARE(log.entries().back().title, u"4"_s);
    }

    /// Five thousand entries of a quarter of a megabyte would be more than a gigabyte.
    void theRingIsBoundedByBytesToo()
    {
        constexpr qint64 limit = 100'000;
        EventLog log(nullptr, 5000, limit);
        int dropped = 0;
        connect(&log, &EventLog::dropped, this, [&](int count) { dropped += count; });
        const QByteArray body(9'000, 'a');
        for (int i = 0; i < 30; ++i)
            log.addExchange(exchangeOf("GET", u"https://h/v2/x"_s, 200, body));
        qint64 kept = 0;
        for (const LogEntry &entry : log.entries())
            kept += entry.answerBody.size();
        QVERIFY2(kept <= limit && kept > limit / 2, QByteArray::number(kept).constData());
        QCOMPARE(std::size_t(30 - dropped), log.entries().size());
        QCOMPARE(log.entries().back().id, 30u);
        QCOMPARE(log.entries().front().id, quint64(dropped + 1));
        log.addExchange(exchangeOf("GET", u"https://h/v2/x"_s, 200, QByteArray(95'000, 'b'))); // pushes many out at once
        QCOMPARE(std::size_t(31 - dropped), log.entries().size());
        QCOMPARE(log.entries().size(), 1u);
        log.addExchange(exchangeOf("GET", u"https://h/v2/x"_s, 200, QByteArray(200'000, 'c'))); // alone beyond the limit: it is what just happened
        QCOMPARE(log.entries().size(), 1u);
        log.clear(); // and what is gone counts no more
        for (int i = 0; i < 5; ++i)
            log.addExchange(exchangeOf("GET", u"https://h/v2/x"_s, 200, body));
        QCOMPARE(log.entries().size(), 5u);
    }

    void everyPartOfAnEntryCounts()
    {
        LogEntry entry;
        entry.title = u"t"_s.repeated(100);
        entry.detail = u"d"_s.repeated(1000);
        entry.url = QUrl(u"https://h/"_s + u"u"_s.repeated(1000));
        entry.requestHeaders = {{"X-A", QByteArray(1000, 'a')}};
        entry.answerHeaders = {{"X-B", QByteArray(1000, 'b')}};
        entry.requestBody = entry.answerBody = QByteArray(1000, 'c');
        EventLog log(nullptr, 5000, 20'000);
        for (int i = 0; i < 20; ++i)
            log.add(entry);
        QVERIFY(log.entries().size() <= 2); // each is more than seven thousand bytes
    }

    void theEntryIsThereWhenItIsTold()
    {
        EventLog log(nullptr, 2);
        std::size_t sizeWhenTold = 0;
        quint64 last = 0;
        connect(&log, &EventLog::added, this, [&](const LogEntry &entry) {
            sizeWhenTold = log.entries().size();
            last = log.entries().back().id;
            QCOMPARE(entry.id, last);
        });
        for (int i = 0; i < 3; ++i)
            log.addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"x"_s);
        QCOMPARE(sizeWhenTold, 2u);
        QCOMPARE(last, 3u);
    }

    /// Every field of an entry in turn: the secret is nowhere.
    void everyFieldIsRedacted()
    {
        EventLog log;
        log.redactor().learn(Secret(QByteArray("known-secret-1")));
        LogEntry entry;
        entry.title = entry.detail = entry.launchId = entry.connectionId = entry.jobId = u"x known-secret-1 y"_s;
        entry.url = QUrl(u"https://h.example/known-secret-1?token=abc&k=known-secret-1"_s);
        entry.requestHeaders = entry.answerHeaders = {{"x-api-key", "whatever"}, {"X-Note", "known-secret-1"}};
        entry.requestBody = entry.answerBody = R"({"apiKey":"abc","x":"known-secret-1"})";
        log.add(entry);
        const LogEntry &kept = log.entries().back();
        QByteArray all = (kept.title + kept.detail + kept.launchId + kept.connectionId + kept.jobId).toUtf8() + kept.url.toEncoded() + kept.requestBody + kept.answerBody;
        for (const Headers &headers : {kept.requestHeaders, kept.answerHeaders}) {
            for (const auto &[name, value] : headers)
                all += name + value;
        }
        for (const char *secret : {"known-secret-1", "abc", "whatever"})
            QVERIFY2(!all.contains(secret), all.constData());
        QVERIFY(all.contains("REDACTED") && all.contains("‹redacted›"));
    }

    void exchanges_data()
    {
        QTest::addColumn<Exchange>("exchange");
        QTest::addColumn<QString>("title");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("detailPart");
        using Level = LogEntry::Level;
        const auto row = [](const char *name, const Exchange &exchange, const QString &title, Level level, const QString &detail) {
            QTest::newRow(name) << exchange << title << static_cast<int>(level) << detail;
        };
        row("good", exchangeOf("GET", u"https://h/v2/accounts/c1"_s, 200, "{}"), u"GET /v2/accounts/c1 200"_s, Level::Good, {});
        row("error status", exchangeOf("GET", u"https://h/v2/x"_s, 404, R"({"error":{"code":"AC-102","message":"User not found"}})"), u"GET /v2/x 404"_s, Level::Bad, u"AC-102"_s);
        row("error inside a 200", exchangeOf("GET", u"https://h/v2/x"_s, 200, R"({"error":{"code":"AC-500","message":"oops"}})"), u"GET /v2/x 200"_s, Level::Bad, u"oops"_s);
        row("the word error is none", exchangeOf("GET", u"https://h/v2/x"_s, 200, R"({"error":null,"a":1})"), u"GET /v2/x 200"_s, Level::Good, {});
        Exchange failed = exchangeOf("POST", u"https://h/v2/token"_s, 0, {});
        failed.error = Error{.kind = Error::Kind::Network, .message = u"refused"_s};
        row("no answer", failed, u"POST /v2/token"_s, Level::Bad, u"refused"_s);
        failed.willRetry = true;
        failed.attempt = 2;
        row("will be tried again", failed, u"POST /v2/token"_s, Level::Warning, u"try 2"_s);
    }
    void exchanges()
    {
        QFETCH(Exchange, exchange);
        QFETCH(QString, title);
        QFETCH(int, level);
        QFETCH(QString, detailPart);
        EventLog log;
        log.addExchange(exchange);
        const LogEntry &entry = log.entries().back();
        QCOMPARE(entry.kind, LogEntry::Kind::Http);
        QCOMPARE(entry.title, title);
        QCOMPARE(static_cast<int>(entry.level), level);
        QVERIFY2(entry.detail.contains(detailPart), qPrintable(entry.detail));
        QCOMPARE(entry.elapsed, std::chrono::microseconds(1500));
        QCOMPARE(entry.at, exchange.startedAt);
    }

    void anExchangeBelongsToItsConnectionAndJob_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("connection");
        QTest::addColumn<QString>("job");
        QTest::newRow("account") << u"https://h/v2/accounts/c1/balance"_s << u"c1"_s << QString();
        QTest::newRow("job") << u"https://h/v2/accounts/c1/job/j1"_s << u"c1"_s << u"j1"_s;
        QTest::newRow("result") << u"https://h/v2/accounts/c1/transactions?job_id=j2"_s << u"c1"_s << u"j2"_s;
        QTest::newRow("user-scoped") << u"https://h/v2/users/u/connections/c3/transactions"_s << u"c3"_s << QString();
        QTest::newRow("token") << u"https://h/v2/token"_s << QString() << QString();
        QTest::newRow("ids with signs of an address") << u"https://h/v2/accounts/a%2Fb%3Fc%25/job/x%2Fy%23z"_s << u"a/b?c%"_s << u"x/y#z"_s;
        QTest::newRow("a job's id in the query") << u"https://h/v2/accounts/c1/transactions?job_id=x%2Fy%26z%3D"_s << u"c1"_s << u"x/y&z="_s;
    }
    void anExchangeBelongsToItsConnectionAndJob()
    {
        QFETCH(QString, url);
        QFETCH(QString, connection);
        QFETCH(QString, job);
        EventLog log;
        log.addExchange(exchangeOf("GET", url, 200, "{}"));
        QCOMPARE(log.entries().back().connectionId, connection);
        QCOMPARE(log.entries().back().jobId, job);
    }

    void tokensOfAnswersAreGoneBeforeAnybodyKnowsThem()
    {
        EventLog log;
        log.addExchange(exchangeOf("POST", u"https://h/v2/token"_s, 200, R"({"TTL":"1800","token":"opaque-unknown-token"})"));
        QVERIFY(!log.entries().back().answerBody.contains("opaque-unknown-token"));
        QVERIFY(log.entries().back().answerBody.contains("1800"));
    }

    void theOneTimeCodeIsTakenOutOfItsRequestOnly()
    {
        EventLog log;
        Exchange exchange = exchangeOf("POST", u"https://h/v2/confirmUser"_s, 200, R"({"error":{"code":"AP113","message":"wrong"}})");
        exchange.request.body = R"({"userId":"7","code":"424242","merchantId":"1"})";
        log.addExchange(exchange);
        QVERIFY(!log.entries().back().requestBody.contains("424242"));
        QVERIFY(log.entries().back().requestBody.contains("merchantId"));
        QVERIFY(log.entries().back().answerBody.contains("AP113"));
    }

    /// The service repeats a key at the very place where its words are cut for the list.
    void theServicesWordsAreCutAfterRedaction()
    {
        const QByteArray secret = "s3cr3tAPIvalueABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        for (int before = 240; before < 420; before += 7) {
            EventLog log;
            log.redactor().learn(Secret(secret));
            const QByteArray words = QByteArray(before, 'x') + ' ' + secret + QByteArray(500, 'y');
            log.addExchange(exchangeOf("POST", u"https://h/v2/token"_s, 401, "{\"error\":{\"code\":\"AC-101\",\"message\":\"" + words + "\"}}"));
            Exchange failed = exchangeOf("GET", u"https://h/v2/x"_s, 0, {});
            failed.error = Error{.kind = Error::Kind::Network, .message = QString::fromLatin1(words)};
            log.addExchange(failed);
            for (const LogEntry &entry : log.entries()) {
                QVERIFY2(!entry.detail.contains(u"s3cr"_s), qPrintable(entry.detail));
                QVERIFY(entry.detail.size() < 500);
            }
        }
    }

    void longTitlesAndDetailsAreCutAfterRedaction()
    {
        EventLog log;
        log.redactor().learn(Secret(QByteArray("known-secret-1")));
        for (int before = 180; before < 205; ++before) {
            const QString words = QString(before, u'x') + u"known-secret-1"_s + QString(10'000, u'y');
            log.addNote(LogEntry::Kind::Rejected, LogEntry::Level::Warning, words, QString(1800, u'z') + words);
            QVERIFY2(!log.entries().back().title.contains(u"kno"_s), qPrintable(log.entries().back().title));
            QVERIFY2(!log.entries().back().detail.contains(u"kno"_s), qPrintable(log.entries().back().detail));
            QVERIFY(log.entries().back().title.size() <= 201 && log.entries().back().detail.size() <= 2001);
        }
    }

    void longBodiesAreCutAfterRedaction()
    {
        EventLog log;
        const QByteArray secret = "a-secret-at-the-limit";
        log.redactor().learn(Secret(secret));
        QByteArray body(256 * 1024 - 5, 'x');
        body += secret + QByteArray(100, 'y'); // the secret stands across the limit
        log.addExchange(exchangeOf("GET", u"https://h/v2/x"_s, 200, body));
        const LogEntry &entry = log.entries().back();
        QCOMPARE(entry.answerBytes, qint64(body.size()));
        QVERIFY(entry.answerBody.size() <= 256 * 1024);
        QVERIFY(!entry.answerBody.contains(secret.left(5)));
    }

    void kindsHaveNames()
    {
        QSet<QString> names;
        for (int kind = 0; kind <= static_cast<int>(LogEntry::Kind::Problem); ++kind)
            names << logKindName(static_cast<LogEntry::Kind>(kind));
        QCOMPARE(names.size(), static_cast<int>(LogEntry::Kind::Problem) + 1);
    }
};


QTEST_GUILESS_MAIN(SessionEventLog)
#include "session_eventlog.moc"
