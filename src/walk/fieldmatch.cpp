// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/fieldmatch.h"

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Comparison { QLatin1StringView sign; FieldMatch::Kind kind; };
constexpr std::array comparisons{ // the longer sign first
    Comparison{">="_L1, FieldMatch::Kind::AtLeast}, Comparison{"<="_L1, FieldMatch::Kind::AtMost},
    Comparison{">"_L1, FieldMatch::Kind::Above}, Comparison{"<"_L1, FieldMatch::Kind::Below}};

Error badRule(const QString &message)
{
    return Error{.kind = Error::Kind::Input, .message = message};
}

bool isFilled(const Json *value)
{
    if (!value || value->isNull())
        return false;
    if (value->isArray())
        return !value->items().isEmpty();
    return value->isObject() ? !value->fields().isEmpty() : !value->scalar().isEmpty();
}

/// A number, also in quotes as some answers send it; of a list its length.
std::optional<double> numberOf(const Json *value)
{
    if (!value)
        return {};
    if (value->isArray())
        return double(value->items().size());
    bool isNumber = false;
    const double number = value->isNumber() || value->isText() ? value->scalar().toDouble(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

bool isSame(const Json *value, const QString &text)
{
    if (!value || value->isNull() || value->isArray() || value->isObject())
        return false;
    if (value->scalar() == text)
        return true;
    bool isNumber = false;
    const double wanted = text.toDouble(&isNumber);
    return value->isNumber() && isNumber && value->scalar().toDouble() == wanted;
}

const Json *follow(const Json &from, const QStringList &steps)
{
    const Json *at = &from;
    for (const QString &step : steps) {
        if (at->isArray()) {
            bool isIndex = false;
            const uint index = step.toUInt(&isIndex);
            at = isIndex && index < size_t(at->items().size()) ? &at->items().at(index) : nullptr;
        } else {
            at = at->find(step);
        }
        if (!at)
            return nullptr;
    }
    return at;
}

const Json *search(const Json &in, const QStringList &steps)
{
    if (const Json *found = follow(in, steps))
        return found;
    for (const auto &[name, each] : in.fields()) {
        if (const Json *found = search(each, steps))
            return found;
    }
    for (const Json &each : in.items()) {
        if (const Json *found = search(each, steps))
            return found;
    }
    return nullptr;
}

/// What was there, without saying it: it may be somebody's name.
QString kindFound(const Json *value, FieldMatch::Kind kind)
{
    if (!value)
        return Error::tr("it is not there");
    if (value->isArray())
        return Error::tr("there is a list of %1").arg(value->items().size());
    if (value->isText() && value->scalar().isEmpty())
        return Error::tr("there is an empty text");
    const bool wantsText = kind == FieldMatch::Kind::Equal || kind == FieldMatch::Kind::Pattern;
    if (value->isText())
        return wantsText ? Error::tr("there is another text") : Error::tr("there is a text");
    if (value->isNumber() && kind != FieldMatch::Kind::Absent)
        return Error::tr("there is another number");
    return Error::tr("there is %1").arg(Json::typeName(value->type()));
}

} // namespace

Result<FieldMatch> FieldMatch::parse(const QString &rule)
{
    if (rule.isEmpty())
        return fail(badRule(Error::tr("An empty rule says nothing: write “*” for “anything”, or “=” for “an empty text”.")));
    if (rule == "*"_L1)
        return FieldMatch{.kind = Kind::Present};
    if (rule == "absent"_L1)
        return FieldMatch{.kind = Kind::Absent};
    if (rule.startsWith(u'='))
        return FieldMatch{.kind = Kind::Equal, .text = rule.sliced(1)};
    if (rule.size() > 1 && rule.startsWith(u'/') && rule.endsWith(u'/')) {
        FieldMatch match{.kind = Kind::Pattern, .text = rule, .pattern = QRegularExpression(rule.sliced(1, rule.size() - 2))};
        if (!match.pattern.isValid())
            return fail(badRule(Error::tr("This is no regular expression: %1, at character %2.").arg(match.pattern.errorString()).arg(match.pattern.patternErrorOffset() + 1)));
        return match;
    }
    for (const auto &[sign, kind] : comparisons) {
        if (!rule.startsWith(sign))
            continue;
        bool isNumber = false;
        const QString digits = rule.sliced(sign.size()).trimmed();
        const double number = digits.toDouble(&isNumber);
        if (!isNumber)
            return fail(badRule(Error::tr("After “%1” comes a number, as in “%1 0”; for that very text write “=%2”.").arg(sign, rule)));
        return FieldMatch{.kind = kind, .text = digits, .number = number};
    }
    return FieldMatch{.kind = Kind::Equal, .text = rule};
}

bool FieldMatch::holds(const Json *value) const
{
    switch (kind) {
    case Kind::Present: return isFilled(value);
    case Kind::Absent: return !value || value->isNull();
    case Kind::Equal: return isSame(value, text);
    case Kind::Pattern: return value && !value->isNull() && !value->isArray() && !value->isObject() && pattern.match(value->scalar()).hasMatch();
    default: break;
    }
    const std::optional<double> found = numberOf(value);
    if (!found)
        return false;
    switch (kind) {
    case Kind::Above: return *found > number;
    case Kind::AtLeast: return *found >= number;
    case Kind::Below: return *found < number;
    default: return *found <= number;
    }
}

QString FieldMatch::describe() const
{
    switch (kind) {
    case Kind::Present: return Error::tr("something");
    case Kind::Absent: return Error::tr("nothing");
    case Kind::Equal: return Error::tr("“%1”").arg(text);
    case Kind::Pattern: return Error::tr("a text like %1").arg(text);
    case Kind::Above: return Error::tr("a number above %1, or a list of more").arg(text);
    case Kind::AtLeast: return Error::tr("a number of at least %1, or a list of as many").arg(text);
    case Kind::Below: return Error::tr("a number below %1, or a list of less").arg(text);
    case Kind::AtMost: return Error::tr("a number of at most %1, or a list of no more").arg(text);
    }
    return {};
}

bool matches(const Json *value, const QString &rule)
{
    const Result<FieldMatch> match = FieldMatch::parse(rule);
    return match && match->holds(value);
}

const Json *valueAt(const Json &body, const QString &path)
{
    return path.isEmpty() ? nullptr : search(body, path.split(u'.'));
}

Result<void> fieldsHold(const Json &body, const Json &rules)
{
    QStringList wrong;
    QString first;
    for (const auto &[path, rule] : rules.fields()) {
        const Result<FieldMatch> match = FieldMatch::parse(rule.scalar());
        if (!match) {
            Error error = match.error();
            error.where = path;
            return fail(error);
        }
        const Json *value = valueAt(body, path);
        if (match->holds(value))
            continue;
        if (first.isEmpty())
            first = path;
        wrong << Error::tr("“%1”: %2 was expected, but %3").arg(path, match->describe(), kindFound(value, match->kind));
    }
    if (wrong.isEmpty())
        return {};
    return fail(Error{.kind = Error::Kind::Decode, .message = wrong.join("; "_L1) + u'.', .where = first});
}

} // namespace console
