// SPDX-License-Identifier: GPL-3.0-or-later
// Redactor: by value in every spelling, by name, by shape; and not one byte more.
#include "session/redactor.h"
#include "session/redactscan.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QByteArray mark = "‹redacted›";
const QByteArray jwt = "eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIxIiwiZXhwIjoxNzAwMDAwMDAwfQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

QByteArray hexEscapedJson(const QString &text)
{
    QByteArray out;
    for (const QChar c : text)
        out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return out;
}

} // namespace

class SessionRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySpellingOfALiveSecret_data();
    void everySpellingOfALiveSecret();
    void byName_data();
    void byName();
    void moreFieldsForOneBody();
    void headersByNameAndValue();
    void urls_data();
    void urls();
    void errors();
    void errorsAreCutWhenTheyAreClean();
    void bodiesAreCutWhenTheyAreClean();
    void shortSecretsAreIgnored();
    void theLongerSecretWins();
    void forgets();
    void turnOverKeepsTheEnvironmentBeingLeft();
    void noCredentialOfAWholeSessionIsLeft();
    void aBigBodyIsDoneInTime();
    void anyBytes();
    void jsonEscapedAsHexIsStillFoundWhereItIsAName();
};

void SessionRedactor::everySpellingOfALiveSecret_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("written");
    const QByteArray plain = "s3cret-key-0001";
    const QByteArray odd = "p\"a/s\\s +wörd&=%1";
    const QByteArray oddJson = "p\\\"a/s\\\\s +wörd&=%1";
    QTest::newRow("as it is") << plain << plain;
    QTest::newRow("base64") << plain << plain.toBase64();
    QTest::newRow("base64 without padding") << plain << plain.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("base64 inside user:secret") << plain << QByteArray("someone:" + plain).toBase64();
    QTest::newRow("base64 inside a:secret:b") << plain << QByteArray("a:" + plain + ":b").toBase64();
    QTest::newRow("base64 inside abc:secret") << plain << QByteArray("abc" + plain + "xyz").toBase64();
    QTest::newRow("odd: as it is") << odd << odd;
    QTest::newRow("odd: percent") << odd << odd.toPercentEncoding();
    QTest::newRow("odd: percent twice") << odd << odd.toPercentEncoding().toPercentEncoding();
    QTest::newRow("odd: form") << odd << odd.toPercentEncoding().replace("%20", "+");
    QTest::newRow("odd: percent in lower case") << odd << QByteArray("p%22a%2fs%5cs%20%2bw%c3%b6rd%26%3d%251");
    QTest::newRow("odd: base64") << odd << odd.toBase64();
    QTest::newRow("odd: base64url") << odd << odd.toBase64(QByteArray::Base64UrlEncoding);
    QTest::newRow("odd: JSON") << odd << oddJson;
    QTest::newRow("odd: JSON, slash escaped") << odd << QByteArray(oddJson).replace("/", "\\/");
    QTest::newRow("odd: JSON, ASCII only") << odd << QByteArray(oddJson).replace("ö", "\\u00f6");
    QTest::newRow("odd: JSON in JSON") << odd << QByteArray(oddJson).replace("\\", "\\\\").replace("\"", "\\\"");
}

void SessionRedactor::everySpellingOfALiveSecret()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, written);
    Redactor redactor;
    redactor.learn(Secret(secret));
    for (const auto &[before, after] : {std::pair<QByteArray, QByteArray>{"", ""}, {"{\"note\":\"", "\"}"}, {"x ", " y"}, {"<p>", "</p>"}}) {
        const QByteArray cleaned = redactor.body(before + written + after);
        QVERIFY2(!cleaned.contains(written), cleaned.constData());
        QVERIFY2(!cleaned.contains(secret), cleaned.constData());
        QVERIFY2(cleaned.contains(mark), cleaned.constData());
        QVERIFY2(cleaned.startsWith(before) && cleaned.endsWith(after), cleaned.constData());
    }
    Redactor knowsNothing;
    QCOMPARE(knowsNothing.body("x " + written + " y"), "x " + written + " y");
}

