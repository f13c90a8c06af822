// SPDX-License-Identifier: GPL-3.0-or-later
// History: what a purge deletes and what it leaves, the space it gives back, and that other writes come in between.
#include "store_history_fixture.h"

using namespace history_test;

class StoreHistoryPurge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"history.sqlite"_s);
        m_history = std::make_unique<History>(m_file);
        for (const QString &environment : {u"sandbox"_s, u"production"_s}) {
            const int base = environment == u"sandbox"_s ? 0 : 1000;
            for (int i = 1; i <= 4; ++i) { // 1 and 2 are old, 2 and 4 have not ended
                HistoryJob made = job(base + i, u"x"_s, i % 2 == 1);
                made.environment = environment;
                made.connectionId = u"c%1"_s.arg(i);
                made.user = u"u%1"_s.arg(i);
                made.createdAt = at(i <= 2 ? 0 : 1000);
                m_history->put(made);
                m_history->put(HistoryChange{.job = made.id, .state = u"x"_s});
                m_history->putPayload(made.id, "money");
                m_history->put(HistoryLaunch{.id = u"%1-l%2"_s.arg(environment).arg(i), .environment = environment, .startedAt = made.createdAt});
                m_history->put(HistoryEvent{.launch = u"%1-l%2"_s.arg(environment).arg(i), .title = u"t"_s});
                m_history->put(HistoryConnection{.environment = environment, .connectionId = made.connectionId, .user = made.user, .seenAt = made.createdAt});
                m_history->put(HistoryUser{environment, made.user, {}, made.createdAt});
            }
        }
        QCOMPARE(kept(*m_history), true);
    }

    void cleanup() { m_history.reset(); }

    void deletesWhatItSays_data()
    {
        QTest::addColumn<HistoryPurge>("purge");
        QTest::addColumn<int>("deleted");
        QTest::addColumn<QList<int>>("left"); // jobs, changes, payloads, launches, events, connections, users
        QTest::newRow("payloads of an environment") << HistoryPurge{.environment = u"sandbox"_s} << 0 << QList<int>{8, 8, 4, 8, 8, 8, 8};
        QTest::newRow("old payloads") << HistoryPurge{.before = at(500)} << 0 << QList<int>{8, 8, 4, 8, 8, 8, 8};
        QTest::newRow("old payloads of an environment") << HistoryPurge{.environment = u"production"_s, .before = at(500)} << 0 << QList<int>{8, 8, 6, 8, 8, 8, 8};
        QTest::newRow("everything of an environment") << HistoryPurge{.environment = u"sandbox"_s, .everything = true} << 2 << QList<int>{6, 6, 4, 4, 4, 6, 6};
        QTest::newRow("everything old") << HistoryPurge{.everything = true, .before = at(500)} << 2 << QList<int>{6, 6, 4, 4, 4, 6, 6};
        QTest::newRow("everything") << HistoryPurge{.everything = true} << 4 << QList<int>{4, 4, 0, 0, 0, 4, 4};
        QTest::newRow("everything but payloads of what runs") << HistoryPurge{.payloads = false, .everything = true} << 4 << QList<int>{4, 4, 4, 0, 0, 4, 4};
        QTest::newRow("nothing") << HistoryPurge{.payloads = false} << 0 << QList<int>{8, 8, 8, 8, 8, 8, 8};
    }
    void deletesWhatItSays()
    {
        QFETCH(HistoryPurge, purge);
        QFETCH(int, deleted);
        QFETCH(QList<int>, left);
        const auto result = answer<qint64>([&](QObject *r, auto then) { m_history->purge(purge, r, then); });
        QVERIFY(result);
        QCOMPARE(*result, deleted);
        QList<int> counts;
        for (const QString &table : {u"jobs"_s, u"changes"_s, u"payloads"_s, u"launches"_s, u"events"_s, u"connections"_s, u"users"_s})
            counts << outside(m_file, u"SELECT count(*) FROM "_s + table).toInt();
        QCOMPARE(counts, left);
    }

    void givesTheSpaceBackAndLetsOthersIn()
    {
        const QString secret = u"a sum nobody shall find again"_s;
        for (int i = 1; i <= 3000; ++i) {
            HistoryJob made = job(10'000 + i, u"completed"_s, true);
            made.cause = secret;
            m_history->put(made);
            QByteArray bytes(2000, 0);
            for (qsizetype n = 0; n < bytes.size(); ++n)
                bytes[n] = char((n * 7919 + i * 104729) >> 3); // cannot be compressed to nothing
            m_history->putPayload(made.id, bytes);
        }
        QCOMPARE(kept(*m_history), true);
        (void)outside(m_file, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        const qint64 before = QFileInfo(m_file).size();
        QVERIFY(fileBytes(m_file).contains(secret.toUtf8()));
        std::optional<Result<qint64>> result;
        bool isKept = false, keptBefore = false;
        m_history->purge({.everything = true}, this, [&](const Result<qint64> &got) {
            result = got;
            keptBefore = isKept;
        });
        m_history->put(job(9000));
        m_history->whenKept(this, [&](bool kept) { isKept = kept; });
        QTRY_VERIFY_WITH_TIMEOUT(result, limit);
        QVERIFY(*result);
        QCOMPARE(result->value(), 3004);
        QVERIFY(keptBefore); // in between two steps
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_file).size() < before / 3, limit);
        QVERIFY(!fileBytes(m_file).contains(secret.toUtf8()));
        QVERIFY(!fileBytes(m_file + u"-wal"_s).contains(secret.toUtf8()));
        QCOMPARE(outside(m_file, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        QVERIFY(jobs(*m_history).size() >= 5);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<History> m_history;
};

QTEST_GUILESS_MAIN(StoreHistoryPurge)
#include "store_history_purge.moc"
