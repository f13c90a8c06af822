// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventarchive.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <limits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct ArchiveWords { Q_DECLARE_TR_FUNCTIONS(console::EventArchive) };

/// Between the parts of a text, so that a word is not found across two of them.
constexpr char separator = '\n';
constexpr int textParts = 8; // title, detail, verb, address, headers and bodies; the names follow

QByteArray linesOf(const Headers &headers)
{
    QByteArray lines;
    for (const auto &[name, value] : headers)
        lines += name + ": " + value + '\n';
    return lines;
}

Headers headersOf(const QByteArray &lines)
{
    Headers headers;
    for (const QByteArray &line : lines.split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        if (colon >= 0)
            headers.append({line.left(colon), line.mid(colon + 2)});
    }
    return headers;
}

template <typename T> T capped(qint64 value)
{
    return T(std::min<qint64>(value, std::numeric_limits<T>::max()));
}

constexpr qsizetype mostNumbers = 20'000;

/// Cuts where a letter of UTF-8 ends.
QByteArray shortUtf8(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    if (utf8.size() > std::numeric_limits<quint16>::max())
        utf8 = text.left(std::numeric_limits<quint16>::max() / 3).toUtf8();
    return utf8;
}

/// Takes the parts of a text, one after the other.
class Cutter
{
public:
    explicit Cutter(const QByteArray &text) : m_text(text) {}
    QByteArray take(qsizetype length)
    {
        const QByteArray part = m_text.mid(m_at, length);
        m_at += length + 1;
        return part;
    }

private:
    const QByteArray &m_text;
    qsizetype m_at = 0;
};

} // namespace

qsizetype EventRow::length() const
{
    return qsizetype(title) + detail + verb + url + requestHeaders + requestBody + answerHeaders + answerBody + textParts + names;
}

quint32 NameNumbers::numberOf(const QString &name, NameList &names)
{
    const auto known = m_numbers.constFind(name);
    if (known != m_numbers.cend())
        return *known;
    if (m_numbers.size() >= mostNumbers)
        m_numbers = {{QString(), 0}};
    names << name;
    return m_numbers[name] = quint32(names.size() - 1);
}

EventArchive::EventArchive(const QString &folder) : m_folder(folder)
{
    if (m_folder.isEmpty())
        m_folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    m_view.m_spool = std::make_shared<TextSpool>(m_folder);
}

void EventArchive::clear()
{
    const quint64 next = m_view.m_firstId + quint64(m_view.m_size);
    m_view = {};
    m_view.m_firstId = next;
    for (NameNumbers *numbers : {&m_hosts, &m_launches, &m_connections, &m_jobs})
        *numbers = {};
    m_view.m_spool = std::make_shared<TextSpool>(m_folder);
}

void EventArchive::append(const LogEntry &entry)
{
    const std::size_t place = std::size_t(m_view.m_size) % EventArchiveView::chunkRows;
    if (place == 0)
        m_view.m_chunks.push_back(std::make_shared<EventArchiveView::Chunk>());
    if (m_view.m_size == 0)
        m_view.m_firstId = entry.id;
    const QByteArray title = shortUtf8(entry.title), detail = shortUtf8(entry.detail), url = entry.url.toEncoded();
    const QByteArray verb = entry.verb.left(std::numeric_limits<quint8>::max());
    const QByteArray requestHeaders = linesOf(entry.requestHeaders), answerHeaders = linesOf(entry.answerHeaders);
    const QByteArray names = shortUtf8(entry.launchId + QLatin1Char(separator) + entry.connectionId + QLatin1Char(separator) + entry.jobId + QLatin1Char(separator));
    EventRow &row = (*m_view.m_chunks.back())[place];
    row = {.at = entry.at.toMSecsSinceEpoch(), .answerBytes = entry.answerBytes, .elapsed = capped<quint32>(entry.elapsed.count()),
           .connecting = capped<qint32>(entry.phases.connecting.count()), .sent = capped<qint32>(entry.phases.sent.count()),
           .answered = capped<qint32>(entry.phases.answered.count()),
           .host = m_hosts.numberOf(entry.url.host(), m_view.m_hosts), .launch = m_launches.numberOf(entry.launchId, m_view.m_launches),
           .connection = m_connections.numberOf(entry.connectionId, m_view.m_connections), .job = m_jobs.numberOf(entry.jobId, m_view.m_jobs),
           .url = quint32(url.size()), .requestHeaders = quint32(requestHeaders.size()), .requestBody = quint32(entry.requestBody.size()),
           .answerHeaders = quint32(answerHeaders.size()), .answerBody = quint32(entry.answerBody.size()), .title = quint16(title.size()),
           .detail = quint16(detail.size()), .names = quint16(names.size()), .status = capped<quint16>(entry.status), .verb = quint8(verb.size()), .kind = entry.kind, .level = entry.level};
    QByteArray text;
    text.reserve(row.length());
    for (const QByteArray &part : {title, detail, verb, url, requestHeaders, entry.requestBody, answerHeaders, entry.answerBody}) {
        text += part;
        text += separator;
    }
    text += names;
    row.begin = m_view.m_spool->append(text);
    ++m_view.m_size;
}

LogEntry EventArchiveView::entryOf(const EventRow &row, const QByteArray &text, bool isWhole) const
{
    Cutter cutter(text);
    LogEntry entry;
    entry.at = QDateTime::fromMSecsSinceEpoch(row.at, Qt::UTC);
    entry.kind = row.kind;
    entry.level = row.level;
    entry.status = row.status;
    entry.elapsed = std::chrono::microseconds(row.elapsed);
    entry.phases = {std::chrono::microseconds(row.connecting), std::chrono::microseconds(row.sent), std::chrono::microseconds(row.answered)};
    entry.answerBytes = row.answerBytes;
    entry.launchId = m_launches.value(row.launch);
    entry.connectionId = m_connections.value(row.connection);
    entry.jobId = m_jobs.value(row.job);
    if (text.isNull())
        entry.title = ArchiveWords::tr("no longer kept");
    else
        entry.title = QString::fromUtf8(cutter.take(row.title));
    entry.detail = QString::fromUtf8(cutter.take(row.detail));
    entry.verb = cutter.take(row.verb);
    entry.url = QUrl::fromEncoded(cutter.take(row.url));
    if (!isWhole)
        return entry;
    entry.requestHeaders = headersOf(cutter.take(row.requestHeaders));
    entry.requestBody = cutter.take(row.requestBody);
    entry.answerHeaders = headersOf(cutter.take(row.answerHeaders));
    entry.answerBody = cutter.take(row.answerBody);
    return entry;
}

QByteArray EventArchiveView::text(qsizetype number) const
{
    return m_spool->at(row(number).begin, row(number).length());
}

LogEntry EventArchiveView::head(qsizetype number) const
{
    const EventRow &one = row(number);
    LogEntry entry = entryOf(one, m_spool->at(one.begin, qsizetype(one.title) + one.detail + one.verb + one.url + 4), false);
    entry.id = m_firstId + quint64(number);
    return entry;
}

LogEntry EventArchiveView::entry(qsizetype number) const
{
    const EventRow &one = row(number);
    LogEntry entry = entryOf(one, text(number), true);
    entry.id = m_firstId + quint64(number);
    return entry;
}

} // namespace console
