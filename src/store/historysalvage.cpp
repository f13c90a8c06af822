// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historysalvage.h"

#include "store/historyschema.h"

#include <QSqlRecord>

#include <limits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Looks into gaps between what could be read are cheap, but each damaged page costs some of them.
constexpr int probes = 600;

/// One table: rows are walked forward until a damaged page stops it, then backward from the end; what lies between is
/// looked into from its middle, again in both directions, until nothing is left or enough was tried.
class TableSalvage
{
public:
    TableSalvage(HistoryDatabase &damaged, HistoryDatabase &sound, const QString &table) : m_damaged(damaged), m_sound(sound), m_table(table) {}

    Stored<qint64> run()
    {
        const QStringList columns = commonColumns();
        if (columns.isEmpty())
            return 0;
        m_columns = columns.size();
        m_select = u"SELECT rowid, %1 FROM %2 NOT INDEXED WHERE rowid >= ? AND rowid <= ? ORDER BY rowid "_s.arg(columns.join(u", "_s), m_table);
        QStringList marks(columns.size() + 1, u"?"_s);
        m_insert = u"INSERT OR IGNORE INTO %1 (rowid, %2) VALUES (%3)"_s.arg(m_table, columns.join(u", "_s), marks.join(u", "_s));

        struct Gap { qint64 from, to; };
        QList<Gap> gaps{{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()}};
        for (int probe = 0; probe < probes && !gaps.isEmpty() && !m_fault; ++probe) {
            const Gap gap = gaps.takeFirst();
            const std::optional<qint64> low = walk(gap.from, gap.to, true);
            const std::optional<qint64> high = low && !m_fault ? walk(*low, gap.to, false) : std::nullopt;
            if (!high || *low >= *high)
                continue;
            const qint64 middle = *low + qint64((quint64(*high) - quint64(*low)) / 2);
            gaps << Gap{*low, middle} << Gap{middle + 1, *high};
        }
        if (m_fault)
            return tl::unexpected<HistoryFault>(*m_fault);
        return m_rows;
    }

private:
    QStringList columnsOf(HistoryDatabase &database)
    {
        QStringList names;
        (void)database.each(u"SELECT name FROM pragma_table_info(?)"_s, {m_table}, [&](const HistoryRow &row) { names << row.text(0); });
        return names;
    }

    QStringList commonColumns()
    {
        const QStringList there = columnsOf(m_damaged);
        QStringList both;
        for (const QString &name : columnsOf(m_sound)) {
            if (there.contains(name))
                both << name;
        }
        return both;
    }

    /// Forward from `from`, or backward from `to`: the next id that was not reached; none when all were.
    std::optional<qint64> walk(qint64 from, qint64 to, bool forward)
    {
        qint64 next = forward ? from : to;
        bool isAll = false, isLost = false;
        const Stored<void> done = m_damaged.eachWhile(m_select + (forward ? u"ASC"_s : u"DESC"_s), {from, to}, [&](const HistoryRow &row) {
            const qint64 id = row.number(0);
            isLost = id < from || id > to || (forward ? id < next : id > next); // a damaged tree may lead in circles
            if (isLost)
                return false;
            keep(row);
            isAll = id == (forward ? to : from);
            next = isAll ? id : forward ? id + 1 : id - 1;
            return !isAll && !m_fault;
        });
        return isAll || (done && !isLost && !m_fault) ? std::nullopt : std::optional(next);
    }

    void keep(const HistoryRow &row)
    {
        QVariantList values;
        for (int i = 0; i <= m_columns; ++i)
            values << row.value(i);
        const Stored<void> done = m_sound.run(m_insert, values);
        if (done)
            m_rows += m_sound.changedRows();
        else if (done.error().mayPass()) // no room: the damaged file stays where it is
            m_fault = done.error();
    }

    HistoryDatabase &m_damaged, &m_sound;
    QString m_table, m_select, m_insert;
    qsizetype m_columns = 0;
    qint64 m_rows = 0;
    std::optional<HistoryFault> m_fault;
};

} // namespace

Stored<qint64> salvageHistory(HistoryDatabase &damaged, HistoryDatabase &sound)
{
    if (const Stored<void> done = sound.run(u"BEGIN IMMEDIATE"_s); !done)
        return tl::unexpected<HistoryFault>(done.error());
    qint64 rows = 0;
    for (const QString &table : historyTables()) {
        const Stored<qint64> some = TableSalvage(damaged, sound, table).run();
        if (!some)
            return some; // closing the file rolls back
        if (table != u"runs"_s) // a person does not miss those
            rows += *some;
    }
    if (const Stored<void> done = sound.run(u"COMMIT"_s); !done)
        return tl::unexpected<HistoryFault>(done.error());
    return rows;
}

} // namespace console
