// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history.h"

#include "store/historypurge.h"
#include "store/historyreader.h"
#include "store/historyrelay.h"
#include "store/historywriter.h"
#include "store/historywrites.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console {

namespace {

constexpr auto endLimit = 5s; // what the destructor waits at most

/// Unique among programs by its random bits, rising within this one.
qint64 nextId(const QDateTime &now)
{
    constexpr int randomBits = 20;
    static std::atomic<qint64> newest{0};
    auto *random = QRandomGenerator::global();
    qint64 last = newest.load(), id = 0;
    do {
        const qint64 fresh = (now.toMSecsSinceEpoch() << randomBits) | random->bounded(1 << randomBits);
        id = fresh > last ? fresh : last + 1 + random->bounded(256);
    } while (!newest.compare_exchange_weak(last, id));
    return id;
}

} // namespace

struct History::Private {
    QString file;
    Clock clock;
    State state = State::Opening;
    std::optional<Error> told, trouble, problem;
    int others = 0;
    HistoryWriter *writer = nullptr;
    HistoryReader *reader = nullptr;
    QThread *writing = nullptr, *reading = nullptr;
    QList<HistoryWrite> turn; ///< what was put in this turn of the event loop: all of it comes to the disk, or nothing

    void add(History *history, HistoryWrite write)
    {
        turn << std::move(write);
        if (turn.size() == 1)
            QMetaObject::invokeMethod(history, [this] { writer->add(std::exchange(turn, {})); }, Qt::QueuedConnection);
    }

    void put(History *history, std::function<Stored<void>(HistoryDatabase &)> run, qint64 job = 0)
    {
        HistoryWrite write;
        write.run = std::move(run);
        write.job = job;
        add(history, std::move(write));
    }

    /// Asks in the reader's thread; answers in the receiver's.
    template <typename T>
    void ask(QObject *receiver, Then<T> then, std::function<Stored<T>(HistoryDatabase &)> read) const
    {
        const std::shared_ptr<HistoryRelay> relay = HistoryRelay::to(receiver);
        HistoryQuestion question;
        question.ask = [relay, then, read = std::move(read)](HistoryDatabase &database) -> std::optional<HistoryFault> {
            Stored<T> found = read(database);
            if (!found)
                return found.error();
            relay->send([then, answer = Result<T>(std::move(*found))] { then(answer); });
            return std::nullopt;
        };
        question.fail = [relay, then](const Error &error) {
            relay->send([then, answer = Result<T>(fail(error))] { then(answer); });
        };
        QMetaObject::invokeMethod(reader, [reader = reader, question] { reader->ask(question); }, Qt::QueuedConnection);
    }

    /// Both threads end by themselves; one that hangs in the file system is left behind.
    void endThreads()
    {
        writer->add(std::exchange(turn, {}));
        const QDeadlineTimer deadline(endLimit);
        reader->dropQuestions();
        QMetaObject::invokeMethod(reader, &HistoryReader::finish, Qt::QueuedConnection);
        writer->finish(QDeadlineTimer(endLimit - 1s));
        if (reading->wait(deadline)) {
            delete reader;
            delete reading;
        }
        if (writing->wait(QDeadlineTimer(deadline.remainingTime() + 1000))) { // its last attempt may last a second
            delete writer;
            delete writing;
        }
    }
};

