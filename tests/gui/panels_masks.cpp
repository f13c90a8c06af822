// SPDX-License-Identifier: GPL-3.0-or-later
// Personal data: in no text, tool-tip or accessible name before it is revealed; there while revealed; gone after the
// time, and gone at once when the view is left.
#include "gui/panels_fixture.h"

#include "gui/datapanel.h"
#include "gui/eventspanel.h"
#include "gui/maskedfield.h"
#include "gui/connectionspanel.h"
#include "gui/jobspanel.h"
#include "gui/mainwindow.h"
#include "gui/userpage.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

class PanelsMasks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldMasksByDefault();
    void fieldCopyAsksWhileMasked();
    void noPanelShowsPersonalData();
    void tabs_data();
    void tabs();
    void leavingATabMasks();
    void anotherConnectionMasks();
    void eventDetails();
    void thePersonsName();

private:
    static void fill(PanelWorld &world);
    static QStringList seen(const QWidget &panel);
};

QStringList PanelsMasks::seen(const QWidget &panel)
{
    const QString all = everythingVisible(&panel);
    QStringList found;
    for (const QString &secret : plantedSecrets()) {
        if (all.contains(secret))
            found << secret;
    }
    return found;
}

void PanelsMasks::fill(PanelWorld &world)
{
    const QString id = world.link();
    world.scriptStatus("COMPLETED");
    world.network.on(storedPath, PanelWorld::transactionsBody(20));
    world.session.data()->fetchAccount(id);
    world.session.data()->fetchStored(id, {});
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        world.scriptJob(kind);
        world.session.jobs()->start(id, kind);
        QTRY_COMPARE(world.session.jobs()->latest(id, kind)->state, JobState::Done);
    }
    QTRY_VERIFY(world.session.data()->data(id).stored.value && world.session.data()->data(id).account.value);
}

void PanelsMasks::fieldMasksByDefault()
{
    PanelWorld world;
    world.settings.set(Setting::RevealSeconds, 1);
    MaskedField field(MaskKind::Number, &world.settings, nullptr);
    field.setValue(u"Account number"_s, u"000123456789"_s);
    field.show();
    QVERIFY(!everythingVisible(&field).contains(u"000123456789"_s));
    QVERIFY(everythingVisible(&field).contains(u"6789"_s));
    field.findChild<QAbstractButton *>(u"eye"_s)->click();
    QVERIFY(everythingVisible(&field).contains(u"000123456789"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!everythingVisible(&field).contains(u"000123456789"_s), 5000);
    field.findChild<QAbstractButton *>(u"eye"_s)->click();
    field.setValue(u"Account number"_s, u"000123456780"_s); // the reveal was for the other number
    QVERIFY(!everythingVisible(&field).contains(u"000123456780"_s));
    field.setValue(u"Account number"_s, {});
    QVERIFY(everythingVisible(&field).contains(u"not given"_s));
    QVERIFY(!field.findChild<QAbstractButton *>(u"eye"_s)->isVisible());
}

void PanelsMasks::fieldCopyAsksWhileMasked()
{
    PanelWorld world;
    MaskedField field(MaskKind::Email, &world.settings, nullptr);
    field.setValue(u"E-mail"_s, u"ada.novak@example.com"_s);
    field.show();
    QGuiApplication::clipboard()->setText(u"before"_s);
    field.findChild<QAbstractButton *>(u"copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    auto *menu = field.findChild<QMenu *>(u"copyMenu"_s);
    QVERIFY(menu && menu->isVisible());
    menu->findChild<QAction *>(u"copyMasked"_s)->trigger();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"novak"_s));
    menu->findChild<QAction *>(u"copyFull"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"ada.novak@example.com"_s);
    menu->close();
    QGuiApplication::clipboard()->clear();
    field.findChild<QAbstractButton *>(u"eye"_s)->click();
    field.findChild<QAbstractButton *>(u"copy"_s)->click(); // revealed: no question
    QCOMPARE(QGuiApplication::clipboard()->text(), u"ada.novak@example.com"_s);
}

void PanelsMasks::noPanelShowsPersonalData()
{
    PanelWorld world;
    fill(world);
    ConnectionsPanel connections(&world.session);
    JobsPanel jobs(&world.session);
    EventsPanel events(&world.session);
    for (QWidget *panel : std::initializer_list<QWidget *>{&connections, &jobs, &events}) {
        panel->resize(700, 700);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
        QCOMPARE(seen(*panel), QStringList());
    }
    QVERIFY(everythingVisible(&events).contains(u"200"_s)); // it does look at the cells
}

void PanelsMasks::tabs_data()
{
    QTest::addColumn<int>("tab");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("account") << 0 << QStringList{u"000123456789"_s, u"021000021"_s};
    QTest::newRow("transactions") << 2 << QStringList{u"4111222233334444"_s};
    QTest::newRow("identity") << 3 << QStringList{u"Ada Novak"_s, u"12 Pier Road"_s, u"Portland"_s, u"97201"_s, u"ada.novak@example.com"_s, u"503-555-0142"_s};
    QTest::newRow("stored") << 4 << QStringList{u"4111222233334444"_s};
}

