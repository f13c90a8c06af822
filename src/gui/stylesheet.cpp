// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stylesheet.h"

#include "gui/theme.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

// $Name is a role, $tint-Name its pale background, $scheme "light" or "dark". Sizes keep to the 8 px grid; every
// control is at least 24 px high. The focus ring is 2 px; padding gives way so that nothing moves, and it is all there
// is to see of the focus ("outline: none" takes the style's own gradient away). What can hold a placeholder gets its text
// colour from the palette: a colour of the sheet would make Qt 6.4 show the placeholder at half its strength.
constexpr auto sheet = R"(
QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox, QTabBar, QAbstractItemView { outline: none; }
QToolTip { background: $Raised; color: $Text; border: 1px solid $Line; padding: 4px 8px; }
QLabel[tone="muted"] { color: $Muted; }
QLabel[tone="good"] { color: $Good; }
QLabel[tone="warning"] { color: $Warning; }
QLabel[tone="bad"] { color: $Bad; }
QLabel[tone="accent"] { color: $Accent; }

QFrame[card="true"] { background: $Surface; border: 1px solid $Line; border-radius: 8px; }
QFrame[banner="info"] { background: $tint-Accent; border: 1px solid $Accent; border-radius: 8px; }
QFrame[banner="good"] { background: $tint-Good; border: 1px solid $Good; border-radius: 8px; }
QFrame[banner="warning"] { background: $tint-Warning; border: 1px solid $Warning; border-radius: 8px; }
QFrame[banner="bad"] { background: $tint-Bad; border: 1px solid $Bad; border-radius: 8px; }

QFrame[wide="true"] { border-radius: 0; border-left: none; border-right: none; border-top: none; }
QFrame[line="true"] { background: $Line; border: none; min-height: 1px; max-height: 1px; }
QFrame[banner="production"] { background: $Production; border: none; border-radius: 0; }
QFrame[banner="production"] QLabel { color: $OnAccent; }
QFrame[banner="production"] QPushButton { background: transparent; color: $OnAccent; border: 2px solid $OnAccent; font-weight: 600; }
QFrame[banner="production"] QPushButton:focus { background: $OnAccent; color: $Production; }

QLabel[env="simulator"] { color: $OnAccent; background: $Simulator; border-radius: 4px; padding: 0; font-weight: 600; }
QLabel[env="sandbox"] { color: $OnAccent; background: $Sandbox; border-radius: 4px; padding: 0; font-weight: 600; }
QLabel[env="custom"] { color: $OnAccent; background: $Custom; border-radius: 4px; padding: 0; font-weight: 600; }
QLabel[env="production"] { color: $OnAccent; background: $Production; border-radius: 4px; padding: 0; font-weight: 600; }

QPushButton { background: $Surface; color: $Text; border: 1px solid $Edge; border-radius: 6px;
  min-height: 30px; padding: 0 15px; }
