// SPDX-License-Identifier: GPL-3.0-or-later
// LogoMatch: is what stands at a place of a picture the drawing of an SVG, and how much of it can be seen there?
#pragma once

#include <QImage>
#include <QRect>
#include <QRgb>
#include <QString>

#include <optional>

namespace console {

/// From here on (1: the same pixels, 0: no ink in common) it is that logo. In Chromium's pictures of the simulator's
/// brandings (16 and 26 CSS pixels high, scale 1 to 3) each logo was at least 0.85 like its own drawing, and at most 0.69
/// like any of the others.
inline constexpr double sameLogoFrom = 0.78;
/// A drawing that is pulled further than this, or squeezed, is no longer taken for the same.
inline constexpr double stretchMost = 1.7;
/// ΔE00 of the filled areas from which on it is that logo in other colours. Right ones were below 1 in those pictures.
inline constexpr double recolouredFrom = 6;
/// Ink with less contrast (WCAG) to its ground is lost; a logo may lose at most this share of its ink.
inline constexpr double inkContrastLeast = 1.5;
inline constexpr double inkLostMost = 0.15;

struct LogoMatch {
    double similarity = 0; ///< 0 to 1
    bool isDark = false;   ///< the variant for dark surfaces
    double stretch = 1;    ///< width ÷ height of what is shown, over that of the drawing: 1 is undistorted
    double recoloured = 0; ///< mean ΔE00 of its filled areas; 0 where it has none
    QRect ink;             ///< where its ink should be, in the picture's pixels
    QRgb ground = 0;       ///< below it
    double lost = 0;       ///< share of its ink that does not stand out from the ground, 0 to 1
};

/// How much `svg` looks like the picture at `place`: at any size, letterboxed or padded, ± one pixel, and stretched.
/// Nothing if the SVG or the place is empty.
std::optional<LogoMatch> matchLogo(const QImage &picture, const QRect &place, const QByteArray &svg);
/// What in an SVG Qt draws otherwise than a browser ("mask", "text"), so that a difference proves nothing; empty: nothing.
QString undrawable(const QByteArray &svg);
/// The drawing as large as it fits into `room`, over nothing; null if it cannot be drawn.
QImage drawnLogo(const QByteArray &svg, const QSize &room);
/// How alike two pictures of the same place are, each over its own ground: 0 to 1. 1 where neither has ink.
double likeness(const QImage &one, const QImage &two, QRgb groundOfOne, QRgb groundOfTwo);

} // namespace console
