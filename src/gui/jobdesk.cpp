// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jobdesk.h"

#include "gui/actions.h"
#include "gui/deckpanel.h"
#include "gui/jobnotifier.h"
#include "gui/jobtally.h"
#include "gui/stepbutton.h"
#include "store/settings.h"

#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace console {

JobDesk::JobDesk(Session *session, Actions *actions, StepButton *entry, QStackedWidget *pages, QWidget *window)
    : QObject(window), m_session(session), m_actions(actions), m_entry(entry), m_pages(pages), m_tally(new JobTally(session->jobs(), this)),
      m_notifier(new JobNotifier(session->jobs(), m_tally, window))
{
    m_entry->setOverview(tr("All jobs"), u"list"_s);
    m_entry->setToolTip(tr("Every job of every connection (%1)").arg(actions->allJobs->shortcut().toString(QKeySequence::NativeText)));
    connect(m_entry, &StepButton::clicked, this, &JobDesk::show);
    connect(actions->allJobs, &QAction::triggered, this, [this] {
        show();
        m_panel->focusList();
    });
    connect(actions->startMany, &QAction::triggered, this, [this] {
        show();
        m_panel->startMany();
    });
    connect(m_notifier, &JobNotifier::clicked, this, &JobDesk::showNeedsYou);
    m_notifier->setSoundWanted([settings = session->settings()] { return settings->value(Setting::SoundOnQuestion).toBool(); });
    connect(m_tally, &JobTally::changed, this, &JobDesk::refresh);
    refresh();
}

DeckPanel *JobDesk::panel()
{
    if (!m_panel) {
        m_panel = new DeckPanel(m_session, m_tally, m_pages);
        m_pages->addWidget(m_panel);
        connect(m_panel, &DeckPanel::answerRequested, this, &JobDesk::answerRequested);
        connect(m_panel, &DeckPanel::linkRequested, m_actions->link, &QAction::trigger);
    }
    return m_panel;
}

bool JobDesk::isShown() const
{
    return m_panel && m_pages->currentWidget() == m_panel;
}

void JobDesk::show()
{
    m_pages->setCurrentWidget(panel());
    m_entry->setChecked(true); // a click on the shown one must not uncheck it
    Q_EMIT shown();
}

void JobDesk::leave()
{
    m_entry->setChecked(false);
}

void JobDesk::showNeedsYou()
{
    show();
    m_panel->showNeedsYou();
    m_panel->focusList();
}

int JobDesk::firstAwaiting() const
{
    const QList<int> numbers = m_tally->awaiting();
    return numbers.isEmpty() ? 0 : numbers.constFirst();
}

void JobDesk::refresh()
{
    const bool needed = m_tally->count(JobGroup::NeedsYou) > 0;
    const bool active = m_tally->active() > 0;
    m_entry->setState(needed ? StepButton::State::Attention : active ? StepButton::State::Working : StepButton::State::Later,
                      active ? m_tally->summary() : tr("none is running"));
}

} // namespace console
