// SPDX-License-Identifier: GPL-3.0-or-later
// What every control of the window does alike: wheel, placeholder, check mark, focus ring, "copied".
#include "gui/copied.h"
#include "gui/picture.h"
#include "gui/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QtTest>

#include <cmath>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

void turnWheel(QWidget *over)
{
    const QPointF place = over->rect().center();
    QWheelEvent event(place, over->mapToGlobal(place), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&event); // only what comes from the window system goes on to the parent
    qApp->notify(over, &event);
}

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

/// What is seen of a colour that lets some of the ground through.
QColor over(const QColor &top, const QColor &ground)
{
    const auto part = [share = top.alphaF()](float x, float y) { return x * share + y * (1 - share); };
    return QColor::fromRgbF(part(top.redF(), ground.redF()), part(top.greenF(), ground.greenF()), part(top.blueF(), ground.blueF()));
}

int coloursInside(QWidget *widget, int border)
{
    const QImage seen = widget->grab().toImage();
    QSet<QRgb> colours;
    for (int y = border; y < seen.height() - border; ++y) {
        for (int x = border; x < seen.width() - border; ++x)
            colours << seen.pixel(x, y);
    }
    return int(colours.size());
}

} // namespace

class PanelsControls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void cleanup() { Theme::apply(qApp, Theme::Scheme::Light); }
    void wheelScrollsAndChangesNothing();
    void wheelInAnOpenListScrollsIt();
    void placeholdersCanBeRead_data();
    void placeholdersCanBeRead();
    void menusShowWhatIsChecked_data();
    void menusShowWhatIsChecked();
    void focusIsARingOnly();
    void copiedIsSaidForAMoment();
};

void PanelsControls::wheelScrollsAndChangesNothing()
{
    QScrollArea area;
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    auto *choice = new QComboBox;
    auto *typed = new QComboBox;
    typed->setEditable(true);
    for (QComboBox *box : {choice, typed})
        box->addItems({u"one"_s, u"two"_s, u"three"_s});
    auto *number = new QSpinBox;
    auto *day = new QDateEdit(QDate(2026, 5, 17));
    for (QWidget *each : QList<QWidget *>{choice, typed, number, day})
        column->addWidget(each);
    column->addSpacing(2000);
    area.setWidget(content);
    area.resize(300, 200);
    area.show();
    for (QWidget *each : QList<QWidget *>{choice, typed, typed->lineEdit(), number, day}) {
        each->setFocus();
        const int before = area.verticalScrollBar()->value();
        turnWheel(each);
        QVERIFY2(area.verticalScrollBar()->value() > before, each->metaObject()->className());
    }
    QCOMPARE(choice->currentIndex(), 0);
    QCOMPARE(typed->currentIndex(), 0);
    QCOMPARE(number->value(), 0);
    QCOMPARE(day->date(), QDate(2026, 5, 17));
}

void PanelsControls::wheelInAnOpenListScrollsIt()
{
    QComboBox box;
    for (int i = 0; i < 200; ++i)
        box.addItem(QString::number(i));
    box.setMaxVisibleItems(5);
    box.show();
    box.showPopup();
    QTRY_VERIFY(box.view()->isVisible());
    turnWheel(box.view()->viewport());
    QVERIFY(box.view()->verticalScrollBar()->value() > 0);
    box.hidePopup();
}

void PanelsControls::placeholdersCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void PanelsControls::placeholdersCanBeRead()
{
    QFETCH(bool, dark);
    Theme::apply(qApp, dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    QWidget page;
    auto *column = new QVBoxLayout(&page);
    auto *line = new QLineEdit;
    auto *box = new QComboBox;
    box->setEditable(true);
    column->addWidget(line);
    column->addWidget(box);
    page.show();
    const QColor ground = Theme::color(Theme::Role::Surface);
    for (const QLineEdit *edit : {line, box->lineEdit()}) {
        const double ratio = contrast(over(edit->palette().color(QPalette::Active, QPalette::PlaceholderText), ground), ground);
        QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
        QCOMPARE(edit->palette().color(QPalette::Active, QPalette::Text), Theme::color(Theme::Role::Text));
    }
}

void PanelsControls::menusShowWhatIsChecked_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("exclusive");
    QTest::addColumn<bool>("picture");
    for (const bool dark : {false, true}) {
        for (const bool exclusive : {false, true}) {
            for (const bool picture : {false, true})
                QTest::addRow("%s %s %s", dark ? "dark" : "light", exclusive ? "one of" : "any of", picture ? "icon" : "text") << dark << exclusive << picture;
        }
    }
}

