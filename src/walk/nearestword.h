// SPDX-License-Identifier: GPL-3.0-or-later
// The word that was meant: of those that are known, the one with the fewest letters changed.
#pragma once

#include <QStringList>

namespace console {

/// Empty where none is near enough. Case does not count.
QString nearestWord(const QString &word, const QStringList &known);
/// " Did you mean “click”?", or " Known are: …" where none is near, or nothing where none is known.
QString meantWord(const QString &word, const QStringList &known);

} // namespace console
