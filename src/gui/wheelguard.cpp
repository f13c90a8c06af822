// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/wheelguard.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>

namespace console {

WheelGuard::WheelGuard(QApplication *application) : QObject(application)
{
    application->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    const bool holdsChoice = qobject_cast<const QComboBox *>(watched) || qobject_cast<const QAbstractSpinBox *>(watched);
    if (!holdsChoice || widget->window()->windowType() == Qt::Popup) // an open list or calendar is meant
        return false;
    event->ignore(); // so that it goes on to what is around, which scrolls
    return true;
}

} // namespace console
