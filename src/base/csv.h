// SPDX-License-Identifier: GPL-3.0-or-later
// One cell of a CSV table (RFC 4180), for every place that writes one.
#pragma once

#include <QString>

namespace console {

/// Quoted where it has to be. Text that a spreadsheet would run as a formula gets a leading apostrophe: what a bank or
/// a page says is not to be trusted.
QString csvCell(const QString &text);

} // namespace console
