// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on an ordinary day: conflicts, cancelled and retried jobs, deadlines, expired tokens, wrong keys.
#include "session_world.h"

using namespace fixture;

class SessionTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_world.reset(); }
    void conflictAfterLinkingWaitsAndStarts();
    void cancelAndRetry();
    void deadlineAndRetry();
    void failedAtTheBankAndRetry();
    void expiredApiTokenIsRenewedOnce_data();
    void expiredApiTokenIsRenewedOnce();
    void everyTokenExpiredWithTime();
    void expiredAeropayToken();
    void wrongKeysGiveOneClearError();
    void switchingAwayInTheMiddleLeavesNothing();
    void serviceGoneAndBack();

private:
    std::unique_ptr<World> m_world;
    QString m_connection;
};

void SessionTrouble::init()
{
    m_world = std::make_unique<World>(QTest::currentTestFunction() == QByteArray("conflictAfterLinkingWaitsAndStarts") ? 0.001 : 20);
    QVERIFY(m_world->open());
    QVERIFY(m_world->createUser());
    m_connection = m_world->link();
    QVERIFY(!m_connection.isEmpty());
    QTRY_VERIFY(m_world->session().data()->data(m_connection).account.value.has_value());
    if (QTest::currentTestFunction() != QByteArray("conflictAfterLinkingWaitsAndStarts"))
        m_world->letPullPass();
}

/// "linking itself starts a data pull" (contract d): the first job right behind it meets 409/AC-112.
void SessionTrouble::conflictAfterLinkingWaitsAndStarts()
{
    JobBoard *jobs = m_world->session().jobs();
    // simulated time stands almost still (see init), so that pull runs for as long as we like
    const int number = jobs->start(m_connection, JobKind::Balance);
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->conflicts >= 2; }));
    QVERIFY(jobs->job(number)->history.last().state == JobState::WaitingForOther || jobs->job(number)->state == JobState::Starting);
    m_world->post(u"/simulator/clock"_s, {{u"speed"_s, 20}, {u"advanceSeconds"_s, 10}});
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->state == JobState::Done; }));
}

void SessionTrouble::cancelAndRetry()
{
    JobBoard *jobs = m_world->session().jobs();
    m_world->post(u"/simulator/next-job"_s, {{u"connectionId"_s, m_connection}, {u"outcome"_s, u"completed"_s}, {u"seconds"_s, 40}});
    const int number = jobs->start(m_connection, JobKind::Identity);
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->polls > 1; }));
    const QString first = jobs->job(number)->jobId;
    jobs->cancel(number);
    QCOMPARE(jobs->job(number)->state, JobState::Cancelled);
    jobs->retry(number); // the service still runs the first one: a conflict, then a new job
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->state == JobState::Done; }));
    QVERIFY(jobs->job(number)->conflicts > 0);
    QVERIFY(jobs->job(number)->jobId != first);
}

