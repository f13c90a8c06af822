// SPDX-License-Identifier: GPL-3.0-or-later
// Masking: personal data as it is shown until the user reveals it. Pure functions.
#pragma once

#include <QByteArray>
#include <QString>

namespace console {

QString maskedNumber(const QString &number);  ///< "00100000987654321" → "••••4321"; up to four digits → "••••"
QString maskedName(const QString &name);      ///< "Dana Lee" → "D••• L••"
QString maskedEmail(const QString &email);    ///< "dana@example.com" → "d•••@e••••••.com"
QString maskedPhone(const QString &phone);    ///< keeps the last two digits
QString maskedLine(const QString &line);      ///< addresses: everything but spaces and , . - / becomes •, shape kept
QString shortId(const QString &id);           ///< "3f0c…91ab"; for display, ids are not personal
/// The same JSON bytes with the values of personal fields masked (account and routing numbers, names,
/// addresses, e-mail, phone), whatever their spelling; everything else byte for byte.
QByteArray maskedJson(const QByteArray &utf8);

} // namespace console
