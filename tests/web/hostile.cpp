// SPDX-License-Identifier: GPL-3.0-or-later
// A hostile page: whatever it tries is listed and gets nowhere, and the widget stays usable.
#include "support/webcase.h"

#include "web/popupwindow.h"
#include "web/widgetdriver.h"
#include "web/widgetpage.h"

#include <QLabel>
#include <QTcpServer>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class HostileTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void forgedMessages();
    void forgedFromTheWidgetsOwnFrame_data();
    void forgedFromTheWidgetsOwnFrame();
    void oversizedMessage();
    void flood();
    void topNavigation_data();
    void topNavigation();
    void localAddresses_data();
    void localAddresses();
    void popupStorm();
    void externalWindowStorm();
    void popupWithoutClick();
    void popupToLocalAddress();
    void popupReplacesItself();
    void download();
    void permissions_data();
    void permissions();
    void dialogs();
    void colourDialog();
    void consoleStorm();
    void requestsOutside();
    void frameOfTheHostOrigin();
    void channelIsOutOfReach();
    void deeplinks_data();
    void deeplinks();
    void beforeUnloadDoesNotHold();
    void cleanup();

private:
    void openWith(const QString &script, LaunchOptions options = {});
    void click(const QString &name);
    void stillWorks();
    std::unique_ptr<FakeWidget> m_widget;
    std::unique_ptr<WidgetView> m_view;
    std::unique_ptr<WidgetDriver> m_driver;
};

void HostileTest::cleanup()
{
    m_driver.reset();
    m_view.reset();
    m_widget.reset();
    WebCase::cleanup();
}

void HostileTest::openWith(const QString &script, LaunchOptions options)
{
    if (!m_widget)
        m_widget = std::make_unique<FakeWidget>();
    m_widget->setScript(u"const button = (name, act) => { const b = document.createElement('button'); b.textContent = name;"
                        "b.onclick = act; document.body.prepend(b); };"_s + script);
    m_view = std::make_unique<WidgetView>();
    m_view->resize(900, 760);
    m_view->show();
    listen(*m_view);
    m_driver = std::make_unique<WidgetDriver>(m_view.get());
    WidgetLaunch launch = launchFor(*m_widget);
    launch.options = options;
    m_view->open(launch);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
}

void HostileTest::click(const QString &name)
{
    bool done = false;
    Result<void> result;
    m_driver->click({.role = u"button"_s, .names = {name}}, this, [&](const Result<void> &given) {
        done = true;
        result = given;
    });
    TRY_WITHIN(done, 20000);
    QVERIFY2(result, qPrintable(result ? QString() : oneLine(result.error())));
}

