// SPDX-License-Identifier: GPL-3.0-or-later
// The flight deck's model without a window: thousands of jobs that change, pages of the history, filters, the tally.
#include "gui/deck_world.h"
#include "gui/deckmodel.h"
#include "gui/jobtally.h"
#include "gui/manystarts.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QtTest>

using namespace console;
using namespace deck;
using namespace Qt::StringLiterals;
using State = JobState;

namespace {

/// A history of `count` ended jobs with ids 1…count, that answers when it is told to.
struct FakeHistory {
    int count = 0;
    int asked = 0;
    bool holds = false;
    std::vector<std::function<void()>> held;

    DeckModel::Source source()
    {
        return [this](const DeckFilter &filter, qint64 before, int limit, QObject *, DeckModel::Answer then) {
            ++asked;
            QList<HistoryJob> page;
            for (qint64 id = before ? before - 1 : count; id > 0 && page.size() < limit; --id) {
                HistoryJob job;
                job.id = id;
                job.kind = u"balance"_s;
                job.state = id % 3 ? u"done"_s : u"failed"_s;
                job.ended = true;
                job.bank = u"Old bank"_s;
                if (fits(filter, deckRow(job).value()))
                    page.append(job);
            }
            const auto answer = [page, then] { then(page); };
            holds ? held.push_back(answer) : answer();
        };
    }
};

Job kept(qint64 id, int number, State state)
{
    Job job = madeUp(number, state);
    job.id = id;
    return job;
}

} // namespace

class DeckModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newestFirst();
    void threeThousandAreToldTogether();
    void selectionStaysThroughUpdates();
    void theChosenOneStaysInSight();
    void pagesOfTheHistory();
    void whatRunsLiesOverTheHistory();
    void lateAnswersAreNotLookedAt();
    void anErrorOfTheHistoryIsKept();
    void startedAgainUnderANewId();
    void clearedIsEmpty();
    void filters_data();
    void filters();
    void everyStateHasOneGroup();
    void words_data();
    void words();
    void tickTouchesOnlyTheSeen();
    void tallyCounts();
    void tallyKeepsTheLine();
    void manyStartsComeInTurns();
    void theManualNamesEveryState_data();
    void theManualNamesEveryState();
};

void DeckModelTest::newestFirst()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 1; i <= 5; ++i)
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Queued));
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(model.row(0)->number, 5);
    QCOMPARE(model.row(4)->number, 1);
    QCOMPARE(model.index(0, int(DeckColumn::State)).data().toString(), jobStateText(State::Queued));
    QCOMPARE(model.index(0, int(DeckColumn::Bank)).data().toString(), u"Bank 5"_s);
}

void DeckModelTest::threeThousandAreToldTogether()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy flushed(&model, &DeckModel::flushed);
    constexpr int jobs = 3000;
    for (int i = 1; i <= jobs; ++i)
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Queued));
    QTRY_COMPARE(model.rowCount(), jobs);
    QCOMPARE(inserted.size(), 1);
    QElapsedTimer running;
    running.start();
    qint64 spent = 0; // ns in the model's slot
    int rounds = 0;
    for (; rounds < 20 || rounds % 2 == 1 || told.size() < 3; ++rounds) { // all of them change all the time, until views were told a few times
        QElapsedTimer burst;
        burst.start();
        for (int i = 1; i <= jobs; ++i)
            Q_EMIT world.session.jobs()->changed(madeUp(i, rounds % 2 ? State::Polling : State::Fetching));
        spent += burst.nsecsElapsed();
        QCoreApplication::processEvents();
    }
    Q_EMIT world.session.jobs()->changed(madeUp(jobs + 1, State::Queued));
    QTRY_COMPARE(model.rowCount(), jobs + 1); // told of after all others
    QCOMPARE(model.row(1)->state, State::Polling);
    const qint64 most = running.elapsed() / DeckModel::flushEvery + 2;
    QVERIFY2(told.size() <= most && told.size() >= 2, qPrintable(u"%1 of %2"_s.arg(told.size()).arg(most)));
    QVERIFY(flushed.size() <= most + 2);
    QCOMPARE(reset.size(), 0);
    QVERIFY2(spent / (rounds * jobs) < 50000, qPrintable(QString::number(spent / (rounds * jobs)))); // ns for each, with making the job up
}

