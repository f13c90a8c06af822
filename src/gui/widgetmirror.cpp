// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgetmirror.h"

#include "gui/inklabel.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace console {

WidgetMirror::WidgetMirror(QWidget *widget, QWidget *parent)
    : QWidget(parent), m_widget(widget), m_text(new InkLabel(InkLabel::Tone::Text, InkLabel::Face::Strong, this)), m_go(new QPushButton(this))
{
    setObjectName(u"widgetMirror"_s);
    setAccessibleName(tr("Picture of the widget"));
    m_text->setObjectName(u"mirrorText"_s);
    m_text->setText(tr("The widget is in the audience window."));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_go->setObjectName(u"mirrorGoButton"_s);
    m_go->setText(tr("Go there"));
    m_go->setAccessibleName(tr("Go to the audience window"));
    m_go->setToolTip(m_go->accessibleName());
    m_go->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    column->addStretch(1);
    column->addWidget(m_text);
    column->addWidget(m_go, 0, Qt::AlignHCenter);
    connect(m_go, &QPushButton::clicked, this, &WidgetMirror::goRequested);
    m_next.setInterval(pause);
    connect(&m_next, &QTimer::timeout, this, &WidgetMirror::take);
}

void WidgetMirror::take()
{
    // What is grabbed is laid out for it: a window that is not there yet would be made.
    if (!m_widget || !m_widget->isVisible() || m_widget->window()->isMinimized() || window()->isMinimized())
        return;
    m_picture = m_widget->grab();
    Q_EMIT pictured();
    update();
}

void WidgetMirror::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_next.start();
}

void WidgetMirror::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_next.stop();
}

void WidgetMirror::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::color(Theme::Role::Surface));
    const QRect place = rect().adjusted(Theme::grid, Theme::grid, -Theme::grid, m_text->y() - height() - Theme::grid);
    if (m_picture.isNull() || place.height() < 2 * Theme::grid)
        return;
    const QSize size = (m_picture.size() / m_picture.devicePixelRatio()).scaled(place.size(), Qt::KeepAspectRatio);
    QRect target(QPoint(0, 0), size);
    target.moveCenter(place.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(target, m_picture);
    painter.setPen(Theme::color(Theme::Role::Line));
    painter.drawRect(target.adjusted(0, 0, -1, -1));
}

} // namespace console
