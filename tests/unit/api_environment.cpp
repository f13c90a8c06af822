// SPDX-License-Identifier: GPL-3.0-or-later
// Environments: presets, names, what is valid, which host is production's, what may be called.
#include "api/environment.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

Environment preset(const QString &id)
{
    const Result<Environment> found = environmentByName(presetEnvironments(), id);
    if (!found)
        qFatal("no preset %s", qPrintable(id));
    return *found;
}

Environment custom()
{
    return Environment{.id = u"custom-1"_s,
                       .name = u"Mine"_s,
                       .aerosyncApi = QUrl(u"https://api.example.com/sync"_s),
                       .aeropassApi = QUrl(u"https://pay.example.com"_s),
                       .widgetOrigin = QUrl(u"https://widget.example.com"_s),
                       .hostOrigin = QUrl(u"https://shop.example.com:8443"_s),
                       .sdkEnvironment = u"sandbox"_s,
                       .reach = Reach::Open};
}

const char *const productionHosts[] = {
    "api.aerosync.com", "www.aerosync.com", "aerosync.com", "api.sync.aero.inc", "sync.aero.inc", "migration-api.sync.aero.inc",
    "api.aeropay.com", "portal.aeropay.com",
    // the same hosts in other clothes
    "WWW.AEROSYNC.COM.", "Sync.Aero.Inc", "sync.aero.inc:443", "sync.aero.inc.:443", "sync.aero.inc..", " api.aerosync.com ", "user@api.aerosync.com",
    "user:pass@api.aerosync.com:443", "ｓｙｎｃ.aero.inc", "sync。aero。inc", "sync.aero.inc。",
    // below them
    "x.sync.aero.inc", "a.b.api.aerosync.com", "sandbox.api.aerosync.com", "new.aerosync.com", "x.api.aeropay.com", "api.pay.aero.inc"};

const char *const otherHosts[] = {
    "api.sandbox.aerosync.com", "sandbox.aerosync.com", "www.sandbox.aerosync.com", "api.staging.aerosync.com", "staging.aerosync.com",
    "qa.aerosync.com", "dev.aerosync.com", "api.sandbox-sync.aero.inc", "sandbox-sync.aero.inc", "staging-sync.aero.inc", "qa-sync.aero.inc",
    "migration-api.sandbox-sync.aero.inc", "cdn.sync.aero.inc", "CDN.sync.aero.inc.", "cdn.qa-sync.aero.inc", "api.sandbox-pay.aero.inc",
    "staging-api.aeropay.com", "api.staging-pass.aeropay.com", "staging-portal.aeropay.com", "sync.dev.aero.inc",
    "notaerosync.com", "api.aerosync.com.example.com", "xsync.aero.inc", "aero.inc", "example.com", "127.0.0.1", "localhost", "", "."};

} // namespace

