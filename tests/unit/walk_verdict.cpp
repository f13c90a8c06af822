// SPDX-License-Identifier: GPL-3.0-or-later
// Whose fault it was: a table of what may be seen around a failed step, and who is to be named.
#include "walk/verdict.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(console::Evidence)
Q_DECLARE_METATYPE(console::Verdict)

namespace {

using Kind = Error::Kind;
using Verb = WalkStep::Verb;

const QString host = u"api.example.com"_s;
const QString balance = u"GET /v2/accounts/…/balance"_s, poll = u"GET /v2/accounts/…/job/…"_s;
const QString tokenCall = u"POST /v2/token"_s, widgetToken = u"POST /v2/token_widget"_s, userCall = u"POST /v2/user"_s;
const QString success = uR"({"connectionId":"c-1","clientName":"Shop","aeroPassUserUuid":"u-1"})"_s;

Json json(const char *text)
{
    return Json::parse(text).value_or(Json());
}

WalkStep step(Verb verb)
{
    return {.verb = verb};
}

WalkStep click(const QString &name)
{
    return {.verb = Verb::Click, .target = {.role = u"button"_s, .names = {name}}};
}

WalkStep expect(const char *args)
{
    return {.verb = Verb::Expect, .args = json(args)};
}

Error error(Kind kind, const QString &where = {}, int status = 0, const QString &code = {})
{
    return {.kind = kind, .message = u"It did not work."_s, .where = where, .code = code, .httpStatus = status};
}

SeenCall good(const QString &label)
{
    return {.label = label, .host = host, .status = 200};
}

SeenCall bad(const QString &label, int status, const QString &code = {})
{
    return {.label = label, .host = host, .status = status, .code = code, .error = error(Kind::Service, label, status, code)};
}

/// A call of the step itself failed.
Evidence called(Verb verb, const QString &label, Kind kind, int status = 0, const QString &code = {})
{
    Evidence evidence{.step = step(verb), .error = error(kind, label, status, code)};
    evidence.calls = {{.label = label, .host = host, .status = status, .code = code, .error = evidence.error}};
    return evidence;
}

/// Something was not seen in a widget that is open and alive.
Evidence unseen(const QString &name = u"Continue"_s)
{
    Evidence evidence{.step = click(name), .error = error(Kind::Timeout, u"button “%1”"_s.arg(name))};
    evidence.calls = {good(tokenCall), good(widgetToken)};
    evidence.callsBefore = 2;
    evidence.events = {{u"widgetLoaded"_s, false, {}}, {u"widgetPageLoaded"_s, false, uR"({"pageTitle":"Welcome","onLoadApi":"/welcome"})"_s}};
    evidence.visible = {u"heading “Link your bank”"_s, u"button “Carry on”"_s, u"button “Close”"_s};
    evidence.widgetOpen = true;
    return evidence;
}

/// An expectation of onSuccess failed; the widget has said `message` (none: empty) and the page was told `callbacks`.
Evidence ended(Kind kind, const QStringList &messages, const QStringList &callbacks, const char *args = R"({"event":"onSuccess","times":1})")
{
    Evidence evidence = unseen();
    evidence.step = expect(args);
    evidence.error = error(kind, u"onSuccess"_s);
    for (const QString &each : messages)
        evidence.events.append({u"pageSuccess"_s, false, each});
    for (const QString &each : callbacks)
        evidence.events.append({u"onSuccess"_s, true, each});
    return evidence;
}

Evidence reported(const QString &text)
{
    Evidence evidence = unseen();
    evidence.widgetErrors = {text};
    evidence.events.append({u"widgetError"_s, false, u'"' + text + u'"'});
    evidence.events.append({u"onError"_s, true, u'"' + text + u'"'});
    return evidence;
}

Evidence job(const QString &state, Kind kind = Kind::Timeout)
{
    Evidence evidence{.step = expect(R"({"job":"balance","state":"done"})"), .error = error(kind, u"balance"_s)};
    evidence.calls = {good(tokenCall), good(u"POST /v2/accounts/…/refresh"_s), good(poll), good(poll)};
    evidence.callsBefore = 2;
    evidence.jobState = state;
    return evidence;
}

Evidence with(Evidence evidence, const std::function<void(Evidence &)> &change)
{
    change(evidence);
    return evidence;
}

} // namespace

class WalkVerdictTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table_data();
    void table();
    void faultsAreNeverOurs_data();
    void faultsAreNeverOurs();
    void whatCustomersRead();
    void nearest_data();
    void nearest();
    void names();
};

static void row(const char *name, Verdict verdict, const Evidence &evidence)
{
    QTest::newRow(name) << evidence << verdict;
}

static void scriptRows()
{
    row("an engine's word: this cannot be", Verdict::Script, {.step = step(Verb::Job), .error = error(Kind::Input)});
    row("a question to a person", Verdict::Script, {.step = step(Verb::Check), .error = error(Kind::Timeout)});
    row("unknown fault", Verdict::Script, called(Verb::Fault, u"POST /simulator/faults"_s, Kind::Service, 400, u"SIM-400"_s));
    row("unknown order", Verdict::Script, called(Verb::Simulator, u"POST /simulator/nothing"_s, Kind::Http, 404));
    row("no widget was opened", Verdict::Script, {.step = click(u"Continue"_s), .error = error(Kind::Timeout)});
    row("a person's phone is no mobile", Verdict::Script, called(Verb::User, userCall, Kind::Service, 200, u"AP115"_s));
    row("a name with digits", Verdict::Script, called(Verb::User, userCall, Kind::Service, 200, u"AP118"_s));
    row("the person exists and a code is asked for", Verdict::Script, {.step = step(Verb::User), .error = error(Kind::Web, u"user"_s)});
    row("the job was cancelled", Verdict::Script, job(u"cancelled"_s));
}

static void environmentRows()
{
    row("no keys", Verdict::Environment, {.step = step(Verb::User), .error = error(Kind::Credentials)});
    row("wrong Aerosync keys", Verdict::Environment, called(Verb::Open, tokenCall, Kind::Credentials, 401, u"AC-101"_s));
    row("wrong Aeropay keys, in a 400", Verdict::Environment, called(Verb::User, tokenCall, Kind::Credentials, 400, u"AP002"_s));
    row("wrong merchant id", Verdict::Environment, called(Verb::User, tokenCall, Kind::Credentials, 400, u"AP700"_s));
    row("keys of another environment", Verdict::Environment, called(Verb::Job, balance, Kind::Service, 403, u"AC-001"_s));
    row("production is locked", Verdict::Environment, {.step = step(Verb::Open), .error = error(Kind::Refused)});
    row("a redirect", Verdict::Environment, called(Verb::User, userCall, Kind::Http, 302));
    row("name not found", Verdict::Environment, with(called(Verb::User, userCall, Kind::Network), [](Evidence &e) { e.error.unreachable = true; e.calls[0].error = e.error; }));
    row("origin not on the list", Verdict::Environment, with(unseen(), [](Evidence &e) { e.launchError = error(Kind::Web, host, 0, u"frame-ancestors"_s); e.widgetOpen = false; }));
    row("X-Frame-Options, said by the step", Verdict::Environment, {.step = step(Verb::Open), .error = error(Kind::Web, host, 0, u"X-Frame-Options"_s)});
    row("mixed content", Verdict::Environment, {.step = step(Verb::Open), .error = error(Kind::Web, host, 0, u"mixed-content"_s)});
    row("the SDK wanted to open another place", Verdict::Environment, with(unseen(), [](Evidence &e) { e.launchError = error(Kind::Refused, host); }));
    row("this program refused a frame", Verdict::Environment, with(unseen(), [](Evidence &e) { e.refused = {u"frame refused: other.example"_s}; }));
    row("widget's page unreachable, nobody else was reached", Verdict::Environment, with(unseen(), [](Evidence &e) {
        e.calls.clear(); e.callsBefore = 0; e.launchError = error(Kind::Web, host); e.launchError->unreachable = true; }));
}

