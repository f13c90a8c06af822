// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/markup.h"

#include "walk/reportwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr QByteArrayView tags[] = {"section", "div", "h2", "h3", "p", "span", "strong", "details", "summary", "figure", "figcaption",
                                   "img", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a"};
constexpr qsizetype deepest = 32;

bool isOneOfTags(QByteArrayView name)
{
    return std::find(std::begin(tags), std::end(tags), name) != std::end(tags);
}

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool isWords(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return isWord(c) || c == ' '; });
}

bool isPicture(QByteArrayView text)
{
    for (const QByteArrayView start : {QByteArrayView("data:image/png;base64,"), QByteArrayView("data:image/jpeg;base64,")}) {
        if (text.startsWith(start)) {
            const QByteArrayView data = text.sliced(start.size());
            return std::all_of(data.begin(), data.end(), [](char c) { return (isWord(c) && c != '-') || c == '+' || c == '/' || c == '='; });
        }
    }
    return false;
}

bool isAttribute(QByteArrayView name, QByteArrayView value)
{
    if (name == "class" || name == "id" || name == "scope" || name == "width")
        return isWords(value);
    if (name == "href")
        return value.startsWith('#') && isWords(value.sliced(1));
    if (name == "src")
        return isPicture(value);
    return name == "alt" || name == "title"; // only read
}

/// Reads tag after tag; what stands between them is text.
class MarkupReader
{
public:
    explicit MarkupReader(QByteArrayView html) : m_html(html) {}

    bool isOwn()
    {
        while (m_at < m_html.size()) {
            const char c = m_html[m_at++];
            if (c == '<' && !tag())
                return false;
            if (c == '>' || c == '\0')
                return false; // in texts it is escaped
        }
        return m_open.isEmpty();
    }

private:
    bool take(char c)
    {
        if (m_at >= m_html.size() || m_html[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    QByteArrayView word()
    {
        const qsizetype from = m_at;
        while (m_at < m_html.size() && isWord(m_html[m_at]))
            ++m_at;
        return m_html.sliced(from, m_at - from);
    }

    bool tag()
    {
        const bool ends = take('/');
        const QByteArrayView name = word();
        if (!isOneOfTags(name))
            return false;
        if (ends)
            return take('>') && !m_open.isEmpty() && m_open.takeLast() == name;
        if (name != "img")
            m_open.append(name);
        return m_open.size() <= deepest && attributes();
    }

    bool attributes()
    {
        while (take(' ')) {
            const QByteArrayView name = word();
            if (name == "open")
                continue;
            if (!take('=') || !take('"'))
                return false;
            const qsizetype end = m_html.indexOf('"', m_at);
            if (end < 0 || !isAttribute(name, m_html.sliced(m_at, end - m_at)))
                return false;
            m_at = end + 1;
        }
        return take('>');
    }

    QByteArrayView m_html;
    qsizetype m_at = 0;
    QList<QByteArrayView> m_open;
};

} // namespace

QString escaped(const QString &text)
{
    return printable(text).toHtmlEscaped();
}

QString element(const QString &tag, const QString &text)
{
    return u'<' + tag + u'>' + escaped(text) + u"</"_s + tag.section(u' ', 0, 0) + u'>';
}

bool isOwnMarkup(QByteArrayView html)
{
    return MarkupReader(html).isOwn();
}

} // namespace console
