// SPDX-License-Identifier: GPL-3.0-or-later
// A page taken apart. (runpage.cpp: put together.)
#include "walk/sections.h"

#include "walk/markup.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

constexpr QByteArrayView runMark = "<!-- run ", walkMark = "<!-- walk:begin ", markEnd = " -->", walkEnd = "<!-- walk:end -->";
constexpr qint64 mostMilliseconds = 1000000000;

tl::unexpected<Error> noReport(const QString &why)
{
    return fail(Error{.kind = Error::Kind::Decode, .message = Say::tr("This is no report of walks: %1").arg(why)});
}

/// On one line, and without what would end a comment or begin a tag.
QByteArray markOf(QByteArrayView mark, const QJsonObject &json)
{
    QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    text.replace("--", "\\u002d\\u002d").replace("<", "\\u003c").replace(">", "\\u003e");
    return mark.toByteArray() + text + markEnd.toByteArray() + '\n';
}

std::optional<QJsonObject> jsonOf(QByteArrayView text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toByteArray(), &error);
    return error.error == QJsonParseError::NoError && document.isObject() ? std::optional(document.object()) : std::nullopt;
}

qint64 millisecondsIn(const QJsonObject &json)
{
    return qBound<qint64>(0, json.value("ms"_L1).toInteger(), mostMilliseconds);
}

QJsonObject toJson(const WalkHead &head)
{
    return {{u"id"_s, head.id}, {u"name"_s, head.name}, {u"file"_s, head.file}, {u"why"_s, head.why}, {u"verdict"_s, verdictName(head.verdict)}, {u"ms"_s, head.milliseconds}, {u"attempt"_s, head.attempt}};
}

std::optional<WalkHead> walkHead(const QJsonObject &json)
{
    const auto text = [&](const char *name) { return json.value(QLatin1StringView(name)).toString(); };
    const auto verdict = verdictFrom(text("verdict"));
    if (!verdict || text("id").isEmpty())
        return {};
    return WalkHead{.id = text("id"), .name = text("name"), .file = text("file"), .why = text("why"), .verdict = *verdict, .milliseconds = millisecondsIn(json), .attempt = json.value("attempt"_L1).toInt(1)};
}

QJsonObject toJson(const RunHead &head)
{
    return {{u"environment"_s, head.environment}, {u"toolVersion"_s, head.toolVersion}, {u"startedAt"_s, head.startedAt}, {u"plan"_s, head.plan}, {u"shard"_s, head.shard},
            {u"ms"_s, head.milliseconds}, {u"simulated"_s, head.isSimulated}, {u"whole"_s, head.isWhole}, {u"soak"_s, head.isSoak}};
}

RunHead runHead(const QJsonObject &json)
{
    const auto text = [&](const char *name) { return json.value(QLatin1StringView(name)).toString(); };
    const auto yes = [&](const char *name) { return json.value(QLatin1StringView(name)).toBool(); };
    return {.environment = text("environment"), .toolVersion = text("toolVersion"), .startedAt = text("startedAt"), .plan = text("plan"), .shard = text("shard"),
            .milliseconds = millisecondsIn(json), .isSimulated = yes("simulated"), .isWhole = yes("whole"), .isSoak = yes("soak")};
}

/// The JSON of the mark that begins at `at`, and where it ends; nothing: it is none.
std::optional<QPair<QJsonObject, qsizetype>> markAt(QByteArrayView page, QByteArrayView mark, qsizetype at)
{
    const qsizetype from = at + mark.size(), end = page.indexOf(markEnd, from);
    if (at < 0 || end < 0)
        return {};
    const auto json = jsonOf(page.sliced(from, end - from));
    if (!json)
        return {};
    return qMakePair(*json, end + markEnd.size());
}

/// The section that begins at `at`; `at` is moved behind it.
Result<WalkPart> sectionAt(QByteArrayView page, qsizetype *at)
{
    const auto mark = markAt(page, walkMark, *at);
    const auto head = mark ? walkHead(mark->first) : std::nullopt;
    if (!head)
        return noReport(Say::tr("the head of a walk cannot be read."));
    const qsizetype end = page.indexOf(walkEnd, mark->second);
    if (end < 0)
        return noReport(Say::tr("the part of “%1” has no end.").arg(head->id));
    const QByteArray html = page.sliced(mark->second, end - mark->second).toByteArray().trimmed();
    if (!html.startsWith("<section") || !isOwnMarkup(html))
        return noReport(Say::tr("the part of “%1” has something in it that this program never writes.").arg(head->id));
    *at = end + walkEnd.size();
    return WalkPart{*head, html};
}

} // namespace

RunHead headOf(const RunResult &run)
{
    return {.environment = run.environment, .toolVersion = run.toolVersion, .startedAt = run.startedAt.isValid() ? run.startedAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s) : QString(), .plan = run.plan,
            .shard = u"%1/%2"_s.arg(run.shard).arg(run.shards), .milliseconds = run.took.count(), .isSimulated = run.isSimulated, .isWhole = run.isWhole, .isSoak = !run.samples.isEmpty()};
}

WalkHead headOf(const CaseResult &result)
{
    return {.id = result.id, .name = result.name.isEmpty() ? result.id : result.name, .file = result.file, .why = result.why, .verdict = result.verdict, .milliseconds = result.took.count(), .attempt = result.attempt};
}

QString anchorOf(const QString &id)
{
    return u"w-"_s + QString::fromLatin1(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex().left(12));
}

QByteArray framed(const WalkPart &part)
{
    return markOf(walkMark, toJson(part.head)) + part.html + '\n' + walkEnd.toByteArray() + '\n';
}

Result<WalkPart> unframed(const QByteArray &html)
{
    qsizetype at = 0;
    if (!html.startsWith(walkMark))
        return noReport(Say::tr("it has no part of a walk."));
    return sectionAt(html, &at);
}

QByteArray runMarkOf(const PageParts &parts)
{
    QJsonObject json = toJson(parts.run);
    json.insert(u"walks"_s, parts.walks.size());
    return markOf(runMark, json);
}

Result<PageParts> partsOf(const QByteArray &page)
{
    const auto run = markAt(page, runMark, page.indexOf(runMark));
    if (!run)
        return noReport(Say::tr("it does not say of which run it is."));
    if (!page.trimmed().endsWith("</html>"))
        return noReport(Say::tr("its end is missing."));
    PageParts parts{.run = runHead(run->first), .walks = {}};
    for (qsizetype at = page.indexOf(walkMark, run->second); at >= 0; at = page.indexOf(walkMark, at)) {
        const Result<WalkPart> part = sectionAt(page, &at);
        if (!part)
            return fail(part.error());
        parts.walks << *part;
    }
    if (parts.walks.size() != run->first.value("walks"_L1).toInt(-1))
        return noReport(Say::tr("it is not whole."));
    return parts;
}

} // namespace console
