// SPDX-License-Identifier: GPL-3.0-or-later
// ConnectionCard: the selected bank link at a glance: bank, masked account, connectionId, status.
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace console {

class Actions;
class IconLabel;
class InkLabel;
class Session;
struct Connection;

class ConnectionCard : public QFrame
{
    Q_OBJECT
public:
    ConnectionCard(Session *session, Actions *actions, QWidget *parent = nullptr);

private:
    QLabel *addLabel(const QString &name, const QString &tone);
    void addHead(QVBoxLayout *outer);
    void addIdRow(QVBoxLayout *outer, Actions *actions);
    void refresh();
    void showNothing();
    void showConnection(const Connection &connection);
    Session *m_session;
    QLabel *m_bank, *m_account, *m_id, *m_note;
    InkLabel *m_status;
    IconLabel *m_icon, *m_statusIcon;
    QToolButton *m_copy;
    QWidget *m_idRow;
};

} // namespace console
