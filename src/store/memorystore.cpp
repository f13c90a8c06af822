// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

namespace console {

// Every answer comes through the receiver's event queue: callers see the same order of things as with a
// keychain, and Qt drops the call when the receiver is gone.

void MemoryStore::read(const QString &key, QObject *receiver, Read done)
{
    QMetaObject::invokeMethod(
        receiver, [done = std::move(done), secret = m_secrets.value(key)] { done(secret); }, Qt::QueuedConnection);
}

void MemoryStore::write(const QString &key, const Secret &secret, QObject *receiver, Done done)
{
    if (secret.isEmpty()) // an empty one means "nothing stored", in every store
        m_secrets.remove(key);
    else
        m_secrets.insert(key, secret);
    QMetaObject::invokeMethod(receiver, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void MemoryStore::remove(const QString &key, QObject *receiver, Done done)
{
    m_secrets.remove(key);
    QMetaObject::invokeMethod(receiver, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

} // namespace console
