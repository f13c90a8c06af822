// SPDX-License-Identifier: GPL-3.0-or-later
// EnterKey: in a main window Enter presses the focused button, as in every form on the web.
#pragma once

#include <QObject>

class QApplication;

namespace console {

/// Outside dialogs Qt's buttons take only the space bar. Only a key that was pressed on the button itself counts: one
/// that a field passes on arrives in the window when the focus may have moved to *Cancel* already. Owned by the
/// application.
class EnterKey : public QObject
{
    Q_OBJECT
public:
    explicit EnterKey(QApplication *application);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace console
