// SPDX-License-Identifier: GPL-3.0-or-later
// BrandCheck: a whole run of pictures against the brand sheets that they belong to.
#pragma once

#include "brand/judge.h"

#include <functional>

namespace console {

struct BrandCheck {
    QList<Shot> shots;
    QList<Shot> controls;          ///< without a configurationId, of the same themes, sizes and screens
    QList<BrandSheet> sheets;
    /// What the launch of a pane was told and its SDK ignored, as sentences; none: nothing is known of that.
    std::function<QStringList(const PaneKey &)> ignored;
};

/// By its configurationIds; else the first that names none, which is meant for all; null: no sheet says what this one should be.
const BrandSheet *sheetFor(const QList<BrandSheet> &sheets, const QString &configurationId);
/// Is this screen the widget's own? "consent" is the bank's: nobody's brand is there.
bool isBrandedScreen(const QString &screen);
/// Every shot of a branded screen that has a sheet, judged. Good for a worker.
QList<Finding> judgeAll(const BrandCheck &check);

} // namespace console
