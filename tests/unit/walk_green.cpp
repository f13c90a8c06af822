// SPDX-License-Identifier: GPL-3.0-or-later
// Green runs: kept, written, read whatever is in the file, and what is different from them.
#include "walk/greenruns.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString environment = u"Sandbox"_s;

CaseResult green(const QStringList &titles, int seconds = 0)
{
    CaseResult result{.id = u"banks/link"_s, .startedAt = QDateTime(QDate(2026, 3, 9), QTime(14, 10, seconds), Qt::UTC), .took = std::chrono::milliseconds(5000), .verdict = Verdict::Passed};
    result.steps = {{.name = u"Open"_s, .outcome = StepResult::Outcome::Passed, .took = std::chrono::milliseconds(700)}, {.name = u"Sign in"_s, .outcome = StepResult::Outcome::Passed, .took = std::chrono::milliseconds(100)}};
    for (const QString &each : titles)
        result.timeLine.append({.kind = each.section(u':', 0, 0), .title = each.section(u':', 1)});
    return result;
}

const QStringList usual{u"http:POST /v2/token 200"_s, u"action:widget launched"_s, u"widget:widgetLoaded"_s, u"callback:onLoad"_s, u"widget:pageSuccess"_s, u"callback:onSuccess"_s,
                        u"http:GET /v2/accounts/…/job/… 200"_s, u"job:balance → done"_s};

QStringList differences(const QStringList &before, const QStringList &now)
{
    GreenRuns runs;
    runs.keep(environment, green(before));
    return runs.differences(environment, green(now));
}

QStringList without(const QString &title)
{
    QStringList list = usual;
    list.removeOne(title);
    return list;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class WalkGreenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kept();
    void thereAndBack();
    void noFile();
    void damage_data();
    void damage();
    void fuzz();
    void joined();
    void steady();
    void slower();
    void otherEvents();
    void order();
    void endedEarly();
    void atMostTwenty();
};

void WalkGreenTest::kept()
{
    GreenRuns runs;
    QVERIFY(runs.isEmpty());
    CaseResult failed = green(usual);
    failed.verdict = Verdict::ServiceDown;
    runs.keep(environment, failed);
    QVERIFY(runs.isEmpty());
    runs.keep(environment, green(usual));
    QVERIFY(runs.find(environment, u"banks/link"_s));
    QVERIFY(!runs.find(u"Simulator"_s, u"banks/link"_s));
    QVERIFY(!runs.find(environment, u"banks/other"_s));
    QCOMPARE(runs.find(environment, u"banks/link"_s)->took, std::chrono::milliseconds(5000));
    QCOMPARE(runs.find(environment, u"banks/link"_s)->events.size(), usual.size() - 1); // actions follow from the walk
}

void WalkGreenTest::thereAndBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"green.json"_s);
    GreenRuns runs;
    runs.keep(environment, green(usual));
    runs.keep(u"Simulator"_s, green({}));
    QVERIFY(runs.write(path));
    const Result<GreenRuns> again = GreenRuns::read(path);
    QVERIFY(again);
    const GreenRun *one = runs.find(environment, u"banks/link"_s), *other = again->find(environment, u"banks/link"_s);
    QVERIFY(other);
    QCOMPARE(other->at, one->at);
    QCOMPARE(other->took, one->took);
    QCOMPARE(other->steps, one->steps);
    QCOMPARE(other->events, one->events);
    QVERIFY(again->find(u"Simulator"_s, u"banks/link"_s));
    QCOMPARE(runs.write(folder.filePath(u"no/where.json"_s)).error().kind, Error::Kind::Storage);
}

void WalkGreenTest::noFile()
{
    const QTemporaryDir folder;
    const Result<GreenRuns> none = GreenRuns::read(folder.filePath(u"none.json"_s));
    QVERIFY(none && none->isEmpty());
    QCOMPARE(GreenRuns::read(folder.path()).error().kind, Error::Kind::Storage);
}

