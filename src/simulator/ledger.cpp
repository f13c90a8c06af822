// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/ledger.h"

#include "simulator/random.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr int historyDays = 365; // ASSUMPTION HISTORY: a bank knows one year

struct Merchant {
    QStringView name, category, subcategory;
    int low, high; // cents
};

// All of these are invented. Categories: contract (e.3) publishes only "Food and Dining"/"Fast Food".
constexpr std::array<Merchant, 22> merchants{{
    {u"Juniper Street Market", u"Groceries", u"Supermarket", 1800, 11200},
    {u"Halyard Grocers", u"Groceries", u"Supermarket", 1200, 8900},
    {u"Fig & Thistle Bakery", u"Food and Dining", u"Bakery", 380, 1850},
    {u"Copper Kettle Coffee", u"Food and Dining", u"Coffee Shop", 325, 940},
    {u"Copper Kettle Coffee", u"Food and Dining", u"Coffee Shop", 325, 940},
    {u"Dennis Diner", u"Food and Dining", u"Fast Food", 780, 2450},
    {u"Tamarind House", u"Food and Dining", u"Restaurant", 1650, 6400},
    {u"Noodle Lantern", u"Food and Dining", u"Restaurant", 1180, 3900},
    {u"Bluebird Taqueria", u"Food and Dining", u"Fast Food", 690, 1990},
    {u"Prairie Star Fuel", u"Auto and Transport", u"Gas", 2200, 5800},
    {u"Metro Loop Transit", u"Auto and Transport", u"Public Transportation", 275, 275},
    {u"Dart Rides", u"Auto and Transport", u"Ride Share", 840, 3150},
    {u"Cedar & Slate Hardware", u"Home", u"Home Improvement", 650, 9700},
    {u"Wrenfield Pharmacy", u"Health", u"Pharmacy", 450, 4200},
    {u"Lakeside Family Dental", u"Health", u"Dentist", 4000, 14500},
    {u"Paper Crane Books", u"Shopping", u"Books", 899, 4100},
    {u"Northloft Outfitters", u"Shopping", u"Clothing", 1900, 12900},
    {u"Orbit Electronics", u"Shopping", u"Electronics", 1499, 18900},
    {u"Marigold Pet Supply", u"Pets", u"Pet Food", 1300, 6200},
    {u"Old Mill Cinema", u"Entertainment", u"Movies", 1250, 3900},
    {u"Riverbend Garden Centre", u"Home", u"Garden", 700, 5600},
    {u"Corner ATM Withdrawal", u"Cash", u"ATM", 2000, 2000},
}};

struct Standing {
    int day; // of the month
    QStringView name, category, subcategory;
    int low, high; // cents
};

constexpr std::array<Standing, 8> standingOrders{{
    {1, u"Maple Court Apartments - rent", u"Home", u"Rent", 115000, 115000},
    {3, u"Ironleaf Fitness Club", u"Health", u"Gym", 2900, 2900},
    {5, u"Lumen Stream", u"Entertainment", u"Streaming", 1599, 1599},
    {9, u"Beacon Student Loans", u"Loans", u"Student Loan", 18500, 18500},
    {12, u"Four Rivers Power & Light", u"Bills and Utilities", u"Electricity", 6100, 13900},
    {18, u"Skylark Internet", u"Bills and Utilities", u"Internet", 5999, 5999},
    {22, u"Tern Mobile", u"Bills and Utilities", u"Mobile Phone", 4500, 4500},
    {27, u"Granite Mutual Insurance", u"Insurance", u"Car Insurance", 9240, 9240},
}};

qint64 momentOf(const QDate &day, int secondOfDay)
{
    return QDateTime(day, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch() + secondOfDay * 1000LL;
}

/// Collects the rows of one day after the other and keeps the balance.
class Writer {
public:
    Writer(quint32 seed, const Account &account) : m_seed(seed), m_account(account), m_balance(account.anchorCents) {}

    void day(const QDate &day)
    {
        Random chance = Random::of(m_seed, m_account.key + u'|' + QString::number(day.toJulianDay()));
        m_second = 7 * 3600 + chance.below(3600);
        if (m_account.type == u"SAVINGS"_s)
            savingsDay(day, chance);
        else
            checkingDay(day, chance);
    }

    std::vector<Transaction> take() { return std::move(m_rows); }

private:
    void add(const QDate &day, Random &chance, bool credit, qint64 cents, const QString &what,
             const QString &category, const QString &subcategory)
    {
        m_balance += credit ? cents : -cents;
        m_rows.push_back({u"TRN-"_s + chance.uuid(), credit, momentOf(day, m_second), cents, what, category,
                          subcategory, m_balance});
        m_second = std::min(m_second + 600 + chance.below(7200), 23 * 3600 + 59 * 60);
    }

    void checkingDay(const QDate &day, Random &chance)
    {
        Random habits = Random::of(m_seed, m_account.key + u"|habits"_s);
        const qint64 salary = habits.between(185000, 215000);
        if (day.toJulianDay() % 14 == 4) // every second Friday
            add(day, chance, true, salary, u"Harbor & Pine Logistics - payroll"_s, u"Income"_s, u"Paycheck"_s);
        for (const Standing &order : standingOrders) {
            if (order.day == day.day())
                add(day, chance, false, chance.between(order.low, order.high), order.name.toString(),
                    order.category.toString(), order.subcategory.toString());
        }
        const int purchases = 1 + chance.below(4);
        for (int i = 0; i < purchases; ++i) {
            const Merchant &shop = merchants.at(static_cast<std::size_t>(chance.below(int(merchants.size()))));
            const bool refund = chance.below(40) == 0;
            add(day, chance, refund, chance.between(shop.low, shop.high),
                refund ? shop.name.toString() + u" - refund"_s : shop.name.toString(), shop.category.toString(),
                shop.subcategory.toString());
        }
        // A person who keeps an eye on the account: it neither grows nor sinks for ever.
        const qint64 drift = (m_balance - m_account.anchorCents) / 5000 * 5000;
        if (drift > 120000)
            add(day, chance, false, drift, u"Transfer to savings"_s, u"Transfer"_s, u"Savings"_s);
        else if (drift < -120000)
            add(day, chance, true, -drift, u"Transfer from savings"_s, u"Transfer"_s, u"Savings"_s);
    }

    void savingsDay(const QDate &day, Random &chance)
    {
        if (day.day() == day.daysInMonth())
            add(day, chance, true, chance.between(310, 1290), u"Interest paid"_s, u"Income"_s, u"Interest"_s);
        add(day, chance, true, chance.between(5, 95), u"Round-up transfer"_s, u"Transfer"_s, u"Savings"_s);
        if (chance.below(30) == 0)
            add(day, chance, false, chance.between(40, 180) * 100, u"Transfer to checking"_s, u"Transfer"_s,
                u"Savings"_s);
    }

    quint32 m_seed;
    const Account &m_account;
    qint64 m_balance;
    int m_second = 0;
    std::vector<Transaction> m_rows;
};

QString displayOf(quint32 seed, const QString &key)
{
    // The first account of the main test bank shows the number of the published samples.
    return key == u"aerobank|sync|0"_s ? u"2901"_s : Random::of(seed, key + u"|display"_s).digits(4);
}

} // namespace

