// SPDX-License-Identifier: GPL-3.0-or-later
// JobWatcher against a scripted service: every way a job can go, and that two polls are never in flight.
#include "session_fixture.h"

#include "session/jobwatcher.h"

using namespace fixture;

namespace {

const QByteArray startBalance = "POST /v2/accounts/c1/refresh";
const QByteArray startTransactions = "POST /v2/accounts/c1/transactions";
const QByteArray startIdentity = "POST /v2/accounts/c1/identity";
const QByteArray statusPath = "GET /v2/accounts/c1/job/*";
const QByteArray balancePath = "GET /v2/accounts/c1/balance";
const QByteArray balanceJson = R"({"status":"success","account":{"availableBalance":3124.250,"currentBalance":0.10,"currency":"USD","lastRefreshTimeStamp":"2026-01-02 03:04:05.000001"}})";

QByteArray started(const QByteArray &id = "REF-1")
{
    return R"({"status":"success","statusCode":200,"identityStatus":"Initiated","jobId":")" + id + R"(","userId":"c1"})";
}

QByteArray status(const QByteArray &word, bool mfa = false)
{
    return R"({"status":"success","jobStatus":")" + word + R"(","mfaTriggered":)" + (mfa ? "true" : "false") + R"(,"jobId":"REF-1","userId":"c1"})";
}

} // namespace

class SessionJobWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->network.on("POST /v2/token", tokenJson("bearer-token-1"));
        m_rule = quick();
    }
    void cleanup()
    {
        m_watcher.reset();
        m_world.reset();
    }

    void straightPath()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("Initiated"));
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        QCOMPARE(state(), JobState::Queued);
        QVERIFY(m_world->network.asked().isEmpty()); // not before it is admitted
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(states(), (QList<JobState>{JobState::Queued, JobState::Starting, JobState::Polling, JobState::Fetching, JobState::Done}));
        const Job &job = m_watcher->job();
        QCOMPARE(job.jobId, u"REF-1"_s);
        QCOMPARE(job.rawStatus, u"COMPLETED"_s);
        QCOMPARE(job.polls, 3);
        QCOMPARE(job.raw, balanceJson); // the bytes as they came
        QVERIFY(std::holds_alternative<Balance>(job.result));
        QCOMPARE(std::get<Balance>(job.result).available->exactText(), u"3124.250"_s);
        QVERIFY(!job.error && job.endedAt.isValid() && !job.deadlineAt.isValid() && !job.nextPollAt.isValid());
    }

    void transactionsAreFetchedByTheirJob()
    {
        m_world->network.on(startTransactions, started("TRN-9"));
        m_world->network.on(statusPath, status("completed"));
        m_world->network.on("GET /v2/accounts/c1/transactions", R"({"status":"success","transactions":[{"id":"TRN-a","type":"DEBIT","date":"2026-01-01T00:00:00Z","amount":12.50,"currency":"USD","description":"Coffee"}]})");
        make(JobKind::Transactions, {QDate(2025, 10, 1), QDate(2025, 12, 31)});
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QVERIFY(m_world->network.lastBody(startTransactions).contains("\"startDate\":\"2025-10-01\""));
        QCOMPARE(m_world->network.asked().last().url.query(), u"job_id=TRN-9"_s);
        QCOMPARE(std::get<TransactionPage>(m_watcher->job().result).transactions.size(), 1);
    }

    void identity()
    {
        m_world->network.on(startIdentity, started("IDT-1"));
        m_world->network.on(statusPath, status("DONE"));
        m_world->network.on("GET /v2/accounts/c1/identity", R"({"status":"success","identity":{"accountHolderName":"Dwight Schrute","address":"1 A","email":"d@s.co","phone":"1"}})");
        make(JobKind::Identity);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(std::get<Identity>(m_watcher->job().result).holderName, u"Dwight Schrute"_s);
    }

    void neverTwoPollsInFlight()
    {
        m_world->network.on(startBalance, started());
        for (int i = 0; i < 6; ++i)
            m_world->network.on(statusPath, FakeAnswer{.body = status("IN_PROGRESS"), .delay = 20ms}); // far slower than the interval
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        QTimer hurry; // somebody presses "poll now" all the time
        connect(&hurry, &QTimer::timeout, m_watcher.get(), &JobWatcher::pollNow);
        hurry.start(1);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.mostInFlight(statusPath), 1);
        QCOMPARE(m_watcher->job().polls, 7);
    }

    void conflictWaitsVisiblyAndThenStarts_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("409 and AC-112") << 409 << errorJson("AC-112");
        QTest::newRow("only 409") << 409 << QByteArray();
        QTest::newRow("only AC-112") << 400 << errorJson("AC-112");
        QTest::newRow("AC-112 in a 200") << 200 << errorJson("AC-112");
    }
    void conflictWaitsVisiblyAndThenStarts()
    {
        QFETCH(int, httpStatus);
        QFETCH(QByteArray, body);
        m_world->network.on(startBalance, body, httpStatus);
        m_world->network.on(startBalance, body, httpStatus);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        bool wasVisible = false;
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (job.state != JobState::WaitingForOther)
                return;
            wasVisible = !job.cause.isEmpty() && job.nextPollAt.isValid() && job.deadlineAt.isValid() && job.error.has_value();
        });
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QVERIFY(wasVisible);
        QCOMPARE(m_watcher->job().conflicts, 2);
        QCOMPARE(states().count(JobState::WaitingForOther), 2);
        QCOMPARE(m_world->network.count(startBalance), 3);
    }

    /// "Retry-After" is the service's word: neither a start nor a poll comes back before it.
    void theServicesWaitIsKept_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<int>("httpStatus");
        QTest::newRow("a conflict at the start") << startBalance << 409;
        QTest::newRow("a poll that failed") << statusPath << 429;
    }
    void theServicesWaitIsKept()
    {
        QFETCH(QByteArray, where);
        QFETCH(int, httpStatus);
        RetryRule once;
        once.attempts = 1;
        m_world->api.setRetryRule(once);
        m_world->network.on(where, FakeAnswer{.status = httpStatus, .headers = {{"Retry-After", "7"}}});
        m_world->network.on(startBalance, started());
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_VERIFY(m_watcher->job().error.has_value());
        QCOMPARE(m_watcher->job().error->retryAfter, std::optional<std::chrono::milliseconds>(7s));
        QCOMPARE(m_world->now.msecsTo(m_watcher->job().nextPollAt), qint64(7000)); // our own rule says 3 to 12 ms
        QCOMPARE(m_world->network.count(where), 1);
    }

    /// The same of a poll that was answered: "not before", within what the deadline leaves.
    void anAnswerMaySayWhenToComeBack_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("mfa");
        QTest::addColumn<int>("deadline"); // s
        QTest::addColumn<int>("least");    // ms
        QTest::addColumn<int>("most");
        QTest::newRow("seconds") << QByteArray("7") << false << 60 << 6900 << 7000;
        QTest::newRow("while a person is needed") << QByteArray("7") << true << 60 << 6900 << 7000;
        QTest::newRow("shorter than the plan") << QByteArray("0") << false << 60 << 1 << 15;
        QTest::newRow("not at all") << QByteArray() << false << 60 << 1 << 15;
        QTest::newRow("no sense in it") << QByteArray("soon") << false << 60 << 1 << 15;
        QTest::newRow("never") << QByteArray("86400") << false << 100000 << 299000 << 300000;
        QTest::newRow("one last question before the deadline") << QByteArray("200") << false << 60 << 50000 << 56000; // a long timer may end a second late
        QTest::newRow("a deadline that is near") << QByteArray("200") << false << 4 << 1 << 15;
        QTest::newRow("no deadline while a person is needed") << QByteArray("200") << true << 60 << 199000 << 200000;
    }
    void anAnswerMaySayWhenToComeBack()
    {
        QFETCH(QByteArray, header);
        QFETCH(bool, mfa);
        QFETCH(int, deadline);
        QFETCH(int, least);
        QFETCH(int, most);
        m_rule.deadline = std::chrono::seconds(deadline);
        m_world->network.on(startBalance, started());
        FakeAnswer answer{.body = status("IN_PROGRESS", mfa)};
        if (!header.isEmpty())
            answer.headers = {{"Retry-After", header}};
        m_world->network.on(statusPath, answer);
        make(JobKind::Balance);
        std::optional<Job> first;
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (!first && job.polls == 1)
                first = job;
        });
        m_watcher->admit();
        QTRY_VERIFY(first);
        const qint64 wait = m_world->now.msecsTo(first->nextPollAt);
        QVERIFY2(wait >= least && wait <= most, qPrintable(QString::number(wait)));
        QCOMPARE(first->deadlineAt, mfa ? QDateTime() : m_world->now.addSecs(deadline)); // it counts on as before
        QVERIFY(!first->error);
        if (least > 1000) { // else it may be under way again
            m_watcher->replan(); // another plan is no reason to come earlier
            QVERIFY(m_world->now.msecsTo(m_watcher->job().nextPollAt) >= least - 1000);
        }
        m_watcher->pollNow(); // a person's word is above it
        QTRY_VERIFY(m_watcher->job().polls >= 2);
    }

    void conflictUntilTheDeadline()
    {
        m_world->network.on(startBalance, errorJson("AC-112"), 409);
        m_rule.deadline = 60ms;
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::TimedOut);
        QVERIFY(m_watcher->job().conflicts > 1);
        QCOMPARE(m_watcher->job().error->kind, Error::Kind::Timeout);
        endsQuietly();
    }

    void notAvailableIsNoFailure_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("atStart");
        for (const char *code : {"AC-105", "AC-111", "AC-114", "AC-115"}) {
            QTest::addRow("%s with 405 at the start", code) << 405 << errorJson(code) << true;
            QTest::addRow("%s with 200 at the start", code) << 200 << errorJson(code) << true;
            QTest::addRow("%s with 405 at the fetch", code) << 405 << errorJson(code) << false;
        }
        QTest::newRow("405 alone") << 405 << QByteArray() << true;
    }
    void notAvailableIsNoFailure()
    {
        QFETCH(int, httpStatus);
        QFETCH(QByteArray, body);
        QFETCH(bool, atStart);
        m_world->network.on(startBalance, atStart ? body : started(), atStart ? httpStatus : 200);
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, body, httpStatus);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Unavailable);
        QVERIFY(!m_watcher->job().cause.isEmpty());
        endsQuietly();
    }

    void mfaIsNoticedAtTheFirstPollAndTheSameJobGoesOn_data()
    {
        QTest::addColumn<QByteArray>("asks");
        QTest::newRow("Pending MFA") << status("Pending MFA", true);
        QTest::newRow("MFA_REQUIRED") << status("MFA_REQUIRED");
        QTest::newRow("pending_mfa") << status("pending_mfa");
        QTest::newRow("only mfaTriggered") << status("IN_PROGRESS", true);
    }
    void mfaIsNoticedAtTheFirstPollAndTheSameJobGoesOn()
    {
        QFETCH(QByteArray, asks);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, asks);
        make(JobKind::Balance);
        int pollsWhenNoticed = 0;
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (job.state == JobState::AwaitingPerson && !pollsWhenNoticed)
                pollsWhenNoticed = job.polls;
        });
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::AwaitingPerson);
        QCOMPARE(pollsWhenNoticed, 1);
        QVERIFY(!m_watcher->job().deadlineAt.isValid()); // stands still
        m_watcher->widgetOpened();
        QCOMPARE(state(), JobState::Answering);
        QTRY_VERIFY(m_watcher->job().polls >= 3); // polled on, slowly
        QCOMPARE(state(), JobState::Answering);
        m_world->network.forget(statusPath);
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        m_watcher->widgetEnded();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.count(startBalance), 1); // the same job
        QCOMPARE(m_watcher->job().jobId, u"REF-1"_s);
    }

    void afterTheWidgetItPollsAtOnce()
    {
        m_rule.awaitingPerson = std::chrono::hours(1);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("Pending MFA", true));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::AwaitingPerson);
        m_watcher->widgetOpened();
        m_world->network.forget(statusPath);
        m_world->network.on(statusPath, status("COMPLETED"));
        m_watcher->widgetEnded(); // else nothing would happen for an hour
        QTRY_COMPARE(state(), JobState::Done);
    }

    void aPollUnderWayWhenTheWidgetEndsIsFollowedByAnother()
    {
        m_rule.awaitingPerson = std::chrono::hours(1); // no timer of its own brings another poll
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("Pending MFA", true));
        m_world->network.on(statusPath, FakeAnswer{.body = status("Pending MFA", true), .delay = 30ms}); // asked before the answer was given
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::AwaitingPerson);
        m_watcher->widgetOpened();
        m_watcher->pollNow();
        QTRY_COMPARE(m_world->network.count(statusPath), 2);
        QCOMPARE(m_world->network.inFlight(), 1);
        m_watcher->widgetEnded();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.mostInFlight(statusPath), 1);
    }

    void closingTheWidgetUnansweredGoesOnWaiting()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("Pending MFA", true));
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::AwaitingPerson);
        m_watcher->widgetOpened();
        m_watcher->widgetEnded();
        const int polls = m_watcher->job().polls;
        QTRY_VERIFY(m_watcher->job().polls > polls + 2);
        QCOMPARE(state(), JobState::AwaitingPerson);
    }

    void theDeadlineStandsStillForAPerson()
    {
        m_rule.deadline = 150ms;
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("Pending MFA", true));
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::AwaitingPerson);
        QElapsedTimer waited;
        waited.start();
        QTRY_VERIFY(waited.elapsed() > 300); // twice the deadline
        QCOMPARE(state(), JobState::AwaitingPerson);
        m_world->network.forget(statusPath);
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        QTRY_COMPARE(state(), JobState::Polling);
        QVERIFY(m_watcher->job().deadlineAt.isValid()); // runs again
        QTRY_COMPARE(state(), JobState::TimedOut);
    }

    void theDeadlineEndsAPollThatHangs()
    {
        m_rule.deadline = 60ms;
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, FakeAnswer{.hangs = true});
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::TimedOut);
        QCOMPARE(m_watcher->job().error->kind, Error::Kind::Timeout);
        QVERIFY(!m_watcher->job().error->advice.isEmpty());
        endsQuietly();
    }

    void theDeadlineEndsAStartThatHangs()
    {
        m_rule.deadline = 60ms;
        m_world->network.on(startBalance, FakeAnswer{.hangs = true});
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::TimedOut);
        endsQuietly();
    }

    void passingTroubleIsPolledThrough_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("failure");
        const int none = QNetworkReply::NoError;
        QTest::newRow("connection lost") << 0 << QByteArray() << int(QNetworkReply::RemoteHostClosedError);
        QTest::newRow("500") << 500 << QByteArray("oops") << none;
        QTest::newRow("503") << 503 << QByteArray() << none;
        QTest::newRow("429") << 429 << QByteArray() << none;
        QTest::newRow("AC-500 in a 200") << 200 << errorJson("AC-500") << none;
        QTest::newRow("not JSON, once") << 200 << QByteArray("<html>") << none;
        QTest::newRow("an unknown word keeps polling") << 200 << status("PONDERING") << none;
    }
    void passingTroubleIsPolledThrough()
    {
        QFETCH(int, httpStatus);
        QFETCH(QByteArray, body);
        QFETCH(int, failure);
        const FakeAnswer trouble{.status = httpStatus ? httpStatus : 200, .body = body, .failure = QNetworkReply::NetworkError(failure)};
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, trouble);
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        m_world->network.on(statusPath, trouble);
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QVERIFY(!m_watcher->job().error);
    }

    void repeatedTroubleBacksOffAndIsShown()
    {
        RetryRule once;
        once.attempts = 1;
        m_world->api.setRetryRule(once);
        m_rule.deadline = 250ms;
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, FakeAnswer{.failure = QNetworkReply::RemoteHostClosedError});
        make(JobKind::Balance);
        QList<qint64> waits;
        bool wasShown = false;
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (job.state != JobState::Polling || !job.nextPollAt.isValid() || !job.error)
                return;
            waits << m_world->now.msecsTo(job.nextPollAt);
            wasShown = job.cause.contains(u"trying again"_s);
        });
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::TimedOut);
        QVERIFY(wasShown);
        QVERIFY(waits.size() >= 4);
        const QList<qint64> planned{3, 6, 12, 12}; // doubled, up to the longest; give or take an eighth
        for (qsizetype i = 0; i < planned.size(); ++i)
            QVERIFY2(std::abs(waits.at(i) - planned.at(i)) <= planned.at(i) / 8 + 1, qPrintable(QString::number(waits.at(i))));
        QVERIFY(m_watcher->job().error->message.contains(u"closed the connection"_s)); // what kept it
    }

    void aVerdictEndsIt_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("unknown job") << 404 << errorJson("AC-102");
        QTest::newRow("400") << 400 << errorJson("AC-100");
        QTest::newRow("404 alone") << 404 << QByteArray();
        QTest::newRow("connection broken at the bank") << 400 << errorJson("AC-104");
    }
    void aVerdictEndsIt()
    {
        QFETCH(int, httpStatus);
        QFETCH(QByteArray, body);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, body, httpStatus);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QVERIFY(m_watcher->job().error.has_value());
        endsQuietly();
    }

    void unreadableStatusForGoodEndsIt()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, R"({"status":"success","jobStatus":5})");
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QCOMPARE(m_watcher->job().polls, 3);
        QCOMPARE(m_watcher->job().error->kind, Error::Kind::Decode);
        QVERIFY2(m_watcher->job().error->where.contains(u"jobStatus"_s), qPrintable(m_watcher->job().error->where));
    }

    void failedByTheServiceSaysWhy()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, R"({"status":"success","jobStatus":"FAILED","message":"The bank closed the account"})");
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QCOMPARE(m_watcher->job().cause, u"The bank closed the account"_s);
        QVERIFY(!adviceFor(*m_watcher->job().error).isEmpty());
    }

    void aFailureWithoutAReasonTakesTheWidgets_data()
    {
        QTest::addColumn<bool>("widgetFirst");
        QTest::newRow("the widget says it first") << true;
        QTest::newRow("the poll sees it first") << false;
    }
    void aFailureWithoutAReasonTakesTheWidgets()
    {
        QFETCH(bool, widgetFirst);
        toAnswering();
        const Error said{.kind = Error::Kind::Service, .message = u"The answer is not right."_s, .code = u"AC-117"_s};
        if (widgetFirst)
            m_watcher->widgetFailed(said);
        m_world->network.forget(statusPath);
        m_world->network.on(statusPath, status("FAILED"));
        QTRY_COMPARE(state(), JobState::Failed);
        if (!widgetFirst)
            m_watcher->widgetFailed(said);
        QCOMPARE(m_watcher->job().error->message, u"The answer is not right."_s);
        QCOMPARE(m_watcher->job().error->code, u"AC-117"_s);
        QCOMPARE(m_watcher->job().cause, u"The answer is not right."_s);
        QVERIFY2(m_watcher->job().error->advice.startsWith(u"Try again"_s), qPrintable(m_watcher->job().error->advice));
        m_watcher->retry(); // a new job at the service: that reason is not its own
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QVERIFY(m_watcher->job().error->code.isEmpty());
    }

    void theServicesOwnReasonGoesBeforeTheWidgets()
    {
        toAnswering();
        m_watcher->widgetFailed({.kind = Error::Kind::Service, .message = u"The answer is not right."_s, .code = u"AC-117"_s});
        m_world->network.forget(statusPath);
        m_world->network.on(statusPath, R"({"status":"success","jobStatus":"FAILED","message":"The bank closed the account"})");
        QTRY_COMPARE(state(), JobState::Failed);
        QCOMPARE(m_watcher->job().error->message, u"The bank closed the account"_s);
    }

    void aWrongAnswerThatWasCorrectedIsForgotten()
    {
        toAnswering();
        m_watcher->widgetFailed({.kind = Error::Kind::Service, .message = u"The answer is not right."_s, .code = u"AC-117"_s});
        m_world->network.forget(statusPath);
        m_world->network.on(statusPath, status("IN_PROGRESS")); // the second answer was right
        m_world->network.on(statusPath, status("FAILED"));
        QTRY_COMPARE(state(), JobState::Failed);
        QVERIFY(m_watcher->job().error->code.isEmpty());
        QVERIFY(m_watcher->job().error->message.contains(u"no reason"_s));
    }

    void startErrorsEndIt_data()
    {
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("failure");
        QTest::newRow("500") << 500 << QByteArray() << int(QNetworkReply::NoError);
        QTest::newRow("429: a start is never sent twice by itself") << 429 << QByteArray() << int(QNetworkReply::NoError);
        QTest::newRow("no jobId in the answer") << 200 << QByteArray(R"({"status":"success","refreshStatus":"Initiated"})") << int(QNetworkReply::NoError);
        QTest::newRow("not JSON") << 200 << QByteArray("<html>") << int(QNetworkReply::NoError);
    }
    void startErrorsEndIt()
    {
        QFETCH(int, httpStatus);
        QFETCH(QByteArray, body);
        QFETCH(int, failure);
        m_world->network.on(startBalance, FakeAnswer{.status = httpStatus ? httpStatus : 200, .body = body, .failure = QNetworkReply::NetworkError(failure)});
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QCOMPARE(m_world->network.count(startBalance), 1);
        QVERIFY(!m_watcher->job().error->where.isEmpty());
        QVERIFY(m_watcher->job().jobId.isEmpty());
    }

    void wrongDataNamesItsPath()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        const QByteArray wrong = R"({"status":"success","account":{"availableBalance":"much","currency":"USD"}})";
        m_world->network.on(balancePath, wrong);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QCOMPARE(m_watcher->job().error->kind, Error::Kind::Decode);
        QVERIFY2(m_watcher->job().error->where.contains(u"account.availableBalance"_s), qPrintable(m_watcher->job().error->where));
        QCOMPARE(m_watcher->job().raw, wrong); // there to be looked at
    }

    /// The service may repeat what it was sent, in any answer: no word of it that reaches a person holds a credential.
    void noWordOfTheServiceShowsACredential_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("httpStatus");
        const QByteArray words = "no: sync-api-key bearer-token-1";
        QTest::newRow("at the start") << startBalance << errorJson("AC-104", words) << 400;
        QTest::newRow("a conflict") << startBalance << errorJson("AC-112", words) << 409;
        QTest::newRow("at a poll, a verdict") << statusPath << errorJson("AC-104", words) << 400;
        QTest::newRow("at a poll, passing") << statusPath << errorJson("AC-500", words) << 500;
        QTest::newRow("why it failed") << statusPath << QByteArray("{\"jobStatus\":\"FAILED\",\"message\":\"" + words + "\"}") << 200;
        QTest::newRow("at the fetch") << balancePath << errorJson("AC-104", words) << 400;
    }
    void noWordOfTheServiceShowsACredential()
    {
        QFETCH(QByteArray, where);
        QFETCH(QByteArray, body);
        QFETCH(int, httpStatus);
        m_world->network.on(where, body, httpStatus);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        QStringList seen;
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (job.error)
                seen << job.error->message << job.cause;
        });
        m_watcher->admit();
        QTRY_VERIFY(!seen.isEmpty());
        const QString all = seen.join(u'\n');
        QVERIFY2(all.contains(u"no: ‹redacted›"_s), qPrintable(all));
        QVERIFY2(!all.contains(u"sync-api-key"_s) && !all.contains(u"bearer-token-1"_s), qPrintable(all));
    }

    void whatIsKeptHoldsNoCredential()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, R"({"note":"sync-api-key bearer-token-1","token":"unknown-one",)" + balanceJson.mid(1));
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        const QByteArray raw = m_watcher->job().raw;
        QVERIFY2(raw.startsWith(R"({"note":"‹redacted› ‹redacted›","token":"‹redacted›",)"), raw.constData());
        QVERIFY(raw.endsWith(balanceJson.mid(1))); // and not one byte else is touched
    }

    void aTokenThatExpiresInBetweenIsRenewedOnce_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("at the start") << startBalance;
        QTest::newRow("at a poll") << statusPath;
        QTest::newRow("at the fetch") << balancePath;
    }
    void aTokenThatExpiresInBetweenIsRenewedOnce()
    {
        QFETCH(QByteArray, where);
        m_world->network.on(where, errorJson("AC-101"), 401);
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(m_world->network.count("POST /v2/token"), 2);
        QCOMPARE(m_watcher->job().raw, balanceJson);
    }

    void refusedForGoodEndsIt()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, errorJson("AC-101"), 401);
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        QCOMPARE(m_world->network.count(statusPath), 2);
        QCOMPARE(m_world->network.count("POST /v2/token"), 2);
    }

    void cancelLeavesNoCallback_data()
    {
        QTest::addColumn<int>("when");
        QTest::newRow("queued") << int(JobState::Queued);
        QTest::newRow("starting") << int(JobState::Starting);
        QTest::newRow("waiting for another") << int(JobState::WaitingForOther);
        QTest::newRow("polling") << int(JobState::Polling);
        QTest::newRow("awaiting a person") << int(JobState::AwaitingPerson);
        QTest::newRow("fetching") << int(JobState::Fetching);
    }
    void cancelLeavesNoCallback()
    {
        QFETCH(int, when);
        const JobState at = static_cast<JobState>(when);
        m_world->network.on(startBalance, at == JobState::WaitingForOther ? FakeAnswer{.status = 409, .body = errorJson("AC-112")}
                                                                         : FakeAnswer{.body = started(), .hangs = at == JobState::Starting});
        m_world->network.on(statusPath, at == JobState::AwaitingPerson ? status("Pending MFA", true) : at == JobState::Polling ? status("IN_PROGRESS") : status("COMPLETED"));
        m_world->network.on(balancePath, FakeAnswer{.body = balanceJson, .hangs = at == JobState::Fetching});
        make(JobKind::Balance);
        if (at != JobState::Queued)
            m_watcher->admit();
        QTRY_COMPARE(state(), at);
        if (at == JobState::Starting) // past the token, which is not the job's own
            QTRY_COMPARE(m_world->network.count(startBalance), 1);
        m_watcher->cancel();
        QCOMPARE(state(), JobState::Cancelled);
        endsQuietly();
        m_watcher->cancel();
        m_watcher->admit();
        QCOMPARE(state(), JobState::Cancelled);
    }

    void retryStartsANewJobAtTheService()
    {
        m_world->network.on(startBalance, started("REF-1"));
        m_world->network.on(startBalance, started("REF-2"));
        m_world->network.on(statusPath, status("FAILED"));
        m_world->network.on(statusPath, status("COMPLETED"));
        m_world->network.on(balancePath, balanceJson);
        make(JobKind::Balance);
        m_watcher->retry(); // not ended: nothing happens
        QCOMPARE(state(), JobState::Queued);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Failed);
        m_watcher->retry();
        QCOMPARE(state(), JobState::Queued);
        const Job &job = m_watcher->job();
        QVERIFY(job.jobId.isEmpty() && !job.error && job.polls == 0 && !job.endedAt.isValid() && job.raw.isEmpty());
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Done);
        QCOMPARE(job.jobId, u"REF-2"_s);
        QCOMPARE(job.number, 7);
        QVERIFY(m_world->network.asked().at(m_world->network.asked().size() - 2).url.path().endsWith(u"REF-2"_s));
        QCOMPARE(states().count(JobState::Queued), 2); // the history tells both
    }

    void deletedAnywhereNothingCrashes_data() { cancelLeavesNoCallback_data(); }
    void deletedAnywhereNothingCrashes()
    {
        QFETCH(int, when);
        const JobState at = static_cast<JobState>(when);
        m_world->network.on(startBalance, at == JobState::WaitingForOther ? FakeAnswer{.status = 409, .body = errorJson("AC-112")} : FakeAnswer{.body = started(), .delay = 2ms});
        m_world->network.on(statusPath, FakeAnswer{.body = at == JobState::AwaitingPerson ? status("Pending MFA", true) : status("COMPLETED"), .delay = 2ms});
        m_world->network.on(balancePath, FakeAnswer{.body = balanceJson, .delay = 2ms});
        make(JobKind::Balance);
        connect(m_watcher.get(), &JobWatcher::changed, this, [this, at](const Job &job) {
            if (job.state == at) // at the very next turn of the loop
                QTimer::singleShot(0, this, [this] { m_watcher.reset(); });
        });
        if (at == JobState::Queued)
            m_watcher.reset();
        else
            m_watcher->admit();
        QTRY_VERIFY(!m_watcher);
        QTRY_COMPARE(m_world->network.inFlight(), 0);
    }

    void cancelFromInsideItsOwnSignal()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        make(JobKind::Balance);
        connect(m_watcher.get(), &JobWatcher::changed, this, [&](const Job &job) {
            if (job.polls == 2)
                m_watcher->cancel();
        });
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::Cancelled);
        endsQuietly();
        QCOMPARE(m_watcher->job().polls, 2);
    }

    void keysThatChangeMeanwhileAreNoEnd()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("IN_PROGRESS"));
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_VERIFY(m_watcher->job().polls > 1);
        m_world->tokens.setCredentials(goodKeys());
        const int polls = m_watcher->job().polls;
        QTRY_VERIFY(m_watcher->job().polls > polls + 1);
        QCOMPARE(state(), JobState::Polling);
    }

