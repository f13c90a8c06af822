// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/controlroutes.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

Answer refused(int status, const QString &message)
{
    return errorAnswer(status, u"BAD_ORDER"_s, message);
}

Json clockJson(World &world)
{
    return Json::object(
        {{u"now"_s, QDateTime::fromMSecsSinceEpoch(world.now(), QTimeZone::utc()).toString(Qt::ISODateWithMs)},
         {u"advancedSeconds"_s, world.clock().advanced() / 1000},
         {u"speed"_s, Json::from(world.clock().speed())}});
}

Json stateJson(const ControlPanel &panel)
{
    World &world = panel.world;
    Json users = Json::array(), links = Json::array(), jobs = Json::array(), problems = Json::array(), origins = Json::array();
    for (const auto &[uuid, user] : world.people().all())
        users.add(Json::object({{u"aeroPassUserUuid"_s, uuid},
                                {u"userId"_s, user.userId},
                                {u"firstName"_s, user.firstName},
                                {u"waitsForCode"_s, user.waitsForCode}}));
    for (const Connection &connection : world.connections())
        links.add(Json::object({{u"connectionId"_s, connection.id},
                                {u"aeroPassUserUuid"_s, connection.user},
                                {u"bank"_s, connection.bank},
                                {u"account"_s, connection.account.name},
                                {u"manual"_s, connection.account.manual},
                                {u"mfaLater"_s, connection.mfaLater},
                                {u"connectionStatus"_s, world.statusOf(connection)}}));
    for (const QString &id : world.jobs().order()) {
        const Job *job = world.jobs().find(id);
        jobs.add(Json::object({{u"jobId"_s, id},
                               {u"kind"_s, jobKindText(job->kind)},
                               {u"connectionId"_s, job->connection},
                               {u"jobStatus"_s, jobStatusText(stateOf(*job, world.now()))}}));
    }
    for (const QString &problem : world.catalog().problems())
        problems.add(problem);
    for (const QString &origin : panel.origins)
        origins.add(origin);
    return Json::object({{u"seed"_s, static_cast<qint64>(world.seed())},
                         {u"clock"_s, clockJson(world)},
                         {u"users"_s, users},
                         {u"connections"_s, links},
                         {u"jobs"_s, jobs},
                         {u"tokens"_s, static_cast<qint64>(world.tokens().count())},
                         {u"widgetSessions"_s, static_cast<qint64>(panel.desk.count())},
                         {u"faults"_s, panel.faults.list()},
                         {u"origins"_s, origins},
                         {u"dataProblems"_s, problems}});
}

Answer clockAnswer(const Request &request, World &world)
{
    const QJsonValue seconds = request.body.value("advanceSeconds"_L1);
    const QJsonValue speed = request.body.value("speed"_L1);
    if (seconds.isUndefined() && speed.isUndefined())
        return refused(400, u"Give advanceSeconds or speed."_s);
    // Time never runs backwards: jobs and tokens would come back to life.
    if (!seconds.isUndefined() && (!seconds.isDouble() || seconds.toDouble() < 0))
        return refused(400, u"advanceSeconds is a number, zero or more."_s);
    if (!speed.isUndefined() && (!speed.isDouble() || speed.toDouble() <= 0))
        return refused(400, u"speed is a number above zero."_s);
    if (speed.isDouble())
        world.clock().setSpeed(speed.toDouble());
    world.clock().advance(static_cast<qint64>(seconds.toDouble() * 1000));
    world.settle();
    return Answer::of(200, clockJson(world));
}

Answer jobAnswer(const Request &request, World &world)
{
    Job *job = world.jobs().find(request.captured.at(0));
    if (!job)
        return refused(404, u"There is no job %1."_s.arg(request.captured.at(0)));
    const QString status = request.body.value("status"_L1).toString().toUpper();
    if (status != "FAILED"_L1 && status != "COMPLETED"_L1)
        return refused(400, u"status is FAILED or COMPLETED."_s);
    if (ended(stateOf(*job, world.now())))
        return refused(409, u"The job has ended already."_s);
    world.forceJob(*job, status == "FAILED"_L1 ? JobState::Failed : JobState::Completed);
    world.settle();
    return Answer::of(200, Json::object({{u"jobId"_s, job->id}, {u"jobStatus"_s, status}}));
}

Answer nextJobAnswer(const Request &request, World &world)
{
    const QString id = request.bodyText({u"connectionId"_s});
    if (!world.connection(id))
        return refused(404, u"There is no connection '%1'."_s.arg(id));
    const QString outcome = request.bodyText({u"outcome"_s});
    NextJob next;
    if (outcome == "mfa"_L1)
        next.plan = JobPlan::Mfa;
    else if (outcome == "failed"_L1)
        next.plan = JobPlan::Failed;
    else if (outcome != "completed"_L1)
        return refused(400, u"outcome is mfa, failed or completed."_s);
    const QJsonValue seconds = request.body.value("seconds"_L1);
    if (seconds.isDouble())
        next.run = static_cast<qint64>(seconds.toDouble() * 1000);
    world.planNextJob(id, next);
    return Answer::of(200, Json::object({{u"connectionId"_s, id}, {u"outcome"_s, outcome}}));
}

Answer connectionAnswer(const Request &request, World &world)
{
    Connection *connection = world.connection(request.captured.at(0));
    if (!connection)
        return refused(404, u"There is no connection '%1'."_s.arg(request.captured.at(0)));
    const QString status = request.bodyText({u"connectionStatus"_s});
    if (status.isEmpty())
        return refused(400, u"Give connectionStatus, for example EXPIRED_CONSENT."_s);
    connection->status = status;
    return Answer::of(200, Json::object({{u"connectionId"_s, connection->id}, {u"connectionStatus"_s, status}}));
}

