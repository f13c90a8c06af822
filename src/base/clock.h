// SPDX-License-Identifier: GPL-3.0-or-later
// Clock: what time it is, injected so that tests can move it.
#pragma once

#include <QDateTime>

#include <functional>

namespace console {

/// Wall time in UTC.
using Clock = std::function<QDateTime()>;
inline Clock systemClock()
{
    return [] { return QDateTime::currentDateTimeUtc(); };
}

} // namespace console
