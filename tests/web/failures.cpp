// SPDX-License-Identifier: GPL-3.0-or-later
// A widget that cannot be shown: the panel is told which place it was and what to do, and can launch again.
#include "support/webcase.h"

#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QWebEnginePage>
#include <QWebEngineView>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace console;

class FailuresTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void originRefused_data();
    void originRefused();
    void allowedOriginLoads();
    void badAnswers_data();
    void badAnswers();
    void connectionRefused();
    void hang();
    void silence();
    void neverFinishesLoading_data();
    void neverFinishesLoading();
    void anSdkThatShowsNothing();
    void refusedAfterARedirect();
    void guardRefusesTheWidget_data();
    void guardRefusesTheWidget();
    void redirectElsewhereIsRefused();
    void misspeltEnvironment_data();
    void misspeltEnvironment();
    void unusableSdkFile_data();
    void unusableSdkFile();
    void sdkThatGoesElsewhere();
    void rendererKilled();
    void badCertificate();
};

void FailuresTest::originRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("policy");
    QTest::newRow("frame-ancestors") << QByteArray("Content-Security-Policy")
                                     << QByteArray("default-src *; frame-ancestors https://app.customer.example")
                                     << u"frame-ancestors https://app.customer.example"_s;
    QTest::newRow("x-frame-options") << QByteArray("X-Frame-Options") << QByteArray("DENY") << u"X-Frame-Options"_s;
}

void FailuresTest::originRefused()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QString, policy);
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = FakeWidget::widgetHtml({}), .headers = {{header, value}}});
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.broken.size() == 1);
    const Error error = heard.broken.first();
    QCOMPARE(error.kind, Error::Kind::Web);
    QVERIFY2(error.message.contains(u"https://integrator.example"_s), qPrintable(error.message));
    QVERIFY2(error.advice.contains(policy), qPrintable(error.advice));
    QVERIFY(error.advice.contains(u"Aeropay"_s));
    QVERIFY(!oneLine(error).contains(u"test-widget-token"_s) && !error.advice.contains(u"test-widget-token"_s));
    QVERIFY(heard.messages.isEmpty());
}

void FailuresTest::allowedOriginLoads()
{
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = FakeWidget::widgetHtml({}),
                            .headers = {{"Content-Security-Policy", "frame-ancestors https://integrator.example"}}});
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasCallback(u"onEvent"_s, u"Welcome"_s));
    QVERIFY(heard.broken.isEmpty());
}

void FailuresTest::badAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("500 JSON") << 500 << QByteArray("application/json") << QByteArray(R"({"error":{"code":"AC-500"}})") << u"AC-500"_s;
    QTest::newRow("502 HTML") << 502 << QByteArray("text/html") << QByteArray("<h1>502 Bad Gateway</h1>") << u"502 Bad Gateway"_s;
    QTest::newRow("404 empty") << 404 << QByteArray("text/html") << QByteArray() << QString();
    QTest::newRow("200 empty") << 200 << QByteArray("text/html") << QByteArray() << QString();
    QTest::newRow("200 text") << 200 << QByteArray("text/plain") << QByteArray("under maintenance") << u"under maintenance"_s;
}

void FailuresTest::badAnswers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = body, .type = type, .status = status});
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.broken.size() == 1);
    QVERIFY2(heard.broken.first().message.contains(widget.origin().toString()), qPrintable(heard.broken.first().message));
    QVERIFY2(heard.broken.first().advice.contains(says), qPrintable(heard.broken.first().advice));
}

