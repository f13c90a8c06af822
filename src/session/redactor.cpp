// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redactor.h"

#include "session/escapes.h"
#include "session/spellings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

using redactscan::Span;
using redactscan::Spans;
using redactscan::Wanted;

namespace {

constexpr qsizetype longestWords = 400; // of an error that is shown
constexpr qsizetype margin = 16 * 1024; // read behind a limit: longer than any credential
constexpr qsizetype shortestSecret = 6; // bytes
constexpr qsizetype prefixedLetters = 16; // behind a key's prefix
constexpr qsizetype mostPeople = 400;   // values; the oldest go
constexpr int mostLayers = 4;           // of escapes
const QByteArray textMark = QByteArrayLiteral("‹redacted›");
const QByteArray urlMark = QByteArrayLiteral("REDACTED");
const QByteArray anyMask = QByteArrayLiteral("••••");

/// What a value of the scan is.
enum ScanKind { Credential, Prefix, PersonAnywhere, PersonWord };

QString shortened(const QString &text)
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
        return "\"";
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

qsizetype shortestOf(Personal kind)
{
    return kind == Personal::Name ? 3 : 6;
}

/// How a person's datum is written elsewhere: a phone number also as its digits, a name also in capitals and word by word.
QStringList variantsOf(Personal kind, const QString &value)
{
    QStringList all{value};
    if (kind == Personal::Phone) {
        QString digits;
        for (const QChar c : value) {
            if (c.isDigit())
                digits += c;
        }
        all << digits;
        if (digits.size() > 10)
            all << digits.right(10);
        const QString last = digits.right(10);
        if (last.size() == 10) {
            all << u"%1-%2-%3"_s.arg(last.left(3), last.mid(3, 3), last.right(4)) << u"(%1) %2-%3"_s.arg(last.left(3), last.mid(3, 3), last.right(4))
                << u"%1 %2 %3"_s.arg(last.left(3), last.mid(3, 3), last.right(4)) << u"%1.%2.%3"_s.arg(last.left(3), last.mid(3, 3), last.right(4));
        }
    }
    if (kind == Personal::Name) { // not in small letters: "user" is a word, also where somebody is called User
        all << value.split(u' ', Qt::SkipEmptyParts);
        for (const QString &each : QStringList(all))
            all << each.toUpper();
        all << value.toLower();
    }
    if (kind == Personal::Number) { // where it was kept as a number
        qsizetype zeros = 0;
        while (zeros < value.size() && value[zeros] == u'0')
            ++zeros;
        all << value.mid(zeros);
    }
    if (kind == Personal::Email || kind == Personal::Line)
        all << value.toUpper() << value.toLower();
    all.removeDuplicates();
    return all;
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

void Redactor::learn(const Secret &secret)
{
    if (secret.reveal().size() < shortestSecret)
        return;
    for (Known &known : m_known) {
        if (known.secret.sameAs(secret)) {
            known.isYoung = true;
            return;
        }
    }
    m_known.append({secret, true});
    index(secret);
}

void Redactor::learnPersonal(Personal kind, const QString &value)
{
    const QString plain = value.simplified();
    if (value.trimmed() != plain)
        learnWritten(kind, value.trimmed()); // as it came, too: "4417  Pier Road"
    learnWritten(kind, plain);
}

void Redactor::learnWritten(Personal kind, const QString &plain)
{
    if (plain.size() < shortestOf(kind) || console::masked(kind, plain) == plain)
        return;
    for (Person &person : m_people) {
        if (person.value == plain) {
            person.isYoung = true;
            return;
        }
    }
    ++m_told;
    m_people.append({kind, plain, true});
    if (m_people.size() <= mostPeople) {
        index(m_people.last());
        return;
    }
    m_people.remove(0, mostPeople / 4);
    indexAll();
}

void Redactor::learnPerson(const UserDetails &person)
{
    learnPersonal(Personal::Name, u"%1 %2"_s.arg(person.firstName, person.lastName)); // and so each of them
    learnPersonal(Personal::Email, person.email);
    learnPersonal(Personal::Phone, person.phone);
}

void Redactor::learnPerson(const Account &account)
{
    learnPersonal(Personal::Number, account.accountNumber);
    learnPersonal(Personal::Number, account.routingNumber);
}

void Redactor::learnPerson(const Identity &identity)
{
    learnPersonal(Personal::Name, identity.holderName);
    learnPersonal(Personal::Email, identity.email);
    learnPersonal(Personal::Phone, identity.phone);
    for (const QString &line : {identity.address, identity.address1, identity.address2})
        learnPersonal(Personal::Line, line);
}

bool Redactor::learnPerson(const QList<ToldText> &told)
{
    const int before = m_told;
    for (const ToldText &each : told) {
        // An address has a number in it; "Portland" alone is many people's.
        const bool isAddress = each.text.size() >= 8 && std::any_of(each.text.begin(), each.text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (each.kind != Personal::Line || isAddress)
            learnPersonal(each.kind, QString::fromUtf8(each.text));
    }
    return m_told > before;
}

void Redactor::index(const Secret &secret)
{
    for (const QByteArray &spelling : textSpellings(secret.reveal()) + base64Spellings(secret.reveal()))
        m_values.add({spelling, Credential});
}

void Redactor::index(const Person &person)
{
    for (const QString &variant : variantsOf(person.kind, person.value)) {
        if (variant.size() < shortestOf(person.kind))
            continue;
        const QByteArray utf8 = variant.toUtf8();
        const QByteArray mask = console::masked(person.kind, variant).toUtf8();
        for (const QByteArray &spelling : textSpellings(utf8))
            m_values.add({spelling, person.kind == Personal::Email ? PersonAnywhere : PersonWord, mask});
    }
    QStringList encoded{person.value};
    if (person.kind == Personal::Name)
        encoded << person.value.split(u' ') << person.value.toUpper();
    for (const QString &each : std::as_const(encoded)) {
        for (const QByteArray &spelling : each.size() < shortestSecret ? QList<QByteArray>() : base64Spellings(each.toUtf8()))
            m_values.add({spelling, PersonAnywhere, anyMask});
    }
    if (person.kind == Personal::Email)
        m_emails.append(person.value.toUtf8().toLower());
}

void Redactor::indexAll()
{
    m_values.clear();
    m_emails.clear();
    for (const QByteArray &prefix : m_rules->prefixes())
        m_values.add({prefix, Prefix});
    for (const Known &known : std::as_const(m_known))
        index(known.secret);
    for (const Person &person : std::as_const(m_people))
        index(person);
}

void Redactor::forgetAll()
{
    m_known.clear();
    m_people.clear();
    indexAll();
}

void Redactor::turnOver()
{
    m_known.removeIf([](const Known &known) { return !known.isYoung; });
    m_people.removeIf([](const Person &person) { return !person.isYoung; });
    for (Known &known : m_known)
        known.isYoung = false;
    for (Person &person : m_people)
        person.isYoung = false;
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
        std::erase_if(byName, [&](const Span &span) { return isOfOuterText(bytes, *layer, span); });
        byValue.insert(byValue.end(), byName.begin(), byName.end());
        for (Span &span : byValue) {
            span.begin = layer->places[std::size_t(span.begin)];
            span.end = layer->places[std::size_t(span.end)];
            span.quote.clear();
            if (span.mask.contains('"') || span.mask.contains('\\')) // it is written into what is still escaped
                span.mask = anyMask;
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

QByteArray Redactor::clean(const QByteArray &bytes, const QByteArray &mark) const
{
    Spans spans = spansOf(bytes, Wanted::Both);
    return redactscan::applied(bytes, spans, mark);
}

QString Redactor::text(const QString &text) const
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray cleaned = clean(utf8, textMark);
    return cleaned == utf8 ? text : QString::fromUtf8(cleaned);
}

QByteArray Redactor::body(const QByteArray &bytes, const QList<QByteArray> &moreFields) const
{
    Spans spans = spansOf(bytes, Wanted::Credentials, moreFields);
    return redactscan::applied(bytes, spans, textMark);
}

QByteArray Redactor::excerpt(const QByteArray &bytes, qsizetype limit, const QList<QByteArray> &moreFields) const
{
    const QByteArray in = bytes.left(limit + margin);
    Spans spans = spansOf(in, Wanted::Both, moreFields);
    redactscan::settle(spans);
    QByteArray out;
    qsizetype copied = 0;
    for (const Span &span : spans) {
        out += QByteArrayView(in).sliced(copied, span.begin - copied);
        copied = span.begin;
        const qsizetype length = span.end - span.begin;
        if (!span.isCredential && out.size() < limit && out.size() + length > limit)
            return out; // half of what is personal is found by nobody later
        out += span.isCredential ? span.quote + textMark + span.quote : in.mid(span.begin, length);
        copied = span.end;
    }
    return (out += QByteArrayView(in).sliced(copied)).left(limit);
}

MaskedText Redactor::masked(const QByteArray &bytes, qsizetype limit, const QList<QByteArray> &moreFields) const
{
    const QByteArray in = bytes.left(limit + margin);
    Spans spans = spansOf(in, Wanted::Both, moreFields);
    redactscan::settle(spans);
    MaskedText out;
    qsizetype copied = 0;
    for (const Span &span : spans) {
        if (!span.told.text.isEmpty())
            out.told.append(span.told);
        out.text += QByteArrayView(in).sliced(copied, span.begin - copied);
        const QByteArray shown = span.quote + (span.isCredential ? textMark : span.mask) + span.quote;
        if (!span.isCredential && out.text.size() + shown.size() <= limit)
            out.hidden.append({out.text.size(), shown.size(), in.mid(span.begin, span.end - span.begin)});
        out.text += shown;
        copied = span.end;
    }
    out.text = copied == 0 ? in : out.text + in.mid(copied);
    out.text.truncate(limit);
    return out;
}

Error Redactor::error(Error error) const
{
    error.message = shortened(text(error.message));
    error.where = text(error.where);
    error.code = shortened(text(error.code));
    error.advice = shortened(text(error.advice));
    return error;
}

QUrl Redactor::url(const QUrl &url) const
{
    QUrl clear = url;
    if (!clear.userInfo().isEmpty())
        clear.setUserInfo(QString::fromLatin1(urlMark));
    const QByteArray bytes = clear.toEncoded();
    const QByteArray cleaned = clean(bytes, urlMark);
    return cleaned == bytes ? clear : QUrl::fromEncoded(cleaned);
}

Headers Redactor::headers(const Headers &headers) const
{
    Headers cleaned = headers;
    for (auto &[name, value] : cleaned) {
        if (!m_rules->isSecretHeader(name)) {
            value = clean(value, textMark);
            continue;
        }
        // The scheme is worth seeing: a missing "Bearer" is a usual mistake.
        const bool hasScheme = value.size() > 7 && qstrnicmp(value.constData(), "bearer ", 7) == 0;
        value = hasScheme ? value.left(7) + textMark : textMark;
    }
    return cleaned;
}

} // namespace console
