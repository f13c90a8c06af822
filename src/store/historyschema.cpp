// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyschema.h"

#include "store/historylock.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace console {

namespace {

// STRICT: what a damaged page makes of a row does not come over into a sound file unless it has the right types.
const QStringList firstVersion{
    uR"(CREATE TABLE runs (id INTEGER PRIMARY KEY, program TEXT NOT NULL, pid INTEGER NOT NULL,
        started_at INTEGER NOT NULL, ended_at INTEGER) STRICT)"_s,
    uR"(CREATE TABLE users (environment TEXT NOT NULL, uuid TEXT NOT NULL, label TEXT NOT NULL, seen_at INTEGER,
        UNIQUE (environment, uuid)) STRICT)"_s,
    uR"(CREATE TABLE connections (environment TEXT NOT NULL, connection_id TEXT NOT NULL, user TEXT NOT NULL,
        bank TEXT NOT NULL, number_display TEXT NOT NULL, account_type TEXT NOT NULL, status TEXT NOT NULL,
        launch_id TEXT NOT NULL, linked_at INTEGER, seen_at INTEGER, UNIQUE (environment, connection_id)) STRICT)"_s,
    // `range_…`: Julian days. `folded`: the searched texts without case, only where a text has letters that LIKE cannot fold (see jobsSql)
    uR"(CREATE TABLE jobs (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, environment TEXT NOT NULL, user TEXT NOT NULL,
        connection_id TEXT NOT NULL, bank TEXT NOT NULL, kind TEXT NOT NULL, range_start INTEGER,
        range_end INTEGER, job_id TEXT NOT NULL, state TEXT NOT NULL, ended INTEGER NOT NULL, cause TEXT NOT NULL,
        raw_status TEXT NOT NULL, error TEXT NOT NULL, created_at INTEGER, started_at INTEGER, accepted_at INTEGER,
        changed_at INTEGER, ended_at INTEGER, starts INTEGER NOT NULL, polls INTEGER NOT NULL, mfa INTEGER NOT NULL,
        running_at INTEGER, completed_at INTEGER, result_bytes INTEGER NOT NULL, result_count INTEGER NOT NULL,
        folded TEXT NOT NULL) STRICT)"_s,
    // SQLite puts the id behind every index: each of these is in the order of the pages, which are by id.
    u"CREATE INDEX jobs_environment ON jobs (environment)"_s,
    u"CREATE INDEX jobs_state ON jobs (environment, state)"_s,
    u"CREATE INDEX jobs_connection ON jobs (connection_id)"_s,
    u"CREATE INDEX jobs_open ON jobs (ended) WHERE ended = 0"_s,
    u"CREATE INDEX jobs_duration ON jobs (environment, kind) WHERE mfa = 0 AND accepted_at IS NOT NULL AND completed_at IS NOT NULL"_s,
    u"CREATE INDEX jobs_duration_bank ON jobs (environment, kind, bank) WHERE mfa = 0 AND accepted_at IS NOT NULL AND completed_at IS NOT NULL"_s,
    uR"(CREATE TABLE changes (job INTEGER NOT NULL, at INTEGER, state TEXT NOT NULL, cause TEXT NOT NULL,
        raw_status TEXT NOT NULL) STRICT)"_s,
    u"CREATE INDEX changes_job ON changes (job)"_s,
    u"CREATE TABLE payloads (job INTEGER PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT"_s,
    uR"(CREATE TABLE launches (id TEXT NOT NULL UNIQUE, environment TEXT NOT NULL, user TEXT NOT NULL,
        configuration_id TEXT NOT NULL, sdk_version TEXT NOT NULL, job INTEGER NOT NULL, started_at INTEGER,
        ended_at INTEGER, outcome TEXT NOT NULL) STRICT)"_s,
    u"CREATE INDEX launches_environment ON launches (environment, started_at)"_s,
    uR"(CREATE TABLE events (launch TEXT NOT NULL, at INTEGER, title TEXT NOT NULL, level TEXT NOT NULL,
        detail TEXT NOT NULL) STRICT)"_s,
    u"CREATE INDEX events_launch ON events (launch)"_s,
};

Stored<void> inTransaction(HistoryDatabase &database, const HistoryMigrations &migrations)
{
    const Stored<int> version = historyVersion(database); // now that nobody else can change it
    if (!version)
        return tl::unexpected<HistoryFault>(version.error());
    for (qsizetype v = *version; v < migrations.size(); ++v) {
        for (const QString &statement : migrations.at(v)) {
            if (const Stored<void> done = database.run(statement); !done)
                return done;
        }
    }
    if (const Stored<void> done = database.run(u"PRAGMA application_id = %1"_s.arg(historyApplicationId)); !done)
        return done;
    return database.run(u"PRAGMA user_version = %1"_s.arg(qMax(qsizetype(*version), migrations.size())));
}

} // namespace

const HistoryMigrations &historyMigrations()
{
    static const HistoryMigrations migrations{firstVersion};
    return migrations;
}

const QStringList &historyTables()
{
    static const QStringList tables{u"runs"_s, u"users"_s, u"connections"_s, u"jobs"_s, u"changes"_s, u"payloads"_s, u"launches"_s, u"events"_s};
    return tables;
}

Stored<int> historyVersion(HistoryDatabase &database)
{
    return database.first(u"PRAGMA user_version"_s).map([](const QVariant &value) { return value.toInt(); });
}

Stored<void> migrateHistory(HistoryDatabase &database, const HistoryMigrations &migrations, const QString &backup)
{
    const Stored<int> version = historyVersion(database);
    if (!version)
        return tl::unexpected<HistoryFault>(version.error());
    if (*version >= migrations.size())
        return {};
    if (*version > 0) {
        if (const int failure = makePrivateFile(backup); failure != 0)
            return tl::unexpected<HistoryFault>(HistoryFault::ofErrno(failure, backup));
        if (const Stored<void> done = database.run(u"VACUUM INTO ?"_s, {backup}); !done) {
            QFile::remove(backup); // half a backup is none
            return done;
        }
    }
    if (const Stored<void> done = database.run(u"BEGIN IMMEDIATE"_s); !done)
        return done;
    Stored<void> done = inTransaction(database, migrations);
    if (done)
        done = database.run(u"COMMIT"_s);
    if (!done)
        (void)database.run(u"ROLLBACK"_s); // SQLite may have done so itself
    return done;
}

} // namespace console
