// SPDX-License-Identifier: GPL-3.0-or-later
// JobBoard: one running job per connection, the others wait visibly; MFA is asked once per question.
#include "session_fixture.h"

#include "session/jobboard.h"

using namespace fixture;

namespace {

QByteArray started(const QByteArray &id)
{
    return R"({"status":"success","jobId":")" + id + R"(","userId":"c"})";
}

QByteArray status(const QByteArray &word)
{
    return R"({"status":"success","jobStatus":")" + word + R"("})";
}

const QByteArray balanceJson = R"({"status":"success","account":{"availableBalance":1.00,"currentBalance":null,"currency":"USD"}})";
const QByteArray identityJson = R"({"status":"success","identity":{"accountHolderName":"D"}})";

} // namespace

class SessionJobBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->network.on("POST /v2/token", tokenJson("bearer-token-1"));
        m_board = std::make_unique<JobBoard>(JobBoard::World{.api = &m_world->api, .tokens = &m_world->tokens, .log = &m_world->log, .clock = m_world->clock});
        m_board->setRule(quick());
    }
    void cleanup()
    {
        m_board.reset();
        m_world.reset();
    }

    void oneAtATimePerConnection()
    {
        script("c1", "COMPLETED");
        script("c2", "COMPLETED");
        int mostC1 = 0, mostAll = 0;
        connect(m_board.get(), &JobBoard::changed, this, [&] {
            int running = 0, c1 = 0;
            for (const Job &job : m_board->jobs()) {
                const bool runs = job.state != JobState::Queued && !isEnded(job.state);
                running += runs;
                c1 += runs && job.connectionId == u"c1"_s;
            }
            mostC1 = std::max(mostC1, c1);
            mostAll = std::max(mostAll, running);
        });
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        const int b = m_board->start(u"c1"_s, JobKind::Identity);
        const int c = m_board->start(u"c1"_s, JobKind::Balance);
        const int d = m_board->start(u"c2"_s, JobKind::Balance);
        QCOMPARE((QList<int>{a, b, c, d}), (QList<int>{1, 2, 3, 4}));
        QCOMPARE(stateOf(a), JobState::Starting);
        QCOMPARE(stateOf(b), JobState::Queued);
        QCOMPARE(stateOf(d), JobState::Starting); // another connection does not wait
        QVERIFY(!m_board->job(b)->cause.isEmpty());
        for (const int number : {a, b, c, d})
            QTRY_COMPARE(stateOf(number), JobState::Done);
        QCOMPARE(mostC1, 1);
        QCOMPARE(mostAll, 2);
        QVERIFY(m_board->job(a)->endedAt <= m_board->job(b)->startedAt);
        QCOMPARE(m_board->latest(u"c1"_s, JobKind::Balance)->number, c);
        QVERIFY(!m_board->latest(u"c1"_s, JobKind::Transactions));
    }

    void theNextIsAdmittedHoweverOneEnds_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("end");
        QTest::newRow("done") << QByteArray("COMPLETED") << int(JobState::Done);
        QTest::newRow("failed") << QByteArray("FAILED") << int(JobState::Failed);
        QTest::newRow("cancelled") << QByteArray("IN_PROGRESS") << int(JobState::Cancelled);
    }
    void theNextIsAdmittedHoweverOneEnds()
    {
        QFETCH(QByteArray, word);
        QFETCH(int, end);
        script("c1", word);
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        const int b = m_board->start(u"c1"_s, JobKind::Identity);
        QCOMPARE(stateOf(b), JobState::Queued);
        if (end == int(JobState::Cancelled)) {
            QTRY_COMPARE(stateOf(a), JobState::Polling);
            m_board->cancel(a);
        }
        QTRY_COMPARE(int(stateOf(a)), end);
        QTRY_VERIFY(stateOf(b) != JobState::Queued);
    }

    void isAskedMoreOftenWhileOthersWait_data()
    {
        QTest::addColumn<int>("behind");
        QTest::addColumn<int>("ms");
        QTest::newRow("none waits") << 0 << 80'000;
        QTest::newRow("three wait: half the pause") << 3 << 40'000;
    }
    void isAskedMoreOftenWhileOthersWait()
    {
        QFETCH(int, behind);
        QFETCH(int, ms);
        PollRule rule = quick();
        rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(std::chrono::milliseconds(1), std::chrono::seconds(80)); };
        m_board->setRule(rule);
        script("c1", "IN_PROGRESS");
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        for (int i = 0; i < behind; ++i)
            m_board->start(u"c1"_s, JobKind::Identity);
        QTRY_VERIFY(m_board->job(a)->polls > 0 && m_board->job(a)->nextPollAt.isValid());
        const qint64 wait = m_world->clock().msecsTo(m_board->job(a)->nextPollAt);
        QVERIFY2(std::abs(wait - ms) < ms / 6, qPrintable(QString::number(wait))); // jitter: an eighth
    }

    void aQueuedJobCanBeCancelled()
    {
        script("c1", "IN_PROGRESS");
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        const int b = m_board->start(u"c1"_s, JobKind::Identity);
        m_board->cancel(b);
        QCOMPARE(stateOf(b), JobState::Cancelled);
        QTRY_COMPARE(stateOf(a), JobState::Polling);
        QCOMPARE(m_world->network.count("POST /v2/accounts/c1/identity"), 0);
    }

    void awaitingAPersonOccupiesTheConnection()
    {
        script("c1", "Pending MFA");
        QSignalSpy asked(m_board.get(), &JobBoard::mfaAsked);
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        const int b = m_board->start(u"c1"_s, JobKind::Identity);
        QTRY_COMPARE(stateOf(a), JobState::AwaitingPerson);
        QTRY_VERIFY(m_board->job(a)->polls > 3);
        QCOMPARE(stateOf(b), JobState::Queued);
        QCOMPARE(asked.count(), 1); // once, however often it is polled
        QCOMPARE(m_board->awaitingPerson()->number, a);
        QCOMPARE(m_board->numberOf(u"job-c1"_s), a);
        QCOMPARE(m_board->numberOf(u"other"_s), 0);
        QCOMPARE(m_board->numberOf({}), 0);
        m_board->widgetOpened(a);
        QCOMPARE(stateOf(a), JobState::Answering);
        QVERIFY(!m_board->awaitingPerson());
        m_board->widgetEnded(a); // closed without an answer: the same question, not a new one
        QCOMPARE(stateOf(a), JobState::AwaitingPerson);
        QCOMPARE(asked.count(), 1);
        m_world->network.forget("GET /v2/accounts/c1/job/*");
        m_world->network.on("GET /v2/accounts/c1/job/*", status("IN_PROGRESS"));
        m_world->network.on("GET /v2/accounts/c1/job/*", status("MFA_REQUIRED"));
        QTRY_COMPARE(asked.count(), 2); // a second factor after work in between is a new question
    }

    void retryQueuesBehindWhatRuns()
    {
        script("c1", "FAILED");
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        QTRY_COMPARE(stateOf(a), JobState::Failed);
        m_world->network.forget("GET /v2/accounts/c1/job/*");
        m_world->network.on("GET /v2/accounts/c1/job/*", status("IN_PROGRESS"));
        const int b = m_board->start(u"c1"_s, JobKind::Identity);
        QTRY_COMPARE(stateOf(b), JobState::Polling);
        m_board->retry(a);
        QCOMPARE(stateOf(a), JobState::Queued);
        m_board->cancel(b);
        QTRY_COMPARE(stateOf(a), JobState::Polling);
        m_board->retry(99); // no such job
        m_board->cancel(99);
        m_board->pollNow(99);
        m_board->widgetOpened(99);
        m_board->widgetEnded(99);
        QVERIFY(!m_board->job(99));
    }

    /// A retried job has the lowest number, but it asked last.
    void whoAskedFirstIsAdmittedFirst()
    {
        script("c1", "FAILED");
        const int retried = m_board->start(u"c1"_s, JobKind::Balance);
        QTRY_COMPARE(stateOf(retried), JobState::Failed);
        m_world->network.forget("GET /v2/accounts/c1/job/*");
        m_world->network.on("GET /v2/accounts/c1/job/*", status("IN_PROGRESS"));
        const int running = m_board->start(u"c1"_s, JobKind::Identity);
        QTRY_COMPARE(stateOf(running), JobState::Polling);
        m_world->now = m_world->now.addSecs(1);
        const int waiting = m_board->start(u"c1"_s, JobKind::Balance);
        m_world->now = m_world->now.addSecs(1);
        m_board->retry(retried);
        QCOMPARE(stateOf(waiting), JobState::Queued);
        QCOMPARE(stateOf(retried), JobState::Queued);
        m_board->cancel(running);
        QVERIFY(stateOf(waiting) != JobState::Queued);
        QCOMPARE(stateOf(retried), JobState::Queued);
        m_board->cancel(waiting);
        QVERIFY(stateOf(retried) != JobState::Queued);
    }

    void retryOnAFreeConnectionStartsAtOnce()
    {
        script("c1", "FAILED");
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        QTRY_COMPARE(stateOf(a), JobState::Failed);
        m_board->retry(a);
        QCOMPARE(stateOf(a), JobState::Starting);
        QTRY_COMPARE(stateOf(a), JobState::Failed);
        QCOMPARE(m_world->network.count("POST /v2/accounts/c1/refresh"), 2);
    }

    void clearEndsAllWithoutCallbacks()
    {
        script("c1", "IN_PROGRESS");
        m_world->network.on("POST /v2/accounts/c2/refresh", FakeAnswer{.hangs = true});
        m_board->start(u"c1"_s, JobKind::Balance);
        m_board->start(u"c2"_s, JobKind::Balance);
        QTRY_COMPARE(m_world->network.count("POST /v2/accounts/c2/refresh"), 1);
        QSignalSpy changed(m_board.get(), &JobBoard::changed);
        QSignalSpy cleared(m_board.get(), &JobBoard::cleared);
        m_board->clear();
        QCOMPARE(cleared.count(), 1);
        QVERIFY(m_board->jobs().isEmpty());
        QCOMPARE(m_world->network.inFlight(), 0);
        const qsizetype asked = m_world->network.asked().size();
        QElapsedTimer waited;
        waited.start();
        QTRY_VERIFY(waited.elapsed() > 30);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(m_world->network.asked().size(), asked);
        QCOMPARE(m_board->start(u"c1"_s, JobKind::Balance), 3); // numbers go on: a number never means two jobs
    }

    void clearFromInsideASignal()
    {
        script("c1", "COMPLETED");
        connect(m_board.get(), &JobBoard::changed, this, [&](const Job &job) {
            if (job.state == JobState::Polling)
                m_board->clear();
        });
        m_board->start(u"c1"_s, JobKind::Balance);
        m_board->start(u"c1"_s, JobKind::Identity);
        QTRY_VERIFY(m_board->jobs().isEmpty());
        QTRY_COMPARE(m_world->network.inFlight(), 0);
    }

    void everyTransitionIsLogged()
    {
        script("c1", "COMPLETED");
        const int a = m_board->start(u"c1"_s, JobKind::Balance);
        QTRY_COMPARE(stateOf(a), JobState::Done);
        QStringList titles;
        for (const LogEntry &entry : m_world->log.entries()) {
            if (entry.kind == LogEntry::Kind::Job) {
                titles << entry.title;
                QCOMPARE(entry.connectionId, u"c1"_s);
            }
        }
        QCOMPARE(titles, (QStringList{u"balance → queued"_s, u"balance → starting"_s, u"balance → running"_s, u"balance → fetching data"_s, u"balance → done"_s}));
    }

    void wrongKeysAreOneProblemForManyJobs()
    {
        m_world->network.forget("POST /v2/token");
        m_world->network.on("POST /v2/token", FakeAnswer{.status = 401, .body = errorJson("AC-101"), .delay = 10ms});
        QList<int> numbers;
        for (const char *connection : {"c1", "c2", "c3"})
            numbers << m_board->start(QString::fromLatin1(connection), JobKind::Balance);
        QSignalSpy held(m_board.get(), &JobBoard::heldChanged);
        QTRY_COMPARE(held.count(), 1);
        for (const int number : numbers) {
            QCOMPARE(stateOf(number), JobState::StartDelayed); // none is lost for it
            QCOMPARE(m_board->job(number)->error->kind, Error::Kind::Credentials);
            QVERIFY(!m_board->job(number)->nextPollAt.isValid() && !m_board->job(number)->deadlineAt.isValid());
        }
        QCOMPARE(m_board->held()->kind, Error::Kind::Credentials);
        QCOMPARE(m_world->notes(LogEntry::Kind::Problem).size(), 1);
        QCOMPARE(m_world->network.count("POST /v2/token"), 1);

        m_world->network.forget("POST /v2/token"); // the keys are put right
        m_world->network.on("POST /v2/token", tokenJson("bearer-token-2"));
        for (const char *connection : {"c1", "c2", "c3"})
            script(connection, "COMPLETED");
        m_board->release();
        for (const int number : numbers)
            QTRY_COMPARE(stateOf(number), JobState::Done);
        QVERIFY(!m_board->held());
    }

private:
    void script(const QByteArray &connection, const QByteArray &word)
    {
        const QByteArray base = " /v2/accounts/" + connection;
        m_world->network.on("POST" + base + "/refresh", started("job-" + connection));
        m_world->network.on("POST" + base + "/identity", started("idt-" + connection));
        m_world->network.on("GET" + base + "/job/*", status(word));
        m_world->network.on("GET" + base + "/balance", balanceJson);
        m_world->network.on("GET" + base + "/identity", identityJson);
    }
    JobState stateOf(int number) const { return m_board->job(number)->state; }
    std::unique_ptr<World> m_world;
    std::unique_ptr<JobBoard> m_board;
};

QTEST_GUILESS_MAIN(SessionJobBoard)
#include "session_jobboard.moc"
