// SPDX-License-Identifier: GPL-3.0-or-later
// JobsRun: jobs on many connections without a window: goes on with what an earlier run left, starts more, ends with them.
#pragma once

#include "session/session.h"

#include <QObject>

namespace console {

class JobsRun : public QObject
{
    Q_OBJECT
public:
    struct Order {
        QStringList users;        ///< aeroPassUserUuid: on all their connections; empty: only what was left
        QList<JobKind> kinds{JobKind::Balance, JobKind::Transactions, JobKind::Identity};
    };
    /// `say`: a line for each change of a job. Nothing happens before begin().
    JobsRun(Session *session, const Order &order, std::function<void(const QString &line)> say, QObject *parent = nullptr);
    void begin();

Q_SIGNALS:
    /// Every job has ended or waits for a person. `bad`: those that failed, timed out, were cancelled or wait. Not to know
    /// what an earlier run left unfinished counts as one.
    void finished(int good, int bad);
    /// Nothing could be asked: no keys, no such environment now.
    void refused(const console::Error &error);

private:
    void goOn();
    void nextUser();
    void listCame();
    void told(const Job &job);
    void finishIfDone();
    Session *m_session;
    Order m_order;
    std::function<void(const QString &)> m_say;
    QStringList m_left;      // users that have not been asked
    QHash<int, JobState> m_last;
    bool m_takenUp = false;  // or it was tried in vain
    bool m_unknownLeft = false;
    bool m_asking = false;   // for a user's connections
    bool m_switching = false;// to the next of them
    bool m_over = false;
};

} // namespace console
