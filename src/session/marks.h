// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a record in the place of what was taken out of it.
#pragma once

#include <QByteArray>

namespace console::marks {

inline const QByteArray credential = QByteArrayLiteral("‹redacted›");
inline const QByteArray credentialInUrl = QByteArrayLiteral("REDACTED"); ///< of letters that need no escape
inline const QByteArray masked = QByteArrayLiteral("••••");              ///< personal data whose kind is not known

} // namespace console::marks
