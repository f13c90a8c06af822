// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"

using namespace Qt::StringLiterals;

namespace console {

QString csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r'))
        return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell;
}

} // namespace console
