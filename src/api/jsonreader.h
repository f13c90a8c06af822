// SPDX-License-Identifier: GPL-3.0-or-later
// JsonReader: reads one object; required and optional are different words, and an error names the path.
#pragma once

#include "api/types.h"

#include <QSet>
#include <QStringList>

#include <initializer_list>

namespace console {

/// Remembers the first error and every field that was asked for; what is left is `unknown()`.
class JsonReader
{
public:
    using Names = std::initializer_list<QStringView>; ///< spellings, best first
    JsonReader(const Json &object, const QString &path);

    /// Present, not null, and text (a number is accepted where `requireId` is used).
    QString requireText(Names names);
    QString optionalText(Names names);
    /// Ids may come as text or number; both are kept digit for digit.
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

    void failAt(const QString &name, const QString &message);
    bool ok() const { return !m_error; }
    const Error &error() const { return *m_error; }
    QString path(QStringView name) const;
    UnknownFields unknown() const;

private:
    const Json &m_object;
    QString m_path;
    QSet<QString> m_asked;
    std::optional<Error> m_error;
};

} // namespace console
