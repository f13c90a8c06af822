// SPDX-License-Identifier: GPL-3.0-or-later
// styleSheetFor: the one style sheet of the program; colours come from Theme only.
#pragma once

#include <QString>

namespace console {

QString styleSheetFor(bool dark);

} // namespace console
