// SPDX-License-Identifier: GPL-3.0-or-later
// JobWatcher: one job from start to data: starts, polls with a re-armed single shot, fetches.
#pragma once

#include "api/apiclient.h"
#include "base/clock.h"
#include "session/jobstate.h"

#include <QObject>
#include <QTimer>

#include <variant>

namespace console {

class TokenSource;

using JobResult = std::variant<std::monostate, Balance, TransactionPage, Identity>;

/// A snapshot for views; a value.
struct Job {
    int number = 0;            ///< local, rises
    QString connectionId;
    JobKind kind = JobKind::Balance;
    DateRange range;           ///< transactions only
    JobState state = JobState::Queued;
    QString jobId;             ///< the service's, once accepted
    QString rawStatus;         ///< the service's last word: "Pending MFA"
    QString cause;             ///< why it is in this state, in a sentence
    std::optional<Error> error;///< the last error, also a passing one while polling
    QDateTime startedAt, changedAt, endedAt, deadlineAt, nextPollAt; ///< UTC
    int polls = 0;
    int conflicts = 0;
    JobResult result;
    QByteArray raw;            ///< the data answer's bytes as they came (personal data: mask before showing)
    QList<std::pair<QDateTime, JobState>> history;
};

struct PollRule {
    std::chrono::milliseconds first{1500};      ///< after acceptance
    std::chrono::milliseconds interval{3000};
    std::chrono::milliseconds awaitingPerson{5000};
    std::chrono::milliseconds conflict{3000};   ///< between start attempts
    std::chrono::milliseconds longest{15000};   ///< back-off after failed polls
    std::chrono::seconds deadline{300};         ///< stands still while a person is needed
};

class JobWatcher : public QObject
{
    Q_OBJECT
public:
    JobWatcher(ApiClient *api, TokenSource *tokens, Job job, const PollRule &rule, Clock clock, QObject *parent = nullptr);
    const Job &job() const { return m_job; }
    void admit();          ///< the queue's word
    void cancel();
    void retry();          ///< from the start, as a new job at the service
    void widgetOpened();
    void widgetEnded();    ///< polls at once
    void pollNow();

Q_SIGNALS:
    void changed(const console::Job &job);

private:
    void apply(JobEvent event, const QString &cause, std::optional<Error> error = {});
    void entered(JobState state);
    void start();
    void poll();
    void fetch();
    void arm(std::chrono::milliseconds delay);
    ApiClient *m_api;
    TokenSource *m_tokens;
    Job m_job;
    PollRule m_rule;
    Clock m_clock;
    QTimer m_next;         // single shot, re-armed after each answer: never two polls in flight
    QTimer m_deadline;
    HttpCall *m_running = nullptr;
    quint64 m_round = 0;   // answers of an earlier round (before cancel/retry) are dropped
    int m_failedPolls = 0;
};

} // namespace console
