// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs, aerosync-walk and the window, are killed at random instants of a busy run, again and again; what
// they had begun ends all the same. CONSOLE_KILLS: how often (20 in every run of the tests, 500 with the benches).
#include "integration/jobs_world.h"

#include <QFile>
#include <QHash>
#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;

class KillJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QVERIFY(m_world.end()); }
    void killedAgainAndAgain();

private:
    void round(int i);
    void letItGetGoing(QProcess &program, int i);
    void checkHistory();
    void checkEnds();
    void checkService();
    jobs_world::JobsWorld m_world;
    QRandomGenerator m_random{20261127};
    QHash<qint64, QString> m_known; // the jobs of the history after the kill before: row, and the service's id
    int m_open = 0;                 // of these
    int m_takenByConsole = 0;       // rounds after which the killed window owned jobs
};

namespace {

bool isConsoleRound(int i)
{
    return i % 3 == 1;
}

/// Jobs that this process has under way.
QString jobsOf(qint64 pid)
{
    return u"SELECT count(*) FROM jobs WHERE ended = 0 AND run = (SELECT id FROM runs WHERE pid = %1 ORDER BY id DESC LIMIT 1)"_s.arg(pid);
}

} // namespace

void KillJobs::initTestCase()
{
    // Half speed: a job takes 4 to 10 s, so one whose start's answer was lost still runs when it is looked for.
    const QString obstacle = m_world.begin(0.5, 4, true);
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    m_world.writeSettings();
}

