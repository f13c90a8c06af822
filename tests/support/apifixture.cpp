// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/apifixture.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace support {

bool waitFor(const std::function<bool()> &condition, std::chrono::milliseconds limit)
{
    // Wakes with every event, where QTest::qWaitFor looks every ten milliseconds: these tests wait often.
    const QDeadlineTimer deadline(limit);
    QTimer tick;
    tick.start(20ms);
    while (!condition() && !deadline.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return condition();
}

ApiFixture::ApiFixture(AeropassForm form, double speed)
    : m_simulator(std::make_unique<simulator::SimulatorThread>(simulator::Options{.port = 0, .seed = 7, .speed = speed}))
{
    QObject receiver;
    QObject::connect(m_simulator.get(), &simulator::SimulatorThread::ready, &receiver, [this](const QJsonObject &said) { announcement = said; });
    QObject::connect(m_simulator.get(), &simulator::SimulatorThread::failed, &receiver, [this](const QString &sentence) { problem = sentence; });
    m_simulator->start();
    if (!waitFor([this] { return !announcement.isEmpty() || !problem.isEmpty(); }))
        problem = u"the simulator said nothing"_s;
    const auto text = [this](const char *key) { return announcement.value(QLatin1StringView(key)).toString(); };
    Environment there = environmentByName(presetEnvironments(), u"simulator").value();
    there.aerosyncApi = QUrl(text("api"));
    there.aeropassApi = QUrl(text("aeropay"));
    there.widgetOrigin = QUrl(text("widget"));
    there.aeropassForm = form;
    const Result<Environment> checked = validated(there);
    if (!checked) {
        problem = checked.error().message;
        return;
    }
    environment = *checked;
    keys = Credentials{.apiKey = Secret(text("apiKey")), .apiSecret = Secret(text("apiSecret")),
                       .aeropayApiKey = Secret(text("aeropayApiKey")), .aeropayApiSecret = Secret(text("aeropayApiSecret")),
                       .merchantId = text("merchantId")};
    details = UserDetails{.firstName = u"Dana"_s, .lastName = u"Whitfield"_s, .email = u"dana@example.com"_s, .phone = u"+12025550142"_s};
    client = std::make_unique<ApiClient>(&network);
    client->setEnvironment(environment);
    client->setRetryRule({.attempts = 2, .firstDelay = 5ms, .longestDelay = 20ms, .timeout = 10s});
}

QJsonObject ApiFixture::control(const QByteArray &verb, const QString &path, const QJsonObject &body, const QByteArray &session)
{
    QNetworkRequest request(QUrl(environment.aerosyncApi.toString() + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!session.isEmpty())
        request.setRawHeader("X-Widget-Session", session);
    QNetworkReply *reply = network.sendCustomRequest(request, verb, QJsonDocument(body).toJson(QJsonDocument::Compact));
    const bool finished = waitFor([reply] { return reply->isFinished(); });
    const QJsonObject answer = finished && reply->error() == QNetworkReply::NoError ? QJsonDocument::fromJson(reply->readAll()).object() : QJsonObject();
    if (answer.isEmpty())
        qWarning("%s %s was not answered", verb.constData(), qPrintable(path));
    reply->deleteLater();
    return answer;
}

void ApiFixture::startOver()
{
    control("POST", u"/simulator/reset"_s);
    bearer = {.token = wait(client->apiToken(keys)).value_or(ApiToken()).value, .apiKey = keys.apiKey};
    aeropass = wait(client->aeropassToken(keys)).value_or(ApiToken()).value;
    user = wait(client->createUser(aeropass, keys, details)).value_or(AeropassUser());
    connectionId = link();
    if (bearer.token.isEmpty() || aeropass.isEmpty() || user.aeroPassUserUuid.isEmpty() || connectionId.isEmpty())
        problem = u"the simulator could not be prepared"_s;
}

QString ApiFixture::link(const QString &password)
{
    const QJsonObject said = control("POST", u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, user.aeroPassUserUuid}, {u"password"_s, password}});
    advance(30); // the pull that linking starts
    return said.value("connectionId"_L1).toString();
}

QString ApiFixture::linkByHand()
{
    const auto token = wait(client->widgetToken(keys, user.aeroPassUserUuid));
    if (!token)
        return {};
    const QJsonObject session = control("POST", u"/widget-api/session"_s, {{u"token"_s, token->value.revealText()}, {u"manualLinkOnly"_s, u"true"_s}});
    const QJsonObject done = control("POST", u"/widget-api/manual"_s,
                                     {{u"routingNumber"_s, u"021000021"_s}, {u"accountNumber"_s, u"000123456789"_s},
                                      {u"accountType"_s, u"checking"_s}, {u"accountName"_s, u"Mine"_s}},
                                     session.value("session"_L1).toString().toLatin1());
    return done.value("success"_L1).toObject().value("user_password"_L1).toString();
}

} // namespace support
