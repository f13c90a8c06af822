// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/enterkey.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QMainWindow>

namespace console {

EnterKey::EnterKey(QApplication *application) : QObject(application)
{
    application->installEventFilter(this);
}

bool EnterKey::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (!button || (key != Qt::Key_Return && key != Qt::Key_Enter) || !qobject_cast<QMainWindow *>(button->window()))
        return false;
    button->click(); // does nothing while it is disabled
    return true;
}

} // namespace console
