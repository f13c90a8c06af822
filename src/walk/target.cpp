// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/target.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

QString Target::describe() const
{
    if (!field.isEmpty())
        return QCoreApplication::translate("console::Target", "field “%1”").arg(field);
    const QString wanted = names.isEmpty() ? u"…"_s : names.join(u"” / “"_s);
    return role.isEmpty() ? u"“%1”"_s.arg(wanted) : u"%1 “%2”"_s.arg(role, wanted);
}

} // namespace console
