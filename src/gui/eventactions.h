// SPDX-License-Identifier: GPL-3.0-or-later
// EventActions: what can be done with an entry of the time line: the menu of its row, and the buttons of its details.
#pragma once

#include "session/session.h"

#include <QObject>

#include <functional>
#include <optional>

class QAction;
class QMenu;
class QTableView;

namespace console {

class EventDetails;

class EventActions : public QObject
{
    Q_OBJECT
public:
    using Current = std::function<const LogEntry *()>; ///< the selected entry; null: none
    /// Owned by the table. Without a session nothing can be sent again.
    EventActions(EventLog *log, Session *session, QTableView *table, EventDetails *details, Current current);
    /// Another entry is selected, or something else can be done with it now.
    void refresh();

private:
    void setUpMenu();
    QAction *add(const QString &name, const QString &icon, const QString &text, void (EventActions::*slot)());
    void allow(QAction *action, const QString &whyNot);
    void copy();
    void sendAgain();
    void markForComparing();
    void compare();
    void pin();
    void note();
    EventLog *m_log;
    Session *m_session;
    QTableView *m_table;
    EventDetails *m_details;
    Current m_current;
    QMenu *m_menu;
    QMenu *m_copyAs = nullptr;
    QAction *m_copy = nullptr, *m_sendAgain = nullptr, *m_mark = nullptr, *m_compare = nullptr, *m_pin = nullptr, *m_note = nullptr;
    std::optional<LogEntry> m_marked; // a copy: the log may drop it meanwhile
};

} // namespace console
