// SPDX-License-Identifier: GPL-3.0-or-later
// LinkFlow: one launch at a time with a new token; success once in whatever order things come; closes; MFA; strangers.
#include "session_fixture.h"

#include "session/connections.h"
#include "session/linkflow.h"
#include "session/userflow.h"

using namespace fixture;

namespace {

const QString origin = u"http://127.0.0.1:9"_s;
const QString v2Success = QStringLiteral("{\"connectionId\":\"c1\",\"clientName\":\"Acme\",\"aeroPassUserUuid\":\"u1\"}");
const QString twoSuccess = QStringLiteral("{\"accounts\":[{\"connectionId\":\"c1\",\"accountType\":\"CHECKING\",\"accountNumberDisplay\":\"2901\"},{\"connectionId\":\"c2\"}],\"clientName\":\"Acme\"}");

QString message(const QString &type, const QString &payload = u"{}"_s)
{
    return u"{\"type\":\"%1\",\"payload\":%2}"_s.arg(type, payload);
}

} // namespace

class SessionLinkFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void launchesWithANewTokenEachTime();
    void whatStandsAgainstALaunch();
    void wrongKeysFailTheLaunch();
    void networkFailureCanBeRetried();
    void newKeysWhileItIsPreparedEndIt();
    void aLaunchThatIsPreparedIsReplaced();
    void aRunningLaunchIsEndedFirst();
    void successOnceInWhateverOrder_data();
    void successOnceInWhateverOrder();
    void severalAccounts();
    void theBankIsNeverTheClientName();
    void closeWithoutSuccess();
    void whatTheWidgetReportedIsKeptUntilTheNextLaunch();
    void whatThePersonGotOverIsNotWhyItEnded();
    void successWithoutAConnectionIsAFailure();
    void unreadableSuccessCallbackIsAFailure();
    void anotherUsersSuccessIsWarnedOf();
    void thePageStaysForTheCallbacksThenGoes();
    void endFromOutside();
    void mfaLaunch();
    void mfaEndsOnceHoweverItEnds_data();
    void mfaEndsOnceHoweverItEnds();
    void mfaNeverOpensTheEmbeddedView();
    void whatAnMfaWidgetSaysOfAFailureIsPassedOn();
    void errorsAreLoggedWithAdvice();
    void strangersAreListedAndIgnored();
    void messagesOfAnEarlierLaunchAreIgnored();
    void longMessagesAreCutAfterRedaction();
    void theTokenExpires();
    void brokenPage();
    void deepLinks();
    void externalWindow_data();
    void externalWindow();
    void receivedAddress();
    void resetEndsAndForgets();
    void optionsAreForTheNextLaunch();
    void slotsMayStartAnew();
    void nothingSecretIsRecorded();

private:
    void launch();
    QString id() const { return m_flow->launch() ? m_flow->launch()->id : QString(); }
    void say(const QString &type, const QString &payload = u"{}"_s) { m_flow->pageMessage(id(), origin, message(type, payload), true); }
    bool logged(LogEntry::Kind kind, const QString &part) const { return m_world->notes(kind).filter(part).size() == 1; }
    std::unique_ptr<World> m_world;
    std::unique_ptr<UserFlow> m_user;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<LinkFlow> m_flow;
    std::unique_ptr<QSignalSpy> m_ready, m_ended, m_linked, m_mfaOpened, m_mfaEnded;
};

void SessionLinkFlow::init()
{
    m_world = std::make_unique<World>();
    m_user = std::make_unique<UserFlow>(&m_world->api, &m_world->tokens, &m_world->log);
    m_connections = std::make_unique<Connections>();
    m_flow = std::make_unique<LinkFlow>(&m_world->api, &m_world->tokens, m_user.get(), m_connections.get(), &m_world->log, m_world->clock);
    m_ready = std::make_unique<QSignalSpy>(m_flow.get(), &LinkFlow::launchReady);
    m_ended = std::make_unique<QSignalSpy>(m_flow.get(), &LinkFlow::launchEnded);
    m_linked = std::make_unique<QSignalSpy>(m_flow.get(), &LinkFlow::linked);
    m_mfaOpened = std::make_unique<QSignalSpy>(m_flow.get(), &LinkFlow::mfaOpened);
    m_mfaEnded = std::make_unique<QSignalSpy>(m_flow.get(), &LinkFlow::mfaEnded);
    m_user->use(u"u1"_s);
    m_world->network.on("POST /v2/token_widget", R"({"status":"success","token":"widget-token-1","userId":"w1"})");
}

