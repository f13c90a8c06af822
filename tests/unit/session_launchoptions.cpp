// SPDX-License-Identifier: GPL-3.0-or-later
// Launch options: what each SDK version ignores, what the widget received, and keeping them.
#include "session/launchoptions.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(console::LaunchOptions)

namespace {

LaunchOptions with(const QString &version, const std::function<void(LaunchOptions &)> &change = {})
{
    LaunchOptions options;
    options.sdkVersion = version;
    if (change)
        change(options);
    return options;
}

} // namespace

class SessionLaunchOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ignored_data()
    {
        QTest::addColumn<LaunchOptions>("options");
        QTest::addColumn<QStringList>("parts"); // one per expected sentence, in order
        const auto row = [](const char *name, const LaunchOptions &options, const QStringList &parts) { QTest::newRow(name) << options << parts; };
        const auto dark = [](LaunchOptions &o) { o.theme = u"dark"_s; };
        const auto manual = [](LaunchOptions &o) { o.manualLinkOnly = true; };
        const auto oauth = [](LaunchOptions &o) { o.handleOAuthManually = true; };
        const auto embedded = [](LaunchOptions &o) { o.type = LaunchType::EmbeddedBankView; };
        const auto browser = [](LaunchOptions &o) { o.type = LaunchType::SystemBrowser; };
        row("2.1.4 as it is", with(u"2.1.4"_s), {});
        row("1.1.3 as it is", with(u"1.1.3"_s), {});
        row("1.1.0 as it is", with(u"1.1.0"_s), {});
        row("1.x and configurationId", with(u"1.1.0"_s, [](LaunchOptions &o) { o.configurationId = u"id"_s; }), {u"1.1.0 ignores configurationId"_s});
        row("1.x and consumerId", with(u"1.1.3"_s, [](LaunchOptions &o) { o.consumerId = u"id"_s; }), {});
        row("2.x and consumerId", with(u"2.1.4"_s, [](LaunchOptions &o) { o.consumerId = u"id"_s; }), {u"2.1.4 ignores consumerId"_s});
        row("2.x and configurationId", with(u"2.1.4"_s, [](LaunchOptions &o) { o.configurationId = u"id"_s; }), {});
        row("qa with 1.1.0, where it is dev", with(u"1.1.0"_s, [](LaunchOptions &o) { o.sdkEnvironment = u"qa"_s; }), {});
        row("a colour by name", with(u"2.1.4"_s, [](LaunchOptions &o) { o.bgColor = u"red"_s; o.opacity = u"0.5"_s; }), {u"#rrggbb"_s});
        row("no number", with(u"2.1.4"_s, [](LaunchOptions &o) { o.zIndex = u"top"_s; }), {u"zIndex"_s});
        row("a box that is not there", with(u"2.1.4"_s, [](LaunchOptions &o) { o.embeddedHeight = u"300px"_s; }), {u"embedded bank view only"_s});
        row("a title without iframe", with(u"2.1.4"_s, [](LaunchOptions &o) { o.type = LaunchType::SystemBrowser; o.iframeTitle = u"x"_s; }), {u"iframeTitle"_s});
        row("1.1.0 theme", with(u"1.1.0"_s, dark), {u"theme"_s});
        row("1.1.3 theme", with(u"1.1.3"_s, dark), {});
        row("1.1.0 manualLinkOnly", with(u"1.1.0"_s, manual), {u"manualLinkOnly"_s});
        row("1.1.3 manualLinkOnly", with(u"1.1.3"_s, manual), {});
        row("1.1.0 handleOAuthManually", with(u"1.1.0"_s, oauth), {u"handleOAuthManually"_s});
        row("1.1.3 handleOAuthManually", with(u"1.1.3"_s, oauth), {});
        row("1.1.0 embedded", with(u"1.1.0"_s, embedded), {u"no embedded bank view"_s});
        row("1.1.3 embedded", with(u"1.1.3"_s, embedded), {});
        row("1.1.0 system browser", with(u"1.1.0"_s, browser), {u"no system browser"_s});
        row("1.1.3 system browser", with(u"1.1.3"_s, browser), {u"no system browser"_s});
        row("2.1.4 system browser", with(u"2.1.4"_s, browser), {});
        row("misspelt environment", with(u"2.1.4"_s, [](LaunchOptions &o) { o.sdkEnvironment = u"Sandbox"_s; }), {u"production"_s});
        row("misspelt environment, 1.1.0", with(u"1.1.0"_s, [](LaunchOptions &o) { o.sdkEnvironment = u"sandbx"_s; }), {u"empty address"_s});
        row("dev is a word of 1.1.0", with(u"1.1.0"_s, [](LaunchOptions &o) { o.sdkEnvironment = u"dev"_s; }), {});
        row("dev is none of 2.1.4", with(u"2.1.4"_s, [](LaunchOptions &o) { o.sdkEnvironment = u"dev"_s; }), {u"production"_s});
        row("embedded with branding", with(u"2.1.4"_s, [](LaunchOptions &o) { o.type = LaunchType::EmbeddedBankView; o.configurationId = u"id"_s; }), {u"never gets the configurationId"_s});
        row("embedded with more", with(u"2.1.4"_s, [](LaunchOptions &o) { o.type = LaunchType::EmbeddedBankView; o.deeplink = u"a://b"_s; }), {u"only token and theme"_s});
        row("colour alone", with(u"2.1.4"_s, [](LaunchOptions &o) { o.bgColor = u"#112233"_s; }), {u"bgColor"_s});
        row("opacity alone", with(u"2.1.4"_s, [](LaunchOptions &o) { o.opacity = u"0.5"_s; }), {u"opacity"_s});
        row("both", with(u"2.1.4"_s, [](LaunchOptions &o) { o.bgColor = u"#112233"_s; o.opacity = u"0.5"_s; }), {});
        row("opacity zero is false in JavaScript", with(u"2.1.4"_s, [](LaunchOptions &o) { o.bgColor = u"#112233"_s; o.opacity = u"0"_s; }), {u"above 0"_s});
        row("opacity is not padded", with(u"2.1.4"_s, [](LaunchOptions &o) { o.bgColor = u"#112233"_s; o.opacity = u"0.05"_s; }), {u"seven digits"_s});
        row("opacity above one", with(u"2.1.4"_s, [](LaunchOptions &o) { o.bgColor = u"#112233"_s; o.opacity = u"1.5"_s; }), {u"above 1"_s});
        row("style without an iframe", with(u"2.1.4"_s, [](LaunchOptions &o) { o.type = LaunchType::SystemBrowser; o.width = u"400px"_s; }), {u"no iframe"_s});
        row("MFA without ids", with(u"2.1.4"_s, [](LaunchOptions &o) { o.handleMFA = true; }), {u"needs both"_s});
        row("MFA with ids", with(u"2.1.4"_s, [](LaunchOptions &o) { o.handleMFA = true; o.jobId = u"j"_s; o.connectionId = u"c"_s; }), {});
        row("ids without MFA, 1.1.0", with(u"1.1.0"_s, [](LaunchOptions &o) { o.jobId = u"j"_s; }), {u"only together with handleMFA"_s});
        row("a file is not judged", with(u"file"_s, [](LaunchOptions &o) { o.theme = u"dark"_s; o.sdkEnvironment = u"x"_s; }), {});
    }
    void ignored()
    {
        QFETCH(LaunchOptions, options);
        QFETCH(QStringList, parts);
        const QStringList sentences = ignoredOptions(options);
        QVERIFY2(sentences.size() == parts.size(), qPrintable(sentences.join(u'|')));
        for (qsizetype i = 0; i < parts.size(); ++i)
            QVERIFY2(sentences[i].contains(parts[i]), qPrintable(sentences[i]));
    }

    /// What the address lacks although it was set: the vendor's own demo falls into this with consumerId (finding F2).
    void receivedIsHeldAgainstTheOptions()
    {
        LaunchOptions options;
        options.configurationId = u"conf-1"_s;
        options.theme = u"dark"_s;
        options.deeplink = u"app://back"_s;
        const QUrl without(u"https://w.example/?token=t&defaultTheme=light&version=2.0.0"_s);
        const QStringList sentences = ignoredOptions(options, without);
        QCOMPARE(sentences.size(), 3);
        QVERIFY(sentences[0].contains(u"configurationId"_s));
        QVERIFY(sentences[1].contains(u"dark"_s) && sentences[1].contains(u"light"_s));
        QVERIFY(sentences[2].contains(u"deeplink"_s));
        const QUrl with214(u"https://w.example/?token=t&configurationId=conf-1&deeplink=app%3A%2F%2Fback&defaultTheme=dark&version=2.0.0"_s);
        QCOMPARE(ignoredOptions(options, with214), QStringList());
        options.sdkVersion = u"1.1.3"_s; // the same thing under its older names
        options.configurationId.clear();
        options.consumerId = u"conf-1"_s;
        options.handleMFA = true;
        options.jobId = u"j"_s;
        options.connectionId = u"c"_s;
        const QUrl with113(u"https://w.example/?token=t&consumerId=conf-1&deeplink=app%3A%2F%2Fback&handleMFA=true&jobId=j&userId=c&defaultTheme=dark&version=2.0.0"_s);
        QCOMPARE(ignoredOptions(options, with113), QStringList());
        const QStringList lost = ignoredOptions(options, QUrl(u"https://w.example/?token=t&consumerId=conf-1&deeplink=app%3A%2F%2Fback&defaultTheme=dark"_s));
        QCOMPARE(lost.size(), 3); // handleMFA, jobId, connectionId
    }

    void theEmbeddedAddressIsJudgedByWhatItCanCarry()
    {
        LaunchOptions options;
        options.type = LaunchType::EmbeddedBankView;
        options.configurationId = u"conf-1"_s;
        const QStringList sentences = ignoredOptions(options, QUrl(u"https://w.example/embedded-view?token=t&defaultTheme=light"_s));
        QCOMPARE(sentences.size(), 1); // said once, by the table
        QVERIFY(sentences.first().contains(u"never gets"_s));
    }

    void aFileIsJudgedByItsAddress()
    {
        LaunchOptions options = with(u"file"_s, [](LaunchOptions &o) { o.configurationId = u"conf-1"_s; });
        QCOMPARE(ignoredOptions(options, QUrl(u"https://w.example/?token=t&defaultTheme=light"_s)).size(), 1);
    }

    void received()
    {
        const QUrl url(u"http://127.0.0.1:4711/?token=eyJ.secret.token&configurationId=a%20b&handleMFA=false&mystery=1&version=2.0.0"_s);
        const QList<ReceivedParameter> rows = receivedParameters(url);
        QStringList names, values;
        for (const ReceivedParameter &row : rows) {
            names << row.name;
            values << row.value;
            QVERIFY2(!row.meaning.isEmpty(), qPrintable(row.name));
        }
        QCOMPARE(names, (QStringList{u"origin"_s, u"path"_s, u"token"_s, u"configurationId"_s, u"handleMFA"_s, u"mystery"_s, u"version"_s}));
        QCOMPARE(values, (QStringList{u"http://127.0.0.1:4711"_s, u"/"_s, u"‹redacted›"_s, u"a b"_s, u"false"_s, u"1"_s, u"2.0.0"_s}));
        QVERIFY(rows[5].meaning.contains(u"not a parameter"_s));
        QVERIFY(receivedParameters(QUrl()).isEmpty());
    }

    void jsonRoundTrip()
    {
        LaunchOptions options;
        options.sdkVersion = u"1.1.3"_s;
        options.sdkFile = u"/home/x/sdk \"1\".js"_s;
        options.configurationId = u"conf"_s;
        options.theme = u"dark"_s;
        options.sdkEnvironment = u"staging"_s;
        options.type = LaunchType::SystemBrowser;
        options.deeplink = u"app://x"_s;
        options.handleOAuthManually = true;
        options.manualLinkOnly = true;
        options.domain = u"d"_s;
        options.bgColor = u"#010203"_s;
        options.opacity = u"0.5"_s;
        options.width = u"400px"_s;
        options.height = u"95%"_s;
        options.zIndex = u"7"_s;
        options.iframeTitle = u"Bank"_s;
        QCOMPARE(optionsFromJson(optionsToJson(options)), options);
        QCOMPARE(optionsFromJson(optionsToJson({})), LaunchOptions());
        QCOMPARE(optionsToJson({}), u"{}"_s); // only what differs is kept
        LaunchOptions mfa = options;
        mfa.handleMFA = true;
        mfa.jobId = u"j"_s;
        mfa.connectionId = u"c"_s;
        QCOMPARE(optionsFromJson(optionsToJson(mfa)), options); // a job's ids never come back
    }

    void unusableJsonIsTheDefault_data()
    {
        QTest::addColumn<QString>("json");
        for (const char *json : {"", "x", "[]", "null", R"({"theme":"pink"})", R"({"theme":5})", R"({"sdkVersion":"7"})", R"({"launchType":"moon"})",
                                 R"({"manualLinkOnly":"yes"})", R"({"jobId":"j","connectionId":"c","handleMFA":true})", R"({"more":{"a":1}})"})
            QTest::newRow(json) << QString::fromLatin1(json);
    }
    void unusableJsonIsTheDefault()
    {
        QFETCH(QString, json);
        QCOMPARE(optionsFromJson(json), LaunchOptions());
    }

    void helpNamesEveryOptionOnce()
    {
        QSet<QString> names;
        for (const OptionHelp &help : launchOptionHelp()) {
            QVERIFY(!help.meaning.isEmpty() && !help.defaultText.isEmpty());
            QVERIFY2(!names.contains(help.name), qPrintable(help.name));
            names << help.name;
        }
        for (const char *name : {"configurationId", "theme", "environment", "widgetLaunchType", "deeplink", "handleOAuthManually", "manualLinkOnly",
                                 "domain", "bgColor", "opacity", "width", "height", "zIndex", "iframeTitle", "handleMFA", "jobId", "connectionId"})
            QVERIFY2(names.contains(QString::fromLatin1(name)), name);
        QCOMPARE(launchTypeName(LaunchType::EmbeddedBankView), u"embedded bank view"_s);
    }
};

QTEST_GUILESS_MAIN(SessionLaunchOptions)
#include "session_launchoptions.moc"
