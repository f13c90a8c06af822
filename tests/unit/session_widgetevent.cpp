// SPDX-License-Identifier: GPL-3.0-or-later
// Judging the widget's messages: origin, size, type; every spelling of success (contract f.4), errors, deep links.
#include "session/widgetevent.h"

#include "api/environment.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(console::WidgetEvent::Kind)

namespace {

const QStringList origins{u"https://w.example"_s, u"https://other.example:8443"_s};
using Kind = WidgetEvent::Kind;

WidgetEvent judge(const QString &text, const QString &origin = origins.first(), bool wasText = true)
{
    return decodeWidgetEvent(origin, text, wasText, origins);
}

Json parsed(const QByteArray &json)
{
    const Result<Json> value = Json::parse(json);
    return value ? *value : Json();
}

} // namespace

class SessionWidgetEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyExactOrigins_data();
    void onlyExactOrigins();
    void noOriginsTrustNobody();
    void sizeLimit();
    void rejections_data();
    void rejections();
    void anObjectInsteadOfTextIsRejected();
    void kinds_data();
    void kinds();
    void fieldsOfAPage();
    void everySpellingOfSuccess_data();
    void everySpellingOfSuccess();
    void detailsOfSuccess();
    void unreadableSuccess_data();
    void unreadableSuccess();
    void errors_data();
    void errors();
    void callbacks();
    void deeplinks_data();
    void deeplinks();
    void trustedOriginsOfPresets();
    void anyText();
};

void SessionWidgetEvent::onlyExactOrigins_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("good");
    QTest::newRow("exact") << u"https://w.example"_s << true;
    QTest::newRow("second one, with its port") << u"https://other.example:8443"_s << true;
    QTest::newRow("other scheme") << u"http://w.example"_s << false;
    QTest::newRow("with a slash") << u"https://w.example/"_s << false;
    QTest::newRow("with a port") << u"https://w.example:443"_s << false;
    QTest::newRow("without its port") << u"https://other.example"_s << false;
    QTest::newRow("sub-domain") << u"https://evil.w.example"_s << false;
    QTest::newRow("longer name") << u"https://w.example.evil.test"_s << false;
    QTest::newRow("upper case") << u"HTTPS://W.EXAMPLE"_s << false;
    QTest::newRow("null") << u"null"_s << false;
    QTest::newRow("none") << QString() << false;
}

void SessionWidgetEvent::onlyExactOrigins()
{
    QFETCH(QString, origin);
    QFETCH(bool, good);
    const WidgetEvent event = judge(uR"({"type":"widgetClose","payload":{}})"_s, origin);
    QCOMPARE(event.kind == Kind::Close, good);
    if (!good) {
        QCOMPARE(event.kind, Kind::Rejected);
        QVERIFY2(event.rejection.contains(u"https://w.example"_s), qPrintable(event.rejection));
        QVERIFY(event.type.isEmpty()); // nothing of a stranger's message is read
    }
}

void SessionWidgetEvent::noOriginsTrustNobody()
{
    QCOMPARE(decodeWidgetEvent({}, uR"({"type":"widgetClose"})"_s, true, {QString()}).kind, Kind::Rejected);
    QCOMPARE(decodeWidgetEvent(u"https://w.example"_s, uR"({"type":"widgetClose"})"_s, true, {}).kind, Kind::Rejected);
}

void SessionWidgetEvent::sizeLimit()
{
    const QString frame = uR"({"type":"widgetPageLoaded","payload":{"pageTitle":"%1","onLoadApi":""}})"_s;
    const qsizetype room = widgetMessageLimit - frame.arg(QString()).size();
    QCOMPARE(judge(frame.arg(QString(room, u'x'))).kind, Kind::Page);
    QCOMPARE(judge(frame.arg(QString(room + 1, u'x'))).kind, Kind::Rejected);
    const WidgetEvent wide = judge(frame.arg(QString(room / 2 + 1, QChar(0x00e9)))); // two bytes each
    QCOMPARE(wide.kind, Kind::Rejected);
    QVERIFY2(wide.rejection.contains(u"64 KiB"_s), qPrintable(wide.rejection));
}

