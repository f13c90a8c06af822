// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the history share: answers awaited, rows made up, the file looked at from outside.
#pragma once

#include "store/history.h"
#include "store/historydatabase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <optional>

using namespace console;
using namespace Qt::StringLiterals;

namespace history_test {

constexpr int limit = 20000; // ms; generous: other tests run beside this one

/// The answer of a reading method: `const auto jobs = answer<QList<HistoryJob>>([&](auto *receiver, auto then) { history.jobs(…, receiver, then); });`
template <typename T, typename Ask> Result<T> answer(Ask ask)
{
    QObject receiver;
    std::optional<Result<T>> got;
    ask(&receiver, [&got](const Result<T> &result) { got = result; });
    if (!QTest::qWaitFor([&] { return got.has_value(); }, limit))
        return fail(Error{.kind = Error::Kind::Timeout, .message = u"no answer came"_s});
    return *got;
}

inline bool isOpen(const History &history)
{
    return QTest::qWaitFor([&] { return history.state() == History::State::Open; }, limit);
}

/// Is all that was put until now on disk? None: no answer came.
inline std::optional<bool> kept(History &history)
{
    QObject receiver;
    std::optional<bool> got;
    history.whenKept(&receiver, [&](bool is) { got = is; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, limit);
    return got;
}

inline QList<HistoryJob> jobs(History &history, const HistoryFilter &filter = {}, qint64 before = 0, int most = 10000)
{
    const auto result = answer<QList<HistoryJob>>([&](QObject *receiver, auto then) { history.jobs(filter, before, most, receiver, then); });
    if (!result)
        qWarning() << "jobs:" << oneLine(result.error());
    return result.value_or(QList<HistoryJob>());
}

inline qint64 count(History &history, const HistoryFilter &filter = {})
{
    return answer<qint64>([&](QObject *receiver, auto then) { history.count(filter, receiver, then); }).value_or(-1);
}

inline QList<HistoryJob> takeOver(History &history, const QString &environment = u"sandbox"_s)
{
    const auto result = answer<QList<HistoryJob>>([&](QObject *receiver, auto then) { history.takeOver(environment, receiver, then); });
    if (!result)
        qWarning() << "takeOver:" << oneLine(result.error());
    return result.value_or(QList<HistoryJob>());
}

inline QList<qint64> ids(const QList<HistoryJob> &jobs)
{
    QList<qint64> list;
    for (const HistoryJob &job : jobs)
        list << job.id;
    return list;
}

inline QDateTime at(int seconds)
{
    return QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + seconds * 1000LL, Qt::UTC);
}

inline HistoryJob job(qint64 id, const QString &state = u"polling"_s, bool ended = false)
{
    HistoryJob made;
    made.id = id;
    made.environment = u"sandbox"_s;
    made.user = u"user-1"_s;
    made.connectionId = u"connection-%1"_s.arg(id % 7);
    made.bank = u"Bank %1"_s.arg(id % 5);
    made.kind = u"balance"_s;
    made.state = state;
    made.ended = ended;
    made.cause = u"because of %1"_s.arg(id);
    made.createdAt = at(int(id));
    return made;
}

/// One value out of the file, by a connection of its own.
inline QVariant outside(const QString &file, const QString &sql)
{
    HistoryDatabase database(file);
    if (!database.open(HistoryDatabase::Access::Write))
        return {};
    const Stored<QVariant> value = database.first(sql);
    if (!value)
        qWarning() << sql << value.error().code << value.error().text;
    return value.value_or(QVariant());
}

inline QByteArray fileBytes(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeBytes(const QString &name, const QByteArray &bytes, qint64 from = 0)
{
    QFile file(name);
    return file.open(from ? QIODevice::ReadWrite : QIODevice::WriteOnly) && file.seek(from) && file.write(bytes) == bytes.size();
}

/// The files beside the database that are called like that.
inline QStringList beside(const QString &file, const QString &pattern)
{
    const QFileInfo info(file);
    return QDir(info.absolutePath()).entryList({info.fileName() + pattern}, QDir::Files | QDir::Hidden, QDir::Name);
}

/// This program again, as another run: `--child WHAT FILE …` (see each test's main). Says "ready" when it is.
class Child
{
public:
    explicit Child(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), QStringList{u"--child"_s} + arguments);
    }
    ~Child() { kill(); }
    bool isReady() { return QTest::qWaitFor([this] { read(); return m_said.contains("ready\n"); }, limit); }
    QByteArray said() { read(); return m_said; }
    bool tell(const QByteArray &line) { return m_process.write(line) == line.size() && m_process.waitForBytesWritten(limit); }
    void kill()
    {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished();
        read();
    }
    bool isEnded() { return m_process.waitForFinished(limit) && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0; }

private:
    void read() { m_said += m_process.readAllStandardOutput(); }
    QProcess m_process;
    QByteArray m_said;
};

inline void say(const QByteArray &line)
{
    std::fputs(line + '\n', stdout);
    std::fflush(stdout);
}

} // namespace history_test