QPushButton:hover { background: $Raised; }
QPushButton:pressed, QPushButton:checked { background: $Line; }
QPushButton:focus { border: 2px solid $Focus; padding: 0 14px; min-height: 28px; }
QPushButton:disabled { color: $Faint; border-color: $Line; background: transparent; }
QPushButton[primary="true"] { background: $Accent; color: $OnAccent; border-color: $Accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $AccentHover; }
QPushButton[primary="true"]:focus { border: 2px solid $Text; }
QPushButton[primary="true"]:disabled { background: $Raised; color: $Faint; border-color: $Line; }
QPushButton[danger="true"] { color: $Bad; border-color: $Bad; }
QPushButton[danger="true"]:focus { border: 2px solid $Focus; }
QPushButton[danger="true"]:disabled { color: $Faint; border-color: $Line; }
QPushButton[quiet="true"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[quiet="true"]:hover { background: $Raised; }
QPushButton[quiet="true"]:focus { border: 2px solid $Focus; padding: 0 7px; }
QPushButton[quiet="true"]:checked { background: $Surface; border-color: $Edge; }
QPushButton[quiet="true"]:checked:focus { border: 2px solid $Focus; padding: 0 7px; }
QPushButton[chip="true"] { border-radius: 14px; min-height: 26px; padding: 0 11px; }
QPushButton[chip="true"]:checked { background: $tint-Accent; border-color: $Accent; }
QPushButton[chip="true"]:focus { border: 2px solid $Focus; padding: 0 10px; min-height: 24px; }
QPushButton[searchBox="true"] { background: $Window; color: $Muted; border-color: $Line; border-radius: 8px; }
QPushButton[searchBox="true"]:hover { border-color: $Edge; }
QPushButton[quiet="true"]:disabled { color: $Faint; border-color: transparent; }

QToolButton { background: transparent; color: $Text; border: 1px solid transparent; border-radius: 6px;
  min-height: 28px; min-width: 28px; padding: 1px; }
QToolButton[boxed="true"] { border-color: $Edge; background: $Surface; padding: 1px 7px; }
QToolButton:hover { background: $Raised; }
QToolButton:pressed, QToolButton:checked { background: $Line; }
QToolButton:focus { border: 2px solid $Focus; padding: 0px; }
QToolButton[boxed="true"]:focus { padding: 0px 6px; }
QToolButton:disabled { color: $Faint; }
QToolButton[env="simulator"] { background: $Simulator; color: $OnAccent; font-weight: 600; padding: 1px 7px; }
QToolButton[env="sandbox"] { background: $Sandbox; color: $OnAccent; font-weight: 600; padding: 1px 7px; }
QToolButton[env="custom"] { background: $Custom; color: $OnAccent; font-weight: 600; padding: 1px 7px; }
QToolButton[env="production"] { background: $Production; color: $OnAccent; font-weight: 600; padding: 1px 7px; }
QToolButton[env]:focus { border: 2px solid $Text; padding: 0 6px; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: $Surface;
  border: 1px solid $Edge; border-radius: 6px; padding: 0 8px;
  selection-background-color: $Accent; selection-color: $OnAccent; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 30px; }
QPlainTextEdit, QTextEdit { padding: 4px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid $Focus; padding: 0 7px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 7px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: $Window; color: $Faint; border-color: $Line; }
QLineEdit[readOnly="true"] { background: transparent; border-color: $Line; }
QLineEdit[wrong="true"] { border: 2px solid $Bad; padding: 0 7px; min-height: 28px; }
QLineEdit QToolButton { min-height: 0; min-width: 0; padding: 0; border: none; background: transparent; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 20px; background: transparent; }
QAbstractItemView QLineEdit, QAbstractItemView QLineEdit:focus { min-height: 0; border-radius: 0; padding: 0 4px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url(:/icons/sheet/down-$scheme.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $Surface; border: 1px solid $Edge; padding: 4px; outline: none;
  selection-background-color: $Accent; selection-color: $OnAccent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 24px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(:/icons/sheet/up-$scheme.svg); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/sheet/down-$scheme.svg); width: 14px; height: 14px; }
QDateEdit::drop-down { border: none; width: 28px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 26px; border: 1px solid transparent; border-radius: 6px; padding: 0 3px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $Focus; padding: 0 2px; min-height: 24px; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $Edge; background: $Surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $Accent; border-color: $Accent; image: url(:/icons/sheet/check-$scheme.svg); }
QCheckBox::indicator:indeterminate { background: $Accent; border-color: $Accent; image: url(:/icons/sheet/dash-$scheme.svg); }
QRadioButton::indicator:checked { background: $Accent; border-color: $Accent; image: url(:/icons/sheet/dot-$scheme.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $Window; border-color: $Line; }
QTreeView[flush="true"]::item { padding: 0; }
QTreeView::indicator { width: 14px; height: 14px; border: 1px solid $Edge; border-radius: 4px; background: $Surface; }
QTreeView::indicator:checked { background: $Accent; border-color: $OnAccent; image: url(:/icons/sheet/check-$scheme.svg); }
QTreeView::indicator:indeterminate { background: $Accent; border-color: $OnAccent; image: url(:/icons/sheet/dash-$scheme.svg); }
QTreeView::indicator:disabled { background: $Window; border-color: $Line; }

QTabWidget::pane { border: none; border-top: 1px solid $Line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $Muted; padding: 7px 10px 5px 10px; min-height: 18px; margin-right: 4px;
  border: 2px solid transparent; border-bottom: 2px solid transparent; }
QTabBar[compact="true"]::tab { padding: 7px 5px 5px 5px; margin-right: 0; }
QTabBar::tab:hover { color: $Text; background: $Raised; }
QTabBar::tab:selected { color: $Text; border-bottom-color: $Accent; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $Focus; }

QAbstractItemView { background: $Surface; color: $Text; border: 1px solid $Line; border-radius: 6px; outline: none;
  selection-background-color: $Accent; selection-color: $OnAccent; }
QAbstractItemView:focus { border: 2px solid $Focus; }
QTableView::item { border: none; } /* else the style draws the cell, with a focus frame of its own */
QListView::item:disabled { color: $Muted; }
QListView::item, QTreeView::item { min-height: 28px; padding: 0 4px; }
QHeaderView { background: $Surface; border: none; }
QHeaderView::section { background: $Surface; color: $Muted; border: none; border-bottom: 1px solid $Line; padding: 6px 8px; }
QTableCornerButton::section { background: $Surface; border: none; }

QDialog#CommandPalette { background: $Surface; }
QFrame#paletteBox { background: $Surface; border: 1px solid $Edge; }
QFrame#paletteBox QListWidget { border: none; }

QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $Edge; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; background-clip: padding; }
QScrollBar::handle:horizontal { min-width: 32px; background-clip: padding; }
QScrollBar::handle:hover { background: $Muted; background-clip: padding; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; width: 0; height: 0; }

QSplitter::handle:horizontal { background: transparent; border-left: 1px solid $Line; margin: 0 0 0 3px; }
QSplitter::handle:vertical { background: transparent; border-top: 1px solid $Line; margin: 3px 0 0 0; }
QSplitter::handle:horizontal:hover { border-left: 3px solid $Accent; }
QSplitter::handle:vertical:hover { border-top: 3px solid $Accent; }

QProgressBar { background: $Raised; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; color: transparent; }
QProgressBar::chunk { background: $Accent; border-radius: 2px; }

QMenuBar { background: $Window; color: $Text; border-bottom: 1px solid $Line; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $Raised; color: $Text; }
QMenu { background: $Surface; color: $Text; border: 1px solid $Edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 8px; border-radius: 4px; }
QMenu::indicator { width: 14px; height: 14px; left: 2px; border: 1px solid $Edge; background: $Surface; }
QMenu::indicator:non-exclusive { border-radius: 4px; }
QMenu::indicator:exclusive { border-radius: 8px; }
QMenu::indicator:checked { background: $Accent; border-color: $Accent; }
QMenu::indicator:non-exclusive:checked { image: url(:/icons/sheet/check-$scheme.svg); }
QMenu::indicator:exclusive:checked { image: url(:/icons/sheet/dot-$scheme.svg); }
QMenu::indicator:selected, QMenu::indicator:checked:selected { border-color: $OnAccent; }
QMenu::item:selected { background: $Accent; color: $OnAccent; }
QMenu::item:disabled { color: $Faint; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { background: $tint-Accent; border: 1px solid $Accent; border-radius: 4px; margin: 1px 4px 1px 4px; padding: 0; }
QMenu::separator { height: 1px; background: $Line; margin: 4px 8px; }
QStatusBar { background: $Window; border-top: 1px solid $Line; }
QStatusBar::item { border: none; }
)";

QColor between(const QColor &a, const QColor &b, qreal share)
{
    const auto part = [share](int x, int y) { return qRound(x * share + y * (1 - share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

} // namespace

QString styleSheetFor(bool dark)
{
    using R = Theme::Role;
    const auto c = [dark](R role) { return Theme::colorIn(role, dark); };
    QString text = QString::fromUtf8(sheet);
    const std::pair<QString, R> names[] = {
        {u"Window"_s, R::Window}, {u"Surface"_s, R::Surface}, {u"Raised"_s, R::Raised}, {u"Line"_s, R::Line}, {u"Text"_s, R::Text},
        {u"Muted"_s, R::Muted}, {u"OnAccent"_s, R::OnAccent}, {u"Good"_s, R::Good}, {u"Warning"_s, R::Warning},
        {u"Bad"_s, R::Bad}, {u"Focus"_s, R::Focus}, {u"Accent"_s, R::Accent},
        {u"Simulator"_s, R::Simulator}, {u"Sandbox"_s, R::Sandbox}, {u"Production"_s, R::Production}, {u"Custom"_s, R::Custom}};
    for (const auto &[face, font] : {std::pair{u"title"_s, Theme::title()}, {u"strong"_s, Theme::strong()}, {u"large"_s, Theme::large()},
                                     {u"fixed"_s, Theme::fixed()}, {u"figures"_s, Theme::figures()}}) {
        const QString size = font.pointSizeF() > 0 ? u"%1pt"_s.arg(font.pointSizeF()) : u"%1px"_s.arg(font.pixelSize());
        text += u"*[face=\"%1\"] { font-family: \"%2\"; font-size: %3; font-weight: %4; }\n"_s.arg(face, font.family(), size).arg(int(font.weight()));
    }
    text.replace(u"$AccentHover"_s, between(c(R::Accent), c(R::Text), 0.86).name());
    // Edges of controls stand out 3:1 against what is around them (WCAG 1.4.11); plain lines need not.
    text.replace(u"$Edge"_s, between(c(R::Muted), c(R::Surface), dark ? 0.68 : 0.82).name());
    text.replace(u"$Faint"_s, between(c(R::Muted), c(R::Window), 0.62).name());
    text.replace(u"$scheme"_s, dark ? u"dark"_s : u"light"_s);
    for (const auto &[name, role] : names) {
        text.replace(u"$tint-"_s + name, Theme::tintIn(role, dark).name());
    }
    for (const auto &[name, role] : names) {
        text.replace(u'$' + name, c(role).name());
    }
    return text;
}

} // namespace console
