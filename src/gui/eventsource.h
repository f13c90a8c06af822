// SPDX-License-Identifier: GPL-3.0-or-later
// EventSource: what a time line is shown from: the running session's log, or one that was saved.
#pragma once

#include "session/logexport.h"

#include <functional>

namespace console {

class Session;
class Settings;

struct EventSource {
    EventLog *log = nullptr;
    Settings *settings = nullptr;
    Session *session = nullptr;              ///< nullptr: a saved one, so that nothing can be sent again
    std::function<ExportContext()> context;  ///< what an export says of it
};

} // namespace console
