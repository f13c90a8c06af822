// SPDX-License-Identifier: GPL-3.0-or-later
// The table of what can happen to a job next: every pair of state and event, written out; and random walks.
#include "session/jobstate.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using S = JobState;
using E = JobEvent;

constexpr int stateCount = 13;
constexpr int eventCount = 17;

const char *const stateNames[stateCount] = {"Queued", "Starting", "WaitingForOther", "StartDelayed", "Polling", "AwaitingPerson", "Answering",
                                            "Fetching", "Done", "Unavailable", "Failed", "Cancelled", "TimedOut"};
const char *const eventNames[eventCount] = {"Admitted", "Accepted", "Conflict", "StartPutOff", "RetryStart", "NotAvailable", "Running", "MfaAsked", "Completed",
                                            "FailedByService", "CallFailed", "WidgetOpened", "WidgetEnded", "Fetched", "CancelAsked",
                                            "RetryAsked", "DeadlinePassed"};

// One row per state, one column per event, in the order of the enums.
constexpr S table[stateCount][eventCount] = {
    // Queued: only its turn, or the user. No deadline runs yet.
    {S::Starting, S::Queued, S::Queued, S::Queued, S::Queued, S::Queued, S::Queued, S::Queued,
     S::Queued, S::Queued, S::Queued, S::Queued, S::Queued, S::Queued, S::Cancelled, S::Queued, S::Queued},
    // Starting: what the start request can be answered with.
    {S::Starting, S::Polling, S::WaitingForOther, S::StartDelayed, S::Starting, S::Unavailable, S::Starting, S::Starting,
     S::Starting, S::Starting, S::Failed, S::Starting, S::Starting, S::Starting, S::Cancelled, S::Starting, S::TimedOut},
    // WaitingForOther: tries again, until the deadline.
    {S::WaitingForOther, S::WaitingForOther, S::WaitingForOther, S::WaitingForOther, S::Starting, S::WaitingForOther, S::WaitingForOther, S::WaitingForOther,
     S::WaitingForOther, S::WaitingForOther, S::WaitingForOther, S::WaitingForOther, S::WaitingForOther, S::WaitingForOther, S::Cancelled, S::WaitingForOther, S::TimedOut},
    // StartDelayed: tries again; what was asked meanwhile may tell that it ran already.
    {S::StartDelayed, S::StartDelayed, S::StartDelayed, S::StartDelayed, S::Starting, S::Unavailable, S::StartDelayed, S::StartDelayed,
     S::Fetching, S::StartDelayed, S::Failed, S::StartDelayed, S::StartDelayed, S::StartDelayed, S::Cancelled, S::StartDelayed, S::TimedOut},
    // Polling
    {S::Polling, S::Polling, S::Polling, S::Polling, S::Polling, S::Unavailable, S::Polling, S::AwaitingPerson,
     S::Fetching, S::Failed, S::Failed, S::Polling, S::Polling, S::Polling, S::Cancelled, S::Polling, S::TimedOut},
    // AwaitingPerson: the deadline stands still.
    {S::AwaitingPerson, S::AwaitingPerson, S::AwaitingPerson, S::AwaitingPerson, S::AwaitingPerson, S::Unavailable, S::Polling, S::AwaitingPerson,
     S::Fetching, S::Failed, S::Failed, S::Answering, S::AwaitingPerson, S::AwaitingPerson, S::Cancelled, S::AwaitingPerson, S::AwaitingPerson},
    // Answering: the widget is open; the service's word counts, whatever the widget still shows.
    {S::Answering, S::Answering, S::Answering, S::Answering, S::Answering, S::Unavailable, S::Polling, S::Answering,
     S::Fetching, S::Failed, S::Failed, S::Answering, S::AwaitingPerson, S::Answering, S::Cancelled, S::Answering, S::Answering},
    // Fetching
    {S::Fetching, S::Fetching, S::Fetching, S::Fetching, S::Fetching, S::Unavailable, S::Fetching, S::Fetching,
     S::Fetching, S::Fetching, S::Failed, S::Fetching, S::Fetching, S::Done, S::Cancelled, S::Fetching, S::TimedOut},
    // The five ends: left by asking again, by nothing else.
    {S::Done, S::Done, S::Done, S::Done, S::Done, S::Done, S::Done, S::Done,
     S::Done, S::Done, S::Done, S::Done, S::Done, S::Done, S::Done, S::Queued, S::Done},
    {S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable,
     S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Unavailable, S::Queued, S::Unavailable},
    {S::Failed, S::Failed, S::Failed, S::Failed, S::Failed, S::Failed, S::Failed, S::Failed,
     S::Failed, S::Failed, S::Failed, S::Failed, S::Failed, S::Failed, S::Failed, S::Queued, S::Failed},
    {S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled,
     S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Cancelled, S::Queued, S::Cancelled},
    {S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut,
     S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::TimedOut, S::Queued, S::TimedOut},
};

} // namespace

