// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historydatabase.h"

#include <QSqlError>
#include <QUrl>

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

Stored<void> HistoryDatabase::each(const QString &sql, const QVariantList &values, const std::function<void(const QSqlQuery &)> &row)
{
    return eachWhile(sql, values, [&row](const QSqlQuery &query) {
        row(query);
        return true;
    });
}

Stored<void> HistoryDatabase::eachWhile(const QString &sql, const QVariantList &values, const std::function<bool(const QSqlQuery &)> &row)
{
    const Stored<QSqlQuery *> query = execute(sql, values);
    if (!query)
        return tl::unexpected<HistoryFault>(query.error());
    while ((*query)->next() && row(**query)) { }
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid()) {
        m_prepared.remove(sql);
        return fault(error);
    }
    return {};
}

Stored<QVariant> HistoryDatabase::first(const QString &sql, const QVariantList &values)
{
    const Stored<QSqlQuery *> query = execute(sql, values);
    if (!query)
        return tl::unexpected<HistoryFault>(query.error());
    const QVariant value = (*query)->next() ? (*query)->value(0) : QVariant();
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return fault(error);
    return value;
}

} // namespace console
