// SPDX-License-Identifier: GPL-3.0-or-later
// cURL and HTTPie, for a POSIX shell.
#include "session/requestwriters.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::requestwriters {

namespace {

constexpr qsizetype longestWord = 100 * 1024; // bytes; Linux takes no argument of more than 128 KiB

/// Nothing is special between single quotes but their end.
QString singleQuoted(const QByteArray &bytes)
{
    return u'\'' + QString::fromUtf8(bytes).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// Between double quotes, `!` is a shell's history.
bool canBeDoubleQuoted(const QByteArray &bytes)
{
    return std::none_of(bytes.begin(), bytes.end(), [](char c) { return QByteArrayView("$`\\\"!\n").contains(c); });
}

QString shellValue(const CodePiece &piece)
{
    QString text = u'$' + piece.name;
    switch (piece.put) {
    case CodePiece::Put::AsIs: return text;
    case CodePiece::Put::InUrl: return u"$(in_url \"%1\")"_s.arg(text);
    case CodePiece::Put::InJson: break;
    }
    for (int i = 0; i < piece.depth; ++i)
        text = u"$(in_json \"%1\")"_s.arg(text);
    return text;
}

QString word(const CodeText &text)
{
    const bool isSimple = std::all_of(text.begin(), text.end(), [](const CodePiece &piece) {
        return piece.name.isEmpty() ? canBeDoubleQuoted(piece.bytes) : piece.put == CodePiece::Put::AsIs;
    });
    const bool hasNames = std::any_of(text.begin(), text.end(), [](const CodePiece &piece) { return !piece.name.isEmpty(); });
    QString result;
    if (hasNames && isSimple) {
        for (const CodePiece &piece : text)
            result += piece.name.isEmpty() ? QString::fromUtf8(piece.bytes) : u"${%1}"_s.arg(piece.name);
        return u'"' + result + u'"';
    }
    for (const CodePiece &piece : text)
        result += piece.name.isEmpty() ? singleQuoted(piece.bytes) : u'"' + shellValue(piece) + u'"';
    return result.isEmpty() ? u"''"_s : result;
}

bool isTyped(char c)
{
    return quint8(c) >= 0x20 || c == '\n';
}

/// Too long for a word of a command, or with bytes that a terminal does not take: printf makes it.
bool needsPrintf(const CodeText &body)
{
    qsizetype size = 0;
    bool isTypable = isPlainText(body);
    for (const CodePiece &piece : body) {
        size += piece.bytes.size();
        isTypable = isTypable && std::all_of(piece.bytes.begin(), piece.bytes.end(), isTyped);
    }
    return size > longestWord || !isTypable;
}

/// printf 'format' "$A" "$B": every byte of the body in the format, a %s for each credential.
QString printfOf(const CodeText &body)
{
    QString format, arguments;
    const bool isText = isPlainText(body);
    for (const CodePiece &piece : body) {
        if (!piece.name.isEmpty()) {
            format += u"%s"_s;
            arguments += u" \"%1\""_s.arg(shellValue(piece));
            continue;
        }
        const QString text = isText ? QString::fromUtf8(piece.bytes) : QString::fromLatin1(piece.bytes);
        for (const QChar c : text) {
            const char16_t code = c.unicode();
            if (code == u'%')
                format += u"%%"_s;
            else if (code == u'\'')
                format += u"'\\''"_s;
            else if (code == u'\\')
                format += u"\\\\"_s;
            else if (code < 0x20 || code == 0x7f || (!isText && code > 0x7f)) // three digits: the next one may be a digit too
                format += u'\\' + QString::number(code, 8).rightJustified(3, u'0');
            else
                format += c;
        }
    }
    if (format.startsWith(u'-')) // no option
        format.replace(0, 1, u"\\055"_s);
    return u"printf '%1'%2"_s.arg(format, arguments);
}

bool puts(const RequestPlan &plan, CodePiece::Put put)
{
    const auto does = [put](const CodePiece &piece) { return !piece.name.isEmpty() && piece.put == put; };
    return std::any_of(plan.url.begin(), plan.url.end(), does) || std::any_of(plan.body.begin(), plan.body.end(), does);
}

/// Everything in front of the command: what is to be known, and that every credential is there.
QString head(const RequestPlan &plan)
{
    QString text = remarks(plan, u"# "_s);
    if (puts(plan, CodePiece::Put::InJson))
        text += u"in_json() { printf %s \"$1\" | sed 's/[\\\\\"]/\\\\&/g'; }\n"_s;
    if (puts(plan, CodePiece::Put::InUrl)) // every byte: od and sed are everywhere
        text += u"in_url() { printf %s \"$1\" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g'; }\n"_s;
    if (plan.names.isEmpty())
        return text;
    text += u':';
    for (const QString &name : plan.names)
        text += u" \"${%1:?set it first}\""_s.arg(name);
    return text + u" &&\n"_s; // so that nothing is sent without them
}

QString assembled(const RequestPlan &plan, const QStringList &words)
{
    const QString command = words.join(u" \\\n  "_s) + u'\n';
    return head(plan) + (needsPrintf(plan.body) ? printfOf(plan.body) + u" |\n"_s : QString()) + command;
}

/// POST, PUT and PATCH say how long their body is, also when there is none.
bool saysLength(const QByteArray &verb)
{
    return verb == "POST" || verb == "PUT" || verb == "PATCH";
}

CodeText withFront(const QByteArray &front, const CodeText &text)
{
    CodeText all = text;
    if (!all.isEmpty() && all.front().name.isEmpty())
        all.front().bytes.prepend(front); // one word, not two in a row
    else
        all.prepend(CodePiece{.bytes = front});
    return all;
}

/// HTTPie reads "Name:=value" and "Name:@value" as something else.
CodeText escapedForHttPie(CodeText value)
{
    if (!value.isEmpty() && (value.front().bytes.startsWith('=') || value.front().bytes.startsWith('@')))
        value.front().bytes.prepend('\\');
    return value;
}

} // namespace

QString asCurl(const RequestPlan &plan)
{
    const bool isHead = plan.verb == "HEAD";
    const bool hasData = plan.hasBody() || saysLength(plan.verb);
    QStringList words{u"curl "_s + (isHead ? u"--head "_s : u"--request %1 "_s.arg(QString::fromLatin1(plan.verb))) + word(plan.url)};
    QByteArray address;
    for (const CodePiece &piece : plan.url)
        address += piece.bytes;
    if (std::any_of(address.begin(), address.end(), [](char c) { return QByteArrayView("[]{}").contains(c); }))
        words << u"--globoff"_s;
    if (address.contains("/./") || address.contains("/../"))
        words << u"--path-as-is"_s;
    for (const auto &[name, text] : plan.headers) {
        if (text.isEmpty())
            words << u"--header "_s + singleQuoted(name + ';'); // how curl is told of a header without a value
        else
            words << u"--header "_s + word(withFront(name + ": ", text));
    }
    if (hasData && !plan.hasHeader("Content-Type"))
        words << u"--header 'Content-Type:'"_s; // else it would claim a form
    if (hasData && !isHead)
        words << (needsPrintf(plan.body) ? u"--data-binary @-"_s : u"--data-raw "_s + word(plan.body));
    return assembled(plan, words);
}

QString asHttPie(const RequestPlan &plan)
{
    const bool piped = needsPrintf(plan.body);
    QStringList words{u"http %1%2 %3"_s.arg(piped ? QString() : u"--ignore-stdin "_s, QString::fromLatin1(plan.verb), word(plan.url))};
    for (const auto &[name, text] : plan.headers)
        words << (text.isEmpty() ? singleQuoted(name + ';') : word(withFront(name + ':', escapedForHttPie(text))));
    if (plan.hasBody() && !plan.hasHeader("Content-Type"))
        words << u"'Content-Type:'"_s; // else it would claim JSON
    if (plan.hasBody() && !piped)
        words << u"--raw "_s + word(plan.body);
    return assembled(plan, words);
}

} // namespace console::requestwriters
