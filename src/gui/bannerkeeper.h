// SPDX-License-Identifier: GPL-3.0-or-later
// BannerKeeper: decides from the session's states alone which banners stand across the window and the stage.
#pragma once

#include "base/error.h"

#include <QObject>

namespace console {

class Actions;
class BannerBar;
class JobTally;
class Session;
struct LogEntry;

class BannerKeeper : public QObject
{
    Q_OBJECT
public:
    /// `window` spans the whole window, `stage` stands above what the stage shows.
    BannerKeeper(Session *session, Actions *actions, const JobTally *tally, BannerBar *window, BannerBar *stage, QObject *parent);
    /// The app's word: the in-process simulator could not start; empty: it did.
    void setSimulatorProblem(const std::optional<Error> &error);
    /// The jobs of the selected connection are in view: a question of one of them needs no banner.
    void setJobsShown(bool shown);

Q_SIGNALS:
    void simulatorRetryRequested();
    void questionAnswerRequested();
    void historySettingsRequested();
    void questionListRequested(); ///< all jobs that need a second factor

private:
    void refresh();
    void refreshProduction();
    void refreshKeys();
    void refreshHeld();
    void refreshHistory();
    void refreshQuestion();
    void showQuestion(int number);
    void showQuestions(qsizetype count);
    void refreshWidget();
    void logged(const LogEntry &entry);
    Session *m_session;
    Actions *m_actions;
    const JobTally *m_tally;
    BannerBar *m_window, *m_stage;
    std::optional<Error> m_simulatorProblem;
    bool m_jobsShown = false;
    bool m_keychainClosed = false;
    QString m_historyClosed; // the message of the problem that was closed
};

} // namespace console