void HostileTest::stillWorks()
{
    click(u"Link"_s);
    TRY(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
    QCOMPARE(heard.broken, {});
}

void HostileTest::forgedMessages()
{
    m_widget = std::make_unique<FakeWidget>();
    m_widget->setPage(u"/forger"_s, {.body = R"(<script>
        const say = m => top.postMessage(m, '*');
        say(JSON.stringify({ type: 'pageSuccess', payload: { connectionId: 'forged' } }));
        say(JSON.stringify({ nonce: '', what: 'onSuccess', args: '[{"connectionId":"forged"}]' }));
        say(JSON.stringify({ nonce: '00000000000000000000000000000000', what: 'onSuccess', args: '[]' }));
        say({ kind: 'host', text: 'x' });
        const c = new MessageChannel();
        top.postMessage({ agent: '00000000000000000000000000000000' }, '*', [c.port2]);
        say('last of the forger');</script>)"});
    openWith(u"document.body.insertAdjacentHTML('beforeend', '<iframe src=\"%1/forger\"></iframe>');"_s.arg(m_widget->otherOrigin().toString()));
    TRY_LOAD(heard.hasMessage(u"last of the forger"_s));
    const QString forger = m_widget->otherOrigin().toString();
    QVERIFY(heard.hasMessage(u"forged"_s, forger));
    for (const Heard::Message &one : std::as_const(heard.messages))
        QVERIFY(one.origin == forger || one.text.contains(u"widgetPageLoaded"_s));
    QVERIFY(!heard.hasCallback(u"onSuccess"_s));
    stillWorks();
}

void HostileTest::forgedFromTheWidgetsOwnFrame_data()
{
    QTest::addColumn<QString>("sdk");
    QTest::newRow("1.1.0, which looks at the window only") << u"1.1.0"_s;
    QTest::newRow("1.1.3") << u"1.1.3"_s;
    QTest::newRow("2.1.4") << u"2.1.4"_s;
}

void HostileTest::forgedFromTheWidgetsOwnFrame()
{
    QFETCH(QString, sdk);
    m_widget = std::make_unique<FakeWidget>();
    m_widget->setPage(u"/forger"_s, {.body = R"(<script>
        parent.postMessage(JSON.stringify({ type: 'pageSuccess', payload: { connectionId: 'forged', user_password: 'forged' } }), '*');
        setTimeout(() => parent.postMessage('last of the forger', '*'), 300);</script>)"}); // after any callback of the SDK
    LaunchOptions options;
    options.sdkVersion = sdk;
    openWith(u"setTimeout(() => { location = '%1/forger'; }, 100);"_s.arg(m_widget->otherOrigin().toString()), options);
    TRY_LOAD(heard.hasMessage(u"last of the forger"_s));
    QVERIFY(heard.hasMessage(u"forged"_s, m_widget->otherOrigin().toString())); // listed
    QVERIFY2(!heard.hasCallback(u"onSuccess"_s), qPrintable(heard.describe()));
}

void HostileTest::oversizedMessage()
{
    openWith(u"post('pageSuccess', { connectionId: 'c'.repeat(3000000) }); host.postMessage({ big: 'o'.repeat(70000) }, '*');"
             "post('after', 1);"_s);
    TRY_LOAD(heard.hasMessage(u"\"after\""_s));
    QVERIFY(heard.hasNote(u"message too long"_s, QLocale().toString(3000052)));
    QCOMPARE(heard.noteCount(u"message too long"_s), 2);
    for (const Heard::Message &one : std::as_const(heard.messages))
        QVERIFY(one.text.size() < 65536);
}

void HostileTest::flood()
{
    openWith(u"for (let i = 0; i < 20000; ++i) post('noise', i); setTimeout(() => post('later', 1), 2500);"_s);
    TRY_LOAD(heard.hasMessage(u"\"later\""_s));
    QVERIFY(heard.hasNote(u"too many messages"_s, u"200"_s));
    const int noise = int(std::count_if(heard.messages.cbegin(), heard.messages.cend(), [](const auto &one) { return one.text.contains(u"noise"_s); }));
    QVERIFY2(noise >= 100 && noise <= 2000, qPrintable(QString::number(noise)));
    QVERIFY(heard.hasNote(u"too many messages"_s, u"dropped"_s));
    stillWorks();
}

void HostileTest::topNavigation_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("location") << u"button('Go', () => { top.location = '/elsewhere'; });"_s;
    QTest::newRow("replace") << u"button('Go', () => { top.location.replace(location.origin + '/elsewhere'); });"_s;
    QTest::newRow("link") << u"button('Go', () => { const a = document.createElement('a'); a.href = '/elsewhere'; a.target = '_top'; a.click(); });"_s;
    QTest::newRow("form") << u"button('Go', () => { const f = document.createElement('form'); f.action = '/elsewhere'; f.target = '_top';"
                              "document.body.append(f); f.submit(); });"_s;
    QTest::newRow("outside") << u"button('Go', () => { top.location = 'https://sync.aero.inc/'; });"_s;
    QTest::newRow("window name") << u"button('Go', () => { window.open('/elsewhere', '_top'); });"_s;
}

void HostileTest::topNavigation()
{
    QFETCH(QString, way);
    openWith(way);
    click(u"Go"_s);
    TRY(heard.hasNote(u"navigation refused"_s, u"host page"_s));
    QCOMPARE(m_widget->count(u"/elsewhere"_s), 0);
    QCOMPARE(m_view->view()->url(), QUrl(u"https://integrator.example/"_s));
    stillWorks();
}

void HostileTest::localAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("how");
    for (const char *address : {"file:///etc/hostname", "qrc:/web/host.html", "chrome://version", "view-source:http://127.0.0.1/"}) {
        for (const char *how : {"location = '%1'", "document.body.insertAdjacentHTML('beforeend', `<iframe src='%1'></iframe>`)"})
            QTest::addRow("%s %.8s", address, how) << QString::fromLatin1(address) << QString::fromLatin1(how);
    }
}

void HostileTest::localAddresses()
{
    QFETCH(QString, address);
    QFETCH(QString, how);
    openWith(u"setTimeout(() => { %1; post('tried', 1); }, 10);"_s.arg(how.arg(address)));
    TRY_LOAD(heard.hasMessage(u"\"tried\""_s));
    TRY(heard.hasNote(u"navigation refused"_s));
    stillWorks();
}

void HostileTest::popupStorm()
{
    openWith(u"button('Storm', () => { for (let i = 0; i < 40; ++i) window.open('/bank?' + i, '_blank'); });"_s);
    m_widget->setPage(u"/bank"_s, {.body = "<h1>Bank</h1>"});
    click(u"Storm"_s);
    TRY(heard.hasNote(u"pop-up refused"_s));
    QVERIFY2(m_view->popups().size() <= 3, qPrintable(QString::number(m_view->popups().size())));
    TRY(heard.hasNote(u"pop-up refused"_s, u"more of these"_s));
    QVERIFY2(heard.noteCount(u"pop-up refused"_s) <= 6, qPrintable(QString::number(heard.noteCount(u"pop-up refused"_s))));
    for (PopupWindow *popup : m_view->popups())
        popup->close();
    QTRY_COMPARE(m_view->popups().size(), 0);
    stillWorks();
}

void HostileTest::externalWindowStorm()
{
    openWith({});
    for (int i = 0; i < 60; ++i)
        m_view->openExternal(QUrl(u"http://127.0.0.1:9/bank%1"_s.arg(i)));
    QCOMPARE(m_view->popups().size(), 3);
    QVERIFY(heard.hasNote(u"pop-up refused"_s));
    stillWorks();
}

void HostileTest::popupWithoutClick()
{
    openWith(u"setTimeout(() => { for (let i = 0; i < 5; ++i) window.open('/bank'); post('tried', 1); }, 50);"_s);
    TRY_LOAD(heard.hasMessage(u"\"tried\""_s));
    TRY(heard.hasNote(u"pop-up refused"_s, u"nobody clicked"_s));
    QCOMPARE(m_view->popups().size(), 0);
    stillWorks();
}

void HostileTest::popupToLocalAddress()
{
    openWith(u"button('Files', () => window.open('file:///etc/hostname')); button('Data', () => window.open('data:text/html,<h1>x'));"
             "button('Script', () => window.open('javascript:alert(1)'));"_s);
    for (const QString &name : {u"Files"_s, u"Data"_s, u"Script"_s}) {
        click(name);
        TRY(heard.hasNote(u"navigation refused"_s) || name == u"Script"_s);
        for (PopupWindow *popup : m_view->popups())
            QVERIFY(popup->view()->url().isEmpty() || popup->view()->url().scheme() == "about"_L1);
        heard = {};
    }
    stillWorks();
}

void HostileTest::popupReplacesItself()
{
    openWith(u"button('Open', () => window.open('/bank', '_blank', 'width=200,height=100'));"_s);
    m_widget->setPage(u"/bank"_s, {.body = "<h1>Bank</h1><script>setTimeout(() => { location = 'file:///etc/hostname'; }, 50);"
                                           "setTimeout(() => { location = 'https://sync.aero.inc/?secret=1'; }, 100);"
                                           "setTimeout(() => { location = 'data:text/html,hello'; }, 150);</script>"});
    click(u"Open"_s);
    TRY(heard.hasNote(u"request refused"_s, u"sync.aero.inc"_s));
    QCOMPARE(m_view->popups().size(), 1);
    PopupWindow *popup = m_view->popups().first();
    TRY(popup->findChild<QLabel *>(u"popupProblem"_s)->text().contains(u"https://sync.aero.inc"_s));
    QVERIFY(!popup->findChild<QLabel *>(u"popupProblem"_s)->text().contains(u"secret"_s));
    QVERIFY(popup->width() >= 380 && popup->height() >= 640);
    QCOMPARE(popup->windowTitle(), u"Bank – %1"_s.arg(m_widget->origin().toString()));
    QCOMPARE(popup->findChild<QLabel *>(u"popupLock"_s)->text(), u"On this machine"_s);
    QTest::keyClick(popup, Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_view->popups().size(), 0);
    for (const Heard::Note &note : std::as_const(heard.notes))
        QVERIFY(!note.detail.contains(u"secret=1"_s));
    stillWorks();
}

void HostileTest::download()
{
    openWith(u"const a = document.createElement('a'); a.href = '/file'; a.download = 'evil.sh'; document.body.append(a);"
             "button('Take', () => a.click());"_s);
    m_widget->setPage(u"/file"_s, {.body = "rm", .type = "application/octet-stream",
                                   .headers = {{"Content-Disposition", "attachment; filename=evil.sh"}}});
    click(u"Take"_s);
    TRY(heard.hasNote(u"download refused"_s, u"evil.sh"_s));
    stillWorks();
}

void HostileTest::permissions_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("listed");
    QTest::newRow("geolocation") << u"navigator.geolocation.getCurrentPosition(() => done('granted'), e => done('refused'))"_s << u"permission refused"_s;
    QTest::newRow("notifications") << u"Notification.requestPermission().then(p => done(p === 'granted' ? p : 'refused'))"_s << u"permission refused"_s;
    QTest::newRow("camera") << u"navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(() => done('granted'), () => done('refused'))"_s << QString();
    QTest::newRow("clipboard read") << u"navigator.clipboard.readText().then(() => done('granted'), () => done('refused'))"_s << QString();
    QTest::newRow("screen") << u"navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => done('granted'), () => done('refused'))"_s << QString();
    QTest::newRow("files") << u"showOpenFilePicker ? showOpenFilePicker().then(() => done('granted'), () => done('refused')) : done('refused')"_s << QString();
    QTest::newRow("file chooser") << u"(() => { const f = document.createElement('input'); f.type = 'file'; f.click(); done('refused'); })()"_s << u"file chooser refused"_s;
    QTest::newRow("full screen") << u"document.documentElement.requestFullscreen().then(() => done('granted'), () => done('refused'))"_s << QString();
    QTest::newRow("print") << u"(() => { print(); done('refused'); })()"_s << u"printing refused"_s;
    QTest::newRow("protocol handler") << u"(() => { navigator.registerProtocolHandler('web+x', location.origin + '/%s'); done('refused'); })()"_s << u"permission refused"_s;
    QTest::newRow("midi") << u"navigator.requestMIDIAccess({ sysex: true }).then(() => done('granted'), () => done('refused'))"_s << QString();
}

