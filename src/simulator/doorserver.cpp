// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/doorserver.h"

#include <QTcpSocket>

#include <algorithm>
#include <sys/resource.h>

namespace simulator {

namespace {

constexpr qint64 largestStream = 8 * 1024 * 1024; // cut off above this, whatever it wants to be
constexpr const char *unanswered = "unanswered";

/// Half of what the process may open: the other half is for everything else, the console with its widget included.
int roomForConnections()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 64;
    return static_cast<int>(std::clamp<rlim_t>(limit.rlim_cur / 2, 8, 4096));
}

} // namespace

DoorServer::DoorServer(QObject *parent) : QTcpServer(parent), m_room(roomForConnections())
{
    // QTcpServer takes all that wait in one go before it looks at a pause, so only a few may wait at once.
    setListenBacklogSize(std::min(128, m_room / 2));
}

void DoorServer::requestTaken(QObject *socket)
{
    socket->setProperty(unanswered, 0);
}

void DoorServer::incomingConnection(qintptr handle)
{
    auto *socket = new QTcpSocket(this);
    socket->setSocketDescriptor(handle);
    requestTaken(socket);
    connect(socket, &QTcpSocket::readyRead, socket, [socket] {
        const qint64 sum = socket->property(unanswered).toLongLong() + socket->bytesAvailable();
        socket->setProperty(unanswered, sum);
        if (sum > largestStream)
            socket->abort();
    });
    connect(socket, &QObject::destroyed, this, &DoorServer::gone);
    addPendingConnection(socket);
    // Without a descriptor to spare, accept() fails and the waiting client wakes the loop again and again. Queued,
    // because nextPendingConnection(), which comes first, ends every pause.
    if (++m_open >= m_room)
        QMetaObject::invokeMethod(this, &DoorServer::holdBack, Qt::QueuedConnection);
}

void DoorServer::holdBack()
{
    if (m_open >= m_room)
        pauseAccepting();
}

void DoorServer::gone()
{
    if (--m_open < m_room && isListening())
        resumeAccepting();
}

} // namespace simulator
