// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyreads.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

template <typename T> tl::unexpected<HistoryFault> faultOf(const Stored<T> &failed)
{
    return tl::unexpected<HistoryFault>(failed.error());
}

constexpr int environmentColumn = 25, runColumn = 26;

/// In the order of the columns of historyfilter.cpp; the environment is either the last of them or the same in all rows.
HistoryJob jobOf(const HistoryRow &row, const QString &environment)
{
    int at = 0;
    const auto text = [&] { return row.text(at++); };
    const auto number = [&] { return row.number(at++); };
    const auto time = [&] { return row.time(at++); };
    HistoryJob job;
    job.id = number();
    job.user = text();
    job.connectionId = text();
    job.bank = text();
    job.kind = text();
    job.rangeStart = row.date(at++);
    job.rangeEnd = row.date(at++);
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
    job.environment = environment.isEmpty() ? row.text(environmentColumn) : environment;
    return job;
}

/// The rows of a query as values.
template <typename T, typename Make>
Stored<QList<T>> list(HistoryDatabase &database, const QString &sql, const QVariantList &values, Make make)
{
    QList<T> rows;
    if (const Stored<void> done = database.each(sql, values, [&](const HistoryRow &row) { rows << make(row); }); !done)
        return faultOf(done);
    return rows;
}

} // namespace

Stored<QList<HistoryJob>> readJobs(HistoryDatabase &database, const HistorySql &sql)
{
    return list<HistoryJob>(database, sql.text, sql.values, [&sql](const HistoryRow &row) { return jobOf(row, sql.environment); });
}

Stored<QList<OpenJob>> readOpenJobs(HistoryDatabase &database, const QString &environment)
{
    const HistorySql sql = openJobsSql(environment);
    return list<OpenJob>(database, sql.text, sql.values, [](const HistoryRow &row) { return OpenJob{jobOf(row, {}), row.number(runColumn)}; });
}

/// Out of the index alone.
Stored<QHash<QString, qint64>> readStates(HistoryDatabase &database, const QString &environment)
{
    QHash<QString, qint64> states;
    const Stored<void> done = database.each(u"SELECT state, count(*) FROM jobs WHERE environment = ? GROUP BY state"_s, {sqlText(environment)}, [&](const HistoryRow &row) {
        states.insert(row.text(0), row.number(1));
    });
    if (!done)
        return faultOf(done);
    return states;
}

Stored<QList<HistoryChange>> readChanges(HistoryDatabase &database, qint64 job)
{
    return list<HistoryChange>(database, u"SELECT job, at, state, cause, raw_status FROM changes WHERE job = ? ORDER BY rowid"_s, {job}, [](const HistoryRow &row) {
        return HistoryChange{row.number(0), row.time(1), row.text(2), row.text(3), row.text(4)};
    });
}

Stored<QByteArray> readPayload(HistoryDatabase &database, qint64 job)
{
    QByteArray bytes;
    bool isSound = true;
    const Stored<void> done = database.each(u"SELECT size, bytes FROM payloads WHERE job = ?"_s, {job}, [&](const HistoryRow &row) {
        const QByteArray compressed = row.bytes(1);
        const qint64 size = row.number(0);
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
                             values, [](const HistoryRow &row) {
        return HistoryUser{row.text(0), row.text(1), row.text(2), row.time(3)};
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
        FROM connections%1 ORDER BY seen_at DESC, rowid DESC)"_s.arg(conditions), values, [](const HistoryRow &row) {
        const auto text = [&row](int column) { return row.text(column); };
        return HistoryConnection{text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), row.time(8), row.time(9)};
    });
}

Stored<QList<HistoryLaunch>> readLaunches(HistoryDatabase &database, const QString &environment, int limit)
{
    QVariantList values{limit > 0 ? limit : -1};
    if (!environment.isEmpty())
        values.prepend(environment);
    const QString condition = environment.isEmpty() ? QString() : u" WHERE environment = ?"_s;
    return list<HistoryLaunch>(database, uR"(SELECT id, environment, user, configuration_id, sdk_version, job, started_at, ended_at, outcome
        FROM launches%1 ORDER BY started_at DESC, rowid DESC LIMIT ?)"_s.arg(condition), values, [](const HistoryRow &row) {
        const auto text = [&row](int column) { return row.text(column); };
        return HistoryLaunch{text(0), text(1), text(2), text(3), text(4), row.number(5), row.time(6), row.time(7), text(8)};
    });
}

Stored<QList<HistoryEvent>> readEvents(HistoryDatabase &database, const QString &launch)
{
    return list<HistoryEvent>(database, u"SELECT launch, at, title, level, detail FROM events WHERE launch = ? ORDER BY rowid"_s,
                              {sqlText(launch)}, [](const HistoryRow &row) {
        return HistoryEvent{row.text(0), row.time(1), row.text(2), row.text(3), row.text(4)};
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
        WHERE mfa = 0 AND accepted_at IS NOT NULL AND completed_at IS NOT NULL AND environment = ? AND kind = ?%1 ORDER BY id DESC LIMIT ?)"_s.arg(bank.isEmpty() ? QString() : u" AND bank = ?"_s), values, [](const HistoryRow &row) {
        using std::chrono::milliseconds;
        const qint64 accepted = row.number(0);
        return HistoryDuration{milliseconds(row.isNull(1) ? 0 : qMax(0LL, row.number(1) - accepted)), milliseconds(qMax(0LL, row.number(2) - accepted))};
    });
}

} // namespace console
