// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rawtext.h"

#include "api/json.h"
#include "session/mask.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// A single line of a megabyte would make the text view lay it out in one go: it is shortened until all is asked for.
QString withShortLines(const QString &text, bool &cut)
{
    qsizetype longest = 0;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype end = text.indexOf(u'\n', from);
        if (end < 0)
            end = text.size();
        longest = qMax(longest, end - from);
        from = end + 1;
    }
    if (longest <= rawLongestLine)
        return text;
    cut = true;
    QString result;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (line.size() <= rawLongestLine) {
            result += line;
        } else {
            result += line.first(rawLongestLine);
            result += u"…"_s;
        }
        result += u'\n';
    }
    result.chop(1);
    return result;
}

} // namespace

QString readableJson(const QByteArray &bytes, bool mask)
{
    return mask ? indentedJson(maskedJson(bytes)) : indentedJson(bytes);
}

RawText preparedRaw(const QByteArray &bytes, bool mask, bool everything)
{
    RawText raw;
    QString text = readableJson(bytes, mask);
    raw.allChars = text.size();
    if (everything) {
        raw.text = text;
        return raw;
    }
    if (text.size() > rawShownAtFirst) {
        const qsizetype lineEnd = text.lastIndexOf(u'\n', rawShownAtFirst);
        text.truncate(lineEnd > rawShownAtFirst / 2 ? lineEnd : rawShownAtFirst);
        raw.cut = true;
    }
    raw.text = withShortLines(text, raw.cut);
    return raw;
}

} // namespace console
