// SPDX-License-Identifier: GPL-3.0-or-later
// History: several programs on one file, and programs that are killed: nothing told as kept is lost, no job is taken twice.
#include "store_history_fixture.h"

#include <QRandomGenerator>

using namespace history_test;

namespace {

/// Puts jobs and waits, to be killed: it has the job 1 open and the job 2 ended.
int childWithJobs(const QString &file)
{
    History history(file);
    history.put(job(1));
    history.put(job(2, u"completed"_s, true));
    if (kept(history) != true)
        return 1;
    say("ready");
    return QCoreApplication::exec();
}

/// Writes as fast as it can and says each number that was told as kept; to be killed at any instant.
int childThatWrites(const QString &file, qint64 first)
{
    History history(file);
    QTimer timer;
    qint64 next = first;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        const qint64 id = next++;
        history.put(job(id));
        history.put(HistoryChange{.job = id, .at = at(1), .state = u"queued"_s});
        history.putPayload(id, QByteArray(3000, char('a' + id % 20)));
        history.whenKept(&timer, [id](bool kept) {
            if (kept)
                say(QByteArray::number(id));
        });
    });
    timer.start(1);
    say("ready");
    return QCoreApplication::exec();
}

int childTakesOver(const QString &file)
{
    History history(file);
    for (const HistoryJob &taken : takeOver(history))
        say(QByteArray::number(taken.id));
    say("ready");
    return QCoreApplication::exec();
}

QSet<qint64> numbers(const QByteArray &said)
{
    QSet<qint64> found;
    QList<QByteArray> lines = said.split('\n');
    lines.removeLast(); // empty, or cut off by the kill
    for (const QByteArray &line : lines) {
        if (line != "ready")
            found << line.toLongLong();
    }
    return found;
}

} // namespace

class StoreHistoryPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"history.sqlite"_s);
    }

    void twoUseOneFile()
    {
        History one(m_file), two(m_file);
        QVERIFY(isOpen(one) && isOpen(two));
        one.put(job(1));
        two.put(job(2));
        QCOMPARE(kept(one), true);
        QCOMPARE(kept(two), true);
        QCOMPARE(ids(jobs(one)), (QList<qint64>{2, 1}));
        QCOMPARE(ids(jobs(two)), (QList<qint64>{2, 1}));
        History three(m_file);
        QVERIFY(isOpen(three));
        QCOMPARE(three.otherPrograms(), 2);
    }

    void manyAtOnceOnANewFile()
    {
        std::vector<std::unique_ptr<History>> all;
        for (int i = 0; i < 8; ++i) {
            all.push_back(std::make_unique<History>(m_file));
            all.back()->put(job(i + 1));
        }
        for (const auto &one : all)
            QCOMPARE(kept(*one), true);
        QCOMPARE(jobs(*all.front()).size(), 8);
        for (const auto &one : all) {
            QCOMPARE(one->state(), History::State::Open);
            QVERIFY2(!one->problem(), qPrintable(one->problem().value_or(Error()).message));
        }
    }

    void jobsOfALivingRunAreNotTaken()
    {
        auto one = std::make_unique<History>(m_file);
        one->put(job(1));
        one->put(job(2, u"completed"_s, true));
        HistoryJob elsewhere = job(3);
        elsewhere.environment = u"simulator"_s;
        one->put(elsewhere);
        one->put(job(4));
        QCOMPARE(kept(*one), true);
        History two(m_file);
        QCOMPARE(ids(takeOver(two)), QList<qint64>());
        QCOMPARE(ids(takeOver(*one)), (QList<qint64>{1, 4})); // its own, oldest first
        one.reset(); // it ends
        QCOMPARE(ids(takeOver(two)), (QList<qint64>{1, 4}));
        History three(m_file);
        QCOMPARE(ids(takeOver(three)), QList<qint64>());
        three.put(job(1)); // who writes a job owns it
        QCOMPARE(kept(three), true);
        QCOMPARE(ids(takeOver(two)), (QList<qint64>{4}));
    }

    void jobsOfAKilledRunAreTakenOnce()
    {
        Child dead({u"jobs"_s, m_file});
        QVERIFY(dead.isReady());
        {
            History witness(m_file);
            QVERIFY(isOpen(witness));
            QCOMPARE(witness.otherPrograms(), 1);
            QCOMPARE(ids(takeOver(witness)), QList<qint64>());
            QCOMPARE(beside(m_file, u".run-*"_s).size(), 2);
        }
        dead.kill();
        QCOMPARE(beside(m_file, u".run-*"_s).size(), 1);
        std::vector<std::unique_ptr<Child>> children;
        for (int i = 0; i < 4; ++i) // at once: one gets it
            children.push_back(std::make_unique<Child>(QStringList{u"takeover"_s, m_file}));
        int taken = 0;
        for (const auto &child : children) {
            QVERIFY(child->isReady());
            taken += int(numbers(child->said()).size());
        }
        QCOMPARE(taken, 1);
        for (const auto &child : children)
            child->kill();
        History last(m_file);
        QVERIFY(isOpen(last));
        QCOMPARE(last.otherPrograms(), 0);
        QCOMPARE(ids(takeOver(last)), (QList<qint64>{1}));
        QCOMPARE(beside(m_file, u".run-*"_s).size(), 1); // the dead ones' locks are gone
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM runs WHERE ended_at IS NULL"_s).toInt(), 1);
    }

    void whatWasToldAsKeptSurvivesAnyKill()
    {
        QRandomGenerator random(7);
        QSet<qint64> promised;
        for (int round = 0; round < 20; ++round) {
            Child child({u"writes"_s, m_file, QString::number(round * 100'000 + 1)});
            QVERIFY(child.isReady());
            QTest::qWait(random.bounded(300)); // the instant is the input here, not something waited for
            child.kill();
            promised += numbers(child.said());
            QCOMPARE(outside(m_file, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        }
        QVERIFY2(promised.size() > 20, qPrintable(QString::number(promised.size())));
        History history(m_file);
        const QList<HistoryJob> found = jobs(history, {}, 0, 0);
        QVERIFY2(!history.problem(), qPrintable(history.problem().value_or(Error()).message));
        const QList<qint64> list = ids(found);
        const QSet<qint64> there(list.cbegin(), list.cend());
        QCOMPARE(promised - there, QSet<qint64>());
        QObject receiver;
        qsizetype whole = 0, answers = 0;
        for (const qint64 id : promised) {
            history.payload(id, &receiver, [&, id](const Result<QByteArray> &payload) {
                ++answers;
                whole += payload && *payload == QByteArray(3000, char('a' + id % 20));
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answers, promised.size(), limit);
        QCOMPARE(whole, promised.size());
        // What was written together is there together.
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM jobs"_s), outside(m_file, u"SELECT count(*) FROM changes"_s));
        QCOMPARE(beside(m_file, u".damaged*"_s), QStringList());
    }

    void theEndWritesWhatWaits()
    {
        {
            History history(m_file);
            for (int i = 1; i <= 2000; ++i)
                history.put(job(i));
        }
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM jobs"_s).toInt(), 2000);
        QCOMPARE(outside(m_file, u"SELECT count(*) FROM runs WHERE ended_at IS NULL"_s).toInt(), 0);
        QCOMPARE(beside(m_file, u"-*"_s), QStringList()); // and the WAL is in the file
    }

    void thePlaceOfTheFileMayBeTakenByAnother()
    {
        History history(m_file);
        history.put(job(1));
        QCOMPARE(kept(history), true);
        for (const QString &name : beside(m_file, u"*"_s)) {
            if (!name.contains(u".lock"_s))
                QVERIFY(QFile::rename(m_folder->filePath(name), m_folder->filePath(u"elsewhere-"_s + name)));
        }
        history.put(job(2)); // not into a file that nobody finds again
        QCOMPARE(kept(history), true);
        QCOMPARE(outside(m_file, u"SELECT id FROM jobs"_s).toInt(), 2);
        QCOMPARE(ids(jobs(history)), (QList<qint64>{2}));
        QCOMPARE(outside(m_folder->filePath(u"elsewhere-history.sqlite"_s), u"SELECT id FROM jobs"_s).toInt(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--child"_s) {
        const QString what = arguments.value(2);
        return what == u"jobs"_s ? childWithJobs(arguments.value(3)) : what == u"takeover"_s ? childTakesOver(arguments.value(3))
                                                                                             : childThatWrites(arguments.value(3), arguments.value(4).toLongLong());
    }
    StoreHistoryPrograms test;
    return QTest::qExec(&test, argc, argv);
}
#include "store_history_programs.moc"
