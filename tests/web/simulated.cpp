// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's real widget, the vendor's real SDKs, the session's real flow: a bank is linked by input events.
#include "support/webcase.h"

#include "app/world.h"
#include "web/popupwindow.h"
#include "web/widgetdriver.h"

#include <QTemporaryDir>
#include <QWebEngineView>

using namespace Qt::StringLiterals;
using namespace console;

class SimulatedTest : public WebCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void link_data();
    void link();
    void oauth_data();
    void oauth();
    void closedByTheUser();
    void endedFromOutside();
    void hostOriginNotAllowed();

private:
    void start(const LaunchOptions &options);
    void click(const QStringList &names);
    void type(const QString &field, const QString &text);
    void signIn();
    LinkFlow *flow() { return m_world->session()->link(); }
    QTemporaryDir m_folder;
    std::unique_ptr<World> m_world;
    std::unique_ptr<WidgetView> m_view;
    std::unique_ptr<WidgetDriver> m_driver;

private Q_SLOTS:
    void cleanup()
    {
        if (QTest::currentTestFailed()) {
            for (const LogEntry &entry : m_world->session()->log()->entries()) {
                if (flow()->launch() && entry.launchId == flow()->launch()->id)
                    qInfo().noquote() << entry.title << entry.detail.left(200);
            }
        }
        flow()->end();
        m_driver.reset();
        m_view.reset();
        WebCase::cleanup();
    }
    void cleanupTestCase() { m_world.reset(); }
};

void SimulatedTest::initTestCase()
{
    m_world = std::make_unique<World>(World::Secrets::MemoryOnly, m_folder.filePath(u"settings.ini"_s));
    Session *session = m_world->session();
    QVERIFY(session->environments()->choose(u"simulator"_s));
    m_world->wake();
    TRY_WITHIN(session->environments()->isReady() && session->keys()->credentials().hasAerosync(), 20000);
}

void SimulatedTest::start(const LaunchOptions &options)
{
    // A new person each time: one account can be linked three times only (contract g).
    static int people = 0;
    UserFlow *user = m_world->session()->user();
    user->create({.firstName = u"Dana"_s, .lastName = u"Lee"_s, .email = u"dana%1@example.com"_s.arg(++people),
                  .phone = u"+1312555%1"_s.arg(1000 + people)});
    QTRY_COMPARE_WITH_TIMEOUT(user->state(), UserState::Ready, 20000);
    m_view = std::make_unique<WidgetView>();
    m_view->resize(900, 800);
    m_view->show();
    m_view->attach(flow());
    listen(*m_view);
    m_driver = std::make_unique<WidgetDriver>(m_view.get());
    flow()->setOptions(options);
    flow()->start();
}

void SimulatedTest::click(const QStringList &names)
{
    bool done = false;
    Result<void> result;
    m_driver->click({.role = u"button"_s, .names = names}, this, [&](const Result<void> &given) {
        done = true;
        result = given;
    });
    TRY_WITHIN(done, 20000);
    QVERIFY2(result, qPrintable(result ? QString() : oneLine(result.error()) + result.error().advice));
}

void SimulatedTest::type(const QString &field, const QString &text)
{
    bool done = false;
    Result<void> result;
    m_driver->type({.field = field}, text, this, [&](const Result<void> &given) {
        done = true;
        result = given;
    });
    TRY_WITHIN(done, 20000);
    QVERIFY2(result, qPrintable(result ? QString() : oneLine(result.error()) + result.error().advice));
}

void SimulatedTest::signIn()
{
    type(u"username"_s, u"sync"_s);
    type(u"password"_s, u"no_mfa"_s);
    click({u"Sign in"_s});
}

void SimulatedTest::link_data()
{
    QTest::addColumn<QString>("sdk");
    QTest::addColumn<int>("type");
    QTest::newRow("2.1.4 iframe") << u"2.1.4"_s << int(LaunchType::Iframe);
    QTest::newRow("2.1.4 embedded bank view") << u"2.1.4"_s << int(LaunchType::EmbeddedBankView);
    QTest::newRow("2.1.4 system browser") << u"2.1.4"_s << int(LaunchType::SystemBrowser);
    QTest::newRow("1.1.3 iframe") << u"1.1.3"_s << int(LaunchType::Iframe);
    QTest::newRow("1.1.3 embedded bank view") << u"1.1.3"_s << int(LaunchType::EmbeddedBankView);
    QTest::newRow("1.1.0 iframe") << u"1.1.0"_s << int(LaunchType::Iframe);
}

