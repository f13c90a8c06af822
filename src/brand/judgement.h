// SPDX-License-Identifier: GPL-3.0-or-later
// Judgement: what the files of the judge share: the scene that is judged, and the checks, by what they look at.
#pragma once

#include "brand/judge.h"
#include "brand/logomatch.h"
#include "brand/sampling.h"

#include <QCoreApplication>

namespace console {

struct Judge {
    Q_DECLARE_TR_FUNCTIONS(console::Judge)
};

/// The button that a person is meant to press.
struct PrimaryButton {
    const LookElement *element = nullptr;
    QRect place;
    QRgb fill = 0; ///< as rendered
};

/// The image that is the brand's logo, or stands where it should.
struct BrandLogo {
    const LookElement *element = nullptr;
    QRect place;
    std::optional<LogoMatch> match; ///< the sheet's logo, if it is that one
    bool isDefault = false;         ///< it is not, and the unbranded look shows it, too
};

/// A shot with what several checks need of it. Pointers go into `shot`.
struct Scene {
    Scene(const Shot &aShot, const BrandSheet &aSheet, const Control &aControl);
    Scene(const Scene &) = delete;
    Scene &operator=(const Scene &) = delete;

    Finding finding(Finding::Check check, Finding::Verdict verdict, const QString &message, const QString &advice = {}) const;
    /// The same with a place and a crop of it.
    Finding finding(Finding::Check check, Finding::Verdict verdict, const QRect &place, const QString &message, const QString &advice = {}) const;

    Shot shot; ///< its picture is RGB32, one pixel is one pixel
    const BrandSheet &sheet;
    const Control &control;
    std::optional<Shot> unbranded; ///< the control's, made the same way
    std::optional<PrimaryButton> primary;
    std::optional<BrandLogo> logo;
};

/// The filled, enabled button that stands out most; of several nearly as prominent the one nearest to `wanted`.
std::optional<PrimaryButton> primaryButtonOf(const Shot &shot, const std::optional<QRgb> &wanted);
/// The image that matches the sheet's logo; else the one with the brand's name; else the one at the page's edge; those
/// that the unbranded look has, too, come last.
std::optional<BrandLogo> brandLogoOf(const Shot &shot, const BrandSheet &sheet, const Shot *unbranded);

Finding judgePrimaryColour(const Scene &scene);
Finding judgeButtonContrast(const Scene &scene);
QList<Finding> judgeLogo(const Scene &scene); ///< LogoPresent, LogoRight, LogoSeen, ClearSpace
QList<Finding> judgeTextContrast(const Scene &scene);
Finding judgeTheme(const Scene &scene);
Finding judgeApplied(const Scene &scene);

/// The least contrast that the element's letters need.
double contrastNeeded(const LookElement &element);

} // namespace console
