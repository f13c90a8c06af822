// SPDX-License-Identifier: GPL-3.0-or-later
// World: everything from outside that a Session needs, made once by a main: network, keychain, settings, simulator.
#pragma once

#include "session/session.h"
#include "web/notegate.h"

#include <QObject>

#include <memory>

class QNetworkAccessManager;

namespace simulator {
class SimulatorThread;
}

namespace console {

class GuardProxy;
class History;

class World : public QObject
{
    Q_OBJECT
public:
    enum class Secrets { Keychain, MemoryOnly };
    /// `settingsFile` empty: the user's own. `historyFile` empty: nothing survives this run.
    explicit World(Secrets secrets, const QString &settingsFile = {}, const QString &historyFile = {}, QObject *parent = nullptr);
    ~World() override;
    Session *session() const { return m_session.get(); }

    /// What waits until the first paint: the keychain, and the simulator on a thread of its own. Again after
    /// `simulatorFailed`: another try.
    void wake(double simulatorSpeed = 1.0, quint32 simulatorSeed = 1);

Q_SIGNALS:
    void simulatorFailed(const QString &sentence);

private:
    void addOwnRules();
    void guardBrowser();
    void tellHistoryProblem();
    // declaration order is the order of life: the session dies first
    std::unique_ptr<GuardProxy> m_guard;
    NoteGate m_guardNotes;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<History> m_history;
    QString m_toldProblem; // of the history
    std::unique_ptr<simulator::SimulatorThread> m_simulator;
    std::unique_ptr<Session> m_session;
};

/// Where the console keeps its history: beside the settings file that was named, else in the user's data folder.
QString historyFileFor(const QString &settingsFile);

/// Name, version and organisation, for settings and --version.
void nameApplication(const QString &program = QStringLiteral("aerosync-console"));

} // namespace console