void DeckModelTest::selectionStaysThroughUpdates()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    for (int i = 1; i <= 100; ++i)
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Queued));
    QTRY_COMPARE(model.rowCount(), 100);
    QItemSelectionModel selection(&model);
    selection.select(QItemSelection(model.index(10, 0), model.index(12, 7)), QItemSelectionModel::Select);
    const auto numbers = [&] {
        QSet<int> chosen;
        for (const QModelIndex &index : selection.selectedRows())
            chosen.insert(model.row(index.row())->number);
        return chosen;
    };
    const QSet<int> before = numbers();
    QCOMPARE(before.size(), 3);
    for (int i = 90; i <= 150; ++i) // some change, and new ones come above
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Polling));
    QTRY_COMPARE(model.rowCount(), 150);
    QCOMPARE(numbers(), before);
}

void DeckModelTest::theChosenOneStaysInSight()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 1; i <= 9; ++i)
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Polling));
    model.setFilter({.groups = {JobGroup::Running}});
    QTRY_COMPARE(model.rowCount(), 9);
    model.keep({model.row(4)->key}); // number 5
    for (int i = 2; i <= 8; ++i)
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Done));
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.row(1)->number, 5);
    QCOMPARE(model.row(1)->state, State::Done);
    model.keep({});
    QTRY_COMPARE(model.rowCount(), 2);
    Q_EMIT world.session.jobs()->changed(madeUp(6, State::Starting)); // tried again: it is back in its place
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.row(1)->number, 6);
}

void DeckModelTest::pagesOfTheHistory()
{
    DeckWorld world;
    FakeHistory history{.count = 450};
    DeckModel model(world.session.jobs(), world.session.clock());
    model.setSource(history.source());
    QCOMPARE(model.rowCount(), 200);
    QCOMPARE(model.row(0)->id, 450);
    QVERIFY(!model.row(0)->isLive());
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 400);
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 450);
    QCOMPARE(model.row(449)->id, 1);
    QVERIFY(!model.canFetchMore({}));
    model.setFilter({.groups = {JobGroup::Failed}});
    QCOMPARE(model.rowCount(), 150);
    QCOMPARE(history.asked, 4);
}

void DeckModelTest::whatRunsLiesOverTheHistory()
{
    DeckWorld world;
    FakeHistory history{.count = 300};
    DeckModel model(world.session.jobs(), world.session.clock());
    // 50 is picked up from an earlier run, 250 was written a moment ago, 301 is new
    Q_EMIT world.session.jobs()->changed(kept(50, 1, State::Polling));
    Q_EMIT world.session.jobs()->changed(kept(250, 2, State::Fetching));
    model.setSource(history.source());
    QCOMPARE(model.rowCount(), 201); // a page, and below it what runs since long
    QCOMPARE(model.row(200)->id, 50);
    QCOMPARE(model.row(50)->id, 250);
    QCOMPARE(model.row(50)->state, State::Fetching);
    Q_EMIT world.session.jobs()->changed(kept(301, 3, State::Queued));
    QTRY_COMPARE(model.rowCount(), 202);
    QCOMPARE(model.row(0)->id, 301);
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 301);
    QCOMPARE(model.row(251)->id, 50);
    QVERIFY(model.row(251)->isLive());
    model.setFilter({.groups = {JobGroup::Running}});
    QCOMPARE(model.rowCount(), 2);
}

void DeckModelTest::lateAnswersAreNotLookedAt()
{
    DeckWorld world;
    FakeHistory history{.count = 30, .holds = true};
    DeckModel model(world.session.jobs(), world.session.clock());
    model.setSource(history.source());
    QVERIFY(model.isLoading());
    model.setFilter({.groups = {JobGroup::Failed}});
    QCOMPARE(history.held.size(), std::size_t(2));
    history.held[1]();
    QCOMPARE(model.rowCount(), 10);
    history.held[0](); // of the filter before
    QCOMPARE(model.rowCount(), 10);
    QVERIFY(!model.isLoading());
}

