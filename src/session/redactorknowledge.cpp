// SPDX-License-Identifier: GPL-3.0-or-later
// What the redactor knows: secrets, people, and how their values may be written. (redactor.cpp: how it finds them.)
#include "session/redactor.h"

#include "session/marks.h"
#include "session/spellings.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype shortestSecret = 6; // bytes
constexpr qsizetype mostPeople = 400;   // values; the oldest go
constexpr int mostTold = 200;           // credentials; the oldest go
constexpr qsizetype shortestTold = 12;  // bytes of a credential's word: shorter ones may be anybody's
constexpr qsizetype shortestOfOneKind = 24; // of one without digits, or of digits only
constexpr qsizetype mostReadable = 1000; // ids that something called a credential

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
    if (kind == Personal::Name) {
        all << value.split(u' ', Qt::SkipEmptyParts);
        for (const QString &each : QStringList(all))
            all << each.toUpper();
        if (value.contains(u' ')) // no single word in small letters: "user" is one, also where somebody is called User
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

/// "Path", "Domain": a cookie's own words, which say where it counts, and are no secret.
bool isCookieAttribute(const QByteArray &name)
{
    static const QList<QByteArray> names{"path", "domain", "expires", "max-age", "samesite", "version", "comment"};
    return names.contains(name.trimmed().toLower());
}

/// "2026-05-17T18": when something was, which is in every second record.
bool isTime(const QByteArray &word)
{
    const auto isDigit = [&](qsizetype at) { return word[at] >= '0' && word[at] <= '9'; };
    return word.size() >= 10 && isDigit(0) && isDigit(1) && isDigit(2) && isDigit(3) && word[4] == '-' && isDigit(5) && isDigit(6) && word[7] == '-' && isDigit(8) && isDigit(9);
}

void addWords(const QByteArray &text, QList<QByteArray> &words)
{
    QByteArray word;
    bool hasLetter = false, hasDigit = false;
    for (const char c : text + ' ') {
        const bool isOfWord = isNameByte(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '%';
        if (isOfWord) {
            word += c;
            hasDigit |= c >= '0' && c <= '9';
            hasLetter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            continue;
        }
        const bool isRare = word.size() >= shortestTold && ((hasLetter && hasDigit) || word.size() >= shortestOfOneKind);
        if (isRare && !isTime(word) && !words.contains(word))
            words.append(word);
        word.clear();
        hasLetter = hasDigit = false;
    }
}

/// The words of a header's or field's value that nobody writes by chance: "SESSION=4f1c…; Path=/" has one. Several headers of
/// one name come as lines.
QList<QByteArray> credentialWords(const QByteArray &value)
{
    QList<QByteArray> words;
    for (const QByteArray &line : QByteArray(value).replace('\r', '\n').split('\n')) {
        bool isFirst = true; // a cookie, whatever its name
        for (const QByteArray &part : line.split(';')) {
            const qsizetype equals = part.indexOf('=');
            if (!std::exchange(isFirst, false) && isCookieAttribute(part.left(std::max<qsizetype>(equals, 0))))
                continue;
            addWords(part, words);
            if (part.contains('%')) // who is sent it may write it so
                addWords(QByteArray::fromPercentEncoding(part), words);
        }
    }
    return words;
}

} // namespace

void Redactor::learn(const Secret &secret)
{
    if (secret.reveal().size() < shortestSecret)
        return;
    for (Known &known : m_known) {
        if (known.secret.sameAs(secret)) {
            known.isYoung = true;
            known.isTold = false;
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

/// What the program itself goes by stands in its calls' addresses: it is no secret, whatever a field calls it.
void Redactor::keepReadable(const QByteArray &id)
{
    if (m_readable.size() < mostReadable)
        m_readable.insert(id);
    if (m_known.removeIf([&](const Known &known) { return known.isTold && known.secret.reveal() == id; }) > 0)
        indexAll();
}

bool Redactor::learn(const QList<ToldText> &told, const QList<QByteArray> &ids)
{
    bool isNew = false;
    for (const QByteArray &id : ids) {
        const bool isTold = std::any_of(m_known.cbegin(), m_known.cend(), [&](const Known &known) { return known.isTold && known.secret.reveal() == id; });
        if (isTold || std::any_of(told.cbegin(), told.cend(), [&](const ToldText &each) { return each.isCredential && each.text.contains(id); }))
            keepReadable(id);
        isNew |= isTold;
    }
    const int before = m_told;
    for (const ToldText &each : told) {
        if (each.isCredential) {
            for (const QByteArray &word : credentialWords(each.text))
                isNew |= !m_readable.contains(word) && learnTold(Secret(word));
            continue;
        }
        // An address has a number in it; "Portland" alone is many people's.
        const bool isAddress = each.text.size() >= 8 && std::any_of(each.text.begin(), each.text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (each.kind != Personal::Line || isAddress)
            learnPersonal(each.kind, QString::fromUtf8(each.text));
    }
    return isNew || m_told > before;
}

/// Cookies come new with every answer: of those that nobody else told of only so many are kept.
bool Redactor::learnTold(const Secret &secret)
{
    for (Known &known : m_known) {
        if (known.secret.sameAs(secret)) {
            known.isYoung = true;
            return false;
        }
    }
    m_known.append({secret, true, true});
    index(secret);
    if (std::count_if(m_known.cbegin(), m_known.cend(), [](const Known &known) { return known.isTold; }) > mostTold) {
        int tooMany = mostTold / 4;
        m_known.removeIf([&](const Known &known) { return known.isTold && tooMany-- > 0; });
        indexAll();
    }
    return true;
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
        for (const QByteArray &spelling : base64Spellings(each.toUtf8())) // those that are too short to mean anything are not among them
            m_values.add({spelling, PersonAnywhere, marks::masked});
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
    m_readable.clear();
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

} // namespace console
