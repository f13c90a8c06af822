// SPDX-License-Identifier: GPL-3.0-or-later
// ConnectionsPanel and JobsPanel with a real session: what each state offers, and that pressing it does it.
#include "gui/panels_fixture.h"

#include "gui/connectionspanel.h"
#include "gui/jobrow.h"
#include "gui/jobspanel.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest>

using namespace console;
using namespace panels;
using namespace Qt::StringLiterals;

namespace {

template <typename T = QAbstractButton>
T *part(const QWidget &panel, const QString &row, const QString &name)
{
    const auto *holder = row.isEmpty() ? &panel : panel.findChild<QWidget *>(row);
    return holder ? holder->findChild<T *>(name) : nullptr;
}

} // namespace

class PanelsJobs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void connectionsSayTheNextStep();
    void connectionsSelectAndCopy();
    void refreshingKeepsTheChoice();
    void rowsFitANarrowSide();
    void detailsOfAFailureFitToo();
    void connectionsRefresh();
    void jobsNeedAConnection();
    void aJobRunsToItsData();
    void cancelAndTryAgain();
    void allThreeQueue();
    void theBankAsksForACode();
    void notAvailableIsCalm();
    void failuresSayWhatToDo();
    void manualLinkIsToldBefore();
    void datesAreSentAndChecked();
};

void PanelsJobs::connectionsSayTheNextStep()
{
    PanelWorld world;
    ConnectionsPanel panel(&world.session);
    panel.show();
    QSignalSpy asked(&panel, &ConnectionsPanel::linkRequested);
    auto *action = part(panel, {}, u"faceAction"_s);
    QVERIFY(action->isVisible() && action->isEnabled());
    action->click();
    QCOMPARE(asked.size(), 1);
    world.session.user()->forget(); // no user: the button says why it cannot be pressed
    QVERIFY(!action->isEnabled());
    QCOMPARE(action->toolTip(), world.session.can().whyNot);
    QCOMPARE(part<QLabel>(panel, {}, u"faceText"_s)->text(), world.session.can().whyNot);
}

void PanelsJobs::connectionsSelectAndCopy()
{
    PanelWorld world;
    const QString first = world.link(u"First"_s, u"1111111111111111"_s);
    ConnectionsPanel panel(&world.session);
    panel.resize(320, 400);
    panel.show();
    const QString second = world.link(u"Second"_s, u"2222222222222222"_s);
    auto *list = part<QListView>(panel, {}, u"list"_s);
    QVERIFY(list->isVisible());
    QCOMPARE(list->currentIndex().row(), 0); // the newest is the selected one
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(world.session.connections()->selected(), first);
    QTest::keySequence(list, QKeySequence::Copy);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), first);
    world.session.connections()->select(second);
    QCOMPARE(list->currentIndex().row(), 0);
    part(panel, {}, u"copyButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), second);
    QVERIFY(part(panel, {}, u"copyButton"_s)->property("copied").toBool());
}

void PanelsJobs::refreshingKeepsTheChoice()
{
    PanelWorld world;
    const QString first = world.link(u"First"_s, u"1111111111111111"_s);
    world.link(u"Second"_s, u"2222222222222222"_s);
    world.session.connections()->select(first);
    ConnectionsPanel panel(&world.session);
    panel.show();
    auto *list = part<QListView>(panel, {}, u"list"_s);
    QCOMPARE(list->currentIndex().data().toString(), u"First"_s);
    // the service knows them in another order, and one more
    world.network.on("GET /v2/users/*/connections", R"({"connections":[{"connectionId":"1111111111111111","institutionName":"First"},
        {"connectionId":"3333333333333333","institutionName":"Third"},{"connectionId":"2222222222222222","institutionName":"Second"}]})");
    part(panel, {}, u"refreshButton"_s)->click();
    QTRY_COMPARE(list->model()->rowCount(), 3);
    QCOMPARE(world.session.connections()->selected(), first);
    QCOMPARE(list->currentIndex().data().toString(), u"First"_s);
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
}

