// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does about jobs: starts them, again, and leads to their second factor and back.
#include "gui/mainwindow.h"

#include "gui/actions.h"
#include "gui/datapanel.h"
#include "gui/deckpanel.h"
#include "gui/jobdesk.h"
#include "gui/jobspanel.h"

namespace console {

void MainWindow::startJob(JobKind kind)
{
    const QString selected = m_session->connections()->selected();
    if (selected.isEmpty() || !m_session->can().startJob) {
        return;
    }
    showStep(Step::Data);
    m_jobsPanel->start(kind); // with the range of dates that is chosen there
}

void MainWindow::doAgain()
{
    if (m_desk->isShown()) {
        m_desk->panel()->tryAgain();
        return;
    }
    // The newest ended job of the selected connection when the data is looked at, else the widget.
    if (m_step == Step::Data) {
        const QList<Job> jobs = m_session->jobs()->jobsOf(m_session->connections()->selected());
        for (auto job = jobs.rbegin(); job != jobs.rend(); ++job) {
            if (isEnded(job->state)) {
                m_session->jobs()->retry(job->number);
                return;
            }
        }
    }
    if (m_session->link()->state() != LinkState::Idle) {
        m_actions->relaunch->trigger();
    }
}

void MainWindow::answer(int jobNumber)
{
    const std::optional<Job> job = m_session->jobs()->job(jobNumber);
    if (!job || job->state != JobState::AwaitingPerson) {
        return;
    }
    m_answeredFromDeck = false;
    m_session->connections()->select(job->connectionId); // what is shown beside the widget is about this one
    showStep(Step::Bank);
    m_session->answerMfa(jobNumber);
}

void MainWindow::mfaEnded(int jobNumber)
{
    const bool back = std::exchange(m_answeredFromDeck, false);
    const std::optional<Job> job = m_session->jobs()->job(jobNumber);
    if (!job || m_session->link()->state() == LinkState::Failed) { // a failure is told on the stage, with its remedy
        return;
    }
    if (back) {
        m_desk->show();
        return;
    }
    showStep(Step::Data);
    m_dataPanel->showKind(job->kind);
}

} // namespace console