class SessionJobState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPair_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("event");
        for (int state = 0; state < stateCount; ++state) {
            for (int event = 0; event < eventCount; ++event)
                QTest::addRow("%s + %s", stateNames[state], eventNames[event]) << state << event;
        }
    }
    void everyPair()
    {
        QFETCH(int, state);
        QFETCH(int, event);
        const S got = next(static_cast<S>(state), static_cast<E>(event));
        QCOMPARE(stateNames[static_cast<int>(got)], stateNames[static_cast<int>(table[state][event])]);
    }

    void namesAndTextsAreAllDifferent()
    {
        QSet<QString> names, texts;
        for (int state = 0; state < stateCount; ++state) {
            names << jobStateName(static_cast<S>(state));
            texts << jobStateText(static_cast<S>(state));
        }
        QCOMPARE(names.size(), stateCount);
        QCOMPARE(texts.size(), stateCount);
        QVERIFY(!names.contains(QString()) && !texts.contains(QString()));
        QCOMPARE(jobStateName(S::AwaitingPerson), u"awaiting-person"_s);
        for (int state = 0; state < stateCount; ++state)
            QCOMPARE(jobStateFrom(jobStateName(static_cast<S>(state))), std::optional(static_cast<S>(state)));
        QVERIFY(!jobStateFrom(u"polled"_s));
    }

    void endsAndPolledStates()
    {
        for (int state = 0; state < stateCount; ++state) {
            const S each = static_cast<S>(state);
            QCOMPARE(isEnded(each), each >= S::Done);
            QCOMPARE(isPolled(each), each == S::Polling || each == S::AwaitingPerson || each == S::Answering);
            QVERIFY(!(isEnded(each) && isPolled(each)));
        }
    }

    /// Whatever happens: an end stays an end until somebody asks again, data is only Done after fetching, and from
    /// every state that is no end the user can leave by cancelling.
    void randomWalks()
    {
        QRandomGenerator random(20240117);
        for (int walk = 0; walk < 2000; ++walk) {
            S state = S::Queued;
            for (int step = 0; step < 60; ++step) {
                const E event = static_cast<E>(random.bounded(eventCount));
                const S after = next(state, event);
                if (isEnded(state) && event != E::RetryAsked)
                    QCOMPARE(after, state);
                if (isEnded(state) && event == E::RetryAsked)
                    QCOMPARE(after, S::Queued);
                if (after == S::Done && state != S::Done)
                    QVERIFY(state == S::Fetching && event == E::Fetched);
                if (after == S::Answering && state != S::Answering)
                    QVERIFY(state == S::AwaitingPerson && event == E::WidgetOpened);
                if (after == S::Starting && state != S::Starting)
                    QVERIFY(state == S::Queued || state == S::WaitingForOther || state == S::StartDelayed);
                if (!isEnded(state))
                    QCOMPARE(next(state, E::CancelAsked), S::Cancelled);
                state = after;
            }
        }
    }
};

QTEST_GUILESS_MAIN(SessionJobState)
#include "session_jobstate.moc"
