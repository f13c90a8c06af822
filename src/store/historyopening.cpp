// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyopening.h"

#include "store/history.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// quick_check reads every page; up to this size that is a fraction of a second.
constexpr qint64 checkedBytes = 100'000'000;

/// 0, or errno. Not access(): that asks for the person who started the program, not for whom it acts.
int whyNotOpened(const QString &file, int flags)
{
    const int handle = ::open(QFile::encodeName(file).constData(), flags | O_CLOEXEC);
    if (handle < 0)
        return errno;
    ::close(handle);
    return 0;
}

bool isForbidden(int number)
{
    return number == EACCES || number == EPERM || number == EROFS;
}

} // namespace

HistoryOpening::HistoryOpening(const QString &file, Clock clock, const HistoryMigrations &migrations)
    : m_file(file), m_clock(std::move(clock)), m_migrations(migrations)
{
}

QByteArray HistoryOpening::identityOf(const QString &file)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(file).constData(), &found) != 0)
        return {};
    return QByteArray::number(quint64(found.st_dev)) + ':' + QByteArray::number(quint64(found.st_ino));
}

QString HistoryOpening::lockName(const QString &file, qint64 run)
{
    return u"%1.run-%2.lock"_s.arg(file).arg(run);
}

/// Takes the lock of opening, or says what it is instead.
std::optional<HistoryOpened> HistoryOpening::lockOut(HistoryLock *guard)
{
    const int failure = guard->take(m_file + u".lock"_s);
    if (failure == 0)
        return std::nullopt;
    if (isForbidden(failure))
        return openForReading(error(History::tr("The history's folder cannot be written: what is in it can be looked at, nothing new is kept."),
                                    History::tr("See to the permissions of the folder, then start the program again.")));
    return failed(HistoryFault::ofErrno(failure, m_file + u".lock"_s));
}

HistoryOpened HistoryOpening::open()
{
    const QFileInfo info(m_file);
    if (!QDir().mkpath(info.absolutePath()))
        return {.told = error(History::tr("The folder %1 cannot be made: no history is kept.").arg(info.absolutePath()),
                              History::tr("See to the permissions of the folder above it, then start the program again."))};
    if (info.isDir())
        return {.told = error(History::tr("Where the history should be is a folder: no history is kept."),
                              History::tr("Move the folder away, then start the program again."))};
    HistoryLock guard;
    if (std::optional<HistoryOpened> instead = lockOut(&guard))
        return std::move(*instead);
    return openLocked();
}

HistoryOpened HistoryOpening::rescue(const QByteArray &identityOfDamaged)
{
    HistoryLock guard;
    if (std::optional<HistoryOpened> instead = lockOut(&guard))
        return std::move(*instead);
    if (identityOf(m_file) != identityOfDamaged)
        return openLocked();
    return rescueLocked({HistoryFault::Damaged, u"database disk image is malformed"_s});
}

HistoryOpened HistoryOpening::openLocked()
{
    finishEarlierRescue();
    int failure = whyNotOpened(m_file, O_RDWR);
    if (failure == ENOENT)
        failure = makePrivateFile(m_file); // SQLite gives its other files the same permissions
    if (isForbidden(failure))
        return openForReading(error(History::tr("The history's file is read-only: it can be looked at, nothing new is kept."),
                                    History::tr("See to the permissions of the file, then start the program again.")));
    if (failure != 0)
        return failed(HistoryFault::ofErrno(failure, m_file));
    return openWritable();
}

HistoryOpened HistoryOpening::openWritable()
{
    auto database = std::make_unique<HistoryDatabase>(m_file);
    if (const Stored<void> done = database->open(HistoryDatabase::Access::Write); !done)
        return failed(done.error());
    const Stored<int> version = historyVersion(*database);
    const Stored<QVariant> tables = version ? database->first(u"SELECT count(*) FROM sqlite_schema"_s)
                                            : Stored<QVariant>(tl::unexpected<HistoryFault>(version.error()));
    const Stored<QVariant> owner = tables ? database->first(u"PRAGMA application_id"_s) : tables;
    if (!owner) {
        database.reset();
        return failed(owner.error());
    }
    const bool isForeign = owner->toInt() != historyApplicationId && (owner->toInt() != 0 || tables->toInt() > 0);
    if (isForeign)
        return {.told = error(History::tr("Where the history should be is a database of another program: no history is kept."),
                              History::tr("Move that file away, then start the program again."))};
    if (*version > m_migrations.size()) {
        database.reset();
        return openForReading(error(History::tr("The history was written by a newer version of this program (format %1, this one knows %2): "
                                                "it can be looked at, nothing new is kept.")
                                        .arg(*version).arg(m_migrations.size()),
                                    History::tr("Use the newer version.")));
    }
    if (const Stored<void> done = prepare(*database, *version); !done) {
        database.reset();
        return failed(done.error());
    }
    return {.as = HistoryOpened::As::Open, .database = std::move(database), .told = m_rescued};
}

