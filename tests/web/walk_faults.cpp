// SPDX-License-Identifier: GPL-3.0-or-later
// Two hundred injected faults, and integrations that are really broken: nobody is blamed wrongly, and nothing broken passes.
#include "web/walklab.h"

#include "session/session.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

struct Place {
    const char *method, *path;
    bool isPage = false; ///< the widget's own, not a call of ours
};

// Every call of the main job, the widget's page and its own calls.
const QList<Place> places{
    {"POST", "/v2/token"}, {"POST", "/v2/user"}, {"POST", "/v2/token_widget"},
    {"GET", "/", true}, {"POST", "/widget/api/*", true}, {"GET", "/widget/api/*", true},
    {"GET", "/v2/accounts/*"}, {"POST", "/v2/accounts/*"}, {"GET", "/v2/accounts/*/job/*"}, {"GET", "/v2/accounts/*/balance"},
};

struct Kind {
    const char *name;
    QJsonObject args;
    bool spoils = false; ///< an answer that is JSON
};

const QList<Kind> &kinds()
{
    static const QList<Kind> all{
        {"status", {{u"status"_s, 500}}}, {"status", {{u"status"_s, 503}}}, {"status", {{u"status"_s, 404}}}, {"status", {{u"status"_s, 401}}},
        {"delay", {{u"ms"_s, 700}}}, {"hang", {}}, {"drop", {}}, {"malformed", {}, true}, {"missing-field", {}, true}, {"wrong-type", {}, true},
        {"unknown-status", {}, true}, {"expired-token", {}}, {"rate-limit", {{u"retryAfter"_s, 1}}}, {"renderer-kill", {}}, {"body-error", {}},
    };
    return all;
}

const QByteArray mainWalk = R"({"walk": 1, "name": "Faults", "include": [":/walks/steps.json"], "walks": [{"id": "main", "name": "Link and get the balance", "steps": [
  {"user": {}}, {"do": "link", "with": {"bank": "Aerobank NonOAuth", "user": "sync", "password": "no_mfa"}},
  {"expect": {"connection": "new"}}, {"expect": {"event": "onSuccess", "times": 1}},
  {"job": "balance"}, {"expect": {"job": "balance", "state": "done"}}, {"expect": {"data": "balance", "fields": {"availableBalance": "*"}}}]}]})";

} // namespace

class WalkFaultsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void faults_data();
    void faults();
    void brokenIntegrations_data();
    void brokenIntegrations();
    void cleanupTestCase() { m_lab.end(); }

private:
    WalkLab m_lab;
    WalkCase m_walk;
    int m_passed = 0;
};

void WalkFaultsTest::initTestCase()
{
    QVERIFY(m_lab.start(std::chrono::milliseconds(2500)));
    const QList<WalkCase> walks = m_lab.read(mainWalk);
    QCOMPARE(walks.size(), 1);
    m_walk = walks.first();
    // Whoever judges must first be able to pass.
    const CaseResult plain = m_lab.run(m_walk);
    QVERIFY2(plain.verdict == Verdict::Passed, qPrintable(WalkLab::describe(plain)));
}

void WalkFaultsTest::faults_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QList<std::pair<QString, QJsonObject>> all;
    for (const Kind &kind : kinds()) {
        for (const Place &place : places) {
            for (const bool isForever : {false, true}) {
                QJsonObject fault{{u"name"_s, QLatin1StringView(kind.name)}, {u"match"_s, QJsonObject{{u"method"_s, QLatin1StringView(place.method)}, {u"path"_s, QLatin1StringView(place.path)}}}};
                fault.insert(u"times"_s, isForever ? QJsonValue(u"forever"_s) : QJsonValue(1));
                if (!kind.args.isEmpty())
                    fault.insert(u"args"_s, kind.args);
                all.append({u"%1%2 %3 %4 %5"_s.arg(QLatin1StringView(kind.name)).arg(kind.args.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(kind.args).toJson(QJsonDocument::Compact)))
                                .arg(QLatin1StringView(place.method), QLatin1StringView(place.path), isForever ? u"for ever"_s : u"once"_s), fault});
            }
        }
    }
    QVERIFY2(all.size() >= 200, qPrintable(QString::number(all.size())));
    // All of them with the benches; with the tests every fault at some place and every place by some fault.
    const bool isAll = qEnvironmentVariableIsSet("CONSOLE_ALL_FAULTS");
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (isAll || i % 7 == 0)
            QTest::newRow(qPrintable(all.at(i).first)) << all.at(i).second;
    }
}

