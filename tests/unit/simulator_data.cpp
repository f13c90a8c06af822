// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_fixture.h"

#include "simulator/aerosyncroutes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace simulator;

class SimulatorData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void moneyIsExact_data()
    {
        QTest::addColumn<qint64>("cents");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("published sample") << qint64(312425) << QByteArray("3124.25");
        QTest::newRow("trailing zero") << qint64(312450) << QByteArray("3124.50");
        QTest::newRow("0.1 + 0.2") << qint64(30) << QByteArray("0.30");
        QTest::newRow("one cent") << qint64(1) << QByteArray("0.01");
        QTest::newRow("overdrawn") << qint64(-5) << QByteArray("-0.05");
        QTest::newRow("zero") << qint64(0) << QByteArray("0.00");
        QTest::newRow("beyond double") << qint64(9'007'199'254'740'993) << QByteArray("90071992547409.93");
    }
    void moneyIsExact()
    {
        QFETCH(qint64, cents);
        QTEST(Json::money(cents).bytes(), "text");
    }

    void jsonKeepsOrderAndEscapes()
    {
        const Json json = Json::object({{u"z"_s, u"a\"b\\\n\x01ü"_s}, {u"a"_s, Json::array({1, true, Json()})}});
        QCOMPARE(json.bytes(), QByteArray("{\"z\":\"a\\\"b\\\\\\n\\u0001ü\",\"a\":[1,true,null]}"));
        const QJsonObject read = QJsonDocument::fromJson(json.bytes()).object();
        QCOMPARE(Json::from(read).bytes(), QByteArray("{\"a\":[1,true,null],\"z\":\"a\\\"b\\\\\\n\\u0001ü\"}"));
    }

    void sameSeedSameBytes_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::newRow("1") << quint32(1);
        QTest::newRow("7") << quint32(7);
        QTest::newRow("largest") << quint32(0xffffffff);
    }
    void sameSeedSameBytes()
    {
        QFETCH(quint32, seed);
        const auto bytes = [](quint32 from) {
            fixture::Bench bench(from);
            Connection &connection = bench.link();
            return transactionsJson(bench.world.transactions(connection, {}, {})).bytes()
                   + bench.world.tokens().issueApi(bench.world.ids(), bench.world.now()).toLatin1() + connection.id.toLatin1();
        };
        QCOMPARE(bytes(seed), bytes(seed));
        QVERIFY(bytes(seed) != bytes(seed ^ 1));
    }

    void runningBalancesAddUp_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<int>("place");
        QTest::addColumn<int>("daysLater");
        for (const quint32 seed : {1u, 2u, 3u, 99u}) {
            for (int place = 0; place < 3; ++place) {
                for (const int days : {0, 12})
                    QTest::addRow("seed %u account %d, %d days later", seed, place, days) << seed << place << days;
            }
        }
    }
    void runningBalancesAddUp()
    {
        QFETCH(quint32, seed);
        QFETCH(int, place);
        QFETCH(int, daysLater);
        const Account account = accountsOf(seed, u"aerobank"_s, u"sync"_s, false).at(static_cast<std::size_t>(place));
        const qint64 until = fixture::start + daysLater * 86'400'000LL;
        const auto rows = Ledger(seed, fixture::start).history(account, until);
        QVERIFY2(rows.size() > 300, qPrintable(QString::number(rows.size())));
        qint64 running = rows.front().runningCents;
        qint64 last = rows.front().time;
        QSet<QString> ids{rows.front().id};
        for (std::size_t i = 1; i < rows.size(); ++i) {
            QVERIFY(rows[i].cents > 0);
            running += rows[i].credit ? rows[i].cents : -rows[i].cents;
            QCOMPARE(rows[i].runningCents, running);
            QVERIFY(rows[i].time >= last);
            last = rows[i].time;
            ids.insert(rows[i].id);
        }
        QVERIFY(last <= until);
        QCOMPARE(static_cast<std::size_t>(ids.size()), rows.size());
        QCOMPARE(running, Ledger(seed, fixture::start).balanceAt(account, until));
        if (daysLater == 0)
            QCOMPARE(running, account.anchorCents);
    }

    void theFirstAccountIsThePublishedSample()
    {
        const Account account = accountsOf(5, u"aerobank"_s, u"sync"_s, false).front();
        QCOMPARE(account.anchorCents - account.holdCents, 312425);
        QCOMPARE(account.display, u"2901"_s);
        QVERIFY(account.number.startsWith(u"00"_s));
        QVERIFY(account.number.endsWith(account.display));
        QCOMPARE(account.routing.size(), 9);
        const Account other = accountsOf(5, u"aerobank-oauth"_s, u"sync"_s, true).front();
        QCOMPARE(other.number.size(), 17);
        QVERIFY(other.number.startsWith("00100000"_L1));
    }

    void aQuarterHoldsHundredsOfBelievableRows()
    {
        fixture::Bench bench;
        Connection &connection = bench.link();
        const auto rows = bench.world.transactions(connection, {}, {});
        QVERIFY2(rows.size() >= 200, qPrintable(QString::number(rows.size())));
        int salaries = 0, rents = 0;
        QSet<QString> categories;
        for (const Transaction &row : rows) {
            salaries += row.subcategory == "Paycheck"_L1 && row.credit ? 1 : 0;
            rents += row.subcategory == "Rent"_L1 && !row.credit ? 1 : 0;
            categories << row.category;
        }
        QVERIFY(salaries >= 6 && salaries <= 7);
        QCOMPARE(rents, 3);
        QVERIFY(categories.size() >= 8);
        QVERIFY(rows.front().time > rows.back().time);
    }

    void peopleAreOneAndTheSame()
    {
        const Person one = personOf(4, u"aerobank"_s, u"sync"_s);
        QCOMPARE(personOf(4, u"aerobank"_s, u"sync"_s).name, one.name);
        QVERIFY(one.email.endsWith("@example.com"_L1));
        QVERIFY(QRegularExpression(u"^\\d{5}$"_s).match(one.postalCode).hasMatch());
    }

    void theClockRunsFasterAndCanBePushed()
    {
        qint64 real = 1'000'000;
        Clock clock([&real] { return real; }, 10.0);
        QCOMPARE(clock.now(), 1'000'000);
        real += 500;
        QCOMPARE(clock.now(), 1'005'000);
        clock.advance(60'000);
        QCOMPARE(clock.now(), 1'065'000);
        clock.setSpeed(1.0);
        QCOMPARE(clock.now(), 1'065'000);
        real += 500;
        QCOMPARE(clock.now(), 1'065'500);
        clock.restart();
        QCOMPARE(clock.now(), real);
    }

    void badDataFilesAreNamed()
    {
        QTemporaryDir dir;
        const QString broken = fixture::write(dir, u"banks.json"_s, "{\"banks\":[{\"id\":\"x\"}, ");
        const Catalog catalog(broken, dir.filePath(u"missing.json"_s));
        QCOMPARE(catalog.problems().size(), 2);
        QVERIFY2(catalog.problems().at(0).contains("banks.json is not a JSON object"_L1), qPrintable(catalog.problems().at(0)));
        QVERIFY2(catalog.problems().at(1).contains("missing.json cannot be read"_L1), qPrintable(catalog.problems().at(1)));
        QVERIFY(catalog.bank(u"aerobank"_s)); // the contract's own banks are always there
        const QString half = fixture::write(dir, u"half.json"_s, R"({"banks":[{"id":"x","name":"X","kind":"magic"}]})");
        QVERIFY(Catalog(half, half).problems().first().contains("needs id, name and kind"_L1));
    }
};

QTEST_GUILESS_MAIN(SimulatorData)
#include "simulator_data.moc"