void PanelsJobs::rowsFitANarrowSide()
{
    PanelWorld world;
    const QString id = world.link();
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
        world.scriptJob(kind);
    world.scriptStatus("Pending MFA", true);
    JobsPanel panel(&world.session);
    panel.resize(300, 400); // so low that it needs a scroll bar
    panel.show();
    auto *get = part(panel, u"transactionsRow"_s, u"verbButton"_s);
    QCOMPARE(get->text(), u"Get"_s);
    QVERIFY(get->accessibleName().startsWith(u"Get transactions"_s));
    world.session.jobs()->start(id, JobKind::Balance);
    QTRY_VERIFY(world.session.jobs()->awaitingPerson());
    part(panel, u"balanceRow"_s, u"storyFold"_s)->click();
    auto *scroll = panel.findChild<QScrollArea *>(u"scroll"_s);
    QTRY_VERIFY(scroll->verticalScrollBar()->isVisible());
    for (const QWidget *child : scroll->widget()->findChildren<QWidget *>()) {
        const int right = child->mapTo(scroll->widget(), QPoint(child->width(), 0)).x();
        QVERIFY2(!child->isVisible() || right <= scroll->viewport()->width(), qPrintable(child->objectName()));
    }
    panel.resize(420, 400);
    QTRY_COMPARE(get->text(), u"Get transactions"_s);
}

void PanelsJobs::detailsOfAFailureFitToo()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("FAILED");
    JobsPanel panel(&world.session);
    panel.resize(300, 700);
    panel.show();
    world.session.jobs()->start(id, JobKind::Balance);
    auto *trouble = panel.findChild<QWidget *>(u"balanceRow"_s)->findChild<QWidget *>(u"trouble"_s);
    QTRY_VERIFY(trouble->isVisible());
    trouble->findChild<QToolButton *>()->click();
    QVERIFY(everythingVisible(trouble).contains(u"Where: "_s));
    for (const QLabel *label : trouble->findChildren<QLabel *>()) // the job's id is 36 characters without a gap
        QTRY_VERIFY2(label->minimumSizeHint().width() <= label->width(), qPrintable(label->text()));
}

void PanelsJobs::connectionsRefresh()
{
    PanelWorld world;
    world.link();
    world.network.on("GET /v2/users/*/connections", R"({"error":{"code":"AC-500","message":"Something went wrong"}})", 400);
    ConnectionsPanel panel(&world.session);
    panel.show();
    part(panel, {}, u"refreshButton"_s)->click();
    auto *notice = part<QWidget>(panel, {}, u"notice"_s);
    QTRY_VERIFY(notice->isVisible() && part<QLabel>(*notice, {}, u"noticeText"_s)->text().contains(u"AC-500"_s));
    world.network.forget("GET /v2/users/*/connections");
    world.network.on("GET /v2/users/*/connections", R"({"connections":[{"connectionId":"aaaaaaaaaaaaaaaa","institutionName":"Third Bank","connectionStatus":"CONNECTED"}]})");
    part(*notice, {}, u"noticeAction"_s)->click();
    QTRY_VERIFY(everythingVisible(&panel).contains(u"Third Bank"_s));
    QTRY_VERIFY(!notice->isVisible());
}

void PanelsJobs::jobsNeedAConnection()
{
    PanelWorld world;
    JobsPanel panel(&world.session);
    panel.show();
    QVERIFY(part(panel, {}, u"faceAction"_s)->isVisible());
    world.link();
    QVERIFY(!part(panel, {}, u"faceAction"_s)->isVisible());
    QVERIFY(part(panel, {}, u"allButton"_s)->isEnabled());
    for (const QString &row : {u"balanceRow"_s, u"transactionsRow"_s, u"identityRow"_s})
        QVERIFY(part(panel, row, u"verbButton"_s)->isEnabled());
    world.session.connections()->clear();
    world.session.connections()->select({});
    QVERIFY(part(panel, {}, u"faceAction"_s)->isVisible());
}