void WalkFaultsTest::faults()
{
    QFETCH(QJsonObject, fault);
    WalkCase walk = m_walk;
    WalkStep order{.verb = WalkStep::Verb::Fault, .name = u"order the fault"_s};
    order.args = *Json::parse(QJsonDocument(fault).toJson());
    walk.steps.prepend(order);
    const CaseResult result = m_lab.run(walk);
    QVERIFY2(result.verdict != Verdict::IntegrationBroke, qPrintable(WalkLab::describe(result)));
    QVERIFY2(result.verdict != Verdict::Script && result.verdict != Verdict::NotRun, qPrintable(WalkLab::describe(result)));
    if (result.verdict != Verdict::Passed) {
        QVERIFY2(!result.why.isEmpty() && !result.advice.isEmpty(), qPrintable(WalkLab::describe(result)));
        return;
    }
    // It says that all went well: does the service say so, too?
    ++m_passed;
    const QJsonObject state = m_lab.ask("GET", u"/simulator/state"_s);
    const QString user = m_lab.lane()->session()->user()->aeroPassUserUuid();
    QString connection;
    for (const QJsonValue each : state.value("connections"_L1).toArray()) {
        if (each.toObject().value("aeroPassUserUuid"_L1) == user)
            connection = each.toObject().value("connectionId"_L1).toString();
    }
    QVERIFY2(!user.isEmpty() && !connection.isEmpty(), qPrintable(WalkLab::describe(result)));
    QCOMPARE(m_lab.lane()->session()->connections()->selected(), connection);
    bool isDone = false;
    for (const QJsonValue each : state.value("jobs"_L1).toArray()) {
        const QJsonObject job = each.toObject();
        isDone = isDone || (job.value("connectionId"_L1) == connection && job.value("status"_L1).toString().compare("COMPLETED"_L1, Qt::CaseInsensitive) == 0);
    }
    QVERIFY2(isDone, qPrintable(QString::fromUtf8(QJsonDocument(state).toJson())));
}

void WalkFaultsTest::brokenIntegrations_data()
{
    QTest::addColumn<QString>("sdk");   // JavaScript around the vendor's SDK
    QTest::addColumn<QString>("steps"); // instead of the main walk's
    QTest::newRow("onSuccess is not passed on") << u"delete options.onSuccess;"_s << QString();
    QTest::newRow("onSuccess swallows its payload") << u"const call = options.onSuccess; options.onSuccess = () => call();"_s << QString();
    QTest::newRow("onSuccess without a connectionId") << u"const call = options.onSuccess; options.onSuccess = event => call({ clientName: event.clientName });"_s << QString();
    QTest::newRow("onSuccess with another shape") << u"const call = options.onSuccess; options.onSuccess = event => call([event.connectionId]);"_s << QString();
    QTest::newRow("onSuccess twice") << u"const call = options.onSuccess; options.onSuccess = event => { call(event); call(event); };"_s << QString();
    QTest::newRow("no token in the launch") << u"options.token = '';"_s << QString();
    QTest::newRow("a token that is none") << u"options.token = 'abc.def.ghi';"_s << QString();
    QTest::newRow("nobody's user") << u"options.aeroPassUserUuid = '';"_s << QString();
    const auto call = [](const QString &name, const QString &step) { QTest::newRow(qPrintable(name)) << QString() << step; };
    call(u"a body that lacks what is asked for"_s, uR"({"call": {"method": "POST", "path": "/v2/token_widget", "body": {}, "status": 200}})"_s);
    call(u"a path that there is not"_s, uR"({"call": {"method": "GET", "path": "/v2/acounts/list", "status": 200}})"_s);
    call(u"somebody else's connectionId"_s, uR"({"call": {"method": "GET", "path": "/v2/accounts/00000000-0000-4000-8000-000000000000", "status": 200}})"_s);
}

void WalkFaultsTest::brokenIntegrations()
{
    QFETCH(QString, sdk);
    QFETCH(QString, steps);
    QByteArray text = mainWalk;
    if (!steps.isEmpty()) {
        text = R"({"walk": 1, "name": "Broken", "walks": [{"id": "main", "name": "Broken", "steps": [{"user": {}}, )" + steps.toUtf8() + "]}]}";
    } else {
        QFile vendor(QStringLiteral(CONSOLE_SDK_DIR "/node_modules/aerosync-web-sdk-2.1.4/dist/index.cjs"));
        QVERIFY2(vendor.open(QIODevice::ReadOnly), qPrintable(vendor.fileName()));
        QFile altered(m_lab.path(u"altered.js"_s));
        QVERIFY(altered.open(QIODevice::WriteOnly));
        altered.write("var aerosync = (function () { var module = { exports: {} }, exports = module.exports;\n" + vendor.readAll() + "\nvar all = module.exports; function wrap(init) { return function (options) { "
                      + sdk.toUtf8() + "\nreturn init(options); }; }\nreturn Object.assign({}, all, { initAeroSyncWidget: wrap(all.initAeroSyncWidget), initWidget: wrap(all.initAeroSyncWidget) }); })();\n");
        altered.close();
        text.replace(R"({"do": "link", "with": {"bank": "Aerobank NonOAuth", "user": "sync", "password": "no_mfa"}})",
                     R"({"open": {"sdk": "file", "sdkFile": "altered.js"}}, {"do": "choose bank", "with": {"bank": "Aerobank NonOAuth"}}, {"do": "sign in", "with": {"user": "sync", "password": "no_mfa"}}, {"do": "choose account"}, {"do": "finish"})");
        QVERIFY(text.contains("altered.js"));
    }
    const QList<WalkCase> walks = m_lab.read(text);
    QCOMPARE(walks.size(), 1);
    const CaseResult result = m_lab.run(walks.first());
    QVERIFY2(result.verdict == Verdict::IntegrationBroke, qPrintable(WalkLab::describe(result)));
    QVERIFY2(!result.why.isEmpty() && !result.advice.isEmpty(), qPrintable(WalkLab::describe(result)));
}

QTEST_MAIN(WalkFaultsTest)
#include "walk_faults.moc"
