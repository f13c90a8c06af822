// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mask.h"

#include "session/redactionrules.h"
#include "session/redactscan.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr QChar bullet(0x2022);

QString bullets(qsizetype count)
{
    return QString(count, bullet);
}

/// The first letter, and a bullet for each other one; of a single letter nothing. A first sign that is no letter might
/// end a text it stands in.
QString maskedWord(const QString &word)
{
    const bool shows = word.size() > 1 && word.front().isLetterOrNumber();
    return shows ? word.front() + bullets(word.size() - 1) : bullets(word.size());
}

} // namespace

QString maskedNumber(const QString &number)
{
    if (number.isEmpty())
        return number;
    return number.size() <= 4 ? bullets(4) : bullets(4) + number.right(4);
}

QString maskedName(const QString &name)
{
    QStringList words = name.split(u' ');
    for (QString &word : words)
        word = maskedWord(word);
    return words.join(u' ');
}

QString maskedEmail(const QString &email)
{
    const qsizetype at = email.lastIndexOf(u'@');
    if (at < 0)
        return maskedLine(email);
    const QString domain = email.mid(at + 1);
    const qsizetype dot = domain.lastIndexOf(u'.');
    const QString host = dot < 0 ? domain : domain.left(dot);
    const QString ending = dot < 0 ? QString() : domain.mid(dot);
    return maskedWord(email.left(at)) + u'@' + maskedWord(host) + ending;
}

QString maskedPhone(const QString &phone)
{
    QString masked = phone;
    int kept = 0;
    for (qsizetype at = masked.size() - 1; at >= 0; --at) {
        if (masked[at].isDigit() && ++kept > 2)
            masked[at] = bullet;
    }
    return kept <= 2 ? maskedLine(phone) : masked;
}

QString maskedLine(const QString &line)
{
    QString masked = line;
    for (QChar &c : masked) {
        if (!c.isSpace() && !u",.-/"_s.contains(c)) // "#4" says more than the shape
            c = bullet;
    }
    return masked;
}

QString maskedWords(const QString &words)
{
    static const QRegularExpression digits(u"\\d[\\d -]{4,}\\d"_s);
    QString result;
    qsizetype from = 0;
    for (auto hits = digits.globalMatch(words); hits.hasNext();) {
        const QRegularExpressionMatch hit = hits.next();
        QString number = hit.captured();
        number.remove(u' ').remove(u'-');
        if (number.size() < 6)
            continue;
        result += QStringView(words).sliced(from, hit.capturedStart() - from);
        result += maskedNumber(number);
        from = hit.capturedEnd();
    }
    result += QStringView(words).sliced(from);
    return result;
}

QString shortId(const QString &id)
{
    return id.size() <= 12 ? id : id.left(4) + QChar(0x2026) + id.right(4);
}

QByteArray maskedJson(const QByteArray &utf8)
{
    redactscan::Spans spans;
    redactscan::addFields(utf8, RedactionRules::builtIn(), redactscan::Wanted::Personal, {}, spans);
    return redactscan::applied(utf8, spans);
}

QString masked(Personal kind, const QString &text)
{
    if (text.contains(bullet))
        return text;
    switch (kind) {
    case Personal::Number: return maskedNumber(text);
    case Personal::Name: return maskedName(text);
    case Personal::Email: return maskedEmail(text);
    case Personal::Phone: return maskedPhone(text);
    case Personal::Line: return maskedLine(text);
    case Personal::Words: return maskedWords(text);
    }
    return maskedLine(text);
}

} // namespace console
