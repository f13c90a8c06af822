// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/widgetroutes.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        texts << item.toString();
    return texts;
}

Answer answerOf(const Outcome<Json> &next)
{
    return next ? Answer::of(200, *next) : widgetError(next.problem());
}

Json jobJson(const WidgetSession &session, World &world)
{
    const Job *job = session.job.isEmpty() ? nullptr : world.jobs().find(session.job);
    return job ? Json::object({{u"id"_s, job->id}, {u"kind"_s, jobKindText(job->kind)}}) : Json();
}

Json sessionJson(const WidgetSession &session, const QStringList &issues, World &world, WidgetDesk &desk)
{
    const User *user = world.people().find(session.user);
    const Configuration &look = desk.configurationOf(session);
    const bool returning = session.mode == "link"_L1 && look.otpBypass && !world.connectionsOf(session.user).empty();
    Json challenge;
    if (session.mode == "mfa"_L1)
        challenge = Json::object({{u"kind"_s, session.challenge.kind},
                                  {u"prompt"_s, session.challenge.prompt},
                                  {u"length"_s, session.challenge.length}});
    Json problems = Json::array();
    for (const QString &issue : issues)
        problems.add(issue);
    return Json::object({{u"session"_s, session.id},
                         {u"mode"_s, session.mode},
                         {u"payloadVersion"_s, session.payloadVersion},
                         {u"configuration"_s, look.json},
                         {u"clientName"_s, desk.clientName(session)},
                         {u"user"_s, Json::object({{u"firstName"_s, user ? user->firstName : QString()},
                                                   {u"phoneLast4"_s, user ? user->phone.right(4) : QString()},
                                                   {u"returning"_s, returning}})},
                         {u"bank"_s, session.bank.isEmpty() ? Json() : Json(session.bank)},
                         {u"challenge"_s, challenge},
                         {u"job"_s, jobJson(session, world)},
                         {u"options"_s, Json::object({{u"handleOAuthManually"_s, session.handleOAuth},
                                                      {u"deeplink"_s, session.deeplink},
                                                      {u"widgetLaunchType"_s, session.launchType},
                                                      {u"domain"_s, session.domain}})},
                         {u"launchUrlIssues"_s, problems}});
}

Json banksJson(const std::vector<const Bank *> &banks)
{
    Json list = Json::array();
    for (const Bank *bank : banks)
        list.add(bank->json);
    return Json::object({{u"banks"_s, list}});
}

Answer embeddedAnswer(const Request &request, World &world)
{
    const TokenState state =
        world.tokens().check(request.queryText({u"token"_s}), TokenKind::Widget, world.now());
    if (state != TokenState::Good)
        return widgetError({401, u"AR-500"_s, u"The widget token is not valid or has expired."_s, u"SERVER_ERROR"_s, false});
    std::vector<const Bank *> popular;
    for (const Bank &bank : world.catalog().banks()) {
        if (bank.popular)
            popular.push_back(&bank);
    }
    return Answer::of(200, banksJson(popular));
}

Answer embeddedClickAnswer(const Request &request, World &world, WidgetDesk &desk)
{
    const QString token = request.bodyText({u"token"_s});
    const QString bank = request.bodyText({u"bank"_s});
    if (world.tokens().check(token, TokenKind::Widget, world.now()) != TokenState::Good)
        return widgetError({401, u"AR-500"_s, u"The widget token is not valid or has expired."_s, u"SERVER_ERROR"_s, false});
    if (!world.catalog().bank(bank))
        return widgetError({400, u"AC-100"_s, u"There is no bank '%1'."_s.arg(bank), u"INVALID_REQUEST"_s, true});
    return Answer::of(200, Json::object({{u"stateCode"_s, desk.makeStateCode(token, bank)}}));
}

Answer oauthStatus(const OAuthVisit &visit, World &world, const WidgetDesk &desk)
{
    if (visit.problem)
        return widgetError(*visit.problem);
    QString status = u"pending"_s;
    if (visit.denied)
        status = u"denied"_s;
    else if (visit.stage == OAuthVisit::Stage::Done)
        status = u"authorized"_s;
    else if (desk.expired(visit))
        status = u"expired"_s;
    Json json = Json::object({{u"status"_s, status}, {u"accounts"_s, accountChoices(world, visit.chosen)}});
    json.set(u"next"_s, visit.next.value_or(Json()));
    return Answer::of(200, json);
}

