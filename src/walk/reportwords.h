// SPDX-License-Identifier: GPL-3.0-or-later
// Words that all reports of a run use, and what shards of one run have to say of each other.
#pragma once

#include "walk/reports.h"

#include <optional>

namespace console {

/// Without what neither XML nor HTML can carry: control characters, halves of a letter. Each becomes U+FFFD.
QString printable(const QString &text);
std::optional<Verdict> verdictFrom(const QString &name); ///< the other way of verdictName()
QString secondsText(qint64 milliseconds);                ///< "12.3 s", "4 min 05 s"
QString outcomeText(StepResult::Outcome outcome);
/// Made of the step's error: what happened, where, and what to do.
QString stepTrouble(const StepResult &step);

struct VerdictCounts {
    QMap<Verdict, int> of;
    int flaky = 0;
    int all() const;
    int failed() const;                                  ///< by any verdict but passed and not run
};
VerdictCounts countsOf(const RunResult &run);
/// "3 of 41 walks failed: 2 widget changed, 1 bank said no".
QString headline(const VerdictCounts &counts);

/// What a report says of the run that it is of.
struct ShardHead {
    QString file;                                        ///< the report's
    QString plan, shard;                                 ///< "2/5"
    bool isWhole = false;
};
/// Are these all shards of one plan, each once, each at its end?
QList<MergeNotice> noticesOf(const QList<ShardHead> &heads);
/// Nobody came to these.
void noticeNotRun(QList<MergeNotice> *notices, const QStringList &walks);
void count(Merged *merged, std::optional<Verdict> verdict);

} // namespace console
