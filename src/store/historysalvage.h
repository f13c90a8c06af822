// SPDX-License-Identifier: GPL-3.0-or-later
// Salvage: carries over into a sound database what SQLite can still read of a damaged one.
#pragma once

#include "store/historydatabase.h"

namespace console {

/// Both are open; `damaged` only for reading. Everything in one transaction of `sound`, so that there is all or nothing.
/// The number of rows that came over.
Stored<qint64> salvageHistory(HistoryDatabase &damaged, HistoryDatabase &sound);

} // namespace console
