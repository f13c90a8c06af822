// SPDX-License-Identifier: GPL-3.0-or-later
// The vendor's SDK in the host page: every version, every launch type, every option.
#include "support/webcase.h"

#include "web/hostpage.h"
#include "web/popupwindow.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QWebEnginePage>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class LaunchTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void nothingBeforeTheFirstLaunch();
    void eachVersionLaunches_data();
    void eachVersionLaunches();
    void everyPacking_data();
    void everyPacking();
    void launchTypes_data();
    void launchTypes();
    void systemBrowserCloses();
    void optionsInTheAddress_data();
    void optionsInTheAddress();
    void styleReachesTheFrame();
    void aFrameThatBecomesLowStillFits_data();
    void aFrameThatBecomesLowStillFits();
    void callbacks();
    void success110ThenClose();
    void hostOrigins_data();
    void hostOrigins();
    void embeddedTheme();
    void openExternal();
    void reload();
    void configKeys();

private:
    std::unique_ptr<FakeWidget> m_widget = std::make_unique<FakeWidget>();
    QString inHostPage(WidgetView &view, const QString &expression);
};

void LaunchTest::nothingBeforeTheFirstLaunch()
{
    // Start-up time: an idle stage has no browser engine in the process at all.
    WidgetView view;
    view.show();
    QVERIFY(!view.isOpen());
    QVERIFY(!view.view());
    QVERIFY(view.findChildren<QWebEngineView *>().isEmpty());
    QVERIFY(view.popups().isEmpty());
    QVERIFY(view.launchId().isEmpty());
    view.close();
    view.reload();
    view.toggleTheme(u"dark"_s);
    view.openExternal(QUrl(u"https://bank.example/"_s));
    QVERIFY(!view.isOpen());
}

QString LaunchTest::inHostPage(WidgetView &view, const QString &expression)
{
    QVariant answer;
    view.view()->page()->runJavaScript(expression, [&](const QVariant &value) { answer = value; });
    [&] { TRY(answer.isValid()); }();
    return answer.toString();
}

void LaunchTest::eachVersionLaunches_data()
{
    QTest::addColumn<QString>("sdk");
    for (const char *sdk : {"2.1.4", "1.1.3", "1.1.0"})
        QTest::newRow(sdk) << QString::fromLatin1(sdk);
}