void HostileTest::permissions()
{
    QFETCH(QString, script);
    QFETCH(QString, listed);
    // In a pop-up, which is a top-level page and has no permissions policy of an embedder to stop it.
    openWith(u"button('Open', () => window.open('/bank')); addEventListener('message', e => post('outcome', e.data));"_s);
    m_widget->setPage(u"/bank"_s, {.body = u"<button id=ask>Ask</button><script>const done = r => opener.postMessage(r, '*');"
                                           "ask.onclick = () => { try { %1 } catch (e) { done('refused'); } };</script>"_s.arg(script).toUtf8()});
    click(u"Open"_s);
    TRY_LOAD(m_view->popups().size() == 1);
    click(u"Ask"_s);
    TRY_LOAD(heard.hasMessage(u"\"outcome\""_s));
    QVERIFY(heard.hasMessage(u"\"payload\":\"refused\""_s));
    if (!listed.isEmpty())
        TRY(heard.hasNote(listed));
}

void HostileTest::dialogs()
{
    openWith(u"setTimeout(() => { for (let i = 0; i < 200; ++i) alert('boo ' + i);"
             "post('answers', { yes: confirm('really?'), text: prompt('name?', 'x') }); }, 20);"_s);
    TRY_LOAD(heard.hasMessage(u"\"answers\""_s));
    QVERIFY(heard.hasMessage(u"{\"yes\":false,\"text\":null}"_s));
    QVERIFY(heard.hasNote(u"dialog refused"_s, u"boo 0"_s));
    TRY(heard.hasNote(u"dialog refused"_s, u"more of these"_s));
    QVERIFY(heard.noteCount(u"dialog refused"_s) < 30);
    QCOMPARE(QApplication::activeModalWidget(), nullptr);
    stillWorks();
}

