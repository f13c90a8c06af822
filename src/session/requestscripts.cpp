// SPDX-License-Identifier: GPL-3.0-or-later
// JavaScript for a browser and for Node.js: both know fetch.
#include "session/requestwriters.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::requestwriters {

namespace {

struct RequestCode {
    Q_DECLARE_TR_FUNCTIONS(console::RequestCode)
};

QString value(const CodePiece &piece)
{
    QString text = piece.name;
    switch (piece.put) {
    case CodePiece::Put::AsIs: return text;
    case CodePiece::Put::InUrl: return u"encodeURIComponent(%1)"_s.arg(text);
    case CodePiece::Put::InJson: break;
    }
    for (int i = 0; i < piece.depth; ++i)
        text = u"JSON.stringify(%1).slice(1, -1)"_s.arg(text);
    return text;
}

Dialect dialect()
{
    return {.quoted = [](const QString &text) { return literal(text, betterQuote(text)); }, .value = value};
}

/// Headers that a page may not set (the browser does), as far as a call of ours could have them.
bool isBrowsers(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "cookie" || lower == "origin" || lower == "referer" || lower == "user-agent" || lower == "date" || lower == "via" || lower == "te"
        || lower == "upgrade" || lower == "trailer" || lower == "dnt" || lower.startsWith("sec-") || lower.startsWith("proxy-");
}

QString headerList(const RequestPlan &plan, bool inBrowser, const QString &indent)
{
    // An object has each name once.
    const bool asPairs = hasTwins(plan);
    QString lines;
    for (const auto &[name, text] : plan.headers) {
        if (inBrowser && isBrowsers(name))
            continue;
        const QString quotedName = literal(QString::fromLatin1(name), u'"');
        const QString value = joined(text, dialect(), false); // fetch takes one character for each byte of a header
        lines += indent + u"    "_s + (asPairs ? u"[%1, %2],\n"_s.arg(quotedName, value) : u"%1: %2,\n"_s.arg(quotedName, value));
    }
    if (lines.isEmpty())
        return {};
    return indent + u"  headers: "_s + (asPairs ? u'[' : u'{') + u'\n' + lines + indent + u"  "_s + (asPairs ? u"],\n"_s : u"},\n"_s);
}

/// A text as body would bring a Content-Type of its own where the call had none; bytes do not.
QString bodyOf(const RequestPlan &plan, bool inBrowser)
{
    const bool isText = isPlainText(plan.body);
    const QString expression = joined(plan.body, dialect(), isText);
    if (isText && plan.hasHeader("Content-Type"))
        return expression;
    if (inBrowser)
        return isText ? u"new TextEncoder().encode(%1)"_s.arg(expression)
                      : u"Uint8Array.from(%1, (each) => each.charCodeAt(0))"_s.arg(plan.body.size() > 1 ? u'(' + expression + u')' : expression);
    return isText ? u"Buffer.from(%1)"_s.arg(expression) : u"Buffer.from(%1, \"latin1\")"_s.arg(expression);
}

QString call(const RequestPlan &plan, bool inBrowser, const QString &indent)
{
    const bool mayHaveBody = plan.verb != "GET" && plan.verb != "HEAD";
    QString text = indent + u"const response = await fetch(%1, {\n"_s.arg(joined(plan.url, dialect(), true));
    text += indent + u"  method: %1,\n"_s.arg(literal(QString::fromLatin1(plan.verb), u'"'));
    text += headerList(plan, inBrowser, indent);
    if (plan.hasBody() && mayHaveBody)
        text += indent + u"  body: %1,\n"_s.arg(bodyOf(plan, inBrowser));
    text += indent + u"  redirect: \"manual\",\n"_s;
    if (inBrowser)
        text += indent + u"  credentials: \"omit\",\n"_s;
    return text + indent + u"});\n"_s;
}

QString bodyRemark(const RequestPlan &plan)
{
    if (!plan.hasBody() || (plan.verb != "GET" && plan.verb != "HEAD"))
        return {};
    return u"// "_s + RequestCode::tr("The call had a body. fetch sends none with %1.").arg(QString::fromLatin1(plan.verb)) + u'\n';
}

} // namespace

QString asBrowserFetch(const RequestPlan &plan)
{
    QString text = remarks(plan, u"// "_s) + bodyRemark(plan);
    text += u"// "_s + RequestCode::tr("For a page from which the service allows calls (CORS).") + u'\n';
    QStringList left;
    for (const auto &[name, unused] : plan.headers) {
        if (isBrowsers(name))
            left << QString::fromLatin1(name);
    }
    if (!left.isEmpty())
        text += u"// "_s + RequestCode::tr("Left to the browser: %1.").arg(left.join(u", "_s)) + u'\n';
    for (const QString &name : plan.names)
        text += u"const %1 = \"\"; // %2\n"_s.arg(name, RequestCode::tr("fill in"));
    return text + u'\n' + call(plan, true, {}) + u"console.log(response.status, await response.text());\n"_s;
}

QString asNodeFetch(const RequestPlan &plan)
{
    QString text = remarks(plan, u"// "_s) + bodyRemark(plan);
    text += u"// "_s + RequestCode::tr("Node.js 18 or newer.") + u'\n';
    if (!plan.names.isEmpty()) {
        text += u"function fromEnvironment(name) {\n"
                "  const value = process.env[name];\n"
                "  if (!value) throw new Error(`Set ${name} first.`);\n"
                "  return value;\n"
                "}\n"_s;
        for (const QString &name : plan.names)
            text += u"const %1 = fromEnvironment(\"%1\");\n"_s.arg(name);
    }
    text += u"\nasync function main() {\n"_s + call(plan, false, u"  "_s);
    text += u"  console.log(response.status, response.statusText);\n"
            "  console.log(await response.text());\n"
            "}\n\n"
            "main().catch((error) => {\n"
            "  console.error(error);\n"
            "  process.exitCode = 1;\n"
            "});\n"_s;
    return text;
}

} // namespace console::requestwriters
