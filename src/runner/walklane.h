// SPDX-License-Identifier: GPL-3.0-or-later
// WalkLane: one session and one widget of its own, in which walks run one after the other, step by step, by real input.
#pragma once

#include "walk/result.h"
#include "walk/walk.h"

#include <QObject>

#include <chrono>
#include <memory>

class QWidget;

namespace console {

class Session;

class WalkLane : public QObject
{
    Q_OBJECT
public:
    struct Order {
        std::chrono::milliseconds limit{30000}; ///< the longest wait of a step that names none
        bool pictures = true;                   ///< one of each step
        int pictureWidth = 0;                   ///< pixels, of all but a failed step's; 0: as it is, and the run keeps none after it has told of them
        double speed = 1;                       ///< of the simulator's clock: jobs are asked for so much more often there
        int number = 1;                         ///< of the lane; its launches are "walk-NUMBER-1", …
    };
    /// The environment and the keys of `main` as they are now; nothing of `main` is touched afterwards.
    WalkLane(Session *main, const Order &order, QObject *parent = nullptr);
    ~WalkLane() override;

    QWidget *view() const;      ///< the widget; the caller shows it, in a window or nowhere
    Session *session() const;   ///< the lane's own: its log is what the run sees
    bool isRunning() const;

    /// Each walk begins without a user, a widget and with an empty time line.
    void run(const WalkCase &walk);
    void pause();               ///< after the step that is under way
    void resume();
    void stepOnce();            ///< while paused
    bool isPaused() const;
    void stop();                ///< the walk ends as NotRun; finished() comes

Q_SIGNALS:
    void stepStarted(int index, const console::WalkStep &step); ///< names are filled in
    void stepEnded(int index, const console::StepResult &result);
    void pausedAt(int index);   ///< that step has not begun
    void finished(const console::CaseResult &result);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace console
