// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: colours, spacing, text sizes and icons of the window, in light and dark; one place for all of them.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>

class QApplication;
class QWidget;

namespace console {

class Theme
{
public:
    enum class Role { Window, Surface, Raised, Line, Text, Muted, Accent, OnAccent, Good, Warning, Bad, Focus,
                      Simulator, Sandbox, Production };
    enum class Scheme { Desktop, Light, Dark };
    static void apply(QApplication *application, Scheme scheme); ///< palette, style sheet, fonts
    static bool isDark();
    static QColor color(Role role);
    static QFont figures();      ///< the platform's font with tabular figures
    static QFont fixed();        ///< ids, raw JSON
    static QFont large();        ///< the one large number
    static QFont title();
    /// An SVG of :/icons/NAME.svg in a colour of the theme, sharp at any scale.
    static QIcon icon(const QString &name, Role role = Role::Text);
    static constexpr int grid = 8; ///< px
};

} // namespace console
