// SPDX-License-Identifier: GPL-3.0-or-later
// What a process and its descendants (a browser's renderers) have in memory.
#pragma once

#include <QDir>
#include <QFile>
#include <QList>

namespace bench {

/// `pid` and its descendants, without `others` and theirs.
inline QList<qint64> processTree(qint64 pid, const QList<qint64> &others = {})
{
    QList<qint64> all{pid};
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(pid));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(tasks.filePath(task + QStringLiteral("/children")));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &child : children.readAll().split(' ')) {
            const qint64 number = child.trimmed().toLongLong();
            if (number > 0 && !others.contains(number))
                all += processTree(number, others);
        }
    }
    return all;
}

/// Bytes that only these processes have: a page that several of them share is counted once, in parts. Not the pages of
/// files (programs, libraries, fonts): they are the system's cache, and how many of them count as ours changes with who else runs.
inline qint64 ownBytes(const QList<qint64> &pids)
{
    qint64 sum = 0;
    for (const qint64 pid : pids) {
        QFile rollup(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
        if (!rollup.open(QIODevice::ReadOnly))
            continue; // it has just ended
        for (const QByteArray &line : rollup.readAll().split('\n')) {
            if (line.startsWith("Pss_Anon:") || line.startsWith("Pss_Shmem:"))
                sum += line.simplified().split(' ').value(1).toLongLong() * 1024;
        }
    }
    return sum;
}

} // namespace bench
