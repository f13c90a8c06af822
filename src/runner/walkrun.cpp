// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkrun.h"

namespace console {

WalkRun::WalkRun(Session *session, const Order &order, GreenRuns *green, QObject *parent)
    : QObject(parent), m_session(session), m_order(order), m_green(green) {}
WalkRun::~WalkRun() = default;
void WalkRun::begin() {}
void WalkRun::stop() {}
QList<WalkLane *> WalkRun::lanes() const { return {}; }

} // namespace console
