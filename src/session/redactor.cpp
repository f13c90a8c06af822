// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redactor.h"

#include "session/redactscan.h"

#include <algorithm>

namespace console {

namespace {

constexpr auto base64 = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype longestWords = 400; // of an error that is shown
constexpr qsizetype margin = 16 * 1024; // read behind a limit: longer than any credential
const QByteArray textMark = QByteArrayLiteral("‹redacted›");
const QByteArray urlMark = QByteArrayLiteral("REDACTED");

quint32 firstFour(const char *bytes)
{
    return quint32(quint8(bytes[0])) | quint32(quint8(bytes[1])) << 8 | quint32(quint8(bytes[2])) << 16
        | quint32(quint8(bytes[3])) << 24;
}

int firstTwo(const char *bytes)
{
    return quint8(bytes[0]) | quint8(bytes[1]) << 8;
}

QByteArray jsonEscaped(const QByteArray &utf8, bool escapeSlash, bool escapeBeyondAscii)
{
    QByteArray out;
    const QString text = QString::fromUtf8(utf8);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code == u'"' || code == u'\\')
            out += QByteArray(1, '\\') + static_cast<char>(code);
        else if (code == u'/' && escapeSlash)
            out += "\\/";
        else if (code == u'\n')
            out += "\\n";
        else if (code == u'\t')
            out += "\\t";
        else if (code < 0x20 || (code > 0x7e && escapeBeyondAscii))
            out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
        else
            out += QString(c).toUtf8();
    }
    return out;
}

/// The part of a longer base64 text that any secret makes, whatever stands before and after it ("user:secret").
QByteArray base64Core(const QByteArray &secret, int offset, QByteArray::Base64Options how)
{
    const QByteArray whole = (QByteArray(offset, '\0') + secret).toBase64(how);
    const qsizetype begin = (offset * 8 + 5) / 6;              // the first character without a bit of the offset
    const qsizetype end = (offset + secret.size()) * 8 / 6;    // after the last one without a bit of what follows
    return whole.mid(begin, end - begin);
}

QList<QByteArray> spellingsOf(const QByteArray &secret)
{
    QList<QByteArray> all{secret};
    const QByteArray percent = secret.toPercentEncoding();
    all << percent << QByteArray(percent).replace("%20", "+");
    QByteArray lower = percent;
    for (qsizetype at = lower.indexOf('%'); at >= 0; at = lower.indexOf('%', at + 1))
        lower.replace(at, 3, lower.mid(at, 3).toLower());
    all << lower << percent.toPercentEncoding(); // the last: escaped twice, as in a URL inside a URL
    for (const auto how : {base64, base64Url}) {
        all << secret.toBase64(how);
        for (int offset = 0; offset < 3; ++offset) {
            const QByteArray core = base64Core(secret, offset, how);
            if (core.size() >= 8)
                all << core;
        }
    }
    for (const bool slash : {false, true}) {
        for (const bool ascii : {false, true}) {
            const QByteArray once = jsonEscaped(secret, slash, ascii);
            all << once << jsonEscaped(once, slash, ascii); // twice: JSON as text inside JSON
        }
    }
    QList<QByteArray> distinct;
    for (const QByteArray &each : std::as_const(all)) {
        if (each.size() >= 6 && !distinct.contains(each))
            distinct << each;
    }
    return distinct;
}

QString shortened(const QString &text)
{
    return text.size() > longestWords ? text.left(longestWords) + u'…' : text;
}

} // namespace

void Redactor::learn(const Secret &secret)
{
    if (secret.reveal().size() < 6)
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

void Redactor::index(const Secret &secret)
{
    for (const QByteArray &spelling : spellingsOf(secret.reveal())) {
        QList<QByteArray> &bucket = m_spellings[firstFour(spelling.constData())];
        if (bucket.contains(spelling))
            continue;
        const auto place = std::find_if(bucket.begin(), bucket.end(), [&](const QByteArray &each) { return each.size() < spelling.size(); });
        bucket.insert(place, spelling);
        m_firstTwo.setBit(firstTwo(spelling.constData()));
    }
}

void Redactor::indexAll()
{
    for (QList<QByteArray> &bucket : m_spellings) {
        for (QByteArray &spelling : bucket)
            spelling.fill('\0');
    }
    m_spellings.clear();
    m_firstTwo.fill(false);
    for (const Known &known : std::as_const(m_known))
        index(known.secret);
}

void Redactor::forgetAll()
{
    m_known.clear();
    indexAll();
}

void Redactor::turnOver()
{
    m_known.removeIf([](const Known &known) { return !known.isYoung; });
    for (Known &known : m_known)
        known.isYoung = false;
    indexAll();
}

QByteArray Redactor::withoutValues(const QByteArray &bytes, const QByteArray &mark) const
{
    if (m_spellings.isEmpty())
        return bytes;
    QByteArray out;
    qsizetype copied = 0;
    const char *data = bytes.constData();
    for (qsizetype at = 0; at + 4 <= bytes.size(); ++at) {
        if (!m_firstTwo.testBit(firstTwo(data + at)))
            continue;
        const auto bucket = m_spellings.constFind(firstFour(data + at));
        if (bucket == m_spellings.cend())
            continue;
        const QByteArrayView rest(data + at, bytes.size() - at);
        const auto found = std::find_if(bucket->cbegin(), bucket->cend(), [&](const QByteArray &each) { return rest.startsWith(each); });
        if (found == bucket->cend())
            continue;
        out += QByteArrayView(data + copied, at - copied);
        out += mark;
        at += found->size() - 1;
        copied = at + 1;
    }
    return copied == 0 ? bytes : out + bytes.mid(copied);
}

QByteArray Redactor::clean(const QByteArray &bytes, const QByteArray &mark, const QList<QByteArray> &moreFields) const
{
    if (bytes.isEmpty())
        return bytes;
    // The values go first: a value that a name rule would cut at a wrong place is then gone already.
    QByteArray clean = withoutValues(bytes, mark);
    clean = redactscan::withoutFields(clean, mark, moreFields);
    clean = redactscan::withoutJwts(clean, mark);
    clean = redactscan::withoutPairs(clean, mark);
    return redactscan::withoutHeaderLines(clean, mark);
}

QString Redactor::text(const QString &text) const
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray cleaned = clean(utf8, textMark);
    return cleaned == utf8 ? text : QString::fromUtf8(cleaned);
}

QByteArray Redactor::body(const QByteArray &bytes, const QList<QByteArray> &moreFields) const
{
    return clean(bytes, textMark, moreFields);
}

QByteArray Redactor::excerpt(const QByteArray &bytes, qsizetype limit, const QList<QByteArray> &moreFields) const
{
    return body(bytes.left(limit + margin), moreFields).left(limit);
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
        if (!redactscan::isSecretHeader(name)) {
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
