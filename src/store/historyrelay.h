// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryRelay: brings an answer from a thread of the history into the receiver's, unless the receiver is gone.
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace console {

/// A signal and a queued connection: only they may race with the end of their receiver.
class HistoryRelay : public QObject
{
    Q_OBJECT
public:
    static std::shared_ptr<HistoryRelay> to(QObject *receiver);
    void send(const std::function<void()> &call) { Q_EMIT sent(call); }

Q_SIGNALS:
    void sent(const std::function<void()> &call);
};

} // namespace console
