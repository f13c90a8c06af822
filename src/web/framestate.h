// SPDX-License-Identifier: GPL-3.0-or-later
// FrameState: what the agent saw of a document in a frame or pop-up; a value.
#pragma once

#include <QString>

namespace console {

struct FrameState {
    bool loaded = false;     ///< false: the document was just created; true: its load event came
    QString protocol;        ///< "https:"; "chrome-error:" is the engine's own page for a failed load
    QString origin;          ///< "https://host", "null"
    QString type;            ///< "text/html"
    int scripts = 0;         ///< <script> elements; a widget without one cannot work
    QString title, text;     ///< the first 100 and 200 visible characters
};

} // namespace console
