// SPDX-License-Identifier: GPL-3.0-or-later
// The driver inside the SDK's real, cross-origin iframe: finds by role and name, clicks and types with trusted events.
#include "support/webcase.h"

#include "web/popupwindow.h"
#include "web/widgetdriver.h"

#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// One settled answer of the driver.
template <typename T>
struct Settled {
    bool done = false;
    Result<T> result = fail(Error{});
    auto take()
    {
        return [this](const Result<T> &given) {
            done = true;
            result = given;
        };
    }
};

} // namespace

class DriverTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void findsByRoleAndName_data();
    void findsByRoleAndName();
    void clickIsTrusted();
    void clicksWhereItIsShownSmaller();
    void typingIsTrustedAndReplaces();
    void scrollsIntoView();
    void waitsForWhatComesLater();
    void waitsForTheExactOne();
    void timeoutNamesWhatIsThere();
    void coveredAndDisabledAreNotClicked();
    void popup();
    void embeddedView();
    void visibleTextAndPicture();
    void pageNoticesNothing();
    void receiverGone();

private:
    void openWith(const QString &script, LaunchOptions options = {});
    Result<void> click(const Target &target);
    Result<void> type(const Target &target, const QString &text);
    Result<Found> find(const Target &target);
    std::unique_ptr<FakeWidget> m_widget;
    std::unique_ptr<WidgetView> m_view;
    std::unique_ptr<WidgetDriver> m_driver;

private Q_SLOTS:
    void cleanup()
    {
        m_driver.reset();
        m_view.reset();
        m_widget.reset();
        WebCase::cleanup();
    }
};

void DriverTest::openWith(const QString &script, LaunchOptions options)
{
    m_widget = std::make_unique<FakeWidget>();
    m_widget->setScript(script);
    m_view = std::make_unique<WidgetView>();
    m_view->resize(900, 760);
    m_view->show();
    listen(*m_view);
    m_driver = std::make_unique<WidgetDriver>(m_view.get());
    WidgetLaunch launch = launchFor(*m_widget);
    launch.options = options;
    m_view->open(launch);
}

Result<void> DriverTest::click(const Target &target)
{
    Settled<void> settled;
    m_driver->click(target, this, settled.take());
    [&] { TRY_WITHIN(settled.done, 20000); }();
    return settled.result;
}

Result<void> DriverTest::type(const Target &target, const QString &text)
{
    Settled<void> settled;
    m_driver->type(target, text, this, settled.take());
    [&] { TRY_WITHIN(settled.done, 20000); }();
    return settled.result;
}

Result<Found> DriverTest::find(const Target &target)
{
    Settled<Found> settled;
    m_driver->find(target, this, settled.take());
    [&] { TRY_WITHIN(settled.done, 20000); }();
    return settled.result;
}

