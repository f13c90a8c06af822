// SPDX-License-Identifier: GPL-3.0-or-later
// The widget's private JSON API and that of the OAuth bank's site.
#pragma once

#include "simulator/router.h"
#include "simulator/widgetdesk.h"

namespace simulator {

/// `bankOrigin` is asked at each use: the port is known only after listening.
void addWidgetRoutes(Router &router, World &world, WidgetDesk &desk, const std::function<QString()> &bankOrigin);

/// {"error":{"type","code","message","retry"}}
Answer widgetError(const Problem &problem);

} // namespace simulator
