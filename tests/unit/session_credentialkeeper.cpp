// SPDX-License-Identifier: GPL-3.0-or-later
// CredentialKeeper: process environment over keychain over memory; for real environments only; nothing in a file.
#include "session/credentialkeeper.h"

#include "store/memorystore.h"

#include <QSignalSpy>
#include <QtTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that can refuse, or answer only when it is told to.
class FakeKeychain : public SecretStore
{
    Q_OBJECT
public:
    QHash<QString, QByteArray> kept;
    bool refuses = false;
    bool refusesReads = false; // writing works: its user unlocked it meanwhile
    bool waits = false;
    QList<std::function<void()>> waiting;
    int reads = 0;

    void read(const QString &key, QObject *receiver, Read done) override
    {
        ++reads;
        answer(receiver, [this, key, done] { done(refuses || refusesReads ? Result<Secret>(fail(problem())) : Result<Secret>(Secret(kept.value(key)))); });
    }
    void write(const QString &key, const Secret &secret, QObject *receiver, Done done) override
    {
        const QByteArray bytes(secret.reveal().constData(), secret.reveal().size());
        answer(receiver, [this, key, bytes, done] {
            if (!refuses)
                kept.insert(key, bytes);
            done(refuses ? Result<void>(fail(problem())) : Result<void>());
        });
    }
    void remove(const QString &key, QObject *receiver, Done done) override
    {
        answer(receiver, [this, key, done] {
            if (!refuses)
                kept.remove(key);
            done(refuses ? Result<void>(fail(problem())) : Result<void>());
        });
    }
    bool isLasting() const override { return true; }
    /// Answers everything, also what is asked because of an answer.
    void letGo()
    {
        while (!waiting.isEmpty())
            waiting.takeFirst()();
    }
    static Error problem() { return {.kind = Error::Kind::Keychain, .message = u"locked"_s}; }

private:
    void answer(QObject *receiver, const std::function<void()> &say)
    {
        if (waits)
            waiting << say;
        else
            QMetaObject::invokeMethod(receiver, say, Qt::QueuedConnection);
    }
};

Credentials keysOf(const QByteArray &tag)
{
    return {Secret(tag + "-key"), Secret(tag + "-secret"), Secret(tag + "-pay-key"), Secret(tag + "-pay-secret"), QString::fromLatin1(tag + "-merchant")};
}

Environment environmentOf(const QString &id)
{
    for (const Environment &environment : presetEnvironments()) {
        if (environment.id == id)
            return environment;
    }
    return {};
}

} // namespace

class SessionCredentialKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_keychain = std::make_unique<FakeKeychain>();
        m_variables.clear();
        m_keeper = std::make_unique<CredentialKeeper>(m_keychain.get(), [this](const char *name) { return m_variables.value(QString::fromLatin1(name)); });
    }

    void packRoundTrip()
    {
        Credentials keys = keysOf("x");
        keys.apiKey = Secret(u"ü\"\\\n鍵"_s);
        const Result<Credentials> back = unpackCredentials(packCredentials(keys));
        QVERIFY(back.has_value());
        QCOMPARE(back->apiKey.revealText(), u"ü\"\\\n鍵"_s);
        QCOMPARE(back->aeropayApiSecret.reveal(), QByteArray("x-pay-secret"));
        QCOMPARE(back->merchantId, u"x-merchant"_s);
        for (const char *damaged : {"", "x", "[]", "{}", "{\"apiKey\":5}", "null"}) {
            const Result<Credentials> bad = unpackCredentials(Secret(QByteArray(damaged)));
            QVERIFY2(!bad.has_value(), damaged);
            QCOMPARE(bad.error().kind, Error::Kind::Keychain);
            QVERIFY(!bad.error().advice.isEmpty());
        }
    }

    void savedKeysComeBackFromTheKeychain()
    {
        m_keeper->load(m_sandbox);
        QVERIFY(m_keeper->isLoading());
        QTRY_VERIFY(!m_keeper->isLoading());
        QCOMPARE(m_keeper->source(), KeySource::None);
        m_keeper->save(m_sandbox, keysOf("a"));
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("a-key")); // in effect at once
        QTRY_COMPARE(m_keeper->source(), KeySource::Keychain);
        QCOMPARE(m_keychain->kept.size(), 1);
        CredentialKeeper later(m_keychain.get(), {});
        QSignalSpy changed(&later, &CredentialKeeper::changed);
        later.load(m_sandbox);
        QTRY_VERIFY(!later.isLoading());
        QVERIFY(changed.count() >= 1);
        QCOMPARE(later.credentials().apiSecret.reveal(), QByteArray("a-secret"));
        QCOMPARE(later.credentials().merchantId, u"a-merchant"_s);
        QCOMPARE(later.source(), KeySource::Keychain);
        QVERIFY(!later.keychainProblem());
    }

    void environmentsHaveKeysOfTheirOwn()
    {
        m_keeper->load(m_sandbox);
        m_keeper->save(m_sandbox, keysOf("a"));
        QTRY_COMPARE(m_keeper->source(), KeySource::Keychain);
        m_keeper->load(m_production);
        QVERIFY(m_keeper->credentials().apiKey.isEmpty()); // at once: no key of one reaches the other
        QTRY_VERIFY(!m_keeper->isLoading());
        QVERIFY(!m_keeper->credentials().hasAerosync());
        m_keeper->save(m_sandbox, keysOf("b")); // not the current one
        QVERIFY(m_keeper->credentials().apiKey.isEmpty());
        m_keeper->load(m_sandbox);
        QTRY_COMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("b-key"));
    }

    void aKeychainThatRefusesMeansMemory()
    {
        m_keychain->refuses = true;
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(m_keeper->keychainProblem().has_value());
        QCOMPARE(m_keeper->keychainProblem()->kind, Error::Kind::Keychain);
        m_keeper->save(m_sandbox, keysOf("a"));
        QTRY_COMPARE(m_keeper->source(), KeySource::MemoryOnly);
        QVERIFY(m_keeper->keychainProblem().has_value());
        m_keeper->load(m_production);
        m_keeper->load(m_sandbox); // and they are still there for this run
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("a-key"));
        QCOMPARE(m_keeper->source(), KeySource::MemoryOnly);
        QVERIFY(m_keychain->kept.isEmpty());
        m_keychain->refuses = false; // unlocked meanwhile: saving again keeps them
        m_keeper->save(m_sandbox, keysOf("a"));
        QTRY_COMPARE(m_keeper->source(), KeySource::Keychain);
        QVERIFY(!m_keeper->keychainProblem());
    }

    /// What is typed for one field is one field: the others stay as they are stored.
    void savingOneKeyKeepsTheOthers()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(!m_keeper->isLoading());
        m_keeper->save(m_sandbox, {.apiSecret = Secret(QByteArray("new-secret"))});
        QCOMPARE(m_keeper->credentials().apiSecret.reveal(), QByteArray("new-secret")); // at once
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("old-key"));
        QTRY_COMPARE(m_keeper->source(), KeySource::Keychain);
        QCOMPARE(inKeychain(), QByteArray("old-key new-secret old-pay-key old-pay-secret old-merchant"));
        QCOMPARE(m_keeper->credentials().apiSecret.reveal(), QByteArray("new-secret"));
        m_keeper->save(m_production, {.merchantId = u"2"_s}); // not the current one, and nothing is stored for it
        QTRY_VERIFY(m_keychain->kept.contains(u"environment/production"_s));
        QCOMPARE(unpackCredentials(Secret(m_keychain->kept.value(u"environment/production"_s)))->merchantId, u"2"_s);
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("old-key"));
    }

    void savingWhileTheKeychainIsReadKeepsTheOthers()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->waits = true;
        m_keeper->load(m_sandbox);
        m_keeper->save(m_sandbox, {.merchantId = u"2"_s});
        m_keeper->save(m_sandbox, {.apiKey = Secret(QByteArray("new-key"))}); // and another one right behind it
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("new-key"));
        QCOMPARE(m_keeper->credentials().merchantId, u"2"_s);
        m_keychain->letGo();
        QCOMPARE(inKeychain(), QByteArray("new-key old-secret old-pay-key old-pay-secret 2"));
        QCOMPARE(m_keeper->credentials().apiSecret.reveal(), QByteArray("old-secret"));
        QCOMPARE(m_keeper->source(), KeySource::Keychain);
    }

    void savingAfterAFailedReadErasesNothing()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->refusesReads = true;
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(m_keeper->keychainProblem().has_value());
        m_keeper->save(m_sandbox, {.merchantId = u"2"_s});
        QCOMPARE(m_keeper->credentials().merchantId, u"2"_s); // for this run
        QTRY_COMPARE(m_keychain->reads, 2);
        QCOMPARE(inKeychain(), QByteArray("old-key old-secret old-pay-key old-pay-secret old-merchant"));
        QTRY_VERIFY(m_keeper->keychainProblem().has_value());
        QCOMPARE(m_keeper->source(), KeySource::MemoryOnly);
        m_keychain->refusesReads = false; // the next one brings both
        m_keeper->save(m_sandbox, {.apiKey = Secret(QByteArray("new-key"))});
        QTRY_COMPARE(m_keeper->source(), KeySource::Keychain);
        QCOMPARE(inKeychain(), QByteArray("new-key old-secret old-pay-key old-pay-secret 2"));
        QVERIFY(!m_keeper->keychainProblem());
    }

    void aKeychainThatIsUnlockedLaterIsReadAgain()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->refuses = true;
        m_keeper->load(m_sandbox);
        m_keeper->save(m_sandbox, {.merchantId = u"2"_s});
        QTRY_VERIFY(m_keeper->keychainProblem().has_value());
        m_keychain->refuses = false;
        m_keeper->load(m_sandbox);
        QCOMPARE(m_keeper->credentials().merchantId, u"2"_s);
        QTRY_COMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("old-key"));
        QCOMPARE(m_keeper->credentials().merchantId, u"2"_s); // typed later than what is stored
        QVERIFY(!m_keeper->keychainProblem());
    }

    void theProcessEnvironmentIsNeverWritten()
    {
        m_variables = {{u"AEROSYNC_API_SECRET"_s, u"env-secret"_s}, {u"AEROPAY_MERCHANT_ID"_s, u"env-merchant"_s}};
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(!m_keeper->isLoading());
        m_keeper->save(m_sandbox, {.apiKey = Secret(QByteArray("typed-key"))});
        QTRY_VERIFY(!m_keychain->kept.isEmpty());
        QCOMPARE(inKeychain(), QByteArray("typed-key    "));
        QCOMPARE(m_keeper->credentials().apiSecret.reveal(), QByteArray("env-secret")); // in effect all the same
        QCOMPARE(m_keeper->stored().apiKey.reveal(), QByteArray("typed-key"));
        QVERIFY(m_keeper->stored().apiSecret.isEmpty() && m_keeper->stored().merchantId.isEmpty());
    }

    void aRemovalBehindASaveWins()
    {
        m_keychain->waits = true;
        m_keeper->load(m_sandbox);
        m_keeper->save(m_sandbox, keysOf("a"));
        m_keeper->remove(m_sandbox);
        m_keychain->letGo();
        QVERIFY(m_keychain->kept.isEmpty());
        QVERIFY(!m_keeper->credentials().hasAerosync());
        QVERIFY(!m_keeper->stored().hasAerosync());
    }

    /// A keychain may wait for its user's password, or for nobody: the console does not wait with it.
    void aKeychainThatNeverAnswers()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->waits = true;
        m_keeper->setPatience(std::chrono::milliseconds(1));
        QSignalSpy changed(m_keeper.get(), &CredentialKeeper::changed);
        m_keeper->load(m_sandbox);
        QVERIFY(m_keeper->isLoading());
        QTRY_VERIFY(!m_keeper->isLoading());
        QVERIFY(changed.count() >= 2);
        QCOMPARE(m_keeper->keychainProblem()->kind, Error::Kind::Keychain);
        QVERIFY2(m_keeper->keychainProblem()->message.contains(u"not answer"_s), qPrintable(m_keeper->keychainProblem()->message));
        QVERIFY(!adviceFor(*m_keeper->keychainProblem()).isEmpty());
        m_keeper->save(m_sandbox, {.merchantId = u"2"_s});
        QCOMPARE(m_keeper->credentials().merchantId, u"2"_s); // works for this run
        m_keychain->letGo(); // its user came back
        QCOMPARE(inKeychain(), QByteArray("old-key old-secret old-pay-key old-pay-secret 2"));
        QCOMPARE(m_keeper->source(), KeySource::Keychain);
        QVERIFY(!m_keeper->keychainProblem());
    }

    void aLateAnswerOfTheKeychainCounts()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->waits = true;
        m_keeper->setPatience(std::chrono::milliseconds(1));
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(m_keeper->keychainProblem().has_value());
        m_keychain->letGo();
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("old-key"));
        QVERIFY(!m_keeper->keychainProblem());
        m_keychain->waits = false;
        m_keeper->setPatience(std::chrono::hours(1)); // an answer in time is no problem
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(!m_keeper->isLoading());
        QVERIFY(!m_keeper->keychainProblem());
    }

    void aMemoryStoreIsSaidToBeMemory()
    {
        MemoryStore store;
        CredentialKeeper keeper(&store, {});
        keeper.load(m_sandbox);
        keeper.save(m_sandbox, keysOf("a"));
        QTRY_VERIFY(!keeper.isLoading());
        QCOMPARE(keeper.source(), KeySource::MemoryOnly);
        QVERIFY(!keeper.keychainProblem()); // chosen, not failed
    }

    void damagedKeychainEntryIsAProblemNotACrash()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, "not what we wrote");
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(m_keeper->keychainProblem().has_value());
        QVERIFY(!m_keeper->credentials().hasAerosync());
        QVERIFY2(!m_keeper->keychainProblem()->message.contains(u"not what"_s), "the message must not quote the entry");
    }

    void processEnvironmentOverridesForRealEnvironmentsOnly()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("stored")).reveal());
        m_variables = {{u"AEROSYNC_API_KEY"_s, u"env-key"_s}, {u"AEROPAY_MERCHANT_ID"_s, u"env-merchant"_s}};
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(!m_keeper->isLoading());
        QCOMPARE(m_keeper->source(), KeySource::ProcessEnvironment);
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("env-key"));
        QCOMPARE(m_keeper->credentials().merchantId, u"env-merchant"_s);
        QCOMPARE(m_keeper->credentials().apiSecret.reveal(), QByteArray("stored-secret")); // the others stay
        m_keeper->setSimulatorKeys(keysOf("sim"));
        m_keeper->load(environmentOf(u"simulator"_s));
        QCOMPARE(m_keeper->source(), KeySource::Simulator);
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("sim-key")); // never into the simulator
        QCOMPARE(m_keeper->credentials().merchantId, u"sim-merchant"_s);
    }

    void allVariablesAreRead()
    {
        m_variables = {{u"AEROSYNC_API_KEY"_s, u"1"_s}, {u"AEROSYNC_API_SECRET"_s, u"2"_s}, {u"AEROPAY_API_KEY"_s, u"3"_s},
                       {u"AEROPAY_API_SECRET"_s, u"4"_s}, {u"AEROPAY_MERCHANT_ID"_s, u"5"_s}};
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(!m_keeper->isLoading());
        const Credentials &keys = m_keeper->credentials();
        QCOMPARE(keys.apiKey.reveal() + keys.apiSecret.reveal() + keys.aeropayApiKey.reveal() + keys.aeropayApiSecret.reveal() + keys.merchantId.toUtf8(), QByteArray("12345"));
        QVERIFY(keys.hasAerosync() && keys.hasAeropass());
        QVERIFY(m_keychain->kept.isEmpty()); // an override is never written
    }

    void theSimulatorNeverTouchesTheKeychain()
    {
        const Environment simulator = environmentOf(u"simulator"_s);
        m_keeper->load(simulator);
        QCOMPARE(m_keeper->source(), KeySource::None);
        m_keeper->setSimulatorKeys(keysOf("sim"));
        QCOMPARE(m_keeper->source(), KeySource::Simulator);
        m_keeper->save(simulator, keysOf("sim2"));
        m_keeper->remove(simulator);
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("sim2-key"));
        QCOMPARE(m_keychain->reads, 0);
        QVERIFY(m_keychain->kept.isEmpty());
    }

    void aLateAnswerOfAnEarlierEnvironmentIsDropped()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("sandbox")).reveal());
        m_keychain->kept.insert(u"environment/production"_s, packCredentials(keysOf("production")).reveal());
        m_keychain->waits = true;
        m_keeper->load(m_production);
        m_keeper->load(m_sandbox);
        QCOMPARE(m_keychain->waiting.size(), 2);
        std::swap(m_keychain->waiting[0], m_keychain->waiting[1]); // the older one answers last
        m_keychain->letGo();
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("sandbox-key"));
        QVERIFY(!m_keeper->isLoading());
    }

    void savingWhileLoadingWins()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->waits = true;
        m_keeper->load(m_sandbox);
        m_keeper->save(m_sandbox, keysOf("new"));
        QVERIFY(!m_keeper->isLoading());
        m_keychain->letGo();
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("new-key"));
        QCOMPARE(m_keeper->source(), KeySource::Keychain);
    }

    void switchingAwayWhileWritingReadsNothingOld()
    {
        m_keychain->kept.insert(u"environment/sandbox"_s, packCredentials(keysOf("old")).reveal());
        m_keychain->waits = true;
        m_keeper->save(m_sandbox, keysOf("new"));
        m_keeper->load(m_sandbox); // before the write is through
        QCOMPARE(m_keeper->credentials().apiKey.reveal(), QByteArray("new-key"));
        m_keychain->letGo();
        QCOMPARE(m_keeper->source(), KeySource::Keychain);
    }

    void removeForgetsEverywhere()
    {
        m_keeper->load(m_sandbox);
        m_keeper->save(m_sandbox, keysOf("a"));
        QTRY_COMPARE(m_keeper->source(), KeySource::Keychain);
        m_keeper->remove(m_sandbox);
        QCOMPARE(m_keeper->source(), KeySource::None);
        QVERIFY(!m_keeper->credentials().hasAerosync());
        QTRY_VERIFY(m_keychain->kept.isEmpty());
        m_keeper->load(m_sandbox);
        QTRY_VERIFY(!m_keeper->isLoading());
        QVERIFY(!m_keeper->credentials().hasAerosync());
    }

private:
    /// The sandbox's entry, field by field.
    QByteArray inKeychain() const
    {
        const Result<Credentials> keys = unpackCredentials(Secret(m_keychain->kept.value(u"environment/sandbox"_s)));
        if (!keys)
            return "none";
        return keys->apiKey.reveal() + ' ' + keys->apiSecret.reveal() + ' ' + keys->aeropayApiKey.reveal() + ' ' + keys->aeropayApiSecret.reveal()
            + ' ' + keys->merchantId.toUtf8();
    }
    Environment m_sandbox = environmentOf(u"sandbox"_s);
    Environment m_production = environmentOf(u"production"_s);
    QHash<QString, QString> m_variables;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<CredentialKeeper> m_keeper;
};

QTEST_GUILESS_MAIN(SessionCredentialKeeper)
#include "session_credentialkeeper.moc"
