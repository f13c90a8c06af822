// SPDX-License-Identifier: GPL-3.0-or-later
// History: older files are brought up to date in one transaction behind a backup; newer and foreign ones are left alone.
#include "store_history_fixture.h"

#include "store/historyopening.h"

using namespace history_test;
using As = HistoryOpened::As;

namespace {

const QStringList first{u"CREATE TABLE things (name TEXT)"_s, u"CREATE TABLE runs (id INTEGER PRIMARY KEY, ended_at INTEGER)"_s};
const QStringList second{u"ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 0"_s, u"UPDATE things SET size = length(name)"_s};
const QStringList broken{u"CREATE TABLE more (name TEXT)"_s, u"UPDATE things SET name = 'lost'"_s, u"UPDATE nothing SET size = 1"_s};

Clock fixedClock()
{
    return [] { return QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC); };
}

} // namespace

class StoreHistoryVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"history.sqlite"_s);
    }

    void fromNothingToTheNewest()
    {
        const HistoryOpened opened = HistoryOpening(m_file, fixedClock(), {first, second}).open();
        QCOMPARE(opened.as, As::Open);
        QVERIFY(!opened.told);
        QCOMPARE(opened.database->first(u"PRAGMA user_version"_s).value().toInt(), 2);
        QCOMPARE(opened.database->first(u"SELECT count(size) FROM things"_s).value().toInt(), 0);
        QCOMPARE(beside(m_file, u".version-*"_s), QStringList()); // there was nothing to back up
    }

    void fromOneToTwoBehindABackup()
    {
        makeFirst();
        {
            const HistoryOpened opened = HistoryOpening(m_file, fixedClock(), {first, second}).open();
            QCOMPARE(opened.as, As::Open);
            QCOMPARE(opened.database->first(u"SELECT size FROM things"_s).value().toInt(), 5);
            QCOMPARE(opened.database->first(u"PRAGMA user_version"_s).value().toInt(), 2);
        }
        QCOMPARE(beside(m_file, u".version-*"_s), QStringList{u"history.sqlite.version-1-20260102-030405"_s});
        const QString backup = m_file + u".version-1-20260102-030405"_s;
        QCOMPARE(outside(backup, u"PRAGMA user_version"_s).toInt(), 1);
        QCOMPARE(outside(backup, u"SELECT name FROM things"_s).toString(), u"thing"_s);
        QVERIFY(!(QFile::permissions(backup) & (QFile::ReadOther | QFile::ReadGroup)));
        { // and that is done once
            const HistoryOpened again = HistoryOpening(m_file, fixedClock(), {first, second}).open();
            QCOMPARE(again.as, As::Open);
        }
        QCOMPARE(beside(m_file, u".version-*"_s).size(), 1);
    }

    void aMigrationThatFailsLeavesTheFileAsItWas()
    {
        makeFirst();
        {
            const HistoryOpened opened = HistoryOpening(m_file, fixedClock(), {first, second, broken}).open();
            QCOMPARE(opened.as, As::Off);
            QVERIFY(opened.told);
            QVERIFY2(opened.told->message.contains(u"nothing"_s), qPrintable(opened.told->message)); // SQLite's own words
        }
        QCOMPARE(outside(m_file, u"PRAGMA user_version"_s).toInt(), 1);
        QCOMPARE(outside(m_file, u"SELECT name FROM things"_s).toString(), u"thing"_s);
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM pragma_table_info('things')"_s).toInt(), 1); // the second version's column too
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM sqlite_schema WHERE name = 'more'"_s).toInt(), 0);
        QCOMPARE(beside(m_file, u".version-*"_s).size(), 1);
    }

    void noMigrationWithoutItsBackup()
    {
        makeFirst();
        QVERIFY(QDir().mkpath(m_folder->filePath(u"folder"_s)));
        const Stored<void> done = [&] {
            HistoryDatabase database(m_file);
            (void)database.open(HistoryDatabase::Access::Write);
            return migrateHistory(database, {first, second}, m_folder->filePath(u"no such folder/backup"_s));
        }();
        QVERIFY(!done);
        QCOMPARE(outside(m_file, u"PRAGMA user_version"_s).toInt(), 1);
    }

    void aNewerFileIsReadAndNotWritten()
    {
        {
            History history(m_file);
            history.put(job(1));
        }
        {
            HistoryDatabase newer(m_file);
            QVERIFY(newer.open(HistoryDatabase::Access::Write));
            QVERIFY(newer.run(u"ALTER TABLE jobs ADD COLUMN invented TEXT"_s));
            QVERIFY(newer.run(u"PRAGMA user_version = 99"_s));
        }
        const QByteArray before = fileBytes(m_file);
        {
            History history(m_file);
            QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::ReadOnly, limit);
            QVERIFY(history.problem());
            QCOMPARE(history.problem()->kind, Error::Kind::Storage);
            QVERIFY2(history.problem()->message.contains(u"newer"_s) && history.problem()->message.contains(u"99"_s), qPrintable(history.problem()->message));
            QCOMPARE(history.problem()->where, m_file);
            QVERIFY(!history.problem()->advice.isEmpty());
            QCOMPARE(ids(jobs(history)), (QList<qint64>{1}));
            history.put(job(2));
            QCOMPARE(kept(history), false);
            const auto taken = answer<QList<HistoryJob>>([&](QObject *r, auto then) { history.takeOver(u"sandbox"_s, r, then); });
            QVERIFY(!taken);
            const auto purged = answer<qint64>([&](QObject *r, auto then) { history.purge({.everything = true}, r, then); });
            QVERIFY(!purged);
            QCOMPARE(ids(jobs(history)), (QList<qint64>{1}));
        }
        QCOMPARE(fileBytes(m_file), before); // not one byte
    }

    void aDatabaseOfAnotherProgramIsLeftAlone()
    {
        {
            HistoryDatabase other(m_file);
            QVERIFY(other.open(HistoryDatabase::Access::Write));
            QVERIFY(other.run(u"CREATE TABLE recipes (name TEXT)"_s));
        }
        const QByteArray before = fileBytes(m_file);
        {
            History history(m_file);
            QTRY_COMPARE_WITH_TIMEOUT(history.state(), History::State::Off, limit);
            QVERIFY(history.problem());
            history.put(job(1));
            QCOMPARE(kept(history), false);
            const auto found = answer<qint64>([&](QObject *r, auto then) { history.count({}, r, then); });
            QVERIFY(!found);
        }
        QCOMPARE(fileBytes(m_file), before);
        QCOMPARE(beside(m_file, u"-*"_s), QStringList());
    }

    void anEmptyFileIsANewHistory()
    {
        QVERIFY(writeBytes(m_file, QByteArray()));
        History history(m_file);
        QVERIFY(isOpen(history));
        QVERIFY(!history.problem());
        QCOMPARE(beside(m_file, u".damaged*"_s), QStringList());
    }

private:
    void makeFirst()
    {
        const HistoryOpened opened = HistoryOpening(m_file, fixedClock(), {first}).open();
        QCOMPARE(opened.as, As::Open);
        QVERIFY(opened.database->run(u"INSERT INTO things VALUES ('thing')"_s));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(StoreHistoryVersions)
#include "store_history_versions.moc"
