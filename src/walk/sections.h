// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a run as parts: what it says of the run, and of each walk a head and a section that it can be taken apart into again.
#pragma once

#include "walk/reportwords.h"

#include <QByteArray>

namespace console {

/// What the table of walks shows.
struct WalkHead {
    QString id, name, file, why;
    Verdict verdict = Verdict::NotRun;
    qint64 milliseconds = 0;
    int attempt = 1;
};
/// What the top of the page says.
struct RunHead {
    QString environment, toolVersion, startedAt, plan, shard; ///< startedAt: "2026-03-09 14:10 UTC"
    qint64 milliseconds = 0;
    bool isSimulated = false, isWhole = false, isSoak = false;
};
struct WalkPart {
    WalkHead head;
    QByteArray html;           ///< its section, without the comments around it
};
struct PageParts { RunHead run; QList<WalkPart> walks; };

WalkHead headOf(const CaseResult &result);
RunHead headOf(const RunResult &run);
QString anchorOf(const QString &id);   ///< "w-" and letters
QString badge(Verdict verdict);        ///< <span> with a sign and the word

/// The section between comments that name its walk.
QByteArray framed(const WalkPart &part);
/// Errors: Decode, for what is not such a section or has in it what we never write.
Result<WalkPart> unframed(const QByteArray &html);

/// What partsOf() knows the run by.
QByteArray runMarkOf(const PageParts &parts);
/// `more`: HTML of ours between the table and the sections.
QByteArray pageOf(const PageParts &parts, const QString &more = {});
/// Errors: Decode.
Result<PageParts> partsOf(const QByteArray &page);

} // namespace console