void DeckModelTest::anErrorOfTheHistoryIsKept()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    QSignalSpy loaded(&model, &DeckModel::loaded);
    model.setSource([](const DeckFilter &, qint64, int, QObject *, const DeckModel::Answer &then) {
        then(tl::unexpected(Error{.kind = Error::Kind::Storage, .message = u"the disk is gone"_s}));
    });
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(model.problem()->message, u"the disk is gone"_s);
    QVERIFY(!model.isLoading() && !model.canFetchMore({}));
}

void DeckModelTest::startedAgainUnderANewId()
{
    DeckWorld world;
    FakeHistory history;
    DeckModel model(world.session.jobs(), world.session.clock());
    model.setSource(history.source());
    Q_EMIT world.session.jobs()->changed(kept(7, 1, State::Failed));
    QTRY_COMPARE(model.rowCount(), 1);
    Q_EMIT world.session.jobs()->changed(kept(8, 1, State::Queued));
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.row(0)->id, 8);
    QVERIFY(model.row(0)->isLive());
    QCOMPARE(model.row(1)->state, State::Failed);
    QVERIFY(!model.row(1)->isLive());
}

void DeckModelTest::clearedIsEmpty()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    Q_EMIT world.session.jobs()->changed(madeUp(1, State::Polling));
    QTRY_COMPARE(model.rowCount(), 1);
    Q_EMIT world.session.jobs()->changed(madeUp(2, State::Polling)); // not told yet
    world.session.jobs()->clear();
    QCOMPARE(model.rowCount(), 0);
    Q_EMIT world.session.jobs()->changed(madeUp(3, State::Polling)); // told of together with all that is not told yet
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.row(0)->number, 3);
}

void DeckModelTest::filters_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("expected");
    // 1 polling balance, 2 awaiting identity, 3 queued transactions, 4 done balance, 5 failed balance, 6 cancelled identity
    QTest::newRow("all") << u""_s << u""_s << u""_s << QList<int>{6, 5, 4, 3, 2, 1};
    QTest::newRow("running") << u"running"_s << u""_s << u""_s << QList<int>{1};
    QTest::newRow("needs you") << u"needs-you"_s << u""_s << u""_s << QList<int>{2};
    QTest::newRow("waiting") << u"waiting"_s << u""_s << u""_s << QList<int>{3};
    QTest::newRow("done") << u"done"_s << u""_s << u""_s << QList<int>{4};
    QTest::newRow("failed") << u"failed"_s << u""_s << u""_s << QList<int>{5};
    QTest::newRow("other") << u"other"_s << u""_s << u""_s << QList<int>{6};
    QTest::newRow("identity") << u""_s << u"identity"_s << u""_s << QList<int>{6, 2};
    QTest::newRow("a bank, any case") << u""_s << u""_s << u"bANK 3"_s << QList<int>{3};
    QTest::newRow("a connection") << u""_s << u""_s << u"connection-5"_s << QList<int>{5};
    QTest::newRow("a job") << u""_s << u""_s << u"00000004"_s << QList<int>{4};
    QTest::newRow("all at once") << u"done"_s << u"balance"_s << u"bank"_s << QList<int>{4};
    QTest::newRow("nothing fits") << u"done"_s << u"identity"_s << u""_s << QList<int>{};
}

void DeckModelTest::filters()
{
    QFETCH(QString, group);
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QList<int>, expected);
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    const std::pair<State, JobKind> jobs[] = {{State::Polling, JobKind::Balance}, {State::AwaitingPerson, JobKind::Identity},
                                              {State::Queued, JobKind::Transactions}, {State::Done, JobKind::Balance},
                                              {State::Failed, JobKind::Balance}, {State::Cancelled, JobKind::Identity}};
    int number = 0;
    for (const auto &[state, of] : jobs)
        Q_EMIT world.session.jobs()->changed(madeUp(++number, state, of));
    DeckFilter filter{.groups = {}, .kind = jobKindNamed(kind), .text = text};
    for (const JobGroup each : jobGroups) {
        if (groupName(each) == group)
            filter.groups.insert(each);
    }
    QCOMPARE(filter.isEmpty(), group.isEmpty() && kind.isEmpty() && text.isEmpty());
    model.setFilter(filter);
    const auto shown = [&model] {
        QList<int> numbers;
        for (int row = 0; row < model.rowCount(); ++row)
            numbers << model.row(row)->number;
        return numbers;
    };
    QTRY_COMPARE(shown(), expected);
    // The history is asked for the same.
    const HistoryFilter asked = historyFilter(filter, u"simulator"_s);
    QCOMPARE(asked.environment, u"simulator"_s);
    QCOMPARE(asked.text, text);
    QCOMPARE(asked.kinds, kind.isEmpty() ? QStringList() : QStringList{kind});
    QCOMPARE(asked.states.isEmpty(), group.isEmpty());
}

