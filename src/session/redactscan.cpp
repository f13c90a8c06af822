// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redactscan.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace console::redactscan {

namespace {

using Name = std::string_view;

constexpr std::array fieldNames = std::to_array<Name>({
    "accesstoken", "aeropayapikey", "aeropayapisecret", "apikey", "apisecret", "apsignature", "authorization",
    "authorizationtoken", "bearertoken", "clientsecret", "cookie", "idtoken", "jwt", "password", "proxyauthorization",
    "refreshtoken", "secret", "secretkey", "sessiontoken", "setcookie", "token", "webhooksignature", "widgettoken",
    "xapikey", "xwebhooksignature",
});

constexpr std::array headerNames = std::to_array<Name>({
    "apsignature", "authorization", "authorizationtoken", "cookie", "proxyauthorization", "setcookie", "xapikey",
    "xwebhooksignature",
});

static_assert(std::ranges::is_sorted(fieldNames) && std::ranges::is_sorted(headerNames)); // looked up by halves

// Every byte of every body is asked.
constexpr std::array<bool, 256> nameBytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    return table;
}();

bool isNameByte(char c)
{
    return nameBytes[static_cast<unsigned char>(c)];
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// A name as names are compared: "X-Api_Key" → "xapikey". Empty when it is longer than any name that means something.
class BareName
{
public:
    explicit BareName(QByteArrayView name)
    {
        for (const char c : name) {
            if (c == '_' || c == '-')
                continue;
            if (m_size == m_bytes.size()) {
                m_size = 0;
                return;
            }
            m_bytes[m_size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    Name view() const { return {m_bytes.data(), m_size}; }

private:
    std::array<char, 64> m_bytes; // without a heap: there are thousands in a body
    std::size_t m_size = 0;
};

template <std::size_t N>
bool isOneOf(const std::array<Name, N> &names, QByteArrayView name)
{
    return std::ranges::binary_search(names, BareName(name).view());
}

bool isOneOf(const QList<QByteArray> &names, QByteArrayView name)
{
    const BareName bare(name);
    return std::ranges::any_of(names, [&](const QByteArray &each) { return each == QByteArrayView(bare.view()); });
}

/// How many backslashes stand right before `at`.
qsizetype backslashesBefore(const QByteArray &bytes, qsizetype at)
{
    qsizetype count = 0;
    while (at - count > 0 && bytes[at - count - 1] == '\\')
        ++count;
    return count;
}

// A quote that delimits text at nesting depth n is written with 2^n − 1 backslashes before it: " \" \\\" …
// Inside such text, the closing quote is one whose run of backslashes is that number, modulo 2^(n+1): the
// rest of the run are escaped backslashes of the text itself.
bool isDelimiterRun(qsizetype run)
{
    return ((run + 1) & run) == 0 && run <= 127;
}

/// Does a quote with that many backslashes before it start at `at`?
bool isDelimiterAt(const QByteArray &bytes, qsizetype at, qsizetype run)
{
    if (at + run >= bytes.size() || bytes[at + run] != '"')
        return false;
    return std::all_of(bytes.begin() + at, bytes.begin() + at + run, [](char c) { return c == '\\'; });
}

/// Where the run of backslashes of the closing quote starts; the end of the bytes when the text is cut off.
qsizetype closingQuote(const QByteArray &bytes, qsizetype from, qsizetype run)
{
    for (qsizetype at = bytes.indexOf('"', from); at >= 0; at = bytes.indexOf('"', at + 1)) {
        const qsizetype here = std::min(backslashesBefore(bytes, at), at - from);
        if (here % (2 * (run + 1)) == run)
            return at - run;
    }
    return bytes.size();
}

/// Past white space, also where it is escaped once or more: " ", "\n" as backslash and letter.
qsizetype pastSpace(const QByteArray &bytes, qsizetype at)
{
    while (at < bytes.size()) {
        if (isSpace(bytes[at])) {
            ++at;
            continue;
        }
        qsizetype letter = at;
        while (letter < bytes.size() && bytes[letter] == '\\')
            ++letter;
        const bool isEscaped = letter > at && letter < bytes.size()
            && (bytes[letter] == 'n' || bytes[letter] == 't' || bytes[letter] == 'r');
        if (!isEscaped)
            break;
        at = letter + 1;
    }
    return at;
}

struct Span {
    qsizetype begin = -1, end = -1; // the value's bytes, without its quotes
    bool isValid() const { return begin >= 0 && end > begin; }
};

/// The value of the field whose name starts right after the quote at `quote`, when that name is secret.
Span secretValueAfter(const QByteArray &bytes, qsizetype quote, const QList<QByteArray> &more)
{
    const qsizetype run = backslashesBefore(bytes, quote);
    if (!isDelimiterRun(run))
        return {};
    qsizetype at = quote + 1;
    while (at < bytes.size() && at - quote <= 64 && isNameByte(bytes[at]))
        ++at;
    const QByteArrayView name = QByteArrayView(bytes).sliced(quote + 1, at - quote - 1);
    if (name.isEmpty() || !isDelimiterAt(bytes, at, run))
        return {};
    at = pastSpace(bytes, at + run + 1);
    if (at >= bytes.size() || bytes[at] != ':' || !(isSecretField(name) || isOneOf(more, name)))
        return {};
    at = pastSpace(bytes, at + 1);
    if (isDelimiterAt(bytes, at, run)) {
        const qsizetype begin = at + run + 1;
        return {begin, closingQuote(bytes, begin, run)};
    }
    qsizetype end = at; // a number; true, false and null are no credentials
    while (end < bytes.size() && (isNameByte(bytes[end]) || bytes[end] == '.' || bytes[end] == '+'))
        ++end;
    const bool isNumber = end > at && (bytes[at] == '-' || (bytes[at] >= '0' && bytes[at] <= '9'));
    return isNumber ? Span{at, end} : Span{};
}

bool endsPairValue(char c)
{
    return isSpace(c) || c == '&' || c == '"' || c == '\'' || c == '#' || c == '<' || c == '>' || c == ';' || c == ','
        || c == ')' || c == ']' || c == '}' || c == '\\';
}

/// OAuth's authorization code is a credential, and shares its name with error codes: those of the services (contract j)
/// and short words stay.
bool isOAuthCode(QByteArrayView value)
{
    if (value.size() < 6)
        return false;
    const bool hasPrefix = value[0] == 'A' && (value[1] == 'C' || value[1] == 'R' || value[1] == 'P');
    const QByteArrayView number = value.sliced(value[2] == '-' ? 3 : 2);
    const bool isNumber = std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    return !(hasPrefix && isNumber && number.size() <= 5);
}

bool isTokenByte(char c)
{
    return isNameByte(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

bool matchesAt(const QByteArray &bytes, qsizetype at, QByteArrayView word)
{
    return bytes.size() - at >= word.size() && qstrnicmp(bytes.constData() + at, word.data(), static_cast<size_t>(word.size())) == 0;
}

/// The end of a JWT that starts at `at`; -1 when none does.
qsizetype jwtEnd(const QByteArray &bytes, qsizetype at)
{
    qsizetype end = at;
    int parts = 0;
    while (true) {
        const qsizetype begin = end;
        while (end < bytes.size() && isNameByte(bytes[end]))
            ++end;
        if (end - begin < 8 && parts < 2) // the signature may be anything, also missing
            return -1;
        ++parts;
        if (end >= bytes.size() || bytes[end] != '.' || (end + 1 < bytes.size() && !isNameByte(bytes[end + 1]) && parts >= 2))
            break;
        if (end + 1 >= bytes.size())
            break;
        ++end;
    }
    return parts >= 2 ? end : -1;
}

} // namespace

bool isSecretField(QByteArrayView name)
{
    return isOneOf(fieldNames, name);
}

bool isSecretHeader(QByteArrayView name)
{
    return isOneOf(headerNames, name);
}

QByteArray withoutFields(const QByteArray &bytes, const QByteArray &mark, const QList<QByteArray> &more)
{
    QByteArray out;
    qsizetype copied = 0;
    for (qsizetype quote = bytes.indexOf('"'); quote >= 0; quote = bytes.indexOf('"', quote + 1)) {
        const Span value = secretValueAfter(bytes, quote, more);
        if (!value.isValid())
            continue;
        out += QByteArrayView(bytes).sliced(copied, value.begin - copied);
        const bool wasBareNumber = bytes[value.begin - 1] != '"';
        out += wasBareNumber ? '"' + mark + '"' : mark;
        copied = value.end;
        quote = value.end - 1;
    }
    return copied == 0 ? bytes : out + bytes.mid(copied);
}

QByteArray withoutPairs(const QByteArray &bytes, const QByteArray &mark)
{
    QByteArray out;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const bool escaped = bytes[at] == '%' && matchesAt(bytes, at, "%3D");
        if (bytes[at] != '=' && !escaped)
            continue;
        qsizetype nameBegin = at;
        while (nameBegin > copied && isNameByte(bytes[nameBegin - 1]) && at - nameBegin < 64)
            --nameBegin;
        QByteArrayView name = QByteArrayView(bytes).sliced(nameBegin, at - nameBegin);
        if (nameBegin > 0 && bytes[nameBegin - 1] == '%' && name.size() > 2) // %26token%3D…: 26 belongs to the escape
            name = name.sliced(2);
        const bool isCode = BareName(name).view() == "code";
        if (!isCode && !isSecretField(name))
            continue;
        const qsizetype begin = at + (escaped ? 3 : 1);
        qsizetype end = begin;
        while (end < bytes.size() && !endsPairValue(bytes[end]) && !(escaped && matchesAt(bytes, end, "%26")))
            ++end;
        if (end == begin || (isCode && !isOAuthCode(QByteArrayView(bytes).sliced(begin, end - begin))))
            continue;
        out += QByteArrayView(bytes).sliced(copied, begin - copied);
        out += mark;
        copied = end;
        at = end - 1;
    }
    return copied == 0 ? bytes : out + bytes.mid(copied);
}

QByteArray withoutHeaderLines(const QByteArray &bytes, const QByteArray &mark)
{
    QByteArray out;
    qsizetype copied = 0;
    const auto replace = [&](qsizetype begin, qsizetype end) {
        out += QByteArrayView(bytes).sliced(copied, begin - copied);
        out += mark;
        copied = end;
    };
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (bytes[at] == ':') {
            qsizetype nameBegin = at;
            while (nameBegin > copied && isNameByte(bytes[nameBegin - 1]))
                --nameBegin;
            if (!isSecretHeader(QByteArrayView(bytes).sliced(nameBegin, at - nameBegin)))
                continue;
            qsizetype begin = at + 1;
            while (begin < bytes.size() && (bytes[begin] == ' ' || bytes[begin] == '\t'))
                ++begin;
            qsizetype end = begin;
            while (end < bytes.size() && bytes[end] != '\r' && bytes[end] != '\n' && bytes[end] != '"' && bytes[end] != '\\')
                ++end;
            if (end > begin) {
                replace(begin, end);
                at = end - 1;
            }
        } else if ((bytes[at] == 'B' || bytes[at] == 'b') && matchesAt(bytes, at, "bearer ") && (at == 0 || !isNameByte(bytes[at - 1]))) {
            const qsizetype begin = at + 7;
            qsizetype end = begin;
            while (end < bytes.size() && isTokenByte(bytes[end]))
                ++end;
            if (end - begin >= 16) { // shorter ones are words: "bearer token"
                replace(begin, end);
                at = end - 1;
            }
        }
    }
    return copied == 0 ? bytes : out + bytes.mid(copied);
}

QByteArray withoutJwts(const QByteArray &bytes, const QByteArray &mark)
{
    QByteArray out;
    qsizetype copied = 0;
    for (qsizetype at = bytes.indexOf("eyJ"); at >= 0; at = bytes.indexOf("eyJ", at + 1)) {
        if (at > 0 && isNameByte(bytes[at - 1]) && !(at > 2 && bytes[at - 3] == '%')) // "…%3DeyJ" starts one, "keyJ" does not
            continue;
        const qsizetype end = jwtEnd(bytes, at);
        if (end < 0)
            continue;
        out += QByteArrayView(bytes).sliced(copied, at - copied);
        out += mark;
        copied = end;
        at = end - 1;
    }
    return copied == 0 ? bytes : out + bytes.mid(copied);
}

} // namespace console::redactscan