/// Settings of the connection, the check where one is due, the newest tables.
Stored<void> HistoryOpening::prepare(HistoryDatabase &database, int version)
{
    QStringList statements;
    if (version == 0)
        statements << u"PRAGMA auto_vacuum = INCREMENTAL"_s; // must be said before there is a table
    // NORMAL: a killed program loses nothing; a power cut at most the last transactions, never the file.
    // secure_delete: what is purged is also overwritten.
    statements << u"PRAGMA journal_mode = WAL"_s << u"PRAGMA synchronous = NORMAL"_s << u"PRAGMA secure_delete = ON"_s
               << u"PRAGMA journal_size_limit = 16777216"_s << u"PRAGMA temp_store = MEMORY"_s;
    for (const QString &statement : statements) {
        if (const Stored<void> done = database.run(statement); !done)
            return done;
    }
    if (version > 0) {
        if (const Stored<void> done = check(database); !done)
            return done;
    }
    return migrateHistory(database, m_migrations, freeName(u"version-%1"_s.arg(version)));
}

/// Reads the whole file when a run ended without saying so, and the file is not too large.
Stored<void> HistoryOpening::check(HistoryDatabase &database)
{
    bool isDue = false;
    const Stored<void> asked = database.each(u"SELECT id FROM runs WHERE ended_at IS NULL"_s, {}, [&](const HistoryRow &row) {
        isDue = isDue || !HistoryLock::isHeld(lockName(m_file, row.number(0)));
    });
    if (!asked && asked.error().plain() != 1) // 1: an older version without that table
        return asked;
    if (!isDue || QFileInfo(m_file).size() > checkedBytes)
        return {};
    const Stored<QVariant> verdict = database.first(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return tl::unexpected<HistoryFault>(verdict.error());
    if (verdict->toString() != u"ok"_s)
        return tl::unexpected<HistoryFault>(HistoryFault{HistoryFault::Damaged, verdict->toString()});
    return {};
}

HistoryOpened HistoryOpening::openForReading(std::optional<Error> why)
{
    using Access = HistoryDatabase::Access;
    HistoryFault last;
    for (const Access access : {Access::Read, Access::Still}) { // without the right to make the WAL's files only the second works
        HistoryDatabase database(m_file);
        const Stored<void> opened = database.open(access);
        const Stored<int> version = opened ? historyVersion(database) : Stored<int>(tl::unexpected<HistoryFault>(opened.error()));
        if (version && *version >= m_migrations.size() && access == Access::Still && QFileInfo(m_file + u"-wal"_s).size() > 0 && why)
            why->message += u' ' + History::tr("The newest entries are still in another file (%1-wal) and not shown.").arg(QFileInfo(m_file).fileName());
        if (version && *version >= m_migrations.size())
            return {.as = HistoryOpened::As::ReadOnly, .readAs = access, .told = std::move(why)};
        if (!version)
            last = version.error();
        else
            return {.told = error(History::tr("The history is of an older version and cannot be brought up to date, because it cannot be written: "
                                              "it is not shown, and nothing is kept."),
                                  History::tr("See to the permissions of the file and its folder, then start the program again."))};
        if (last.isDamage())
            break;
    }
    return {.told = error(History::tr("The history cannot be read (%1): nothing is kept.").arg(last.text),
                          History::tr("See to the permissions of the file and its folder, then start the program again."))};
}

HistoryOpened HistoryOpening::failed(const HistoryFault &fault)
{
    if (fault.isDamage())
        return rescueLocked(fault);
    if (fault.mayPass())
        return {.as = HistoryOpened::As::NotYet, .told = historyError(fault, m_file), .fault = fault};
    return {.told = error(History::tr("The history cannot be brought up to date (%1): it is left as it is, and nothing is kept.").arg(fault.text),
                          History::tr("Report this. A copy of the file is beside it."))};
}

Error HistoryOpening::error(const QString &message, const QString &advice) const
{
    return {.kind = Error::Kind::Storage, .message = message, .where = m_file, .advice = advice};
}

/// "history.sqlite.damaged-20260102-030405", or with a number behind it: one that is not taken.
QString HistoryOpening::freeName(const QString &what) const
{
    const QString name = u"%1.%2-%3"_s.arg(m_file, what, m_clock().toUTC().toString(u"yyyyMMdd-HHmmss"_s));
    QString free = name;
    for (int n = 2; QFile::exists(free) || QFile::exists(free + u"-wal"_s); ++n)
        free = u"%1-%2"_s.arg(name).arg(n);
    return free;
}

} // namespace console