/// Links an account as if a person had gone through the widget.
Answer linkAnswer(const Request &request, World &world)
{
    const User *user = world.people().find(request.bodyText({u"aeroPassUserUuid"_s}));
    if (!user)
        return refused(404, u"There is no such user; give aeroPassUserUuid."_s);
    const QString bankId = request.body.value("bank"_L1).toString(u"aerobank"_s);
    const Bank *bank = world.catalog().bank(bankId);
    if (!bank)
        return refused(404, u"There is no bank '%1'."_s.arg(bankId));
    const QString username = request.body.value("username"_L1).toString(u"sync"_s);
    const auto challenge = judgeLogin(*bank, username, request.body.value("password"_L1).toString(u"no_mfa"_s));
    if (!challenge)
        return errorAnswer(challenge.problem());
    const auto accounts = accountsOf(world.seed(), bankId, username, bank->kind == "oauth"_L1);
    const int place = request.body.value("account"_L1).toInt(1);
    if (place < 1 || place > static_cast<int>(accounts.size()))
        return refused(400, u"account is a number from 1 to %1."_s.arg(accounts.size()));
    LinkWish wish{user->uuid, {}, bankId, bank->name, username, *challenge, {accounts[static_cast<std::size_t>(place - 1)]}};
    const auto ids = world.link(wish);
    return ids ? Answer::of(200, Json::object({{u"connectionId"_s, ids->front()}})) : errorAnswer(ids.problem());
}

Answer originsAnswer(const Request &request, QStringList &origins)
{
    const QJsonValue allow = request.body.value("allow"_L1);
    if (!allow.isArray())
        return refused(400, u"allow is a list of origins like \"https://shop.example\"."_s);
    // These texts go into a header: nothing that could end the directive or the line.
    static const QRegularExpression source(u"^(https?://[A-Za-z0-9.*-]+(:(\\d+|\\*))?|[a-z][a-z0-9+.-]*:|\\*)$"_s);
    QStringList wanted;
    const QJsonArray items = allow.toArray();
    for (const QJsonValue &item : items) {
        if (!source.match(item.toString()).hasMatch())
            return refused(400, u"'%1' is not an origin."_s.arg(item.toString()));
        wanted << item.toString();
    }
    origins = wanted;
    Json list = Json::array();
    for (const QString &origin : wanted)
        list.add(origin);
    return Answer::of(200, Json::object({{u"allow"_s, list}}));
}

Answer resetAnswer(const Request &request, ControlPanel &panel)
{
    const QJsonValue seed = request.body.value("seed"_L1);
    if (!seed.isUndefined() && (!seed.isDouble() || seed.toDouble() < 0))
        return refused(400, u"seed is a number, zero or more."_s);
    panel.world.reset(seed.isDouble() ? static_cast<quint32>(seed.toInteger()) : panel.world.seed());
    panel.desk.reset();
    panel.faults.clear();
    panel.notes.clear();
    panel.origins = panel.defaultOrigins;
    return Answer::of(200, stateJson(panel));
}

void addFaultRoutes(Router &router, FaultBook &faults)
{
    const auto list = [&faults] { return Answer::of(200, Json::object({{u"faults"_s, faults.list()}})); };
    router.add(u"GET"_s, u"/simulator/faults"_s, [list](const Request &) { return list(); });
    router.add(u"POST"_s, u"/simulator/faults"_s, [&faults](const Request &request) {
        const auto fault = faults.add(request.body);
        return fault ? Answer::of(201, faultJson(*fault)) : errorAnswer(fault.problem());
    });
    router.add(u"DELETE"_s, u"/simulator/faults"_s, [&faults, list](const Request &) {
        faults.clear();
        return list();
    });
    router.add(u"DELETE"_s, u"/simulator/faults/{}"_s, [&faults, list](const Request &request) {
        return faults.remove(request.captured.at(0).toInt())
                   ? list()
                   : refused(404, u"There is no fault %1."_s.arg(request.captured.at(0)));
    });
}

} // namespace

void addControlRoutes(Router &router, ControlPanel panel)
{
    World &world = panel.world;
    addFaultRoutes(router, panel.faults);
    router.add(u"GET"_s, u"/simulator/state"_s, [panel](const Request &) {
        panel.world.settle();
        return Answer::of(200, stateJson(panel));
    });
    router.add(u"POST"_s, u"/simulator/reset"_s,
               [panel](const Request &request) mutable { return resetAnswer(request, panel); });
    router.add(u"GET"_s, u"/simulator/clock"_s, [&world](const Request &) { return Answer::of(200, clockJson(world)); });
    router.add(u"POST"_s, u"/simulator/clock"_s, [&world](const Request &request) { return clockAnswer(request, world); });
    router.add(u"POST"_s, u"/simulator/jobs/{}"_s, [&world](const Request &request) { return jobAnswer(request, world); });
    router.add(u"POST"_s, u"/simulator/next-job"_s, [&world](const Request &request) { return nextJobAnswer(request, world); });
    router.add(u"POST"_s, u"/simulator/connections/{}"_s,
               [&world](const Request &request) { return connectionAnswer(request, world); });
    router.add(u"POST"_s, u"/simulator/link"_s, [&world](const Request &request) { return linkAnswer(request, world); });
    router.add(u"POST"_s, u"/simulator/origins"_s,
               [panel](const Request &request) { return originsAnswer(request, panel.origins); });
    router.add(u"GET"_s, u"/simulator/requests"_s, [panel](const Request &) {
        Json list = Json::array();
        for (const RequestNote &note : panel.notes)
            list.add(Json::object({{u"method"_s, note.method}, {u"path"_s, note.path}, {u"status"_s, note.status}}));
        return Answer::of(200, Json::object({{u"requests"_s, list}}));
    });
}

} // namespace simulator
