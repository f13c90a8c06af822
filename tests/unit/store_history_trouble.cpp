// SPDX-License-Identifier: GPL-3.0-or-later
// History: disk full, read-only places, locked by another program: told clearly, nothing lost, the window never waits.
#include "store_history_fixture.h"

#include "store/historylock.h"

#include <QElapsedTimer>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace history_test;

namespace {

/// Holds the database's write lock until it is killed.
int childThatLocks(const QString &file)
{
    HistoryDatabase database(file);
    if (!database.open(HistoryDatabase::Access::Write) || !database.run(u"BEGIN EXCLUSIVE"_s))
        return 1;
    say("ready");
    return QCoreApplication::exec();
}

int childWithJob(const QString &file)
{
    History history(file);
    history.put(job(1));
    if (kept(history) != true)
        return 1;
    say("ready");
    return QCoreApplication::exec();
}

/// Files of this process cannot grow beyond that, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

/// Tests run as root, to whom nothing is read-only: as somebody else for a while.
class AsNobody
{
public:
    AsNobody() { isNobody = ::geteuid() != 0 || ::seteuid(65534) == 0; }
    ~AsNobody()
    {
        if (::getuid() == 0)
            (void)!::seteuid(0);
    }
    bool isNobody = false;
};

/// The longest time in which the event loop did not turn.
class Stalls
{
public:
    Stalls()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { longest = qMax(longest, m_clock.restart()); });
        m_timer.start(5);
    }
    qint64 longest = 0; // ms

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace

class StoreHistoryTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        ::chmod(QFile::encodeName(m_folder->path()).constData(), 0755);
        m_file = m_folder->filePath(u"history.sqlite"_s);
    }

    void fullDisk()
    {
        History history(m_file);
        history.put(job(1));
        QCOMPARE(kept(history), true);
        QSignalSpy problems(&history, &History::problemChanged);
        {
            const FullDisk full(rlim_t(QFileInfo(m_file + u"-wal"_s).size() + 20'000));
            for (int i = 2; i <= 200; ++i)
                history.put(job(i));
            QCOMPARE(kept(history), false); // told within seconds; they stay in line
            QVERIFY(history.problem());
            QCOMPARE(history.problem()->kind, Error::Kind::Storage);
            QVERIFY2(history.problem()->advice.contains(u"199"_s) || history.problem()->advice.contains(u"200"_s), qPrintable(history.problem()->advice));
            QCOMPARE(history.problem()->where, m_file);
            QCOMPARE(history.state(), History::State::Open);
            QCOMPARE(ids(jobs(history)), (QList<qint64>{1})); // half a transaction is none
        }
        history.put(job(201)); // at once with the next write
        QCOMPARE(kept(history), true);
        QTRY_VERIFY_WITH_TIMEOUT(!history.problem(), limit);
        QCOMPARE(jobs(history).size(), 201);
        QVERIFY(problems.count() >= 2); // come and gone; in between the number of those that wait may change
        QCOMPARE(outside(m_file, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    }

    void fullDiskAtTheStart()
    {
        std::optional<History> history;
        {
            const FullDisk full(2000); // not even a page
            history.emplace(m_file);
            QTRY_VERIFY_WITH_TIMEOUT(history->problem(), limit);
            QCOMPARE(history->state(), History::State::Opening);
            history->put(job(1));
            QCOMPARE(kept(*history), false);
        }
        QVERIFY(isOpen(*history)); // by itself
        QCOMPARE(kept(*history), true);
        QCOMPARE(ids(jobs(*history)), (QList<qint64>{1}));
        QVERIFY(!history->problem());
        QCOMPARE(beside(m_file, u".damaged*"_s), QStringList());
    }

    void lockedByAnotherProgram()
    {
        History history(m_file);
        history.put(job(1));
        QCOMPARE(kept(history), true);
        Child other({u"locks"_s, m_file});
        QVERIFY(other.isReady());
        Stalls stalls;
        QElapsedTimer whole;
        whole.start();
        for (int i = 2; i <= 500; ++i) {
            history.put(job(i));
            if (i % 50 == 0) {
                history.putPayload(i, QByteArray(1'000'000, 'x')); // compressed elsewhere, too
                QCoreApplication::processEvents();
            }
        }
        QCOMPARE(kept(history), false);
        QVERIFY2(whole.elapsed() < 10'000, qPrintable(QString::number(whole.elapsed())));
        QVERIFY(history.problem());
        QVERIFY2(history.problem()->message.contains(u"nother program"_s), qPrintable(history.problem()->message));
        QCOMPARE(ids(jobs(history)), (QList<qint64>{1})); // reading goes on
        qInfo("longest stall of the event loop: %lld ms", stalls.longest);
        QVERIFY2(stalls.longest < 200, qPrintable(QString::number(stalls.longest))); // meant: 50; a loaded machine adds its own
        other.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!history.problem(), limit); // by itself
        QCOMPARE(kept(history), true);
        QCOMPARE(jobs(history).size(), 500);
    }

    void lockedForAMomentIsNoProblem()
    {
        History history(m_file);
        QCOMPARE(kept(history), true);
        QSignalSpy problems(&history, &History::problemChanged);
        HistoryDatabase other(m_file);
        QVERIFY(other.open(HistoryDatabase::Access::Write));
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        history.put(job(1));
        std::optional<bool> done;
        history.whenKept(this, [&](bool is) { done = is; });
        QTest::qWait(200); // the length of the lock is the input here, not something waited for
        QVERIFY(!done);
        QVERIFY(other.run(u"COMMIT"_s));
        QTRY_VERIFY_WITH_TIMEOUT(done.has_value(), limit);
        QCOMPARE(*done, true);
        QCOMPARE(problems.count(), 0);
    }

    void openingWhileAnotherProgramOpens()
    {
        HistoryLock guard;
        QCOMPARE(guard.take(m_file + u".lock"_s), 0);
        History history(m_file);
        history.put(job(1));
        QTRY_VERIFY_WITH_TIMEOUT(history.problem(), limit);
        QCOMPARE(history.state(), History::State::Opening);
        guard.release();
        QVERIFY(isOpen(history));
        QCOMPARE(kept(history), true);
        QVERIFY(!history.problem());
    }

    void theEndDoesNotWaitForEver()
    {
        QElapsedTimer timer;
        Child other({u"jobs"_s, m_file});
        QVERIFY(other.isReady());
        Child locking({u"locks"_s, m_file});
        QVERIFY(locking.isReady());
        {
            History history(m_file);
            QVERIFY(isOpen(history));
            history.put(job(2));
            timer.start();
        }
        QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
        locking.kill();
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM jobs"_s).toInt(), 1);
    }

    void aFolderThatCannotBeWritten_data()
    {
        QTest::addColumn<bool>("hasWal");
        QTest::newRow("after a good end") << false;
        QTest::newRow("after a kill") << true;
    }
    void aFolderThatCannotBeWritten()
    {
        QFETCH(bool, hasWal);
        if (hasWal) {
            Child child({u"jobs"_s, m_file});
            QVERIFY(child.isReady());
        } else {
            History history(m_file);
            history.put(job(1));
        }
        for (const QString &name : beside(m_file, u"*"_s))
            QFile::setPermissions(m_folder->filePath(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        const QByteArray before = fileBytes(m_file);
        const AsNobody nobody;
        QVERIFY(nobody.isNobody);
        History history(m_file);
        QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::ReadOnly, limit);
        QVERIFY(history.problem());
        QVERIFY(!history.problem()->advice.isEmpty());
        history.put(job(2));
        QCOMPARE(kept(history), false);
        const auto found = answer<QList<HistoryJob>>([&](QObject *r, auto then) { history.jobs({}, 0, 10, r, then); });
        QVERIFY2(found, qPrintable(found ? QString() : oneLine(found.error())));
        const bool isTold = history.problem()->message.contains(u"newest"_s);
        QVERIFY(found->size() == 1 || (hasWal && isTold)); // what is only in the WAL cannot always be read
        QCOMPARE(fileBytes(m_file), before);
    }

    void aFileThatCannotBeWritten()
    {
        {
            History history(m_file);
            history.put(job(1));
        }
        QFile::setPermissions(m_file, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
        ::chmod(QFile::encodeName(m_folder->path()).constData(), 0777);
        QFile::remove(m_file + u".lock"_s);
        const AsNobody nobody;
        History history(m_file);
        QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::ReadOnly, limit);
        QVERIFY2(history.problem() && history.problem()->message.contains(u"read-only"_s), qPrintable(history.problem().value_or(Error()).message));
        QCOMPARE(ids(jobs(history)), (QList<qint64>{1}));
    }

    void whatCannotBeReadIsOff_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("no folder") << u"/proc/no such folder/history.sqlite"_s;
        QTest::newRow("a folder of that name") << u"FOLDER"_s;
        QTest::newRow("not permitted") << u"FOLDER/history.sqlite"_s;
        QTest::newRow("nothing there, and not writable") << u"FOLDER/other.sqlite"_s;
    }
    void whatCannotBeReadIsOff()
    {
        QFETCH(QString, file);
        {
            History history(m_file);
            history.put(job(1)); // its file is for its owner only
        }
        const AsNobody nobody;
        History history(QString(file).replace(u"FOLDER"_s, m_folder->path()));
        QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::Off, limit);
        QVERIFY(history.problem() && !history.problem()->advice.isEmpty());
        history.put(job(1));
        QCOMPARE(kept(history), false);
        const auto found = answer<qint64>([&](QObject *r, auto then) { history.count({}, r, then); });
        QVERIFY(!found);
        QCOMPARE(found.error().message, history.problem()->message);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--child"_s)
        return arguments.value(2) == u"locks"_s ? childThatLocks(arguments.value(3)) : childWithJob(arguments.value(3));
    StoreHistoryTrouble test;
    return QTest::qExec(&test, argc, argv);
}
#include "store_history_trouble.moc"
