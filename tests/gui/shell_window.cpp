// SPDX-License-Identifier: GPL-3.0-or-later
// The window: light to make, every control named and large enough, enabled from state alone, remembered.
#include "gui/actions.h"
#include "gui/mainwindow.h"
#include "gui/picture.h"
#include "gui/shell_world.h"
#include "gui/theme.h"
#include "store/history.h"
#include "store/historydatabase.h"
#include "web/widgetview.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

/// Parts that Qt makes inside its own widgets: the arrows of a scroll bar, the editor of a combo box.
bool isInner(const QWidget *widget)
{
    return widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QAbstractItemView *>(widget->parentWidget())
        || qobject_cast<const QAbstractScrollArea *>(widget->parentWidget()) || qobject_cast<const QComboBox *>(widget->parentWidget())
        || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) || qobject_cast<const QLineEdit *>(widget->parentWidget())
        || QByteArray(widget->metaObject()->className()).startsWith("QComboBox") || qobject_cast<const QTabBar *>(widget)
        || qobject_cast<const QMenu *>(widget) || widget->inherits("QMenuBar") || widget->inherits("QCalendarView");
}

bool isControl(const QWidget *widget)
{
    return widget->inherits("QAbstractButton") || widget->inherits("QLineEdit") || widget->inherits("QComboBox")
        || widget->inherits("QAbstractSpinBox") || widget->inherits("QAbstractItemView") || widget->inherits("QTextEdit")
        || widget->inherits("QPlainTextEdit");
}

/// Letters that two things of one window answer to, as Alt + letter.
QStringList clashesIn(const QWidget *window)
{
    QMap<QString, QStringList> owners;
    const auto take = [&owners](const QString &text) {
        const QKeySequence keys = QKeySequence::mnemonic(text);
        if (!keys.isEmpty())
            owners[keys.toString()] << text;
    };
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != window)
            continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && !widget->inherits("StepButton"))
            take(button->text());
        else if (label && label->buddy())
            take(label->text());
        else if (const auto *bar = qobject_cast<const QMenuBar *>(widget)) {
            for (const QAction *menu : bar->actions())
                take(menu->text());
        }
    }
    QStringList clashes;
    for (auto each = owners.cbegin(); each != owners.cend(); ++each) {
        if (each->size() > 1)
            clashes << u"%1: %2"_s.arg(each.key(), each->join(u" / "_s));
    }
    return clashes;
}

/// Controls of the window, also of pages that are not shown now, that take a letter of the menu bar.
QStringList clashesWithTheMenuBar(const QWidget *window)
{
    QSet<QString> taken;
    for (const QAction *menu : window->findChild<QMenuBar *>()->actions())
        taken << QKeySequence::mnemonic(menu->text()).toString();
    QStringList clashes;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->window() != window || widget->inherits("StepButton"))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto *label = qobject_cast<const QLabel *>(widget);
        const QString text = button ? button->text() : label && label->buddy() ? label->text() : QString();
        if (taken.contains(QKeySequence::mnemonic(text).toString()))
            clashes << u"%1: %2"_s.arg(widget->objectName(), text);
    }
    return clashes;
}

/// What is wrong with the controls that can be seen now; counts those without fault in `seen`.
QStringList faultsOfVisible(QSet<QWidget *> *seen)
{
    QCoreApplication::processEvents();
    QStringList faults;
    const QWidgetList top = QApplication::topLevelWidgets();
    for (QWidget *window : top) {
        for (const QString &clash : window->isVisible() ? clashesIn(window) : QStringList())
            faults.append(u"one key for two things: "_s + clash);
        const QList<QWidget *> all = window->findChildren<QWidget *>();
        for (QWidget *widget : all) {
            if (!widget->isVisible() || !isControl(widget) || isInner(widget)) {
                continue;
            }
            seen->insert(widget);
            const QString path = QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName() + u" in "_s
                                 + (widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
            if (nameOf(widget).trimmed().isEmpty()) {
                faults.append(u"no accessible name: "_s + path);
            }
            if (widget->objectName().isEmpty()) {
                faults.append(u"no objectName: "_s + path);
            }
        }
    }
    return faults;
}

} // namespace

class ShellWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void constructorIsLight();
    void firstPaintOnce();
    void startPageTakesTheFirstStep();
    void enterPressesTheFocusedButton();
    void enterInAFieldStartsOnce_data();
    void enterInAFieldStartsOnce();
    void titleSaysWhereOnce();
    void startPageOffersNoSampleElsewhere();
    void everyControlIsNamed();
    void noControlTakesALetterOfTheMenuBar();
    void everyActionIsExplained();
    void shortcuts_data();
    void shortcuts();
    void targetsAreLarge();
    void fits();
    void statusIsAlwaysThere();
    void actionsFollowStates();
    void productionIsLockedAndLoud();
    void simulatorProblem();
    void missingKeysLeadToSettings();
    void keychainProblemIsSaid();
    void historyProblemLeadsToItsSettings();
    void historyBannerGoesWithTheProblem();
    void paletteDoesIt();
    void environmentSwitchFromMenu();
    void switchingAsksWhenSomethingIsLost();
    void drawerToggles();
    void layoutIsRemembered();
    void themeFollowsTheSetting();
    void cancelEndsTheLaunch();
};

void ShellWindow::cleanup()
{
    const QWidgetList top = QApplication::topLevelWidgets();
    for (QWidget *widget : top) {
        widget->close();
    }
}

void ShellWindow::constructorIsLight()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    QVERIFY(window.widgetView());
    QVERIFY(!window.widgetView()->isOpen());
    const QList<QObject *> all = window.findChildren<QObject *>();
    for (const QObject *object : all) {
        QVERIFY2(!QByteArray(object->metaObject()->className()).startsWith("QWebEngine"), object->metaObject()->className());
    }
    QVERIFY(world.network.asked.isEmpty());
    QVERIFY(!world.session.keys()->isLoading());
    QVERIFY(!window.findChild<QWidget *>(u"SettingsDialog"_s));
}

void ShellWindow::firstPaintOnce()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    QSignalSpy painted(&window, &MainWindow::firstPainted);
    QVERIFY(painted.isEmpty());
    window.show();
    QTRY_COMPARE(painted.size(), 1);
    window.resize(1100, 720);
    window.repaint();
    QCoreApplication::processEvents();
    QCOMPARE(painted.size(), 1);
}

void ShellWindow::startPageTakesTheFirstStep()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    auto *page = window.findChild<QWidget *>(u"StartPage"_s);
    QVERIFY(page && page->isVisible());
    auto *create = page->findChild<QPushButton *>(u"sampleButton"_s);
    QVERIFY(!create->isEnabled()); // the simulator is not there yet
    QVERIFY(create->toolTip().contains(u"starting"_s));
    world.simulatorIsReady();
    QTRY_VERIFY(create->isEnabled());
    QVERIFY(page->findChild<QLabel *>(u"sampleTag"_s)->isVisible());
    world.network.expected = true;
    create->click();
    QCOMPARE(world.session.user()->state(), UserState::Working);
    QVERIFY(!create->isEnabled());
    world.session.user()->cancel();
    world.userIsReady();
    QCOMPARE(window.step(), Step::Bank); // the next step comes by itself
}

void ShellWindow::enterPressesTheFocusedButton()
{
    shell::ShellWorld world;
    world.network.expected = true;
    MainWindow window(&world.session);
    window.show();
    world.simulatorIsReady();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *button = window.findChild<QPushButton *>(u"sampleButton"_s);
    QTRY_VERIFY(button && button->isEnabled());
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Return);
    QCOMPARE(world.session.user()->state(), UserState::Working);
}

void ShellWindow::enterInAFieldStartsOnce_data()
{
    QTest::addColumn<QString>("way"); // the button that shows the form
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("phone") << u"createTab"_s << u"phone"_s << u"+13125550142"_s;
    QTest::newRow("user id") << u"findTab"_s << u"userId"_s << u"4711"_s;
}

