// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/world.h"

#include "simulator/simulator.h"
#include "store/keychainstore.h"
#include "store/memorystore.h"
#include "store/settings.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>

using namespace Qt::StringLiterals;

namespace console {

World::World(Secrets secrets, const QString &settingsFile, QObject *parent)
    : QObject(parent), m_network(std::make_unique<QNetworkAccessManager>()), m_settings(std::make_unique<Settings>(settingsFile))
{
    if (secrets == Secrets::Keychain)
        m_secrets = std::make_unique<KeychainStore>();
    else
        m_secrets = std::make_unique<MemoryStore>();
    Session::World world;
    world.network = m_network.get();
    world.secrets = m_secrets.get();
    world.settings = m_settings.get();
    m_session = std::make_unique<Session>(world);
}

World::~World() = default;

void World::wake(double simulatorSpeed, quint32 simulatorSeed)
{
    m_session->loadKeys();
    if (m_simulator)
        return;
    m_simulator = std::make_unique<simulator::SimulatorThread>(
        simulator::Options{.port = 0, .seed = simulatorSeed, .speed = simulatorSpeed});
    connect(m_simulator.get(), &simulator::SimulatorThread::ready, this, [this](const QJsonObject &announcement) {
        m_session->simulatorReady(QJsonDocument(announcement).toJson(QJsonDocument::Compact));
    });
    connect(m_simulator.get(), &simulator::SimulatorThread::failed, this, [this](const QString &sentence) {
        m_simulator.release()->deleteLater(); // we are in its signal; the next wake() makes a new one
        Q_EMIT simulatorFailed(sentence);
    });
    m_simulator->start();
}

void nameApplication()
{
    QCoreApplication::setOrganizationName(u"aerosync-console"_s);
    QCoreApplication::setApplicationName(u"aerosync-console"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
}

} // namespace console
