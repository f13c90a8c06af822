// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts that a person types in instead of signing in to a bank (contract f.10).
#pragma once

#include "simulator/world.h"

namespace simulator {

/// Stands where other connections have the id of their bank.
inline const QString manualBank = QStringLiteral("manual");

/// {"routingNumber","accountNumber"[,"accountType","accountName"]} as an account, or why not.
Outcome<Account> manualAccount(const QJsonObject &body);

LinkWish manualWish(const QString &user, const Account &account);

} // namespace simulator
