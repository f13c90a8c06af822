// SPDX-License-Identifier: GPL-3.0-or-later
// GuardProxy: the browser's only way off this machine; it asks the same rule as every other call.
#pragma once

#include "api/environment.h"

#include <QObject>

class QTcpServer;

namespace console {

/// The request guard of a profile sees the requests of pages, but not the web sockets of service and shared workers,
/// not WebTransport, not WebRTC, and a redirect only after its connection is open (measured, Qt 6.4.2). So the browser
/// is told to go through this small proxy on 127.0.0.1, and to open no UDP of its own: what the environment may not
/// reach gets no connection and no look-up of its name. Loopback addresses go the direct way, as always.
class GuardProxy : public QObject
{
    Q_OBJECT
public:
    explicit GuardProxy(QObject *parent = nullptr);
    /// Puts itself into the browser's flags (QTWEBENGINE_CHROMIUM_FLAGS of this process). Before the first thread and
    /// before the first browser profile. False: nothing listens, so the browser is sent to where nobody answers.
    bool guardBrowser();
    /// Of the environment that is chosen. Until it is set nothing is reached.
    void setRule(Reach reach, bool productionUnlocked);
    quint16 port() const;

    /// The rule itself: only https (and secure web sockets) leave this machine. Errors: Refused.
    Result<void> judge(const QString &host, int port) const;

Q_SIGNALS:
    /// Each time. The request itself is encrypted: only its host is known.
    void refused(const QString &host, const console::Error &error);

private:
    void accept();
    QTcpServer *m_server;
    Reach m_reach = Reach::LoopbackOnly;
    bool m_unlocked = false;
};

} // namespace console
