// SPDX-License-Identifier: GPL-3.0-or-later
// BrandOutput: what a run of the brand lab leaves: pictures, contact sheet, report, what differs from the baseline; and its verdict.
#pragma once

#include "brand/brandsheet.h"
#include "runner/brandrun.h"

namespace console {

struct BrandOutput {
    QString pictures;          ///< folder; empty: not wanted, as for the others
    QString sheet;             ///< file: .png, .pdf or .html
    QString report;            ///< file: .html
    QString baseline;          ///< folder of sets
    QString set = QStringLiteral("default"); ///< of that folder
    bool accept = false;       ///< every new and changed picture becomes the accepted one
    QList<BrandSheet> brandSheets; ///< none: nothing is measured
    QString toolVersion;
};

struct BrandVerdict {
    qsizetype failed = 0, unknown = 0;  ///< findings
    qsizetype changed = 0, fresh = 0;   ///< pictures that look other than the baseline, or have none; 0 when they were accepted
    qsizetype unreached = 0;            ///< screens
    QStringList lines;                  ///< for people: one for each of them, and what was written
    bool passed() const { return failed == 0 && changed == 0 && fresh == 0 && unreached == 0; }
};

/// Writes what is wanted. Errors: Storage, and those of the baseline: nothing is said to have passed then.
Result<BrandVerdict> concludeBrandRun(const BrandRun &run, const BrandOutput &output);

} // namespace console
