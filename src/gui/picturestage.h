// SPDX-License-Identifier: GPL-3.0-or-later
// PictureStage: two pictures side by side, under a slider, blinking, or as their difference; zoomed and panned as one.
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QList>
#include <QTimer>

#include <array>

namespace console {

/// Keys: Slider: arrows move the line by 1 px of the picture, with Shift by 10, Home and End to the edges. Blink: the space
/// bar shows the other one. All: + and − zoom, 0 fits, arrows pan. Ctrl and the wheel zoom where the mouse is.
class PictureStage : public QAbstractScrollArea
{
    Q_OBJECT
public:
    enum class Mode { SideBySide, Slider, Blink, Difference };
    struct Side {
        QString name;
        QImage picture; ///< null: this side has none
    };
    explicit PictureStage(QWidget *parent = nullptr);

    /// `difference`: null where there is nothing to compare. The zoom and the place stay.
    void setPictures(const Side &before, const Side &after, const QImage &difference, const QList<QRect> &regions);
    bool isEmpty() const { return canvas().isEmpty(); }
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    void setZoom(qreal zoom);        ///< pixels of the screen for one of the picture; 0: as large as fits
    bool isFitted() const { return m_zoom == 0; }
    qreal zoom() const;              ///< as it is shown now
    void zoomBy(int steps);
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; } ///< blinking then starts paused
    void setBlinking(bool blinking);
    bool isBlinking() const { return m_blink.isActive(); }
    bool isAfterShown() const { return m_isAfterShown; }   ///< of the two that blink
    void toggleShown();              ///< by hand: the blinking pauses
    int sliderAt() const { return m_slider; }              ///< px of the picture
    void setSliderAt(int x);
    void showRegion(int number);     ///< scrolls to it and frames it; −1: none
    int region() const { return m_region; }
    QSize sizeHint() const override { return {640, 480}; }

Q_SIGNALS:
    void zoomChanged();
    void blinkChanged();             ///< paused, or going on
    void regionPicked(int number);   ///< by a click

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QSize canvas() const;            ///< px of the picture
    qreal scale() const;             ///< the window's px for one of the picture
    QRect area(int half) const;      ///< of the viewport
    QRectF placeIn(const QRect &area) const; ///< of the canvas
    QPointF toPicture(const QPoint &place) const;
    int regionAt(const QPoint &place) const;
    bool isOnLine(const QPoint &place) const;
    void zoomAt(int steps, const QPoint &anchor);
    void arrange();                  ///< the scroll bars
    void describe();                 ///< for screen readers
    bool sliderKey(const QKeyEvent *event);
    void paintSide(QPainter *painter, const QRect &area, const QImage &picture, const QString &missing) const;
    void paintName(QPainter *painter, const QRect &area, const QString &name) const;
    void paintSlider(QPainter *painter) const;
    void paintRegions(QPainter *painter, const QRect &area, bool all) const;
    void paintTwo(QPainter *painter) const;
    void paintOne(QPainter *painter) const;

    std::array<Side, 2> m_sides;
    QImage m_difference;
    QList<QRect> m_regions;
    Mode m_mode = Mode::SideBySide;
    qreal m_zoom = 0;
    int m_slider = 0, m_region = -1;
    bool m_isAfterShown = false, m_reducedMotion = false;
    enum class Drag { None, Line, Picture } m_drag = Drag::None;
    QPoint m_pressed, m_dragged;
    QTimer m_blink;
};

} // namespace console