class ApiEnvironment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void presetsAreWhatTheContractSays_data()
    {
        QTest::addColumn<QString>("aerosync");
        QTest::addColumn<QString>("aeropass");
        QTest::addColumn<QString>("widget");
        QTest::addColumn<QString>("sdk");
        QTest::addColumn<int>("reach");
        QTest::newRow("sandbox") << u"https://api.sandbox.aerosync.com"_s << u"https://api.sandbox-pay.aero.inc"_s << u"https://sandbox.aerosync.com"_s << u"sandbox"_s << int(Reach::Open);
        QTest::newRow("sandbox-aero-inc") << u"https://api.sandbox-sync.aero.inc"_s << u"https://api.sandbox-pay.aero.inc"_s << u"https://sandbox-sync.aero.inc"_s << u"sandbox"_s << int(Reach::Open);
        QTest::newRow("production") << u"https://api.aerosync.com"_s << u"https://api.aeropay.com"_s << u"https://sync.aero.inc"_s << u"production"_s << int(Reach::Production);
        QTest::newRow("production-aero-inc") << u"https://api.sync.aero.inc"_s << u"https://api.aeropay.com"_s << u"https://sync.aero.inc"_s << u"production"_s << int(Reach::Production);
    }
    void presetsAreWhatTheContractSays()
    {
        const Environment environment = preset(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(environment.aerosyncApi.toString(), "aerosync");
        QTEST(environment.aeropassApi.toString(), "aeropass");
        QTEST(environment.widgetOrigin.toString(), "widget");
        QTEST(environment.sdkEnvironment, "sdk");
        QTEST(int(environment.reach), "reach");
        QCOMPARE(environment.aeropassForm, AeropassForm::V2);
        QVERIFY(environment.builtIn);
        const auto checked = validated(environment);
        QVERIFY2(checked.has_value(), checked ? "" : qPrintable(checked.error().message));
        QVERIFY(*checked == environment);
    }

    void theSimulatorReachesThisMachineOnly()
    {
        Environment simulator = preset(u"simulator"_s);
        QCOMPARE(simulator.reach, Reach::LoopbackOnly);
        QCOMPARE(presetEnvironments().first().id, u"simulator"_s); // the default
        QVERIFY(!validated(simulator)); // its addresses come when it is ready
        simulator.aerosyncApi = QUrl(u"http://127.0.0.1:5000/"_s);
        simulator.aeropassApi = QUrl(u"http://127.0.0.1:5000/aeropay"_s);
        simulator.widgetOrigin = QUrl(u"http://127.0.0.1:5000"_s);
        const auto checked = validated(simulator);
        QVERIFY2(checked.has_value(), checked ? "" : qPrintable(checked.error().message));
        QCOMPARE(checked->aerosyncApi, QUrl(u"http://127.0.0.1:5000"_s)); // no slash at the end
        QCOMPARE(checked->aeropassApi, QUrl(u"http://127.0.0.1:5000/aeropay"_s));
    }

    void idsAndNamesAreDifferent()
    {
        QSet<QString> words;
        for (const Environment &environment : presetEnvironments())
            words << environment.id << environment.name;
        QCOMPARE(words.size(), 2 * presetEnvironments().size());
    }

    void names_data()
    {
        QTest::addColumn<QString>("id"); // empty: an error
        QTest::newRow("sandbox") << u"sandbox"_s;
        QTest::newRow("Sandbox") << u"sandbox"_s;
        QTest::newRow("  SIMULATOR ") << u"simulator"_s;
        QTest::newRow("Sandbox (aero.inc)") << u"sandbox-aero-inc"_s;
        QTest::newRow("production") << u"production"_s;
        for (const char *word : {"", " ", "prod", "live", "sandbx", "sand", "productio", "sandbox,production", "default", "null"})
            QTest::newRow(word) << QString();
    }
    void names()
    {
        QFETCH(QString, id);
        const auto found = environmentByName(presetEnvironments(), QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(found.has_value(), !id.isEmpty());
        if (found) {
            QCOMPARE(found->id, id);
        } else {
            QCOMPARE(found.error().kind, Error::Kind::Input);
            QVERIFY(found.error().message.contains(u"sandbox-aero-inc"_s)); // says what there is
        }
    }

    void idBeforeName()
    {
        Environment tricky = custom();
        tricky.name = u"sandbox"_s; // somebody's own environment with a preset's id for a name
        const auto found = environmentByName(QList<Environment>{tricky} + presetEnvironments(), u"sandbox");
        QVERIFY(found.has_value());
        QVERIFY(found->builtIn);
    }

    void valid_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *field, const char *value, bool good) { QTest::addRow("%s = %s", field, value) << QString::fromLatin1(field) << QString::fromLatin1(value) << good; };
        for (const char *field : {"aerosyncApi", "aeropassApi"}) {
            row(field, "https://x.example/prefix", true);
            row(field, "https://x.example/prefix/", true);
            row(field, "https://x.example:444", true);
            row(field, "http://127.0.0.1:8080/aeropay", true);
            row(field, "http://localhost", true);
            row(field, "http://[::1]:8080", true);
            row(field, "", false);
            row(field, "x.example", false);
            row(field, "http://x.example", false);
            row(field, "http://127.0.0.1.example", false);
            row(field, "ftp://x.example", false);
            row(field, "file:///etc/passwd", false);
            row(field, "https://user:pass@x.example", false);
            row(field, "https://user@x.example", false);
            row(field, "https://x.example?a=b", false);
            row(field, "https://x.example#a", false);
            row(field, "https://", false);
            row(field, "https://api.aerosync.com", false);        // production's, but Reach::Open
            row(field, "https://API.SYNC.aero.inc.", false);
        }
        for (const char *field : {"widgetOrigin", "hostOrigin"}) {
            row(field, "https://x.example", true);
            row(field, "https://x.example/", true);
            row(field, "https://x.example:444", true);
            row(field, "http://localhost:3000", true);
            row(field, "https://x.example/path", false);
            row(field, "http://x.example", false);
            row(field, "qrc:/host.html", false);
            row(field, "", false);
        }
        row("widgetOrigin", "https://sync.aero.inc", false);
        row("hostOrigin", "https://www.aerosync.com", true); // a name the page gives itself; nothing is sent there
        for (const char *word : {"sandbox", "staging", "qa", "dev", " sandbox "})
            row("sdkEnvironment", word, true);
        for (const char *word : {"", "Sandbox", "sandbx", "prod", "PRODUCTION", "production"}) // the last: not with Reach::Open
            row("sdkEnvironment", word, false);
        row("id", "", false);
        row("id", "  ", false);
        row("name", "", false);
        row("name", "My  place ", true);
    }
    void valid()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(bool, good);
        Environment environment = custom();
        if (field == u"aerosyncApi") environment.aerosyncApi = QUrl(value);
        else if (field == u"aeropassApi") environment.aeropassApi = QUrl(value);
        else if (field == u"widgetOrigin") environment.widgetOrigin = QUrl(value);
        else if (field == u"hostOrigin") environment.hostOrigin = QUrl(value);
        else if (field == u"sdkEnvironment") environment.sdkEnvironment = value;
        else if (field == u"id") environment.id = value;
        else if (field == u"name") environment.name = value;
        const auto checked = validated(environment);
        QVERIFY2(checked.has_value() == good, checked ? "accepted" : qPrintable(checked.error().message));
        if (!checked) {
            QCOMPARE(checked.error().kind, Error::Kind::Input);
            QCOMPARE(checked.error().where, field);
            QVERIFY(!checked.error().message.contains(u"pass@"_s));
        }
    }

    /// One stage under two names (contract a, "qa/dev"). SDK 1.1.1 and newer open production for "dev"; SDK 1.1.0 is told
    /// "dev" for "qa" by the host page. So "qa" is the word that works with every SDK.
    void devIsTheOldNameOfQa()
    {
        Environment environment = custom();
        environment.sdkEnvironment = u" dev "_s;
        const auto checked = validated(environment);
        QVERIFY(checked.has_value());
        QCOMPARE(checked->sdkEnvironment, u"qa"_s);
    }

    void loopbackOnlyMeansAllOfIt()
    {
        Environment environment = custom();
        environment.reach = Reach::LoopbackOnly;
        QCOMPARE(validated(environment).error().where, u"aerosyncApi"_s);
        environment.aerosyncApi = environment.aeropassApi = QUrl(u"http://127.0.0.1:1"_s);
        QCOMPARE(validated(environment).error().where, u"widgetOrigin"_s);
        environment.widgetOrigin = QUrl(u"http://127.0.0.1:1"_s);
        QVERIFY(validated(environment).has_value());
    }

    void productionMayHaveProductionHosts()
    {
        Environment environment = custom();
        environment.reach = Reach::Production;
        environment.aerosyncApi = QUrl(u"https://api.aerosync.com"_s);
        environment.sdkEnvironment = u"production"_s;
        QVERIFY(validated(environment).has_value());
    }

    void production_data()
    {
        QTest::addColumn<bool>("production");
        for (const char *host : productionHosts)
            QTest::newRow(host) << true;
        for (const char *host : otherHosts)
            QTest::newRow(host) << false;
    }
    void production()
    {
        QTEST(isProductionHost(QString::fromUtf8(QTest::currentDataTag())), "production");
    }

    void loopback_data()
    {
        QTest::addColumn<bool>("loopback");
        for (const char *host : {"localhost", "LocalHost", "localhost.", "localhost:8080", "127.0.0.1", "127.0.0.1:80", "127.255.255.254", "127.1.2.3", "::1", "[::1]", "[::1]:8080", "0:0:0:0:0:0:0:1"})
            QTest::newRow(host) << true;
        for (const char *host : {"", "localhost.example.com", "notlocalhost", "my.localhost", "127.0.0.1.example.com", "127.0.0", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.256",
                                 "128.0.0.1", "0.0.0.0", "::", "::2", "[::ffff:127.0.0.1]", "fe80::1", "10.0.0.1", "api.aerosync.com"})
            QTest::newRow(host) << false;
    }
    void loopback()
    {
        QTEST(isLoopbackHost(QString::fromLatin1(QTest::currentDataTag())), "loopback");
    }

    void reach_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("loopbackOnly");
        QTest::addColumn<bool>("open");
        QTest::addColumn<bool>("locked");
        QTest::addColumn<bool>("unlocked");
        const auto row = [](const char *url, bool loopbackOnly, bool open, bool locked, bool unlocked) {
            QTest::newRow(url) << QString::fromUtf8(url) << loopbackOnly << open << locked << unlocked;
        };
        row("http://127.0.0.1:8080/v2/token", true, true, true, true);
        row("https://localhost/", true, true, true, true);
        row("http://[::1]:80/", true, true, true, true);
        row("ws://127.0.0.1:9/", true, true, true, true);
        row("https://api.sandbox.aerosync.com/v2/token", false, true, false, true);
        row("https://cdn.sync.aero.inc/2.1.5/aerosync-widget.js", false, true, false, true);
        row("https://example.com", false, true, false, true);
        row("wss://example.com", false, true, false, true);
        row("https://api.aerosync.com/v2/token", false, false, false, true);
        row("https://SYNC.aero.inc./", false, false, false, true);
        row("https://sync%2Eaero%2Einc/", false, false, false, true);
        row("wss://sync.aero.inc/", false, false, false, true);
        row("https://127.0.0.1@api.aerosync.com/", false, false, false, true);
        row("https://api.aerosync.com:443/", false, false, false, true);
        row("http://127.0.0.1.example.com/", false, true, false, true);
        // nothing leaves the machine for these
        row("about:blank", true, true, true, true);
        row("data:text/html,x", true, true, true, true);
        row("blob:https://sync.aero.inc/1234", true, true, true, true);
        row("qrc:/host.html", true, true, true, true);
        // and these are nobody's business
        row("file:///etc/passwd", false, false, false, false);
        row("file://127.0.0.1/etc/passwd", false, false, false, false);
        row("ftp://127.0.0.1/", false, false, false, false);
        row("javascript:alert(1)", false, false, false, false);
        row("chrome://gpu", false, false, false, false);
        row("view-source:https://example.com", false, false, false, false);
        row("intent://x", false, false, false, false);
        row("", false, false, false, false);
        row("/v2/token", false, false, false, false);
        row("https:///v2", false, false, false, false);
    }
    void reach()
    {
        QFETCH(QString, url);
        const auto check = [&](Reach reach, bool unlocked, const char *column) {
            const auto allowed = mayReach(QUrl(url), reach, unlocked);
            QTEST(allowed.has_value(), column);
            if (!allowed) {
                QCOMPARE(allowed.error().kind, Error::Kind::Refused);
                QVERIFY(!allowed.error().message.isEmpty());
            }
        };
        check(Reach::LoopbackOnly, false, "loopbackOnly");
        check(Reach::LoopbackOnly, true, "loopbackOnly"); // "unlocked" unlocks production environments only
        check(Reach::Open, false, "open");
        check(Reach::Open, true, "open");
        check(Reach::Production, false, "locked");
        check(Reach::Production, true, "unlocked");
    }

    void origins_data()
    {
        QTest::addColumn<QString>("origin");
        const auto row = [](const char *url, const char *origin) { QTest::newRow(url) << QString::fromLatin1(origin); };
        row("https://sync.aero.inc", "https://sync.aero.inc");
        row("https://sync.aero.inc/", "https://sync.aero.inc");
        row("HTTPS://Sync.Aero.Inc:443/path?query#x", "https://sync.aero.inc");
        row("http://127.0.0.1:8080/x", "http://127.0.0.1:8080");
        row("http://localhost:80", "http://localhost");
        row("https://localhost:80", "https://localhost:80");
        row("https://user:pass@x.example/", "https://x.example");
        row("http://[::1]:9/", "http://[::1]:9");
        row("https://bücher.example", "https://xn--bcher-kva.example");
        row("qrc:/x", "");
        row("data:text/html,x", "");
        row("file:///x", "");
        row("about:blank", "");
        row("", "");
    }
    void origins()
    {
        QTEST(originOf(QUrl(QString::fromUtf8(QTest::currentDataTag()))), "origin");
    }

    void credentialsSayWhatIsThere()
    {
        Credentials keys;
        QVERIFY(!keys.hasAerosync() && !keys.hasAeropass());
        keys.apiKey = Secret(QByteArray("k"));
        QVERIFY(!keys.hasAerosync());
        keys.apiSecret = Secret(QByteArray("s"));
        QVERIFY(keys.hasAerosync());
        keys.aeropayApiKey = keys.aeropayApiSecret = Secret(QByteArray("x"));
        QVERIFY(!keys.hasAeropass());
        keys.merchantId = u"1456"_s;
        QVERIFY(keys.hasAeropass());
    }
};

QTEST_APPLESS_MAIN(ApiEnvironment)
#include "api_environment.moc"
