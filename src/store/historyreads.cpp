// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyreads.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

template <typename T> tl::unexpected<HistoryFault> faultOf(const Stored<T> &failed)
{
    return tl::unexpected<HistoryFault>(failed.error());
}

QDateTime timeOf(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QDate dateOf(const QVariant &value)
{
    return value.isNull() ? QDate() : QDate::fromJulianDay(value.toLongLong());
}

constexpr int environmentColumn = 25, runColumn = 26;

/// In the order of the columns of historyfilter.cpp; the environment is either the last of them or the same in all rows.
HistoryJob jobOf(const QSqlQuery &row, const QString &environment)
{
    int at = 0;
    const auto text = [&] { return row.value(at++).toString(); };
    const auto number = [&] { return row.value(at++).toLongLong(); };
    const auto time = [&] { return timeOf(row.value(at++)); };
    HistoryJob job;
    job.id = number();
    job.user = text();
    job.connectionId = text();
    job.bank = text();
    job.kind = text();
    job.rangeStart = dateOf(row.value(at++));
    job.rangeEnd = dateOf(row.value(at++));
    job.jobId = text();
    job.state = text();
    job.ended = number() != 0;
    job.cause = text();
    job.rawStatus = text();
    job.error = text();
    job.createdAt = time();
    job.startedAt = time();
    job.acceptedAt = time();
    job.changedAt = time();
    job.endedAt = time();
    job.starts = int(number());
    job.polls = int(number());
    job.mfa = int(number());
    job.runningAt = time();
    job.completedAt = time();
    job.resultBytes = number();
    job.resultCount = int(number());
    job.environment = environment.isEmpty() ? row.value(environmentColumn).toString() : environment;
    return job;
}

/// The rows of a query as values.
template <typename T, typename Make>
Stored<QList<T>> list(HistoryDatabase &database, const QString &sql, const QVariantList &values, Make make)
{
    QList<T> rows;
    if (const Stored<void> done = database.each(sql, values, [&](const QSqlQuery &row) { rows << make(row); }); !done)
        return faultOf(done);
    return rows;
}

} // namespace

Stored<QList<HistoryJob>> readJobs(HistoryDatabase &database, const HistorySql &sql)
{
    return list<HistoryJob>(database, sql.text, sql.values, [&sql](const QSqlQuery &row) { return jobOf(row, sql.environment); });
}

Stored<QList<OpenJob>> readOpenJobs(HistoryDatabase &database, const QString &environment)
{
    const HistorySql sql = openJobsSql(environment);
    return list<OpenJob>(database, sql.text, sql.values, [](const QSqlQuery &row) { return OpenJob{jobOf(row, {}), row.value(runColumn).toLongLong()}; });
}

/// Out of the index alone.
Stored<QHash<QString, qint64>> readStates(HistoryDatabase &database, const QString &environment)
{
    QHash<QString, qint64> states;
    const Stored<void> done = database.each(u"SELECT state, count(*) FROM jobs WHERE environment = ? GROUP BY state"_s, {sqlText(environment)}, [&](const QSqlQuery &row) {
        states.insert(row.value(0).toString(), row.value(1).toLongLong());
    });
    if (!done)
        return faultOf(done);
    return states;
}

Stored<QList<HistoryChange>> readChanges(HistoryDatabase &database, qint64 job)
{
    return list<HistoryChange>(database, u"SELECT job, at, state, cause, raw_status FROM changes WHERE job = ? ORDER BY rowid"_s, {job}, [](const QSqlQuery &row) {
        return HistoryChange{row.value(0).toLongLong(), timeOf(row.value(1)), row.value(2).toString(), row.value(3).toString(), row.value(4).toString()};
    });
}

Stored<QByteArray> readPayload(HistoryDatabase &database, qint64 job)
{
    QByteArray bytes;
    bool isSound = true;
    const Stored<void> done = database.each(u"SELECT size, bytes FROM payloads WHERE job = ?"_s, {job}, [&](const QSqlQuery &row) {
        const QByteArray compressed = row.value(1).toByteArray();
        const qint64 size = row.value(0).toLongLong();
        // qCompress() writes the size in front; after damage it may promise gigabytes.
        const auto *head = reinterpret_cast<const uchar *>(compressed.constData());
        isSound = compressed.size() >= 4 && qint64((quint32(head[0]) << 24) | (quint32(head[1]) << 16) | (quint32(head[2]) << 8) | head[3]) == size;
        bytes = isSound && size > 0 ? qUncompress(compressed) : QByteArray();
        isSound = isSound && bytes.size() == size;
    });
    if (!done)
        return faultOf(done);
    if (!isSound)
        return tl::unexpected<HistoryFault>(HistoryFault{1, u"the stored answer is damaged"_s});
    return bytes;
}

