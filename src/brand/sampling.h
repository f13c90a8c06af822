// SPDX-License-Identifier: GPL-3.0-or-later
// Sampling: places in a picture and the flat colours that stand there, robust against letters, corners and rounding.
#pragma once

#include "brand/shot.h"

#include <QRect>

namespace console {

/// CSS pixels as whole pixels of the shot's picture, snapped as a browser snaps, cut to the picture.
QRect pixelsOf(const Shot &shot, const QRectF &rect);

struct Flat {
    QRgb colour = 0;  ///< mean of all pixels near the most frequent colour; opaque
    double share = 0; ///< of the area that has it, 0 to 1; 0: the area is empty
};
/// The ground of an area: its most frequent colour. Letters do not disturb it as their edges have many colours.
Flat flatColour(const QImage &picture, const QRect &area);
/// The same of a frame around `area`, `thickness` pixels wide, `gap` pixels away from it.
Flat colourAround(const QImage &picture, const QRect &area, int gap, int thickness);

/// Distance in sRGB, 0 to 1 (black to white). For "is there ink", not for how different people see it.
double distance(QRgb one, QRgb two);
/// CIEDE2000 of two opaque colours.
double difference(QRgb one, QRgb two);
/// L* (0 to 100) that half of the picture is darker than.
double medianLightness(const QImage &picture);
/// The place with something around it, at most 320 pixels wide.
QImage cropAround(const QImage &picture, const QRect &place);

} // namespace console
