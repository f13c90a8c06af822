// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs while the disk with their history is really full: jobs go on, it is told, and what could not be
// written is written when there is room.
#include "integration/jobs_world.h"
#include "support/smalldisk.h"

#include <QtTest>

using namespace jobs_world;

namespace {

QString obstacle; // why this machine allows no mounts; set in main()
constexpr int limit = 60'000; // ms

} // namespace

class FullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whileJobsRun();
    void whenAWindowStarts();

private:
    bool hasSaid(const QByteArray &text)
    {
        m_said += m_program->readAll();
        return m_said.contains(text);
    }
    void restart() { m_program = std::make_unique<QProcess>(); m_said.clear(); }
    void checkAllDone();
    std::unique_ptr<JobsWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<support::SmallDisk> m_disk;
    std::unique_ptr<QProcess> m_program;
    QByteArray m_said;
};

void FullDisk::initTestCase()
{
    if (!obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
}

void FullDisk::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_disk = std::make_unique<support::SmallDisk>(m_folder->path());
    if (!m_disk->obstacle().isEmpty())
        QSKIP(qPrintable(m_disk->obstacle()));
    m_world = std::make_unique<JobsWorld>();
    const QString why = m_world->begin(0.5, 2, false);
    QVERIFY2(why.isEmpty(), qPrintable(why));
    m_world->writeSettings();
    m_world->setHistory(m_folder->filePath(u"history.sqlite"_s));
    restart();
}

void FullDisk::cleanup()
{
    if (m_program) {
        m_program->kill();
        m_program->waitForFinished();
    }
    m_program.reset();
    QVERIFY(!m_world || m_world->end());
    m_world.reset();
    m_disk.reset();
    m_folder.reset();
}

void FullDisk::checkAllDone()
{
    QCOMPARE(m_world->lookAtCopy(u"PRAGMA integrity_check"_s).value(0).value(0).toString(), u"ok"_s);
    QCOMPARE(m_world->lookAtCopy(u"SELECT 1 FROM jobs WHERE state <> 'done'"_s).size(), 0);
    QStringList known;
    for (const QVariantList &row : m_world->lookAtCopy(u"SELECT job_id FROM jobs ORDER BY job_id"_s))
        known << row.constFirst().toString();
    QStringList ran = m_world->jobsAtTheService();
    ran.sort();
    QCOMPARE(known, ran);
    QCOMPARE(ran.size(), 12);
}

/// Those under way end and the next ones start, also while nothing of it can be written.
void FullDisk::whileJobsRun()
{
    m_world->startWalk(*m_program, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_world->number(u"SELECT count(*) FROM jobs WHERE state = 'polling'"_s), 4, limit);
    QVERIFY(m_disk->fill());
    m_world->setSpeed(2);
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid("history: The disk is full"), limit);
    const auto done = [this] { (void)hasSaid({}); return m_said.count(" done "); };
    const auto before = done();
    QTRY_VERIFY_WITH_TIMEOUT(done() >= before + 4, limit);
    const int stored = m_world->number(u"SELECT count(*) FROM jobs WHERE state = 'done'"_s);
    QVERIFY2(stored < done(), qPrintable(QString::number(stored)));
    QCOMPARE(m_program->state(), QProcess::Running);
    QVERIFY(m_disk->makeRoom());
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid("history: It is kept again."), limit);
    m_world->setSpeed(50);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->state(), QProcess::NotRunning, limit);
    (void)hasSaid({});
    QVERIFY2(m_program->exitStatus() == QProcess::NormalExit && m_program->exitCode() == 0, ("exit code " + QByteArray::number(m_program->exitCode()) + ": ..." + m_said.right(300)).constData());
    checkAllDone();
}

/// What an earlier run left is not left for the next start.
void FullDisk::whenAWindowStarts()
{
    m_world->startWalk(*m_program, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_world->number(u"SELECT count(*) FROM jobs WHERE state = 'polling'"_s), 4, limit);
    m_program->kill();
    QVERIFY(m_program->waitForFinished());
    const qsizetype open = m_world->lookAtCopy(u"SELECT 1 FROM jobs WHERE ended = 0"_s).size();
    QVERIFY(m_disk->fill());

    restart(); // a walk has nothing else to do: it does not wait, and does not say that all is well
    m_world->startWalk(*m_program, false);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->state(), QProcess::NotRunning, limit);
    QVERIFY(hasSaid("What an earlier run left unfinished is not known"));
    QCOMPARE(m_program->exitCode(), 1);

    QVERIFY(m_disk->fill()); // its end has tidied up, which made room
    restart();
    m_world->startConsole(*m_program);
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid("history: The disk is full"), limit);
    QCOMPARE(m_world->lookAtCopy(u"SELECT 1 FROM jobs WHERE ended = 0"_s).size(), open);
    QVERIFY(m_disk->makeRoom());
    QTRY_COMPARE_WITH_TIMEOUT(m_world->number(u"SELECT count(*) FROM jobs WHERE run = (SELECT id FROM runs WHERE pid = %1)"_s.arg(m_program->processId())), int(open), limit);
    m_world->setSpeed(50);
    QTRY_COMPARE_WITH_TIMEOUT(m_world->number(u"SELECT count(*) FROM jobs WHERE ended = 0"_s), 0, limit);
    m_program->kill();
    QVERIFY(m_program->waitForFinished());
    checkAllDone();
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    (void)QCoreApplication::applicationFilePath(); // what /proc tells of it is another namespace's from then on
    obstacle = support::enterOwnMounts();
    FullDisk test;
    return QTest::qExec(&test, argc, argv);
}
#include "full_disk.moc"
