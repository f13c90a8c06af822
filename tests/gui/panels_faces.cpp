// SPDX-License-Identifier: GPL-3.0-or-later
// Every panel in every face, narrow and wide, light and dark: fits, names its controls, and can be looked at:
// CONSOLE_PICTURES=folder keeps a picture of each.
#include "gui/panels_fixture.h"

#include "gui/connectionspanel.h"
#include "gui/datapanel.h"
#include "gui/eventspanel.h"
#include "gui/jobspanel.h"
#include "gui/picture.h"
#include "gui/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

class PanelsFaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"QPainter|no icon|QCssParser|QLayout"_s)); }
    void faces_data();
    void faces();

private:
    void prepare(PanelWorld &world, const QString &face);
    QWidget *make(PanelWorld &world, const QString &panel);
    void goTo(QWidget *widget, const QString &face);
};

void PanelsFaces::faces_data()
{
    QTest::addColumn<QString>("panel");
    QTest::addColumn<QString>("face");
    const QList<std::pair<QString, QStringList>> all{
        {u"connections"_s, {u"empty"_s, u"done"_s, u"error"_s}},
        {u"jobs"_s, {u"empty"_s, u"idle"_s, u"working"_s, u"mfa"_s, u"done"_s, u"error"_s, u"unavailable"_s}},
        {u"data"_s, {u"empty"_s, u"account"_s, u"balance"_s, u"transactions"_s, u"identity"_s, u"stored"_s, u"working"_s, u"mfa"_s,
                     u"error"_s, u"unavailable"_s, u"raw"_s}},
        {u"events"_s, {u"empty"_s, u"done"_s, u"details"_s}}};
    for (const auto &[panel, faces] : all) {
        for (const QString &face : faces)
            QTest::addRow("%s-%s", qPrintable(panel), qPrintable(face)) << panel << face;
    }
}

void PanelsFaces::prepare(PanelWorld &world, const QString &face)
{
    const QByteArray apart = R"({"error":{"code":"AC-114","message":"Transactions not supported"}})";
    if (face == u"empty"_s)
        return;
    const QString id = world.link();
    world.network.on(storedPath, R"({"transactions":[],"count":0})");
    if (face == u"idle"_s)
        return;
    if (face == u"working"_s || face == u"mfa"_s) {
        for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
            world.scriptJob(kind);
        if (face == u"mfa"_s)
            world.scriptStatus("Pending MFA", true);
        else
            world.scriptStatus("IN_PROGRESS");
        world.session.jobs()->start(id, JobKind::Balance);
        QTRY_VERIFY(world.session.jobs()->latest(id, JobKind::Balance)->polls >= 3);
        return;
    }
    if (face == u"error"_s || face == u"unavailable"_s) {
        if (face == u"error"_s) {
            world.network.on("POST /v2/accounts/*/refresh", R"({"error":{"code":"AC-104","message":"The connection is broken"}})", 400);
            world.network.on("GET /v2/users/*/connections", R"({"error":{"code":"AC-500","message":"Something went wrong"}})", 400);
            world.session.data()->fetchConnections();
        } else {
            world.network.on("POST /v2/accounts/*/refresh", apart, 405);
        }
        world.session.jobs()->start(id, JobKind::Balance);
        QTRY_VERIFY(isEnded(world.session.jobs()->latest(id, JobKind::Balance)->state));
        QTRY_VERIFY(!world.session.data()->connectionList().working);
        return;
    }
    world.link(u"Aerosync Test Bank with a rather long name"_s, u"00000000-1111-2222-3333-444444444444"_s);
    world.session.connections()->add({.connectionId = u"7d793037a0760186574b0282f2f435e7"_s, .bank = u"Old Bank"_s, .status = u"EXPIRED_CONSENT"_s});
    world.session.connections()->select(id);
    world.network.forget(storedPath);
    world.network.on(storedPath, PanelWorld::transactionsBody(40).replace("]}", R"(],"count":240,"next_page":"abc"})"));
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
        world.scriptJob(kind);
    world.scriptStatus("IN_PROGRESS");
    world.scriptStatus("COMPLETED");
    world.session.data()->fetchAccount(id);
    world.session.data()->fetchStored(id, {});
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity}) {
        world.session.jobs()->start(id, kind);
        QTRY_COMPARE(world.session.jobs()->latest(id, kind)->state, JobState::Done);
    }
    world.session.log()->addNote(LogEntry::Kind::Rejected, LogEntry::Level::Bad, u"message rejected"_s,
                                 u"It came from https://evil.example, which is not the widget."_s);
    world.session.log()->addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"pageSuccess"_s, u"v2"_s);
    QTRY_VERIFY(!world.session.data()->data(id).stored.working && !world.session.data()->data(id).account.working);
}