Json bankJson(const OAuthVisit &visit, World &world, WidgetDesk &desk)
{
    static const QStringList stages{u"login"_s, u"consent"_s, u"accounts"_s, u"done"_s};
    const Bank *bank = world.catalog().bank(visit.bank);
    const WidgetSession *session = desk.rawSession(visit.session);
    const bool redirects = visit.stage == OAuthVisit::Stage::Done && session && session->handleOAuth
                           && !session->deeplink.isEmpty();
    return Json::object({{u"bank"_s, Json::object({{u"id"_s, bank->id}, {u"name"_s, bank->name}, {u"logo"_s, bank->logo}})},
                         {u"client"_s, session ? desk.clientName(*session) : world.keys().clientName},
                         {u"stage"_s, stages.at(static_cast<int>(visit.stage))},
                         {u"denied"_s, visit.denied},
                         {u"accounts"_s, accountChoices(world, visit.offered)},
                         {u"redirect"_s, redirects ? Json(session->deeplink) : Json()}});
}

using SessionHandler = std::function<Answer(const Request &, WidgetSession &)>;
using VisitHandler = std::function<Answer(const Request &, OAuthVisit &)>;

/// Finds the session that the page names before the real handler.
class WithSession {
public:
    WithSession(World &world, WidgetDesk &desk) : m_world(world), m_desk(desk) {}
    Router::Handler operator()(const SessionHandler &handler) const
    {
        return [self = *this, handler](const Request &request) {
            self.m_world.settle();
            const auto session = self.m_desk.session(QString::fromLatin1(request.header("x-widget-session")));
            return session ? handler(request, **session) : widgetError(session.problem());
        };
    }

private:
    World &m_world;
    WidgetDesk &m_desk;
};

void addStepRoutes(Router &router, World &world, WidgetDesk &desk)
{
    const WithSession withSession(world, desk);
    router.add(u"GET"_s, u"/widget-api/banks"_s, withSession([&world](const Request &request, WidgetSession &) {
        return Answer::of(200, banksJson(world.catalog().search(request.queryText({u"q"_s}))));
    }));
    router.add(u"POST"_s, u"/widget-api/login"_s, withSession([&desk](const Request &request, WidgetSession &session) {
        return answerOf(desk.login(session, request.bodyText({u"bank"_s}), request.bodyText({u"username"_s}),
                                   request.bodyText({u"password"_s})));
    }));
    router.add(u"POST"_s, u"/widget-api/challenge"_s, withSession([&desk](const Request &request, WidgetSession &session) {
        return answerOf(desk.answer(session, request.bodyText({u"answer"_s})));
    }));
    router.add(u"GET"_s, u"/widget-api/challenge"_s, withSession([&desk](const Request &, WidgetSession &session) {
        const auto problem = desk.answerObjection(session);
        return problem ? widgetError(*problem) : Answer::of(200, Json::object({{u"waiting"_s, true}}));
    }));
    router.add(u"POST"_s, u"/widget-api/accounts"_s, withSession([&desk](const Request &request, WidgetSession &session) {
        return answerOf(desk.chooseAccounts(session, textsOf(request.body.value("accountIds"_L1))));
    }));
    router.add(u"POST"_s, u"/widget-api/manual"_s, withSession([&desk](const Request &request, WidgetSession &session) {
        return answerOf(desk.manual(session, request.body));
    }));
    router.add(u"POST"_s, u"/widget-api/otp"_s, withSession([&desk](const Request &request, WidgetSession &session) {
        return answerOf(desk.otp(session, request.bodyText({u"code"_s})));
    }));
    router.add(u"POST"_s, u"/widget-api/otp-code"_s, withSession([](const Request &, WidgetSession &) {
        return Answer::of(200, Json::object({{u"sent"_s, true}})); // nobody sends a message here: the codes are fixed
    }));
    router.add(u"POST"_s, u"/widget-api/close"_s, withSession([&desk](const Request &, WidgetSession &session) {
        desk.close(session);
        return Answer::of(200, Json::object({{u"closed"_s, true}}));
    }));
}

