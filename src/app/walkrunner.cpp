// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/walkrunner.h"

#include "app/walkorders.h"
#include "app/walkwords.h"
#include "app/world.h"
#include "base/csv.h"
#include "base/wholefile.h"
#include "runner/soakcharts.h"
#include "walk/walkfile.h"
#include "web/browsercheck.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::walkRun", text);
}

/// Empty, or what is wrong in one sentence.
QString choose(const WalkBook &book, WalkOrders *orders, bool isSimulator)
{
    QStringList left;
    for (const WalkCase &walk : book.cases) {
        const bool isWanted = orders->only.isEmpty()
            || std::any_of(orders->only.begin(), orders->only.end(), [&](const QString &word) { return walk.tags.contains(word) || walk.id == word || walk.id.startsWith(word + u'['); });
        if (!isWanted)
            continue;
        if (walk.simulatorOnly && !isSimulator)
            left.append(walk.id);
        else
            orders->run.cases.append(walk);
    }
    if (!left.isEmpty())
        say(tr("Left out, because only the simulator takes their orders: %1").arg(left.join(u", "_s)));
    if (orders->run.cases.isEmpty())
        return orders->only.isEmpty() ? tr("there is no walk in these files for this environment") : tr("no walk has the tag or the id %1").arg(orders->only.join(u", "_s));
    const Result<Shard> shard = orders->shard.isEmpty() ? Result<Shard>(Shard()) : shardFrom(orders->shard, qEnvironmentVariable("JOB_COMPLETION_INDEX"));
    if (!shard)
        return oneLine(shard.error());
    orders->run.shard = *shard;
    return {};
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000, 'f', 1);
}

void tellStep(const StepResult &step)
{
    switch (step.outcome) {
    case StepResult::Outcome::Passed: say(u"  ✓ %1 ms  %2"_s.arg(step.took.count(), 6).arg(step.name)); return;
    case StepResult::Outcome::Skipped:
    case StepResult::Outcome::Open: say(u"  – %1 ms  %2"_s.arg(step.took.count(), 6).arg(step.name)); return;
    case StepResult::Outcome::NeverReached: say(u"  –            %1 (%2)"_s.arg(step.name, tr("never reached"))); return;
    case StepResult::Outcome::Failed: break;
    }
    const Error error = step.error.value_or(Error());
    say(u"  ✗ %1 ms  %2\n               %3"_s.arg(step.took.count(), 6).arg(step.name, oneLine(error)));
}

void tellCase(const CaseResult &result, bool willRetry)
{
    const bool isFine = result.verdict == Verdict::Passed;
    say(u"  %1 %2 s  %3%4"_s.arg(isFine ? u"✓"_s : result.verdict == Verdict::NotRun ? u"–"_s : u"✗"_s, seconds(result.took).rightJustified(6), result.id,
                                result.isFlaky() ? tr("  (flaky: passed at try %1)").arg(result.attempt) : QString()));
    if (isFine)
        return;
    say(u"    %1: %2"_s.arg(verdictText(result.verdict), result.why));
    for (const StepResult &step : result.steps) {
        if (step.outcome == StepResult::Outcome::Failed)
            tellStep(step);
    }
    for (const QString &line : result.evidence)
        say(u"      "_s + line);
    if (!result.nearest.isEmpty())
        say(u"      "_s + tr("Nearest: %1").arg(result.nearest.mid(0, 5).join(u", "_s)));
    if (!result.advice.isEmpty())
        say(u"    → "_s + result.advice);
    if (willRetry)
        say(tr("    It is tried again."));
}

/// One line for each walk of a soak.
Result<void> writeSamples(const QString &file, const QList<SoakSample> &samples)
{
    QByteArray csv = "round,walk,at ms,took ms,memory bytes,verdict\n";
    for (const SoakSample &sample : samples) {
        csv += QByteArray::number(sample.round) + ',' + csvCell(sample.id).toUtf8() + ',' + QByteArray::number(qint64(sample.at.count())) + ','
            + QByteArray::number(qint64(sample.took.count())) + ',' + QByteArray::number(sample.memory) + ',' + (sample.passed ? "passed" : "failed") + '\n';
    }
    return writeWholeFile(file, csv);
}

