// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historywriter.h"

#include <QDeadlineTimer>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace console {

namespace {

constexpr auto retryAfter = 2s;
constexpr auto patience = 2s;
constexpr auto leastPause = 100ms;    // a thousand writes on a full disk are no thousand attempts
constexpr auto quietFor = 1s;         // two programs that start at once lock each other out for a moment: not worth a message
constexpr int mostRescues = 3;        // a disk that damages each new file

} // namespace

HistoryWriter::HistoryWriter(const QString &file, Clock clock, qint64 run)
    : m_file(file), m_clock(std::move(clock)), m_run(file, run), m_opening(file, m_clock), m_retry(this)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &HistoryWriter::work);
}

HistoryWriter::~HistoryWriter() = default;

void HistoryWriter::add(HistoryWrite write)
{
    const QMutexLocker lock(&m_mutex);
    m_incoming << std::move(write);
    if (m_isWoken)
        return;
    m_isWoken = true;
    QMetaObject::invokeMethod(this, [this] {
        if (m_sinceAttempt.isValid() && m_failing.isValid() && m_sinceAttempt.elapsed() < leastPause.count())
            m_retry.start(leastPause);
        else
            work();
    }, Qt::QueuedConnection);
}

void HistoryWriter::start()
{
    QMetaObject::invokeMethod(this, &HistoryWriter::work, Qt::QueuedConnection);
}

void HistoryWriter::takeIncoming()
{
    const QMutexLocker lock(&m_mutex);
    m_isWoken = false;
    m_waiting << std::exchange(m_incoming, {});
}

void HistoryWriter::work()
{
    m_retry.stop();
    takeIncoming();
    if (m_state == History::State::Opening)
        opened(m_opening.open());
    if (m_state == History::State::Open)
        writeAll();
    else if (m_state != History::State::Opening)
        refuseAll();
    m_sinceAttempt.start();
}

void HistoryWriter::opened(HistoryOpened result)
{
    if (result.as == HistoryOpened::As::NotYet) {
        m_state = History::State::Opening;
        failed(*result.fault);
        return;
    }
    m_failing.invalidate();
    tell(std::nullopt);
    m_database = std::move(result.database);
    m_identity = HistoryOpening::identityOf(m_file);
    m_readAs = result.readAs;
    m_isRegistered = false;
    m_told = result.told;
    int others = 0;
    switch (result.as) {
    case HistoryOpened::As::Open:
        (void)m_run.lock(); // where it fails, the first write tries again and says so
        others = m_run.othersAlive();
        m_state = History::State::Open;
        break;
    case HistoryOpened::As::ReadOnly: m_state = History::State::ReadOnly; break;
    default: m_state = History::State::Off; break;
    }
    Q_EMIT stateFound(m_state, m_told, others);
    if (m_state == History::State::Off)
        Q_EMIT unreadable(*m_told);
    else
        Q_EMIT readable(m_readAs);
}

void HistoryWriter::writeAll()
{
    if (m_waiting.isEmpty() && m_isRegistered)
        return;
    if (HistoryOpening::identityOf(m_file) != m_identity && !reopen())
        return;
    QList<std::optional<Error>> refused(m_waiting.size());
    const Stored<void> done = transact(&refused);
    if (done && HistoryOpening::identityOf(m_file) != m_identity) { // just now: it went into a file that nobody reads again
        if (reopen())
            m_retry.start(0ms);
        return;
    }
    if (done) {
        settleAll(refused);
        return;
    }
    (void)m_database->run(u"ROLLBACK"_s); // SQLite may have done so itself
    if (done.error().isDamage())
        rescue(done.error());
    else
        failed(done.error());
}

/// Somebody moved or removed the file, or rescued it: on with what is there now.
bool HistoryWriter::reopen()
{
    m_database.reset();
    m_state = History::State::Opening;
    opened(m_opening.open());
    if (m_state != History::State::Open && m_state != History::State::Opening)
        refuseAll();
    return m_state == History::State::Open;
}

/// `refused`: beside each write the error of those that never can be written.
Stored<void> HistoryWriter::transact(QList<std::optional<Error>> *refused)
{
    if (const Stored<void> done = begin(); !done)
        return done;
    for (qsizetype i = 0; i < m_waiting.size(); ++i) {
        if (!m_waiting.at(i).run)
            continue;
        const Stored<void> done = m_waiting.at(i).run(*m_database);
        if (!done && (done.error().mayPass() || done.error().isDamage()))
            return done;
        if (!done) // the others must not wait for it for ever
            (*refused)[i] = historyError(done.error(), m_file);
    }
    return m_database->run(u"COMMIT"_s);
}

