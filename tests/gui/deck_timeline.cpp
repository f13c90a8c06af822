// SPDX-License-Identifier: GPL-3.0-or-later
// The time line of a job: changes → phases → bars, as tables; and the widget by keyboard, for eyes and for screen readers.
#include "gui/jobphases.h"
#include "gui/jobtimeline.h"
#include "gui/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace console;
using namespace Qt::StringLiterals;
using State = JobState;

namespace {

const QDateTime noon(QDate(2026, 5, 17), QTime(12, 0), Qt::UTC);

QList<Job::Change> changes(std::initializer_list<std::pair<qint64, State>> list)
{
    QList<Job::Change> made;
    for (const auto &[ms, state] : list)
        made.append({noon.addMSecs(ms), state, jobStateName(state)});
    return made;
}

/// "polling@1000+5000": each phase with its start and length in ms.
QStringList words(const QList<JobPhase> &phases)
{
    QStringList texts;
    for (const JobPhase &phase : phases)
        texts << u"%1@%2+%3"_s.arg(jobStateName(phase.state)).arg(noon.msecsTo(phase.from)).arg(phase.span().count());
    return texts;
}

} // namespace

Q_DECLARE_METATYPE(QList<console::Job::Change>)

class DeckTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(qApp, Theme::Scheme::Light); }
    void phases_data();
    void phases();
    void bars_data();
    void bars();
    void ticksAreRoundAndApart_data();
    void ticksAreRoundAndApart();
    void axisWords_data();
    void axisWords();
    void hits();
    void keyboardGoesThrough();
    void pollsAndEndAreDrawn();
};

void DeckTimeline::phases_data()
{
    QTest::addColumn<QList<Job::Change>>("list");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("nothing") << changes({}) << qint64(1000) << QStringList{};
    QTest::newRow("runs") << changes({{0, State::Queued}, {100, State::Starting}, {400, State::Polling}}) << qint64(9400)
                          << QStringList{u"queued@0+100"_s, u"starting@100+300"_s, u"polling@400+9000"_s};
    QTest::newRow("ended: now does not matter") << changes({{0, State::Queued}, {0, State::Starting}, {500, State::Polling}, {2000, State::Done}})
                                                << qint64(999999) << QStringList{u"queued@0+0"_s, u"starting@0+500"_s, u"polling@500+1500"_s};
    QTest::newRow("a second factor")
        << changes({{0, State::Polling}, {1000, State::AwaitingPerson}, {5000, State::Answering}, {9000, State::AwaitingPerson}, {9500, State::Polling}, {10000, State::Fetching}, {10100, State::Done}})
        << qint64(0)
        << QStringList{u"polling@0+1000"_s, u"awaiting-person@1000+4000"_s, u"answering@5000+4000"_s, u"awaiting-person@9000+500"_s, u"polling@9500+500"_s, u"fetching@10000+100"_s};
    QTest::newRow("tried again: the last attempt") << changes({{0, State::Polling}, {1000, State::Failed}, {60000, State::Queued}, {60100, State::Starting}}) << qint64(60500)
                                                   << QStringList{u"queued@60000+100"_s, u"starting@60100+400"_s};
    QTest::newRow("said twice") << changes({{0, State::Polling}, {1000, State::Polling}}) << qint64(3000) << QStringList{u"polling@0+3000"_s};
    QTest::newRow("the clock went back") << changes({{5000, State::Queued}, {4000, State::Starting}, {6000, State::Polling}}) << qint64(5500)
                                         << QStringList{u"queued@5000+0"_s, u"starting@5000+1000"_s, u"polling@6000+0"_s};
    QTest::newRow("ended twice") << changes({{0, State::Polling}, {1000, State::Failed}, {1001, State::Failed}}) << qint64(0) << QStringList{u"polling@0+1000"_s};
}

void DeckTimeline::phases()
{
    QFETCH(QList<Job::Change>, list);
    QFETCH(qint64, now);
    QFETCH(QStringList, expected);
    QCOMPARE(words(jobPhases(list, noon.addMSecs(now))), expected);
}

void DeckTimeline::bars_data()
{
    QTest::addColumn<QList<qint64>>("spans"); // ms of each phase
    QTest::newRow("one second") << QList<qint64>{10, 200, 600, 190};
    QTest::newRow("three hours, tiny at both ends") << QList<qint64>{20, 150, 10800000, 90};
    QTest::newRow("all tiny but one, in the middle") << QList<qint64>{3600000, 5, 5, 5, 5, 3600000};
    QTest::newRow("no time at all") << QList<qint64>{0, 0, 0};
    QTest::newRow("two hours in the queue") << QList<qint64>{7200000, 300, 9000, 400};
    QTest::newRow("many") << QList<qint64>(40, 1000);
}

/// To scale where it can be seen; in order, apart and inside where not; none vanishes.
void DeckTimeline::bars()
{
    QFETCH(QList<qint64>, spans);
    QList<JobPhase> list;
    QDateTime at = noon;
    qint64 whole = 0;
    for (const qint64 span : spans) {
        list.append({State::Polling, at, at.addMSecs(span), {}});
        at = at.addMSecs(span);
        whole += span;
    }
    for (const double width : {200.0, 613.0, 1400.0}) {
        const QList<JobBar> made = jobBars(list, width);
        QCOMPARE(made.size(), list.size());
        double lastThin = -10;
        qint64 before = 0;
        for (int i = 0; i < made.size(); ++i) {
            const JobBar &bar = made.at(i);
            const double scale = whole > 0 ? width / double(whole) : 0;
            const double exact = double(spans.at(i)) * scale;
            QCOMPARE(bar.thin, exact < thinnest);
            QVERIFY2(bar.left >= -0.01 && bar.left + bar.width <= width + 0.01, qPrintable(u"%1 at %2"_s.arg(i).arg(bar.left)));
            if (bar.thin) {
                QCOMPARE(bar.width, thinnest);
                QVERIFY(bar.left >= lastThin + thinnest + 0.99); // none covers another
                QVERIFY(std::abs(bar.left - double(before) * scale) <= (thinnest + 1) * double(made.size())); // and is near its place
                lastThin = bar.left;
            } else {
                QVERIFY(std::abs(bar.width - exact) < 0.01);
                QVERIFY(std::abs(bar.left - double(before) * scale) < 0.01);
            }
            before += spans.at(i);
        }
    }
}

