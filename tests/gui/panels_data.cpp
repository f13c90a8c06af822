// SPDX-License-Identifier: GPL-3.0-or-later
// DataPanel with a real session: faces, data, what is not given, stored transactions, CSV.
#include "gui/panels_fixture.h"

#include "gui/datapanel.h"
#include "gui/fieldlist.h"
#include "gui/reveal.h"
#include "gui/transactioncolumns.h"
#include "gui/transactiontable.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

namespace {

QWidget *tab(const DataPanel &panel, int index)
{
    auto *tabs = panel.findChild<QTabWidget *>(u"tabs"_s);
    tabs->setCurrentIndex(index);
    return tabs->currentWidget();
}

template <typename T = QAbstractButton>
T *part(const QWidget *holder, const QString &name)
{
    return holder->findChild<T *>(name);
}

} // namespace

class PanelsData : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForJobs();
    void balanceIsOneNumber();
    void theBanksOwnIdIsNotPersonal();
    void absentIsNotZero();
    void cachedBalance();
    void accountAndUnknownFields();
    void decodeErrorShowsWhatCame();
    void oldDataStaysWhileRenewing();
    void secondFactorFromHere();
    void stored();
    void csvHasNoPersonalNumbers();
    void aFailureIsCalledOne();
    void notAvailableIsCalm();
    void tabsKeepTheirNames();
    void columnsFollowTheirContent();
    void commandsForThePalette();
    void rawBeside();
};

void PanelsData::asksForJobs()
{
    PanelWorld world;
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QVERIFY(part(part<QWidget>(&panel, u"nothingLinked"_s), u"faceAction"_s)->isVisible());
    world.link();
    QSignalSpy asked(&panel, &DataPanel::jobRequested);
    const QList<std::pair<int, JobKind>> tabs{{1, JobKind::Balance}, {2, JobKind::Transactions}, {3, JobKind::Identity}};
    for (const auto &[index, kind] : tabs) {
        auto *action = part(tab(panel, index), u"faceAction"_s);
        QVERIFY(action->isVisible() && action->isEnabled());
        action->click();
        QCOMPARE(asked.takeLast().first().value<JobKind>(), kind);
    }
}

void PanelsData::balanceIsOneNumber()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("COMPLETED");
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 1);
    world.session.jobs()->start(id, JobKind::Balance);
    QTRY_VERIFY(part<QLabel>(frame, u"balanceAmount"_s)->isVisible());
    QCOMPARE(part<QLabel>(frame, u"balanceAmount"_s)->text(), u"1,840.50 USD"_s); // what is available, not what is booked
    QCOMPARE(part<QLabel>(frame, u"balanceAsOf"_s)->toolTip(), u"2026-05-17 18:07:25 UTC"_s);
    QVERIFY(everythingVisible(frame).contains(u"1,902.07 USD"_s));
}

void PanelsData::theBanksOwnIdIsNotPersonal()
{
    PanelWorld world;
    Reveal reveal(&world.settings);
    FieldList list(&world.settings, &reveal);
    list.addUnknown({{u"institutionUuid"_s, Json::text(u"b7a2f1c4-5d3e-4f60-9a18-27364550a1b2"_s)},
                     {u"institutionName"_s, Json::text(u"Harbour Bank"_s)},
                     {u"ownerNote"_s, Json::text(u"Window 12"_s)}});
    list.show();
    const QString all = everythingVisible(&list);
    QVERIFY(all.contains(u"b7a2f1c4-5d3e-4f60-9a18-27364550a1b2"_s) && all.contains(u"Harbour Bank"_s));
    QVERIFY(!all.contains(u"Window 12"_s));
}

void PanelsData::absentIsNotZero()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Balance);
    world.network.forget(cachedPath);
    world.network.on(cachedPath, R"({"status":"success","statusCode":200,"account":{"availableBalance":null,"currentBalance":null,"currency":"USD","connectionId":"1"}})");
    world.scriptStatus("COMPLETED");
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 1);
    world.session.jobs()->start(id, JobKind::Balance);
    QTRY_VERIFY(part<QLabel>(frame, u"balanceAmount"_s)->isVisible());
    QCOMPARE(part<QLabel>(frame, u"balanceAmount"_s)->text(), u"not given"_s);
    QVERIFY(!everythingVisible(frame).contains(u"0.00"_s));
    QCOMPARE(part<QLabel>(frame, u"balanceAsOf"_s)->text(), u"time not given"_s);
}

