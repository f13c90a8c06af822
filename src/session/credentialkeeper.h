// SPDX-License-Identifier: GPL-3.0-or-later
// CredentialKeeper: the keys of the chosen environment, from the process environment, the keychain, or memory.
#pragma once

#include "api/environment.h"
#include "store/secretstore.h"

#include <QHash>
#include <QObject>

namespace console {

enum class KeySource { None, Simulator, ProcessEnvironment, Keychain, MemoryOnly };

class CredentialKeeper : public QObject
{
    Q_OBJECT
public:
    /// `variable(name)` reads the process environment (injected for tests): AEROSYNC_API_KEY, AEROSYNC_API_SECRET,
    /// AEROPAY_API_KEY, AEROPAY_API_SECRET, AEROPAY_MERCHANT_ID override what is stored, for real environments.
    using Variable = std::function<QString(const char *)>;
    CredentialKeeper(SecretStore *store, Variable variable, QObject *parent = nullptr);

    const Credentials &credentials() const { return m_credentials; }
    KeySource source() const { return m_source; }
    bool isLoading() const { return m_loading; }
    /// Set: the keychain cannot be used; keys stay in memory for this run, and a banner says so.
    const std::optional<Error> &keychainProblem() const { return m_problem; }

    void load(const Environment &environment); ///< asynchronous; `changed` when done
    void setSimulatorKeys(const Credentials &credentials);
    void save(const Environment &environment, const Credentials &credentials);
    void remove(const Environment &environment);

Q_SIGNALS:
    void changed();

private:
    void apply(const Credentials &stored, KeySource source);
    SecretStore *m_store;
    Variable m_variable;
    Credentials m_credentials, m_simulator;
    QHash<QString, Credentials> m_memory; // what could not be written to the keychain
    KeySource m_source = KeySource::None;
    std::optional<Error> m_problem;
    QString m_environmentId;
    bool m_loading = false;
    quint64 m_round = 0;
};

/// The one keychain entry of an environment, and back. JSON text inside a Secret.
Secret packCredentials(const Credentials &credentials);
Result<Credentials> unpackCredentials(const Secret &packed);

} // namespace console