void WalkGreenTest::damage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("green");
    QTest::newRow("another file") << QByteArray("{\"runs\":[]}");
    QTest::newRow("a later version") << QByteArray(R"({"greenRuns":2,"runs":[]})");
    QTest::newRow("no list") << QByteArray(R"({"greenRuns":1,"runs":{}})");
    QTest::newRow("no object") << QByteArray(R"({"greenRuns":1,"runs":[7]})");
    QTest::newRow("no time") << QByteArray(R"({"greenRuns":1,"runs":[{"environment":"S","id":"a","ms":1,"steps":[],"events":[]}]})");
    QTest::newRow("no id") << QByteArray(R"({"greenRuns":1,"runs":[{"environment":"S","at":"2026-03-09T14:10:00Z","ms":1,"steps":[],"events":[]}]})");
    QTest::newRow("negative") << QByteArray(R"({"greenRuns":1,"runs":[{"environment":"S","id":"a","at":"2026-03-09T14:10:00Z","ms":-1,"steps":[],"events":[]}]})");
    QTest::newRow("half a step") << QByteArray(R"({"greenRuns":1,"runs":[{"environment":"S","id":"a","at":"2026-03-09T14:10:00Z","ms":1,"steps":[["x"]],"events":[]}]})");
    QTest::newRow("an event that is none") << QByteArray(R"({"greenRuns":1,"runs":[{"environment":"S","id":"a","at":"2026-03-09T14:10:00Z","ms":1,"steps":[],"events":[1]}]})");
}

void WalkGreenTest::damage()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"green.json"_s);
    QVERIFY(write(path, bytes));
    const Result<GreenRuns> runs = GreenRuns::read(path);
    QVERIFY(!runs);
    QCOMPARE(runs.error().kind, Error::Kind::Decode);
    QCOMPARE(runs.error().where, path);
    QVERIFY(!runs.error().advice.isEmpty());
}

void WalkGreenTest::fuzz()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"green.json"_s);
    GreenRuns runs;
    runs.keep(environment, green(usual));
    QVERIFY(runs.write(path));
    const QByteArray whole = read(path);
    QRandomGenerator random(7);
    int refused = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray hurt = whole;
        hurt[i] = char(random.bounded(256));
        for (const QByteArray &bytes : {whole.left(i), hurt}) {
            QVERIFY(write(path, bytes));
            const Result<GreenRuns> again = GreenRuns::read(path);
            refused += !again;
            QVERIFY(again || again.error().kind == Error::Kind::Decode);
        }
    }
    QVERIFY(refused >= whole.size()); // every cut one at the least
}

void WalkGreenTest::joined()
{
    GreenRuns older, newer;
    older.keep(environment, green({u"widget:old"_s}, 1));
    older.keep(u"Simulator"_s, green({}, 1));
    newer.keep(environment, green({u"widget:new"_s}, 2));
    GreenRuns one = older, other = newer;
    one.join(newer);
    other.join(older);
    for (const GreenRuns &each : {one, other}) {
        QCOMPARE(each.find(environment, u"banks/link"_s)->events, QStringList{u"message new"_s});
        QVERIFY(each.find(u"Simulator"_s, u"banks/link"_s));
    }
}

/// What changes from run to run is no difference.
void WalkGreenTest::steady()
{
    QCOMPARE(differences(usual, usual), QStringList());
    QCOMPARE(differences({u"http:GET /v2/accounts/3f0c6a0e-1b2c-4d5e-8f90-0123456789ab/balance 200"_s, u"job:REF-0123456789abcdef0123456789abcdef → done in 4.2 s"_s, u"problem:launch walk-1-1 took 12345"_s},
                         {u"http:GET /v2/accounts/99999999-1b2c-4d5e-8f90-0123456789ab/balance 200"_s, u"job:REF-99999999999999999999999999999999 → done in 17 s"_s, u"problem:launch walk-1-7 took 99999"_s}),
             QStringList());
    // as often as it takes
    QCOMPARE(differences(usual, usual + QStringList{u"http:GET /v2/accounts/…/job/… 200"_s, u"http:GET /v2/accounts/…/job/… 200"_s}), QStringList());
    GreenRuns none;
    QCOMPARE(none.differences(environment, green(usual)), QStringList());
}

