// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/greenruns.h"

#include "base/wholefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::GreenRuns)
};

constexpr qint64 largestFile = 64 * 1024 * 1024;
constexpr qsizetype mostEvents = 2000, mostDifferences = 20;
constexpr qint64 slowerBy = 1000, slowerTimes = 3; // ms; and how many times as long

// --- titles without what changes from run to run ---

QString steady(const QString &title)
{
    static const QRegularExpression uuid(u"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"_s);
    static const QRegularExpression time(u"\\b\\d+([.,:]\\d+)* ?(ms|s|min)\\b"_s);
    static const QRegularExpression id(u"\\b(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{12,}\\b"_s);
    static const QRegularExpression number(u"\\d{4,}|(?<=-)\\d+\\b"_s); // an HTTP status has three digits, and "v2" one
    QString text = title.simplified();
    return text.replace(uuid, u"…"_s).replace(time, u"…"_s).replace(id, u"…"_s).replace(number, u"…"_s);
}

/// Tokens, navigation and clicks follow from these.
QString wordOf(const QString &kind)
{
    static const QMap<QString, QString> words{{u"http"_s, u"call"_s}, {u"widget"_s, u"message"_s}, {u"callback"_s, u"callback"_s}, {u"job"_s, u"job"_s}, {u"problem"_s, u"problem"_s}, {u"rejected"_s, u"rejected"_s}};
    return words.value(kind);
}

QStringList eventsOf(const CaseResult &result)
{
    QStringList events;
    for (const TimeLine &line : result.timeLine) {
        if (const QString word = wordOf(line.kind); !word.isEmpty() && events.size() < mostEvents)
            events << word + u' ' + steady(line.title);
    }
    return events;
}

/// "call POST /v2/token 503" → "call POST /v2/token" and "503"; a call without one got no answer. Others have no status.
QPair<QString, QString> partsOf(const QString &event)
{
    static const QRegularExpression status(u"\\A(call .+) (\\d{3})\\z"_s);
    if (const auto match = status.match(event); match.hasMatch())
        return {match.captured(1), match.captured(2)};
    return {event, event.startsWith("call "_L1) ? Say::tr("nothing") : QString()};
}

// --- differences ---

struct Seen {
    QStringList names;                     // in the order of their first coming
    QMap<QString, int> times;
    QMap<QString, QStringList> statuses;
    explicit Seen(const QStringList &events)
    {
        for (const QString &event : events) {
            const auto [name, status] = partsOf(event);
            if (!times[name]++)
                names << name;
            if (!status.isEmpty() && !statuses[name].contains(status))
                statuses[name] << status;
        }
    }
};

/// A job is asked for as often as it takes, and may say often that it runs.
bool isPolled(const QString &name)
{
    return name.contains("/job/"_L1) || name.startsWith("job "_L1);
}

/// onLoad comes when the frame has loaded, before or behind what its scripts say; a page's console when it likes.
bool hasItsPlace(const QString &name)
{
    return (name.startsWith("message "_L1) && name != "message page console"_L1) || (name.startsWith("callback "_L1) && name != "callback onLoad"_L1);
}

