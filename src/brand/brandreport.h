// SPDX-License-Identifier: GPL-3.0-or-later
// Brand report: what a developer attaches to the ticket of an integration: verdicts, failures with their places, pictures, request.
#pragma once

#include "brand/brandsheet.h"
#include "brand/finding.h"
#include "brand/shot.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

namespace console {

struct BrandReport {
    BrandSheet sheet;
    QList<Shot> shots;
    QList<Finding> findings; ///< of all shots; Finding::pane is the caption of a shot's pane
    QString toolVersion;     ///< "0.1.0"
    QDateTime at;            ///< when it was judged
};

/// The verdict of several screens on one check: Fail, Note or Pass of those that could tell; Unknown if none could.
Finding::Verdict summedUp(const QList<Finding> &findings);
/// One HTML page without scripts that needs no other file. Everything that comes from outside is escaped.
QByteArray brandReport(const BrandReport &report);

} // namespace console