void DeckModelTest::everyStateHasOneGroup()
{
    QStringList all;
    for (const JobGroup group : jobGroups) {
        for (const QString &name : stateNames(group)) {
            const std::optional<State> state = jobStateFrom(name);
            QVERIFY(state);
            QCOMPARE(groupOf(*state), group);
            all << name;
        }
        QVERIFY(!groupTitle(group).isEmpty() && !groupIcon(group).isEmpty() && !groupHint(group).isEmpty());
    }
    QCOMPARE(all.size(), 13);
    QCOMPARE(all.removeDuplicates(), 0);
    QVERIFY(!jobStateFrom(u"levitating"_s));
}

void DeckModelTest::words_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("live");
    QTest::addColumn<QString>("elapsed");
    QTest::addColumn<QString>("next");
    QTest::newRow("polling") << State::Polling << true << u"4 s"_s << u"in 3 s"_s;
    QTest::newRow("in the queue") << State::Queued << true << u"6 s"_s << QString();
    QTest::newRow("done") << State::Done << true << u"3.5 s"_s << QString();
    QTest::newRow("of an earlier run") << State::Done << false << u"3.5 s"_s << QString();
    QTest::newRow("nobody watches it") << State::Polling << false << QString() << QString();
}

void DeckModelTest::words()
{
    QFETCH(State, state);
    QFETCH(bool, live);
    QFETCH(QString, elapsed);
    QFETCH(QString, next);
    const QDateTime now(QDate(2026, 5, 17), QTime(18, 0), Qt::UTC);
    DeckRow row;
    row.number = live ? 1 : 0;
    row.state = state;
    row.createdAt = now.addSecs(-6);
    row.startedAt = now.addSecs(-4);
    row.nextPollAt = now.addMSecs(2100);
    row.endedAt = isEnded(state) ? row.startedAt.addMSecs(3500) : QDateTime();
    row.starts = 2;
    row.polls = 1;
    QCOMPARE(deckElapsedText(row, now), elapsed);
    QCOMPARE(deckNextPoll(row, now), next);
    QCOMPARE(deckAttempts(row), u"2 starts, 1 poll"_s);
}

void DeckModelTest::tickTouchesOnlyTheSeen()
{
    DeckWorld world;
    DeckModel model(world.session.jobs(), world.session.clock());
    for (int i = 1; i <= 100; ++i)
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Polling));
    QTRY_COMPARE(model.rowCount(), 100);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    model.tick(20, 35);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.at(0).at(0).toModelIndex().row(), 20);
    QCOMPARE(told.at(0).at(1).toModelIndex().row(), 35);
    QVERIFY(told.at(0).at(0).toModelIndex().column() > int(DeckColumn::Connection));
    model.tick(98, 500); // fewer rows than the window has room for
    QCOMPARE(told.at(1).at(1).toModelIndex().row(), 99);
    model.tick(-1, 5);
    QCOMPARE(told.size(), 2);
}

