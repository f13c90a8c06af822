// SPDX-License-Identifier: GPL-3.0-or-later
// HTML pages that somebody else opens: nothing in them runs, and nothing in them is fetched.
#pragma once

#include "brand/shot.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace console {

/// The whole page. `title` is text, `body` is HTML, `more` adds to the style sheet. Its policy forbids scripts and everything
/// from elsewhere.
QByteArray htmlPage(const QString &title, const QString &body, QLatin1StringView more = {});
/// <img> with the picture inside as PNG, made smaller to `widest` pixels; shown `scale` times smaller than it is.
QString pictureHtml(const QImage &picture, const QString &alternative, int widest, double scale = 1);
/// A table of the shots: a row for each pane, a column for each screen.
QString shotTable(const QList<Shot> &shots);

} // namespace console
