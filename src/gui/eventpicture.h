// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the time line as they are drawn, as a picture with a line below it that says what it is.
#pragma once

#include <QImage>
#include <QString>

class QTableView;

namespace console {

constexpr int mostPicturedRows = 200;

/// The last rows of `like`, in its columns and its colours, whatever is scrolled to. `foot`: below them; `label`: what has
/// to be seen at once ("SIMULATED"), empty: nothing.
QImage eventsPicture(const QTableView *like, const QString &foot, const QString &label);

} // namespace console
