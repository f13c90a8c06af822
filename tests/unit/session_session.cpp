// SPDX-License-Identifier: GPL-3.0-or-later
// Session: how the parts hang together: switching environments, the lock, what can be done, what is kept.
#include "session_fixture.h"

#include "session/session.h"
#include "store/history.h"
#include "store/historydatabase.h"
#include "store/memorystore.h"
#include "store/settings.h"

#include <QTemporaryDir>

using namespace fixture;

namespace {

const QByteArray listPath = "GET /v2/users/*/connections";
const QByteArray announcement = "{\"api\":\"http://127.0.0.1:9\",\"aeropay\":\"http://127.0.0.1:9/aeropay\",\"widget\":\"http://127.0.0.1:9\","
                                "\"apiKey\":\"sim-api-key\",\"apiSecret\":\"sim-api-secret\",\"aeropayApiKey\":\"sim-pay-key\","
                                "\"aeropayApiSecret\":\"sim-pay-secret\",\"merchantId\":\"1456\",\"hostOrigin\":\"https://console.localhost\","
                                "\"configurations\":[{\"id\":\"id-1\",\"name\":\"Northwind Pay\"},{\"configurationId\":\"id-2\",\"name\":\"Other\"},{\"name\":\"no id\"}]}";

} // namespace

class SessionSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsLockedUpAndOpensWithTheSimulator();
    void brokenAnnouncements_data();
    void brokenAnnouncements();
    void configurationsOfTheSimulatorAreOnlyAStart();
    void stepByStepWhatCanBeDone();
    void linkingFetchesTheAccountAndStartsNoJob();
    void mfaGoesThroughTheWidgetAndBack();
    void aWrongAnswerIsTheJobsError();
    void launchingAgainIsForWhatStillWaits();
    void cancelEndsOneThingAtATime();
    void switchingTheEnvironmentEndsEverything();
    void startingOverLeavesOnlyTheEnvironment();
    void startingOverCancelsNoJob();
    void anotherUserInheritsNothing();
    void theSameUserKeepsEverything();
    void linksFromBeforeAreLookedFor();
    void aServiceWithoutAListIsNoAlarm();
    void aLinkThatThePageDidNotTellOfIsFound_data();
    void aLinkThatThePageDidNotTellOfIsFound();
    void lateThingsOfTheOldEnvironmentAreStillRedacted();
    void secretsAreForgottenWithTheSecondEnvironmentAfter();
    void productionIsLockedBelowEverything();
    void lockingEndsAnOpenWidget();
    void keysComeFromTheStoreOfTheirEnvironment();
    void newKeysWhileTheWidgetIsPreparedEndIt();
    void whyNoUserCanBeCreated();
    void optionsAreKeptPerEnvironment();
    void aRemovedEnvironmentLeavesNothing();
    void aLostChoiceIsTold();
    void settingsReachTheCallsAndJobs();
    void nothingSecretIsInTheSettingsFile();
    void damagedSettingsAreTold();
    void oldHistoryIsDeletedAtTheStart_data();
    void oldHistoryIsDeletedAtTheStart();
    void jobsAreTakenUpWhenTheHistoryWorksAgain();
    void aHistoryThatCannotBeReadIsToldOnce();
    void jobsWaitForTheirEnvironmentAndForTheNextRun();
    void jobsOfASimulatorThatIsGoneEnd();
    void destroyedAnywhere_data();
    void destroyedAnywhere();

private:
    void make();
    void scriptLink();
    void linkBank();
    void createUser();
    QStringList notes(LogEntry::Kind kind) const;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<support::ScriptedNetwork> m_network;
    std::unique_ptr<MemoryStore> m_store;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<History> m_history; // most tests have none
    std::unique_ptr<Session> m_session;
    QHash<QString, QString> m_variables;
};

void SessionSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_network = std::make_unique<support::ScriptedNetwork>();
    m_store = std::make_unique<MemoryStore>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"s.ini"_s));
    m_variables.clear();
    m_network->on("POST /v2/token", tokenJson("bearer-token-1")); // whoever existed before is asked about
    m_network->on(listPath, R"({"connections":[]})");
    make();
}

void SessionSession::cleanup()
{
    m_session.reset();
    m_history.reset();
    m_settings.reset();
    m_store.reset();
    m_network.reset();
}

void SessionSession::make()
{
    Session::World world;
    world.network = m_network.get();
    world.secrets = m_store.get();
    world.settings = m_settings.get();
    world.history = m_history.get();
    world.variable = [this](const char *name) { return m_variables.value(QString::fromLatin1(name)); };
    m_session = std::make_unique<Session>(world);
}

void SessionSession::scriptLink()
{
    m_network->on("POST /aeropay/v2/token", R"({"TTL":1800,"token":"pay-token-1"})");
    m_network->on("POST /aeropay/v2/user", R"({"user":{"aeroPassUserUuid":"u1","userId":7}})");
    m_network->on("POST /v2/token_widget", R"({"token":"widget-token-1","userId":"w"})");
    m_network->on("GET /v2/accounts/c1", R"({"account":{"accountNickname":"Checking","accountNumber":"0012","routingNumber":"011401533","institutionName":"Aerobank"}})");
}

void SessionSession::createUser()
{
    m_session->user()->create({u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"3125550142"_s});
    QTRY_COMPARE(m_session->user()->state(), UserState::Ready);
}

void SessionSession::linkBank()
{
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    m_session->link()->pageMessage(m_session->link()->launch()->id, u"http://127.0.0.1:9"_s,
                                   u"{\"type\":\"pageSuccess\",\"payload\":{\"connectionId\":\"c1\",\"clientName\":\"Acme\",\"aeroPassUserUuid\":\"u1\"}}"_s, true);
    QTRY_VERIFY(m_session->data()->data(u"c1"_s).account.value.has_value());
}

QStringList SessionSession::notes(LogEntry::Kind kind) const
{
    QStringList lines;
    for (const LogEntry &entry : m_session->log()->entries()) {
        if (entry.kind == kind)
            lines << entry.title + u": "_s + entry.detail;
    }
    return lines;
}

