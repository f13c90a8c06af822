// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deviceframe.h"

#include "gui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QtMath>

using namespace Qt::StringLiterals;

namespace console {

namespace {
constexpr int screenWidth = 375;  // px: the SDK's default iframe is 375 × 688 (contract f.1)
constexpr int screenHeight = 720; // over 700 the iframe keeps its 688 px, below it takes 95 %
constexpr qreal smallest = 0.5;   // of that; below it nobody can read it
constexpr int bezel = 8;          // phone: at the sides and below
constexpr int phoneTop = 32;
constexpr int browserTop = 40;
} // namespace

DeviceFrame::DeviceFrame(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void DeviceFrame::setContent(QWidget *content)
{
    m_content = content;
    content->setParent(this);
    content->show();
    m_zoom = 0; // it may have had another one where it was
    place();
}

void DeviceFrame::setLargest(qreal zoom)
{
    m_largest = zoom;
    place();
    update();
}

void DeviceFrame::setKind(Kind kind)
{
    m_kind = kind;
    place();
    update();
}

void DeviceFrame::setAddress(const QString &address)
{
    m_address = address;
    update();
}

void DeviceFrame::setMark(const QString &mark)
{
    m_mark = mark;
    update();
}

QRect DeviceFrame::frameRect() const
{
    if (m_kind == Kind::Browser) {
        return rect().adjusted(4, 2, -4, -6);
    }
    const int frameWidth = qCeil(screenWidth * zoom()) + 2 * bezel;
    const int frameHeight = qMin(height() - 8, qCeil(screenHeight * zoom()) + phoneTop + 2 * bezel);
    return {(width() - frameWidth) / 2, (height() - frameHeight) / 2 - 2, frameWidth, frameHeight};
}

qreal DeviceFrame::zoom() const
{
    if (m_kind == Kind::Browser) {
        return qBound(1.0, qreal(height() - browserTop) / screenHeight, m_largest);
    }
    const qreal high = qreal(height() - 8 - phoneTop - 2 * bezel) / screenHeight;
    const qreal wide = qreal(width() - 2 * bezel) / screenWidth;
    return qBound(smallest, qMin(high, wide), m_largest);
}

void DeviceFrame::place()
{
    if (!m_content) {
        return;
    }
    if (!qFuzzyCompare(m_zoom, zoom())) {
        m_zoom = zoom();
        Q_EMIT zoomChanged(m_zoom);
    }
    const QRect frame = frameRect();
    m_content->setGeometry(m_kind == Kind::Phone ? frame.adjusted(bezel, phoneTop, -bezel, -bezel * 2)
                                                 : frame.adjusted(1, browserTop, -1, -1));
}

void DeviceFrame::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void DeviceFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = frameRect();
    // The only shadow of the window: three faint outlines below the frame.
    painter.setPen(Qt::NoPen);
    const int corner = m_kind == Kind::Phone ? 26 : 8;
    for (int i = 3; i > 0; --i) {
        painter.setBrush(QColor(0, 0, 0, Theme::isDark() ? 40 : 12));
        painter.drawRoundedRect(frame.adjusted(-i, -i + 2, i, i + 2), corner + i, corner + i);
    }
    if (m_kind == Kind::Phone) {
        paintPhone(&painter, frame);
    } else {
        paintBrowser(&painter, frame);
    }
    paintMark(&painter, frame);
}

void DeviceFrame::paintPhone(QPainter *painter, const QRectF &frame) const
{
    painter->setPen(QPen(Theme::color(Theme::Role::Line), 1));
    painter->setBrush(Theme::isDark() ? QColor(0x0b, 0x0d, 0x11) : QColor(0x22, 0x27, 0x31));
    painter->drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 26, 26);
    painter->setPen(Qt::NoPen);
    painter->setBrush(QColor(0x4a, 0x52, 0x60));
    const QRectF speaker(frame.center().x() - 28, frame.top() + 13, 56, 5);
    if (!markRect(frame).intersects(speaker)) // a small phone has room for one of the two
        painter->drawRoundedRect(speaker, 2.5, 2.5);
    painter->drawRoundedRect(QRectF(frame.center().x() - 48, frame.bottom() - 9.5, 96, 4), 2, 2);
}

void DeviceFrame::paintBrowser(QPainter *painter, const QRectF &frame) const
{
    painter->setPen(QPen(Theme::color(Theme::Role::Line), 1));
    painter->setBrush(Theme::color(Theme::Role::Raised));
    painter->drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::color(Theme::Role::Muted));
    for (int i = 0; i < 3; ++i) {
        painter->drawEllipse(QRectF(frame.left() + 14 + i * 16, frame.top() + 15, 10, 10));
    }
    const qreal right = m_mark.isEmpty() ? 12 : 128;
    const QRectF bar(frame.left() + 72, frame.top() + 7, frame.width() - 72 - right, 26);
    painter->setBrush(Theme::color(Theme::Role::Surface));
    painter->drawRoundedRect(bar, 13, 13);
    painter->drawPixmap(QPointF(bar.left() + 9, bar.top() + 6), Theme::pixmap(u"lock"_s, Theme::Role::Muted, 14, devicePixelRatioF()));
    painter->setPen(Theme::color(Theme::Role::Text));
    const QRectF text = bar.adjusted(30, 0, -12, 0);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(m_address, Qt::ElideMiddle, int(text.width())));
}

/// Where the mark stands: at the right above the screen; in the middle of a small phone.
QRectF DeviceFrame::markRect(const QRectF &frame) const
{
    if (m_mark.isEmpty()) {
        return {};
    }
    const int width = QFontMetrics(Theme::strong()).horizontalAdvance(m_mark) + 16;
    const bool phone = m_kind == Kind::Phone;
    const QRectF right(frame.right() - width - (phone ? 24 : 10), frame.top() + (phone ? 5 : 9), width, 22);
    const bool small = phone && right.left() < frame.center().x() + 32;
    return small ? right.translated(frame.center().x() - right.center().x(), 0) : right;
}

void DeviceFrame::paintMark(QPainter *painter, const QRectF &frame) const
{
    if (m_mark.isEmpty()) {
        return;
    }
    painter->setFont(Theme::strong());
    const QRectF tag = markRect(frame);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::color(Theme::Role::Simulator));
    painter->drawRoundedRect(tag, 4, 4);
    painter->setPen(Theme::color(Theme::Role::OnAccent));
    painter->drawText(tag, Qt::AlignCenter, m_mark);
}

} // namespace console
