// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/jobstate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using State = JobState;
using Event = JobEvent;

State fromQueued(Event event)
{
    // No deadline yet: it starts when the job may start.
    if (event == Event::Admitted)
        return State::Starting;
    return event == Event::CancelAsked ? State::Cancelled : State::Queued;
}

State fromStarting(Event event)
{
    switch (event) {
    case Event::Accepted: return State::Polling;
    case Event::Conflict: return State::WaitingForOther; // "one running job per connection" (contract d)
    case Event::StartPutOff: return State::StartDelayed;
    case Event::NotAvailable: return State::Unavailable;
    case Event::CallFailed: return State::Failed;
    case Event::CancelAsked: return State::Cancelled;
    case Event::DeadlinePassed: return State::TimedOut;
    default: return State::Starting;
    }
}

State fromWaitingForOther(Event event)
{
    switch (event) {
    case Event::RetryStart: return State::Starting;
    case Event::CancelAsked: return State::Cancelled;
    case Event::DeadlinePassed: return State::TimedOut;
    default: return State::WaitingForOther;
    }
}

State fromStartDelayed(Event event)
{
    switch (event) {
    case Event::RetryStart: return State::Starting;
    case Event::Completed: return State::Fetching;
    case Event::NotAvailable: return State::Unavailable;
    case Event::CallFailed: return State::Failed;
    case Event::CancelAsked: return State::Cancelled;
    case Event::DeadlinePassed: return State::TimedOut;
    default: return State::StartDelayed;
    }
}

State fromPolling(Event event)
{
    switch (event) {
    case Event::MfaAsked: return State::AwaitingPerson;
    case Event::Completed: return State::Fetching;
    case Event::NotAvailable: return State::Unavailable;
    case Event::FailedByService:
    case Event::CallFailed: return State::Failed;
    case Event::CancelAsked: return State::Cancelled;
    case Event::DeadlinePassed: return State::TimedOut;
    default: return State::Polling;
    }
}

State fromAwaitingPerson(Event event)
{
    switch (event) {
    case Event::Running: return State::Polling; // answered, maybe elsewhere: the same job goes on
    case Event::WidgetOpened: return State::Answering;
    case Event::Completed: return State::Fetching;
    case Event::NotAvailable: return State::Unavailable;
    case Event::FailedByService:
    case Event::CallFailed: return State::Failed;
    case Event::CancelAsked: return State::Cancelled;
    default: return State::AwaitingPerson; // DeadlinePassed too: the deadline stands still for a person
    }
}

State fromAnswering(Event event)
{
    switch (event) {
    case Event::Running: return State::Polling; // answered, whatever the widget still shows
    // Closed: whether it was answered is for the next poll to say.
    case Event::WidgetEnded: return State::AwaitingPerson;
    case Event::Completed: return State::Fetching;
    case Event::NotAvailable: return State::Unavailable;
    case Event::FailedByService:
    case Event::CallFailed: return State::Failed;
    case Event::CancelAsked: return State::Cancelled;
    default: return State::Answering;
    }
}

State fromFetching(Event event)
{
    switch (event) {
    case Event::Fetched: return State::Done;
    case Event::NotAvailable: return State::Unavailable;
    case Event::CallFailed: return State::Failed;
    case Event::CancelAsked: return State::Cancelled;
    case Event::DeadlinePassed: return State::TimedOut;
    default: return State::Fetching;
    }
}

} // namespace

JobState next(JobState state, JobEvent event)
{
    switch (state) {
    case State::Queued: return fromQueued(event);
    case State::Starting: return fromStarting(event);
    case State::WaitingForOther: return fromWaitingForOther(event);
    case State::StartDelayed: return fromStartDelayed(event);
    case State::Polling: return fromPolling(event);
    case State::AwaitingPerson: return fromAwaitingPerson(event);
    case State::Answering: return fromAnswering(event);
    case State::Fetching: return fromFetching(event);
    case State::Done:
    case State::Unavailable:
    case State::Failed:
    case State::Cancelled:
    case State::TimedOut: break;
    }
    return event == Event::RetryAsked ? State::Queued : state; // an end is left only by asking again
}

bool isEnded(JobState state)
{
    return state == State::Done || state == State::Unavailable || state == State::Failed || state == State::Cancelled
        || state == State::TimedOut;
}

bool isPolled(JobState state)
{
    return state == State::Polling || state == State::AwaitingPerson || state == State::Answering;
}

QString jobStateName(JobState state)
{
    switch (state) {
    case State::Queued: return u"queued"_s;
    case State::Starting: return u"starting"_s;
    case State::WaitingForOther: return u"waiting-for-other"_s;
    case State::StartDelayed: return u"start-delayed"_s;
    case State::Polling: return u"polling"_s;
    case State::AwaitingPerson: return u"awaiting-person"_s;
    case State::Answering: return u"answering"_s;
    case State::Fetching: return u"fetching"_s;
    case State::Done: return u"done"_s;
    case State::Unavailable: return u"unavailable"_s;
    case State::Failed: return u"failed"_s;
    case State::Cancelled: return u"cancelled"_s;
    case State::TimedOut: return u"timed-out"_s;
    }
    return u"unknown"_s;
}

std::optional<JobState> jobStateFrom(const QString &name)
{
    for (int each = 0; each <= int(State::TimedOut); ++each) {
        if (jobStateName(State(each)) == name)
            return State(each);
    }
    return {};
}

QString jobStateText(JobState state)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("console::JobState", text); };
    switch (state) {
    case State::Queued: return say(QT_TRANSLATE_NOOP("console::JobState", "queued"));
    case State::Starting: return say(QT_TRANSLATE_NOOP("console::JobState", "starting"));
    case State::WaitingForOther: return say(QT_TRANSLATE_NOOP("console::JobState", "waits for another job"));
    case State::StartDelayed: return say(QT_TRANSLATE_NOOP("console::JobState", "waits to start"));
    case State::Polling: return say(QT_TRANSLATE_NOOP("console::JobState", "running"));
    case State::AwaitingPerson: return say(QT_TRANSLATE_NOOP("console::JobState", "needs a second factor"));
    case State::Answering: return say(QT_TRANSLATE_NOOP("console::JobState", "being answered"));
    case State::Fetching: return say(QT_TRANSLATE_NOOP("console::JobState", "fetching data"));
    case State::Done: return say(QT_TRANSLATE_NOOP("console::JobState", "done"));
    case State::Unavailable: return say(QT_TRANSLATE_NOOP("console::JobState", "not available"));
    case State::Failed: return say(QT_TRANSLATE_NOOP("console::JobState", "failed"));
    case State::Cancelled: return say(QT_TRANSLATE_NOOP("console::JobState", "cancelled"));
    case State::TimedOut: return say(QT_TRANSLATE_NOOP("console::JobState", "timed out"));
    }
    return {};
}

} // namespace console