void SessionLinkFlow::cleanup()
{
    m_flow.reset();
    m_user.reset();
    m_connections.reset();
    m_world.reset();
}

void SessionLinkFlow::launch()
{
    m_flow->start();
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
}

void SessionLinkFlow::launchesWithANewTokenEachTime()
{
    m_world->network.forget("POST /v2/token_widget");
    m_world->network.on("POST /v2/token_widget", R"({"token":"widget-token-1"})");
    m_world->network.on("POST /v2/token_widget", R"({"token":"widget-token-2"})");
    LaunchOptions options;
    options.configurationId = u"conf-1"_s;
    m_flow->setOptions(options);
    m_flow->start();
    QCOMPARE(m_flow->state(), LinkState::Preparing);
    QTRY_COMPARE(m_ready->count(), 1);
    const auto first = m_ready->takeFirst().first().value<WidgetLaunch>();
    QCOMPARE(first.token.reveal(), QByteArray("widget-token-1"));
    QCOMPARE(first.aeroPassUserUuid, u"u1"_s);
    QCOMPARE(first.options.configurationId, u"conf-1"_s);
    QCOMPARE(first.options.sdkEnvironment, u"sandbox"_s); // the environment's, when none is chosen
    QCOMPARE(first.environment, loopback());
    QCOMPARE(first.tokenExpiresAt, m_world->now.addSecs(1800));
    QVERIFY(!first.isMfa() && !first.productionUnlocked);
    m_flow->retry();
    QTRY_COMPARE(m_ready->count(), 1);
    const auto second = m_ready->takeFirst().first().value<WidgetLaunch>();
    QCOMPARE(second.token.reveal(), QByteArray("widget-token-2"));
    QVERIFY(second.id != first.id);
    QCOMPARE(m_ended->count(), 1);
    QCOMPARE(m_ended->first().first().toString(), first.id);
}

void SessionLinkFlow::whatStandsAgainstALaunch()
{
    m_user->forget();
    m_flow->start();
    QCOMPARE(m_flow->state(), LinkState::Failed);
    QCOMPARE(m_flow->error()->kind, Error::Kind::Input);
    QVERIFY(!m_flow->error()->advice.isEmpty());
    m_user->use(u"u1"_s);
    Environment environment = loopback();
    environment.widgetOrigin = QUrl();
    m_world->api.setEnvironment(environment);
    m_flow->start();
    QCOMPARE(m_flow->error()->kind, Error::Kind::Refused);
    environment.widgetOrigin = QUrl(u"https://sync.aero.inc"_s);
    environment.reach = Reach::Production;
    m_world->api.setEnvironment(environment);
    m_flow->start();
    QCOMPARE(m_flow->error()->kind, Error::Kind::Refused);
    QVERIFY(m_flow->error()->message.contains(u"locked"_s));
    QVERIFY(m_world->network.asked().isEmpty());
    QCOMPARE(m_ready->count(), 0);
}

void SessionLinkFlow::wrongKeysFailTheLaunch()
{
    m_world->network.forget("POST /v2/token_widget");
    m_world->network.on("POST /v2/token_widget", errorJson("AC-101"), 401);
    m_flow->start();
    QTRY_COMPARE(m_flow->state(), LinkState::Failed);
    QCOMPARE(m_flow->error()->kind, Error::Kind::Credentials);
    QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1); // said once
}

void SessionLinkFlow::networkFailureCanBeRetried()
{
    m_world->network.forget("POST /v2/token_widget");
    m_world->network.on("POST /v2/token_widget", FakeAnswer{.failure = QNetworkReply::ConnectionRefusedError});
    m_world->network.on("POST /v2/token_widget", R"({"token":"widget-token-1"})");
    m_flow->start();
    QTRY_COMPARE(m_flow->state(), LinkState::Failed);
    QCOMPARE(m_flow->error()->kind, Error::Kind::Network);
    m_flow->retry();
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    QVERIFY(!m_flow->error());
}

void SessionLinkFlow::newKeysWhileItIsPreparedEndIt()
{
    m_flow->start();
    QCOMPARE(m_flow->state(), LinkState::Preparing);
    Credentials other = goodKeys();
    other.apiSecret = Secret(QByteArray("another-secret"));
    m_world->tokens.setCredentials(other);
    QCOMPARE(m_flow->state(), LinkState::Failed); // or it would be prepared for ever
    QCOMPARE(m_flow->error()->kind, Error::Kind::Cancelled);
    QVERIFY(!adviceFor(*m_flow->error()).isEmpty());
    m_flow->retry();
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    QCOMPARE(m_ready->count(), 1);
}

