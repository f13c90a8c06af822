// SPDX-License-Identifier: GPL-3.0-or-later
// bench start.first_paint: process start → first painted, usable window, against an empty window with the same
// libraries, the two in turn. Limit 1.5.
#include "bench/benchline.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

/// Milliseconds from fork to the line "first paint"; below 0: it never came.
double timeToPaint(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer clock;
    clock.start();
    process.start(program, arguments);
    double took = -1;
    while (took < 0 && process.waitForReadyRead(20000)) {
        if (process.readAllStandardOutput().contains("first paint"))
            took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    }
    process.waitForFinished(20000);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? took : -1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QStringList consoleArguments{u"--report-first-paint"_s, u"--settings"_s, folder.filePath(u"settings.ini"_s)};
    QList<double> ours, empty;
    for (int round = -2; round < 21; ++round) { // two rounds to warm the disk's cache
        const double a = timeToPaint(QStringLiteral(CONSOLE_PROGRAM), consoleArguments);
        const double b = timeToPaint(QStringLiteral(EMPTY_PROGRAM), {});
        if (a < 0 || b < 0) {
            std::fputs("a program did not paint or did not end well\n", stderr);
            return 2;
        }
        if (round >= 0) {
            ours << a;
            empty << b;
        }
    }
    const double value = bench::median(ours);
    return bench::line("start.first_paint", value, "ms", value / bench::median(empty), 1.5) ? 0 : 1;
}
