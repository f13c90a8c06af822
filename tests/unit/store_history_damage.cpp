// SPDX-License-Identifier: GPL-3.0-or-later
// History: damaged files and torn WALs: opened without a crash, the old file kept aside, what can be read comes over.
#include "store_history_fixture.h"

#include <QRandomGenerator>

using namespace history_test;

namespace {

constexpr int jobCount = 400;

/// Each job in a transaction of its own, so that the WAL has as many commits; then waits to be killed.
int childWithWal(const QString &file)
{
    History history(file);
    for (int i = 1; i <= 60; ++i) {
        history.put(job(i));
        if (kept(history) != true)
            return 1;
    }
    say("ready");
    return QCoreApplication::exec();
}

QByteArray noise(QRandomGenerator *random, qsizetype size)
{
    QByteArray bytes(size, 0);
    for (char &byte : bytes)
        byte = char(random->bounded(256));
    return bytes;
}

} // namespace

class StoreHistoryDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString file = m_whole.filePath(u"history.sqlite"_s);
        {
            History history(file);
            for (int i = 1; i <= jobCount; ++i) {
                history.put(job(i, u"completed"_s, true));
                history.put(HistoryChange{.job = i, .at = at(i), .state = u"completed"_s});
                if (i % 10 == 0)
                    history.putPayload(i, QByteArray(6000, 'x').replace(100, 8, QByteArray::number(i)));
            }
            history.put(HistoryUser{u"sandbox"_s, u"u"_s, u"Ada"_s, at(1)});
        }
        (void)outside(file, u"UPDATE runs SET ended_at = NULL"_s); // as after a crash: the next start looks closely
        m_bytes = fileBytes(file);
        QVERIFY(m_bytes.size() > 100'000);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"history.sqlite"_s);
    }

    void damagedSomewhere_data()
    {
        QTest::addColumn<qint64>("place");
        QTest::addColumn<int>("length");
        QRandomGenerator random(20260102);
        for (int i = 0; i < 30; ++i) {
            const qint64 place = random.bounded(int(m_bytes.size()) - 4096);
            QTest::addRow("%d: from %lld", i, place) << place << 1 + random.bounded(i % 3 == 0 ? 3000 : 300);
        }
    }
    void damagedSomewhere()
    {
        QFETCH(qint64, place);
        QFETCH(int, length);
        QRandomGenerator random{quint32(place)};
        const QByteArray damaged = QByteArray(m_bytes).replace(place, length, noise(&random, length));
        QVERIFY(writeBytes(m_file, damaged));
        qsizetype found = 0;
        {
            History history(m_file);
            QVERIFY(isOpen(history));
            history.put(job(9999));
            QCOMPARE(kept(history), true);
            const QList<qint64> there = ids(jobs(history));
            found = there.size() - 1;
            QCOMPARE(there.first(), 9999);
            for (int i = 1; i <= jobCount; ++i) // whatever comes, it comes without a crash
                history.payload(i, &history, [](const auto &) {});
            (void)count(history, {.environment = u"sandbox"_s});
            const QStringList aside = beside(m_file, u".damaged-*"_s).filter(QRegularExpression(u"[0-9]$"_s));
            if (!aside.isEmpty()) {
                QCOMPARE(fileBytes(m_folder->filePath(aside.first())), damaged); // not one byte of it is lost
                QVERIFY(history.problem());
                QVERIFY2(history.problem()->message.contains(aside.first()), qPrintable(history.problem()->message));
            } else {
                QCOMPARE(found, jobCount);
            }
        }
        QCOMPARE(outside(m_file, u"PRAGMA quick_check"_s).toString(), u"ok"_s);
        m_found += found;
    }
    void mostOfItCameOver()
    {
        qInfo("%lld of %d jobs came over from 30 damaged files", m_found, 30 * jobCount);
        QVERIFY(m_found > 30 * jobCount * 7 / 10);
    }

    void notADatabaseAtAll_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QRandomGenerator random(1);
        QTest::newRow("noise") << noise(&random, 50'000);
        QTest::newRow("text") << QByteArray("this is a diary\n");
        QTest::newRow("zeros") << QByteArray(20'000, '\0');
        QTest::newRow("only a head") << m_bytes.left(100);
        QTest::newRow("cut off") << m_bytes.left(m_bytes.size() / 2 + 77);
    }
    void notADatabaseAtAll()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(writeBytes(m_file, bytes));
        History history(m_file);
        QVERIFY(isOpen(history));
        const QStringList aside = beside(m_file, u".damaged-*"_s).filter(QRegularExpression(u"[0-9]$"_s));
        QCOMPARE(aside.size(), 1);
        QCOMPARE(fileBytes(m_folder->filePath(aside.first())), bytes);
        QVERIFY(history.problem());
        history.put(job(1));
        QCOMPARE(kept(history), true);
        QVERIFY(history.problem()); // stays told: the user should look at it
        QCOMPARE(outside(m_file, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    }

    /// The damage is met while it is open: by the writer, or by the reader.
    void damagedWhileOpen_data()
    {
        QTest::addColumn<bool>("byReading");
        QTest::newRow("met by reading") << true;
        QTest::newRow("met by writing") << false;
    }
    void damagedWhileOpen()
    {
        QFETCH(bool, byReading);
        QByteArray bytes = m_bytes;
        QVERIFY(writeBytes(m_file, bytes));
        (void)outside(m_file, u"UPDATE runs SET ended_at = 1"_s); // ended well: nobody looks closely
        const int page = outside(m_file, u"SELECT rootpage FROM sqlite_schema WHERE name = 'payloads'"_s).toInt();
        QVERIFY(page > 1);
        QVERIFY(writeBytes(m_file, QByteArray(4096, '\xee'), qint64(page - 1) * 4096));
        History history(m_file);
        QVERIFY(isOpen(history));
        QVERIFY(!history.problem());
        if (byReading) {
            const auto payload = answer<QByteArray>([&](QObject *r, auto then) { history.payload(10, r, then); });
            QVERIFY(payload.has_value()); // asked again of the new file, where it is not
        } else {
            history.putPayload(10, "again");
            QCOMPARE(kept(history), true);
            const auto payload = answer<QByteArray>([&](QObject *r, auto then) { history.payload(10, r, then); });
            QVERIFY(payload);
            QCOMPARE(*payload, QByteArray("again"));
        }
        QCOMPARE(count(history), jobCount); // the other tables came over
        QTRY_VERIFY_WITH_TIMEOUT(history.problem(), limit);
        QVERIFY2(history.problem()->message.contains(u".damaged-"_s), qPrintable(history.problem()->message));
        QCOMPARE(history.state(), History::State::Open);
    }

    void killedBetweenTheStepsOfARescue()
    {
        // The old file is away, the new one not yet in its place.
        QVERIFY(writeBytes(m_file + u".salvaged"_s, m_bytes));
        QVERIFY(writeBytes(m_file + u"-wal"_s, QByteArray(5000, 'w'))); // of the old one: not to be played into the new
        History history(m_file);
        QVERIFY(isOpen(history));
        QCOMPARE(count(history), jobCount);
        QVERIFY(history.problem());
        const QStringList aside = beside(m_file, u".damaged-*-wal"_s);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(fileBytes(m_folder->filePath(aside.first())), QByteArray(5000, 'w'));
    }

    void aTornWalGivesItsCommittedPrefix()
    {
        const QString origin = m_folder->filePath(u"origin.sqlite"_s);
        {
            Child child({u"wal"_s, origin});
            QVERIFY(child.isReady());
            child.kill();
        }
        const QByteArray bytes = fileBytes(origin), wal = fileBytes(origin + u"-wal"_s);
        QVERIFY(wal.size() > 100'000);
        QRandomGenerator random(3);
        QSet<qsizetype> seen;
        for (int i = 0; i < 40; ++i) {
            const QString file = m_folder->filePath(u"torn-%1.sqlite"_s.arg(i));
            const int place = i == 0 ? int(wal.size()) : random.bounded(int(wal.size()));
            QVERIFY(writeBytes(file, bytes));
            QVERIFY(writeBytes(file + u"-wal"_s, i % 2 == 0 ? wal.left(place) : QByteArray(wal).replace(place, 50, noise(&random, 50)).left(wal.size())));
            {
                History history(file);
                QVERIFY(isOpen(history));
                const QList<HistoryJob> found = jobs(history);
                for (qsizetype n = 0; n < found.size(); ++n) // all up to some instant, none missing in between
                    QCOMPARE(found.at(n).id, found.size() - n);
                seen << found.size();
                history.put(job(1000));
                QCOMPARE(kept(history), true);
            }
            QCOMPARE(outside(file, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        }
        QVERIFY(seen.contains(60)); // the whole WAL: everything
        QVERIFY(seen.size() > 10);
    }

private:
    QTemporaryDir m_whole;
    QByteArray m_bytes; ///< of a sound file, whose last run did not end well
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    qint64 m_found = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == u"--child"_s)
        return childWithWal(application.arguments().value(3));
    StoreHistoryDamage test;
    return QTest::qExec(&test, argc, argv);
}
#include "store_history_damage.moc"
