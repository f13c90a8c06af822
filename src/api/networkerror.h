// SPDX-License-Identifier: GPL-3.0-or-later
// Our own sentences for what can go wrong between here and the service; never Qt's raw texts.
#pragma once

#include "api/httpcall.h"

#include <QNetworkReply>

namespace console {

/// No (whole) answer came. Kind Network; `where` = the call.
Error networkError(QNetworkReply::NetworkError code, const Request &request);
/// Our own timer ended the try. Kind Timeout.
Error timeoutError(std::chrono::milliseconds limit, const Request &request);
/// The answer grew past HttpCall::largestAnswer. Kind Network.
Error tooBigError(const Request &request);
/// The network manager went away under the call. Kind Cancelled.
Error networkGoneError(const Request &request);
/// Did HTTP itself work out, so that the status and the body count? False for a truncated answer.
bool isWholeAnswer(QNetworkReply::NetworkError code, int status);
/// Worth another try: not a name, certificate or protocol that will be as wrong the next time.
bool isPassing(QNetworkReply::NetworkError code);

} // namespace console
