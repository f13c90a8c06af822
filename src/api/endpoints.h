// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoint: every address that is called, in one table (contract b and c).
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace console {

enum class Endpoint {
    AeropassTokenV1, AeropassTokenV2, CreateUserV1, CreateUserV2, FetchUserV1, FetchUserV2, ConfirmUserV1, ConfirmUserV2,
    ApiToken, WidgetToken, Account, CachedBalance, Refresh, Job, StartTransactions, Transactions, StartIdentity, Identity,
    Connections, UserTransactions, DeleteTransactions,
};

struct EndpointRow {
    Endpoint endpoint;
    const char *verb;
    const char *path;   ///< "{connectionId}" and the like are filled in, percent-encoded
    const char *name;   ///< what a person calls it; marked for translation
    bool patient = false; ///< a job's call: may wait for others of its kind (see Request::patient)
};

const EndpointRow &endpointRow(Endpoint endpoint);
QList<Endpoint> allEndpoints();

/// "/v2/accounts/…/balance": for labels, without ids.
QString shownPath(Endpoint endpoint);

/// The address: base (its path prefix kept), the row's path with the ids in it, the query. Every id is
/// encoded whole, so that "a/b?c" stays one segment. Errors: Input, `where` = the id's name ("connectionId"):
/// empty, "." or "..", which no encoding keeps from being taken for a folder.
Result<QUrl> endpointUrl(const QUrl &base, Endpoint endpoint, const QList<QString> &ids,
                         const QList<std::pair<QString, QString>> &query = {});

} // namespace console
