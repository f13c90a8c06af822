// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/faults.h"

#include "simulator/dialect.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

QString textArg(const Fault &fault, const QString &name, const QString &otherwise)
{
    return fault.args.value(name).toString(otherwise);
}

} // namespace

const QStringList &faultNames()
{
    static const QStringList names{u"status"_s,        u"delay"_s,      u"hang"_s,           u"drop"_s,
                                   u"malformed"_s,     u"missing-field"_s, u"wrong-type"_s,  u"unknown-status"_s,
                                   u"expired-token"_s, u"rate-limit"_s, u"renderer-kill"_s, u"body-error"_s};
    return names;
}

Outcome<Fault> FaultBook::add(const QJsonObject &order)
{
    Outcome<Fault> fault = readFault(order);
    if (!fault)
        return fault;
    fault->id = ++m_last;
    m_faults.push_back(*fault);
    return fault;
}

bool FaultBook::remove(int id)
{
    return std::erase_if(m_faults, [id](const Fault &fault) { return fault.id == id; }) > 0;
}

Json FaultBook::list() const
{
    Json list = Json::array();
    for (const Fault &fault : m_faults)
        list.add(faultJson(fault));
    return list;
}

std::vector<Fault> FaultBook::take(const QString &method, const QString &path)
{
    std::vector<Fault> hits;
    bool other = false;
    for (Fault &fault : m_faults) {
        const bool delay = fault.name == "delay"_L1;
        if (fault.left == 0 || (other && !delay) || (!fault.method.isEmpty() && fault.method != method)
            || !fault.pattern.match(path).hasMatch())
            continue;
        if (fault.skip > 0) {
            --fault.skip;
            continue;
        }
        ++fault.hits;
        if (fault.left > 0)
            --fault.left;
        other = other || !delay;
        hits.push_back(fault);
    }
    return hits;
}

void FaultBook::giveBack(int id)
{
    for (Fault &fault : m_faults) {
        if (fault.id != id)
            continue;
        --fault.hits;
        if (fault.left >= 0)
            ++fault.left;
    }
}

Json faultJson(const Fault &fault)
{
    return Json::object({{u"id"_s, fault.id},
                         {u"name"_s, fault.name},
                         {u"match"_s, Json::object({{u"method"_s, fault.method}, {u"path"_s, fault.path}})},
                         {u"left"_s, fault.left < 0 ? Json(u"forever"_s) : Json(fault.left)},
                         {u"skip"_s, fault.skip},
                         {u"hits"_s, fault.hits},
                         {u"args"_s, Json::from(fault.args)}});
}

namespace {

/// Chromium lays a page out by walking down the tree on the machine's stack; fifty thousand boxes in
/// each other end the renderer at once. chrome://crash is not open to pages.
QByteArray killerPage()
{
    return "<!doctype html><title>renderer-kill</title><body><script>"
           "let box=document.body;"
           "for(let i=0;i<50000;i++){const next=document.createElement('div');box.appendChild(next);box=next;}"
           "document.body.offsetHeight;"
           "</script>";
}

} // namespace

std::optional<Answer> replacementFor(const Fault &fault, const Request &request)
{
    const auto error = [&](int status, const QString &aerosync, const QString &aeropass, const QString &message) {
        return errorAt(request.path, status, textArg(fault, u"code"_s, codeAt(request.path, aerosync, aeropass)), message);
    };
    // ASSUMPTION FAULT-CODES: a fault of Aeropass itself is AP500; nothing is published but Aerosync's AC-500.
    if (fault.name == "status"_L1)
        return error(fault.args.value("status"_L1).toInt(500), u"AC-500"_s, u"AP500"_s,
                     textArg(fault, u"message"_s, u"Fault ordered by a tester: status."_s));
    if (fault.name == "body-error"_L1)
        // Contract (c): "a 200 can also carry error (AC-500)".
        return error(200, u"AC-500"_s, u"AP500"_s, textArg(fault, u"message"_s, u"Fault ordered by a tester: body-error."_s));
    if (fault.name == "expired-token"_L1)
        return error(401, u"AC-001"_s, u"AP002"_s, u"The token has expired."_s);
    if (fault.name == "rate-limit"_L1) {
        // ASSUMPTION RATE-LIMIT: 429, Retry-After in seconds, code AC-429 or AP429; nothing is published.
        Answer answer = error(429, u"AC-429"_s, u"AP429"_s, u"Too many requests."_s);
        answer.headers.append({"Retry-After", QByteArray::number(fault.args.value("retryAfter"_L1).toInt(1))});
        return answer;
    }
    if (fault.name == "renderer-kill"_L1)
        return Answer::page(killerPage(), "text/html; charset=utf-8");
    return std::nullopt;
}