/// The key goes on from the field to the window, where by then *Cancel* has the focus.
void ShellWindow::enterInAFieldStartsOnce()
{
    QFETCH(QString, way);
    QFETCH(QString, field);
    QFETCH(QString, text);
    shell::ShellWorld world;
    world.network.expected = true;
    MainWindow window(&world.session);
    window.show();
    world.simulatorIsReady();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.actions()->createUser->trigger();
    auto *tab = window.findChild<QAbstractButton *>(way);
    QVERIFY(tab);
    tab->click();
    for (const auto &[name, value] : {std::pair{u"firstName"_s, u"Dana"_s}, {u"lastName"_s, u"Lee"_s}, {u"email"_s, u"dana.lee@example.com"_s}, {field, text}})
        window.findChild<QLineEdit *>(name)->setText(value);
    auto *edit = window.findChild<QLineEdit *>(field);
    QTRY_VERIFY(edit->isVisible());
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(world.session.user()->state(), UserState::Working);
}

void ShellWindow::titleSaysWhereOnce()
{
    shell::ShellWorld world;
    const QString before = QGuiApplication::applicationDisplayName();
    QGuiApplication::setApplicationDisplayName(u"Aerosync Console"_s); // Qt adds it to titles that do not end with it
    MainWindow window(&world.session);
    QVERIFY(window.windowTitle().startsWith(u"Simulator (simulated)"_s));
    QVERIFY(window.windowTitle().endsWith(QGuiApplication::applicationDisplayName()));
    QGuiApplication::setApplicationDisplayName(before);
}

void ShellWindow::startPageOffersNoSampleElsewhere()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    QVERIFY(world.session.environments()->choose(u"sandbox"_s));
    auto *page = window.findChild<QWidget *>(u"StartPage"_s);
    QVERIFY(page->isVisible());
    QVERIFY(!page->findChild<QLabel *>(u"sampleTag"_s)->isVisible());
    page->findChild<QPushButton *>(u"sampleButton"_s)->click();
    auto *form = window.findChild<QWidget *>(u"UserPage"_s);
    QVERIFY(form && form->isVisible());
    QVERIFY(form->findChild<QLineEdit *>(u"firstName"_s)->text().isEmpty());
    QVERIFY(!form->findChild<QPushButton *>(u"fillSampleButton"_s)->isVisible());
}

void ShellWindow::everyControlIsNamed()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    world.simulatorIsReady();
    world.userIsReady();
    QSet<QWidget *> seen;
    QStringList faults = faultsOfVisible(&seen);
    world.network.expected = true; // a new link asks for its account
    world.bankIsLinked();
    Actions *actions = window.actions();
    const QList<QAction *> openers{actions->stepUser, actions->createUser, actions->stepBank, actions->options, actions->received,
                                   actions->stepData, actions->allJobs, actions->startMany, actions->timeLine, actions->settings, actions->keys, actions->manual,
                                   actions->about, actions->palette};
    for (QAction *action : openers) {
        action->trigger();
        faults += faultsOfVisible(&seen);
        if (QWidget *dialog = QApplication::activePopupWidget()) {
            dialog->close();
        }
    }
    for (const QString &name : {u"findTab"_s, u"uuidTab"_s}) {
        window.showStep(Step::User);
        actions->createUser->trigger();
        window.findChild<QPushButton *>(name)->click();
        faults += faultsOfVisible(&seen);
    }
    QVERIFY2(seen.size() > 70, qPrintable(QString::number(seen.size())));
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void ShellWindow::noControlTakesALetterOfTheMenuBar()
{
    shell::ShellWorld world;
    world.network.expected = true;
    MainWindow window(&world.session);
    window.show();
    QStringList clashes = clashesWithTheMenuBar(&window);
    const auto look = [&] { clashes += clashesWithTheMenuBar(&window); };
    world.simulatorIsReady();
    world.userIsReady();
    world.bankIsLinked();
    Actions *actions = window.actions();
    for (QAction *action : {actions->createUser, actions->options, actions->stepData, actions->timeLine, actions->widgetFrame, actions->widgetTheme,
                            actions->widgetFrame, actions->widgetTheme}) {
        action->trigger();
        look();
    }
    for (const QString &id : {u"sandbox"_s, u"production"_s}) {
        QVERIFY(world.session.environments()->choose(id));
        QTRY_VERIFY(!world.session.keys()->isLoading());
        look();
        world.session.link()->start(); // fails, with a way to repair it
        window.showStep(Step::Bank);
        look();
    }
    QVERIFY(world.session.environments()->unlock(world.session.environments()->current().name));
    look();
    window.setSimulatorProblem(Error{.kind = Error::Kind::Refused, .message = u"no"_s});
    QVERIFY(world.session.environments()->choose(u"simulator"_s));
    look();
    clashes.removeDuplicates();
    QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u'\n')));
}

