// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the order of a fault. Strict on purpose: a mistyped key would make a fault that hits everything, or nothing.
#include "simulator/faults.h"

#include <array>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

enum class Kind { Status, Count, Text, Flag, Any };

/// Which args a fault takes.
struct Arg {
    QStringView fault, name;
    Kind kind;
};

constexpr std::array<Arg, 16> args{{
    {u"status", u"status", Kind::Status},
    {u"status", u"code", Kind::Text},
    {u"status", u"message", Kind::Text},
    {u"body-error", u"code", Kind::Text},
    {u"body-error", u"message", Kind::Text},
    {u"expired-token", u"code", Kind::Text},
    {u"rate-limit", u"retryAfter", Kind::Count},
    {u"rate-limit", u"code", Kind::Text},
    {u"delay", u"delayMs", Kind::Count},
    {u"hang", u"process", Kind::Flag},
    {u"drop", u"process", Kind::Flag},
    {u"missing-field", u"field", Kind::Text},
    {u"wrong-type", u"field", Kind::Text},
    {u"wrong-type", u"value", Kind::Any},
    {u"unknown-status", u"field", Kind::Text},
    {u"unknown-status", u"value", Kind::Text},
}};

bool isWhole(const QJsonValue &value, double low, double high)
{
    const double number = value.toDouble(-1);
    return value.isDouble() && number >= low && number <= high && number == static_cast<double>(value.toInteger());
}

/// What is wrong with a value, as the end of a sentence; empty when nothing is.
QString complaint(Kind kind, const QJsonValue &value)
{
    switch (kind) {
    case Kind::Status: return isWhole(value, 200, 599) ? QString() : u"is a whole number from 200 to 599"_s;
    case Kind::Count: return isWhole(value, 0, 86'400'000) ? QString() : u"is a whole number, zero or more"_s;
    case Kind::Text: return value.isString() && !value.toString().isEmpty() ? QString() : u"is a text"_s;
    case Kind::Flag: return value.isBool() ? QString() : u"is true or false"_s;
    case Kind::Any: break;
    }
    return {};
}

QString strangeKey(const QJsonObject &object, const QStringList &known, const QString &where)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return known.isEmpty() ? u"%1 takes nothing, not '%2'."_s.arg(where, it.key())
                                   : u"%1 has no '%2'. Known: %3."_s.arg(where, it.key(), known.join(", "_L1));
    }
    return {};
}

QString argsProblem(const QString &fault, const QJsonValue &given)
{
    if (!given.isUndefined() && !given.isObject())
        return u"args is an object."_s;
    const QJsonObject object = given.toObject();
    QStringList known;
    QString wrong;
    for (const Arg &arg : args) {
        if (arg.fault != fault)
            continue;
        const QString name = arg.name.toString();
        known << name;
        const QString text = object.contains(name) ? complaint(arg.kind, object.value(name)) : QString();
        if (!text.isEmpty())
            wrong = u"args.%1 %2."_s.arg(name, text);
    }
    const QString strange = strangeKey(object, known, u"args of %1"_s.arg(fault));
    return strange.isEmpty() ? wrong : strange;
}

QString matchProblem(const QJsonValue &given)
{
    if (!given.isUndefined() && !given.isObject())
        return u"match is an object with method and path."_s;
    const QJsonObject match = given.toObject();
    const QString strange = strangeKey(match, {u"method"_s, u"path"_s}, u"match"_s);
    if (!strange.isEmpty())
        return strange;
    static const QStringList methods{u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s};
    if (match.contains("method"_L1) && !methods.contains(match.value("method"_L1).toString().toUpper()))
        return u"match.method is one of %1."_s.arg(methods.join(", "_L1));
    if (match.contains("path"_L1) && match.value("path"_L1).toString().isEmpty())
        return u"match.path is a text like /v2/accounts/*/balance."_s;
    return {};
}

QString orderProblem(const QJsonObject &order)
{
    const QString name = order.value("name"_L1).toString();
    if (!faultNames().contains(name))
        return u"There is no fault '%1'. Known: %2."_s.arg(name, faultNames().join(", "_L1));
    QString problem = strangeKey(order, {u"name"_s, u"match"_s, u"times"_s, u"skip"_s, u"args"_s}, u"A fault"_s);
    if (problem.isEmpty())
        problem = matchProblem(order.value("match"_L1));
    if (problem.isEmpty())
        problem = argsProblem(name, order.value("args"_L1));
    const QJsonValue times = order.value("times"_L1), skip = order.value("skip"_L1);
    if (problem.isEmpty() && !times.isUndefined() && times.toString() != "forever"_L1 && !isWhole(times, 1, 1e6))
        return u"times is a whole number above zero or \"forever\"."_s;
    if (problem.isEmpty() && !skip.isUndefined() && !isWhole(skip, 0, 1e6))
        return u"skip is a whole number, zero or more."_s;
    return problem;
}

/// `*` is any text within one part of the path, `**` any text at all.
QRegularExpression patternOf(const QString &path)
{
    if (path.startsWith(u'^'))
        return QRegularExpression(path);
    QString text;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path.at(i) != u'*') {
            text += QRegularExpression::escape(path.at(i));
        } else if (i + 1 < path.size() && path.at(i + 1) == u'*') {
            text += u".*"_s;
            ++i;
        } else {
            text += u"[^/]*"_s;
        }
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(text));
}

/// Without a path a fault hits every call of the two services; only renderer-kill is about pages.
QString usualPath(const QString &name)
{
    return name == "renderer-kill"_L1 ? u"^/(embedded-view)?$"_s : u"^/(v1|v2|aeropay|widget-api|bank-api)/"_s;
}

} // namespace

Outcome<Fault> readFault(const QJsonObject &order)
{
    if (const QString problem = orderProblem(order); !problem.isEmpty())
        return Problem{400, u"BAD_FAULT"_s, problem, {}};
    Fault fault;
    fault.name = order.value("name"_L1).toString();
    const QJsonObject match = order.value("match"_L1).toObject();
    fault.method = match.value("method"_L1).toString().toUpper();
    fault.path = match.value("path"_L1).toString(usualPath(fault.name));
    fault.pattern = patternOf(fault.path);
    if (!fault.pattern.isValid())
        return Problem{400, u"BAD_FAULT"_s, u"match.path is not a valid expression: %1."_s.arg(fault.pattern.errorString()), {}};
    fault.left = order.value("times"_L1).isString() ? -1 : order.value("times"_L1).toInt(1);
    fault.skip = order.value("skip"_L1).toInt();
    fault.args = order.value("args"_L1).toObject();
    return fault;
}

} // namespace simulator
