// SPDX-License-Identifier: GPL-3.0-or-later
// DeckWorld: a real Session with several banks, each of whose jobs goes its own scripted way, and a clock that runs fast.
#pragma once

#include "session/session.h"
#include "store/memorystore.h"
#include "store/settings.h"
#include "support/scriptednetwork.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace console {
class History;
}

namespace deck {

enum class Way { Done, Running, NeedsCode, Fails, NotAvailable, Conflict };

class DeckWorld
{
public:
    /// `speed`: seconds of the world in a second of the test.
    explicit DeckWorld(int speed = 1, console::History *history = nullptr);
    /// A linked bank whose jobs go that way; its connectionId.
    QString link(const QString &bank, Way way);
    /// From now on they go another way.
    void script(const QString &id, Way way);

    QTemporaryDir folder;
    console::Settings settings;
    support::ScriptedNetwork network;
    console::MemoryStore secrets;

private:
    QElapsedTimer m_since;
    int m_links = 0;

public:
    console::Session session;
};

/// A job as a board would tell of it, for what must hold with thousands of them.
console::Job madeUp(int number, console::JobState state, console::JobKind kind = console::JobKind::Balance);

} // namespace deck
