// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts side by side, line against line. Pure functions, for a worker.
#pragma once

#include "session/eventlog.h"

#include <QStringList>

namespace console {

struct DiffRow {
    enum class Kind { Same, Changed, LeftOnly, RightOnly };
    Kind kind = Kind::Same;
    int left = -1, right = -1; ///< places in the two lists; -1: there is no such line
    bool operator==(const DiffRow &) const = default;
};

struct LineDiff {
    QList<DiffRow> rows;
    bool isCoarse = false; ///< too long to be told line by line: what lies between the first and the last difference is one block
};

/// The longest common part stays in line. Lines that were replaced stand beside each other, as Changed.
/// `mostCells`: of the table that is filled for it, (lines on the left) × (lines on the right) between the first and the
/// last difference; beyond that the answer is coarse.
LineDiff lineDiff(const QStringList &left, const QStringList &right, qsizetype mostCells = qsizetype(30) * 1000 * 1000);

/// An entry as lines to compare: head, headers, re-indented masked bodies, each under a heading. Without what is
/// different at every call, as the time.
QStringList comparableLines(const LogEntry &entry);

/// The whole of it as text, in the manner of `diff`: "  same", "- left", "+ right".
QString diffText(const LineDiff &diff, const QStringList &left, const QStringList &right);

} // namespace console