void SessionLinkFlow::aLaunchThatIsPreparedIsReplaced()
{
    m_world->network.forget("POST /v2/token_widget");
    m_world->network.on("POST /v2/token_widget", FakeAnswer{.body = R"({"token":"widget-token-1"})", .delay = 20ms});
    m_world->network.on("POST /v2/token_widget", R"({"token":"widget-token-2"})");
    m_flow->start();
    m_flow->start();
    QTRY_COMPARE(m_ready->count(), 1);
    QTRY_COMPARE(m_world->network.inFlight(), 0); // the first token arrives and finds nobody
    QCOMPARE(m_ready->count(), 1);
    QCOMPARE(m_flow->launch()->token.reveal(), QByteArray("widget-token-2"));
    QCOMPARE(m_ended->count(), 0);
}

void SessionLinkFlow::aRunningLaunchIsEndedFirst()
{
    launch();
    const QString first = id();
    QStringList order;
    connect(m_flow.get(), &LinkFlow::launchEnded, this, [&](const QString &each) { order << u"end "_s + each; });
    connect(m_flow.get(), &LinkFlow::launchReady, this, [&](const WidgetLaunch &each) { order << u"ready "_s + each.id; });
    m_flow->start();
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    QCOMPARE(order, (QStringList{u"end "_s + first, u"ready "_s + id()}));
}

void SessionLinkFlow::successOnceInWhateverOrder_data()
{
    QTest::addColumn<QString>("steps"); // m message, c callback, d deep link, x widgetClose, o onClose
    for (const char *steps : {"m", "c", "d", "mc", "cm", "mcd", "mx", "mxo", "mcxo", "mcoo", "cmxoxo", "xm", "xoc", "om", "mm", "cc", "mxd", "xd", "xoxmco", "dcm"})
        QTest::newRow(steps) << QString::fromLatin1(steps);
}

void SessionLinkFlow::successOnceInWhateverOrder()
{
    QFETCH(QString, steps);
    LaunchOptions options;
    options.deeplink = u"app://back"_s;
    m_flow->setOptions(options);
    launch();
    const QString launchId = id();
    for (const QChar step : steps) {
        if (step == u'm')
            say(u"pageSuccess"_s, v2Success);
        else if (step == u'c')
            m_flow->sdkCallback(launchId, u"onSuccess"_s, u"[%1]"_s.arg(v2Success));
        else if (step == u'd')
            m_flow->deeplink(launchId, QUrl(u"app://back?status=success&connectionId=c1&clientName=Acme&aeroPassUserUuid=u1"_s));
        else if (step == u'x')
            say(u"widgetClose"_s);
        else
            m_flow->sdkCallback(launchId, u"onClose"_s, u"[]"_s);
    }
    QCOMPARE(m_flow->state(), LinkState::Succeeded);
    QCOMPARE(m_linked->count(), 1);
    QCOMPARE(m_linked->first().first().toString(), u"c1"_s);
    QCOMPARE(m_connections->all().size(), 1);
    QCOMPARE(m_connections->find(u"c1"_s)->launchId, launchId);
    QCOMPARE(m_connections->find(u"c1"_s)->linkedAt, m_world->now);
    QCOMPARE(m_flow->lastSuccess(), u"c1"_s);
    QTRY_COMPARE(m_ended->count(), 1);
    say(u"pageSuccess"_s, v2Success); // a straggler after all that
    QCOMPARE(m_linked->count(), 1);
    QCOMPARE(m_ended->count(), 1);
    QVERIFY(logged(LogEntry::Kind::Action, u"bank linked"_s));
}

void SessionLinkFlow::severalAccounts()
{
    launch();
    say(u"pageSuccess"_s, twoSuccess);
    m_flow->sdkCallback(id(), u"onSuccess"_s, u"[%1]"_s.arg(twoSuccess));
    QCOMPARE(m_linked->count(), 2);
    QCOMPARE(m_connections->all().size(), 2);
    QCOMPARE(m_connections->find(u"c1"_s)->numberDisplay, u"2901"_s);
    QCOMPARE(m_connections->find(u"c1"_s)->accountType, u"CHECKING"_s);
    QCOMPARE(m_connections->selected(), u"c2"_s);
}

void SessionLinkFlow::theBankIsNeverTheClientName()
{
    launch();
    say(u"pageSuccess"_s, v2Success);
    QVERIFY(m_connections->find(u"c1"_s)->bank.isEmpty()); // it comes with the account's details
}

