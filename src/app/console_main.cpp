// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-console: the window.
#include "app/world.h"
#include "gui/mainwindow.h"
#include "gui/theme.h"
#include "store/settings.h"

#include <QApplication>
#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>
#include <string_view>

using namespace Qt::StringLiterals;

namespace {

/// These print something and end: they need no display, and must not fail for want of one.
bool onlyPrints(int argc, char **argv)
{
    constexpr std::string_view options[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [&](const char *each) { return std::find(std::begin(options), std::end(options), each) != std::end(options); });
}

} // namespace

int main(int argc, char **argv)
{
    if (onlyPrints(argc, argv) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // WebEngine is linked but first used when a widget opens; it needs this before the application exists.
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    console::nameApplication();
    QGuiApplication::setApplicationDisplayName(QObject::tr("Aerosync Console"));
    QGuiApplication::setDesktopFileName(u"io.github.aerosync_console.AerosyncConsole"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(QObject::tr("Integration console for Aeropay's Aerosync bank aggregation."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption settingsOption(u"settings"_s, QObject::tr("Keep settings in this file."), u"file"_s);
    const QCommandLineOption paintOption(u"report-first-paint"_s,
                                         QObject::tr("Print one line when the window was painted first, and exit (for measurements)."));
    const QCommandLineOption historyOption(u"history"_s, QObject::tr("Keep the history in this file (default: history.sqlite beside the settings file, else in the user's data folder)."), u"file"_s);
    parser.addOptions({settingsOption, historyOption, paintOption});
    parser.addPositionalArgument(u"session"_s, QObject::tr("Session files (.aerosession) to open."), u"[session…]"_s);
    parser.process(application);

    const QString history = parser.isSet(historyOption) ? parser.value(historyOption) : console::historyFileFor(parser.value(settingsOption));
    console::World world(console::World::Secrets::Keychain, parser.value(settingsOption), history);
    console::Theme::apply(&application,
                          console::Theme::schemeOf(world.session()->settings()->value(console::Setting::ColourScheme).toString()));
    console::MainWindow window(world.session());
    QObject::connect(&window, &console::MainWindow::firstPainted, &world, [&] {
        if (parser.isSet(paintOption)) {
            std::puts("first paint");
            std::fflush(stdout);
            application.quit();
            return;
        }
        world.wake();
    });
    QObject::connect(&world, &console::World::simulatorFailed, &window, [&window](const QString &sentence) {
        window.setSimulatorProblem(console::Error{.kind = console::Error::Kind::Network,
                                                  .message = QObject::tr("The simulator did not start: %1").arg(sentence),
                                                  .where = QObject::tr("simulator"),
                                                  .advice = QObject::tr("Try again, or choose another environment.")});
    });
    QObject::connect(&window, &console::MainWindow::simulatorRetryRequested, &world, [&] {
        window.setSimulatorProblem(std::nullopt);
        world.wake();
    });
    window.show();
    for (const QString &path : parser.positionalArguments())
        window.openSession(path);
    return QApplication::exec();
}
