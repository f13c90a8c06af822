// SPDX-License-Identifier: GPL-3.0-or-later
// Spellings: how a value is written inside other texts. Pure functions, for Redactor only.
#pragma once

#include <QByteArray>
#include <QList>

namespace console {

/// As the inside of a JSON text, without its quotes.
QByteArray jsonEscaped(const QByteArray &utf8, bool escapeSlash = false, bool escapeBeyondAscii = false);
/// The other way; what is no JSON text stays as it is.
QByteArray jsonUnescaped(const QByteArray &inside);

/// The value itself, escaped for URLs (also twice) and forms, and for JSON (also twice, also as ASCII); none comes twice.
QList<QByteArray> textSpellings(const QByteArray &value);
/// In base64 and base64url, also as a part of a longer base64 text: "user:value". Of short values there are fewer.
QList<QByteArray> base64Spellings(const QByteArray &value);

} // namespace console
