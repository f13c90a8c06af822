// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/brandoutput.h"

#include "brand/baselines.h"
#include "brand/brandcheck.h"
#include "brand/brandreport.h"
#include "brand/contactsheet.h"
#include "base/wholefile.h"
#include "brand/picturediff.h"
#include "brand/picturefile.h"
#include "brand/shotkey.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::BrandOutput", text);
}

QString nameOf(const Shot &shot)
{
    return shot.pane.caption() + u" · "_s + shot.screen;
}

Result<void> writeSheet(const QList<Shot> &shots, const QString &path, const ContactSheet &options)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "pdf"_L1)
        return writePdf(path, shots, options);
    if (suffix == "html"_L1 || suffix == "htm"_L1)
        return writeWholeFile(path, htmlSheet(shots, options));
    return writePicture(path, contactSheet(shots, options));
}

/// Only what looks different is proposed: a pixel here and there, where edges are smoothed, is none.
Result<void> compareWithBaseline(const QList<Shot> &shots, const BrandOutput &output, BrandVerdict *verdict)
{
    Baselines baselines(output.baseline);
    const Result<QList<BaselineEntry>> entries = baselines.entries(output.set);
    if (!entries)
        return fail(entries.error());
    for (const Shot &shot : shots) {
        const QString key = shotKey(shot);
        const bool isKnown = std::any_of(entries->begin(), entries->end(), [&](const BaselineEntry &each) { return each.key == key && each.accepted; });
        std::optional<PictureDifference> difference;
        if (isKnown) {
            const Result<QImage> accepted = baselines.load(output.set, key);
            if (!accepted)
                return fail(accepted.error());
            const Result<PictureDifference> compared = comparePictures(*accepted, shot.picture);
            if (!compared)
                return fail(compared.error());
            if (compared->sameLook())
                continue;
            difference = *compared;
        }
        const auto proposed = baselines.propose(output.set, key, shot.picture, factsOf(shot, output.toolVersion));
        if (!proposed)
            return fail(proposed.error());
        if (output.accept) {
            if (const Result<void> accepted = baselines.accept(output.set, key); !accepted)
                return accepted;
            verdict->lines << tr("accepted: %1").arg(nameOf(shot));
            continue;
        }
        ++(difference ? verdict->changed : verdict->fresh);
        verdict->lines << (difference ? tr("changed: %1: %2 pixels in %3 places, ΔE up to %4").arg(nameOf(shot)).arg(difference->visible).arg(difference->regions.size()).arg(difference->maxDeltaE, 0, 'f', 1)
                                      : tr("new: %1: nothing to compare it with; accept it with --accept").arg(nameOf(shot)));
    }
    return {};
}

QStringList linesOf(const QList<Finding> &findings)
{
    QStringList lines;
    for (const Finding &each : findings) {
        if (each.verdict == Finding::Verdict::Fail)
            lines << tr("failed: %1 · %2: %3: %4").arg(each.pane, each.screen, checkName(each.check), each.message);
    }
    return lines;
}

} // namespace

Result<BrandVerdict> concludeBrandRun(const BrandRun &run, const BrandOutput &output)
{
    BrandVerdict verdict;
    verdict.unreached = run.troubles().size();
    const QList<Finding> findings = judgeAll({run.shots(), run.controls(), output.brandSheets, [&](const PaneKey &key) { return run.ignored(key); }});
    const auto count = [&](Finding::Verdict wanted) { return std::count_if(findings.begin(), findings.end(), [&](const Finding &each) { return each.verdict == wanted; }); };
    verdict.failed = count(Finding::Verdict::Fail);
    verdict.unknown = count(Finding::Verdict::Unknown);
    verdict.lines = linesOf(findings);
    Result<void> done;
    const auto then = [&](bool wanted, const std::function<Result<void>()> &what, const QString &path) {
        if (!done || !wanted)
            return;
        done = what();
        if (done)
            verdict.lines << tr("written: %1").arg(path);
    };
    if (!output.baseline.isEmpty())
        done = compareWithBaseline(run.shots(), output, &verdict);
    then(!output.pictures.isEmpty(), [&] { return writePictures(run.shots(), output.pictures); }, output.pictures);
    then(!output.sheet.isEmpty(), [&] { return writeSheet(run.shots(), output.sheet, {.title = {}, .toolVersion = output.toolVersion}); }, output.sheet);
    then(!output.report.isEmpty(), [&] {
        const BrandSheet sheet = output.brandSheets.value(0);
        return writeWholeFile(output.report, brandReport({sheet, run.shots(), findings, output.toolVersion, QDateTime::currentDateTimeUtc()}));
    }, output.report);
    if (!done)
        return fail(done.error());
    return verdict;
}

} // namespace console
