// SPDX-License-Identifier: GPL-3.0-or-later
// MemoryStore: SecretStore for this run only (no keychain, headless runs, tests).
#pragma once

#include "store/secretstore.h"

#include <QHash>

namespace console {

class MemoryStore : public SecretStore
{
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    void read(const QString &key, QObject *receiver, Read done) override;
    void write(const QString &key, const Secret &secret, QObject *receiver, Done done) override;
    void remove(const QString &key, QObject *receiver, Done done) override;
    bool isLasting() const override { return false; }

private:
    QHash<QString, Secret> m_secrets;
};

} // namespace console
