// SPDX-License-Identifier: GPL-3.0-or-later
// Redaction by name and by shape: finds what stands where in the bytes, for Redactor and maskedJson(). Nothing is parsed
// into a document and written again: what is not found stays byte for byte as it is.
#pragma once

#include "session/redactionrules.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <vector>

namespace console::redactscan {

/// A place to be replaced.
struct Span {
    qsizetype begin = 0, end = 0;
    bool isCredential = true;
    QByteArray mask = {};  ///< of what is personal
    QByteArray quote = {}; ///< written on both sides: what was a bare number becomes a text
    int rank = 0;          ///< of two masks for one place that of the lower rank holds: its own name says more than its surroundings
    ToldText told = {};    ///< a credential; or what it says of a person, where its name leaves no doubt
};
using Spans = std::vector<Span>;

enum class Wanted { Credentials, Personal, Both };

/// Where `what` is, from `from` on; -1: nowhere. QByteArray::indexOf() takes several times as long, and all bytes of all bodies pass here.
qsizetype find(const QByteArray &bytes, QByteArrayView what, qsizetype from);
inline bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// JSON fields, also in JSON that stands as text inside JSON, to any depth: {"a":"{\"token\":\"…\"}"}.
/// `more`: further credentials' names, lower case, without separators.
void addFields(const QByteArray &bytes, const RedactionRules &rules, Wanted wanted, const QList<QByteArray> &more, Spans &spans);
/// name=value of forms and queries, also where the whole was escaped once more (name%3Dvalue).
void addPairs(const QByteArray &bytes, const RedactionRules &rules, Wanted wanted, Spans &spans);
/// "X-Api-Key: value" in plain text, and "Bearer value".
void addHeaderLines(const QByteArray &bytes, const RedactionRules &rules, Spans &spans);
/// JSON Web Tokens, wherever they stand: two or more base64url parts, the first of which begins a JSON object. And, as a whole a
/// credential, base64 of such a token, or of a JSON object that has a secret or personal field.
void addJwts(const QByteArray &bytes, const RedactionRules &rules, Spans &spans);
/// The places of the rules' patterns.
void addPatterns(const QByteArray &bytes, const RedactionRules &rules, Wanted wanted, Spans &spans);

/// Sorted, and none over another: credentials take in what they overlap.
void settle(Spans &spans);
/// The bytes with every place replaced, credentials by `mark`. Settles them first.
QByteArray applied(const QByteArray &bytes, Spans &spans, const QByteArray &mark = {});

} // namespace console::redactscan
