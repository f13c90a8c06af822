// SPDX-License-Identifier: GPL-3.0-or-later
// The theme: every pair of colours that meets on screen is readable, every icon exists, the desktop's wish is read.
#include "gui/desktopscheme.h"
#include "gui/stylesheet.h"
#include "gui/theme.h"

#include <QApplication>
#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using console::Theme;
using Role = console::Theme::Role;

namespace {

// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

const char *const roleNames[] = {"Window", "Surface", "Raised", "Line", "Text", "Muted", "Accent", "OnAccent", "Good", "Warning",
                                 "Bad", "Focus", "Simulator", "Sandbox", "Production", "Custom"};

} // namespace

class ShellTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastRatio_data();
    void contrastRatio();
    void tintContrast_data();
    void tintContrast();
    void edgesAndFocus();
    void styleSheetIsComplete_data();
    void styleSheetIsComplete();
    void iconsAreOneKind();
    void iconTakesColour();
    void unknownIconIsEmpty();
    void desktop_data();
    void desktop();
    void applySwitches();
};

void ShellTheme::contrastRatio_data()
{
    QTest::addColumn<Role>("front");
    QTest::addColumn<Role>("back");
    QTest::addColumn<bool>("dark");
    const Role texts[] = {Role::Text, Role::Muted, Role::Accent, Role::Good, Role::Warning, Role::Bad, Role::Simulator, Role::Sandbox,
                          Role::Production, Role::Custom};
    const Role grounds[] = {Role::Window, Role::Surface, Role::Raised};
    const Role fills[] = {Role::Accent, Role::Simulator, Role::Sandbox, Role::Production, Role::Custom};
    for (const bool dark : {false, true}) {
        for (const Role back : grounds) {
            for (const Role front : texts) {
                QTest::addRow("%s on %s, %s", roleNames[int(front)], roleNames[int(back)], dark ? "dark" : "light") << front << back << dark;
            }
        }
        for (const Role back : fills) {
            QTest::addRow("OnAccent on %s, %s", roleNames[int(back)], dark ? "dark" : "light") << Role::OnAccent << back << dark;
        }
        QTest::addRow("Text on Line (pressed), %s", dark ? "dark" : "light") << Role::Text << Role::Line << dark;
    }
}

void ShellTheme::contrastRatio()
{
    QFETCH(Role, front);
    QFETCH(Role, back);
    QFETCH(bool, dark);
    const double ratio = contrast(Theme::colorIn(front, dark), Theme::colorIn(back, dark));
    QVERIFY2(ratio >= 4.5, qPrintable(u"%1:1"_s.arg(ratio, 0, 'f', 2)));
}

void ShellTheme::tintContrast_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {false, true}) {
        for (const Role role : {Role::Accent, Role::Good, Role::Warning, Role::Bad}) {
            QTest::addRow("%s, %s", roleNames[int(role)], dark ? "dark" : "light") << role << dark;
        }
    }
}

void ShellTheme::tintContrast()
{
    QFETCH(Role, role);
    QFETCH(bool, dark);
    const QColor ground = Theme::tintIn(role, dark);
    for (const Role front : {Role::Text, Role::Muted, role}) {
        const double ratio = contrast(Theme::colorIn(front, dark), ground);
        QVERIFY2(ratio >= 4.5, qPrintable(u"%1 %2:1"_s.arg(QLatin1String(roleNames[int(front)])).arg(ratio, 0, 'f', 2)));
    }
}

void ShellTheme::edgesAndFocus()
{
    // WCAG 1.4.11: what marks a control or its focus stands out 3:1.
    static const QRegularExpression edge(u"QPushButton \\{[^}]*border: 1px solid (#[0-9a-f]{6})"_s);
    for (const bool dark : {false, true}) {
        const QRegularExpressionMatch match = edge.match(console::styleSheetFor(dark));
        QVERIFY(match.hasMatch());
        for (const Role back : {Role::Window, Role::Surface}) {
            QVERIFY(contrast(QColor(match.captured(1)), Theme::colorIn(back, dark)) >= 3.0);
            QVERIFY(contrast(Theme::colorIn(Role::Focus, dark), Theme::colorIn(back, dark)) >= 3.0);
        }
    }
}

void ShellTheme::styleSheetIsComplete_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ShellTheme::styleSheetIsComplete()
{
    QFETCH(bool, dark);
    const QString sheet = console::styleSheetFor(dark);
    QVERIFY2(!sheet.contains(u'$'), "a name was left in the sheet");
    static const QRegularExpression url(u"url\\((:[^)]+)\\)"_s);
    int pictures = 0;
    QRegularExpressionMatchIterator found = url.globalMatch(sheet);
    while (found.hasNext()) {
        const QString file = found.next().captured(1);
        QVERIFY2(QFile::exists(file), qPrintable(file));
        ++pictures;
    }
    QVERIFY(pictures >= 4);
}

