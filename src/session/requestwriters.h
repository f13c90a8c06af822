// SPDX-License-Identifier: GPL-3.0-or-later
// The languages of requestcode.h, each in a file of its own, and what they share. For requestcode only.
#pragma once

#include "session/requestplan.h"

#include <functional>

namespace console::requestwriters {

QString asCurl(const RequestPlan &plan);
QString asHttPie(const RequestPlan &plan);
QString asBrowserFetch(const RequestPlan &plan);
QString asNodeFetch(const RequestPlan &plan);
QString asPythonRequests(const RequestPlan &plan);
QString asCSharpHttpClient(const RequestPlan &plan);

/// What whoever runs it has to know, one comment each, begun with `sign` ("# "); a line's end after each.
QString remarks(const RequestPlan &plan, const QString &sign);

/// A literal as JavaScript, Python and C# read it alike. `quote`: ' or ".
QString literal(const QString &text, QChar quote);
/// The quote that has to be escaped less often.
QChar betterQuote(const QString &text);

/// Can it stand in a program's text? Else every byte becomes a character of Latin-1, and is made a byte again there.
bool isPlainText(const CodeText &text);

/// How a language says these things; `joined` puts them together with `+`.
struct Dialect {
    std::function<QString(const QString &text)> quoted;
    std::function<QString(const CodePiece &piece)> value; ///< of a credential, escaped as its place needs it
};
/// An expression for the whole text, of characters (`asText`) or of one Latin-1 character for each byte.
QString joined(const CodeText &text, const Dialect &dialect, bool asText);

/// Two headers of one name, in whatever case.
bool hasTwins(const RequestPlan &plan);

} // namespace console::requestwriters
