// SPDX-License-Identifier: GPL-3.0-or-later
// bench job.history_NAME: 1,000,000 jobs in the history; a page of the panel under each filter, from the question to
// the answer in the asking thread, against the same SQL through bare SQLite (prepared once, every column read, no
// thread) on the same file, the two in turn. Limit 3.
#include "bench/benchline.h"
#include "store/history.h"
#include "store/historyreads.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int rows = 1'000'000;
constexpr int pageSize = 200;
constexpr qint64 startedAt = 1'790'000'000'000;
constexpr qint64 firstId = startedAt << 20;

[[noreturn]] void giveUp(const char *what, const QString &why)
{
    std::fprintf(stderr, "%s: %s\n", what, qPrintable(why));
    std::exit(1);
}

/// Bare SQLite, as a program in C would use it.
class Bare
{
public:
    explicit Bare(const QString &file)
    {
        if (sqlite3_open_v2(file.toUtf8().constData(), &m_database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
            giveUp("open", QString::fromUtf8(sqlite3_errmsg(m_database)));
        run("PRAGMA cache_size = -16000"); // as the history's
    }
    ~Bare() { sqlite3_close_v2(m_database); }
    void run(const char *sql)
    {
        if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            giveUp(sql, QString::fromUtf8(sqlite3_errmsg(m_database)));
    }
    sqlite3_stmt *prepare(const HistorySql &sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql.text.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
            giveUp("prepare", QString::fromUtf8(sqlite3_errmsg(m_database)));
        for (int i = 0; i < sql.values.size(); ++i) {
            const QVariant &value = sql.values.at(i);
            if (value.userType() == QMetaType::QString) {
                const QByteArray text = value.toString().toUtf8();
                sqlite3_bind_text(statement, i + 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
            } else {
                sqlite3_bind_int64(statement, i + 1, value.toLongLong());
            }
        }
        return statement;
    }

private:
    sqlite3 *m_database = nullptr;
};

struct Read { qint64 rows = 0; quint64 sum = 0; };

/// Every column of every row is looked at, in its own type.
Read readAll(sqlite3_stmt *statement)
{
    Read read;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        ++read.rows;
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            if (sqlite3_column_type(statement, column) == SQLITE_INTEGER)
                read.sum += quint64(sqlite3_column_int64(statement, column));
            else if (const unsigned char *text = sqlite3_column_text(statement, column))
                read.sum += text[0];
        }
    }
    sqlite3_reset(statement);
    return read;
}

/// A million jobs as a busy year leaves them: nearly all completed, a few open, 1,000 connections, texts of usual length.
void fill(Bare *database)
{
    database->run("PRAGMA synchronous = OFF; BEGIN");
    const QByteArray sql = QStringLiteral(R"(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ROWS - 1)
        INSERT INTO jobs SELECT FIRST + (i * 30000 << 20), 1, CASE WHEN i % 20 = 0 THEN 'production' WHEN i % 3 = 0 THEN 'simulator' ELSE 'sandbox' END,
        printf('%08x-aaaa-4bbb-8ccc-%012x', i % 1000, i % 1000), printf('%032x', i % 1000), 'First Bank of Somewhere ' || (i % 200),
        CASE i % 3 WHEN 0 THEN 'balance' WHEN 1 THEN 'transactions' ELSE 'identity' END, NULL, NULL, printf('%08x-1111-4222-8333-%012x', i, i),
        CASE WHEN i % 5000 = 7 THEN 'polling' WHEN i % 100 = 1 THEN 'failed' WHEN i % 250 = 2 THEN 'cancelled' ELSE 'completed' END, i % 5000 <> 7,
        'The data came: the job is completed', 'COMPLETED', CASE WHEN i % 100 = 1 THEN 'The bank did not answer (AR-' || (i % 90 + 100) || ')' ELSE '' END,
        START + i * 30000, START + i * 30000 + 10, START + i * 30000 + 200, START + i * 30000 + 9000, START + i * 30000 + 9000, 1, 4, i % 10 = 3,
        START + i * 30000 + 7000, CASE WHEN i % 5000 <> 7 THEN START + i * 30000 + 9000 END, 2048, 30, '' FROM n)")
                               .replace(u"ROWS"_s, QString::number(rows)).replace(u"FIRST"_s, QString::number(firstId))
                               .replace(u"START"_s, QString::number(startedAt)).toUtf8();
    database->run(sql.constData());
    database->run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

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
    for (int round = 0; round < 301 && (round < 5 || whole.elapsed() < 4000); ++round) {
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
    return bench::line(name.constData(), bench::median(ours), "us", bench::median(ours) / bench::median(theirs), 3);
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
