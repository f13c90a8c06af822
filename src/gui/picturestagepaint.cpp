// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of the two pictures. (picturestage.cpp: what moves and zooms.)
#include "gui/picturestage.h"
#include "gui/theme.h"

#include <QPainter>

namespace console {

namespace {

constexpr int nameHeight = 28;               // px
constexpr qint64 smoothUpTo = 8'000'000;     // px that are drawn smoothly: more would take longer than a window may stand still
const QColor magenta = QColor::fromRgb(0xffd6006c), white = Qt::white;

/// Seen on any ground: a dark line with a light one at each side.
void paintBox(QPainter *painter, const QRectF &frame, qreal width)
{
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(white, width + 2));
    painter->drawRect(frame);
    painter->setPen(QPen(magenta, width));
    painter->drawRect(frame);
}

/// The line between the two, and where to take hold of it.
void drawGrip(QPainter *painter, const QLineF &line, const QPointF &middle)
{
    for (const auto &[colour, width] : {std::pair(white, 4), std::pair(magenta, 2)}) {
        painter->setPen(QPen(colour, width));
        painter->drawLine(line);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(magenta);
    painter->setPen(QPen(white, 2, Qt::SolidLine, Qt::RoundCap));
    painter->drawEllipse(middle, 11, 11);
    for (const int side : {-1, 1}) {
        painter->drawLine(middle + QPointF(side * 6, 0), middle + QPointF(side * 3, -3));
        painter->drawLine(middle + QPointF(side * 6, 0), middle + QPointF(side * 3, 3));
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void PictureStage::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::color(Theme::Role::Window));
    if (!canvas().isEmpty()) {
        if (m_mode == Mode::SideBySide)
            paintTwo(&painter);
        else
            paintOne(&painter);
    }
    if (hasFocus()) {
        painter.setClipping(false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Theme::color(Theme::Role::Focus), 2));
        painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
}

void PictureStage::paintTwo(QPainter *painter) const
{
    for (int half = 0; half < 2; ++half) {
        const Side &side = m_sides[std::size_t(half)];
        paintName(painter, area(half), side.name);
        paintSide(painter, area(half), side.picture, tr("No picture here"));
        paintRegions(painter, area(half), false);
    }
}

void PictureStage::paintOne(QPainter *painter) const
{
    const QRect all = area(0);
    if (m_mode == Mode::Difference) {
        paintName(painter, all, tr("Difference"));
        paintSide(painter, all, m_difference, tr("There are no two pictures to compare"));
        paintRegions(painter, all, true);
    } else if (m_mode == Mode::Blink) {
        const Side &side = m_sides[m_isAfterShown ? 1 : 0];
        paintName(painter, all, side.name);
        paintSide(painter, all, side.picture, tr("No picture here"));
        paintRegions(painter, all, false);
    } else {
        paintSlider(painter);
    }
}

void PictureStage::paintName(QPainter *painter, const QRect &area, const QString &name) const
{
    painter->setClipping(false);
    painter->setFont(Theme::strong());
    painter->setPen(Theme::color(Theme::Role::Muted));
    const QRect place(area.left() + 8, area.top() - nameHeight, area.width() - 16, nameHeight);
    painter->drawText(place, Qt::AlignCenter, painter->fontMetrics().elidedText(name, Qt::ElideMiddle, place.width()));
}

/// Only the pixels that can be seen are drawn.
void PictureStage::paintSide(QPainter *painter, const QRect &area, const QImage &picture, const QString &missing) const
{
    painter->setClipRect(area);
    const QRectF place = placeIn(area);
    if (picture.isNull()) {
        painter->setPen(Theme::color(Theme::Role::Muted));
        painter->setFont(font());
        painter->drawText(area, Qt::AlignCenter | Qt::TextWordWrap, missing);
        return;
    }
    painter->fillRect(place, QBrush(Theme::color(Theme::Role::Line), Qt::BDiagPattern)); // where only the other one is
    const qreal factor = scale();
    const QRectF seen = QRectF(area).translated(-place.topLeft());
    const QRect source = QRectF(seen.topLeft() / factor, seen.size() / factor).toAlignedRect() & picture.rect();
    const QRectF target(place.topLeft() + QPointF(source.topLeft()) * factor, QSizeF(source.size()) * factor);
    painter->setRenderHint(QPainter::SmoothPixmapTransform, zoom() < 1 && qint64(source.width()) * source.height() < smoothUpTo);
    painter->drawImage(target, picture, source);
    painter->setPen(Theme::color(Theme::Role::Line));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(QRectF(place.topLeft(), QSizeF(picture.size()) * factor).adjusted(-0.5, -0.5, 0.5, 0.5));
}

void PictureStage::paintRegions(QPainter *painter, const QRect &area, bool all) const
{
    painter->setClipRect(area);
    const QPointF origin = placeIn(area).topLeft();
    for (int i = 0; i < m_regions.size(); ++i) {
        if (!all && i != m_region)
            continue;
        const QRectF region(m_regions.at(i));
        paintBox(painter, QRectF(origin + region.topLeft() * scale(), region.size() * scale()).adjusted(-1, -1, 1, 1), i == m_region ? 3 : 1);
    }
}

void PictureStage::paintSlider(QPainter *painter) const
{
    const QRect all = area(0);
    const QRectF place = placeIn(all);
    const qreal line = place.left() + m_slider * scale();
    const QRect left(all.left(), all.top(), std::max(0, qRound(line) - all.left()), all.height());
    const QRect right(left.right() + 1, all.top(), std::max(0, all.right() - left.right()), all.height());
    for (const auto &[part, side] : {std::pair(left, &m_sides[0]), std::pair(right, &m_sides[1])}) {
        const QImage &picture = side->picture;
        if (part.isEmpty())
            continue;
        painter->save();
        // The place of the whole, but only this part of it.
        const QRectF shown = QRectF(part) & place;
        painter->setClipRect(part);
        painter->fillRect(shown, QBrush(Theme::color(Theme::Role::Line), Qt::BDiagPattern));
        const QRectF source((shown.topLeft() - place.topLeft()) / scale(), shown.size() / scale());
        painter->setRenderHint(QPainter::SmoothPixmapTransform, zoom() < 1 && source.width() * source.height() < smoothUpTo);
        if (!picture.isNull())
            painter->drawImage(shown, picture, source);
        painter->restore();
        paintName(painter, {part.left(), all.top(), part.width(), 0}, part.width() > 60 ? side->name : QString());
    }
    paintRegions(painter, all, false);
    painter->setClipRect(all);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(Theme::color(Theme::Role::Line));
    painter->drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
    const QPointF middle(line, std::clamp(place.center().y(), qreal(all.top()), qreal(all.bottom())));
    drawGrip(painter, QLineF(line, place.top(), line, place.bottom()), middle);
}

} // namespace console
