// SPDX-License-Identifier: GPL-3.0-or-later
// JobBoard: all jobs of this session; one running job per connection, others queue visibly.
#pragma once

#include "session/jobwatcher.h"

#include <QHash>
#include <QMap>

namespace console {

class EventLog;

class JobBoard : public QObject
{
    Q_OBJECT
public:
    JobBoard(ApiClient *api, TokenSource *tokens, EventLog *log, Clock clock, QObject *parent = nullptr);
    void setRule(const PollRule &rule) { m_rule = rule; } ///< for jobs that are started from now on
    const PollRule &rule() const { return m_rule; }

    /// Starts or queues it; its number.
    int start(const QString &connectionId, JobKind kind, const DateRange &range = {});
    void cancel(int number);
    void retry(int number);
    void pollNow(int number);
    void widgetOpened(int number);
    void widgetEnded(int number);
    void widgetFailed(int number, const Error &error); ///< what the job's widget says of a failure
    /// Drops all (environment switch); running calls end without callbacks.
    void clear();

    QList<Job> jobs() const;                       ///< oldest first
    std::optional<Job> job(int number) const;
    std::optional<Job> latest(const QString &connectionId, JobKind kind) const;
    std::optional<Job> awaitingPerson() const;     ///< the oldest job that needs a second factor
    int numberOf(const QString &jobId) const;      ///< 0: none

Q_SIGNALS:
    void changed(const console::Job &job);         ///< new or changed
    void mfaAsked(const console::Job &job);        ///< once per MFA request
    void cleared();

private:
    void admitNext(const QString &connectionId);
    void watcherChanged(const Job &job);
    void note(const Job &job);
    ApiClient *m_api;
    TokenSource *m_tokens;
    EventLog *m_log;
    Clock m_clock;
    PollRule m_rule;
    QMap<int, JobWatcher *> m_watchers;
    QHash<int, JobState> m_lastState;
    int m_nextNumber = 1;
    quint64 m_generation = 0; // counts clear(): a signal's receiver may call it
};

} // namespace console
