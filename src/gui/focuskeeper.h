// SPDX-License-Identifier: GPL-3.0-or-later
// FocusKeeper: when the focused control goes away or is disabled, the keyboard stays where it was.
#pragma once

#include <QObject>

class QWidget;

namespace console {

/// Qt gives the focus to whatever comes next in the whole window then, and a space bar pressed twice acts on it: the
/// environment's switch, a "Remove" button. Here the nearest enclosing part that is still there gets it; Tab goes on
/// from that place. One for the whole application.
class FocusKeeper : public QObject
{
    Q_OBJECT
public:
    explicit FocusKeeper(QObject *parent = nullptr);

private:
    void changed(QWidget *old, QWidget *now);
    bool m_moving = false;
};

} // namespace console
