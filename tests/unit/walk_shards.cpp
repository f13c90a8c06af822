// SPDX-License-Identifier: GPL-3.0-or-later
// Shards: words, and that all machines together run every walk once, with even loads.
#include "walk/shards.h"

#include <QRandomGenerator>
#include <QSet>
#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString environment = u"Simulator"_s;

WalkCase walk(const QString &id)
{
    return {.id = id};
}

void took(GreenRuns *green, const QString &id, qint64 ms)
{
    green->keep(environment, {.id = id, .startedAt = QDateTime::fromSecsSinceEpoch(1700000000, Qt::UTC), .took = std::chrono::milliseconds(ms), .verdict = Verdict::Passed});
}

QStringList idsOf(const QList<WalkCase> &cases)
{
    QStringList ids;
    for (const WalkCase &each : cases)
        ids << each.id;
    return ids;
}

} // namespace

class WalkShardsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void words_data();
    void words();
    void wrongWords_data();
    void wrongWords();
    void longestFirst();
    void unknownDurations();
    void otherEnvironmentsSayNothing();
    void moreShardsThanWalks();
    void all_data();
    void all();
    void plan();
};

void WalkShardsTest::words_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("index");
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("of");
    QTest::newRow("one") << u"1/1"_s << QString() << 1 << 1;
    QTest::newRow("second of five") << u"2/5"_s << QString() << 2 << 5;
    QTest::newRow("last, with spaces") << u" 5/5 "_s << u"0"_s << 5 << 5;
    QTest::newRow("job counts from 0") << u"job/5"_s << u"3"_s << 4 << 5;
    QTest::newRow("job, first") << u"job/5"_s << u"0"_s << 1 << 5;
    QTest::newRow("job, last") << u"job/5"_s << u"4"_s << 5 << 5;
}

void WalkShardsTest::words()
{
    QFETCH(QString, word);
    QFETCH(QString, index);
    QFETCH(int, number);
    QFETCH(int, of);
    const Result<Shard> shard = shardFrom(word, index);
    QVERIFY(shard);
    QCOMPARE(shard->number, number);
    QCOMPARE(shard->of, of);
}

void WalkShardsTest::wrongWords_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("index");
    for (const QString &word : {u""_s, u"2"_s, u"0/5"_s, u"6/5"_s, u"1/0"_s, u"-1/5"_s, u"a/b"_s, u"1/5/9"_s, u"1 / 5"_s, u"9999999/9999999"_s, u"１/５"_s})
        QTest::newRow(qPrintable(u"“%1”"_s.arg(word))) << word << u"1"_s;
    for (const QString &index : {u""_s, u"5"_s, u"-1"_s, u"x"_s, u"99999999999"_s, u"2147483647"_s})
        QTest::newRow(qPrintable(u"job/5, index “%1”"_s.arg(index))) << u"job/5"_s << index;
}

void WalkShardsTest::wrongWords()
{
    QFETCH(QString, word);
    QFETCH(QString, index);
    const Result<Shard> shard = shardFrom(word, index);
    QVERIFY(!shard);
    QCOMPARE(shard.error().kind, Error::Kind::Input);
    QCOMPARE(shard.error().where, word);
    QVERIFY(!shard.error().advice.isEmpty());
}

void WalkShardsTest::longestFirst()
{
    GreenRuns green;
    QList<WalkCase> cases;
    for (const auto &[id, ms] : std::initializer_list<std::pair<QString, qint64>>{{u"a"_s, 10}, {u"b"_s, 70}, {u"c"_s, 60}, {u"d"_s, 50}, {u"e"_s, 40}, {u"f"_s, 40}}) {
        cases << walk(id);
        took(&green, id, ms);
    }
    // b 70 | c 60 | c d 110 | b e 110 | equal: the first one: b e f 150 | c d a 120
    QCOMPARE(idsOf(shardOf(cases, {1, 2}, green, environment)), (QStringList{u"b"_s, u"e"_s, u"f"_s}));
    QCOMPARE(idsOf(shardOf(cases, {2, 2}, green, environment)), (QStringList{u"a"_s, u"c"_s, u"d"_s}));
}