void SessionRedactor::byName_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("out");
    const auto row = [](const char *name, const QByteArray &in, const QByteArray &out) { QTest::newRow(name) << in << out; };
    row("apiKey", R"({"apiKey":"abc","apiSecret":"d\"e\\"})", R"({"apiKey":"‹redacted›","apiSecret":"‹redacted›"})");
    row("api_key, spaces kept", "{ \"api_key\" :\n\t\"abc\" , \"id\": 7 }", "{ \"api_key\" :\n\t\"‹redacted›\" , \"id\": 7 }");
    row("any case", R"({"APIKEY":"abc","Api-Secret":"x"})", R"({"APIKEY":"‹redacted›","Api-Secret":"‹redacted›"})");
    row("token", R"({"TTL":"1800","token":"short"})", R"({"TTL":"1800","token":"‹redacted›"})");
    row("number", R"({"password":123456,"n":1})", R"({"password":"‹redacted›","n":1})");
    row("null and flags stay", R"({"token":null,"secret":true,"cookie":false})", R"({"token":null,"secret":true,"cookie":false})");
    row("empty stays", R"({"token":""})", R"({"token":""})");
    row("tokens of other names", R"({"id_token":"a.b","session_token":"c","widgetToken":"d","bearer-token":"e","aeropayApiSecret":"f","aeropayApiKey":"g"})",
        R"({"id_token":"‹redacted›","session_token":"‹redacted›","widgetToken":"‹redacted›","bearer-token":"‹redacted›","aeropayApiSecret":"‹redacted›","aeropayApiKey":"‹redacted›"})");
    row("tokens of other names in a query", "?id_token=abc&session_token=def&widgetToken=g&bearerToken=h&aeropayApiSecret=i&x=1",
        "?id_token=‹redacted›&session_token=‹redacted›&widgetToken=‹redacted›&bearerToken=‹redacted›&aeropayApiSecret=‹redacted›&x=1");
    row("OAuth's code", "https://bank.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj", "https://bank.example/cb?code=‹redacted›&state=af0ifjsldkj");
    row("OAuth's code, escaped", "u=https%3A%2F%2Fb%2Fcb%3Fcode%3DSplxlOBeZQQY%26state%3D1", "u=https%3A%2F%2Fb%2Fcb%3Fcode%3D‹redacted›%26state%3D1");
    row("OAuth's code as a form", "grant_type=authorization_code&code=4/0AX4XfWh-abc&x=1", "grant_type=authorization_code&code=‹redacted›&x=1");
    row("the service's codes stay", "?status=error&AC_CODE=AC-500&code=AC-1050 code=AP113&code=AR-100 code=404 code=ok", "?status=error&AC_CODE=AC-500&code=AC-1050 code=AP113&code=AR-100 code=404 code=ok");
    row("secret_key", R"({"secret_key":"whsec"})", R"({"secret_key":"‹redacted›"})");
    row("a connectionId is none", R"({"user_id":"u","user_password":"7f9946f5","ClientName":"Aeropay"})", R"({"user_id":"u","user_password":"7f9946f5","ClientName":"Aeropay"})");
    row("names that only contain one", R"({"tokenized":"yes","accountNumberType":"Tokenized","my_token_id":"5"})", R"({"tokenized":"yes","accountNumberType":"Tokenized","my_token_id":"5"})");
    row("a value that is a name", R"({"field":"token","why":"token: missing"})", R"({"field":"token","why":"token: missing"})");
    row("the error code stays", R"({"error":{"code":"AC-101","message":"Invalid"}})", R"({"error":{"code":"AC-101","message":"Invalid"}})");
    row("JSON in JSON", R"({"data":"{\"token\":\"abc\",\"id\":\"1\"}"})", R"({"data":"{\"token\":\"‹redacted›\",\"id\":\"1\"}"})");
    row("JSON in JSON in JSON", R"({"a":"{\"b\":\"{\\\"apiKey\\\":\\\"k\\\\\\\"q\\\",\\\"n\\\":1}\"}"})", R"({"a":"{\"b\":\"{\\\"apiKey\\\":\\\"‹redacted›\\\",\\\"n\\\":1}\"}"})");
    row("indented JSON in JSON", R"({"data":"{\n  \"token\": \"abc\"\n}"})", R"({"data":"{\n  \"token\": \"‹redacted›\"\n}"})");
    row("ends with a backslash", R"({"token":"a\\","next":"b"})", R"({"token":"‹redacted›","next":"b"})");
    row("cut off inside", R"({"token":"abcdef)", R"({"token":"‹redacted›)");
    row("headers as JSON", R"({"Authorization":"Bearer x","X-Api-Key":"k","Accept":"a"})", R"({"Authorization":"‹redacted›","X-Api-Key":"‹redacted›","Accept":"a"})");
    row("form", "apiKey=abc&scope=merchant&api_secret=d%20e&id=5", "apiKey=‹redacted›&scope=merchant&api_secret=‹redacted›&id=5");
    row("query in text", "GET https://w.example/?token=abc.d&theme=dark failed", "GET https://w.example/?token=‹redacted›&theme=dark failed");
    row("escaped query in a query", "u=https%3A%2F%2Fw%2F%3Ftoken%3Dabc%26theme%3Ddark&x=1", "u=https%3A%2F%2Fw%2F%3Ftoken%3D‹redacted›%26theme%3Ddark&x=1");
    row("escaped query, second place", "u=%3Ftheme%3Ddark%26token%3Dabc%26v%3D2", "u=%3Ftheme%3Ddark%26token%3D‹redacted›%26v%3D2");
    row("header line", "x-api-key: abc def\r\nAccept: b", "x-api-key: ‹redacted›\r\nAccept: b");
    row("bearer in text", "sent Bearer abcdefghijklmnopqrst to it", "sent Bearer ‹redacted› to it");
    row("the word bearer", "the Bearer token is missing", "the Bearer token is missing");
    row("JWT", "got " + jwt + " back", "got ‹redacted› back");
    row("JWT without signature", "got eyJhbGciOiJub25lIn0.eyJqdGkiOiIxIn0. back", "got ‹redacted›. back");
    row("JWT in an escaped query", "t%3D" + jwt + "%26v", "t%3D‹redacted›%26v");
    row("JWT in base64", "got " + jwt.toBase64() + " back", "got ‹redacted› back");
    row("JWT in base64url, escaped once more", "?x%3D" + jwt.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + "%26", "?x%3D‹redacted›%26");
    row("what only begins like one in base64", "ZXlKb2hu ZXlK", "ZXlKb2hu ZXlK");
    row("not a JWT", "keyJson.value eyJ.a.b", "keyJson.value eyJ.a.b");
    row("nothing to do", R"({"n":0.10,"a":[1,2],"ü":"\u00fc"})", R"({"n":0.10,"a":[1,2],"ü":"\u00fc"})");
    row("empty", "", "");
}

