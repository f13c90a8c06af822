// SPDX-License-Identifier: GPL-3.0-or-later
// The control surface under /simulator/: state, reset, clock, faults, and a hand on jobs and links.
#pragma once

#include "simulator/faults.h"
#include "simulator/pages.h"
#include "simulator/widgetdesk.h"

#include <deque>

namespace simulator {

/// One line of what came in lately; without queries, headers and bodies, so without secrets.
struct RequestNote {
    QString method, path;
    int status = 0;              ///< 0: no answer was sent (hang, drop)
};

struct ControlPanel {
    World &world;
    WidgetDesk &desk;
    FaultBook &faults;
    std::deque<RequestNote> &notes;
    PageOrders &pages;
    QStringList defaultOrigins;
};

void addControlRoutes(Router &router, ControlPanel panel);

} // namespace simulator
