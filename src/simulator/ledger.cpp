// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/ledger.h"

#include "simulator/household.h"
#include "simulator/random.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr int historyDays = 365; // ASSUMPTION HISTORY: a bank knows the year before the clock began, and all since
constexpr int householdsKept = 32; // some 2,500 rows each

bool isBefore(qint64 moment, const Transaction &row)
{
    return moment < row.time;
}

/// The first account of the main test bank shows the numbers of the published samples (contract e.1, e.2).
bool isSample(const Account &account)
{
    return account.key == "aerobank|sync|0"_L1;
}

QString displayOf(quint32 seed, const Account &account)
{
    return isSample(account) ? u"2901"_s : Random::of(seed, account.key + u"|display"_s).digits(4);
}

/// High enough that no history of a year before the start goes below zero.
void setBalance(quint32 seed, Account *account)
{
    Random chance = Random::of(seed, account->key + u"|balance"_s);
    switch (account->place) {
    case Savings: account->anchorCents = chance.between(800'000, 2'600'000); return;
    case EverydayChecking: account->anchorCents = chance.between(60'000, 190'000); break;
    default: account->anchorCents = chance.between(312'000, 690'000);
    }
    account->holdCents = chance.below(2) == 0 ? 0 : chance.between(450, 9'500);
    if (isSample(*account)) {
        account->anchorCents = 312'450;
        account->holdCents = 25;
    }
}

} // namespace

std::vector<Account> accountsOf(quint32 seed, const QString &bank, const QString &username, bool tokenized)
{
    struct Plan {
        QStringView name, type;
    };
    static constexpr std::array<Plan, accountPlaces> plans{{
        {u"Aerosync Checking", u"CHECKING"},
        {u"Aerosync Savings", u"SAVINGS"},
        {u"Aerosync Everyday Checking", u"CHECKING"},
    }};
    std::vector<Account> accounts;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        Account account;
        account.owner = bank + u'|' + username;
        account.place = static_cast<int>(i);
        account.key = account.owner + u'|' + QString::number(i);
        Random chance = Random::of(seed, account.key);
        account.name = plans[i].name.toString();
        account.type = plans[i].type.toString();
        account.display = displayOf(seed, account);
        account.tokenized = tokenized;
        // Contract (e.1): "may be a token; keep leading zeros".
        account.number = tokenized ? u"00100000"_s + chance.digits(9) : u"0010"_s + chance.digits(4) + account.display;
        account.routing = Random::of(seed, bank + u"|routing"_s).digits(6).prepend(u"000"_s);
        setBalance(seed, &account);
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
        QStringView city, state, postal, area;
    };
    static constexpr std::array<Place, 12> places{{{u"Des Moines", u"IA", u"50309", u"515"}, {u"Burlington", u"VT", u"05401", u"802"},
                                                   {u"Worcester", u"MA", u"01608", u"508"}, {u"Boulder", u"CO", u"80302", u"303"},
                                                   {u"Madison", u"WI", u"53703", u"608"}, {u"Eugene", u"OR", u"97401", u"541"},
                                                   {u"Asheville", u"NC", u"28801", u"828"}, {u"Tucson", u"AZ", u"85701", u"520"},
                                                   {u"Boise", u"ID", u"83702", u"208"}, {u"Chattanooga", u"TN", u"37402", u"423"},
                                                   {u"Portland", u"ME", u"04101", u"207"}, {u"Spokane", u"WA", u"99201", u"509"}}};
    static constexpr std::array<QStringView, 12> streets{u"Walnut Street", u"Orchard Lane", u"Birch Avenue", u"Mill Road",
                                                         u"Prospect Street", u"Cedar Court", u"River Road", u"Linden Avenue",
                                                         u"Chapel Street", u"Foxglove Way", u"Summit Drive", u"Harvest Lane"};
    Random chance = Random::of(seed, bank + u'|' + username + u"|person"_s);
    const auto one = [&chance](const auto &list) { return list[static_cast<std::size_t>(chance.below(int(list.size())))]; };
    Person person;
    const QString given = one(first).toString(), family = one(last).toString();
    const Place place = one(places);
    person.name = given + u' ' + family;
    person.address1 = QString::number(chance.between(100, 980)) + u' ' + one(streets).toString();
    person.address2 = u"#"_s + QString::number(chance.between(1, 99));
    person.city = place.city.toString();
    person.state = place.state.toString();
    person.postalCode = place.postal.toString();
    person.email = given.toLower() + u'.' + family.toLower() + u"@example.com"_s;
    person.phone = place.area.toString() + u"-555-01"_s + chance.digits(2);
    return person;
}

Ledger::Ledger(quint32 seed, qint64 anchor) : m_seed(seed), m_anchor(anchor), m_households(householdsKept) {}

const std::vector<Transaction> &Ledger::rows(const Account &account, qint64 until) const
{
    const auto dayOf = [](qint64 moment) { return QDateTime::fromMSecsSinceEpoch(moment, QTimeZone::utc()).date(); };
    const QDate last = dayOf(std::max(m_anchor, until));
    Household *known = m_households.object(account.owner);
    if (!known || known->last < last) {
        HouseholdRows rows = householdRows(m_seed, account.owner, dayOf(m_anchor).addDays(-historyDays), last);
        known = new Household{last, {std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end())}};
        m_households.insert(account.owner, known);
    }
    return known->accounts[static_cast<std::size_t>(account.place)];
}

/// What moves the whole line so that it goes through the account's balance at the anchor.
qint64 Ledger::shift(const Account &account, const std::vector<Transaction> &rows) const
{
    const auto after = std::upper_bound(rows.begin(), rows.end(), m_anchor, isBefore);
    return after == rows.begin() ? 0 : account.anchorCents - std::prev(after)->runningCents;
}

std::vector<Transaction> Ledger::history(const Account &account, qint64 from, qint64 until) const
{
    if (account.manual)
        return {};
    const std::vector<Transaction> &all = rows(account, until);
    const auto end = std::upper_bound(all.begin(), all.end(), until, isBefore);
    const auto begin = std::find_if(all.begin(), end, [from](const Transaction &row) { return row.time >= from; });
    std::vector<Transaction> part(begin, end);
    const qint64 moved = shift(account, all);
    for (Transaction &row : part)
        row.runningCents += moved;
    return part;
}

qint64 Ledger::balanceAt(const Account &account, qint64 until) const
{
    if (account.manual)
        return account.anchorCents;
    const std::vector<Transaction> &all = rows(account, until);
    const auto end = std::upper_bound(all.begin(), all.end(), until, isBefore);
    return end == all.begin() ? account.anchorCents : std::prev(end)->runningCents + shift(account, all);
}

} // namespace simulator
