// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace simulator;

class SimulatorWorld : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Every plan at every moment that matters. Times in ms after the start; the plan is reached at 4000.
    void jobStates_data()
    {
        QTest::addColumn<int>("plan");
        QTest::addColumn<qint64>("answered"); // -1: never
        QTest::addColumn<bool>("right");
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QString>("status");
        QTest::addColumn<qint64>("end"); // -1: runs
        const auto row = [](const char *name, JobPlan plan, qint64 answered, bool right, qint64 at, const QString &status,
                            qint64 end = -1) { QTest::newRow(name) << int(plan) << answered << right << at << status << end; };
        const qint64 late = 4000 + mfaTimeout;
        row("start", JobPlan::Completed, -1, false, 0, u"Initiated"_s);
        row("before a quarter", JobPlan::Completed, -1, false, 999, u"Initiated"_s);
        row("quarter", JobPlan::Completed, -1, false, 1000, u"IN_PROGRESS"_s);
        row("almost", JobPlan::Completed, -1, false, 3999, u"IN_PROGRESS"_s);
        row("completed", JobPlan::Completed, -1, false, 4000, u"COMPLETED"_s, 4000);
        row("stays completed", JobPlan::Completed, -1, false, 9'000'000, u"COMPLETED"_s, 4000);
        row("failing runs first", JobPlan::Failed, -1, false, 3999, u"IN_PROGRESS"_s);
        row("failed", JobPlan::Failed, -1, false, 4000, u"FAILED"_s, 4000);
        row("mfa runs first", JobPlan::Mfa, -1, false, 3999, u"IN_PROGRESS"_s);
        row("mfa asks", JobPlan::Mfa, -1, false, 4000, u"Pending MFA"_s);
        row("mfa waits", JobPlan::Mfa, -1, false, late - 1, u"Pending MFA"_s);
        row("mfa gives up", JobPlan::Mfa, -1, false, late, u"FAILED"_s, late);
        row("answered right, resumes", JobPlan::Mfa, 10'000, true, 10'000, u"IN_PROGRESS"_s);
        row("answered right, ends", JobPlan::Mfa, 10'000, true, 11'500, u"COMPLETED"_s, 11'500);
        row("answered wrong", JobPlan::Mfa, 10'000, false, 10'000, u"FAILED"_s, 10'000);
    }
    void jobStates()
    {
        QFETCH(int, plan);
        QFETCH(qint64, answered);
        QFETCH(bool, right);
        QFETCH(qint64, at);
        QFETCH(qint64, end);
        Job job;
        job.started = 1'000'000;
        job.run = 4000;
        job.plan = static_cast<JobPlan>(plan);
        if (answered >= 0)
            job.answered = job.started + answered;
        job.answeredRight = right;
        const qint64 now = job.started + at;
        QTEST(jobStatusText(stateOf(job, now)), "status");
        QCOMPARE(endOf(job, now).value_or(job.started - 1), job.started + end);
    }

    void forcedEndWins()
    {
        Job job;
        job.started = 0;
        job.run = 4000;
        job.plan = JobPlan::Mfa;
        job.forced = JobState::Failed;
        job.forcedAt = 2000;
        QCOMPARE(stateOf(job, 1999), JobState::InProgress);
        QCOMPARE(stateOf(job, 2000), JobState::Failed);
        QCOMPARE(endOf(job, 9999), std::optional<qint64>(2000));
    }

    void theLinkPullBlocksTheFirstJob()
    {
        fixture::Bench bench;
        const auto ids = bench.world.link(bench.wish());
        QVERIFY(ids);
        Connection *connection = bench.world.connection(ids->front());
        const auto early = bench.world.startJob(*connection, JobKind::Balance);
        QVERIFY(!early);
        QCOMPARE(early.problem().status, 409);
        QCOMPARE(early.problem().code, u"AC-112"_s);
        QVERIFY(bench.world.transactions(*connection, {}, {}).empty());
        bench.pass(3);
        QVERIFY(bench.world.startJob(*connection, JobKind::Balance));
        QVERIFY(!bench.world.transactions(*connection, {}, {}).empty());
    }

    void oneRunningJobForAConnection_data()
    {
        QTest::addColumn<int>("second");
        for (const JobKind kind : {JobKind::Balance, JobKind::Identity, JobKind::Transactions})
            QTest::newRow(qPrintable(jobKindText(kind))) << int(kind);
    }
    void oneRunningJobForAConnection()
    {
        QFETCH(int, second);
        const auto kind = static_cast<JobKind>(second);
        fixture::Bench bench;
        Connection &connection = bench.link();
        const auto first = bench.world.startJob(connection, JobKind::Balance);
        QVERIFY(first);
        QVERIFY(first->run >= 2000 && first->run <= 5000);
        const auto refused = bench.world.startJob(connection, kind);
        QVERIFY(!refused);
        QCOMPARE(refused.problem().code, u"AC-112"_s);
        bench.pass(5);
        const auto later = bench.world.startJob(connection, kind);
        QVERIFY(later);
        QVERIFY(later->id.startsWith(jobPrefix(kind)));
        QCOMPARE(later->id.size(), 36);
    }

    void jobsTakeEffectWhenTheyComplete()
    {
        fixture::Bench bench;
        Connection &connection = bench.link();
        const qint64 linked = connection.refreshed;
        QVERIFY(!connection.identityKnown);
        bench.world.forgetTransactions(connection);
        for (const JobKind kind : {JobKind::Balance, JobKind::Identity, JobKind::Transactions}) {
            QVERIFY(bench.world.startJob(connection, kind, QDate(2025, 9, 1), QDate(2025, 9, 30)));
            bench.pass(6);
        }
        QVERIFY(connection.refreshed > linked);
        QVERIFY(connection.identityKnown);
        const auto rows = bench.world.transactions(connection, {}, {});
        QVERIFY(rows.size() > 30);
        for (const Transaction &row : rows)
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(row.time, Qt::UTC).date().month(), 9);
    }

    void failedJobsLeaveNothingBehind()
    {
        fixture::Bench bench;
        Connection &connection = bench.link();
        bench.world.planNextJob(connection.id, {JobPlan::Failed, 1000});
        const auto job = bench.world.startJob(connection, JobKind::Identity);
        QVERIFY(job);
        bench.pass(1);
        QCOMPARE(stateOf(*bench.world.jobs().find(job->id), bench.world.now()), JobState::Failed);
        QVERIFY(!connection.identityKnown);
        QVERIFY(bench.world.startJob(connection, JobKind::Identity)); // the wish was for one job
        bench.pass(6);
        QVERIFY(connection.identityKnown);
    }

    void laterJobsOfMfaUsersAsk_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("status");
        QTest::newRow("right") << u"correct"_s << u"COMPLETED"_s;
        QTest::newRow("wrong") << u"Boston"_s << u"FAILED"_s;
    }
    void laterJobsOfMfaUsersAsk()
    {
        QFETCH(QString, answer);
        fixture::Bench bench;
        Connection &connection = bench.link(u"mfa"_s);
        for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
            const auto job = bench.world.startJob(connection, kind);
            QVERIFY(job);
            bench.pass(6);
            Job *waiting = bench.world.jobs().find(job->id);
            QCOMPARE(stateOf(*waiting, bench.world.now()), JobState::PendingMfa);
            QCOMPARE(bench.world.startJob(connection, kind).problem().code, u"AC-112"_s);
            bench.world.answerJob(*waiting, answer);
            bench.pass(2);
            QTEST(jobStatusText(stateOf(*waiting, bench.world.now())), "status");
        }
    }

    void linkLimits()
    {
        fixture::Bench bench;
        for (int i = 0; i < 3; ++i)
            QVERIFY(bench.world.link(bench.wish(0)));
        const auto fourth = bench.world.link(bench.wish(0));
        QVERIFY(!fourth);
        QCOMPARE(fourth.problem().code, u"AP415"_s);
        QVERIFY(bench.world.link(bench.wish(1)));
        QVERIFY(bench.world.link(bench.wish(2)));
        QVERIFY(bench.world.link(bench.wish(0, u"aerobank-oauth"_s)));
        QVERIFY(bench.world.link(bench.wish(1, u"aerobank-oauth"_s)));
        const auto sixth = bench.world.link(bench.wish(2, u"aerobank-oauth"_s));
        QVERIFY(!sixth);
        QCOMPARE(sixth.problem().code, u"AP414"_s);
        QVERIFY(bench.world.link(bench.wish(1))); // known accounts may come again
        QCOMPARE(bench.world.connectionsOf(bench.user).size(), std::size_t(8));
    }

    void aRefusedLinkLinksNothing()
    {
        fixture::Bench bench;
        LinkWish wish = bench.wish(0);
        for (int i = 0; i < 3; ++i)
            wish.accounts.push_back(wish.accounts.front());
        QVERIFY(!bench.world.link(wish));
        QVERIFY(bench.world.connections().empty());
    }

    void manualAccounts_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("balance") << int(JobKind::Balance) << u"AC-105"_s;
        QTest::newRow("identity") << int(JobKind::Identity) << u"AC-111"_s;
        QTest::newRow("transactions") << int(JobKind::Transactions) << u"AC-114"_s;
    }
    void manualAccounts()
    {
        QFETCH(int, kind);
        fixture::Bench bench;
        LinkWish wish = bench.wish();
        wish.accounts.front().manual = true;
        Connection *connection = bench.world.connection(bench.world.link(wish)->front());
        const auto job = bench.world.startJob(*connection, static_cast<JobKind>(kind));
        QVERIFY(!job);
        QCOMPARE(job.problem().status, 405);
        QTEST(job.problem().code, "code");
    }

    void consentRunsOutAndComesBack()
    {
        fixture::Bench bench;
        Connection &connection = bench.link();
        const QString id = connection.id;
        QCOMPARE(bench.world.statusOf(connection), u"CONNECTED"_s);
        bench.pass(366 * 86400.0);
        QCOMPARE(bench.world.statusOf(connection), u"EXPIRED_CONSENT"_s);
        QCOMPARE(bench.world.startJob(connection, JobKind::Balance).problem().code, u"AC-104"_s);
        const auto again = bench.world.link(bench.wish());
        QCOMPARE(*again, std::vector<QString>{id});
        QCOMPARE(bench.world.statusOf(*bench.world.connection(id)), u"ACTIVE"_s);
    }

    void forgettingTransactionsKeepsTheLink()
    {
        fixture::Bench bench;
        Connection &connection = bench.link();
        const int stored = static_cast<int>(bench.world.transactions(connection, {}, {}).size());
        QCOMPARE(bench.world.forgetTransactions(connection), stored);
        QCOMPARE(bench.world.forgetTransactions(connection), 0);
        QVERIFY(bench.world.connection(connection.id));
    }

    void tokensLiveHalfAnHour()
    {
        fixture::Bench bench;
        World &world = bench.world;
        const QString api = world.tokens().issueApi(world.ids(), world.now());
        QCOMPARE(world.tokens().check(api, TokenKind::Api, world.now()), TokenState::Good);
        QCOMPARE(world.tokens().check(api, TokenKind::Widget, world.now()), TokenState::Unknown);
        QCOMPARE(world.tokens().check(u"nonsense"_s, TokenKind::Api, world.now()), TokenState::Unknown);
        bench.pass(1799.9);
        QCOMPARE(world.tokens().check(api, TokenKind::Api, world.now()), TokenState::Good);
        bench.pass(0.1);
        QCOMPARE(world.tokens().check(api, TokenKind::Api, world.now()), TokenState::Expired);
    }

    void resetForgetsEverything()
    {
        fixture::Bench bench;
        bench.link();
        const QString token = bench.world.tokens().issueApi(bench.world.ids(), bench.world.now());
        const QString key = bench.world.keys().apiKey;
        bench.world.clock().advance(5000);
        bench.world.reset(8);
        QVERIFY(bench.world.connections().empty());
        QVERIFY(bench.world.people().all().empty());
        QVERIFY(bench.world.jobs().order().empty());
        QVERIFY(!bench.world.tokens().find(token));
        QVERIFY(bench.world.keys().apiKey != key);
        QCOMPARE(bench.world.now(), bench.real);
    }
};

QTEST_GUILESS_MAIN(SimulatorWorld)
#include "simulator_world.moc"
