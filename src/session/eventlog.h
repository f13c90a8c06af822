// SPDX-License-Identifier: GPL-3.0-or-later
// EventLog: everything that happened, in order, already redacted; a ring of bounded length and size.
#pragma once

#include "api/httpcall.h"
#include "session/redactor.h"

#include <QDateTime>
#include <QObject>

#include <deque>

namespace console {

struct LogEntry {
    enum class Kind { Http, Widget, Callback, Rejected, Navigation, Job, Token, Action, Problem };
    enum class Level { Info, Good, Warning, Bad };
    quint64 id = 0;          ///< rises by one
    QDateTime at;            ///< UTC
    Kind kind = Kind::Action;
    Level level = Level::Info;
    QString title;           ///< "POST /v2/token_widget 200", "onSuccess", "balance → polling"
    QString detail;          ///< one line more
    QString launchId, connectionId, jobId; ///< what it belongs to; empty: nothing
    // Http only
    QByteArray verb;
    QUrl url;
    Headers requestHeaders, answerHeaders;
    QByteArray requestBody;
    QByteArray answerBody;   ///< also the payload of a widget message; the first 256 KiB
    qint64 answerBytes = 0;  ///< the whole length
    int status = 0;
    std::chrono::microseconds elapsed{0};
    qint64 weight = 0;       ///< bytes in memory, near enough; set by the log
};

/// A word for filters and reports: "http", "widget", …
QString logKindName(LogEntry::Kind kind);

class EventLog : public QObject
{
    Q_OBJECT
public:
    /// The oldest entries go when there are more than `capacity`, or more than `mostBytes` in them all; the newest stays.
    explicit EventLog(QObject *parent = nullptr, std::size_t capacity = 5000, qint64 mostBytes = qint64(64) * 1024 * 1024);
    Redactor &redactor() { return m_redactor; }
    /// Redacts, numbers and keeps it. `at` is set to now when invalid.
    void add(LogEntry entry);
    void addExchange(const Exchange &exchange);
    void addNote(LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail = {});
    const std::deque<LogEntry> &entries() const { return m_entries; }
    void clear();

Q_SIGNALS:
    void added(const console::LogEntry &entry); ///< already at the end of entries()
    void dropped(int count);                    ///< from the front
    void cleared();

private:
    void redact(LogEntry &entry) const;
    Redactor m_redactor;
    std::deque<LogEntry> m_entries;
    std::size_t m_capacity;
    qint64 m_mostBytes;
    qint64 m_bytes = 0; // of all entries
    quint64 m_nextId = 1;
};

} // namespace console
