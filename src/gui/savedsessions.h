// SPDX-License-Identifier: GPL-3.0-or-later
// SavedSessions: opens session files in windows of their own: from the menu, the command line, or dropped onto the main window.
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace console {

class Session;
class SessionViewer;

class SavedSessions : public QObject
{
    Q_OBJECT
public:
    /// Files may be dropped onto `window` from now on. Owned by it.
    SavedSessions(Session *session, QWidget *window);
    void ask();                                ///< which file, without waiting
    void askAndCompare();                      ///< the same, and what differs between it and the running session
    SessionViewer *open(const QString &path);  ///< a file that is open already comes to the front

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void askInto(SessionViewer *viewer);
    void compare(SessionViewer *viewer);
    Session *m_session;
    QWidget *m_window;
    QList<QPointer<SessionViewer>> m_viewers;
};

} // namespace console
