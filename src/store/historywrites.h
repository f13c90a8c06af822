// SPDX-License-Identifier: GPL-3.0-or-later
// The history's rows into SQL: one statement each; all may be repeated.
#pragma once

#include "store/historydatabase.h"
#include "store/historyrows.h"

namespace console {

Stored<void> writeUser(HistoryDatabase &database, const HistoryUser &user);
Stored<void> writeConnection(HistoryDatabase &database, const HistoryConnection &connection);
Stored<void> writeJob(HistoryDatabase &database, const HistoryJob &job, qint64 run);
Stored<void> writeChange(HistoryDatabase &database, const HistoryChange &change);
Stored<void> writeLaunch(HistoryDatabase &database, const HistoryLaunch &launch);
Stored<void> writeEvent(HistoryDatabase &database, const HistoryEvent &event);
/// `compressed`: by qCompress(), of `size` bytes.
Stored<void> writePayload(HistoryDatabase &database, qint64 job, qsizetype size, const QByteArray &compressed);

} // namespace console
