// SPDX-License-Identifier: GPL-3.0-or-later
// WalkActor: does what one step of a walk says, in a session and its widget; waits for conditions, never for time.
#pragma once

#include "runner/walkwatch.h"
#include "walk/walk.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace console {

class WidgetDriver;
struct Job;
struct Request;

class WalkActor : public QObject
{
    Q_OBJECT
public:
    struct Tools {
        Session *session = nullptr;
        WidgetView *view = nullptr;
        WidgetDriver *driver = nullptr;
        WalkWatch *watch = nullptr;
        int lane = 1;
        QString walkFolder = {};    ///< relative files of a step (an SDK of one's own) stand there
    };
    explicit WalkActor(const Tools &tools, QObject *parent = nullptr);
    /// Before the first step of a walk.
    void begin(const WalkCase &walk, int run);

    enum class End { Held, Skipped, ForPerson };
    using Done = std::function<void(const Result<End> &)>;
    /// `next`: the steps behind it; an optional one waits until one of them could go on, and a job that is expected to
    /// fail may. Settles once, or not at all after abandon().
    void start(const WalkStep &step, const QList<WalkStep> &next, std::chrono::milliseconds limit, Done done);
    void abandon();                 ///< the step that is under way: its time is over
    /// The step with everything filled in. Errors: Input.
    Result<WalkStep> filled(const WalkStep &step) const;
    bool orderedFaults() const { return m_orderedFaults; }
    /// Takes back what this walk ordered of the simulator; `then` comes in any case.
    void tidyUp(std::function<void()> then);

private:
    friend class WalkExpectation;
    using Test = std::function<std::optional<Result<void>>()>;
    using Settle = std::function<void(const Result<void> &)>;
    Settle settle(Done done);
    void until(const Test &test, const Settle &done);
    bool isClicked() const;
    void unlessBroken(const Settle &done);
    void user(const WalkStep &step, const QList<WalkStep> &next, const Settle &done);
    void open(const WalkStep &step, const QList<WalkStep> &next, const Settle &done);
    void awaitOpen(const Settle &done);
    void see(const WalkStep &step, const Settle &done);
    void gone(const WalkStep &step, const Settle &done);
    void act(const WalkStep &step, const QList<WalkStep> &next, Done done);
    void clickOrType(const WalkStep &step, const Settle &done);
    void press(const WalkStep &step, const Settle &done);
    void close(const WalkStep &step, const Settle &done);
    void job(const WalkStep &step, const QList<WalkStep> &next, const Settle &done);
    void answer(const WalkStep &step, const Settle &done);
    void call(const WalkStep &step, const Settle &done);
    Result<void> callHolds(const Json &args, const Result<Json> &body, int status);
    void order(const QString &method, const QString &path, const Json &body, const Settle &done);
    void fault(const WalkStep &step, const Settle &done);
    void send(const Request &request, std::function<void(const Result<Json> &, int status)> then);
    void watchDetours();
    void probeDetour(qsizetype index);
    std::optional<Job> latest(const QString &kind) const;
    void learn();                   ///< what can be named in later steps
    Tools m_t;
    QList<WalkDetour> m_detours;
    WalkVariables m_variables;
    qsizetype m_connectionsBefore = 0;
    std::optional<int> m_clicksBefore; ///< of the driver; nothing: this step clicks nothing
    bool m_orderedFaults = false, m_orderedAnything = false;
    std::chrono::milliseconds m_limit{0};
    std::unique_ptr<QObject> m_scope; ///< receiver of all that a step waits for
};

} // namespace console
