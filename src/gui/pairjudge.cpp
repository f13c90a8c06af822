// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pairjudge.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrent>

namespace console {

namespace {

struct Judged {
    int row = 0;
    PairVerdict verdict;
};

PairVerdict verdictOf(const ComparedPair &compared)
{
    return {compared.kind, int(compared.difference.regions.size()), compared.difference.visible, compared.difference.differing, compared.error};
}

void judgeAll(QPromise<Judged> &promise, const QList<PairJudge::Task> &tasks, const QString &folder, const std::stop_token &stop)
{
    for (const PairJudge::Task &task : tasks) {
        const ComparedPair compared = comparePair(task.pair, folder, stop);
        if (stop.stop_requested())
            return;
        promise.addResult(Judged{task.row, verdictOf(compared)});
    }
}

} // namespace

PairJudge::~PairJudge()
{
    m_stop.request_stop();
}

void PairJudge::start(const QList<Task> &tasks, const QString &folder)
{
    stop();
    if (tasks.isEmpty())
        return;
    m_stop = std::stop_source();
    m_total = int(tasks.size());
    auto *watcher = new QFutureWatcher<Judged>(this);
    m_watcher = watcher;
    connect(watcher, &QFutureWatcherBase::resultReadyAt, this, [this, watcher](int at) {
        const Judged judged = watcher->resultAt(at);
        ++m_done;
        Q_EMIT this->judged(judged.row, judged.verdict);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this] {
        stop();
        Q_EMIT finished();
    });
    watcher->setFuture(QtConcurrent::run(judgeAll, tasks, folder, m_stop.get_token()));
}

void PairJudge::stop()
{
    m_stop.request_stop();
    m_done = m_total = 0;
    if (QObject *watcher = std::exchange(m_watcher, nullptr)) {
        watcher->disconnect(this);
        watcher->deleteLater();
    }
}

} // namespace console
