// SPDX-License-Identifier: GPL-3.0-or-later
// Which transactions are shown, in which order, and what they add up to. Pure, so that it can run in another thread.
#pragma once

#include "api/types.h"
#include "gui/transactioncolumns.h"
#include "session/redactor.h"

#include <atomic>
#include <memory>
#include <vector>

namespace console {

struct TransactionQuery {
    QString text;                                       ///< in date, description, category, amount; any case; empty: all
    TransactionColumn sortBy = TransactionColumn::Date;
    Qt::SortOrder order = Qt::DescendingOrder;
    bool operator==(const TransactionQuery &) const = default;
};

/// Exact sums, one per currency in order of appearance. A sum that does not fit into 18 digits is left out and `tooLarge` is set.
struct TransactionTotals {
    QList<Money> in, out;  ///< `out` is negative or zero
    bool tooLarge = false;
};

struct TransactionOrder {
    std::vector<quint32> rows; ///< places in the list
    TransactionTotals totals;  ///< of those rows
};

using StopFlag = std::shared_ptr<std::atomic<bool>>;

/// Stops early, with what it has, when `stop` becomes true. Equal ones keep the order they came in.
TransactionOrder arranged(const QList<Transaction> &all, const TransactionQuery &query, const StopFlag &stop = {});

/// Amounts of different currencies have no order of their own: first by currency, then by value.
bool amountLess(const Money &left, const Money &right);

/// RFC 4180, with a header line, in the given order. Texts that a spreadsheet would run as a formula get a leading
/// apostrophe: the bank's words are not to be trusted.
QString transactionsCsv(const QList<Transaction> &all, const std::vector<quint32> &rows, bool mask, const RedactorNow &redactor = {});

} // namespace console
