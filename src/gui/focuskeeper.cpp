// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/focuskeeper.h"

#include <QAbstractButton>
#include <QApplication>
#include <QWidget>

namespace console {

FocusKeeper::FocusKeeper(QObject *parent) : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, &FocusKeeper::changed);
}

void FocusKeeper::changed(QWidget *old, QWidget *now)
{
    const bool wentAway = old && now && old->window() == now->window() && !old->isWindow() && (!old->isEnabled() || !old->isVisible());
    if (!wentAway || m_moving) {
        return;
    }
    QWidget *place = old->parentWidget();
    while (place && !place->isWindow() && !(place->isVisible() && place->isEnabled())) {
        place = place->parentWidget();
    }
    const bool harmless = place && place->isAncestorOf(now) && !qobject_cast<QAbstractButton *>(now); // a field of the same part
    if (!place || place->isWindow() || harmless) {
        return;
    }
    m_moving = true;
    place->setFocus(Qt::OtherFocusReason);
    m_moving = false;
}

} // namespace console