void PanelsMasks::tabs()
{
    QFETCH(int, tab);
    QFETCH(QStringList, expected);
    PanelWorld world;
    world.settings.set(Setting::RevealSeconds, 1);
    fill(world);
    DataPanel panel(&world.session);
    panel.resize(1100, 700); // readable and raw are both there
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *tabs = panel.findChild<QTabWidget *>(u"tabs"_s);
    tabs->setCurrentIndex(tab);
    QCOMPARE(seen(panel), QStringList());
    auto *reveal = tabs->currentWidget()->findChild<QAbstractButton *>(u"revealButton"_s);
    QVERIFY(reveal->isVisible());
    reveal->click();
    const QString shown = everythingVisible(&panel);
    for (const QString &secret : expected)
        QVERIFY2(shown.contains(secret), qPrintable(secret));
    QTRY_COMPARE_WITH_TIMEOUT(seen(panel), QStringList(), 5000);
    reveal->click();
    QVERIFY(!seen(panel).isEmpty());
    reveal->click(); // by hand
    QCOMPARE(seen(panel), QStringList());
}

void PanelsMasks::leavingATabMasks()
{
    PanelWorld world;
    fill(world);
    DataPanel panel(&world.session);
    panel.resize(420, 700);
    panel.show();
    auto *tabs = panel.findChild<QTabWidget *>(u"tabs"_s);
    tabs->setCurrentIndex(3);
    tabs->currentWidget()->findChild<QAbstractButton *>(u"revealButton"_s)->click();
    QVERIFY(!seen(panel).isEmpty());
    tabs->setCurrentIndex(1);
    tabs->setCurrentIndex(3);
    QCOMPARE(seen(panel), QStringList());
    tabs->currentWidget()->findChild<QAbstractButton *>(u"eye"_s)->click(); // one field only
    QVERIFY(!seen(panel).isEmpty());
    tabs->setCurrentIndex(1);
    tabs->setCurrentIndex(3);
    QCOMPARE(seen(panel), QStringList());
    tabs->currentWidget()->findChild<QAbstractButton *>(u"revealButton"_s)->click();
    panel.mask();
    QCOMPARE(seen(panel), QStringList());
}

void PanelsMasks::anotherConnectionMasks()
{
    PanelWorld world;
    fill(world);
    const QString first = world.session.connections()->selected();
    DataPanel panel(&world.session);
    panel.resize(420, 700);
    panel.show();
    panel.findChild<QTabWidget *>(u"tabs"_s)->setCurrentIndex(3);
    panel.findChild<QTabWidget *>(u"tabs"_s)->currentWidget()->findChild<QAbstractButton *>(u"revealButton"_s)->click();
    world.link(u"Other"_s, u"ffffffffffffffff"_s);
    QCOMPARE(seen(panel), QStringList());
    world.session.connections()->select(first);
    QCOMPARE(seen(panel), QStringList());
}

void PanelsMasks::eventDetails()
{
    PanelWorld world;
    world.settings.set(Setting::RevealSeconds, 1);
    fill(world);
    EventsPanel panel(&world.session);
    panel.resize(1000, 600);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    int row = -1;
    for (int i = 0; i < table->model()->rowCount(); ++i) {
        if (table->model()->index(i, 2).data().toString().contains(u"/identity 200"_s) && table->model()->index(i, 2).data().toString().startsWith(u"GET"_s))
            row = i;
    }
    QVERIFY(row >= 0);
    table->selectRow(row);
    auto *details = panel.findChild<QWidget *>(u"details"_s);
    QTRY_VERIFY(details->isVisible());
    QCOMPARE(seen(panel), QStringList());
    details->findChild<QAbstractButton *>(u"entryReveal"_s)->click();
    QTRY_VERIFY(seen(panel).contains(u"Ada Novak"_s));
    QTRY_COMPARE_WITH_TIMEOUT(seen(panel), QStringList(), 5000);
}

/// In every place of the window that names the person.
void PanelsMasks::thePersonsName()
{
    PanelWorld world;
    world.settings.set(Setting::RevealSeconds, 1);
    world.network.on("POST /v2/user", R"({"user":{"aeroPassUserUuid":"u2","userId":7,"firstName":"Ada","lastName":"Novak"}})");
    MainWindow window(&world.session);
    window.show();
    world.session.user()->create({u"Ada"_s, u"Novak"_s, u"ada.novak@example.com"_s, u"5035550142"_s});
    QTRY_COMPARE(world.session.user()->state(), UserState::Ready);
    for (const Step step : {Step::Bank, Step::Data, Step::User}) {
        window.showStep(step);
        QCOMPARE(seen(window), QStringList());
        QVERIFY(everythingVisible(&window).contains(u"A•• N••••"_s));
    }
    auto *eye = window.findChild<UserPage *>()->findChild<QAbstractButton *>(u"revealButton"_s);
    QVERIFY(eye->isVisible());
    eye->click();
    QCOMPARE(window.findChild<QLabel *>(u"personValue"_s)->text(), u"Ada Novak"_s);
    QVERIFY(!window.findChild<QLabel *>(u"statusUser"_s)->text().contains(u"Novak"_s));
    QTRY_COMPARE_WITH_TIMEOUT(seen(window), QStringList(), 5000);
    eye->click();
    window.showStep(Step::Bank);
    window.showStep(Step::User);
    QCOMPARE(seen(window), QStringList()); // who comes back on a shared screen does not find it open
}

QTEST_MAIN(PanelsMasks)
#include "panels_masks.moc"