int conclude(RunResult result, const WalkOrders &orders, WalkReporter &reporter, const GreenRuns &green)
{
    drawSoakCharts(&result);
    // With more shards than walks somebody has nothing to do, and that is fine.
    int status = result.cases.isEmpty() && result.shards > 1 ? int(Held) : exitStatus(result);
    if (const Result<void> written = reporter.finish(result); !written)
        status = complain(oneLine(written.error()));
    if (!orders.samples.isEmpty()) {
        if (const Result<void> written = writeSamples(orders.samples, result.samples); !written)
            status = complain(oneLine(written.error()));
    }
    QDir().mkpath(QFileInfo(orders.green).absolutePath());
    if (const Result<void> kept = green.write(orders.green); !kept)
        complain(oneLine(kept.error())); // the run itself is as good as it was
    QStringList counts;
    for (const Verdict verdict : allVerdicts()) {
        if (const int count = result.count(verdict))
            counts.append(u"%1 %2"_s.arg(count).arg(verdictText(verdict)));
    }
    say(tr("%1: %2, in %3 s").arg(result.environment, counts.join(u", "_s), seconds(result.took)));
    if (!orders.reports.html.isEmpty())
        say(tr("Report: %1").arg(orders.reports.html));
    return status;
}

int go(World &world, const WalkOrders &orders, GreenRuns green)
{
    WalkRun run(world.session(), orders.run, &green);
    WalkReporter reporter(&run, orders.reports);
    if (const Result<void> begun = reporter.begin(); !begun)
        return complain(oneLine(begun.error()));
    QObject::connect(&run, &WalkRun::lanesReady, &run, [&run] {
        for (const WalkLane *lane : run.lanes())
            lane->view()->show();
    });
    if (orders.tellSteps) {
        QObject::connect(&run, &WalkRun::caseStarted, &run, [](WalkLane *, const WalkCase &walk) { say(walk.name); });
        QObject::connect(&run, &WalkRun::stepEnded, &run, [](const WalkCase &, const StepResult &step) { tellStep(step); });
    }
    QObject::connect(&run, &WalkRun::caseEnded, &run, [](int, const CaseResult &result, bool willRetry) { tellCase(result, willRetry); });
    QObject::connect(&run, &WalkRun::refused, &run, [](const Error &error) { QCoreApplication::exit(complain(u"%1 %2"_s.arg(oneLine(error), adviceFor(error)))); });
    QObject::connect(&run, &WalkRun::finished, &run, [&](const RunResult &result) { QCoreApplication::exit(conclude(result, orders, reporter, green)); });
    QObject::connect(&world, &World::simulatorFailed, &world, [](const QString &sentence) {
        QCoreApplication::exit(complain(tr("the simulator did not start: %1").arg(sentence)));
    });
    world.wake(orders.speed, orders.seed);
    run.begin();
    return QApplication::exec();
}

} // namespace

int walkRun(const QStringList &arguments)
{
    WalkOrders orders;
    if (const QString wrong = orders.read(arguments); !wrong.isEmpty())
        return complain(wrong);
    const WalkReading reading = readWalks(orders.files, orders.variables);
    for (const WalkProblem &problem : reading.problems)
        complain(problem.text());
    if (!reading.problems.isEmpty())
        return CouldNotRun;
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    if (!orders.settings.isEmpty() && !QFile::copy(orders.settings, settings))
        return complain(tr("%1 cannot be read").arg(orders.settings));
    World world(World::Secrets::MemoryOnly, settings);
    if (const QString why = chooseForMachine(world.session()->environments(), orders.environment); !why.isEmpty())
        return complain(why);
    const Environment environment = world.session()->environments()->current();
    if (const QString wrong = choose(reading.book, &orders, environment.reach == Reach::LoopbackOnly); !wrong.isEmpty())
        return complain(wrong);
    const Result<GreenRuns> green = GreenRuns::read(orders.green);
    if (!green)
        return complain(oneLine(green.error()));
    if (orders.listOnly) {
        for (const WalkCase &walk : shardOf(orders.run.cases, orders.run.shard, *green, environment.name))
            say(u"%1  %2  [%3]"_s.arg(walk.id, walk.name, walk.tags.join(u", "_s)));
        return Held;
    }
    if (const auto obstacle = browserObstacle())
        return complain(oneLine(*obstacle));
    return go(world, orders, *green);
}

} // namespace console
