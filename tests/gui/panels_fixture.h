// SPDX-License-Identifier: GPL-3.0-or-later
// PanelWorld: a real Session over a scripted network, with planted personal data, for the tests of the panels.
#pragma once

#include "session/session.h"
#include "store/memorystore.h"
#include "store/settings.h"
#include "support/scriptednetwork.h"

#include <QTemporaryDir>
#include <QWidget>

namespace panels {

inline const QByteArray accountPath = "GET /v2/accounts/*";
inline const QByteArray cachedPath = "GET /v2/accounts/*/balance";
inline const QByteArray statusPath = "GET /v2/accounts/*/job/*";
inline const QByteArray storedPath = "GET /v2/users/*/connections/*/transactions";

/// Personal data that the answers below carry; none of it may be seen before it is revealed.
QStringList plantedSecrets();

class PanelWorld
{
public:
    PanelWorld();
    /// A linked bank, selected; returns its connectionId.
    QString link(const QString &bank = QStringLiteral("Harbour Bank"), const QString &id = QStringLiteral("5d41402abc4b2a76b9719d911017c592"));
    /// Answers for starting, polling and fetching that kind, done at the first poll.
    void scriptJob(console::JobKind kind);
    void scriptStatus(const QByteArray &jobStatus, bool mfa = false);
    static QByteArray accountBody();
    static QByteArray balanceBody();
    static QByteArray transactionsBody(int count);
    static QByteArray identityBody();

    QTemporaryDir folder;
    console::Settings settings;
    support::ScriptedNetwork network;
    console::MemoryStore secrets;
    console::Session session;
};

/// Everything that a person or a screen reader can get from the visible widgets: texts, tool-tips, accessible names
/// and descriptions, cells of tables and lists.
QString everythingVisible(const QWidget *root);

} // namespace panels
