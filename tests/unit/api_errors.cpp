// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the service: their forms in a body, the order of judgement, and what a code means.
#include "api/call.h"
#include "api/decode.h"

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

Request someRequest()
{
    return Request{.verb = "GET",
                   .url = QUrl(u"https://api.example.com:8443/v2/accounts/abc/balance?job_id=hidden"_s),
                   .headers = {{"Authorization", "Bearer s3cr3t"}},
                   .name = u"balance"_s,
                   .shownPath = u"/v2/accounts/…/balance"_s};
}

} // namespace

class ApiErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *body, const char *code, const char *message) {
            QTest::newRow(body) << QByteArray(body) << QString::fromLatin1(code) << QString::fromUtf8(message);
        };
        row(R"({"error":{"code":"AC-112","message":"Busy"}})", "AC-112", "The service says: Busy");
        row(R"({"error":{"code":"AP700","message":"Missing","help":"Ask support."}})", "AP700", "The service says: Missing");
        row(R"({"success":false,"error":{"code":"AP002","message":"Bad key"}})", "AP002", "The service says: Bad key");
        row(R"({"success":false,"code":"AP300","error":"No bank"})", "AP300", "The service says: No bank");
        row(R"({"error":"It broke"})", "", "The service says: It broke");
        row(R"({"code":"AC-500","error":"It broke"})", "AC-500", "The service says: It broke");
        row(R"({"code":"AC-500","error":{"message":"It broke"}})", "AC-500", "The service says: It broke");
        row(R"({"error":{"code":500}})", "500", "The service reports an error without saying what it is.");
        row(R"({"error":{}})", "", "The service reports an error without saying what it is.");
        row(R"({"error":true,"message":"Why"})", "", "The service says: Why");
        row(R"({"error":["a"]})", "", "The service reports an error without saying what it is.");
        row(R"({"error":{"code":["x"],"message":{}}})", "", "The service reports an error without saying what it is.");
        row(R"({"success":false})", "", "The service reports an error without saying what it is.");
        row(R"({"success":false,"message":"No"})", "", "The service says: No");
        row(R"({"success":false,"error":null,"code":"AP1"})", "AP1", "The service reports an error without saying what it is.");
        row("{\"error\":\"two\\n lines\"}", "", "The service says: two lines");
    }
    void forms()
    {
        QFETCH(QByteArray, body);
        const auto error = serviceError(json(body));
        QVERIFY(error.has_value());
        QCOMPARE(error->kind, Error::Kind::Service);
        QTEST(error->code, "code");
        QTEST(error->message, "message");
    }

    void noErrorInIt_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"{}", "[]", "null", "\"error\"", R"({"status":"success"})", R"({"error":null})", R"({"error":""})", R"({"error":false})",
                                 R"({"success":true})", R"({"success":null})", R"({"success":"false"})", R"({"code":"AC-1","message":"hello"})",
                                 R"({"status":"failed","jobId":"J"})", R"({"data":{"error":"inside"}})"})
            QTest::newRow(body) << QByteArray(body);
    }
    void noErrorInIt()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!serviceError(json(body)));
    }

    /// The service may repeat a key that it was sent. Who shows its words takes that out first, and for that it must be
    /// whole: cut here, the first part of it would stand in the message (Redactor::error cuts).
    void longWordsStayWhole()
    {
        const QByteArray secret = "s3cr3tAPIvalueABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        const QByteArray words = QByteArray(280, 'x') + ' ' + secret;
        const QByteArray quoted = '"' + words + '"';
        const auto error = serviceError(json("{\"error\":{\"code\":" + quoted + ",\"message\":" + quoted + ",\"help\":" + quoted + "}}"));
        for (const QString &text : {error->message, error->code, error->advice})
            QVERIFY2(text.contains(QString::fromLatin1(secret)), qPrintable(text));
        const auto gateway = judged(Answer{.status = 403, .body = "{\"message\":" + quoted + '}'}, someRequest());
        QVERIFY2(gateway.error().message.contains(QString::fromLatin1(secret)), qPrintable(gateway.error().message));
    }

    void endlessWordsAreCut()
    {
        const auto error = serviceError(json("{\"error\":\"" + QByteArray(5'000'000, 'x') + "\"}"));
        QVERIFY(error->message.size() < 20'000);
    }

    void codesBringTheirAdvice_data()
    {
        QTest::addColumn<QString>("advice");
        QTest::newRow("AC-101") << u"API key"_s;
        QTest::newRow("ac-001") << u"keys"_s;
        QTest::newRow("AP002") << u"API key"_s;
        QTest::newRow("AC-102") << u"connectionId"_s;
        QTest::newRow("AC-104") << u"Link the bank again"_s;
        QTest::newRow("AC-105") << u"linked by its numbers"_s;
        QTest::newRow("AC-112") << u"tried again"_s;
        QTest::newRow("AC-204") << u"another bank"_s;
        QTest::newRow("AC-500") << u"Try again"_s;
        QTest::newRow("AP113") << u"user id"_s; // its samples come with the same empty help for every code
        QTest::newRow("AC-999") << u"Ask them."_s; // the service's own help, where we know nothing better
    }
    void codesBringTheirAdvice()
    {
        QFETCH(QString, advice);
        const auto error = serviceError(json(QByteArray(R"({"error":{"help":"Ask them.","code":")") + QTest::currentDataTag() + "\"}}"));
        QVERIFY2(error->advice.contains(advice), qPrintable(error->advice));
    }

    /// Contract c: "Check `error` before status."
    void judgement_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind"); // -1: fine
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("saying");
        const auto row = [](const char *name, int status, const QByteArray &body, int kind, const char *code, const char *saying) {
            QTest::newRow(name) << status << body << kind << QString::fromLatin1(code) << QString::fromUtf8(saying);
        };
        const int service = int(Error::Kind::Service);
        const int http = int(Error::Kind::Http);
        const int decode = int(Error::Kind::Decode);
        row("fine", 200, R"({"a":1})", -1, "", "");
        row("created", 201, R"({"a":1})", -1, "", "");
        row("error in a 200", 200, R"({"error":{"code":"AC-500","message":"Oh"}})", service, "AC-500", "The service says: Oh");
        row("error with its status", 409, R"({"error":{"code":"AC-112","message":"Busy"}})", service, "AC-112", "The service says: Busy");
        row("status only", 404, R"({"a":1})", http, "", "api.example.com:8443 answered the call “balance” with HTTP 404 Not Found.");
        row("gateway's words", 403, R"({"message":"Forbidden"})", http, "", "It says: Forbidden");
        row("a page", 502, "<html>Bad Gateway</html>", http, "", "answered the call “balance” with HTTP 502 Bad Gateway.");
        row("strange status", 599, "", http, "", "with HTTP 599.");
        row("not JSON", 200, "<html></html>", decode, "", "The answer of api.example.com:8443 to the call “balance” cannot be read. This is not JSON");
        row("cut JSON", 200, R"({"a":)", decode, "", "cannot be read");
        row("empty", 200, "", decode, "", "It is empty.");
        row("no content", 204, "", decode, "", "It is empty.");
    }
    void judgement()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, saying);
        const Result<Json> result = judged(Answer{.status = status, .body = body}, someRequest());
        QCOMPARE(result.has_value(), kind < 0);
        if (result)
            return;
        const Error error = result.error();
        QCOMPARE(int(error.kind), kind);
        QTEST(error.code, "code");
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.where, u"GET /v2/accounts/…/balance"_s);
        QVERIFY2(error.message.contains(saying), qPrintable(error.message));
        QVERIFY(!oneLine(error).contains(u"hidden"_s)); // no query
        QVERIFY(!oneLine(error).contains(u"s3cr3t"_s));
        QVERIFY(!oneLine(error).contains(u"abc"_s));    // no id
    }

    void redirectsNameTheirTarget_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("target");
        QTest::newRow("elsewhere") << QByteArray("https://evil.example/x?token=hidden") << u"evil.example."_s;
        QTest::newRow("with a port") << QByteArray("http://evil.example:81/") << u"evil.example:81."_s;
        QTest::newRow("the same host") << QByteArray("/v3/") << u"points to api.example.com:8443."_s;
        QTest::newRow("no scheme") << QByteArray("//evil.example/x") << u"evil.example."_s;
        QTest::newRow("none") << QByteArray() << u"points to api.example.com:8443."_s;
        QTest::newRow("not an address") << QByteArray("https://[") << u"nowhere."_s;
    }
    void redirectsNameTheirTarget()
    {
        QFETCH(QByteArray, location);
        QFETCH(QString, target);
        for (const int status : {301, 302, 303, 307, 308}) {
            const auto result = judged(Answer{.status = status, .headers = {{"location", location}}, .body = "{}"}, someRequest());
            QVERIFY(!result);
            QCOMPARE(result.error().kind, Error::Kind::Http);
            QCOMPARE(result.error().httpStatus, status);
            QVERIFY2(result.error().message.contains(target), qPrintable(result.error().message));
            QVERIFY(!result.error().message.contains(u"hidden"_s));
        }
    }

    void waitingIsTold()
    {
        const Answer answer{.status = 429, .headers = {{"Retry-After", "90"}}, .body = "{}"};
        const Error error = judged(answer, someRequest()).error();
        QCOMPARE(error.retryAfter, std::optional(std::chrono::milliseconds(90'000)));
        QVERIFY2(error.message.endsWith(u"It asks to wait 90 s."_s), qPrintable(error.message));
        const Answer coded{.status = 429, .headers = {{"Retry-After", "1"}}, .body = R"({"error":{"code":"X","message":"Slow down"}})"};
        QCOMPARE(judged(coded, someRequest()).error().retryAfter, std::optional(std::chrono::milliseconds(1'000)));
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("wait"); // ms; -1: none
        const auto row = [](const char *value, const char *date, qint64 wait) { QTest::addRow("%s at %s", value, date) << QByteArray(value) << QByteArray(date) << wait; };
        row("", "", -1);
        row("0", "", 0);
        row("5", "", 5000);
        row(" 5 ", "", 5000);
        row("-5", "", -1);
        row("soon", "", -1);
        row("1.5", "", -1);
        row("99999999999999", "", 365LL * 24 * 3600 * 1000);
        row("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", 30000);
        row("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 09:49:07 GMT", 0); // already over
        row("Sun, 06 Nov 1994 08:49:37 GMT", "", 0);                              // long over by our own clock
        row("Sun, 06 Foo 1994 08:49:37 GMT", "", -1);
    }
    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, date);
        QFETCH(qint64, wait);
        Answer answer{.status = 503, .headers = {{"retry-after", value}}};
        if (!date.isEmpty())
            answer.headers << std::pair<QByteArray, QByteArray>{"Date", date};
        const auto asked = retryAfterOf(answer);
        QCOMPARE(asked.has_value(), wait >= 0);
        if (asked)
            QCOMPARE(qint64(asked->count()), wait);
    }

    void retryAfterDateAgainstOurClock()
    {
        const QByteArray in30s = QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(30), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        const auto asked = retryAfterOf(Answer{.headers = {{"Retry-After", in30s}}});
        QVERIFY(asked && *asked > std::chrono::seconds(20) && *asked <= std::chrono::seconds(30));
    }

    void meanings_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("unavailable");
        QTest::addColumn<bool>("conflict");
        QTest::addColumn<bool>("unauthorised");
        const auto row = [](const char *code, int status, bool unavailable, bool conflict, bool unauthorised) {
            QTest::addRow("%s %d", code, status) << QString::fromLatin1(code) << status << unavailable << conflict << unauthorised;
        };
        for (const int status : {0, 200, 400, 405}) { // "check code regardless of status"
            for (const char *code : {"AC-105", "AC-111", "AC-114", "AC-115", "ac-105"})
                row(code, status, true, false, false);
        }
        row("", 405, true, false, false);
        row("AC-100", 405, true, false, false); // contract c.7, c.9, c.12, j: "405 or the code"
        row("AC-113", 405, true, false, false);
        row("405", 405, true, false, false);
        row("AC-113", 400, false, false, false);
        row("AC-112", 409, false, true, false);
        row("AC-112", 200, false, true, false);
        row("", 409, false, true, false);
        row("", 401, false, false, true);
        row("AC-101", 401, false, false, true);
        row("AC-001", 403, false, false, true);
        row("AC-001", 200, false, false, true);
        row("", 403, false, false, true);
        row("AC-204", 403, false, false, false);
        row("AC-500", 200, false, false, false);
        row("", 400, false, false, false);
        row("AC-1050", 200, false, false, false);
    }
    void meanings()
    {
        QFETCH(QString, code);
        QFETCH(int, status);
        const Error error{.kind = Error::Kind::Service, .code = code, .httpStatus = status};
        QTEST(meansUnavailable(error), "unavailable");
        QTEST(meansConflict(error), "conflict");
        QTEST(meansUnauthorised(error), "unauthorised");
    }

    void fixtures_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("error_nested") << u"AC-112"_s;
        QTest::newRow("error_nested_help") << u"AP118"_s;
        QTest::newRow("error_flat") << u"AP300"_s;
        QTest::newRow("error_text") << QString();
    }
    void fixtures()
    {
        QFile file(QFINDTESTDATA("../fixtures/contract/") + QString::fromLatin1(QTest::currentDataTag()) + u".json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto error = serviceError(json(file.readAll()));
        QVERIFY(error.has_value());
        QTEST(error->code, "code");
    }
};

QTEST_APPLESS_MAIN(ApiErrors)
#include "api_errors.moc"
