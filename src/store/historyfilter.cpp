// SPDX-License-Identifier: GPL-3.0-or-later
// Filters of jobs into SQL. SQLite keeps no statistics here, so which index serves is decided by how it is asked:
// a `+` before a column takes its indexes out of the choice.
#include "store/historyreads.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

const QString columns = uR"(id, user, connection_id, bank, kind, range_start, range_end, job_id, state, ended, cause,
 raw_status, error, created_at, started_at, accepted_at, changed_at, ended_at, starts, polls, mfa, running_at, completed_at,
 result_bytes, result_count)"_s;

class Where
{
public:
    void add(const QString &condition, const QVariantList &values)
    {
        m_conditions << condition;
        m_values << values;
    }
    QString text() const { return m_conditions.isEmpty() ? QString() : u" WHERE "_s + m_conditions.join(u" AND "_s); }
    const QVariantList &values() const { return m_values; }

private:
    QStringList m_conditions;
    QVariantList m_values;
};

/// LIKE's own signs are letters here.
QString likePattern(QString text)
{
    return u'%' + text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s) + u'%';
}

void addText(Where *where, const QString &text)
{
    if (text.isEmpty())
        return;
    bool isPlain = true;
    for (const QChar letter : text)
        isPlain = isPlain && letter.unicode() < 128;
    if (!isPlain) { // rows without such letters have nothing there, and cannot match
        where->add(u"folded LIKE ? ESCAPE '\\'"_s, {likePattern(text.toCaseFolded())});
        return;
    }
    const QString like = u"%1 LIKE ? ESCAPE '\\'"_s;
    QStringList any;
    QVariantList values;
    for (const char *column : {"bank", "connection_id", "job_id", "user", "cause", "error"}) {
        any << like.arg(QLatin1StringView(column));
        values << likePattern(text);
    }
    where->add(u'(' + any.join(u" OR "_s) + u')', values);
}

void addAnyOf(Where *where, const QString &column, const QStringList &values)
{
    if (values.isEmpty())
        return;
    QVariantList bound;
    for (const QString &value : values)
        bound << sqlText(value);
    if (values.size() == 1)
        where->add(column + u" = ?"_s, bound);
    else
        where->add(u"%1 IN (%2)"_s.arg(column, QStringList(values.size(), u"?"_s).join(u", "_s)), bound);
}

/// What the filter asks besides its states; `usesIndex`: an index of its own serves it.
Where conditionsOf(const HistoryFilter &filter, bool *usesIndex)
{
    const bool isOpen = filter.ended == false && filter.connectionId.isEmpty();
    *usesIndex = isOpen || !filter.connectionId.isEmpty();
    Where where;
    if (!filter.connectionId.isEmpty())
        where.add(u"connection_id = ?"_s, {filter.connectionId});
    if (filter.ended)
        where.add(isOpen ? u"ended = 0"_s : *filter.ended ? u"+ended = 1"_s : u"+ended = 0"_s, {});
    if (!filter.environment.isEmpty())
        where.add(*usesIndex ? u"+environment = ?"_s : u"environment = ?"_s, {filter.environment});
    addAnyOf(&where, u"+kind"_s, filter.kinds);
    if (filter.from.isValid())
        where.add(u"created_at >= ?"_s, {sqlTime(filter.from)});
    if (filter.to.isValid())
        where.add(u"created_at <= ?"_s, {sqlTime(filter.to)});
    addText(&where, filter.text);
    return where;
}

} // namespace

HistorySql jobsSql(const HistoryFilter &filter, qint64 before, int limit)
{
    bool usesIndex = false;
    Where where = conditionsOf(filter, &usesIndex);
    if (before > 0)
        where.add(u"id < ?"_s, {before});
    const QString selected = filter.environment.isEmpty() ? columns + u", environment"_s : columns; // each column of a page costs
    const QString order = u" ORDER BY id DESC LIMIT %1"_s.arg(limit > 0 ? limit : -1);
    // Of several states the newest jobs of each are found by the index, and the newest of those taken: by one IN SQLite
    // would either sort all that match or walk through all that do not.
    if (filter.states.size() > 1 && !usesIndex && !filter.environment.isEmpty() && limit > 0) {
        HistorySql sql{.environment = filter.environment};
        QStringList parts;
        for (const QString &state : filter.states) {
            Where one = where;
            one.add(u"state = ?"_s, {state});
            parts << u"SELECT id FROM (SELECT id FROM jobs%1%2)"_s.arg(one.text(), order);
            sql.values << one.values();
        }
        sql.text = u"SELECT %1 FROM jobs WHERE id IN (%2)%3"_s.arg(selected, parts.join(u" UNION ALL "_s), order);
        return sql;
    }
    addAnyOf(&where, usesIndex || filter.environment.isEmpty() ? u"+state"_s : u"state"_s, filter.states);
    return {u"SELECT %1 FROM jobs%2%3"_s.arg(selected, where.text(), order), where.values(), filter.environment};
}

HistorySql countSql(const HistoryFilter &filter)
{
    bool usesIndex = false;
    Where where = conditionsOf(filter, &usesIndex);
    addAnyOf(&where, usesIndex ? u"+state"_s : u"state"_s, filter.states);
    return {u"SELECT count(*) FROM jobs"_s + where.text(), where.values()};
}

HistorySql openJobsSql(const QString &environment)
{
    return {u"SELECT %1, environment, run FROM jobs WHERE ended = 0%2 ORDER BY id"_s.arg(columns, environment.isEmpty() ? QString() : u" AND +environment = ?"_s),
            environment.isEmpty() ? QVariantList() : QVariantList{environment}};
}

} // namespace console
