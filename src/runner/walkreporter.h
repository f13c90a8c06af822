// SPDX-License-Identifier: GPL-3.0-or-later
// WalkReporter: keeps the reports of a run on disk true while it runs: whoever kills it finds a valid one.
#pragma once

#include "base/result.h"
#include "walk/result.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>

namespace console {

class WalkRun;

class WalkReporter : public QObject
{
    Q_OBJECT
public:
    struct Files {
        QString junit, html;    ///< empty: not wanted
        QString pictures;       ///< folder; a folder in it for each walk
    };
    /// Pictures are encoded in a worker, so that neither the run nor a window waits for them.
    WalkReporter(WalkRun *run, const Files &files, QObject *parent = nullptr);
    ~WalkReporter() override;
    /// Before the run begins: what cannot be written is better known now. Errors: Storage.
    Result<void> begin();
    /// The last word: with the charts of a soak. Waits for the workers. Errors: Storage, of anything that was to be written.
    Result<void> finish(const RunResult &result);
    /// For a window: the same page, without a file. Waits for the workers.
    QByteArray html(const RunResult &result);

private:
    struct Part { QByteArray html; QStringList pictures; QStringList problems; };
    static Part partOf(CaseResult result, const QString &folder);
    void caseEnded(int index, const CaseResult &result);
    void partReady(int index);
    void waitForParts();
    Result<void> write(const RunResult &result);
    WalkRun *m_run;
    Files m_files;
    QList<QByteArray> m_parts;  ///< HTML of each walk; empty: it has none yet
    QHash<int, QFutureWatcher<Part> *> m_working;
    QStringList m_problems;
    QElapsedTimer m_sinceWrite;
    qint64 m_writeTook = 0;     ///< ms
    bool m_isStale = false;     ///< there is more than what stands in the files
};

} // namespace console
