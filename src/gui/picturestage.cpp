// SPDX-License-Identifier: GPL-3.0-or-later
// What moves and zooms. (picturestagepaint.cpp: what is seen.)
#include "gui/picturestage.h"

#include "gui/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>

#include <cmath>

namespace console {

namespace {

constexpr std::array zooms{0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 8.0};
constexpr int nameHeight = 28, gap = 12, grip = 8; // px
constexpr int margin = 12;                         // px around what fits
constexpr std::chrono::milliseconds blinkTime{600};

} // namespace

PictureStage::PictureStage(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    m_blink.setInterval(blinkTime);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_isAfterShown = !m_isAfterShown;
        viewport()->update();
    });
}

void PictureStage::setPictures(const Side &before, const Side &after, const QImage &difference, const QList<QRect> &regions)
{
    const QSize old = canvas();
    m_sides = {before, after};
    m_difference = difference;
    m_regions = regions;
    m_region = -1;
    if (canvas() != old)
        m_slider = canvas().width() / 2;
    arrange();
    Q_EMIT zoomChanged();
}

void PictureStage::setMode(Mode mode)
{
    m_mode = mode;
    setBlinking(mode == Mode::Blink && !m_reducedMotion);
    arrange();
    Q_EMIT zoomChanged();
}

void PictureStage::setBlinking(bool blinking)
{
    blinking &= m_mode == Mode::Blink;
    if (blinking)
        m_blink.start();
    else
        m_blink.stop();
    describe();
    Q_EMIT blinkChanged();
}

void PictureStage::toggleShown()
{
    m_isAfterShown = !m_isAfterShown;
    setBlinking(false);
    viewport()->update();
}

QSize PictureStage::canvas() const
{
    return m_sides[0].picture.size().expandedTo(m_sides[1].picture.size());
}

qreal PictureStage::zoom() const
{
    if (m_zoom > 0)
        return m_zoom;
    const QSize room = area(0).size() - QSize(2 * margin, 2 * margin);
    const QSize size = canvas();
    if (size.isEmpty() || room.isEmpty())
        return 1;
    const qreal fitting = devicePixelRatioF() * std::min(qreal(room.width()) / size.width(), qreal(room.height()) / size.height());
    return std::min(fitting, 2.0); // a small picture does not become a mosaic
}

qreal PictureStage::scale() const
{
    return zoom() / devicePixelRatioF();
}

void PictureStage::setZoom(qreal zoom)
{
    m_zoom = zoom;
    arrange();
    Q_EMIT zoomChanged();
}

void PictureStage::zoomBy(int steps)
{
    zoomAt(steps, area(0).center());
}

/// What is below the anchor stays there.
void PictureStage::zoomAt(int steps, const QPoint &anchor)
{
    const QPointF kept = toPicture(anchor);
    qreal wanted = zoom();
    for (; steps > 0; --steps) {
        const auto next = std::upper_bound(zooms.begin(), zooms.end(), wanted * 1.01);
        wanted = next == zooms.end() ? zooms.back() : *next;
    }
    for (; steps < 0; ++steps) {
        const auto next = std::lower_bound(zooms.begin(), zooms.end(), wanted * 0.99);
        wanted = next == zooms.begin() ? zooms.front() : *std::prev(next);
    }
    setZoom(wanted);
    const QPointF moved = (kept - toPicture(anchor)) * scale();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
}

QRect PictureStage::area(int half) const
{
    QRect all = viewport()->rect().adjusted(0, nameHeight, 0, 0);
    if (m_mode != Mode::SideBySide)
        return all;
    const int width = (all.width() - gap) / 2;
    return {half == 0 ? all.left() : all.right() + 1 - width, all.top(), width, all.height()};
}

QRectF PictureStage::placeIn(const QRect &area) const
{
    const QSizeF size = QSizeF(canvas()) * scale();
    const auto begin = [](int from, int room, qreal length, int scrolled) { return length < room ? from + std::floor((room - length) / 2) : from - scrolled; };
    return {QPointF(begin(area.left(), area.width(), size.width(), horizontalScrollBar()->value()),
                    begin(area.top(), area.height(), size.height(), verticalScrollBar()->value())), size};
}

QPointF PictureStage::toPicture(const QPoint &place) const
{
    const QRect half = m_mode == Mode::SideBySide && area(1).contains(place) ? area(1) : area(0);
    return (QPointF(place) - placeIn(half).topLeft()) / scale();
}

