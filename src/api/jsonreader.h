// SPDX-License-Identifier: GPL-3.0-or-later
// JsonReader: reads one object; required and optional are different words, and an error names the path.
#pragma once

#include "api/types.h"

#include <QStringList>
#include <QVarLengthArray>

#include <initializer_list>

namespace console {

/// Remembers the first error and every field that was asked for; what is left is `unknown()`.
/// A field may have several spellings; the first that is present and not null counts. Null counts as absent
/// for what is optional. Tolerance is about spelling only: a number or true/false may come in quotes, any
/// other type is an error like "account.availableBalance: expected a number, got text", never a default.
class JsonReader
{
public:
    using Names = std::initializer_list<QStringView>; ///< spellings, best first
    /// `object` is only referred to: it must outlive the reader. Not an object: the reader starts failed.
    JsonReader(const Json &object, const QString &path);

    /// Present, not null, and text; empty text is text.
    QString requireText(Names names);
    QString optionalText(Names names);
    /// Text that may not be empty: tokens, job ids, account numbers. No numbers: a number has lost its zeros.
    QString requireFilledText(Names names);
    /// Ids that are seen as text and as number; both are kept digit for digit. A required one may not be empty.
    QString requireId(Names names);
    QString optionalId(Names names);
    std::optional<bool> optionalBool(Names names);
    Money requireMoney(Names names, const QString &currency);
    std::optional<Money> optionalMoney(Names names, const QString &currency);
    std::optional<qint64> optionalInteger(Names names); ///< 1800 or "1800"
    QDateTime optionalTime(Names names);                ///< ISO-8601, or "YYYY-MM-DD HH:MM:SS.ffffff"; UTC when no zone is given
    const Json *optionalObject(Names names);
    const Json *requireObject(Names names);
    const Json *requireArray(Names names);
    const Json *find(Names names);                      ///< any type, null counts as absent

    /// Is a field of one of these names there at all, be it null? Does not count as asking.
    bool has(Names names) const;
    /// `name` is the field; the error's message and `where` start with its path.
    void failAt(const QString &name, const QString &message);
    /// Takes over the error of a reader of something inside this object.
    void failWith(const Error &error);
    bool ok() const { return !m_error; }
    const Error &error() const { return *m_error; }
    QString path(QStringView name) const;
    /// Every field that nobody asked for, in order.
    UnknownFields unknown() const;

private:
    struct Found { QStringView name; const Json *value = nullptr; };
    Found lookUp(Names names);
    /// Like lookUp, but absent or null is an error.
    Found require(Names names, Json::Type expected);
    void failType(QStringView name, const QString &expected, const Json &got);
    void failType(QStringView name, Json::Type expected, const Json &got);
    QString idFrom(const Found &found);
    QString textFrom(const Found &found);
    QString filled(const Found &found, const QString &text);
    std::optional<Money> moneyFrom(const Found &found, const QString &currency);

    const Json &m_object;
    QString m_path;
    QVarLengthArray<bool, 32> m_asked; // for each field of the object: was it asked for?
    std::optional<Error> m_error;
};

} // namespace console
