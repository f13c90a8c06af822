// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

void writeString(const QString &text, QByteArray &out)
{
    out += '"';
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += "\\u00" + QByteArray(1, c).toHex();
            else
                out += c;
        }
    }
    out += '"';
}

} // namespace

Json::Json(bool value) : m_type(Type::Bool), m_bool(value) {}
Json::Json(int value) : m_type(Type::Number), m_text(QString::number(value)) {}
Json::Json(qint64 value) : m_type(Type::Number), m_text(QString::number(value)) {}
Json::Json(const QString &text) : m_type(Type::String), m_text(text) {}

Json Json::object(std::initializer_list<Member> members)
{
    Json json;
    json.m_type = Type::Object;
    json.m_members.assign(members.begin(), members.end());
    return json;
}

Json Json::array(std::initializer_list<Json> items)
{
    Json json;
    json.m_type = Type::Array;
    json.m_items.assign(items.begin(), items.end());
    return json;
}

Json Json::money(qint64 cents)
{
    const qint64 size = cents < 0 ? -cents : cents;
    Json json;
    json.m_type = Type::Number;
    json.m_text = (cents < 0 ? u"-"_s : QString()) + QString::number(size / 100) + u'.'
                  + QString::number(size % 100).rightJustified(2, u'0');
    return json;
}

Json Json::from(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool: return Json(value.toBool());
    case QJsonValue::String: return Json(value.toString());
    case QJsonValue::Double: {
        Json json;
        json.m_type = Type::Number;
        // Qt's writer knows the shortest text that gives the same number back.
        const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        json.m_text = QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2));
        return json;
    }
    case QJsonValue::Array: {
        Json json = array();
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            json.add(from(item));
        return json;
    }
    case QJsonValue::Object: {
        Json json = object();
        const QJsonObject source = value.toObject();
        for (auto it = source.begin(); it != source.end(); ++it)
            json.set(it.key(), from(it.value()));
        return json;
    }
    default: return {};
    }
}

Json &Json::set(const QString &key, Json value)
{
    Q_ASSERT(m_type == Type::Object);
    if (Json *known = member(key))
        *known = std::move(value);
    else
        m_members.emplace_back(key, std::move(value));
    return *this;
}

Json &Json::add(Json item)
{
    Q_ASSERT(m_type == Type::Array);
    m_items.push_back(std::move(item));
    return *this;
}

void Json::remove(const QString &key)
{
    std::erase_if(m_members, [&key](const Member &member) { return member.first == key; });
}

void Json::removeAt(std::size_t index)
{
    if (index < m_items.size())
        m_items.erase(m_items.begin() + static_cast<std::ptrdiff_t>(index));
}

Json *Json::member(const QString &key)
{
    const auto it = std::find_if(m_members.begin(), m_members.end(),
                                 [&key](const Member &member) { return member.first == key; });
    return it == m_members.end() ? nullptr : &it->second;
}

const Json *Json::member(const QString &key) const
{
    return const_cast<Json *>(this)->member(key);
}

QByteArray Json::bytes() const
{
    QByteArray out;
    write(out);
    return out;
}

void Json::write(QByteArray &out) const
{
    switch (m_type) {
    case Type::Null: out += "null"; break;
    case Type::Bool: out += m_bool ? "true" : "false"; break;
    case Type::Number: out += m_text.toUtf8(); break;
    case Type::String: writeString(m_text, out); break;
    case Type::Array:
        out += '[';
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (i > 0)
                out += ',';
            m_items[i].write(out);
        }
        out += ']';
        break;
    case Type::Object:
        out += '{';
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            if (i > 0)
                out += ',';
            writeString(m_members[i].first, out);
            out += ':';
            m_members[i].second.write(out);
        }
        out += '}';
        break;
    }
}

} // namespace simulator
