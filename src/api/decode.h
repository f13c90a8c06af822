// SPDX-License-Identifier: GPL-3.0-or-later
// Every spelling that the service may use is listed behind these functions and nowhere else (contract l).
// All are pure. Errors: Service (an `error` in the body, whatever the HTTP status), Decode (`where` is the path).
#pragma once

#include "api/types.h"

namespace console {

/// The service's words, on one line. They are left whole (up to 16 KiB) for the redactor: it takes credentials out
/// first and cuts then, because half a credential is one that nobody finds any more.
QString quoted(const QString &words);

/// The error in a body, in any of its forms: {"error":{code,message,help}}, {success:false,code,error:"…"},
/// {error:"…"}; nothing when it has none. To be asked before the HTTP status is looked at.
std::optional<Error> serviceError(const Json &body);

JobWord jobWordFrom(QStringView raw);

Result<ApiToken> decodeApiToken(const Json &body);
Result<WidgetToken> decodeWidgetToken(const Json &body);
Result<AeropassUser> decodeUser(const Json &body);
/// The answer to a code. Nothing of it is documented, and whom it confirms is known: it may leave the ids out.
Result<AeropassUser> decodeConfirmedUser(const Json &body);
Result<Account> decodeAccount(const Json &body);
Result<Balance> decodeBalance(const Json &body);
Result<TransactionPage> decodeTransactions(const Json &body);
Result<Identity> decodeIdentity(const Json &body);
Result<JobReport> decodeJobStarted(const Json &body);
Result<JobReport> decodeJobStatus(const Json &body);
Result<QList<ConnectionSummary>> decodeConnections(const Json &body);
/// How many stored transactions were deleted; 0 is a success.
Result<qint64> decodeDeleted(const Json &body);

/// Means "not available for this account" (manual link, unsupported), not failure: AC-105, AC-111, AC-114,
/// AC-115 at any status, or HTTP 405 with any code or none.
bool meansUnavailable(const Error &error);
/// Means "another job is running for this connection": HTTP 409 or AC-112.
bool meansConflict(const Error &error);
/// Means the bearer token is not (any longer) good: HTTP 401, or 403/AC-001.
bool meansUnauthorised(const Error &error);

} // namespace console
