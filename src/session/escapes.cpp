// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/escapes.h"

#include <QString>

#include <cstring>

namespace console {

namespace {

int hexOf(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The number that `digits` hex digits at `at` are; -1: they are none.
int numberAt(const QByteArray &bytes, qsizetype at, int digits)
{
    if (at + digits > bytes.size())
        return -1;
    int number = 0;
    for (int i = 0; i < digits; ++i) {
        const int digit = hexOf(bytes[at + i]);
        if (digit < 0)
            return -1;
        number = number * 16 + digit;
    }
    return number;
}

bool isEscapedAt(const QByteArray &bytes, qsizetype at)
{
    if (bytes[at] == '%')
        return numberAt(bytes, at + 1, 2) >= 0;
    const int code = at + 1 < bytes.size() && bytes[at + 1] == 'u' ? numberAt(bytes, at + 2, 4) : -1;
    return code >= 0x20 && code < 0x7f;
}

/// Is there an escape that begins so? With memchr(): all bytes of all bodies pass here, and most have none.
bool has(const QByteArray &bytes, char mark)
{
    const char *begin = bytes.constData(), *end = begin + bytes.size();
    for (const char *at = begin; at < end; ++at) {
        at = static_cast<const char *>(std::memchr(at, mark, std::size_t(end - at)));
        if (!at)
            return false;
        if (isEscapedAt(bytes, at - begin))
            return true;
    }
    return false;
}

/// What the escape at `at` says, and how long it is; length 1: it is none.
std::pair<QByteArray, qsizetype> escapeAt(const QByteArray &bytes, qsizetype at)
{
    const char next = at + 1 < bytes.size() ? bytes[at + 1] : '\0';
    if (bytes[at] == '%') {
        const int code = numberAt(bytes, at + 1, 2);
        return code < 0 ? std::pair(QByteArray(1, '%'), qsizetype(1)) : std::pair(QByteArray(1, char(code)), qsizetype(3));
    }
    if (next == 'u') {
        const int code = numberAt(bytes, at + 2, 4);
        if (code < 0)
            return {QByteArray(1, '\\'), 1};
        const int low = QChar::isHighSurrogate(char32_t(code)) && bytes.mid(at + 6, 2) == "\\u" ? numberAt(bytes, at + 8, 4) : -1;
        if (low >= 0 && QChar::isLowSurrogate(char32_t(low)))
            return {QString(QChar(char16_t(code))).append(QChar(char16_t(low))).toUtf8(), 12};
        return {QString(QChar(char16_t(code))).toUtf8(), 6};
    }
    switch (next) {
    case '"':
    case '\\':
    case '/': return {QByteArray(1, next), 2};
    case 'n': return {QByteArray(1, '\n'), 2};
    case 't': return {QByteArray(1, '\t'), 2};
    case 'r': return {QByteArray(1, '\r'), 2};
    default: return {QByteArray(1, '\\'), 1};
    }
}

} // namespace

std::optional<Unescaped> unescaped(const QByteArray &bytes)
{
    if (!has(bytes, '%') && !has(bytes, '\\'))
        return {};
    Unescaped out;
    out.text.reserve(bytes.size());
    out.places.reserve(std::size_t(bytes.size()) + 1);
    for (qsizetype at = 0; at < bytes.size();) {
        if (bytes[at] != '%' && bytes[at] != '\\') {
            out.text += bytes[at];
            out.places.push_back(quint32(at++));
            continue;
        }
        const auto [plain, length] = escapeAt(bytes, at);
        out.text += plain;
        out.places.insert(out.places.end(), std::size_t(plain.size()), quint32(at));
        at += length;
    }
    out.places.push_back(quint32(bytes.size()));
    return out;
}

void placeInto(Unescaped &inner, const Unescaped &outer)
{
    for (quint32 &place : inner.places)
        place = outer.places[place];
}

} // namespace console