void HostileTest::colourDialog()
{
    openWith(u"const i = document.createElement('input'); i.type = 'color'; document.body.prepend(i);"
             "button('Paint', () => i.showPicker ? i.showPicker() : i.click());"_s);
    click(u"Paint"_s);
    TRY(heard.hasNote(u"dialog refused"_s, u"colour"_s));
    TRY(!QApplication::activeModalWidget());
    stillWorks();
}

void HostileTest::consoleStorm()
{
    openWith(u"for (let i = 0; i < 3000; ++i) console.log('chatter ' + i, 'x'.repeat(5000)); console.warn('careful'); post('tried', 1);"_s);
    TRY_LOAD(heard.hasMessage(u"\"tried\""_s));
    TRY(heard.hasNote(u"page console"_s, u"more of these"_s));
    QVERIFY(heard.noteCount(u"page console"_s) < 60);
    for (const Heard::Note &note : std::as_const(heard.notes))
        QVERIFY(note.detail.size() < 9000); // the log keeps less of it (session_linkflow)
    stillWorks();
}

void HostileTest::requestsOutside()
{
    // A server on this machine under a name that is not loopback is as good as the real internet here: the guard
    // judges by name, and nothing may even be looked up.
    openWith(u"const out = 'sync.aero.inc'; const tries = ["
             "fetch('https://' + out + '/a'), fetch('https://192.0.2.1/x'),"
             "new Promise((ok, no) => { const w = new WebSocket('wss://' + out + '/s'); w.onopen = ok; w.onerror = no; }),"
             "new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'https://' + out + '/i.png'; }),"
             "new Promise((ok, no) => { const s = document.createElement('script'); s.onload = ok; s.onerror = no; s.src = 'https://' + out + '/s.js'; document.head.append(s); }),"
             "new Promise((ok, no) => { const w = new Worker(URL.createObjectURL(new Blob([`fetch('https://sync.aero.inc/w').then(() => postMessage(1), () => postMessage(0))`])));"
             " w.onmessage = e => e.data ? ok() : no(); })];"
             "navigator.sendBeacon('https://' + out + '/b');"
             "Promise.allSettled(tries).then(list => post('outcomes', list.map(one => one.status).join()));"_s);
    TRY_LOAD(heard.hasMessage(u"\"outcomes\""_s));
    QVERIFY(heard.hasMessage(u"rejected,rejected,rejected,rejected,rejected,rejected"_s));
    QVERIFY(heard.hasNote(u"request refused"_s, u"192.0.2.1"_s));
    const int listed = int(std::count_if(heard.notes.cbegin(), heard.notes.cend(), [](const auto &one) {
        return one.title == u"request refused"_s && one.detail.contains(u"sync.aero.inc"_s);
    }));
    QVERIFY2(listed >= 1 && listed <= 2, qPrintable(QString::number(listed))); // https and wss
    stillWorks();
}

