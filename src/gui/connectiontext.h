// SPDX-License-Identifier: GPL-3.0-or-later
// A connection in words: status, account line. Pure functions.
#pragma once

#include "gui/inklabel.h"

namespace console {

struct StatusText {
    QString word;  ///< "Connected", "Consent expired"; an unknown status as it came
    QString icon;
    InkLabel::Tone tone = InkLabel::Tone::Muted;
};

/// For the connectionStatus of the contract (e.1, l), any case; empty: not known yet.
StatusText connectionStatusText(const QString &status);

/// "checking ••••2901"; either part may be missing. The number is the service's own last four, in any of its forms.
QString accountLine(const QString &accountType, const QString &numberDisplay);

/// Nickname, type and last four digits, nothing of it twice: "Aerosync Checking · ••••2901".
QString accountSummary(const QString &nickname, const QString &accountType, const QString &numberDisplay);

} // namespace console