void SessionLinkFlow::closeWithoutSuccess()
{
    launch();
    say(u"widgetClose"_s);
    QCOMPARE(m_flow->state(), LinkState::Closed);
    m_flow->sdkCallback(id(), u"onClose"_s, u"[]"_s);
    m_flow->sdkCallback(id(), u"onClose"_s, u"[]"_s);
    QTRY_COMPARE(m_ended->count(), 1);
    QCOMPARE(m_flow->state(), LinkState::Closed);
    QCOMPARE(m_linked->count(), 0);
    QVERIFY(!m_flow->error());
}

void SessionLinkFlow::whatTheWidgetReportedIsKeptUntilTheNextLaunch()
{
    launch();
    QVERIFY(!m_flow->reported());
    say(u"widgetError"_s, u"\"INCORRECT_CREDENTIALS | Code: AC-117 | Message: wrong answer\""_s);
    QCOMPARE(m_flow->state(), LinkState::Open); // the person may try again
    say(u"widgetClose"_s);
    QCOMPARE(m_flow->state(), LinkState::Closed);
    QVERIFY(m_flow->reported());
    QCOMPARE(m_flow->reported()->code, u"AC-117"_s);
    launch();
    QVERIFY(!m_flow->reported());
}

void SessionLinkFlow::whatThePersonGotOverIsNotWhyItEnded()
{
    const QString wrong = u"\"INCORRECT_CREDENTIALS | Code: AC-117 | Message: wrong password\""_s;
    launch();
    say(u"widgetError"_s, wrong);
    say(u"widgetPageLoaded"_s, u"{\"pageTitle\":\"Choose your account\",\"onLoadApi\":\"/bank/accounts\"}"_s);
    QVERIFY(!m_flow->reported());
    say(u"widgetClose"_s);
    QCOMPARE(m_flow->state(), LinkState::Closed);
    QVERIFY(!m_flow->reported());
    launch();
    say(u"widgetError"_s, wrong);
    say(u"widgetPageLoaded"_s, u"{\"pageTitle\":\"Something went wrong\",\"onLoadApi\":\"/error\"}"_s); // the error's own page
    say(u"widgetClose"_s);
    QVERIFY(m_flow->reported());
}

void SessionLinkFlow::successWithoutAConnectionIsAFailure()
{
    launch();
    say(u"pageSuccess"_s, u"{\"clientName\":\"Acme\"}"_s);
    QCOMPARE(m_flow->state(), LinkState::Failed);
    QCOMPARE(m_flow->error()->kind, Error::Kind::Decode);
    QTRY_COMPARE(m_ended->count(), 1);
    QVERIFY(m_connections->all().isEmpty());
}

void SessionLinkFlow::unreadableSuccessCallbackIsAFailure()
{
    launch();
    say(u"pageSuccess"_s, u"{\"connectionId\":{}}"_s);
    QCOMPARE(m_flow->state(), LinkState::Open); // the message alone is only rejected
    m_flow->sdkCallback(id(), u"onSuccess"_s, u"[{\"connectionId\":{}}]"_s);
    QCOMPARE(m_flow->state(), LinkState::Failed); // the SDK has closed the widget: nothing more would come
    QTRY_COMPARE(m_ended->count(), 1);
}

void SessionLinkFlow::anotherUsersSuccessIsWarnedOf()
{
    launch();
    say(u"pageSuccess"_s, u"{\"connectionId\":\"c1\",\"aeroPassUserUuid\":\"somebody-else\"}"_s);
    QCOMPARE(m_flow->state(), LinkState::Succeeded);
    QVERIFY(logged(LogEntry::Kind::Problem, u"somebody-else"_s));
}

void SessionLinkFlow::thePageStaysForTheCallbacksThenGoes()
{
    launch();
    const QString launchId = id();
    say(u"pageSuccess"_s, v2Success);
    QCOMPARE(m_flow->state(), LinkState::Succeeded);
    QCOMPARE(m_ended->count(), 0);
    m_flow->sdkCallback(launchId, u"onSuccess"_s, u"[%1]"_s.arg(v2Success));
    QVERIFY(logged(LogEntry::Kind::Callback, u"onSuccess"_s));
    QTRY_COMPARE(m_ended->count(), 1);
    QCOMPARE(m_ended->first().first().toString(), launchId);
}