void DriverTest::findsByRoleAndName_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("foundRole");
    QTest::addColumn<QString>("foundName");
    QTest::newRow("exact before contained") << u"button"_s << QStringList{u"go"_s} << QString() << u"button"_s << u"Go"_s;
    QTest::newRow("contained") << u"button"_s << QStringList{u"further"_s} << QString() << u"button"_s << u"Go further"_s;
    QTest::newRow("second alternative") << u"button"_s << QStringList{u"nowhere"_s, u"Go"_s} << QString() << u"button"_s << u"Go"_s;
    QTest::newRow("aria-label") << u"button"_s << QStringList{u"Shut"_s} << QString() << u"button"_s << u"Shut"_s;
    QTest::newRow("label for") << u"textbox"_s << QStringList{u"User name"_s} << QString() << u"textbox"_s << u"User name"_s;
    QTest::newRow("placeholder") << u"textbox"_s << QStringList{u"Password"_s} << QString() << u"textbox"_s << u"Password"_s;
    QTest::newRow("label around") << u"checkbox"_s << QStringList{u"I agree"_s} << QString() << u"checkbox"_s << u"I agree"_s;
    QTest::newRow("field") << QString() << QStringList() << u"user"_s << u"textbox"_s << u"User name"_s;
    QTest::newRow("heading") << u"heading"_s << QStringList{u"Fake widget"_s} << QString() << u"heading"_s << u"Fake widget"_s;
    QTest::newRow("any role: the control") << QString() << QStringList{u"Go"_s} << QString() << u"button"_s << u"Go"_s;
    QTest::newRow("any role: plain text") << QString() << QStringList{u"plain words"_s} << QString() << QString() << u"some plain words here"_s;
    QTest::newRow("role attribute") << u"button"_s << QStringList{u"Dressed"_s} << QString() << u"button"_s << u"Dressed up"_s;
    QTest::newRow("not what denies it") << u"button"_s << QStringList{u"Permit"_s} << QString() << u"button"_s << u"Permit it all"_s;
    QTest::newRow("a note behind denies nothing") << u"button"_s << QStringList{u"Lantern Bank"_s} << QString() << u"button"_s << u"Lantern Bank Not available"_s;
    QTest::newRow("another clause denies nothing") << u"button"_s << QStringList{u"Come in"_s} << QString() << u"button"_s << u"Not you? Come in"_s;
    QTest::newRow("visible before hidden") << u"button"_s << QStringList{u"Twin"_s} << QString() << u"button"_s << u"Twin"_s;
}

void DriverTest::findsByRoleAndName()
{
    QFETCH(QString, role);
    QFETCH(QStringList, names);
    QFETCH(QString, field);
    QFETCH(QString, foundRole);
    QFETCH(QString, foundName);
    openWith(u"document.body.insertAdjacentHTML('beforeend', `<button>Go further</button><button>Go</button>"
             "<div id=small><style>#small button { font-size: 5px; padding: 0; margin: 0 }</style><button>Do not permit</button><button>Permit it all</button><button>Not you? Come in</button><button>Lantern Bank <i>Not available</i></button></div>"
             "<button aria-label='Shut'>x</button><div role=button tabindex=0>Dressed up</div><p>some plain words here</p>"
             "<button hidden>Twin</button><button disabled>Twin</button><button id=t>Twin</button>`);"_s);
    const Result<Found> found = find({.role = role, .names = names, .field = field});
    QVERIFY2(found, qPrintable(found ? QString() : oneLine(found.error())));
    QCOMPARE(found->role, foundRole);
    QCOMPARE(found->name, foundName);
    QVERIFY(found->enabled);
    QVERIFY(!found->inPopup);
    QVERIFY(m_view->rect().contains(found->rect));
}