std::vector<Account> accountsOf(quint32 seed, const QString &bank, const QString &username, bool tokenized)
{
    struct Plan {
        QStringView name, type;
        qint64 cents, hold;
    };
    static constexpr std::array<Plan, 3> plans{{
        {u"Aerosync Checking", u"CHECKING", 312450, 25},
        {u"Aerosync Savings", u"SAVINGS", 1025000, 0},
        {u"Aerosync Everyday Checking", u"CHECKING", 284217, 1250},
    }};
    std::vector<Account> accounts;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        Account account;
        account.key = bank + u'|' + username + u'|' + QString::number(i);
        Random chance = Random::of(seed, account.key);
        account.name = plans[i].name.toString();
        account.type = plans[i].type.toString();
        account.display = displayOf(seed, account.key);
        account.tokenized = tokenized;
        // Contract (e.1): "may be a token; keep leading zeros".
        account.number = tokenized ? u"00100000"_s + chance.digits(9) : u"0010"_s + chance.digits(4) + account.display;
        account.routing = Random::of(seed, bank + u"|routing"_s).digits(6).prepend(u"000"_s);
        account.anchorCents = plans[i].cents;
        account.holdCents = plans[i].hold;
        accounts.push_back(account);
    }
    return accounts;
}

Person personOf(quint32 seed, const QString &bank, const QString &username)
{
    static constexpr std::array<QStringView, 8> first{u"Dana", u"Marcus", u"Priya", u"Elena",
                                                           u"Jonah", u"Naomi", u"Theo", u"Ruth"};
    static constexpr std::array<QStringView, 8> last{u"Whitfield", u"Okafor", u"Lindqvist", u"Marlowe",
                                                          u"Castellan", u"Brandt", u"Ashdown", u"Ferreira"};
    struct Place {
        QStringView city, state, postal;
    };
    static constexpr std::array<Place, 4> places{{{u"Des Moines", u"IA", u"50309"},
                                                  {u"Burlington", u"VT", u"05401"},
                                                  {u"Worcester", u"MA", u"01608"},
                                                  {u"Boulder", u"CO", u"80302"}}};
    Random chance = Random::of(seed, bank + u'|' + username + u"|person"_s);
    const QString one = first[static_cast<std::size_t>(chance.below(8))].toString();
    const QString two = last[static_cast<std::size_t>(chance.below(8))].toString();
    const Place &place = places[static_cast<std::size_t>(chance.below(4))];
    Person person;
    person.name = one + u' ' + two;
    person.address1 = QString::number(chance.between(100, 980)) + u" Walnut Street"_s;
    person.address2 = u"#"_s + QString::number(chance.between(1, 99));
    person.city = place.city.toString();
    person.state = place.state.toString();
    person.postalCode = place.postal.toString();
    person.email = one.toLower() + u'.' + two.toLower() + u"@example.com"_s;
    person.phone = u"515-555-01"_s + chance.digits(2);
    return person;
}

std::vector<Transaction> history(quint32 seed, const Account &account, qint64 anchor, qint64 until)
{
    if (account.manual)
        return {};
    const QDate anchorDay = QDateTime::fromMSecsSinceEpoch(anchor, QTimeZone::utc()).date();
    const QDate lastDay = QDateTime::fromMSecsSinceEpoch(std::max(anchor, until), QTimeZone::utc()).date();
    Writer writer(seed, account);
    for (QDate day = anchorDay.addDays(-historyDays); day <= lastDay; day = day.addDays(1))
        writer.day(day);
    std::vector<Transaction> rows = writer.take();
    // Shift the whole line so that it goes through the account's balance at the anchor.
    qint64 atAnchor = account.anchorCents;
    for (const Transaction &row : rows) {
        if (row.time <= anchor)
            atAnchor = row.runningCents;
    }
    for (Transaction &row : rows)
        row.runningCents += account.anchorCents - atAnchor;
    std::erase_if(rows, [until](const Transaction &row) { return row.time > until; });
    return rows;
}

qint64 balanceAt(quint32 seed, const Account &account, qint64 anchor, qint64 until)
{
    const std::vector<Transaction> rows = history(seed, account, anchor, until);
    return rows.empty() ? account.anchorCents : rows.back().runningCents;
}

} // namespace simulator
