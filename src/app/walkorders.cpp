// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/walkorders.h"

#include "walk/walkfile.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("console::walkRun", text);
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const QString &name, const QString &text, const QString &value, const QString &standard = {}) {
        parser.addOption(QCommandLineOption(name, text, value, standard));
    };
    parser.addHelpOption();
    parser.addPositionalArgument(u"run"_s, tr("Walk files, or names of built-in ones (default: test-banks)."), u"run [FILE…]"_s);
    add(u"environment"_s, tr("Environment by name (default: simulator)."), u"name"_s, u"simulator"_s);
    add(u"junit"_s, tr("Write a JUnit report; it is valid at any time of the run."), u"file"_s);
    add(u"html"_s, tr("Write a report for people, one page without scripts."), u"file"_s);
    add(u"pictures"_s, tr("Save the picture of every step in this folder."), u"folder"_s);
    add(u"only"_s, tr("Only walks with this tag or id; may be repeated."), u"tag"_s);
    add(u"shard"_s, tr("This machine's part: 2/5; or job/5, with JOB_COMPLETION_INDEX of a Kubernetes Indexed Job."), u"i/n"_s);
    add(u"parallel"_s, tr("Walks at the same time (default: 1)."), u"k"_s, u"1"_s);
    add(u"retry"_s, tr("More tries of a walk that failed (default: 0); passed then, it is flaky."), u"n"_s, u"0"_s);
    add(u"timeout"_s, tr("Longest wait of a step that names none, in seconds (default: 30)."), u"s"_s, u"30"_s);
    add(u"var"_s, tr("Sets a variable of the files; may be repeated."), u"name=text"_s);
    add(u"green"_s, tr("Remember the last green runs in this file (default: in the user's data folder): for differences, and to balance shards."), u"file"_s);
    add(u"repeat"_s, tr("A soak: all walks so many times."), u"n"_s);
    add(u"for"_s, tr("A soak: again and again for so long: 30min, 8h."), u"time"_s);
    add(u"samples"_s, tr("A soak: write memory and duration of every walk: .csv."), u"file"_s);
    add(u"settings"_s, tr("Environments of your own come from this settings file (default: none)."), u"file"_s);
    add(u"speed"_s, tr("Speed of the simulator's clock (default: 1)."), u"factor"_s, u"1"_s);
    add(u"seed"_s, tr("Seed of the simulator's data (default: 1)."), u"number"_s, u"1"_s);
    parser.addOption(QCommandLineOption(u"steps"_s, tr("Say each step.")));
    parser.addOption(QCommandLineOption(u"list"_s, tr("Say what would be run, and run nothing.")));
}

std::optional<std::chrono::milliseconds> timeFrom(const QString &text)
{
    static const QRegularExpression shape(u"^(\\d+)\\s*(s|min|m|h)$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 seconds = match.captured(2) == "s"_L1 ? 1 : match.captured(2) == "h"_L1 ? 3600 : 60;
    return std::chrono::seconds(match.captured(1).toLongLong() * seconds);
}

/// Empty, or what is wrong in one sentence.
QString readNumbers(const QCommandLineParser &parser, WalkOrders *orders)
{
    const auto whole = [&](const QString &name, int least, int most, int *number) {
        bool isNumber = false;
        *number = parser.value(name).toInt(&isNumber);
        return isNumber && *number >= least && *number <= most;
    };
    int timeout = 0;
    if (!whole(u"parallel"_s, 1, 16, &orders->run.parallel))
        return tr("--parallel wants a whole number from 1 to 16");
    if (!whole(u"retry"_s, 0, 10, &orders->run.retry))
        return tr("--retry wants a whole number from 0 to 10");
    if (!whole(u"timeout"_s, 1, 3600, &timeout))
        return tr("--timeout wants seconds, from 1 to 3600");
    orders->run.lane.limit = std::chrono::seconds(timeout);
    if (parser.isSet(u"repeat"_s) && !whole(u"repeat"_s, 1, 1'000'000, &orders->run.rounds))
        return tr("--repeat wants a whole number, 1 or more");
    if (parser.isSet(u"for"_s)) {
        const std::optional<std::chrono::milliseconds> time = timeFrom(parser.value(u"for"_s));
        if (!time)
            return tr("--for wants a time, as 90s, 30min or 8h");
        orders->run.lasting = *time;
        orders->run.rounds = 0;
    }
    bool speedOk = false, seedOk = false;
    orders->speed = orders->run.lane.speed = parser.value(u"speed"_s).toDouble(&speedOk);
    orders->seed = parser.value(u"seed"_s).toUInt(&seedOk);
    return speedOk && seedOk && orders->speed > 0 ? QString() : tr("--speed wants a number above 0 and --seed a whole number");
}

} // namespace

QString WalkOrders::read(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Runs walk files by real input in the real widget, judges what failed, and reports.\n"
                                        "Ends with 0: all passed; 1: something failed; 2: it could not run."));
    addOptions(parser);
    if (!parser.parse(QStringList{u"aerosync-walk run"_s} + arguments))
        return parser.errorText();
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    files = parser.positionalArguments();
    if (files.isEmpty())
        files = QStringList{u"test-banks"_s};
    const QStringList known = builtInWalks();
    for (QString &file : files) {
        const QString inside = u":/walks/%1.json"_s.arg(file);
        if (known.contains(inside) && !QFile::exists(file))
            file = inside;
    }
    for (const QString &pair : parser.values(u"var"_s)) {
        const qsizetype at = pair.indexOf(u'=');
        if (at < 1)
            return tr("--var wants name=text, not “%1”").arg(pair);
        variables.insert(pair.left(at), pair.mid(at + 1));
    }
    environment = parser.value(u"environment"_s);
    samples = parser.value(u"samples"_s);
    settings = parser.value(u"settings"_s);
    green = parser.isSet(u"green"_s) ? parser.value(u"green"_s) : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/green-walks.json"_s;
    reports = {.junit = parser.value(u"junit"_s), .html = parser.value(u"html"_s), .pictures = parser.value(u"pictures"_s)};
    only = parser.values(u"only"_s);
    shard = parser.value(u"shard"_s);
    tellSteps = parser.isSet(u"steps"_s);
    listOnly = parser.isSet(u"list"_s);
    // Nobody would see them.
    run.lane.pictures = !reports.html.isEmpty() || !reports.pictures.isEmpty();
    return readNumbers(parser, this);
}

} // namespace console
