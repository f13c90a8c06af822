// SPDX-License-Identifier: GPL-3.0-or-later
// Money: an exact decimal amount with its currency; never a binary float.
#pragma once

#include "base/result.h"

#include <QMetaType>
#include <QString>
#include <QStringView>

#include <compare>

namespace console {

/// Aerosync's amounts: decimal units of a currency ("3124.25" dollars), kept digit for digit as they came.
class Money
{
public:
    Money() = default;
    /// From the text of a JSON number or a quoted one: "-3124.250", "12e2". Errors: Decode ("not a decimal
    /// number", "more than 18 digits").
    static Result<Money> parse(QStringView text, const QString &currency);

    /// Every digit that came: "3124.250". Leading zeros, an exponent and the sign of a zero are not kept.
    QString exactText() const;
    /// For people: at least two decimals, grouped, minus sign, currency: "−3,124.25 USD".
    QString display() const;
    /// At least two decimals, no grouping, plain minus: "-3124.25", for CSV and assertions.
    QString plainText() const;
    QString currency() const { return m_currency; }
    bool isNegative() const { return m_coefficient < 0; }

    Money negated() const;
    Money absolute() const;
    /// Sum; both must have the same currency and fit into 18 digits. Errors: Decode.
    Result<Money> plus(const Money &other) const;
    /// By value, whatever the number of decimals: 1.5 equals 1.50. Different currencies are unordered.
    std::partial_ordering operator<=>(const Money &other) const;
    bool operator==(const Money &other) const { return (*this <=> other) == 0; }

private:
    qint64 m_coefficient = 0; // amount = coefficient × 10^-scale
    int m_scale = 0;          // 0…18
    QString m_currency;
};

/// Aeropay's amounts: whole cents. A type of its own, so dollars and cents cannot be added by mistake.
struct Cents {
    qint64 value = 0;
    auto operator<=>(const Cents &) const = default;
    /// The same amount in decimal units. Errors: Decode, past 18 digits.
    Result<Money> toMoney(const QString &currency) const;
};

} // namespace console

Q_DECLARE_METATYPE(console::Money)
