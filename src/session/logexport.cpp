// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/logexport.h"

#include "api/environment.h"
#include "base/csv.h"
#include "session/entryadvice.h"
#include "session/mask.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct LogExport {
    Q_DECLARE_TR_FUNCTIONS(console::LogExport)
};

QString levelWord(LogEntry::Level level)
{
    switch (level) {
    case LogEntry::Level::Info: return u"info"_s;
    case LogEntry::Level::Good: return u"good"_s;
    case LogEntry::Level::Warning: return u"warning"_s;
    case LogEntry::Level::Bad: return u"failed"_s;
    }
    return {};
}

/// "2026-01-02 03:04:05.678", UTC.
QString utc(const QDateTime &at)
{
    return at.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString millisecondsOf(const LogEntry &entry)
{
    return entry.kind == LogEntry::Kind::Http ? QString::number(entry.elapsed.count() / 1000) : QString();
}

/// Others' words inside Markdown: no sign of them means anything, no line ends, and nobody is called by an @.
QString inMarkdown(const QString &text)
{
    QString result;
    for (const QChar c : text.simplified()) {
        if (c == u'@')
            result += u"@\u200b"_s;
        else if (c == u'<')
            result += u"&lt;"_s;
        else if (c == u'&')
            result += u"&amp;"_s;
        else if (u"\\`*_{}[]#|~>!$"_s.contains(c))
            (result += u'\\') += c;
        else
            result += c;
    }
    return result;
}

QString idsOf(const LogEntry &entry)
{
    QStringList ids;
    const auto add = [&ids](const QString &name, const QString &id) {
        if (!id.isEmpty())
            ids << name + u' ' + shortId(id);
    };
    add(u"connection"_s, entry.connectionId);
    add(u"job"_s, entry.jobId);
    add(u"launch"_s, entry.launchId);
    return ids.join(u", "_s);
}

/// The ids of an entry in its own words too ("/v2/accounts/ID/balance"), shortened.
QString withShortIds(QString text, const LogEntry &entry)
{
    for (const QString &id : {entry.connectionId, entry.jobId, entry.launchId}) {
        if (id.size() > 12)
            text.replace(id, shortId(id));
    }
    return text;
}

qsizetype countOf(const QList<LogEntry> &entries, bool (*counts)(const LogEntry &))
{
    return std::count_if(entries.begin(), entries.end(), counts);
}

bool isCall(const LogEntry &entry)
{
    return entry.kind == LogEntry::Kind::Http;
}

bool hasFailed(const LogEntry &entry)
{
    return entry.level == LogEntry::Level::Bad;
}

QString markdownHead(const QList<LogEntry> &entries, const ExportContext &context)
{
    QString text = u"# "_s + LogExport::tr("%1: what happened").arg(inMarkdown(context.product)) + u"\n\n"_s;
    if (context.simulated)
        text += u"**"_s + LogExport::tr("SIMULATED: a simulator answered. Nothing here is from a bank.") + u"**\n\n"_s;
    const qsizetype calls = countOf(entries, isCall);
    text += u"- "_s + LogExport::tr("What: %1 calls, %2 other events, %3 failures").arg(calls).arg(entries.size() - calls).arg(countOf(entries, hasFailed)) + u'\n';
    if (!entries.isEmpty())
        text += u"- "_s + LogExport::tr("When: %1 to %2 (UTC)").arg(utc(entries.first().at), utc(entries.last().at)) + u'\n';
    for (const auto &[name, value] : context.facts)
        text += u"- %1: %2\n"_s.arg(inMarkdown(name), inMarkdown(value));
    text += u"- %1: %2\n"_s.arg(inMarkdown(context.product), inMarkdown(context.version));
    return text + u"- "_s + LogExport::tr("Written: %1 (UTC). Credentials are taken out, personal data is masked.").arg(utc(context.at)) + u'\n';
}

QString markdownFailures(const QList<LogEntry> &entries)
{
    QString text = u"\n## "_s + LogExport::tr("Failures") + u"\n\n"_s;
    bool any = false;
    for (const LogEntry &entry : entries) {
        if (!hasFailed(entry))
            continue;
        any = true;
        text += u"- **%1** (%2)"_s.arg(inMarkdown(withShortIds(entry.title, entry)), utc(entry.at));
        if (!entry.detail.isEmpty())
            text += u": "_s + inMarkdown(withShortIds(entry.detail, entry));
        const QString advice = entryAdvice(entry);
        if (!advice.isEmpty())
            text += u"\n  "_s + LogExport::tr("What to do: %1").arg(inMarkdown(advice));
        text += u'\n';
    }
    return any ? text : text + LogExport::tr("None.") + u'\n';
}

QString markdownTable(const QList<LogEntry> &entries)
{
    const QStringList heads{LogExport::tr("Time (UTC)"), LogExport::tr("Kind"), LogExport::tr("What"), LogExport::tr("Status"), LogExport::tr("ms"),
                            LogExport::tr("Detail"), LogExport::tr("Ids")};
    QString text = u"\n## "_s + LogExport::tr("Everything, in order") + u"\n\n| "_s + heads.join(u" | "_s) + u" |\n|---|---|---|---|---:|---|---|\n"_s;
    for (const LogEntry &entry : entries) {
        const QString status = !isCall(entry) ? QString() : entry.status ? QString::number(entry.status) : LogExport::tr("no answer");
        const QStringList cells{utc(entry.at).mid(11), logKindName(entry.kind), inMarkdown(withShortIds(entry.title, entry)), status, millisecondsOf(entry),
                                inMarkdown(withShortIds(entry.detail, entry)), inMarkdown(idsOf(entry))};
        text += u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
    }
    return text;
}

} // namespace

bool hasSimulatedCalls(const QList<LogEntry> &entries)
{
    return std::any_of(entries.begin(), entries.end(), [](const LogEntry &entry) { return isCall(entry) && isLoopbackHost(entry.url.host()); });
}

QByteArray logAsMarkdown(const QList<LogEntry> &entries, const ExportContext &context)
{
    QString text = markdownHead(entries, context) + markdownFailures(entries) + markdownTable(entries);
    if (context.simulated)
        text += u"\n*"_s + LogExport::tr("SIMULATED") + u"*\n"_s;
    return text.toUtf8();
}

QByteArray logAsCsv(const QList<LogEntry> &entries, const ExportContext &context)
{
    QString csv = u"time,kind,level,what,detail,verb,url,status,milliseconds,answerBytes,connectionId,jobId,launchId,simulated\r\n"_s;
    for (const LogEntry &entry : entries) {
        const bool call = isCall(entry);
        const QStringList cells{
            entry.at.toUTC().toString(Qt::ISODateWithMs),
            logKindName(entry.kind),
            levelWord(entry.level),
            csvCell(entry.title),
            csvCell(entry.detail),
            csvCell(QString::fromLatin1(entry.verb)),
            csvCell(QString::fromLatin1(entry.url.toEncoded())),
            call ? QString::number(entry.status) : QString(),
            millisecondsOf(entry),
            call ? QString::number(entry.answerBytes) : QString(),
            csvCell(entry.connectionId),
            csvCell(entry.jobId),
            csvCell(entry.launchId),
            context.simulated ? u"simulated"_s : QString(),
        };
        csv += cells.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

} // namespace console