void PanelsData::cachedBalance()
{
    PanelWorld world;
    world.link();
    world.network.on(cachedPath, PanelWorld::balanceBody());
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 1);
    part(frame, u"faceCancel"_s)->click(); // "Get cached balance": the other way of the empty face
    QTRY_VERIFY(part<QLabel>(frame, u"cachedAmount"_s)->isVisible());
    QVERIFY(part<QLabel>(frame, u"cachedAmount"_s)->text().contains(u"1,840.50 USD"_s));
    QVERIFY(!part<QLabel>(frame, u"balanceAmount"_s)->isVisible()); // a stored balance is not passed off as a fresh one
    QCOMPARE(world.session.jobs()->jobs().size(), 0);
}

void PanelsData::accountAndUnknownFields()
{
    PanelWorld world;
    world.link();
    DataPanel panel(&world.session);
    panel.resize(420, 900);
    panel.show();
    QWidget *frame = tab(panel, 0);
    part(frame, u"faceAction"_s)->click();
    QTRY_VERIFY(part<QLabel>(frame, u"accountBank"_s)->isVisible());
    QCOMPARE(part<QLabel>(frame, u"accountBank"_s)->text(), u"Harbour Bank N.A."_s);
    QCOMPARE(part<QLabel>(frame, u"accountLine"_s)->text(), u"checking ••••6789"_s);
    const QString all = everythingVisible(frame);
    QVERIFY(all.contains(u"Fields the contract does not name"_s) && all.contains(u"branch"_s) && all.contains(u"ownerNote"_s));
    QVERIFY(!all.contains(u"CONNECTED"_s)); // said once, in words: "Connected"
    QVERIFY(!all.contains(u"Window 12"_s)); // nobody knows what it means, so it is treated as personal
}

void PanelsData::decodeErrorShowsWhatCame()
{
    PanelWorld world;
    world.network.forget(accountPath);
    world.network.on(accountPath, R"({"account":{"accountNumber":[1],"routingNumber":"1","accountNickname":"x"}})");
    world.link();
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 0);
    part(frame, u"faceAction"_s)->click();
    QTRY_VERIFY(part<QLabel>(frame, u"faceTitle"_s)->text() == u"No account details"_s);
    part(frame, u"faceFold"_s)->click();
    QVERIFY2(part<QLabel>(frame, u"faceDetails"_s)->text().contains(u"accountNumber"_s), qPrintable(part<QLabel>(frame, u"faceDetails"_s)->text()));
    QVERIFY(!part<QLabel>(frame, u"faceAdvice"_s)->text().isEmpty());
    part(frame, u"rawButton"_s)->click();
    QVERIFY(part<QWidget>(frame, u"raw"_s)->isVisible());
}

void PanelsData::oldDataStaysWhileRenewing()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Identity);
    world.scriptStatus("COMPLETED");
    world.session.jobs()->start(id, JobKind::Identity);
    QTRY_COMPARE(world.session.jobs()->latest(id, JobKind::Identity)->state, JobState::Done);
    world.network.forget(statusPath);
    world.scriptStatus("FAILED");
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 3);
    world.session.jobs()->start(id, JobKind::Identity);
    auto *notice = part<QWidget>(frame, u"notice"_s);
    QVERIFY(notice->isVisible());
    QTRY_VERIFY(part<QLabel>(notice, u"noticeText"_s)->text().contains(u"from before"_s));
    QVERIFY(everythingVisible(frame).contains(u"A•• N••••"_s)); // still there
}

void PanelsData::secondFactorFromHere()
{
    PanelWorld world;
    world.network.on("POST /v2/token_widget", R"({"token":"widget-token-1","userId":"u"})");
    const QString id = world.link();
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("MFA_REQUIRED", true);
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 1);
    world.session.jobs()->start(id, JobKind::Balance);
    auto *action = part(frame, u"faceAction"_s);
    QTRY_COMPARE(action->text(), u"Answer in the widget"_s);
    QCOMPARE(part<QLabel>(frame, u"faceTitle"_s)->text(), u"Balance needs a second factor"_s);
    QVERIFY(!frame->findChild<QProgressBar *>()->isVisible()); // it waits for the person
    QSignalSpy launched(world.session.link(), &LinkFlow::launchReady);
    action->click();
    QTRY_COMPARE(launched.size(), 1);
    QVERIFY(launched.first().first().value<WidgetLaunch>().isMfa());
}

