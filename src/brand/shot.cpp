// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/shot.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

QString PaneKey::caption() const
{
    QStringList parts{configurationId.isEmpty() ? u"no configurationId"_s : configurationId.left(8), theme, launchType, sdkVersion, size, locale};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace console
