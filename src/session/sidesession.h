// SPDX-License-Identifier: GPL-3.0-or-later
// SideSession: a session beside another one: the same environment and keys, nothing else in common, and nothing of it survives.
#pragma once

#include "session/session.h"
#include "store/memorystore.h"
#include "store/settings.h"

#include <QTemporaryDir>

namespace console {

class SideSession
{
public:
    /// As `main` is now. It may be deleted before or after `main`, whose network it uses.
    explicit SideSession(Session *main);
    ~SideSession();
    Session *session() const { return m_session.get(); }

private:
    QTemporaryDir m_folder;
    MemoryStore m_secrets;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Session> m_session;
};

} // namespace console