void PanelsData::stored()
{
    PanelWorld world;
    world.link();
    world.network.on(storedPath, PanelWorld::transactionsBody(40).replace("]}", R"(],"count":60,"next_page":"abc"})"));
    world.network.on(storedPath, PanelWorld::transactionsBody(20).replace("]}", R"(],"count":60,"next_page":null})"));
    world.network.on("DELETE /v2/users/*/connections/*/transactions", R"({"deleted":60})");
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 4);
    auto *table = part<QTableView>(frame, u"table"_s);
    auto *face = part<QWidget>(frame, u"storedFace"_s);
    part(face, u"faceAction"_s)->click();
    QTRY_COMPARE(table->model()->rowCount(), 40);
    QVERIFY(table->isVisible());
    auto *more = part(frame, u"moreButton"_s);
    QTRY_VERIFY(more->isVisible() && more->isEnabled());
    // The service's "count" may be that of the page or of all; what is known is how many are here.
    QCOMPARE(more->text(), u"Next page (40 so far)"_s);
    more->click();
    QTRY_COMPARE(table->model()->rowCount(), 60);
    QTRY_VERIFY(!more->isVisible());
    auto *remove = part(frame, u"deleteButton"_s);
    auto *notice = part<QWidget>(frame, u"storedNotice"_s);
    remove->click();
    QVERIFY(notice->isVisible());
    part(notice, u"noticeSecond"_s)->click(); // keep them
    QCOMPARE(world.network.count("DELETE /v2/users/*/connections/*/transactions"), 0);
    QVERIFY(!notice->isVisible());
    remove->click();
    part(notice, u"noticeAction"_s)->click();
    QTRY_COMPARE(world.network.count("DELETE /v2/users/*/connections/*/transactions"), 1);
    QTRY_COMPARE(part<QLabel>(face, u"faceTitle"_s)->text(), u"Deleted"_s);
}

void PanelsData::csvHasNoPersonalNumbers()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Transactions);
    world.scriptStatus("COMPLETED");
    world.session.jobs()->start(id, JobKind::Transactions);
    QTRY_COMPARE(world.session.jobs()->latest(id, JobKind::Transactions)->state, JobState::Done);
    DataPanel panel(&world.session);
    panel.resize(420, 640);
    panel.show();
    QWidget *frame = tab(panel, 2);
    QGuiApplication::clipboard()->clear();
    part(frame, u"csvButton"_s)->click();
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    const QString csv = QGuiApplication::clipboard()->text();
    QCOMPARE(csv.count(u'\n'), 241);
    QVERIFY(!csv.contains(u"4111222233334444"_s));
    QVERIFY(csv.contains(u"0.415"_s));
}

void PanelsData::aFailureIsCalledOne()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("FAILED");
    DataPanel panel(&world.session);
    panel.show();
    QWidget *frame = tab(panel, 1);
    world.session.jobs()->start(id, JobKind::Balance);
    QTRY_COMPARE(part<QLabel>(frame, u"faceTitle"_s)->text(), u"Balance failed"_s);
    QVERIFY(part(frame, u"faceAction"_s)->property("primary").toBool());
}

void PanelsData::notAvailableIsCalm()
{
    PanelWorld world;
    const QString id = world.link();
    world.network.on("POST /v2/accounts/*/refresh", R"({"error":{"code":"AC-105","message":"Manual"}})", 405);
    DataPanel panel(&world.session);
    panel.show();
    QWidget *frame = tab(panel, 1);
    QVERIFY(part(frame, u"faceAction"_s)->property("primary").toBool()); // before: the next step
    world.session.jobs()->start(id, JobKind::Balance);
    QTRY_COMPARE(part<QLabel>(frame, u"faceTitle"_s)->text(), u"Not available"_s);
    QVERIFY(!part(frame, u"faceAction"_s)->property("primary").toBool()); // nothing needs to be done
}

void PanelsData::tabsKeepTheirNames()
{
    PanelWorld world;
    world.link();
    DataPanel panel(&world.session);
    panel.resize(420, 500);
    panel.show();
    const auto *tabs = panel.findChild<QTabWidget *>(u"tabs"_s);
    QVERIFY(tabs->width() <= 420);
    int right = 0;
    for (int i = 0; i < tabs->count(); ++i) {
        QVERIFY(!tabs->tabText(i).isEmpty());
        right = qMax(right, tabs->tabBar()->tabRect(i).right());
    }
    QVERIFY(right < tabs->width());
    panel.resize(900, 500);
    QTRY_VERIFY(!tabs->tabIcon(0).isNull());
}

