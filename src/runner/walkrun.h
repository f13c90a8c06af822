// SPDX-License-Identifier: GPL-3.0-or-later
// WalkRun: many walks in one or several lanes, with second tries, rounds and samples; its result is whole at any time.
#pragma once

#include "runner/walklane.h"
#include "walk/greenruns.h"
#include "walk/shards.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QHash>
#include <QList>

#include <optional>
#include <vector>

namespace console {

class WalkRun : public QObject
{
    Q_OBJECT
public:
    struct Order {
        QList<WalkCase> cases;
        Shard shard;
        int parallel = 1;       ///< lanes
        int retry = 0;          ///< more tries of a walk that failed
        int rounds = 1;         ///< of all walks; 0: until `lasting` is over
        std::chrono::milliseconds lasting{0}; ///< a soak: no round begins after it
        WalkLane::Order lane;
    };
    /// `green`: of earlier runs; passed walks of this one are put in.
    WalkRun(Session *session, const Order &order, GreenRuns *green, QObject *parent = nullptr);
    ~WalkRun() override;
    void begin();               ///< waits until the environment answers
    void stop();                ///< what runs ends as NotRun; finished() comes
    const RunResult &result() const { return m_result; } ///< valid from the beginning; of a soak, the last result of each walk or its first failure
    bool isRunning() const { return m_running; }
    QList<WalkLane *> lanes() const;
    bool isSoak() const { return m_order.rounds != 1 || m_order.lasting.count() > 0; }

Q_SIGNALS:
    void lanesReady();
    void caseStarted(console::WalkLane *lane, const console::WalkCase &walk);
    void stepEnded(const console::WalkCase &walk, const console::StepResult &result);
    /// `index` in result().cases. A try that is followed by another one is told too: willRetry.
    void caseEnded(int index, const console::CaseResult &result, bool willRetry);
    void finished(const console::RunResult &result);
    /// It could not begin: no keys, nobody there.
    void refused(const console::Error &error);

private:
    void makeLanes();
    void beginRound();
    void nextFor(WalkLane *lane);
    void ended(WalkLane *lane, CaseResult result);
    void keep(int index, const CaseResult &result);
    void roundEnded();
    void conclude();
    void sample(const CaseResult &result);
    struct Task { int index = 0; int attempt = 1; };
    Session *m_session;
    Order m_order;
    GreenRuns *m_green;
    RunResult m_result;
    std::vector<std::unique_ptr<WalkLane>> m_lanes;
    QHash<WalkLane *, Task> m_tasks;
    QList<Task> m_waiting;
    int m_round = 1;
    bool m_running = false, m_stopped = false;
    QDeadlineTimer m_end;
    QElapsedTimer m_clock;
};

} // namespace console
