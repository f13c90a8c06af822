// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator_fixture.h"

#include <QRegularExpression>
#include <QTimeZone>
#include <QtTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace simulator;

namespace {

constexpr qint64 day = 86'400'000;

std::vector<std::vector<Transaction>> allRows(quint32 seed, const QString &bank, qint64 anchor, qint64 until)
{
    std::vector<std::vector<Transaction>> rows;
    for (const Account &account : accountsOf(seed, bank, u"sync"_s, false))
        rows.push_back(Ledger(seed, anchor).history(account, until));
    return rows;
}

void addHouseholds()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("bank");
    for (const quint32 seed : {1u, 2u, 7u, 11u, 4000000000u}) {
        for (const QString &bank : {u"aerobank"_s, u"aerobank-oauth"_s, u"aerosync-mfa"_s})
            QTest::addRow("seed %u at %s", seed, qPrintable(bank)) << seed << bank;
    }
}

} // namespace

/// The accounts of one person beside each other, and of several people: do they make sense together?
class SimulatorHousehold : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void transfersHaveTwoSides_data() { addHouseholds(); }
    void transfersHaveTwoSides()
    {
        QFETCH(quint32, seed);
        QFETCH(QString, bank);
        std::multimap<qint64, qint64> out, in; // time, cents
        for (const auto &rows : allRows(seed, bank, fixture::start, fixture::start + 20 * day)) {
            for (const Transaction &row : rows) {
                if (row.category == "Transfer"_L1)
                    (row.credit ? in : out).emplace(row.time, row.cents);
            }
        }
        QVERIFY(out.size() > 60);
        QCOMPARE(in.size(), out.size());
        QVERIFY(std::is_permutation(in.begin(), in.end(), out.begin()));
    }

    void payAndRentAreInOneAccount_data() { addHouseholds(); }
    void payAndRentAreInOneAccount()
    {
        QFETCH(quint32, seed);
        QFETCH(QString, bank);
        QList<int> pay, rent;
        for (const auto &rows : allRows(seed, bank, fixture::start, fixture::start)) {
            pay << static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const Transaction &row) { return row.subcategory == "Paycheck"_L1; }));
            rent << static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const Transaction &row) { return row.subcategory == "Rent"_L1; }));
        }
        QCOMPARE(pay, (QList<int>{25, 0, 0}));
        QCOMPARE(rent, (QList<int>{12, 0, 0}));
    }

    void noAccountIsOverdrawn()
    {
        for (quint32 seed = 1; seed <= 8; ++seed) {
            for (int later = 0; later < 31; later += 3) { // the start may be any day of a month
                const qint64 anchor = fixture::start + later * day;
                const auto all = allRows(seed, u"aerobank"_s, anchor, anchor + 200 * day);
                for (std::size_t place = 0; place < all.size(); ++place) {
                    for (const Transaction &row : all[place])
                        QVERIFY2(row.runningCents > 0, qPrintable(u"seed %1, account %2, %3 cents"_s.arg(seed).arg(place).arg(row.runningCents)));
                }
            }
        }
    }

    void aDayIsTheSameWhereverTheClockBegan_data() { addHouseholds(); }
    void aDayIsTheSameWhereverTheClockBegan()
    {
        QFETCH(quint32, seed);
        QFETCH(QString, bank);
        const qint64 later = fixture::start + 45 * day + 3'600'000, from = later - 365 * day;
        const auto one = allRows(seed, bank, fixture::start, later), two = allRows(seed, bank, later, later);
        for (std::size_t place = 0; place < one.size(); ++place) {
            const auto texts = [from](const std::vector<Transaction> &rows) {
                QStringList list;
                for (const Transaction &row : rows) {
                    if (row.time > from)
                        list << row.id + u' ' + QString::number(row.time) + u' ' + QString::number(row.credit ? row.cents : -row.cents) + row.description;
                }
                return list;
            };
            QVERIFY(texts(one[place]).size() > 300);
            QCOMPARE(texts(one[place]), texts(two[place]));
        }
    }

    /// A ledger keeps what it wrote: what it was asked before must not change what it says.
    void anAnswerDoesNotDependOnEarlierQuestions()
    {
        const auto texts = [](const std::vector<Transaction> &rows) {
            QStringList list;
            for (const Transaction &row : rows)
                list << row.id + u' ' + QString::number(row.time) + u' ' + QString::number(row.runningCents);
            return list;
        };
        const Ledger asked(7, fixture::start);
        for (const Account &account : accountsOf(7, u"aerobank"_s, u"sync"_s, false)) {
            for (const int daysLater : {0, 40, 12, 41}) { // also back, and on by a single day
                const qint64 until = fixture::start + daysLater * day, from = until - 30 * day;
                const Ledger fresh(7, fixture::start);
                QCOMPARE(texts(asked.history(account, until)), texts(fresh.history(account, until)));
                QCOMPARE(asked.balanceAt(account, until), fresh.balanceAt(account, until));
                std::vector<Transaction> rows = fresh.history(account, until);
                std::erase_if(rows, [from](const Transaction &row) { return row.time < from; });
                QVERIFY(!rows.empty());
                QCOMPARE(texts(asked.history(account, from, until)), texts(rows));
            }
        }
    }

    void balancesDiffer()
    {
        QSet<qint64> balances;
        for (quint32 seed = 1; seed <= 10; ++seed) {
            for (const QString &bank : {u"aerobank-oauth"_s, u"aerosync-mfa"_s, u"aerosync-question"_s}) {
                for (const Account &account : accountsOf(seed, bank, u"sync"_s, false))
                    balances << account.anchorCents - account.holdCents;
            }
        }
        QCOMPARE(balances.size(), 90);
    }

    void peopleLiveInDifferentPlaces()
    {
        // A state and the area codes it really has.
        const QHash<QString, QString> areas{{u"IA"_s, u"515"_s}, {u"VT"_s, u"802"_s}, {u"MA"_s, u"508"_s}, {u"CO"_s, u"303"_s},
                                            {u"WI"_s, u"608"_s}, {u"OR"_s, u"541"_s}, {u"NC"_s, u"828"_s}, {u"AZ"_s, u"520"_s},
                                            {u"ID"_s, u"208"_s}, {u"TN"_s, u"423"_s}, {u"ME"_s, u"207"_s}, {u"WA"_s, u"509"_s}};
        static const QRegularExpression house(u"^\\d+ "_s), phone(u"^(\\d{3})-555-01\\d\\d$"_s);
        QSet<QString> names, streets, states;
        for (quint32 seed = 1; seed <= 60; ++seed) {
            const Person person = personOf(seed, u"aerobank"_s, u"sync"_s);
            names << person.name;
            streets << QString(person.address1).remove(house);
            states << person.state;
            QCOMPARE(phone.match(person.phone).captured(1), areas.value(person.state, u"no such state"_s));
        }
        QVERIFY(names.size() >= 30);
        QVERIFY(streets.size() >= 8);
        QVERIFY(states.size() >= 8);
    }

    void householdsSpendDifferently()
    {
        QSet<QString> employers, landlords;
        QSet<qint64> pays;
        for (quint32 seed = 1; seed <= 20; ++seed) {
            const Account account = accountsOf(seed, u"aerobank"_s, u"sync"_s, false).front();
            for (const Transaction &row : Ledger(seed, fixture::start).history(account, fixture::start)) {
                if (row.subcategory == "Paycheck"_L1) {
                    employers << row.description;
                    pays << row.cents;
                } else if (row.subcategory == "Rent"_L1) {
                    landlords << row.description;
                }
                // Cash from a machine is not bought and not brought back.
                QVERIFY(!(row.subcategory == "ATM"_L1 && row.credit));
            }
        }
        QVERIFY(employers.size() >= 4 && landlords.size() >= 4);
        QCOMPARE(pays.size(), 20);
    }
};

QTEST_GUILESS_MAIN(SimulatorHousehold)
#include "simulator_household.moc"
