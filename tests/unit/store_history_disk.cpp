// SPDX-License-Identifier: GPL-3.0-or-later
// History on a real file system that is really full or read-only. (store_history_trouble makes believe with limits and
// permissions, which works anywhere; here the kernel itself says no, also to root.)
#include "store_history_fixture.h"

#include "support/smalldisk.h"

#include <QRandomGenerator>

using namespace history_test;

namespace {

QString obstacle; // why this machine allows no mounts; set in main()

/// Has the job 1 on disk; puts 2 to 40 as soon as it is told to, to be killed.
int childThatGoesOn(const QString &file)
{
    History history(file);
    history.put(job(1));
    if (kept(history) != true)
        return 1;
    say("ready");
    QFile orders;
    if (!orders.open(stdin, QIODevice::ReadOnly) || orders.readLine().isEmpty())
        return 1;
    for (int i = 2; i <= 40; ++i)
        history.put(job(i));
    say(kept(history) == true ? "kept" : "not kept");
    return QCoreApplication::exec();
}

} // namespace

class StoreHistoryDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!obstacle.isEmpty())
            QSKIP(qPrintable(obstacle));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"history.sqlite"_s);
        m_disk = std::make_unique<support::SmallDisk>(m_folder->path());
        if (!m_disk->obstacle().isEmpty())
            QSKIP(qPrintable(m_disk->obstacle()));
    }
    void cleanup()
    {
        m_disk.reset();
        m_folder.reset();
    }

    void fullAndRoomAgain()
    {
        History history(m_file);
        history.put(job(1));
        history.putPayload(1, QByteArray(20'000, 'x'));
        QCOMPARE(kept(history), true);
        QVERIFY(m_disk->fill());
        for (int i = 2; i <= 200; ++i)
            history.put(job(i));
        QCOMPARE(kept(history), false);
        QVERIFY(saysFull(history));
        QVERIFY2(history.problem()->advice.contains(u"wait in memory"_s), qPrintable(history.problem()->advice));
        QCOMPARE(history.state(), History::State::Open);
        QCOMPARE(ids(jobs(history)), (QList<qint64>{1})); // looking at it goes on
        QCOMPARE(answer<QByteArray>([&](QObject *r, auto then) { history.payload(1, r, then); }).value_or(QByteArray()), QByteArray(20'000, 'x'));
        QCOMPARE(integrity(), u"ok"_s);
        QVERIFY(m_disk->makeRoom());
        QTRY_VERIFY_WITH_TIMEOUT(!history.problem(), limit); // by itself: nothing new is put
        QCOMPARE(jobs(history).size(), 200);
        QCOMPARE(kept(history), true);
        QCOMPARE(integrity(), u"ok"_s);
        QCOMPARE(beside(m_file, u".damaged*"_s), QStringList());
    }

    /// Small steps up to the last byte: where exactly there is no more room differs from entry to entry.
    void filledByTheHistoryItself()
    {
        History history(m_file);
        int last = 0;
        std::optional<bool> isKept = true;
        while (isKept == true && last < 10'000) {
            for (int i = 0; i < 20; ++i) {
                history.put(job(++last));
                history.putPayload(last, noise(3000, last));
            }
            isKept = kept(history);
        }
        QCOMPARE(isKept, false);
        QVERIFY(saysFull(history));
        const qsizetype before = jobs(history).size();
        QCOMPARE(before, last - 20); // all that was told as kept, and nothing of what was not
        QCOMPARE(integrity(), u"ok"_s);
        QVERIFY(m_disk->fill()); // and not a page that a rollback gave back
        history.put(job(++last));
        QCOMPARE(kept(history), false);
        QCOMPARE(jobs(history).size(), before);
        QCOMPARE(integrity(), u"ok"_s);
    }

    void fullAtTheStart()
    {
        QVERIFY(m_disk->fill());
        History history(m_file);
        history.put(job(1));
        QCOMPARE(kept(history), false);
        QVERIFY(saysFull(history));
        QVERIFY(m_disk->makeRoom());
        QVERIFY(isOpen(history));
        QTRY_VERIFY_WITH_TIMEOUT(!history.problem(), limit);
        QCOMPARE(kept(history), true);
        QCOMPARE(ids(jobs(history)), (QList<qint64>{1}));
        QCOMPARE(beside(m_file, u".damaged*"_s), QStringList());
    }

    void fullAtTheStartOnAnOldFile_data()
    {
        QTest::addColumn<bool>("wasKilled");
        QTest::newRow("after a good end") << false;
        QTest::newRow("after a kill") << true;
    }
    void fullAtTheStartOnAnOldFile()
    {
        QFETCH(bool, wasKilled);
        leaveFile(wasKilled);
        QVERIFY(!QTest::currentTestFailed());
        QVERIFY(m_disk->fill());
        History history(m_file);
        history.put(job(2));
        QCOMPARE(kept(history), false);
        QVERIFY(saysFull(history));
        const auto taken = answer<QList<HistoryJob>>([&](QObject *r, auto then) { history.takeOver(u"sandbox"_s, r, then); });
        QVERIFY(!taken); // not "there is none"
        QVERIFY(m_disk->makeRoom());
        QTRY_VERIFY_WITH_TIMEOUT(!history.problem(), limit);
        QCOMPARE(kept(history), true);
        QCOMPARE(ids(takeOver(history)), (QList<qint64>{1, 2}));
        QCOMPARE(integrity(), u"ok"_s);
        QCOMPARE(beside(m_file, u".damaged*"_s), QStringList());
    }

    void killedWhileItIsFull()
    {
        Child child({u"goes on"_s, m_file});
        QVERIFY(child.isReady());
        QVERIFY(m_disk->fill());
        QVERIFY(child.tell("go\n"));
        QVERIFY(QTest::qWaitFor([&] { return child.said().contains("kept"); }, limit));
        QVERIFY2(child.said().contains("not kept"), child.said().constData());
        child.kill();
        QCOMPARE(integrity(), u"ok"_s);
        QVERIFY(m_disk->makeRoom());
        History history(m_file);
        QCOMPARE(ids(takeOver(history)), (QList<qint64>{1})); // what only its memory had is gone with it, and was told as not kept
        QVERIFY(!history.problem());
    }

    /// Whoever wants to make room by deleting is told that it cannot be done, and what is there stays.
    void purgingNeedsRoom()
    {
        History history(m_file);
        for (int i = 1; i <= 50; ++i)
            history.put(job(i, u"completed"_s, true));
        QCOMPARE(kept(history), true);
        QVERIFY(m_disk->fill());
        const HistoryPurge all{.environment = {}, .payloads = true, .everything = true, .before = at(100'000)};
        const auto refused = answer<qint64>([&](QObject *r, auto then) { history.purge(all, r, then); });
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"full"_s), qPrintable(oneLine(refused.error())));
        QCOMPARE(jobs(history).size(), 50);
        QVERIFY(m_disk->makeRoom());
        QCOMPARE(answer<qint64>([&](QObject *r, auto then) { history.purge(all, r, then); }).value_or(-1), 50);
        QCOMPARE(integrity(), u"ok"_s);
    }

    /// Both at once: what can be read is saved when there is room for it; until then nothing is touched.
    void damagedAndFull()
    {
        {
            History history(m_file);
            for (int i = 1; i <= 300; ++i) {
                history.put(job(i));
                history.putPayload(i, noise(1000, i));
            }
        }
        (void)outside(m_file, u"UPDATE runs SET ended_at = NULL"_s); // as after a crash: the next start looks closely
        QVERIFY(writeBytes(m_file, QByteArray(3 * 4096, 'D'), QFileInfo(m_file).size() / 2 / 4096 * 4096));
        const QByteArray damaged = fileBytes(m_file);
        QVERIFY(m_disk->fill());
        History history(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(history.problem(), limit);
        QVERIFY(saysFull(history));
        QCOMPARE(fileBytes(m_file), damaged);
        QVERIFY(m_disk->makeRoom());
        QVERIFY(isOpen(history));
        QVERIFY2(jobs(history).size() > 100, qPrintable(QString::number(jobs(history).size())));
        QCOMPARE(beside(m_file, u".damaged-*[0-9]"_s).size(), 1);
        QCOMPARE(integrity(), u"ok"_s);
    }

    void readOnlyFileSystem_data() { fullAtTheStartOnAnOldFile_data(); }
    void readOnlyFileSystem()
    {
        QFETCH(bool, wasKilled);
        leaveFile(wasKilled);
        QVERIFY(!QTest::currentTestFailed());
        const QByteArray before = fileBytes(m_file), wal = fileBytes(m_file + u"-wal"_s);
        QCOMPARE(wal.isEmpty(), !wasKilled);
        QVERIFY(m_disk->makeReadOnly());
        {
            History history(m_file);
            QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::ReadOnly, limit);
            QVERIFY(history.problem());
            QVERIFY2(history.problem()->message.contains(u"cannot be written"_s), qPrintable(history.problem()->message));
            QVERIFY(!history.problem()->advice.isEmpty());
            history.put(job(2));
            QCOMPARE(kept(history), false);
            const auto found = answer<QList<HistoryJob>>([&](QObject *r, auto then) { history.jobs({}, 0, 10, r, then); });
            QVERIFY2(found, qPrintable(found ? QString() : oneLine(found.error())));
            const bool isTold = history.problem()->message.contains(u"newest"_s);
            QVERIFY(found->size() == 1 || (wasKilled && isTold)); // what is only in the WAL cannot always be read
            const auto taken = answer<QList<HistoryJob>>([&](QObject *r, auto then) { history.takeOver(u"sandbox"_s, r, then); });
            QVERIFY(!taken);
        }
        QCOMPARE(fileBytes(m_file), before);
        QCOMPARE(fileBytes(m_file + u"-wal"_s), wal);
        QVERIFY(m_disk->makeReadOnly(false));
        History history(m_file);
        QCOMPARE(ids(takeOver(history)), (QList<qint64>{1}));
        QVERIFY(!history.problem());
        QCOMPARE(integrity(), u"ok"_s);
    }

    void readOnlyAndNothingThere()
    {
        QVERIFY(m_disk->makeReadOnly());
        History history(m_file);
        QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::Off, limit);
        QVERIFY(history.problem() && !history.problem()->advice.isEmpty());
        history.put(job(1));
        QCOMPARE(kept(history), false);
    }

private:
    /// A history of one job, as a program leaves it that ended well, or that was killed: with its WAL.
    void leaveFile(bool wasKilled) const
    {
        if (wasKilled) {
            Child child({u"goes on"_s, m_file});
            QVERIFY(child.isReady());
        } else {
            History history(m_file);
            history.put(job(1));
        }
    }

    static bool saysFull(const History &history)
    {
        if (!history.problem())
            return false;
        const bool isSo = history.problem()->kind == Error::Kind::Storage && history.problem()->message.contains(u"The disk is full"_s);
        if (!isSo)
            qWarning("%s", qPrintable(oneLine(*history.problem())));
        return isSo;
    }

    /// Of a copy on another disk: looking into the file itself would need room and would tidy it up.
    QString integrity() const
    {
        const QTemporaryDir elsewhere;
        for (const QString &end : {QString(), u"-wal"_s}) {
            if (QFile::exists(m_file + end) && !QFile::copy(m_file + end, elsewhere.filePath(u"copy"_s + end)))
                return u"not copied"_s;
        }
        return outside(elsewhere.filePath(u"copy"_s), u"PRAGMA integrity_check"_s).toString();
    }

    /// What qCompress cannot make small.
    static QByteArray noise(qsizetype size, int seed)
    {
        QRandomGenerator random{quint32(seed)};
        QByteArray bytes(size, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        return bytes;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<support::SmallDisk> m_disk;
    QString m_file;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    (void)QCoreApplication::applicationFilePath(); // what /proc tells of it is another namespace's from then on
    obstacle = support::enterOwnMounts();
    if (arguments.value(1) == u"--child"_s)
        return childThatGoesOn(arguments.value(3));
    StoreHistoryDisk test;
    return QTest::qExec(&test, argc, argv);
}
#include "store_history_disk.moc"
