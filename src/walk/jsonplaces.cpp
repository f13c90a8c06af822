// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/jsonplaces.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace console {

namespace {

constexpr int deepest = 64; // as Json::parse()

/// Goes over the tokens once, and stops at the first that cannot stand where it does.
class PlaceScan
{
public:
    explicit PlaceScan(QByteArrayView text) : m_text(text) {}

    bool document(JsonPlace &root)
    {
        skipSpace();
        if (!value(root, 1))
            return false;
        skipSpace();
        return m_at == m_text.size();
    }
    int line() const { return m_line; }

private:
    char peek() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    void skipSpace()
    {
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text.at(m_at);
            if (c == '\n')
                ++m_line;
            else if (c != ' ' && c != '\t' && c != '\r')
                return;
        }
    }

    bool take(char wanted)
    {
        skipSpace();
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool value(JsonPlace &into, int depth)
    {
        skipSpace();
        into.line = m_line;
        switch (peek()) {
        case '{': return depth <= deepest && object(into, depth);
        case '[': return depth <= deepest && array(into, depth);
        case '"': return text();
        default: return word();
        }
    }

    bool object(JsonPlace &into, int depth)
    {
        ++m_at;
        if (take('}'))
            return true;
        do {
            skipSpace();
            const int line = m_line;
            JsonPlace field;
            if (peek() != '"' || !text() || !take(':') || !value(field, depth + 1))
                return false;
            field.line = line;
            into.inside.push_back(std::move(field));
        } while (take(','));
        return take('}');
    }

    bool array(JsonPlace &into, int depth)
    {
        ++m_at;
        if (take(']'))
            return true;
        do {
            JsonPlace item;
            if (!value(item, depth + 1))
                return false;
            into.inside.push_back(std::move(item));
        } while (take(','));
        return take(']');
    }

    bool text()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text.at(m_at);
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < ' ')
                return false; // mostly the end of a line: the quote is missing on this one
            if (c == '\\' && !escape())
                return false;
        }
        return false;
    }

    bool escape()
    {
        const QByteArrayView known("\"\\/bfnrtu");
        return ++m_at < m_text.size() && known.contains(m_text.at(m_at));
    }

    /// true, false, null, a number
    bool word()
    {
        const qsizetype from = m_at;
        const auto isPart = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.'; };
        while (isPart(peek()))
            ++m_at;
        const QByteArrayView word = m_text.sliced(from, m_at - from);
        if (word.isEmpty())
            return false;
        static const QRegularExpression rule(QStringLiteral("^(-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false|null)$"));
        return rule.match(QString::fromLatin1(word)).hasMatch();
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// 0: all of it is UTF-8.
int lineOfBadUtf8(QByteArrayView text)
{
    int line = 1;
    for (qsizetype from = 0; from < text.size(); ++line) {
        const qsizetype newline = text.indexOf('\n', from);
        const qsizetype end = newline < 0 ? text.size() : newline;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder(text.sliced(from, end - from));
        if (decoder.hasError())
            return line;
        from = end + 1;
    }
    return 0;
}

} // namespace

JsonPlaces placesOf(QByteArrayView utf8)
{
    JsonPlaces places;
    PlaceScan scan(utf8);
    const bool isWhole = scan.document(places.root);
    places.brokenLine = isWhole ? lineOfBadUtf8(utf8) : scan.line();
    return places;
}

} // namespace console
