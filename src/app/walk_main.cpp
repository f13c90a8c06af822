// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-walk: the main job without a window manager, for QA and CI.
#include "app/world.h"
#include "runner/walksteps.h"
#include "runner/mainjob.h"
#include "runner/runner.h"
#include "web/browsercheck.h"
#include "web/widgetdriver.h"
#include "web/widgetview.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    std::fputs(line.toUtf8().constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

/// Exit statuses: every step held / a step did not hold / the run could not begin.
enum Exit { Held = 0, DidNotHold = 1, CouldNotRun = 2 };

int complain(const QString &sentence)
{
    std::fprintf(stderr, "aerosync-walk: %s\n", sentence.toUtf8().constData());
    return CouldNotRun;
}

} // namespace

int main(int argc, char **argv)
{
    // No display is needed: the widget is driven and pictured offscreen.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication(u"aerosync-walk"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(QObject::tr("Walks through the console's main job without a window, and reports."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption environmentOption(u"environment"_s, QObject::tr("Environment by name (default: simulator)."), u"name"_s, u"simulator"_s);
    const QCommandLineOption picturesOption(u"pictures"_s, QObject::tr("Save a picture of the widget at its steps in this folder."), u"folder"_s);
    const QCommandLineOption speedOption(u"speed"_s, QObject::tr("Speed of the simulator's clock (default: 1)."), u"factor"_s, u"1"_s);
    const QCommandLineOption seedOption(u"seed"_s, QObject::tr("Seed of the simulator's data (default: 1)."), u"number"_s, u"1"_s);
    parser.addOptions({environmentOption, picturesOption, speedOption, seedOption});
    if (!parser.parse(QCoreApplication::arguments()))
        return complain(parser.errorText());
    if (parser.isSet(u"help"_s) || parser.isSet(u"version"_s) || parser.isSet(u"help-all"_s))
        parser.process(application); // prints it and ends
    if (!parser.positionalArguments().isEmpty())
        return complain(QObject::tr("unknown argument “%1”").arg(parser.positionalArguments().first()));

    bool speedOk = false, seedOk = false;
    const double speed = parser.value(speedOption).toDouble(&speedOk);
    const quint32 seed = parser.value(seedOption).toUInt(&seedOk);
    if (!speedOk || !seedOk || !(speed > 0)) {
        return complain(QObject::tr("--speed wants a number above 0 and --seed a whole number"));
    }
    const QString pictures = parser.value(picturesOption);
    if (!pictures.isEmpty() && (!QDir().mkpath(pictures) || !QTemporaryFile(QDir(pictures).filePath(u"XXXXXX"_s)).open()))
        return complain(QObject::tr("no picture can be saved in %1").arg(pictures));
    if (const auto obstacle = console::browserObstacle())
        return complain(console::oneLine(*obstacle));
    // A run of its own: neither the user's settings nor the keychain change what it does.
    const QTemporaryDir folder;
    console::World world(console::World::Secrets::MemoryOnly, folder.filePath(u"settings.ini"_s));
    console::Session *session = world.session();
    const auto environment = console::environmentByName(session->environments()->all(), parser.value(environmentOption));
    if (!environment)
        return complain(console::oneLine(environment.error()));
    if (environment->reach == console::Reach::Production)
        return complain(QObject::tr("production is never walked by a machine"));
    if (const auto chosen = session->environments()->choose(environment->id); !chosen)
        return complain(console::oneLine(chosen.error()));

    console::WidgetView view;
    view.resize(420, 760);
    view.attach(session->link());
    view.show();
    console::WidgetDriver driver(&view);
    console::WalkSteps steps(session, &driver);
    console::Runner runner(environment->name, [&driver] { return driver.picture(); }, pictures);
    QObject::connect(&runner, &console::Runner::scriptStarted, &view, [](const QString &name) { say(name); });
    QObject::connect(&runner, &console::Runner::stepEnded, &view, [](const console::StepRecord &record) { say(console::stepLine(record)); });
    QObject::connect(&runner, &console::Runner::finished, &view, [](const console::Report &report) {
        say(console::summary(report));
        QCoreApplication::exit(report.passed() ? Held : DidNotHold);
    });
    QObject::connect(&world, &console::World::simulatorFailed, &view, [](const QString &sentence) {
        QCoreApplication::exit(complain(QObject::tr("the simulator did not start: %1").arg(sentence)));
    });
    world.wake(speed, seed);
    runner.run(console::mainJob(&steps));
    return QApplication::exec();
}
