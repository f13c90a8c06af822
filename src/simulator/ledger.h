// SPDX-License-Identifier: GPL-3.0-or-later
// The invented people, accounts and transactions behind a test bank; all of it follows from the seed.
#pragma once

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

/// Everything that happened on an account, oldest first, from a year before `anchor` to `until` (ms).
/// The balance at `anchor` is exactly `account.anchorCents`; before and after it follows from the rows.
std::vector<Transaction> history(quint32 seed, const Account &account, qint64 anchor, qint64 until);

/// Current balance at a moment, in cents.
qint64 balanceAt(quint32 seed, const Account &account, qint64 anchor, qint64 until);

} // namespace simulator
