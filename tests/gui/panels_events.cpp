// SPDX-License-Identifier: GPL-3.0-or-later
// EventsPanel: follows, filters, explains, copies; thousands at once do not hold the window up.
#include "gui/panels_fixture.h"
#include "gui/picture.h"

#include "gui/eventspanel.h"
#include "gui/eventcolumns.h"
#include "gui/timeaxis.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QPlainTextEdit>
#include <QSet>
#include <QTabBar>
#include <QToolButton>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

class PanelsEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lastLine();
    void followsUntilTheUserLooksUp();
    void opensAtTheNewest();
    void filters();
    void detailsExplain();
    void copies();
    void rowsAreWholeAndDetailHasRoom();
    void detailsHaveRoomInALowDrawer();
    void thousandsDoNotStall();
    void theAxisGoesThroughTheTime();
    void pinsAndNotes();
    void anotherFilterKeepsWhatIsRead();
};

void PanelsEvents::lastLine()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    QSignalSpy changed(&panel, &EventsPanel::lastLineChanged);
    world.session.log()->addNote(LogEntry::Kind::Job, LogEntry::Level::Info, u"balance → polling"_s);
    world.session.log()->addNote(LogEntry::Kind::Callback, LogEntry::Level::Good, u"onSuccess"_s, u"v2"_s);
    QTRY_COMPARE(changed.size(), 1); // one per turn, not one per entry
    QVERIFY(panel.lastLine().endsWith(u"onSuccess · v2"_s));
    QCOMPARE(changed.first().first().toString(), panel.lastLine());
    world.session.log()->clear();
    QVERIFY(panel.lastLine().isEmpty());
}

void PanelsEvents::opensAtTheNewest()
{
    PanelWorld world;
    for (int i = 0; i < 60; ++i)
        world.session.log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"entry %1"_s.arg(i));
    EventsPanel panel(&world.session); // made when the drawer is opened, with everything there already
    panel.resize(900, 240);
    panel.show();
    auto *bar = panel.findChild<QTableView *>(u"events"_s)->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    panel.resize(900, 180); // and stays there
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(panel.findChild<QAbstractButton *>(u"followButton"_s)->isChecked());
}

void PanelsEvents::followsUntilTheUserLooksUp()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(900, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    auto *follow = panel.findChild<QAbstractButton *>(u"followButton"_s);
    const auto add = [&](int count) {
        const int before = table->model()->rowCount();
        for (int i = 0; i < count; ++i)
            world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"event %1"_s.arg(i));
        QTRY_COMPARE(table->model()->rowCount(), before + count);
    };
    add(100);
    QScrollBar *bar = table->verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(3);
    QVERIFY(!follow->isChecked());
    add(50);
    QCOMPARE(bar->value(), 3);
    follow->click();
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(3);
    bar->setValue(bar->maximum()); // back at the end by hand: follows again
    QVERIFY(follow->isChecked());
}

void PanelsEvents::filters()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(900, 300);
    panel.show();
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    const int before = static_cast<int>(world.session.log()->entries().size());
    world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"pageSuccess"_s);
    world.session.log()->addNote(LogEntry::Kind::Rejected, LogEntry::Level::Bad, u"message"_s, u"wrong origin"_s);
    QTRY_COMPARE(table->model()->rowCount(), before + 2);
    panel.focusFilter();
    panel.findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"ORIGIN"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(panel.findChild<QLabel *>(u"count"_s)->text(), u"1 of %1"_s.arg(before + 2));
    panel.findChild<QAction *>(u"kind-rejected"_s)->setChecked(false);
    QCOMPARE(table->model()->rowCount(), 0);
    panel.findChild<QLineEdit *>(u"eventFilter"_s)->clear();
    QCOMPARE(table->model()->rowCount(), before + 1);
}

void PanelsEvents::detailsExplain()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(1000, 400);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.level = LogEntry::Level::Bad;
    entry.title = u"POST /v2/accounts/…/refresh 409"_s;
    entry.verb = "POST";
    entry.url = QUrl(u"http://127.0.0.1:1/v2/accounts/abc/refresh"_s);
    entry.status = 409;
    entry.elapsed = std::chrono::milliseconds(42);
    entry.requestHeaders = {{"Accept", "application/json"}};
    entry.answerBody = R"({"error":{"code":"AC-112","message":"A job is already running"}})";
    entry.connectionId = u"5d41402abc4b2a76b9719d911017c592"_s;
    world.session.log()->add(entry);
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->index(table->model()->rowCount() - 1, 2).data().toString().contains(u"409"_s));
    table->selectRow(table->model()->rowCount() - 1);
    auto *details = panel.findChild<QWidget *>(u"details"_s);
    QVERIFY(details->isVisible());
    const QString all = everythingVisible(details);
    for (const QString &text : {u"AC-112"_s, u"status 409"_s, u"42 ms"_s, u"5d41402abc4b2a76b9719d911017c592"_s, u"A job is already running"_s})
        QVERIFY2(all.contains(text), qPrintable(text));
    QVERIFY(details->findChild<QWidget *>(u"explanation"_s)->isVisible());
    QTest::keyClick(table, Qt::Key_Escape);
    QTRY_VERIFY(!details->isVisible());
}

