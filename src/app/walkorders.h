// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line of "aerosync-walk run" says.
#pragma once

#include "runner/walkreporter.h"
#include "runner/walkrun.h"

#include <QStringList>

namespace console {

struct WalkOrders {
    QStringList files;
    WalkVariables variables;
    QString environment, settings, green, samples;
    WalkReporter::Files reports;
    QStringList only;           ///< tags or ids; empty: all
    QString shard;              ///< "2/5" or "job/5"
    bool listOnly = false;
    bool tellSteps = false;     ///< a line for each
    double speed = 1;
    quint32 seed = 1;
    WalkRun::Order run;         ///< all but its cases and its shard

    /// Empty, or what is wrong in one sentence. Ends the program for --help.
    QString read(const QStringList &arguments);
};

} // namespace console
