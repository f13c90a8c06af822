// SPDX-License-Identifier: GPL-3.0-or-later
// PairJudge: compares a list of picture pairs in a worker, one after the other, and says what came out of each.
#pragma once

#include "brand/picturepair.h"

#include <QObject>

#include <stop_token>

namespace console {

/// What a list shows of a compared pair: no pictures.
struct PairVerdict {
    ComparedPair::Kind kind = ComparedPair::Kind::Failed;
    int regions = 0;
    qint64 visible = 0, differing = 0; ///< pixels
    std::optional<Error> error;        ///< Failed
};

class PairJudge : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~PairJudge() override;
    struct Task {
        int row = 0;
        PicturePair pair;
    };
    /// What is under way is stopped and says nothing more. `folder`: of the sets of accepted pictures.
    void start(const QList<Task> &tasks, const QString &folder);
    void stop();
    bool isRunning() const { return m_total > 0; }
    int done() const { return m_done; }
    int total() const { return m_total; } ///< 0: nothing is under way

Q_SIGNALS:
    void judged(int row, const console::PairVerdict &verdict);
    void finished(); ///< of itself, not by stop()

private:
    std::stop_source m_stop;
    QObject *m_watcher = nullptr;
    int m_done = 0, m_total = 0;
};

} // namespace console
