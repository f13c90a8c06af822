// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainStore keeps to the contract of every SecretStore, on a real keyring (tests/support/with-keyring.sh).
#include "store/keychainstore.h"

#include "support/secretstorecontract.h"

#include <QDirIterator>

using namespace console;
using namespace Qt::StringLiterals;

class StoreKeychain : public support::SecretStoreContract
{
    Q_OBJECT
public:
    StoreKeychain() : SecretStoreContract([] { return std::make_unique<KeychainStore>(u"aerosync-console-test"_s); }) {}

private Q_SLOTS:
    void isLasting();
    void anotherStoreObjectFindsIt();
    void servicesAreApart();
    void theSecretIsNotReadableInAnyFile();
};

void StoreKeychain::isLasting()
{
    QVERIFY(KeychainStore().isLasting());
}

void StoreKeychain::anotherStoreObjectFindsIt()
{
    write(u"contract/lasting"_s, "still here");
    restart();
    QCOMPARE(readBack(u"contract/lasting"_s), QByteArray("still here"));
}

void StoreKeychain::servicesAreApart()
{
    write(u"contract/apart"_s, "of the test");
    KeychainStore program; // the program's own service
    QObject receiver;
    support::Answered<Secret> read;
    program.read(u"contract/apart"_s, &receiver, read.take());
    QTRY_COMPARE(read.calls, 1);
    QVERIFY(read.isGood());
    QVERIFY((*read.result)->isEmpty());
}

/// What the keyring keeps is encrypted, and nothing else is written.
void StoreKeychain::theSecretIsNotReadableInAnyFile()
{
    const QByteArray planted = "planted-secret-value-4711";
    write(u"contract/planted"_s, planted);
    QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++seen;
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(planted) && !bytes.contains(planted.toBase64()), qPrintable(file.fileName()));
    }
    QVERIFY2(seen > 0, "the keyring's own file must be among them");
}

QTEST_GUILESS_MAIN(StoreKeychain)
#include "store_keychain.moc"