History::History(const QString &file, Clock clock, QObject *parent) : QObject(parent), m(std::make_unique<Private>())
{
    m->file = file;
    m->clock = clock;
    m->writer = new HistoryWriter(file, clock, nextId(clock()));
    m->reader = new HistoryReader(file);
    m->writing = new QThread;
    m->reading = new QThread;
    m->writing->setObjectName(u"history-writer"_s);
    m->reading->setObjectName(u"history-reader"_s);
    m->writer->moveToThread(m->writing);
    m->reader->moveToThread(m->reading);
    const auto update = [this] {
        const std::optional<Error> now = m->trouble ? m->trouble : m->told;
        if (now == m->problem)
            return;
        m->problem = now;
        Q_EMIT problemChanged();
    };
    connect(m->writer, &HistoryWriter::stateFound, this, [this, update](State state, const std::optional<Error> &told, int others) {
        m->told = told;
        m->others = others;
        const bool differs = state != m->state;
        m->state = state;
        update();
        if (differs)
            Q_EMIT stateChanged();
    });
    connect(m->writer, &HistoryWriter::troubleFound, this, [this, update](const std::optional<Error> &trouble) {
        m->trouble = trouble;
        update();
    });
    connect(m->writer, &HistoryWriter::jobsWritten, this, &History::jobsWritten);
    connect(m->writer, &HistoryWriter::readable, m->reader, &HistoryReader::open);
    connect(m->writer, &HistoryWriter::unreadable, m->reader, &HistoryReader::turnOff);
    connect(m->reader, &HistoryReader::damageFound, m->writer, &HistoryWriter::damageFound);
    m->reading->start();
    m->writing->start();
    m->writer->start();
}

History::~History()
{
    m->endThreads();
}

QString History::file() const { return m->file; }
History::State History::state() const { return m->state; }
const std::optional<Error> &History::problem() const { return m->problem; }
int History::otherPrograms() const { return m->others; }

qint64 History::newId()
{
    return nextId(m->clock());
}

void History::put(const HistoryUser &user)
{
    m->put(this, [user](HistoryDatabase &database) { return writeUser(database, user); });
}

void History::put(const HistoryConnection &connection)
{
    m->put(this, [connection](HistoryDatabase &database) { return writeConnection(database, connection); });
}

void History::put(const HistoryJob &job)
{
    m->put(this, [job, run = m->writer->run().id()](HistoryDatabase &database) { return writeJob(database, job, run); }, job.id);
}

void History::put(const HistoryChange &change)
{
    m->put(this, [change](HistoryDatabase &database) { return writeChange(database, change); });
}

void History::put(const HistoryLaunch &launch)
{
    m->put(this, [launch](HistoryDatabase &database) { return writeLaunch(database, launch); });
}

void History::put(const HistoryEvent &event)
{
    m->put(this, [event](HistoryDatabase &database) { return writeEvent(database, event); });
}

void History::putPayload(qint64 job, const QByteArray &bytes)
{
    m->put(this, [job, bytes, compressed = QByteArray()](HistoryDatabase &database) mutable {
        if (compressed.isEmpty())
            compressed = qCompress(bytes, 1); // here, in the writer's thread: it takes some 10 ms for a megabyte
        return writePayload(database, job, bytes.size(), compressed);
    });
}

void History::whenKept(QObject *receiver, std::function<void(bool kept)> then)
{
    HistoryWrite wait;
    wait.isPatient = false;
    wait.settled = [relay = HistoryRelay::to(receiver), then = std::move(then)](const std::optional<Error> &error) {
        relay->send([then, kept = !error] { then(kept); });
    };
    m->add(this, std::move(wait));
}

void History::jobs(const HistoryFilter &filter, qint64 before, int limit, QObject *receiver, Then<QList<HistoryJob>> then)
{
    m->ask<QList<HistoryJob>>(receiver, std::move(then), [sql = jobsSql(filter, before, limit)](HistoryDatabase &database) { return readJobs(database, sql); });
}

void History::count(const HistoryFilter &filter, QObject *receiver, Then<qint64> then)
{
    m->ask<qint64>(receiver, std::move(then), [sql = countSql(filter)](HistoryDatabase &database) {
        return database.first(sql.text, sql.values).map([](const QVariant &value) { return value.toLongLong(); });
    });
}

void History::states(const QString &environment, QObject *receiver, Then<QHash<QString, qint64>> then)
{
    m->ask<QHash<QString, qint64>>(receiver, std::move(then), [environment](HistoryDatabase &database) { return readStates(database, environment); });
}

