// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of JSON, and of JSON inside JSON. (redactscan.cpp: everything else.)
#include "session/redactscan.h"

#include "session/spellings.h"

#include <algorithm>
#include <functional>

namespace console::redactscan {

namespace {

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

QByteArray withoutEscapes(const QByteArray &bytes, const Value &value)
{
    QByteArray plain = bytes.mid(value.begin, value.end - value.begin);
    for (int level = 0; level <= depthOf(value.run) && !value.isBare; ++level)
        plain = jsonUnescaped(plain);
    return plain;
}

void addCredential(const QByteArray &bytes, const Value &value, Spans &spans, int rank = 0)
{
    const QByteArray quote = value.isBare ? QByteArray(value.run, '\\') + '"' : QByteArray();
    spans.push_back({.begin = value.begin, .end = value.end, .quote = quote, .rank = rank, .told = {.text = withoutEscapes(bytes, value), .isCredential = true}});
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
    if (kind == Personal::Words) {
        const QByteArray words = bytes.mid(value.begin, value.end - value.begin);
        if (digitsIn(words) < 6) // most descriptions
            return;
        if (!value.isBare) {
            addNumbers(words, value.begin, spans);
            return;
        }
    }
    const QByteArray plain = withoutEscapes(bytes, value);
    const QByteArray shown = masked(kind, QString::fromUtf8(plain)).toUtf8();
    if (shown == plain)
        return;
    QByteArray mask = shown;
    for (int level = 0; level <= depthOf(value.run); ++level)
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

/// All texts and numbers of the list or object that starts at `at`, but for the names; returns where it ends.
qsizetype eachInside(const QByteArray &bytes, qsizetype at, qsizetype run, const std::function<void(const Value &)> &found)
{
    int depth = 0;
    while (at < bytes.size()) {
        const char c = bytes[at];
        if (const Value value = valueAt(bytes, at, run); value.isValid()) {
            at = value.isBare ? value.end : value.end + run + 1;
            const qsizetype next = pastSpace(bytes, at);
            if (value.isBare || next >= bytes.size() || bytes[next] != ':') // else a name
                found(value);
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
            addCredential(bytes, value, spans);
    }
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
            addCredential(bytes, value, spans);
        else if (!isCredential && value.isValid())
            addPersonal(bytes, value, rule->mask, 0, spans, tellsOfPerson(name, rule->mask));
        else if (at >= walked && at < bytes.size() && (bytes[at] == '{' || bytes[at] == '[') && (!isCredential || wanted != Wanted::Personal))
            walked = eachInside(bytes, at, run, [&](const Value &inside) {
                isCredential ? addCredential(bytes, inside, spans, 1) : addPersonal(bytes, inside, rule->mask, 1, spans);
            });
        if (value.isValid()) // what is inside of it needs no second look
            quote = std::max(quote, value.end - 1);
    }
}

} // namespace console::redactscan