void SessionSession::startsLockedUpAndOpensWithTheSimulator()
{
    const Session::Can before = m_session->can();
    QVERIFY(!before.createUser && !before.link && !before.startJob && !before.fetchData && !before.answerMfa);
    QVERIFY(before.whyNot.contains(u"simulator"_s, Qt::CaseInsensitive));
    QSignalSpy changed(m_session.get(), &Session::changed);
    m_session->simulatorReady(announcement);
    QVERIFY(changed.count() > 0);
    QVERIFY(m_session->environments()->isReady());
    QCOMPARE(m_session->environments()->current().hostOrigin, QUrl(u"https://console.localhost"_s));
    QCOMPARE(m_session->keys()->source(), KeySource::Simulator);
    QCOMPARE(m_session->api()->environment().aerosyncApi, QUrl(u"http://127.0.0.1:9"_s));
    QCOMPARE(m_session->tokens()->credentials().apiKey.reveal(), QByteArray("sim-api-key"));
    const QList<NamedConfiguration> wanted{{u"Northwind Pay"_s, u"id-1"_s}, {u"Other"_s, u"id-2"_s}};
    QCOMPARE(m_session->environments()->configurations(), wanted);
    QVERIFY(m_session->can().createUser);
    QVERIFY(m_network->asked().isEmpty());
}

void SessionSession::brokenAnnouncements_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *bytes : {"", "x", "[]", "{}", "{\"api\":\"http://127.0.0.1:9\"}", "{\"api\":5,\"aeropay\":6,\"widget\":7}"})
        QTest::newRow(bytes) << QByteArray(bytes);
}

void SessionSession::brokenAnnouncements()
{
    QFETCH(QByteArray, bytes);
    m_session->simulatorReady(bytes);
    QVERIFY(!m_session->environments()->isReady());
    QCOMPARE(notes(LogEntry::Kind::Problem).size(), 1);
    QVERIFY(!m_session->can().whyNot.isEmpty());
}

void SessionSession::configurationsOfTheSimulatorAreOnlyAStart()
{
    m_session->environments()->setConfigurationsOf(u"simulator"_s, {{u"Mine"_s, u"my-id"_s}});
    m_session->simulatorReady(announcement);
    QCOMPARE(m_session->environments()->configurations().size(), 1);
    QCOMPARE(m_session->environments()->configurations().first().name, u"Mine"_s);
}

void SessionSession::stepByStepWhatCanBeDone()
{
    scriptLink();
    m_session->simulatorReady(announcement);
    Session::Can can = m_session->can();
    QVERIFY(can.createUser && !can.link && !can.startJob && !can.answerMfa);
    QVERIFY(can.whyNot.contains(u"user"_s));
    createUser();
    can = m_session->can();
    QVERIFY(can.link && !can.startJob);
    QVERIFY(can.whyNot.contains(u"Link a bank"_s));
    linkBank();
    can = m_session->can();
    QVERIFY(can.createUser && can.link && can.startJob && can.fetchData && !can.answerMfa);
    QVERIFY2(can.whyNot.isEmpty(), qPrintable(can.whyNot));
}

void SessionSession::linkingFetchesTheAccountAndStartsNoJob()
{
    scriptLink();
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    QCOMPARE(m_session->connections()->find(u"c1"_s)->bank, u"Aerobank"_s); // not Acme
    QVERIFY(m_session->jobs()->jobs().isEmpty());
    QCOMPARE(m_network->count("GET /v2/accounts/c1"), 1);
}

void SessionSession::mfaGoesThroughTheWidgetAndBack()
{
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"Pending MFA","mfaTriggered":true})");
    m_network->on("GET /v2/accounts/c1/balance", R"({"account":{"availableBalance":1.00,"currentBalance":null,"currency":"USD"}})");
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    PollRule rule = m_session->jobs()->rule();
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(1ms, 3s); };
    rule.awaitingPerson = std::chrono::hours(1);
    m_session->jobs()->setRule(rule);
    QSignalSpy asked(m_session->jobs(), &JobBoard::mfaAsked);
    const int number = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    QTRY_COMPARE(asked.count(), 1);
    QVERIFY(m_session->can().answerMfa);
    m_session->answerMfa(99); // no such job
    m_session->answerMfa(number);
    QTRY_COMPARE(m_session->jobs()->job(number)->state, JobState::Answering);
    QVERIFY(m_session->link()->launch()->isMfa());
    QCOMPARE(m_session->link()->launch()->options.jobId, u"REF-1"_s);
    m_network->forget("GET /v2/accounts/c1/job/*");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"COMPLETED","mfaTriggered":true})");
    m_session->link()->pageMessage(m_session->link()->launch()->id, u"http://127.0.0.1:9"_s, u"{\"type\":\"pageSuccess\",\"payload\":{}}"_s, true);
    QTRY_COMPARE(m_session->jobs()->job(number)->state, JobState::Done);
    QCOMPARE(m_network->count("POST /v2/token_widget"), 2); // a new token for the relaunch
    QCOMPARE(m_network->count("POST /v2/accounts/c1/refresh"), 1); // and the same job
}

void SessionSession::aWrongAnswerIsTheJobsError()
{
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"Pending MFA","mfaTriggered":true})");
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    PollRule rule = m_session->jobs()->rule();
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(5ms, 3s); };
    rule.awaitingPerson = 5ms;
    m_session->jobs()->setRule(rule);
    const int number = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    QTRY_COMPARE(m_session->jobs()->job(number)->state, JobState::AwaitingPerson);
    m_session->answerMfa(number);
    QTRY_COMPARE(m_session->jobs()->job(number)->state, JobState::Answering);
    m_session->link()->sdkCallback(m_session->link()->launch()->id, u"onError"_s, uR"(["INCORRECT_CREDENTIALS | Code: AC-117 | Message: Not right."])"_s);
    m_network->forget("GET /v2/accounts/c1/job/*");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"FAILED"})");
    QTRY_COMPARE(m_session->jobs()->job(number)->state, JobState::Failed);
    QCOMPARE(m_session->jobs()->job(number)->error->message, u"Not right."_s);
    QCOMPARE(m_session->jobs()->job(number)->error->code, u"AC-117"_s);
}

