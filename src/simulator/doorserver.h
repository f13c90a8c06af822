// SPDX-License-Identifier: GPL-3.0-or-later
// The listening socket: ends endless requests, and leaves a crowd waiting instead of running out of descriptors.
#pragma once

#include <QTcpServer>

namespace simulator {

/// QAbstractHttpServer gathers a whole request before anybody may look at it, so the limit against an endless one
/// sits at the socket.
class DoorServer : public QTcpServer {
    Q_OBJECT
public:
    explicit DoorServer(QObject *parent = nullptr);
    /// An answer goes out: the bytes of the next request are counted from zero.
    static void requestTaken(QObject *socket);

protected:
    void incomingConnection(qintptr handle) override;

private:
    void holdBack();
    void gone();

    int m_open = 0;
    int m_room = 0;       ///< connections at a time
};

} // namespace simulator
