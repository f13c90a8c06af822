// SPDX-License-Identifier: GPL-3.0-or-later
// bench job.history_NAME: 1,000,000 jobs in the history; a page of the panel under each filter, from the question to
// the answer in the asking thread, against the same SQL through bare SQLite (prepared once, every column read, no
// thread) on the same file, the two in turn. Limit 3. Of each the lower quartile: what it takes when no other program
// has the processor, which the one that needs two threads would wait for twice.
#include "bench/benchline.h"
#include "bench/millionjobs.h"
#include "store/history.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace console;
using namespace bench;

namespace {

struct Question {
    const char *name;
    HistoryFilter filter;
    qint64 before = 0;
};

QList<Question> questions()
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(startedAt, Qt::UTC);
    const QString sandbox = u"sandbox"_s;
    return {
        {"first_page", {.environment = sandbox}},
        {"deep_page", {.environment = sandbox}, firstId + (qint64(rows / 10) * 30000 << 20)},
        {"everywhere", {}},
        {"state", {.environment = sandbox, .states = {u"failed"_s}}},
        {"states", {.environment = sandbox, .states = {u"failed"_s, u"cancelled"_s, u"polling"_s}}},
        {"kind", {.environment = sandbox, .kinds = {u"identity"_s}}},
        {"open", {.environment = sandbox, .ended = false}},
        {"ended", {.environment = sandbox, .ended = true}},
        {"connection", {.environment = sandbox, .connectionId = u"%1"_s.arg(7, 32, 16, QLatin1Char('0'))}},
        {"time", {.environment = sandbox, .from = start.addSecs(30LL * rows / 2), .to = start.addSecs(30LL * rows * 9 / 10)}},
        {"text", {.environment = sandbox, .text = u"somewhere 17"_s}},
        {"text_rare", {.environment = sandbox, .text = u"did not answer (ar-131)"_s}},
        {"text_nowhere", {.environment = sandbox, .text = u"no such text"_s}},
        {"all_at_once", {.environment = sandbox, .states = {u"failed"_s, u"cancelled"_s}, .kinds = {u"balance"_s, u"transactions"_s}, .ended = true,
                         .text = u"bank"_s, .from = start.addSecs(30LL * rows / 10)}},
    };
}

double askHistory(History *history, const Question &question, qint64 *found)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    qint64 nanoseconds = 0;
    history->jobs(question.filter, question.before, pageSize, &loop, [&](const Result<QList<HistoryJob>> &result) {
        nanoseconds = timer.nsecsElapsed();
        if (!result)
            giveUp(question.name, oneLine(result.error()));
        *found = result->size();
        loop.quit();
    });
    loop.exec();
    return double(nanoseconds) / 1000;
}

bool measure(History *history, Bare *bare, const Question &question)
{
    sqlite3_stmt *statement = bare->prepare(jobsSql(question.filter, question.before, pageSize));
    QList<double> ours, theirs;
    QElapsedTimer whole;
    whole.start();
    for (int round = 0; round < 301 && (round < 9 || whole.elapsed() < 4000); ++round) {
        qint64 found = 0;
        ours << askHistory(history, question, &found);
        QElapsedTimer timer;
        timer.start();
        const Read read = readAll(statement);
        theirs << double(timer.nsecsElapsed()) / 1000;
        if (found != read.rows)
            giveUp(question.name, u"%1 rows instead of %2"_s.arg(found).arg(read.rows));
    }
    sqlite3_finalize(statement);
    const QByteArray name = QByteArray("job.history_") + question.name;
    return bench::line(name.constData(), lowerQuartile(ours), "us", lowerQuartile(ours) / lowerQuartile(theirs), 3);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    const auto waitUntilOpen = [](History *history) {
        QEventLoop loop;
        history->whenKept(&loop, [&loop](bool kept) { kept ? loop.quit() : giveUp("open", u"not kept"_s); });
        loop.exec();
    };
    {
        History makesTables(file);
        waitUntilOpen(&makesTables);
    }
    QElapsedTimer timer;
    timer.start();
    Bare bare(file);
    fill(&bare);
    std::printf("%d jobs made in %.1f s\n", rows, double(timer.elapsed()) / 1000);
    History history(file);
    waitUntilOpen(&history);
    bool holds = true;
    for (const Question &question : questions()) {
        if (argc < 2 || QByteArray(argv[1]).split(',').contains(question.name)) // some by name: for a profiler
            holds = measure(&history, &bare, question) && holds;
    }
    return holds ? 0 : 1;
}
