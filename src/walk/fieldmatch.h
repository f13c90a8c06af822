// SPDX-License-Identifier: GPL-3.0-or-later
// FieldMatch: what a walk expects of a field of an answer: "*", "absent", ">0", "/regex/", "=text", or the text itself.
#pragma once

#include "api/json.h"

#include <QRegularExpression>

namespace console {

struct FieldMatch {
    enum class Kind {
        Present,  ///< "*": there, not null, not empty
        Absent,   ///< "absent": not there, or null
        Equal,    ///< "=text", or any other text; numbers by value
        Pattern,  ///< "/regex/", anywhere in it
        Above, AtLeast, Below, AtMost, ///< ">N", ">=N", "<N", "<=N": a number, or a list by its length
    };
    Kind kind = Kind::Present;
    QString text = {};
    QRegularExpression pattern = {};
    double number = 0;

    /// Errors: Input, with what would be right.
    static Result<FieldMatch> parse(const QString &rule);
    bool holds(const Json *value) const;
    QString describe() const;      ///< "a number above 0"
};

/// False also where the rule cannot be read. nullptr: the field is not there.
bool matches(const Json *value, const QString &rule);
/// By a path from the root, "account.accounts.0.name"; else the first place, deep, from where that path can be gone.
/// nullptr: nowhere.
const Json *valueAt(const Json &body, const QString &path);
/// `rules`: an object, paths to rules. Errors: Decode (`where`: the first path), with all that does not hold, never a
/// value that was found; Input where a rule cannot be read.
Result<void> fieldsHold(const Json &body, const Json &rules);

} // namespace console
