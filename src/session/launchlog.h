// SPDX-License-Identifier: GPL-3.0-or-later
// How a launch's doings stand in the event log: one place for titles, levels and details.
#pragma once

#include "session/eventlog.h"
#include "session/widgetevent.h"

namespace console {

LogEntry launchEntry(LogEntry::Kind kind, LogEntry::Level level, const QString &launchId, const QString &title, const QString &detail = {});
/// A judged message, callback or deep link. Rejected ones get the kind Rejected, whatever `kind` says.
LogEntry eventEntry(const WidgetEvent &event, LogEntry::Kind kind, const QString &launchId);

/// What the widget says that went wrong, for the job that its person was answering for.
Error widgetError(const WidgetEvent &event);

} // namespace console