void PanelsEvents::copies()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.show();
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.title = u"GET /v2/accounts/…"_s;
    entry.answerBody = R"({"accountNumber":"000123456789"})";
    world.session.log()->add(entry);
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    QTRY_COMPARE(table->model()->index(table->model()->rowCount() - 1, 2).data().toString(), entry.title);
    table->selectRow(table->model()->rowCount() - 1);
    QTest::keySequence(table, QKeySequence::Copy);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"GET /v2/accounts/…"_s));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"000123456789"_s));
}

void PanelsEvents::rowsAreWholeAndDetailHasRoom()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(1200, 253);
    panel.show();
    for (int i = 0; i < 60; ++i)
        world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"GET /v2/accounts/…/job/… 200"_s, u"why and what to do about it"_s);
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    QTRY_VERIFY(table->model()->rowCount() >= 60);
    QTRY_COMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    // The first row is not cut (but for the width of the focus ring), and the last one is seen.
    const int first = table->rowAt(6);
    QVERIFY2(qAbs(table->rowViewportPosition(first)) <= 2, qPrintable(QString::number(table->rowViewportPosition(first))));
    const int last = table->model()->rowCount() - 1;
    QVERIFY(table->rowViewportPosition(last) + table->rowHeight(last) <= table->viewport()->height());
    QVERIFY(table->columnWidth(3) > table->columnWidth(2)); // the detail has more to say
}

void PanelsEvents::detailsHaveRoomInALowDrawer()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(1200, 240);
    panel.show();
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.title = u"GET /v2/accounts/…/identity 200"_s;
    entry.verb = "GET";
    entry.url = QUrl(u"http://127.0.0.1:1/v2/accounts/abc/identity"_s);
    entry.status = 200;
    entry.answerBody = PanelWorld::identityBody();
    entry.connectionId = u"5d41402abc4b2a76b9719d911017c592"_s;
    world.session.log()->add(entry);
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    QTRY_COMPARE(table->model()->index(table->model()->rowCount() - 1, 2).data().toString(), entry.title);
    table->selectRow(table->model()->rowCount() - 1);
    const auto *text = panel.findChild<QPlainTextEdit *>(u"text"_s);
    QVERIFY(text->isVisible());
    QTRY_VERIFY2(text->viewport()->height() >= 6 * text->fontMetrics().lineSpacing(), qPrintable(QString::number(text->viewport()->height())));
    auto *parts = panel.findChild<QTabBar *>(u"parts"_s);
    QVERIFY(parts->isVisible());
    QTRY_VERIFY(parts->rect().contains(parts->tabRect(0)) && parts->rect().contains(parts->tabRect(1)));
    const QImage tabs = parts->grab().toImage();
    QSet<QRgb> colours;
    for (int x = 0; x < tabs.width(); ++x)
        colours << tabs.pixel(x, tabs.height() / 2);
    QVERIFY2(colours.size() > 2, "the first entry shows no names of its parts");
    QTest::keySequence(table, QKeySequence::Copy);
    QVERIFY(panel.findChild<QToolButton *>(u"entryCopy"_s)->property("copied").toBool());
}

void PanelsEvents::thousandsDoNotStall()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(900, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    const auto add = [&](int count) {
        QElapsedTimer time;
        for (int i = 0; i < count; ++i)
            world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"event %1"_s.arg(i));
        time.start();
        QCoreApplication::processEvents(); // the turn in which they reach the view
        return time.elapsed();
    };
    add(10);
    const qint64 few = add(50);
    const qint64 thousands = add(8000); // more than the log keeps in memory
    QTRY_COMPARE(table->model()->rowCount(), 8060);
    qInfo("turn with 50 entries %lld ms, with 8000 %lld ms", few, thousands);
    QVERIFY2(thousands < std::max<qint64>(50, 20 * few), qPrintable(u"%1 ms"_s.arg(thousands)));
}

