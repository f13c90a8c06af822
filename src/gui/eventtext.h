// SPDX-License-Identifier: GPL-3.0-or-later
// One entry of the time line as text: headers, explanation, a copy for a ticket. Pure functions.
#pragma once

#include "session/requestcode.h"

namespace console {

/// "Name: value" lines.
QString headerLines(const Headers &headers);
/// What the entry means and what to do: advice for a code in it, why a message is rejected. Empty: nothing to add.
QString eventExplanation(const LogEntry &entry);
/// The whole entry; bodies re-indented, masked unless `reveal`.
QString eventAsText(const LogEntry &entry, bool reveal);
/// A call as code that makes it again; its body masked unless `reveal`. Empty for what is no call.
QString eventAsCode(const LogEntry &entry, CodeLanguage language, bool reveal);
/// "12:00:01  POST /v2/token_widget 200 · detail"
QString eventLine(const LogEntry &entry);

} // namespace console