void SessionRedactor::byName()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, out);
    const Redactor redactor;
    QCOMPARE(redactor.body(in), out);
    QCOMPARE(redactor.body(out), out); // once is enough
}

void SessionRedactor::moreFieldsForOneBody()
{
    const Redactor redactor;
    const QByteArray body = R"({"userId":"7","code":"123456","merchantId":"1"})";
    QCOMPARE(redactor.body(body, {"code"}), QByteArray(R"({"userId":"7","code":"‹redacted›","merchantId":"1"})"));
    QCOMPARE(redactor.body(body), body);
}

void SessionRedactor::headersByNameAndValue()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("known-secret-1")));
    const Headers in{{"Authorization", "Bearer abc"}, {"authorizationToken", "Bearer x"}, {"X-API-KEY", "k"}, {"Cookie", "a=b"},
                     {"Set-Cookie", "c=d"}, {"X-Webhook-Signature", "sha256=1"}, {"ap-signature", "2"}, {"Accept", "text/plain"},
                     {"X-Echo", "has known-secret-1 inside"}, {"Authorization", "Basic dTpw"}};
    const Headers out = redactor.headers(in);
    const QList<QByteArray> values{"Bearer " + mark, "Bearer " + mark, mark, mark, mark, mark, mark, "text/plain", "has " + mark + " inside", mark};
    QCOMPARE(out.size(), in.size());
    for (qsizetype i = 0; i < out.size(); ++i) {
        QCOMPARE(out[i].first, in[i].first);
        QCOMPARE(out[i].second, values[i]);
    }
}

