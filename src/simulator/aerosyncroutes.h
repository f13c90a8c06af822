// SPDX-License-Identifier: GPL-3.0-or-later
// The Aerosync API over the world: endpoints 1 to 15 and 26 of contract (c).
#pragma once

#include "simulator/router.h"
#include "simulator/world.h"

namespace simulator {

void addAerosyncRoutes(Router &router, World &world);
/// The user-scoped half: endpoints 11 to 14.
void addAerosyncUserRoutes(Router &router, World &world);

/// {"status":"success","statusCode":200} to which a payload is added.
Json successEnvelope();
/// Refuses a request without a good API token, or with a wrong x-api-key.
std::optional<Problem> bearerObjection(const Request &request, World &world);
/// The transactions as contract (e.3) writes them.
Json transactionsJson(const std::vector<Transaction> &rows);
/// Reads two optional days in any of the accepted spellings, from the query and then the body.
Outcome<std::pair<QDate, QDate>> dayWindow(const Request &request);

} // namespace simulator
