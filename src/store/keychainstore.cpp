// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/keychainstore.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

// Without a session bus QtKeychain answers OtherError ("Cannot autolaunch D-Bus…"), not NoBackendAvailable:
// every error but "no such entry" means that the keychain cannot be used now.
Error keychainError(const QKeychain::Job &job)
{
    const QString why = job.errorString().simplified();
    return Error{.kind = Error::Kind::Keychain,
                 .message = why.isEmpty() ? Error::tr("The keychain cannot be used.")
                                          : Error::tr("The keychain cannot be used: %1").arg(why.left(200)),
                 .where = u"keychain"_s};
}

void finish(const QKeychain::Job &job, const SecretStore::Done &done)
{
    const bool fine = job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
    done(fine ? Result<void>() : Result<void>(fail(keychainError(job))));
}

} // namespace

KeychainStore::KeychainStore(QObject *parent) : KeychainStore(u"aerosync-console"_s, parent) {}
KeychainStore::KeychainStore(const QString &service, QObject *parent) : SecretStore(parent), m_service(service) {}

// The jobs have no parent and delete themselves: a keychain that asks its user for a password may answer long
// after the one who asked is gone. QKeychain's insecure fallback (a plain file) stays off, which is its default.

void KeychainStore::read(const QString &key, QObject *receiver, Read done)
{
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, receiver, [job, done = std::move(done)] {
        if (job->error() == QKeychain::EntryNotFound)
            done(Secret());
        else if (job->error() != QKeychain::NoError)
            done(fail(keychainError(*job)));
        else
            done(Secret(job->binaryData()));
    });
    job->start();
}

void KeychainStore::write(const QString &key, const Secret &secret, QObject *receiver, Done done)
{
    if (secret.isEmpty()) { // an empty one means "nothing stored", in every store
        remove(key, receiver, std::move(done));
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(key);
    job->setBinaryData(secret.reveal());
    connect(job, &QKeychain::Job::finished, receiver, [job, done = std::move(done)] { finish(*job, done); });
    job->start();
}

void KeychainStore::remove(const QString &key, QObject *receiver, Done done)
{
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, receiver, [job, done = std::move(done)] { finish(*job, done); });
    job->start();
}

} // namespace console
