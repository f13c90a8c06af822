// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/requestcode.h"

#include "session/requestwriters.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct RequestCode {
    Q_DECLARE_TR_FUNCTIONS(console::RequestCode)
};

} // namespace

QList<CodeLanguage> codeLanguages()
{
    using enum CodeLanguage;
    return {Curl, HttPie, BrowserFetch, NodeFetch, PythonRequests, CSharpHttpClient};
}

QString codeLanguageId(CodeLanguage language)
{
    switch (language) {
    case CodeLanguage::Curl: return u"curl"_s;
    case CodeLanguage::HttPie: return u"httpie"_s;
    case CodeLanguage::BrowserFetch: return u"fetch"_s;
    case CodeLanguage::NodeFetch: return u"node"_s;
    case CodeLanguage::PythonRequests: return u"python"_s;
    case CodeLanguage::CSharpHttpClient: return u"csharp"_s;
    }
    return {};
}

QString codeLanguageName(CodeLanguage language)
{
    switch (language) {
    case CodeLanguage::Curl: return u"cURL"_s;
    case CodeLanguage::HttPie: return u"HTTPie"_s;
    case CodeLanguage::BrowserFetch: return RequestCode::tr("JavaScript (fetch in a browser)");
    case CodeLanguage::NodeFetch: return RequestCode::tr("Node.js (fetch)");
    case CodeLanguage::PythonRequests: return RequestCode::tr("Python (requests)");
    case CodeLanguage::CSharpHttpClient: return RequestCode::tr("C# (HttpClient)");
    }
    return {};
}

QString requestAsCode(const LogEntry &entry, CodeLanguage language)
{
    if (entry.kind != LogEntry::Kind::Http || entry.verb.isEmpty())
        return {};
    const RequestPlan plan = requestPlan(entry);
    switch (language) {
    case CodeLanguage::Curl: return requestwriters::asCurl(plan);
    case CodeLanguage::HttPie: return requestwriters::asHttPie(plan);
    case CodeLanguage::BrowserFetch: return requestwriters::asBrowserFetch(plan);
    case CodeLanguage::NodeFetch: return requestwriters::asNodeFetch(plan);
    case CodeLanguage::PythonRequests: return requestwriters::asPythonRequests(plan);
    case CodeLanguage::CSharpHttpClient: return requestwriters::asCSharpHttpClient(plan);
    }
    return {};
}

namespace requestwriters {

QString remarks(const RequestPlan &plan, const QString &sign)
{
    QString lines;
    // No apostrophes: a shell that reads comments as commands would wait for the other one.
    if (plan.isMasked)
        lines += sign + RequestCode::tr("Personal data is masked here (•). Put the real values in before you send it.") + u'\n';
    if (plan.isCut)
        lines += sign + RequestCode::tr("The body was longer than what the time line keeps: its end is missing.") + u'\n';
    return lines;
}

QString literal(const QString &text, QChar quote)
{
    QString result(quote);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        // What is not seen, or turns the direction of what is, is spelt out. Half of a pair has no category of its own.
        const bool isHidden = code < 0x20 || (code >= 0x7f && code < 0xa0) || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        if (c == quote || code == u'\\')
            (result += u'\\') += c;
        else if (code == u'\n')
            result += u"\\n"_s;
        else if (code == u'\r')
            result += u"\\r"_s;
        else if (code == u'\t')
            result += u"\\t"_s;
        else if (isHidden)
            result += u"\\u%1"_s.arg(QString::number(code, 16).rightJustified(4, u'0'));
        else
            result += c;
    }
    return result + quote;
}

QChar betterQuote(const QString &text)
{
    return text.count(u'"') > text.count(u'\'') ? u'\'' : u'"';
}

bool isPlainText(const CodeText &text)
{
    return std::all_of(text.begin(), text.end(), [](const CodePiece &piece) { return isUtf8(piece.bytes) && !piece.bytes.contains('\0'); });
}

QString joined(const CodeText &text, const Dialect &dialect, bool asText)
{
    QStringList parts;
    for (const CodePiece &piece : text) {
        if (!piece.name.isEmpty())
            parts << dialect.value(piece);
        else
            parts << dialect.quoted(asText ? QString::fromUtf8(piece.bytes) : QString::fromLatin1(piece.bytes));
    }
    return parts.isEmpty() ? dialect.quoted({}) : parts.join(u" + "_s);
}

bool hasTwins(const RequestPlan &plan)
{
    QSet<QByteArray> names;
    return std::any_of(plan.headers.begin(), plan.headers.end(), [&](const auto &header) {
        const qsizetype before = names.size();
        names.insert(header.first.toLower());
        return names.size() == before;
    });
}

} // namespace requestwriters

} // namespace console
