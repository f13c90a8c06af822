// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/endpoints.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

#define NAME(text) QT_TRANSLATE_NOOP("console::Error", text)

constexpr EndpointRow rows[] = {
    {Endpoint::AeropassTokenV1, "POST", "/token", NAME("Aeropay token")},
    {Endpoint::AeropassTokenV2, "POST", "/v2/token", NAME("Aeropay token")},
    {Endpoint::CreateUserV1, "POST", "/user", NAME("create user")},
    {Endpoint::CreateUserV2, "POST", "/v2/user", NAME("create user")},
    {Endpoint::FetchUserV1, "GET", "/user", NAME("fetch user")},
    {Endpoint::FetchUserV2, "GET", "/v2/user", NAME("fetch user")},
    {Endpoint::ConfirmUserV1, "POST", "/confirmUser", NAME("confirm user")},
    {Endpoint::ConfirmUserV2, "POST", "/v2/confirmUser", NAME("confirm user")},
    {Endpoint::ApiToken, "POST", "/v2/token", NAME("API token")},
    {Endpoint::WidgetToken, "POST", "/v2/token_widget", NAME("widget token")},
    {Endpoint::Account, "GET", "/v2/accounts/{connectionId}", NAME("account")},
    {Endpoint::CachedBalance, "GET", "/v2/accounts/{connectionId}/balance", NAME("balance"), true},
    {Endpoint::Refresh, "POST", "/v2/accounts/{connectionId}/refresh", NAME("start balance job"), true},
    {Endpoint::Job, "GET", "/v2/accounts/{connectionId}/job/{jobId}", NAME("job status"), true},
    {Endpoint::StartTransactions, "POST", "/v2/accounts/{connectionId}/transactions", NAME("start transactions job"), true},
    {Endpoint::Transactions, "GET", "/v2/accounts/{connectionId}/transactions", NAME("transactions"), true},
    {Endpoint::StartIdentity, "POST", "/v2/accounts/{connectionId}/identity", NAME("start identity job"), true},
    {Endpoint::Identity, "GET", "/v2/accounts/{connectionId}/identity", NAME("identity"), true},
    {Endpoint::Connections, "GET", "/v2/users/{aeroPassUserUuid}/connections", NAME("connections")},
    {Endpoint::UserTransactions, "GET",
     "/v2/users/{aeroPassUserUuid}/connections/{connectionId}/transactions", NAME("user transactions")},
    {Endpoint::DeleteTransactions, "DELETE",
     "/v2/users/{aeroPassUserUuid}/connections/{connectionId}/transactions", NAME("delete stored transactions")},
};

#undef NAME

/// "{connectionId}" in a path, braces included; -1: no more.
struct Hole {
    qsizetype begin = -1, end = -1;
};

Hole nextHole(const QString &path, qsizetype from)
{
    const qsizetype begin = path.indexOf(u'{', from);
    return begin < 0 ? Hole{} : Hole{begin, path.indexOf(u'}', begin) + 1};
}

} // namespace

const EndpointRow &endpointRow(Endpoint endpoint)
{
    const EndpointRow &row = rows[static_cast<size_t>(endpoint)];
    Q_ASSERT(row.endpoint == endpoint); // the table is in the order of the enum
    return row;
}

QList<Endpoint> allEndpoints()
{
    QList<Endpoint> all;
    for (const EndpointRow &row : rows)
        all << row.endpoint;
    return all;
}

QString shownPath(Endpoint endpoint)
{
    QString path = QString::fromLatin1(endpointRow(endpoint).path);
    for (Hole hole = nextHole(path, 0); hole.begin >= 0; hole = nextHole(path, hole.begin))
        path.replace(hole.begin, hole.end - hole.begin, u"…"_s);
    return path;
}

Result<QUrl> endpointUrl(const QUrl &base, Endpoint endpoint, const QList<QString> &ids,
                         const QList<std::pair<QString, QString>> &query)
{
    QString path = QString::fromLatin1(endpointRow(endpoint).path);
    qsizetype from = 0;
    for (const QString &id : ids) {
        const Hole hole = nextHole(path, from);
        Q_ASSERT(hole.begin >= 0);
        if (id.isEmpty() || id == u"." || id == u"..") {
            const QString name = path.mid(hole.begin + 1, hole.end - hole.begin - 2);
            return fail(Error{.kind = Error::Kind::Input,
                              .message = id.isEmpty() ? Error::tr("The %1 is empty.").arg(name) : Error::tr("“%1” is no %2.").arg(id, name),
                              .where = name});
        }
        const QString segment = QString::fromLatin1(QUrl::toPercentEncoding(id));
        path.replace(hole.begin, hole.end - hole.begin, segment);
        from = hole.begin + segment.size();
    }
    Q_ASSERT(nextHole(path, from).begin < 0);

    QString prefix = base.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    QUrl url = base;
    url.setPath(prefix + path, QUrl::StrictMode);
    QStringList parts;
    for (const auto &[key, value] : query)
        parts << key + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value)); // "+" and "&" in a cursor too
    if (!parts.isEmpty())
        url.setQuery(parts.join(u'&'), QUrl::StrictMode);
    return url;
}

} // namespace console
