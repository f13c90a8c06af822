// SPDX-License-Identifier: GPL-3.0-or-later
// The archive looked through: first by the rows in memory, then, for words, by the texts of those that are left.
#include "session/caseless.h"
#include "session/eventarchive.h"

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype readAtOnce = qsizetype(4) * 1024 * 1024; // bytes

/// The numbers of the names that hold one of the parts, in any case.
QSet<quint32> holding(const NameList &names, const QStringList &wanted)
{
    QSet<quint32> numbers;
    for (qsizetype number = 1; number < names.size() && !wanted.isEmpty(); ++number) {
        for (const QString &part : wanted) {
            if (names.at(number).contains(part, Qt::CaseInsensitive))
                numbers << quint32(number);
        }
    }
    return numbers;
}

/// A query, made ready for many rows.
class RowTest
{
public:
    RowTest(const EventQuery &query, const NameList &hosts, const NameList &launches, const NameList &connections, const NameList &jobs)
        : m_query(query), m_hosts(holding(hosts, query.hosts)), m_launches(holding(launches, query.launches)),
          m_connections(holding(connections, query.connections)), m_jobs(holding(jobs, query.jobs))
    {
        for (const LogEntry::Kind kind : query.kinds)
            m_kinds |= int(kind) < 0 ? 0 : 1U << unsigned(kind);
        if (query.kinds.isEmpty())
            m_kinds = ~0U;
    }
    bool holds(const EventRow &row) const
    {
        if (!(m_kinds & 1U << unsigned(row.kind)) || row.level < m_query.worst)
            return false;
        if (!m_query.statuses.isEmpty() && std::none_of(m_query.statuses.begin(), m_query.statuses.end(), [&](const auto &each) { return row.status >= each.first && row.status <= each.second; }))
            return false;
        return isOneOf(m_query.hosts, m_hosts, row.host) && isOneOf(m_query.launches, m_launches, row.launch)
            && isOneOf(m_query.connections, m_connections, row.connection) && isOneOf(m_query.jobs, m_jobs, row.job);
    }

private:
    static bool isOneOf(const QStringList &wanted, const QSet<quint32> &numbers, quint32 number) { return wanted.isEmpty() || numbers.contains(number); }
    const EventQuery &m_query;
    quint32 m_kinds = 0;
    QSet<quint32> m_hosts, m_launches, m_connections, m_jobs;
};

/// Some rows whose texts follow each other, and those of them that are still wanted.
struct Stretch {
    std::vector<quint32> rows;
    std::vector<quint64> begins; // and the end of the last
};

/// Takes out the rows whose text holds the word, or those whose text does not. A word is looked for once in all of the text.
void keepRows(Stretch &stretch, QByteArrayView text, quint64 textBegin, const CaselessFinder &word, bool isWanted)
{
    std::vector<bool> has(stretch.rows.size(), false);
    std::size_t at = 0;
    CaselessFinder::Scan scan(word, text);
    for (qsizetype hit = scan.next(0); hit >= 0;) {
        const quint64 place = textBegin + quint64(hit);
        while (at < stretch.rows.size() && stretch.begins[2 * at + 1] <= place)
            ++at;
        if (at == stretch.rows.size())
            break;
        const bool isInside = place >= stretch.begins[2 * at] && place + quint64(word.size()) <= stretch.begins[2 * at + 1];
        has[at] = has[at] || isInside;
        // behind this row, when that is settled
        const quint64 next = isInside ? stretch.begins[2 * at + 1] : std::max(place + 1, stretch.begins[2 * at]);
        hit = scan.next(qsizetype(next - textBegin));
    }
    Stretch kept;
    for (std::size_t i = 0; i < stretch.rows.size(); ++i) {
        if (has[i] != isWanted)
            continue;
        kept.rows.push_back(stretch.rows[i]);
        kept.begins.push_back(stretch.begins[2 * i]);
        kept.begins.push_back(stretch.begins[2 * i + 1]);
    }
    stretch = std::move(kept);
}

} // namespace

std::vector<quint32> EventArchiveView::filter(const EventQuery &query, qsizetype from, const Stop &stop) const
{
    const RowTest test(query, m_hosts, m_launches, m_connections, m_jobs);
    std::vector<CaselessFinder> words, without;
    for (const QString &word : query.words)
        words.emplace_back(word.toUtf8());
    for (const QString &word : query.without)
        without.emplace_back(word.toUtf8());
    const bool looksInside = !words.empty() || !without.empty();
    const quint64 written = looksInside ? m_spool->written() : 0;
    std::vector<quint32> found;
    Stretch stretch;
    quint64 end = 0;
    const auto lookInside = [&] {
        if (stretch.rows.empty())
            return;
        const quint64 begin = stretch.begins.front();
        const QByteArray text = m_spool->at(begin, qsizetype(end - begin));
        for (const CaselessFinder &word : words)
            keepRows(stretch, text, begin, word, true);
        for (const CaselessFinder &word : without)
            keepRows(stretch, text, begin, word, false);
        found.insert(found.end(), stretch.rows.begin(), stretch.rows.end());
        stretch = {};
    };
    for (qsizetype number = from; number < m_size; ++number) {
        if ((number & 1023) == 0 && stop && *stop)
            return found;
        const EventRow &one = row(number);
        if (!test.holds(one))
            continue;
        if (!looksInside) {
            found.push_back(quint32(number));
            continue;
        }
        const quint64 next = one.begin + quint64(one.length());
        const bool isTogether = !stretch.rows.empty() && next <= written && next - stretch.begins.front() <= quint64(readAtOnce) && one.begin - end < quint64(readAtOnce) / 16;
        if (!isTogether)
            lookInside();
        stretch.rows.push_back(quint32(number));
        stretch.begins.push_back(one.begin);
        stretch.begins.push_back(next);
        end = next;
    }
    lookInside();
    return found;
}

} // namespace console
