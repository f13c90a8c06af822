// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done about an entry of the log that went wrong.
#pragma once

#include "session/eventlog.h"

namespace console {

/// "AC-112: what to do": the first of the service's codes in its words or its answer for which there is advice; else empty.
QString codeAdvice(const LogEntry &entry);
/// For a failed call there is always something: by its code, by its status, or because nobody answered. Empty for what
/// did not fail, and for what says itself what to do.
QString entryAdvice(const LogEntry &entry);

} // namespace console