void DriverTest::clickIsTrusted()
{
    openWith(u"document.getElementById('link').addEventListener('click', e => post('probe', { trusted: e.isTrusted, "
             "activation: navigator.userActivation ? navigator.userActivation.isActive : null }));"_s);
    QVERIFY(click({.role = u"button"_s, .names = {u"Link"_s}}));
    TRY(heard.hasMessage(u"\"trusted\":true"_s));
    TRY(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
}

void DriverTest::clicksWhereItIsShownSmaller()
{
    openWith(u"document.getElementById('link').addEventListener('click', () => post('probe', { ratio: devicePixelRatio }));"_s);
    m_view->setZoom(0.6);
    QVERIFY(click({.role = u"button"_s, .names = {u"Link"_s}}));
    QTRY_VERIFY2(heard.hasMessage(u"\"ratio\":0.6"_s), qPrintable(heard.describe()));
    m_view->open(launchFor(*m_widget)); // the next launch keeps it
    QVERIFY(click({.role = u"button"_s, .names = {u"Link"_s}}));
    QCOMPARE(m_view->view()->zoomFactor(), 0.6);
}

void DriverTest::typingIsTrustedAndReplaces()
{
    openWith(u"const f = document.querySelector('[name=user]'); f.value = 'before'; let trusted = true;"
             "f.addEventListener('keydown', e => { trusted = trusted && e.isTrusted; });"
             "f.addEventListener('input', e => post('probe', { value: f.value, trusted: trusted && e.isTrusted }));"
             "const s = document.querySelector('[name=secret]'); s.addEventListener('input', () => post('secret', s.value));"_s);
    QVERIFY(type({.field = u"user"_s}, u"Dana.Lee@Example.com 123 é_%#"_s));
    TRY(heard.hasMessage(u"\"value\":\"Dana.Lee@Example.com 123 é_%#\",\"trusted\":true"_s));
    QVERIFY(type({.role = u"textbox"_s, .names = {u"Password"_s}}, u"S3cret!"_s));
    TRY(heard.hasMessage(u"\"payload\":\"S3cret!\""_s));
    const Result<Found> user = find({.field = u"user"_s}), secret = find({.field = u"secret"_s});
    QCOMPARE(user->value, u"Dana.Lee@Example.com 123 é_%#"_s);
    QCOMPARE(secret->value, QString()); // a password is never read back
    QVERIFY(type({.field = u"user"_s}, {}));
    TRY(heard.hasMessage(u"\"value\":\"\""_s));
}

void DriverTest::scrollsIntoView()
{
    openWith(u"document.body.insertAdjacentHTML('beforeend', `<div style='height:3000px'></div>"
             "<button onclick=\"post('probe','deep')\">Deep</button>`);"_s);
    QVERIFY(click({.role = u"button"_s, .names = {u"Deep"_s}}));
    TRY(heard.hasMessage(u"\"payload\":\"deep\""_s));
}

void DriverTest::waitsForWhatComesLater()
{
    openWith(u"setTimeout(() => { document.body.insertAdjacentHTML('beforeend', "
             "`<button id=late disabled onclick=\"post('probe','late')\">Late</button>`); }, 700);"
             "setTimeout(() => { document.getElementById('late').disabled = false; }, 1400);"_s);
    QVERIFY(click({.role = u"button"_s, .names = {u"Late"_s}}));
    TRY(heard.hasMessage(u"\"payload\":\"late\""_s));
}

/// What is called exactly so is waited for, although another one that contains the word could be clicked at once.
void DriverTest::waitsForTheExactOne()
{
    openWith(u"document.body.insertAdjacentHTML('beforeend', "
             "`<button onclick=\"post('probe','more')\">Permit more</button><button id=one disabled onclick=\"post('probe','exact')\">Permit</button>`);"
             "setTimeout(() => { document.getElementById('one').disabled = false; }, 700);"_s);
    QVERIFY(click({.role = u"button"_s, .names = {u"Permit"_s}}));
    TRY(heard.hasMessage(u"\"payload\":\"exact\""_s));
    QVERIFY(!heard.hasMessage(u"\"payload\":\"more\""_s));
}

void DriverTest::timeoutNamesWhatIsThere()
{
    openWith({});
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    m_driver->setLimit(std::chrono::seconds(1));
    const Result<void> result = click({.role = u"button"_s, .names = {u"Not there"_s}});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Timeout);
    QVERIFY(result.error().message.contains(u"Not there"_s));
    QVERIFY2(result.error().advice.contains(u"button “Link”"_s), qPrintable(result.error().advice));
    // Nothing is open at all: a timeout too, not a crash.
    m_view->close();
    QCOMPARE(click({.names = {u"Link"_s}}).error().kind, Error::Kind::Timeout);
}

void DriverTest::coveredAndDisabledAreNotClicked()
{
    openWith(u"document.body.insertAdjacentHTML('beforeend', `<button disabled>Dead</button>"
             "<div style='position:fixed;inset:0;background:#ccc8' id=veil></div>`);"_s);
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    m_driver->setLimit(std::chrono::seconds(1));
    const Result<void> covered = click({.role = u"button"_s, .names = {u"Link"_s}});
    QCOMPARE(covered.error().kind, Error::Kind::Timeout);
    QVERIFY2(covered.error().message.contains(u"covered"_s), qPrintable(covered.error().message));
    const Result<void> dead = click({.role = u"button"_s, .names = {u"Dead"_s}});
    QVERIFY2(dead.error().message.contains(u"disabled"_s), qPrintable(dead.error().message));
    QVERIFY(!heard.hasMessage(u"pageSuccess"_s));
}