void PanelsEvents::theAxisGoesThroughTheTime()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(900, 420);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    for (int i = 0; i < 3000; ++i) { // a quiet hour, then a busy minute with a failure
        LogEntry entry;
        entry.at = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + (i < 1000 ? i * 3600 : 3'600'000 + (i - 1000) * 30), Qt::UTC);
        entry.level = i == 2500 ? LogEntry::Level::Bad : LogEntry::Level::Info;
        entry.title = u"event %1"_s.arg(i);
        world.session.log()->add(entry);
    }
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    auto *axis = panel.findChild<TimeAxis *>(u"timeAxis"_s);
    QTRY_COMPARE(table->model()->rowCount(), 3000);
    QVERIFY(axis->isVisible());
    const auto press = [&](double part) {
        QTest::mouseClick(axis, Qt::LeftButton, {}, QPoint(4 + int(part * (axis->width() - 9)), 10));
        return table->currentIndex().row();
    };
    QCOMPARE(press(0), 0);
    const int middle = press(0.5); // half of the time, not half of the rows
    QVERIFY2(middle > 480 && middle < 530, QByteArray::number(middle).constData());
    QVERIFY(table->visualRect(table->currentIndex()).intersects(table->viewport()->rect()));
    QVERIFY(!panel.findChild<QToolButton *>(u"followButton"_s)->isChecked());
    QCOMPARE(press(1), 2999);
    QVERIFY(axis->accessibleDescription().contains(u"entry 3000 of 3000"_s));
    axis->setFocus();
    QTest::keyClick(axis, Qt::Key_Home);
    QCOMPARE(table->currentIndex().row(), 0);
    QTest::keyClick(axis, Qt::Key_Right);
    QTest::keyClick(axis, Qt::Key_PageDown);
    QCOMPARE(table->currentIndex().row(), 150);
    panel.findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"level:bad"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(press(0.3), 0); // the only one
    panel.findChild<QLineEdit *>(u"eventFilter"_s)->setText(u"no such"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QTest::mouseClick(axis, Qt::LeftButton, {}, QPoint(50, 10));
    QTest::keyClick(axis, Qt::Key_Right);
    panel.findChild<QLineEdit *>(u"eventFilter"_s)->clear();
    QTRY_COMPARE(table->model()->rowCount(), 3000);
    QVERIFY(keepPicture(panel.grab(), u"time-axis"_s));
}

void PanelsEvents::pinsAndNotes()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(900, 420);
    panel.show();
    world.session.log()->redactor().learn(Secret(QByteArray("known-secret-1")));
    for (int i = 0; i < 20; ++i)
        world.session.log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"event %1"_s.arg(i));
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    QTRY_COMPARE(table->model()->rowCount(), 20);
    auto *pin = panel.findChild<QAction *>(u"pinAction"_s);
    auto *note = panel.findChild<QAction *>(u"noteAction"_s);
    QVERIFY(!pin->isEnabled() && !note->isEnabled());
    table->selectRow(3);
    pin->trigger();
    const QModelIndex time = table->model()->index(3, static_cast<int>(EventColumn::Time));
    QVERIFY(!time.data(Qt::DecorationRole).value<QIcon>().isNull());
    QVERIFY(time.data(Qt::AccessibleTextRole).toString().contains(u"pinned"_s)); // not by the picture alone
    table->selectRow(7);
    note->trigger();
    auto *dialog = table->findChild<QInputDialog *>(u"noteDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    dialog->setTextValue(u"look at known-secret-1 here"_s);
    dialog->accept();
    QCOMPARE(table->model()->index(7, static_cast<int>(EventColumn::Detail)).data().toString(), u"Note: look at ‹redacted› here"_s);
    auto *filter = panel.findChild<QLineEdit *>(u"eventFilter"_s);
    filter->setText(u"is:pinned"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    filter->setText(u"is:noted"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    world.session.log()->addNote(LogEntry::Kind::Action, LogEntry::Level::Info, u"new"_s); // neither
    world.session.log()->pin(world.session.log()->entries().front().id, true);
    filter->setText(u"is:pinned event"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->selectRow(1);
    pin->trigger(); // away again, and so from the list
    QCOMPARE(table->model()->rowCount(), 1);
    filter->clear();
    QTRY_COMPARE(table->model()->rowCount(), 21);
}

void PanelsEvents::anotherFilterKeepsWhatIsRead()
{
    PanelWorld world;
    EventsPanel panel(&world.session);
    panel.resize(900, 420);
    panel.show();
    for (int i = 0; i < 50; ++i)
        world.session.log()->addNote(LogEntry::Kind::Action, i % 10 ? LogEntry::Level::Info : LogEntry::Level::Bad, u"event %1"_s.arg(i));
    auto *table = panel.findChild<QTableView *>(u"events"_s);
    auto *details = panel.findChild<QWidget *>(u"details"_s);
    auto *filter = panel.findChild<QLineEdit *>(u"eventFilter"_s);
    QTRY_COMPARE(table->model()->rowCount(), 50);
    table->selectRow(20);
    filter->setText(u"level:bad"_s);
    QCOMPARE(table->model()->rowCount(), 5);
    QCOMPARE(table->currentIndex().row(), 2); // the same one
    QVERIFY(details->isVisible());
    filter->clear();
    QCOMPARE(table->currentIndex().row(), 20);
    filter->setText(u"\"event 7\""_s);
    QVERIFY(!details->isVisible()); // it is not shown any more
}

QTEST_MAIN(PanelsEvents)
#include "panels_events.moc"