void ShellWindow::everyActionIsExplained()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    QStringList bad;
    QHash<QString, QString> shortcuts;
    const QList<QAction *> actions = window.actions()->everything();
    for (const QAction *action : actions) {
        if (action->text().isEmpty() || action->toolTip().isEmpty() || action->objectName().isEmpty() || action->icon().isNull()) {
            bad.append(action->objectName() + u": incomplete"_s);
        }
        if (!action->isEnabled() && action->property("whyNot").toString().isEmpty()) {
            bad.append(action->objectName() + u": disabled without a reason"_s);
        }
        const QString shortcut = action->shortcut().toString();
        if (!shortcut.isEmpty() && shortcuts.contains(shortcut)) {
            bad.append(shortcut + u" twice: "_s + action->objectName() + u", "_s + shortcuts.value(shortcut));
        }
        shortcuts.insert(shortcut, action->objectName());
    }
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    // Everything is in a menu, too.
    QSet<QAction *> inMenus;
    const QList<QMenu *> menus = window.findChildren<QMenu *>();
    for (const QMenu *menu : menus) {
        const QList<QAction *> entries = menu->actions();
        for (QAction *action : entries) {
            inMenus.insert(action);
        }
    }
    for (QAction *action : actions) {
        QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
    }
}

void ShellWindow::shortcuts_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("action");
    const std::pair<const char *, const char *> rows[] = {
        {"Ctrl+L", "link"}, {"Ctrl+1", "balance"}, {"Ctrl+2", "transactions"}, {"Ctrl+3", "identity"}, {"Ctrl+4", "startMany"}, {"Alt+4", "allJobs"}, {"F5", "again"},
        {"Ctrl+.", "cancel"}, {"F1", "manual"}, {"Ctrl+K", "palette"}, {"Ctrl+,", "settings"}, {"Ctrl+Q", "quit"}, {"Ctrl+J", "timeLine"}};
    for (const auto &[keys, action] : rows) {
        QTest::newRow(keys) << QString::fromLatin1(keys) << QString::fromLatin1(action);
    }
}

void ShellWindow::shortcuts()
{
    QFETCH(QString, keys);
    QFETCH(QString, action);
    shell::ShellWorld world;
    MainWindow window(&world.session);
    const auto *found = window.findChild<QAction *>(u"action-"_s + action);
    QVERIFY(found);
    QCOMPARE(found->shortcut().toString(), keys);
    QVERIFY(found->toolTip().contains(found->shortcut().toString(QKeySequence::NativeText)));
}

void ShellWindow::targetsAreLarge()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.resize(1440, 900);
    window.show();
    world.simulatorIsReady();
    world.userIsReady();
    QStringList small;
    for (const Step step : {Step::User, Step::Bank, Step::Data}) {
        window.showStep(step);
        QCoreApplication::processEvents();
        const QList<QAbstractButton *> buttons = window.findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->isVisible() && !isInner(button) && (button->width() < 24 || button->height() < 24)) {
                small.append(u"%1 %2×%3"_s.arg(button->objectName()).arg(button->width()).arg(button->height()));
            }
        }
    }
    QVERIFY2(small.isEmpty(), qPrintable(small.join(u'\n')));
}

