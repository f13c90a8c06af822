// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventlog.h"

#include "api/decode.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The path segment after `word`: ("/v2/accounts/a%2Fb/balance", "accounts") → "a/b". An id may hold any sign, so the
/// parts are those of the encoded path.
QString segmentAfter(const QList<QStringView> &parts, QStringView word)
{
    const qsizetype at = parts.indexOf(word);
    return at < 0 ? QString() : QUrl::fromPercentEncoding(parts.value(at + 1).toLatin1());
}

/// Whose call it was: the connection and the job that its address names.
void attribute(LogEntry &entry)
{
    const QString path = entry.url.path(QUrl::FullyEncoded);
    const QList<QStringView> parts = QStringView(path).split(u'/');
    entry.connectionId = segmentAfter(parts, u"accounts");
    if (entry.connectionId.isEmpty())
        entry.connectionId = segmentAfter(parts, u"connections");
    entry.jobId = segmentAfter(parts, u"job");
    if (entry.jobId.isEmpty() && entry.url.hasQuery())
        entry.jobId = QUrlQuery(entry.url).queryItemValue(u"job_id"_s, QUrl::FullyDecoded);
}

/// What an entry takes up, near enough.
qint64 bytesOf(const LogEntry &entry)
{
    qint64 bytes = qint64(sizeof(LogEntry)) + entry.requestBody.size() + entry.answerBody.size() + entry.url.toString(QUrl::FullyEncoded).size();
    for (const QString &text : {entry.title, entry.detail, entry.launchId, entry.connectionId, entry.jobId})
        bytes += qint64(sizeof(QChar)) * text.size();
    for (const Headers &headers : {entry.requestHeaders, entry.answerHeaders}) {
        for (const auto &[name, value] : headers)
            bytes += name.size() + value.size();
    }
    for (const QList<HiddenText> &hidden : {entry.requestHidden, entry.answerHidden}) {
        for (const HiddenText &each : hidden)
            bytes += qint64(sizeof each) + each.clear.size();
    }
    return bytes;
}

/// The error that a body carries whatever its status: "status 200, error inside" exists (contract l).
std::optional<Error> errorInside(const QByteArray &body)
{
    if (body.size() > loggedBody || !body.contains("\"error\""))
        return {};
    const Result<Json> json = Json::parse(body);
    return json ? serviceError(*json) : std::optional<Error>();
}

LogEntry::Level levelOf(const Exchange &exchange, bool hasErrorInside)
{
    if (exchange.willRetry)
        return LogEntry::Level::Warning;
    if (exchange.error || !exchange.answer || exchange.answer->status >= 400 || hasErrorInside)
        return LogEntry::Level::Bad;
    return LogEntry::Level::Good;
}

QString detailOf(const Exchange &exchange, const std::optional<Error> &inside, const Redactor &redactor)
{
    QStringList parts;
    if (exchange.error)
        parts << oneLine(redactor.error(*exchange.error));
    else if (inside)
        parts << oneLine(redactor.error(*inside));
    if (exchange.attempt > 1)
        parts << EventLog::tr("try %1").arg(exchange.attempt);
    if (exchange.willRetry)
        parts << EventLog::tr("will be tried again");
    return parts.join(u" · "_s);
}

} // namespace

EventLog::EventLog(QObject *parent, std::size_t capacity, qint64 mostBytes, const QString &archiveFolder)
    : QObject(parent), m_archive(archiveFolder), m_capacity(std::max<std::size_t>(capacity, 1)), m_mostBytes(mostBytes)
{
}

void EventLog::add(LogEntry entry)
{
    const LogEntry asItCame = entry;
    const QList<QByteArray> ids{entry.connectionId.toUtf8(), entry.jobId.toUtf8(), entry.launchId.toUtf8()};
    if (const QList<ToldText> told = console::redact(entry, m_redactor); m_redactor.learn(told, ids)) {
        entry = asItCame;
        console::redact(entry, m_redactor); // what else it says of the same person, or the same credential
    }
    entry.id = m_nextId++;
    if (!entry.at.isValid())
        entry.at = QDateTime::currentDateTimeUtc();
    entry.weight = bytesOf(entry);
    int gone = 0;
    for (; !m_entries.empty() && (m_entries.size() >= m_capacity || m_bytes + entry.weight > m_mostBytes); ++gone) {
        m_bytes -= m_entries.front().weight;
        m_entries.pop_front();
    }
    if (gone > 0)
        Q_EMIT dropped(gone);
    m_bytes += entry.weight;
    m_archive.append(entry);
    m_entries.push_back(std::move(entry));
    Q_EMIT added(m_entries.back());
    tellOfArchive();
}

void EventLog::tellOfArchive()
{
    if (m_toldOfArchive)
        return;
    const std::optional<QString> problem = m_archive.problem();
    if (!problem)
        return;
    m_toldOfArchive = true;
    addNote(LogEntry::Kind::Problem, LogEntry::Level::Warning, tr("time line"),
            tr("Older entries cannot be kept on the disk: %1. Only the newest will stay. Make room, and start again.").arg(*problem));
}

void EventLog::pin(quint64 id, bool isPinned)
{
    EventMark mark = m_marks.mark(id);
    mark.isPinned = isPinned;
    m_marks.set(id, mark);
}

void EventLog::note(quint64 id, const QString &text)
{
    EventMark mark = m_marks.mark(id);
    mark.note = m_redactor.text(text.trimmed());
    m_marks.set(id, mark);
}

void EventLog::show(const EventArchiveView &saved, const QMap<quint64, EventMark> &marks)
{
    dropAll();
    m_archive.show(saved);
    for (auto mark = marks.begin(); mark != marks.end(); ++mark)
        m_marks.set(mark.key(), mark.value());
    Q_EMIT cleared();
}

const LogEntry *EventLog::recent(qsizetype row) const
{
    const qsizetype at = row - (m_archive.size() - qsizetype(m_entries.size()));
    return at >= 0 && at < qsizetype(m_entries.size()) ? &m_entries[std::size_t(at)] : nullptr;
}

void EventLog::addExchange(const Exchange &exchange)
{
    const Request &request = exchange.request;
    const std::optional<Error> inside = exchange.answer ? errorInside(exchange.answer->body) : std::nullopt;
    LogEntry entry;
    entry.at = exchange.startedAt;
    entry.kind = LogEntry::Kind::Http;
    entry.level = levelOf(exchange, inside.has_value());
    entry.title = exchange.answer ? u"%1 %2"_s.arg(request.label()).arg(exchange.answer->status) : request.label();
    entry.detail = detailOf(exchange, inside, m_redactor);
    entry.verb = request.verb;
    entry.url = request.url;
    attribute(entry);
    entry.requestHeaders = request.headers;
    entry.requestBody = request.body;
    if (exchange.answer) {
        entry.answerHeaders = exchange.answer->headers;
        entry.answerBody = exchange.answer->body;
        entry.status = exchange.answer->status;
    }
    entry.elapsed = exchange.elapsed;
    entry.phases = exchange.phases;
    add(std::move(entry));
}

void EventLog::addNote(LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail)
{
    LogEntry entry;
    entry.kind = kind;
    entry.level = level;
    entry.title = title;
    entry.detail = detail;
    add(std::move(entry));
}

void EventLog::dropAll()
{
    m_entries.clear();
    m_archive.clear();
    m_marks.clear();
    m_bytes = 0;
}

void EventLog::clear()
{
    dropAll();
    Q_EMIT cleared();
}

} // namespace console
