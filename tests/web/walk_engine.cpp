// SPDX-License-Identifier: GPL-3.0-or-later
// What a lane does with the steps of a walk, and a run with many walks.
#include "web/walklab.h"

#include "runner/walkrun.h"
#include "session/session.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

const QByteArray opening = R"({"walk": 1, "name": "Engine", "include": [":/walks/steps.json"], "walks": [)";
const QByteArray linked = R"({"user": {}}, {"do": "link", "with": {"bank": "Aerobank NonOAuth", "user": "sync", "password": "no_mfa"}}, {"expect": {"connection": "new"}})";

QByteArray walk(const QByteArray &id, const QByteArray &steps)
{
    return R"({"id": ")" + id + R"(", "name": ")" + id + R"(", "steps": [)" + steps + "]}";
}

QByteArray file(const QByteArrayList &walks)
{
    return opening + walks.join(',') + "]}";
}

} // namespace

class WalkEngineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_lab.start(std::chrono::milliseconds(3000))); }
    void calls();
    void variables();
    void conditions_data();
    void conditions();
    void pauseAndStep();
    void stopped();
    void pictures();
    void severalLanes();
    void retry();
    void rounds();
    void nothingOfTheMainSession();
    void faultsAreTakenBack();
    void cleanupTestCase() { m_lab.end(); }

private:
    WalkLab m_lab;
};

void WalkEngineTest::calls()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("calls", linked + R"(,
        {"call": {"method": "GET", "path": "/v2/accounts/${connectionId}", "status": 200, "save": {"bank": "bankName"}}},
        {"set": {"twice": "${bank}/${bank}"}},
        {"call": {"method": "GET", "path": "/v2/accounts/${connectionId}", "fields": {"bankName": "=${bank}"}}},
        {"job": "balance"}, {"expect": {"job": "balance", "state": "done", "atMost": "60 s"}},
        {"expect": {"data": "balance", "fields": {"availableBalance": "*"}}},
        {"check": "Does the logo look sharp?"})")}));
    QCOMPARE(walks.size(), 1);
    const CaseResult result = m_lab.run(walks.first());
    QVERIFY2(result.verdict == Verdict::Passed, qPrintable(WalkLab::describe(result)));
    QCOMPARE(result.steps.last().outcome, StepResult::Outcome::Open); // only a person can say
    QVERIFY(!result.timeLine.isEmpty());
}

