// SPDX-License-Identifier: GPL-3.0-or-later
// The main job over real HTTP: user, widget token, link, three jobs, data; and the second factor in the middle of a job.
#include "session_world.h"

using namespace fixture;

class SessionMainJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_world.reset(); }
    void linkAndThreeJobs();
    void secondFactorInTheMiddleOfAJob();
    void wrongAnswerFailsTheJobAndRetryAsksAgain();
    void manualLinksHaveNoData();
    void anExistingPersonConfirmsWithACode();
    void firstFormOfAeropay();
    void storedTransactionsAndConnections();
    void nothingSecretIsLeftBehind();

private:
    std::unique_ptr<World> m_world;
};

void SessionMainJob::init()
{
    m_world = std::make_unique<World>(20);
    QVERIFY(m_world->open());
}

void SessionMainJob::linkAndThreeJobs()
{
    QVERIFY(m_world->createUser());
    const QString connection = m_world->link();
    QVERIFY(!connection.isEmpty());
    Session &session = m_world->session();
    QCOMPARE(session.link()->state(), LinkState::Succeeded);
    QTRY_VERIFY(session.data()->data(connection).account.value.has_value());
    QVERIFY(session.connections()->find(connection)->bank.contains(u"Aerobank"_s));
    QVERIFY(session.can().startJob);

    // all three at once: they queue up, and meet the pull that linking started
    QList<int> numbers;
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
        numbers << session.jobs()->start(connection, kind);
    for (const int number : numbers) {
        QVERIFY(m_world->waitFor([&] { return isEnded(session.jobs()->job(number)->state); }));
        const Job job = *session.jobs()->job(number);
        QVERIFY2(job.state == JobState::Done, qPrintable(job.cause));
        QVERIFY(!job.raw.isEmpty() && !job.jobId.isEmpty());
    }
    const auto balance = std::get<Balance>(session.jobs()->job(numbers[0])->result);
    QVERIFY(balance.available.has_value());
    QCOMPARE(balance.available->currency(), u"USD"_s);
    const auto page = std::get<TransactionPage>(session.jobs()->job(numbers[1])->result);
    QVERIFY2(page.transactions.size() > 50, qPrintable(QString::number(page.transactions.size())));
    const auto identity = std::get<Identity>(session.jobs()->job(numbers[2])->result);
    QVERIFY(!identity.holderName.isEmpty());
}

void SessionMainJob::secondFactorInTheMiddleOfAJob()
{
    QVERIFY(m_world->createUser());
    const QString connection = m_world->link(u"mfa"_s);
    QVERIFY(!connection.isEmpty());
    m_world->letPullPass();
    Session &session = m_world->session();
    QSignalSpy asked(session.jobs(), &JobBoard::mfaAsked);
    const int number = session.jobs()->start(connection, JobKind::Balance);
    QVERIFY(m_world->waitFor([&] { return !asked.isEmpty(); }));
    const QString jobId = session.jobs()->job(number)->jobId;
    QVERIFY(session.can().answerMfa);
    session.answerMfa(number);
    QVERIFY(m_world->waitFor([&] { return session.jobs()->job(number)->state == JobState::Answering; }));
    QVERIFY(m_world->answerMfa(u"correct"_s));
    QVERIFY(m_world->waitFor([&] { return isEnded(session.jobs()->job(number)->state); }));
    const Job job = *session.jobs()->job(number);
    QVERIFY2(job.state == JobState::Done, qPrintable(job.cause));
    QCOMPARE(job.jobId, jobId); // the same job
    QCOMPARE(asked.count(), 1);
    QCOMPARE(m_world->requests(u"POST"_s, u"/v2/accounts/%1/refresh"_s.arg(connection)), 1);
    QCOMPARE(m_world->requests(u"POST"_s, u"/v2/token_widget"_s), 2);
}

void SessionMainJob::wrongAnswerFailsTheJobAndRetryAsksAgain()
{
    QVERIFY(m_world->createUser());
    const QString connection = m_world->link(u"mfa"_s);
    m_world->letPullPass();
    Session &session = m_world->session();
    QSignalSpy asked(session.jobs(), &JobBoard::mfaAsked);
    const int number = session.jobs()->start(connection, JobKind::Identity);
    QVERIFY(m_world->waitFor([&] { return !asked.isEmpty(); }));
    session.answerMfa(number);
    QVERIFY(m_world->waitFor([&] { return session.jobs()->job(number)->state == JobState::Answering; }));
    QVERIFY(!m_world->answerMfa(u"wrong"_s));
    QVERIFY(m_world->waitFor([&] { return session.jobs()->job(number)->state == JobState::Failed; }));
    session.link()->end();
    QVERIFY(!adviceFor(*session.jobs()->job(number)->error).isEmpty());
    session.jobs()->retry(number);
    QVERIFY(m_world->waitFor([&] { return asked.count() == 2; }));
    session.answerMfa(number);
    QVERIFY(m_world->waitFor([&] { return session.jobs()->job(number)->state == JobState::Answering; }));
    QVERIFY(m_world->answerMfa(u"correct"_s));
    QVERIFY(m_world->waitFor([&] { return session.jobs()->job(number)->state == JobState::Done; }));
}