void FailuresTest::connectionRefused()
{
    FakeWidget widget;
    WidgetLaunch launch = launchFor(widget);
    {
        QTcpServer server; // a port that nobody listens on any more
        QVERIFY(server.listen(QHostAddress::LocalHost));
        launch.environment.widgetOrigin = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    }
    for (const LaunchType type : {LaunchType::Iframe, LaunchType::SystemBrowser, LaunchType::EmbeddedBankView}) {
        heard = {};
        WidgetView view;
        view.show();
        listen(view);
        launch.options.type = type;
        view.open(launch);
        TRY_LOAD(heard.broken.size() == 1);
        QVERIFY2(heard.broken.first().message.contains(launch.environment.widgetOrigin.toString()), qPrintable(heard.broken.first().message));
        QVERIFY(!heard.broken.first().advice.isEmpty());
        // The repair: the same view launches again.
        widget.setScript({});
        launch.options.type = LaunchType::Iframe;
        WidgetLaunch good = launchFor(widget);
        view.open(good);
        TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s, widget.origin().toString()));
    }
}

void FailuresTest::hang()
{
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = {}, .hang = true});
    WidgetView view;
    view.show();
    listen(view);
    view.setLoadLimits(std::chrono::milliseconds(1500), std::chrono::seconds(20));
    view.open(launchFor(widget));
    TRY_LOAD(heard.broken.size() == 1);
    QCOMPARE(widget.count(u"/"_s), 1);
    QVERIFY2(heard.broken.first().message.contains(u"did not answer"_s), qPrintable(heard.broken.first().message));
}

void FailuresTest::silence()
{
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = "<p>spinning</p><script>1</script>"});
    WidgetView view;
    view.show();
    listen(view);
    view.setLoadLimits(std::chrono::seconds(20), std::chrono::milliseconds(500));
    view.open(launchFor(widget));
    // It may be a slow or a quiet one: said, but not taken away.
    TRY_LOAD(heard.stuck.size() == 1);
    QVERIFY2(heard.stuck.first().message.contains(u"spinning"_s), qPrintable(heard.stuck.first().message));
    QVERIFY(heard.broken.isEmpty());
}

void FailuresTest::neverFinishesLoading_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::newRow("a script that does not come") << QByteArray("<p>half</p><script src=/hangs.js></script>");
    QTest::newRow("a script that does not end") << QByteArray("<p>half</p><script>const end = Date.now() + 4000; while (Date.now() < end);</script>");
}

void FailuresTest::neverFinishesLoading()
{
    QFETCH(QByteArray, page);
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = page});
    widget.setPage(u"/hangs.js"_s, {.body = {}, .hang = true});
    WidgetView view;
    view.show();
    listen(view);
    view.setLoadLimits(std::chrono::milliseconds(1500), std::chrono::seconds(20));
    view.open(launchFor(widget));
    TRY_LOAD(heard.stuck.size() + heard.broken.size() == 1);
    const Error said = heard.stuck.isEmpty() ? heard.broken.first() : heard.stuck.first();
    QVERIFY(!said.message.isEmpty() && !said.advice.isEmpty());
}

void FailuresTest::anSdkThatShowsNothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"sdk.js"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("export const initAeroSyncWidget = () => ({ launch() {} });");
    file.close();
    FakeWidget widget;
    WidgetView view;
    view.show();
    listen(view);
    view.setLoadLimits(std::chrono::milliseconds(1500), std::chrono::seconds(20));
    WidgetLaunch launch = launchFor(widget, u"file"_s);
    launch.options.sdkFile = path;
    view.open(launch);
    TRY_LOAD(heard.broken.size() == 1);
    QVERIFY2(heard.broken.first().message.contains(u"no widget"_s), qPrintable(heard.broken.first().message));
}

void FailuresTest::refusedAfterARedirect()
{
    FakeWidget widget, renamed; // the vendor renames its hosts: the old one leads to the new one
    renamed.setPage(u"/"_s, {.body = "x", .headers = {{"Content-Security-Policy", "frame-ancestors https://somebody.else"}}});
    widget.setPage(u"/"_s, {.body = "x", .status = 302, .headers = {{"Location", renamed.origin().toEncoded() + '/'}}});
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.broken.size() == 1);
    QVERIFY2(heard.broken.first().message.contains(u"not allowed"_s), qPrintable(heard.broken.first().message));
    QVERIFY(heard.broken.first().advice.contains(renamed.origin().toString()));
}

