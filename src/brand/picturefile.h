// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as a file, all of it or nothing.
#pragma once

#include "base/result.h"

#include <QString>

class QImage;

namespace console {

/// As PNG. Errors: as of writeWholeFile().
Result<void> writePicture(const QString &path, const QImage &picture);

} // namespace console
