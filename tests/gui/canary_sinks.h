// SPDX-License-Identifier: GPL-3.0-or-later
// Where something may come to light: every text of every widget and model, the accessibility tree, pictures, files.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>

class QWidget;

namespace canary {

using Sink = std::pair<QString, QByteArray>; ///< what it is, what it holds

/// Of all windows: each text property of every widget, action and document, each cell in each role; hidden ones too. `except`:
/// object names of widgets that are left out.
QList<Sink> windowTexts(const QStringList &except);
/// What a screen reader can get of all windows.
QList<Sink> accessibleTexts(const QStringList &except);
/// What tesseract reads in a picture, which is made larger for it. Nothing where it is not installed.
bool canRead();
QByteArray readIn(const QImage &picture);
/// Every file below a folder, as bytes.
QList<Sink> filesBelow(const QString &folder);
/// The files that this process holds open and nobody else can see any more.
QList<Sink> deletedFiles();
/// Every column of every row of an SQLite file, but for those of `tables`.
QList<Sink> columnsOf(const QString &database, const QStringList &exceptTables);

} // namespace canary
