// SPDX-License-Identifier: GPL-3.0-or-later
// SessionDiff: the same session twice has no difference; each kind of difference is found, told once, with its entries.
#include "session/eventlog.h"
#include "session/sessiondiff.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Change {
    int balanceStatus = 200;
    QByteArray balanceBody = "{\"balance\":{\"available\":12.5,\"currency\":\"USD\",\"status\":\"OK\"},\"id\":\"a1\"}";
    std::chrono::milliseconds balanceTook{120}, jobTook{4000};
    int polls = 3;
    bool hasIdentity = true;
    QString configuration = u"brand-1"_s;
    QString sdk = u"2.1.4"_s;
    QString environment = u"Simulator (http://127.0.0.1:1234)"_s;
};

LogEntry http(const QString &label, int status, const QByteArray &body, std::chrono::milliseconds took)
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.verb = label.section(u' ', 0, 0).toLatin1();
    entry.title = u"%1 %2"_s.arg(label).arg(status);
    entry.url = QUrl(u"https://api.example.com/x"_s);
    entry.status = status;
    entry.answerBody = body;
    entry.elapsed = took;
    return entry;
}

SessionRecord record(const Change &change)
{
    EventLog log;
    qint64 at = 1'790'000'000'000;
    const auto add = [&](LogEntry entry, qint64 after = 10) {
        at += after;
        entry.at = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
        log.add(entry);
    };
    LogEntry address;
    address.kind = LogEntry::Kind::Navigation;
    address.title = u"widget address"_s;
    address.url = QUrl(u"https://sync.example.com/?token=abc&configurationId=%1&v=2"_s.arg(change.configuration));
    add(address);
    LogEntry job;
    job.kind = LogEntry::Kind::Job;
    job.jobId = u"job-1"_s;
    job.title = u"balance → starting"_s;
    add(job);
    for (int i = 0; i < change.polls; ++i) {
        LogEntry poll = http(u"GET /v2/accounts/…/job/…"_s, 200, "{\"status\":\"IN_PROGRESS\"}", std::chrono::milliseconds(20));
        poll.jobId = u"job-1"_s;
        add(poll);
    }
    job.title = u"balance → completed"_s;
    add(job, change.jobTook.count() - 10 * change.polls);
    add(http(u"GET /v2/accounts/…/balance"_s, change.balanceStatus, change.balanceBody, change.balanceTook));
    if (change.hasIdentity)
        add(http(u"GET /v2/accounts/…/identity"_s, 200, "{\"identity\":{\"accountHolderName\":\"Dana Lee\"}}", std::chrono::milliseconds(50)));
    return {.facts = {.program = u"console 1"_s, .environment = change.environment, .sdkVersion = change.sdk, .qtVersion = u"6"_s}, .events = log.archive(), .pictures = {}, .marks = {}};
}

QStringList told(const SessionDiff &diff)
{
    QStringList lines;
    for (const SessionDifference &each : diff.differences)
        lines << u"%1|%2|%3|%4"_s.arg(sessionAreaName(each.area), each.what, each.before, each.after);
    return lines;
}

} // namespace

class SessionSessionDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const Change &change, const QStringList &expected) { QTest::newRow(name) << change << expected; };
        const QString balance = u"GET /v2/accounts/…/balance"_s;
        row("none", {}, {});
        row("another port of the simulator is none", {.environment = u"Simulator (http://127.0.0.1:40001)"_s}, {});
        row("another environment", {.environment = u"Sandbox (https://x)"_s}, {u"configuration|Environment|Simulator (http://127.0.0.1)|Sandbox (https://x)"_s});
        row("more polls are none", {.polls = 9}, {});
        row("a little slower is none", {.balanceTook = std::chrono::milliseconds(300)}, {});
        row("other values are none", {.balanceBody = "{\"balance\":{\"available\":99.25,\"currency\":\"USD\",\"status\":\"OK\"},\"id\":\"b2\"}"}, {});
        row("status", {.balanceStatus = 503, .balanceBody = {}},
            {u"status|%1|200|503"_s.arg(balance), u"answer|%1: balance.available|a number|"_s.arg(balance), u"answer|%1: balance.currency|text|"_s.arg(balance),
             u"answer|%1: balance.status|text|"_s.arg(balance), u"answer|%1: id|text|"_s.arg(balance)});
        row("slower", {.balanceTook = std::chrono::milliseconds(900)}, {u"duration|%1|0.12 s|0.90 s"_s.arg(balance)});
        row("a slower job", {.jobTook = std::chrono::milliseconds(20000)}, {u"duration|balance → completed|4.00 s|20.00 s"_s});
        row("a step less", {.hasIdentity = false}, {u"sequence|GET /v2/accounts/…/identity|happened|"_s});
        row("configuration", {.configuration = u"brand-2"_s, .sdk = u"1.1.3"_s}, {u"configuration|Web SDK|2.1.4|1.1.3"_s, u"configuration|Widget: configurationId|brand-1|brand-2"_s});
        row("a field of another type", {.balanceBody = "{\"balance\":{\"available\":null,\"currency\":\"USD\",\"status\":\"OK\"},\"id\":\"a1\"}"},
            {u"answer|%1: balance.available|a number|nothing"_s.arg(balance)});
        row("another word", {.balanceBody = "{\"balance\":{\"available\":12.5,\"currency\":\"USD\",\"status\":\"FAILED\"},\"id\":\"a1\"}"},
            {u"answer|%1: balance.status|OK|FAILED"_s.arg(balance)});
        row("a new field", {.balanceBody = "{\"balance\":{\"available\":12.5,\"currency\":\"USD\",\"status\":\"OK\",\"pending\":true},\"id\":\"a1\"}"},
            {u"answer|%1: balance.pending||true/false"_s.arg(balance)});
    }
    void differences()
    {
        QFETCH(Change, change);
        QFETCH(QStringList, expected);
        const SessionRecord before = record({}), after = record(change);
        const SessionDiff diff = sessionDiff(before, after);
        QCOMPARE(told(diff), expected);
        QVERIFY(!diff.isCoarse && !diff.isCut);
        QVERIFY(diff.steps >= 4);
        for (const SessionDifference &each : diff.differences) { // its entries can be shown
            if (each.beforeRow >= 0 && each.area != SessionDifference::Area::Configuration)
                QVERIFY(before.events.head(each.beforeRow).title.startsWith(each.what.section(u": "_s, 0, 0)));
            QVERIFY(each.afterRow < after.events.size());
        }
    }

    void longOnesEndInTime()
    {
        EventLog left, right;
        for (int i = 0; i < 20'000; ++i) {
            left.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"a%1"_s.arg(i));
            right.addNote(LogEntry::Kind::Widget, LogEntry::Level::Info, u"b%1"_s.arg(i));
        }
        QElapsedTimer timer;
        timer.start();
        const SessionDiff diff = sessionDiff({.facts = {}, .events = left.archive(), .pictures = {}, .marks = {}}, {.facts = {}, .events = right.archive(), .pictures = {}, .marks = {}});
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData()); // a second without sanitizers
        QVERIFY(diff.isCoarse && diff.isCut);
        QCOMPARE(diff.differences.size(), 500);
    }
};

QTEST_GUILESS_MAIN(SessionSessionDiff)
#include "session_sessiondiff.moc"
