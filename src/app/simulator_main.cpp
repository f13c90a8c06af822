// SPDX-License-Identifier: GPL-3.0-or-later
// aerosync-simulator: a stand-in for the Aerosync and Aeropass services and the widget, on loopback.
#include "simulator/clock.h"
#include "simulator/simulator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int signalPipe[2] = {-1, -1};

// Only async-signal-safe calls are allowed here; the event loop does the rest.
extern "C" void onSignal(int)
{
    const char mark = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &mark, 1);
}

void endOnSignals(QCoreApplication &app)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, [&app] { app.quit(); });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

int complain(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    return 1;
}

/// Empty, or what is wrong in one sentence.
QString readOptions(const QCommandLineParser &parser, simulator::Options *options)
{
    const QString port = parser.value(u"port"_s), seed = parser.value(u"seed"_s), now = parser.value(u"now"_s),
                  speed = parser.value(u"speed"_s);
    bool portGood = false, seedGood = false, speedGood = false;
    options->port = port.toUShort(&portGood);
    options->seed = seed.toUInt(&seedGood);
    options->speed = speed.toDouble(&speedGood);
    options->now = simulator::momentOf(now);
    if (!portGood)
        return u"--port needs a number from 0 to 65535, not '%1'."_s.arg(port);
    if (!seedGood)
        return u"--seed needs a whole number, not '%1'."_s.arg(seed);
    if (!speedGood || !simulator::isSpeed(options->speed))
        return u"--speed needs a number above zero, at most %1, not '%2'."_s.arg(simulator::greatestSpeed, 0, 'f', 0).arg(speed);
    if (parser.isSet(u"now"_s) && !options->now)
        return u"--now needs a moment of the years 2000 to 2099 like 2026-01-15T12:00:00Z, not '%1'."_s.arg(now);
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"aerosync-simulator"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A stand-in for the Aerosync and Aeropass services and the bank-linking widget, on 127.0.0.1.\n"
        "Prints one line of JSON when it is ready. Its control surface is under /simulator/."_s);
    const QCommandLineOption port(u"port"_s, u"TCP port; 0 takes a free one."_s, u"number"_s, u"0"_s);
    const QCommandLineOption seed(u"seed"_s, u"Where all generated data comes from."_s, u"number"_s, u"1"_s);
    const QCommandLineOption speed(u"speed"_s, u"Simulated seconds in one real second."_s, u"factor"_s, u"1"_s);
    const QCommandLineOption now(u"now"_s, u"Where the clock begins, like 2026-01-15T12:00:00Z; the real time if not given."_s, u"moment"_s);
    parser.addOptions({port, seed, speed, now});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(app);

    simulator::Options options;
    if (const QString problem = readOptions(parser, &options); !problem.isEmpty())
        return complain(problem);
    if (!parser.positionalArguments().isEmpty())
        return complain(u"'%1' is not an option."_s.arg(parser.positionalArguments().first()));

    endOnSignals(app);
    simulator::Simulator server(options);
    const QString problem = server.listen();
    if (!problem.isEmpty())
        return complain(problem);
    std::printf("%s\n", QJsonDocument(server.announcement()).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return app.exec();
}
