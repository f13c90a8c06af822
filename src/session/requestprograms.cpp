// SPDX-License-Identifier: GPL-3.0-or-later
// Python with requests, C# with HttpClient.
#include "session/requestwriters.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::requestwriters {

namespace {

bool anyPiece(const RequestPlan &plan, CodePiece::Put put)
{
    const auto is = [put](const CodePiece &piece) { return !piece.name.isEmpty() && piece.put == put; };
    return std::any_of(plan.url.begin(), plan.url.end(), is) || std::any_of(plan.body.begin(), plan.body.end(), is);
}

QString pythonValue(const CodePiece &piece)
{
    QString text = piece.name;
    switch (piece.put) {
    case CodePiece::Put::AsIs: return text;
    case CodePiece::Put::InUrl: return u"urllib.parse.quote(%1, safe=\"\")"_s.arg(text);
    case CodePiece::Put::InJson: break;
    }
    for (int i = 0; i < piece.depth; ++i)
        text = u"json.dumps(%1)[1:-1]"_s.arg(text);
    return text;
}

Dialect python()
{
    return {.quoted = [](const QString &text) { return literal(text, betterQuote(text)); }, .value = pythonValue};
}

/// AEROSYNC_API_KEY → aerosyncApiKey
QString csharpName(const QString &name)
{
    QString result;
    const QStringList words = name.toLower().split(u'_', Qt::SkipEmptyParts);
    for (const QString &word : words)
        result += result.isEmpty() ? word : word.left(1).toUpper() + word.mid(1);
    return result;
}

QString csharpValue(const CodePiece &piece)
{
    QString text = csharpName(piece.name);
    switch (piece.put) {
    case CodePiece::Put::AsIs: return text;
    case CodePiece::Put::InUrl: return u"Uri.EscapeDataString(%1)"_s.arg(text);
    case CodePiece::Put::InJson: break;
    }
    for (int i = 0; i < piece.depth; ++i)
        text = u"JsonSerializer.Serialize(%1)[1..^1]"_s.arg(text);
    return text;
}

Dialect csharp()
{
    // No interpolated and no verbatim text: braces and line ends mean themselves.
    return {.quoted = [](const QString &text) { return literal(text, u'"'); }, .value = csharpValue};
}

bool isAscii(const CodeText &text)
{
    return std::all_of(text.begin(), text.end(), [](const CodePiece &piece) {
        return std::all_of(piece.bytes.begin(), piece.bytes.end(), [](char c) { return quint8(c) < 0x80; });
    });
}

/// In .NET these belong to the content.
bool isContents(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower.startsWith("content-") || lower == "allow" || lower == "expires" || lower == "last-modified";
}

QString csharpHeaders(const RequestPlan &plan, bool ofContent)
{
    QString lines;
    for (const auto &[name, text] : plan.headers) {
        if (isContents(name) == ofContent)
            lines += u"request.%1Headers.TryAddWithoutValidation(%2, %3);\n"_s.arg(ofContent ? u"Content."_s : QString(), literal(QString::fromLatin1(name), u'"'),
                                                                                  joined(text, csharp(), false));
    }
    return lines;
}

QString csharpContent(const RequestPlan &plan)
{
    const QString headers = csharpHeaders(plan, true);
    const bool saysLength = plan.verb == "POST" || plan.verb == "PUT" || plan.verb == "PATCH";
    if (!plan.hasBody() && headers.isEmpty() && !saysLength)
        return {};
    const bool isText = isPlainText(plan.body);
    const QString bytes = !plan.hasBody() ? u"Array.Empty<byte>()"_s
                                          : u"Encoding.%1.GetBytes(%2)"_s.arg(isText ? u"UTF8"_s : u"Latin1"_s, joined(plan.body, csharp(), isText));
    return u"request.Content = new ByteArrayContent(%1);\n"_s.arg(bytes) + headers;
}

} // namespace

QString asPythonRequests(const RequestPlan &plan)
{
    QString text = remarks(plan, u"# "_s);
    if (anyPiece(plan, CodePiece::Put::InJson))
        text += u"import json\n"_s;
    if (!plan.names.isEmpty())
        text += u"import os\n"_s;
    if (anyPiece(plan, CodePiece::Put::InUrl))
        text += u"import urllib.parse\n"_s;
    text += u"\nimport requests\n\n"_s;
    for (const QString &name : plan.names)
        text += u"%1 = os.environ[\"%1\"]\n"_s.arg(name);
    text += u"\nresponse = requests.request(\n    %1,\n    %2,\n"_s.arg(literal(QString::fromLatin1(plan.verb), u'"'), joined(plan.url, python(), true));
    if (!plan.headers.isEmpty()) {
        text += u"    headers={\n"_s;
        for (const auto &[name, value] : plan.headers)
            text += u"        %1: %2,\n"_s.arg(literal(QString::fromLatin1(name), u'"'), joined(value, python(), false)); // Latin-1 on the wire
        text += u"    },\n"_s;
    }
    if (plan.hasBody()) {
        const bool isText = isPlainText(plan.body);
        text += u"    data=(%1).encode(\"%2\"),\n"_s.arg(joined(plan.body, python(), isText), isText ? u"utf-8"_s : u"latin-1"_s);
    }
    return text + u"    allow_redirects=False,\n    timeout=60,\n)\nprint(response.status_code, response.reason)\nprint(response.text)\n"_s;
}

QString asCSharpHttpClient(const RequestPlan &plan)
{
    QString text = remarks(plan, u"// "_s) + u"using System;\nusing System.Net.Http;\nusing System.Text;\n"_s;
    if (anyPiece(plan, CodePiece::Put::InJson))
        text += u"using System.Text.Json;\n"_s;
    text += u'\n';
    for (const QString &name : plan.names)
        text += u"string %1 = Environment.GetEnvironmentVariable(\"%2\") ?? throw new InvalidOperationException(\"Set %2 first.\");\n"_s.arg(csharpName(name), name);
    const bool allAscii = std::all_of(plan.headers.begin(), plan.headers.end(), [](const auto &header) { return isAscii(header.second); });
    text += u"using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false%1 });\n"_s.arg(
        allAscii ? QString() : u", RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1"_s);
    text += u"using var request = new HttpRequestMessage(new HttpMethod(%1), %2);\n"_s.arg(literal(QString::fromLatin1(plan.verb), u'"'), joined(plan.url, csharp(), true));
    text += csharpHeaders(plan, false) + csharpContent(plan);
    return text + u"using HttpResponseMessage response = await client.SendAsync(request);\n"
                  "Console.WriteLine((int)response.StatusCode);\n"
                  "Console.WriteLine(await response.Content.ReadAsStringAsync());\n"_s;
}

} // namespace console::requestwriters
