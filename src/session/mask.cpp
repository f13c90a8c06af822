// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mask.h"

#include "api/json.h"

#include <QList>
#include <QStringList>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr QChar bullet(0x2022);

QString bullets(qsizetype count)
{
    return QString(count, bullet);
}

/// The first letter, and a bullet for each other one.
QString maskedWord(const QString &word)
{
    return word.isEmpty() ? word : word.left(1) + bullets(word.size() - 1);
}

using Mask = QString (*)(const QString &);

struct Field {
    QLatin1StringView name; // lower case, without separators
    Mask mask;
};

// Spellings: contract e.1, e.4, b.4, f.4. accountNumberDisplay is not here: it is the last four digits, as banks
// show them, and what maskedNumber would leave anyway.
constexpr std::array personalFields{
    Field{"accountnumber"_L1, maskedNumber}, Field{"routingnumber"_L1, maskedNumber},
    Field{"accountholdername"_L1, maskedName}, Field{"holdername"_L1, maskedName}, Field{"accountname"_L1, maskedName},
    Field{"firstname"_L1, maskedName}, Field{"lastname"_L1, maskedName}, Field{"fullname"_L1, maskedName},
    Field{"middlename"_L1, maskedName}, Field{"name"_L1, maskedName},
    Field{"email"_L1, maskedEmail}, Field{"emailaddress"_L1, maskedEmail},
    Field{"phone"_L1, maskedPhone}, Field{"phonenumber"_L1, maskedPhone},
    Field{"address"_L1, maskedLine}, Field{"address1"_L1, maskedLine}, Field{"address2"_L1, maskedLine},
    Field{"addressline1"_L1, maskedLine}, Field{"addressline2"_L1, maskedLine}, Field{"street"_L1, maskedLine},
    Field{"city"_L1, maskedLine}, Field{"postalcode"_L1, maskedLine}, Field{"zip"_L1, maskedLine},
    Field{"zipcode"_L1, maskedLine}, Field{"stateprovince"_L1, maskedLine},
    Field{"addressfields"_L1, maskedLine}, Field{"addresses"_L1, maskedLine},
};

/// How to mask the value of a field; nullptr: not personal.
Mask maskOf(const QString &name)
{
    QString plain = name.toLower();
    plain.remove(u'_').remove(u'-');
    const auto found = std::find_if(personalFields.begin(), personalFields.end(), [&](const Field &field) { return plain == field.name; });
    return found == personalFields.end() ? nullptr : found->mask;
}

/// Walks JSON text once and copies it, putting masked text where a personal value stands. It does not judge the
/// JSON: cut-off or broken text is copied as far as it goes, and text that is cut off counts as ending there.
class MaskingWalk
{
public:
    explicit MaskingWalk(const QByteArray &in) : m_in(in) { m_out.reserve(in.size()); }

    QByteArray run()
    {
        while (m_at < m_in.size())
            step();
        return m_out;
    }

private:
    struct Level { bool isObject; Mask inherited; };

    Mask inherited() const { return m_levels.isEmpty() ? nullptr : m_levels.last().inherited; }
    Mask current() const { return m_field ? m_field : inherited(); }

    void step()
    {
        const char c = m_in[m_at];
        if (c == '"') {
            text();
        } else if (c == '{' || c == '[') {
            m_levels.append({c == '{', current()}); // what stands inside "address_fields" is an address too
            m_expectsName = c == '{';
            m_field = nullptr;
            copy(1);
        } else if (c == '}' || c == ']') {
            if (!m_levels.isEmpty())
                m_levels.removeLast();
            m_field = nullptr;
            m_expectsName = false;
            copy(1);
        } else if (c == ',') {
            m_field = nullptr;
            m_expectsName = !m_levels.isEmpty() && m_levels.last().isObject;
            copy(1);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            number();
        } else {
            copy(1);
        }
    }

    void text()
    {
        qsizetype end = m_at + 1;
        while (end < m_in.size() && m_in[end] != '"')
            end += m_in[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, m_in.size());
        const QByteArray quoted = m_in.mid(m_at, end - m_at);
        if (m_expectsName) {
            m_expectsName = false;
            m_field = maskOf(plainText(quoted));
            copy(quoted.size());
            return;
        }
        const Mask mask = current();
        if (!mask) {
            copy(quoted.size());
            return;
        }
        m_out += Json::text(mask(plainText(quoted))).compact().toUtf8();
        m_at = end;
    }

    void number()
    {
        qsizetype end = m_at;
        while (end < m_in.size() && QByteArrayView("+-.eE0123456789").contains(m_in[end]))
            ++end;
        const Mask mask = current();
        if (!mask) {
            copy(end - m_at);
            return;
        }
        const QString digits = QString::fromLatin1(m_in.mid(m_at, end - m_at));
        m_out += Json::text(mask(digits)).compact().toUtf8();
        m_at = end;
    }

    static QString plainText(const QByteArray &quoted)
    {
        const Result<Json> parsed = Json::parse(quoted);
        return parsed ? parsed->scalar() : QString::fromUtf8(quoted.mid(1));
    }

    void copy(qsizetype count)
    {
        m_out += QByteArrayView(m_in).sliced(m_at, std::min(count, m_in.size() - m_at));
        m_at += count;
    }

    const QByteArray &m_in;
    QByteArray m_out;
    qsizetype m_at = 0;
    QList<Level> m_levels;
    Mask m_field = nullptr;     // of the name just read
    bool m_expectsName = false;
};

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

QString shortId(const QString &id)
{
    return id.size() <= 12 ? id : id.left(4) + QChar(0x2026) + id.right(4);
}

QByteArray maskedJson(const QByteArray &utf8)
{
    return MaskingWalk(utf8).run();
}

} // namespace console
