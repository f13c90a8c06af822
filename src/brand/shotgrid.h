// SPDX-License-Identifier: GPL-3.0-or-later
// ShotGrid: shots as a table, a row for each pane and a column for each screen, for everything that shows them together.
#pragma once

#include "brand/shot.h"

#include <QHash>
#include <QStringList>

namespace console {

struct ShotGrid {
    struct Row {
        const Shot *first = nullptr;            ///< what all shots of the pane have in common
        QHash<QString, const Shot *> byScreen;  ///< the last one of each screen; one that is missing was not reached
    };
    QList<Row> rows;                            ///< panes in the order in which they came
    QStringList screens;                        ///< in the order of the flow

    /// The shots have to live as long as the grid.
    explicit ShotGrid(const QList<Shot> &shots);
};

/// "Plumthicket", else the configurationId's beginning, else "No configurationId".
QString paneTitle(const Shot &shot);
/// What else a pane is, a line each: id, theme, launch type, SDK, size, language, environment. For people.
QStringList paneLines(const Shot &shot);
/// "2026-03-09 14:05 UTC", or the first and the last day of several; empty without dates.
QString periodOf(const QList<Shot> &shots);
/// What stands where no picture is.
QString notReached();
/// The label of what is simulated.
QString simulatedLabel();
bool anySimulated(const QList<Shot> &shots);

} // namespace console
