// SPDX-License-Identifier: GPL-3.0-or-later
// Talks to a simulator over real HTTP the way an integrator's tests would. Knows nothing of the client rooms.
#pragma once

#include "simulator/simulator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

struct Reply {
    int status = 0;                          ///< 0: no answer
    QByteArray body;
    QJsonObject json;
    QHash<QByteArray, QByteArray> headers;   ///< names in lower case
    QNetworkReply::NetworkError error = QNetworkReply::NoError;

    /// "error.code" or ""
    QString code() const { return json.value("error"_L1).toObject().value("code"_L1).toString(); }
    QString message() const { return json.value("error"_L1).toObject().value("message"_L1).toString(); }
    QString text(const QString &key) const { return json.value(key).toString(); }
    QJsonObject object(const QString &key) const { return json.value(key).toObject(); }
    QJsonArray array(const QString &key) const { return json.value(key).toArray(); }
};

using Headers = QHash<QByteArray, QByteArray>;

class Client {
public:
    explicit Client(double speed = 1.0)
        : simulator(std::make_unique<simulator::Simulator>(simulator::Options{.port = 0, .seed = 11, .speed = speed}))
    {
        const QString problem = simulator->listen();
        if (!problem.isEmpty())
            qFatal("%s", qPrintable(problem));
        keys = simulator->announcement();
        base = keys.value("api"_L1).toString();
    }
    /// Of a simulator that runs elsewhere.
    explicit Client(const QJsonObject &announcement) : keys(announcement), base(keys.value("api"_L1).toString()) {}

    QNetworkReply *send(const QByteArray &method, const QString &path, const QByteArray &body = {}, const Headers &headers = {})
    {
        QNetworkRequest request(QUrl(path.startsWith("http"_L1) ? path : base + path));
        if (!body.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        for (auto it = headers.begin(); it != headers.end(); ++it)
            request.setRawHeader(it.key(), it.value());
        return network.sendCustomRequest(request, method, body);
    }

    static Reply take(QNetworkReply *reply)
    {
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(20'000))
            qFatal("no answer within 20 seconds: %s", qPrintable(reply->url().toString()));
        Reply result;
        result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        result.error = reply->error();
        result.body = reply->readAll();
        result.json = QJsonDocument::fromJson(result.body).object();
        for (const auto &[name, value] : reply->rawHeaderPairs())
            result.headers.insert(name.toLower(), value);
        delete reply;
        return result;
    }

    Reply call(const QByteArray &method, const QString &path, const QJsonObject &body = {}, const Headers &headers = {})
    {
        const QByteArray text = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
        return take(send(method, path, text, headers));
    }
    Reply get(const QString &path, const Headers &headers = {}) { return call("GET", path, {}, headers); }
    Reply post(const QString &path, const QJsonObject &body = {}, const Headers &headers = {})
    {
        return call("POST", path, body, headers);
    }

    QString key(const char *name) const { return keys.value(QLatin1StringView(name)).toString(); }
    QJsonObject credentials(QJsonObject more = {}) const
    {
        more.insert(u"apiKey"_s, key("apiKey"));
        more.insert(u"apiSecret"_s, key("apiSecret"));
        return more;
    }

    /// Headers of an Aerosync call.
    Headers bearer()
    {
        return {{"Authorization", "Bearer " + post(u"/v2/token"_s, credentials()).text(u"token"_s).toLatin1()}};
    }
    /// Headers of an Aeropass call; v2 form.
    Headers payBearer(const QString &scope = u"merchant"_s, const QString &user = {})
    {
        QJsonObject body{{u"apiKey"_s, key("aeropayApiKey")},
                         {u"apiSecret"_s, key("aeropayApiSecret")},
                         {u"scope"_s, scope},
                         {u"id"_s, key("merchantId")}};
        if (!user.isEmpty())
            body.insert(u"userId"_s, user);
        return {{"authorization", "Bearer " + post(u"/aeropay/v2/token"_s, body).text(u"token"_s).toLatin1()}};
    }
    QString makeUser(const QString &phone = u"+12025550142"_s, const QString &email = u"dana@example.com"_s)
    {
        return post(u"/aeropay/v2/user"_s,
                    {{u"firstName"_s, u"Dana"_s}, {u"lastName"_s, u"Whitfield"_s}, {u"phoneNumber"_s, phone}, {u"email"_s, email}},
                    payBearer())
            .object(u"user"_s)
            .value("id"_L1)
            .toString();
    }
    /// Links an account without the widget and lets the first pull pass.
    QString link(const QString &user, const QString &password = u"no_mfa"_s)
    {
        const Reply reply = post(u"/simulator/link"_s, {{u"aeroPassUserUuid"_s, user}, {u"password"_s, password}});
        advance(10);
        return reply.text(u"connectionId"_s);
    }
    void advance(double seconds) { post(u"/simulator/clock"_s, {{u"advanceSeconds"_s, seconds}}); }
    Reply fault(const QJsonObject &order) { return post(u"/simulator/faults"_s, order); }
    QString widgetToken(const QString &user)
    {
        return post(u"/v2/token_widget"_s, credentials({{u"aeroPassUserUuid"_s, user}})).text(u"token"_s);
    }

    std::unique_ptr<simulator::Simulator> simulator;
    QNetworkAccessManager network;
    QJsonObject keys;
    QString base;
};