void HostileTest::frameOfTheHostOrigin()
{
    openWith(u"document.body.insertAdjacentHTML('beforeend', `<iframe src='https://integrator.example/'></iframe>`);"_s);
    TRY_LOAD(heard.hasNote(u"request refused"_s, u"integrator.example"_s));
    stillWorks();
}

void HostileTest::channelIsOutOfReach()
{
    const QString probe = u"[typeof qt, typeof QWebChannel, typeof consoleAgent, typeof consoleDeliver,"
                          "Object.keys(window).filter(k => /qt|channel|console/i.test(k) && k !== 'console').join('+')].join()"_s;
    openWith(u"button('Open', () => window.open('/bank')); post('frame', %1);"
             "try { post('parent', typeof parent.qt); } catch (e) { post('parent', 'denied'); }"
             "addEventListener('message', e => post('popup', e.data));"_s.arg(probe));
    m_widget->setPage(u"/bank"_s, {.body = u"<script>opener.postMessage(%1, '*')</script>"_s.arg(probe).toUtf8()});
    TRY_LOAD(heard.hasMessage(u"{\"type\":\"parent\",\"payload\":\"denied\"}"_s));
    QVERIFY(heard.hasMessage(u"{\"type\":\"frame\",\"payload\":\"undefined,undefined,undefined,undefined,\"}"_s));
    click(u"Open"_s);
    TRY_LOAD(heard.hasMessage(u"{\"type\":\"popup\",\"payload\":\"undefined,undefined,undefined,undefined,\"}"_s));
    // Nor do the host page's own scripts, which the SDK is one of.
    QVariant main;
    m_view->view()->page()->runJavaScript(probe, [&](const QVariant &value) { main = value; });
    TRY(main.isValid());
    QCOMPARE(main.toString(), u"undefined,undefined,undefined,undefined,"_s);
}

