// SPDX-License-Identifier: GPL-3.0-or-later
// Everything but JSON's fields: those are in redactfields.cpp.
#include "session/redactscan.h"

#include <algorithm>
#include <cstring>

namespace console::redactscan {

namespace {

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

/// The end of what may be base64 or base64url that starts at `at`; `*plain`: what it says.
qsizetype base64End(const QByteArray &bytes, qsizetype at, QByteArray *plain)
{
    qsizetype end = at;
    while (end < bytes.size() && (isNameByte(bytes[end]) || bytes[end] == '+' || bytes[end] == '/'))
        ++end;
    *plain = bytes.mid(at, end - at);
    *plain = QByteArray::fromBase64(plain->replace('-', '+').replace('_', '/'));
    while (end < bytes.size() && bytes[end] == '=')
        ++end;
    return end;
}

/// The end of a text in base64 that starts at `at` and holds JSON with a credential in it; -1 when none does.
qsizetype secretJsonEnd(const QByteArray &bytes, qsizetype at, const RedactionRules &rules)
{
    QByteArray plain;
    const qsizetype end = base64End(bytes, at, &plain);
    Spans inside;
    addFields(plain, rules, Wanted::Both, {}, inside);
    return inside.empty() ? -1 : end;
}

/// Does a word begin here? "…%3DeyJ" starts one, "keyJ" does not.
bool isTokenStart(const QByteArray &bytes, qsizetype at)
{
    return at == 0 || !isNameByte(bytes[at - 1]) || (at > 2 && bytes[at - 3] == '%');
}

void addCredential(const QByteArray &bytes, qsizetype begin, qsizetype end, Spans &spans)
{
    spans.push_back({.begin = begin, .end = end, .told = {.text = bytes.mid(begin, end - begin), .isCredential = true}});
}

bool isTokenByte(char c)
{
    return isNameByte(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

bool matchesAt(const QByteArray &bytes, qsizetype at, QByteArrayView word)
{
    return bytes.size() - at >= word.size() && qstrnicmp(bytes.constData() + at, word.data(), static_cast<size_t>(word.size())) == 0;
}

/// Where the `=`, and the "%3D" of those that were escaped, are; the end of the bytes after the last.
class Pairs
{
public:
    explicit Pairs(const QByteArray &bytes) : m_bytes(bytes) {}
    qsizetype next(qsizetype from)
    {
        if (m_plain < from)
            m_plain = place("=", from);
        while (m_escaped < from || (m_escaped < m_bytes.size() && !matchesAt(m_bytes, m_escaped, "%3D")))
            m_escaped = place("%", std::max(from, m_escaped + 1));
        return std::min(m_plain, m_escaped);
    }

private:
    qsizetype place(QByteArrayView what, qsizetype from) const
    {
        const qsizetype at = find(m_bytes, what, from);
        return at < 0 ? m_bytes.size() : at;
    }
    const QByteArray &m_bytes;
    qsizetype m_plain = -1, m_escaped = -1;
};

void addPersonalPair(const QByteArray &bytes, qsizetype begin, qsizetype end, Personal kind, Spans &spans)
{
    const QByteArray plain = QByteArray::fromPercentEncoding(bytes.mid(begin, end - begin));
    const QByteArray shown = masked(kind, QString::fromUtf8(plain)).toUtf8();
    if (shown != plain)
        spans.push_back({.begin = begin, .end = end, .isCredential = false, .mask = QByteArray(shown).replace(' ', '+'), .rank = 0});
}

void addBearers(const QByteArray &bytes, Spans &spans)
{
    for (const QByteArrayView tail : {QByteArrayView("earer "), QByteArrayView("EARER ")}) { // the first letter in any case
        for (qsizetype hit = find(bytes, tail, 1); hit >= 0; hit = find(bytes, tail, hit + 1)) {
            const qsizetype at = hit - 1;
            if ((bytes[at] != 'B' && bytes[at] != 'b') || (at > 0 && isNameByte(bytes[at - 1])))
                continue;
            const qsizetype begin = hit + tail.size();
            qsizetype end = begin;
            while (end < bytes.size() && isTokenByte(bytes[end]))
                ++end;
            if (end - begin >= 16) // shorter ones are words: "bearer token"
                addCredential(bytes, begin, end, spans);
        }
    }
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

qsizetype find(const QByteArray &bytes, QByteArrayView what, qsizetype from)
{
    if (from >= bytes.size())
        return -1;
    const void *hit = what.size() == 1 ? std::memchr(bytes.constData() + from, what[0], std::size_t(bytes.size() - from))
                                       : memmem(bytes.constData() + from, std::size_t(bytes.size() - from), what.data(), std::size_t(what.size()));
    return hit ? static_cast<const char *>(hit) - bytes.constData() : -1;
}

void addPairs(const QByteArray &bytes, const RedactionRules &rules, Wanted wanted, Spans &spans)
{
    qsizetype done = 0;
    Pairs pairs(bytes);
    for (qsizetype at = pairs.next(0); at < bytes.size(); at = pairs.next(at + 1)) {
        const bool escaped = bytes[at] == '%';
        qsizetype nameBegin = at;
        while (nameBegin > done && isNameByte(bytes[nameBegin - 1]) && at - nameBegin < 64)
            --nameBegin;
        QByteArrayView name = QByteArrayView(bytes).sliced(nameBegin, at - nameBegin);
        if (nameBegin > 0 && bytes[nameBegin - 1] == '%' && name.size() > 2) // %26token%3D…: 26 belongs to the escape
            name = name.sliced(2);
        const bool isCode = BareName(name).view() == "code";
        const RedactionRule *rule = rules.field(name);
        const bool isCredential = isCode || (rule && rule->isCredential);
        if (isCredential ? wanted == Wanted::Personal : !rule || wanted == Wanted::Credentials)
            continue;
        const qsizetype begin = at + (escaped ? 3 : 1);
        qsizetype end = begin;
        while (end < bytes.size() && !endsPairValue(bytes[end]) && !(escaped && matchesAt(bytes, end, "%26")))
            ++end;
        if (end == begin || (isCode && !isOAuthCode(QByteArrayView(bytes).sliced(begin, end - begin))))
            continue;
        if (isCredential)
            spans.push_back({.begin = begin, .end = end, .told = {.text = QByteArray::fromPercentEncoding(bytes.mid(begin, end - begin)), .isCredential = true}});
        else
            addPersonalPair(bytes, begin, end, rule->mask, spans);
        done = end;
        at = end - 1;
    }
}

void addHeaderLines(const QByteArray &bytes, const RedactionRules &rules, Spans &spans)
{
    qsizetype done = 0;
    for (qsizetype at = find(bytes, ":", 0); at >= 0; at = find(bytes, ":", at + 1)) {
        qsizetype nameBegin = at;
        while (nameBegin > done && isNameByte(bytes[nameBegin - 1]) && at - nameBegin < 64)
            --nameBegin;
        if (nameBegin == at || !rules.isSecretHeader(QByteArrayView(bytes).sliced(nameBegin, at - nameBegin)))
            continue;
        qsizetype begin = at + 1;
        while (begin < bytes.size() && (bytes[begin] == ' ' || bytes[begin] == '\t'))
            ++begin;
        qsizetype end = begin;
        while (end < bytes.size() && bytes[end] != '\r' && bytes[end] != '\n' && bytes[end] != '"' && bytes[end] != '\\')
            ++end;
        if (end == begin)
            continue;
        addCredential(bytes, begin, end, spans);
        done = end;
        at = end - 1;
    }
    addBearers(bytes, spans);
}

void addJwts(const QByteArray &bytes, const RedactionRules &rules, Spans &spans)
{
    for (qsizetype at = find(bytes, "eyJ", 0); at >= 0; at = find(bytes, "eyJ", at + 1)) {
        if (!isTokenStart(bytes, at))
            continue;
        qsizetype end = jwtEnd(bytes, at);
        if (end < 0)
            end = secretJsonEnd(bytes, at, rules);
        if (end < 0)
            continue;
        addCredential(bytes, at, end, spans);
        at = end - 1;
    }
    for (qsizetype at = find(bytes, "ZXlK", 0); at >= 0; at = find(bytes, "ZXlK", at + 1)) { // "eyJ" in base64
        QByteArray plain;
        const qsizetype end = isTokenStart(bytes, at) ? base64End(bytes, at, &plain) : at;
        if (end > at && jwtEnd(plain, 0) > 0) {
            addCredential(bytes, at, end, spans);
            at = end - 1;
        }
    }
}

void addPatterns(const QByteArray &bytes, const RedactionRules &rules, Wanted wanted, Spans &spans)
{
    if (rules.patterns().isEmpty())
        return;
    const QString letters = QString::fromLatin1(bytes);
    for (const RedactionRules::Pattern &pattern : rules.patterns()) {
        if (wanted == (pattern.rule.isCredential ? Wanted::Personal : Wanted::Credentials))
            continue;
        for (auto hits = pattern.expression.globalMatch(letters); hits.hasNext();) {
            const QRegularExpressionMatch hit = hits.next();
            const qsizetype begin = hit.capturedStart(), end = hit.capturedEnd();
            if (end <= begin)
                continue;
            const QByteArray mask = pattern.rule.isCredential ? QByteArray() : masked(pattern.rule.mask, QString::fromUtf8(bytes.mid(begin, end - begin))).toUtf8();
            spans.push_back({.begin = begin, .end = end, .isCredential = pattern.rule.isCredential, .mask = mask, .rank = 3});
        }
    }
}

void settle(Spans &spans)
{
    std::stable_sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.begin < b.begin || (a.begin == b.begin && a.end > b.end); });
    std::size_t last = 0;
    for (std::size_t i = 1; i < spans.size(); ++i) {
        Span &before = spans[last];
        Span &next = spans[i];
        if (next.begin >= before.end) {
            if (++last != i)
                spans[last] = std::move(next);
            continue;
        }
        if (before.isCredential == next.isCredential ? next.rank < before.rank : next.isCredential) {
            before.isCredential = next.isCredential;
            before.mask = next.mask;
            before.rank = next.rank;
        }
        if (before.quote.isEmpty() && next.begin == before.begin && next.end == before.end)
            before.quote = next.quote;
        before.end = std::max(before.end, next.end);
    }
    spans.resize(spans.empty() ? 0 : last + 1);
}

QByteArray applied(const QByteArray &bytes, Spans &spans, const QByteArray &mark)
{
    if (spans.empty())
        return bytes;
    settle(spans);
    QByteArray out;
    out.reserve(bytes.size() + 16 * qsizetype(spans.size()));
    qsizetype copied = 0;
    for (const Span &span : spans) {
        out += QByteArrayView(bytes).sliced(copied, span.begin - copied);
        out += span.quote;
        out += span.isCredential ? mark : span.mask;
        out += span.quote;
        copied = span.end;
    }
    return out += QByteArrayView(bytes).sliced(copied);
}

} // namespace console::redactscan
