// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyrelay.h"

namespace console {

std::shared_ptr<HistoryRelay> HistoryRelay::to(QObject *receiver)
{
    auto relay = std::make_shared<HistoryRelay>();
    relay->moveToThread(nullptr); // whichever thread lets go of it last deletes it
    connect(relay.get(), &HistoryRelay::sent, receiver, [](const std::function<void()> &call) { call(); }, Qt::QueuedConnection);
    return relay;
}

} // namespace console
