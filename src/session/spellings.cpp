// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spellings.h"

#include "api/json.h"
#include "session/redactionrules.h"

#include <QString>

#include <algorithm>

namespace console {

namespace {

constexpr auto base64 = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype shortestBase64 = 8; // a shorter one may stand anywhere by chance

/// The part of a longer base64 text that any value makes, whatever stands before and after it ("user:value").
QByteArray base64Core(const QByteArray &value, int offset, QByteArray::Base64Options how)
{
    const QByteArray whole = (QByteArray(offset, '\0') + value).toBase64(how);
    const qsizetype begin = (offset * 8 + 5) / 6;             // the first character without a bit of the offset
    const qsizetype end = (offset + value.size()) * 8 / 6;    // after the last one without a bit of what follows
    return whole.mid(begin, end - begin);
}

QList<QByteArray> distinct(const QList<QByteArray> &all)
{
    QList<QByteArray> each;
    for (const QByteArray &one : all) {
        if (!each.contains(one))
            each << one;
    }
    return each;
}

} // namespace

QByteArray jsonEscaped(const QByteArray &utf8, bool escapeSlash, bool escapeBeyondAscii)
{
    QByteArray out;
    const QString text = QString::fromUtf8(utf8);
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char16_t code = text[at].unicode();
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
        else if (code < 0x80)
            out += static_cast<char>(code);
        else if (text[at].isHighSurrogate())
            out += QStringView(text).mid(at++, 2).toUtf8();
        else
            out += QStringView(text).mid(at, 1).toUtf8();
    }
    return out;
}

QByteArray jsonUnescaped(const QByteArray &inside)
{
    if (!inside.contains('\\'))
        return inside;
    const Result<Json> parsed = Json::parse('"' + inside + '"');
    return parsed ? parsed->scalar().toUtf8() : inside;
}

QList<QByteArray> textSpellings(const QByteArray &value)
{
    if (std::all_of(value.begin(), value.end(), isNameByte)) // nobody escapes those
        return {value};
    QList<QByteArray> all{value};
    const QByteArray percent = value.toPercentEncoding();
    all << percent << QByteArray(percent).replace("%20", "+");
    QByteArray lower = percent;
    for (qsizetype at = lower.indexOf('%'); at >= 0; at = lower.indexOf('%', at + 1))
        lower.replace(at, 3, lower.mid(at, 3).toLower());
    all << lower << percent.toPercentEncoding(); // the last: escaped twice, as in a URL inside a URL
    for (const bool slash : {false, true}) {
        for (const bool ascii : {false, true}) {
            const QByteArray once = jsonEscaped(value, slash, ascii);
            all << once << jsonEscaped(once, slash, ascii); // twice: JSON as text inside JSON
        }
    }
    return distinct(all);
}

QList<QByteArray> base64Spellings(const QByteArray &value)
{
    QList<QByteArray> all;
    for (const auto how : {base64, base64Url}) {
        all << value.toBase64(how);
        for (int offset = 0; offset < 3; ++offset)
            all << base64Core(value, offset, how);
    }
    all.removeIf([](const QByteArray &each) { return each.size() < shortestBase64; });
    return distinct(all);
}

} // namespace console
