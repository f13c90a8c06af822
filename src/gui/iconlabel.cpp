// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/iconlabel.h"

#include <QPainter>

namespace console {

IconLabel::IconLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::set(const QString &name, Theme::Role role, int size)
{
    m_name = name;
    m_role = role;
    m_size = size;
    updateGeometry();
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    if (m_name.isEmpty()) {
        return;
    }
    QPainter painter(this);
    painter.drawPixmap(QPointF((width() - m_size) / 2.0, (height() - m_size) / 2.0),
                       Theme::pixmap(m_name, m_role, m_size, devicePixelRatioF()));
}

} // namespace console