static void bankRows()
{
    row("wrong password", Verdict::BankSaidNo, reported(u"INCORRECT_CREDENTIALS | Code: AC-117 | Message: The password is wrong."_s));
    row("bank unavailable", Verdict::BankSaidNo, reported(u"BANK_UNAVAILABLE | Code: AC-104 | Message: Not now."_s));
    row("too many accounts", Verdict::BankSaidNo, reported(u"ACCOUNT_LIMIT | Code: AC-100 | Message: Five at most."_s));
    row("no account at that bank", Verdict::BankSaidNo, reported(u"NO_ACCOUNTS | Code: AC-204 | Message: None."_s));
    row("too many codes", Verdict::BankSaidNo, reported(u"OTP_TOO_MANY_ATTEMPTS | Code: AC-117 | Message: Later."_s));
    row("the person is not known", Verdict::BankSaidNo, reported(u"ACCOUNT_NOT_FOUND | Code: AC-102 | Message: No account."_s));
    row("back at the sign-in page after an error", Verdict::BankSaidNo, with(reported(u"INCORRECT_CREDENTIALS | Code: AC-117 | Message: No."_s), [](Evidence &e) {
        e.events.append({u"widgetPageLoaded"_s, false, uR"({"pageTitle":"Error","onLoadApi":"/error"})"_s});
        e.events.append({u"widgetPageLoaded"_s, false, uR"({"onLoadApi":"/welcome","pageTitle":"Welcome"})"_s}); }));
    row("manual link has no balance", Verdict::BankSaidNo, called(Verb::Job, balance, Kind::Service, 405, u"AC-105"_s));
    row("no identity", Verdict::BankSaidNo, called(Verb::Job, u"POST /v2/accounts/…/identity"_s, Kind::Service, 405, u"AC-111"_s));
    row("the bank's link is broken", Verdict::BankSaidNo, called(Verb::Job, balance, Kind::Service, 400, u"AC-104"_s));
    row("no account number", Verdict::BankSaidNo, called(Verb::Open, u"GET /v2/accounts/…"_s, Kind::Service, 400, u"AC-103"_s));
    row("the job failed", Verdict::BankSaidNo, with(job(u"failed"_s, Kind::Web), [](Evidence &e) { e.jobCause = u"The bank gave nothing."_s; }));
    row("the job is not available", Verdict::BankSaidNo, job(u"unavailable"_s, Kind::Web));
    row("the job wants a second factor", Verdict::BankSaidNo, job(u"awaiting-person"_s));
    row("onSuccess awaited, the password was wrong", Verdict::BankSaidNo, with(ended(Kind::Timeout, {}, {}), [](Evidence &e) { e.widgetErrors = {u"INCORRECT_CREDENTIALS | Code: AC-117 | Message: No."_s}; }));
}

