// SPDX-License-Identifier: GPL-3.0-or-later
// Escapes: a text as it reads once its escapes are written out, with the place of each byte in it. For Redactor only.
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace console {

struct Unescaped {
    QByteArray text;
    std::vector<quint32> places; ///< where each byte of it, and at last its end, begins in the bytes that it is of
};

/// One layer of percent and JSON escapes less. Nothing when no letter or sign of ASCII is escaped as %41 or \u0041: all
/// other escapes are among the known spellings of values, and this costs time.
std::optional<Unescaped> unescaped(const QByteArray &bytes);

/// The same places as those of the bytes that `outer` is of.
void placeInto(Unescaped &inner, const Unescaped &outer);

} // namespace console
