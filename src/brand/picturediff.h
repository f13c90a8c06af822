// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing two pictures as a person sees them: what changed, how much, and where. Pure; any thread may call it.
#pragma once

#include "base/result.h"

#include <QImage>
#include <QList>
#include <QRect>
#include <QSize>

#include <stop_token>

namespace console {

struct DifferenceOptions {
    /// CIEDE2000; a pixel that differs by more is seen. About 1 is just noticed where two flat areas touch (the often quoted
    /// 2.3 is for the older ΔE*ab); one step of one 8-bit channel, as gradients are rounded, is at most 1.25 in all of sRGB.
    double tolerance = 1.3;
    bool ignoreAntialiasing = true; ///< an edge that moved by less than half a pixel is not a change
    int maxRegions = 24;            ///< at least 1; where there would be more, those that are nearest to each other are joined
};

/// Counts are pixels of the canvas: the smallest rectangle from (0, 0) that holds both pictures.
struct PictureDifference {
    QSize before, after;    ///< pixels
    qint64 differing = 0;   ///< colours are not the same; holds all the next ones
    qint64 visible = 0;     ///< differ by more than the tolerance, edges that only moved a little left out; holds `outside`
    qint64 antialiased = 0; ///< differ by more than the tolerance, left out as such edges
    qint64 outside = 0;     ///< outside of one of the two pictures, where their sizes are different
    double meanDeltaE = 0;  ///< CIEDE2000; mean of the pixels that differ and are inside both; 0 without any
    double maxDeltaE = 0;   ///< the same pixels' greatest
    QList<QRect> regions;   ///< where the visible ones are: near ones in one, a margin around, from top to bottom; no two overlap
    QImage marks;           ///< Format_Grayscale8 of the canvas, of values of Mark; null where nothing differs

    enum Mark : uchar { Same, Unseen, Antialiased, Visible };

    bool sameSize() const { return before == after; }
    bool sameLook() const { return visible == 0; }
};

/// What is different between two pictures, pixel for pixel from the top left; a transparent one is taken as it looks on
/// white, device pixel ratios are ignored. Sizes may differ: then only the common rectangle is compared, and the rest of
/// the canvas counts as visibly different. Counts are the same whichever picture comes first. Errors: Input for a null
/// picture or a canvas of more than 2^27 pixels, Cancelled soon after a stop is asked for.
Result<PictureDifference> comparePictures(const QImage &before, const QImage &after, const DifferenceOptions &options = {},
                                          const std::stop_token &stop = {});

/// Format_RGB32 of the canvas' size: `before` in faint grey, what visibly changed in magenta, edges that were left out in
/// amber, and with `boxes` a frame around each region.
QImage differencePicture(const QImage &before, const PictureDifference &difference, bool boxes = true);

} // namespace console
