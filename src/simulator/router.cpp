// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/router.h"

#include "simulator/dialect.h"

#include <QUrl>

#include <optional>

using namespace Qt::StringLiterals;

namespace simulator {

QString Request::queryText(const QStringList &names) const
{
    for (const QString &name : names) {
        if (query.hasQueryItem(name))
            return query.queryItemValue(name, QUrl::FullyDecoded);
    }
    return {};
}

QString Request::bodyText(const QStringList &names) const
{
    for (const QString &name : names) {
        const QJsonValue value = body.value(name);
        if (value.isString())
            return value.toString();
        // Contract (b.3): the merchant's id is text in one client and a number in another.
        if (value.isDouble())
            return QString::number(value.toInteger());
    }
    return {};
}

QString Request::bearer(std::initializer_list<const char *> names) const
{
    for (const char *name : names) {
        const QString text = QString::fromLatin1(header(name)).trimmed();
        if (text.startsWith("bearer "_L1, Qt::CaseInsensitive))
            return text.mid(7).trimmed();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

Answer Answer::of(int status, const Json &json)
{
    Answer answer;
    answer.status = status;
    answer.json = json;
    return answer;
}

Answer Answer::page(const QByteArray &bytes, const QByteArray &type)
{
    Answer answer;
    answer.type = type;
    answer.bytes = bytes;
    return answer;
}

Answer errorAnswer(int status, const QString &code, const QString &message)
{
    return Answer::of(status, Json::object({{u"error"_s, Json::object({{u"code"_s, code}, {u"message"_s, message}})}}));
}

Answer errorAnswer(const Problem &problem)
{
    Answer answer = errorAnswer(problem.status, problem.code, problem.message);
    if (!problem.runningJob.isEmpty())
        answer.json.member(u"error"_s)->set(u"jobId"_s, problem.runningJob);
    return answer;
}

void Router::add(const QString &method, const QString &pattern, Handler handler)
{
    m_routes.push_back({method, pattern.split(u'/'), std::move(handler)});
}

std::optional<QStringList> Router::match(const QStringList &pattern, const QStringList &parts)
{
    QStringList captured;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern.at(i) == "{*}"_L1 && i < parts.size())
            return captured << parts.mid(i).join(u'/');
        if (i >= parts.size())
            return std::nullopt;
        if (pattern.at(i) == "{}"_L1 && !parts.at(i).isEmpty())
            captured << parts.at(i);
        else if (pattern.at(i) != parts.at(i))
            return std::nullopt;
    }
    if (pattern.size() != parts.size())
        return std::nullopt;
    return captured;
}

Answer Router::dispatch(Request request) const
{
    QStringList parts = request.path.split(u'/');
    for (QString &part : parts) // only now: a %2F inside an id is a character of the id
        part = QUrl::fromPercentEncoding(part.toUtf8());
    QStringList allowed;
    for (const Route &route : m_routes) {
        const auto captured = match(route.parts, parts);
        if (!captured)
            continue;
        if (route.method == request.method) {
            request.captured = *captured;
            return route.handler(request);
        }
        allowed << route.method;
    }
    // ASSUMPTION UNKNOWN-PATH: 404 with the code of an unknown id, 405 with that of a bad request.
    if (allowed.isEmpty())
        return errorAt(request.path, 404, codeAt(request.path, u"AC-102"_s, u"AP700"_s),
                       u"There is nothing at %1 %2."_s.arg(request.method, request.path));
    allowed.removeDuplicates();
    Answer answer = errorAt(request.path, 405, codeAt(request.path, u"AC-100"_s, u"AP700"_s),
                            u"%1 is not possible here, only %2."_s.arg(request.method, allowed.join(", "_L1)));
    answer.headers.append({"Allow", allowed.join(", "_L1).toLatin1()});
    return answer;
}

} // namespace simulator
