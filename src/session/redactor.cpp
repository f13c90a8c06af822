// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redactor.h"

#include "session/escapes.h"
#include "session/marks.h"
#include "session/spellings.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace console {

using redactscan::Span;
using redactscan::Spans;
using redactscan::Wanted;

namespace {

constexpr qsizetype longestWords = 400; // of an error that is shown
constexpr qsizetype margin = 16 * 1024; // read behind a limit: longer than any credential
constexpr qsizetype prefixedLetters = 16; // behind a key's prefix
constexpr int mostLayers = 4;           // of escapes

QString errorWords(const QString &text)
{
    return text.size() > longestWords ? text.left(longestWords) + u'…' : text;
}

/// Is the sign that begins at `at` part of a word? Typographic quotes and dashes are none, though they are no ASCII.
bool isWordSign(const QByteArray &bytes, qsizetype at)
{
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80)
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    const QString sign = QString::fromUtf8(bytes.constData() + at, std::min<qsizetype>(byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2, bytes.size() - at));
    return !sign.isEmpty() && (sign[0].isLetterOrNumber() || sign[0].isMark() || sign[0].isSurrogate());
}

bool isWordBefore(const QByteArray &bytes, qsizetype at)
{
    if (at == 0)
        return false;
    --at;
    while (at > 0 && (static_cast<unsigned char>(bytes[at]) & 0xc0) == 0x80)
        --at;
    return isWordSign(bytes, at);
}

/// Does a word begin at `at`? An escape before it is no letter of it: "\nDana", "%20Dana".
bool isWordStart(const QByteArray &bytes, qsizetype at)
{
    if (!isWordBefore(bytes, at))
        return true;
    if (at >= 2 && bytes[at - 2] == '\\')
        return true;
    if (at >= 3 && bytes[at - 3] == '%')
        return true;
    return at >= 6 && bytes[at - 6] == '\\' && bytes[at - 5] == 'u';
}

/// "Page": is a name of a field, whoever is called Page.
bool isFieldName(const QByteArray &bytes, qsizetype begin, qsizetype end)
{
    while (end < bytes.size() && bytes[end] == '\\')
        ++end;
    if (begin == 0 || bytes[begin - 1] != '"' || end >= bytes.size() || bytes[end] != '"')
        return false;
    ++end;
    while (end < bytes.size() && (bytes[end] == ' ' || bytes[end] == '\t' || bytes[end] == '\n' || bytes[end] == '\r'))
        ++end;
    return end < bytes.size() && bytes[end] == ':';
}

/// The quote that belongs around an item of a list before `begin`, where a comma or a bracket stands; none in a text: "1, 071, 2".
/// Only the beginning of a long list is looked for, numbers alone are one.
QByteArray quoteInList(const QByteArray &bytes, qsizetype begin)
{
    constexpr qsizetype farthest = 256;
    qsizetype at = begin - 1;
    while (at > 0 && begin - at < farthest && std::strchr("0123456789.,-+eE \t\r\ntrufalsn", bytes[at]))
        --at;
    const auto beforeSpace = [&](qsizetype from) {
        while (from > 0 && redactscan::isSpace(bytes[from]))
            --from;
        return from;
    };
    if (bytes[at] == '"') { // of the item before, or of the text that this is part of
        const qsizetype before = beforeSpace(at - 1);
        const bool isOpening = at == 0 || bytes[at - 1] == '\\' || std::strchr(":[,{", bytes[before]);
        return isOpening ? QByteArray() : "\"";
    }
    if (bytes[at] != '[')
        return bytes[at] == '}' || bytes[at] == ']' || begin - at >= farthest ? "\"" : QByteArray();
    const qsizetype colon = at > 0 ? beforeSpace(at - 1) : 0;
    if (colon < 1 || bytes[colon] != ':' || bytes[colon - 1] != '"')
        return at > 0 && bytes[colon] == '"' ? QByteArray() : "\"";
    qsizetype run = 0; // of JSON in JSON
    while (colon - 2 - run >= 0 && bytes[colon - 2 - run] == '\\')
        ++run;
    return QByteArray(run, '\\') + '"';
}

/// A bare number of JSON cannot become a mask: it needs quotes, with as many backslashes as the text around it has.
QByteArray quoteFor(const QByteArray &bytes, qsizetype begin, qsizetype end)
{
    for (qsizetype at = begin; at < end; ++at) {
        if (bytes[at] < '0' || bytes[at] > '9')
            return {};
    }
    while (begin > 0 && bytes[begin - 1] == ' ')
        --begin;
    while (end < bytes.size() && (bytes[end] == ' ' || bytes[end] == '\n'))
        ++end;
    if (begin < 2 || end >= bytes.size())
        return {};
    if ((bytes[begin - 1] == '[' || bytes[begin - 1] == ',') && (bytes[end] == ',' || bytes[end] == ']') && (bytes[0] == '{' || bytes[0] == '['))
        return quoteInList(bytes, begin);
    if (bytes[begin - 1] != ':' || bytes[begin - 2] != '"' || (bytes[end] != ',' && bytes[end] != '}'))
        return {};
    qsizetype run = 0;
    while (begin - 3 - run >= 0 && bytes[begin - 3 - run] == '\\')
        ++run;
    return QByteArray(run, '\\') + '"';
}

