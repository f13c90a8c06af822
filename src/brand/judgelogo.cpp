// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/judgement.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Check = Finding::Check;
using Verdict = Finding::Verdict;
using Kind = LookElement::Kind;

/// The better of both variants, if it is the logo at all.
std::optional<LogoMatch> matchOf(const Shot &shot, const QRect &place, const BrandSheet &sheet)
{
    std::optional<LogoMatch> light = matchLogo(shot.picture, place, sheet.logo), dark = matchLogo(shot.picture, place, sheet.logoDark);
    if (dark)
        dark->isDark = true;
    std::optional<LogoMatch> better = !dark || (light && light->similarity >= dark->similarity) ? light : dark;
    return better && better->similarity >= sameLogoFrom ? better : std::nullopt;
}

bool hasLogo(const Scene &scene)
{
    return scene.logo && !scene.logo->isDefault;
}

bool isWithin(const QRectF &inner, const QRectF &outer)
{
    return outer.adjusted(-1, -1, 1, 1).contains(inner);
}

bool isInButton(const Look &look, const LookElement &image)
{
    return std::ranges::any_of(look.elements, [&](const LookElement &other) { return other.kind == Kind::Button && other.rect.contains(image.rect); });
}

/// Nothing that is read or pressed lies wholly above it; or nothing lies wholly below it, and it is no bank in a list:
/// the only image, or one with a name and alone in its row.
bool isAtEdge(const Look &look, const LookElement &image)
{
    bool isFirst = true, isLast = true, isOnly = true, isAlone = !image.name.isEmpty();
    for (const LookElement &other : look.elements) {
        if (other.kind == Kind::Image && &other != &image) {
            isOnly = false;
            isAlone = isAlone && (other.rect.bottom() <= image.rect.top() || other.rect.top() >= image.rect.bottom());
        }
        if (other.kind != Kind::Text && other.kind != Kind::Button)
            continue;
        isFirst = isFirst && other.rect.bottom() > image.rect.top();
        isLast = isLast && other.rect.top() < image.rect.bottom();
    }
    return isFirst || (isLast && (isOnly || isAlone));
}

/// Has the default look this image, too? By its pixels: one address may serve everybody's logo.
bool isInDefault(const Shot &shot, const QRect &place, const Shot *unbranded)
{
    if (!unbranded)
        return false;
    const QImage mine = shot.picture.copy(place);
    const QRgb ground = colourAround(shot.picture, place, 1, 2).colour;
    return std::ranges::any_of(unbranded->look.elements, [&](const LookElement &other) {
        const QRect there = pixelsOf(*unbranded, other.rect);
        const bool isSameSize = std::abs(there.width() - place.width()) <= 2 && std::abs(there.height() - place.height()) <= 2;
        if (other.kind != Kind::Image || !other.isLoaded || there.isEmpty() || !isSameSize)
            return false;
        constexpr double same = 0.9;
        return likeness(mine, unbranded->picture.copy(there), ground, colourAround(unbranded->picture, there, 1, 2).colour) >= same;
    });
}

/// Pixels between two rectangles; 0 where they touch, less where they overlap.
double gapBetween(const QRect &one, const QRectF &two)
{
    const double dx = std::max(two.left() - (one.x() + one.width()), one.x() - two.right());
    const double dy = std::max(two.top() - (one.y() + one.height()), one.y() - two.bottom());
    return dx > 0 && dy > 0 ? std::hypot(dx, dy) : std::max(dx, dy);
}

QString noLogo()
{
    return Judge::tr("There is no logo of the brand on this screen.");
}

QString uploadAdvice()
{
    return Judge::tr("Ask the Solutions Engineer to upload the logo of the sheet.");
}

