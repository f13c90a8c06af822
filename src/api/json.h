// SPDX-License-Identifier: GPL-3.0-or-later
// Json: a parsed answer that keeps what QJsonDocument loses: key order, and every digit of a number.
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <utility>

namespace console {

/// A value, implicitly shared. Duplicate keys are kept; `find` gives the first.
class Json
{
public:
    enum class Type { Null, Bool, Number, Text, Array, Object };
    using Field = std::pair<QString, Json>;

    Json() = default; // null
    /// Strict JSON, UTF-8, at most 64 levels deep. Errors: Decode, with the byte offset where known.
    static Result<Json> parse(QByteArrayView utf8);
    static Json text(const QString &value);

    Type type() const { return m_type; }
    bool isNull() const { return m_type == Type::Null; }
    bool isObject() const { return m_type == Type::Object; }
    bool isArray() const { return m_type == Type::Array; }
    bool boolean() const { return m_type == Type::Bool && m_text == QStringLiteral("true"); }
    /// The text of a Text, or of a Number digit for digit as it came, or "true"/"false"; else empty.
    const QString &scalar() const { return m_text; }
    const QList<Json> &items() const { return m_items; }
    const QList<Field> &fields() const { return m_fields; }
    /// The first field of that exact name, or nullptr.
    const Json *find(QStringView name) const;
    /// One line of JSON again, digits and order as they came.
    QString compact() const;
    /// What a person calls it: "text", "number", "true/false", "nothing", "a list", "an object".
    static QString typeName(Type type);

private:
    friend class JsonBuilder;
    Type m_type = Type::Null;
    QString m_text;
    QList<Json> m_items;
    QList<Field> m_fields;
};

/// The same bytes, re-indented for reading: never re-ordered, merged or re-formatted. Not JSON → as it is.
QString indentedJson(QByteArrayView utf8);

} // namespace console