void SessionSession::launchingAgainIsForWhatStillWaits()
{
    const QByteArray status = "GET /v2/accounts/c1/job/*";
    const auto answerWith = [&](const QByteArray &body) {
        m_network->forget(status);
        m_network->on(status, body);
    };
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("POST /v2/accounts/c1/identity", R"({"jobId":"REF-2","userId":"c1"})");
    m_network->on(status, R"({"jobStatus":"Pending MFA","mfaTriggered":true})");
    m_session->simulatorReady(announcement);
    createUser();
    QCOMPARE(m_session->again(), Session::Again::Nothing);
    linkBank();
    QCOMPARE(m_session->again(), Session::Again::Launch);
    PollRule rule = m_session->jobs()->rule();
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(5ms, 3s); };
    rule.awaitingPerson = 5ms;
    m_session->jobs()->setRule(rule);
    const int first = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    QTRY_COMPARE(m_session->jobs()->job(first)->state, JobState::AwaitingPerson);
    m_session->answerMfa(first);
    QTRY_COMPARE(m_session->jobs()->job(first)->state, JobState::Answering);
    QCOMPARE(m_session->again(), Session::Again::Launch); // the same question once more
    answerWith(R"({"jobStatus":"FAILED"})"); // answered wrongly; its widget is still open
    QTRY_COMPARE(m_session->jobs()->job(first)->state, JobState::Failed);
    QCOMPARE(m_session->again(), Session::Again::RetryJob);
    answerWith(R"({"jobStatus":"Pending MFA","mfaTriggered":true})");
    const int second = m_session->jobs()->start(u"c1"_s, JobKind::Identity);
    QTRY_COMPARE(m_session->jobs()->job(second)->state, JobState::AwaitingPerson);
    QCOMPARE(m_session->again(), Session::Again::NextQuestion);
    m_session->relaunch();
    QTRY_COMPARE(m_session->jobs()->job(second)->state, JobState::Answering);
    QCOMPARE(m_session->link()->launch()->options.jobId, u"REF-2"_s);
    m_session->jobs()->cancel(second);
    QCOMPARE(m_session->again(), Session::Again::RetryJob);
    const int launches = m_network->count("POST /v2/token_widget");
    m_session->relaunch();
    QVERIFY(!isEnded(m_session->jobs()->job(second)->state));
    QCOMPARE(m_session->link()->state(), LinkState::Closed); // nothing is asked there any more
    QCOMPARE(m_network->count("POST /v2/token_widget"), launches);
}

void SessionSession::cancelEndsOneThingAtATime()
{
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", FakeAnswer{.hangs = true});
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    QVERIFY(!m_session->can().cancel);
    m_session->cancel(); // nothing runs
    const int first = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    const int second = m_session->jobs()->start(u"c1"_s, JobKind::Identity);
    m_session->link()->start();
    QVERIFY(m_session->can().cancel);
    m_session->cancel(); // the widget stands in front of the jobs
    QCOMPARE(m_session->link()->state(), LinkState::Closed);
    QVERIFY(!isEnded(m_session->jobs()->job(second)->state));
    m_session->cancel();
    QCOMPARE(m_session->jobs()->job(second)->state, JobState::Cancelled); // the newest
    QVERIFY(!isEnded(m_session->jobs()->job(first)->state));
    m_session->cancel();
    QCOMPARE(m_session->jobs()->job(first)->state, JobState::Cancelled);
    QVERIFY(!m_session->can().cancel);
}

void SessionSession::switchingTheEnvironmentEndsEverything()
{
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", FakeAnswer{.hangs = true});
    m_network->on("GET /v2/accounts/c1/balance", FakeAnswer{.hangs = true});
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    m_session->data()->fetchCachedBalance(u"c1"_s);
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    QTRY_COMPARE(m_network->inFlight(), 2);
    QSignalSpy ended(m_session->link(), &LinkFlow::launchEnded);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QCOMPARE(m_network->inFlight(), 0);
    QCOMPARE(ended.count(), 1); // none is left on the stage
    QCOMPARE(m_session->link()->state(), LinkState::Idle);
    QCOMPARE(m_session->user()->state(), UserState::None);
    QVERIFY(m_session->connections()->all().isEmpty());
    QVERIFY(m_session->jobs()->jobs().isEmpty());
    QVERIFY(!m_session->data()->data(u"c1"_s).account.value);
    QVERIFY(!m_session->tokens()->apiTokenExpiresAt().isValid() && !m_session->tokens()->widgetTokenExpiresAt().isValid());
    QVERIFY(m_session->tokens()->credentials().apiKey.isEmpty());
    QCOMPARE(m_session->api()->environment().id, u"sandbox"_s);
    QVERIFY(m_session->can().whyNot.contains(u"keychain"_s)); // they are being read
    QTRY_VERIFY(m_session->can().whyNot.contains(u"Enter the Aerosync keys"_s));
    m_session->user()->use(u"u9"_s); // the first one here: not "another one"
    QVERIFY(notes(LogEntry::Kind::Action).filter(u"another user"_s).isEmpty());
}