void WalkShardsTest::unknownDurations()
{
    GreenRuns green;
    took(&green, u"long"_s, 1000);
    took(&green, u"usual"_s, 100);
    took(&green, u"short"_s, 1);
    const QList<WalkCase> cases{walk(u"long"_s), walk(u"usual"_s), walk(u"short"_s), walk(u"new 1"_s), walk(u"new 2"_s)};
    // The new ones count 100 each: together with the others they are less than the long one.
    QCOMPARE(idsOf(shardOf(cases, {1, 2}, green, environment)), QStringList{u"long"_s});
    // Nothing is known: dealt out one by one in the order of the ids: long, new 1, new 2, short, usual.
    QCOMPARE(idsOf(shardOf(cases, {1, 2}, {}, environment)), (QStringList{u"long"_s, u"usual"_s, u"new 2"_s}));
}

void WalkShardsTest::otherEnvironmentsSayNothing()
{
    GreenRuns green;
    took(&green, u"a"_s, 1000);
    const QList<WalkCase> cases{walk(u"a"_s), walk(u"b"_s), walk(u"c"_s), walk(u"d"_s)};
    QCOMPARE(idsOf(shardOf(cases, {1, 2}, green, environment)), (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(idsOf(shardOf(cases, {1, 2}, green, u"Sandbox"_s)), (QStringList{u"a"_s, u"c"_s}));
}

void WalkShardsTest::moreShardsThanWalks()
{
    const QList<WalkCase> cases{walk(u"b"_s), walk(u"a"_s)};
    QCOMPARE(idsOf(shardOf(cases, {1, 4}, {}, environment)), QStringList{u"a"_s});
    QCOMPARE(idsOf(shardOf(cases, {2, 4}, {}, environment)), QStringList{u"b"_s});
    QVERIFY(shardOf(cases, {3, 4}, {}, environment).isEmpty());
    QVERIFY(shardOf({}, {1, 4}, {}, environment).isEmpty());
}

void WalkShardsTest::all_data()
{
    QTest::addColumn<int>("walks");
    QTest::addColumn<int>("shards");
    for (const int walks : {1, 7, 41, 500}) {
        for (const int shards : {1, 2, 3, 5, 16})
            QTest::addRow("%d walks, %d shards", walks, shards) << walks << shards;
    }
}

void WalkShardsTest::all()
{
    QFETCH(int, walks);
    QFETCH(int, shards);
    QRandomGenerator random(quint32(walks * 100 + shards));
    for (int round = 0; round < 20; ++round) {
        QList<WalkCase> cases;
        GreenRuns green;
        QMap<QString, qint64> ms;
        for (int i = 0; i < walks; ++i) {
            const QString id = u"walk %1"_s.arg(i);
            cases << walk(id);
            ms[id] = random.bounded(1, 60000);
            took(&green, id, ms[id]);
        }
        QStringList seen;
        QList<qint64> loads;
        for (int number = 1; number <= shards; ++number) {
            const QList<WalkCase> mine = shardOf(cases, {number, shards}, green, environment);
            qsizetype before = -1; // the order is kept
            qint64 load = 0;
            for (const WalkCase &each : mine) {
                const qsizetype at = idsOf(cases).indexOf(each.id);
                QVERIFY(at > before);
                before = at;
                load += ms[each.id];
            }
            seen << idsOf(mine);
            loads << load;
        }
        QCOMPARE(seen.size(), walks);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), walks);
        // Longest first is within 4/3 of the optimum, which is at least the mean, the longest walk, and the two shortest of the
        // first shards + 1.
        QList<qint64> sorted = ms.values();
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        const qint64 sum = std::accumulate(sorted.begin(), sorted.end(), qint64(0));
        qint64 optimum = std::max((sum + shards - 1) / shards, sorted.first());
        if (sorted.size() > shards)
            optimum = std::max(optimum, sorted.at(shards - 1) + sorted.at(shards));
        QVERIFY(3 * *std::max_element(loads.begin(), loads.end()) <= 4 * optimum);
        // Every machine comes to the same, also if its files were read in another order.
        QList<WalkCase> other = cases;
        std::reverse(other.begin(), other.end());
        QStringList here = idsOf(shardOf(cases, {shards, shards}, green, environment)), there = idsOf(shardOf(other, {shards, shards}, green, environment));
        std::reverse(there.begin(), there.end());
        QCOMPARE(here, there);
    }
}

void WalkShardsTest::plan()
{
    const QList<WalkCase> cases{walk(u"a"_s), walk(u"b"_s)};
    QCOMPARE(planOf(cases), planOf({walk(u"b"_s), walk(u"a"_s)}));
    QVERIFY(planOf(cases) != planOf({walk(u"a"_s)}));
    QVERIFY(planOf({walk(u"ab"_s)}) != planOf(cases));
    QCOMPARE(planOf(cases).size(), 16);
}

QTEST_GUILESS_MAIN(WalkShardsTest)
#include "walk_shards.moc"
