// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme.h"

#include "gui/desktopscheme.h"
#include "gui/enterkey.h"
#include "gui/iconengine.h"
#include "gui/stylesheet.h"
#include "gui/wheelguard.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QLabel>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>
#include <QWidget>

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool s_dark = false;

struct Pair {
    QRgb light, dark;
};

// In the order of Theme::Role. Every pair that meets on screen is held to 4.5:1 by tests/gui/shell_theme.cpp.
constexpr std::array<Pair, 16> table{{
    {0xfff3f4f6, 0xff14171d}, // Window
    {0xffffffff, 0xff1b1f27}, // Surface
    {0xffe8ebf0, 0xff282e39}, // Raised
    {0xffd3d8e0, 0xff363d4a}, // Line
    {0xff161b26, 0xffe8ebf1}, // Text
    {0xff4f596b, 0xffa9b3c3}, // Muted
    {0xff0b6477, 0xff5bc4d6}, // Accent
    {0xffffffff, 0xff0a1014}, // OnAccent
    {0xff14653a, 0xff62c98a}, // Good
    {0xff7d4a00, 0xffe7b04c}, // Warning
    {0xffab2018, 0xffff8f86}, // Bad
    {0xff0a5fd0, 0xff8fc2ff}, // Focus
    {0xff6337b8, 0xffbba2ff}, // Simulator
    {0xff0b57a4, 0xff7dbbff}, // Sandbox
    {0xffb3141b, 0xffff7a73}, // Production
    {0xff40632a, 0xff9ccf7a}, // Custom
}};

QColor mixed(const QColor &top, const QColor &below, qreal share)
{
    return QColor::fromRgbF(float(top.redF() * share + below.redF() * (1 - share)),
                            float(top.greenF() * share + below.greenF() * (1 - share)),
                            float(top.blueF() * share + below.blueF() * (1 - share)));
}

QPalette paletteOf(bool dark)
{
    using R = Theme::Role;
    const auto c = [dark](R role) { return Theme::colorIn(role, dark); };
    const QColor faint = mixed(c(R::Muted), c(R::Window), 0.62);
    QPalette palette;
    palette.setColor(QPalette::Window, c(R::Window));
    palette.setColor(QPalette::WindowText, c(R::Text));
    palette.setColor(QPalette::Base, c(R::Surface));
    palette.setColor(QPalette::AlternateBase, mixed(c(R::Raised), c(R::Surface), 0.4));
    palette.setColor(QPalette::Text, c(R::Text));
    palette.setColor(QPalette::PlaceholderText, c(R::Muted));
    palette.setColor(QPalette::Button, c(R::Raised));
    palette.setColor(QPalette::ButtonText, c(R::Text));
    palette.setColor(QPalette::BrightText, c(R::Bad));
    palette.setColor(QPalette::ToolTipBase, c(R::Raised));
    palette.setColor(QPalette::ToolTipText, c(R::Text));
    palette.setColor(QPalette::Highlight, c(R::Accent));
    palette.setColor(QPalette::HighlightedText, c(R::OnAccent));
    palette.setColor(QPalette::Link, c(R::Accent));
    palette.setColor(QPalette::LinkVisited, c(R::Simulator));
    palette.setColor(QPalette::Light, c(R::Surface));
    palette.setColor(QPalette::Midlight, c(R::Raised));
    palette.setColor(QPalette::Mid, c(R::Line));
    palette.setColor(QPalette::Dark, c(R::Muted));
    palette.setColor(QPalette::Shadow, dark ? QColor(0, 0, 0) : c(R::Muted));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c(R::Line));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faint);
    return palette;
}

QFont sized(qreal factor, QFont::Weight weight)
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * factor);
    } else {
        font.setPixelSize(qRound(font.pixelSize() * factor));
    }
    font.setWeight(weight);
    return font;
}

} // namespace

void Theme::apply(QApplication *application, Scheme scheme)
{
    // Asked before our own palette hides what the desktop said.
    const bool dark = scheme == Scheme::Dark || (scheme == Scheme::Desktop && desktopIsDark());
    const bool first = application->property("consoleStyled").isNull();
    if (!first && dark == s_dark) {
        return; // main() and the window both ask; a style sheet is costly to set
    }
    s_dark = dark;
    if (first) { // a style sheet wraps the style, so it is set once and before the sheet
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
        application->setProperty("consoleStyled", true);
        new WheelGuard(application);
        new EnterKey(application);
    }
    QApplication::setPalette(paletteOf(s_dark));
    application->setStyleSheet(styleSheetFor(s_dark));
}

Theme::Scheme Theme::schemeOf(const QString &word)
{
    return word == u"dark" ? Scheme::Dark : word == u"light" ? Scheme::Light : Scheme::Desktop;
}

bool Theme::isDark()
{
    return s_dark;
}

QColor Theme::color(Role role)
{
    return colorIn(role, s_dark);
}

QColor Theme::colorIn(Role role, bool dark)
{
    const Pair pair = table.at(std::size_t(role));
    return QColor::fromRgb(dark ? pair.dark : pair.light);
}

QColor Theme::tint(Role role)
{
    return tintIn(role, s_dark);
}

QColor Theme::tintIn(Role role, bool dark)
{
    return mixed(colorIn(role, dark), colorIn(Role::Surface, dark), dark ? 0.16 : 0.09);
}

QFont Theme::figures()
{
    const QFont font = QApplication::font();
    // Qt 6.4 cannot ask a font for its `tnum` feature, so a font whose digits differ in width is not used for tables.
    const QFontMetricsF metrics(font);
    const qreal width = metrics.horizontalAdvance(u'0');
    for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
        if (!qFuzzyCompare(metrics.horizontalAdvance(QChar(digit)), width)) {
            return fixed();
        }
    }
    return font;
}

QFont Theme::fixed()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    const QFont body = QApplication::font();
    if (body.pointSizeF() > 0) {
        font.setPointSizeF(body.pointSizeF() * 0.95); // fixed-width faces look larger than the text around them
    } else {
        font.setPixelSize(body.pixelSize());
    }
    return font;
}

QFont Theme::large()
{
    return sized(2.0, QFont::DemiBold);
}

QFont Theme::title()
{
    return sized(1.3, QFont::DemiBold);
}

QFont Theme::strong()
{
    return sized(1.0, QFont::DemiBold);
}

QIcon Theme::icon(const QString &name, Role role)
{
    return QIcon(new IconEngine(name, role));
}

QPixmap Theme::pixmap(const QString &name, Role role, int size, qreal devicePixelRatio)
{
    return IconEngine::render(name, color(role), QSize(size, size) * devicePixelRatio, devicePixelRatio);
}

void Theme::mark(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value) {
        return;
    }
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry(); // padding and font may be others now
    widget->update();
}

void Theme::asTag(QLabel *label, const QString &env)
{
    mark(label, "env", env);
    label->setAlignment(Qt::AlignCenter);
    label->setMargin(0);
    // A label keeps the size hint of the time before it was marked, so its size is said outright.
    label->setFixedSize(QFontMetrics(strong()).horizontalAdvance(label->text()) + 2 * grid, 22);
}

} // namespace console
