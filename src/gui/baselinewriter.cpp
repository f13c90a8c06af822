// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/baselinewriter.h"

#include "brand/shotkey.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrent>

namespace console {

namespace {

using Task = BaselineWriter::Task;

struct Written {
    QString key;
    BaselineWriter::Verb verb = BaselineWriter::Verb::Accept;
    std::optional<Error> error;
};

Result<void> accept(Baselines *baselines, const QString &set, const PicturePair &pair)
{
    if (pair.after.kind == PictureSource::Kind::Taken) {
        const Shot &shot = pair.after.shot;
        const Result<Baselines::Proposal> proposal = baselines->propose(set, pair.key, shot.picture, factsOf(shot, QCoreApplication::applicationVersion()));
        if (!proposal)
            return fail(proposal.error());
        if (*proposal == Baselines::Proposal::Unchanged)
            return {};
    }
    return baselines->accept(set, pair.key);
}

/// What was taken and never proposed leaves nothing to be dropped.
Result<void> reject(Baselines *baselines, const QString &set, const PicturePair &pair)
{
    const Result<void> rejected = baselines->reject(set, pair.key);
    const bool isNothing = !rejected && rejected.error().kind == Error::Kind::Input && pair.after.kind == PictureSource::Kind::Taken;
    return isNothing ? Result<void>() : rejected;
}

void writeAll(QPromise<Written> &promise, const QList<Task> &tasks, const QString &folder, const QString &set, const std::stop_token &stop)
{
    Baselines baselines(folder);
    for (const Task &task : tasks) {
        if (stop.stop_requested())
            return;
        const Result<void> done = task.verb == BaselineWriter::Verb::Accept ? accept(&baselines, set, task.pair) : reject(&baselines, set, task.pair);
        promise.addResult(Written{task.pair.key, task.verb, done ? std::nullopt : std::optional(done.error())});
        if (!done)
            return;
    }
}

} // namespace

BaselineWriter::~BaselineWriter()
{
    m_stop.request_stop();
}

void BaselineWriter::start(const QList<Task> &tasks, const QString &folder, const QString &set)
{
    if (m_isRunning || tasks.isEmpty())
        return;
    m_isRunning = true;
    m_stop = std::stop_source();
    auto *watcher = new QFutureWatcher<Written>(this);
    connect(watcher, &QFutureWatcherBase::resultReadyAt, this, [this, watcher](int at) {
        const Written one = watcher->resultAt(at);
        if (one.error)
            Q_EMIT failed(one.key, *one.error);
        else
            Q_EMIT written(one.key, one.verb);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isRunning = false;
        Q_EMIT finished();
    });
    watcher->setFuture(QtConcurrent::run(writeAll, tasks, folder, set, m_stop.get_token()));
}

void BaselineWriter::stop()
{
    m_stop.request_stop();
}

} // namespace console