static void serviceRows()
{
    row("503", Verdict::ServiceDown, called(Verb::Open, widgetToken, Kind::Http, 503));
    row("429", Verdict::ServiceDown, called(Verb::Job, poll, Kind::Service, 429, u"AC-429"_s));
    row("408", Verdict::ServiceDown, called(Verb::Job, poll, Kind::Http, 408));
    row("its own time-out", Verdict::ServiceDown, called(Verb::User, userCall, Kind::Timeout));
    row("dropped", Verdict::ServiceDown, called(Verb::User, userCall, Kind::Network));
    row("cut short", Verdict::ServiceDown, called(Verb::User, userCall, Kind::Decode, 200));
    row("a field is missing", Verdict::ServiceDown, {.step = step(Verb::Job), .error = error(Kind::Decode, balance + u" → account.availableBalance"_s)});
    row("AC-500 in a 200", Verdict::ServiceDown, called(Verb::Job, balance, Kind::Service, 200, u"AC-500"_s));
    row("AP500 in a 400", Verdict::ServiceDown, called(Verb::User, userCall, Kind::Service, 400, u"AP500"_s));
    row("AC-500 with 404", Verdict::ServiceDown, called(Verb::Job, poll, Kind::Service, 404, u"AC-500"_s));
    row("a code nobody has described", Verdict::ServiceDown, called(Verb::Job, balance, Kind::Service, 400, u"AC-108"_s));
    row("a new token is refused", Verdict::ServiceDown, called(Verb::Job, balance, Kind::Service, 401, u"AC-001"_s));
    row("keys that were good are refused", Verdict::ServiceDown, with(called(Verb::Open, widgetToken, Kind::Credentials, 401, u"AC-101"_s), [](Evidence &e) { e.calls.prepend(good(widgetToken)); }));
    row("the service forgot its own job", Verdict::ServiceDown, called(Verb::Expect, poll, Kind::Service, 404, u"AC-102"_s));
    row("the service refuses its own cursor", Verdict::ServiceDown, with(called(Verb::Job, u"GET /v2/users/…/connections/…/transactions"_s, Kind::Service, 400, u"AC-100"_s), [](Evidence &e) {
        e.error.message = u"Invalid request parameter next_page."_s; e.calls[0].error = e.error; }));
    row("another job runs for ever", Verdict::ServiceDown, called(Verb::Job, u"POST /v2/accounts/…/identity"_s, Kind::Service, 409, u"AC-112"_s));
    row("it answered, and then nobody was there", Verdict::ServiceDown, with(called(Verb::Job, balance, Kind::Network), [](Evidence &e) {
        e.error.unreachable = true; e.calls = {good(widgetToken), {.label = balance, .host = host, .error = e.error}}; }));
    row("the renderer died", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.launchError = error(Kind::Web, host); e.widgetOpen = false; }));
    row("the renderer died after pageSuccess", Verdict::ServiceDown, with(ended(Kind::Timeout, {success}, {}), [](Evidence &e) { e.launchError = error(Kind::Web, host); }));
    row("the widget's page never came", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.launchError = error(Kind::Timeout, host); }));
    row("the widget's host is gone, the API answers", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.launchError = error(Kind::Web, host); e.launchError->unreachable = true; }));
    row("SERVER_ERROR in the widget", Verdict::ServiceDown, reported(u"SERVER_ERROR | Code: AR-500 | Message: Sorry."_s));
    row("the prefix of the code is missing", Verdict::ServiceDown, reported(u"Code: AC-500"_s));
    row("nobody answered in time", Verdict::ServiceDown, reported(u"POLLING_TIMEOUT | Code: AR-100 | Message: Too long."_s));
    row("the widget itself sent nonsense", Verdict::ServiceDown, reported(u"INVALID_REQUEST | Code: AC-100 | Message: Missing required request parameters: [token]"_s));
    row("the page is busy", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.isBusy = true; }));
    row("a request of the page never ended", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.calls.append({.label = u"POST /widget-api/login"_s, .host = host, .ofWidget = true, .isPending = true}); }));
    row("a request of the page failed before", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.calls.prepend({.label = u"GET /widget-api/banks"_s, .host = host, .status = 500, .ofWidget = true}); e.callsBefore = 3; }));
    row("an error screen without a message", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.visible = {u"heading “Something went wrong”"_s, u"button “Try again”"_s}; }));
    row("an empty page", Verdict::ServiceDown, with(unseen(), [](Evidence &e) { e.visible.clear(); }));
    row("the job never ended", Verdict::ServiceDown, job(u"timed-out"_s));
    row("an unknown status for ever", Verdict::ServiceDown, job(u"polling"_s));
    row("data are not as promised", Verdict::ServiceDown, with(job(u"done"_s, Kind::Decode), [](Evidence &e) { e.step = expect(R"({"data":"balance","fields":{"account.currency":"=USD"}})"); }));
    row("done where it should have failed", Verdict::ServiceDown, with(job(u"done"_s, Kind::Web), [](Evidence &e) { e.step = expect(R"({"job":"balance","state":"failed"})"); }));
    row("another status than the walk wants", Verdict::ServiceDown, {.step = step(Verb::Call), .error = error(Kind::Http, u"/v2/accounts"_s, 200)});
    row("an earlier launch died, now a job fails", Verdict::ServiceDown, with(called(Verb::Job, balance, Kind::Http, 502), [](Evidence &e) { e.launchError = error(Kind::Web, host, 0, u"frame-ancestors"_s); }));
    row("503 of a poll that was not made good", Verdict::ServiceDown, with(job(u"polling"_s), [](Evidence &e) { e.calls = {good(poll), bad(poll, 503)}; e.callsBefore = 2; }));
}

