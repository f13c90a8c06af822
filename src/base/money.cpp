// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/money.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int maxDigits = 18; // 10^18 fits into qint64
constexpr qint64 tooBig = 1'000'000'000'000'000'000; // the first number of 19 digits
constexpr int farTooMany = 10'000; // digits or exponents beyond this are refused in any case

Error notMoney(const QString &why)
{
    return Error{.kind = Error::Kind::Decode, .message = why};
}

struct Decimal {
    bool isNegative = false;
    QStringView whole, fraction, exponent;
};

/// The digits at the beginning, taken away from it.
QStringView takeDigits(QStringView &text)
{
    const auto end = std::find_if(text.begin(), text.end(), [](QChar c) { return c < u'0' || c > u'9'; });
    const QStringView digits = text.first(end - text.begin());
    text = text.sliced(digits.size());
    return digits;
}

bool take(QStringView &text, QStringView anyOf)
{
    if (text.isEmpty() || !anyOf.contains(text.front()))
        return false;
    text = text.sliced(1);
    return true;
}

/// JSON's number grammar, also accepting leading zeros inside quotes ("0012.50"); nothing for any other text.
std::optional<Decimal> decimalOf(QStringView text)
{
    Decimal decimal;
    decimal.isNegative = take(text, u"-");
    decimal.whole = takeDigits(text);
    bool isWell = !decimal.whole.isEmpty();
    if (take(text, u".")) {
        decimal.fraction = takeDigits(text);
        isWell &= !decimal.fraction.isEmpty();
    }
    if (take(text, u"eE")) {
        const QStringView from = text;
        take(text, u"+-");
        isWell &= !takeDigits(text).isEmpty();
        decimal.exponent = from.first(from.size() - text.size());
    }
    return isWell && text.isEmpty() ? std::optional(decimal) : std::nullopt;
}

/// The exponent, held within ±farTooMany so that no arithmetic on it can overflow.
int exponentOf(QStringView text)
{
    bool small = true;
    const int exponent = text.isEmpty() ? 0 : text.toInt(&small);
    if (!small)
        return text.startsWith(u'-') ? -farTooMany : farTooMany;
    return std::clamp(exponent, -farTooMany, farTooMany);
}

/// value × 10^by, or nothing when it does not fit.
bool scaleUp(qint64 &value, int by)
{
    for (int i = 0; i < by; ++i) {
        if (__builtin_mul_overflow(value, qint64(10), &value))
            return false;
    }
    return true;
}

QString digitsWithPoint(quint64 magnitude, int scale)
{
    QString digits = QString::number(magnitude).rightJustified(scale + 1, u'0');
    if (scale > 0)
        digits.insert(digits.size() - scale, u'.');
    return digits;
}

quint64 magnitudeOf(qint64 value)
{
    return value < 0 ? 0 - static_cast<quint64>(value) : static_cast<quint64>(value);
}

} // namespace

Result<Money> Money::parse(QStringView text, const QString &currency)
{
    const std::optional<Decimal> decimal = decimalOf(text);
    if (!decimal)
        return fail(notMoney(Error::tr("“%1” is not a decimal number").arg(text.left(40))));
    QString digits = decimal->whole.toString();
    digits += decimal->fraction;
    const int decimals = static_cast<int>(std::min<qsizetype>(decimal->fraction.size(), 10 * farTooMany));
    int scale = decimals - exponentOf(decimal->exponent);
    qsizetype zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == u'0')
        ++zeros;
    digits.remove(0, zeros);
    if (digits == u"0"_s) {
        scale = std::clamp(scale, 0, maxDigits); // zero is zero with any exponent, and has no sign
    } else if (scale < 0) {
        if (digits.size() - scale > maxDigits)
            return fail(notMoney(Error::tr("an amount of more than 18 digits")));
        digits += QString(-scale, u'0');
        scale = 0;
    }
    if (digits.size() > maxDigits || scale > maxDigits)
        return fail(notMoney(Error::tr("an amount of more than 18 digits")));
    Money money;
    money.m_coefficient = digits.toLongLong() * (decimal->isNegative ? -1 : 1);
    money.m_scale = scale;
    money.m_currency = currency;
    return money;
}

QString Money::exactText() const
{
    return (isNegative() ? u"-"_s : QString()) + digitsWithPoint(magnitudeOf(m_coefficient), m_scale);
}

QString Money::plainText() const
{
    QString text = exactText();
    if (m_scale == 0)
        return text + u".00"_s;
    return m_scale == 1 ? text + u'0' : text;
}

QString Money::display() const
{
    QString text = plainText();
    const bool negative = text.startsWith(u'-');
    if (negative)
        text.remove(0, 1);
    for (qsizetype at = text.indexOf(u'.') - 3; at > 0; at -= 3)
        text.insert(at, u',');
    if (negative)
        text.prepend(QChar(0x2212)); // a true minus sign, as broad as a figure
    return m_currency.isEmpty() ? text : text + u' ' + m_currency;
}

Money Money::negated() const
{
    Money money = *this;
    money.m_coefficient = -money.m_coefficient; // |coefficient| < 10^18: cannot overflow
    return money;
}

Money Money::absolute() const
{
    return isNegative() ? negated() : *this;
}

Result<Money> Money::plus(const Money &other) const
{
    if (m_currency != other.m_currency)
        return fail(notMoney(Error::tr("cannot add %1 to %2").arg(other.m_currency, m_currency)));
    Money sum = *this;
    qint64 addend = other.m_coefficient;
    sum.m_scale = std::max(m_scale, other.m_scale);
    if (!scaleUp(sum.m_coefficient, sum.m_scale - m_scale) || !scaleUp(addend, sum.m_scale - other.m_scale)
        || __builtin_add_overflow(sum.m_coefficient, addend, &sum.m_coefficient)
        || sum.m_coefficient >= tooBig || sum.m_coefficient <= -tooBig)
        return fail(notMoney(Error::tr("a sum of more than 18 digits")));
    return sum;
}

std::partial_ordering Money::operator<=>(const Money &other) const
{
    if (m_currency != other.m_currency)
        return std::partial_ordering::unordered;
    // 128 bits: 10^18 × 10^18 does not fit into 64
    __extension__ using wide = __int128;
    wide left = m_coefficient;
    wide right = other.m_coefficient;
    for (int i = m_scale; i < other.m_scale; ++i)
        left *= 10;
    for (int i = other.m_scale; i < m_scale; ++i)
        right *= 10;
    if (left == right)
        return std::partial_ordering::equivalent;
    return left < right ? std::partial_ordering::less : std::partial_ordering::greater;
}

Result<Money> Cents::toMoney(const QString &currency) const
{
    const quint64 magnitude = magnitudeOf(value);
    const QString text = (value < 0 ? u"-"_s : QString()) + digitsWithPoint(magnitude, 2);
    return Money::parse(text, currency);
}

} // namespace console
