// SPDX-License-Identifier: GPL-3.0-or-later
// How a simulator is started: the few things a caller chooses.
#pragma once

#include <QtGlobal>

#include <optional>

namespace simulator {

struct Options {
    quint16 port = 0;    ///< TCP port on 127.0.0.1; 0 lets the system choose a free one.
    quint32 seed = 1;    ///< Everything generated follows from it: keys, ids, people, transactions.
    double speed = 1.0;  ///< Simulated seconds per real second; above zero, at most greatestSpeed (clock.h).
    std::optional<qint64> now = {}; ///< Where the clock begins, milliseconds since 1970 UTC; nothing: the real time.
};

} // namespace simulator
