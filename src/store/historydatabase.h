// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryDatabase: one SQLite connection of one thread; statements are prepared once, every result is checked.
// HistoryRow: what a statement stands on.
#pragma once

#include "store/historyfault.h"

#include <QDateTime>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>

struct sqlite3_stmt;

namespace console {

/// Valid until the next row. Read from SQLite itself: by QSqlQuery every value of a row becomes a QVariant, and a page
/// of the flight deck takes three times as long as its query. Columns count from 0; NULL is an empty value of each type.
class HistoryRow
{
public:
    explicit HistoryRow(sqlite3_stmt *statement) : m_statement(statement) { }
    bool isNull(int column) const;
    qint64 number(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    QDateTime time(int column) const; ///< of sqlTime()
    QDate date(int column) const;     ///< of a Julian day
    QVariant value(int column) const; ///< as it is stored: qint64, double, QString, QByteArray; NULL: invalid

private:
    sqlite3_stmt *m_statement;
};

class HistoryDatabase
{
    Q_DISABLE_COPY_MOVE(HistoryDatabase)
public:
    enum class Access {
        Write,
        Read,
        Still, ///< no lock, no WAL, as a file that never changes: for folders that cannot be written
    };
    explicit HistoryDatabase(const QString &file);
    ~HistoryDatabase(); ///< in the thread that opened it

    QString file() const { return m_file; }
    Stored<void> open(Access access);
    void close();

    Stored<void> run(const QString &sql, const QVariantList &values = {});
    /// Calls `row` for each row; the statement is over when this returns, so it keeps no old snapshot alive.
    Stored<void> each(const QString &sql, const QVariantList &values, const std::function<void(const HistoryRow &)> &row);
    /// … as long as `row` says true.
    Stored<void> eachWhile(const QString &sql, const QVariantList &values, const std::function<bool(const HistoryRow &)> &row);
    /// First column of the first row; invalid: there was no row.
    Stored<QVariant> first(const QString &sql, const QVariantList &values = {});
    /// Of the last run().
    qint64 changedRows() const { return m_changedRows; }

private:
    Stored<QSqlQuery *> execute(const QString &sql, const QVariantList &values);

    QString m_file, m_name;
    QSqlDatabase m_database;
    QHash<QString, QSqlQuery> m_prepared;
    qint64 m_changedRows = 0;
};

/// For SQL: never NULL where a column is NOT NULL (Qt binds a null QString as NULL).
inline QVariant sqlText(const QString &text) { return text.isNull() ? QVariant(QString(QLatin1StringView(""))) : QVariant(text); }
inline QVariant sqlTime(const QDateTime &time) { return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(); }

} // namespace console