void SessionSession::startingOverLeavesOnlyTheEnvironment()
{
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", FakeAnswer{.hangs = true});
    m_network->on("GET /v2/accounts/c1/balance", FakeAnswer{.hangs = true});
    m_session->simulatorReady(announcement);
    LaunchOptions options = m_session->link()->options();
    options.configurationId = u"id-2"_s;
    m_session->link()->setOptions(options);
    createUser();
    linkBank();
    m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    m_session->data()->fetchCachedBalance(u"c1"_s);
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    QTRY_COMPARE(m_network->inFlight(), 2);
    QSignalSpy ended(m_session->link(), &LinkFlow::launchEnded);
    QSignalSpy over(m_session.get(), &Session::startedOver);
    connect(m_session.get(), &Session::startedOver, this, [this] { QVERIFY(m_session->log()->entries().empty()); });
    m_session->startOver();
    QCOMPARE(over.count(), 1);
    QCOMPARE(m_network->inFlight(), 0);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(m_session->link()->state(), LinkState::Idle);
    QCOMPARE(m_session->user()->state(), UserState::None);
    QVERIFY(m_session->connections()->all().isEmpty() && m_session->connections()->selected().isEmpty());
    QVERIFY(m_session->jobs()->jobs().isEmpty());
    QVERIFY(!m_session->data()->data(u"c1"_s).account.value);
    QVERIFY(!m_session->tokens()->apiTokenExpiresAt().isValid() && !m_session->tokens()->widgetTokenExpiresAt().isValid());
    QVERIFY(m_session->log()->entries().empty());
    QCOMPARE(m_session->log()->archive().size(), 0);
    QCOMPARE(m_session->environments()->current().id, u"simulator"_s);
    QVERIFY(m_session->environments()->isReady());
    QCOMPARE(m_session->link()->options().configurationId, u"id-2"_s);
    QCOMPARE(m_session->environments()->configurations().size(), 2);
    QVERIFY(m_session->can().createUser && m_session->tokens()->credentials().hasAerosync());
    createUser(); // and all works again
    linkBank();
    QVERIFY(notes(LogEntry::Kind::Action).filter(u"another user"_s).isEmpty());
}

void SessionSession::startingOverCancelsNoJob()
{
    m_variables = {{u"AEROSYNC_API_KEY"_s, u"key"_s}, {u"AEROSYNC_API_SECRET"_s, u"secret"_s}};
    m_session.reset();
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
    make();
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"IN_PROGRESS"})");
    QSignalSpy takenUp(m_session.get(), &Session::jobsTakenUp);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QTRY_COMPARE(takenUp.count(), 1);
    const int number = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    QTRY_COMPARE(m_session->jobs()->job(number)->state, JobState::Polling);
    const qint64 id = m_session->jobs()->job(number)->id;
    m_session->startOver();
    std::optional<HistoryJob> row;
    m_history->whenKept(this, [&](bool) {
        m_history->jobs({.environment = u"sandbox"_s}, 0, 10, this, [&](const Result<QList<HistoryJob>> &rows) { row = rows->value(0); });
    });
    QTRY_VERIFY(row);
    QCOMPARE(row->id, id);
    QCOMPARE(row->state, u"polling"_s);
    QVERIFY(!row->ended);
    QVERIFY(m_session->jobs()->jobs().isEmpty()); // it does not come back by itself
    QVERIFY(m_session->environments()->choose(u"sandbox-aero-inc"_s).has_value());
    QTRY_COMPARE(takenUp.count(), 2);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QTRY_COMPARE(takenUp.count(), 3);
    QCOMPARE(m_session->jobs()->jobs().size(), 1);
    QCOMPARE(m_session->jobs()->jobs().first().id, id);
}

void SessionSession::anotherUserInheritsNothing()
{
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", FakeAnswer{.hangs = true});
    m_network->on("GET /v2/accounts/c1/balance", FakeAnswer{.body = R"({"account":{"availableBalance":1}})", .delay = 20ms});
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    const int job = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    QTRY_COMPARE(m_session->jobs()->job(job)->state, JobState::Polling);
    m_session->data()->fetchCachedBalance(u"c1"_s);
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    QSignalSpy ended(m_session->link(), &LinkFlow::launchEnded);
    m_session->user()->use(u"u2"_s);
    QCOMPARE(m_session->user()->aeroPassUserUuid(), u"u2"_s);
    QVERIFY(m_session->connections()->all().isEmpty() && m_session->connections()->selected().isEmpty());
    QCOMPARE(m_session->jobs()->job(job)->state, JobState::Polling); // no job is lost: it is its connection's
    QVERIFY(!m_session->data()->data(u"c1"_s).account.value);
    QCOMPARE(ended.count(), 1); // what the first user links there now would be the second one's
    QCOMPARE(m_session->link()->state(), LinkState::Idle);
    QVERIFY(m_session->can().link && !m_session->can().startJob && !m_session->can().fetchData);
    m_session->jobs()->cancel(job);
    QTRY_COMPARE(m_network->inFlight(), 0); // what was under way comes to nobody
    QVERIFY(!m_session->data()->data(u"c1"_s).cachedBalance.value);
    QCOMPARE(notes(LogEntry::Kind::Action).filter(u"another user"_s).size(), 1);
}

void SessionSession::theSameUserKeepsEverything()
{
    scriptLink();
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    m_session->user()->use(u"u1"_s); // found once more, by another way
    QCOMPARE(m_session->connections()->all().size(), 1);
    m_network->forget("POST /aeropay/v2/user");
    m_network->on("POST /aeropay/v2/user", FakeAnswer{.status = 400, .body = errorJson("AP107")});
    m_session->user()->create({u"Kim"_s, u"Lee"_s, u"kim@example.com"_s, u"3125550143"_s});
    QTRY_COMPARE(m_session->user()->state(), UserState::None); // nobody instead
    QCOMPARE(m_session->connections()->all().size(), 1);
    QVERIFY(m_session->data()->data(u"c1"_s).account.value);
    m_session->user()->use(u"u1"_s);
    QCOMPARE(m_session->connections()->all().size(), 1);
    m_session->user()->forget();
    m_session->user()->use(u"u2"_s); // also with nobody in between
    QVERIFY(m_session->connections()->all().isEmpty());
    QVERIFY(!m_session->data()->data(u"c1"_s).account.value);
}

void SessionSession::linksFromBeforeAreLookedFor()
{
    scriptLink();
    m_network->forget(listPath);
    m_network->on(listPath, R"({"connections":[{"connectionId":"c7","institutionName":"Aerobank"}]})");
    m_session->simulatorReady(announcement);
    createUser();
    QCOMPARE(m_network->count(listPath), 0); // new: nothing can be there
    m_session->user()->use(u"u5"_s);
    QTRY_COMPARE(m_session->connections()->all().size(), 1);
    QCOMPARE(m_session->connections()->selected(), u"c7"_s);
    m_session->user()->use(QString()); // no such id: the one before stays, and nothing is asked again
    QTRY_COMPARE(m_network->inFlight(), 0);
    QCOMPARE(m_network->count(listPath), 1);
    m_session->user()->forget();
    m_network->forget("POST /aeropay/v2/user");
    m_network->on("POST /aeropay/v2/user", R"({"existingUser":true,"user":{"aeroPassUserUuid":"u6","userId":9}})");
    createUser();
    QTRY_COMPARE(m_network->count(listPath), 2);
}

