// SPDX-License-Identifier: GPL-3.0-or-later
// Aeropass over the world: token, user and confirmUser, in the v1 and the v2 form (contract b.3, b.4).
#pragma once

#include "simulator/router.h"
#include "simulator/world.h"

namespace simulator {

void addAeropayRoutes(Router &router, World &world);

} // namespace simulator