void PanelsJobs::aJobRunsToItsData()
{
    PanelWorld world;
    const QString id = world.link();
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("IN_PROGRESS");
    world.scriptStatus("weird new word");
    world.scriptStatus("COMPLETED");
    JobsPanel panel(&world.session);
    panel.resize(420, 400);
    panel.show();
    auto *verb = part(panel, u"balanceRow"_s, u"verbButton"_s);
    auto *state = part<QLabel>(panel, u"balanceRow"_s, u"state"_s);
    QCOMPARE(verb->text(), u"Get balance"_s);
    QCOMPARE(state->text(), u"not started"_s);
    QStringList facts;
    connect(world.session.jobs(), &JobBoard::changed, &panel, [&] { facts << part<QLabel>(panel, u"balanceRow"_s, u"facts"_s)->text().replace(QChar::Nbsp, u' '); });
    verb->click();
    QCOMPARE(verb->text(), u"Cancel"_s);
    QVERIFY(part<QWidget>(panel, u"balanceRow"_s, u"bar"_s)->isVisible());
    QTRY_COMPARE(state->text(), u"done"_s);
    QVERIFY(facts.join(u'\n').contains(u"service says “weird new word”"_s)); // an unknown word is kept and shown
    QCOMPARE(verb->text(), u"Get again"_s);
    QVERIFY(!part<QWidget>(panel, u"balanceRow"_s, u"bar"_s)->isVisible());
    part(panel, u"balanceRow"_s, u"storyFold"_s)->click();
    const QString story = part<QLabel>(panel, u"balanceRow"_s, u"timeline"_s)->text();
    QVERIFY2(story.startsWith(u"queued → starting → "_s) && story.endsWith(u" → done"_s) && story.contains(u"×3"_s), qPrintable(story));
    QCOMPARE(world.session.jobs()->latest(id, JobKind::Balance)->state, JobState::Done);
}

void PanelsJobs::cancelAndTryAgain()
{
    PanelWorld world;
    world.link();
    world.scriptJob(JobKind::Identity);
    world.scriptStatus("IN_PROGRESS");
    JobsPanel panel(&world.session);
    panel.show();
    auto *verb = part(panel, u"identityRow"_s, u"verbButton"_s);
    verb->click();
    QTRY_VERIFY(world.network.count(statusPath) >= 2);
    verb->click();
    QCOMPARE(part<QLabel>(panel, u"identityRow"_s, u"state"_s)->text(), u"cancelled"_s);
    QCOMPARE(verb->text(), u"Try again"_s);
    world.network.forget(statusPath);
    world.scriptStatus("COMPLETED");
    verb->click();
    QTRY_COMPARE(part<QLabel>(panel, u"identityRow"_s, u"state"_s)->text(), u"done"_s);
}

void PanelsJobs::allThreeQueue()
{
    PanelWorld world;
    const QString id = world.link();
    for (const JobKind kind : {JobKind::Balance, JobKind::Transactions, JobKind::Identity})
        world.scriptJob(kind);
    world.scriptStatus("COMPLETED");
    JobsPanel panel(&world.session);
    panel.show();
    auto *all = part(panel, {}, u"allButton"_s);
    QCOMPARE(all->text(), u"Get all three"_s);
    QSignalSpy started(&panel, &JobsPanel::started);
    all->click();
    QVERIFY(!all->isEnabled());
    QVERIFY(!all->toolTip().isEmpty()); // why not
    QCOMPARE(all->text(), u"Get all three"_s);
    QCOMPARE(started.size(), 1); // of several the first is to be looked at
    QCOMPARE(started.first().first().value<JobKind>(), JobKind::Balance);
    QVERIFY(!part<QWidget>(panel, u"identityRow"_s, u"bar"_s)->isVisible()); // what stands in a queue does not move
    QCOMPARE(part<QLabel>(panel, u"identityRow"_s, u"state"_s)->text(), u"queued"_s); // one running job per connection
    for (const QString &row : {u"balanceRow"_s, u"transactionsRow"_s, u"identityRow"_s})
        QTRY_COMPARE(part<QLabel>(panel, row, u"state"_s)->text(), u"done"_s);
    QVERIFY(all->isEnabled());
    QCOMPARE(world.session.jobs()->jobs().size(), 3);
    QCOMPARE(started.size(), 1); // the queue starts the others, not a person
    Q_UNUSED(id)
}

void PanelsJobs::theBankAsksForACode()
{
    PanelWorld world;
    world.link();
    world.scriptJob(JobKind::Balance);
    world.scriptStatus("Pending MFA", true);
    JobsPanel panel(&world.session);
    panel.show();
    QSignalSpy asked(&panel, &JobsPanel::answerRequested);
    part(panel, u"balanceRow"_s, u"verbButton"_s)->click();
    auto *answer = part(panel, u"balanceRow"_s, u"answerButton"_s);
    QTRY_VERIFY(answer->isVisible());
    QCOMPARE(part<QLabel>(panel, u"balanceRow"_s, u"state"_s)->text(), u"needs a second factor"_s);
    for (const QPushButton *button : panel.findChildren<QPushButton *>())
        QVERIFY2(!button->property("primary").toBool(), qPrintable(button->objectName())); // the stage has the view's one
    answer->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toInt(), world.session.jobs()->awaitingPerson()->number);
    QCOMPARE(part(panel, u"balanceRow"_s, u"verbButton"_s)->text(), u"Cancel"_s);
    world.session.jobs()->widgetOpened(world.session.jobs()->awaitingPerson()->number);
    QCOMPARE(part<QLabel>(panel, u"balanceRow"_s, u"state"_s)->text(), u"being answered"_s);
    QVERIFY(!part<QWidget>(panel, u"balanceRow"_s, u"bar"_s)->isVisible()); // it waits for the person
}