void addOAuthRoutes(Router &router, World &world, WidgetDesk &desk, const std::function<QString()> &bankOrigin)
{
    const WithSession withSession(world, desk);
    router.add(u"POST"_s, u"/widget-api/oauth"_s,
               withSession([&desk, bankOrigin](const Request &request, WidgetSession &session) {
        const auto state = desk.startOAuth(session, request.bodyText({u"bank"_s}));
        if (!state)
            return widgetError(state.problem());
        const QString theme = session.theme == "dark"_L1 ? u"?theme=dark"_s : QString();
        return Answer::of(200, Json::object({{u"state"_s, *state}, {u"url"_s, bankOrigin() + u"/bank/oauth/"_s + *state + theme}}));
    }));
    router.add(u"GET"_s, u"/widget-api/oauth/{}"_s,
               withSession([&world, &desk](const Request &request, WidgetSession &session) {
        const auto visit = desk.visit(request.captured.at(0));
        if (!visit || (*visit)->session != session.id)
            return widgetError(visit ? Problem{404, u"AC-102"_s, u"This link to the bank is not known."_s,
                                               u"SERVER_ERROR"_s, false}
                                     : visit.problem());
        return oauthStatus(**visit, world, desk);
    }));
}

void addBankRoutes(Router &router, World &world, WidgetDesk &desk)
{
    const auto withVisit = [&world, &desk](const VisitHandler &handler) -> Router::Handler {
        return [&world, &desk, handler](const Request &request) {
            world.settle();
            const auto visit = desk.visit(request.captured.at(0));
            return visit ? handler(request, **visit) : widgetError(visit.problem());
        };
    };
    const QString base = u"/bank-api/oauth/{}"_s;
    const auto show = [&world, &desk](const OAuthVisit &visit) { return Answer::of(200, bankJson(visit, world, desk)); };
    router.add(u"GET"_s, base, withVisit([show](const Request &, OAuthVisit &visit) { return show(visit); }));
    router.add(u"POST"_s, base + u"/login"_s, withVisit([&desk, show](const Request &request, OAuthVisit &visit) {
        const auto problem = desk.bankLogin(visit, request.bodyText({u"username"_s}), request.bodyText({u"password"_s}));
        return problem ? widgetError(*problem) : show(visit);
    }));
    router.add(u"POST"_s, base + u"/consent"_s, withVisit([&desk, show](const Request &request, OAuthVisit &visit) {
        desk.bankConsent(visit, request.body.value("allow"_L1).toBool());
        return show(visit);
    }));
    router.add(u"POST"_s, base + u"/accounts"_s, withVisit([&desk, show](const Request &request, OAuthVisit &visit) {
        const auto problem = desk.bankAccounts(visit, textsOf(request.body.value("accountIds"_L1)));
        return problem ? widgetError(*problem) : show(visit);
    }));
}

} // namespace

Answer widgetError(const Problem &problem)
{
    return Answer::of(problem.status,
                      Json::object({{u"error"_s, Json::object({{u"type"_s, problem.type},
                                                               {u"code"_s, problem.code},
                                                               {u"message"_s, problem.message},
                                                               {u"retry"_s, problem.retry}})}}));
}

void addWidgetRoutes(Router &router, World &world, WidgetDesk &desk, const std::function<QString()> &bankOrigin)
{
    router.add(u"POST"_s, u"/widget-api/session"_s, [&world, &desk](const Request &request) {
        world.settle();
        QStringList issues;
        const auto session = desk.open(request.body, &issues, QString::fromLatin1(request.header("x-widget-launch")));
        return session ? Answer::of(200, sessionJson(**session, issues, world, desk)) : widgetError(session.problem());
    });
    router.add(u"GET"_s, u"/widget-api/embedded"_s, [&world](const Request &request) { return embeddedAnswer(request, world); });
    router.add(u"POST"_s, u"/widget-api/embedded-click"_s,
               [&world, &desk](const Request &request) { return embeddedClickAnswer(request, world, desk); });
    addStepRoutes(router, world, desk);
    addOAuthRoutes(router, world, desk, bankOrigin);
    addBankRoutes(router, world, desk);
}

} // namespace simulator