void ShellWindow::fits()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.resize(1024, 700);
    window.show();
    world.simulatorIsReady();
    world.userIsReady();
    world.bankIsLinked();
    for (const Step step : {Step::User, Step::Bank, Step::Data}) {
        window.showStep(step);
        QCoreApplication::processEvents();
        QVERIFY2(window.minimumSizeHint().width() <= 1024, qPrintable(QString::number(window.minimumSizeHint().width())));
        QVERIFY2(window.minimumSizeHint().height() <= 700, qPrintable(QString::number(window.minimumSizeHint().height())));
        QCOMPARE(window.size(), QSize(1024, 700));
    }
    window.actions()->options->trigger();
    window.actions()->timeLine->trigger();
    QCoreApplication::processEvents();
    QVERIFY(window.minimumSizeHint().width() <= 1024);
    QVERIFY(window.minimumSizeHint().height() <= 700);
}

void ShellWindow::statusIsAlwaysThere()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    const auto text = [&window](const QString &name) {
        const auto *label = window.findChild<QLabel *>(name);
        return label && label->isVisible() ? label->text() : u"(not there)"_s;
    };
    QCOMPARE(text(u"statusEnvironment"_s), u"Simulator"_s);
    QCOMPARE(text(u"statusUser"_s), u"no user"_s);
    QCOMPARE(text(u"statusApiToken"_s), u"API –"_s);
    QCOMPARE(text(u"statusWidgetToken"_s), u"widget –"_s);
    QVERIFY(window.windowTitle().contains(u"simulated"_s));
    world.simulatorIsReady();
    world.userIsReady();
    QVERIFY(text(u"statusUser"_s) != u"no user"_s);
    QVERIFY(world.session.environments()->choose(u"sandbox"_s));
    QCOMPARE(text(u"statusEnvironment"_s), u"Sandbox"_s);
    QCOMPARE(text(u"statusUser"_s), u"no user"_s);
    QVERIFY(!window.windowTitle().contains(u"simulated"_s));
}

void ShellWindow::actionsFollowStates()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    Actions *actions = window.actions();
    QVERIFY(!actions->link->isEnabled());
    QVERIFY(actions->link->toolTip().contains(u"starting"_s));
    world.simulatorIsReady();
    QVERIFY(!actions->link->isEnabled());
    QVERIFY(actions->link->toolTip().contains(u"user"_s));
    QVERIFY(!actions->copyUuid->isEnabled());
    world.userIsReady();
    QVERIFY(actions->link->isEnabled());
    QVERIFY(actions->copyUuid->isEnabled());
    QVERIFY(!actions->balance->isEnabled());
    QVERIFY(!actions->copyConnection->isEnabled());
    QVERIFY(!actions->cancel->isEnabled());
    QVERIFY(!actions->answer->isEnabled());
    world.network.expected = true; // a new link asks for its account
    world.bankIsLinked();
    QTRY_VERIFY(actions->balance->isEnabled());
    QVERIFY(actions->copyConnection->isEnabled());
    QVERIFY(window.findChild<QAction *>(u"connection-5d41402abc4b2a76b9719d911017c592"_s));
    actions->balance->trigger();
    QCOMPARE(window.step(), Step::Data);
    QVERIFY(actions->cancel->isEnabled());
    actions->cancel->trigger();
    QVERIFY(!actions->cancel->isEnabled());
    world.session.user()->forget();
    QVERIFY(!actions->link->isEnabled());
}

