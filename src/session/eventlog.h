// SPDX-License-Identifier: GPL-3.0-or-later
// EventLog: everything that happened, in order, already redacted and masked: the newest in a ring of bounded length and size,
// all of it in the archive.
#pragma once

#include "session/eventarchive.h"
#include "session/eventmarks.h"
#include "session/logentry.h"
#include "session/redactor.h"

#include <QObject>

#include <deque>

namespace console {

class EventLog : public QObject
{
    Q_OBJECT
public:
    /// The oldest entries go when there are more than `capacity`, or more than `mostBytes` in them all; the newest stays.
    /// `archiveFolder`: as of EventArchive.
    explicit EventLog(QObject *parent = nullptr, std::size_t capacity = 5000, qint64 mostBytes = qint64(64) * 1024 * 1024,
                      const QString &archiveFolder = {});
    Redactor &redactor() { return m_redactor; }
    EventMarks *marks() { return &m_marks; }
    void pin(quint64 id, bool isPinned);
    void note(quint64 id, const QString &text); ///< redacted like anything that is recorded; empty: none
    /// Redacts, numbers and keeps it. `at` is set to now when invalid.
    void add(LogEntry entry);
    void addExchange(const Exchange &exchange);
    void addNote(LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail = {});
    const std::deque<LogEntry> &entries() const { return m_entries; }
    void clear();
    /// All that was added since the last clear(), masked; its last ones are entries().
    const EventArchiveView &archive() const { return m_archive.view(); }
    /// Instead of what is in it: a saved session, for reading. Nothing of it can be revealed.
    void show(const EventArchiveView &saved, const QMap<quint64, EventMark> &marks);
    /// Of archive(), by its row, while it is still in entries(), and can be revealed; else nullptr.
    const LogEntry *recent(qsizetype row) const;

Q_SIGNALS:
    void added(const console::LogEntry &entry); ///< already at the end of entries()
    void dropped(int count);                    ///< from the front
    void cleared();

private:
    void dropAll();
    void tellOfArchive();
    Redactor m_redactor;
    EventMarks m_marks;
    EventArchive m_archive;
    bool m_toldOfArchive = false;
    std::deque<LogEntry> m_entries;
    std::size_t m_capacity;
    qint64 m_mostBytes;
    qint64 m_bytes = 0; // of all entries
    quint64 m_nextId = 1;
};

} // namespace console