void WalkGreenTest::slower()
{
    GreenRuns runs;
    runs.keep(environment, green({}));
    CaseResult now = green({});
    now.steps[0].took = std::chrono::milliseconds(2100);
    now.steps[1].took = std::chrono::milliseconds(1100); // eleven times as long, but no second more
    QCOMPARE(runs.differences(environment, now), QStringList{u"“Open” took 2.1 s; in the last green run 0.7 s."_s});
    now.steps[0].took = std::chrono::milliseconds(2000);
    QCOMPARE(runs.differences(environment, now), QStringList());
    now.steps[1].took = std::chrono::milliseconds(1101);
    QCOMPARE(runs.differences(environment, now).size(), 1);
}

void WalkGreenTest::otherEvents()
{
    QCOMPARE(differences(usual, without(u"callback:onLoad"_s)), QStringList{u"callback onLoad was not there."_s});
    QCOMPARE(differences(usual, usual + QStringList{u"widget:widgetError"_s}), QStringList{u"message widgetError is new."_s});
    QCOMPARE(differences(usual, usual + QStringList{u"callback:onSuccess"_s}), QStringList{u"callback onSuccess came 2 times instead of once."_s});
    QStringList other = usual;
    other[0] = u"http:POST /v2/token 503"_s;
    QCOMPARE(differences(usual, other), QStringList{u"call POST /v2/token answered 503; in the last green run 200."_s});
    other[0] = u"http:POST /v2/token"_s;
    QCOMPARE(differences(usual, other), QStringList{u"call POST /v2/token answered nothing; in the last green run 200."_s});
    // repeated and then good
    QCOMPARE(differences(usual, QStringList{u"http:POST /v2/token 503"_s} + usual),
             (QStringList{u"call POST /v2/token answered 503; in the last green run 200."_s, u"call POST /v2/token came 2 times instead of once."_s}));
}

void WalkGreenTest::order()
{
    QStringList other = usual;
    other.swapItemsAt(4, 5);
    const QStringList list = differences(usual, other);
    QCOMPARE(list.size(), 1);
    QVERIFY2(list.first().endsWith(u"came in another order."_s), qPrintable(list.first()));
    // onLoad comes when the frame has loaded, before or behind what its scripts say
    QStringList early = usual;
    early.swapItemsAt(2, 3);
    QCOMPARE(differences(usual, early), QStringList());
    // calls run beside each other
    QStringList calls = usual;
    calls.swapItemsAt(0, 6);
    QCOMPARE(differences(usual, calls), QStringList());
}

void WalkGreenTest::endedEarly()
{
    GreenRuns runs;
    runs.keep(environment, green(usual));
    CaseResult failed = green({u"http:POST /v2/token 200"_s, u"widget:widgetLoaded"_s, u"widget:pageSuccess"_s});
    failed.verdict = Verdict::IntegrationBroke;
    QCOMPARE(runs.differences(environment, failed), QStringList{u"callback onLoad was not there."_s}); // and nothing of what comes after its end
    failed.verdict = Verdict::NotRun;
    QCOMPARE(runs.differences(environment, failed), QStringList());
}

void WalkGreenTest::atMostTwenty()
{
    QStringList many = usual;
    for (const QChar c : u"abcdefghijklmnopqrstuvwxyz"_s)
        many << u"widget:page "_s + c;
    const QStringList list = differences(usual, many);
    QCOMPARE(list.size(), 21);
    QCOMPARE(list.last(), u"And 6 more."_s);
}

QTEST_GUILESS_MAIN(WalkGreenTest)
#include "walk_green.moc"
