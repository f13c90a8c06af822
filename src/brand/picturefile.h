// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as a file, all of it or nothing; all pictures of a run in a folder.
#pragma once

#include "base/result.h"
#include "brand/shot.h"

#include <QString>

namespace console {

QByteArray pngOf(const QImage &picture); ///< empty: there is no picture
/// As PNG. Errors: as of writeWholeFile().
Result<void> writePicture(const QString &path, const QImage &picture);
/// "003-5b0d7c52-dark-iframe-2.1.4-phone-welcome.png", …, in their order. Ends with the first that cannot be written.
Result<void> writePictures(const QList<Shot> &shots, const QString &folder);

} // namespace console