void ShellTheme::iconsAreOneKind()
{
    const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s}, QDir::Files);
    QVERIFY(names.size() > 60);
    for (const QString &name : names) {
        if (name == u"aerosync-console.svg") {
            continue;
        }
        QFile file(u":/icons/"_s + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY2(svg.contains("viewBox=\"0 0 24 24\""), qPrintable(name));
        QVERIFY2(svg.contains("stroke-width=\"1.75\""), qPrintable(name));
        QVERIFY2(svg.contains("currentColor"), qPrintable(name));
        QVERIFY2(!svg.contains('#'), qPrintable(name + u" has a colour of its own"_s));
        const QImage picture = Theme::pixmap(name.chopped(4), Role::Text, 24, 2.0).toImage();
        QCOMPARE(picture.size(), QSize(48, 48));
        bool drawn = false;
        for (int y = 0; y < picture.height() && !drawn; ++y) {
            for (int x = 0; x < picture.width() && !drawn; ++x) {
                drawn = qAlpha(picture.pixel(x, y)) > 200;
            }
        }
        QVERIFY2(drawn, qPrintable(name + u" draws nothing"_s));
    }
}

void ShellTheme::iconTakesColour()
{
    for (const Role role : {Role::Bad, Role::Good}) {
        const QImage picture = Theme::icon(u"stop"_s, role).pixmap(QSize(24, 24), 1.0).toImage();
        bool seen = false;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                seen = seen || picture.pixelColor(x, y) == Theme::color(role);
            }
        }
        QVERIFY(seen);
    }
}

void ShellTheme::unknownIconIsEmpty()
{
    QTest::ignoreMessage(QtWarningMsg, "no icon :/icons/no-such-icon.svg");
    const QImage picture = Theme::pixmap(u"no-such-icon"_s, Role::Text, 16, 1.0).toImage();
    QCOMPARE(qAlpha(picture.pixel(8, 8)), 0);
}

void ShellTheme::desktop_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("gtkTheme");
    QTest::addColumn<bool>("paletteDark");
    QTest::addColumn<bool>("dark");
    const QString gtk3 = u"gtk-3.0/settings.ini"_s;
    const QString gtk4 = u"gtk-4.0/settings.ini"_s;
    QTest::newRow("nothing known") << QString() << QByteArray() << QString() << false << false;
    QTest::newRow("dark palette") << QString() << QByteArray() << QString() << true << true;
    QTest::newRow("GTK_THEME dark") << QString() << QByteArray() << u"Adwaita:dark"_s << false << true;
    QTest::newRow("GTK_THEME light wins") << gtk3 << QByteArray("[Settings]\ngtk-theme-name=Adwaita-dark\n") << u"Adwaita"_s << true << false;
    QTest::newRow("gtk 3 prefers dark") << gtk3 << QByteArray("[Settings]\ngtk-application-prefer-dark-theme=1\n") << QString() << false << true;
    QTest::newRow("gtk 4 prefers dark") << gtk4 << QByteArray("[Settings]\ngtk-application-prefer-dark-theme=true\n") << QString() << false << true;
    QTest::newRow("gtk 3 dark theme") << gtk3 << QByteArray("[Settings]\ngtk-theme-name=Arc-Dark\n") << QString() << false << true;
    QTest::newRow("gtk 3 light theme") << gtk3 << QByteArray("[Settings]\ngtk-theme-name=Adwaita\n") << QString() << false << false;
    QTest::newRow("kde dark") << u"kdeglobals"_s << QByteArray("[Colors:Window]\nBackgroundNormal=42,46,50\n") << QString() << false << true;
    QTest::newRow("kde light") << u"kdeglobals"_s << QByteArray("[Colors:Window]\nBackgroundNormal=239,240,241\n") << QString() << false << false;
}

void ShellTheme::desktop()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, gtkTheme);
    QFETCH(bool, paletteDark);
    QFETCH(bool, dark);
    QTemporaryDir folder;
    if (!file.isEmpty()) {
        QVERIFY(QDir(folder.path()).mkpath(QFileInfo(file).path()));
        QFile out(folder.filePath(file));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(content);
    }
    QCOMPARE(console::desktopIsDark(folder.path(), gtkTheme, paletteDark), dark);
}

void ShellTheme::applySwitches()
{
    Theme::apply(qApp, Theme::Scheme::Dark);
    QVERIFY(Theme::isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::colorIn(Role::Window, true));
    Theme::apply(qApp, Theme::Scheme::Light);
    QVERIFY(!Theme::isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::colorIn(Role::Window, false));
    // A dark window of ours must not be mistaken for a dark desktop.
    Theme::apply(qApp, Theme::Scheme::Dark);
    Theme::apply(qApp, Theme::Scheme::Light);
    QVERIFY(!Theme::isDark());
}

QTEST_MAIN(ShellTheme)
#include "shell_theme.moc"
