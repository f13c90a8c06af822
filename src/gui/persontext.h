// SPDX-License-Identifier: GPL-3.0-or-later
// How the current person is named on screen: masked, as every name is.
#pragma once

#include <QString>

namespace console {

class Session;

/// "D••• L••", a long one cut; "Dana Lee" when `revealed`. Without a name the short uuid; empty without a user.
QString personName(const Session *session, bool revealed);

} // namespace console
