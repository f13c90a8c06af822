// SPDX-License-Identifier: GPL-3.0-or-later
// Detour: one program's own way to the simulator, which notes what is asked on it. It changes nothing.
#pragma once

#include <QRegularExpression>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace jobs_world {

class Detour : public QTcpServer
{
public:
    explicit Detour(const QString &api) : m_api(api)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *near = nextPendingConnection())
                join(near);
        });
    }
    QString address() const
    {
        QUrl url(m_api);
        url.setPort(serverPort());
        return url.toString();
    }
    const QSet<QString> &polled() const { return m_polled; } ///< the jobs whose state was asked for
    int starts() const { return m_starts; }                  ///< how often a job was to be started

private:
    void join(QTcpSocket *near)
    {
        auto *far = new QTcpSocket(near);
        far->connectToHost(QHostAddress::LocalHost, quint16(m_api.port()));
        connect(near, &QTcpSocket::readyRead, far, [this, near, far, unread = QByteArray()]() mutable {
            const QByteArray bytes = near->readAll();
            far->write(bytes);
            unread += bytes;
            for (qsizetype end = unread.indexOf('\n'); end >= 0; end = unread.indexOf('\n')) {
                note(QString::fromLatin1(unread.left(end).trimmed()));
                unread.remove(0, end + 1);
            }
        });
        connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
        connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
    }

    /// The end of a body may stand before a request line.
    void note(const QString &line)
    {
        static const QRegularExpression poll(QStringLiteral("GET \\S+/job/([^/? ]+)\\S* HTTP/1\\.1$"));
        static const QRegularExpression start(QStringLiteral("POST \\S+/(refresh|transactions|identity) HTTP/1\\.1$"));
        if (const auto match = poll.match(line); match.hasMatch())
            m_polled << match.captured(1);
        else if (start.match(line).hasMatch())
            ++m_starts;
    }

    QUrl m_api;
    QSet<QString> m_polled;
    int m_starts = 0;
};

} // namespace jobs_world
