// SPDX-License-Identifier: GPL-3.0-or-later
// StepRail: the integration's own order, user → bank link → data, as three stateful buttons.
#pragma once

#include "gui/stepbutton.h"

#include <QWidget>

#include <optional>

namespace console {

class Session;

enum class Step { User, Bank, Data };

class StepRail : public QWidget
{
    Q_OBJECT
public:
    explicit StepRail(QWidget *parent = nullptr);
    void attach(Session *session);
    void setCurrent(std::optional<Step> step); ///< none: what is shown is no step
    StepButton *button(Step step) const { return m_buttons[int(step)]; }

Q_SIGNALS:
    void chosen(console::Step step);

private:
    void refresh();
    void refreshUser();
    void refreshBank();
    void refreshData();
    Session *m_session = nullptr;
    StepButton *m_buttons[3];
};

} // namespace console
