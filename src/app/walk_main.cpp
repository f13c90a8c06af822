// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-walk: what the console does, without a person and without a display, for QA and CI.
#include "app/walkbrand.h"
#include "app/walkjobs.h"
#include "app/walkrunner.h"
#include "app/walkwords.h"
#include "app/world.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace {

const auto usage = QT_TRANSLATE_NOOP("console::walk", R"(Usage: aerosync-walk [COMMAND] [OPTIONS]

  run [FILE…]     runs walk files, judges what failed, and reports
  merge FILE…     joins the reports of all shards
  jobs            goes on with unfinished jobs, and starts jobs on many connections
  brand           pictures and measures what a configurationId does to the widget

Without a command the main job is run: the same as “run main-job --steps”.
Each command has its own --help.)");

} // namespace

int main(int argc, char **argv)
{
    // No display is needed: the widget is driven and pictured offscreen.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication(u"aerosync-walk"_s);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString command = arguments.value(0);
    if (command == "run"_L1)
        return console::walkRun(arguments.mid(1));
    if (command == "merge"_L1)
        return console::walkMerge(arguments.mid(1));
    if (command == "jobs"_L1)
        return console::walkJobs(arguments.mid(1));
    if (command == "brand"_L1)
        return console::walkBrand(arguments.mid(1));
    if (command == "--help"_L1 || command == "-h"_L1) {
        console::say(QCoreApplication::translate("console::walk", usage));
        return console::Held;
    }
    if (command == "--version"_L1 || command == "-v"_L1) {
        console::say(QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion());
        return console::Held;
    }
    if (!command.isEmpty() && !command.startsWith(u'-'))
        return console::complain(QCoreApplication::translate("console::walk", "there is no command “%1”; see --help").arg(command));
    return console::walkRun(QStringList{u"main-job"_s, u"--steps"_s} + arguments);
}
