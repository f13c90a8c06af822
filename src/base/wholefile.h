// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is replaced as a whole: whoever reads it finds the old bytes or the new ones.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

namespace console {

/// Errors: Storage, `message` in the system's own words, `where` = the path; what stood there before is as it was.
/// `permissions`: of a file that only some may read; else what is usual.
Result<void> writeWholeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions = {});

} // namespace console
