// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/judge.h"

#include "brand/colour.h"
#include "brand/judgement.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Check = Finding::Check;
using Verdict = Finding::Verdict;

/// One pixel is one pixel, without alpha.
Shot plain(Shot shot)
{
    shot.picture = shot.picture.convertToFormat(QImage::Format_RGB32);
    shot.picture.setDevicePixelRatio(1);
    return shot;
}

/// Does the sheet ask for what everybody gets anyway?
bool asksForDefault(const Scene &scene, const std::optional<PrimaryButton> &theirs)
{
    if (!scene.sheet.primary || (theirs && difference(*scene.sheet.primary, theirs->fill) >= primaryTolerance))
        return false;
    const std::optional<BrandLogo> logo = brandLogoOf(*scene.unbranded, scene.sheet, nullptr);
    return scene.sheet.logo.isEmpty() ? theirs.has_value() : logo && logo->match;
}

QList<Finding> judgeOptions(const Scene &scene)
{
    if (scene.control.ignoredOptions.isEmpty())
        return {scene.finding(Check::OptionIgnored, Verdict::Pass, Judge::tr("This SDK version passes every option on."))};
    QList<Finding> findings;
    for (const QString &sentence : scene.control.ignoredOptions) {
        const bool isBrand = sentence.contains("configurationId"_L1, Qt::CaseInsensitive) || sentence.contains("theme"_L1, Qt::CaseInsensitive);
        findings << scene.finding(Check::OptionIgnored, isBrand ? Verdict::Fail : Verdict::Note, sentence,
                                  isBrand ? Judge::tr("Use an SDK version that passes it on, or launch in another way.") : QString());
    }
    return findings;
}

/// What is wrong only because the default look is shown is no failure of its own.
void blameTheCause(QList<Finding> &findings)
{
    for (Finding &each : findings) {
        const bool follows = each.check == Check::PrimaryColour || each.check == Check::LogoPresent || each.check == Check::LogoRight || each.check == Check::LogoSeen
            || each.check == Check::ClearSpace || each.check == Check::DarkMode;
        if (!follows || each.verdict != Verdict::Fail)
            continue;
        each.verdict = Verdict::Note;
        each.message += u' ' + Judge::tr("This is the default look; the configurationId is not applied.");
        each.advice.clear();
    }
}

} // namespace

Scene::Scene(const Shot &aShot, const BrandSheet &aSheet, const Control &aControl)
    : shot(plain(aShot)), sheet(aSheet), control(aControl), unbranded(aControl.unbranded ? std::optional(plain(*aControl.unbranded)) : std::nullopt),
      primary(primaryButtonOf(shot, sheet.primary)), logo(brandLogoOf(shot, sheet, unbranded ? &*unbranded : nullptr))
{
}

Finding Scene::finding(Check check, Verdict verdict, const QString &message, const QString &advice) const
{
    return Finding{.check = check, .verdict = verdict, .message = message, .advice = advice, .pane = shot.pane.caption(), .screen = shot.screen};
}

Finding Scene::finding(Check check, Verdict verdict, const QRect &place, const QString &message, const QString &advice) const
{
    Finding made = finding(check, verdict, message, advice);
    made.place = place;
    made.crop = cropAround(shot.picture, place);
    return made;
}

Finding judgeApplied(const Scene &scene)
{
    const auto unknown = [&](const QString &why) { return scene.finding(Check::Applied, Verdict::Unknown, why); };
    if (scene.shot.pane.configurationId.isEmpty())
        return unknown(Judge::tr("No configurationId was given, so this is the default look."));
    if (!scene.unbranded)
        return unknown(Judge::tr("There is no picture of the default look to compare with."));
    if (scene.shot.look.elements.isEmpty() || scene.unbranded->look.elements.isEmpty())
        return unknown(Judge::tr("The page could not be asked where its button and its logo are."));
    const std::optional<PrimaryButton> theirs = primaryButtonOf(*scene.unbranded, {});
    const bool hasColours = scene.primary && theirs;
    if (!hasColours && !scene.logo)
        return unknown(Judge::tr("This screen has neither a primary button nor a logo to compare with the default look."));
    if (asksForDefault(scene, theirs))
        return unknown(Judge::tr("The sheet asks for what the default look has: both look the same."));
    const bool sameLogo = !scene.logo || scene.logo->isDefault;
    const bool same = sameLogo && (!hasColours || difference(scene.primary->fill, theirs->fill) < primaryTolerance);
    Finding made = scene.finding(Check::Applied, same ? Verdict::Fail : Verdict::Pass, hasColours ? scene.primary->place : scene.logo->place,
        !same        ? Judge::tr("The look differs from the default one, so the configurationId is applied.")
        : hasColours ? Judge::tr("This configurationId does not exist or is not applied: the primary colour and the logo are those of the default look.")
                     : Judge::tr("This configurationId does not exist or is not applied: the logo is that of the default look."),
        same ? Judge::tr("Check the configurationId and its environment; ask the Solutions Engineer whether it is served there.") : QString());
    if (hasColours)
        made.measured = hexOf(scene.primary->fill);
    if (hasColours && scene.sheet.primary)
        made.wanted = hexOf(*scene.sheet.primary);
    return made;
}

QList<Finding> judge(const Shot &shot, const BrandSheet &sheet, const Control &control)
{
    const Scene scene(shot, sheet, control);
    QList<Finding> findings;
    findings << judgePrimaryColour(scene) << judgeButtonContrast(scene) << judgeLogo(scene) << judgeTextContrast(scene) << judgeTheme(scene);
    const Finding applied = judgeApplied(scene);
    if (applied.verdict == Verdict::Fail)
        blameTheCause(findings);
    findings << applied << judgeOptions(scene);
    return findings;
}

} // namespace console