void SessionWidgetEvent::rejections_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("not JSON") << u"hello"_s << u"not JSON"_s;
    QTest::newRow("empty") << QString() << u"not JSON"_s;
    QTest::newRow("a list") << u"[1]"_s << u"not an object"_s;
    QTest::newRow("a number") << u"7"_s << u"not an object"_s;
    QTest::newRow("no type") << uR"({"payload":{}})"_s << u"no type"_s;
    QTest::newRow("type is a number") << uR"({"type":5})"_s << u"no type"_s;
    QTest::newRow("type is null") << uR"({"type":null})"_s << u"no type"_s;
    QTest::newRow("unknown type") << uR"({"type":"runThis","payload":"x"})"_s << u"runThis"_s;
    QTest::newRow("type in another case") << uR"({"type":"PageSuccess","payload":{"connectionId":"c"}})"_s << u"PageSuccess"_s;
    QTest::newRow("legacy bankAdded") << uR"({"type":"bankAdded"})"_s << u"bankAdded"_s;
    QTest::newRow("bank click without code") << uR"({"type":"widgetBankClick","payload":{}})"_s << u"stateCode"_s;
    QTest::newRow("success that is a list") << uR"({"type":"pageSuccess","payload":[1]})"_s << u"cannot be read"_s;
    QTest::newRow("success with an object for an id") << uR"({"type":"pageSuccess","payload":{"connectionId":{}}})"_s << u"connectionId"_s;
    QTest::newRow("success with a wrong account") << uR"({"type":"pageSuccess","payload":{"accounts":[{"accountType":"CHECKING"}]}})"_s << u"accounts[0].connectionId"_s;
    QTest::newRow("success with accounts as text") << uR"({"type":"pageSuccess","payload":{"accounts":"many"}})"_s << u"accounts"_s;
    QTest::newRow("too deep") << QString(u"{\"type\":"_s + QString(100, u'[') + QString(100, u']') + u"}"_s) << u"not JSON"_s;
}

void SessionWidgetEvent::rejections()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const WidgetEvent event = judge(text);
    QCOMPARE(event.kind, Kind::Rejected);
    QVERIFY2(event.rejection.contains(reason), qPrintable(event.rejection));
    QVERIFY(event.rejection.endsWith(u'.') || event.rejection.contains(u':'));
}

void SessionWidgetEvent::anObjectInsteadOfTextIsRejected()
{
    const WidgetEvent event = judge(uR"({"type":"pageSuccess","payload":{"connectionId":"c"}})"_s, origins.first(), false);
    QCOMPARE(event.kind, Kind::Rejected); // finding F6: the SDK drops it too
    QVERIFY(event.rejection.contains(u"object"_s));
}

void SessionWidgetEvent::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("loaded, 1.1.0") << uR"({"type":"widgetLoaded"})"_s << Kind::Loaded;
    QTest::newRow("initialized, legacy") << uR"({"type":"initialized"})"_s << Kind::Loaded;
    QTest::newRow("page") << uR"({"type":"widgetPageLoaded","payload":{"pageTitle":"Choose bank","onLoadApi":"/verify"}})"_s << Kind::Page;
    QTest::newRow("page without payload") << uR"({"type":"widgetPageLoaded"})"_s << Kind::Page;
    QTest::newRow("success") << uR"({"type":"pageSuccess","payload":{"connectionId":"c1","clientName":"Acme","aeroPassUserUuid":"u1"}})"_s << Kind::Success;
    QTest::newRow("close") << uR"({"type":"widgetClose","payload":{}})"_s << Kind::Close;
    QTest::newRow("error") << uR"({"type":"widgetError","payload":"Code: AC-500"})"_s << Kind::Error;
    QTest::newRow("bank click") << uR"({"type":"widgetBankClick","payload":{"stateCode":"xyz"}})"_s << Kind::BankClick;
    QTest::newRow("extra fields") << uR"({"type":"widgetClose","payload":{},"more":[1,2]})"_s << Kind::Close;
}

