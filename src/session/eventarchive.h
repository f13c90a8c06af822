// SPDX-License-Identifier: GPL-3.0-or-later
// EventArchive: every entry of the time line, masked, a million of them and more: a short row of each in memory, their texts in
// a TextSpool. What is personal cannot be revealed from here.
#pragma once

#include "session/eventquery.h"
#include "session/logentry.h"
#include "session/textspool.h"

#include <QHash>
#include <QSet>

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace console {

/// A row of the archive: what is asked of a million of them at once, and where the rest of the entry is.
struct EventRow {
    quint64 begin = 0;                         ///< of its text in the spool: title, detail, address, headers and bodies
    qint64 at = 0;                             ///< ms since 1970, UTC
    qint64 answerBytes = 0;
    quint32 elapsed = 0;                       ///< µs
    qint32 connecting = -1, sent = -1, answered = -1; ///< CallPhases, µs
    quint32 host = 0, launch = 0, connection = 0, job = 0; ///< numbers of names
    quint32 url = 0, requestHeaders = 0, requestBody = 0, answerHeaders = 0, answerBody = 0; ///< lengths in the text, bytes
    quint16 title = 0, detail = 0;             ///< the same
    quint16 names = 0;                         ///< the same, behind all of these, to be found by a word
    quint16 status = 0;
    quint8 verb = 0;                           ///< the same
    LogEntry::Kind kind = LogEntry::Kind::Action;
    LogEntry::Level level = LogEntry::Level::Info;
    qsizetype length() const;                  ///< of the whole text, names included
};

/// Names by their numbers; 0 is the empty one.
using NameList = QStringList;

/// The numbers of names, from 0 on: a name that is new is added to the list. Of very many names the old ones may be added once
/// more: a table that grew with all of them would stop the window for each time that it grows.
class NameNumbers
{
public:
    quint32 numberOf(const QString &name, NameList &names);

private:
    QHash<QString, quint32> m_numbers{{QString(), 0}};
};

/// The archive as it was, for another thread: it grows on meanwhile.
class EventArchiveView
{
public:
    using Stop = std::shared_ptr<std::atomic<bool>>;
    qsizetype size() const { return m_size; }
    quint64 firstId() const { return m_firstId; } ///< of row 0; they rise by one
    const EventRow &row(qsizetype number) const { return (*m_chunks[std::size_t(number) / chunkRows])[std::size_t(number) % chunkRows]; }
    /// The rows from `from` on that the query wants, in their order; what it has when `stop` becomes true.
    std::vector<quint32> filter(const EventQuery &query, qsizetype from = 0, const Stop &stop = {}) const;
    LogEntry entry(qsizetype number) const;
    QByteArray text(qsizetype number) const; ///< all that a word is looked for in
    /// Without headers and bodies: what a table shows.
    LogEntry head(qsizetype number) const;

private:
    friend class EventArchive;
    friend class SessionPacker; // saves and loads it
    static constexpr std::size_t chunkRows = 4096;
    using Chunk = std::array<EventRow, chunkRows>;
    LogEntry entryOf(const EventRow &row, const QByteArray &text, bool isWhole) const;
    std::vector<std::shared_ptr<Chunk>> m_chunks; // a row that is in is never changed
    qsizetype m_size = 0;
    quint64 m_firstId = 1;
    std::shared_ptr<TextSpool> m_spool;
    NameList m_hosts{QString()}, m_launches{QString()}, m_connections{QString()}, m_jobs{QString()};
};

class EventArchive
{
public:
    /// The texts' file goes into `folder`; empty: the user's cache.
    explicit EventArchive(const QString &folder = {});
    /// Ids rise by one.
    void append(const LogEntry &entry);
    void clear();
    void show(const EventArchiveView &saved) { m_view = saved; } ///< for reading only: nothing can be appended to it
    const EventArchiveView &view() const { return m_view; } ///< a copy of it is good for another thread
    qsizetype size() const { return m_view.size(); }
    std::optional<QString> problem() const { return m_view.m_spool->problem(); }
    TextSpool *spool() { return m_view.m_spool.get(); } ///< for tests and benches

private:
    QString m_folder;
    EventArchiveView m_view;
    NameNumbers m_hosts, m_launches, m_connections, m_jobs; // not of the view: copies of it would make them copy themselves
};

} // namespace console