void LaunchTest::eachVersionLaunches()
{
    QFETCH(QString, sdk);
    FakeWidget widget;
    widget.setScript(u"post('pageSuccess', success);"_s);
    WidgetView view;
    view.resize(900, 800);
    view.show();
    listen(view);
    QVERIFY(!view.isOpen());
    view.open(launchFor(widget, sdk));
    TRY_LOAD(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
    const QString origin = widget.origin().toString();
    QVERIFY(heard.hasMessage(u"\"type\":\"widgetPageLoaded\""_s, origin));
    QVERIFY(heard.hasMessage(u"\"type\":\"pageSuccess\""_s, origin));
    TRY(heard.hasCallback(u"onEvent"_s, u"Welcome"_s));
    QCOMPARE(heard.broken, {});
    QCOMPARE(heard.addresses.size(), 1);
    QCOMPARE(heard.addresses.first().adjusted(QUrl::RemoveQuery), widget.origin().resolved(QUrl(u"/"_s)));
    QCOMPARE(QUrlQuery(heard.addresses.first()).queryItemValue(u"token"_s), u"test-widget-token"_s);
}

void LaunchTest::everyPacking_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto vendor = [](const QString &path) {
        QFile file(QStringLiteral(CONSOLE_SDK_DIR) + u"/node_modules/"_s + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const QString &path : {u"aerosync-web-sdk-2.1.4/dist/index.js"_s, u"aerosync-web-sdk-2.1.4/dist/index.cjs"_s,
                                u"aerosync-web-sdk-1.1.3/dist/index.mjs"_s, u"aerosync-web-sdk-1.1.3/dist/index.js"_s,
                                u"aerosync-web-sdk-1.1.0/dist/index.mjs"_s, u"aerosync-web-sdk-1.1.0/dist/index.js"_s})
        QTest::newRow(qPrintable(path)) << vendor(path);
    // The two shapes of a CDN build around the vendor's CommonJS text.
    const QByteArray common = vendor(u"aerosync-web-sdk-2.1.4/dist/index.cjs"_s);
    QTest::newRow("UMD") << QByteArray("(function (g, f) { typeof exports === 'object' && typeof module !== 'undefined' ? f(exports) :"
                                       "(g = g || self, f(g.aerosync = {})); })(this, function (out) { var module = { exports: {} };\n"
                                       + common + "\nObject.assign(out, module.exports); });");
    QTest::newRow("IIFE") << QByteArray("var aerosync = (function () { var module = { exports: {} };\n" + common + "\nreturn module.exports; })();");
}

void LaunchTest::everyPacking()
{
    QFETCH(QByteArray, text);
    QVERIFY(!text.isEmpty());
    QTemporaryDir folder;
    QFile file(folder.filePath(u"sdk.js"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    m_widget->setScript(u"post('pageSuccess', success);"_s);
    WidgetLaunch launch = launchFor(*m_widget, u"file"_s);
    launch.options.sdkFile = file.fileName();
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
    QCOMPARE(heard.broken, {});
}

void LaunchTest::launchTypes_data()
{
    QTest::addColumn<QString>("sdk");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("popups");
    QTest::addColumn<QString>("path");
    const auto iframe = int(LaunchType::Iframe), embedded = int(LaunchType::EmbeddedBankView), browser = int(LaunchType::SystemBrowser);
    QTest::newRow("2.1.4 iframe") << u"2.1.4"_s << iframe << 0 << u"/"_s;
    QTest::newRow("2.1.4 embedded") << u"2.1.4"_s << embedded << 0 << u"/embedded-view"_s;
    QTest::newRow("2.1.4 system browser") << u"2.1.4"_s << browser << 1 << u"/"_s;
    QTest::newRow("1.1.3 embedded") << u"1.1.3"_s << embedded << 0 << u"/embedded-view"_s;
    // Versions that do not know a type launch as they always do.
    QTest::newRow("1.1.3 system browser") << u"1.1.3"_s << browser << 0 << u"/"_s;
    QTest::newRow("1.1.0 embedded") << u"1.1.0"_s << embedded << 0 << u"/"_s;
    QTest::newRow("1.1.0 system browser") << u"1.1.0"_s << browser << 0 << u"/"_s;
}

void LaunchTest::launchTypes()
{
    QFETCH(QString, sdk);
    QFETCH(int, type);
    QFETCH(int, popups);
    QFETCH(QString, path);
    m_widget->setScript(u"setTimeout(() => post('pageSuccess', success), 300);"_s);
    WidgetLaunch launch = launchFor(*m_widget, sdk);
    launch.options.type = LaunchType(type);
    WidgetView view;
    QSignalSpy opened(&view, &WidgetView::popupOpened), closed(&view, &WidgetView::popupClosed);
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    QCOMPARE(opened.size(), popups);
    QCOMPARE(heard.addresses.size(), 1);
    QCOMPARE(heard.addresses.first().path(), path);
    TRY(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
    if (path == u"/embedded-view"_s)
        TRY(heard.hasCallback(u"onEmbedded"_s));
    else if (popups == 0)
        TRY(heard.hasCallback(u"onLoad"_s));
    if (popups == 1) {
        // The SDK closes its window after success; its poll of `closed` then calls onClose (finding F5).
        QTRY_COMPARE(closed.size(), 1);
        TRY(heard.hasCallback(u"onClose"_s));
        QVERIFY(view.popups().isEmpty());
    }
    QCOMPARE(heard.broken, {});
}

void LaunchTest::systemBrowserCloses()
{
    m_widget->setScript({});
    WidgetLaunch launch = launchFor(*m_widget);
    launch.options.type = LaunchType::SystemBrowser;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    QCOMPARE(view.popups().size(), 1);
    view.popups().first()->close(); // by the user
    TRY(heard.hasCallback(u"onClose"_s));
    QVERIFY(view.isOpen());
}

void LaunchTest::optionsInTheAddress_data()
{
    QTest::addColumn<QString>("sdk");
    QTest::addColumn<QStringList>("expected"); // contract f.2, in this order
    QTest::newRow("2.1.4") << u"2.1.4"_s
        << QStringList{u"token=test-widget-token"_s, u"configurationId=conf-2"_s, u"deeplink=my://back"_s, u"handleOAuthManually=true"_s,
                       u"manualLinkOnly=true"_s, u"aeroPassUserUuid=11111111-2222-3333-4444-555555555555"_s, u"handleMFA=true"_s,
                       u"jobId=REF-1"_s, u"connectionId=c-9"_s, u"domain=shop.example"_s, u"defaultTheme=dark"_s, u"version=2.0.0"_s};
    QTest::newRow("1.1.3") << u"1.1.3"_s
        << QStringList{u"token=test-widget-token"_s, u"consumerId=conf-1"_s, u"deeplink=my://back"_s, u"handleOAuthManually=true"_s,
                       u"manualLinkOnly=true"_s, u"handleMFA=true"_s, u"jobId=REF-1"_s, u"userId=c-9"_s, u"domain=shop.example"_s,
                       u"defaultTheme=dark"_s, u"version=2.0.0"_s};
    QTest::newRow("1.1.0") << u"1.1.0"_s
        << QStringList{u"token=test-widget-token"_s, u"consumerId=conf-1"_s, u"deeplink=my://back"_s, u"domain=shop.example"_s,
                       u"handleMFA=true"_s, u"jobId=REF-1"_s, u"userId=c-9"_s};
}

void LaunchTest::optionsInTheAddress()
{
    QFETCH(QString, sdk);
    QFETCH(QStringList, expected);
    m_widget->setScript({});
    WidgetLaunch launch = launchFor(*m_widget, sdk);
    LaunchOptions &o = launch.options;
    o.configurationId = u"conf-2"_s; // both names are passed on; each SDK takes the one that it knows
    o.consumerId = u"conf-1"_s;
    o.theme = u"dark"_s;
    o.deeplink = u"my://back"_s;
    o.handleOAuthManually = o.manualLinkOnly = o.handleMFA = true;
    o.domain = u"shop.example"_s;
    o.jobId = u"REF-1"_s;
    o.connectionId = u"c-9"_s;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    QStringList received;
    for (const auto &[key, value] : QUrlQuery(heard.addresses.value(0)).queryItems(QUrl::FullyDecoded))
        received << key + u'=' + value;
    // What LinkFlow is told is what the server got.
    QStringList served;
    for (const auto &[key, value] : m_widget->seen().last().query.queryItems(QUrl::FullyDecoded))
        served << key + u'=' + value;
    QCOMPARE(received, expected);
    QCOMPARE(served, expected);
}

void LaunchTest::styleReachesTheFrame()
{
    for (const QString &sdk : {u"2.1.4"_s, u"1.1.3"_s, u"1.1.0"_s}) {
        heard = {};
        WidgetLaunch launch = launchFor(*m_widget, sdk);
        launch.options.bgColor = u"#336699"_s;
        launch.options.opacity = u"0.5"_s;
        launch.options.width = u"321px"_s;
        launch.options.height = u"432px"_s;
        launch.options.zIndex = u"77"_s;
        launch.options.iframeTitle = u"Link <your> \"bank\" </script>"_s;
        WidgetView view;
        view.resize(1000, 900);
        view.show();
        listen(view);
        view.open(launch);
        TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
        QCOMPARE(inHostPage(view, u"(() => { const f = document.querySelector('#widget-host iframe'), b = f.parentElement;"
                                  "return [f.getAttribute('width'), f.getAttribute('height'), f.title, b.style.zIndex, b.style.backgroundColor].join('|'); })()"_s),
                 u"321px|432px|Link <your> \"bank\" </script>|77|rgba(51, 102, 153, 0.498)"_s);
        // The token does not stay in the host page's document outside the frame's address.
        QCOMPARE(inHostPage(view, u"String(document.getElementById('launch-data'))"_s), u"null"_s);
    }
}

void LaunchTest::aFrameThatBecomesLowStillFits_data()
{
    eachVersionLaunches_data();
}

/// The SDK looks at the window's height once, at the launch; the stage may become lower while the widget is open.
void LaunchTest::aFrameThatBecomesLowStillFits()
{
    QFETCH(QString, sdk);
    FakeWidget widget;
    WidgetView view;
    view.resize(400, 760);
    view.show();
    listen(view);
    view.open(launchFor(widget, sdk));
    TRY_LOAD(heard.hasCallback(u"onLoad"_s));
    const auto height = [&] { return inHostPage(view, u"String(document.querySelector('#widget-host iframe').getBoundingClientRect().height)"_s).toDouble(); };
    const auto top = [&] { return inHostPage(view, u"String(document.querySelector('#widget-host iframe').getBoundingClientRect().top)"_s).toDouble(); };
    QCOMPARE(height(), 688.0);
    QTRY_COMPARE(inHostPage(view, u"getComputedStyle(document.querySelector('header')).visibility"_s), u"hidden"_s);
    view.resize(400, 500);
    TRY(inHostPage(view, u"String(window.innerHeight)"_s) == u"500"_s);
    QCOMPARE(height(), 475.0);
    QVERIFY(top() > 0);
}

void LaunchTest::callbacks()
{
    m_widget->setScript(u"post('widgetError', 'POLLING_TIMEOUT | Code: AR-100'); post('widgetPageLoaded', { zebra: 1.10, apple: '<b>' });"
                        "host.postMessage({ type: 'pageSuccess' }, '*'); post('surprise', 1); post('widgetClose', {});"_s);
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(*m_widget));
    TRY_LOAD(heard.hasCallback(u"onClose"_s));
    QVERIFY(heard.hasCallback(u"onError"_s, u"[\"POLLING_TIMEOUT | Code: AR-100\"]"_s));
    QVERIFY(heard.hasCallback(u"onEvent"_s, u"[{\"type\":\"widgetPageLoaded\",\"payload\":{\"zebra\":1.1,\"apple\":\"<b>\"}}]"_s));
    QVERIFY(heard.hasMessage(u"\"surprise\""_s));
    const auto object = std::find_if(heard.messages.cbegin(), heard.messages.cend(), [](const auto &one) { return !one.wasText; });
    QVERIFY(object != heard.messages.cend());
    QCOMPARE(object->text, u"{\"type\":\"pageSuccess\"}"_s);
    QVERIFY(!heard.hasCallback(u"onSuccess"_s));
}

void LaunchTest::success110ThenClose()
{
    // 1.1.0 sends success and then close, and calls back for both.
    m_widget->setScript(u"post('pageSuccess', success); post('widgetClose', {});"_s);
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(*m_widget, u"1.1.0"_s));
    TRY_LOAD(heard.hasCallback(u"onClose"_s));
    QCOMPARE(std::count_if(heard.callbacks.cbegin(), heard.callbacks.cend(), [](const auto &one) { return one.name == u"onSuccess"_s; }), 1);
}

void LaunchTest::hostOrigins_data()
{
    QTest::addColumn<QUrl>("origin");
    QTest::newRow("https") << QUrl(u"https://app.customer.example"_s);
    QTest::newRow("https with a port") << QUrl(u"https://app.customer.example:8443"_s);
    QTest::newRow("localhost") << QUrl(u"https://localhost"_s);
    QTest::newRow("http, this machine") << QUrl(u"http://localhost:3000"_s);
}

void LaunchTest::hostOrigins()
{
    QFETCH(QUrl, origin);
    m_widget->setScript(u"post('ancestors', Array.from(location.ancestorOrigins));"_s);
    WidgetLaunch launch = launchFor(*m_widget);
    launch.environment.hostOrigin = origin;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.hasMessage(u"\"payload\":[\"%1\"]"_s.arg(origin.toString())));
    TRY(heard.hasCallback(u"onEvent"_s, u"Welcome"_s));
}

void LaunchTest::embeddedTheme()
{
    m_widget->setScript(u"addEventListener('message', e => post('told', e.data));"_s);
    WidgetLaunch launch = launchFor(*m_widget);
    launch.options.type = LaunchType::EmbeddedBankView;
    WidgetView view;
    view.show();
    listen(view);
    view.open(launch);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    view.toggleTheme(u"dark"_s);
    TRY_LOAD(heard.hasMessage(u"{\"type\":\"embeddedView\",\"payload\":{\"name\":\"onToggleTheme\",\"theme\":\"dark\"}}"_s));
    QCOMPARE(inHostPage(view, u"document.documentElement.dataset.theme"_s), u"dark"_s);
}

void LaunchTest::openExternal()
{
    m_widget->setScript(u"document.cookie = 'launch=own; SameSite=Lax';"_s);
    m_widget->setPage(u"/oauth"_s, {.body = "<script>document.title = document.cookie || 'no cookie'</script>"});
    WidgetView view;
    view.show();
    listen(view);
    view.open(launchFor(*m_widget));
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    view.openExternal(QUrl(u"file:///etc/hostname"_s));
    QVERIFY(view.popups().isEmpty());
    QVERIFY(heard.hasNote(u"pop-up refused"_s, u"file:"_s));
    view.openExternal(m_widget->origin().resolved(QUrl(u"/oauth?state=secret"_s)));
    QCOMPARE(view.popups().size(), 1);
    PopupWindow *popup = view.popups().first();
    TRY_LOAD(m_widget->count(u"/oauth"_s) == 1);
    TRY(popup->windowTitle().contains(u"127.0.0.1"_s));
    QVERIFY(!popup->windowTitle().contains(u"secret"_s));
    // Escape closes it, with the keyboard in the bank's page too.
    view.openExternal(m_widget->origin().resolved(QUrl(u"/oauth"_s)));
    QCOMPARE(view.popups().size(), 2);
    PopupWindow *second = view.popups().last();
    TRY_LOAD(m_widget->count(u"/oauth"_s) == 2);
    second->view()->setFocus();
    QTest::keyClick(second->view()->focusProxy(), Qt::Key_Escape);
    QTRY_COMPARE(view.popups().size(), 1);
    view.close();
    QVERIFY(view.popups().isEmpty());
}

void LaunchTest::reload()
{
    m_widget->setScript({});
    WidgetView view;
    view.show();
    listen(view);
    const WidgetLaunch launch = launchFor(*m_widget);
    view.open(launch);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    heard = {};
    view.reload();
    QCOMPARE(view.launchId(), launch.id);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    QCOMPARE(heard.messages.first().launch, launch.id);
}

void LaunchTest::configKeys()
{
    WidgetLaunch launch = launchFor(*m_widget);
    launch.options.configurationId = u"x"_s;
    launch.options.connectionId = u"y"_s;
    launch.options.type = LaunchType::SystemBrowser;
    QJsonObject config = sdkConfig(launch);
    QCOMPARE(config.value("configurationId"_L1).toString(), u"x"_s);
    QCOMPARE(config.value("widgetLaunchType"_L1).toString(), u"systemBrowser"_s);
    QVERIFY(!config.contains("consumerId"_L1)); // not set
    QVERIFY(!config.contains("userId"_L1) && !config.contains("handleMFA"_L1));
    launch.options.consumerId = u"z"_s;
    launch.options.sdkVersion = u"1.1.0"_s;
    launch.environment.sdkEnvironment = u"qa"_s;
    config = sdkConfig(launch);
    QCOMPARE(config.value("environment"_L1).toString(), u"dev"_s);
    QCOMPARE(config.value("id"_L1).toString(), u"widget-host"_s);
    QCOMPARE(config.value("configurationId"_L1).toString(), u"x"_s); // as typed, although it is ignored there
    QCOMPARE(config.value("consumerId"_L1).toString(), u"z"_s);
    QVERIFY(config.contains("userId"_L1) && !config.contains("elementId"_L1));
    launch.options.sdkVersion = u"file"_s;
    config = sdkConfig(launch);
    QVERIFY(config.contains("consumerId"_L1) && config.contains("configurationId"_L1) && config.contains("elementId"_L1));
}

QTEST_MAIN(LaunchTest)
#include "launch.moc"