namespace {

/// A place in an answer: the container and the key or index in it.
struct Place {
    Json *parent = nullptr;
    QString key;
    Json *value() const
    {
        if (parent->isObject())
            return parent->member(key);
        return &parent->items()[static_cast<std::size_t>(key.toInt())];
    }
};

bool isThere(const Place &place)
{
    if (place.parent->isObject())
        return place.parent->member(place.key) != nullptr;
    bool number = false;
    const uint index = place.key.toUInt(&number);
    return number && place.parent->isArray() && index < place.parent->items().size();
}

std::optional<Place> follow(Json &root, const QString &path)
{
    Place place{&root, {}};
    const QStringList steps = path.split(u'.');
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (i > 0)
            place.parent = place.value();
        place.key = steps.at(i);
        if (!isThere(place))
            return std::nullopt;
    }
    return place;
}

/// The first member, deep, for which the test holds.
std::optional<Place> search(Json &node, const std::function<bool(const QString &, const Json &)> &test)
{
    for (auto &[key, value] : node.members()) {
        if (test(key, value))
            return Place{&node, key};
    }
    for (auto &[key, value] : node.members()) {
        if (auto place = search(value, test))
            return place;
    }
    for (Json &item : node.items()) {
        if (auto place = search(item, test))
            return place;
    }
    return std::nullopt;
}

/// args.field as a path ("account.availableBalance", "transactions.0.amount") or a bare name anywhere;
/// without it, the member a client cannot do without.
std::optional<Place> target(Json &root, const QString &field)
{
    if (field.isEmpty()) {
        static const QStringList vital{u"token"_s,       u"jobStatus"_s,    u"jobId"_s,            u"job_id"_s,
                                       u"accountNumber"_s, u"availableBalance"_s, u"accountHolderName"_s,
                                       u"transactions"_s, u"connections"_s, u"aeroPassUserUuid"_s, u"id"_s};
        for (const QString &name : vital) {
            if (auto place = search(root, [&name](const QString &key, const Json &) { return key == name; }))
                return place;
        }
        return search(root, [](const QString &key, const Json &value) {
            return key != "status"_L1 && key != "statusCode"_L1 && !value.isObject();
        });
    }
    if (auto place = follow(root, field))
        return place;
    return search(root, [&field](const QString &key, const Json &) { return key == field; });
}

Json otherType(const Json &value)
{
    switch (value.type()) {
    case Json::Type::String: return Json(12345);
    case Json::Type::Number: return Json(u"not-a-number"_s);
    case Json::Type::Array: return Json::object();
    default: return Json(u"unexpected text"_s);
    }
}

void cutShort(Answer *answer)
{
    const QByteArray whole = answer->json.bytes();
    answer->bytes = whole.left(whole.size() * 2 / 3);
    answer->cut = true;
}

void removeAt(const Place &place)
{
    if (place.parent->isObject())
        place.parent->remove(place.key);
    else
        place.parent->removeAt(static_cast<std::size_t>(place.key.toInt()));
}

std::optional<Place> statusIn(Json &root)
{
    return search(root, [](const QString &key, const Json &) {
        return key.endsWith("Status"_L1); // jobStatus, identityStatus, connectionStatus ...
    });
}

} // namespace

bool spoil(const Fault &fault, Answer *answer)
{
    static const QStringList spoilers{u"malformed"_s, u"missing-field"_s, u"wrong-type"_s, u"unknown-status"_s};
    if (!spoilers.contains(fault.name))
        return true; // its work is done elsewhere
    if (!answer->isJson())
        return false;
    if (fault.name == "malformed"_L1) {
        cutShort(answer);
        return true;
    }
    const QString field = fault.args.value("field"_L1).toString();
    const bool anyStatus = fault.name == "unknown-status"_L1 && field.isEmpty();
    const auto place = anyStatus ? statusIn(answer->json) : target(answer->json, field);
    if (!place)
        return false;
    if (fault.name == "missing-field"_L1) {
        removeAt(*place);
    } else if (fault.name == "wrong-type"_L1) {
        const QJsonValue wanted = fault.args.value("value"_L1);
        *place->value() = wanted.isUndefined() ? otherType(*place->value()) : Json::from(wanted);
    } else {
        *place->value() = Json(textArg(fault, u"value"_s, u"ON_HOLD_BY_BANK"_s));
    }
    return true;
}

} // namespace simulator
