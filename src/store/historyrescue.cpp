// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryOpening's way with a damaged file. The steps are such that a kill between any two of them loses nothing:
// what can be read is first carried over into FILE.salvaged (complete as soon as it has that name), then the old file
// moves aside, then the new one takes its place.
#include "store/history.h"
#include "store/historyopening.h"
#include "store/historysalvage.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

HistoryOpened HistoryOpening::rescueLocked(const HistoryFault &damage)
{
    const QString part = m_file + u".salvaging"_s, complete = m_file + u".salvaged"_s;
    const Stored<qint64> rows = buildSalvaged(part);
    if (!rows)
        return {.as = HistoryOpened::As::NotYet, .told = historyError(rows.error(), m_file), .fault = rows.error()};
    const QString aside = freeName(u"damaged"_s);
    if (!QFile::rename(part, complete) || !moveAside(aside) || !QFile::rename(complete, m_file))
        return {.told = error(History::tr("The history's file is damaged (%1) and could not be moved aside: nothing is kept.").arg(damage.text),
                              History::tr("Move it away yourself, then start the program again."))};
    m_rescued = error(History::tr("The history's file was damaged (%1). It is kept as %2; %n entries could be read and were taken over.", nullptr, int(*rows))
                          .arg(damage.text, aside),
                      History::tr("Keep that file if something is missing; delete it if nothing is."));
    return openWritable();
}

/// A sound database of the newest version with what can be read of the damaged one; closed, one file.
Stored<qint64> HistoryOpening::buildSalvaged(const QString &part)
{
    for (const QString &end : {u""_s, u"-journal"_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(part + end);
    QFile::remove(m_file + u".salvaged"_s);
    if (const int failure = makePrivateFile(part); failure != 0)
        return tl::unexpected<HistoryFault>(HistoryFault::ofErrno(failure, part));
    HistoryDatabase sound(part), damaged(m_file);
    Stored<void> done = sound.open(HistoryDatabase::Access::Write);
    if (done)
        done = sound.run(u"PRAGMA auto_vacuum = INCREMENTAL"_s);
    if (done)
        done = migrateHistory(sound, m_migrations, {});
    if (!done)
        return tl::unexpected<HistoryFault>(done.error());
    if (!damaged.open(HistoryDatabase::Access::Read)) // for reading only: closing must not write the WAL into it
        return 0;
    return salvageHistory(damaged, sound);
}

/// With its WAL, under names that SQLite takes for each other's.
bool HistoryOpening::moveAside(const QString &aside)
{
    if (QFile::exists(m_file) && !QFile::rename(m_file, aside))
        return false;
    for (const QString &end : {u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(m_file + end) && !QFile::rename(m_file + end, aside + end))
            return false;
    }
    return true;
}

/// A program may have been killed in the middle; and a WAL without its file must not be played into a new one, nor vanish.
void HistoryOpening::finishEarlierRescue()
{
    const QString complete = m_file + u".salvaged"_s;
    if (QFileInfo(m_file).size() > 0)
        return;
    const bool hasLooseWal = QFileInfo(m_file + u"-wal"_s).size() > 0;
    const bool hasSalvaged = QFile::exists(complete);
    if (!hasLooseWal && !hasSalvaged)
        return;
    const QString aside = freeName(u"damaged"_s);
    if (!moveAside(aside))
        return;
    m_rescued = error(History::tr("The history's file was damaged or missing. What was left is kept beside it (%1.damaged-…).").arg(QFileInfo(m_file).fileName()),
                      History::tr("Keep those files if something is missing; delete them if nothing is."));
    if (hasSalvaged)
        (void)QFile::rename(complete, m_file);
}

} // namespace console
