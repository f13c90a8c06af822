// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/colour.h"
#include "brand/judgement.h"

#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Check = Finding::Check;
using Verdict = Finding::Verdict;

constexpr double flatFrom = 0.35; // share of a button that its ground has; less is a gradient or a picture

struct Candidate {
    PrimaryButton button;
    double prominence = 0;
};

/// A button that stands out from the surface around it, and by how much.
std::optional<Candidate> candidateOf(const Shot &shot, const LookElement &element)
{
    const QRect place = pixelsOf(shot, element.rect);
    const double visible = place.width() * double(place.height()) / (element.rect.width() * element.rect.height() * shot.scale * shot.scale);
    if (element.kind != LookElement::Kind::Button || !element.enabled || place.isEmpty() || visible < 0.5)
        return {};
    // The border and the corners are left out, and the shadow below.
    const int inset = std::max(2, std::min(place.width(), place.height()) / 8), gap = qRound(4 * shot.scale);
    const Flat fill = flatColour(shot.picture, place.adjusted(inset, inset, -inset, -inset));
    const Flat surface = colourAround(shot.picture, place, gap, std::max(2, gap / 2));
    if (fill.share < flatFrom || surface.share == 0 || difference(fill.colour, surface.colour) < filledFrom)
        return {};
    const Lab lab = labOf(fill.colour);
    return Candidate{{&element, place, fill.colour},
                     std::sqrt(double(place.width()) * place.height()) * (difference(fill.colour, surface.colour) + std::hypot(lab.a, lab.b))};
}

QString named(const LookElement &element)
{
    return element.name.isEmpty() ? Judge::tr("The primary button") : Judge::tr("The primary button “%1”").arg(element.name.left(40));
}

QString whyNoButton(const Scene &scene)
{
    return scene.shot.picture.isNull() ? Judge::tr("There is no picture.")
        : scene.shot.look.elements.isEmpty() ? Judge::tr("The page could not be asked where its buttons are.")
                                             : Judge::tr("There is no filled, enabled button in one colour on this screen.");
}

} // namespace

std::optional<PrimaryButton> primaryButtonOf(const Shot &shot, const std::optional<QRgb> &wanted)
{
    std::vector<Candidate> candidates;
    double most = 0;
    for (const LookElement &element : shot.look.elements) {
        if (const std::optional<Candidate> candidate = candidateOf(shot, element)) {
            candidates.push_back(*candidate);
            most = std::max(most, candidate->prominence);
        }
    }
    const Candidate *best = nullptr;
    for (const Candidate &each : candidates) {
        if (each.prominence < most / 2)
            continue;
        const bool better = !best || (wanted ? difference(each.button.fill, *wanted) < difference(best->button.fill, *wanted) : each.prominence > best->prominence);
        if (better)
            best = &each;
    }
    return best ? std::optional(best->button) : std::nullopt;
}

double contrastNeeded(const LookElement &element)
{
    const bool isLarge = element.fontSize >= 24 || (element.fontSize >= 18.66 && element.fontWeight >= 700);
    return isLarge ? largeContrastLeast : textContrastLeast;
}

Finding judgePrimaryColour(const Scene &scene)
{
    if (!scene.sheet.primary)
        return scene.finding(Check::PrimaryColour, Verdict::Unknown, Judge::tr("The sheet names no colour for the primary button."));
    const QString wanted = hexOf(*scene.sheet.primary);
    if (!scene.primary) {
        Finding none = scene.finding(Check::PrimaryColour, Verdict::Unknown, whyNoButton(scene));
        none.wanted = wanted;
        return none;
    }
    const QString measured = hexOf(scene.primary->fill);
    const double apart = difference(scene.primary->fill, *scene.sheet.primary);
    const bool isRight = apart < primaryTolerance;
    const QString what = named(*scene.primary->element), number = QString::number(apart, 'f', 1);
    Finding made = scene.finding(Check::PrimaryColour, isRight ? Verdict::Pass : Verdict::Fail, scene.primary->place,
        isRight ? Judge::tr("%1 is %2 as wanted: ΔE %3.").arg(what, measured, number) : Judge::tr("%1 is %2, not %3: ΔE %4.").arg(what, measured, wanted, number),
        isRight ? QString() : Judge::tr("Ask the Solutions Engineer to set the primary colour to %1.").arg(wanted));
    made.measured = measured;
    made.wanted = wanted;
    return made;
}

Finding judgeButtonContrast(const Scene &scene)
{
    if (!scene.primary)
        return scene.finding(Check::ButtonContrast, Verdict::Unknown, whyNoButton(scene));
    const LookElement &element = *scene.primary->element;
    if (!element.colour.isValid())
        return scene.finding(Check::ButtonContrast, Verdict::Unknown, scene.primary->place, Judge::tr("%1 has no letters.").arg(named(element)));
    const QRgb letters = element.colour.rgba(), fill = scene.primary->fill;
    const double ratio = contrastRatio(letters, fill), least = contrastNeeded(element);
    const bool isEnough = ratio >= least;
    // Cut, not rounded: 4.497 is not 4.5.
    Finding made = scene.finding(Check::ButtonContrast, isEnough ? Verdict::Pass : Verdict::Fail, scene.primary->place,
        Judge::tr("%1 has letters in %2 on %3: contrast %4 (%5 or more is wanted; APCA Lc %6).")
            .arg(named(element), hexOf(composited(letters, fill)), hexOf(fill), QString::number(std::floor(ratio * 100) / 100, 'f', 2), QString::number(least, 'f', 1),
                 QString::number(qRound(apcaContrast(letters, fill)))),
        isEnough ? QString() : Judge::tr("Ask the Solutions Engineer for a colour of the letters with more contrast, or choose another primary colour."));
    made.measured = QString::number(std::floor(ratio * 100) / 100, 'f', 2);
    made.wanted = Judge::tr("%1 or more").arg(least, 0, 'f', 1);
    return made;
}

} // namespace console
