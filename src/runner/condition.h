// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for conditions of a session, never for time.
#pragma once

#include "base/result.h"

#include <QObject>

#include <functional>
#include <optional>

namespace console {

class Session;

/// Nothing yet → std::nullopt.
using Condition = std::function<std::optional<Result<void>>()>;
using Settled = std::function<void(const Result<void> &)>;

/// Asks `condition` now and whenever anything of the session changes; calls `then` once, unless `receiver` is gone.
void whenHolds(Session *session, QObject *receiver, Condition condition, Settled then);
/// The environment answers: its addresses and keys are there, and a token was got. Errors: Credentials, and those of the call.
void whenReady(Session *session, QObject *receiver, Settled then);

} // namespace console
