// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redactscan.h"

#include "session/spellings.h"

#include <algorithm>
#include <cstring>

namespace console::redactscan {

namespace {

/// QByteArray::indexOf() takes several times as long, and all bytes of all bodies pass here.
qsizetype find(const QByteArray &bytes, QByteArrayView what, qsizetype from)
{
    if (from >= bytes.size())
        return -1;
    const void *hit = what.size() == 1 ? std::memchr(bytes.constData() + from, what[0], std::size_t(bytes.size() - from))
                                       : memmem(bytes.constData() + from, std::size_t(bytes.size() - from), what.data(), std::size_t(what.size()));
    return hit ? static_cast<const char *>(hit) - bytes.constData() : -1;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
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
    for (qsizetype at = find(bytes, "\"", from); at >= 0; at = find(bytes, "\"", at + 1)) {
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

/// How deep in JSON inside JSON a quote with that many backslashes stands: 0, 1, 2 …
int depthOf(qsizetype run)
{
    int depth = 0;
    for (; run > 0; run >>= 1)
        ++depth;
    return depth;
}

bool beginsNumber(char c)
{
    return c == '-' || (c >= '0' && c <= '9');
}

qsizetype numberEnd(const QByteArray &bytes, qsizetype at)
{
    while (at < bytes.size() && (isNameByte(bytes[at]) || bytes[at] == '.' || bytes[at] == '+'))
        ++at;
    return at;
}

int digitsIn(QByteArrayView bytes)
{
    return int(std::count_if(bytes.begin(), bytes.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// A value inside JSON: where it stands, and the run of backslashes of the quotes around it.
struct Value {
    qsizetype begin = -1, end = -1; // without its quotes
    qsizetype run = 0;
    bool isBare = false; // a number
    bool isValid() const { return begin >= 0 && end > begin; }
};

void addCredential(const Value &value, Spans &spans)
{
    const QByteArray quote = value.isBare ? QByteArray(value.run, '\\') + '"' : QByteArray();
    spans.push_back({.begin = value.begin, .end = value.end, .quote = quote});
}

/// Does this name leave no doubt that its value is a person's? A "name" may be a bank's, a "city" is many people's.
bool tellsOfPerson(QByteArrayView name, Personal kind)
{
    const BareName bare(name);
    switch (kind) {
    case Personal::Name: return bare.view().find("holder") != std::string_view::npos || bare.view() == "fullname";
    case Personal::Line: return bare.view().starts_with("address");
    case Personal::Words: return false;
    default: return true;
    }
}

/// The long numbers in a description, each of them: the words between may be personal for another reason.
void addNumbers(const QByteArray &words, qsizetype place, Spans &spans)
{
    const auto isDigit = [&](qsizetype at) { return words[at] >= '0' && words[at] <= '9'; };
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (!isDigit(at))
            continue;
        qsizetype end = at + 1;
        for (qsizetype next = end; next < words.size() && (isDigit(next) || words[next] == ' ' || words[next] == '-'); ++next)
            end = isDigit(next) ? next + 1 : end;
        const QByteArray number = words.mid(at, end - at);
        if (const QByteArray mask = maskedWords(QString::fromLatin1(number)).toUtf8(); mask != number)
            spans.push_back({.begin = place + at, .end = place + end, .isCredential = false, .mask = mask});
        at = end;
    }
}

void addPersonal(const QByteArray &bytes, const Value &value, Personal kind, int rank, Spans &spans, bool isTold = false)
{
    QByteArray plain = bytes.mid(value.begin, value.end - value.begin);
    if (kind == Personal::Words && digitsIn(plain) < 6) // most descriptions
        return;
    if (kind == Personal::Words && !value.isBare) {
        addNumbers(plain, value.begin, spans);
        return;
    }
    const int levels = depthOf(value.run) + 1;
    for (int level = 0; level < levels && !value.isBare; ++level)
        plain = jsonUnescaped(plain);
    const QByteArray shown = masked(kind, QString::fromUtf8(plain)).toUtf8();
    if (shown == plain)
        return;
    QByteArray mask = shown;
    for (int level = 0; level < levels; ++level)
        mask = jsonEscaped(mask);
    const QByteArray quote = value.isBare ? QByteArray(value.run, '\\') + '"' : QByteArray();
    spans.push_back({.begin = value.begin, .end = value.end, .isCredential = false, .mask = mask, .quote = quote, .rank = rank,
                     .told = isTold ? ToldText{kind, plain} : ToldText{}});
}

/// The text or number that starts at `at`; true, false, null, lists and objects are none.
Value valueAt(const QByteArray &bytes, qsizetype at, qsizetype run)
{
    if (isDelimiterAt(bytes, at, run)) {
        const qsizetype begin = at + run + 1;
        return {begin, closingQuote(bytes, begin, run), run, false};
    }
    if (at < bytes.size() && beginsNumber(bytes[at]))
        return {at, numberEnd(bytes, at), run, true};
    return {};
}

/// The name that starts right after the quote at `quote`, when a value follows it; `*at`: where that begins. `*plain`
/// holds a name that was written with escapes: "ap\u0069Key".
QByteArrayView nameAt(const QByteArray &bytes, qsizetype quote, qsizetype run, qsizetype *at, QByteArray *plain)
{
    constexpr qsizetype longest = 64, longestEscaped = 6 * longest;
    qsizetype end = quote + 1;
    while (end < bytes.size() && end - quote <= longest && isNameByte(bytes[end]))
        ++end;
    QByteArrayView name = QByteArrayView(bytes).sliced(quote + 1, end - quote - 1);
    if (run == 0 && bytes.size() - end > 1 && bytes[end] == '\\' && bytes[end + 1] == 'u') {
        while (end < bytes.size() && end - quote <= longestEscaped && (isNameByte(bytes[end]) || bytes[end] == '\\'))
            ++end;
        *plain = jsonUnescaped(bytes.mid(quote + 1, end - quote - 1));
        name = *plain;
    }
    if (name.isEmpty() || !isDelimiterAt(bytes, end, run))
        return {};
    *at = pastSpace(bytes, end + run + 1);
    if (*at >= bytes.size() || bytes[*at] != ':')
        return {};
    *at = pastSpace(bytes, *at + 1);
    return name;
}

/// All texts and numbers of the list or object that starts at `at` are personal; returns where it ends.
qsizetype addInside(const QByteArray &bytes, qsizetype at, qsizetype run, Personal kind, Spans &spans)
{
    int depth = 0;
    while (at < bytes.size()) {
        const char c = bytes[at];
        if (const Value value = valueAt(bytes, at, run); value.isValid()) {
            at = value.isBare ? value.end : value.end + run + 1;
            const qsizetype next = pastSpace(bytes, at);
            if (value.isBare || next >= bytes.size() || bytes[next] != ':') // else a name
                addPersonal(bytes, value, kind, 1, spans);
            continue;
        }
        if (isDelimiterAt(bytes, at, run)) { // an empty text
            at += 2 * (run + 1);
            continue;
        }
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        at = isNameByte(c) ? numberEnd(bytes, at) : at + 1; // true, false, null
        if (depth == 0)
            break;
        at = pastSpace(bytes, at);
    }
    return at;
}

/// {"name":"Cookie","value":"…"}: headers and cookies as lists have them, in a HAR for one. `at`: where the name's value begins.
void addNamedValue(const QByteArray &bytes, qsizetype at, qsizetype run, const RedactionRules &rules, Spans &spans)
{
    const Value name = valueAt(bytes, at, run);
    if (!name.isValid() || name.isBare)
        return;
    const QByteArrayView said = QByteArrayView(bytes).sliced(name.begin, name.end - name.begin);
    const RedactionRule *rule = rules.field(said);
    if (!rules.isSecretHeader(said) && !(rule && rule->isCredential))
        return;
    qsizetype next = pastSpace(bytes, name.end + run + 1);
    next = next < bytes.size() && bytes[next] == ',' ? pastSpace(bytes, next + 1) : bytes.size();
    QByteArray plain;
    qsizetype place = 0;
    if (isDelimiterAt(bytes, next, run) && nameAt(bytes, next + run, run, &place, &plain) == QByteArrayView("value")) {
        if (const Value value = valueAt(bytes, place, run); value.isValid())
            addCredential(value, spans);
    }
}

/// A text of base64 letters that starts at `at` and holds JSON with a credential in it.
qsizetype secretJsonEnd(const QByteArray &bytes, qsizetype at, const RedactionRules &rules)
{
    qsizetype end = at;
    while (end < bytes.size() && (isNameByte(bytes[end]) || bytes[end] == '+' || bytes[end] == '/'))
        ++end;
    QByteArray plain = bytes.mid(at, end - at);
    plain = QByteArray::fromBase64(plain.replace('-', '+').replace('_', '/'));
    Spans inside;
    addFields(plain, rules, Wanted::Both, {}, inside);
    return inside.empty() ? -1 : end;
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
                spans.push_back({.begin = begin, .end = end});
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

void addFields(const QByteArray &bytes, const RedactionRules &rules, Wanted wanted, const QList<QByteArray> &more, Spans &spans)
{
    qsizetype walked = 0; // what lies before is covered: a list inside a list is not walked again for each
    for (qsizetype quote = find(bytes, "\"", 0); quote >= 0; quote = find(bytes, "\"", quote + 1)) {
        const qsizetype run = backslashesBefore(bytes, quote);
        qsizetype at = 0;
        QByteArray plain;
        const QByteArrayView name = isDelimiterRun(run) ? nameAt(bytes, quote, run, &at, &plain) : QByteArrayView();
        if (name.isEmpty())
            continue;
        if (wanted != Wanted::Personal && name == QByteArrayView("name"))
            addNamedValue(bytes, at, run, rules, spans);
        const RedactionRule *rule = rules.field(name);
        const bool isCredential = (rule && rule->isCredential) || isOneOf(more, name);
        if (!isCredential && (!rule || wanted == Wanted::Credentials))
            continue;
        const Value value = valueAt(bytes, at, run);
        if (isCredential && wanted != Wanted::Personal && value.isValid())
            addCredential(value, spans);
        else if (!isCredential && value.isValid())
            addPersonal(bytes, value, rule->mask, 0, spans, tellsOfPerson(name, rule->mask));
        else if (!isCredential && at >= walked && at < bytes.size() && (bytes[at] == '{' || bytes[at] == '['))
            walked = addInside(bytes, at, run, rule->mask, spans);
        if (value.isValid()) // what is inside of it needs no second look
            quote = std::max(quote, value.end - 1);
    }
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
            spans.push_back({.begin = begin, .end = end});
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
        spans.push_back({.begin = begin, .end = end});
        done = end;
        at = end - 1;
    }
    addBearers(bytes, spans);
}

void addJwts(const QByteArray &bytes, const RedactionRules &rules, Spans &spans)
{
    for (qsizetype at = find(bytes, "eyJ", 0); at >= 0; at = find(bytes, "eyJ", at + 1)) {
        if (at > 0 && isNameByte(bytes[at - 1]) && !(at > 2 && bytes[at - 3] == '%')) // "…%3DeyJ" starts one, "keyJ" does not
            continue;
        qsizetype end = jwtEnd(bytes, at);
        if (end < 0)
            end = secretJsonEnd(bytes, at, rules);
        if (end < 0)
            continue;
        spans.push_back({.begin = at, .end = end});
        at = end - 1;
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
        if (before.told.text.isEmpty())
            before.told = next.told;
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