void DeckTimeline::ticksAreRoundAndApart_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<QString>("second"); // text of the first tick after 0 on 600 px
    QTest::newRow("80 ms") << qint64(80) << u"0.01 s"_s;
    QTest::newRow("1 s") << qint64(1000) << u"0.2 s"_s;
    QTest::newRow("12 s") << qint64(12300) << u"2 s"_s;
    QTest::newRow("1 min") << qint64(61000) << u"10 s"_s;
    QTest::newRow("8 min") << qint64(480000) << u"1 min"_s;
    QTest::newRow("3 h") << qint64(10800000) << u"30 min"_s;
    QTest::newRow("2 days") << qint64(172800000) << u"6 h"_s;
    QTest::newRow("30 days") << qint64(2592000000) << u"96 h"_s;
}

void DeckTimeline::ticksAreRoundAndApart()
{
    QFETCH(qint64, span);
    QFETCH(QString, second);
    const QList<AxisTick> ticks = axisTicks(std::chrono::milliseconds(span), 600);
    QVERIFY(ticks.size() >= 2 && ticks.size() <= 11);
    QCOMPARE(ticks.at(0).text, u"0"_s);
    QCOMPARE(ticks.at(1).text, second);
    for (int i = 1; i < ticks.size(); ++i)
        QVERIFY(ticks.at(i).at - ticks.at(i - 1).at >= 63.9);
    QCOMPARE(axisTicks(std::chrono::milliseconds(0), 600).size(), 1);
}

void DeckTimeline::axisWords_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << u"0"_s;
    QTest::newRow("part of a second") << qint64(500) << u"0.5 s"_s;
    QTest::newRow("seconds") << qint64(15000) << u"15 s"_s;
    QTest::newRow("minutes") << qint64(120000) << u"2 min"_s;
    QTest::newRow("minutes and seconds") << qint64(90000) << u"1 min 30"_s;
    QTest::newRow("hours") << qint64(7200000) << u"2 h"_s;
    QTest::newRow("hours and minutes") << qint64(5400000) << u"1 h 30"_s;
}

void DeckTimeline::axisWords()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(axisText(std::chrono::milliseconds(ms)), text);
}

void DeckTimeline::hits()
{
    const QList<JobPhase> list = jobPhases(changes({{0, State::Queued}, {5, State::Polling}, {10000, State::Fetching}, {10020, State::Done}}), noon);
    const QList<JobBar> made = jobBars(list, 500);
    QCOMPARE(phaseAt(made, 1), 0); // a line wins over the bar under it
    QCOMPARE(phaseAt(made, 250), 1);
    QCOMPARE(phaseAt(made, 499), 2);
    QCOMPARE(phaseAt(made, 520), -1);
    QCOMPARE(phaseAt({}, 3), -1);
}

void DeckTimeline::keyboardGoesThrough()
{
    JobTimeline line;
    line.resize(600, line.sizeHint().height());
    line.show();
    QCOMPARE(line.accessibleDescription(), u"Nothing happened yet."_s);
    line.setContent({jobPhases(changes({{0, State::Queued}, {1000, State::Polling}, {9000, State::Done}}), noon), {}, State::Done});
    QCOMPARE(line.accessibleDescription(), u"queued 1.0 s, running 8.0 s, done"_s);
    QSignalSpy chosen(&line, &JobTimeline::currentChanged);
    QTest::keyClick(&line, Qt::Key_Right);
    QCOMPARE(line.current(), 0);
    QTest::keyClick(&line, Qt::Key_Right);
    QTest::keyClick(&line, Qt::Key_Right); // there are no more
    QCOMPARE(line.current(), 1);
    QVERIFY2(line.accessibleName().contains(u"2 of 2: running: 8.0 s"_s), qPrintable(line.accessibleName()));
    QTest::keyClick(&line, Qt::Key_Home);
    QCOMPARE(line.current(), 0);
    QTest::keyClick(&line, Qt::Key_End);
    QCOMPARE(line.current(), 1);
    QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(20, 18));
    QCOMPARE(line.current(), 0);
    QVERIFY(chosen.size() >= 5);
    line.setContent({}); // another job
    QCOMPARE(line.current(), -1);
}

void DeckTimeline::pollsAndEndAreDrawn()
{
    JobTimeline line;
    line.resize(600, line.sizeHint().height());
    JobTimeline::Content content{jobPhases(changes({{0, State::Polling}, {10000, State::Done}}), noon), {}, {}};
    line.setContent(content);
    const QImage plain = line.grab().toImage();
    content.polls = {noon.addSecs(3), noon.addSecs(6), noon.addSecs(900)}; // the last one is not of this job's time
    line.setContent(content);
    const QImage polled = line.grab().toImage();
    QVERIFY(plain != polled);
    content.end = State::Done;
    line.setContent(content);
    QVERIFY(line.grab().toImage() != polled);
}

QTEST_MAIN(DeckTimeline)
#include "deck_timeline.moc"
