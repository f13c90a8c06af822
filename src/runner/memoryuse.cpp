// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/memoryuse.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QList>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// `pid` and its descendants: the browser's renderers are children of children.
QList<qint64> processTree(qint64 pid)
{
    QList<qint64> all{pid};
    const QDir tasks(u"/proc/%1/task"_s.arg(pid));
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile children(tasks.filePath(task + u"/children"_s));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &child : children.readAll().split(' ')) {
            if (const qint64 number = child.trimmed().toLongLong(); number > 0)
                all += processTree(number);
        }
    }
    return all;
}

} // namespace

qint64 memoryInUse()
{
    qint64 sum = 0;
    for (const qint64 pid : processTree(QCoreApplication::applicationPid())) {
        QFile rollup(u"/proc/%1/smaps_rollup"_s.arg(pid));
        if (!rollup.open(QIODevice::ReadOnly))
            continue; // it has just ended
        for (const QByteArray &line : rollup.readAll().split('\n')) {
            if (line.startsWith("Pss_Anon:") || line.startsWith("Pss_Shmem:"))
                sum += line.simplified().split(' ').value(1).toLongLong() * 1024;
        }
    }
    return sum;
}

} // namespace console
