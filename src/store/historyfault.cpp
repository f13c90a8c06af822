// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyfault.h"

#include "store/history.h"

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace console {

bool HistoryFault::mayPass() const
{
    switch (plain()) {
    case 3:  // PERM
    case Busy:
    case 6:  // LOCKED
    case 7:  // NOMEM
    case ReadOnly:
    case 9:  // INTERRUPT
    case DiskError:
    case Full:
    case CannotOpen:
    case 15: // PROTOCOL: the locks of the WAL were too busy
    case 17: // SCHEMA
    case 22: // NOLFS
        return true;
    default:
        return false;
    }
}

HistoryFault HistoryFault::ofErrno(int number, const QString &file)
{
    const QString text = u"%1: %2"_s.arg(file, QString::fromLocal8Bit(std::strerror(number)));
    switch (number) {
    case EWOULDBLOCK: return {Busy, text};
    case EACCES:
    case EPERM:
    case EROFS: return {ReadOnly, text};
    case ENOSPC:
    case EDQUOT: return {Full, text};
    default: return {DiskError, text};
    }
}

Error historyError(const HistoryFault &fault, const QString &file, qsizetype waiting)
{
    Error error{.kind = Error::Kind::Storage, .where = file, .code = u"SQLite %1"_s.arg(fault.code)};
    const QString later = waiting > 0 ? History::tr("%n entries wait in memory and are written as soon as that works.", nullptr, int(waiting)) : QString();
    QString advice;
    switch (fault.plain()) {
    case HistoryFault::Busy:
    case 6:
    case 15:
        error.message = History::tr("Another program keeps the history locked.");
        advice = History::tr("Close the other program if it hangs.");
        break;
    case HistoryFault::Full:
        error.message = History::tr("The disk is full: the history cannot be written.");
        advice = History::tr("Make room on the disk.");
        break;
    case 3:
    case HistoryFault::ReadOnly:
    case HistoryFault::CannotOpen:
        error.message = History::tr("The history's file may not be written (%1).").arg(fault.text);
        advice = History::tr("See to the permissions of the file and its folder.");
        break;
    case HistoryFault::Damaged:
    case HistoryFault::NotADatabase:
        error.message = History::tr("The history's file is damaged (%1).").arg(fault.text);
        advice = History::tr("Start the program again: it saves what can be read.");
        break;
    default:
        error.message = History::tr("The history cannot be kept: %1.").arg(fault.text);
        advice = fault.plain() == HistoryFault::DiskError ? History::tr("Check the disk.") : History::tr("Report this with its code.");
        break;
    }
    error.advice = later.isEmpty() ? advice : advice + u' ' + later;
    return error;
}

} // namespace console
