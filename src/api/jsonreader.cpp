// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/jsonreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool areDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// "…Z", "…+02", "…-0730", "…+05:30"
bool endsWithZone(QStringView time)
{
    if (time.endsWith(u'Z', Qt::CaseInsensitive))
        return true;
    const qsizetype sign = std::max(time.lastIndexOf(u'+'), time.lastIndexOf(u'-'));
    if (sign < 0)
        return false;
    QStringView offset = time.sliced(sign + 1);
    if (offset.size() == 5 && offset[2] == u':')
        return areDigits(offset.first(2)) && areDigits(offset.last(2));
    return (offset.size() == 2 || offset.size() == 4) && areDigits(offset);
}

/// "2026-05-17", "2026-05-17 18:07:25.815355", "2026-05-17T18:07:25Z", "…+02:00". Contract e.2: "no zone;
/// assume UTC". The zone is added before Qt reads the text: as local time, an hour that daylight saving
/// leaves out would come back moved.
QDateTime utcTime(QString text)
{
    constexpr qsizetype dateOnly = 10;
    if (text.size() <= dateOnly)
        return QDateTime(QDate::fromString(text, Qt::ISODate), QTime(0, 0), Qt::UTC);
    if (!endsWithZone(QStringView(text).sliced(dateOnly)))
        text += u'Z';
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

} // namespace

JsonReader::JsonReader(const Json &object, const QString &path) : m_object(object), m_path(path), m_asked(object.fields().size())
{
    std::fill(m_asked.begin(), m_asked.end(), false);
    if (!object.isObject()) {
        const QString message = Error::tr("expected an object, got %1").arg(Json::typeName(object.type()));
        m_error = Error{.kind = Error::Kind::Decode,
                        .message = path.isEmpty() ? Error::tr("the answer: %1").arg(message) : u"%1: %2"_s.arg(path, message),
                        .where = path};
    }
}

QString JsonReader::path(QStringView name) const
{
    if (m_path.isEmpty())
        return name.toString();
    return m_path + u'.' + name.toString();
}

void JsonReader::failAt(const QString &name, const QString &message)
{
    if (m_error) // the first one is the cause, the rest may follow from it
        return;
    const QString where = path(name);
    m_error = Error{.kind = Error::Kind::Decode, .message = u"%1: %2"_s.arg(where, message), .where = where};
}

void JsonReader::failWith(const Error &error)
{
    if (!m_error)
        m_error = error;
}

void JsonReader::failType(QStringView name, const QString &expected, const Json &got)
{
    failAt(name.toString(), Error::tr("expected %1, got %2").arg(expected, Json::typeName(got.type())));
}

void JsonReader::failType(QStringView name, Json::Type expected, const Json &got)
{
    failType(name, Json::typeName(expected), got);
}

JsonReader::Found JsonReader::lookUp(Names names)
{
    const QList<Json::Field> &fields = m_object.fields();
    Found found{*names.begin(), nullptr};
    for (const QStringView name : names) {
        bool isFirst = true; // of that name: the others only count as asked for
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const auto &[key, value] = fields.at(i);
            if (key != name)
                continue;
            m_asked[i] = true;
            if (isFirst && !found.value && !value.isNull())
                found = {name, &value};
            isFirst = false;
        }
    }
    return found;
}

JsonReader::Found JsonReader::require(Names names, Json::Type expected)
{
    const Found found = lookUp(names);
    if (found.value)
        return found;
    for (const QStringView name : names) {
        if (const Json *null = m_object.find(name)) {
            failType(name, expected, *null);
            return found;
        }
    }
    failAt(found.name.toString(), Error::tr("expected %1, but it is missing").arg(Json::typeName(expected)));
    return found;
}

bool JsonReader::has(Names names) const
{
    return std::any_of(names.begin(), names.end(), [this](QStringView name) { return m_object.find(name) != nullptr; });
}

const Json *JsonReader::find(Names names)
{
    return lookUp(names).value;
}

QString JsonReader::textFrom(const Found &found)
{
    if (!found.value)
        return {};
    if (found.value->isText())
        return found.value->scalar();
    failType(found.name, Json::Type::Text, *found.value);
    return {};
}

QString JsonReader::idFrom(const Found &found)
{
    if (!found.value)
        return {};
    if (found.value->isText() || found.value->isNumber())
        return found.value->scalar();
    failType(found.name, Json::Type::Text, *found.value);
    return {};
}