static void integrationRows()
{
    row("a wrong body for the widget token", Verdict::IntegrationBroke, called(Verb::Open, widgetToken, Kind::Credentials, 400, u"AC-100"_s));
    row("a wrong body for the API token", Verdict::IntegrationBroke, called(Verb::Job, tokenCall, Kind::Credentials, 400, u"AC-100"_s));
    row("a field of the user is missing", Verdict::IntegrationBroke, called(Verb::User, userCall, Kind::Service, 200, u"AP700"_s));
    row("a wrong body for a job", Verdict::IntegrationBroke, called(Verb::Job, u"POST /v2/accounts/…/transactions"_s, Kind::Service, 400, u"AC-100"_s));
    row("a wrong method", Verdict::IntegrationBroke, called(Verb::Job, balance, Kind::Service, 405, u"AC-100"_s));
    row("a wrong path, no code", Verdict::IntegrationBroke, called(Verb::Job, u"GET /v2/acounts/…/balance"_s, Kind::Http, 404));
    row("a wrong path, the code of an unknown id", Verdict::IntegrationBroke, called(Verb::User, u"POST /v2/usr"_s, Kind::Service, 404, u"AC-102"_s));
    row("a call of the walk with a wrong id", Verdict::IntegrationBroke, called(Verb::Call, u"GET /v2/accounts/…"_s, Kind::Service, 404, u"AC-102"_s));
    row("a call of the walk with a wrong body", Verdict::IntegrationBroke, called(Verb::Call, u"POST /v2/accounts/…/transactions"_s, Kind::Http, 415));
    row("a wrong body just before a job's end", Verdict::IntegrationBroke, with(job(u"polling"_s), [](Evidence &e) { e.calls.append(bad(poll, 400, u"AC-100"_s)); }));
    row("onSuccess was never called", Verdict::IntegrationBroke, ended(Kind::Timeout, {success}, {}));
    row("onSuccess was never called: connection", Verdict::IntegrationBroke, ended(Kind::Timeout, {success}, {}, R"({"connection":"new"})"));
    row("onClose was never called", Verdict::IntegrationBroke, with(ended(Kind::Timeout, {}, {}, R"({"event":"onClose"})"), [](Evidence &e) { e.events.append({u"widgetClose"_s, false, u"{}"_s}); e.widgetOpen = false; }));
    row("onError was never called", Verdict::IntegrationBroke, with(ended(Kind::Timeout, {}, {}, R"({"event":"onError","contains":"AC-117"})"), [](Evidence &e) { e.events.append({u"widgetError"_s, false, u"\"INCORRECT_CREDENTIALS\""_s}); }));
    row("onSuccess twice", Verdict::IntegrationBroke, ended(Kind::Decode, {success}, {success, success}));
    row("onSuccess without the connectionId", Verdict::IntegrationBroke, ended(Kind::Decode, {success}, {uR"({"clientName":"Shop","aeroPassUserUuid":"u-1"})"_s}));
    row("onSuccess with another connectionId", Verdict::IntegrationBroke, ended(Kind::Decode, {success}, {QString(success).replace(u"c-1"_s, u"c-2"_s)}));
    row("onSuccess with nothing", Verdict::IntegrationBroke, ended(Kind::Decode, {success}, {QString()}));
    row("broken onSuccess ends the launch in a click", Verdict::IntegrationBroke, with(ended(Kind::Decode, {success}, {u"{}"_s}), [](Evidence &e) { e.step = click(u"Done"_s); e.launchError = error(Kind::Decode); }));
    row("onSuccess three times, said by the engine", Verdict::IntegrationBroke, ended(Kind::Web, {success}, {success, success, success}));
    row("onSuccess out of nowhere", Verdict::IntegrationBroke, ended(Kind::Decode, {}, {u"{}"_s}));
    row("launched without its token", Verdict::IntegrationBroke, reported(u"SERVER_ERROR | Code: AC-100 | Message: Missing required request parameters: [token]"_s));
    row("relaunched without the connectionId", Verdict::IntegrationBroke, reported(u"SERVER_ERROR | Code: AR-500 | Message: handleMFA needs a connectionId."_s));
    row("handleMFA did not reach the widget", Verdict::IntegrationBroke, with(unseen(u"Send"_s), [](Evidence &e) { e.lostOptions = {u"handleMFA"_s}; }));
}

