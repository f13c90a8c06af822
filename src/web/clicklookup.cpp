// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/clicklookup.h"

#include <QCoreApplication>
#include <QWebEngineView>

namespace console {

bool ClickLookup::press(WidgetDriver *driver, QWebEngineView *view, bool inPopup, QWidget *widget, const QMouseEvent *event, Then then)
{
    if (m_asking)
        return false;
    m_asking = true;
    m_pressed = widget;
    driver->controlAt(widget->mapTo(view, event->position().toPoint()), inPopup, this, [this, then = std::move(then)](const std::optional<Target> &target) {
        letGo();
        then(target);
    });
    return true;
}

bool ClickLookup::holds(QWidget *widget, const QMouseEvent *release)
{
    if (!m_asking || release->button() != Qt::LeftButton)
        return false;
    m_release.reset(release->clone());
    m_releasedOn = widget;
    return true;
}

void ClickLookup::letGo()
{
    m_asking = false;
    if (m_release && m_releasedOn)
        QCoreApplication::postEvent(m_releasedOn, m_release.release());
    m_release.reset();
}

} // namespace console
