// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/brandcheck.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isControlOf(const Shot &control, const Shot &shot)
{
    PaneKey unbranded = shot.pane;
    unbranded.configurationId.clear();
    return control.pane == unbranded && control.screen == shot.screen;
}

} // namespace

const BrandSheet *sheetFor(const QList<BrandSheet> &sheets, const QString &configurationId)
{
    const auto own = std::find_if(sheets.begin(), sheets.end(), [&](const BrandSheet &sheet) {
        return !configurationId.isEmpty() && (sheet.sandboxId == configurationId || sheet.productionId == configurationId);
    });
    const auto any = std::find_if(sheets.begin(), sheets.end(), [](const BrandSheet &sheet) { return sheet.sandboxId.isEmpty() && sheet.productionId.isEmpty(); });
    return own != sheets.end() ? &*own : any != sheets.end() ? &*any : nullptr;
}

bool isBrandedScreen(const QString &screen)
{
    return screen != "consent"_L1;
}

QList<Finding> judgeAll(const BrandCheck &check)
{
    QList<Finding> findings;
    for (const Shot &shot : check.shots) {
        const BrandSheet *sheet = sheetFor(check.sheets, shot.pane.configurationId);
        if (!sheet || !isBrandedScreen(shot.screen))
            continue;
        Control control;
        const auto unbranded = std::find_if(check.controls.begin(), check.controls.end(), [&](const Shot &each) { return isControlOf(each, shot); });
        if (unbranded != check.controls.end())
            control.unbranded = *unbranded;
        if (check.ignored)
            control.ignoredOptions = check.ignored(shot.pane);
        findings += judge(shot, *sheet, control);
    }
    return findings;
}

} // namespace console
