// SPDX-License-Identifier: GPL-3.0-or-later
// EventQuery: what is wanted of the time line, as it is typed: "kind:http status:4xx job:7f99 text". Pure.
#pragma once

#include "session/logentry.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace console {

/// All conditions hold at once; of several values of one key, one is enough ("kind:http,job"). Keys: kind, level (that one or
/// worse), status (404, 4xx, 400-499, >=400), host, job, connection, launch (a part of it), is (pinned,
/// noted). Any other word, also "in quotes",
/// stands somewhere in the entry, in any case of ASCII letters; with a minus before it, it does not.
struct EventQuery {
    QList<LogEntry::Kind> kinds;
    LogEntry::Level worst = LogEntry::Level::Info; ///< this one or worse
    QList<std::pair<int, int>> statuses;           ///< from, to; both included
    QStringList hosts, jobs, connections, launches;
    QStringList words, without;
    bool onlyPinned = false, onlyNoted = false;    ///< for whoever knows the marks; the archive does not
    QStringList problems;                          ///< what of it makes no sense, in sentences

    static EventQuery parse(const QString &typed);
    bool isEmpty() const;
};

} // namespace console
