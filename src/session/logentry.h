// SPDX-License-Identifier: GPL-3.0-or-later
// LogEntry: one line of the time line, with all that is known of it.
#pragma once

#include "api/httpcall.h"
#include "session/redactor.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace console {

constexpr qsizetype loggedBody = 256 * 1024; ///< bytes of a body that are kept

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
    QByteArray answerBody;   ///< also the payload of a widget message; its beginning
    QList<HiddenText> requestHidden, answerHidden; ///< what is masked in the bodies: for the screen, for a time
    qint64 answerBytes = 0;  ///< the whole length
    qsizetype mostBody = loggedBody; ///< bytes of a body that are recorded
    int status = 0;
    std::chrono::microseconds elapsed{0};
    CallPhases phases;
    qint64 weight = 0;       ///< bytes in memory, near enough; set by the log
};

/// Where the time of a call went: before a connection was there, making it, until the answer began, until it was whole. They
/// add up to `elapsed`; negative: not measured (then it is in `wait`), or not needed.
struct CallTimes {
    std::chrono::microseconds blocked{-1}, connect{-1}, wait{0}, receive{0};
};
CallTimes callTimes(const LogEntry &entry);

/// The entry with what is personal in its bodies in clear; credentials are gone for good.
LogEntry revealed(LogEntry entry);

/// Takes out credentials and masks what is personal, in every part; done once when it is recorded, and again when it leaves.
/// What its fields say of people, and the credentials that were in it.
QList<ToldText> redact(LogEntry &entry, const Redactor &redactor);

QList<LogEntry::Kind> allLogKinds();
/// A word for filters and reports: "http", "widget", …
QString logKindName(LogEntry::Kind kind);
/// The other way; nothing: no such kind.
std::optional<LogEntry::Kind> logKindOf(QStringView name);

} // namespace console