void ShellWindow::productionIsLockedAndLoud()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    Environments *environments = world.session.environments();
    QVERIFY(environments->choose(u"production"_s));
    QVERIFY(environments->isLocked());
    QVERIFY(window.findChild<QWidget *>(u"banner-locked"_s)->isVisible());
    QVERIFY(!window.findChild<QWidget *>(u"banner-production"_s));
    window.actions()->unlock->trigger();
    auto *dialog = window.findChild<QWidget *>(u"UnlockDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    auto *name = dialog->findChild<QLineEdit *>(u"name"_s);
    auto *unlock = dialog->findChild<QPushButton *>(u"unlockButton"_s);
    const QString right = environments->current().name;
    for (const QString &wrong : {QString(), right.toLower(), right + u' ', right.chopped(1)}) {
        name->setText(wrong);
        QVERIFY2(!unlock->isEnabled(), qPrintable(wrong));
    }
    name->setText(right);
    QVERIFY(unlock->isEnabled());
    unlock->click();
    QVERIFY(environments->productionUnlocked());
    auto *banner = window.findChild<QWidget *>(u"banner-production"_s);
    QVERIFY(banner);
    QTRY_VERIFY(banner->isVisible());
    QTRY_COMPARE(banner->width(), window.width()); // across the whole window
    QVERIFY(banner->height() >= 40);
    QVERIFY(!window.actions()->unlock->isEnabled());
    banner->findChild<QPushButton *>(u"banner-production-button"_s)->click();
    QVERIFY(environments->isLocked());
    QTRY_VERIFY(!window.findChild<QWidget *>(u"banner-production"_s));
}

void ShellWindow::simulatorProblem()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    QSignalSpy retry(&window, &MainWindow::simulatorRetryRequested);
    window.setSimulatorProblem(Error{.kind = Error::Kind::Network, .message = u"no port is free"_s});
    auto *banner = window.findChild<QWidget *>(u"banner-simulator"_s);
    QVERIFY(banner && banner->isVisible());
    QVERIFY(banner->findChild<QLabel *>(u"banner-simulator-text"_s)->text().contains(u"no port is free"_s));
    banner->findChild<QPushButton *>(u"banner-simulator-button"_s)->click();
    QCOMPARE(retry.size(), 1);
    window.setSimulatorProblem({});
    QTRY_VERIFY(!window.findChild<QWidget *>(u"banner-simulator"_s));
}

void ShellWindow::missingKeysLeadToSettings()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    QVERIFY(world.session.environments()->choose(u"sandbox"_s));
    QTRY_VERIFY(!world.session.keys()->isLoading());
    QTRY_VERIFY(window.findChild<QPushButton *>(u"banner-keys-button"_s));
    window.findChild<QPushButton *>(u"banner-keys-button"_s)->click();
    auto *dialog = window.findChild<QWidget *>(u"SettingsDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->findChild<QWidget *>(u"KeysPage"_s)->isVisible());
    Credentials keys;
    keys.apiKey = Secret(u"key-value-1"_s);
    keys.apiSecret = Secret(u"secret-value-1"_s);
    keys.aeropayApiKey = Secret(u"pay-value-1"_s);
    keys.aeropayApiSecret = Secret(u"pay-secret-1"_s);
    keys.merchantId = u"1456"_s;
    world.session.keys()->save(world.session.environments()->current(), keys);
    QTRY_VERIFY(!window.findChild<QWidget *>(u"banner-keys"_s));
}

namespace {

/// A keychain that always says no, as without a session bus.
class BrokenStore : public SecretStore
{
public:
    void read(const QString &, QObject *, Read done) override { done(fail(no())); }
    void write(const QString &, const Secret &, QObject *, Done done) override { done(fail(no())); }
    void remove(const QString &, QObject *, Done done) override { done(fail(no())); }
    bool isLasting() const override { return true; }

private:
    static Error no() { return Error{.kind = Error::Kind::Keychain, .message = u"Cannot autolaunch D-Bus"_s}; }
};

} // namespace

void ShellWindow::keychainProblemIsSaid()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    shell::NoNetwork network;
    BrokenStore store;
    Session session({&network, &store, &settings, systemClock(), [](const char *) { return QString(); }});
    MainWindow window(&session);
    window.show();
    QVERIFY(session.environments()->choose(u"sandbox"_s));
    QTRY_VERIFY(window.findChild<QWidget *>(u"banner-keychain"_s));
    QVERIFY(window.findChild<QLabel *>(u"banner-keychain-text"_s)->text().contains(u"memory"_s));
    window.findChild<QToolButton *>(u"banner-keychain-close"_s)->click();
    QTRY_VERIFY(!window.findChild<QWidget *>(u"banner-keychain"_s));
    Q_EMIT session.changed();
    QVERIFY2(!window.findChild<QWidget *>(u"banner-keychain"_s), "closed once, it stays closed");
}

