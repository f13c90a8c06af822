// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historydatabase.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlResult>
#include <QUrl>

#include <sqlite3.h>

#include <atomic>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// How long SQLite itself waits for another program's lock. Short: a waiting thread cannot end, and the writer tries again anyway.
constexpr int busyMilliseconds = 1000;
constexpr qsizetype keptStatements = 64;

HistoryFault faultOf(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    return {isNumber && code > 0 ? code : 1, error.databaseText().isEmpty() ? error.text() : error.databaseText()};
}

tl::unexpected<HistoryFault> fault(const QSqlError &error)
{
    return tl::unexpected<HistoryFault>(faultOf(error));
}

} // namespace

bool HistoryRow::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 HistoryRow::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString HistoryRow::text(int column) const
{
    const unsigned char *text = sqlite3_column_text(m_statement, column); // before the size, which is of this form
    return QString::fromUtf8(reinterpret_cast<const char *>(text), sqlite3_column_bytes(m_statement, column));
}

QByteArray HistoryRow::bytes(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement, column);
    return QByteArray(static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column));
}

QDateTime HistoryRow::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(number(column), Qt::UTC);
}

QDate HistoryRow::date(int column) const
{
    return isNull(column) ? QDate() : QDate::fromJulianDay(number(column));
}

QVariant HistoryRow::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER: return number(column);
    case SQLITE_FLOAT: return sqlite3_column_double(m_statement, column);
    case SQLITE_TEXT: return text(column);
    case SQLITE_BLOB: return bytes(column);
    default: return {};
    }
}

HistoryDatabase::HistoryDatabase(const QString &file) : m_file(file)
{
    static std::atomic<quint64> number{0};
    m_name = u"history-%1"_s.arg(++number); // names are the whole program's
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

Stored<void> HistoryDatabase::open(Access access)
{
    close();
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyMilliseconds);
    if (access != Access::Write)
        options += u";QSQLITE_OPEN_READONLY"_s;
    if (access == Access::Still) {
        options += u";QSQLITE_OPEN_URI"_s;
        m_database.setDatabaseName(QString::fromLatin1(QUrl::fromLocalFile(m_file).toEncoded()) + u"?immutable=1"_s);
    } else {
        m_database.setDatabaseName(m_file);
    }
    m_database.setConnectOptions(options);
    if (!m_database.open()) {
        const HistoryFault why = faultOf(m_database.lastError());
        close();
        return tl::unexpected<HistoryFault>(why);
    }
    return {};
}

void HistoryDatabase::close()
{
    m_prepared.clear();
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Stored<QSqlQuery *> HistoryDatabase::execute(const QString &sql, const QVariantList &values)
{
    auto at = m_prepared.find(sql);
    if (at == m_prepared.end()) {
        if (m_prepared.size() >= keptStatements)
            m_prepared.clear();
        QSqlQuery query(m_database);
        query.setForwardOnly(true); // or Qt keeps a copy of every row
        if (!query.prepare(sql))
            return fault(query.lastError());
        at = m_prepared.insert(sql, std::move(query));
    }
    QSqlQuery &query = *at;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values.at(i));
    if (!query.exec()) {
        const HistoryFault why = faultOf(query.lastError());
        m_prepared.erase(at); // what failed may be of an older schema, or half stepped
        return tl::unexpected<HistoryFault>(why);
    }
    return &query;
}

Stored<void> HistoryDatabase::run(const QString &sql, const QVariantList &values)
{
    const Stored<QSqlQuery *> query = execute(sql, values);
    if (!query)
        return tl::unexpected<HistoryFault>(query.error());
    m_changedRows = (*query)->numRowsAffected();
    (*query)->finish();
    return {};
}

Stored<void> HistoryDatabase::each(const QString &sql, const QVariantList &values, const std::function<void(const HistoryRow &)> &row)
{
    return eachWhile(sql, values, [&row](const HistoryRow &now) {
        row(now);
        return true;
    });
}

Stored<void> HistoryDatabase::eachWhile(const QString &sql, const QVariantList &values, const std::function<bool(const HistoryRow &)> &row)
{
    const Stored<QSqlQuery *> query = execute(sql, values);
    if (!query)
        return tl::unexpected<HistoryFault>(query.error());
    auto *statement = *static_cast<sqlite3_stmt *const *>((*query)->result()->handle().constData());
    int code = SQLITE_ROW;
    if ((*query)->next()) { // exec() has stepped to the first row, and this tells whether there was one
        while (code == SQLITE_ROW && row(HistoryRow(statement)))
            code = sqlite3_step(statement);
    }
    HistoryFault why;
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        sqlite3 *connection = sqlite3_db_handle(statement);
        why = {sqlite3_extended_errcode(connection), QString::fromUtf8(sqlite3_errmsg(connection))};
    }
    (*query)->finish();
    if (why.code == 0)
        return {};
    m_prepared.remove(sql);
    return tl::unexpected<HistoryFault>(why);
}

Stored<QVariant> HistoryDatabase::first(const QString &sql, const QVariantList &values)
{
    QVariant value;
    const Stored<void> done = eachWhile(sql, values, [&value](const HistoryRow &row) {
        value = row.value(0);
        return false;
    });
    if (!done)
        return tl::unexpected<HistoryFault>(done.error());
    return value;
}

} // namespace console
