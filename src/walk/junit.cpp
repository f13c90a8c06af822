// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/junitdocument.h"
#include "walk/reportwords.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(console::Reports)
};

constexpr qsizetype mostLines = 500; // of a time line

/// The file without its folder.
QString suiteName(const CaseResult &result)
{
    const QString name = QFileInfo(result.file.isEmpty() ? result.id.section(u'/', 0, 0) : result.file).completeBaseName();
    return name.isEmpty() ? u"walks"_s : name;
}

QString caseName(const CaseResult &result)
{
    const QString id = result.id.contains(u'/') ? result.id.section(u'/', 1) : result.id;
    return result.name.isEmpty() || result.name == id ? id : id + u" – "_s + result.name;
}

QString section(const QString &title, const QStringList &lines)
{
    return lines.isEmpty() ? QString() : u"%1:\n  "_s.arg(title) + lines.join(u"\n  "_s) + u'\n';
}

QStringList stepLines(const CaseResult &result)
{
    QStringList lines;
    for (const StepResult &step : result.steps) {
        const QString trouble = stepTrouble(step);
        QString line = u"%1. "_s.arg(lines.size() + 1) + step.name + u": "_s + outcomeText(step.outcome);
        if (step.outcome != StepResult::Outcome::NeverReached)
            line += u", %1 ms"_s.arg(step.took.count());
        if (step.line > 0)
            line += Say::tr(", line %1").arg(step.line);
        lines << line + (trouble.isEmpty() ? QString() : u": "_s + trouble) + (step.note.isEmpty() ? QString() : u" ("_s + step.note + u')');
    }
    return lines;
}

QStringList timeLines(const CaseResult &result)
{
    QStringList lines;
    for (const TimeLine &each : result.timeLine) {
        if (lines.size() == mostLines) {
            lines << Say::tr("and %1 more").arg(result.timeLine.size() - mostLines);
            break;
        }
        lines << u"%1 ms "_s.arg(each.at.count()) + each.kind + u": "_s + each.title + (each.detail.isEmpty() ? QString() : u" – "_s + each.detail);
    }
    return lines;
}

/// What a person needs who reads nothing but the failure.
QString detailsOf(const CaseResult &result)
{
    QStringList failed;
    for (qsizetype i = 0; i < result.steps.size(); ++i) {
        const StepResult &step = result.steps.at(i);
        if (step.outcome == StepResult::Outcome::Failed)
            failed << u"%1. "_s.arg(i + 1) + step.name + (step.line > 0 ? Say::tr(" (line %1)").arg(step.line) : QString()) + u": "_s + stepTrouble(step);
    }
    return section(Say::tr("What to do"), result.advice.isEmpty() ? QStringList() : QStringList{result.advice}) + section(Say::tr("Failed step"), failed)
        + section(Say::tr("Evidence"), result.evidence) + section(Say::tr("What was there instead"), result.nearest);
}

QString outOf(const CaseResult &result)
{
    QString text = section(Say::tr("Steps"), stepLines(result));
    if (result.attempt > 1)
        text += Say::tr("This was try %1.").arg(result.attempt) + (result.isFlaky() ? u' ' + Say::tr("It is flaky: it passed only then.") : QString()) + u'\n';
    text += section(Say::tr("Different from the last green run"), result.differs);
    return text + section(Say::tr("Time line"), timeLines(result));
}

QString outcomeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Passed: return {};
    case Verdict::NotRun: return u"skipped"_s;
    case Verdict::Environment:
    case Verdict::Script: return u"error"_s;
    default: return u"failure"_s;
    }
}

/// CI takes what stands before a dot in the name of a class for its package.
JunitCase caseOf(const CaseResult &result)
{
    JunitCase one{.name = caseName(result), .className = suiteName(result).replace(u'.', u'-'), .milliseconds = result.took.count(),
                  .outcome = outcomeOf(result.verdict), .type = {}, .message = {}, .details = {}, .out = outOf(result)};
    if (one.outcome == "skipped"_L1) {
        one.message = result.why.isEmpty() ? Say::tr("The run did not come to it.") : result.why;
    } else if (!one.outcome.isEmpty()) {
        one.type = verdictName(result.verdict);
        one.message = result.why.isEmpty() ? verdictText(result.verdict) : result.why;
        one.details = detailsOf(result);
    }
    return one;
}

QMap<QString, QString> propertiesOf(const RunResult &run)
{
    const auto word = [](bool value) { return value ? u"true"_s : u"false"_s; };
    return {{u"environment"_s, run.environment}, {u"simulated"_s, word(run.isSimulated)}, {u"toolVersion"_s, run.toolVersion}, {u"plan"_s, run.plan},
            {u"shard"_s, u"%1/%2"_s.arg(run.shard).arg(run.shards)}, {u"whole"_s, word(run.isWhole)}};
}

} // namespace

QByteArray junitOf(const RunResult &run)
{
    const QString began = run.startedAt.isValid() ? run.startedAt.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s) : QString();
    QList<JunitSuite> suites;
    for (const CaseResult &result : run.cases) {
        const QString name = suiteName(result);
        auto suite = std::find_if(suites.begin(), suites.end(), [&](const JunitSuite &each) { return each.name == name; });
        if (suite == suites.end())
            suite = suites.insert(suites.end(), {.name = name, .timestamp = began, .milliseconds = 0, .properties = propertiesOf(run), .cases = {}});
        suite->cases << caseOf(result);
        suite->milliseconds += std::max<qint64>(result.took.count(), 0);
    }
    if (suites.isEmpty()) // a shard may have nothing to do, and its report still says so
        suites << JunitSuite{.name = u"no walks"_s, .timestamp = {}, .milliseconds = 0, .properties = propertiesOf(run), .cases = {}};
    return writeJunit(u"Aerosync walk-throughs"_s, suites);
}

} // namespace console