/// Of the names that both have, the longest list that is in the same order in both.
QStringList inOrder(const QStringList &before, const QStringList &now)
{
    const qsizetype rows = before.size(), columns = now.size();
    QList<QList<int>> best(rows + 1, QList<int>(columns + 1, 0));
    for (qsizetype i = rows - 1; i >= 0; --i) {
        for (qsizetype j = columns - 1; j >= 0; --j)
            best[i][j] = before.at(i) == now.at(j) ? best[i + 1][j + 1] + 1 : std::max(best[i + 1][j], best[i][j + 1]);
    }
    QStringList list;
    for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
        if (before.at(i) == now.at(j)) {
            list << before.at(i++);
            ++j;
        } else if (best[i + 1][j] >= best[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return list;
}

/// Calls run beside each other; only what the widget says and what the page is told have an order.
QStringList spoken(const QStringList &names, const QStringList &others)
{
    QStringList list;
    for (const QString &name : names) {
        if (hasItsPlace(name) && others.contains(name))
            list << name;
    }
    return list;
}

QStringList slowerSteps(const GreenRun &before, const CaseResult &now)
{
    QMap<QString, QList<qint64>> times; // a name may come several times
    for (const auto &[name, ms] : before.steps)
        times[name] << ms;
    QStringList list;
    for (const StepResult &step : now.steps) {
        if (step.outcome == StepResult::Outcome::NeverReached || step.outcome == StepResult::Outcome::Skipped || times.value(step.name).isEmpty())
            continue;
        const qint64 then = times[step.name].takeFirst(), ms = step.took.count();
        if (ms >= slowerTimes * then && ms - then > slowerBy)
            list << Say::tr("“%1” took %2 s; in the last green run %3 s.").arg(step.name, QString::number(double(ms) / 1000, 'f', 1), QString::number(double(then) / 1000, 'f', 1));
    }
    return list;
}

QStringList otherStatuses(const Seen &before, const Seen &now)
{
    QStringList list;
    for (const QString &name : now.names) {
        const QStringList then = before.statuses.value(name);
        QStringList fresh = now.statuses.value(name);
        fresh.removeIf([&](const QString &status) { return then.contains(status); });
        if (!then.isEmpty() && !fresh.isEmpty())
            list << Say::tr("%1 answered %2; in the last green run %3.").arg(name, fresh.join(u", "_s), then.join(u", "_s));
    }
    return list;
}

/// A walk that ended early has not what comes later.
QStringList missing(const Seen &before, const Seen &now, bool endedEarly)
{
    qsizetype last = before.names.size() - 1;
    while (endedEarly && last >= 0 && !now.times.contains(before.names.at(last)))
        --last;
    QStringList list;
    for (qsizetype i = 0; i <= last; ++i) {
        if (!now.times.contains(before.names.at(i)))
            list << Say::tr("%1 was not there.").arg(before.names.at(i));
    }
    return list;
}

QStringList freshAndRepeated(const Seen &before, const Seen &now)
{
    QStringList list;
    for (const QString &name : now.names) {
        const int then = before.times.value(name), times = now.times.value(name);
        if (then == 0)
            list << Say::tr("%1 is new.").arg(name);
        else if (then == 1 && times > 1 && !isPolled(name))
            list << Say::tr("%1 came %2 times instead of once.").arg(name, QString::number(times));
    }
    return list;
}

QStringList moved(const Seen &before, const Seen &now)
{
    const QStringList then = spoken(before.names, now.names), here = spoken(now.names, before.names);
    const QStringList kept = inOrder(then, here);
    QStringList list;
    for (const QString &name : here) {
        if (!kept.contains(name))
            list << Say::tr("%1 came in another order.").arg(name);
    }
    return list;
}

// --- the file ---

tl::unexpected<Error> damaged(const QString &file, const QString &what)
{
    return fail(Error{.kind = Error::Kind::Decode, .message = Say::tr("The file of the last green runs cannot be read: %1").arg(what), .where = file,
                      .advice = Say::tr("Take the file away; a new one is begun with the next green run.")});
}

QJsonObject toJson(const QPair<QString, QString> &key, const GreenRun &run)
{
    QJsonArray steps;
    for (const auto &[name, ms] : run.steps)
        steps.append(QJsonArray{name, ms});
    return {{u"environment"_s, key.first}, {u"id"_s, key.second}, {u"at"_s, run.at.toUTC().toString(Qt::ISODateWithMs)}, {u"ms"_s, qint64(run.took.count())},
            {u"steps"_s, steps}, {u"events"_s, QJsonArray::fromStringList(run.events)}};
}

std::optional<GreenRun> runFrom(const QJsonObject &json)
{
    GreenRun run{.at = QDateTime::fromString(json.value("at"_L1).toString(), Qt::ISODateWithMs), .took = std::chrono::milliseconds(json.value("ms"_L1).toInteger(-1)), .steps = {}, .events = {}};
    const QJsonValue steps = json.value("steps"_L1), events = json.value("events"_L1);
    if (!run.at.isValid() || run.took.count() < 0 || !steps.isArray() || !events.isArray() || json.value("id"_L1).toString().isEmpty() || !json.value("environment"_L1).isString())
        return {};
    for (const QJsonValue step : steps.toArray()) {
        const QJsonArray pair = step.toArray();
        const qint64 ms = pair.at(1).toInteger(-1);
        if (pair.size() != 2 || !pair.at(0).isString() || ms < 0)
            return {};
        run.steps.append({pair.at(0).toString(), ms});
    }
    for (const QJsonValue event : events.toArray()) {
        if (!event.isString())
            return {};
        run.events << event.toString();
    }
    run.events = run.events.mid(0, mostEvents);
    return run;
}

} // namespace

Result<GreenRuns> GreenRuns::read(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return GreenRuns();
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error{.kind = Error::Kind::Storage, .message = file.errorString(), .where = path});
    if (file.size() > largestFile)
        return damaged(path, Say::tr("it is bigger than %1 MiB.").arg(largestFile / (1024 * 1024)));
    QJsonParseError why;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &why);
    if (why.error != QJsonParseError::NoError)
        return damaged(path, why.errorString());
    const QJsonValue runs = document.object().value("runs"_L1);
    if (document.object().value("greenRuns"_L1).toInt() != 1 || !runs.isArray())
        return damaged(path, Say::tr("it is no file of green runs of this version."));
    GreenRuns green;
    for (const QJsonValue each : runs.toArray()) {
        const auto run = runFrom(each.toObject());
        if (!run)
            return damaged(path, Say::tr("run %1 in it is not whole.").arg(green.m_runs.size() + 1));
        green.m_runs.insert({each.toObject().value("environment"_L1).toString(), each.toObject().value("id"_L1).toString()}, *run);
    }
    return green;
}