static void widgetRows()
{
    row("a button is called otherwise", Verdict::WidgetChanged, unseen());
    row("a dialog was refused beside it", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.refused = {u"dialog refused: choice of a colour"_s}; }));
    row("messages of others were rejected beside it", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.refused = {u"message rejected: It comes from another origin."_s, u"message ignored: It belongs to a launch that has ended."_s}; }));
    row("pageSuccess was not understood, onSuccess carries the same", Verdict::WidgetChanged, with(ended(Kind::Decode, {}, {u"\"unexpected text\""_s}), [](Evidence &e) {
        e.refused = {u"pageSuccess rejected: It is no object."_s}; e.launchError = error(Kind::Decode); }));
    row("an earlier 503 was made good", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.calls = {bad(widgetToken, 503), good(widgetToken)}; }));
    row("an earlier refusal was what the walk wanted", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.calls.append(bad(balance, 400, u"AC-100"_s)); e.callsBefore = 3; }));
    row("a refused call beside it", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.calls.append(bad(balance, 400, u"AC-100"_s)); }));
    row("the person got over an error", Verdict::WidgetChanged, with(reported(u"INCORRECT_CREDENTIALS | Code: AC-117 | Message: No."_s), [](Evidence &e) {
        e.events.append({u"widgetPageLoaded"_s, false, uR"({"pageTitle":"Accounts","onLoadApi":"/accounts"})"_s}); }));
    row("the walk wanted that error", Verdict::WidgetChanged, with(reported(u"INCORRECT_CREDENTIALS | Code: AC-117 | Message: No."_s), [](Evidence &e) { e.excused = e.widgetErrors; }));
    row("it does not go away", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.step.verb = Verb::Gone; }));
    row("it closed itself", Verdict::WidgetChanged, with(unseen(), [](Evidence &e) { e.widgetOpen = false; e.events.append({u"widgetClose"_s, false, {}}); }));
    row("the widget sent it without the field", Verdict::WidgetChanged, ended(Kind::Decode, {u"{}"_s}, {u"{}"_s}));
    row("the same payload in other clothes", Verdict::WidgetChanged, ended(Kind::Decode, {uR"({"a":1,"b":"x"})"_s}, {uR"([{"type":"pageSuccess","payload":"{\"b\":\"x\",\"a\":1}"}])"_s}));
    row("the widget sent it twice", Verdict::WidgetChanged, ended(Kind::Decode, {success, success}, {success, success}));
    row("no success came", Verdict::WidgetChanged, ended(Kind::Timeout, {}, {}));
    row("a close behind a success is not handed on", Verdict::WidgetChanged, with(ended(Kind::Timeout, {success}, {success}, R"({"event":"onClose"})"), [](Evidence &e) { e.events.append({u"widgetClose"_s, false, {}}); }));
}

