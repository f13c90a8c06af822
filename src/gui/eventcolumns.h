// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and roles of the time line; shared by the headless model and what decorates it.
#pragma once

#include <Qt>

namespace console {

enum class EventColumn { Time, Kind, Title, Detail };
constexpr int eventColumns = 4;

enum EventRole {
    EventIdRole = Qt::UserRole, ///< LogEntry::id
    EventKindRole,              ///< LogEntry::Kind as int
    EventLevelRole,             ///< LogEntry::Level as int
    EventPinnedRole,            ///< bool
    EventNoteRole,              ///< text
};

} // namespace console