void FailuresTest::guardRefusesTheWidget_data()
{
    QTest::addColumn<QUrl>("origin");
    QTest::addColumn<int>("reach");
    QTest::newRow("simulator, outside") << QUrl(u"https://sandbox.aerosync.com"_s) << int(Reach::LoopbackOnly);
    QTest::newRow("sandbox, production") << QUrl(u"https://sync.aero.inc"_s) << int(Reach::Open);
    QTest::newRow("production, locked") << QUrl(u"https://sync.aero.inc"_s) << int(Reach::Production);
}

void FailuresTest::guardRefusesTheWidget()
{
    QFETCH(QUrl, origin);
    QFETCH(int, reach);
    FakeWidget widget;
    for (const LaunchType type : {LaunchType::Iframe, LaunchType::SystemBrowser}) {
        heard = {};
        WidgetLaunch launch = launchFor(widget);
        launch.environment.widgetOrigin = origin;
        launch.environment.reach = Reach(reach);
        launch.options.type = type;
        WidgetView view;
        view.show();
        listen(view);
        view.open(launch);
        TRY_LOAD(heard.broken.size() == 1);
        QCOMPARE(heard.broken.first().kind, Error::Kind::Refused);
        QVERIFY2(heard.broken.first().message.contains(origin.toString()), qPrintable(heard.broken.first().message));
        QVERIFY(heard.hasNote(u"request refused"_s, origin.host()));
    }
}

void FailuresTest::redirectElsewhereIsRefused()
{
    FakeWidget widget;
    widget.setPage(u"/"_s, {.body = "moved", .status = 302, .headers = {{"Location", "https://sync.aero.inc/?x=1"}}});
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasNote(u"request refused"_s, u"sync.aero.inc"_s));
    TRY_LOAD(heard.broken.size() == 1);
}

void FailuresTest::misspeltEnvironment_data()
{
    QTest::addColumn<QString>("sdk");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("known");
    for (const char *sdk : {"2.1.4", "1.1.3", "1.1.0"}) {
        for (const char *word : {"sandbx", "Sandbox", "", "toString", "__proto__"})
            QTest::addRow("%s %s", sdk, word) << QString::fromLatin1(sdk) << QString::fromLatin1(word) << false;
        for (const char *word : {"sandbox", "staging", "qa", "production"})
            QTest::addRow("%s %s", sdk, word) << QString::fromLatin1(sdk) << QString::fromLatin1(word) << true;
    }
    QTest::newRow("1.1.0 dev") << u"1.1.0"_s << u"dev"_s << true;
    QTest::newRow("2.1.4 dev") << u"2.1.4"_s << u"dev"_s << false;
}

void FailuresTest::misspeltEnvironment()
{
    QFETCH(QString, sdk);
    QFETCH(QString, word);
    QFETCH(bool, known);
    FakeWidget widget;
    WidgetLaunch launch = launchFor(widget, sdk);
    launch.environment.sdkEnvironment = word;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    if (known) {
        // Whatever the word, the widget is this environment's.
        TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s, widget.origin().toString()));
        QCOMPARE(heard.addresses.size(), 1);
        QCOMPARE(heard.addresses.first().host(), u"127.0.0.1"_s);
    } else {
        TRY_LOAD(heard.broken.size() == 1);
        QVERIFY2(heard.broken.first().message.contains(u"production"_s), qPrintable(heard.broken.first().message));
        QVERIFY(widget.seen().isEmpty());
        QVERIFY(heard.addresses.isEmpty());
    }
}