void SessionMainJob::manualLinksHaveNoData()
{
    QVERIFY(m_world->createUser());
    const QString connection = m_world->linkManually();
    QVERIFY(!connection.isEmpty());
    m_world->letPullPass();
    Session &session = m_world->session();
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        const Job job = m_world->run(connection, kind);
        QVERIFY2(job.state == JobState::Unavailable, qPrintable(jobKindName(kind) + u": "_s + jobStateName(job.state) + u' ' + job.cause));
    }
    QTRY_VERIFY(session.data()->data(connection).account.value.has_value());
    QCOMPARE(session.data()->data(connection).account.value->canFetchBalance, std::optional<bool>(false));
    session.data()->fetchCachedBalance(connection);
    QTRY_VERIFY(session.data()->data(connection).cachedBalance.unavailable);
}

void SessionMainJob::anExistingPersonConfirmsWithACode()
{
    QVERIFY(m_world->createUser());
    const QString uuid = m_world->session().user()->aeroPassUserUuid();
    UserFlow *user = m_world->session().user();
    user->forget();
    QVERIFY(!m_world->createUser()); // exists
    QCOMPARE(user->state(), UserState::NeedsCode);
    user->confirm(u"000000"_s);
    QTRY_COMPARE(user->state(), UserState::Ready);
    QCOMPARE(user->aeroPassUserUuid(), uuid);
    QVERIFY(user->user()->existing);
}

void SessionMainJob::firstFormOfAeropay()
{
    Session &session = m_world->session();
    Environment custom = session.environments()->current();
    custom.id.clear();
    custom.name = u"Old form"_s;
    custom.aeropassForm = AeropassForm::V1;
    const Result<void> saved = session.environments()->save(custom);
    QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().message));
    QVERIFY(session.environments()->choose(u"Old form"_s).has_value());
    Credentials keys;
    keys.apiKey = Secret(m_world->key("apiKey"));
    keys.apiSecret = Secret(m_world->key("apiSecret"));
    keys.aeropayApiKey = Secret(m_world->key("aeropayApiKey"));
    keys.aeropayApiSecret = Secret(m_world->key("aeropayApiSecret"));
    keys.merchantId = m_world->key("merchantId");
    session.keys()->save(session.environments()->current(), keys);
    QVERIFY(m_world->createUser());
    const QString uuid = session.user()->aeroPassUserUuid();
    QVERIFY(!session.user()->user()->existing);
    session.user()->forget();
    QVERIFY(m_world->createUser()); // v1: existing people are given back at once
    QVERIFY(session.user()->user()->existing);
    QCOMPARE(session.user()->aeroPassUserUuid(), uuid);
    QVERIFY(!m_world->link().isEmpty());
}

void SessionMainJob::storedTransactionsAndConnections()
{
    QVERIFY(m_world->createUser());
    const QString connection = m_world->link();
    m_world->letPullPass();
    QCOMPARE(m_world->run(connection, JobKind::Transactions).state, JobState::Done);
    DataDesk *desk = m_world->session().data();
    desk->fetchConnections();
    QTRY_VERIFY(desk->connectionList().value.has_value());
    QCOMPARE(desk->connectionList().value->size(), 1);
    desk->fetchStored(connection, {});
    QTRY_VERIFY(desk->data(connection).stored.value.has_value());
    const qsizetype first = desk->data(connection).stored.value->size();
    QVERIFY(first > 0);
    while (!desk->data(connection).nextPage.isEmpty()) {
        const qsizetype before = desk->data(connection).stored.value->size();
        desk->fetchMoreStored(connection);
        QTRY_VERIFY(!desk->data(connection).stored.working);
        QVERIFY(!desk->data(connection).stored.error);
        QVERIFY(desk->data(connection).stored.value->size() > before);
    }
    QSet<QString> ids;
    const QList<Transaction> stored = *desk->data(connection).stored.value;
    for (const Transaction &each : stored)
        ids << each.id;
    QCOMPARE(ids.size(), stored.size()); // no page twice
    desk->deleteStored(connection);
    QTRY_VERIFY(desk->data(connection).deleted.has_value());
    QCOMPARE(*desk->data(connection).deleted, qint64(ids.size()));
    desk->deleteStored(connection);
    QTRY_COMPARE(desk->data(connection).deleted, std::optional<qint64>(0));
}

void SessionMainJob::nothingSecretIsLeftBehind()
{
    QVERIFY(m_world->createUser());
    const QString connection = m_world->link();
    m_world->letPullPass();
    QCOMPARE(m_world->run(connection, JobKind::Balance).state, JobState::Done);
    m_world->session().link()->start();
    QTRY_COMPARE(m_world->session().link()->state(), LinkState::Open);
    const QByteArray all = m_world->everything();
    QVERIFY(all.contains("/v2/token_widget") && all.contains("‹redacted›"));
    for (const char *name : {"apiKey", "apiSecret", "aeropayApiKey", "aeropayApiSecret"})
        QVERIFY2(!all.contains(m_world->key(name).toUtf8()), name);
    QVERIFY(!all.contains(m_world->session().link()->launch()->token.reveal()));
    QVERIFY2(!all.contains("eyJ"), "a token's shape");
}

QTEST_GUILESS_MAIN(SessionMainJob)
#include "session_mainjob.moc"
