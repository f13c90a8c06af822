// SPDX-License-Identifier: GPL-3.0-or-later
// The time line as a file for others: HAR, Markdown, CSV. Credentials are gone already, personal data is masked here.
// Pure functions of values, for a worker.
#pragma once

#include "session/eventlog.h"

namespace console {

/// What a file says about where it is from.
struct ExportContext {
    QString product = {}, version = {};                    ///< of this program
    QDateTime at = {};                                     ///< when it was written; UTC
    QList<std::pair<QString, QString>> facts = {};         ///< environment and versions: ("Environment", "Sandbox"), ("Qt", "6.4.2")
    bool simulated = false;                                ///< a simulator answered: the file says so, for every entry
};

/// Did a simulator answer one of these calls? What was recorded before the environment was switched is in the list still.
bool hasSimulatedCalls(const QList<LogEntry> &entries);

/// HAR 1.2. A call without an answer has status 0 and `_error`; what is no call stands in `log._events`.
QByteArray logAsHar(const QList<LogEntry> &entries, const ExportContext &context);
/// For a ticket: what failed and what to do about it first, then everything in a table. Ids are shortened.
QByteArray logAsMarkdown(const QList<LogEntry> &entries, const ExportContext &context);
/// RFC 4180 with a header line, UTF-8 without a byte order mark.
QByteArray logAsCsv(const QList<LogEntry> &entries, const ExportContext &context);

} // namespace console
