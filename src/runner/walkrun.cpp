// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkrun.h"

#include "runner/condition.h"
#include "runner/memoryuse.h"
#include "session/session.h"

#include <algorithm>

namespace console {

WalkRun::WalkRun(Session *session, const Order &order, GreenRuns *green, QObject *parent)
    : QObject(parent), m_session(session), m_order(order), m_green(green)
{
    m_result.toolVersion = QCoreApplication::applicationVersion();
    m_result.shard = order.shard.number;
    m_result.shards = order.shard.of;
    m_result.plan = planOf(order.cases);
    m_result.environment = session->environments()->current().name;
    m_result.isSimulated = session->environments()->current().reach == Reach::LoopbackOnly;
    m_result.startedAt = QDateTime::currentDateTimeUtc();
    const Shard shard = order.shard;
    m_order.cases = shardOf(order.cases, shard, *green, m_result.environment);
    for (const WalkCase &walk : std::as_const(m_order.cases)) {
        CaseResult result{.id = walk.id, .name = walk.name, .file = walk.file, .tags = walk.tags};
        for (const WalkStep &step : walk.steps)
            result.steps.append({.name = step.name, .line = step.line});
        m_result.cases.append(result);
    }
}

WalkRun::~WalkRun() = default;

QList<WalkLane *> WalkRun::lanes() const
{
    QList<WalkLane *> all;
    for (const auto &lane : m_lanes)
        all.append(lane.get());
    return all;
}

void WalkRun::begin()
{
    m_running = true;
    m_clock.start();
    m_result.startedAt = QDateTime::currentDateTimeUtc();
    if (m_order.lasting.count() > 0)
        m_end.setRemainingTime(m_order.lasting);
    whenReady(m_session, this, [this](const Result<void> &ready) {
        if (!ready) {
            m_running = false;
            Q_EMIT refused(ready.error());
            return;
        }
        // queued: out of the session's own change
        QMetaObject::invokeMethod(this, [this] {
            makeLanes();
            beginRound();
        }, Qt::QueuedConnection);
    });
}

void WalkRun::makeLanes()
{
    const int count = std::clamp(m_order.parallel, 1, std::max(1, int(m_order.cases.size())));
    for (int number = 1; number <= count; ++number) {
        WalkLane::Order order = m_order.lane;
        order.number = number;
        m_lanes.push_back(std::make_unique<WalkLane>(m_session, order));
        WalkLane *lane = m_lanes.back().get();
        connect(lane, &WalkLane::finished, this, [this, lane](const CaseResult &result) { ended(lane, result); });
        connect(lane, &WalkLane::stepEnded, this, [this, lane](int, const StepResult &result) {
            Q_EMIT stepEnded(m_order.cases.at(m_tasks.value(lane).index), result);
        });
    }
    Q_EMIT lanesReady();
}

void WalkRun::beginRound()
{
    // Faults hit whoever comes: walks that order some run alone, behind the others.
    for (const bool alone : {false, true}) {
        for (int index = 0; index < m_order.cases.size(); ++index) {
            if (m_order.cases.at(index).simulatorOnly == alone)
                m_waiting.append({.index = index, .attempt = 1});
        }
    }
    for (const auto &lane : m_lanes)
        nextFor(lane.get());
    if (m_tasks.isEmpty())
        conclude(); // there was nothing to run
}

void WalkRun::nextFor(WalkLane *lane)
{
    if (m_stopped || m_waiting.isEmpty() || m_tasks.contains(lane))
        return;
    const bool isAlone = m_order.cases.at(m_waiting.first().index).simulatorOnly;
    const bool othersAlone = std::any_of(m_tasks.begin(), m_tasks.end(), [this](const Task &task) { return m_order.cases.at(task.index).simulatorOnly; });
    if ((isAlone && !m_tasks.isEmpty()) || othersAlone)
        return;
    const Task task = m_waiting.takeFirst();
    m_tasks.insert(lane, task);
    Q_EMIT caseStarted(lane, m_order.cases.at(task.index));
    lane->run(m_order.cases.at(task.index));
}

void WalkRun::ended(WalkLane *lane, CaseResult result)
{
    const Task task = m_tasks.take(lane);
    result.attempt = task.attempt;
    if (const GreenRun *green = m_green->find(m_result.environment, result.id)) {
        result.hadGreen = green->at.isValid();
        result.differs = m_green->differences(m_result.environment, result);
    }
    const bool isFailed = result.verdict != Verdict::Passed && result.verdict != Verdict::NotRun;
    const bool willRetry = isFailed && task.attempt <= m_order.retry && !m_stopped;
    if (result.verdict == Verdict::Passed)
        m_green->keep(m_result.environment, result);
    if (isSoak())
        sample(result);
    if (willRetry)
        m_waiting.prepend({.index = task.index, .attempt = task.attempt + 1});
    keep(task.index, result);
    m_result.took = std::chrono::milliseconds(m_clock.elapsed());
    Q_EMIT caseEnded(task.index, result, willRetry);
    if (m_order.lane.pictureWidth == 0) { // a megabyte each: who wants them has taken them
        for (StepResult &step : m_result.cases[task.index].steps)
            step.picture = QImage();
    }
    for (const auto &each : m_lanes)
        nextFor(each.get());
    if (m_tasks.isEmpty() && (m_waiting.isEmpty() || m_stopped))
        roundEnded();
}

/// Of many rounds the first failure counts: what came after it may have come of it.
void WalkRun::keep(int index, const CaseResult &result)
{
    CaseResult &kept = m_result.cases[index];
    const bool isFailure = kept.verdict != Verdict::NotRun && kept.verdict != Verdict::Passed;
    if (!isSoak() || !isFailure || (result.attempt > 1 && kept.attempt < result.attempt))
        kept = result;
}

void WalkRun::sample(const CaseResult &result)
{
    m_result.samples.append({.round = m_round, .id = result.id, .at = std::chrono::milliseconds(m_clock.elapsed()), .took = result.took,
                             .memory = memoryInUse(), .passed = result.verdict == Verdict::Passed});
}

void WalkRun::roundEnded()
{
    const bool isMore = m_order.lasting.count() > 0 ? !m_end.hasExpired() : m_round < m_order.rounds;
    if (isMore && !m_stopped) {
        ++m_round;
        beginRound();
        return;
    }
    conclude();
}

void WalkRun::conclude()
{
    m_running = false;
    m_result.took = std::chrono::milliseconds(m_clock.elapsed());
    m_result.isWhole = !m_stopped;
    Q_EMIT finished(m_result);
}

void WalkRun::stop()
{
    if (!m_running || m_stopped)
        return;
    m_stopped = true;
    m_waiting.clear();
    if (m_tasks.isEmpty()) {
        conclude();
        return;
    }
    for (const auto &lane : m_lanes)
        lane->stop();
}

} // namespace console
