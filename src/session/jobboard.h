// SPDX-License-Identifier: GPL-3.0-or-later
// JobBoard: all jobs of this session; one running job per connection, others queue visibly; each stands in the history.
#pragma once

#include "session/jobwatcher.h"
#include "session/pollplans.h"

#include <QHash>
#include <QMap>

#include <deque>
#include <set>

namespace console {

class EventLog;
class History;

class JobBoard : public QObject
{
    Q_OBJECT
public:
    struct World {
        ApiClient *api = nullptr;
        TokenSource *tokens = nullptr;
        EventLog *log = nullptr;
        Clock clock = systemClock();
        History *history = nullptr; ///< none: nothing survives this run
    };
    explicit JobBoard(const World &world, QObject *parent = nullptr);
    void setRule(const PollRule &rule); ///< for jobs that are started from now on
    const PollRule &rule() const { return m_rule; }
    /// What a job remembers of its connection besides the id.
    struct Context { QString user, bank; };
    void setContext(std::function<Context(const QString &connectionId)> context) { m_context = std::move(context); }
    /// Jobs belong to an environment in the history; `keepsData`: the answers are stored too.
    void setEnvironment(const QString &environment, bool keepsData);

    /// Starts or queues it; its number.
    int start(const QString &connectionId, JobKind kind, const DateRange &range = {});
    /// A job of the history that had not ended goes on; its number.
    int resume(Job job);
    void cancel(int number);
    void retry(int number);
    void pollNow(int number);
    void pollAllNow();                       ///< the machine slept, the network is back
    void widgetOpened(int number);
    void widgetEnded(int number);
    void widgetFailed(int number, const Error &error); ///< what the job's widget says of a failure
    /// Drops all (environment switch): running calls end without callbacks; in the history the jobs stay as they are.
    void clear();
    /// The keys are refused: everything stands still until release() (other keys, or somebody wants to try again).
    const std::optional<Error> &held() const { return m_held; }
    void release();
    /// Reads the data of a finished job again, if memory was made by dropping it; changed() tells.
    void recall(int number);

    struct Counts { int queued = 0, running = 0, needPerson = 0, ended = 0; }; ///< running: also those that wait for the service
    Counts counts() const { return m_counts; }
    QList<Job> jobs() const;                       ///< oldest first; of many it is long: rather ask what you need
    QList<Job> jobsOf(const QString &connectionId) const; ///< oldest first
    std::optional<Job> job(int number) const;
    std::optional<Job> latest(const QString &connectionId, JobKind kind) const;
    std::optional<Job> lastDone(JobKind kind, int except = 0) const; ///< of any connection
    std::optional<Job> newestRunning() const;      ///< that has not ended
    std::optional<Job> awaitingPerson() const;     ///< the oldest job that needs a second factor
    QList<Job> allAwaitingPerson() const;          ///< oldest question first
    int numberOf(const QString &jobId) const;      ///< 0: none
    int numberOfId(qint64 id) const;               ///< of the history's id; 0: not in this session

    static constexpr qint64 mostBytes = qint64(64) * 1024 * 1024; ///< of data in memory; the oldest is dropped first
    static constexpr qsizetype mostOld = 200;                     ///< ended jobs that a newer one of the kind has replaced

Q_SIGNALS:
    void changed(const console::Job &job);         ///< new or changed
    void mfaAsked(const console::Job &job);        ///< once per MFA request
    void heldChanged();
    void cleared();

private:
    using Kind = std::pair<QString, JobKind>;      // of a connection
    struct Lane { int running = 0; std::deque<int> queued; QList<int> all; };
    JobWatcher *add(Job job);
    void admitNext(const QString &connectionId);
    void watcherChanged(const Job &job);
    void settleLane(const Job &job, JobState before);
    void count(JobState state, int by);
    void ended(const Job &job);
    void makeRoom();
    void forget(int number);
    void hold(const Error &error);
    void networkIsBack();
    void replan();
    void note(const Job &job);
    void record(const Job &job);
    void keep(const Job &job, QObject *receiver, std::function<void()> then);
    ApiClient *m_api;
    TokenSource *m_tokens;
    EventLog *m_log;
    Clock m_clock;
    History *m_history;
    PollPlans *m_plans;
    PollRule m_rule;
    std::function<Context(const QString &)> m_context;
    QString m_environment;
    bool m_keepsData = false;
    QMap<int, JobWatcher *> m_watchers;
    QHash<int, JobState> m_lastState;
    QHash<int, qsizetype> m_recorded;              // how many state changes of each stand in the history
    QHash<QString, Lane> m_lanes;                  // by connection
    QMap<Kind, int> m_latest;
    QHash<QString, int> m_byJobId;
    QHash<qint64, int> m_byId;
    QMap<JobKind, QList<int>> m_lastDone;          // the two newest
    std::set<int> m_open, m_awaiting;              // not ended; in need of a person
    std::deque<int> m_weighty, m_old;              // with data; replaced by newer ones
    qint64 m_bytes = 0;
    Counts m_counts;
    std::optional<Error> m_held;
    bool m_wakingUp = false;
    int m_nextNumber = 1;
    quint64 m_generation = 0; // counts clear(): a signal's receiver may call it
};

} // namespace console
