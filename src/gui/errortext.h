// SPDX-License-Identifier: GPL-3.0-or-later
// An error as the panels say it: what to do now, and the details behind the fold.
#pragma once

#include "base/error.h"

namespace console {

/// What to do about it; never empty.
QString adviceText(const Error &error);
/// Lines "Where: …", "Code: …", "HTTP status: …", "Kind: …"; only what is known.
QString errorDetails(const Error &error);

} // namespace console
