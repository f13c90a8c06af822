// SPDX-License-Identifier: GPL-3.0-or-later
// WalksMachine: walks done by the machine while the person looks on: in a lane of its own, beside the main session.
#pragma once

#include "runner/walkrun.h"

#include <QPointer>
#include <QWidget>

#include <memory>

namespace Ui {
class WalksMachine;
}

namespace console {

class WalkExports;
class WalkList;
class WalkShelf;

class WalksMachine : public QWidget
{
    Q_OBJECT
public:
    WalksMachine(Session *session, WalkShelf *shelf, QWidget *parent = nullptr);
    ~WalksMachine() override;
    WalkList *list() const { return m_list; }
    const RunResult &result() const { return m_result; } ///< of the last run
    bool isRunning() const { return m_run && m_run->isRunning(); }
    void stop();
    /// The running widget and its steps. A page that is not seen runs its timers late, and its callbacks come too late: whoever
    /// shows this widget shows it while isRunning().
    QWidget *side() const;

Q_SIGNALS:
    void runningChanged();
    void finished();                   ///< or it could not begin
    void saved(const QString &path);
    void failed(const QString &what, const console::Error &error);

private:
    void wire();
    void wireRun();
    void run();
    void began(WalkLane *lane, const WalkCase &walk);
    void ended(const CaseResult &result, bool willRetry);
    void stepStarted(int index, const WalkStep &step);
    void stepEnded(int index, const StepResult &result);
    void conclude(const RunResult &result);
    void showLane(WalkLane *lane);
    void takeViewBack();
    void refreshWalks();
    void refresh();
    QString whyNot() const;
    Session *m_session;
    WalkShelf *m_shelf;
    std::unique_ptr<Ui::WalksMachine> m_ui;
    WalkList *m_list;
    WalkExports *m_exports;
    GreenRuns m_green;
    std::unique_ptr<WalkRun> m_run;
    QPointer<WalkLane> m_lane;
    QPointer<QWidget> m_view;          // the lane's, while it is shown here
    RunResult m_result;
    qsizetype m_done = 0, m_chosen = 0;
    QWidget *m_side = nullptr;
    bool m_wasOn = false;
};

} // namespace console
