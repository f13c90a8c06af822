// SPDX-License-Identifier: GPL-3.0-or-later
// EventSource: what a time line is shown from: the running session's log, or one that was saved.
#pragma once

#include "session/logexport.h"
#include "session/sessionfile.h"

#include <functional>

namespace console {

class Session;
class Settings;

struct EventSource {
    EventLog *log = nullptr;
    Settings *settings = nullptr;
    Session *session = nullptr;              ///< nullptr: a saved one, so that nothing can be sent again
    std::function<ExportContext()> context;  ///< what an export says of it
    std::function<QList<SessionPicture>()> pictures = {}; ///< of the widget, for a session file; may be empty
};

/// What a session file says of itself, out of what exports say.
SessionFacts factsOf(const ExportContext &context);
EventSource sourceOf(Session *session);
/// All of it until now, as if it had been saved.
SessionRecord runningSession(Session *session);

} // namespace console
