// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/call.h"

#include "api/decode.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString reasonPhrase(int status)
{
    switch (status) {
    case 400: return u"Bad Request"_s;
    case 401: return u"Unauthorized"_s;
    case 403: return u"Forbidden"_s;
    case 404: return u"Not Found"_s;
    case 405: return u"Method Not Allowed"_s;
    case 408: return u"Request Timeout"_s;
    case 409: return u"Conflict"_s;
    case 429: return u"Too Many Requests"_s;
    case 500: return u"Internal Server Error"_s;
    case 502: return u"Bad Gateway"_s;
    case 503: return u"Service Unavailable"_s;
    case 504: return u"Gateway Timeout"_s;
    default: return {};
    }
}

QString waitSentence(std::chrono::milliseconds wait)
{
    return Error::tr(" It asks to wait %1 s.").arg((wait.count() + 999) / 1000);
}

/// Where a 3xx points, as "host:port"; only that, because the rest of the address may hold anything.
QString redirectTarget(const Answer &answer, const Request &request)
{
    const QUrl location = request.url.resolved(QUrl::fromEncoded(headerValue(answer.headers, "Location")));
    return location.host().isEmpty() ? Error::tr("nowhere") : Request{.url = location}.host();
}

Error redirectError(const Answer &answer, const Request &request)
{
    return Error{.kind = Error::Kind::Http,
                 .message = Error::tr("%1 answered the call “%2” with HTTP %3 and points to %4. The keys were not sent there.")
                                .arg(request.host(), request.name).arg(answer.status).arg(redirectTarget(answer, request)),
                 .where = request.label(),
                 .httpStatus = answer.status,
                 .advice = Error::tr("Check the environment's addresses: the service may have moved.")};
}

Error statusError(const Answer &answer, const Request &request, const Result<Json> &body)
{
    const QString phrase = reasonPhrase(answer.status);
    QString message = Error::tr("%1 answered the call “%2” with HTTP %3.")
                          .arg(request.host(), request.name,
                               phrase.isEmpty() ? QString::number(answer.status) : u"%1 %2"_s.arg(answer.status).arg(phrase));
    // {"message":"Forbidden"}: how a gateway in front of the service talks
    const Json *words = body ? body->find(u"message") : nullptr;
    if (words && words->isText() && !words->scalar().isEmpty())
        message += Error::tr(" It says: %1").arg(quoted(words->scalar()));
    return Error{.kind = Error::Kind::Http, .message = message, .where = request.label(), .httpStatus = answer.status};
}

Error notJsonError(const Answer &answer, const Request &request, const Error &why)
{
    return Error{.kind = Error::Kind::Decode,
                 .message = Error::tr("The answer of %1 to the call “%2” cannot be read. %3")
                                .arg(request.host(), request.name, answer.body.isEmpty() ? Error::tr("It is empty.") : why.message),
                 .where = request.label(),
                 .httpStatus = answer.status};
}

Error completed(Error error, const Answer &answer, const Request &request)
{
    error.where = request.label();
    error.httpStatus = answer.status;
    error.retryAfter = retryAfterOf(answer);
    if (error.retryAfter)
        error.message += waitSentence(*error.retryAfter);
    return error;
}

} // namespace

Result<Json> judged(const Answer &answer, const Request &request)
{
    Result<Json> body = Json::parse(answer.body);
    // Contract c: "a 200 can also carry `error`. Check `error` before status."
    if (body) {
        if (const auto error = serviceError(*body))
            return fail(completed(*error, answer, request));
    }
    if (answer.status >= 400)
        return fail(completed(statusError(answer, request, body), answer, request));
    if (answer.status >= 300)
        return fail(redirectError(answer, request));
    if (!body)
        return fail(notJsonError(answer, request, body.error()));
    return body;
}

} // namespace console