void WalkEngineTest::variables()
{
    // A field that is not as it should be names the field, not what stood there.
    const QList<WalkCase> walks = m_lab.read(file({walk("fields", linked + R"(,
        {"call": {"method": "GET", "path": "/v2/accounts/${connectionId}", "fields": {"bankName": "=No such bank"}}})")}));
    const CaseResult result = m_lab.run(walks.first());
    QCOMPARE(result.verdict, Verdict::ServiceDown);
    QCOMPARE(result.steps.last().outcome, StepResult::Outcome::Failed);
    QVERIFY2(result.steps.last().error->where.contains(u"bankName"_s), qPrintable(WalkLab::describe(result)));
}

void WalkEngineTest::conditions_data()
{
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<Verdict>("verdict");
    const QByteArray open = R"({"user": {}}, {"open": {}}, )";
    QTest::newRow("optional and not there") << QByteArray(open + R"({"click": {"text": "Accept cookies", "optional": true}}, {"see": {"role": "button", "text": "Continue"}})") << Verdict::Passed;
    QTest::newRow("not there") << QByteArray(open + R"({"click": {"role": "button", "text": "Accept cookies"}, "limit": "1 s"})") << Verdict::WidgetChanged;
    QTest::newRow("gone") << QByteArray(open + R"({"click": {"role": "button", "text": "Continue"}}, {"gone": {"text": "Get started now and never"}})") << Verdict::Passed;
    QTest::newRow("closed by the host") << QByteArray(open + R"({"see": {"role": "button", "text": "Continue"}}, {"close": "widget"}, {"expect": {"widget": "closed"}})") << Verdict::Passed;
    QTest::newRow("an event that must not come") << QByteArray(open + R"({"see": {"role": "button", "text": "Continue"}}, {"close": "widget"}, {"expect": {"event": "onSuccess", "times": 0}})") << Verdict::Passed;
    QTest::newRow("an event that never comes") << QByteArray(open + R"({"see": {"role": "button", "text": "Continue"}}, {"close": "widget"}, {"expect": {"event": "onSuccess"}})") << Verdict::WidgetChanged;
    QTest::newRow("no such bank") << QByteArray(open + R"({"click": {"role": "button", "text": "Continue"}}, {"click": {"role": "button", "text": "Bank of Nowhere"}, "limit": "1 s"})") << Verdict::WidgetChanged;
    QTest::newRow("no connection") << QByteArray(R"({"user": {}}, {"job": "balance"})") << Verdict::Script;
    QTest::newRow("a key that there is not") << QByteArray(R"({"user": {}}, {"simulator": {"path": "/simulator/nothing"}})") << Verdict::Script;
}

void WalkEngineTest::conditions()
{
    QFETCH(QByteArray, steps);
    QFETCH(Verdict, verdict);
    const QList<WalkCase> walks = m_lab.read(file({walk("condition", steps)}));
    QCOMPARE(walks.size(), 1);
    const CaseResult result = m_lab.run(walks.first());
    QVERIFY2(result.verdict == verdict, qPrintable(WalkLab::describe(result)));
}

void WalkEngineTest::pauseAndStep()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("paused", R"({"user": {}}, {"open": {}}, {"see": {"role": "button", "text": "Continue"}})")}));
    QSignalSpy paused(m_lab.lane(), &WalkLane::pausedAt), ended(m_lab.lane(), &WalkLane::finished);
    m_lab.lane()->pause();
    m_lab.lane()->run(walks.first());
    QVERIFY(until([&] { return paused.size() == 1; }, 20000));
    QCOMPARE(paused.takeFirst().first().toInt(), 0);
    m_lab.lane()->stepOnce();
    QVERIFY(until([&] { return paused.size() == 1; }, 20000));
    QCOMPARE(paused.takeFirst().first().toInt(), 1);
    QCOMPARE(ended.size(), 0);
    m_lab.lane()->resume();
    QVERIFY(until([&] { return ended.size() == 1; }, 20000));
    QCOMPARE(ended.first().first().value<CaseResult>().verdict, Verdict::Passed);
}

void WalkEngineTest::stopped()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("stopped", R"({"user": {}}, {"open": {}}, {"see": {"role": "button", "text": "Never"}, "limit": "60 s"})")}));
    QSignalSpy started(m_lab.lane(), &WalkLane::stepStarted), ended(m_lab.lane(), &WalkLane::finished);
    m_lab.lane()->run(walks.first());
    QVERIFY(until([&] { return started.size() == 3; }, 20000));
    m_lab.lane()->stop();
    m_lab.lane()->stop(); // twice is as once
    QVERIFY(until([&] { return ended.size() == 1; }, 20000));
    QCOMPARE(ended.first().first().value<CaseResult>().verdict, Verdict::NotRun);
    QVERIFY(!m_lab.lane()->isRunning());
}

void WalkEngineTest::pictures()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("pictured", R"({"user": {}}, {"open": {}}, {"click": {"role": "button", "text": "Continue"}}, {"see": {"role": "button", "text": "Never"}, "limit": "1 s"})")}));
    WalkRun::Order order{.cases = walks};
    order.lane.pictures = true;
    GreenRuns green;
    WalkRun run(m_lab.session(), order, &green);
    CaseResult result;
    connect(&run, &WalkRun::caseEnded, this, [&](int, const CaseResult &each, bool) { result = each; });
    connect(&run, &WalkRun::lanesReady, this, [&] { run.lanes().first()->view()->show(); });
    QSignalSpy ended(&run, &WalkRun::finished);
    run.begin();
    QVERIFY(until([&] { return ended.size() == 1; }, 60000));
    QVERIFY(result.steps.at(0).picture.isNull()); // no widget yet
    QVERIFY(!result.steps.at(2).picture.isNull());
    QVERIFY(!result.steps.at(3).picture.isNull());
    QVERIFY2(!result.nearest.isEmpty(), qPrintable(WalkLab::describe(result)));
}

