// SPDX-License-Identifier: GPL-3.0-or-later
// CredentialKeeper: the keys of the chosen environment, from the process environment, the keychain, or memory.
#pragma once

#include "api/environment.h"
#include "store/secretstore.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

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

    const Credentials &credentials() const { return m_credentials; } ///< in effect
    /// What is kept for the chosen environment, in the keychain or for this run: without the process environment's.
    const Credentials &stored() const { return m_stored; }
    KeySource source() const { return m_source; }
    bool isLoading() const { return m_loading; }
    /// Set: the keychain cannot be used; keys stay in memory for this run, and a banner says so.
    const std::optional<Error> &keychainProblem() const { return m_problem; }

    void load(const Environment &environment); ///< asynchronous; `changed` when done
    void setSimulatorKeys(const Credentials &credentials);
    /// Keeps what is not empty; an empty field keeps what is stored. In effect at once; MemoryOnly until the keychain has
    /// confirmed it. What the keychain holds is read right before: where that cannot be read, nothing is overwritten.
    void save(const Environment &environment, const Credentials &typed);
    void remove(const Environment &environment);
    /// A keychain that has not answered for so long is reported as a problem. Its answer counts whenever it comes.
    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }

Q_SIGNALS:
    void changed();

private:
    void apply(const Credentials &stored, KeySource source);
    void endLoading();
    void loaded(const Result<Secret> &packed);
    void noAnswer();
    void writeOver(const QString &id, quint64 write, const Result<Secret> &packed);
    void written(const QString &id, const Credentials &all, const Result<void> &done);
    SecretStore *m_store;
    Variable m_variable;
    Credentials m_credentials, m_stored, m_simulator;
    QHash<QString, Credentials> m_memory; // what was typed and is not, or not yet, in the keychain; empty fields were not typed
    QHash<QString, quint64> m_writes;     // counts them per environment: only the last one's answer counts
    KeySource m_source = KeySource::None;
    std::optional<Error> m_problem;
    QString m_environmentId;
    bool m_loading = false;
    quint64 m_round = 0;                  // an answer to an earlier load is dropped
    QTimer m_patience;
};

/// The one keychain entry of an environment, and back. JSON text inside a Secret.
Secret packCredentials(const Credentials &credentials);
Result<Credentials> unpackCredentials(const Secret &packed);

} // namespace console
