// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/steprail.h"

#include "gui/jobtally.h"
#include "gui/persontext.h"
#include "session/session.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

StepRail::StepRail(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const QString names[3] = {tr("User"), tr("Bank link"), tr("Data")};
    const QString ids[3] = {u"stepUser"_s, u"stepBank"_s, u"stepData"_s};
    const QString tips[3] = {tr("Who links a bank (Alt+1)"), tr("The widget (Alt+2)"), tr("What the bank returned (Alt+3)")};
    for (int i = 0; i < 3; ++i) {
        auto *button = new StepButton(this);
        button->setObjectName(ids[i]);
        button->setStep(i + 1, names[i]);
        button->setToolTip(tips[i]);
        connect(button, &StepButton::clicked, this, [this, i] {
            setCurrent(Step(i)); // a click on the shown step must not uncheck it
            Q_EMIT chosen(Step(i));
        });
        layout->addWidget(button);
        m_buttons[i] = button;
    }
}

void StepRail::attach(Session *session)
{
    m_session = session;
    connect(session, &Session::changed, this, &StepRail::refresh);
    connect(session->user(), &UserFlow::changed, this, &StepRail::refresh);
    connect(session->link(), &LinkFlow::changed, this, &StepRail::refresh);
    connect(session->connections(), &Connections::changed, this, &StepRail::refresh);
    connect(session->connections(), &Connections::selectionChanged, this, &StepRail::refresh);
    whenJobsChange(session->jobs(), this, [this] { refresh(); });
    connect(session->jobs(), &JobBoard::cleared, this, &StepRail::refresh);
    refresh();
}

void StepRail::setCurrent(std::optional<Step> step)
{
    for (int i = 0; i < 3; ++i) {
        m_buttons[i]->setChecked(step && i == int(*step));
    }
}

void StepRail::refresh()
{
    refreshUser();
    refreshBank();
    refreshData();
}

void StepRail::refreshUser()
{
    StepButton *button = m_buttons[0];
    switch (m_session->user()->state()) {
    case UserState::Ready:
        button->setState(StepButton::State::Done, personName(m_session, false));
        return;
    case UserState::Working:
        button->setState(StepButton::State::Working, tr("asking the service"));
        return;
    case UserState::NeedsCode:
        button->setState(StepButton::State::Attention, tr("needs the code"));
        return;
    case UserState::None:
        button->setState(m_session->user()->error() ? StepButton::State::Attention : StepButton::State::Next,
                         m_session->user()->error() ? tr("did not work") : QString());
        return;
    }
}

void StepRail::refreshBank()
{
    StepButton *button = m_buttons[1];
    const LinkState state = m_session->link()->state();
    const qsizetype linked = m_session->connections()->all().size();
    if (state == LinkState::Preparing || state == LinkState::Open) {
        button->setState(StepButton::State::Working, state == LinkState::Open ? tr("widget is open") : tr("fetching a token"));
    } else if (state == LinkState::Failed) {
        const QString failure = m_session->link()->launch() ? tr("widget failed") : tr("did not launch"); // open before, or never
        button->setState(StepButton::State::Attention, linked > 0 ? tr("%1 linked, %2").arg(QString::number(linked), failure) : failure);
    } else if (linked > 0) {
        button->setState(StepButton::State::Done, tr("%1 linked").arg(linked));
    } else {
        button->setState(m_session->user()->state() == UserState::Ready ? StepButton::State::Next : StepButton::State::Later, {});
    }
}

void StepRail::refreshData()
{
    StepButton *button = m_buttons[2];
    if (const std::optional<Job> asked = m_session->jobs()->awaitingPerson()) {
        button->setState(StepButton::State::Attention, tr("needs a second factor"));
        return;
    }
    const QString selected = m_session->connections()->selected();
    int running = 0;
    int queued = 0;
    int done = 0;
    int failed = 0;
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        const std::optional<Job> job = m_session->jobs()->latest(selected, kind);
        running += job && !isEnded(job->state) && job->state != JobState::Queued;
        queued += job && job->state == JobState::Queued;
        done += job && job->state == JobState::Done;
        failed += job && (job->state == JobState::Failed || job->state == JobState::TimedOut);
    }
    const QString answers = done == 1 ? tr("1 answer") : tr("%1 answers").arg(done);
    if (running > 0 || queued > 0) {
        button->setState(StepButton::State::Working, queued == 0    ? (running == 1 ? tr("1 job is running") : tr("%1 jobs are running").arg(running))
                                                     : running == 0 ? tr("%1 waiting").arg(queued)
                                                                    : tr("%1 running, %2 waiting").arg(running).arg(queued));
    } else if (failed > 0) {
        const QString failures = failed == 1 ? tr("1 failed") : tr("%1 failed").arg(failed);
        button->setState(StepButton::State::Attention, done > 0 ? tr("%1, %2").arg(answers, failures) : failures);
    } else if (done > 0) {
        button->setState(StepButton::State::Done, answers);
    } else {
        button->setState(selected.isEmpty() ? StepButton::State::Later : StepButton::State::Next, {});
    }
}

} // namespace console
