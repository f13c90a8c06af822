// SPDX-License-Identifier: GPL-3.0-or-later
// What a job lives through: no network, a start whose answer is lost, refused keys, the end of the program.
#include "session_fixture.h"

#include "session/jobrecord.h"

using namespace fixture;

namespace {

const QByteArray startBalance = "POST /v2/accounts/c1/refresh";
const QByteArray startIdentity = "POST /v2/accounts/c1/identity";
const QByteArray statusPath = "GET /v2/accounts/c1/job/*";
const QByteArray balancePath = "GET /v2/accounts/c1/balance";
const QByteArray identityPath = "GET /v2/accounts/c1/identity";
const QByteArray identityJson = R"({"status":"success","identity":{"accountHolderName":"D"}})";

QByteArray balanceJson(const QByteArray &stamp = "2026-01-02 03:04:05.000001")
{
    return R"({"status":"success","account":{"availableBalance":3.10,"currentBalance":0.10,"currency":"USD","lastRefreshTimeStamp":")" + stamp + "\"}}";
}

QByteArray started(const QByteArray &id = "REF-1")
{
    return R"({"status":"success","jobId":")" + id + R"(","userId":"c1"})";
}

QByteArray status(const QByteArray &word)
{
    return R"({"status":"success","jobStatus":")" + word + R"("})";
}

const FakeAnswer answerLost{.failure = QNetworkReply::RemoteHostClosedError};
const FakeAnswer noNetwork{.failure = QNetworkReply::HostNotFoundError};

} // namespace