void DeckModelTest::tallyCounts()
{
    DeckWorld world;
    JobTally tally(world.session.jobs());
    QCOMPARE(tally.summary(), QString());
    QSignalSpy told(&tally, &JobTally::changed);
    Q_EMIT world.session.jobs()->changed(madeUp(1, State::Queued));
    QCOMPARE(tally.summary(), u"1 waiting"_s);
    Q_EMIT world.session.jobs()->changed(madeUp(1, State::Polling));
    QCOMPARE(tally.summary(), u"1 running"_s);
    Q_EMIT world.session.jobs()->changed(madeUp(1, State::Polling)); // only another poll
    QCOMPARE(told.size(), 2);
    Q_EMIT world.session.jobs()->changed(madeUp(2, State::AwaitingPerson));
    Q_EMIT world.session.jobs()->changed(madeUp(3, State::Fetching));
    QCOMPARE(tally.summary(), u"1 needs you · 2 running"_s);
    Q_EMIT world.session.jobs()->changed(madeUp(3, State::Done));
    QCOMPARE(tally.active(), 2);
    QCOMPARE(tally.count(JobGroup::Done), 1);
    told.clear();
    for (int i = 10; i < 1010; ++i) // many: not one by one
        Q_EMIT world.session.jobs()->changed(madeUp(i, State::Polling));
    QVERIFY(told.size() <= 40);
    QTRY_VERIFY(told.size() > 29);
    QCOMPARE(tally.count(JobGroup::Running), 1001);
    world.session.jobs()->clear();
    QCOMPARE(tally.active(), 0);
    QVERIFY(tally.awaiting().isEmpty());
}

void DeckModelTest::tallyKeepsTheLine()
{
    DeckWorld world;
    JobTally tally(world.session.jobs());
    for (const int number : {5, 2, 9})
        Q_EMIT world.session.jobs()->changed(madeUp(number, State::AwaitingPerson));
    QCOMPARE(tally.awaiting(), (QList<int>{5, 2, 9})); // in the order of asking
    Q_EMIT world.session.jobs()->changed(madeUp(5, State::Answering));
    QCOMPARE(tally.awaiting(), (QList<int>{2, 9}));
    QCOMPARE(tally.count(JobGroup::NeedsYou), 3);
    Q_EMIT world.session.jobs()->changed(madeUp(5, State::AwaitingPerson)); // closed without an answer
    QCOMPARE(tally.awaiting(), (QList<int>{5, 2, 9}));
    Q_EMIT world.session.jobs()->changed(madeUp(5, State::Polling)); // answered
    Q_EMIT world.session.jobs()->changed(madeUp(5, State::AwaitingPerson)); // and asked once more: a new question
    QCOMPARE(tally.awaiting(), (QList<int>{2, 9, 5}));
}

void DeckModelTest::manyStartsComeInTurns()
{
    DeckWorld world;
    QStringList connections;
    for (int i = 0; i < 30; ++i)
        connections << world.link(u"Bank %1"_s.arg(i), Way::Done);
    const QList<ManyStarts::Wish> wishes = wishesFor(connections, {JobKind::Balance, JobKind::Identity}, {});
    QCOMPARE(wishes.size(), 60);
    QCOMPARE(wishes.at(1).kind, JobKind::Balance); // one kind after the other
    ManyStarts starts(world.session.jobs());
    QSignalSpy finished(&starts, &ManyStarts::finished);
    starts.startAll(wishes);
    QVERIFY(world.session.jobs()->jobs().isEmpty()); // not inside the press of the button
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(world.session.jobs()->jobs().size(), 60);
    starts.startAll(wishes);
    world.session.jobs()->clear(); // another environment: what was wished for is not there
    ManyStarts later(world.session.jobs()); // as many turns of the event loop, and begun after
    QSignalSpy over(&later, &ManyStarts::finished);
    later.startAll(wishes);
    QTRY_COMPARE(over.size(), 1);
    QCOMPARE(world.session.jobs()->jobs().size(), 60); // its own
    QCOMPARE(finished.size(), 1);
}

void DeckModelTest::theManualNamesEveryState_data()
{
    QTest::addColumn<State>("state");
    for (int each = 0; each <= int(State::TimedOut); ++each)
        QTest::addRow("%s", qPrintable(jobStateName(State(each)))) << State(each);
}

/// In the words of the table's State column, beside the button that shows it.
void DeckModelTest::theManualNamesEveryState()
{
    QFETCH(State, state);
    QFile page(u":/manual/jobs-and-mfa.md"_s);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString row = u"\n| %1 | %2 | "_s.arg(jobStateText(state), groupTitle(groupOf(state)));
    QVERIFY2(QString::fromUtf8(page.readAll()).contains(row), qPrintable(row));
}

QTEST_MAIN(DeckModelTest)
#include "deck_model.moc"