void SessionSession::aServiceWithoutAListIsNoAlarm()
{
    scriptLink();
    m_network->forget(listPath);
    m_network->on(listPath, FakeAnswer{.status = 404, .body = "<html>not here</html>"});
    m_session->simulatorReady(announcement);
    m_session->user()->use(u"u5"_s);
    QTRY_VERIFY(m_session->data()->connectionList().error.has_value());
    QVERIFY(m_session->data()->isListUnasked());
    m_session->data()->fetchConnections(); // but who asks hears it
    QVERIFY(!m_session->data()->isListUnasked());
    QTRY_VERIFY(m_session->data()->connectionList().error.has_value());
    QVERIFY(notes(LogEntry::Kind::Problem).isEmpty());
}

void SessionSession::aLinkThatThePageDidNotTellOfIsFound_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("closed in the widget") << u"widgetClose"_s;
    QTest::newRow("closed from outside") << u"end"_s;
    QTest::newRow("the page broke") << u"broke"_s;
}

void SessionSession::aLinkThatThePageDidNotTellOfIsFound()
{
    QFETCH(QString, end);
    scriptLink();
    m_network->forget(listPath);
    m_network->on(listPath, R"({"connections":[{"connectionId":"c7","institutionName":"Aerobank"}]})");
    m_session->simulatorReady(announcement);
    createUser();
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    const QString id = m_session->link()->launch()->id;
    if (end == u"end")
        m_session->link()->end();
    else if (end == u"broke")
        m_session->link()->pageBroke(id, Error{.kind = Error::Kind::Web, .message = u"it died"_s});
    else
        m_session->link()->pageMessage(id, u"http://127.0.0.1:9"_s, u"{\"type\":\"widgetClose\",\"payload\":{}}"_s, true);
    QTRY_COMPARE(m_session->connections()->all().size(), 1);
    QCOMPARE(m_network->count(listPath), 1);
    QSignalSpy gone(m_session->link(), &LinkFlow::launchEnded);
    linkBank(); // a success tells it itself
    QTRY_COMPARE(gone.count(), 1); // the page; it was told after the session, which would have asked by now
    QTRY_COMPARE(m_network->inFlight(), 0);
    QCOMPARE(m_network->count(listPath), 1);
}

void SessionSession::secretsAreForgottenWithTheSecondEnvironmentAfter()
{
    scriptLink();
    m_session->simulatorReady(announcement);
    createUser();
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QVERIFY(m_session->environments()->choose(u"sandbox-aero-inc"_s).has_value());
    m_session->log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"widget-token-1 sim-api-secret"_s);
    QCOMPARE(m_session->log()->entries().back().title, u"widget-token-1 sim-api-secret"_s); // else the list would only grow
}

void SessionSession::lateThingsOfTheOldEnvironmentAreStillRedacted()
{
    scriptLink();
    m_session->simulatorReady(announcement);
    createUser();
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    const QString id = m_session->link()->launch()->id;
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    m_session->link()->pageNote(id, LogEntry::Kind::Navigation, LogEntry::Level::Info, u"late"_s, u"page widget-token-1 sim-api-secret"_s);
    QCOMPARE(m_session->log()->entries().back().detail, u"page ‹redacted› ‹redacted›"_s);
}

void SessionSession::productionIsLockedBelowEverything()
{
    m_variables = {{u"AEROSYNC_API_KEY"_s, u"prod-api-key"_s}, {u"AEROSYNC_API_SECRET"_s, u"prod-api-secret"_s},
                   {u"AEROPAY_API_KEY"_s, u"prod-pay-key"_s}, {u"AEROPAY_API_SECRET"_s, u"prod-pay-secret"_s}, {u"AEROPAY_MERCHANT_ID"_s, u"1"_s}};
    QVERIFY(m_session->environments()->choose(u"production"_s).has_value());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    QVERIFY(!m_session->api()->productionUnlocked());
    QVERIFY(m_session->can().whyNot.contains(u"locked"_s));
    m_session->user()->create({u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"3125550142"_s}); // somebody calls it all the same
    QTRY_VERIFY(m_session->user()->error().has_value());
    QCOMPARE(m_session->user()->error()->kind, Error::Kind::Refused);
    QVERIFY(m_network->asked().isEmpty());
    QVERIFY(m_session->environments()->unlock(u"Production"_s).has_value());
    QVERIFY(m_session->api()->productionUnlocked());
    QVERIFY(m_session->can().createUser);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QVERIFY(!m_session->api()->productionUnlocked());
    m_session.reset();
    make(); // the next start
    QVERIFY(m_session->environments()->current().reach != Reach::Production);
    QVERIFY(!m_session->api()->productionUnlocked());
}

void SessionSession::lockingEndsAnOpenWidget()
{
    m_variables = {{u"AEROSYNC_API_KEY"_s, u"prod-api-key"_s}, {u"AEROSYNC_API_SECRET"_s, u"prod-api-secret"_s}};
    m_network->on("POST /v2/token_widget", R"({"token":"widget-token-1"})");
    QVERIFY(m_session->environments()->choose(u"production"_s).has_value());
    QVERIFY(m_session->environments()->unlock(u"Production"_s).has_value());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    m_session->user()->use(u"u1"_s);
    m_session->link()->start();
    QTRY_COMPARE(m_session->link()->state(), LinkState::Open);
    QVERIFY(m_session->link()->launch()->productionUnlocked);
    QSignalSpy ended(m_session->link(), &LinkFlow::launchEnded);
    m_session->environments()->lock();
    QCOMPARE(ended.count(), 1);
    QCOMPARE(m_session->link()->state(), LinkState::Closed);
    QVERIFY(!m_session->can().link);
}

