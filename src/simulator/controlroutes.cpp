// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/controlorders.h"

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

Json listOf(const QStringList &texts)
{
    Json list = Json::array();
    for (const QString &text : texts)
        list.add(text);
    return list;
}

} // namespace

Json stateJson(const ControlPanel &panel)
{
    World &world = panel.world;
    Json users = Json::array(), links = Json::array(), jobs = Json::array();
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
                               {u"runMs"_s, job->run},
                               {u"jobStatus"_s, jobStatusText(stateOf(*job, world.now()))}}));
    }
    return Json::object({{u"seed"_s, static_cast<qint64>(world.seed())},
                         {u"clock"_s, clockJson(world)},
                         {u"users"_s, users},
                         {u"connections"_s, links},
                         {u"jobs"_s, jobs},
                         {u"tokens"_s, static_cast<qint64>(world.tokens().count())},
                         {u"widgetSessions"_s, static_cast<qint64>(panel.desk.count())},
                         {u"faults"_s, panel.faults.list()},
                         {u"origins"_s, listOf(panel.pages.origins)},
                         {u"embeddedLook"_s, panel.pages.embeddedLook},
                         {u"layout"_s, panel.pages.layout},
                         {u"dataProblems"_s, listOf(world.catalog().problems())}});
}

namespace {

/// One line of the control surface: what GET /simulator/ tells about it, and what it does.
struct Order {
    QString method, path;      ///< "{}" for a part of the path, as in Router::add
    QString name;              ///< what that part is: "id"; empty without one
    QStringList keys;          ///< of the body; others are refused. Empty: the body is not looked at here
    QString does;
    Router::Handler handler;
};

QString shownPath(const Order &order)
{
    return QString(order.path).replace("{}"_L1, u'{' + order.name + u'}');
}

std::optional<Answer> strangeKey(const Request &request, const QStringList &keys)
{
    for (auto it = request.body.begin(); it != request.body.end(); ++it) {
        if (!keys.isEmpty() && !keys.contains(it.key()))
            return refusedOrder(400, u"There is no '%1' in this order. Known: %2."_s.arg(it.key(), keys.join(", "_L1)));
    }
    return std::nullopt;
}

std::vector<Order> faultOrders(FaultBook &faults)
{
    const auto list = [&faults] { return Answer::of(200, Json::object({{u"faults"_s, faults.list()}})); };
    const QString path = u"/simulator/faults"_s;
    return {{u"GET"_s, path, {}, {}, u"the faults in force"_s, [list](const Request &) { return list(); }},
            {u"POST"_s, path, {}, {}, u"adds a fault: name, match, times, skip, args. Names: "_s + faultNames().join(", "_L1),
             [&faults](const Request &request) {
                 const auto fault = faults.add(request.body);
                 return fault ? Answer::of(201, faultJson(*fault)) : errorAnswer(fault.problem());
             }},
            {u"DELETE"_s, path, {}, {}, u"takes all faults back"_s,
             [&faults, list](const Request &) {
                 faults.clear();
                 return list();
             }},
            {u"DELETE"_s, path + u"/{}"_s, u"id"_s, {}, u"takes one fault back"_s, [&faults, list](const Request &request) {
                 return faults.remove(request.captured.at(0).toInt())
                            ? list()
                            : refusedOrder(404, u"There is no fault %1."_s.arg(request.captured.at(0)));
             }}};
}

Answer notesAnswer(const std::deque<RequestNote> &notes)
{
    Json list = Json::array();
    for (const RequestNote &note : notes)
        list.add(Json::object({{u"method"_s, note.method}, {u"path"_s, note.path}, {u"status"_s, note.status}}));
    return Answer::of(200, Json::object({{u"requests"_s, list}}));
}

std::vector<Order> readingOrders(const ControlPanel &panel)
{
    return {{u"GET"_s, u"/simulator/state"_s, {}, {}, u"everything it knows, without secrets"_s,
             [panel](const Request &) {
                 panel.world.settle();
                 return Answer::of(200, stateJson(panel));
             }},
            {u"GET"_s, u"/simulator/requests"_s, {}, {}, u"the last 500 requests: method, path, status"_s,
             [panel](const Request &) { return notesAnswer(panel.notes); }},
            {u"GET"_s, u"/simulator/brandings"_s, {}, {},
             u"configurations that work, right ones and deliberately wrong ones: id, name, defect, note, sheet (what was asked for)"_s,
             [panel](const Request &) { return Answer::of(200, brandingsJson(panel.world.catalog())); }},
            {u"GET"_s, u"/simulator/layout"_s, {}, {},
             u"the layouts in which the widget can be shown (name, passable, note), and the one in effect"_s,
             [panel](const Request &) { return layoutsAnswer(panel.world.catalog(), panel.pages.layout); }},
            {u"GET"_s, u"/simulator/clock"_s, {}, {}, u"now, advancedSeconds, speed"_s,
             [panel](const Request &) { return Answer::of(200, clockJson(panel.world)); }}};
}

std::vector<Order> changingOrders(const ControlPanel &panel)
{
    World &world = panel.world;
    return {{u"POST"_s, u"/simulator/reset"_s, {}, {u"seed"_s, u"now"_s}, u"forgets everything: seed, now"_s,
             [panel](const Request &request) { return resetAnswer(request, panel); }},
            {u"POST"_s, u"/simulator/clock"_s, {}, {u"advanceSeconds"_s, u"speed"_s}, u"moves the clock: advanceSeconds, speed"_s,
             [&world](const Request &request) { return clockAnswer(request, world); }},
            {u"POST"_s, u"/simulator/next-job"_s, {}, {u"connectionId"_s, u"outcome"_s, u"seconds"_s},
             u"how the next job goes: connectionId, outcome (mfa, failed, completed), seconds"_s,
             [&world](const Request &request) { return nextJobAnswer(request, world); }},
            {u"POST"_s, u"/simulator/jobs/{}"_s, u"jobId"_s, {u"status"_s}, u"ends a running job: status (FAILED, COMPLETED)"_s,
             [&world](const Request &request) { return jobAnswer(request, world); }},
            {u"POST"_s, u"/simulator/link"_s, {},
             {u"aeroPassUserUuid"_s, u"bank"_s, u"username"_s, u"password"_s, u"account"_s, u"routingNumber"_s, u"accountNumber"_s,
              u"accountType"_s, u"accountName"_s},
             u"links without the widget: aeroPassUserUuid, bank, username, password, account; or bank manual with "
             "routingNumber, accountNumber, accountType, accountName"_s,
             [&world](const Request &request) { return linkAnswer(request, world); }},
            {u"POST"_s, u"/simulator/connections/{}"_s, u"connectionId"_s, {u"connectionStatus"_s},
             u"sets the state of a connection: connectionStatus"_s,
             [&world](const Request &request) { return connectionAnswer(request, world); }},
            {u"POST"_s, u"/simulator/origins"_s, {}, {u"allow"_s}, u"who may embed the widget: allow, a list of origins"_s,
             [panel](const Request &request) { return originsAnswer(request, panel.pages.origins); }},
            {u"POST"_s, u"/simulator/embedded-look"_s, {}, {u"configurationId"_s},
             u"the look of an embedded view whose URL names no configuration: configurationId"_s,
             [panel](const Request &request) { return embeddedLookAnswer(request, panel.pages.embeddedLook); }},
            {u"POST"_s, u"/simulator/layout"_s, {}, {u"name"_s},
             u"shows the widget and the OAuth bank's site in another layout: name; an empty text is the usual one"_s,
             [panel](const Request &request) { return layoutAnswer(request, panel.world.catalog(), panel.pages.layout); }}};
}

} // namespace

void addControlRoutes(Router &router, ControlPanel panel)
{
    std::vector<Order> orders = readingOrders(panel);
    for (auto &more : {changingOrders(panel), faultOrders(panel.faults)})
        orders.insert(orders.end(), more.begin(), more.end());
    Json list = Json::array();
    for (const Order &order : orders) {
        list.add(Json::object({{u"request"_s, order.method + u' ' + shownPath(order)}, {u"does"_s, order.does}}));
        router.add(order.method, order.path, [order](const Request &request) {
            const auto strange = strangeKey(request, order.keys);
            return strange ? *strange : order.handler(request);
        });
    }
    const Json index = Json::object({{u"what"_s, u"The control surface of aerosync-simulator. Bodies and answers are JSON objects."_s},
                                     {u"orders"_s, list}});
    for (const QString &path : {u"/simulator"_s, u"/simulator/"_s})
        router.add(u"GET"_s, path, [index](const Request &) { return Answer::of(200, index); });
}

} // namespace simulator
