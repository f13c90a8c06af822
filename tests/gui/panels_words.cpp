// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the panels: times, jobs, connections, events, errors. Tables of pure functions.
#include "gui/connectiontext.h"
#include "gui/errortext.h"
#include "gui/eventtext.h"
#include "gui/jobtext.h"
#include "gui/timetext.h"

#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

class PanelsWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spoken_data();
    void spoken();
    void durations_data();
    void durations();
    void verbs_data();
    void verbs();
    void onlyWhatGoesOnByItselfMoves();
    void everyStateHasAFace();
    void timeline();
    void facts();
    void tookTimeIsOfAnEndedJob();
    void statuses_data();
    void statuses();
    void accountLines();
    void explanations();
    void entryAsTextIsMasked();
    void errors();
};

void PanelsWords::spoken_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(2) << u"just now"_s;
    QTest::newRow("seconds") << qint64(40) << u"40 seconds ago"_s;
    QTest::newRow("a minute") << qint64(61) << u"1 minute ago"_s;
    QTest::newRow("minutes") << qint64(150) << u"2 minutes ago"_s;
    QTest::newRow("an hour") << qint64(3600) << u"1 hour ago"_s;
    QTest::newRow("yesterday") << qint64(86400 + 60) << u"yesterday"_s;
    QTest::newRow("days") << qint64(5 * 86400) << u"5 days ago"_s;
    QTest::newRow("ahead") << qint64(-3 * 86400) << u"in 3 days"_s;
    QTest::newRow("long ago") << qint64(800LL * 86400) << u"2024-03-08"_s;
}

void PanelsWords::spoken()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    const QDateTime now(QDate(2026, 5, 17), QTime(12, 0), Qt::UTC);
    QCOMPARE(spokenTime(now.addSecs(-seconds), now), text);
    QCOMPARE(spokenTime({}, now), u"not given"_s);
    QCOMPARE(exactTime(now), u"2026-05-17 12:00:00 UTC"_s);
}

void PanelsWords::durations_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<QString>("text");
    QTest::newRow("tenths") << qint64(4249) << u"4.2 s"_s;
    QTest::newRow("none") << qint64(0) << u"0.0 s"_s;
    QTest::newRow("seconds") << qint64(12900) << u"12 s"_s;
    QTest::newRow("minutes") << qint64(125000) << u"2 min 05 s"_s;
    QTest::newRow("hours") << qint64(3780000) << u"1 h 03 min"_s;
    QTest::newRow("negative") << qint64(-5) << u"0.0 s"_s;
}

void PanelsWords::durations()
{
    QFETCH(qint64, span);
    QTEST(durationText(milliseconds(span)), "text");
}

void PanelsWords::verbs_data()
{
    QTest::addColumn<int>("state"); // -1: no job yet
    QTest::addColumn<QString>("verb");
    QTest::newRow("none") << -1 << u"Get balance"_s;
    const QHash<JobState, QString> table{{JobState::Queued, u"Cancel"_s}, {JobState::Starting, u"Cancel"_s}, {JobState::WaitingForOther, u"Cancel"_s}, {JobState::StartDelayed, u"Cancel"_s},
        {JobState::Polling, u"Cancel"_s}, {JobState::AwaitingPerson, u"Cancel"_s}, {JobState::Answering, u"Cancel"_s}, {JobState::Fetching, u"Cancel"_s},
        {JobState::Done, u"Get again"_s}, {JobState::Unavailable, u"Try again"_s}, {JobState::Failed, u"Try again"_s},
        {JobState::Cancelled, u"Try again"_s}, {JobState::TimedOut, u"Try again"_s}};
    for (auto row = table.cbegin(); row != table.cend(); ++row)
        QTest::newRow(qPrintable(jobStateName(row.key()))) << static_cast<int>(row.key()) << row.value();
}

void PanelsWords::verbs()
{
    QFETCH(int, state);
    const auto given = state < 0 ? std::nullopt : std::optional(static_cast<JobState>(state));
    QTEST(jobVerbText(jobVerb(given), JobKind::Balance), "verb");
}

