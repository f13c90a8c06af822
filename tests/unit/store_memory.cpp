// SPDX-License-Identifier: GPL-3.0-or-later
// MemoryStore keeps to the contract of every SecretStore, and says that it does not last.
#include "store/memorystore.h"

#include "support/secretstorecontract.h"

using namespace console;

class StoreMemory : public support::SecretStoreContract
{
    Q_OBJECT
public:
    StoreMemory() : SecretStoreContract([] { return std::make_unique<MemoryStore>(); }) {}

private Q_SLOTS:
    void isNotLasting()
    {
        QVERIFY(!MemoryStore().isLasting());
    }
};

QTEST_GUILESS_MAIN(StoreMemory)
#include "store_memory.moc"
