// SPDX-License-Identifier: GPL-3.0-or-later
// A job as a row of the history, and back.
#pragma once

#include "session/jobwatcher.h"
#include "store/historyrows.h"

namespace console {

/// Everything but the data: that is stored apart, where it may be stored at all.
HistoryJob rowOf(const Job &job, const QString &environment);
/// The job in the state that the row tells; Failed, and saying so, where a newer program wrote a word this one does not know.
Job jobOf(const HistoryJob &row);
/// When it completed, as well as its polls can tell; nothing for a job that needed a person, or did not complete.
std::optional<HistoryDuration> durationOf(const Job &job);
/// The answer's bytes in the memory, of which only so much is kept.
qint64 weightOf(const Job &job);
/// The data again from the answer's bytes: what a finished job of the history shows.
Result<JobResult> resultFrom(JobKind kind, const QByteArray &raw);

} // namespace console
