// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the environment: asks first when the current one holds something.
#pragma once

#include <QString>

class QWidget;

namespace console {

class Session;

/// What would leave the window with the current environment, as a sentence; empty: nothing worth a question.
QString lostBySwitching(const Session *session);
/// `window`: above what the question stands. Choosing the current one again does nothing.
void switchEnvironment(Session *session, const QString &id, QWidget *window);

} // namespace console