void PanelsWords::onlyWhatGoesOnByItselfMoves()
{
    const QSet<JobState> moving{JobState::Starting, JobState::WaitingForOther, JobState::StartDelayed, JobState::Polling, JobState::Fetching};
    for (int state = 0; state <= static_cast<int>(JobState::TimedOut); ++state)
        QCOMPARE(isMoving(static_cast<JobState>(state)), moving.contains(static_cast<JobState>(state)));
    QCOMPARE(jobStateText(JobState::AwaitingPerson), u"needs a second factor"_s);
}

void PanelsWords::everyStateHasAFace()
{
    for (int state = 0; state <= static_cast<int>(JobState::TimedOut); ++state) {
        const JobFace face = jobFace(static_cast<JobState>(state));
        QVERIFY(!face.word.isEmpty());
        QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(face.icon)), qPrintable(face.icon));
    }
}

void PanelsWords::timeline()
{
    const QDateTime start(QDate(2026, 5, 17), QTime(12, 0), Qt::UTC);
    Job job;
    job.polls = 3;
    job.history = {{start, JobState::Queued}, {start.addMSecs(10), JobState::Starting}, {start.addMSecs(1500), JobState::Polling},
                   {start.addMSecs(9000), JobState::Fetching}, {start.addMSecs(9400), JobState::Done}};
    QCOMPARE(jobTimeline(job), u"queued → starting → %1 ×3 → %2 → done"_s.arg(jobStateText(JobState::Polling), jobStateText(JobState::Fetching)));
    const QStringList lines = jobHistoryLines(job).split(u'\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines.at(2).contains(u"+1.5 s"_s));
    // With a second factor in between, nobody knows how many polls belong to which part.
    job.history.insert(3, {start.addMSecs(4000), JobState::AwaitingPerson});
    job.history.insert(4, {start.addMSecs(5000), JobState::Polling});
    QVERIFY(!jobTimeline(job).contains(u"×3"_s));
    QVERIFY(jobTimeline(job).contains(jobStateText(JobState::AwaitingPerson)));
}

void PanelsWords::facts()
{
    const QDateTime start(QDate(2026, 5, 17), QTime(12, 0), Qt::UTC);
    Job job;
    job.state = JobState::Polling;
    job.startedAt = start;
    job.rawStatus = u"IN_PROGRESS"_s;
    job.polls = 1;
    job.nextPollAt = start.addMSecs(14100);
    QCOMPARE(jobFacts(job, start.addMSecs(12900)), (QStringList{u"12 s"_s, u"service says “IN_PROGRESS”"_s, u"1 poll"_s, u"next in 2 s"_s}));
    job.state = JobState::Done;
    job.endedAt = start.addMSecs(4249);
    QCOMPARE(jobFacts(job, start.addSecs(999)), (QStringList{u"4.2 s"_s, u"1 poll"_s}));
    job.endedAt = start.addMSecs(30); // refused at once
    QCOMPARE(jobFacts(job, start.addSecs(999)), (QStringList{u"1 poll"_s}));
    QCOMPARE(keptTogether({u"last time 4.6 s"_s, u"1 poll"_s}), u"last\u00a0time\u00a04.6\u00a0s · 1\u00a0poll"_s);
    const QString free = u"service says “a rather long unknown word”"_s; // somewhere it must be broken
    QCOMPARE(keptTogether({free}), free);
}

void PanelsWords::tookTimeIsOfAnEndedJob()
{
    const QDateTime start(QDate(2026, 5, 17), QTime(12, 0), Qt::UTC);
    Job job;
    job.startedAt = start;
    QVERIFY(!tookTime(job));
    job.endedAt = start.addSecs(20);
    QCOMPARE(tookTime(job), std::optional(milliseconds(20000)));
    QVERIFY(!tookTime({}));
}

void PanelsWords::statuses_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("connected") << u"CONNECTED"_s << u"Connected"_s;
    QTest::newRow("active, any case") << u"Active"_s << u"Connected"_s;
    QTest::newRow("none") << QString() << u"Status not known"_s;
    QTest::newRow("expired") << u"EXPIRED_CONSENT"_s << u"Consent expired"_s;
    QTest::newRow("revoked by user") << u"REVOKED_BY_USER"_s << u"Revoked"_s;
    QTest::newRow("older word") << u"revoked"_s << u"Revoked"_s;
    QTest::newRow("unknown") << u"PAUSED_BY_BANK"_s << u"PAUSED_BY_BANK"_s;
}