void History::changes(qint64 job, QObject *receiver, Then<QList<HistoryChange>> then)
{
    m->ask<QList<HistoryChange>>(receiver, std::move(then), [job](HistoryDatabase &database) { return readChanges(database, job); });
}

void History::payload(qint64 job, QObject *receiver, Then<QByteArray> then)
{
    m->ask<QByteArray>(receiver, std::move(then), [job](HistoryDatabase &database) { return readPayload(database, job); });
}

void History::users(const QString &environment, const QDateTime &since, int limit, QObject *receiver, Then<QList<HistoryUser>> then)
{
    m->ask<QList<HistoryUser>>(receiver, std::move(then), [environment, since, limit](HistoryDatabase &database) {
        return readUsers(database, environment, since, limit);
    });
}

void History::connections(const QString &environment, const QString &user, QObject *receiver, Then<QList<HistoryConnection>> then)
{
    m->ask<QList<HistoryConnection>>(receiver, std::move(then), [environment, user](HistoryDatabase &database) {
        return readConnections(database, environment, user);
    });
}

void History::launches(const QString &environment, int limit, QObject *receiver, Then<QList<HistoryLaunch>> then)
{
    m->ask<QList<HistoryLaunch>>(receiver, std::move(then), [environment, limit](HistoryDatabase &database) { return readLaunches(database, environment, limit); });
}

void History::events(const QString &launch, QObject *receiver, Then<QList<HistoryEvent>> then)
{
    m->ask<QList<HistoryEvent>>(receiver, std::move(then), [launch](HistoryDatabase &database) { return readEvents(database, launch); });
}

void History::durations(const QString &environment, const QString &kind, const QString &bank, int limit, QObject *receiver, Then<QList<HistoryDuration>> then)
{
    m->ask<QList<HistoryDuration>>(receiver, std::move(then), [=](HistoryDatabase &database) { return readDurations(database, environment, kind, bank, limit); });
}

void History::takeOver(const QString &environment, QObject *receiver, Then<QList<HistoryJob>> then)
{
    const auto taken = std::make_shared<QList<HistoryJob>>();
    HistoryWrite write;
    write.isPatient = false;
    write.run = [taken, environment, run = &m->writer->run()](HistoryDatabase &database) {
        return run->takeOver(database, environment).map([&](const QList<HistoryJob> &jobs) { *taken = jobs; });
    };
    write.settled = [taken, relay = HistoryRelay::to(receiver), then = std::move(then)](const std::optional<Error> &error) {
        relay->send([then, answer = error ? Result<QList<HistoryJob>>(fail(*error)) : Result<QList<HistoryJob>>(*taken)] { then(answer); });
    };
    m->add(this, std::move(write));
}

namespace {

/// Step by step, each behind what has been put in the meantime.
HistoryWrite purgeStep(HistoryWriter *writer, const std::shared_ptr<HistoryPurging> &purging, const std::function<void(const Result<qint64> &)> &done)
{
    HistoryWrite write;
    write.isPatient = false;
    write.emptiesWal = purging->isOver();
    if (!purging->isOver())
        write.run = [purging](HistoryDatabase &database) { return purging->step(database); };
    write.settled = [writer, purging, done](const std::optional<Error> &error) {
        if (error)
            return done(fail(*error));
        if (purging->isOver())
            return done(purging->deletedJobs());
        purging->committed();
        writer->add({purgeStep(writer, purging, done)});
    };
    return write;
}

} // namespace

void History::purge(const HistoryPurge &purge, QObject *receiver, Then<qint64> then)
{
    const auto purging = std::make_shared<HistoryPurging>(purge);
    const auto done = [here = HistoryRelay::to(this), relay = HistoryRelay::to(receiver), this, then = std::move(then)](const Result<qint64> &result) {
        if (result)
            here->send([this, jobs = *result] { Q_EMIT purged(jobs); });
        relay->send([then, result] { then(result); });
    };
    m->add(this, purgeStep(m->writer, purging, done));
}

} // namespace console
