// SPDX-License-Identifier: GPL-3.0-or-later
// Json: a parsed answer that keeps what QJsonDocument loses: key order, and every digit of a number.
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <memory>
#include <utility>

namespace console {

/// A value, implicitly shared. Duplicate keys are kept; `find` gives the first.
class Json
{
public:
    enum class Type { Null, Bool, Number, Text, Array, Object };
    using Field = std::pair<QString, Json>;

    Json() = default; // null
    /// Strict JSON, UTF-8, at most 64 levels deep; a lone surrogate (\ud800) is refused, it has no text.
    /// Errors: Decode, with the byte offset where known; the message never quotes the input.
    static Result<Json> parse(QByteArrayView utf8);
    static Json text(const QString &value);
    static Json integer(qint64 value);
    static Json object(const QList<Field> &fields);
    static Json list(const QList<Json> &items);

    Type type() const { return m_type; }
    bool isNull() const { return m_type == Type::Null; }
    bool isText() const { return m_type == Type::Text; }
    bool isNumber() const { return m_type == Type::Number; }
    bool isObject() const { return m_type == Type::Object; }
    bool isArray() const { return m_type == Type::Array; }
    bool boolean() const { return m_type == Type::Bool && m_text == QStringLiteral("true"); }
    /// The text of a Text, or of a Number digit for digit as it came, or "true"/"false"; else empty.
    const QString &scalar() const { return m_text; }
    const QList<Json> &items() const;
    const QList<Field> &fields() const;
    /// The first field of that exact name, or nullptr.
    const Json *find(QStringView name) const;
    /// One line of JSON again, digits and order as they came.
    QString compact() const;
    /// What a person calls it: "text", "a number", "true/false", "nothing", "a list", "an object".
    static QString typeName(Type type);

private:
    friend class JsonBuilder;
    struct Children; // most values have none: one pointer instead of two lists keeps a big answer small
    Type m_type = Type::Null;
    QString m_text;
    std::shared_ptr<const Children> m_children;
};

struct Json::Children {
    QList<Json> items;
    QList<Field> fields;
};

inline const QList<Json> &Json::items() const
{
    static const QList<Json> none;
    return m_children ? m_children->items : none;
}

inline const QList<Json::Field> &Json::fields() const
{
    static const QList<Field> none;
    return m_children ? m_children->fields : none;
}

/// The same bytes, re-indented for reading: never re-ordered, merged or re-formatted. Not JSON → as it is.
QString indentedJson(QByteArrayView utf8);

} // namespace console