void HostileTest::deeplinks_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("caught");
    QTest::newRow("its own") << u"myapp://bank-link"_s << u"myapp://bank-link?status=success&connectionId=c1"_s << true;
    QTest::newRow("web address") << u"https://app.customer.example/return"_s << u"https://app.customer.example/return?status=close"_s << true;
    QTest::newRow("another") << u"myapp://bank-link"_s << u"otherapp://bank-link?status=success"_s << false;
    QTest::newRow("no option") << QString() << u"myapp://bank-link?status=success"_s << false;
    QTest::newRow("mail") << QString() << u"mailto:nobody@example.com"_s << false;
}

void HostileTest::deeplinks()
{
    QFETCH(QString, option);
    QFETCH(QString, address);
    QFETCH(bool, caught);
    LaunchOptions options;
    options.deeplink = option;
    m_widget = std::make_unique<FakeWidget>();
    m_widget->setPage(u"/bank"_s, {.body = u"<button onclick=\"location = '%1'\">Return</button>"_s.arg(address).toUtf8()});
    openWith(u"button('Jump', () => { location = '%1'; }); button('Open', () => window.open('/bank'));"_s.arg(address), options);
    click(u"Jump"_s);
    const auto judged = [&](int times) { return caught ? heard.deeplinks.size() == times : heard.noteCount(u"deep link refused"_s) >= times; };
    TRY(judged(1));
    click(u"Open"_s); // the frame is still the widget
    TRY_LOAD(m_view->popups().size() == 1);
    click(u"Return"_s);
    TRY(judged(2));
    QVERIFY(!m_view->popups().first()->findChild<QLabel *>(u"popupProblem"_s)->isVisible()); // its page is still there
    if (caught)
        QCOMPARE(heard.deeplinks.first().toString(QUrl::FullyEncoded), address);
    else
        QVERIFY(heard.deeplinks.isEmpty());
    for (PopupWindow *popup : m_view->popups())
        popup->close();
    stillWorks();
}

void HostileTest::beforeUnloadDoesNotHold()
{
    openWith(u"addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'stay'; });"_s);
    click(u"Fail"_s); // a page must have been touched for beforeunload to ask
    m_view->close();
    QVERIFY(!m_view->isOpen());
    m_view->open(launchFor(*m_widget));
    heard = {};
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    QCOMPARE(QApplication::activeModalWidget(), nullptr);
}

QTEST_MAIN(HostileTest)
#include "hostile.moc"
