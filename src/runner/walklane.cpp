// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walklane.h"

#include <QWidget>

namespace console {

class WalkLane::Private
{
};

WalkLane::WalkLane(Session *, const Order &, QObject *parent) : QObject(parent) {}
WalkLane::~WalkLane() = default;
QWidget *WalkLane::view() const { return nullptr; }
Session *WalkLane::session() const { return nullptr; }
bool WalkLane::isRunning() const { return false; }
void WalkLane::run(const WalkCase &) {}
void WalkLane::pause() {}
void WalkLane::resume() {}
void WalkLane::stepOnce() {}
bool WalkLane::isPaused() const { return false; }
void WalkLane::stop() {}

} // namespace console