void WalkEngineTest::severalLanes()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("one", linked), walk("two", linked), walk("three", R"({"user": {}}, {"open": {}}, {"see": {"role": "button", "text": "Never"}, "limit": "1 s"})"), walk("four", linked)}));
    QCOMPARE(walks.size(), 4);
    GreenRuns green;
    WalkRun run(m_lab.session(), {.cases = walks, .parallel = 2}, &green);
    connect(&run, &WalkRun::lanesReady, this, [&] {
        for (WalkLane *lane : run.lanes())
            lane->view()->show();
    });
    QSignalSpy ended(&run, &WalkRun::finished);
    run.begin();
    QVERIFY(until([&] { return ended.size() == 1; }, 90000));
    const RunResult &result = run.result();
    QCOMPARE(result.count(Verdict::Passed), 3);
    QCOMPARE(result.count(Verdict::WidgetChanged), 1);
    QVERIFY(result.isWhole);
    for (qsizetype i = 0; i < walks.size(); ++i) {
        QCOMPARE(result.cases.at(i).id, walks.at(i).id); // in the order of the file
        QVERIFY2((result.cases.at(i).verdict == Verdict::Passed) == (i != 2), qPrintable(WalkLab::describe(result.cases.at(i))));
    }
    QCOMPARE(exitStatus(result), 1);
    QVERIFY(green.find(result.environment, walks.at(0).id));
    QVERIFY(!green.find(result.environment, walks.at(2).id));
}

void WalkEngineTest::retry()
{
    // The order behind the fault takes it back only for the next try: the first one meets it.
    const QList<WalkCase> walks = m_lab.read(file({walk("flaky", R"({"user": {}}, {"open": {}}, {"see": {"role": "button", "text": "Never"}, "limit": "500 ms"})")}));
    GreenRuns green;
    WalkRun run(m_lab.session(), {.cases = walks, .retry = 2}, &green);
    QSignalSpy ended(&run, &WalkRun::finished), each(&run, &WalkRun::caseEnded);
    run.begin();
    QVERIFY(until([&] { return ended.size() == 1; }, 60000));
    QCOMPARE(each.size(), 3);
    QCOMPARE(each.at(0).at(2).toBool(), true);
    QCOMPARE(each.at(2).at(2).toBool(), false);
    QCOMPARE(run.result().cases.first().attempt, 3);
    QVERIFY(!run.result().cases.first().isFlaky());
}

void WalkEngineTest::rounds()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("again", R"({"user": {}})")}));
    GreenRuns green;
    WalkRun run(m_lab.session(), {.cases = walks, .rounds = 5}, &green);
    QSignalSpy ended(&run, &WalkRun::finished);
    run.begin();
    QVERIFY(until([&] { return ended.size() == 1; }, 60000));
    QCOMPARE(run.result().samples.size(), 5);
    QCOMPARE(run.result().samples.last().round, 5);
    QVERIFY(run.result().samples.last().memory > 10'000'000);
    QVERIFY(run.result().passed());
}

void WalkEngineTest::nothingOfTheMainSession()
{
    QVERIFY(m_lab.session()->user()->state() == UserState::None);
    QVERIFY(m_lab.session()->connections()->all().isEmpty());
    QVERIFY(m_lab.session()->jobs()->jobs().isEmpty());
    QVERIFY(m_lab.session()->link()->state() == LinkState::Idle);
}

void WalkEngineTest::faultsAreTakenBack()
{
    const QList<WalkCase> walks = m_lab.read(file({walk("faulty", R"({"fault": {"name": "status", "match": {"path": "/v2/user"}, "times": "forever"}}, {"user": {}})")}));
    QVERIFY(walks.first().simulatorOnly);
    const CaseResult result = m_lab.run(walks.first());
    QVERIFY2(result.verdict == Verdict::ServiceDown, qPrintable(WalkLab::describe(result)));
    const CaseResult after = m_lab.run(m_lab.read(file({walk("clean", R"({"user": {}})")})).first());
    QVERIFY2(after.verdict == Verdict::Passed, qPrintable(WalkLab::describe(after)));
}

QTEST_MAIN(WalkEngineTest)
#include "walk_engine.moc"