void SessionLinkFlow::endFromOutside()
{
    m_flow->end(); // nothing runs
    QCOMPARE(m_flow->state(), LinkState::Idle);
    m_flow->start();
    m_flow->end(); // while it is prepared
    QCOMPARE(m_flow->state(), LinkState::Closed);
    QTRY_COMPARE(m_world->network.inFlight(), 0);
    QCOMPARE(m_ready->count(), 0);
    launch();
    m_flow->end();
    QCOMPARE(m_flow->state(), LinkState::Closed);
    QCOMPARE(m_ended->count(), 1); // at once: there is nothing to wait for
    say(u"pageSuccess"_s, v2Success); // it was linked all the same, and that is worth knowing
    QCOMPARE(m_flow->state(), LinkState::Succeeded);
    QCOMPARE(m_linked->count(), 1);
}

void SessionLinkFlow::mfaLaunch()
{
    m_flow->startMfa(7, u"REF-1"_s, u"c9"_s);
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    const auto launch = m_ready->first().first().value<WidgetLaunch>();
    QVERIFY(launch.isMfa());
    QCOMPARE(launch.options.jobId, u"REF-1"_s);
    QCOMPARE(launch.options.connectionId, u"c9"_s);
    QCOMPARE(m_mfaOpened->count(), 1);
    QCOMPARE(m_mfaOpened->first().first().toInt(), 7);
    QVERIFY(!m_flow->options().handleMFA); // the user's own options stay as they are
    say(u"pageSuccess"_s, u"{}"_s); // the shape is not documented: nothing at all is fine
    QCOMPARE(m_flow->state(), LinkState::Succeeded);
    QCOMPARE(m_mfaEnded->count(), 1);
    QCOMPARE(m_mfaEnded->first().first().toInt(), 7);
    QCOMPARE(m_linked->count(), 0);
    QTRY_COMPARE(m_ended->count(), 1);
    m_flow->retry(); // the same job again
    QTRY_COMPARE(m_ready->count(), 2);
    QVERIFY(m_ready->last().first().value<WidgetLaunch>().isMfa());
    m_flow->start(); // a link, not the job
    QTRY_COMPARE(m_ready->count(), 3);
    QVERIFY(!m_ready->last().first().value<WidgetLaunch>().isMfa());
    QCOMPARE(m_mfaOpened->count(), 2);
    QCOMPARE(m_mfaEnded->count(), 2); // the retried one was ended by the new launch
}

void SessionLinkFlow::mfaEndsOnceHoweverItEnds_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"success and close", "close", "two closes", "broken", "ended", "replaced", "reset", "success of a known connection"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void SessionLinkFlow::mfaEndsOnceHoweverItEnds()
{
    QFETCH(QString, how);
    m_connections->add({.connectionId = u"c1"_s, .linkedAt = QDateTime(QDate(2025, 1, 1), QTime(1, 1), Qt::UTC), .launchId = u"launch-0"_s});
    m_flow->startMfa(3, u"REF-1"_s, u"c1"_s);
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    if (how.contains(u"success"_s))
        say(u"pageSuccess"_s, v2Success);
    if (how.contains(u"close"_s))
        say(u"widgetClose"_s);
    if (how == u"two closes"_s)
        m_flow->sdkCallback(id(), u"onClose"_s, u"[]"_s);
    if (how == u"broken"_s)
        m_flow->pageBroke(id(), {.kind = Error::Kind::Web, .message = u"renderer died"_s});
    if (how == u"ended"_s)
        m_flow->end();
    if (how == u"replaced"_s)
        m_flow->start();
    if (how == u"reset"_s)
        m_flow->reset();
    QTRY_COMPARE(m_ended->count(), 1);
    QCOMPARE(m_mfaEnded->count(), 1);
    QCOMPARE(m_linked->count(), 0);
    QCOMPARE(m_connections->all().size(), 1);
    QCOMPARE(m_connections->find(u"c1"_s)->launchId, u"launch-0"_s); // it was not linked again
}

void SessionLinkFlow::mfaNeverOpensTheEmbeddedView()
{
    LaunchOptions options;
    options.type = LaunchType::EmbeddedBankView;
    m_flow->setOptions(options);
    m_flow->startMfa(3, u"REF-1"_s, u"c1"_s);
    QTRY_COMPARE(m_ready->count(), 1);
    QCOMPARE(m_ready->first().first().value<WidgetLaunch>().options.type, LaunchType::Iframe);
}