void SessionWidgetEvent::kinds()
{
    QFETCH(QString, text);
    QFETCH(Kind, kind);
    const WidgetEvent event = judge(text);
    QVERIFY2(event.kind == kind, qPrintable(event.rejection));
    QVERIFY(event.rejection.isEmpty());
}

void SessionWidgetEvent::fieldsOfAPage()
{
    const WidgetEvent event = judge(uR"({"type":"widgetPageLoaded","payload":{"pageTitle":"launchExternalWindow","onLoadApi":"https://bank.example/oauth?a=1"}})"_s);
    QCOMPARE(event.pageTitle, u"launchExternalWindow"_s);
    QCOMPARE(event.onLoadApi, u"https://bank.example/oauth?a=1"_s);
    QCOMPARE(event.type, u"widgetPageLoaded"_s);
    QCOMPARE(judge(uR"({"type":"widgetBankClick","payload":{"stateCode":"xyz"}})"_s).stateCode, u"xyz"_s);
}

void SessionWidgetEvent::everySpellingOfSuccess_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("spelling");
    const auto row = [](const char *name, const QByteArray &payload, const QStringList &ids, const QString &spelling) { QTest::newRow(name) << payload << ids << spelling; };
    row("v1, account id as a number", R"({"user_id":"a08905","user_password":"7f9946","ClientName":"Aeropay","FILoginAcctId":113786059})", {u"7f9946"_s}, u"v1"_s);
    row("v1, account id as JSON text", R"({"user_id":"a","user_password":"7f99","ClientName":"A","FILoginAcctId":"{\"x\":1}"})", {u"7f99"_s}, u"v1"_s);
    row("v1 without account id", R"({"user_id":"a","user_password":"7f99","ClientName":"A"})", {u"7f99"_s}, u"v1"_s);
    row("React Native 3.0 draft", R"({"connection_id":"c2","client_name":"A","aeropass_user_uuid":"u"})", {u"c2"_s}, u"React Native 3.0 draft"_s);
    row("early v2", R"({"userId":"x","connectionId":"c3","clientName":"A","aeroPassUserUuid":"u"})", {u"c3"_s}, u"v2 early"_s);
    row("2.0.5", R"({"connectionId":"c4","ClientName":"A","aeroPassUserUuid":"u"})", {u"c4"_s}, u"2.0.5"_s);
    row("v2", R"({"connectionId":"c5","clientName":"A","aeroPassUserUuid":"u"})", {u"c5"_s}, u"v2"_s);
    row("v2 multi", R"({"accounts":[{"connectionId":"c6","accountType":"CHECKING","accountNumberDisplay":"..1234"},{"connectionId":"c7"}],"clientName":"A","aeroPassUserUuid":"u"})", {u"c6"_s, u"c7"_s}, u"v2 multi"_s);
    row("empty list and an id of its own", R"({"accounts":[],"connectionId":"c8","clientName":"A"})", {u"c8"_s}, u"v2"_s);
    row("id as a number, digit for digit", R"({"connectionId":12345678901234567890,"clientName":"A"})", {u"12345678901234567890"_s}, u"v2"_s);
    row("null id falls to the next spelling", R"({"connectionId":null,"user_password":"p9"})", {u"p9"_s}, u"v1"_s);
    row("MFA: nothing", "{}", {}, u"no connection"_s);
    row("MFA: null", "null", {}, u"no connection"_s);
    row("MFA: only names", R"({"clientName":"A","aeroPassUserUuid":"u"})", {}, u"no connection"_s);
}

