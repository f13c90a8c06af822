// SPDX-License-Identifier: GPL-3.0-or-later
// `grep` as a yardstick of benches.
#pragma once

#include <QElapsedTimer>
#include <QProcess>

namespace bench {

/// ms that `grep -c -F …` takes, in its fastest locale; `lines`: how many it counted.
inline double grep(const QStringList &arguments, qint64 *lines)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    QElapsedTimer timer;
    timer.start();
    process.start(QStringLiteral("grep"), QStringList{QStringLiteral("-c"), QStringLiteral("-F")} + arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() > 1)
        qFatal("grep did not run: %s", process.readAllStandardError().constData());
    *lines = process.readAllStandardOutput().trimmed().toLongLong();
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace bench
