// SPDX-License-Identifier: GPL-3.0-or-later
// The history's rows out of SQL; filters into SQL.
#pragma once

#include "store/historydatabase.h"
#include "store/historyrows.h"

namespace console {

struct HistorySql {
    QString text;
    QVariantList values;
    QString environment = {}; ///< the same in all rows, and so no column; empty: it is one
};

/// A page of jobs, newest first; the columns are those that readJobs() knows. Public for the bench, which gives the same to SQLite bare.
HistorySql jobsSql(const HistoryFilter &filter, qint64 before, int limit);
HistorySql countSql(const HistoryFilter &filter);
HistorySql openJobsSql(const QString &environment);

Stored<QList<HistoryJob>> readJobs(HistoryDatabase &database, const HistorySql &sql);
/// Jobs that have not ended, oldest first, with the run that has them.
struct OpenJob { HistoryJob job; qint64 run = 0; };
Stored<QList<OpenJob>> readOpenJobs(HistoryDatabase &database, const QString &environment);
Stored<QHash<QString, qint64>> readStates(HistoryDatabase &database, const QString &environment);
Stored<QList<HistoryChange>> readChanges(HistoryDatabase &database, qint64 job);
Stored<QByteArray> readPayload(HistoryDatabase &database, qint64 job);
Stored<QList<HistoryUser>> readUsers(HistoryDatabase &database, const QString &environment, const QDateTime &since, int limit);
Stored<QList<HistoryConnection>> readConnections(HistoryDatabase &database, const QString &environment, const QString &user);
Stored<QList<HistoryLaunch>> readLaunches(HistoryDatabase &database, const QString &environment, int limit);
Stored<QList<HistoryEvent>> readEvents(HistoryDatabase &database, const QString &launch);
Stored<QList<HistoryDuration>> readDurations(HistoryDatabase &database, const QString &environment, const QString &kind, const QString &bank, int limit);

} // namespace console