void SessionRedactor::urls_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    QTest::newRow("token") << u"https://w.example/?token=abc&configurationId=1&defaultTheme=dark"_s << u"https://w.example/?token=REDACTED&configurationId=1&defaultTheme=dark"_s;
    QTest::newRow("known value in the path") << u"https://w.example/known-secret-1/x"_s << u"https://w.example/REDACTED/x"_s;
    QTest::newRow("known value elsewhere") << u"https://w.example/?q=known-secret-1"_s << u"https://w.example/?q=REDACTED"_s;
    QTest::newRow("JWT under any name") << u"https://w.example/?q="_s + QString::fromLatin1(jwt) << u"https://w.example/?q=REDACTED"_s;
    QTest::newRow("user info") << u"https://name:word@w.example/"_s << u"https://REDACTED@w.example/"_s;
    QTest::newRow("fragment") << u"https://w.example/#token=abc"_s << u"https://w.example/#token=REDACTED"_s;
    QTest::newRow("nothing") << u"http://127.0.0.1:8080/v2/accounts/c1/balance?a=%20b"_s << u"http://127.0.0.1:8080/v2/accounts/c1/balance?a=%20b"_s;
}

void SessionRedactor::urls()
{
    QFETCH(QString, in);
    QFETCH(QString, out);
    Redactor redactor;
    redactor.learn(Secret(QByteArray("known-secret-1")));
    QCOMPARE(redactor.url(QUrl(in)).toString(QUrl::FullyEncoded), out);
}

void SessionRedactor::errors()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("known-secret-1")));
    const Error error = redactor.error({.kind = Error::Kind::Service, .message = u"key known-secret-1 is wrong"_s, .where = u"POST /known-secret-1"_s, .code = u"AC-101"_s});
    QCOMPARE(error.message, u"key ‹redacted› is wrong"_s);
    QCOMPARE(error.where, u"POST /‹redacted›"_s);
    QCOMPARE(error.code, u"AC-101"_s);
}

/// A credential across the limit: first it is taken out, then the rest is cut; not one byte of it is left.
void SessionRedactor::errorsAreCutWhenTheyAreClean()
{
    const QString secret = u"known-secret-1-with-a-long-tail"_s;
    Redactor redactor;
    redactor.learn(Secret(secret));
    for (int before = 360; before < 410; ++before) {
        const QString words = QString(before, u'x') + u' ' + secret + QString(3000, u'y');
        const Error error = redactor.error({.message = words, .code = words, .advice = words});
        for (const QString &text : {error.message, error.code, error.advice}) {
            QVERIFY2(text.size() <= 401, qPrintable(text));
            QVERIFY2(text.endsWith(u'…'), qPrintable(text));
            QVERIFY2(!text.contains(u"know"_s), qPrintable(text));
        }
    }
    QCOMPARE(redactor.error({.message = u"short"_s}).message, u"short"_s);
}

void SessionRedactor::bodiesAreCutWhenTheyAreClean()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("known-secret-1")));
    const QByteArray before(95, 'x');
    const QByteArray cut = redactor.masked(before + "known-secret-1" + QByteArray(50, 'y'), 100).text;
    QVERIFY(cut.size() <= 100);
    QVERIFY2(!cut.contains("know"), cut.constData());
    QVERIFY(cut.startsWith(before));
    QCOMPARE(redactor.masked("whole", 100).text, QByteArray("whole"));
    QCOMPARE(redactor.masked(R"({"code":"1"})", 100, {"code"}).text, QByteArray(R"({"code":"‹redacted›"})"));
}

void SessionRedactor::shortSecretsAreIgnored()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("12345")));
    redactor.learn(Secret());
    QCOMPARE(redactor.text(u"12345 and more"_s), u"12345 and more"_s);
    redactor.learn(Secret(QByteArray("123456")));
    QCOMPARE(redactor.text(u"123456"_s), u"‹redacted›"_s);
}

void SessionRedactor::theLongerSecretWins()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("abcdef")));
    redactor.learn(Secret(QByteArray("abcdefghij")));
    QCOMPARE(redactor.text(u"1 abcdefghij 2 abcdef 3"_s), u"1 ‹redacted› 2 ‹redacted› 3"_s);
}

void SessionRedactor::forgets()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("first-secret")));
    redactor.forgetAll();
    QCOMPARE(redactor.text(u"first-secret"_s), u"first-secret"_s);
}

