// SPDX-License-Identifier: GPL-3.0-or-later
// Redaction by name and by shape: pure functions on bytes, for Redactor only. What they do not take out stays
// byte for byte as it is: nothing is parsed into a document and written again.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace console::redactscan {

/// Is the value of this JSON field, form field or query parameter a credential? Any case, `_` and `-` ignored:
/// apiKey = api_key. `user_password` is none: it is the 1.x spelling of a connectionId (contract f.4).
bool isSecretField(QByteArrayView name);
bool isSecretHeader(QByteArrayView name);

/// JSON fields, also in JSON that stands as text inside JSON, to any depth: {"a":"{\"token\":\"…\"}"}.
/// `more`: further field names, spelt as isSecretField compares them (lower case, no separators).
QByteArray withoutFields(const QByteArray &bytes, const QByteArray &mark, const QList<QByteArray> &more = {});
/// name=value of forms and queries, also where the whole was escaped once more (name%3Dvalue).
QByteArray withoutPairs(const QByteArray &bytes, const QByteArray &mark);
/// "X-Api-Key: value" in plain text, and "Bearer value".
QByteArray withoutHeaderLines(const QByteArray &bytes, const QByteArray &mark);
/// JSON Web Tokens, wherever they stand: two or more base64url parts, the first of which begins a JSON object.
QByteArray withoutJwts(const QByteArray &bytes, const QByteArray &mark);

} // namespace console::redactscan