void ShellWindow::historyProblemLeadsToItsSettings()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    QFile noDatabase(file);
    QVERIFY(noDatabase.open(QIODevice::WriteOnly) && noDatabase.write(QByteArray(8192, 'x')) == 8192);
    noDatabase.close();
    History history(file);
    shell::ShellWorld world(&history);
    MainWindow window(&world.session);
    window.show();
    QTRY_VERIFY(window.findChild<QWidget *>(u"banner-history"_s));
    QCOMPARE(history.state(), History::State::Open); // it was put aside
    const QString text = window.findChild<QLabel *>(u"banner-history-text"_s)->text();
    QVERIFY2(text.contains(history.problem()->message) && text.contains(history.problem()->advice), qPrintable(text));
    QSet<QWidget *> seen;
    window.findChild<QPushButton *>(u"banner-history-button"_s)->click();
    auto *page = window.findChild<QWidget *>(u"HistoryPage"_s);
    QVERIFY(page && page->isVisible());
    QVERIFY(page->findChild<QLabel *>(u"problem"_s)->text().contains(history.problem()->message));
    const QStringList faults = faultsOfVisible(&seen);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QVERIFY(keepPicture(window.grab(), u"history-banner"_s) && keepPicture(page->window()->grab(), u"history-settings"_s));
    page->window()->close();
    window.findChild<QToolButton *>(u"banner-history-close"_s)->click();
    QTRY_VERIFY(!window.findChild<QWidget *>(u"banner-history"_s));
    Q_EMIT history.problemChanged();
    QVERIFY2(!window.findChild<QWidget *>(u"banner-history"_s), "closed once, it stays closed");
}

void ShellWindow::historyBannerGoesWithTheProblem()
{
    QTemporaryDir folder;
    History history(folder.filePath(u"history.sqlite"_s));
    shell::ShellWorld world(&history);
    MainWindow window(&world.session);
    window.show();
    QTRY_COMPARE(history.state(), History::State::Open);
    QVERIFY(!window.findChild<QWidget *>(u"banner-history"_s));
    HistoryDatabase other(history.file());
    QVERIFY(other.open(HistoryDatabase::Access::Write) && other.run(u"BEGIN EXCLUSIVE"_s));
    history.put(HistoryUser{u"sandbox"_s, u"u1"_s, {}, QDateTime::currentDateTimeUtc()});
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QWidget *>(u"banner-history"_s), 20000);
    QVERIFY(other.run(u"ROLLBACK"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<QWidget *>(u"banner-history"_s), 20000);
    const auto &log = world.session.log()->entries();
    QCOMPARE(std::count_if(log.begin(), log.end(), [](const LogEntry &entry) { return entry.title == u"history"; }), 1);
}

void ShellWindow::paletteDoesIt()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    auto *palette = window.findChild<QWidget *>(u"CommandPalette"_s);
    QVERIFY(palette && palette->isVisible());
    auto *search = palette->findChild<QLineEdit *>(u"search"_s);
    auto *list = palette->findChild<QListWidget *>(u"list"_s);
    const int all = list->count();
    QCOMPARE(all, window.actions()->everything().size() - 1); // all but itself
    QTest::keyClicks(search, u"time"_s);
    QVERIFY(list->count() < all);
    QVERIFY(list->currentItem()->text().startsWith(u"Time line"_s));
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QTRY_VERIFY(window.actions()->timeLine->isChecked());
    // What is not possible is listed last, with its reason, and Enter does nothing.
    window.actions()->palette->trigger();
    QTest::keyClicks(search, u"get balance"_s);
    QVERIFY(list->currentItem()->text().contains(u"–"_s));
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
}

