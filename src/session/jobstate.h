// SPDX-License-Identifier: GPL-3.0-or-later
// JobState: where a job is, and the pure table of what can happen next.
#pragma once

#include <QString>

#include <optional>

namespace console {

enum class JobState {
    Queued,         ///< waits for this console's own job on the same connection
    Starting,       ///< the start request is under way
    WaitingForOther,///< 409/AC-112: somebody else's job runs; tried again until the deadline
    StartDelayed,   ///< the start got no answer, was put off by the service, or the keys are refused; tried again
    Polling,        ///< accepted; status is asked for
    AwaitingPerson, ///< the bank asked for a second factor; polled on, slowly
    Answering,      ///< the widget is open for it
    Fetching,       ///< completed; the data is being fetched
    Done,           ///< data is here
    Unavailable,    ///< not available for this account (manual link, unsupported): not a failure
    Failed,         ///< the service, the bank or the network said no
    Cancelled,      ///< the user stopped watching
    TimedOut,       ///< the deadline passed
};

enum class JobEvent {
    Admitted,       ///< the queue lets it start
    Accepted,       ///< start answered with a jobId
    Conflict,       ///< start answered 409/AC-112
    StartPutOff,    ///< start: no answer came, or the service or the keys say "not now"
    RetryStart,     ///< the pause after a conflict, or after a start that was put off, is over
    NotAvailable,   ///< manual-link codes, at start or fetch
    Running,        ///< poll: initiated, in progress, or an unknown word
    MfaAsked,       ///< poll: MFA
    Completed,      ///< poll: completed; or a start without an answer turns out to have run
    FailedByService,///< poll: failed
    CallFailed,     ///< a call failed for good (start or fetch; polls are repeated until the deadline)
    WidgetOpened,   ///< the MFA widget shows
    WidgetEnded,    ///< the MFA widget closed, with or without success
    Fetched,        ///< data decoded
    CancelAsked,
    RetryAsked,     ///< the user wants it again from the start
    DeadlinePassed,
};

/// The state after the event; the same state where the event has no meaning. Total: defined for every pair.
JobState next(JobState state, JobEvent event);

bool isEnded(JobState state);       ///< Done, Unavailable, Failed, Cancelled, TimedOut
bool isPolled(JobState state);      ///< Polling, AwaitingPerson, Answering
QString jobStateName(JobState state);  ///< stable word for reports and the history: "awaiting-person"
std::optional<JobState> jobStateFrom(const QString &name); ///< the other way; nothing: no such word
QString jobStateText(JobState state);  ///< tr(): "needs a second factor"

} // namespace console
