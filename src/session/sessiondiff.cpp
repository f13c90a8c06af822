// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessiondiff.h"

#include "api/json.h"
#include "session/linediff.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct DiffWords { Q_DECLARE_TR_FUNCTIONS(console::SessionDiff) };

using Area = SessionDifference::Area;
using Kind = LogEntry::Kind;

constexpr qsizetype mostDifferences = 500;
constexpr int itemsOfAList = 20;            // looked at: the others are alike
constexpr std::chrono::milliseconds leastSlower{200};

/// One thing that happened, as it is compared.
struct Step {
    QString key;
    qint64 row = 0;
    int status = 0;
    std::chrono::microseconds took{0};
};

/// The title of a call without its status, which may differ.
QString keyOf(const LogEntry &entry)
{
    QString title = entry.title;
    const QString status = u' ' + QString::number(entry.status);
    if (entry.status && title.endsWith(status))
        title.chop(status.size());
    return title;
}

bool isStep(Kind kind)
{
    return kind == Kind::Http || kind == Kind::Widget || kind == Kind::Callback || kind == Kind::Job || kind == Kind::Rejected;
}

QList<Step> stepsOf(const EventArchiveView &events)
{
    QList<Step> steps;
    QSet<QString> polls;
    QHash<QString, QDateTime> jobSince; // the last change of each job
    for (qsizetype row = 0; row < events.size(); ++row) {
        if (!isStep(events.row(row).kind))
            continue;
        const LogEntry entry = events.head(row);
        Step step{keyOf(entry), row, entry.status, entry.elapsed};
        if (entry.kind == Kind::Http && entry.verb == "GET" && !entry.jobId.isEmpty()) {
            const QString poll = u"%1 %2 %3"_s.arg(step.key, entry.jobId).arg(step.status);
            if (polls.contains(poll))
                continue;
            polls << poll;
        }
        if (entry.kind == Kind::Job) {
            const QString job = entry.jobId.isEmpty() ? entry.connectionId : entry.jobId;
            if (const QDateTime since = jobSince.value(job); since.isValid())
                step.took = std::chrono::milliseconds(qMax<qint64>(0, since.msecsTo(entry.at)));
            jobSince.insert(job, entry.at);
        }
        steps << step;
    }
    return steps;
}

/// Paths of an answer with their types and words: "transactions[].type" → "text", "debit".
struct Field { QString type, word; };
using Fields = QMap<QString, Field>;

/// Words say something; numbers, ids and dates are different at every call, and so are masks.
QString wordOf(const Json &value)
{
    static const QRegularExpression word(u"^[\\p{L} _.,'/-]{1,60}$"_s);
    return value.isText() && word.match(value.scalar()).hasMatch() ? value.scalar() : QString();
}

void addFields(const Json &value, const QString &path, Fields &fields)
{
    if (value.isObject()) {
        for (const auto &[name, inner] : value.fields())
            addFields(inner, path.isEmpty() ? name : path + u'.' + name, fields);
    } else if (value.isArray()) {
        for (const Json &item : value.items().first(std::min<qsizetype>(value.items().size(), itemsOfAList)))
            addFields(item, path + u"[]"_s, fields);
    } else if (!fields.contains(path)) {
        fields.insert(path, {Json::typeName(value.type()), path.contains(u"[]"_s) ? QString() : wordOf(value)}); // items of a list have no fixed words
    }
}

Fields fieldsOf(const LogEntry &entry)
{
    Fields fields;
    if (const Result<Json> json = Json::parse(entry.answerBody))
        addFields(*json, {}, fields);
    return fields;
}

class Comparer
{
public:
    Comparer(const SessionRecord &before, const SessionRecord &after) : m_before(before), m_after(after) {}

    SessionDiff run()
    {
        compareFacts();
        compareLaunches();
        const QList<Step> before = stepsOf(m_before.events), after = stepsOf(m_after.events);
        QStringList left, right;
        for (const Step &step : before)
            left << step.key;
        for (const Step &step : after)
            right << step.key;
        const LineDiff lines = lineDiff(left, right);
        m_diff.isCoarse = lines.isCoarse;
        for (const DiffRow &row : lines.rows) {
            if (row.kind == DiffRow::Kind::Same) {
                ++m_diff.steps;
                compareSteps(before.at(row.left), after.at(row.right));
                continue;
            }
            if (row.left >= 0)
                add({Area::Sequence, left.at(row.left), DiffWords::tr("happened"), {}, before.at(row.left).row, -1});
            if (row.right >= 0)
                add({Area::Sequence, right.at(row.right), {}, DiffWords::tr("happened"), -1, after.at(row.right).row});
        }
        std::stable_sort(m_diff.differences.begin(), m_diff.differences.end(), [](const auto &a, const auto &b) { return a.area < b.area; });
        return m_diff;
    }

private:
    void add(const SessionDifference &difference)
    {
        const QString name = QString::number(int(difference.area)) + difference.what + u'\n' + difference.before + u'\n' + difference.after;
        if (m_seen.contains(name)) // once says it
            return;
        m_seen << name;
        if (m_diff.differences.size() >= mostDifferences)
            m_diff.isCut = true;
        else
            m_diff.differences << difference;
    }