void WalkVerdictTest::table_data()
{
    QTest::addColumn<Evidence>("evidence");
    QTest::addColumn<Verdict>("verdict");
    scriptRows();
    environmentRows();
    bankRows();
    serviceRows();
    integrationRows();
    widgetRows();
}

void WalkVerdictTest::table()
{
    QFETCH(Evidence, evidence);
    QFETCH(Verdict, verdict);
    const Judgement judgement = judge(evidence);
    QVERIFY2(judgement.verdict == verdict, qPrintable(verdictName(judgement.verdict) + u": "_s + judgement.why));
    QVERIFY(!judgement.why.isEmpty() && !judgement.why.contains(u'\n'));
    QVERIFY(!judgement.advice.isEmpty());
    QVERIFY(!judgement.evidence.isEmpty() && !judgement.evidence.contains(QString()));
}

/// Each fault of the simulator, at each call of ours, with each kind of step that may meet it.
void WalkVerdictTest::faultsAreNeverOurs_data()
{
    QTest::addColumn<Evidence>("evidence");
    struct Hit { const char *fault; Kind kind; int status; QString aerosync, aeropay; };
    const QList<Hit> hits{{"status 500", Kind::Service, 500, u"AC-500"_s, u"AP500"_s}, {"status 400", Kind::Service, 400, u"AC-500"_s, u"AP500"_s},
                          {"status 404", Kind::Service, 404, u"AC-500"_s, u"AP500"_s}, {"status 405", Kind::Service, 405, u"AC-500"_s, u"AP500"_s},
                          {"hang", Kind::Timeout, 0, {}, {}}, {"drop", Kind::Network, 0, {}, {}}, {"malformed", Kind::Decode, 200, {}, {}},
                          {"missing-field", Kind::Decode, 0, {}, {}}, {"wrong-type id", Kind::Service, 404, u"AC-102"_s, u"AP113"_s},
                          {"expired-token", Kind::Service, 401, u"AC-001"_s, u"AP002"_s}, {"rate-limit", Kind::Service, 429, u"AC-429"_s, u"AP429"_s},
                          {"body-error", Kind::Service, 200, u"AC-500"_s, u"AP500"_s}};
    for (const Hit &hit : hits) {
        for (const auto &[verb, label] : {std::pair(Verb::User, userCall), {Verb::Open, widgetToken}, {Verb::Open, tokenCall}, {Verb::Job, balance}, {Verb::Expect, poll}}) {
            if (hit.status == 404 && hit.aerosync == "AC-102"_L1 && label != balance && label != poll)
                continue; // no id of the service's is in it
            const QString code = label == userCall ? hit.aeropay : hit.aerosync;
            QTest::addRow("%s: %s, verb %d", hit.fault, qPrintable(label), int(verb)) << called(verb, label, hit.kind, hit.status, code);
            // And as something that is only seen beside a step that waits in the widget.
            QTest::addRow("%s beside: %s, verb %d", hit.fault, qPrintable(label), int(verb))
                << with(unseen(), [&](Evidence &e) { e.calls.append({.label = label, .host = host, .status = hit.status, .code = code, .error = error(hit.kind, label, hit.status, code)}); });
        }
    }
    for (const QString &text : {u"SERVER_ERROR | Code: AC-001 | Message: The token has expired."_s, u"SERVER_ERROR | Code: AC-429 | Message: Too many requests."_s,
                                u"SERVER_ERROR | Code: AC-500 | Message: Fault ordered by a tester: status."_s, u"SERVER_ERROR | Code: AR-500 | Message: The answer could not be read. Please try again."_s,
                                u"INVALID_REQUEST | Code: AC-100 | Message: There is no bank '12345'."_s})
        QTest::newRow(qPrintable(text)) << reported(text);
    QTest::newRow("unknown-status") << job(u"polling"_s);
    QTest::newRow("success of another type") << ended(Kind::Decode, {uR"({"connectionId":12345})"_s}, {uR"({"connectionId":12345})"_s});
    QTest::newRow("delay") << unseen();
}

