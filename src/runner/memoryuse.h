// SPDX-License-Identifier: GPL-3.0-or-later
// What this program and its browser's processes take of the memory.
#pragma once

#include <QtGlobal>

namespace console {

/// Bytes of their own: anonymous and shared-memory pages, those that several share counted once; no file pages, which come
/// and go with other programs. 0: not known on this system.
qint64 memoryInUse();

} // namespace console
