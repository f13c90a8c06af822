// SPDX-License-Identifier: GPL-3.0-or-later
#include "brand/picturepair.h"

#include "brand/shotkey.h"

#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::array parts{&PaneKey::configurationId, &PaneKey::theme, &PaneKey::launchType, &PaneKey::sdkVersion, &PaneKey::size, &PaneKey::locale};
using Parts = QList<QString PaneKey::*>;

Parts allParts()
{
    return {parts.begin(), parts.end()};
}

PictureSource taken(const Shot &shot)
{
    return {.kind = PictureSource::Kind::Taken, .shot = shot};
}

PictureSource stored(const QString &set, const QString &key, Baselines::Which which)
{
    return {.kind = PictureSource::Kind::Stored, .shot = {}, .set = set, .key = key, .which = which};
}

bool isOneThroughout(const QList<Shot> &shots, QString PaneKey::*part)
{
    return std::ranges::all_of(shots, [&](const Shot &shot) { return shot.pane.*part == shots.first().pane.*part; });
}

/// The parts by which the pictures of two sides are found again.
Parts tellingParts(const QList<Shot> &before, const QList<Shot> &after)
{
    Parts telling;
    for (const auto part : parts) {
        if (!isOneThroughout(before, part) || !isOneThroughout(after, part))
            telling.append(part);
    }
    return telling;
}

QString placeOf(const Shot &shot, const Parts &telling)
{
    QStringList words{shot.screen, QString::number(shot.scale)};
    for (const auto part : telling)
        words.append(shot.pane.*part);
    return words.join(u'\n');
}

/// Names each pair's pane by those of the parts that are not the same in all of them.
void namePanes(QList<PicturePair> *pairs, const Parts &telling, const QList<PaneKey> &panes, const QStringList &names)
{
    for (qsizetype i = 0; i < pairs->size(); ++i) {
        QStringList words;
        for (const auto part : telling) {
            const bool isSame = std::ranges::all_of(panes, [&](const PaneKey &pane) { return pane.*part == panes.first().*part; });
            if (isSame)
                continue;
            const QString word = panes.at(i).*part;
            if (part != &PaneKey::configurationId)
                words.append(word);
            else
                words.append(!names.at(i).isEmpty() ? names.at(i) : word.isEmpty() ? Error::tr("no configurationId") : word.left(8));
        }
        words.removeAll(QString());
        (*pairs)[i].pane = words.join(u" · "_s);
    }
}

struct Pairs {
    QList<PicturePair> all;
    QList<PaneKey> panes;
    QStringList names; // of the configurations

    void add(const PicturePair &pair, const PaneKey &pane, const QString &name)
    {
        all.append(pair);
        panes.append(pane);
        names.append(name);
    }
    void add(PicturePair pair, const Shot &shot)
    {
        pair.key = shotKey(shot);
        pair.screen = shot.screen;
        pair.isSimulated = shot.isSimulated || pair.before.shot.isSimulated;
        add(pair, shot.pane, shot.configurationName);
    }
    QList<PicturePair> named(const Parts &telling)
    {
        namePanes(&all, telling, panes, names);
        return all;
    }
};

/// One shot for each place, in the order in which the places came first.
QList<Shot> lastOfEach(const QList<Shot> &shots, const Parts &telling)
{
    QHash<QString, qsizetype> places;
    QList<Shot> last;
    for (const Shot &shot : shots) {
        const QString place = placeOf(shot, telling);
        if (const auto found = places.constFind(place); found != places.cend()) {
            last[*found] = shot;
        } else {
            places.insert(place, last.size());
            last.append(shot);
        }
    }
    return last;
}

} // namespace

Result<QImage> PictureSource::load(const QString &folder) const
{
    if (kind == Kind::Stored)
        return Baselines(folder).load(set, key, which);
    return shot.picture;
}

QList<PicturePair> pairsOf(const QList<Shot> &before, const QList<Shot> &after)
{
    const Parts telling = tellingParts(before, after);
    const QList<Shot> left = lastOfEach(before, telling);
    QHash<QString, Shot> partners;
    for (const Shot &shot : left)
        partners.insert(placeOf(shot, telling), shot);
    Pairs pairs;
    for (const Shot &shot : lastOfEach(after, telling)) {
        PicturePair pair{.after = taken(shot)};
        if (const auto partner = partners.constFind(placeOf(shot, telling)); partner != partners.cend()) {
            pair.before = taken(*partner);
            partners.erase(partner);
        }
        pairs.add(pair, shot);
    }
    for (const Shot &shot : left) {
        if (partners.contains(placeOf(shot, telling)))
            pairs.add({.before = taken(shot)}, shot);
    }
    return pairs.named(telling);
}

QList<PicturePair> pairsOf(const QString &set, const QList<BaselineEntry> &entries, const QList<Shot> &after)
{
    QHash<QString, BaselineEntry> accepted;
    for (const BaselineEntry &entry : entries) {
        if (entry.accepted)
            accepted.insert(entry.key, entry);
    }
    Pairs pairs;
    for (const Shot &shot : lastOfEach(after, allParts())) {
        PicturePair pair{.after = taken(shot)};
        if (accepted.remove(shotKey(shot)))
            pair.before = stored(set, shotKey(shot), Baselines::Which::Accepted);
        pairs.add(pair, shot);
    }
    for (const BaselineEntry &entry : entries) {
        if (!accepted.contains(entry.key))
            continue;
        const PictureFacts &facts = entry.accepted->facts;
        pairs.add({.key = entry.key, .screen = facts.screen, .before = stored(set, entry.key, Baselines::Which::Accepted)}, paneOf(facts), {});
    }
    return pairs.named(allParts());
}

QList<PicturePair> waitingPairs(const QString &set, const QList<BaselineEntry> &entries)
{
    Pairs pairs;
    for (const BaselineEntry &entry : entries) {
        if (!entry.pending)
            continue;
        PicturePair pair{.key = entry.key, .screen = entry.pending->facts.screen, .after = stored(set, entry.key, Baselines::Which::Pending)};
        if (entry.accepted)
            pair.before = stored(set, entry.key, Baselines::Which::Accepted);
        pairs.add(pair, paneOf(entry.pending->facts), {});
    }
    return pairs.named(allParts());
}

ComparedPair comparePair(const PicturePair &pair, const QString &folder, const std::stop_token &stop)
{
    ComparedPair result;
    for (const auto &[source, picture] : {std::pair(&pair.before, &result.before), std::pair(&pair.after, &result.after)}) {
        Result<QImage> loaded = source->load(folder);
        if (loaded)
            *picture = *std::move(loaded);
        else if (!result.error)
            result.error = loaded.error();
    }
    if (result.error)
        return result;
    if (!pair.before.isThere() || !pair.after.isThere()) {
        result.kind = pair.after.isThere() ? ComparedPair::Kind::OnlyAfter : ComparedPair::Kind::OnlyBefore;
        return result;
    }
    Result<PictureDifference> difference = comparePictures(result.before, result.after, {}, stop);
    if (!difference) {
        result.error = difference.error();
        return result;
    }
    result.difference = *std::move(difference);
    result.kind = result.difference.sameLook() ? ComparedPair::Kind::Alike : ComparedPair::Kind::Changed;
    return result;
}

} // namespace console
