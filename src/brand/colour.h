// SPDX-License-Identifier: GPL-3.0-or-later
// Colour arithmetic: sRGB to CIELAB, colour difference, contrast of text, and colours as text. Pure functions.
#pragma once

#include "base/result.h"

#include <QRgb>
#include <QString>
#include <QStringView>

namespace console {

/// CIELAB, white point D65 (2° observer).
struct Lab {
    double lightness = 0; ///< L*, 0 to 100
    double a = 0;         ///< a*, green to red; about −86 to 98 in sRGB
    double b = 0;         ///< b*, blue to yellow; about −108 to 95 in sRGB

    bool operator==(const Lab &) const = default;
};

/// Linear light, 0 to 1, of an sRGB channel, 0 to 255 (IEC 61966-2-1).
double linearOf(int channel);
/// The colour without its alpha, in CIELAB.
Lab labOf(QRgb colour);
/// CIEDE2000 with kL = kC = kH = 1: 0 for equal colours, about 1 for a difference that is just noticed, 100 for black
/// and white. Symmetric. Source: Sharma, Wu & Dalal, Color Research & Application 30 (2005) 21–30.
double ciede2000(const Lab &one, const Lab &two);

/// The opaque colour that is seen where `colour` with its alpha lies over `ground` (whose alpha is ignored).
QRgb composited(QRgb colour, QRgb ground);
/// Relative luminance, 0 (black) to 1 (white), of WCAG 2.2; the alpha is ignored.
double relativeLuminance(QRgb colour);
/// Contrast ratio of WCAG 2.2, 1 to 21, of text over an opaque ground; the text's alpha counts.
double contrastRatio(QRgb text, QRgb ground);
/// Lightness contrast Lc of APCA 0.0.98G-4g (the W3 constants), about −108 to 106, of text over an opaque ground; the
/// text's alpha counts. Positive: dark text on a light ground. 0: too little to be seen. Not symmetric.
double apcaContrast(QRgb text, QRgb ground);

/// "#RRGGBB", "#RGB", "#RRGGBBAA" or "#RGBA" as in CSS, any case, blanks around allowed. Error::Kind::Input for anything else.
Result<QRgb> colourFromHex(QStringView text);
/// "#RRGGBB" in capitals, or "#RRGGBBAA" where the colour is not opaque.
QString hexOf(QRgb colour);

} // namespace console