/// A place that was found by its name where escapes are written out, but that the quotes of the bytes themselves hold or
/// end: their own structure says what it is.
bool isOfOuterText(const QByteArray &bytes, const Unescaped &layer, const Span &span)
{
    const qsizetype begin = layer.places[std::size_t(span.begin)], end = layer.places[std::size_t(span.end)];
    const bool isRaw = begin > 0 && span.begin > 0 && layer.places[std::size_t(span.begin) - 1] == quint32(begin) - 1;
    return (isRaw && (bytes[begin - 1] == '"' || !span.quote.isEmpty())) || bytes.mid(begin, end - begin).contains('"');
}

void collect(const Spans &spans, QList<ToldText> *told)
{
    for (const Span &span : spans) {
        if (!span.told.text.isEmpty())
            told->append(span.told);
    }
}

} // namespace

QByteArray MaskedText::revealed() const
{
    QByteArray out;
    qsizetype copied = 0;
    for (const HiddenText &each : hidden) {
        out += QByteArrayView(text).sliced(copied, each.at - copied);
        out += each.clear;
        copied = each.at + each.length;
    }
    return hidden.isEmpty() ? text : out += QByteArrayView(text).sliced(copied);
}

Redactor::Redactor() : m_rules(std::make_shared<RedactionRules>(RedactionRules::builtIn()))
{
    indexAll();
}

void Redactor::setRules(const RedactionRules &rules)
{
    m_rules = std::make_shared<RedactionRules>(rules);
    indexAll();
}

void Redactor::addValues(const QByteArray &bytes, Wanted wanted, Spans &spans) const
{
    m_values.each(bytes, [&](qsizetype at, const ValueScan::Entry &entry) -> qsizetype {
        qsizetype end = at + entry.value.size();
        if (entry.kind == Prefix) {
            const qsizetype begin = end;
            while (end < bytes.size() && isNameByte(bytes[end]))
                ++end;
            if (end - begin < prefixedLetters || (at > 0 && isNameByte(bytes[at - 1])))
                return 0;
        }
        const bool isCredential = entry.kind == Credential || entry.kind == Prefix;
        if (isCredential) {
            if (wanted != Wanted::Personal)
                spans.push_back({.begin = at, .end = end});
            return end - at;
        }
        if (wanted == Wanted::Credentials)
            return 0;
        const bool isWhole = entry.kind == PersonAnywhere || (isWordStart(bytes, at) && (end == bytes.size() || !isWordSign(bytes, end)));
        if (!isWhole || isFieldName(bytes, at, end))
            return 0;
        spans.push_back({.begin = at, .end = end, .isCredential = false, .mask = entry.mask, .quote = quoteFor(bytes, at, end), .rank = 2});
        return end - at;
    });
}

Spans Redactor::spansOf(const QByteArray &bytes, Wanted wanted, const QList<QByteArray> &moreFields) const
{
    Spans spans;
    if (bytes.isEmpty())
        return spans;
    addByItself(bytes, wanted, spans);
    addByName(bytes, wanted, moreFields, spans);
    addEscaped(bytes, wanted, moreFields, spans);
    return spans;
}

/// What is escaped without need, letter by letter, or in several ways at once: no list of spellings has it.
void Redactor::addEscaped(const QByteArray &bytes, Wanted wanted, const QList<QByteArray> &moreFields, Spans &spans) const
{
    std::optional<Unescaped> layer = unescaped(bytes);
    for (int depth = 0; layer && depth < mostLayers; ++depth) {
        Spans byValue, byName;
        addByItself(layer->text, wanted, byValue);
        addByName(layer->text, wanted, moreFields, byName);
        // Rank 1: somewhere in a list or object; a quote more or less would take the walk through it out of that, and into others.
        std::erase_if(byName, [&](const Span &span) { return span.rank == 1 || isOfOuterText(bytes, *layer, span); });
        byValue.insert(byValue.end(), byName.begin(), byName.end());
        for (Span &span : byValue) {
            span.begin = layer->places[std::size_t(span.begin)];
            span.end = layer->places[std::size_t(span.end)];
            span.quote.clear();
            if (span.mask.contains('"') || span.mask.contains('\\')) // it is written into what is still escaped
                span.mask = marks::masked;
            if (span.end > span.begin)
                spans.push_back(std::move(span));
        }
        std::optional<Unescaped> next = unescaped(layer->text);
        if (next)
            placeInto(*next, *layer);
        layer = std::move(next);
    }
}

