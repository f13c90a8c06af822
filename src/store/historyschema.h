// SPDX-License-Identifier: GPL-3.0-or-later
// The history's tables, and how a file of an older version becomes one of this.
#pragma once

#include "store/historydatabase.h"

#include <QStringList>

namespace console {

/// Entry n holds the statements that make version n + 1 of version n; a new version is one more entry.
using HistoryMigrations = QList<QStringList>;
const HistoryMigrations &historyMigrations();

/// The tables whose rows are carried over from a damaged file.
const QStringList &historyTables();

/// "ASCH" in the file's head, so that `file` and others can tell whose it is.
constexpr int historyApplicationId = 0x41534348;

/// The file's user_version; 0: it is new.
Stored<int> historyVersion(HistoryDatabase &database);

/// In one transaction up to the newest version, unless it is there. A file that holds something is copied to `backup`
/// before. A failure leaves it as it was.
Stored<void> migrateHistory(HistoryDatabase &database, const HistoryMigrations &migrations, const QString &backup);

} // namespace console
