// SPDX-License-Identifier: GPL-3.0-or-later
// ConnectionsPanel: The bank links of the user: pick one, copy its connectionId, link another.
#pragma once

#include "session/session.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ConnectionsPanel;
}

namespace console {

class ConnectionDelegate;
class ConnectionsModel;

class ConnectionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionsPanel(Session *session, QWidget *parent = nullptr);
    ~ConnectionsPanel() override;

public Q_SLOTS:
    void copySelectedId();

Q_SIGNALS:
    void linkRequested();

private:
    void setUpList();
    void refresh();
    void refreshList();
    void faceForNone(const Session::Can &can);
    void select();
    void copy(const QString &connectionId);
    Session *m_session;
    std::unique_ptr<Ui::ConnectionsPanel> m_ui;
    ConnectionsModel *m_model;
    ConnectionDelegate *m_delegate;
};

} // namespace console
