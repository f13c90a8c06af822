// SPDX-License-Identifier: GPL-3.0-or-later
// desktopIsDark: does the desktop want dark windows? Qt 6.4 cannot be asked, so several signs are read.
#pragma once

#include <QString>

namespace console {

/// In this order: GTK_THEME in the environment, the platform's own palette, KDE's colours, GTK's settings file.
/// Reads small files only; never waits for a bus.
bool desktopIsDark();

/// The same for a given configuration folder (tests): `paletteDark` is what the platform's palette says.
bool desktopIsDark(const QString &configFolder, const QString &gtkTheme, bool paletteDark);

} // namespace console