void PanelsData::columnsFollowTheirContent()
{
    PanelWorld world;
    Reveal reveal(&world.settings);
    TransactionTable table(&reveal);
    table.resize(700, 400);
    table.show();
    Transaction one;
    one.description = u"Fuel"_s;
    one.category = u"Auto and Transportation, by any means"_s;
    one.amount = Money::parse(u"1.00"_s, u"USD"_s).value();
    table.setTransactions({one});
    auto *view = table.findChild<QTableView *>(u"table"_s);
    const auto width = [view](TransactionColumn column) { return view->columnWidth(static_cast<int>(column)); };
    const int category = QFontMetrics(view->font()).horizontalAdvance(one.category);
    QVERIFY(width(TransactionColumn::Category) > category);
    one.description = QString(200, u'x'); // both are too long: neither starves
    table.setTransactions({one});
    QVERIFY(width(TransactionColumn::Description) >= 150);
    QVERIFY(width(TransactionColumn::Category) >= 96);
}

void PanelsData::commandsForThePalette()
{
    PanelWorld world;
    DataPanel panel(&world.session);
    panel.show();
    const auto command = [&panel](const QString &name) { return panel.findChild<QAction *>(u"action-"_s + name); };
    const QStringList names{u"reveal"_s, u"copyCsv"_s, u"cachedBalance"_s, u"readStored"_s};
    for (const QString &name : names) {
        QVERIFY2(command(name), qPrintable(name));
        QVERIFY(!command(name)->isEnabled() && !command(name)->property("whyNot").toString().isEmpty());
        QVERIFY(!command(name)->property("palette").toString().isEmpty());
    }
    const QString id = world.link();
    world.network.on(cachedPath, PanelWorld::balanceBody());
    world.network.on(storedPath, PanelWorld::transactionsBody(3));
    QSignalSpy asked(&panel, &DataPanel::lookRequested);
    command(u"cachedBalance"_s)->trigger();
    QCOMPARE(asked.size(), 1);
    QTRY_VERIFY(part<QLabel>(tab(panel, 1), u"cachedAmount"_s)->isVisible());
    command(u"readStored"_s)->trigger();
    QTRY_COMPARE(part<QTableView>(tab(panel, 4), u"table"_s)->model()->rowCount(), 3);
    QVERIFY(!command(u"copyCsv"_s)->isEnabled()); // no transactions job yet
    world.scriptJob(JobKind::Transactions);
    world.scriptStatus("COMPLETED");
    world.session.jobs()->start(id, JobKind::Transactions);
    QTRY_VERIFY(command(u"copyCsv"_s)->isEnabled());
    QGuiApplication::clipboard()->clear();
    command(u"copyCsv"_s)->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"date,"_s));
    QVERIFY(tab(panel, 2)->isVisible());
    command(u"reveal"_s)->trigger();
    QVERIFY(part(tab(panel, 2), u"revealButton"_s)->isChecked());
}

void PanelsData::rawBeside()
{
    PanelWorld world;
    const QString id = world.link();
    world.session.data()->fetchAccount(id);
    DataPanel panel(&world.session);
    panel.resize(1000, 640);
    panel.show();
    QWidget *frame = tab(panel, 0);
    QTRY_VERIFY(part<QWidget>(frame, u"raw"_s)->isVisible());
    QVERIFY(part<QLabel>(frame, u"accountBank"_s)->isVisible());
    panel.resize(640, 640); // the stage of a window of 1280 px with its side open
    QVERIFY(part<QWidget>(frame, u"raw"_s)->isVisible() && part<QLabel>(frame, u"accountBank"_s)->isVisible());
    QCOMPARE(part(frame, u"rawButton"_s)->text(), u"Raw"_s);
    panel.resize(360, 640); // no room for both
    QTRY_VERIFY(!part<QWidget>(frame, u"raw"_s)->isVisible());
    part(frame, u"rawButton"_s)->click();
    QVERIFY(part<QWidget>(frame, u"raw"_s)->isVisible());
    QVERIFY(!part<QLabel>(frame, u"accountBank"_s)->isVisible());
    panel.resize(1000, 640);
    QTRY_VERIFY(part<QWidget>(frame, u"raw"_s)->isVisible() && part<QLabel>(frame, u"accountBank"_s)->isVisible());
}

QTEST_MAIN(PanelsData)
#include "panels_data.moc"
