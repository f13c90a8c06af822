// SPDX-License-Identifier: GPL-3.0-or-later
// Judge: what one picture of the widget says about a brand sheet: one finding for each check, with place and numbers.
#pragma once

#include "brand/brandsheet.h"
#include "brand/finding.h"
#include "brand/shot.h"

#include <QStringList>

#include <optional>

namespace console {

/// What else is known.
struct Control {
    /// The unbranded look: taken without a configurationId, or with one that does not exist, at the same screen, theme and size.
    std::optional<Shot> unbranded;
    QStringList ignoredOptions; ///< sentences about launch options that this SDK version does not pass on
};

// Where a finding fails. Each stands between what must pass (rounding, anti-aliasing) and what must be found.
inline constexpr double primaryTolerance = 1.5;    ///< ΔE00. One channel that is one off makes at most 1.23 anywhere in sRGB; a wrong hex of ΔE 3 is twice this
inline constexpr double filledFrom = 2.0;          ///< ΔE00 to the surface around it: from here on a button is a filled one
inline constexpr double textContrastLeast = 4.5;   ///< WCAG 2.2, 1.4.3
inline constexpr double largeContrastLeast = 3.0;  ///< the same, from 24 CSS pixels on, or 18.66 in bold
inline constexpr double darkBelow = 50;            ///< median L* of a dark page
inline constexpr double clearSpaceWanted = 0.25;   ///< of the logo's height; below it is a note: no sheet asks for it, and an integrator cannot set it
inline constexpr double clearSpaceLeast = 1;       ///< CSS pixel; below something touches the logo, and that fails

/// Every check gives one finding, in the order of Finding::Check; TextContrast up to three, OptionIgnored one for each
/// sentence. A check that cannot tell is Unknown and says why. Where Applied fails, what follows from it (colour, logo,
/// theme) are notes: one cause, one failure. A check of a screen knows nothing of the other screens.
QList<Finding> judge(const Shot &shot, const BrandSheet &sheet, const Control &control);

} // namespace console
