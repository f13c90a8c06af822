// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/people.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

struct Trigger {
    QStringView text, code, message;
};

// Contract (b.4), "Sandbox triggers on /v2/user".
constexpr std::array<Trigger, 5> emailTriggers{{
    {u"no-authenticated-user@aeropay.com", u"AP101", u"No authenticated user"},
    {u"unable-to-create-user@aeropay.com", u"AP102", u"Unable to create user"},
    {u"cannot-extract-user-info@aeropay.com", u"AP104", u"Cannot extract user info"},
    {u"user-already-exists@aeropay.com", u"AP107", u"User already exists"},
    {u"error-adding-user@aeropay.com", u"AP108", u"Error adding user"},
}};

constexpr std::array<QStringView, 3> refusedLines{u"+14045550124", u"+13125550198", u"+19175550163"};

QString plain(const QString &phone)
{
    static const QRegularExpression noise(u"[\\s().-]"_s);
    QString text = phone;
    text.remove(noise);
    return text;
}

/// "+1" and ten digits, or empty when the text has no country code or a wrong length.
QString international(const QString &phone)
{
    static const QRegularExpression usa(u"^\\+?1(\\d{10})$"_s);
    const QRegularExpressionMatch match = usa.match(plain(phone));
    return match.hasMatch() ? u"+1"_s + match.captured(1) : QString();
}

std::optional<Problem> phoneObjection(const QString &phone)
{
    const QString text = plain(phone);
    // AP119: "US only". A plus sign with another country's code.
    if (text.startsWith(u'+') && !text.startsWith("+1"_L1))
        return Problem{200, u"AP119"_s, u"Only US phone numbers are supported"_s, {}};
    const QString number = international(phone);
    if (number.isEmpty())
        return Problem{200, u"AP115"_s, u"Phone number needs a country code and ten digits, like +12025550123"_s, {}};
    for (const QStringView line : refusedLines) {
        if (number == line)
            return Problem{200, u"AP115"_s, u"Landline, VOIP and prepaid numbers are not supported"_s, {}};
    }
    return std::nullopt;
}

} // namespace

std::optional<Problem> People::objection(const NewUser &wanted)
{
    QStringList missing;
    if (wanted.firstName.isEmpty())
        missing += u"'firstName'"_s;
    if (wanted.lastName.isEmpty())
        missing += u"'lastName'"_s;
    if (wanted.phone.isEmpty())
        missing += u"'phoneNumber'"_s;
    if (wanted.email.isEmpty())
        missing += u"'email'"_s;
    if (!missing.isEmpty())
        return Problem{200, u"AP700"_s, u"Missing required Parameter: "_s + missing.join(", "_L1), {}};
    // ASSUMPTION NAME-RULE: hyphen, apostrophe and space belong to names; digits and the rest do not.
    static const QRegularExpression name(u"^[\\p{L}\\p{M} '’-]+$"_s);
    if (!name.match(wanted.firstName).hasMatch() || !name.match(wanted.lastName).hasMatch())
        return Problem{200, u"AP118"_s, u"User cannot be created with numbers or special characters"_s, {}};
    if (auto problem = phoneObjection(wanted.phone))
        return problem;
    for (const Trigger &trigger : emailTriggers) {
        if (wanted.email.compare(trigger.text, Qt::CaseInsensitive) == 0)
            return Problem{200, trigger.code.toString(), trigger.message.toString(), {}};
    }
    static const QRegularExpression email(u"^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"_s);
    if (!email.match(wanted.email).hasMatch())
        return Problem{200, u"AP701"_s, u"Improperly formatted parameter: ['email: invalid email format']"_s, {}};
    return std::nullopt;
}

Outcome<User *> People::create(const NewUser &wanted, Random &ids, qint64 now, bool *existing)
{
    if (auto problem = objection(wanted))
        return *problem;
    const QString phone = international(wanted.phone);
    // ASSUMPTION SAME-PERSON: the same phone or the same e-mail is the same person.
    for (auto &[uuid, user] : m_users) {
        if (user.phone == phone || user.email.compare(wanted.email, Qt::CaseInsensitive) == 0) {
            *existing = true;
            return &user;
        }
    }
    User user;
    user.uuid = ids.uuid();
    user.userId = QString::number(14000 + static_cast<int>(m_users.size()));
    user.firstName = wanted.firstName;
    user.lastName = wanted.lastName;
    user.phone = phone;
    user.email = wanted.email;
    user.created = now;
    *existing = false;
    return &m_users.insert_or_assign(user.uuid, user).first->second;
}

User *People::find(const QString &id)
{
    const auto it = m_users.find(id);
    if (it != m_users.end())
        return &it->second;
    for (auto &[uuid, user] : m_users) {
        if (user.userId == id)
            return &user;
    }
    return nullptr;
}

} // namespace simulator
