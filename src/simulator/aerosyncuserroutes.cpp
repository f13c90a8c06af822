// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/aerosyncroutes.h"

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr int pageSize = 50; // ASSUMPTION PAGE-SIZE: fifty transactions a page

/// The place of the next row, unreadable for a client: it is only to be sent back.
QString cursorOf(int offset, const QString &connection)
{
    return QString::fromLatin1((connection.left(8) + u':' + QString::number(offset)).toLatin1().toBase64(
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<int> offsetOf(const QString &cursor, const QString &connection)
{
    const QString text = QString::fromLatin1(QByteArray::fromBase64(cursor.toLatin1(), QByteArray::Base64UrlEncoding));
    bool good = false;
    const int offset = text.section(u':', 1).toInt(&good);
    if (!good || offset < 0 || text.section(u':', 0, 0) != connection.left(8))
        return std::nullopt;
    return offset;
}

Answer connectionsAnswer(const QString &uuid, World &world)
{
    Json list = Json::array();
    const auto mine = world.connectionsOf(uuid);
    for (const Connection *connection : mine) {
        list.add(Json::object({{u"connectionId"_s, connection->id},
                               {u"connectionStatus"_s, world.statusOf(*connection)},
                               {u"institutionName"_s, connection->bankName},
                               {u"accountNickname"_s, connection->account.name},
                               {u"accountNumberDisplay"_s, connection->account.display}}));
    }
    return Answer::of(200, successEnvelope().set(u"connections"_s, list));
}

Answer pageAnswer(const Request &request, Connection &connection, World &world)
{
    if (const auto problem = manualObjection(connection, JobKind::Transactions))
        return errorAnswer(*problem);
    const auto days = dayWindow(request);
    if (!days)
        return errorAnswer(days.problem());
    int offset = 0;
    const QString cursor = request.queryText({u"next_page"_s, u"nextPage"_s});
    if (!cursor.isEmpty()) {
        const auto place = offsetOf(cursor, connection.id);
        if (!place)
            return errorAnswer(400, u"AC-100"_s, u"Invalid request parameter next_page."_s);
        offset = *place;
    }
    const auto rows = world.transactions(connection, days->first, days->second);
    const int count = static_cast<int>(rows.size());
    const int end = std::min(offset + pageSize, count);
    const std::vector<Transaction> page(rows.begin() + std::min(offset, count), rows.begin() + end);
    Json json = successEnvelope();
    json.set(u"transactions"_s, transactionsJson(page));
    // ASSUMPTION PAGE-COUNT: `count` is the number of rows on this page.
    json.set(u"count"_s, static_cast<int>(page.size()));
    json.set(u"next_page"_s, end < count ? Json(cursorOf(end, connection.id)) : Json());
    return Answer::of(200, json);
}

Router::Handler guardedUser(World &world, const std::function<Answer(const Request &, const User &)> &handler)
{
    return [&world, handler](const Request &request) {
        world.settle();
        if (const auto problem = bearerObjection(request, world))
            return errorAnswer(*problem);
        const User *user = world.people().find(request.captured.at(0));
        if (!user)
            return errorAnswer(404, u"AC-102"_s, u"User %1 not found"_s.arg(request.captured.at(0)));
        return handler(request, *user);
    };
}

Router::Handler guardedLink(World &world, const std::function<Answer(const Request &, Connection &)> &handler)
{
    return guardedUser(world, [&world, handler](const Request &request, const User &user) {
        Connection *connection = world.connection(request.captured.at(1));
        if (!connection || connection->user != user.uuid)
            return errorAnswer(404, u"AC-102"_s, u"Connection %1 not found"_s.arg(request.captured.at(1)));
        return handler(request, *connection);
    });
}

} // namespace

void addAerosyncUserRoutes(Router &router, World &world)
{
    const QString base = u"/v2/users/{}/connections"_s;
    router.add(u"GET"_s, base, guardedUser(world, [&world](const Request &, const User &user) {
        return connectionsAnswer(user.uuid, world);
    }));
    router.add(u"POST"_s, base + u"/{}/transactions/jobs"_s,
               guardedLink(world, [&world](const Request &request, Connection &connection) {
        const auto days = dayWindow(request);
        if (!days)
            return errorAnswer(days.problem());
        const auto job = world.startJob(connection, JobKind::Transactions, days->first, days->second);
        return job ? Answer::of(200, successEnvelope().set(u"job_id"_s, job->id)) : errorAnswer(job.problem());
    }));
    router.add(u"GET"_s, base + u"/{}/transactions"_s,
               guardedLink(world, [&world](const Request &request, Connection &connection) {
        return pageAnswer(request, connection, world);
    }));
    router.add(u"DELETE"_s, base + u"/{}/transactions"_s,
               guardedLink(world, [&world](const Request &, Connection &connection) {
        // ASSUMPTION DELETE-KEY: `deleted`, the first of the three spellings that clients look for.
        return Answer::of(200, successEnvelope().set(u"deleted"_s, world.forgetTransactions(connection)));
    }));
}

} // namespace simulator
