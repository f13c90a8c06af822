// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/shotkey.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

QString shotKey(const Shot &shot)
{
    const PaneKey &pane = shot.pane;
    QStringList parts{pane.configurationId.isEmpty() ? u"no configurationId"_s : pane.configurationId, pane.theme, pane.launchType, pane.sdkVersion,
                      pane.size, pane.locale, shot.screen};
    if (shot.scale != 1)
        parts.append(QString::number(shot.scale) + u'x');
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

PictureFacts factsOf(const Shot &shot, const QString &toolVersion)
{
    return {.scale = shot.scale, .taken = shot.at.toUTC(), .toolVersion = toolVersion, .sdkVersion = shot.pane.sdkVersion,
            .configurationId = shot.pane.configurationId, .theme = shot.pane.theme, .layout = shot.pane.launchType,
            .device = shot.pane.size, .screen = shot.screen};
}

PaneKey paneOf(const PictureFacts &facts)
{
    return {facts.configurationId, facts.theme, facts.layout, facts.sdkVersion, facts.device, {}};
}

} // namespace console
