// SPDX-License-Identifier: GPL-3.0-or-later
// Time as people say it, and as machines write it. Pure functions.
#pragma once

#include <QDateTime>
#include <QStringList>

#include <chrono>
#include <optional>

namespace console {

/// "just now", "2 minutes ago", "in 5 seconds", "yesterday", "12 days ago"; a plain date beyond a year.
/// An invalid time is "not given".
QString spokenTime(const QDateTime &at, const QDateTime &now);
/// "2026-01-02 15:47:48 UTC"; an invalid time is "not given".
QString exactTime(const QDateTime &at);
/// Time of day with milliseconds in the local zone: "15:47:48.123".
QString clockTime(const QDateTime &at);
/// "0.4 s", "12 s", "2 min 05 s", "1 h 03 min".
QString durationText(std::chrono::milliseconds span);
/// The same in whole seconds, for what still runs: "4 s". Tenths would flicker without telling more.
QString runningText(std::chrono::milliseconds span);
/// From one to the other, nothing when one of them is not known.
std::optional<std::chrono::milliseconds> between(const QDateTime &from, const QDateTime &to);

/// Facts of one line, " · " between them. A line is broken between two of them, never inside a short one ("4.6 s").
QString keptTogether(const QStringList &facts);

} // namespace console
