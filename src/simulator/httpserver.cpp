// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/httpserver.h"

#include "simulator/dialect.h"
#include "simulator/doorserver.h"
#include "simulator/pages.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QtHttpServer/QHttpServerRequest>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

constexpr qsizetype largestBody = 1024 * 1024; // answered with 413 above this
constexpr std::size_t keptNotes = 500;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Payload Too Large";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return status < 400 ? "Done" : "Error";
    }
}

/// RFC 9110: "Sun, 06 Nov 1994 08:49:37 GMT"
QByteArray httpDate(qint64 moment)
{
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

void write(QTcpSocket *socket, const Answer &answer, const Request &request)
{
    const bool last = request.header("connection").toLower() == "close";
    const bool bare = answer.status == 204 || answer.status == 304; // these have no body, by their definition
    const QByteArray content = bare ? QByteArray() : answer.content();
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonOf(answer.status)
                      + "\r\nContent-Type: " + answer.type + "\r\nContent-Length: " + QByteArray::number(content.size())
                      + "\r\nCache-Control: no-store\r\n";
    if (!answer.isJson()) // for browsers, of pages
        head += "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (last)
        head += "Connection: close\r\n";
    socket->write(head + "\r\n" + (request.method == "HEAD"_L1 ? QByteArray() : content));
    if (last)
        socket->disconnectFromHost(); // after the bytes are out
}

Request requestFrom(const QHttpServerRequest &incoming)
{
    static const QHash<QHttpServerRequest::Method, QString> methods{
        {QHttpServerRequest::Method::Get, u"GET"_s},       {QHttpServerRequest::Method::Put, u"PUT"_s},
        {QHttpServerRequest::Method::Delete, u"DELETE"_s}, {QHttpServerRequest::Method::Post, u"POST"_s},
        {QHttpServerRequest::Method::Head, u"HEAD"_s},     {QHttpServerRequest::Method::Options, u"OPTIONS"_s},
        {QHttpServerRequest::Method::Patch, u"PATCH"_s}};
    Request request;
    request.method = methods.value(incoming.method(), u"UNKNOWN"_s);
    request.path = incoming.url().path(QUrl::PrettyDecoded);
    request.query = incoming.query();
    const auto headers = incoming.headers();
    for (const auto &[name, value] : headers)
        request.headers.insert(name.toLower(), value);
    request.rawBody = incoming.body();
    return request;
}

/// A page on the internet must not reach the simulator through a name that points to 127.0.0.1.
bool isLocalHost(const QByteArray &host)
{
    const QByteArray name = host.left(host.lastIndexOf(':') < 0 ? host.size() : host.lastIndexOf(':'));
    return name == "127.0.0.1" || name == "localhost" || name.isEmpty();
}

/// The control surface takes no orders from a page of another site that happens to be open.
bool isForeignOrigin(const QByteArray &origin)
{
    const QString host = QUrl(QString::fromLatin1(origin)).host();
    return !origin.isEmpty() && host != "127.0.0.1"_L1 && host != "localhost"_L1;
}

/// A refusal before any route is asked, in the words of the path's service.
Answer refused(const Request &request, int status, const QString &aerosync, const QString &aeropass, const QString &message)
{
    return errorAt(request.path, status, codeAt(request.path, aerosync, aeropass), message);
}

std::optional<Answer> requestObjection(Request &request)
{
    if (dialectOf(request.path) == Dialect::Control && isForeignOrigin(request.header("origin")))
        return refused(request, 403, {}, {}, u"The control surface answers no other site."_s);
    if (!isLocalHost(request.header("host")))
        return refused(request, 403, u"AC-001"_s, u"AP002"_s, u"The simulator answers only to 127.0.0.1 and localhost."_s);
    if (request.rawBody.size() > largestBody)
        return refused(request, 413, u"AC-100"_s, u"AP701"_s, u"The request body is larger than %1 bytes."_s.arg(largestBody));
    if (request.rawBody.trimmed().isEmpty())
        return std::nullopt; // bodies are optional where nothing is required
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.rawBody, &error);
    if (!document.isObject())
        return refused(request, 400, u"AC-100"_s, u"AP701"_s,
                       document.isNull() ? u"The request body is not JSON: %1."_s.arg(error.errorString())
                                         : u"The request body is not a JSON object."_s);
    request.body = document.object();
    return std::nullopt;
}

} // namespace

HttpServer::HttpServer(Router &router, FaultBook &faults, std::deque<RequestNote> &notes, const QStringList &origins,
                       std::function<qint64()> now, QObject *parent)
    : QAbstractHttpServer(parent), m_router(router), m_faults(faults), m_notes(notes), m_origins(origins), m_now(std::move(now))
{
}

QString HttpServer::start(quint16 port)
{
    auto *server = new DoorServer(this);
    if (!server->listen(QHostAddress::LocalHost, port)) {
        const QString reason = server->errorString();
        delete server;
        return u"Port %1 on 127.0.0.1 cannot be used: %2."_s.arg(port).arg(reason);
    }
    m_port = server->serverPort();
    bind(server);
    return {};
}

bool HttpServer::handleRequest(const QHttpServerRequest &incoming, QTcpSocket *socket)
{
    DoorServer::requestTaken(socket);
    respond(requestFrom(incoming), socket);
    return true;
}

void HttpServer::missingHandler(const QHttpServerRequest &, QTcpSocket *)
{
    // handleRequest answers everything.
}

void HttpServer::note(const Request &request, int status)
{
    if (dialectOf(request.path) == Dialect::Control)
        return;
    m_notes.push_back({request.method, request.path, status});
    if (m_notes.size() > keptNotes)
        m_notes.pop_front();
}

void HttpServer::respond(const Request &incoming, QTcpSocket *socket)
{
    Request request = incoming;
    const bool control = dialectOf(request.path) == Dialect::Control;
    const std::vector<Fault> hits = control ? std::vector<Fault>{} : m_faults.take(request.method, request.path);
    int delay = 0;
    for (const Fault &fault : hits) {
        if (fault.name == "delay"_L1)
            delay += fault.args.value("delayMs"_L1).toInt(1000);
        if (fault.name != "hang"_L1 && fault.name != "drop"_L1)
            continue;
        // With "process" the service does the work and only the answer is lost: the case in which a
        // client must not repeat an unsafe call.
        if (fault.args.value("process"_L1).toBool())
            judge(request, {});
        note(request, 0);
        if (fault.name == "drop"_L1)
            QMetaObject::invokeMethod(socket, [socket] { socket->abort(); }, Qt::QueuedConnection);
        return;
    }
    Answer answer = judge(request, hits);
    answer.headers.prepend({"Date", httpDate(m_now())});
    note(request, answer.status);
    if (delay == 0)
        write(socket, answer, request);
    else // real milliseconds; a client that leaves meanwhile takes the timer with its socket
        QTimer::singleShot(delay, socket, [socket, answer, request] { write(socket, answer, request); });
}

Answer HttpServer::judge(Request &request, const std::vector<Fault> &hits)
{
    if (const auto objection = requestObjection(request))
        return *objection;
    for (const Fault &fault : hits) {
        if (auto replacement = replacementFor(fault, request)) {
            if (fault.name == "renderer-kill"_L1)
                replacement->headers.append({"Content-Security-Policy", contentPolicy(m_origins, true)});
            return *replacement;
        }
    }
    Answer answer = m_router.dispatch(request);
    for (const Fault &fault : hits) {
        if (!spoil(fault, &answer))
            m_faults.giveBack(fault.id);
    }
    return answer;
}

} // namespace simulator
