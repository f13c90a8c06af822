// SPDX-License-Identifier: GPL-3.0-or-later
// What happens on the three accounts of one sign-in, day after day: pay, rent, purchases, and transfers between them.
#pragma once

#include "simulator/ledger.h"

#include <array>

namespace simulator {

enum AccountPlace { MainChecking, Savings, EverydayChecking, accountPlaces };

using HouseholdRows = std::array<std::vector<Transaction>, accountPlaces>;

/// Everything from `first` to `last`, both included, oldest first. A day's rows follow from the seed, the owner and the
/// day alone. Running balances begin somewhere: the ledger moves them to where the account stands.
HouseholdRows householdRows(quint32 seed, const QString &owner, QDate first, QDate last);

} // namespace simulator