void SessionSession::keysComeFromTheStoreOfTheirEnvironment()
{
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    m_session->keys()->save(m_session->environments()->current(), goodKeys());
    QCOMPARE(m_session->tokens()->credentials().apiKey.reveal(), QByteArray("sync-api-key"));
    QVERIFY(m_session->can().createUser);
    QObject settle; // the store's answer
    bool stored = false;
    m_store->read(u"environment/sandbox"_s, &settle, [&](const Result<Secret> &) { stored = true; });
    QTRY_VERIFY(stored);
    m_session.reset();
    make();
    QCOMPARE(m_session->environments()->current().id, u"sandbox"_s);
    QVERIFY(m_session->tokens()->credentials().apiKey.isEmpty()); // nothing is read before it is asked for
    m_session->loadKeys();
    QTRY_COMPARE(m_session->tokens()->credentials().apiKey.reveal(), QByteArray("sync-api-key"));
    m_session->log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"sync-api-secret"_s);
    QCOMPARE(m_session->log()->entries().back().title, u"‹redacted›"_s);
}

void SessionSession::newKeysWhileTheWidgetIsPreparedEndIt()
{
    m_network->on("POST /v2/token_widget", FakeAnswer{.hangs = true});
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    Credentials keys = goodKeys();
    m_session->keys()->save(m_session->environments()->current(), keys);
    m_session->user()->use(u"u1"_s);
    m_session->link()->start();
    QTRY_COMPARE(m_network->count("POST /v2/token_widget"), 1);
    keys.apiSecret = Secret(QByteArray("the-right-secret"));
    m_session->keys()->save(m_session->environments()->current(), keys);
    QCOMPARE(m_session->link()->state(), LinkState::Failed);
    QVERIFY(m_session->can().link); // and it can be launched again
}

void SessionSession::whyNoUserCanBeCreated()
{
    const auto agrees = [this] { return m_session->can().whyNoUser.isEmpty() == m_session->can().createUser; };
    QVERIFY(m_session->can().whyNoUser.contains(u"simulator"_s, Qt::CaseInsensitive));
    QVERIFY(agrees());
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QVERIFY(m_session->can().whyNoUser.contains(u"keychain"_s) && agrees());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    QVERIFY(m_session->can().whyNoUser.contains(u"Aeropay keys"_s) && agrees());
    QVERIFY(m_session->can().whyNot.contains(u"Aerosync keys"_s)); // which is about something else
    Credentials keys = goodKeys();
    keys.merchantId.clear();
    m_session->keys()->save(m_session->environments()->current(), keys);
    QVERIFY(m_session->can().whyNoUser.contains(u"Aeropay keys"_s) && agrees());
    m_session->user()->use(u"u1"_s);
    QVERIFY(!m_session->can().whyNot.contains(u"Aeropay"_s)); // linking needs none
    QVERIFY(m_session->can().whyNoUser.contains(u"Aeropay keys"_s) && agrees());
    keys.apiKey = keys.apiSecret = Secret();
    QVERIFY(m_session->environments()->choose(u"sandbox-aero-inc"_s).has_value());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    keys.merchantId = u"1456"_s;
    m_session->keys()->save(m_session->environments()->current(), keys);
    QVERIFY(m_session->can().whyNoUser.isEmpty() && agrees()); // without Aerosync's keys, too
    m_session->api()->setRetryRule({});
    m_network->on("POST /v2/token", FakeAnswer{.hangs = true});
    m_session->user()->create({u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"3125550142"_s});
    QCOMPARE(m_session->user()->state(), UserState::Working);
    QVERIFY(m_session->can().whyNoUser.contains(u"being created"_s) && agrees());
}

void SessionSession::optionsAreKeptPerEnvironment()
{
    LaunchOptions options;
    options.configurationId = u"sim-conf"_s;
    options.theme = u"dark"_s;
    m_session->link()->setOptions(options);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QCOMPARE(m_session->link()->options(), LaunchOptions());
    LaunchOptions other;
    other.sdkVersion = u"1.1.3"_s;
    m_session->link()->setOptions(other);
    QVERIFY(m_session->environments()->choose(u"simulator"_s).has_value());
    QCOMPARE(m_session->link()->options(), options);
    m_session.reset();
    m_settings->set(Setting::SdkVersion, u"1.1.0"_s);
    make();
    QCOMPARE(m_session->link()->options(), options);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QCOMPARE(m_session->link()->options(), other);
    QVERIFY(m_session->environments()->choose(u"sandbox-aero-inc"_s).has_value());
    QCOMPARE(m_session->link()->options().sdkVersion, u"1.1.0"_s); // where nothing is kept: the setting
}

void SessionSession::aRemovedEnvironmentLeavesNothing()
{
    Environment partner;
    partner.name = u"Partner"_s;
    partner.aerosyncApi = partner.aeropassApi = QUrl(u"https://api.partner.example"_s);
    partner.widgetOrigin = partner.hostOrigin = QUrl(u"https://w.partner.example"_s);
    partner.sdkEnvironment = u"sandbox"_s;
    QVERIFY(m_session->environments()->save(partner).has_value());
    const QString id = m_session->environments()->all().last().id;
    QVERIFY(m_session->environments()->choose(id).has_value());
    m_session->keys()->save(m_session->environments()->current(), goodKeys());
    LaunchOptions options;
    options.theme = u"dark"_s;
    m_session->link()->setOptions(options);
    const auto stored = [this](const QString &environment) {
        QObject receiver;
        std::optional<QByteArray> bytes;
        m_store->read(u"environment/"_s + environment, &receiver, [&](const Result<Secret> &secret) { bytes = secret->reveal(); });
        return QTest::qWaitFor([&] { return bytes.has_value(); }) ? *bytes : QByteArray("no answer");
    };
    QTRY_VERIFY(stored(id).contains("sync-api-secret"));
    QVERIFY(m_settings->value(Setting::LaunchOptions).toString().contains(id));
    QVERIFY(m_session->environments()->remove(id).has_value());
    QTRY_COMPARE(stored(id), QByteArray());
    QVERIFY(!m_settings->value(Setting::LaunchOptions).toString().contains(id));
    QVERIFY(m_session->tokens()->credentials().apiSecret.isEmpty());
    partner.aerosyncApi = QUrl(u"https://api.somebody-else.example"_s); // the same name, other hosts
    QVERIFY(m_session->environments()->save(partner).has_value());
    QVERIFY(m_session->environments()->choose(u"Partner"_s).has_value());
    QTRY_VERIFY(!m_session->keys()->isLoading());
    QVERIFY(!m_session->keys()->credentials().hasAerosync());
}

