// SPDX-License-Identifier: GPL-3.0-or-later
// The invented people, accounts and transactions behind a test bank; all of it follows from the seed.
#pragma once

#include <QCache>
#include <QDate>
#include <QString>

#include <vector>

namespace simulator {

/// One account at a test bank. Amounts are cents.
struct Account {
    QString owner;           ///< bank and sign-in name: whose household it belongs to
    int place = 0;           ///< which of the household's accounts (household.h)
    QString key;             ///< unique: bank, sign-in name and place; the same account for everyone who signs in like that
    QString name;            ///< "Aerosync Checking"
    QString type;            ///< "CHECKING" or "SAVINGS", as in contract (e.1)
    QString number;          ///< 12 to 17 digits; leading zeros belong to it
    QString routing;         ///< 9 digits
    QString display;         ///< last four digits of the true number
    bool tokenized = false;  ///< `number` stands for the true number
    bool manual = false;     ///< typed in by a person: no balance, no history
    qint64 holdCents = 0;    ///< not available yet: available = current - hold
    qint64 anchorCents = 0;  ///< current balance at the world's first moment
};

struct Transaction {
    QString id;              ///< "TRN-" and a UUID
    bool credit = false;
    qint64 time = 0;         ///< milliseconds since 1970 UTC
    qint64 cents = 0;        ///< always above zero
    QString description;
    QString category;
    QString subcategory;
    qint64 runningCents = 0; ///< balance of the account after this transaction
};

struct Person {
    QString name, address1, address2, city, state, postalCode, email, phone;
};

/// The accounts somebody sees who signs in to a bank under a name.
std::vector<Account> accountsOf(quint32 seed, const QString &bank, const QString &username, bool tokenized);

/// The holder of these accounts.
Person personOf(quint32 seed, const QString &bank, const QString &username);

/// What happened on the accounts of a world, counted from its first moment `anchor` (ms since 1970 UTC, as all moments here).
class Ledger
{
public:
    Ledger(quint32 seed, qint64 anchor);

    /// What happened on an account from `from` to `until`, both included, oldest first; a bank knows the year before the anchor.
    /// The balance at the anchor is exactly `account.anchorCents`; before and after it follows from the rows.
    std::vector<Transaction> history(const Account &account, qint64 from, qint64 until) const;
    /// All of it up to that moment.
    std::vector<Transaction> history(const Account &account, qint64 until) const { return history(account, 0, until); }
    /// Current balance at a moment, in cents.
    qint64 balanceAt(const Account &account, qint64 until) const;

private:
    struct Household {
        QDate last;
        std::vector<std::vector<Transaction>> accounts;
    };
    const std::vector<Transaction> &rows(const Account &account, qint64 until) const;
    qint64 shift(const Account &account, const std::vector<Transaction> &rows) const;

    quint32 m_seed;
    qint64 m_anchor;
    mutable QCache<QString, Household> m_households; // by owner; a year of rows is dear to write for every question
};

} // namespace simulator
