// SPDX-License-Identifier: GPL-3.0-or-later
// A history of a million jobs, and the same questions through bare SQLite: what the benches of the history share.
#pragma once

#include "store/historyreads.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace bench {

using namespace Qt::StringLiterals;
using console::HistorySql;

inline constexpr int rows = 1'000'000;
inline constexpr int pageSize = 200;
inline constexpr qint64 startedAt = 1'790'000'000'000;
inline constexpr qint64 firstId = startedAt << 20;

[[noreturn]] inline void giveUp(const char *what, const QString &why)
{
    std::fprintf(stderr, "%s: %s\n", what, qPrintable(why));
    std::exit(1);
}

/// Bare SQLite, as a program in C would use it.
class Bare
{
public:
    explicit Bare(const QString &file)
    {
        if (sqlite3_open_v2(file.toUtf8().constData(), &m_database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
            giveUp("open", QString::fromUtf8(sqlite3_errmsg(m_database)));
        run("PRAGMA cache_size = -16000"); // as the history's
    }
    ~Bare() { sqlite3_close_v2(m_database); }
    void run(const char *sql)
    {
        if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            giveUp(sql, QString::fromUtf8(sqlite3_errmsg(m_database)));
    }
    sqlite3_stmt *prepare(const HistorySql &sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql.text.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
            giveUp("prepare", QString::fromUtf8(sqlite3_errmsg(m_database)));
        for (int i = 0; i < sql.values.size(); ++i) {
            const QVariant &value = sql.values.at(i);
            if (value.userType() == QMetaType::QString) {
                const QByteArray text = value.toString().toUtf8();
                sqlite3_bind_text(statement, i + 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
            } else {
                sqlite3_bind_int64(statement, i + 1, value.toLongLong());
            }
        }
        return statement;
    }

private:
    sqlite3 *m_database = nullptr;
};

struct Read { qint64 rows = 0; quint64 sum = 0; };

/// Every column of every row is looked at, in its own type.
inline Read readAll(sqlite3_stmt *statement)
{
    Read read;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        ++read.rows;
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            if (sqlite3_column_type(statement, column) == SQLITE_INTEGER)
                read.sum += quint64(sqlite3_column_int64(statement, column));
            else if (const unsigned char *text = sqlite3_column_text(statement, column))
                read.sum += text[0];
        }
    }
    sqlite3_reset(statement);
    return read;
}

/// A million jobs as a busy year leaves them: nearly all completed, a few open, 1,000 connections, texts of usual length.
inline void fill(Bare *database)
{
    database->run("PRAGMA synchronous = OFF; BEGIN");
    const QByteArray sql = QStringLiteral(R"(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ROWS - 1)
        INSERT INTO jobs SELECT FIRST + (i * 30000 << 20), 1, CASE WHEN i % 20 = 0 THEN 'production' WHEN i % 3 = 0 THEN 'simulator' ELSE 'sandbox' END,
        printf('%08x-aaaa-4bbb-8ccc-%012x', i % 1000, i % 1000), printf('%032x', i % 1000), 'First Bank of Somewhere ' || (i % 200),
        CASE i % 3 WHEN 0 THEN 'balance' WHEN 1 THEN 'transactions' ELSE 'identity' END, NULL, NULL, printf('%08x-1111-4222-8333-%012x', i, i),
        CASE WHEN i % 5000 = 7 THEN 'polling' WHEN i % 100 = 1 THEN 'failed' WHEN i % 250 = 2 THEN 'cancelled' ELSE 'done' END, i % 5000 <> 7,
        'The data came: the job is completed', 'COMPLETED', CASE WHEN i % 100 = 1 THEN 'The bank did not answer (AR-' || (i % 90 + 100) || ')' ELSE '' END,
        START + i * 30000, START + i * 30000 + 10, START + i * 30000 + 200, START + i * 30000 + 9000, START + i * 30000 + 9000, 1, 4, i % 10 = 3,
        START + i * 30000 + 7000, CASE WHEN i % 5000 <> 7 THEN START + i * 30000 + 9000 END, 2048, 30, '' FROM n)")
                               .replace(u"ROWS"_s, QString::number(rows)).replace(u"FIRST"_s, QString::number(firstId))
                               .replace(u"START"_s, QString::number(startedAt)).toUtf8();
    database->run(sql.constData());
    database->run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

inline double lowerQuartile(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 4);
}

} // namespace bench