void DriverTest::popup()
{
    openWith(u"document.getElementById('bank').onclick = () => window.open('/bank', '_blank', 'width=500,height=700');"
             "addEventListener('message', e => post('from-bank', e.data));"_s);
    m_widget->setPage(u"/bank"_s, {.body = "<h1>Bank</h1><label>Login <input name=login></label><button onclick=\"opener.postMessage("
                                           "'hello ' + document.querySelector('input').value, '*'); window.close()\">Allow</button>"});
    QVERIFY(click({.role = u"button"_s, .names = {u"Bank"_s}}));
    TRY_LOAD(m_view->popups().size() == 1);
    QVERIFY(type({.field = u"login"_s, .where = Target::Where::Popup}, u"sync"_s));
    const Result<Found> allow = find({.role = u"button"_s, .names = {u"Allow"_s}});
    QVERIFY(allow && allow->inPopup);
    QVERIFY(click({.role = u"button"_s, .names = {u"Allow"_s}}));
    TRY(heard.hasMessage(u"\"payload\":\"hello sync\""_s, m_widget->origin().toString()));
    QTRY_COMPARE(m_view->popups().size(), 0);
}

void DriverTest::embeddedView()
{
    LaunchOptions options;
    options.type = LaunchType::EmbeddedBankView;
    openWith({}, options);
    QVERIFY(click({.role = u"button"_s, .names = {u"Bank"_s}}));
    TRY_LOAD(m_widget->count(u"/"_s) == 1);
    // The full widget covers the list: the same names exist twice, and the upper one is meant.
    TRY_LOAD(heard.addresses.size() == 2);
    QVERIFY(click({.role = u"button"_s, .names = {u"Link"_s}}));
    TRY(heard.hasCallback(u"onSuccess"_s, u"c0ffee00"_s));
}

void DriverTest::visibleTextAndPicture()
{
    openWith(u"document.body.style.background = '#123456';"_s);
    QVERIFY(find({.role = u"heading"_s, .names = {u"Fake widget"_s}}));
    QString text;
    m_driver->visibleText(this, [&](const QString &given) { text = given; });
    TRY(!text.isEmpty());
    const QStringList lines = text.split(u'\n');
    QVERIFY(lines.contains(u"Fake widget"_s));
    QVERIFY(lines.contains(u"Link"_s));
    QTRY_COMPARE(m_driver->picture().pixelColor(m_view->width() / 2, m_view->height() - 60), QColor(0x12, 0x34, 0x56));
}

void DriverTest::pageNoticesNothing()
{
    // Whatever the page can see of what the driver does: messages, new globals, changed elements.
    openWith(u"const before = Object.getOwnPropertyNames(window).length, html = document.documentElement.outerHTML.length;"
             "let seen = 0; addEventListener('message', () => ++seen, true);"
             "new MutationObserver(() => ++seen).observe(document, { subtree: true, childList: true, attributes: true });"
             "document.getElementById('close').onclick = () => post('probe', { seen, added: Object.getOwnPropertyNames(window).length - before,"
             " qt: typeof qt, channel: typeof QWebChannel, agent: typeof consoleAgent });"_s);
    QVERIFY(find({.role = u"heading"_s, .names = {u"Fake widget"_s}}));
    QVERIFY(click({.role = u"button"_s, .names = {u"Close"_s}}));
    TRY(heard.hasMessage(u"{\"seen\":0,\"added\":0,\"qt\":\"undefined\",\"channel\":\"undefined\",\"agent\":\"undefined\"}"_s));
}

void DriverTest::receiverGone()
{
    openWith({});
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    m_driver->find({.role = u"heading"_s, .names = {u"Fake widget"_s}}, receiver.get(), [&](const Result<Found> &) { called = true; });
    receiver.reset();
    QVERIFY(find({.role = u"heading"_s, .names = {u"Fake widget"_s}}));
    QVERIFY(!called);
}

QTEST_MAIN(DriverTest)
#include "driver.moc"