void PictureStage::arrange()
{
    const QSize room = area(0).size(), size = (QSizeF(canvas()) * scale()).toSize();
    for (const auto &[bar, length, seen] : {std::tuple(horizontalScrollBar(), size.width(), room.width()), std::tuple(verticalScrollBar(), size.height(), room.height())}) {
        bar->setRange(0, std::max(0, length - seen));
        bar->setPageStep(seen);
        bar->setSingleStep(24);
    }
    describe();
    viewport()->update();
}

void PictureStage::setSliderAt(int x)
{
    m_slider = std::clamp(x, 0, canvas().width());
    describe();
    viewport()->update();
}

void PictureStage::showRegion(int number)
{
    m_region = number;
    if (number >= 0 && number < m_regions.size()) {
        const QPointF centre = QRectF(m_regions.at(number)).center() * scale();
        horizontalScrollBar()->setValue(qRound(centre.x()) - area(0).width() / 2);
        verticalScrollBar()->setValue(qRound(centre.y()) - area(0).height() / 2);
        if (m_mode == Mode::Slider)
            setSliderAt(m_regions.at(number).center().x());
    }
    viewport()->update();
}

void PictureStage::describe()
{
    const QString names = tr("%1 and %2").arg(m_sides[0].name, m_sides[1].name);
    switch (m_mode) {
    case Mode::SideBySide: setAccessibleDescription(tr("%1 side by side").arg(names)); return;
    case Mode::Slider: setAccessibleDescription(tr("%1, the line is at %2 of %3 pixels").arg(names).arg(m_slider).arg(canvas().width())); return;
    case Mode::Blink: setAccessibleDescription(isBlinking() ? tr("%1, by turns").arg(names) : tr("%1 is shown").arg(m_sides[m_isAfterShown ? 1 : 0].name)); return;
    case Mode::Difference: setAccessibleDescription(tr("Difference of %1").arg(names)); return;
    }
}

bool PictureStage::isOnLine(const QPoint &place) const
{
    const qreal line = placeIn(area(0)).left() + m_slider * scale();
    return m_mode == Mode::Slider && std::abs(place.x() - line) <= grip;
}

int PictureStage::regionAt(const QPoint &place) const
{
    const QPoint pixel = toPicture(place).toPoint();
    const auto region = std::find_if(m_regions.cbegin(), m_regions.cend(), [&](const QRect &each) { return each.contains(pixel); });
    return region == m_regions.cend() ? -1 : int(region - m_regions.cbegin());
}

void PictureStage::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
    Q_EMIT zoomChanged();
}

bool PictureStage::sliderKey(const QKeyEvent *event)
{
    const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left: setSliderAt(m_slider - step); return true;
    case Qt::Key_Right: setSliderAt(m_slider + step); return true;
    case Qt::Key_Home: setSliderAt(0); return true;
    case Qt::Key_End: setSliderAt(canvas().width()); return true;
    default: return false;
    }
}

void PictureStage::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers held = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    if (held != Qt::NoModifier) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (m_mode == Mode::Slider && sliderKey(event))
        return;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(1); return;
    case Qt::Key_Minus: zoomBy(-1); return;
    case Qt::Key_0: setZoom(0); return;
    case Qt::Key_Space:
        if (m_mode == Mode::Blink) {
            toggleShown();
            return;
        }
        [[fallthrough]];
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void PictureStage::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_dragged = event->position().toPoint();
    m_drag = isOnLine(m_pressed) ? Drag::Line : Drag::Picture;
}

void PictureStage::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    if (m_drag == Drag::None) {
        viewport()->setCursor(isOnLine(place) ? Qt::SplitHCursor : Qt::OpenHandCursor);
    } else if (m_drag == Drag::Line) {
        setSliderAt(qRound(toPicture(place).x()));
    } else {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (place - m_dragged).x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (place - m_dragged).y());
    }
    m_dragged = place;
}

void PictureStage::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isClick = m_drag == Drag::Picture && (event->position().toPoint() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    m_drag = Drag::None;
    if (const int region = regionAt(m_pressed); isClick && region >= 0)
        Q_EMIT regionPicked(region);
}

void PictureStage::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (const int turned = event->angleDelta().y())
        zoomAt(turned > 0 ? 1 : -1, event->position().toPoint());
}

void PictureStage::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void PictureStage::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace console