QWidget *PanelsFaces::make(PanelWorld &world, const QString &panel)
{
    if (panel == u"connections"_s)
        return new ConnectionsPanel(&world.session);
    if (panel == u"jobs"_s)
        return new JobsPanel(&world.session);
    if (panel == u"data"_s)
        return new DataPanel(&world.session);
    return new EventsPanel(&world.session);
}

void PanelsFaces::goTo(QWidget *widget, const QString &face)
{
    if (auto *tabs = widget->findChild<QTabWidget *>(u"tabs"_s)) {
        const QStringList order{u"account"_s, u"balance"_s, u"transactions"_s, u"identity"_s, u"stored"_s};
        tabs->setCurrentIndex(order.contains(face) ? int(order.indexOf(face)) : face == u"raw"_s ? 3 : 1);
        if (face == u"raw"_s)
            tabs->currentWidget()->findChild<QAbstractButton *>(u"rawButton"_s)->click();
    }
    if (face == u"details"_s) {
        auto *table = widget->findChild<QTableView *>(u"events"_s);
        table->selectRow(0);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 2).data().toString().contains(u"identity 200"_s))
                table->selectRow(row);
        }
    }
}

void PanelsFaces::faces()
{
    QFETCH(QString, panel);
    QFETCH(QString, face);
    PanelWorld world;
    prepare(world, face);
    if (QTest::currentTestFailed())
        return;
    const int height = panel == u"events"_s ? 420 : 640;
    // The connections stand in the rail, which is narrower than the side.
    const QList<int> widths = panel == u"connections"_s ? QList<int>{208, 320, 420} : QList<int>{300, 420, 700}; // the least side, the least stage, a usual one
    QImage pictures(320 + 420 + 700 + 32, 2 * height + 16, QImage::Format_RGB32);
    pictures.fill(Qt::magenta);
    QPainter sheet(&pictures);
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::apply(qApp, scheme);
        int x = 0;
        for (const int width : widths) {
            const std::unique_ptr<QWidget> widget(make(world, panel));
            widget->resize(width, height);
            widget->show();
            QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
            goTo(widget.get(), face);
            for (int turn = 0; turn < 3; ++turn) // layouts and queued batches settle before a picture is taken
                QCoreApplication::processEvents();
            QVERIFY2(widget->minimumSizeHint().width() <= widths.first(), qPrintable(u"%1 px"_s.arg(widget->minimumSizeHint().width())));
            for (const QLabel *label : widget->findChildren<QLabel *>()) { // no line of text is cut off
                if (label->isVisible() && label->wordWrap())
                    QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
            }
            for (const QWidget *control : widget->findChildren<QWidget *>()) {
                const bool isControl = qobject_cast<const QAbstractButton *>(control) || qobject_cast<const QComboBox *>(control)
                    || qobject_cast<const QAbstractItemView *>(control) || qobject_cast<const QLineEdit *>(control);
                const bool partOfAnother = control->objectName().startsWith(u"qt_"_s) || qobject_cast<const QHeaderView *>(control)
                    || qobject_cast<const QLineEdit *>(control->parentWidget()) || qobject_cast<const QTabBar *>(control->parentWidget());
                if (!isControl || !control->isVisible() || partOfAnother)
                    continue;
                QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(control));
                QVERIFY2(seen && !seen->text(QAccessible::Name).isEmpty(), qPrintable(u"no accessible name: %1 %2"_s.arg(QString::fromLatin1(control->metaObject()->className()), control->objectName())));
                if (const auto *button = qobject_cast<const QAbstractButton *>(control))
                    QVERIFY2(button->width() >= 24 && button->height() >= 24, qPrintable(u"too small: "_s + control->objectName()));
            }
            sheet.drawPixmap(x, Theme::isDark() ? height + 16 : 0, widget->grab());
            x += width + 16;
        }
    }
    QVERIFY(keepPicture(pictures, u"%1-%2"_s.arg(panel, face)));
}

QTEST_MAIN(PanelsFaces)
#include "panels_faces.moc"
