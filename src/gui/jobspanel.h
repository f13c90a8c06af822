// SPDX-License-Identifier: GPL-3.0-or-later
// JobsPanel: The three jobs of the selected connection: start, watch, answer MFA, cancel, retry.
#pragma once

#include "session/session.h"

#include <QWidget>

#include <memory>

namespace Ui {
class JobsPanel;
}

namespace console {

class JobsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit JobsPanel(Session *session, QWidget *parent = nullptr);
    ~JobsPanel() override;

Q_SIGNALS:
    void answerRequested(int jobNumber);

private:
    Session *m_session;
    std::unique_ptr<Ui::JobsPanel> m_ui;
};

} // namespace console
