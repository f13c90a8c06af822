// SPDX-License-Identifier: GPL-3.0-or-later
// Reads walk files; says of everything that is wrong in which file, line and field.
#pragma once

#include "walk/walk.h"

namespace console {

struct WalkProblem {
    QString file;
    int line = 0;              ///< 1 …
    QString field;             ///< "walks[2].steps[0].click.text"
    QString message;           ///< one sentence, with what would be right
    QString text() const;      ///< "banks.json:12: walks[2].steps[0].click.text: …"
};

struct WalkReading {
    WalkBook book;
    QList<WalkProblem> problems; ///< none: it can be run
};

/// The files that come with the program, ":/walks/….json".
QStringList builtInWalks();
/// All of them together, with what they include. `given`: variables of the command line, stronger than the file's.
/// Two walks of one id, includes in a circle and variables that nobody sets are problems.
WalkReading readWalks(const QStringList &files, const WalkVariables &given = {});

} // namespace console
