// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP side: turns requests into values, applies faults, writes answers. Loopback only.
#pragma once

#include "simulator/controlroutes.h"

#include <QtHttpServer/QAbstractHttpServer>

#include <functional>

class QTcpSocket;

namespace simulator {

/// Built on QAbstractHttpServer, not QHttpServer: only here does a handler get the socket itself,
/// which the faults `drop` and `hang` need in Qt 6.4.
class HttpServer : public QAbstractHttpServer {
    Q_OBJECT
public:
    /// `now`: milliseconds since 1970 UTC, for the Date of an answer.
    HttpServer(Router &router, FaultBook &faults, std::deque<RequestNote> &notes, const QStringList &origins,
               std::function<qint64()> now, QObject *parent = nullptr);

    /// Empty, or one sentence about what went wrong.
    QString start(quint16 port);
    quint16 port() const { return m_port; }

protected:
    bool handleRequest(const QHttpServerRequest &incoming, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &incoming, QTcpSocket *socket) override;

private:
    void respond(const Request &request, QTcpSocket *socket);
    Answer judge(Request &request, const std::vector<Fault> &hits);
    void note(const Request &request, int status);

    Router &m_router;
    FaultBook &m_faults;
    std::deque<RequestNote> &m_notes;
    const QStringList &m_origins;
    std::function<qint64()> m_now;
    quint16 m_port = 0;
};

} // namespace simulator
