// SPDX-License-Identifier: GPL-3.0-or-later
// SecretStore: where secrets survive a restart; the OS keychain, or memory for this run.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QObject>
#include <QString>

#include <functional>

namespace console {

/// One Secret per key. Answers come later, in the receiver's thread, and not at all when it is gone.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    using Read = std::function<void(const Result<Secret> &)>; ///< an empty Secret: nothing is stored under that key
    using Done = std::function<void(const Result<void> &)>;   ///< errors: Keychain
    using QObject::QObject;
    virtual void read(const QString &key, QObject *receiver, Read done) = 0;
    virtual void write(const QString &key, const Secret &secret, QObject *receiver, Done done) = 0;
    virtual void remove(const QString &key, QObject *receiver, Done done) = 0;
    /// Does what is written survive this run?
    virtual bool isLasting() const = 0;
};

} // namespace console
