// SPDX-License-Identifier: GPL-3.0-or-later
// The control surface under /simulator/: state, reset, clock, faults, and a hand on jobs and links.
#pragma once

#include "simulator/faults.h"
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
    QStringList &origins;        ///< hosts that may embed the widget
    QStringList defaultOrigins;
    QString &embeddedLook;       ///< the configuration of an embedded view whose URL names none; empty: none
};

void addControlRoutes(Router &router, ControlPanel panel);

} // namespace simulator