Finding judgePresent(const Scene &scene)
{
    const auto notLoaded = std::ranges::find_if(scene.shot.look.elements, [&](const LookElement &each) {
        return each.kind == Kind::Image && !each.isLoaded
            && (each.name.contains(scene.sheet.name, Qt::CaseInsensitive) || isAtEdge(scene.shot.look, each));
    });
    if (scene.logo && scene.logo->isDefault)
        return scene.finding(Check::LogoPresent, Verdict::Fail, scene.logo->place, Judge::tr("The logo is that of the default look."), uploadAdvice());
    if (scene.logo)
        return scene.finding(Check::LogoPresent, Verdict::Pass, scene.logo->place, Judge::tr("There is a logo."));
    if (scene.shot.picture.isNull())
        return scene.finding(Check::LogoPresent, Verdict::Unknown, Judge::tr("There is no picture."));
    if (scene.shot.look.elements.isEmpty())
        return scene.finding(Check::LogoPresent, Verdict::Unknown, Judge::tr("The page could not be asked where its images are."));
    if (notLoaded != scene.shot.look.elements.end())
        return scene.finding(Check::LogoPresent, Verdict::Fail, pixelsOf(scene.shot, notLoaded->rect),
                             Judge::tr("The logo could not be loaded from %1.").arg(notLoaded->source.left(120)), uploadAdvice());
    return scene.finding(Check::LogoPresent, Verdict::Fail, noLogo(), uploadAdvice());
}

/// Of an image that is the sheet's logo: distorted, in other colours, or right.
Finding judgeMatch(const Scene &scene, const LogoMatch &match)
{
    const auto made = [&](Verdict verdict, const QString &message, const QString &advice = {}) {
        Finding finding = scene.finding(Check::LogoRight, verdict, scene.logo->place, message, advice);
        finding.measured = u"%1 %"_s.arg(qRound(match.similarity * 100));
        finding.wanted = Judge::tr("%1 % or more").arg(qRound(sameLogoFrom * 100));
        return finding;
    };
    // Ink is counted in whole pixels, so a small logo cannot tell a little stretch.
    const double tolerance = 1.08 + 2.0 / std::max(1, std::min(match.ink.width(), match.ink.height()));
    if (std::max(match.stretch, 1 / match.stretch) > tolerance)
        return made(Verdict::Fail, Judge::tr("The logo is distorted: its width is %1 % of what its height asks for.").arg(qRound(match.stretch * 100)),
                    Judge::tr("Ask for an SVG with a viewBox to be served, in its own proportions."));
    if (match.recoloured >= recolouredFrom)
        return made(Verdict::Fail, Judge::tr("The logo has the right shape in other colours: ΔE %1.").arg(match.recoloured, 0, 'f', 1), uploadAdvice());
    const QString alike = QString::number(qRound(match.similarity * 100));
    return made(Verdict::Pass, match.isDark ? Judge::tr("It is the sheet's logo for dark surfaces: %1 % alike.").arg(alike)
                                            : Judge::tr("It is the sheet's logo: %1 % alike.").arg(alike));
}

Finding judgeRight(const Scene &scene)
{
    const BrandSheet &sheet = scene.sheet;
    if (sheet.logo.isEmpty() && sheet.logoDark.isEmpty())
        return scene.finding(Check::LogoRight, Verdict::Unknown, Judge::tr("The sheet has no logo to compare with."));
    if (!hasLogo(scene))
        return scene.finding(Check::LogoRight, Verdict::Unknown, noLogo());
    if (scene.logo->match)
        return judgeMatch(scene, *scene.logo->match);
    const QString inLight = undrawable(sheet.logo), strange = inLight.isEmpty() ? undrawable(sheet.logoDark) : inLight;
    if (strange.isEmpty())
        return scene.finding(Check::LogoRight, Verdict::Fail, scene.logo->place, Judge::tr("The logo is not that of the sheet."), uploadAdvice());
    return scene.finding(Check::LogoRight, Verdict::Unknown, scene.logo->place,
        Judge::tr("The sheet's drawing has a <%1>. This program draws that otherwise than a browser, so a difference proves nothing.").arg(strange),
        Judge::tr("Compare by eye, or export the logo with plain paths."));
}

Finding judgeSeen(const Scene &scene)
{
    if (!hasLogo(scene))
        return scene.finding(Check::LogoSeen, Verdict::Unknown, noLogo());
    if (!scene.logo->match)
        return scene.finding(Check::LogoSeen, Verdict::Unknown, Judge::tr("It is not the sheet's drawing, so it is not known where its ink should be."));
    const double share = scene.logo->match->lost;
    const bool isSeen = share <= inkLostMost;
    const QString lost = QString::number(qRound(share * 100));
    Finding made = scene.finding(Check::LogoSeen, isSeen ? Verdict::Pass : Verdict::Fail, scene.logo->place,
        isSeen ? Judge::tr("The logo stands out from its ground (%1 % of its ink do not).").arg(lost)
               : Judge::tr("%1 % of the logo's ink do not stand out from its ground.").arg(lost),
        isSeen ? QString() : Judge::tr("Ask the Solutions Engineer to serve a variant of the logo that is made for this ground."));
    made.measured = u"%1 %"_s.arg(lost);
    made.wanted = Judge::tr("at most %1 %").arg(qRound(inkLostMost * 100));
    return made;
}

