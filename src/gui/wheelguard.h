// SPDX-License-Identifier: GPL-3.0-or-later
// WheelGuard: the wheel scrolls the page; it never changes a choice, a number or a date that happens to be under it.
#pragma once

#include <QObject>

class QApplication;

namespace console {

class WheelGuard : public QObject
{
    Q_OBJECT
public:
    /// For every combo box, spin box and date of the program. Owned by the application.
    explicit WheelGuard(QApplication *application);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace console