void SessionLinkFlow::whatAnMfaWidgetSaysOfAFailureIsPassedOn()
{
    QSignalSpy failed(m_flow.get(), &LinkFlow::mfaFailed);
    const QString error = u"\"INCORRECT_CREDENTIALS | Code: AC-117 | Message: The answer is not right.\""_s;
    launch(); // links a bank: no job waits for it
    say(u"widgetError"_s, error);
    QCOMPARE(failed.count(), 0);
    m_flow->startMfa(7, u"REF-1"_s, u"c9"_s);
    QTRY_COMPARE(m_mfaOpened->count(), 1);
    m_flow->sdkCallback(id(), u"onError"_s, u"[%1]"_s.arg(error)); // an SDK may swallow the message
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.first().at(0).toInt(), 7);
    const auto told = failed.first().at(1).value<Error>();
    QCOMPARE(told.message, u"The answer is not right."_s);
    QCOMPARE(told.code, u"AC-117"_s);
    say(u"widgetError"_s, u"\"SERVER_ERROR\""_s);
    QCOMPARE(failed.last().at(1).value<Error>().message, u"SERVER_ERROR"_s);
    say(u"widgetClose"_s);
    m_flow->sdkCallback(id(), u"onError"_s, u"[%1]"_s.arg(error)); // too late: it belongs to no job any more
    QCOMPARE(failed.count(), 2);
}

void SessionLinkFlow::errorsAreLoggedWithAdvice()
{
    launch();
    say(u"widgetError"_s, u"\"INCORRECT_CREDENTIALS | Code: AC-117 | Message: Sorry.\""_s);
    m_flow->sdkCallback(id(), u"onError"_s, u"[\"POLLING_TIMEOUT | Code: AR-100 | Message: No response.\"]"_s);
    QVERIFY(logged(LogEntry::Kind::Widget, u"AC-117"_s) && logged(LogEntry::Kind::Widget, u"try again"_s));
    QVERIFY(logged(LogEntry::Kind::Callback, u"AR-100"_s) && logged(LogEntry::Kind::Callback, u"again"_s));
    QCOMPARE(m_flow->state(), LinkState::Open); // the person goes on in the widget
}