Stored<void> HistoryWriter::begin()
{
    if (const int failure = m_run.lock(); failure != 0)
        return tl::unexpected<HistoryFault>(HistoryFault::ofErrno(failure, HistoryOpening::lockName(m_file, m_run.id())));
    const Stored<void> done = m_database->run(u"BEGIN IMMEDIATE"_s);
    if (!done || m_isRegistered)
        return done;
    return m_run.begin(*m_database, m_clock());
}

void HistoryWriter::settleAll(const QList<std::optional<Error>> &refused)
{
    m_isRegistered = true;
    m_failing.invalidate();
    const QList<HistoryWrite> written = std::exchange(m_waiting, {});
    QList<qint64> jobs;
    std::optional<Error> trouble;
    bool emptiesWal = false;
    for (qsizetype i = 0; i < written.size(); ++i) {
        if (refused.at(i))
            trouble = refused.at(i);
        else if (written.at(i).job && !jobs.contains(written.at(i).job))
            jobs << written.at(i).job;
        emptiesWal = emptiesWal || written.at(i).emptiesWal;
    }
    if (emptiesWal)
        (void)m_database->first(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); // a reader may be in the way: then at a later one
    tell(trouble);
    if (!jobs.isEmpty())
        Q_EMIT jobsWritten(jobs);
    for (qsizetype i = 0; i < written.size(); ++i) {
        if (written.at(i).settled)
            written.at(i).settled(refused.at(i));
    }
}

void HistoryWriter::failed(const HistoryFault &fault)
{
    if (!m_failing.isValid())
        m_failing.start();
    const bool isOpening = m_state == History::State::Opening;
    const Error error = historyError(fault, m_file, m_waiting.size());
    const bool isQuiet = isOpening && fault.plain() == HistoryFault::Busy && milliseconds(m_failing.elapsed()) < quietFor;
    if (!isQuiet)
        tell(error);
    if (milliseconds(m_failing.elapsed()) >= patience)
        giveUpImpatient(error);
    m_retry.start(isQuiet ? leastPause : milliseconds(retryAfter));
}

void HistoryWriter::giveUpImpatient(const Error &error)
{
    QList<HistoryWrite> given;
    for (qsizetype i = 0; i < m_waiting.size();) {
        if (m_waiting.at(i).isPatient)
            ++i;
        else
            given << m_waiting.takeAt(i);
    }
    for (const HistoryWrite &write : given) {
        if (write.settled)
            write.settled(error);
    }
}

void HistoryWriter::refuseAll()
{
    const QList<HistoryWrite> refused = std::exchange(m_waiting, {});
    for (const HistoryWrite &write : refused) {
        if (write.settled)
            write.settled(m_told);
    }
}

void HistoryWriter::damageFound(const HistoryFault &fault, const QByteArray &identity)
{
    if (m_state == History::State::Open && identity == m_identity)
        rescue(fault);
    else if (m_state == History::State::Open || m_state == History::State::ReadOnly)
        Q_EMIT readable(m_readAs); // rescued already, or it cannot be
}

void HistoryWriter::rescue(const HistoryFault &damage)
{
    m_database.reset();
    m_state = History::State::Opening;
    if (++m_rescues > mostRescues) {
        HistoryOpened off;
        off.told = historyError(damage, m_file);
        opened(std::move(off));
        refuseAll();
        return;
    }
    opened(m_opening.rescue(m_identity));
    if (m_state != History::State::Opening)
        m_retry.start(0ms); // on with what waits
}

void HistoryWriter::tell(const std::optional<Error> &trouble)
{
    if (trouble == m_trouble)
        return;
    m_trouble = trouble;
    Q_EMIT troubleFound(trouble);
}

void HistoryWriter::finish(milliseconds limit)
{
    m_finishLimit = limit;
    QMetaObject::invokeMethod(this, &HistoryWriter::finishNow, Qt::QueuedConnection);
}

/// The program ends: nobody is served by this thread any more, so it may sleep between attempts.
void HistoryWriter::finishNow()
{
    const QDeadlineTimer deadline(m_finishLimit);
    HistoryWrite last;
    last.run = [this](HistoryDatabase &database) { return m_run.end(database, m_clock()); };
    bool isLastWritten = false;
    last.settled = [&isLastWritten](const std::optional<Error> &) { isLastWritten = true; };
    add(std::move(last));
    for (work(); !isLastWritten && !deadline.hasExpired(); work())
        QThread::msleep(50);
    giveUpImpatient(m_trouble.value_or(Error{.kind = Error::Kind::Storage, .message = History::tr("The program ended before it could be written."), .where = m_file}));
    m_waiting.clear();
    m_retry.stop();
    m_database.reset();
    m_run.unlock();
    thread()->quit();
}

} // namespace console