void WalkVerdictTest::faultsAreNeverOurs()
{
    QFETCH(Evidence, evidence);
    const Judgement judgement = judge(evidence);
    QVERIFY2(judgement.verdict != Verdict::IntegrationBroke && judgement.verdict != Verdict::Script, qPrintable(verdictName(judgement.verdict) + u": "_s + judgement.why));
}

void WalkVerdictTest::whatCustomersRead()
{
    const Judgement down = judge(called(Verb::Open, widgetToken, Kind::Http, 503));
    QCOMPARE(down.why, u"api.example.com answered POST /v2/token_widget with HTTP 503."_s);
    QCOMPARE(down.evidence.first(), u"POST /v2/token_widget 503 from api.example.com"_s);

    const Judgement changed = judge(unseen(u"Carry forward"_s));
    QVERIFY2(changed.why.contains(u"button “Carry forward”"_s), qPrintable(changed.why));
    QCOMPARE(changed.nearest.first(), u"button “Carry on”"_s);

    const Judgement told = judge(ended(Kind::Timeout, {success}, {}));
    QCOMPARE(told.why, u"The widget sent pageSuccess, but onSuccess was never called."_s);
    QCOMPARE(told.evidence.first(), told.why);
}

void WalkVerdictTest::nearest_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QStringList>("visible");
    QTest::addColumn<QString>("first");
    QTest::newRow("alike") << u"button"_s << QStringList{u"Continue"_s} << QStringList{u"button “Close”"_s, u"button “Continue to bank”"_s} << u"button “Continue to bank”"_s;
    QTest::newRow("same role among equals") << u"button"_s << QStringList{u"Next"_s} << QStringList{u"link “Next page”"_s, u"button “Next page”"_s} << u"button “Next page”"_s;
    QTest::newRow("the words before the role") << u"button"_s << QStringList{u"Continue"_s} << QStringList{u"button “Close”"_s, u"link “Continue”"_s} << u"link “Continue”"_s;
    QTest::newRow("any alternative") << QString() << QStringList{u"Go on"_s, u"Get started"_s} << QStringList{u"button “Close”"_s, u"button “Get started now”"_s} << u"button “Get started now”"_s;
    QTest::newRow("any case") << u"button"_s << QStringList{u"SIGN IN"_s} << QStringList{u"button “Help”"_s, u"button “sign in”"_s} << u"button “sign in”"_s;
    QTest::newRow("without marks") << QString() << QStringList{u"Aerobank"_s} << QStringList{u"Search"_s, u"Aerobank OAuth"_s} << u"Aerobank OAuth"_s;
}

void WalkVerdictTest::nearest()
{
    QFETCH(QString, role);
    QFETCH(QStringList, names);
    QFETCH(QStringList, visible);
    QFETCH(QString, first);
    const QStringList list = nearestTo({.role = role, .names = names}, visible + visible);
    QCOMPARE(list.first(), first);
    QCOMPARE(list.size(), visible.size()); // each once
    QCOMPARE(nearestTo({.field = u"username"_s}, {u"textbox “Password”"_s, u"textbox “Username”"_s}).first(), u"textbox “Username”"_s);
}

void WalkVerdictTest::names()
{
    QSet<QString> files, people;
    for (const Verdict each : allVerdicts()) {
        files << verdictName(each);
        people << verdictText(each);
    }
    QCOMPARE(files.size(), 8);
    QCOMPARE(people.size(), 8);
    QCOMPARE(verdictName(Verdict::WidgetChanged), u"widget-changed"_s);
    QCOMPARE(verdictText(Verdict::WidgetChanged), u"widget changed"_s);
}

QTEST_GUILESS_MAIN(WalkVerdictTest)
#include "walk_verdict.moc"