void SessionLinkFlow::strangersAreListedAndIgnored()
{
    launch();
    m_flow->pageMessage(id(), u"https://evil.example"_s, message(u"pageSuccess"_s, v2Success), true);
    m_flow->pageMessage(id(), origin, message(u"pageSuccess"_s, v2Success), false);
    m_flow->pageMessage(id(), origin, QString(100'000, u'x'), true);
    m_flow->pageMessage(id(), origin, message(u"runThis"_s), true);
    m_flow->sdkCallback(id(), u"onHack"_s, u"[]"_s);
    QCOMPARE(m_world->notes(LogEntry::Kind::Rejected).size(), 5);
    QVERIFY(logged(LogEntry::Kind::Rejected, u"https://evil.example"_s));
    QCOMPARE(m_flow->state(), LinkState::Open);
    QVERIFY(m_connections->all().isEmpty());
    for (const LogEntry &entry : m_world->log.entries())
        QVERIFY(entry.answerBody.size() <= 64 * 1024);
}

void SessionLinkFlow::messagesOfAnEarlierLaunchAreIgnored()
{
    launch();
    const QString first = id();
    m_flow->start();
    m_flow->pageMessage(first, origin, message(u"pageSuccess"_s, v2Success), true); // while the next is prepared
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    m_flow->pageMessage(first, origin, message(u"pageSuccess"_s, v2Success), true);
    m_flow->sdkCallback(first, u"onClose"_s, u"[]"_s);
    m_flow->deeplink(first, QUrl(u"app://back?status=close"_s));
    m_flow->widgetUrl(first, QUrl(u"https://w.example/?token=x"_s));
    m_flow->pageBroke(first, {.message = u"gone"_s});
    m_flow->pageMessage(u"launch-99"_s, origin, message(u"widgetClose"_s), true);
    QCOMPARE(m_flow->state(), LinkState::Open);
    QVERIFY(m_connections->all().isEmpty());
    QCOMPARE(m_world->notes(LogEntry::Kind::Rejected).size(), 7);
}

/// What a page sends may be long, and may carry the token at the very place where it is cut.
void SessionLinkFlow::longMessagesAreCutAfterRedaction()
{
    launch();
    const QString token = u"widget-token-1"_s;
    for (const qsizetype limit : {qsizetype(4096), qsizetype(64 * 1024)}) {
        const QString text = u'"' + QString(limit - 6, u'x') + token + QString(5000, u'y') + u'"';
        m_flow->pageMessage(id(), u"https://evil.example"_s, text, true);
        m_flow->sdkCallback(id(), u"onEvent"_s, u'[' + text + u']');
    }
    for (int before = 60; before < 82; ++before) {
        m_flow->pageMessage(id(), origin, message(QString(before, u't') + token), true);
        m_flow->sdkCallback(id(), QString(before, u'n') + token, u"[]"_s);
    }
    m_flow->pageNote(id(), LogEntry::Kind::Widget, LogEntry::Level::Info, u"page console"_s, QString(1994, u'x') + token + QString(9000, u'y'));
    QVERIFY(m_world->log.entries().back().detail.size() <= 2000);
    const QByteArray all = m_world->everything();
    QVERIFY(!all.contains("xwidg") && !all.contains("twidg") && !all.contains("nwidg"));
    for (const LogEntry &entry : m_world->log.entries())
        QVERIFY(entry.answerBody.size() <= 64 * 1024);
}

void SessionLinkFlow::theTokenExpires()
{
    m_world->network.forget("POST /v2/token_widget");
    m_world->network.on("POST /v2/token_widget", R"({"token":"widget-token-1","TTL":1})");
    launch();
    QTRY_VERIFY(logged(LogEntry::Kind::Token, u"expired"_s));
    QCOMPARE(m_flow->state(), LinkState::Open); // the widget itself says what it makes of it
    m_flow->retry();
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    say(u"pageSuccess"_s, v2Success);
    QTRY_COMPARE(m_ended->count(), 2);
    QVERIFY(logged(LogEntry::Kind::Token, u"expired"_s)); // an ended launch's token may expire unseen
}

void SessionLinkFlow::brokenPage()
{
    launch();
    m_flow->pageBroke(id(), {.kind = Error::Kind::Web, .message = u"The page's process ended."_s});
    QCOMPARE(m_flow->state(), LinkState::Failed);
    QCOMPARE(m_flow->error()->kind, Error::Kind::Web);
    QCOMPARE(m_ended->count(), 1);
    m_flow->retry();
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    say(u"pageSuccess"_s, v2Success);
    m_flow->pageBroke(id(), {.kind = Error::Kind::Web, .message = u"late"_s}); // it may, after a success
    QCOMPARE(m_flow->state(), LinkState::Succeeded);
    QVERIFY(!m_flow->error());
}

void SessionLinkFlow::deepLinks()
{
    LaunchOptions options;
    options.deeplink = u"app://back"_s;
    m_flow->setOptions(options);
    launch();
    m_flow->deeplink(id(), QUrl(u"other://x?status=success&connectionId=c1"_s));
    QCOMPARE(m_flow->state(), LinkState::Open);
    QCOMPARE(m_world->notes(LogEntry::Kind::Rejected).size(), 1);
    m_flow->deeplink(id(), QUrl(u"app://back?status=error&AC_CODE=AC-500&description=broke"_s));
    QCOMPARE(m_flow->state(), LinkState::Open);
    QVERIFY(logged(LogEntry::Kind::Navigation, u"broke"_s));
    m_flow->deeplink(id(), QUrl(u"app://back?status=close"_s));
    QCOMPARE(m_flow->state(), LinkState::Closed);
}

void SessionLinkFlow::externalWindow_data()
{
    QTest::addColumn<bool>("handled");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("asked");
    QTest::newRow("asked for") << true << u"http://localhost:9/bank/oauth/x"_s << true;
    QTest::newRow("not handled by the host") << false << u"http://localhost:9/bank/oauth/x"_s << false;
    QTest::newRow("not on this machine") << true << u"https://bank.example/oauth"_s << false;
    QTest::newRow("a file") << true << u"file:///etc/passwd"_s << false;
    QTest::newRow("a script") << true << u"javascript:alert(1)"_s << false;
    QTest::newRow("nothing") << true << QString() << false;
}

void SessionLinkFlow::externalWindow()
{
    QFETCH(bool, handled);
    QFETCH(QString, url);
    QFETCH(bool, asked);
    LaunchOptions options;
    options.handleOAuthManually = handled;
    m_flow->setOptions(options);
    QSignalSpy window(m_flow.get(), &LinkFlow::externalWindowAsked);
    launch();
    const QString payload = u"{\"pageTitle\":\"launchExternalWindow\",\"onLoadApi\":\"%1\"}"_s.arg(url);
    say(u"widgetPageLoaded"_s, payload);
    m_flow->sdkCallback(id(), u"onEvent"_s, u"[{\"type\":\"widgetPageLoaded\",\"payload\":%1}]"_s.arg(payload)); // the same event again
    QCOMPARE(window.count(), asked ? 1 : 0);
    if (asked)
        QCOMPARE(window.first().last().toUrl(), QUrl(url));
    else if (handled)
        QCOMPARE(m_world->notes(LogEntry::Kind::Rejected).size(), 1);
}

void SessionLinkFlow::receivedAddress()
{
    LaunchOptions options;
    options.configurationId = u"conf-1"_s;
    m_flow->setOptions(options);
    launch();
    QVERIFY(m_flow->receivedUrl().isEmpty());
    m_flow->widgetUrl(id(), QUrl(u"http://127.0.0.1:9/?token=widget-token-1&defaultTheme=light&version=2.0.0"_s));
    QCOMPARE(m_flow->receivedUrl().toString(), u"http://127.0.0.1:9/?token=REDACTED&defaultTheme=light&version=2.0.0"_s);
    QVERIFY(logged(LogEntry::Kind::Navigation, u"configurationId was set"_s));
    m_flow->start();
    QVERIFY(m_flow->receivedUrl().isEmpty());
}

void SessionLinkFlow::resetEndsAndForgets()
{
    launch();
    say(u"pageSuccess"_s, v2Success);
    m_flow->reset();
    QCOMPARE(m_flow->state(), LinkState::Idle);
    QCOMPARE(m_ended->count(), 1);
    QVERIFY(!m_flow->launch() && m_flow->lastSuccess().isEmpty() && m_flow->receivedUrl().isEmpty());
    m_flow->start();
    m_flow->reset(); // while it is prepared
    QTRY_COMPARE(m_world->network.inFlight(), 0);
    QCOMPARE(m_flow->state(), LinkState::Idle);
    QCOMPARE(m_ready->count(), 1);
}

void SessionLinkFlow::optionsAreForTheNextLaunch()
{
    launch();
    LaunchOptions options;
    options.theme = u"dark"_s;
    QSignalSpy changed(m_flow.get(), &LinkFlow::changed);
    m_flow->setOptions(options);
    m_flow->setOptions(options);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_flow->launch()->options.theme, u"light"_s);
    m_flow->retry();
    QTRY_COMPARE(m_ready->count(), 2);
    QCOMPARE(m_flow->launch()->options.theme, u"dark"_s);
}

/// A front end may answer any signal with a new launch at once.
void SessionLinkFlow::slotsMayStartAnew()
{
    int restarts = 0;
    connect(m_flow.get(), &LinkFlow::linked, this, [&] {
        if (restarts++ == 0)
            m_flow->start();
    });
    launch();
    say(u"pageSuccess"_s, twoSuccess);
    QTRY_COMPARE(m_flow->state(), LinkState::Open);
    QCOMPARE(m_ready->count(), 2);
    QCOMPARE(m_ended->count(), 1);
    QCOMPARE(m_connections->all().size(), 2); // both accounts of the first launch
    connect(m_flow.get(), &LinkFlow::launchReady, this, [&](const WidgetLaunch &launched) {
        m_flow->pageBroke(launched.id, {.kind = Error::Kind::Web, .message = u"no page at all"_s});
    });
    m_flow->startMfa(1, u"j"_s, u"c"_s);
    QTRY_COMPARE(m_flow->state(), LinkState::Failed);
    QCOMPARE(m_mfaOpened->count(), 0);
}

void SessionLinkFlow::nothingSecretIsRecorded()
{
    LaunchOptions options;
    options.deeplink = u"app://back"_s;
    m_flow->setOptions(options);
    launch();
    const QString token = u"widget-token-1"_s;
    m_flow->widgetUrl(id(), QUrl(u"http://127.0.0.1:9/?token="_s + token));
    m_flow->pageNote(id(), LogEntry::Kind::Navigation, LogEntry::Level::Warning, u"pop-up refused"_s, u"https://x.example/?token="_s + token);
    say(u"widgetError"_s, u"\"failed for %1\""_s.arg(token));
    m_flow->deeplink(id(), QUrl(u"app://back?status=error&description="_s + token));
    m_flow->pageMessage(id(), u"https://evil.example"_s, u"{\"apiKey\":\"sync-api-key\",\"t\":\"%1\"}"_s.arg(token), true);
    m_flow->pageBroke(id(), {.kind = Error::Kind::Web, .message = u"load of ?token=%1 failed"_s.arg(token)});
    const QByteArray all = m_world->everything();
    QVERIFY(!all.contains("widget-token-1") && !all.contains("sync-api-key"));
    QVERIFY(!m_flow->error()->message.contains(token));
    QVERIFY(all.contains("pop-up refused"));
}

QTEST_GUILESS_MAIN(SessionLinkFlow)
#include "session_linkflow.moc"
