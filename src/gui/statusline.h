// SPDX-License-Identifier: GPL-3.0-or-later
// StatusLine: what the status bar always shows: last events, environment, user, life of both tokens.
#pragma once

#include <QObject>
#include <QTimer>

class QLabel;
class QPushButton;
class QStatusBar;

namespace console {

class Actions;
class Session;
class TokenLife;
struct LogEntry;

class StatusLine : public QObject
{
    Q_OBJECT
public:
    /// Fills `bar`; nothing is shown there by anybody else.
    StatusLine(Session *session, Actions *actions, QStatusBar *bar);

private:
    void refreshFacts();
    void refreshSummary();
    Session *m_session;
    QPushButton *m_drawer;
    QLabel *m_summary, *m_environment, *m_user;
    TokenLife *m_api, *m_widget;
    QTimer m_soon;
};

} // namespace console
