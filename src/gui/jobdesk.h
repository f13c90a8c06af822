// SPDX-License-Identifier: GPL-3.0-or-later
// JobDesk: what the window has of all jobs: the rail's entry, the flight deck's page, the line of those that need a person.
#pragma once

#include <QObject>

class QStackedWidget;
class QWidget;

namespace console {

class Actions;
class DeckPanel;
class JobNotifier;
class JobTally;
class Session;
class StepButton;

class JobDesk : public QObject
{
    Q_OBJECT
public:
    /// The page is made when it is first shown.
    JobDesk(Session *session, Actions *actions, StepButton *entry, QStackedWidget *pages, QWidget *window);
    const JobTally *tally() const { return m_tally; }
    JobNotifier *notifier() const { return m_notifier; }
    DeckPanel *panel();
    bool isShown() const;
    void show();            ///< its page, and the entry as the shown one
    void leave();           ///< another page is shown
    void showNeedsYou();
    int firstAwaiting() const; ///< the number of the job that waits the longest; 0: none

Q_SIGNALS:
    void shown();           ///< the window's other parts follow
    void answerRequested(int jobNumber);

private:
    void refresh();
    Session *m_session;
    Actions *m_actions;
    StepButton *m_entry;
    QStackedWidget *m_pages;
    JobTally *m_tally;
    JobNotifier *m_notifier;
    DeckPanel *m_panel = nullptr;
};

} // namespace console