void PanelsJobs::notAvailableIsCalm()
{
    PanelWorld world;
    world.link();
    world.network.on("POST /v2/accounts/*/refresh", R"({"error":{"code":"AC-105","message":"Manual"}})", 400);
    JobsPanel panel(&world.session);
    panel.show();
    part(panel, u"balanceRow"_s, u"verbButton"_s)->click();
    QTRY_COMPARE(part<QLabel>(panel, u"balanceRow"_s, u"state"_s)->text(), u"not available"_s);
    QVERIFY(!part<QWidget>(panel, u"balanceRow"_s, u"trouble"_s)->isVisible());
    QVERIFY(part<QLabel>(panel, u"balanceRow"_s, u"cause"_s)->text().contains(u"AC-105"_s));
}

void PanelsJobs::failuresSayWhatToDo()
{
    PanelWorld world;
    world.link();
    world.network.on("POST /v2/accounts/*/identity", R"({"error":{"code":"AC-104","message":"The connection is broken"}})", 400);
    JobsPanel panel(&world.session);
    panel.show();
    part(panel, u"identityRow"_s, u"verbButton"_s)->click();
    auto *trouble = panel.findChild<QWidget *>(u"identityRow"_s)->findChild<QWidget *>(u"trouble"_s);
    QTRY_VERIFY(trouble->isVisible());
    const QString text = trouble->findChild<QLabel *>(u"noticeText"_s)->text();
    QVERIFY2(text.contains(u"The connection is broken"_s) && text.contains(u"AC-104"_s) && text.contains(u"Link the bank again"_s), qPrintable(text));
    QCOMPARE(part(panel, u"identityRow"_s, u"verbButton"_s)->text(), u"Try again"_s);
}

void PanelsJobs::manualLinkIsToldBefore()
{
    PanelWorld world;
    const QString id = world.link();
    world.session.connections()->add({.connectionId = id, .canFetchBalance = false});
    JobsPanel panel(&world.session);
    panel.show();
    auto *note = part<QLabel>(panel, {}, u"manualNote"_s); // once, for all three
    QVERIFY(note->isVisible());
    for (const QString &row : {u"balanceRow"_s, u"transactionsRow"_s, u"identityRow"_s}) {
        QVERIFY(part(panel, row, u"verbButton"_s)->isEnabled()); // to see what the service says
        QVERIFY(!part<QLabel>(panel, row, u"cause"_s)->isVisible());
    }
    world.session.connections()->add({.connectionId = id, .canFetchBalance = true});
    QVERIFY(!note->isVisible());
}

void PanelsJobs::datesAreSentAndChecked()
{
    PanelWorld world;
    world.link();
    world.scriptJob(JobKind::Transactions);
    world.scriptStatus("COMPLETED");
    JobsPanel panel(&world.session);
    panel.show();
    auto *preset = panel.findChild<QComboBox *>(u"rangePreset"_s);
    auto *from = panel.findChild<QDateEdit *>(u"rangeFrom"_s);
    auto *to = panel.findChild<QDateEdit *>(u"rangeTo"_s);
    auto *verb = part(panel, u"transactionsRow"_s, u"verbButton"_s);
    QVERIFY(!from->isVisible());
    preset->setCurrentIndex(preset->count() - 1);
    QVERIFY(from->isVisible());
    to->setDate(QDate(2026, 1, 1));
    from->setDate(QDate(2026, 2, 1));
    QVERIFY(!verb->isEnabled());
    to->setDate(QDate(2026, 3, 1));
    QVERIFY(verb->isEnabled());
    verb->click();
    QTRY_COMPARE(part<QLabel>(panel, u"transactionsRow"_s, u"state"_s)->text(), u"done"_s);
    const QByteArray body = world.network.lastBody("POST /v2/accounts/*/transactions");
    QVERIFY2(body.contains("2026-02-01") && body.contains("2026-03-01"), body.constData());
}

QTEST_MAIN(PanelsJobs)
#include "panels_jobs.moc"
