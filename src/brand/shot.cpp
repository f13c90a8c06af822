// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/shot.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

QString PaneKey::caption() const
{
    QStringList parts{configurationId.isEmpty() ? u"no configurationId"_s : configurationId.left(8), theme, launchType, sdkVersion, size, locale};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

void sortShots(QList<Shot> &shots, const QList<PaneKey> &panes, const QStringList &screens)
{
    const auto place = [&](const Shot &shot) { return std::pair(panes.indexOf(shot.pane), screens.indexOf(shot.screen)); };
    std::stable_sort(shots.begin(), shots.end(), [&](const Shot &one, const Shot &other) { return place(one) < place(other); });
}

} // namespace console