Stored<QList<HistoryUser>> readUsers(HistoryDatabase &database, const QString &environment, const QDateTime &since, int limit)
{
    QString conditions = u" WHERE 1"_s;
    QVariantList values;
    if (!environment.isEmpty()) {
        conditions += u" AND environment = ?"_s;
        values << environment;
    }
    if (since.isValid()) {
        conditions += u" AND seen_at >= ?"_s;
        values << sqlTime(since);
    }
    values << (limit > 0 ? limit : -1);
    return list<HistoryUser>(database, u"SELECT environment, uuid, label, seen_at FROM users%1 ORDER BY seen_at DESC, rowid DESC LIMIT ?"_s.arg(conditions),
                             values, [](const QSqlQuery &row) {
        return HistoryUser{row.value(0).toString(), row.value(1).toString(), row.value(2).toString(), timeOf(row.value(3))};
    });
}

Stored<QList<HistoryConnection>> readConnections(HistoryDatabase &database, const QString &environment, const QString &user)
{
    QString conditions = u" WHERE 1"_s;
    QVariantList values;
    if (!environment.isEmpty()) {
        conditions += u" AND environment = ?"_s;
        values << environment;
    }
    if (!user.isEmpty()) {
        conditions += u" AND user = ?"_s;
        values << user;
    }
    return list<HistoryConnection>(database, uR"(SELECT environment, connection_id, user, bank, number_display, account_type, status, launch_id, linked_at, seen_at
        FROM connections%1 ORDER BY seen_at DESC, rowid DESC)"_s.arg(conditions), values, [](const QSqlQuery &row) {
        const auto text = [&row](int column) { return row.value(column).toString(); };
        return HistoryConnection{text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), timeOf(row.value(8)), timeOf(row.value(9))};
    });
}

Stored<QList<HistoryLaunch>> readLaunches(HistoryDatabase &database, const QString &environment, int limit)
{
    QVariantList values{limit > 0 ? limit : -1};
    if (!environment.isEmpty())
        values.prepend(environment);
    const QString condition = environment.isEmpty() ? QString() : u" WHERE environment = ?"_s;
    return list<HistoryLaunch>(database, uR"(SELECT id, environment, user, configuration_id, sdk_version, job, started_at, ended_at, outcome
        FROM launches%1 ORDER BY started_at DESC, rowid DESC LIMIT ?)"_s.arg(condition), values, [](const QSqlQuery &row) {
        const auto text = [&row](int column) { return row.value(column).toString(); };
        return HistoryLaunch{text(0), text(1), text(2), text(3), text(4), row.value(5).toLongLong(), timeOf(row.value(6)), timeOf(row.value(7)), text(8)};
    });
}

Stored<QList<HistoryEvent>> readEvents(HistoryDatabase &database, const QString &launch)
{
    return list<HistoryEvent>(database, u"SELECT launch, at, title, level, detail FROM events WHERE launch = ? ORDER BY rowid"_s,
                              {sqlText(launch)}, [](const QSqlQuery &row) {
        return HistoryEvent{row.value(0).toString(), timeOf(row.value(1)), row.value(2).toString(), row.value(3).toString(), row.value(4).toString()};
    });
}

Stored<QList<HistoryDuration>> readDurations(HistoryDatabase &database, const QString &environment, const QString &kind, const QString &bank, int limit)
{
    QVariantList values{sqlText(environment), sqlText(kind)};
    if (!bank.isEmpty())
        values << bank;
    values << (limit > 0 ? limit : -1);
    // The words of the partial indexes' WHERE, or they do not serve.
    return list<HistoryDuration>(database, uR"(SELECT accepted_at, running_at, completed_at FROM jobs
        WHERE mfa = 0 AND accepted_at IS NOT NULL AND completed_at IS NOT NULL AND environment = ? AND kind = ?%1 ORDER BY id DESC LIMIT ?)"_s.arg(bank.isEmpty() ? QString() : u" AND bank = ?"_s), values, [](const QSqlQuery &row) {
        using std::chrono::milliseconds;
        const qint64 accepted = row.value(0).toLongLong();
        const QVariant running = row.value(1);
        return HistoryDuration{milliseconds(running.isNull() ? 0 : qMax(0LL, running.toLongLong() - accepted)), milliseconds(qMax(0LL, row.value(2).toLongLong() - accepted))};
    });
}

} // namespace console
