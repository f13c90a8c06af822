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

class ConnectionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionsPanel(Session *session, QWidget *parent = nullptr);
    ~ConnectionsPanel() override;

Q_SIGNALS:
    void linkRequested();

private:
    Session *m_session;
    std::unique_ptr<Ui::ConnectionsPanel> m_ui;
};

} // namespace console
