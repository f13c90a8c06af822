// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sidesession.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace console {

SideSession::SideSession(Session *main)
{
    const QString file = m_folder.filePath(u"settings.ini"_s);
    main->settings()->keep(); // a user's own environments stand in there
    QFile::copy(main->settings()->file(), file);
    m_settings = std::make_unique<Settings>(file);
    Session::World world;
    world.network = main->network();
    world.secrets = &m_secrets;
    world.settings = m_settings.get();
    world.clock = main->clock();
    world.variable = [](const char *) { return QString(); }; // what counts in `main` is copied below
    m_session = std::make_unique<Session>(world);
    m_session->log()->redactor() = main->log()->redactor();
    const Environment environment = main->environments()->current();
    m_session->environments()->choose(environment.id);
    if (environment.id == "simulator"_L1) {
        m_session->keys()->setSimulatorKeys(main->keys()->credentials());
        if (main->environments()->isReady())
            m_session->environments()->simulatorReady(environment.aerosyncApi, environment.aeropassApi, environment.widgetOrigin, environment.hostOrigin);
    } else {
        m_session->keys()->save(environment, main->keys()->credentials());
    }
}

SideSession::~SideSession() = default;

} // namespace console
