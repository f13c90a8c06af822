// SPDX-License-Identifier: GPL-3.0-or-later
// ManyStarts: starts jobs on many connections, a few in each turn of the event loop, so that the window stays alive.
#pragma once

#include "api/types.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace console {

class JobBoard;

/// The only place of the flight deck that starts jobs.
class ManyStarts : public QObject
{
    Q_OBJECT
public:
    struct Wish { QString connectionId; JobKind kind = JobKind::Balance; DateRange range; };
    explicit ManyStarts(JobBoard *board, QObject *parent = nullptr);
    void start(const Wish &wish);            ///< at once
    void startAll(const QList<Wish> &wishes);
    bool isStarting() const { return !m_wishes.isEmpty(); }

Q_SIGNALS:
    void finished();

private:
    void next();
    JobBoard *m_board;
    QList<Wish> m_wishes;
    QTimer m_turn;
};

/// Every kind on every connection, the first kind on all of them first: a connection takes one job at a time anyway.
QList<ManyStarts::Wish> wishesFor(const QStringList &connections, const QList<JobKind> &kinds, const DateRange &transactions);

} // namespace console
