// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_world.h"

#include <QNetworkReply>
#include <QUrlQuery>

namespace fixture {

namespace {

PollRule quick()
{
    PollRule rule;
    rule.plan = [](JobKind, const QString &) { return PollPlan::fixed(20ms, 50ms); };
    rule.interval = 50ms;
    rule.awaitingPerson = 50ms;
    rule.conflict = 50ms;
    rule.longest = 200ms;
    rule.deadline = 60s;
    return rule;
}

} // namespace

World::World(double speed) : m_simulator(simulator::Options{.port = 0, .seed = 11, .speed = speed})
{
    Session::World world;
    world.network = &m_network;
    world.secrets = &m_store;
    world.settings = &m_settings;
    world.variable = [](const char *) { return QString(); };
    m_session = std::make_unique<Session>(world);
    m_session->jobs()->setRule(quick());
}

World::~World() = default;

bool World::open()
{
    QSignalSpy ready(&m_simulator, &simulator::SimulatorThread::ready);
    m_simulator.start();
    if (ready.isEmpty() && !ready.wait(30'000))
        return false;
    m_announcement = ready.first().first().toJsonObject();
    m_session->simulatorReady(QJsonDocument(m_announcement).toJson(QJsonDocument::Compact));
    return m_session->environments()->isReady();
}

QJsonObject World::post(const QString &path, const QJsonObject &body, const QByteArray &widgetSession, const QByteArray &verb)
{
    QNetworkRequest request(QUrl(key("api") + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!widgetSession.isEmpty())
        request.setRawHeader("X-Widget-Session", widgetSession);
    std::unique_ptr<QNetworkReply> reply(verb == "GET" ? m_control.get(request) : m_control.sendCustomRequest(request, verb, QJsonDocument(body).toJson()));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000))
        qFatal("the simulator does not answer %s", qPrintable(path));
    lastStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

void World::fault(const QString &name, const QString &path, const QString &method, const QJsonValue &times, const QJsonObject &args)
{
    QJsonObject match{{u"path"_s, path}};
    if (!method.isEmpty())
        match.insert(u"method"_s, method);
    post(u"/simulator/faults"_s, {{u"name"_s, name}, {u"match"_s, match}, {u"times"_s, times}, {u"args"_s, args}});
    QCOMPARE(lastStatus, 201);
}

int World::requests(const QString &method, const QString &path)
{
    int count = 0;
    const QJsonArray all = post(u"/simulator/requests"_s, {}, {}, "GET").value("requests"_L1).toArray();
    for (const QJsonValue &each : all)
        count += each["method"_L1].toString() == method && each["path"_L1].toString() == path;
    return count;
}

bool World::createUser(const QString &phone, const QString &email)
{
    m_session->user()->create({u"Dana"_s, u"Whitfield"_s, email, phone});
    return waitFor([&] { return m_session->user()->state() != UserState::Working; }) && m_session->user()->state() == UserState::Ready;
}

/// What the widget's page does first: it hands over every parameter of its address.
QByteArray World::openWidget()
{
    const WidgetLaunch launch = *m_session->link()->launch();
    QJsonObject query{{u"token"_s, launch.token.revealText()}, {u"aeroPassUserUuid"_s, launch.aeroPassUserUuid}, {u"version"_s, u"2.0.0"_s}};
    if (launch.isMfa()) {
        query.insert(u"handleMFA"_s, u"true"_s);
        query.insert(u"jobId"_s, launch.options.jobId);
        query.insert(u"connectionId"_s, launch.options.connectionId);
    }
    return post(u"/widget-api/session"_s, query).value("session"_L1).toString().toLatin1();
}

QString World::succeed(const QJsonObject &next)
{
    if (next.value("next"_L1).toString() != "done"_L1)
        return {};
    const QJsonObject message{{u"type"_s, u"pageSuccess"_s}, {u"payload"_s, next.value("success"_L1)}};
    LinkFlow *flow = m_session->link();
    flow->pageMessage(flow->launch()->id, originOf(flow->launch()->environment.widgetOrigin), QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)), true);
    return flow->lastSuccess();
}

QString World::link(const QString &password)
{
    m_session->link()->start();
    if (!waitFor([&] { return m_session->link()->state() != LinkState::Preparing; }) || m_session->link()->state() != LinkState::Open)
        return {};
    const QByteArray widget = openWidget();
    QJsonObject next = post(u"/widget-api/login"_s, {{u"bank"_s, u"aerobank"_s}, {u"username"_s, u"sync"_s}, {u"password"_s, password}}, widget);
    if (next.value("next"_L1).toString() == "challenge"_L1)
        next = post(u"/widget-api/challenge"_s, {{u"answer"_s, u"correct"_s}}, widget);
    if (next.value("next"_L1).toString() == "accounts"_L1)
        next = post(u"/widget-api/accounts"_s, {{u"accountIds"_s, QJsonArray{u"a1"_s}}}, widget);
    return succeed(next);
}

QString World::linkManually()
{
    m_session->link()->start();
    if (!waitFor([&] { return m_session->link()->state() == LinkState::Open; }))
        return {};
    return succeed(post(u"/widget-api/manual"_s, {{u"routingNumber"_s, u"011401533"_s}, {u"accountNumber"_s, u"00123456789"_s}, {u"accountType"_s, u"checking"_s}, {u"accountName"_s, u"Mine"_s}}, openWidget()));
}

bool World::answerMfa(const QString &answer)
{
    const QByteArray widget = openWidget();
    const QJsonObject next = post(u"/widget-api/challenge"_s, {{u"answer"_s, answer}}, widget);
    if (next.value("next"_L1).toString() != "done"_L1)
        return false;
    succeed(next);
    return true;
}

Job World::run(const QString &connectionId, JobKind kind)
{
    const int number = m_session->jobs()->start(connectionId, kind);
    waitFor([&] { return isEnded(m_session->jobs()->job(number)->state); });
    return *m_session->jobs()->job(number);
}

QStringList World::notes(LogEntry::Kind kind) const
{
    QStringList lines;
    for (const LogEntry &entry : m_session->log()->entries()) {
        if (entry.kind == kind)
            lines << entry.title + u": "_s + entry.detail;
    }
    return lines;
}

QByteArray World::everything() const
{
    QByteArray all;
    for (const LogEntry &entry : m_session->log()->entries()) {
        all += (entry.title + u'\n' + entry.detail + u'\n').toUtf8() + entry.url.toEncoded() + '\n' + entry.requestBody + '\n' + entry.answerBody + '\n';
        for (const Headers &headers : {entry.requestHeaders, entry.answerHeaders}) {
            for (const auto &[name, value] : headers)
                all += name + ": " + value + '\n';
        }
    }
    return all;
}

} // namespace fixture
