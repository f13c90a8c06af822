// SPDX-License-Identifier: GPL-3.0-or-later
// HAR 1.2 (the archive format of browsers' network panels).
#include "session/logexport.h"

#include "session/mask.h"
#include "session/requestplan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace console {

namespace {

// The format has no word for "not known" but these.
constexpr int unknownSize = -1;

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QString isoTime(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

QJsonArray namesAndValues(const Headers &headers)
{
    QJsonArray list;
    for (const auto &[name, value] : headers)
        list.append(QJsonObject{{u"name"_s, text(name)}, {u"value"_s, text(value)}});
    return list;
}

QJsonArray queryOf(const QUrl &url)
{
    QJsonArray list;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        list.append(QJsonObject{{u"name"_s, name}, {u"value"_s, value}});
    return list;
}

/// Where a text can be kept as it is, it is; other bytes as base64.
void putBody(QJsonObject &into, const QByteArray &bytes, QLatin1StringView encoding)
{
    const QByteArray masked = maskedJson(bytes);
    const bool isText = isUtf8(masked);
    into.insert("text"_L1, isText ? text(masked) : QString::fromLatin1(masked.toBase64()));
    if (!isText)
        into.insert(encoding, u"base64"_s);
}

QString mimeType(const Headers &headers)
{
    const QByteArray type = headerValue(headers, "Content-Type");
    return type.isEmpty() ? u"application/octet-stream"_s : text(type);
}

QJsonObject requestOf(const LogEntry &entry)
{
    QJsonObject request{
        {u"method"_s, text(entry.verb)},
        {u"url"_s, QString::fromLatin1(entry.url.toEncoded())},
        {u"httpVersion"_s, u"HTTP/1.1"_s},
        {u"cookies"_s, QJsonArray()},
        {u"headers"_s, namesAndValues(entry.requestHeaders)},
        {u"queryString"_s, queryOf(entry.url)},
        {u"headersSize"_s, unknownSize},
        {u"bodySize"_s, entry.requestBody.size()},
    };
    if (!entry.requestBody.isEmpty()) {
        QJsonObject data{{u"mimeType"_s, mimeType(entry.requestHeaders)}};
        putBody(data, entry.requestBody, "_encoding"_L1); // the format has it for answers only
        request.insert(u"postData"_s, data);
    }
    return request;
}

QJsonObject responseOf(const LogEntry &entry)
{
    const bool answered = entry.status != 0;
    QJsonObject content{{u"size"_s, entry.answerBytes}, {u"mimeType"_s, answered ? mimeType(entry.answerHeaders) : u"x-unknown"_s}};
    if (!entry.answerBody.isEmpty())
        putBody(content, entry.answerBody, "encoding"_L1);
    if (entry.answerBytes > entry.answerBody.size())
        content.insert("comment"_L1, u"only the first %1 bytes were kept"_s.arg(entry.answerBody.size()));
    QJsonObject response{
        {u"status"_s, entry.status},
        {u"statusText"_s, QString()},
        {u"httpVersion"_s, answered ? u"HTTP/1.1"_s : QString()},
        {u"cookies"_s, QJsonArray()},
        {u"headers"_s, namesAndValues(entry.answerHeaders)},
        {u"content"_s, content},
        {u"redirectURL"_s, text(headerValue(entry.answerHeaders, "Location"))},
        {u"headersSize"_s, unknownSize},
        {u"bodySize"_s, answered ? QJsonValue(entry.answerBytes) : QJsonValue(unknownSize)},
    };
    if (!answered)
        response.insert("_error"_L1, entry.detail.isEmpty() ? entry.title : entry.detail);
    return response;
}

/// What the format has no place for; readers skip names that begin with an underscore.
void putOwn(QJsonObject &into, const LogEntry &entry, bool simulated)
{
    const auto put = [&into](QLatin1StringView name, const QString &value) {
        if (!value.isEmpty())
            into.insert(name, value);
    };
    into.insert("_id"_L1, qint64(entry.id));
    put("_title"_L1, entry.title);
    put("_detail"_L1, entry.detail);
    put("_connectionId"_L1, entry.connectionId);
    put("_jobId"_L1, entry.jobId);
    put("_launchId"_L1, entry.launchId);
    if (simulated)
        into.insert("_simulated"_L1, true);
}

/// The parts add up to the whole; what was not measured counts as waiting. Sending is not measured: -1 may not stand for it.
QJsonObject timingsOf(const LogEntry &entry)
{
    const CallTimes times = callTimes(entry);
    const auto ms = [](std::chrono::microseconds time) { return time.count() < 0 ? -1.0 : double(time.count()) / 1000; };
    return {{u"blocked"_s, ms(times.blocked)}, {u"connect"_s, ms(times.connect)}, {u"send"_s, 0}, {u"wait"_s, ms(times.wait)}, {u"receive"_s, ms(times.receive)}};
}

QJsonObject callOf(const LogEntry &entry, bool simulated)
{
    const double took = double(entry.elapsed.count()) / 1000;
    QJsonObject call{
        {u"startedDateTime"_s, isoTime(entry.at)},
        {u"time"_s, took},
        {u"request"_s, requestOf(entry)},
        {u"response"_s, responseOf(entry)},
        {u"cache"_s, QJsonObject()},
        {u"timings"_s, timingsOf(entry)},
    };
    putOwn(call, entry, simulated);
    return call;
}

QJsonObject eventOf(const LogEntry &entry, bool simulated)
{
    QJsonObject event{{u"at"_s, isoTime(entry.at)}, {u"kind"_s, logKindName(entry.kind)}};
    if (!entry.url.isEmpty())
        event.insert("url"_L1, QString::fromLatin1(entry.url.toEncoded()));
    if (!entry.answerBody.isEmpty())
        putBody(event, entry.answerBody, "encoding"_L1);
    putOwn(event, entry, simulated);
    return event;
}

} // namespace

QByteArray logAsHar(const QList<LogEntry> &entries, const ExportContext &context)
{
    QJsonArray calls, events;
    for (const LogEntry &entry : entries) {
        if (entry.kind == LogEntry::Kind::Http)
            calls.append(callOf(entry, context.simulated));
        else
            events.append(eventOf(entry, context.simulated));
    }
    QStringList facts;
    for (const auto &[name, value] : context.facts)
        facts << name + u": "_s + value;
    if (context.simulated)
        facts << u"SIMULATED: a simulator answered, nothing here is from a bank"_s;
    QJsonObject log{
        {u"version"_s, u"1.2"_s},
        {u"creator"_s, QJsonObject{{u"name"_s, context.product}, {u"version"_s, context.version}}},
        {u"pages"_s, QJsonArray()},
        {u"entries"_s, calls},
        {u"comment"_s, facts.join(u"; "_s)},
        {u"_events"_s, events},
    };
    return QJsonDocument(QJsonObject{{u"log"_s, log}}).toJson(QJsonDocument::Indented);
}

} // namespace console
