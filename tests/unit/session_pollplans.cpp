// SPDX-License-Identifier: GPL-3.0-or-later
// PollPlans: whose durations a job's plan comes from.
#include "session/pollplans.h"
#include "store/history.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SessionPollPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstFewAreScouts()
    {
        PollPlans plans(nullptr);
        plans.setEnvironment(u"e"_s);
        for (int i = 0; i < PollPlans::scouts; ++i)
            QCOMPARE(plans.planFor(JobKind::Balance, u"B"_s).nextAfter(0ms), 1s);
        QCOMPARE(plans.planFor(JobKind::Balance, u"B"_s).ages(), PollPlan().ages());
        plans.setEnvironment(u"f"_s); // of which nothing is known either
        QCOMPARE(plans.planFor(JobKind::Balance, u"B"_s).nextAfter(0ms), 1s);
    }

    /// The nearest relative of which enough is known.
    void bankThenKindThenAny()
    {
        PollPlans plans(nullptr);
        plans.setEnvironment(u"e"_s);
        QSignalSpy learnt(&plans, &PollPlans::learnt);
        teach(plans, JobKind::Identity, u"A"_s, 60s);
        QCOMPARE(learnt.count(), 1); // once, when the first plan can be made
        QVERIFY(slow(plans.planFor(JobKind::Balance, u"B"_s))); // any job
        teach(plans, JobKind::Balance, u"A"_s, 2s);
        QVERIFY(!slow(plans.planFor(JobKind::Balance, u"B"_s))); // the kind
        teach(plans, JobKind::Balance, u"B"_s, 60s);
        QVERIFY(slow(plans.planFor(JobKind::Balance, u"B"_s))); // the bank
        QVERIFY(!slow(plans.planFor(JobKind::Balance, u"A"_s)));
    }

    void theHistoryTeaches()
    {
        const QTemporaryDir folder;
        History history(folder.filePath(u"h.sqlite"_s));
        QTRY_COMPARE(history.state(), History::State::Open);
        const QDateTime start = QDateTime::currentDateTimeUtc();
        for (int i = 0; i < 40; ++i) {
            HistoryJob job;
            job.id = history.newId();
            job.environment = u"e"_s;
            job.kind = jobKindName(JobKind::Balance);
            job.bank = u"B"_s;
            job.state = u"done"_s;
            job.ended = true;
            job.createdAt = job.acceptedAt = start;
            job.runningAt = start.addSecs(58);
            job.completedAt = start.addSecs(62);
            history.put(job);
        }
        bool kept = false;
        history.whenKept(this, [&](bool yes) { kept = yes; });
        QTRY_VERIFY(kept);
        PollPlans plans(&history);
        plans.setEnvironment(u"e"_s);
        QSignalSpy learnt(&plans, &PollPlans::learnt);
        plans.planFor(JobKind::Balance, u"B"_s);
        QTRY_VERIFY(learnt.count() > 0);
        QTRY_VERIFY(slow(plans.planFor(JobKind::Balance, u"B"_s)));
        QTRY_VERIFY(slow(plans.planFor(JobKind::Balance, u"never seen"_s)));
        plans.setEnvironment(u"another"_s);
        QVERIFY(!slow(plans.planFor(JobKind::Balance, u"B"_s)));
    }

private:
    static void teach(PollPlans &plans, JobKind kind, const QString &bank, std::chrono::milliseconds duration)
    {
        for (int i = 0; i < 30; ++i)
            plans.learn(kind, bank, {duration - 500ms, duration + 500ms});
    }
    /// Looks for jobs of a minute, not for those of seconds.
    static bool slow(const PollPlan &plan) { return plan.nextAfter(plan.nextAfter(0ms)) > 10s; }
};

QTEST_GUILESS_MAIN(SessionPollPlans)
#include "session_pollplans.moc"
