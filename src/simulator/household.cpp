// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/household.h"

#include "simulator/random.h"
#include "simulator/shops.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr int cheap = 3900; // cents: what somebody pays from the account for every day costs no more

qint64 momentOf(const QDate &day, int secondOfDay)
{
    return QDateTime(day, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch() + secondOfDay * 1000LL;
}

/// The 1st and the 15th, or the Monday after when that is a weekend.
bool isPayday(const QDate &day)
{
    for (const int back : {0, 1, 2}) {
        const QDate due = day.addDays(-back);
        if ((due.day() == 1 || due.day() == 15) && (back == 0 ? day.dayOfWeek() <= 5 : day.dayOfWeek() == 1 && due.dayOfWeek() >= 6))
            return true;
    }
    return false;
}

/// Small amounts are more frequent than large ones; on average a third of the way from low to high.
qint64 price(const Merchant &shop, Random &chance)
{
    const qint64 share = chance.below(1000);
    return shop.low + (shop.high - shop.low) * share * share / 998'001;
}

qint64 averagePrice(const std::vector<Merchant> &shops)
{
    qint64 sum = 0;
    for (const Merchant &shop : shops)
        sum += shop.low + (shop.high - shop.low) / 3;
    return sum / static_cast<qint64>(shops.size());
}

qint64 roundedTo(qint64 step, qint64 cents)
{
    return (cents + (cents < 0 ? -step : step) / 2) / step * step;
}

/// What one household always does: chosen once, from the seed.
struct Habits {
    Habits(quint32 seed, const QString &owner)
    {
        Random chance = Random::of(seed, owner + u"|habits"_s);
        employer = employers[static_cast<std::size_t>(chance.below(int(employers.size())))].toString() + u" - payroll"_s;
        std::vector<Merchant> all(merchants.begin(), merchants.end());
        while (shops.size() < 17) {
            const auto pick = all.begin() + chance.below(int(all.size()));
            shops.push_back(*pick);
            all.erase(pick);
        }
        std::copy_if(shops.begin(), shops.end(), std::back_inserter(corner), [](const Merchant &shop) { return shop.high <= cheap; });
        qint64 bills = 0;
        for (const Standing &order : standingOrders) {
            orders.push_back(order);
            orders.back().day += chance.below(3);
            bills += (order.low + order.high) / 2;
        }
        landlord = landlords[static_cast<std::size_t>(chance.below(int(landlords.size())))].toString() + u" - rent"_s;
        rent = chance.between(850, 1250) * 100;
        const qint64 shopping = averagePrice(shops) * 5 / 2 * 30 + averagePrice(corner) * 3 / 2 * 30;
        // Earned is what is spent and a little more, so that the accounts neither dry up nor pile up.
        salary = (rent + bills + shopping + chance.between(150, 450) * 100) / 2 + chance.below(100);
    }

    QString employer, landlord;
    std::vector<Merchant> shops, corner;
    std::vector<Standing> orders;
    qint64 rent = 0, salary = 0;
};

/// One account while its rows are written.
struct Till {
    std::vector<Transaction> rows;
    qint64 balance = 0;
    qint64 period = 0; ///< cents since the week (everyday) or the month (main) began
    int second = 0;    ///< of the day: when the next thing may happen
};

class Household {
public:
    Household(quint32 seed, const QString &owner) : m_seed(seed), m_owner(owner), m_habits(seed, owner) {}

    void day(const QDate &day)
    {
        m_day = day;
        mainDay(open(MainChecking));
        everydayDay(open(EverydayChecking));
        Random chance = open(Savings);
        transfer(EverydayChecking, Savings, chance.between(5, 95), u"Round-up to savings"_s, u"Round-up from checking"_s, chance);
        if (day.day() == day.daysInMonth())
            add(Savings, chance, {true, chance.between(310, 1290), u"Interest paid"_s, u"Income"_s, u"Interest"_s});
        if (day.dayOfWeek() == Qt::Sunday)
            topUp(chance);
        if (day.day() == day.daysInMonth())
            sweep(chance);
    }

    HouseholdRows take()
    {
        HouseholdRows rows;
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = std::move(m_tills[i].rows);
        return rows;
    }

private:
    struct Entry {
        bool credit;
        qint64 cents;
        QString what, category, subcategory;
    };

    /// A stream of its own for each account and day: no account shifts the numbers of another.
    Random open(AccountPlace place)
    {
        Random chance = Random::of(m_seed, m_owner + u'|' + QString::number(place) + u'|' + QString::number(m_day.toJulianDay()));
        m_tills[place].second = 7 * 3600 + chance.below(3600);
        return chance;
    }

    void add(AccountPlace place, Random &chance, const Entry &entry)
    {
        Till &till = m_tills[place];
        const qint64 change = entry.credit ? entry.cents : -entry.cents;
        till.balance += change;
        till.period += change;
        till.rows.push_back({u"TRN-"_s + chance.uuid(), entry.credit, momentOf(m_day, till.second), entry.cents, entry.what,
                             entry.category, entry.subcategory, till.balance});
        till.second = std::min(till.second + 600 + chance.below(6000), 23 * 3600 + 59 * 60);
    }

    /// The same sum at the same second on both sides.
    void transfer(AccountPlace from, AccountPlace to, qint64 cents, const QString &out, const QString &in, Random &chance)
    {
        const int second = std::max(m_tills[from].second, m_tills[to].second);
        m_tills[from].second = m_tills[to].second = second;
        const QString kind = from == Savings || to == Savings ? u"Savings"_s : u"Own Accounts"_s;
        add(from, chance, {false, cents, out, u"Transfer"_s, kind});
        add(to, chance, {true, cents, in, u"Transfer"_s, kind});
    }

    void purchases(AccountPlace place, const std::vector<Merchant> &shops, int count, Random &chance)
    {
        for (int i = 0; i < count; ++i) {
            const Merchant &shop = shops[static_cast<std::size_t>(chance.below(int(shops.size())))];
            const bool refund = chance.below(40) == 0 && shop.subcategory != u"ATM";
            const QString what = refund ? shop.name.toString() + u" - refund"_s : shop.name.toString();
            add(place, chance, {refund, price(shop, chance), what, shop.category.toString(), shop.subcategory.toString()});
        }
    }

    void mainDay(Random chance)
    {
        if (m_day.day() == 1)
            m_tills[MainChecking].period = 0;
        if (isPayday(m_day))
            add(MainChecking, chance, {true, m_habits.salary, m_habits.employer, u"Income"_s, u"Paycheck"_s});
        if (m_day.day() == 3) // by then the month's first pay is there
            add(MainChecking, chance, {false, m_habits.rent, m_habits.landlord, u"Home"_s, u"Rent"_s});
        for (const Standing &order : m_habits.orders) {
            if (order.day == m_day.day())
                add(MainChecking, chance, {false, chance.between(order.low, order.high), order.name.toString(),
                                           order.category.toString(), order.subcategory.toString()});
        }
        purchases(MainChecking, m_habits.shops, 1 + chance.below(4), chance);
    }

    void everydayDay(Random chance)
    {
        if (m_day.dayOfWeek() == Qt::Monday)
            m_tills[EverydayChecking].period = 0;
        purchases(EverydayChecking, m_habits.corner, 1 + chance.below(2), chance);
    }

    /// What the week has cost comes back from the main account.
    void topUp(Random &chance)
    {
        const qint64 spent = roundedTo(500, -m_tills[EverydayChecking].period);
        if (spent > 0)
            transfer(MainChecking, EverydayChecking, spent, u"Transfer to everyday checking"_s, u"Transfer from checking"_s, chance);
    }

    /// What the month has left over goes to the savings, what it lacked comes from there.
    void sweep(Random &chance)
    {
        const qint64 left = roundedTo(1000, m_tills[MainChecking].period);
        if (left > 0)
            transfer(MainChecking, Savings, left, u"Transfer to savings"_s, u"Transfer from checking"_s, chance);
        else if (left < 0)
            transfer(Savings, MainChecking, -left, u"Transfer to checking"_s, u"Transfer from savings"_s, chance);
    }

    quint32 m_seed;
    QString m_owner;
    Habits m_habits;
    QDate m_day;
    std::array<Till, accountPlaces> m_tills;
};

} // namespace

HouseholdRows householdRows(quint32 seed, const QString &owner, QDate first, QDate last)
{
    // A sum of a month or a week needs the whole of it: begin with the week in which the month began.
    QDate day(first.year(), first.month(), 1);
    day = day.addDays(1 - day.dayOfWeek());
    Household household(seed, owner);
    for (; day <= last; day = day.addDays(1))
        household.day(day);
    HouseholdRows rows = household.take();
    const qint64 begin = momentOf(first, 0);
    for (auto &each : rows)
        std::erase_if(each, [begin](const Transaction &row) { return row.time < begin; });
    return rows;
}

} // namespace simulator