void ShellWindow::environmentSwitchFromMenu()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    const QList<Environment> all = world.session.environments()->all();
    QVERIFY(all.size() >= 3);
    for (const Environment &environment : all) {
        auto *action = window.findChild<QAction *>(u"environment-"_s + environment.id);
        QVERIFY2(action, qPrintable(environment.id));
        action->trigger();
        QCOMPARE(world.session.environments()->current().id, environment.id);
        auto *button = window.findChild<QToolButton *>(u"environmentButton"_s);
        QVERIFY(button->text().contains(environment.name.toUpper()));
        QVERIFY(button->accessibleName().contains(environment.name));
    }
}

void ShellWindow::switchingAsksWhenSomethingIsLost()
{
    shell::ShellWorld world;
    world.network.expected = true;
    MainWindow window(&world.session);
    window.show();
    world.simulatorIsReady();
    world.userIsReady();
    world.bankIsLinked();
    auto *sandbox = window.findChild<QAction *>(u"environment-sandbox"_s);
    sandbox->trigger();
    QCOMPARE(world.session.environments()->current().id, u"simulator"_s);
    QVERIFY(!sandbox->isChecked());
    auto *question = window.findChild<QMessageBox *>(u"switchEnvironmentQuestion"_s);
    QVERIFY(question && question->text().contains(u"1 connection"_s));
    question->findChild<QPushButton *>(u"confirm"_s)->click();
    QCOMPARE(world.session.environments()->current().id, u"sandbox"_s);
    QVERIFY(world.session.connections()->all().isEmpty());
}

void ShellWindow::drawerToggles()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    window.show();
    auto *drawer = window.findChild<QWidget *>(u"drawer"_s);
    QVERIFY(!drawer->isVisible());
    world.session.log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"the first thing"_s);
    world.session.log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"the second thing"_s);
    QTRY_COMPARE(window.findChild<QLabel *>(u"timeLineSummary"_s)->text(), u"the first thing  ·  the second thing"_s);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier);
    QVERIFY(drawer->isVisible());
    QVERIFY(window.findChild<QWidget *>(u"timeLineButton"_s)->isVisible());
    window.findChild<QPushButton *>(u"timeLineButton"_s)->click();
    QVERIFY(!drawer->isVisible());
}

void ShellWindow::layoutIsRemembered()
{
    shell::ShellWorld world;
    {
        MainWindow window(&world.session);
        window.resize(1111, 777);
        window.show();
        window.actions()->timeLine->setChecked(true);
        window.close();
    }
    MainWindow again(&world.session);
    QCOMPARE(again.size(), QSize(1111, 777));
    QVERIFY(again.actions()->timeLine->isChecked());
}

void ShellWindow::themeFollowsTheSetting()
{
    shell::ShellWorld world;
    MainWindow window(&world.session);
    world.settings.set(Setting::ColourScheme, u"dark"_s);
    QVERIFY(Theme::isDark());
    QVERIFY(window.actions()->themeDark->isChecked());
    window.actions()->themeLight->trigger();
    QVERIFY(!Theme::isDark());
    QCOMPARE(world.settings.value(Setting::ColourScheme).toString(), u"light"_s);
}

void ShellWindow::cancelEndsTheLaunch()
{
    shell::ShellWorld world;
    world.network.expected = true;
    MainWindow window(&world.session);
    window.show();
    world.simulatorIsReady();
    world.userIsReady();
    auto *stage = window.findChild<QStackedWidget *>(u"faces"_s);
    QVERIFY(stage);
    window.actions()->link->trigger();
    QCOMPARE(world.session.link()->state(), LinkState::Preparing);
    QVERIFY(window.findChild<QWidget *>(u"workingCard"_s)->isVisible());
    window.actions()->cancel->trigger();
    QVERIFY(world.session.link()->state() != LinkState::Preparing);
    QTRY_VERIFY(window.findChild<QWidget *>(u"emptyCard"_s)->isVisible());
}

QTEST_MAIN(ShellWindow)
#include "shell_window.moc"