/// Addresses mean the same in any case, and are written as anybody likes.
void Redactor::addEmails(const QByteArray &bytes, Spans &spans) const
{
    for (qsizetype at = m_emails.isEmpty() ? -1 : bytes.indexOf('@'); at >= 0; at = bytes.indexOf('@', at + 1)) {
        for (const QByteArray &email : m_emails) {
            const qsizetype begin = at - email.indexOf('@');
            if (begin >= 0 && begin + email.size() <= bytes.size() && qstrnicmp(bytes.constData() + begin, email.size(), email.constData(), email.size()) == 0)
                spans.push_back({.begin = begin, .end = begin + email.size(), .isCredential = false,
                                 .mask = console::masked(Personal::Email, QString::fromUtf8(bytes.mid(begin, email.size()))).toUtf8(), .rank = 1});
        }
    }
}

void Redactor::addByItself(const QByteArray &bytes, Wanted wanted, Spans &spans) const
{
    addValues(bytes, wanted, spans);
    if (wanted != Wanted::Credentials)
        addEmails(bytes, spans);
    if (wanted != Wanted::Personal)
        redactscan::addJwts(bytes, *m_rules, spans);
    redactscan::addPatterns(bytes, *m_rules, wanted, spans);
}

void Redactor::addByName(const QByteArray &bytes, Wanted wanted, const QList<QByteArray> &moreFields, Spans &spans) const
{
    redactscan::addFields(bytes, *m_rules, wanted, moreFields, spans);
    redactscan::addPairs(bytes, *m_rules, wanted, spans);
    if (wanted != Wanted::Personal)
        redactscan::addHeaderLines(bytes, *m_rules, spans);
}

QByteArray Redactor::clean(const QByteArray &bytes, const QByteArray &mark, QList<ToldText> *told) const
{
    Spans spans = spansOf(bytes, Wanted::Both);
    if (told)
        collect(spans, told);
    return redactscan::applied(bytes, spans, mark);
}

QString Redactor::text(const QString &text, QList<ToldText> *told) const
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray cleaned = clean(utf8, marks::credential, told);
    return cleaned == utf8 ? text : QString::fromUtf8(cleaned);
}

QString Redactor::text(const QString &text, qsizetype limit, QList<ToldText> *told) const
{
    if (text.size() <= limit + margin)
        return this->text(text, told);
    MaskedText beginning = masked(text.left(limit + 2 * margin).toUtf8(), text.left(limit).toUtf8().size());
    if (told)
        *told += beginning.told;
    QString clean = QString::fromUtf8(beginning.text);
    while (clean.endsWith(QChar::ReplacementCharacter)) // of a mask that was cut
        clean.chop(1);
    return clean + u'…';
}

QByteArray Redactor::body(const QByteArray &bytes, const QList<QByteArray> &moreFields) const
{
    Spans spans = spansOf(bytes, Wanted::Credentials, moreFields);
    return redactscan::applied(bytes, spans, marks::credential);
}

MaskedText Redactor::masked(const QByteArray &bytes, qsizetype limit, const QList<QByteArray> &moreFields) const
{
    const QByteArray in = bytes.left(limit + margin);
    const qsizetype kept = in.size() < bytes.size() ? limit : in.size(); // what lies behind was looked at only: it may be half of something
    Spans spans = spansOf(in, Wanted::Both, moreFields);
    MaskedText out;
    collect(spans, &out.told);
    redactscan::settle(spans);
    qsizetype copied = 0;
    for (const Span &span : spans) {
        if (span.begin >= kept)
            break;
        out.text += QByteArrayView(in).sliced(copied, span.begin - copied);
        const QByteArray shown = span.quote + (span.isCredential ? marks::credential : span.mask) + span.quote;
        if (!span.isCredential && out.text.size() + shown.size() <= limit)
            out.hidden.append({out.text.size(), shown.size(), in.mid(span.begin, span.end - span.begin)});
        out.text += shown;
        copied = span.end;
    }
    out.text += QByteArrayView(in).sliced(std::min(copied, kept), kept - std::min(copied, kept));
    out.text.truncate(limit);
    return out;
}

Error Redactor::error(Error error) const
{
    error.message = errorWords(text(error.message));
    error.where = text(error.where);
    error.code = errorWords(text(error.code));
    error.advice = errorWords(text(error.advice));
    return error;
}

QUrl Redactor::url(const QUrl &url, QList<ToldText> *told) const
{
    QUrl clear = url;
    if (!clear.userInfo().isEmpty())
        clear.setUserInfo(QString::fromLatin1(marks::credentialInUrl));
    const QByteArray bytes = clear.toEncoded();
    const QByteArray cleaned = clean(bytes, marks::credentialInUrl, told);
    return cleaned == bytes ? clear : QUrl::fromEncoded(cleaned);
}

Headers Redactor::headers(const Headers &headers, QList<ToldText> *told) const
{
    Headers cleaned = headers;
    for (auto &[name, value] : cleaned) {
        if (!m_rules->isSecretHeader(name)) {
            value = clean(value, marks::credential, told);
            continue;
        }
        if (told)
            told->append({.text = value, .isCredential = true});
        // The scheme is worth seeing: a missing "Bearer" is a usual mistake.
        const bool hasScheme = value.size() > 7 && qstrnicmp(value.constData(), "bearer ", 7) == 0;
        value = hasScheme ? value.left(7) + marks::credential : marks::credential;
    }
    return cleaned;
}

} // namespace console
