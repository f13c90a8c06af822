// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON value that keeps the order of its keys and writes amounts as exact decimal text.
#pragma once

#include <QJsonValue>
#include <QString>

#include <initializer_list>
#include <utility>
#include <vector>

namespace simulator {

/// QJsonDocument sorts keys and sends every number through a double, so the bodies the simulator
/// sends are built with this instead. Requests that come in are read with Qt's own parser.
class Json {
public:
    enum class Type { Null, Bool, Number, String, Array, Object };
    using Member = std::pair<QString, Json>;

    Json() = default;
    Json(bool value);
    Json(int value);
    Json(qint64 value);
    Json(const QString &text);
    Json(const char *) = delete;

    static Json object(std::initializer_list<Member> members = {});
    static Json array(std::initializer_list<Json> items = {});
    /// An amount with two decimals, for example 312425 -> 3124.25.
    static Json money(qint64 cents);
    static Json from(const QJsonValue &value);

    Type type() const { return m_type; }
    bool isObject() const { return m_type == Type::Object; }
    bool isArray() const { return m_type == Type::Array; }

    /// Sets a member of an object; a known key keeps its place.
    Json &set(const QString &key, Json value);
    /// Adds an item to an array.
    Json &add(Json item);
    void remove(const QString &key);
    void removeAt(std::size_t index);

    Json *member(const QString &key);
    const Json *member(const QString &key) const;
    std::vector<Member> &members() { return m_members; }
    const std::vector<Member> &members() const { return m_members; }
    std::vector<Json> &items() { return m_items; }
    const std::vector<Json> &items() const { return m_items; }
    /// The text of a string or a number; empty for the rest.
    const QString &text() const { return m_text; }

    /// Compact JSON, UTF-8.
    QByteArray bytes() const;

private:
    void write(QByteArray &out) const;

    Type m_type = Type::Null;
    bool m_bool = false;
    QString m_text;
    std::vector<Json> m_items;
    std::vector<Member> m_members;
};

} // namespace simulator