void SessionSession::aLostChoiceIsTold()
{
    QVERIFY(notes(LogEntry::Kind::Problem).isEmpty());
    m_session.reset();
    m_settings->set(Setting::EnvironmentId, u"custom-gone-1234"_s);
    make();
    QCOMPARE(m_session->environments()->current().id, u"simulator"_s);
    QCOMPARE(notes(LogEntry::Kind::Problem).size(), 1);
    QVERIFY2(notes(LogEntry::Kind::Problem).first().contains(u"custom-gone-1234"_s), qPrintable(notes(LogEntry::Kind::Problem).first()));
}

void SessionSession::settingsReachTheCallsAndJobs()
{
    QCOMPARE(m_session->jobs()->rule().deadline, std::chrono::milliseconds(300'000));
    m_settings->set(Setting::JobDeadlineSeconds, 77);
    QCOMPARE(m_session->jobs()->rule().deadline, std::chrono::milliseconds(77'000));
    m_settings->set(Setting::RequestTimeoutSeconds, 1);
    m_session->simulatorReady(announcement);
    m_network->on("POST /aeropay/v2/token", FakeAnswer{.hangs = true});
    m_session->user()->create({u"Dana"_s, u"Lee"_s, u"dana@example.com"_s, u"3125550142"_s});
    QTRY_VERIFY(m_session->user()->error().has_value()); // after one second, not twenty
    QCOMPARE(m_session->user()->error()->kind, Error::Kind::Timeout);
}

void SessionSession::nothingSecretIsInTheSettingsFile()
{
    scriptLink();
    m_session->simulatorReady(announcement);
    createUser();
    linkBank();
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    m_session->keys()->save(m_session->environments()->current(), goodKeys());
    LaunchOptions options;
    options.handleMFA = true;
    options.jobId = u"REF-1"_s;
    options.connectionId = u"c1"_s;
    options.deeplink = u"app://x"_s;
    m_session->link()->setOptions(options);
    m_session.reset();
    QVERIFY(m_settings->keep());
    QFile file(m_settings->file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("app://x"));
    for (const char *planted : {"sim-api", "sim-pay", "sync-api", "pay-api", "token-1", "dana@", "Dana", "3125550142", "0012", "REF-1", "u1"})
        QVERIFY2(!bytes.contains(planted), planted);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1); // and there is no other file
}

void SessionSession::damagedSettingsAreTold()
{
    m_session.reset();
    const QString name = m_folder->filePath(u"damaged.ini"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no settings at all");
    file.close();
    m_settings = std::make_unique<Settings>(name);
    make();
    QCOMPARE(notes(LogEntry::Kind::Problem).size(), 1);
    QVERIFY(notes(LogEntry::Kind::Problem).first().contains(u"damaged-"_s));
}

void SessionSession::oldHistoryIsDeletedAtTheStart_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("left");
    QTest::newRow("never") << 0 << 4;
    QTest::newRow("after 90 days") << 90 << 3; // what has not ended stays
    QTest::newRow("after 10 days") << 10 << 2;
    QTest::newRow("nothing is that old") << 1000 << 4;
}

void SessionSession::oldHistoryIsDeletedAtTheStart()
{
    QFETCH(int, days);
    QFETCH(int, left);
    m_session.reset();
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
    for (const auto &[age, ended] : {std::pair{100, true}, {100, false}, {50, true}, {1, true}}) {
        const qint64 id = m_history->newId();
        m_history->put(HistoryJob{.id = id, .environment = u"sandbox"_s, .connectionId = u"c1"_s, .kind = u"balance"_s, .state = u"x"_s, .ended = ended,
                                  .createdAt = QDateTime::currentDateTimeUtc().addDays(-age)});
        m_history->putPayload(id, "money");
    }
    m_settings->set(Setting::HistoryDays, days);
    QSignalSpy purged(m_history.get(), &History::purged);
    make();
    QTRY_COMPARE(m_history->state(), History::State::Open);
    if (days > 0)
        QTRY_COMPARE(purged.count(), 1);
    qint64 count = -1;
    m_history->whenKept(this, [&](bool) { m_history->count({}, this, [&](const Result<qint64> &got) { count = got.value_or(-2); }); });
    QTRY_COMPARE(count, left);
    const QStringList told = notes(LogEntry::Kind::Action);
    QCOMPARE(told.size(), left < 4 ? 1 : 0);
    QVERIFY2(left == 4 || told.constFirst().contains(u"%1 days were deleted: %2"_s.arg(days).arg(4 - left)), qPrintable(told.join(u'\n')));
    QVERIFY(notes(LogEntry::Kind::Problem).isEmpty());
}

/// Leaving an environment, and the end of the program, leave its jobs where they are; coming back takes them up.
void SessionSession::jobsWaitForTheirEnvironmentAndForTheNextRun()
{
    m_variables = {{u"AEROSYNC_API_KEY"_s, u"key"_s}, {u"AEROSYNC_API_SECRET"_s, u"secret"_s}};
    m_session.reset();
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
    make();
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"IN_PROGRESS"})");
    m_network->on("GET /v2/accounts/c1/balance", R"({"account":{"availableBalance":1.00,"currentBalance":null,"currency":"USD"}})");
    QSignalSpy takenUp(m_session.get(), &Session::jobsTakenUp);
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QTRY_COMPARE(takenUp.count(), 1);
    const int first = m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    QTRY_COMPARE(m_session->jobs()->job(first)->state, JobState::Polling);
    const qint64 id = m_session->jobs()->job(first)->id;

    QVERIFY(m_session->environments()->choose(u"sandbox-aero-inc"_s).has_value());
    QTRY_COMPARE(takenUp.count(), 2);
    QVERIFY(m_session->jobs()->jobs().isEmpty()); // another environment's are not this one's
    QVERIFY(m_session->environments()->choose(u"sandbox"_s).has_value());
    QTRY_COMPARE(takenUp.count(), 3);
    QCOMPARE(m_session->jobs()->jobs().size(), 1);
    QCOMPARE(m_session->jobs()->jobs().first().id, id);

    m_session.reset(); // the end of the program
    m_history.reset();
    m_settings->set(Setting::EnvironmentId, u"sandbox"_s);
    m_network->forget("GET /v2/accounts/c1/job/*");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"COMPLETED"})");
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
    make();
    m_session->loadKeys();
    QTRY_COMPARE(m_session->jobs()->jobs().size(), 1);
    QTRY_COMPARE(m_session->jobs()->jobs().first().state, JobState::Done);
    QCOMPARE(m_session->jobs()->jobs().first().id, id);
    QCOMPARE(m_network->count("POST /v2/accounts/c1/refresh"), 1);
}

