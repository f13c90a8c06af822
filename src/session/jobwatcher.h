// SPDX-License-Identifier: GPL-3.0-or-later
// JobWatcher: one job from start to data: starts, polls with a re-armed single shot, fetches.
#pragma once

#include "api/apiclient.h"
#include "base/clock.h"
#include "session/jobstate.h"
#include "session/pollplan.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <variant>

namespace console {

class TokenSource;

using JobResult = std::variant<std::monostate, Balance, TransactionPage, Identity>;

/// A snapshot for views; a value.
struct Job {
    int number = 0;            ///< local, rises
    qint64 id = 0;             ///< in the history; 0: there is none
    QString user;              ///< aeroPassUserUuid; empty: not known
    QString connectionId;
    QString bank;              ///< the connection's, for people and for the polling plan; may be empty
    JobKind kind = JobKind::Balance;
    DateRange range;           ///< transactions only
    JobState state = JobState::Queued;
    QString jobId;             ///< the service's, once accepted
    QString rawStatus;         ///< the service's last word: "Pending MFA"
    QString cause;             ///< why it is in this state, in a sentence
    std::optional<Error> error;///< the last error, also a passing one while polling
    QDateTime createdAt;       ///< UTC, when it was asked for
    QDateTime startedAt, acceptedAt, changedAt, endedAt, nextPollAt; ///< UTC; invalid where it does not apply
    QDateTime deadlineAt;      ///< UTC; invalid while it stands still (queued, or a person is needed)
    int polls = 0;
    int conflicts = 0;
    int starts = 0;            ///< start requests that left
    int mfa = 0;               ///< how often a second factor was asked for
    QDateTime runningAt, completedAt; ///< UTC; the last poll that said "not yet", and the one that said "completed": bounds for the polling plan
    JobResult result;
    QByteArray raw;            ///< the data answer's bytes as they came, but for credentials (personal data: mask before showing)
    struct Change { QDateTime at; JobState state = JobState::Queued; QString cause = {}; };
    QList<Change> history;     ///< every state it was in, oldest first
};

struct PollRule {
    /// How often a job is asked for while the service works; none: PollPlan's default curve.
    std::function<PollPlan(JobKind kind, const QString &bank)> plan;
    /// How many other jobs wait for the end of one on this connection; none: 0.
    std::function<qsizetype(const QString &connectionId)> behind;
    std::chrono::milliseconds interval{3000};   ///< after the first failed question or start; doubled each time
    std::chrono::milliseconds longest{15000};   ///< … up to this, give or take an eighth
    std::chrono::milliseconds awaitingPerson{5000};  ///< while a person is needed: see personWait()
    std::chrono::milliseconds conflict{3000};   ///< between start attempts
    std::chrono::milliseconds deadline{300000}; ///< from admission; stands still while a person, the network or good keys are missing
    int badAnswers = 3;                         ///< so many unreadable status answers in a row end the job
};

class JobWatcher : public QObject
{
    Q_OBJECT
public:
    JobWatcher(ApiClient *api, TokenSource *tokens, Job job, const PollRule &rule, Clock clock, QObject *parent = nullptr);
    const Job &job() const { return m_job; }
    /// Called before a start request leaves; `then` lets it leave, unless the receiver is gone. None: it leaves at once.
    using Keep = std::function<void(const Job &job, QObject *receiver, std::function<void()> then)>;
    static constexpr std::chrono::minutes longestPause{5};  ///< that the service's Retry-After gets before the next poll
    static constexpr std::chrono::seconds lastQuestion{5};  ///< before the deadline, whatever it said: nothing is given up unasked
    void setKeep(Keep keep) { m_keep = std::move(keep); }
    void admit();          ///< the queue's word
    void resume();         ///< a job of an earlier run goes on from the state it is given in
    void cancel();
    void retry(qint64 newId = 0); ///< an ended job again: queued, and when admitted a new job at the service
    void widgetOpened();
    void widgetEnded();    ///< polls at once
    void widgetFailed(const Error &error); ///< the reason of this job's failure, if the service gives none
    void pollNow();        ///< also: tries a delayed start now
    void replan();         ///< more is known of how long jobs take: the next poll is planned anew
    void networkIsBack();  ///< what waits for it is tried now
    void hold();           ///< the keys are refused: nothing is asked until release()
    void release();
    bool isHeld() const { return m_held; }
    /// Memory back: the data can be had again from the history, or from the service.
    void dropResult();
    void setResult(const JobResult &result, const QByteArray &raw); ///< the same data, read again

Q_SIGNALS:
    void changed(const console::Job &job);
    /// After no network: an answer came.
    void reached();
    /// The keys are refused; everybody's jobs stand still.
    void keysRefused(const console::Error &error);

private:
    void apply(JobEvent event, const QString &cause, std::optional<Error> error = {});
    void announce();
    void entered(JobState before);
    void tendDeadline();
    void deadlinePassed();
    void start();
    void askToStart();
    void startAnswered(const Result<JobReport> &report);
    void accepted(const QString &jobId, const QString &rawStatus, const QString &cause);
    void putOff(const Error &error, const QString &cause);
    void askWhetherItRan();
    void poll();
    void pollAnswered(const Result<JobReport> &report, std::optional<std::chrono::milliseconds> comeBack);
    std::chrono::milliseconds quietFor() const;
    void tookStatus(const JobReport &report);
    void pollFailed(const Error &error);
    Error failure(const QString &why) const;
    void fetch();
    void fetchFailed(const Error &error);
    template <typename T> void fetchWith(std::function<Call<T>(const ApiClient::Bearer &)> make);
    template <typename T> Call<T> watched(Call<T> call);
    void arm(std::chrono::milliseconds delay);
    void armNextPoll();
    void again();
    void timeForNext();
    void standStill(const Error &error);
    void setOffline(bool offline);
    void dropRunning();
    QDateTime sinceAccepted() const;
    ApiClient *m_api;
    TokenSource *m_tokens;
    Job m_job;
    PollRule m_rule;
    Clock m_clock;
    Keep m_keep;
    QTimer m_next;         // single shot, re-armed after each answer: never two polls in flight
    QTimer m_deadline;
    std::chrono::milliseconds m_left{0};  // of the deadline, while it stands still
    std::chrono::milliseconds m_pause{0}; // before the next attempt to start
    QPointer<HttpCall> m_running;
    std::unique_ptr<QObject> m_scope;     // receiver of the call under way; gone = its answer finds nobody
    std::optional<Error> m_widgetSaid;    // the last failure that its widget told of, until the job goes on
    QDeadlineTimer m_quiet;               // the service said when to come back to poll
    std::optional<PollPlan> m_plan;       // since it was accepted
    QElapsedTimer m_age;                  // since it was accepted, or went on after a second factor; no clock jump changes it
    qint64 m_agedBefore = 0;              // ms, in an earlier run
    bool m_asking = false;                // a poll is under way, from asking for the bearer to its answer
    bool m_failedMute = false;            // the service failed it and nobody said why
    bool m_pollAgain = false;             // poll at once when that one is answered
    bool m_lostStart = false;             // a start left and its answer never came: it may run
    bool m_held = false;
    bool m_offline = false;               // the last question found no network
    int m_failures = 0;                   // questions or starts in a row
    int m_badAnswers = 0;
};

} // namespace console