void PanelsWords::statuses()
{
    QFETCH(QString, status);
    const StatusText text = connectionStatusText(status);
    QTEST(text.word, "word");
    QVERIFY(QFile::exists(u":/icons/%1.svg"_s.arg(text.icon)));
}

void PanelsWords::accountLines()
{
    QCOMPARE(accountTypeIn(u"Aerosync Savings"_s), u"savings"_s);
    QCOMPARE(accountTypeIn(u"Everyday"_s), QString());
    QCOMPARE(accountLine(u"CHECKING"_s, u"2901"_s), u"checking ••••2901"_s);
    QCOMPARE(accountLine(u"savings"_s, u"..1234"_s), u"savings ••••1234"_s);
    QCOMPARE(accountLine({}, u"000123456789"_s), u"••••6789"_s); // never more than four, whatever the service sends
    QCOMPARE(accountLine({}, {}), QString());
    QCOMPARE(accountSummary(u"Aerosync Checking"_s, u"CHECKING"_s, u"2901"_s), u"Aerosync Checking · ••••2901"_s);
    QCOMPARE(accountSummary(u"Everyday"_s, u"CHECKING"_s, u"2901"_s), u"Everyday · checking ••••2901"_s);
    QCOMPARE(accountSummary({}, u"CHECKING"_s, u"2901"_s), u"checking ••••2901"_s);
    QCOMPARE(accountSummary({}, {}, {}), QString());
}

void PanelsWords::explanations()
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.level = LogEntry::Level::Bad;
    entry.title = u"POST /v2/accounts/…/refresh 409"_s;
    entry.answerBody = R"({"error":{"code":"AC-112","message":"busy"}})";
    QVERIFY(eventExplanation(entry).startsWith(u"AC-112: "_s));
    entry.level = LogEntry::Level::Good;
    QVERIFY(eventExplanation(entry).isEmpty());
    entry.kind = LogEntry::Kind::Rejected;
    QVERIFY(!eventExplanation(entry).isEmpty());
    entry.at = QDateTime(QDate(2026, 5, 17), QTime(12, 0, 1), Qt::LocalTime);
    entry.detail = u"why"_s;
    QCOMPARE(eventLine(entry), u"12:00:01  POST /v2/accounts/…/refresh 409 · why"_s);
}

void PanelsWords::entryAsTextIsMasked()
{
    LogEntry entry;
    entry.kind = LogEntry::Kind::Http;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.verb = "GET";
    entry.url = QUrl(u"http://127.0.0.1/v2/accounts/1"_s);
    entry.status = 200;
    entry.requestHeaders = {{"Accept", "application/json"}};
    entry.answerBody = R"({"account":{"accountNumber":"000123456789","bankName":"Harbour"}})";
    const QString masked = eventAsText(entry, false);
    QVERIFY(!masked.contains(u"000123456789"_s));
    QVERIFY(masked.contains(u"Harbour"_s) && masked.contains(u"Accept: application/json"_s) && masked.contains(u"Answer 200"_s));
    QVERIFY(eventAsText(entry, true).contains(u"000123456789"_s));
}

void PanelsWords::errors()
{
    const Error error{.kind = Error::Kind::Service, .message = u"busy"_s, .where = u"POST /x"_s, .code = u"AC-112"_s, .httpStatus = 409};
    QVERIFY(adviceText(error).contains(u"job"_s)); // from the table of codes
    const QString details = errorDetails(error);
    for (const QString &part : {u"POST /x"_s, u"AC-112"_s, u"409"_s, u"service"_s})
        QVERIFY2(details.contains(part), qPrintable(part));
    QVERIFY(!adviceText(Error{.kind = Error::Kind::Decode}).isEmpty());
    // An id is shortened (its row has it to copy); a place in an answer is not.
    QVERIFY(!errorDetails({.where = u"REF-726018b420dfd062f9f0dd6972ec46a8"_s}).contains(u"726018b420dfd062"_s));
    QVERIFY(errorDetails({.where = u"transactions[17].description.text"_s}).contains(u"transactions[17].description.text"_s));
}

QTEST_MAIN(PanelsWords)
#include "panels_words.moc"
