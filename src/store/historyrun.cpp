// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyrun.h"

#include "store/historyopening.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace console {

int HistoryRun::lock()
{
    return m_lock.isTaken() ? 0 : m_lock.take(HistoryOpening::lockName(m_file, m_id));
}

int HistoryRun::othersAlive() const
{
    const QFileInfo info(m_file);
    QDir folder(info.absolutePath());
    int alive = 0;
    const QString start = info.fileName() + u".run-"_s;
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        if (!name.startsWith(start) || !name.endsWith(u".lock"_s) || name == QFileInfo(HistoryOpening::lockName(m_file, m_id)).fileName())
            continue;
        HistoryLock dead;
        if (dead.take(folder.filePath(name)) == 0)
            dead.releaseAndRemove();
        else
            ++alive;
    }
    return alive;
}

Stored<void> HistoryRun::begin(HistoryDatabase &database, const QDateTime &now) const
{
    QVariantList dead;
    const Stored<void> asked = database.each(u"SELECT id FROM runs WHERE ended_at IS NULL"_s, {}, [&](const HistoryRow &row) {
        if (row.number(0) != m_id && !HistoryLock::isHeld(HistoryOpening::lockName(m_file, row.number(0))))
            dead << row.value(0);
    });
    if (!asked)
        return asked;
    for (const QVariant &id : dead) {
        if (const Stored<void> done = database.run(u"UPDATE runs SET ended_at = ? WHERE id = ?"_s, {sqlTime(now), id}); !done)
            return done;
    }
    // Jobs tell by the lock whether their run lives, so that old rows serve nobody.
    if (const Stored<void> done = database.run(uR"(DELETE FROM runs WHERE ended_at IS NOT NULL
        AND id NOT IN (SELECT id FROM runs ORDER BY id DESC LIMIT 100))"_s); !done)
        return done;
    return database.run(u"INSERT OR REPLACE INTO runs (id, program, pid, started_at, ended_at) VALUES (?, ?, ?, ?, NULL)"_s,
                        {m_id, u"%1 %2"_s.arg(QCoreApplication::applicationName(), QStringLiteral(CONSOLE_VERSION)),
                         QCoreApplication::applicationPid(), now.toMSecsSinceEpoch()});
}

Stored<void> HistoryRun::end(HistoryDatabase &database, const QDateTime &now) const
{
    return database.run(u"UPDATE runs SET ended_at = ? WHERE id = ?"_s, {sqlTime(now), m_id});
}

Stored<QList<HistoryJob>> HistoryRun::takeOver(HistoryDatabase &database, const QString &environment) const
{
    const Stored<QList<OpenJob>> open = readOpenJobs(database, environment);
    if (!open)
        return tl::unexpected<HistoryFault>(open.error());
    QHash<qint64, bool> isAlive;
    QList<HistoryJob> ours;
    for (const OpenJob &one : *open) {
        if (one.run != m_id) {
            if (!isAlive.contains(one.run))
                isAlive.insert(one.run, HistoryLock::isHeld(HistoryOpening::lockName(m_file, one.run)));
            if (isAlive.value(one.run))
                continue;
            if (const Stored<void> done = database.run(u"UPDATE jobs SET run = ? WHERE id = ?"_s, {m_id, one.job.id}); !done)
                return tl::unexpected<HistoryFault>(done.error());
        }
        ours << one.job;
    }
    return ours;
}

} // namespace console