private:
    /// A balance job whose widget is open.
    void toAnswering()
    {
        m_world->network.on(startBalance, started());
        m_world->network.on(statusPath, status("Pending MFA", true));
        make(JobKind::Balance);
        m_watcher->admit();
        QTRY_COMPARE(state(), JobState::AwaitingPerson);
        m_watcher->widgetOpened();
        QCOMPARE(state(), JobState::Answering);
    }
    void make(JobKind kind, const DateRange &range = {})
    {
        Job job;
        job.number = 7;
        job.connectionId = u"c1"_s;
        job.kind = kind;
        job.range = range;
        m_watcher = std::make_unique<JobWatcher>(&m_world->api, &m_world->tokens, job, m_rule, m_world->clock);
    }
    JobState state() const { return m_watcher->job().state; }
    QList<JobState> states() const
    {
        QList<JobState> list;
        for (const auto &[at, each, cause] : m_watcher->job().history)
            list << each;
        return list;
    }
    /// Nothing is asked any more and nothing is told.
    void endsQuietly()
    {
        QSignalSpy changed(m_watcher.get(), &JobWatcher::changed);
        QCOMPARE(m_world->network.inFlight(), 0);
        const qsizetype asked = m_world->network.asked().size();
        QElapsedTimer waited;
        waited.start();
        QTRY_VERIFY(waited.elapsed() > 40); // many times every interval of this test
        QCOMPARE(changed.count(), 0);
        QCOMPARE(m_world->network.asked().size(), asked);
    }
    std::unique_ptr<World> m_world;
    std::unique_ptr<JobWatcher> m_watcher;
    PollRule m_rule;
};

QTEST_GUILESS_MAIN(SessionJobWatcher)
#include "session_jobwatcher.moc"
