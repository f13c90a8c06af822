// SPDX-License-Identifier: GPL-3.0-or-later
// Windows and walks at once, as programs of their own, on one history: each job is watched by exactly one of them, and
// when that one is killed, the next start takes its jobs up. (A window that is open already does not: it has asked when it
// came up.) Each program reaches the service by a way of its own, so that it can be seen who asks for what.
#include "integration/detour.h"
#include "integration/jobs_world.h"

#include <QtTest>

using namespace jobs_world;

namespace {

constexpr int limit = 60'000; // ms; generous: other tests run beside this one
constexpr int jobCount = 12;  // of two people with two accounts each

struct Program {
    Program(JobsWorld &world, const QString &name) : detour(world.api()), settings(name + u".ini"_s) { world.writeSettings(settings, detour.address()); }
    ~Program() { kill(); }
    void kill()
    {
        process.kill(); // SIGKILL
        process.waitForFinished();
    }
    qint64 pid() const { return process.processId(); }
    QByteArray said()
    {
        m_said += process.readAll();
        return m_said;
    }

    Detour detour;
    QString settings;
    QProcess process;

private:
    QByteArray m_said;
};

} // namespace

class TwoPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QVERIFY(m_world.end()); }
    void eachJobIsWatchedByOne();

private:
    void aWalkAndAWindowAtOnce();
    void twoWindowsAtOnce();
    void aWalkBesideTheOwner();
    void theOwnerIsKilled();
    void whatBecameOfAll();
    std::unique_ptr<Program> console(const QString &name);
    std::unique_ptr<Program> walk(const QString &name, bool more);
    int registered(const Program &program) const;
    int ownedBy(const Program &program) const;
    JobsWorld m_world;
    std::unique_ptr<Program> m_early, m_one, m_two; // windows
    Program *m_owner = nullptr, *m_other = nullptr; // of the last two
};

void TwoPrograms::initTestCase()
{
    const QString obstacle = m_world.begin(0.5, 2, false); // half speed: a job takes 4 to 10 s
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
}

std::unique_ptr<Program> TwoPrograms::console(const QString &name)
{
    auto program = std::make_unique<Program>(m_world, name);
    m_world.startConsole(program->process, program->settings);
    return program;
}

std::unique_ptr<Program> TwoPrograms::walk(const QString &name, bool more)
{
    auto program = std::make_unique<Program>(m_world, name);
    m_world.startWalk(program->process, more, program->settings);
    return program;
}

int TwoPrograms::registered(const Program &program) const
{
    return m_world.number(u"SELECT count(*) FROM runs WHERE ended_at IS NULL AND pid = %1"_s.arg(program.pid()));
}

int TwoPrograms::ownedBy(const Program &program) const
{
    return m_world.number(u"SELECT count(*) FROM jobs WHERE ended = 0 AND run = (SELECT id FROM runs WHERE pid = %1 ORDER BY id DESC LIMIT 1)"_s.arg(program.pid()));
}

/// On a file that neither has seen before.
void TwoPrograms::aWalkAndAWindowAtOnce()
{
    const auto first = walk(u"first"_s, true);
    m_early = console(u"early"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_world.number(u"SELECT count(*) FROM jobs"_s), jobCount, limit);
    QTRY_COMPARE_WITH_TIMEOUT(m_world.number(u"SELECT count(*) FROM jobs WHERE state = 'polling'"_s), 4, limit); // one on each connection
    QTRY_COMPARE_WITH_TIMEOUT(registered(*m_early), 1, limit);
    QCOMPARE(registered(*first), 1);
    QTRY_COMPARE_WITH_TIMEOUT(first->detour.polled().size(), 4, limit);
    QCOMPARE(m_early->detour.starts() + m_early->detour.polled().size(), 0);
    QVERIFY2(!first->said().contains("history:"), first->said().left(1000).constData());
    first->kill();
}

