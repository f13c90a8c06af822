// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: colours, spacing, text sizes and icons of the window, in light and dark; one place for all of them.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>

class QApplication;
class QLabel;
class QWidget;

namespace console {

/// What the style sheet knows beside plain widgets, set as dynamic properties before the widget is shown
/// (Theme::mark does it at any time):
///   QTreeView    flush=true (no padding in its items)
///   QPushButton  primary=true (one per view) · quiet=true (no frame) · danger=true
///   QToolButton  nothing: flat, 32 px; boxed=true gives it a frame
///   QLabel       tone=muted|good|warning|bad|accent
///   any          face=title|strong|large|fixed|figures: the fonts below. Qt 6.4 forgets a font that was set by
///                setFont() when an ancestor moves to another parent under a style sheet; a face it remembers.
///   QFrame       card=true (surface with a line around it) · banner=info|good|warning|bad (tinted), wide=true
///                (across the window) · line=true (a 1 px rule)
///   any          env=simulator|sandbox|production|custom (filled with that colour; labels and tool buttons)
class Theme
{
public:
    enum class Role { Window, Surface, Raised, Line, Text, Muted, Accent, OnAccent, Good, Warning, Bad, Focus,
                      Simulator, Sandbox, Production, Custom };
    enum class Scheme { Desktop, Light, Dark };
    static void apply(QApplication *application, Scheme scheme); ///< palette, style sheet, fonts
    /// Of the setting's word: "desktop", "light" or "dark".
    static Scheme schemeOf(const QString &word);
    static bool isDark();
    static QColor color(Role role);
    static QColor colorIn(Role role, bool dark); ///< of a given scheme, whatever is shown now
    /// A background of that meaning, pale enough for Text, Muted and the role itself on it.
    static QColor tint(Role role);
    static QColor tintIn(Role role, bool dark);
    static QFont figures();      ///< the platform's font with tabular figures
    static QFont fixed();        ///< ids, raw JSON
    static QFont large();        ///< the one large number
    static QFont title();
    static QFont strong();       ///< body size, heavier: headings inside a panel, the word of a state
    /// An SVG of :/icons/NAME.svg in a colour of the theme, sharp at any scale. Follows a change of the theme.
    static QIcon icon(const QString &name, Role role = Role::Text);
    /// The same as a picture, for labels: `size` in device-independent px.
    static QPixmap pixmap(const QString &name, Role role, int size, qreal devicePixelRatio);
    /// Sets a dynamic property of the style sheet and lets the style see it.
    static void mark(QWidget *widget, const char *property, const QVariant &value);
    /// A small filled mark around the label's text, in the colour of that kind of environment.
    static void asTag(QLabel *label, const QString &env);
    static constexpr int grid = 8; ///< px
};

} // namespace console