/// The first walk gets as far as jobs on every connection, and the first window as far as having them, on however slow
/// a machine; the others as far as chance lets them.
void KillJobs::letItGetGoing(QProcess &program, int i)
{
    QByteArray said;
    while (i == 0 && said.count(" polling ") < 8 && program.waitForReadyRead(60'000))
        said += program.readAll();
    if (i == 1)
        QTRY_VERIFY_WITH_TIMEOUT(m_world.number(jobsOf(program.processId())) > 0, 60'000);
}

void KillJobs::round(int i)
{
    QProcess program;
    const bool more = i % 6 == 0 && m_open < 48; // now and then, so that there is always something under way
    if (isConsoleRound(i))
        m_world.startConsole(program);
    else
        m_world.startWalk(program, more);
    QVERIFY(program.waitForStarted());
    const qint64 pid = program.processId();
    letItGetGoing(program, i);
    if (QTest::currentTestFailed())
        return;
    // From the program's first instructions to the thick of it.
    program.waitForFinished(int(more ? m_random.bounded(300, 2000) : m_random.bounded(30, isConsoleRound(i) ? 2000 : 900)));
    QVERIFY2(!isConsoleRound(i) || program.state() == QProcess::Running, program.readAll().constData()); // a window does not end by itself
    program.kill();
    QVERIFY(program.waitForFinished(10'000));
    if (isConsoleRound(i) && m_world.lookAtCopy(jobsOf(pid)).value(0).value(0).toInt() > 0)
        ++m_takenByConsole;
    checkHistory();
}

/// Whole, no job twice, none gone, each on a connection that is known.
void KillJobs::checkHistory()
{
    if (!QFile::exists(m_world.history()))
        return;
    QCOMPARE(m_world.lookAtCopy(u"PRAGMA integrity_check"_s).value(0).value(0).toString(), u"ok"_s);
    if (m_world.lookAtCopy(u"SELECT 1 FROM sqlite_schema WHERE name = 'jobs'"_s).isEmpty())
        return; // killed before it had tables
    QHash<qint64, QString> now;
    QSet<QString> jobIds;
    for (const QVariantList &row : m_world.lookAtCopy(u"SELECT id, job_id FROM jobs"_s)) {
        const QString jobId = row.at(1).toString();
        QVERIFY2(jobId.isEmpty() || !jobIds.contains(jobId), qPrintable(jobId + u" stands in two rows"_s));
        jobIds << jobId;
        now.insert(row.at(0).toLongLong(), jobId);
    }
    for (auto before = m_known.cbegin(); before != m_known.cend(); ++before) {
        QVERIFY2(now.contains(before.key()), qPrintable(u"the row of %1 is gone"_s.arg(before.value())));
        QVERIFY2(before->isEmpty() || now.value(before.key()) == *before, qPrintable(u"%1 has become %2"_s.arg(*before, now.value(before.key()))));
    }
    m_known = now;
    m_open = m_world.lookAtCopy(u"SELECT count(*) FROM jobs WHERE ended = 0"_s).value(0).value(0).toInt();
    // No connection is lost: the history knows each that a job was started on.
    QCOMPARE(m_world.lookAtCopy(u"SELECT DISTINCT connection_id FROM jobs WHERE connection_id NOT IN (SELECT connection_id FROM connections)"_s).size(), 0);
    checkService();
}

/// Nothing of the history is invented; and where the service runs what the history has no id of, there is a row whose
/// start had not been answered yet.
void KillJobs::checkService()
{
    QHash<QString, int> unanswered;
    for (const QVariantList &row : m_world.lookAtCopy(u"SELECT connection_id, count(*) FROM jobs WHERE job_id = '' AND starts > 0 AND ended = 0 GROUP BY connection_id"_s))
        unanswered.insert(row.at(0).toString(), row.at(1).toInt());
    QSet<QString> left;
    for (const QString &jobId : std::as_const(m_known))
        left << jobId;
    left.remove(QString());
    for (const QJsonValue &job : m_world.ask("GET", u"/simulator/state"_s).value("jobs"_L1).toArray()) {
        if (job["kind"_L1].toString() == "link"_L1 || left.remove(job["jobId"_L1].toString()))
            continue;
        QVERIFY2(unanswered[job["connectionId"_L1].toString()]-- > 0, qPrintable(job["jobId"_L1].toString() + u" runs, and no row waits for it"_s));
    }
    QVERIFY2(left.isEmpty(), qPrintable(QStringList(left.cbegin(), left.cend()).join(u' ')));
}

/// Everything that was begun has ended right, but for what waits for a person.
void KillJobs::checkEnds()
{
    for (const QVariantList &row : m_world.lookAtCopy(u"SELECT connection_id, kind, job_id, state, cause FROM jobs"_s)) {
        const QString state = row.at(3).toString();
        // nobody comes to answer: it waits, until the service gives it up and the next one asks
        const bool waits = row.at(0).toString() == m_world.asking() && (state == "awaiting-person"_L1 || state == "queued"_L1 || state == "failed"_L1);
        QVERIFY2(state == "done"_L1 || waits, qPrintable(u"%1 %2 %3 %4 %5"_s.arg(row.at(0).toString(), row.at(1).toString(), row.at(2).toString(), state, row.at(4).toString())));
    }
    // What the service ran is what the history knows: no job is unknown, and none was started for two rows or twice.
    QHash<QString, int> known;
    for (const QString &jobId : std::as_const(m_known))
        ++known[jobId];
    const QStringList ran = m_world.jobsAtTheService();
    for (const QString &jobId : ran)
        QVERIFY2(known.value(jobId) == 1, qPrintable(u"%1 stands in %2 rows"_s.arg(jobId).arg(known.value(jobId))));
    QVERIFY2(ran.size() >= 10, qPrintable(u"only %1 jobs ran: the kills came before anything happened"_s.arg(ran.size())));
    QCOMPARE(m_world.lookAtCopy(u"SELECT 1 FROM connections"_s).size(), 8);
}

void KillJobs::killedAgainAndAgain()
{
    const int kills = qEnvironmentVariableIntValue("CONSOLE_KILLS") > 0 ? qEnvironmentVariableIntValue("CONSOLE_KILLS") : 20;
    for (int i = 0; i < kills; ++i) {
        round(i);
        if (QTest::currentTestFailed())
            return;
    }
    m_world.setSpeed(50); // no need to wait for the rest
    QProcess last;
    m_world.startWalk(last, false);
    QVERIFY(last.waitForStarted());
    QVERIFY2(last.waitForFinished(300'000), last.readAll().right(3000).constData());
    checkHistory();
    if (!QTest::currentTestFailed())
        checkEnds();
    qInfo("%d kills, %lld jobs at the service, each in one row; %d times the killed window had taken jobs up", kills, qlonglong(m_world.jobsAtTheService().size()), m_takenByConsole);
}

QTEST_GUILESS_MAIN(KillJobs)
#include "kill_jobs.moc"
