// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainStore: SecretStore on the OS keychain (QtKeychain, service "aerosync-console").
#pragma once

#include "store/secretstore.h"

namespace console {

/// Every keychain failure is an Error of kind Keychain: without a session bus QtKeychain says OtherError,
/// not NoBackendAvailable. Never falls back to a file.
class KeychainStore : public SecretStore
{
    Q_OBJECT
public:
    explicit KeychainStore(QObject *parent = nullptr);
    /// Under another service name, for tests.
    explicit KeychainStore(const QString &service, QObject *parent = nullptr);
    void read(const QString &key, QObject *receiver, Read done) override;
    void write(const QString &key, const Secret &secret, QObject *receiver, Done done) override;
    void remove(const QString &key, QObject *receiver, Done done) override;
    bool isLasting() const override { return true; }

private:
    QString m_service;
};

} // namespace console
