// SPDX-License-Identifier: GPL-3.0-or-later
// PicturePair: two pictures of the same pane and screen, found in two sides, and what comparing them says.
#pragma once

#include "brand/baselines.h"
#include "brand/picturediff.h"
#include "brand/shot.h"

#include <optional>

namespace console {

/// Where a picture comes from. Stored ones are read from the disk when they are needed.
struct PictureSource {
    enum class Kind { None, Taken, Stored };
    Kind kind = Kind::None;
    Shot shot;                                             ///< Taken
    QString set, key;                                      ///< Stored
    Baselines::Which which = Baselines::Which::Accepted;   ///< Stored

    bool isThere() const { return kind != Kind::None; }
    /// `folder`: of the sets. A null picture where there is none.
    Result<QImage> load(const QString &folder) const;
};

struct PicturePair {
    QString key;    ///< of the picture in a set of baselines
    QString screen; ///< "welcome"
    QString pane;   ///< what tells its pane from the others of the list: "dark · phone"; empty: there is only one pane
    PictureSource before, after;
    bool isSimulated = false;
};

/// Pairs by screen and pane, in the order of `after`, then those that are only in `before`. A part of the pane that is the
/// same throughout each of the sides tells the sides apart and not the pictures: so all of one configurationId are
/// compared with all of another. Of two shots with the same place in a side the later one counts.
QList<PicturePair> pairsOf(const QList<Shot> &before, const QList<Shot> &after);
/// What a set accepted, and what was taken: pairs by key.
QList<PicturePair> pairsOf(const QString &set, const QList<BaselineEntry> &entries, const QList<Shot> &after);
/// What a set accepted, and what waits in it; only what waits.
QList<PicturePair> waitingPairs(const QString &set, const QList<BaselineEntry> &entries);

struct ComparedPair {
    enum class Kind { Alike, Changed, OnlyBefore, OnlyAfter, Failed };
    Kind kind = Kind::Failed;
    QImage before, after;       ///< null where there is none
    PictureDifference difference; ///< Alike and Changed
    std::optional<Error> error; ///< Failed
};

/// Loads and compares. Any thread may call it. A stop that was asked for is an error of the kind Cancelled.
ComparedPair comparePair(const PicturePair &pair, const QString &folder, const std::stop_token &stop = {});

} // namespace console
