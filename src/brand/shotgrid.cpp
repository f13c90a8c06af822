// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/shotgrid.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Grid {
    Q_DECLARE_TR_FUNCTIONS(console::ShotGrid)
};

qsizetype stepOf(const QString &screen)
{
    static const QStringList flow{u"welcome"_s, u"search"_s, u"sign-in"_s, u"mfa"_s, u"consent"_s, u"accounts"_s, u"success"_s, u"error"_s};
    const qsizetype step = flow.indexOf(screen);
    return step < 0 ? flow.size() : step;
}

} // namespace

ShotGrid::ShotGrid(const QList<Shot> &shots)
{
    for (const Shot &shot : shots) {
        auto row = std::ranges::find_if(rows, [&](const Row &each) { return each.first->pane == shot.pane; });
        if (row == rows.end())
            row = rows.insert(rows.end(), Row{&shot, {}});
        row->byScreen.insert(shot.screen, &shot);
        if (!screens.contains(shot.screen))
            screens << shot.screen;
    }
    std::ranges::stable_sort(screens, {}, stepOf);
}

QString paneTitle(const Shot &shot)
{
    return !shot.configurationName.isEmpty()    ? shot.configurationName
        : !shot.pane.configurationId.isEmpty() ? shot.pane.configurationId.left(8)
                                               : Grid::tr("No configurationId");
}

QStringList paneLines(const Shot &shot)
{
    const PaneKey &pane = shot.pane;
    QStringList lines;
    if (!shot.configurationName.isEmpty() && !pane.configurationId.isEmpty())
        lines << pane.configurationId.left(8);
    const QString sdk = pane.sdkVersion.isEmpty() ? QString() : Grid::tr("SDK %1").arg(pane.sdkVersion);
    lines << pane.theme << pane.launchType << sdk << pane.size << pane.locale << shot.environment;
    lines.removeAll(QString());
    return lines;
}

QString periodOf(const QList<Shot> &shots)
{
    QList<QDateTime> times;
    for (const Shot &shot : shots) {
        if (shot.at.isValid())
            times << shot.at.toUTC();
    }
    if (times.isEmpty())
        return {};
    const auto [first, last] = std::ranges::minmax(times);
    const QString day = u"yyyy-MM-dd"_s;
    return first.date() == last.date() ? first.toString(u"yyyy-MM-dd HH:mm 'UTC'"_s) : Grid::tr("%1 to %2").arg(first.toString(day), last.toString(day));
}

QString notReached()
{
    return Grid::tr("not reached");
}

QString simulatedLabel()
{
    return Grid::tr("Simulated data");
}

bool anySimulated(const QList<Shot> &shots)
{
    return std::ranges::any_of(shots, &Shot::isSimulated);
}

} // namespace console
