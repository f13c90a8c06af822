// SPDX-License-Identifier: GPL-3.0-or-later
// A connection in words: status, account line. Pure functions.
#pragma once

#include "gui/inklabel.h"

namespace console {

struct Connection;

struct StatusText {
    QString word;  ///< "Connected", "Consent expired"; an unknown status as it came
    QString icon;
    InkLabel::Tone tone = InkLabel::Tone::Muted;
};

/// For the connectionStatus of the contract (e.1, l), any case; empty: not known yet.
StatusText connectionStatusText(const QString &status);

/// "checking ••••2901"; either part may be missing. The number is the service's own last four, in any of its forms.
QString accountLine(const QString &accountType, const QString &numberDisplay);

/// "Aerobank ••••2901": which one of a bank's accounts; "The bank" when nothing is known of it. `connection` may be nullptr.
QString bankAndAccount(const Connection *connection);

/// The type that an account's own name tells ("Aerosync Savings" → "savings"), for the service's list does not tell it
/// (contract e.5); empty: none.
QString accountTypeIn(const QString &nickname);

/// Nickname, type and last four digits, nothing of it twice: "Aerosync Checking · ••••2901".
QString accountSummary(const QString &nickname, const QString &accountType, const QString &numberDisplay);

} // namespace console
