// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing a demo back to its beginning: asks first only when jobs are running.
#pragma once

class QWidget;

namespace console {

class Session;

/// `window`: above what the question stands.
void resetDemo(Session *session, QWidget *window);

} // namespace console
