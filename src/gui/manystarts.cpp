// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/manystarts.h"

#include "session/jobboard.h"

namespace console {

namespace {

constexpr int perTurn = 10;

} // namespace

ManyStarts::ManyStarts(JobBoard *board, QObject *parent) : QObject(parent), m_board(board)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &ManyStarts::next);
    // Another environment: what was wished for is not there.
    connect(board, &JobBoard::cleared, this, [this] {
        m_wishes.clear();
        m_turn.stop();
    });
}

void ManyStarts::start(const Wish &wish)
{
    m_board->start(wish.connectionId, wish.kind, wish.kind == JobKind::Transactions ? wish.range : DateRange());
}

void ManyStarts::startAll(const QList<Wish> &wishes)
{
    m_wishes += wishes;
    m_turn.start();
}

void ManyStarts::next()
{
    for (int i = 0; i < perTurn && !m_wishes.isEmpty(); ++i)
        start(m_wishes.takeFirst());
    if (m_wishes.isEmpty()) {
        m_turn.stop();
        Q_EMIT finished();
    }
}

QList<ManyStarts::Wish> wishesFor(const QStringList &connections, const QList<JobKind> &kinds, const DateRange &transactions)
{
    QList<ManyStarts::Wish> wishes;
    for (const JobKind kind : kinds) {
        for (const QString &connection : connections)
            wishes.append({connection, kind, transactions});
    }
    return wishes;
}

} // namespace console