void SimulatedTest::link()
{
    QFETCH(QString, sdk);
    QFETCH(int, type);
    LaunchOptions options;
    options.sdkVersion = sdk;
    options.type = LaunchType(type);
    start(options);
    if (options.type != LaunchType::EmbeddedBankView)
        click({u"Continue"_s});
    click({u"Aerobank NonOAuth"_s});
    if (options.type == LaunchType::EmbeddedBankView)
        click({u"Continue"_s});
    signIn();
    click({u"Link this account"_s});
    click({u"Continue"_s});
    QTRY_COMPARE_WITH_TIMEOUT(flow()->state(), LinkState::Succeeded, loadLimit);
    QCOMPARE(m_world->session()->connections()->all().size(), 1); // start() makes a user of its own, who has no other
    QVERIFY(!flow()->lastSuccess().isEmpty());
    TRY(!m_view->isOpen()); // the flow takes the stage away
    QCOMPARE(heard.broken, {});
    // Nothing that is noted or told holds the widget token.
    const QString token = flow()->launch()->token.revealText();
    QVERIFY(!token.isEmpty());
    for (const LogEntry &entry : m_world->session()->log()->entries())
        QVERIFY2(!entry.detail.contains(token) && !entry.url.toString().contains(token) && !entry.answerBody.contains(token.toUtf8()),
                 qPrintable(entry.title));
}

void SimulatedTest::oauth_data()
{
    QTest::addColumn<bool>("manually");
    QTest::newRow("window.open") << false;
    QTest::newRow("handleOAuthManually") << true;
}

void SimulatedTest::oauth()
{
    QFETCH(bool, manually);
    LaunchOptions options;
    options.handleOAuthManually = manually;
    start(options);
    click({u"Continue"_s});
    click({u"Aerobank OAuth"_s});
    click({u"Continue to Aerobank OAuth"_s, u"Continue"_s});
    TRY_LOAD(m_view->popups().size() == 1);
    signIn();
    click({u"Allow"_s, u"Allow access"_s});
    click({u"Share"_s, u"Share account"_s, u"Continue"_s});
    if (manually) {
        for (PopupWindow *popup : m_view->popups())
            popup->close();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_view->popups().size(), 0, loadLimit);
    click({u"Continue"_s});
    QTRY_COMPARE_WITH_TIMEOUT(flow()->state(), LinkState::Succeeded, loadLimit);
    QCOMPARE(heard.broken, {});
}

void SimulatedTest::closedByTheUser()
{
    start({});
    click({u"Continue"_s});
    click({u"Close"_s});
    click({u"Leave"_s});
    QTRY_COMPARE_WITH_TIMEOUT(flow()->state(), LinkState::Closed, loadLimit);
    TRY(!m_view->isOpen());
}

void SimulatedTest::endedFromOutside()
{
    start({});
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    flow()->end();
    QVERIFY(!m_view->isOpen());
    QCOMPARE(flow()->state(), LinkState::Closed);
}

void SimulatedTest::hostOriginNotAllowed()
{
    start({});
    TRY_LOAD(heard.hasMessage(u"widgetPageLoaded"_s));
    // The same launch from an origin that the simulator does not have on its list.
    WidgetLaunch launch = *flow()->launch();
    launch.environment.hostOrigin = QUrl(u"https://not-listed.example"_s);
    WidgetView other;
    QSignalSpy broke(&other, &WidgetView::broke), message(&other, &WidgetView::message);
    other.show();
    other.open(launch);
    TRY_LOAD(broke.size() == 1);
    QVERIFY(broke.first().at(1).value<Error>().message.contains(u"https://not-listed.example"_s));
    QVERIFY(broke.first().at(1).value<Error>().advice.contains(u"https://integrator.example"_s)); // who is on the list
    QVERIFY(message.isEmpty());
}

QTEST_MAIN(SimulatedTest)
#include "simulated.moc"