Result<void> GreenRuns::write(const QString &file) const
{
    QJsonArray runs;
    for (auto it = m_runs.begin(); it != m_runs.end(); ++it)
        runs.append(toJson(it.key(), it.value()));
    return writeWholeFile(file, QJsonDocument(QJsonObject{{u"greenRuns"_s, 1}, {u"runs"_s, runs}}).toJson(QJsonDocument::Compact));
}

const GreenRun *GreenRuns::find(const QString &environment, const QString &id) const
{
    const auto it = m_runs.constFind({environment, id});
    return it == m_runs.cend() ? nullptr : &*it;
}

void GreenRuns::keep(const QString &environment, const CaseResult &passed)
{
    if (passed.verdict != Verdict::Passed)
        return;
    GreenRun run{.at = passed.startedAt.isValid() ? passed.startedAt : QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), .took = passed.took, .steps = {}, .events = eventsOf(passed)};
    for (const StepResult &step : passed.steps)
        run.steps.append({step.name, step.took.count()});
    m_runs.insert({environment, passed.id}, run);
}

void GreenRuns::join(const GreenRuns &other)
{
    for (auto it = other.m_runs.begin(); it != other.m_runs.end(); ++it) {
        const auto mine = m_runs.constFind(it.key());
        if (mine == m_runs.cend() || mine->at < it->at)
            m_runs.insert(it.key(), it.value());
    }
}

QStringList GreenRuns::differences(const QString &environment, const CaseResult &now) const
{
    const GreenRun *run = find(environment, now.id);
    if (!run || now.verdict == Verdict::NotRun)
        return {};
    const Seen before(run->events), here(eventsOf(now));
    QStringList list = slowerSteps(*run, now) + otherStatuses(before, here) + missing(before, here, now.verdict != Verdict::Passed)
        + freshAndRepeated(before, here) + moved(before, here);
    if (list.size() > mostDifferences) {
        const qsizetype more = list.size() - mostDifferences;
        list = list.mid(0, mostDifferences) << Say::tr("And %1 more.").arg(more);
    }
    return list;
}

} // namespace console
