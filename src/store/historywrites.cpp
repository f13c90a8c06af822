// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historywrites.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Column {
    QString name;
    enum class On { Key, Whole, Known, KnownTime } on = On::Whole; ///< Known: an empty one keeps what is there
};

/// INSERT … ON CONFLICT (keys) DO UPDATE: not REPLACE, which would give the row a new rowid.
QString upsert(const QString &table, const QList<Column> &columns)
{
    QStringList names, marks, keys, sets;
    for (const Column &column : columns) {
        names << column.name;
        marks << u"?"_s;
        switch (column.on) {
        case Column::On::Key: keys << column.name; break;
        case Column::On::Whole: sets << u"%1 = excluded.%1"_s.arg(column.name); break;
        case Column::On::Known: sets << u"%1 = CASE excluded.%1 WHEN '' THEN %1 ELSE excluded.%1 END"_s.arg(column.name); break;
        case Column::On::KnownTime: sets << u"%1 = COALESCE(excluded.%1, %1)"_s.arg(column.name); break;
        }
    }
    return u"INSERT INTO %1 (%2) VALUES (%3) ON CONFLICT (%4) DO UPDATE SET %5"_s.arg(table, names.join(u", "_s), marks.join(u", "_s), keys.join(u", "_s), sets.join(u", "_s));
}

QList<Column> wholeRow(const QString &key, const QStringList &others)
{
    QList<Column> columns{{key, Column::On::Key}};
    for (const QString &name : others)
        columns << Column{name, Column::On::Whole};
    return columns;
}

/// What LIKE cannot find in any case, because it knows the case of ASCII letters only; empty: it can.
QString foldedTexts(const HistoryJob &job)
{
    const QStringList texts{job.bank, job.connectionId, job.jobId, job.user, job.cause, job.error};
    const bool isPlain = std::all_of(texts.cbegin(), texts.cend(), [](const QString &text) {
        return std::all_of(text.cbegin(), text.cend(), [](QChar letter) { return letter.unicode() < 128; });
    });
    return isPlain ? QString() : texts.join(u'\n').toCaseFolded();
}

} // namespace

Stored<void> writeUser(HistoryDatabase &database, const HistoryUser &user)
{
    static const QString sql = upsert(u"users"_s, {{u"environment"_s, Column::On::Key}, {u"uuid"_s, Column::On::Key}, {u"label"_s, Column::On::Known}, {u"seen_at"_s, Column::On::KnownTime}});
    return database.run(sql, {sqlText(user.environment), sqlText(user.uuid), sqlText(user.label), sqlTime(user.seenAt)});
}

Stored<void> writeConnection(HistoryDatabase &database, const HistoryConnection &c)
{
    using On = Column::On;
    static const QString sql = upsert(u"connections"_s,
        {{u"environment"_s, On::Key}, {u"connection_id"_s, On::Key}, {u"user"_s, On::Known}, {u"bank"_s, On::Known}, {u"number_display"_s, On::Known},
         {u"account_type"_s, On::Known}, {u"status"_s, On::Known}, {u"launch_id"_s, On::Known}, {u"linked_at"_s, On::KnownTime}, {u"seen_at"_s, On::KnownTime}});
    return database.run(sql, {sqlText(c.environment), sqlText(c.connectionId), sqlText(c.user), sqlText(c.bank), sqlText(c.numberDisplay),
                              sqlText(c.accountType), sqlText(c.status), sqlText(c.launchId), sqlTime(c.linkedAt), sqlTime(c.seenAt)});
}

Stored<void> writeJob(HistoryDatabase &database, const HistoryJob &job, qint64 run)
{
    static const QString sql = upsert(u"jobs"_s, wholeRow(u"id"_s,
        {u"run"_s, u"environment"_s, u"user"_s, u"connection_id"_s, u"bank"_s, u"kind"_s, u"range_start"_s, u"range_end"_s, u"job_id"_s, u"state"_s,
         u"ended"_s, u"cause"_s, u"raw_status"_s, u"error"_s, u"created_at"_s, u"started_at"_s, u"accepted_at"_s, u"changed_at"_s, u"ended_at"_s,
         u"starts"_s, u"polls"_s, u"mfa"_s, u"running_at"_s, u"completed_at"_s, u"result_bytes"_s, u"result_count"_s, u"folded"_s}));
    const auto date = [](const QDate &day) { return day.isValid() ? QVariant(day.toJulianDay()) : QVariant(); };
    return database.run(sql, {job.id, run, sqlText(job.environment), sqlText(job.user), sqlText(job.connectionId), sqlText(job.bank), sqlText(job.kind),
                              date(job.rangeStart), date(job.rangeEnd), sqlText(job.jobId), sqlText(job.state), job.ended ? 1 : 0, sqlText(job.cause),
                              sqlText(job.rawStatus), sqlText(job.error), sqlTime(job.createdAt), sqlTime(job.startedAt), sqlTime(job.acceptedAt),
                              sqlTime(job.changedAt), sqlTime(job.endedAt), job.starts, job.polls, job.mfa, sqlTime(job.runningAt),
                              sqlTime(job.completedAt), job.resultBytes, job.resultCount, sqlText(foldedTexts(job))});
}

Stored<void> writeChange(HistoryDatabase &database, const HistoryChange &change)
{
    return database.run(u"INSERT INTO changes (job, at, state, cause, raw_status) VALUES (?, ?, ?, ?, ?)"_s,
                        {change.job, sqlTime(change.at), sqlText(change.state), sqlText(change.cause), sqlText(change.rawStatus)});
}

Stored<void> writeLaunch(HistoryDatabase &database, const HistoryLaunch &launch)
{
    static const QString sql = upsert(u"launches"_s, wholeRow(u"id"_s, {u"environment"_s, u"user"_s, u"configuration_id"_s, u"sdk_version"_s, u"job"_s, u"started_at"_s, u"ended_at"_s, u"outcome"_s}));
    return database.run(sql, {sqlText(launch.id), sqlText(launch.environment), sqlText(launch.user), sqlText(launch.configurationId), sqlText(launch.sdkVersion),
                              launch.job, sqlTime(launch.startedAt), sqlTime(launch.endedAt), sqlText(launch.outcome)});
}

Stored<void> writeEvent(HistoryDatabase &database, const HistoryEvent &event)
{
    return database.run(u"INSERT INTO events (launch, at, title, level, detail) VALUES (?, ?, ?, ?, ?)"_s,
                        {sqlText(event.launch), sqlTime(event.at), sqlText(event.title), sqlText(event.level), sqlText(event.detail)});
}

Stored<void> writePayload(HistoryDatabase &database, qint64 job, qsizetype size, const QByteArray &compressed)
{
    return database.run(u"INSERT INTO payloads (job, size, bytes) VALUES (?, ?, ?) ON CONFLICT (job) DO UPDATE SET size = excluded.size, bytes = excluded.bytes"_s,
                        {job, qint64(size), compressed});
}

} // namespace console
