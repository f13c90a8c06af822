// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/colour.h"
#include "brand/judgement.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Check = Finding::Check;
using Verdict = Finding::Verdict;
using Kind = LookElement::Kind;

struct Text {
    const LookElement *element = nullptr;
    QRect place;
    QRgb ink = 0, ground = 0;
    double ratio = 0, least = 0;
    int others = 0; ///< texts in the same colours
};

/// Below 1: too little contrast.
double shortOf(const Text &text)
{
    return text.ratio / text.least;
}

/// Is it judged here? Not the letters of the primary button (they have their own check), and not what is disabled.
bool isExempt(const Scene &scene, const LookElement &element)
{
    if (!element.enabled || (scene.primary && scene.primary->element->rect.contains(element.rect.center())))
        return true;
    return std::ranges::any_of(scene.shot.look.elements, [&](const LookElement &other) {
        return other.kind == Kind::Button && !other.enabled && other.rect.contains(element.rect.center());
    });
}

/// A button's own letters, where the page did not list them as a text.
bool isLabel(const Scene &scene, const LookElement &element)
{
    return element.kind == Kind::Button && !element.name.isEmpty() && std::ranges::none_of(scene.shot.look.elements, [&](const LookElement &other) {
        return other.kind == Kind::Text && element.rect.contains(other.rect.center());
    });
}

/// Does the picture show letters in this colour? Not where something lies over them. Thin ones never reach the full colour.
bool isShown(const QImage &picture, const QRect &place, QRgb ink, QRgb ground)
{
    const double full = distance(ink, ground);
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            if (distance(pixel, ground) >= 0.4 * full && distance(pixel, ink) <= 0.7 * full)
                return true;
        }
    }
    return false;
}

/// The text as the picture shows it; nothing: it cannot be told.
std::optional<Text> textOf(const Scene &scene, const LookElement &element)
{
    const QRect place = pixelsOf(scene.shot, element.rect);
    const Flat flat = flatColour(scene.shot.picture, place);
    constexpr double clear = 0.35; // share of the place that shows one ground
    if (place.isEmpty() || !element.colour.isValid() || (!element.ground.isValid() && flat.share < clear))
        return {};
    QRgb ground = element.ground.isValid() ? element.ground.rgb() : flat.colour;
    // The picture is right where the page told something else, unless the letters themselves fill most of the place.
    if (flat.share >= clear && difference(flat.colour, ground) > 3 && difference(flat.colour, composited(element.colour.rgba(), ground)) > 3)
        ground = flat.colour;
    const QRgb ink = composited(element.colour.rgba(), ground);
    if (!isShown(scene.shot.picture, place, ink, ground))
        return {};
    return Text{&element, place, ink, ground, contrastRatio(ink, ground), contrastNeeded(element)};
}

Finding tooLow(const Scene &scene, const Text &text)
{
    const QString ratio = QString::number(std::floor(text.ratio * 100) / 100, 'f', 2), least = QString::number(text.least, 'f', 1);
    QString message = Judge::tr("“%1” is %2 on %3: contrast %4, less than %5.").arg(text.element->name.left(60), hexOf(text.ink), hexOf(text.ground), ratio, least);
    if (text.others > 0)
        message += u' ' + Judge::tr("Other texts in these colours: %1.").arg(text.others);
    Finding made = scene.finding(Check::TextContrast, Verdict::Fail, text.place, message, Judge::tr("Ask the Solutions Engineer for text colours with more contrast."));
    made.measured = ratio;
    made.wanted = Judge::tr("%1 or more").arg(least);
    return made;
}

} // namespace

QList<Finding> judgeTextContrast(const Scene &scene)
{
    QList<Text> seen, low;
    int untold = 0;
    for (const LookElement &element : scene.shot.look.elements) {
        if ((element.kind != Kind::Text && !isLabel(scene, element)) || isExempt(scene, element))
            continue;
        const std::optional<Text> text = textOf(scene, element);
        if (!text) {
            ++untold;
            continue;
        }
        seen << *text;
        if (text->ratio >= text->least)
            continue;
        const auto same = std::ranges::find_if(low, [&](const Text &one) { return one.ink == text->ink && one.ground == text->ground; });
        if (same == low.end()) {
            low << *text;
            continue;
        }
        const int others = same->others + 1;
        if (shortOf(*text) < shortOf(*same))
            *same = *text;
        same->others = others;
    }
    if (seen.isEmpty()) {
        const QString why = scene.shot.look.elements.isEmpty() ? Judge::tr("The page could not be asked where its texts are.") : Judge::tr("No text on this screen could be measured.");
        return {scene.finding(Check::TextContrast, Verdict::Unknown, why)};
    }
    std::ranges::stable_sort(low, {}, shortOf);
    QList<Finding> findings;
    for (const Text &text : std::as_const(low).first(std::min<qsizetype>(3, low.size())))
        findings << tooLow(scene, text);
    if (!findings.isEmpty())
        return findings;
    const Text &lowest = *std::ranges::min_element(seen, {}, shortOf);
    QString message = Judge::tr("Every text has enough contrast (%1 measured); the lowest is %2. Placeholders and disabled controls are exempt.")
                          .arg(seen.size())
                          .arg(lowest.ratio, 0, 'f', 2);
    if (untold > 0)
        message += u' ' + Judge::tr("Not measured, because something lies over or below them: %1.").arg(untold);
    Finding made = scene.finding(Check::TextContrast, Verdict::Pass, lowest.place, message);
    made.measured = QString::number(lowest.ratio, 'f', 2);
    made.wanted = Judge::tr("%1 or more").arg(lowest.least, 0, 'f', 1);
    return {made};
}

Finding judgeTheme(const Scene &scene)
{
    const QString asked = scene.shot.pane.theme;
    if (scene.shot.picture.isNull())
        return scene.finding(Check::DarkMode, Verdict::Unknown, Judge::tr("There is no picture."));
    if (asked != "light"_L1 && asked != "dark"_L1)
        return scene.finding(Check::DarkMode, Verdict::Unknown, Judge::tr("No theme was asked for."));
    const BrandSheet &sheet = scene.sheet;
    const bool isOnlyOne = sheet.light != sheet.dark;
    const bool wantsDark = isOnlyOne ? sheet.dark : asked == "dark"_L1;
    const double lightness = medianLightness(scene.shot.picture);
    const bool isDark = lightness < darkBelow;
    const auto word = [](bool dark) { return dark ? Judge::tr("dark") : Judge::tr("light"); };
    const QString number = QString::number(qRound(lightness));
    const QString because = isOnlyOne ? Judge::tr("the sheet allows only %1").arg(word(wantsDark)) : Judge::tr("it was launched %1").arg(word(wantsDark));
    const bool isRight = isDark == wantsDark;
    Finding made = scene.finding(Check::DarkMode, isRight ? Verdict::Pass : Verdict::Fail,
        (isRight ? Judge::tr("The page is %1 (median L* %2), and %3.") : Judge::tr("The page is %1 (median L* %2), but %3.")).arg(word(isDark), number, because),
        isRight ? QString() : Judge::tr("Ask the Solutions Engineer to serve the %1 mode; check that the launch passes the theme.").arg(word(wantsDark)));
    if (!isRight) {
        made.place = scene.shot.picture.rect();
        made.crop = scene.shot.picture.scaled(320, 320, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    made.measured = word(isDark);
    made.wanted = word(wantsDark);
    return made;
}

} // namespace console