/// Each of them as an object, as JSON text, in the envelope, and as text of the envelope.
void SessionWidgetEvent::everySpellingOfSuccess()
{
    QFETCH(QByteArray, payload);
    QFETCH(QStringList, ids);
    QFETCH(QString, spelling);
    const QString asText = Json::text(QString::fromUtf8(payload)).compact();
    const QString envelope = u"{\"type\":\"pageSuccess\",\"payload\":%1}"_s.arg(QString::fromUtf8(payload));
    const QList<QByteArray> forms{payload, asText.toUtf8(), envelope.toUtf8(), Json::text(envelope).compact().toUtf8(),
                                  u"{\"payload\":%1}"_s.arg(asText).toUtf8()};
    for (const QByteArray &form : forms) {
        const Result<LinkSuccess> success = decodeSuccess(parsed(form));
        QVERIFY2(success.has_value(), form.constData());
        QStringList got;
        for (const LinkedAccount &account : success->accounts)
            got << account.connectionId;
        QCOMPARE(got, ids);
        QCOMPARE(success->spelling, spelling);
    }
    const WidgetEvent message = judge(envelope);
    QCOMPARE(message.kind, Kind::Success);
    QCOMPARE(message.success.accounts.size(), ids.size());
}

void SessionWidgetEvent::detailsOfSuccess()
{
    const Result<LinkSuccess> multi = decodeSuccess(parsed(R"({"accounts":[{"connectionId":"c6","accountType":"CHECKING","accountNumberDisplay":"..1234"}],"clientName":"Acme","aeroPassUserUuid":"u1"})"));
    QVERIFY(multi.has_value());
    QCOMPARE(multi->accounts.first(), (LinkedAccount{u"c6"_s, u"CHECKING"_s, u"..1234"_s}));
    QCOMPARE(multi->clientName, u"Acme"_s);
    QCOMPARE(multi->aeroPassUserUuid, u"u1"_s);
    const Result<LinkSuccess> first = decodeSuccess(parsed(R"({"user_id":"a08905","user_password":"7f9946","ClientName":"Aeropay"})"));
    QCOMPARE(first->userId, u"a08905"_s); // never the connection (contract l)
    QCOMPARE(first->accounts.first().connectionId, u"7f9946"_s);
}

void SessionWidgetEvent::unreadableSuccess_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("text that is not JSON") << QByteArray("\"done\"");
    QTest::newRow("number") << QByteArray("5");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("id is a list") << QByteArray(R"({"connectionId":["c"]})");
    QTest::newRow("account is text") << QByteArray(R"({"accounts":["c1"]})");
    QTest::newRow("account id is a flag") << QByteArray(R"({"accounts":[{"connectionId":true}]})");
    QTest::newRow("payload is a list") << QByteArray(R"({"payload":[{"connectionId":"c"}]})");
}

void SessionWidgetEvent::unreadableSuccess()
{
    QFETCH(QByteArray, payload);
    const Result<LinkSuccess> success = decodeSuccess(parsed(payload));
    QVERIFY(!success.has_value());
    QCOMPARE(success.error().kind, Error::Kind::Decode);
    QVERIFY(!success.error().where.isEmpty());
}

void SessionWidgetEvent::errors_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QString &payload, const QString &type, const QString &code, const QString &part) { QTest::newRow(name) << payload << type << code << part; };
    row("whole", uR"("INCORRECT_CREDENTIALS | Code: AC-117 | Message: Sorry, we encountered an issue.")"_s, u"INCORRECT_CREDENTIALS"_s, u"AC-117"_s, u"Sorry"_s);
    row("timeout", uR"("POLLING_TIMEOUT | Code: AR-100 | Message: No response received.")"_s, u"POLLING_TIMEOUT"_s, u"AR-100"_s, u"No response"_s);
    row("whole, its message", uR"("SERVER_ERROR | Code: AR-500 | Message: Not | now.")"_s, u"SERVER_ERROR"_s, u"AR-500"_s, u"Not | now."_s);
    row("prefix missing", uR"("Code: AC-500")"_s, {}, u"AC-500"_s, u"Code: AC-500"_s);
    row("only a type", uR"("SERVER_ERROR")"_s, u"SERVER_ERROR"_s, {}, u"SERVER_ERROR"_s);
    row("free words", uR"("Something went wrong")"_s, {}, {}, u"Something"_s);
    row("an object", uR"({"code":"AC-204","type":"NO_ACCOUNTS","message":"no accounts"})"_s, u"NO_ACCOUNTS"_s, u"AC-204"_s, u"no accounts"_s);
    row("an object of other words", uR"({"why":"x"})"_s, {}, {}, u"why"_s);
    row("nothing", u"null"_s, {}, {}, {});
}

