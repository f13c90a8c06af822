// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/walkrunner.h"

#include "app/walkwords.h"
#include "base/wholefile.h"
#include "walk/greenruns.h"
#include "walk/reports.h"

#include <QCommandLineParser>
#include <QFile>
#include <QMap>

#include <optional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::walkMerge", text);
}

/// The input files of one kind, and where they are joined.
struct Kind {
    QString ending, option, result = {};
    QMap<QString, QByteArray> files = {};
};

/// Empty, or what is wrong in one sentence.
QString readFiles(const QStringList &names, QList<Kind> *kinds)
{
    for (const QString &name : names) {
        const auto kind = std::find_if(kinds->begin(), kinds->end(), [&](const Kind &each) { return name.endsWith(each.ending); });
        if (kind == kinds->end())
            return tr("%1 is no .xml, .html or .json of a shard").arg(name);
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return tr("%1 cannot be read: %2").arg(name, file.errorString());
        kind->files.insert(name, file.readAll());
    }
    for (const Kind &kind : std::as_const(*kinds)) {
        if (!kind.result.isEmpty() && kind.files.isEmpty())
            return tr("--%1 is wanted, but no %2 of a shard is named").arg(kind.option, kind.ending);
    }
    return {};
}

/// Nothing: it could not be joined, and that was said.
std::optional<Merged> join(const Kind &kind, Result<Merged> (*merge)(const QMap<QString, QByteArray> &))
{
    const Result<Merged> merged = merge(kind.files);
    if (!merged) {
        complain(oneLine(merged.error()));
        return std::nullopt;
    }
    if (const Result<void> written = writeWholeFile(kind.result, merged->bytes); !written) {
        complain(oneLine(written.error()));
        return std::nullopt;
    }
    return *merged;
}

bool joinGreen(const Kind &kind)
{
    GreenRuns all;
    for (const QString &name : kind.files.keys()) {
        const Result<GreenRuns> one = GreenRuns::read(name);
        if (!one) {
            complain(oneLine(one.error()));
            return false;
        }
        all.join(*one);
    }
    if (const Result<void> written = all.write(kind.result); !written) {
        complain(oneLine(written.error()));
        return false;
    }
    return true;
}

/// As the run itself would have ended.
int statusOf(const Merged &merged)
{
    for (const MergeNotice &notice : merged.notices) {
        if (notice.isProblem)
            return CouldNotRun;
    }
    if (merged.failed > 0)
        return DidNotHold;
    return merged.environmentOrScript > 0 || merged.passed == 0 || merged.notRun > 0 ? CouldNotRun : Held;
}

} // namespace

int walkMerge(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Joins the reports of all shards, each kind into one; ends as the whole run would have ended."));
    parser.addHelpOption();
    parser.addPositionalArgument(u"merge"_s, tr("The .xml, .html and .json files that the shards wrote."), u"merge FILE…"_s);
    QList<Kind> kinds{{u".xml"_s, u"junit"_s}, {u".html"_s, u"html"_s}, {u".json"_s, u"green"_s}};
    for (const Kind &kind : std::as_const(kinds))
        parser.addOption(QCommandLineOption(kind.option, tr("Write what the %1 files say together.").arg(kind.ending), u"file"_s));
    if (!parser.parse(QStringList{u"aerosync-walk merge"_s} + arguments))
        return complain(parser.errorText());
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    for (Kind &kind : kinds)
        kind.result = parser.value(kind.option);
    if (parser.positionalArguments().isEmpty() || (kinds[0].result.isEmpty() && kinds[1].result.isEmpty() && kinds[2].result.isEmpty()))
        return complain(tr("merge wants files, and --junit, --html or --green for what comes of them"));
    if (const QString wrong = readFiles(parser.positionalArguments(), &kinds); !wrong.isEmpty())
        return complain(wrong);
    if (!kinds[2].result.isEmpty() && !joinGreen(kinds[2]))
        return CouldNotRun;
    std::optional<Merged> told;
    for (qsizetype i : {qsizetype(1), qsizetype(0)}) { // the JUnit has the last word
        if (kinds[i].result.isEmpty())
            continue;
        told = join(kinds[i], i == 0 ? &mergeJunit : &mergeHtml);
        if (!told)
            return CouldNotRun;
    }
    if (!told)
        return Held;
    for (const MergeNotice &notice : told->notices)
        notice.isProblem ? void(complain(notice.text)) : say(notice.text);
    say(tr("%1 passed, %2 failed, %3 could not run, %4 were not come to").arg(told->passed).arg(told->failed).arg(told->environmentOrScript).arg(told->notRun));
    return statusOf(*told);
}

} // namespace console
