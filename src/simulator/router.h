// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the handler of a request by method and path; knows 404 from 405.
#pragma once

#include "simulator/json.h"
#include "simulator/outcome.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <QUrlQuery>

#include <functional>
#include <optional>
#include <vector>

namespace simulator {

/// One request, free of sockets.
struct Request {
    QString method;                          ///< "GET", "POST" ...
    QString path;                            ///< without the query; decoded but for %2F and %25
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers;   ///< names in lower case
    QByteArray rawBody;
    QJsonObject body;                        ///< empty when there was none
    QStringList captured;                    ///< one decoded text for each {} of the route

    QByteArray header(const char *name) const { return headers.value(QByteArray(name)); }
    /// First of these query items that is there, decoded.
    QString queryText(const QStringList &names) const;
    /// First of these members of the body that holds a text or a number.
    QString bodyText(const QStringList &names) const;
    /// "Bearer x" or a bare x, from any of these headers.
    QString bearer(std::initializer_list<const char *> names) const;
};

struct Answer {
    int status = 200;
    QByteArray type = "application/json";
    Json json;                               ///< sent when `type` is JSON
    QByteArray bytes;                        ///< sent otherwise
    bool cut = false;                        ///< JSON, but `bytes` is what is sent: spoiled on purpose
    QList<QPair<QByteArray, QByteArray>> headers;

    static Answer of(int status, const Json &json);
    static Answer page(const QByteArray &bytes, const QByteArray &type);
    bool isJson() const { return type == "application/json"; }
    QByteArray content() const { return isJson() && !cut ? json.bytes() : bytes; }
};

/// {"error":{"code","message"}}: contract (c), error envelope.
Answer errorAnswer(int status, const QString &code, const QString &message);
Answer errorAnswer(const Problem &problem);

class Router {
public:
    using Handler = std::function<Answer(const Request &)>;

    /// `pattern`: "/v2/accounts/{}/balance"; {} stands for one part of the path, {*} for the whole rest.
    void add(const QString &method, const QString &pattern, Handler handler);
    /// Answers 404 for an unknown path, 405 with Allow for a wrong method.
    Answer dispatch(Request request) const;

private:
    struct Route {
        QString method;
        QStringList parts;
        Handler handler;
    };
    static std::optional<QStringList> match(const QStringList &pattern, const QStringList &parts);

    std::vector<Route> m_routes;
};

} // namespace simulator