/// The nearest thing beside the logo, and how many CSS pixels away it is.
std::pair<const LookElement *, double> nearestTo(const Scene &scene, const QRect &ink)
{
    const double scale = scene.shot.scale;
    std::pair<const LookElement *, double> nearest{nullptr, 1e9};
    for (const LookElement &other : scene.shot.look.elements) {
        // What holds the logo is no neighbour, and a surface is a ground.
        const bool isNone = other.kind == Kind::Surface || (other.kind == Kind::Image && !other.isLoaded);
        if (isNone || &other == scene.logo->element || isWithin(scene.logo->element->rect, other.rect))
            continue;
        const double gap = gapBetween(ink, QRectF(other.rect.topLeft() * scale, other.rect.size() * scale)) / scale;
        if (gap < nearest.second)
            nearest = {&other, gap};
    }
    return nearest;
}

Finding judgeClearSpace(const Scene &scene)
{
    if (!hasLogo(scene))
        return scene.finding(Check::ClearSpace, Verdict::Unknown, noLogo());
    const std::optional<LogoMatch> &match = scene.logo->match;
    const QRect ink = match && !match->ink.isEmpty() ? match->ink : scene.logo->place;
    const auto [nearest, least] = nearestTo(scene, ink);
    if (!nearest)
        return scene.finding(Check::ClearSpace, Verdict::Pass, scene.logo->place, Judge::tr("Nothing else is on this screen."));
    const double wanted = clearSpaceWanted * ink.height() / scene.shot.scale;
    const QString text = QString::number(std::max(0.0, least), 'f', 1), wish = QString::number(wanted, 'f', 1), name = nearest->name.left(40);
    const Verdict verdict = least >= wanted ? Verdict::Pass : least >= clearSpaceLeast ? Verdict::Note : Verdict::Fail;
    Finding made = scene.finding(Check::ClearSpace, verdict, scene.logo->place,
        verdict == Verdict::Pass ? Judge::tr("The nearest thing, “%1”, is %2 px away from the logo.").arg(name, text)
        : verdict == Verdict::Note ? Judge::tr("“%1” is only %2 px away from the logo; a quarter of its height is %3 px.").arg(name, text, wish)
                                   : Judge::tr("“%1” touches the logo.").arg(name),
        verdict == Verdict::Fail ? Judge::tr("Give the drawing some margin, and report it to the Solutions Engineer.") : QString());
    made.measured = Judge::tr("%1 px").arg(text);
    made.wanted = Judge::tr("%1 px").arg(wish);
    return made;
}

} // namespace

std::optional<BrandLogo> brandLogoOf(const Shot &shot, const BrandSheet &sheet, const Shot *unbranded)
{
    QList<BrandLogo> likely, others;
    for (const LookElement &element : shot.look.elements) {
        const QRect place = pixelsOf(shot, element.rect);
        if (element.kind != Kind::Image || !element.isLoaded || place.width() < 4 || place.height() < 4)
            continue;
        const bool hasName = !sheet.name.isEmpty() && element.name.contains(sheet.name, Qt::CaseInsensitive);
        if (hasName)
            likely.prepend({&element, place, {}});
        else if (isInButton(shot.look, element))
            continue; // its icon, or a bank
        else if (isAtEdge(shot.look, element))
            likely.append({&element, place, {}});
        else
            others.append({&element, place, {}});
    }
    for (BrandLogo &each : likely + others) {
        each.match = matchOf(shot, each.place, sheet);
        if (each.match)
            return each;
    }
    for (BrandLogo &each : likely) {
        each.isDefault = isInDefault(shot, each.place, unbranded);
        if (!each.isDefault)
            return each;
    }
    return likely.isEmpty() ? std::nullopt : std::optional(likely.first());
}

QList<Finding> judgeLogo(const Scene &scene)
{
    return {judgePresent(scene), judgeRight(scene), judgeSeen(scene), judgeClearSpace(scene)};
}

} // namespace console