void SessionSession::jobsOfASimulatorThatIsGoneEnd()
{
    m_session.reset();
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
    const qint64 id = m_history->newId();
    m_history->put(HistoryJob{.id = id, .environment = u"simulator"_s, .connectionId = u"c1"_s, .kind = u"balance"_s, .jobId = u"REF-1"_s,
                              .state = u"polling"_s, .createdAt = QDateTime::currentDateTimeUtc().addDays(-4000)});
    make();
    QSignalSpy takenUp(m_session.get(), &Session::jobsTakenUp);
    m_session->simulatorReady(announcement);
    QTRY_COMPARE(takenUp.count(), 1);
    QVERIFY(m_session->jobs()->jobs().isEmpty());
    std::optional<HistoryJob> row;
    m_history->whenKept(this, [&](bool) {
        m_history->jobs({.environment = u"simulator"_s}, 0, 10, this, [&](const Result<QList<HistoryJob>> &rows) { row = rows->value(0); });
    });
    QTRY_VERIFY(row);
    QCOMPARE(row->id, id);
    QVERIFY(row->ended && row->cause.contains(u"simulator"_s));
    QCOMPARE(row->state, u"failed"_s);
}

/// Locked by another program, or the disk full, just when this one starts: they are not left for the next start.
void SessionSession::jobsAreTakenUpWhenTheHistoryWorksAgain()
{
    m_variables = {{u"AEROSYNC_API_KEY"_s, u"key"_s}, {u"AEROSYNC_API_SECRET"_s, u"secret"_s}};
    m_session.reset();
    const QString file = m_folder->filePath(u"history.sqlite"_s);
    {
        History earlier(file);
        earlier.put(HistoryJob{.id = earlier.newId(), .environment = u"sandbox"_s, .connectionId = u"c1"_s, .kind = u"balance"_s, .jobId = u"REF-1"_s,
                               .state = u"polling"_s, .createdAt = QDateTime::currentDateTimeUtc()});
    }
    HistoryDatabase other(file);
    QVERIFY(other.open(HistoryDatabase::Access::Write) && other.run(u"BEGIN EXCLUSIVE"_s));
    m_settings->set(Setting::EnvironmentId, u"sandbox"_s);
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"COMPLETED"})");
    m_network->on("GET /v2/accounts/c1/balance", R"({"account":{"availableBalance":1.00,"currentBalance":null,"currency":"USD"}})");
    scriptLink();
    m_history = std::make_unique<History>(file);
    make();
    QSignalSpy refused(m_session.get(), &Session::jobsNotTakenUp), takenUp(m_session.get(), &Session::jobsTakenUp);
    m_session->loadKeys();
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, 20'000);
    QCOMPARE(refused.constFirst().constFirst().value<Error>().kind, Error::Kind::Storage);
    QVERIFY(m_session->jobs()->jobs().isEmpty());
    QCOMPARE(takenUp.count(), 0);
    QVERIFY(other.run(u"COMMIT"_s));
    QTRY_COMPARE_WITH_TIMEOUT(takenUp.count(), 1, 20'000);
    QCOMPARE(m_session->jobs()->jobs().size(), 1);
    QTRY_COMPARE(m_session->jobs()->jobs().first().state, JobState::Done);
}

void SessionSession::aHistoryThatCannotBeReadIsToldOnce()
{
    m_session.reset();
    QVERIFY(QDir(m_folder->path()).mkpath(u"history.sqlite"_s)); // a folder
    m_history = std::make_unique<History>(m_folder->filePath(u"history.sqlite"_s));
    QTRY_VERIFY(m_history->problem());
    make(); // it was known before
    Q_EMIT m_history->problemChanged();
    const QStringList told = notes(LogEntry::Kind::Problem);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.constFirst().startsWith(u"history: "_s) && told.constFirst().contains(m_history->problem()->advice));
}

void SessionSession::destroyedAnywhere_data()
{
    QTest::addColumn<int>("turns");
    for (int turns = 0; turns < 12; ++turns)
        QTest::addRow("after %d turns", turns) << turns;
}

void SessionSession::destroyedAnywhere()
{
    QFETCH(int, turns);
    scriptLink();
    m_network->on("POST /v2/accounts/c1/refresh", R"({"jobId":"REF-1","userId":"c1"})");
    m_network->on("GET /v2/accounts/c1/job/*", R"({"jobStatus":"IN_PROGRESS"})");
    m_session->simulatorReady(announcement);
    m_session->user()->use(u"u1"_s);
    m_session->link()->start();
    m_session->jobs()->start(u"c1"_s, JobKind::Balance);
    m_session->data()->fetchAccount(u"c1"_s);
    for (int i = 0; i < turns; ++i)
        QCoreApplication::processEvents();
    m_session.reset();
    QTRY_COMPARE(m_network->inFlight(), 0);
}

QTEST_GUILESS_MAIN(SessionSession)
#include "session_session.moc"
