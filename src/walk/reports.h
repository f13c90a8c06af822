// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of a run: JUnit for CI, one page of HTML for people; and several of them as one.
#pragma once

#include "base/result.h"
#include "walk/result.h"

#include <QByteArray>

namespace console {

/// A <testsuite> for each file, a <testcase> for each walk; valid by Jenkins' and GitLab's reading of the format at any time of the run.
QByteArray junitOf(const RunResult &run);
/// One page without scripts that needs no other file: verdicts, film strips, time lines, differences, charts.
/// `caseHtml`: see caseHtmlOf(); of cases in the same order; empty: made here.
QByteArray htmlOf(const RunResult &run, const QList<QByteArray> &caseHtml = {});
/// The part of one walk, so that a long run encodes each picture once.
QByteArray caseHtmlOf(const CaseResult &result);

struct MergeNotice { QString text; bool isProblem = false; };
/// Of shards of one run. Problems: shards of different plans, missing ones, a walk that nobody came to. Errors: Decode (`where`: the file), Input.
struct Merged { QByteArray bytes; QList<MergeNotice> notices; int failed = 0, environmentOrScript = 0, passed = 0, notRun = 0; };
Result<Merged> mergeJunit(const QMap<QString, QByteArray> &files);
Result<Merged> mergeHtml(const QMap<QString, QByteArray> &files);

} // namespace console