void FailuresTest::unusableSdkFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("not a script") << QByteArray("<html>404</html>");
    QTest::newRow("broken module") << QByteArray("export { nothing };");
    QTest::newRow("no entry point") << QByteArray("export const answer = 42;");
    QTest::newRow("throws") << QByteArray("module.exports.initWidget = () => { throw new Error('no'); };");
    QTest::newRow("no launch") << QByteArray("module.exports.initWidget = () => ({});");
    QTest::newRow("too large") << QByteArray(sizeof(int) * 256 * 1024, ' ');
}

void FailuresTest::unusableSdkFile()
{
    QFETCH(QByteArray, text);
    QTemporaryDir folder;
    FakeWidget widget;
    WidgetLaunch launch = launchFor(widget, u"file"_s);
    launch.options.sdkFile = folder.filePath(u"sdk.js"_s);
    if (!text.isEmpty()) {
        QFile file(launch.options.sdkFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.broken.size() == 1);
    QVERIFY(!heard.broken.first().advice.isEmpty());
    QVERIFY(widget.seen().isEmpty());
}

void FailuresTest::sdkThatGoesElsewhere()
{
    // A file that is neither of the known SDKs and has its own address: refused before any request is made.
    QTemporaryDir folder;
    FakeWidget widget, other;
    WidgetLaunch launch = launchFor(widget, u"file"_s);
    launch.options.sdkFile = folder.filePath(u"sdk.js"_s);
    for (const QString &way : {u"f.src = '%1/?t=1';"_s, u"f.setAttribute('SRC', '%1/?t=1');"_s, u"window.open('%1/?t=1');"_s}) {
        QFile file(launch.options.sdkFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(u"window.aerosync = { initAeroSyncWidget: c => ({ launch() { const f = document.createElement('iframe'); %1"
                   "document.body.appendChild(f); } }) };"_s.arg(way.arg(other.origin().toString())).toUtf8());
        file.close();
        heard = {};
        WidgetView view;
        view.show();
        listen(view);
        view.open(launch);
        TRY_LOAD(heard.broken.size() == 1);
        QCOMPARE(heard.broken.first().kind, Error::Kind::Refused);
        QVERIFY(heard.broken.first().message.contains(other.origin().toString()));
        QVERIFY(other.seen().isEmpty());
    }
}

void FailuresTest::rendererKilled()
{
    FakeWidget widget;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    const qint64 pid = view.view()->page()->renderProcessPid();
    QVERIFY(pid > 0);
    QCOMPARE(::kill(pid_t(pid), SIGKILL), 0);
    QTRY_COMPARE(heard.broken.size(), 1);
    QVERIFY2(heard.broken.first().message.contains(u"it was killed"_s), qPrintable(heard.broken.first().message));
    heard = {};
    view.open(launchFor(widget));
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
}

void FailuresTest::badCertificate()
{
    // A key and a certificate of its own making, for this run only.
    QTemporaryDir folder;
    const QString keyFile = folder.filePath(u"key.pem"_s), certificateFile = folder.filePath(u"certificate.pem"_s);
    QProcess maker;
    QSignalSpy made(&maker, &QProcess::finished);
    maker.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s,
                               u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, keyFile, u"-out"_s, certificateFile});
    TRY_LOAD(made.size() == 1);
    QFile key(keyFile), certificate(certificateFile);
    QVERIFY(key.open(QIODevice::ReadOnly) && certificate.open(QIODevice::ReadOnly));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
    configuration.setLocalCertificate(QSslCertificate(&certificate));
    QSslServer server;
    server.setSslConfiguration(configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy started(&server, &QSslServer::startedEncryptionHandshake);

    FakeWidget widget;
    WidgetLaunch launch = launchFor(widget);
    launch.environment.widgetOrigin = QUrl(u"https://127.0.0.1:%1"_s.arg(server.serverPort()));
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.broken.size() == 1);
    QVERIFY(started.size() > 0);
    QVERIFY(heard.hasNote(u"certificate refused"_s, launch.environment.widgetOrigin.toString()));
}

QTEST_MAIN(FailuresTest)
#include "failures.moc"
