// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/somebody.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace console {

/// 555-0100 to 555-0199 are nobody's numbers, in every area: 79,000 of them, taken in turn from anywhere in the row. Who
/// is known already would be asked for a code, so no number comes twice.
UserDetails somebody(const QString &firstName, const QString &lastName)
{
    constexpr quint32 areas = 790, lines = 100;
    static quint32 next = QRandomGenerator::global()->bounded(areas * lines);
    const quint32 taken = next++ % (areas * lines);
    const QString area = QString::number(200 + taken / lines);
    return {.firstName = firstName, .lastName = lastName,
            .email = u"%1.%2.%3%4@example.com"_s.arg(firstName, lastName, area).arg(QRandomGenerator::global()->bounded(100'000u)).toLower(),
            .phone = u"+1"_s + area + u"555"_s + QString::number(100 + taken % lines).rightJustified(4, u'0')};
}

} // namespace console
