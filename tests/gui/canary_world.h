// SPDX-License-Identifier: GPL-3.0-or-later
// CanaryWorld: a session whose services, widget and errors repeat every planted secret and datum in every spelling.
#pragma once

#include "session/session.h"
#include "store/history.h"
#include "store/memorystore.h"
#include "store/settings.h"
#include "support/fakewidget.h"
#include "support/scriptednetwork.h"

#include <QTemporaryDir>

namespace canary {

class CanaryWorld
{
public:
    CanaryWorld();
    /// Jobs end so from now on, and their answers repeat all but `without`.
    void scriptJobs(const QByteArray &jobStatus, const QByteArrayList &without = {});
    /// Data cannot be fetched any more, and the service says why at length.
    void scriptErrors();
    /// The address of the bank's page, as a widget opens it: with a code, a state and a person.
    QUrl bankAddress() const;
    void forgetErrors();
    /// All that is planted, in all spellings that fit into a JSON text, as fields that no rule knows. `without`: what nobody has
    /// told the console yet, so that it can be no more to it than any other word.
    static QByteArray echo(const QByteArrayList &without = {});
    static QByteArray sentence(const QByteArrayList &without = {}); ///< a line of prose with the most of it

    QTemporaryDir folder;
    console::Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    support::ScriptedNetwork network;
    FakeWidget widget;
    console::MemoryStore secrets;
    console::History history{folder.filePath(QStringLiteral("history.sqlite"))};
    console::Session session{{.network = &network, .secrets = &secrets, .settings = &settings, .history = &history}};

private:
    void scriptPeople();
    void scriptData();
    void scriptWidget();
    void scriptBank();
};

/// What is not known before a bank is linked, and before the identity was asked for.
inline const QByteArrayList notBeforeIdentity{"address", "address 2"};
inline const QByteArrayList notBeforeLink = QByteArrayList{"account number", "routing number"} + notBeforeIdentity;
inline const QByteArrayList notBeforeToken = QByteArrayList{"api token", "widget token"} + notBeforeLink;

inline const QString connectionId = QStringLiteral("5d41402abc4b2a76b9719d911017c592");

} // namespace canary
