// SPDX-License-Identifier: GPL-3.0-or-later
// Contact sheet: all pictures of a branding on one page, panes down and screens across: as a picture, a PDF, a web page.
#pragma once

#include "base/result.h"
#include "brand/shot.h"

#include <QByteArray>
#include <QImage>
#include <QList>

namespace console {

struct ContactSheet {
    QString title;             ///< empty: a general one
    QString toolVersion;       ///< "0.1.0"
    int cellWidth = 200;       ///< pixels of a cell of the picture; their height follows from the tallest shot, up to twice this
    double scale = 1;          ///< pixels for each pixel, for sharp screens
};

/// Null without shots. The fonts need a QGuiApplication.
QImage contactSheet(const QList<Shot> &shots, const ContactSheet &options = {});
/// A4 landscape, up to six screens across a page, as many pages as needed; its letters are letters.
/// Errors: Input (no shots), Storage.
Result<void> writePdf(const QString &path, const QList<Shot> &shots, const ContactSheet &options = {});
/// One page without scripts that needs no other file.
QByteArray htmlSheet(const QList<Shot> &shots, const ContactSheet &options = {});

} // namespace console
