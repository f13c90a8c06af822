// SPDX-License-Identifier: GPL-3.0-or-later
// Masking: personal data as it is shown until the user reveals it. Pure functions. A mask of a mask is that mask.
#pragma once

#include <QByteArray>
#include <QString>

namespace console {

/// Kinds of personal data, by how they are masked.
enum class Personal { Number, Name, Email, Phone, Line, Words };

QString masked(Personal kind, const QString &text);

QString maskedNumber(const QString &number);  ///< "00100000987654321" → "••••4321"; up to four digits → "••••"
QString maskedName(const QString &name);      ///< "Dana Lee" → "D••• L••"
QString maskedEmail(const QString &email);    ///< "dana@example.com" → "d•••@e••••••.com"
QString maskedPhone(const QString &phone);    ///< keeps the last two digits
QString maskedLine(const QString &line);      ///< addresses: everything but spaces and , . - / becomes •, shape kept
/// A bank may put account and card numbers into its description of a transaction: six digits and more, also in groups.
QString maskedWords(const QString &words);
QString shortId(const QString &id);           ///< "3f0c…91ab"; for display, ids are not personal
/// The same JSON bytes (or form) with the values of personal fields masked (account and routing numbers, names,
/// addresses, e-mail, phone, numbers in descriptions), whatever their spelling; everything else byte for byte.
QByteArray maskedJson(const QByteArray &utf8);

} // namespace console