void TwoPrograms::twoWindowsAtOnce()
{
    m_one = console(u"one"_s);
    m_two = console(u"two"_s);
    QTRY_COMPARE_WITH_TIMEOUT(registered(*m_one) + registered(*m_two), 2, limit);
    QTRY_COMPARE_WITH_TIMEOUT(ownedBy(*m_one) + ownedBy(*m_two), m_world.number(u"SELECT count(*) FROM jobs WHERE ended = 0"_s), limit);
    QVERIFY2(ownedBy(*m_one) == 0 || ownedBy(*m_two) == 0, "in one transaction one gets all");
    m_owner = ownedBy(*m_one) > 0 ? m_one.get() : m_two.get();
    m_other = m_owner == m_one.get() ? m_two.get() : m_one.get();
    QTRY_VERIFY_WITH_TIMEOUT(m_owner->detour.polled().size() >= 4, limit);
    QCOMPARE(ownedBy(*m_early), 0);
}

/// It finds nothing that it may have, and says so.
void TwoPrograms::aWalkBesideTheOwner()
{
    const auto idle = walk(u"idle"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(idle->process.state(), QProcess::NotRunning, limit);
    QCOMPARE(idle->process.exitCode(), 0);
    QCOMPARE(idle->said().trimmed(), QByteArray("0 jobs ended well, 0 did not or wait for a person."));
    QCOMPARE(idle->detour.starts() + idle->detour.polled().size(), 0);
    QVERIFY(ownedBy(*m_owner) > 0);
}

/// Those that are there leave its jobs alone; of two that start now each job gets one.
void TwoPrograms::theOwnerIsKilled()
{
    const int left = ownedBy(*m_owner);
    m_owner->kill();
    const auto late = console(u"late"_s);
    const auto last = walk(u"last"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(registered(*late), 1, limit);
    QTRY_VERIFY_WITH_TIMEOUT(last->process.state() == QProcess::NotRunning || ownedBy(*late) + ownedBy(*last) > 0, limit);
    m_world.setSpeed(50); // no need to wait for the rest
    QTRY_COMPARE_WITH_TIMEOUT(m_world.number(u"SELECT count(*) FROM jobs WHERE ended = 0"_s), 0, limit);
    QTRY_COMPARE_WITH_TIMEOUT(last->process.state(), QProcess::NotRunning, limit);
    QVERIFY2(last->process.exitStatus() == QProcess::NormalExit && last->process.exitCode() == 0, ("exit code " + QByteArray::number(last->process.exitCode()) + ": ..." + last->said().right(300)).constData());
    QVERIFY2(!late->detour.polled().intersects(last->detour.polled()), "the same job was asked for by two");
    QVERIFY2(late->detour.polled().size() + last->detour.polled().size() >= std::min(left, 4), qPrintable(QString::number(left)));
    for (const auto &program : {late.get(), last.get()})
        QVERIFY2(!program->said().contains("history:"), program->said().constData());
    QCOMPARE(late->process.state(), QProcess::Running);
}

void TwoPrograms::whatBecameOfAll()
{
    for (Program *window : {m_early.get(), m_other}) {
        QCOMPARE(window->process.state(), QProcess::Running);
        QVERIFY2(!window->said().contains("history:"), window->said().constData()); // "Another program keeps the history locked"
        QCOMPARE(window->detour.starts() + window->detour.polled().size(), 0);
        window->kill();
    }
    QCOMPARE(m_world.lookAtCopy(u"PRAGMA integrity_check"_s).value(0).value(0).toString(), u"ok"_s);
    QCOMPARE(m_world.lookAtCopy(u"SELECT 1 FROM jobs WHERE state <> 'done'"_s).size(), 0);
    QStringList known;
    for (const QVariantList &row : m_world.lookAtCopy(u"SELECT job_id FROM jobs ORDER BY job_id"_s))
        known << row.constFirst().toString();
    QStringList ran = m_world.jobsAtTheService();
    ran.sort();
    QCOMPARE(known, ran); // nothing was started twice, and each stands in one row
    QCOMPARE(ran.size(), jobCount);
}

void TwoPrograms::eachJobIsWatchedByOne()
{
    for (const auto step : {&TwoPrograms::aWalkAndAWindowAtOnce, &TwoPrograms::twoWindowsAtOnce, &TwoPrograms::aWalkBesideTheOwner,
                            &TwoPrograms::theOwnerIsKilled, &TwoPrograms::whatBecameOfAll}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_GUILESS_MAIN(TwoPrograms)
#include "two_programs.moc"
