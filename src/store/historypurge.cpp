// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historypurge.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int rowsPerStep = 400;    // some 10 ms
constexpr int pagesPerStep = 2000;

/// The first column of all rows.
Stored<QVariantList> firstColumn(HistoryDatabase &database, const QString &sql, const QVariantList &values)
{
    QVariantList column;
    if (const Stored<void> done = database.each(sql, values, [&](const HistoryRow &row) { column << row.value(0); }); !done)
        return tl::unexpected<HistoryFault>(done.error());
    return column;
}

} // namespace

Stored<void> HistoryPurging::step(HistoryDatabase &database)
{
    m_nextStage = m_stage;
    m_nextAfter = m_after;
    m_stepJobs = 0;
    switch (m_stage) {
    case Stage::Jobs: return deleteJobs(database);
    case Stage::Payloads: return deletePayloads(database);
    case Stage::Launches: return deleteLaunches(database);
    case Stage::People: return deletePeople(database);
    case Stage::Space: return giveSpaceBack(database);
    case Stage::Over: break;
    }
    return {};
}

void HistoryPurging::committed()
{
    if (m_nextStage != m_stage)
        m_nextAfter = 0;
    m_stage = m_nextStage;
    m_after = m_nextAfter;
    m_deletedJobs += m_stepJobs;
}

/// "environment = ? AND time < ?", as far as the purge says so. What has no time counts as old.
QString HistoryPurging::where(const QString &environmentColumn, const QString &timeColumn, QVariantList *values) const
{
    QStringList conditions{u"1"_s};
    if (!m_purge.environment.isEmpty()) {
        conditions << u"+%1 = ?"_s.arg(environmentColumn); // by rowid: each step goes on where the last one ended
        *values << m_purge.environment;
    }
    if (m_purge.before.isValid()) {
        conditions << u"(%1 IS NULL OR %1 < ?)"_s.arg(timeColumn);
        *values << sqlTime(m_purge.before);
    }
    return conditions.join(u" AND "_s);
}

Stored<void> HistoryPurging::deleteJobs(HistoryDatabase &database)
{
    m_nextStage = Stage::Payloads;
    if (!m_purge.everything)
        return {};
    QVariantList values{m_after};
    const QString conditions = where(u"environment"_s, u"created_at"_s, &values);
    const Stored<QVariantList> jobs = firstColumn(
        database, u"SELECT id FROM jobs WHERE id > ? AND +ended = 1 AND %1 ORDER BY id LIMIT %2"_s.arg(conditions).arg(rowsPerStep), values);
    if (!jobs)
        return tl::unexpected<HistoryFault>(jobs.error());
    for (const QVariant &job : *jobs) {
        for (const char *from : {"changes WHERE job", "payloads WHERE job", "jobs WHERE id"}) {
            if (const Stored<void> done = database.run(u"DELETE FROM %1 = ?"_s.arg(QLatin1StringView(from)), {job}); !done)
                return done;
        }
    }
    m_stepJobs = jobs->size();
    if (jobs->size() == rowsPerStep) {
        m_nextStage = Stage::Jobs;
        m_nextAfter = jobs->constLast().toLongLong();
    }
    return {};
}

Stored<void> HistoryPurging::deletePayloads(HistoryDatabase &database)
{
    m_nextStage = Stage::Launches;
    if (!m_purge.payloads)
        return {};
    QVariantList values{m_after};
    const QString conditions = where(u"jobs.environment"_s, u"jobs.created_at"_s, &values);
    const Stored<QVariantList> jobs = firstColumn(database, uR"(SELECT payloads.job FROM payloads LEFT JOIN jobs ON jobs.id = payloads.job
        WHERE payloads.job > ? AND %1 ORDER BY payloads.job LIMIT %2)"_s.arg(conditions).arg(rowsPerStep / 10), values);
    if (!jobs)
        return tl::unexpected<HistoryFault>(jobs.error());
    for (const QVariant &job : *jobs) {
        if (const Stored<void> done = database.run(u"DELETE FROM payloads WHERE job = ?"_s, {job}); !done)
            return done;
    }
    if (jobs->size() == rowsPerStep / 10) {
        m_nextStage = Stage::Payloads;
        m_nextAfter = jobs->constLast().toLongLong();
    }
    return {};
}

Stored<void> HistoryPurging::deleteLaunches(HistoryDatabase &database)
{
    m_nextStage = Stage::People;
    if (!m_purge.everything)
        return {};
    QVariantList values{m_after};
    const QString conditions = where(u"environment"_s, u"started_at"_s, &values);
    QVariantList rows, ids;
    const Stored<void> found = database.each(
        u"SELECT rowid, id FROM launches WHERE rowid > ? AND %1 ORDER BY rowid LIMIT %2"_s.arg(conditions).arg(rowsPerStep), values, [&](const HistoryRow &row) {
        rows << row.value(0);
        ids << row.value(1);
    });
    if (!found)
        return found;
    for (const QVariant &id : ids) {
        for (const char *from : {"events WHERE launch", "launches WHERE id"}) {
            if (const Stored<void> done = database.run(u"DELETE FROM %1 = ?"_s.arg(QLatin1StringView(from)), {sqlText(id.toString())}); !done)
                return done;
        }
    }
    if (rows.size() == rowsPerStep) {
        m_nextStage = Stage::Launches;
        m_nextAfter = rows.constLast().toLongLong();
    }
    return {};
}

/// Those that a job that has not ended still needs stay.
Stored<void> HistoryPurging::deletePeople(HistoryDatabase &database)
{
    m_nextStage = Stage::Space;
    if (!m_purge.everything)
        return {};
    QVariantList values;
    const QString conditions = where(u"environment"_s, u"seen_at"_s, &values);
    const Stored<void> done = database.run(
        uR"(DELETE FROM connections WHERE %1
            AND (environment, connection_id) NOT IN (SELECT environment, connection_id FROM jobs WHERE ended = 0))"_s.arg(conditions), values);
    if (!done)
        return done;
    return database.run(u"DELETE FROM users WHERE %1 AND (environment, uuid) NOT IN (SELECT environment, user FROM jobs WHERE ended = 0)"_s.arg(conditions), values);
}

/// Empty pages leave the file at its end. One call of the pragma frees one page: Qt steps it once.
Stored<void> HistoryPurging::giveSpaceBack(HistoryDatabase &database)
{
    const Stored<QVariant> empty = database.first(u"PRAGMA freelist_count"_s);
    if (!empty)
        return tl::unexpected<HistoryFault>(empty.error());
    const int pages = qMin(empty->toInt(), pagesPerStep);
    for (int i = 0; i < pages; ++i) {
        if (const Stored<void> done = database.run(u"PRAGMA incremental_vacuum"_s); !done)
            return done;
    }
    m_nextStage = empty->toInt() > pages ? Stage::Space : Stage::Over;
    return {};
}

} // namespace console
