// SPDX-License-Identifier: GPL-3.0-or-later
// EventsPanel: The time line: every widget message, callback, HTTP call, job change, in order.
#pragma once

#include "session/session.h"

#include <QWidget>

#include <memory>

namespace Ui {
class EventsPanel;
}

namespace console {

class EventsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit EventsPanel(Session *session, QWidget *parent = nullptr);
    ~EventsPanel() override;

Q_SIGNALS:
    void closeRequested();

private:
    Session *m_session;
    std::unique_ptr<Ui::EventsPanel> m_ui;
};

} // namespace console
