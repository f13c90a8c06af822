// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventquery.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct QueryWords { Q_DECLARE_TR_FUNCTIONS(console::EventQuery) };

using Kind = LogEntry::Kind;
constexpr int highestStatus = 999;
const QStringList keys{u"kind:"_s, u"level:"_s, u"status:"_s, u"host:"_s, u"job:"_s, u"connection:"_s, u"launch:"_s, u"is:"_s};

struct Term {
    QString key, value; // no key: a word
    bool isNot = false;
};

/// Words as they are typed: quotes hold spaces together, also behind a key; a quote that is not closed ends with the text.
QList<Term> termsOf(const QString &typed)
{
    static const QRegularExpression pattern(uR"((-?)(?:([A-Za-z]+):)?(?:"([^"]*)(?:"|$)|([^\s"]+)))"_s);
    QList<Term> terms;
    for (auto hits = pattern.globalMatch(typed); hits.hasNext();) {
        const QRegularExpressionMatch hit = hits.next();
        terms << Term{hit.captured(2).toLower(), hit.hasCaptured(3) ? hit.captured(3) : hit.captured(4), !hit.captured(1).isEmpty()};
    }
    return terms;
}

std::optional<std::pair<int, int>> statusOf(const QString &text)
{
    static const QRegularExpression one(u"^(\\d)xx$|^(\\d{1,3})$|^(\\d{1,3})-(\\d{1,3})$|^(>=|<=|>|<)(\\d{1,3})$"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch hit = one.match(text);
    if (!hit.hasMatch())
        return {};
    if (hit.hasCaptured(1)) {
        const int hundred = hit.captured(1).toInt() * 100;
        return std::pair(hundred, hundred + 99);
    }
    if (hit.hasCaptured(2))
        return std::pair(hit.captured(2).toInt(), hit.captured(2).toInt());
    if (hit.hasCaptured(3))
        return std::pair(hit.captured(3).toInt(), hit.captured(4).toInt());
    const int bound = hit.captured(6).toInt();
    const QString sign = hit.captured(5);
    if (sign.startsWith(u'>'))
        return std::pair(sign == u">="_s ? bound : bound + 1, highestStatus);
    return std::pair(1, sign == u"<="_s ? bound : bound - 1);
}

std::optional<LogEntry::Level> levelOf(const QString &text)
{
    if (text == u"info"_s)
        return LogEntry::Level::Info;
    if (text == u"good"_s)
        return LogEntry::Level::Good;
    if (text == u"warning"_s)
        return LogEntry::Level::Warning;
    if (text == u"bad"_s || text == u"failed"_s)
        return LogEntry::Level::Bad;
    return {};
}

class Parser
{
public:
    EventQuery run(const QString &typed)
    {
        for (const Term &term : termsOf(typed))
            add(term);
        return m_query;
    }

private:
    void add(const Term &term)
    {
        QStringList *parts = term.key == u"host"_s ? &m_query.hosts : term.key == u"job"_s ? &m_query.jobs
            : term.key == u"connection"_s ? &m_query.connections : term.key == u"launch"_s ? &m_query.launches : nullptr;
        const bool isKey = parts || term.key == u"is"_s || term.key == u"kind"_s || term.key == u"status"_s || term.key == u"level"_s;
        if (term.key.isEmpty() && !term.isNot && keys.contains(term.value.toLower()))
            return; // the key is typed already, its value not yet
        if (!isKey) { // also "https://…"
            const QString word = term.key.isEmpty() ? term.value : term.key + u':' + term.value;
            if (!word.isEmpty())
                (term.isNot ? m_query.without : m_query.words) << word;
            return;
        }
        if (term.isNot) {
            m_query.problems << QueryWords::tr("“-%1:” does not work: only words can be left out.").arg(term.key);
            return;
        }
        for (const QString &value : term.value.split(u',', Qt::SkipEmptyParts)) {
            if (parts)
                *parts << value;
            else if (!addValue(term.key, value.toLower()))
                m_query.problems << hint(term.key, value);
        }
    }

    bool addValue(const QString &key, const QString &value)
    {
        if (key == u"kind"_s) {
            if (const std::optional<Kind> kind = logKindOf(value)) {
                m_query.kinds << *kind;
                return true;
            }
        } else if (key == u"status"_s) {
            if (const auto range = statusOf(value)) {
                m_query.statuses << *range;
                return true;
            }
        } else if (key == u"is"_s) {
            m_query.onlyPinned = m_query.onlyPinned || value == u"pinned"_s;
            m_query.onlyNoted = m_query.onlyNoted || value == u"noted"_s;
            return value == u"pinned"_s || value == u"noted"_s;
        } else if (const std::optional<LogEntry::Level> level = levelOf(value)) {
            m_query.worst = *level;
            return true;
        }
        return false;
    }

    static QString hint(const QString &key, const QString &value)
    {
        if (key == u"kind"_s) {
            QStringList names;
            for (const Kind kind : allLogKinds())
                names << logKindName(kind);
            return QueryWords::tr("“%1” is no kind: %2.").arg(value, names.join(u", "_s));
        }
        if (key == u"is"_s)
            return QueryWords::tr("“%1” is none: is:pinned or is:noted.").arg(value);
        return key == u"status"_s ? QueryWords::tr("“%1” is no status: 404, 4xx, 400-499 or >=400.").arg(value)
                                  : QueryWords::tr("“%1” is no level: info, good, warning or bad.").arg(value);
    }

    EventQuery m_query;
};

} // namespace

EventQuery EventQuery::parse(const QString &typed)
{
    return Parser().run(typed);
}

bool EventQuery::isEmpty() const
{
    return kinds.isEmpty() && worst == LogEntry::Level::Info && statuses.isEmpty() && hosts.isEmpty() && jobs.isEmpty() && connections.isEmpty()
        && launches.isEmpty() && words.isEmpty() && without.isEmpty() && !onlyPinned && !onlyNoted;
}

} // namespace console