    void fact(const QString &what, const QString &before, const QString &after)
    {
        if (before != after)
            add({Area::Configuration, what, before, after, -1, -1});
    }

    /// The simulator has another one each time.
    static QString withoutPort(QString environment)
    {
        static const QRegularExpression port(u"(127\\.0\\.0\\.1|localhost|\\[::1\\]):\\d+"_s);
        return environment.replace(port, u"\\1"_s);
    }

    void compareFacts()
    {
        fact(DiffWords::tr("Environment"), withoutPort(m_before.facts.environment), withoutPort(m_after.facts.environment));
        fact(DiffWords::tr("Web SDK"), m_before.facts.sdkVersion, m_after.facts.sdkVersion);
        fact(DiffWords::tr("This program"), m_before.facts.program, m_after.facts.program);
        fact(DiffWords::tr("Qt"), m_before.facts.qtVersion, m_after.facts.qtVersion);
    }

    /// What the widget received: the parameters of its last address.
    void compareLaunches()
    {
        const auto [before, beforeRow] = launchOf(m_before.events);
        const auto [after, afterRow] = launchOf(m_after.events);
        if (beforeRow < 0 || afterRow < 0)
            return;
        QStringList names;
        for (const auto &[name, value] : before.queryItems() + after.queryItems())
            names << name;
        names.removeDuplicates();
        for (const QString &name : std::as_const(names)) {
            const QString was = before.queryItemValue(name, QUrl::FullyDecoded), is = after.queryItemValue(name, QUrl::FullyDecoded);
            if (was != is)
                add({Area::Configuration, DiffWords::tr("Widget: %1").arg(name), was, is, beforeRow, afterRow});
        }
    }

    static std::pair<QUrlQuery, qint64> launchOf(const EventArchiveView &events)
    {
        for (qsizetype row = events.size() - 1; row >= 0; --row) {
            if (events.row(row).kind != Kind::Navigation || events.row(row).url == 0)
                continue;
            const LogEntry entry = events.head(row);
            if (QUrlQuery(entry.url).hasQueryItem(u"token"_s))
                return {QUrlQuery(entry.url), row};
        }
        return {QUrlQuery(), -1};
    }

    void compareSteps(const Step &before, const Step &after)
    {
        const auto number = [](int status) { return status ? QString::number(status) : DiffWords::tr("no answer"); };
        if (before.status != after.status)
            add({Area::Status, before.key, number(before.status), number(after.status), before.row, after.row});
        const auto longer = std::max(before.took, after.took), shorter = std::min(before.took, after.took);
        if (longer >= 2 * shorter && longer - shorter >= leastSlower)
            add({Area::Duration, before.key, duration(before.took), duration(after.took), before.row, after.row});
        if (m_before.events.row(before.row).answerBody > 0 || m_after.events.row(after.row).answerBody > 0)
            compareAnswers(before, after);
    }

    static QString duration(std::chrono::microseconds time) { return DiffWords::tr("%1 s").arg(double(time.count()) / 1e6, 0, 'f', 2); }

    void compareAnswers(const Step &before, const Step &after)
    {
        const Fields was = fieldsOf(m_before.events.entry(before.row)), is = fieldsOf(m_after.events.entry(after.row));
        QStringList paths = was.keys() + is.keys();
        paths.removeDuplicates();
        for (const QString &path : std::as_const(paths)) {
            const Field left = was.value(path), right = is.value(path);
            const bool sameType = left.type == right.type;
            if (sameType && left.word == right.word)
                continue;
            const bool bothWords = sameType && !left.word.isEmpty() && !right.word.isEmpty();
            if (sameType && !bothWords)
                continue;
            add({Area::Answer, before.key + u": "_s + path, bothWords ? left.word : left.type, bothWords ? right.word : right.type, before.row, after.row});
        }
    }

    const SessionRecord &m_before, &m_after;
    SessionDiff m_diff;
    QSet<QString> m_seen;
};

} // namespace

QString sessionAreaName(Area area)
{
    switch (area) {
    case Area::Configuration: return DiffWords::tr("configuration");
    case Area::Sequence: return DiffWords::tr("sequence");
    case Area::Status: return DiffWords::tr("status");
    case Area::Duration: return DiffWords::tr("duration");
    case Area::Answer: return DiffWords::tr("answer");
    }
    return {};
}

SessionDiff sessionDiff(const SessionRecord &before, const SessionRecord &after)
{
    return Comparer(before, after).run();
}

} // namespace console
