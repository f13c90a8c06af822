// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/walk.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// A variable may be made of others; deeper than this it is made of itself.
constexpr int deepest = 16;
constexpr int mostPlaces = 10'000; ///< in one text, with all that it is made of
constexpr qsizetype longest = 100'000; ///< characters

Error tooLong(const QString &name)
{
    return Error{.kind = Error::Kind::Input, .message = Error::tr("With the variable “%1” the text gets too long.").arg(name), .where = name};
}

Result<QString> fill(const QString &text, const WalkVariables &variables, int depth, int &left)
{
    if (!text.contains("${"_L1))
        return text;
    QString out;
    qsizetype done = 0;
    for (const VariablePlace &place : variablesIn(text)) {
        out += QStringView(text).sliced(done, place.from - done);
        done = place.from + place.size;
        if (place.isEscape) {
            out += "${"_L1;
            continue;
        }
        const auto known = variables.constFind(place.name);
        if (known == variables.cend())
            return fail(Error{.kind = Error::Kind::Input, .message = Error::tr("There is no variable “%1”.").arg(place.name), .where = place.name});
        if (--left < 0 || out.size() > longest)
            return fail(tooLong(place.name));
        if (depth == deepest)
            return fail(Error{.kind = Error::Kind::Input, .message = Error::tr("The variable “%1” is made of itself.").arg(place.name), .where = place.name});
        const Result<QString> inner = fill(*known, variables, depth + 1, left);
        if (!inner)
            return inner;
        out += *inner;
    }
    return out.append(QStringView(text).sliced(done));
}

/// The same with another text in each place; keys stay.
template <typename Change>
Result<Json> changed(const Json &value, const Change &change)
{
    if (value.isText()) {
        const Result<QString> text = change(value.scalar());
        return text ? Result<Json>(Json::text(*text)) : Result<Json>(fail(text.error()));
    }
    if (value.isArray()) {
        QList<Json> items;
        for (const Json &each : value.items()) {
            const Result<Json> item = changed(each, change);
            if (!item)
                return item;
            items << *item;
        }
        return Json::list(items);
    }
    if (!value.isObject())
        return value;
    QList<Json::Field> fields;
    for (const auto &[name, each] : value.fields()) {
        const Result<Json> field = changed(each, change);
        if (!field)
            return field;
        fields.emplaceBack(name, *field);
    }
    return Json::object(fields);
}

} // namespace

QList<VariablePlace> variablesIn(const QString &text)
{
    QList<VariablePlace> places;
    for (qsizetype at = text.indexOf("${"_L1); at >= 0; at = text.indexOf("${"_L1, at)) {
        if (at > 0 && text.at(at - 1) == u'$') {
            places.append({.from = at - 1, .size = 3, .name = {}, .isEscape = true});
            at += 2;
            continue;
        }
        const qsizetype end = text.indexOf(u'}', at);
        if (end < 0)
            break; // no variable: it stays as it is
        places.append({.from = at, .size = end + 1 - at, .name = text.sliced(at + 2, end - at - 2), .isEscape = false});
        at = end + 1;
    }
    return places;
}

Result<QString> filledIn(const QString &text, const WalkVariables &variables)
{
    int left = mostPlaces;
    return fill(text, variables, 0, left);
}

Result<Json> filledIn(const Json &value, const WalkVariables &variables)
{
    return changed(value, [&](const QString &text) { return filledIn(text, variables); });
}

QString filledAsFarAsKnown(const QString &text, const WalkVariables &variables)
{
    if (variables.isEmpty() || !text.contains("${"_L1))
        return text;
    QString out;
    qsizetype done = 0;
    for (const VariablePlace &place : variablesIn(text)) {
        const auto known = place.isEscape ? variables.cend() : variables.constFind(place.name);
        out += QStringView(text).sliced(done, place.from - done);
        out += known == variables.cend() ? QStringView(text).sliced(place.from, place.size) : QStringView(*known);
        done = place.from + place.size;
        if (out.size() > longest)
            return text;
    }
    return out.append(QStringView(text).sliced(done));
}

Json filledAsFarAsKnown(const Json &value, const WalkVariables &variables)
{
    return *changed(value, [&](const QString &text) { return Result<QString>(filledAsFarAsKnown(text, variables)); });
}

namespace {

constexpr std::array verbs{
    std::pair{WalkStep::Verb::User, "user"_L1},       std::pair{WalkStep::Verb::Open, "open"_L1},
    std::pair{WalkStep::Verb::See, "see"_L1},         std::pair{WalkStep::Verb::Gone, "gone"_L1},
    std::pair{WalkStep::Verb::Click, "click"_L1},     std::pair{WalkStep::Verb::Type, "type"_L1},
    std::pair{WalkStep::Verb::Press, "press"_L1},     std::pair{WalkStep::Verb::Close, "close"_L1},
    std::pair{WalkStep::Verb::Job, "job"_L1},         std::pair{WalkStep::Verb::Answer, "answer"_L1},
    std::pair{WalkStep::Verb::Expect, "expect"_L1},   std::pair{WalkStep::Verb::Call, "call"_L1},
    std::pair{WalkStep::Verb::Fault, "fault"_L1},     std::pair{WalkStep::Verb::Simulator, "simulator"_L1},
    std::pair{WalkStep::Verb::Set, "set"_L1},         std::pair{WalkStep::Verb::Picture, "picture"_L1},
    std::pair{WalkStep::Verb::Check, "check"_L1},
};

} // namespace

QString verbName(WalkStep::Verb verb)
{
    for (const auto &[each, name] : verbs) {
        if (each == verb)
            return name;
    }
    return {};
}

std::optional<WalkStep::Verb> verbFrom(const QString &name)
{
    for (const auto &[verb, each] : verbs) {
        if (each == name)
            return verb;
    }
    return {};
}

} // namespace console
