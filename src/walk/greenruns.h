// SPDX-License-Identifier: GPL-3.0-or-later
// GreenRuns: of each walk its last green run, in a file: how long its steps took and what happened; for shards and differences.
#pragma once

#include "base/result.h"
#include "walk/result.h"

#include <QMap>

namespace console {

struct GreenRun {
    QDateTime at;
    std::chrono::milliseconds took{0};
    QList<QPair<QString, qint64>> steps;   ///< name, ms
    QStringList events;                    ///< titles of calls and events, in order, without ids and numbers that change
};

class GreenRuns
{
public:
    /// A file that is not there is an empty one. Errors: Storage, Decode (then nothing may be overwritten).
    static Result<GreenRuns> read(const QString &file);
    Result<void> write(const QString &file) const;     ///< as a whole
    /// Environments do not mix.
    const GreenRun *find(const QString &environment, const QString &id) const;
    void keep(const QString &environment, const CaseResult &passed);
    void join(const GreenRuns &other);                 ///< the newer of each
    /// What is different in this run, in sentences: a step that took 3 times as long and over a second more, a call or
    /// an event that was not there, came twice, or in another order, another status.
    QStringList differences(const QString &environment, const CaseResult &now) const;
    bool isEmpty() const { return m_runs.isEmpty(); }

private:
    QMap<QPair<QString, QString>, GreenRun> m_runs;    // environment, id
};

} // namespace console
