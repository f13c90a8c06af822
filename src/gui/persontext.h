// SPDX-License-Identifier: GPL-3.0-or-later
// How the current person is named on screen: masked where the person may be real.
#pragma once

#include <QString>

namespace console {

class Session;

/// "Dana Lee" where everybody is invented (simulator) or when `revealed`, else "D••• L••"; without a name the
/// short uuid; empty without a user.
QString personName(const Session *session, bool revealed);

} // namespace console