void SessionRedactor::turnOverKeepsTheEnvironmentBeingLeft()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("old-secret-value")));
    redactor.turnOver();
    redactor.learn(Secret(QByteArray("new-secret-value")));
    QCOMPARE(redactor.text(u"old-secret-value new-secret-value"_s), u"‹redacted› ‹redacted›"_s);
    redactor.turnOver();
    QCOMPARE(redactor.text(u"old-secret-value new-secret-value"_s), u"old-secret-value ‹redacted›"_s);
    redactor.learn(Secret(QByteArray("new-secret-value"))); // in use again: young again
    redactor.turnOver();
    QCOMPARE(redactor.text(u"new-secret-value"_s), u"‹redacted›"_s);
}

/// Finding F10: eighteen canaries in one synthetic session; no credential may be left.
void SessionRedactor::noCredentialOfAWholeSessionIsLeft()
{
    const QList<QByteArray> canaries{"CANARY-apikey-000001", "CANARY-apisecret-0002", "CANARY-aeropaykey-03", "CANARY-aeropaysecret4",
                                     "CANARY-opaque-token-5", "CANARY-webhook-secret"};
    Redactor redactor; // nothing learned: by name and shape alone
    QByteArray all;
    all += redactor.body(R"({"apiKey":"CANARY-apikey-000001","apiSecret":"CANARY-apisecret-0002","aeroPassUserUuid":"u"})");
    all += redactor.body(R"({"api_key":"CANARY-aeropaykey-03","api_secret":"CANARY-aeropaysecret4","scope":"merchant"})");
    all += redactor.body(R"({"status":"success","token":"CANARY-opaque-token-5"})");
    all += redactor.body(R"({"url":"https://h","secret_key":"CANARY-webhook-secret"})");
    all += redactor.url(QUrl(u"https://w.example/?token=CANARY-opaque-token-5&v=2"_s)).toEncoded();
    for (const auto &[name, value] : redactor.headers({{"x-api-key", "CANARY-apikey-000001"}, {"Authorization", "Bearer CANARY-opaque-token-5"}}))
        all += name + value;
    for (const QByteArray &canary : canaries)
        QVERIFY2(!all.contains(canary), all.constData());
}

void SessionRedactor::aBigBodyIsDoneInTime()
{
    Redactor redactor;
    for (int i = 0; i < 200; ++i)
        redactor.learn(Secret(QByteArray("secret-value-number-" + QByteArray::number(i * 7919))));
    QByteArray body = "{\"transactions\":[";
    while (body.size() < 256 * 1024)
        body += R"({"id":"TRN-0","description":"Coffee shop on the corner","amount":12.50,"category":"Food and Dining"},)";
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(redactor.body(body), body);
    QVERIFY2(timer.elapsed() < 3000, QByteArray::number(timer.elapsed()).constData()); // about 20 ms without sanitizers
}

/// Any bytes at all: no crash, and what is not secret comes out as it went in.
void SessionRedactor::anyBytes()
{
    Redactor redactor;
    redactor.learn(Secret(QByteArray("known-secret-1")));
    QRandomGenerator random(7);
    const QByteArray alphabet = "\"\\:{}[],=&%3D26eyJ.token apikey\n\t0";
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes;
        const int size = random.bounded(80);
        for (int i = 0; i < size; ++i)
            bytes += round % 3 ? alphabet[random.bounded(static_cast<int>(alphabet.size()))] : static_cast<char>(random.bounded(256));
        bytes.insert(random.bounded(size + 1), "known-secret-1");
        QVERIFY(!redactor.body(bytes).contains("known-secret-1"));
        redactor.url(QUrl::fromEncoded(bytes));
    }
}

void SessionRedactor::jsonEscapedAsHexIsStillFoundWhereItIsAName()
{
    // A writer may escape every character; by value that is not looked for, by name it goes all the same.
    const Redactor redactor;
    const QByteArray body = "{\"token\":\"" + hexEscapedJson(u"s3cret-key-0001"_s) + "\"}";
    QCOMPARE(redactor.body(body), QByteArray(R"({"token":"‹redacted›"})"));
}

QTEST_GUILESS_MAIN(SessionRedactor)
#include "session_redactor.moc"
