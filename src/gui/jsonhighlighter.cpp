// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/jsonhighlighter.h"

#include "gui/theme.h"

namespace console {

namespace {

/// The place after the closing quote of the text that begins at `from`.
qsizetype afterText(const QString &line, qsizetype from)
{
    for (qsizetype at = from + 1; at < line.size(); ++at) {
        if (line.at(at) == u'\\')
            ++at;
        else if (line.at(at) == u'"')
            return at + 1;
    }
    return line.size();
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.';
}

} // namespace

void JsonHighlighter::highlightBlock(const QString &line)
{
    const QColor name = Theme::color(Theme::Role::Accent);
    const QColor text = Theme::color(Theme::Role::Good);
    const QColor word = Theme::color(Theme::Role::Simulator);
    const QColor mark = Theme::color(Theme::Role::Muted);
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line.at(at);
        qsizetype end = at + 1;
        QColor color = mark;
        if (c == u'"') {
            end = afterText(line, at);
            qsizetype next = end;
            while (next < line.size() && line.at(next).isSpace())
                ++next;
            color = next < line.size() && line.at(next) == u':' ? name : text;
        } else if (isWordPart(c)) {
            while (end < line.size() && isWordPart(line.at(end)))
                ++end;
            color = word;
        }
        if (!c.isSpace())
            setFormat(static_cast<int>(at), static_cast<int>(end - at), color);
        at = end;
    }
}

} // namespace console