void SessionTrouble::deadlineAndRetry()
{
    JobBoard *jobs = m_world->session().jobs();
    const PollRule usual = jobs->rule();
    PollRule rule = usual;
    rule.deadline = 600ms;
    jobs->setRule(rule);
    m_world->post(u"/simulator/next-job"_s, {{u"connectionId"_s, m_connection}, {u"outcome"_s, u"completed"_s}, {u"seconds"_s, 100'000}});
    const Job late = m_world->run(m_connection, JobKind::Balance);
    QCOMPARE(late.state, JobState::TimedOut);
    QCOMPARE(late.error->kind, Error::Kind::Timeout);
    jobs->setRule(usual);
    m_world->post(u"/simulator/jobs/"_s + late.jobId, {{u"status"_s, u"FAILED"_s}}); // it frees the connection
    QCOMPARE(m_world->run(m_connection, JobKind::Balance).state, JobState::Done);
}

void SessionTrouble::failedAtTheBankAndRetry()
{
    JobBoard *jobs = m_world->session().jobs();
    m_world->post(u"/simulator/next-job"_s, {{u"connectionId"_s, m_connection}, {u"outcome"_s, u"failed"_s}});
    const Job failed = m_world->run(m_connection, JobKind::Balance);
    QCOMPARE(failed.state, JobState::Failed);
    QVERIFY(!failed.cause.isEmpty() && !adviceFor(*failed.error).isEmpty());
    jobs->retry(failed.number);
    QVERIFY(m_world->waitFor([&] { return jobs->job(failed.number)->state == JobState::Done; }));
}

void SessionTrouble::expiredApiTokenIsRenewedOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("method");
    QTest::newRow("at the start") << u"/v2/accounts/*/refresh"_s << u"POST"_s;
    QTest::newRow("at a poll") << u"/v2/accounts/*/job/*"_s << u"GET"_s;
    QTest::newRow("at the result") << u"/v2/accounts/*/balance"_s << u"GET"_s;
}

void SessionTrouble::expiredApiTokenIsRenewedOnce()
{
    QFETCH(QString, path);
    QFETCH(QString, method);
    const int before = m_world->requests(u"POST"_s, u"/v2/token"_s);
    m_world->fault(u"expired-token"_s, path, method);
    const Job job = m_world->run(m_connection, JobKind::Balance);
    QVERIFY2(job.state == JobState::Done, qPrintable(job.cause));
    QCOMPARE(m_world->requests(u"POST"_s, u"/v2/token"_s), before + 1);
}

void SessionTrouble::everyTokenExpiredWithTime()
{
    const int before = m_world->requests(u"POST"_s, u"/v2/token"_s);
    m_world->advance(2000); // the simulator's clock, not ours: we still believe in our token
    DataDesk *desk = m_world->session().data();
    desk->fetchAccount(m_connection);
    QTRY_VERIFY(!desk->data(m_connection).account.working);
    QVERIFY(!desk->data(m_connection).account.error);
    QCOMPARE(m_world->requests(u"POST"_s, u"/v2/token"_s), before + 1);
}

void SessionTrouble::expiredAeropayToken()
{
    m_world->fault(u"expired-token"_s, u"/aeropay/v2/user"_s, u"POST"_s);
    QVERIFY(m_world->createUser(u"+13125550143"_s, u"lee@example.com"_s));
    QCOMPARE(m_world->requests(u"POST"_s, u"/aeropay/v2/user"_s), 3); // the first user, the refusal, the repeat
}

void SessionTrouble::wrongKeysGiveOneClearError()
{
    Session &session = m_world->session();
    Credentials wrong = session.keys()->credentials();
    wrong.apiSecret = Secret(QByteArray("a-wrong-secret"));
    session.keys()->setSimulatorKeys(wrong);
    session.log()->clear();
    const int a = session.jobs()->start(m_connection, JobKind::Balance);
    session.data()->fetchAccount(m_connection);
    session.data()->fetchCachedBalance(m_connection);
    QVERIFY(m_world->waitFor([&] {
        return session.jobs()->held() && session.jobs()->job(a)->state == JobState::StartDelayed && !session.data()->data(m_connection).account.working && !session.data()->data(m_connection).cachedBalance.working;
    }));
    const QList<Error> errors{*session.jobs()->job(a)->error, *session.data()->data(m_connection).account.error, *session.data()->data(m_connection).cachedBalance.error};
    for (const Error &error : errors) {
        QCOMPARE(error.kind, Error::Kind::Credentials);
        QCOMPARE(error.code, u"AC-101"_s);
        QVERIFY(adviceFor(error).contains(u"Settings"_s));
    }
    QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1); // one, however many asked
    session.log()->clear();
    session.link()->start();
    QTRY_COMPARE(session.link()->state(), LinkState::Failed);
    QCOMPARE(session.link()->error()->kind, Error::Kind::Credentials);
    QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
    QVERIFY(!m_world->everything().contains("a-wrong-secret"));
}

void SessionTrouble::switchingAwayInTheMiddleLeavesNothing()
{
    Session &session = m_world->session();
    session.jobs()->start(m_connection, JobKind::Balance);
    session.data()->fetchAccount(m_connection);
    session.link()->start();
    QVERIFY(session.environments()->choose(u"sandbox"_s).has_value());
    QSignalSpy ready(session.link(), &LinkFlow::launchReady);
    QTRY_VERIFY(!session.keys()->isLoading());
    m_world->post(u"/simulator/state"_s, {}, {}, "GET"); // the service has answered by now what it had to answer
    QVERIFY(session.jobs()->jobs().isEmpty() && session.connections()->all().isEmpty());
    QCOMPARE(session.link()->state(), LinkState::Idle);
    QCOMPARE(ready.count(), 0);
    QVERIFY(session.environments()->choose(u"simulator"_s).has_value()); // and back: everything works again
    QVERIFY(m_world->createUser(u"+13125550144"_s, u"kim@example.com"_s));
    QVERIFY(!m_world->link().isEmpty());
}

void SessionTrouble::serviceGoneAndBack()
{
    JobBoard *jobs = m_world->session().jobs();
    m_world->post(u"/simulator/next-job"_s, {{u"connectionId"_s, m_connection}, {u"outcome"_s, u"completed"_s}, {u"seconds"_s, 30}});
    const int number = jobs->start(m_connection, JobKind::Balance);
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->polls > 0; }));
    m_world->fault(u"drop"_s, u"/v2/accounts/*/job/*"_s, u"GET"_s, u"forever"_s);
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->error.has_value(); }));
    QCOMPARE(jobs->job(number)->state, JobState::Polling); // goes on
    QVERIFY(!jobs->job(number)->cause.isEmpty());
    m_world->clearFaults();
    QVERIFY(m_world->waitFor([&] { return jobs->job(number)->state == JobState::Done; }));
    QVERIFY(!jobs->job(number)->error);
}

QTEST_GUILESS_MAIN(SessionTrouble)
#include "session_trouble.moc"