void PanelsControls::menusShowWhatIsChecked()
{
    QFETCH(bool, dark);
    QFETCH(bool, exclusive);
    QFETCH(bool, picture);
    Theme::apply(qApp, dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    QMenu menu;
    QActionGroup group(&menu);
    for (const QString &name : {u"First"_s, u"Second"_s}) {
        QAction *action = menu.addAction(picture ? Theme::icon(u"sun"_s) : QIcon(), name);
        action->setCheckable(true);
        if (exclusive)
            group.addAction(action);
    }
    menu.ensurePolished();
    menu.resize(menu.sizeHint());
    const auto seen = [&menu](int at) { return menu.grab(menu.actionGeometry(menu.actions().at(at))).toImage(); };
    const QImage off = seen(0);
    menu.actions().at(0)->setChecked(true);
    const QImage on = seen(0);
    QVERIFY2(on != off, "checked and unchecked look alike");
    QVERIFY(keepPicture(menu.grab(), u"menu-"_s + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-')));
    if (exclusive) {
        menu.actions().at(1)->setChecked(true);
        QCOMPARE(seen(0), off);
    }
}

void PanelsControls::focusIsARingOnly()
{
    QWidget page;
    auto *column = new QVBoxLayout(&page);
    auto *quiet = new QPushButton;
    quiet->setProperty("quiet", true);
    auto *plain = new QPushButton;
    auto *tool = new QToolButton;
    for (QWidget *each : QList<QWidget *>{quiet, plain, tool}) {
        each->setMinimumWidth(80);
        column->addWidget(each);
    }
    auto *table = new QTableWidget(1, 1);
    table->setItem(0, 0, new QTableWidgetItem);
    table->setShowGrid(false);
    column->addWidget(table);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    for (QWidget *each : QList<QWidget *>{quiet, plain, tool}) {
        each->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(each->hasFocus());
        QCOMPARE(coloursInside(each, 8), 1);
    }
    table->setFocus(Qt::TabFocusReason);
    table->setCurrentCell(0, 0, QItemSelectionModel::NoUpdate);
    const QRect cell = table->visualItemRect(table->item(0, 0));
    const QImage seen = table->viewport()->grab(cell).toImage();
    for (int x = 0; x < seen.width(); ++x)
        QCOMPARE(QColor(seen.pixel(x, 0)).name(), QColor(seen.pixel(seen.width() / 2, seen.height() / 2)).name());
}

void PanelsControls::copiedIsSaidForAMoment()
{
    QToolButton button;
    button.setIcon(Theme::icon(u"copy"_s));
    button.setAccessibleName(u"Copy the id"_s);
    button.show();
    const QImage before = button.icon().pixmap(16).toImage();
    copyAndSay(&button, u"abc"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"abc"_s);
    QVERIFY(button.property("copied").toBool());
    QCOMPARE(button.accessibleName(), u"Copied"_s);
    QCOMPARE(QToolTip::text(), u"Copied"_s);
    QVERIFY(button.icon().pixmap(16).toImage() != before);
    copyAndSay(&button, u"def"_s); // again, while it still says so
    QTRY_VERIFY(!button.property("copied").toBool());
    QCOMPARE(button.accessibleName(), u"Copy the id"_s);
    QCOMPARE(button.icon().pixmap(16).toImage(), before);
    copyAndSay(&button, {}); // nothing to copy: what was copied stays
    QCOMPARE(QApplication::clipboard()->text(), u"def"_s);
}

QTEST_MAIN(PanelsControls)
#include "panels_controls.moc"