void SessionWidgetEvent::errors()
{
    QFETCH(QString, payload);
    QFETCH(QString, type);
    QFETCH(QString, code);
    QFETCH(QString, part);
    const QList<WidgetEvent> both{judge(u"{\"type\":\"widgetError\",\"payload\":%1}"_s.arg(payload)), decodeCallback(u"onError"_s, u"[%1]"_s.arg(payload))};
    for (const WidgetEvent &event : both) {
        QCOMPARE(event.kind, Kind::Error);
        QCOMPARE(event.errorType, type);
        QCOMPARE(event.errorCode, code);
        QVERIFY2(event.errorText.contains(part), qPrintable(event.errorText));
        const bool isWhole = event.errorText.contains(u"Message: "_s);
        QCOMPARE(event.errorMessage, isWhole ? event.errorText.section(u"Message: "_s, 1) : QString());
    }
}

void SessionWidgetEvent::callbacks()
{
    QCOMPARE(decodeCallback(u"onLoad"_s, {}).kind, Kind::Loaded);
    QCOMPARE(decodeCallback(u"onLoad"_s, u"[]"_s).kind, Kind::Loaded);
    QCOMPARE(decodeCallback(u"onEmbedded"_s, u"[]"_s).kind, Kind::Loaded); // of the embedded bank view (contract f.1)
    QCOMPARE(decodeCallback(u"onEmbedded"_s, u"[]"_s).type, u"onEmbedded"_s);
    QCOMPARE(decodeCallback(u"onClose"_s, u"[]"_s).kind, Kind::Close);
    QCOMPARE(decodeCallback(u"onSuccess"_s, uR"([{"connectionId":"c1"}])"_s).success.accounts.first().connectionId, u"c1"_s);
    QCOMPARE(decodeCallback(u"onSuccess"_s, uR"({"connectionId":"c1"})"_s).success.accounts.first().connectionId, u"c1"_s);
    QCOMPARE(decodeCallback(u"onSuccess"_s, uR"(["{\"connectionId\":\"c1\"}"])"_s).success.accounts.first().connectionId, u"c1"_s);
    // 1.1.0 calls onEvent(payload, type), newer SDKs onEvent({type, payload})
    const QString payload = uR"({"pageTitle":"Choose bank","onLoadApi":""})"_s;
    QCOMPARE(decodeCallback(u"onEvent"_s, u"[%1,\"widgetPageLoaded\"]"_s.arg(payload)).pageTitle, u"Choose bank"_s);
    QCOMPARE(decodeCallback(u"onEvent"_s, u"[{\"type\":\"widgetPageLoaded\",\"payload\":%1}]"_s.arg(payload)).pageTitle, u"Choose bank"_s);
    QCOMPARE(decodeCallback(u"onBankClick"_s, u"[]"_s).kind, Kind::Rejected);
    QCOMPARE(decodeCallback(u"onSuccess"_s, u"[not json"_s).kind, Kind::Rejected);
    QCOMPARE(decodeCallback(u"onSuccess"_s, u"[5]"_s).kind, Kind::Rejected);
    QCOMPARE(decodeCallback(u"onEvent"_s, u"[\"%1\"]"_s.arg(QString(70000, u'x'))).kind, Kind::Rejected);
}

void SessionWidgetEvent::deeplinks_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("deeplink");
    QTest::addColumn<Kind>("kind");
    const QString link = u"aerosync://bank-link"_s;
    QTest::newRow("success") << link + u"?status=success&connectionId=c%201&clientName=Acme&aeroPassUserUuid=u1"_s << link << Kind::Success;
    QTest::newRow("error") << link + u"?status=error&AC_CODE=AC-500&description=it%20broke"_s << link << Kind::Error;
    QTest::newRow("close") << link + u"?status=close"_s << link << Kind::Close;
    QTest::newRow("any case of the status") << link + u"?status=CLOSE"_s << link << Kind::Close;
    QTest::newRow("only a scheme") << u"aerodonutapp://?status=close"_s << u"aerodonutapp://"_s << Kind::Close;
    QTest::newRow("web address") << u"https://shop.example/back?status=close"_s << u"https://shop.example/back"_s << Kind::Close;
    QTest::newRow("with a path") << u"aerosync://bank-link/com.x?status=close"_s << u"aerosync://bank-link/com.x"_s << Kind::Close;
    QTest::newRow("no status") << link + u"?connectionId=c1"_s << link << Kind::Rejected;
    QTest::newRow("unknown status") << link + u"?status=maybe"_s << link << Kind::Rejected;
    QTest::newRow("another host") << u"aerosync://other?status=success&connectionId=c1"_s << link << Kind::Rejected;
    QTest::newRow("another scheme") << u"evil://bank-link?status=success&connectionId=c1"_s << link << Kind::Rejected;
    QTest::newRow("another path") << u"https://shop.example/else?status=close"_s << u"https://shop.example/back"_s << Kind::Rejected;
    QTest::newRow("no deep link was given") << link + u"?status=close"_s << QString() << Kind::Rejected;
}

