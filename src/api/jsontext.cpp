// SPDX-License-Identifier: GPL-3.0-or-later
// Json back to text: one line, or re-indented for reading.
#include "api/json.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

void appendQuoted(QString &out, const QString &text)
{
    out += u'"';
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'"': out += u"\\\""_s; break;
        case u'\\': out += u"\\\\"_s; break;
        case u'\n': out += u"\\n"_s; break;
        case u'\r': out += u"\\r"_s; break;
        case u'\t': out += u"\\t"_s; break;
        default:
            if (c.unicode() < 0x20)
                out += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
            else
                out += c;
        }
    }
    out += u'"';
}

void appendCompact(QString &out, const Json &json)
{
    switch (json.type()) {
    case Json::Type::Null: out += u"null"_s; return;
    case Json::Type::Bool:
    case Json::Type::Number: out += json.scalar(); return;
    case Json::Type::Text: appendQuoted(out, json.scalar()); return;
    case Json::Type::Array: {
        out += u'[';
        QStringView comma;
        for (const Json &item : json.items()) {
            out += comma;
            appendCompact(out, item);
            comma = u",";
        }
        out += u']';
        return;
    }
    case Json::Type::Object: {
        out += u'{';
        QStringView comma;
        for (const Json::Field &field : json.fields()) {
            out += comma;
            appendQuoted(out, field.first);
            out += u':';
            appendCompact(out, field.second);
            comma = u",";
        }
        out += u'}';
        return;
    }
    }
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Copies valid JSON token by token and decides only about the white space between tokens.
class Indenter
{
public:
    explicit Indenter(QByteArrayView json) : m_in(json) { m_out.reserve(json.size() + json.size() / 4); }

    QByteArray run()
    {
        while (m_at < m_in.size())
            step(m_in[m_at]);
        return m_out;
    }

private:
    void step(char c)
    {
        switch (c) {
        case '"': copyText(); return;
        case '{':
        case '[': open(c); return;
        case '}':
        case ']':
            --m_depth;
            newLine();
            m_out += c;
            break;
        case ',':
            m_out += c;
            newLine();
            break;
        case ':': m_out += ": "; break;
        default:
            if (!isSpace(c))
                m_out += c;
        }
        ++m_at;
    }

    void copyText()
    {
        const qsizetype from = m_at++;
        while (m_in[m_at] != '"')
            m_at += m_in[m_at] == '\\' ? 2 : 1;
        ++m_at;
        m_out.append(m_in.data() + from, m_at - from);
    }

    void open(char c)
    {
        m_out += c;
        ++m_at;
        while (isSpace(m_in[m_at]))
            ++m_at;
        if (m_in[m_at] == ']' || m_in[m_at] == '}') { // empty: keep it together
            m_out += m_in[m_at++];
            return;
        }
        ++m_depth;
        newLine();
    }

    void newLine()
    {
        m_out += '\n';
        m_out.append(qsizetype(m_depth) * 2, ' ');
    }

    QByteArrayView m_in;
    QByteArray m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

QString Json::compact() const
{
    QString out;
    appendCompact(out, *this);
    return out;
}

QString indentedJson(QByteArrayView utf8)
{
    if (!Json::parse(utf8)) // also the licence to walk the bytes without looking for their end
        return QString::fromUtf8(utf8);
    return QString::fromUtf8(Indenter(utf8).run());
}

} // namespace console
