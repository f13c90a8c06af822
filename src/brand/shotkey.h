// SPDX-License-Identifier: GPL-3.0-or-later
// From a shot to what a set of baselines keeps of it: the key that names the picture, and its facts. Pure functions.
#pragma once

#include "brand/baselinefile.h"
#include "brand/shot.h"

namespace console {

/// "5b0d7c52-… · dark · iframe · 2.1.4 · phone · en-US · welcome", the whole configurationId; a scale other than 1 stands
/// at the end ("· 2x"), since such a picture has other pixels. The same for the same pane, screen and scale, on any day.
QString shotKey(const Shot &shot);
/// `toolVersion`: of this program.
PictureFacts factsOf(const Shot &shot, const QString &toolVersion);
/// The pane that a stored picture was taken of, as far as its facts tell: they know no language.
PaneKey paneOf(const PictureFacts &facts);

} // namespace console
