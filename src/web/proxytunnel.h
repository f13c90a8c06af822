// SPDX-License-Identifier: GPL-3.0-or-later
// ProxyTunnel: one connection of the browser through the guard proxy: a CONNECT, then bytes both ways.
#pragma once

#include <QByteArray>
#include <QObject>

#include <functional>

class QTcpSocket;

namespace console {

class ProxyTunnel : public QObject
{
    Q_OBJECT
public:
    /// True: may be reached. Tells whoever wants to know of a refusal itself.
    using Judge = std::function<bool(const QString &host, int port)>;
    /// Owns the socket; deletes itself when either side has gone.
    ProxyTunnel(QTcpSocket *browser, Judge judge, QObject *parent);

private:
    void readHead();
    void open(const QString &host, quint16 port);
    void answer(const QByteArray &statusLine);
    void pump(QTcpSocket *from, QTcpSocket *to);
    QTcpSocket *m_browser;
    QTcpSocket *m_service = nullptr;
    Judge m_judge;
    QByteArray m_head;
    bool m_isOpen = false;
};

} // namespace console