class SessionJobSurvival : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        RetryRule once;
        once.attempts = 1;
        m_world->api.setRetryRule(once);
        m_world->network.on("POST /v2/token", tokenJson("bearer-token-1"));
        m_rule = quick();
    }
    void cleanup()
    {
        m_watcher.reset();
        m_world.reset();
    }

    void aStartWaitsForTheNetwork()
    {
        m_rule.deadline = 40ms; // shorter than the outage: it stands still meanwhile
        for (int i = 0; i < 8; ++i)
            m_world->network.on(startBalance, noNetwork);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson());
        make(JobKind::Balance);
        bool wasShown = false;
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (job.state == JobState::StartDelayed)
                wasShown = job.error && !job.deadlineAt.isValid() && job.nextPollAt.isValid();
        });
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QVERIFY(wasShown);
        QCOMPARE(m_watcher->job().starts, 9);
    }

    void pollsAndTheFetchWaitForTheNetwork()
    {
        m_rule.deadline = 40ms;
        m_world->network.on(startBalance, started());
        for (int i = 0; i < 6; ++i)
            m_world->network.on(statusPath, noNetwork);
        m_world->network.on(statusPath, status("COMPLETED"));
        for (int i = 0; i < 6; ++i)
            m_world->network.on(balancePath, noNetwork);
        m_world->network.on(balancePath, balanceJson());
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.count(startBalance), 1);
        QVERIFY(!m_watcher->job().error);
    }

    /// The service put it off in so many words.
    void theServicesWaitIsKept()
    {
        m_world->network.on(startBalance, FakeAnswer{.status = 429, .body = "{}", .headers = {{"Retry-After", "0"}}});
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson());
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_watcher->job().starts, 2);
    }

    /// The service names the job that is in the way of the second try: it is ours.
    void aLostStartIsFoundThroughItsConflict()
    {
        m_world->network.on(startIdentity, answerLost);
        m_world->network.on(startIdentity, R"({"error":{"code":"AC-112","message":"running","jobId":"IDT-9"}})", 409);
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(identityPath, identityJson);
        make(JobKind::Identity);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_watcher->job().jobId, u"IDT-9"_s);
        QCOMPARE(m_world->network.count(startIdentity), 2); // and no third
        QCOMPARE(m_watcher->job().conflicts, 0);
    }

    /// The same name in the way of a start that was answered is somebody else's.
    void aConflictOfAnotherIsNotTaken()
    {
        m_world->network.on(startIdentity, R"({"error":{"code":"AC-112","message":"running","jobId":"IDT-9"}})", 409);
        m_world->network.on(startIdentity, started("IDT-1"));
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(identityPath, identityJson);
        make(JobKind::Identity);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_watcher->job().jobId, u"IDT-1"_s);
        QCOMPARE(m_watcher->job().conflicts, 1);
    }

    void aLostStartWithoutATraceIsStartedAgain()
    {
        m_world->network.on(startIdentity, answerLost);
        m_world->network.on(startIdentity, errorJson("AC-112"), 409); // the service names nobody
        m_world->network.on(startIdentity, started("IDT-2"));
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(identityPath, identityJson);
        make(JobKind::Identity);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_watcher->job().jobId, u"IDT-2"_s);
        QCOMPARE(m_watcher->job().conflicts, 1);
    }

    void aLostBalanceIsKnownByItsTime_data()
    {
        QTest::addColumn<QByteArray>("stamp");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<int>("starts");
        // the service's clock is an hour ahead of ours; we asked at 03:04:05 and look at 03:14:05
        QTest::newRow("refreshed since") << QByteArray("2026-01-02 04:08:00.5") << QByteArray("Fri, 02 Jan 2026 04:14:05 GMT") << 1;
        QTest::newRow("refreshed before") << QByteArray("2026-01-02 04:04:00.5") << QByteArray("Fri, 02 Jan 2026 04:14:05 GMT") << 2;
        QTest::newRow("in the same second: not sure") << QByteArray("2026-01-02 04:04:05.5") << QByteArray("Fri, 02 Jan 2026 04:14:05 GMT") << 2;
        QTest::newRow("the service tells no time") << QByteArray("2026-01-02 04:08:00.5") << QByteArray() << 2;
    }
    void aLostBalanceIsKnownByItsTime()
    {
        QFETCH(QByteArray, stamp);
        QFETCH(QByteArray, date);
        QFETCH(int, starts);
        m_world->network.on(startBalance, answerLost);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        FakeAnswer balance{.body = balanceJson(stamp)};
        if (!date.isEmpty())
            balance.headers = {{"Date", date}};
        m_world->network.on(balancePath, balance);
        make(JobKind::Balance);
        connect(m_watcher.get(), &JobWatcher::changed, this, [this](const Job &job) {
            if (job.state == JobState::StartDelayed)
                m_world->now = m_world->now.addSecs(600);
        });
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.count(startBalance), starts);
    }

    /// Nothing leaves that does not stand in the history.
    void aStartLeavesWhenItIsKept()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson());
        make(JobKind::Balance);
        std::function<void()> leave;
        m_watcher->setKeep([&](const Job &job, QObject *, std::function<void()> then) {
            QCOMPARE(job.state, JobState::Starting);
            QCOMPARE(job.starts, 1);
            leave = std::move(then);
        });
        m_watcher->admit();
        QVERIFY(leave);
        QCoreApplication::processEvents();
        QCOMPARE(m_world->network.count(startBalance), 0);
        leave();
        QTRY_COMPARE(state(), JobState::Done);
    }

    void refusedKeysHoldAndLetGo_data()
    {
        QTest::addColumn<QByteArray>("where"); // the call at which the token is refused
        QTest::newRow("at the start") << startBalance;
        QTest::newRow("at a poll") << statusPath;
        QTest::newRow("at the fetch") << balancePath;
    }
    void refusedKeysHoldAndLetGo()
    {
        QFETCH(QByteArray, where);
        m_world->network.on(where, errorJson("AC-101"), 401); // so a new token is asked for, and refused
        m_world->network.on("POST /v2/token", errorJson("AC-101"), 401);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson());
        make(JobKind::Balance);
        QSignalSpy refused(m_watcher.get(), &JobWatcher::keysRefused);
        m_watcher->admit();
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(m_watcher->isHeld() && !isEnded(state()));
        QVERIFY(!m_watcher->job().deadlineAt.isValid() && !m_watcher->job().nextPollAt.isValid());
        QCOMPARE(m_watcher->job().error->kind, Error::Kind::Credentials);
        m_world->network.forget("POST /v2/token");
        m_world->network.on("POST /v2/token", tokenJson("bearer-token-2"));
        m_watcher->release();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_watcher->job().starts, where == startBalance ? 2 : 1);
    }

    void goesOnAfterARestart_data()
    {
        QTest::addColumn<int>("when");
        QTest::addColumn<int>("starts"); // requests that this run sends
        QTest::newRow("starting: it may run") << int(JobState::Starting) << 1;
        QTest::newRow("put off") << int(JobState::StartDelayed) << 1;
        QTest::newRow("waiting for another") << int(JobState::WaitingForOther) << 1;
        QTest::newRow("polling") << int(JobState::Polling) << 0;
        QTest::newRow("awaiting a person") << int(JobState::AwaitingPerson) << 0;
        QTest::newRow("the widget was open") << int(JobState::Answering) << 0;
        QTest::newRow("fetching") << int(JobState::Fetching) << 0;
    }
    void goesOnAfterARestart()
    {
        QFETCH(int, when);
        QFETCH(int, starts);
        const auto at = static_cast<JobState>(when);
        m_world->network.on(startIdentity, started("IDT-7"));
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(identityPath, identityJson);
        Job job;
        job.number = 1;
        job.connectionId = u"c1"_s;
        job.kind = JobKind::Identity;
        job.state = at;
        job.starts = 1;
        if (starts == 0)
            job.jobId = u"IDT-7"_s;
        m_watcher = std::make_unique<JobWatcher>(&m_world->api, &m_world->tokens, jobOf(rowOf(job, u"e"_s)), m_rule, m_world->clock);
        m_watcher->resume();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.count(startIdentity), starts);
        QCOMPARE(m_watcher->job().jobId, u"IDT-7"_s);
    }

    void aRowTellsTheJob()
    {
        Job job;
        job.id = 42;
        job.user = u"u1"_s;
        job.connectionId = u"c1"_s;
        job.bank = u"Bank"_s;
        job.kind = JobKind::Transactions;
        job.range = {QDate(2026, 1, 1), QDate(2026, 1, 31)};
        job.jobId = u"TRN-1"_s;
        job.rawStatus = u"Pending MFA"_s;
        job.cause = u"why"_s;
        job.createdAt = job.startedAt = job.acceptedAt = m_world->now;
        job.runningAt = m_world->now.addMSecs(1500);
        job.completedAt = m_world->now.addMSecs(3000);
        job.starts = 1;
        job.polls = 4;
        for (int state = 0; state <= int(JobState::TimedOut); ++state) {
            job.state = JobState(state);
            const Job again = jobOf(rowOf(job, u"e"_s));
            QCOMPARE(again.state, job.state);
            QCOMPARE(rowOf(again, u"e"_s).cause, u"why"_s);
            QCOMPARE(again.range.end, job.range.end);
            QCOMPARE(std::tie(again.id, again.user, again.bank, again.jobId, again.rawStatus, again.polls), std::tie(job.id, job.user, job.bank, job.jobId, job.rawStatus, job.polls));
        }
        const auto duration = durationOf(job);
        QVERIFY(duration && duration->atLeast == 1500ms && duration->atMost == 3000ms);
        job.mfa = 1; // a person's time is not the service's
        QVERIFY(!durationOf(job));
        HistoryJob strange = rowOf(job, u"e"_s);
        strange.state = u"levitating"_s;
        QCOMPARE(jobOf(strange).state, JobState::Failed);
        QVERIFY(jobOf(strange).cause.contains(u"levitating"_s));
    }

private:
    void make(JobKind kind)
    {
        Job job;
        job.number = 7;
        job.connectionId = u"c1"_s;
        job.kind = kind;
        m_watcher = std::make_unique<JobWatcher>(&m_world->api, &m_world->tokens, job, m_rule, m_world->clock);
    }
    JobState state() const { return m_watcher->job().state; }
    std::unique_ptr<World> m_world;
    std::unique_ptr<JobWatcher> m_watcher;
    PollRule m_rule;
};

QTEST_GUILESS_MAIN(SessionJobSurvival)
#include "session_jobsurvival.moc"