void SessionWidgetEvent::deeplinks()
{
    QFETCH(QString, url);
    QFETCH(QString, deeplink);
    QFETCH(Kind, kind);
    const WidgetEvent event = decodeDeeplink(QUrl(url), deeplink);
    QVERIFY2(event.kind == kind, qPrintable(event.rejection));
    if (kind == Kind::Success) {
        QCOMPARE(event.success.accounts.first().connectionId, u"c 1"_s);
        QCOMPARE(event.success.clientName, u"Acme"_s);
        QCOMPARE(event.success.aeroPassUserUuid, u"u1"_s);
    }
    if (kind == Kind::Error) {
        QCOMPARE(event.errorCode, u"AC-500"_s);
        QCOMPARE(event.errorText, u"it broke"_s);
    }
}

void SessionWidgetEvent::trustedOriginsOfPresets()
{
    for (const Environment &environment : presetEnvironments()) {
        if (environment.id == u"simulator"_s)
            continue;
        const QStringList trusted = trustedOrigins(environment);
        QCOMPARE(trusted.first(), originOf(environment.widgetOrigin));
        const bool isProduction = environment.reach == Reach::Production;
        QCOMPARE(trusted.contains(u"https://sandbox.aerosync.com"_s), !isProduction);
        QCOMPARE(trusted.contains(u"https://sandbox-sync.aero.inc"_s), !isProduction);
        QCOMPARE(trusted.contains(u"https://sync.aero.inc"_s), isProduction);
        QCOMPARE(trusted.contains(u"https://www.aerosync.com"_s), isProduction);
        QCOMPARE(trusted.size(), 2);
    }
    Environment custom;
    custom.widgetOrigin = QUrl(u"https://sandbox.aerosync.com"_s);
    QCOMPARE(trustedOrigins(custom), QStringList{u"https://sandbox.aerosync.com"_s}); // nobody else's alias is guessed
    custom.widgetOrigin = QUrl(u"http://127.0.0.1:4711"_s);
    QCOMPARE(trustedOrigins(custom), QStringList{u"http://127.0.0.1:4711"_s});
}

/// A hostile page may send anything: no crash, and nothing but the six known types gets through.
void SessionWidgetEvent::anyText()
{
    QRandomGenerator random(5);
    const QString alphabet = u"{}[]\",:\\typepayloadpageSuccess0123456789 "_s;
    for (int round = 0; round < 4000; ++round) {
        QString text;
        const int size = random.bounded(60);
        for (int i = 0; i < size; ++i)
            text += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
        QCOMPARE(judge(text).kind, Kind::Rejected);
    }
}

QTEST_GUILESS_MAIN(SessionWidgetEvent)
#include "session_widgetevent.moc"
