// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of the transactions' table; the only thing that model, query and view all name.
#pragma once

#include <Qt>

namespace console {

enum class TransactionColumn { Date, Description, Category, Amount };
constexpr int transactionColumns = 4;

/// Of the header: the currency that all rows share; empty: none, or several.
enum { CommonCurrencyRole = Qt::UserRole };

} // namespace console
