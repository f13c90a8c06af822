// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/desktopscheme.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool namesDark(const QString &theme)
{
    return theme.endsWith(u":dark"_s, Qt::CaseInsensitive) || theme.contains(u"-dark"_s, Qt::CaseInsensitive);
}

bool platformPaletteIsDark()
{
    // Our own palette lies over the platform's; it is taken off for a moment to see what is below.
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette platform = QApplication::palette();
    QApplication::setPalette(ours);
    return platform.color(QPalette::Window).lightness() < 128;
}

} // namespace

bool desktopIsDark(const QString &configFolder, const QString &gtkTheme, bool paletteDark)
{
    if (!gtkTheme.isEmpty()) {
        return namesDark(gtkTheme);
    }
    if (paletteDark) {
        return true;
    }
    const QString kde = configFolder + u"/kdeglobals"_s;
    if (QFile::exists(kde)) {
        const QSettings settings(kde, QSettings::IniFormat);
        const QStringList rgb = settings.value(u"Colors:Window/BackgroundNormal"_s).toStringList();
        if (rgb.size() == 3) {
            return QColor(rgb.at(0).toInt(), rgb.at(1).toInt(), rgb.at(2).toInt()).lightness() < 128;
        }
    }
    for (const QString &version : {u"/gtk-4.0"_s, u"/gtk-3.0"_s}) {
        const QString file = configFolder + version + u"/settings.ini"_s;
        if (QFile::exists(file)) {
            const QSettings settings(file, QSettings::IniFormat);
            const QString prefer = settings.value(u"Settings/gtk-application-prefer-dark-theme"_s).toString();
            return prefer == u"1" || prefer == u"true" || namesDark(settings.value(u"Settings/gtk-theme-name"_s).toString());
        }
    }
    return false;
}

bool desktopIsDark()
{
    return desktopIsDark(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation), qEnvironmentVariable("GTK_THEME"),
                         platformPaletteIsDark());
}

} // namespace console