QString JsonReader::requireText(Names names)
{
    return textFrom(require(names, Json::Type::Text));
}

QString JsonReader::optionalText(Names names)
{
    return textFrom(lookUp(names));
}

QString JsonReader::filled(const Found &found, const QString &text)
{
    if (found.value && text.isEmpty()) // after a wrong type: failAt keeps the first error
        failAt(found.name.toString(), Error::tr("expected text, but it is empty"));
    return text;
}

QString JsonReader::requireFilledText(Names names)
{
    const Found found = require(names, Json::Type::Text);
    return filled(found, textFrom(found));
}

QString JsonReader::requireId(Names names)
{
    const Found found = require(names, Json::Type::Text);
    return filled(found, idFrom(found));
}

QString JsonReader::optionalId(Names names)
{
    return idFrom(lookUp(names));
}

std::optional<bool> JsonReader::optionalBool(Names names)
{
    const auto [name, value] = lookUp(names);
    if (!value)
        return std::nullopt;
    if (value->type() == Json::Type::Bool)
        return value->boolean();
    // RN and Android clients send 'true' and 'false' in quotes (contract f.2); take them back the same way
    if (value->isText() && value->scalar().compare(u"true", Qt::CaseInsensitive) == 0)
        return true;
    if (value->isText() && value->scalar().compare(u"false", Qt::CaseInsensitive) == 0)
        return false;
    failType(name, Json::Type::Bool, *value);
    return std::nullopt;
}

std::optional<Money> JsonReader::moneyFrom(const Found &found, const QString &currency)
{
    if (!found.value)
        return std::nullopt;
    if (!found.value->isNumber() && !found.value->isText()) {
        failType(found.name, Json::Type::Number, *found.value);
        return std::nullopt;
    }
    const Result<Money> money = Money::parse(found.value->scalar(), currency);
    if (money)
        return *money;
    if (found.value->isText()) // what the text says is nobody's business in a message
        failType(found.name, Json::Type::Number, *found.value);
    else
        failAt(found.name.toString(), money.error().message);
    return std::nullopt;
}

Money JsonReader::requireMoney(Names names, const QString &currency)
{
    return moneyFrom(require(names, Json::Type::Number), currency).value_or(Money());
}

std::optional<Money> JsonReader::optionalMoney(Names names, const QString &currency)
{
    return moneyFrom(lookUp(names), currency);
}

std::optional<qint64> JsonReader::optionalInteger(Names names)
{
    const auto [name, value] = lookUp(names);
    if (!value)
        return std::nullopt;
    bool whole = false;
    const qint64 number = value->isNumber() || value->isText() ? value->scalar().toLongLong(&whole) : 0;
    if (whole)
        return number;
    if (value->isNumber())
        failAt(name.toString(), Error::tr("expected a whole number, got %1").arg(value->scalar().left(40)));
    else
        failType(name, Error::tr("a whole number"), *value);
    return std::nullopt;
}

QDateTime JsonReader::optionalTime(Names names)
{
    const auto [name, value] = lookUp(names);
    if (!value || (value->isText() && value->scalar().isEmpty()))
        return {};
    const QDateTime time = value->isText() ? utcTime(value->scalar().trimmed()) : QDateTime();
    if (!time.isValid())
        failType(name, Error::tr("a time"), *value);
    return time;
}

const Json *JsonReader::optionalObject(Names names)
{
    const auto [name, value] = lookUp(names);
    if (!value || value->isObject())
        return value;
    failType(name, Json::Type::Object, *value);
    return nullptr;
}

const Json *JsonReader::requireObject(Names names)
{
    const auto [name, value] = require(names, Json::Type::Object);
    if (!value || value->isObject())
        return value;
    failType(name, Json::Type::Object, *value);
    return nullptr;
}

const Json *JsonReader::requireArray(Names names)
{
    const auto [name, value] = require(names, Json::Type::Array);
    if (!value || value->isArray())
        return value;
    failType(name, Json::Type::Array, *value);
    return nullptr;
}

UnknownFields JsonReader::unknown() const
{
    UnknownFields left;
    const QList<Json::Field> &fields = m_object.fields();
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (!m_asked[i])
            left << fields.at(i);
    }
    return left;
}

} // namespace console
