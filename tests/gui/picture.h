// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QImage>
#include <QPixmap>
#include <QString>

/// The folder that CONSOLE_PICTURES names; empty where tests keep no pictures.
inline QString picturesFolder()
{
    return qEnvironmentVariable("CONSOLE_PICTURES");
}

/// Writes the picture (QPixmap or QImage) as NAME.png into picturesFolder(), making the folder; nothing where there is none.
/// False where it cannot be written.
template <typename Picture> [[nodiscard]] bool keepPicture(const Picture &picture, const QString &name)
{
    const QString folder = picturesFolder();
    return folder.isEmpty() || (QDir().mkpath(folder) && picture.save(QStringLiteral("%1/%2.png").arg(folder, name)));
}
