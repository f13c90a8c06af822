// SPDX-License-Identifier: GPL-3.0-or-later
// Actions: everything the window can do, once: text, icon, shortcut, and when it is possible (and if not, why).
#pragma once

#include "session/session.h"

#include <QAction>
#include <QObject>

class QActionGroup;
class QMenu;
class QMenuBar;
class QWidget;

namespace console {

class Actions : public QObject
{
    Q_OBJECT
public:
    Actions(Session *session, QWidget *window);

    // File
    QAction *settings, *quit;
    // Environment
    QAction *manageEnvironments, *keys, *unlock, *lock;
    // User
    QAction *createUser, *copyUuid, *forgetUser;
    // Bank link
    QAction *link, *relaunch, *closeWidget, *options, *received, *copyConnection, *refreshConnections, *widgetTheme, *widgetFrame, *brandLab, *walks;
    // Jobs
    QAction *balance, *transactions, *identity, *again, *cancel, *answer, *allJobs, *startMany;
    QAction *saveSession, *openSession, *compareSession;
    // View
    QAction *stepUser, *stepBank, *stepData, *timeLine, *themeDesktop, *themeLight, *themeDark;
    QAction *present, *showAmounts, *resetDemo; // the first and the last work in the audience's window, too
    // Help
    QAction *manual, *palette, *about;

    /// All of them, and one for each environment and connection: what the command palette lists.
    QList<QAction *> everything() const;
    QMenu *environmentMenu() const { return m_environmentMenu; }
    QMenu *userMenu() const { return m_userMenu; }
    QMenu *themeMenu() const { return m_themeMenu; }
    void fill(QMenuBar *bar);
    /// While it is true, `present` ends it, and amounts can be shown.
    void setPresenting(bool presenting);
    /// Enables each from the session's states alone; the reason goes into the tool-tip.
    void refresh();

Q_SIGNALS:
    /// Something that a page's button depends on is possible now, or no longer.
    void refreshed();

private:
    QAction *make(const char *id, const QString &text, const QString &icon, const QString &shortcut = {});
    void makeSteps();
    void makePresenting();
    void makeThemes();
    void makeHelp();
    void allow(QAction *action, bool possible, const QString &reason);
    void refreshUser(const Session::Can &can);
    void refreshLink(const Session::Can &can);
    void refreshRelaunch(const Session::Can &can);
    void refreshJobs(const Session::Can &can);
    void rebuildEnvironments();
    void rebuildConnections();
    Session *m_session;
    QWidget *m_window;
    QList<QAction *> m_all, m_environments, m_connections;
    QMenu *m_environmentMenu, *m_userMenu, *m_themeMenu;
    QActionGroup *m_environmentGroup;
};

/// "Get balance (Ctrl+1)", and below it why it is not possible now.
QString toolTipOf(const QAction *action);

} // namespace console
