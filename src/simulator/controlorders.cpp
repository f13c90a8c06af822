// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/controlorders.h"

#include "simulator/manual.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

/// A text that may be left out; nothing when there is something else in its place.
std::optional<QString> textOr(const QJsonObject &body, const QString &name, const QString &otherwise)
{
    const QJsonValue value = body.value(name);
    if (value.isUndefined())
        return otherwise;
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

QString isoOf(qint64 moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

} // namespace

Answer refusedOrder(int status, const QString &message)
{
    return errorAnswer(status, u"BAD_ORDER"_s, message);
}

Json clockJson(const World &world)
{
    return Json::object({{u"now"_s, isoOf(world.now())},
                         {u"advancedSeconds"_s, world.clock().advanced() / 1000},
                         {u"speed"_s, Json::from(world.clock().speed())}});
}

Answer clockAnswer(const Request &request, World &world)
{
    const QJsonValue seconds = request.body.value("advanceSeconds"_L1);
    const QJsonValue speed = request.body.value("speed"_L1);
    if (seconds.isUndefined() && speed.isUndefined())
        return refusedOrder(400, u"Give advanceSeconds or speed."_s);
    // Time never runs backwards: jobs and tokens would come back to life.
    if (!seconds.isUndefined() && (!seconds.isDouble() || seconds.toDouble() < 0))
        return refusedOrder(400, u"advanceSeconds is a number, zero or more."_s);
    if (!speed.isUndefined() && (!speed.isDouble() || !isSpeed(speed.toDouble())))
        return refusedOrder(400, u"speed is a number above zero, at most %1."_s.arg(greatestSpeed, 0, 'f', 0));
    Clock &clock = world.clock();
    if (seconds.toDouble() * 1000 > static_cast<double>(clock.furthest() - clock.now()))
        return refusedOrder(400, u"The clock goes no further than ten years from its start, to %1."_s.arg(isoOf(clock.furthest())));
    if (speed.isDouble())
        clock.setSpeed(speed.toDouble());
    clock.advance(static_cast<qint64>(seconds.toDouble() * 1000));
    world.settle();
    return Answer::of(200, clockJson(world));
}

Answer jobAnswer(const Request &request, World &world)
{
    Job *job = world.jobs().find(request.captured.at(0));
    if (!job)
        return refusedOrder(404, u"There is no job %1."_s.arg(request.captured.at(0)));
    const QString status = request.body.value("status"_L1).toString().toUpper();
    if (status != "FAILED"_L1 && status != "COMPLETED"_L1)
        return refusedOrder(400, u"status is FAILED or COMPLETED."_s);
    if (ended(stateOf(*job, world.now())))
        return refusedOrder(409, u"The job has ended already."_s);
    world.forceJob(*job, status == "FAILED"_L1 ? JobState::Failed : JobState::Completed);
    world.settle();
    return Answer::of(200, Json::object({{u"jobId"_s, job->id}, {u"jobStatus"_s, status}}));
}

Answer nextJobAnswer(const Request &request, World &world)
{
    const QString id = request.bodyText({u"connectionId"_s});
    if (!world.connection(id))
        return refusedOrder(404, u"There is no connection '%1'."_s.arg(id));
    static const QHash<QString, JobPlan> plans{
        {u"mfa"_s, JobPlan::Mfa}, {u"failed"_s, JobPlan::Failed}, {u"completed"_s, JobPlan::Completed}};
    const QString outcome = request.bodyText({u"outcome"_s});
    if (!plans.contains(outcome))
        return refusedOrder(400, u"outcome is mfa, failed or completed."_s);
    NextJob next;
    next.plan = plans.value(outcome);
    const QJsonValue seconds = request.body.value("seconds"_L1);
    constexpr double tenYears = 3652 * 86'400.0; // the clock goes no further
    if (!seconds.isUndefined() && (!seconds.isDouble() || seconds.toDouble() < 0 || seconds.toDouble() > tenYears))
        return refusedOrder(400, u"seconds is a number, zero or more."_s);
    if (seconds.isDouble())
        next.run = static_cast<qint64>(seconds.toDouble() * 1000);
    world.planNextJob(id, next);
    return Answer::of(200, Json::object({{u"connectionId"_s, id}, {u"outcome"_s, outcome}}));
}

Answer connectionAnswer(const Request &request, World &world)
{
    Connection *connection = world.connection(request.captured.at(0));
    if (!connection)
        return refusedOrder(404, u"There is no connection '%1'."_s.arg(request.captured.at(0)));
    const QString status = request.bodyText({u"connectionStatus"_s});
    if (status.isEmpty())
        return refusedOrder(400, u"Give connectionStatus, for example EXPIRED_CONSENT."_s);
    world.setStatus(*connection, status);
    return Answer::of(200, Json::object({{u"connectionId"_s, connection->id}, {u"connectionStatus"_s, status}}));
}

namespace {

Answer linked(const Outcome<std::vector<QString>> &ids)
{
    return ids ? Answer::of(200, Json::object({{u"connectionId"_s, ids->front()}})) : errorAnswer(ids.problem());
}

Answer manualLinkAnswer(const Request &request, World &world, const QString &user)
{
    const auto account = manualAccount(request.body);
    return account ? linked(world.link(manualWish(user, *account))) : errorAnswer(account.problem());
}

} // namespace

Answer linkAnswer(const Request &request, World &world)
{
    const QJsonObject &body = request.body;
    const User *user = world.people().find(request.bodyText({u"aeroPassUserUuid"_s}));
    if (!user)
        return refusedOrder(404, u"There is no such user; give aeroPassUserUuid."_s);
    const auto bankId = textOr(body, u"bank"_s, u"aerobank"_s), username = textOr(body, u"username"_s, u"sync"_s),
               password = textOr(body, u"password"_s, u"no_mfa"_s);
    if (!bankId || !username || !password)
        return refusedOrder(400, u"bank, username and password are texts."_s);
    if (*bankId == manualBank)
        return manualLinkAnswer(request, world, user->uuid);
    const Bank *bank = world.catalog().bank(*bankId);
    if (!bank)
        return refusedOrder(404, u"There is no bank '%1'."_s.arg(*bankId));
    const auto challenge = judgeLogin(*bank, *username, *password);
    if (!challenge)
        return errorAnswer(challenge.problem());
    const auto accounts = accountsOf(world.seed(), *bankId, *username, bank->kind == "oauth"_L1);
    const double place = body.value("account"_L1).isUndefined() ? 1 : body.value("account"_L1).toDouble(0);
    const auto index = static_cast<std::size_t>(place) - 1;
    if (!(place >= 1 && place <= static_cast<double>(accounts.size())) || static_cast<double>(index + 1) != place)
        return refusedOrder(400, u"account is a whole number from 1 to %1."_s.arg(accounts.size()));
    return linked(world.link({user->uuid, {}, *bankId, bank->name, *username, *challenge, {accounts[index]}}));
}

Answer originsAnswer(const Request &request, QStringList &origins)
{
    const QJsonValue allow = request.body.value("allow"_L1);
    if (!allow.isArray())
        return refusedOrder(400, u"allow is a list of origins like \"https://shop.example\"."_s);
    // These texts go into a header: nothing that could end the directive or the line.
    static const QRegularExpression source(u"^(https?://[A-Za-z0-9.*-]+(:(\\d+|\\*))?|[a-z][a-z0-9+.-]*:|\\*)$"_s);
    QStringList wanted;
    const QJsonArray items = allow.toArray();
    for (const QJsonValue &item : items) {
        if (!source.match(item.toString()).hasMatch())
            return refusedOrder(400, u"'%1' is not an origin."_s.arg(item.toString()));
        wanted << item.toString();
    }
    origins = wanted;
    Json list = Json::array();
    for (const QString &origin : wanted)
        list.add(origin);
    return Answer::of(200, Json::object({{u"allow"_s, list}}));
}

Answer embeddedLookAnswer(const Request &request, QString &look)
{
    // Any text is right: an id that the service does not know is one of the cases to measure.
    const QJsonValue id = request.body.value("configurationId"_L1);
    if (!id.isString())
        return refusedOrder(400, u"Give configurationId; an empty text means none."_s);
    look = id.toString();
    return Answer::of(200, Json::object({{u"configurationId"_s, look}}));
}

Answer layoutsAnswer(const Catalog &catalog, const QString &layout)
{
    Json list = Json::array();
    for (const Layout &each : catalog.layouts())
        list.add(Json::object({{u"name"_s, each.name}, {u"passable"_s, each.passable}, {u"note"_s, each.note}}));
    return Answer::of(200, Json::object({{u"layout"_s, layout}, {u"layouts"_s, list}}));
}

Answer layoutAnswer(const Request &request, const Catalog &catalog, QString &layout)
{
    const QJsonValue name = request.body.value("name"_L1);
    if (!name.isString())
        return refusedOrder(400, u"Give name; an empty text means the usual layout."_s);
    const auto isIt = [wanted = name.toString()](const Layout &each) { return each.name == wanted; };
    if (!name.toString().isEmpty() && std::ranges::none_of(catalog.layouts(), isIt))
        return refusedOrder(404, u"There is no layout '%1'; GET /simulator/layout lists them."_s.arg(name.toString()));
    layout = name.toString();
    return Answer::of(200, Json::object({{u"layout"_s, layout}}));
}

Json brandingsJson(const Catalog &catalog)
{
    Json list = Json::array();
    for (const auto *all : {&catalog.configurations(), &catalog.brandings()}) {
        for (const Configuration &each : *all)
            list.add(Json::object({{u"id"_s, each.id},
                                   {u"name"_s, each.name},
                                   {u"defect"_s, each.defect.isEmpty() ? Json() : Json(each.defect)},
                                   {u"note"_s, each.note},
                                   {u"sheet"_s, each.sheet}}));
    }
    return Json::object({{u"brandings"_s, list}});
}

Answer resetAnswer(const Request &request, const ControlPanel &panel)
{
    const QJsonValue seed = request.body.value("seed"_L1), now = request.body.value("now"_L1);
    const double number = seed.isUndefined() ? panel.world.seed() : seed.toDouble(-1);
    if (!(number >= 0 && number <= 4294967295.0) || number != std::floor(number))
        return refusedOrder(400, u"seed is a whole number from 0 to 4294967295."_s);
    const std::optional<qint64> start = momentOf(now.toString());
    if (!now.isUndefined() && !start)
        return refusedOrder(400, u"now is a moment of the years 2000 to 2099, like 2026-01-15T12:00:00Z."_s);
    panel.world.reset(static_cast<quint32>(number), start);
    panel.desk.reset();
    panel.faults.clear();
    panel.notes.clear();
    panel.pages = {.origins = panel.defaultOrigins};
    return Answer::of(200, stateJson(panel));
}

} // namespace simulator
