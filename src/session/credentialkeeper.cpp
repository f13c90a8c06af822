// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/credentialkeeper.h"

#include "api/json.h"

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isSimulator(const Environment &environment)
{
    return environment.id == "simulator"_L1;
}

QString keyOf(const QString &environmentId)
{
    return u"environment/"_s + environmentId;
}

bool isEmpty(const Credentials &keys)
{
    return keys.apiKey.isEmpty() && keys.apiSecret.isEmpty() && keys.aeropayApiKey.isEmpty() && keys.aeropayApiSecret.isEmpty()
        && keys.merchantId.isEmpty();
}

} // namespace

CredentialKeeper::CredentialKeeper(SecretStore *store, Variable variable, QObject *parent)
    : QObject(parent), m_store(store), m_variable(std::move(variable))
{
}

/// What is in effect: the stored keys, with the process environment over them, for real environments only.
void CredentialKeeper::apply(const Credentials &stored, KeySource source)
{
    m_credentials = stored;
    m_source = isEmpty(stored) ? KeySource::None : source;
    if (m_environmentId != "simulator"_L1 && m_variable) {
        struct Field { const char *name; Secret *secret; };
        const std::array fields{Field{"AEROSYNC_API_KEY", &m_credentials.apiKey}, Field{"AEROSYNC_API_SECRET", &m_credentials.apiSecret},
                                Field{"AEROPAY_API_KEY", &m_credentials.aeropayApiKey}, Field{"AEROPAY_API_SECRET", &m_credentials.aeropayApiSecret}};
        for (const Field &field : fields) {
            const QString value = m_variable(field.name);
            if (value.isEmpty())
                continue;
            *field.secret = Secret(value);
            m_source = KeySource::ProcessEnvironment;
        }
        const QString merchant = m_variable("AEROPAY_MERCHANT_ID");
        if (!merchant.isEmpty()) {
            m_credentials.merchantId = merchant;
            m_source = KeySource::ProcessEnvironment;
        }
    }
    Q_EMIT changed();
}

void CredentialKeeper::load(const Environment &environment)
{
    const quint64 round = ++m_round;
    m_environmentId = environment.id;
    m_loading = false;
    if (isSimulator(environment)) {
        apply(m_simulator, KeySource::Simulator);
        return;
    }
    if (const auto kept = m_memory.constFind(environment.id); kept != m_memory.cend()) { // newer than what is stored
        apply(*kept, KeySource::MemoryOnly);
        return;
    }
    m_loading = true;
    apply({}, KeySource::None); // the keys of another environment must not stay in effect for a moment
    if (round != m_round)
        return;
    m_store->read(keyOf(environment.id), this, [this, round](const Result<Secret> &packed) {
        if (round == m_round)
            loaded(packed);
    });
}

void CredentialKeeper::loaded(const Result<Secret> &packed)
{
    m_loading = false;
    const KeySource source = m_store->isLasting() ? KeySource::Keychain : KeySource::MemoryOnly;
    if (!packed) {
        m_problem = packed.error();
        apply({}, KeySource::None);
        return;
    }
    m_problem.reset();
    const Result<Credentials> keys = packed->isEmpty() ? Result<Credentials>(Credentials()) : unpackCredentials(*packed);
    if (!keys)
        m_problem = keys.error();
    apply(keys.value_or(Credentials()), source);
}

void CredentialKeeper::setSimulatorKeys(const Credentials &credentials)
{
    m_simulator = credentials;
    if (m_environmentId == "simulator"_L1)
        apply(m_simulator, KeySource::Simulator);
}

void CredentialKeeper::save(const Environment &environment, const Credentials &credentials)
{
    if (isSimulator(environment)) { // it makes its own at every start: nothing to keep
        setSimulatorKeys(credentials);
        return;
    }
    const QString id = environment.id;
    m_memory.insert(id, credentials); // until the keychain has them
    if (id == m_environmentId) {
        ++m_round; // an answer that is still under way is older
        m_loading = false;
        apply(credentials, KeySource::MemoryOnly);
    }
    const quint64 write = ++m_writes[id];
    m_store->write(keyOf(id), packCredentials(credentials), this, [this, id, write](const Result<void> &done) { written(id, write, done); });
}

void CredentialKeeper::written(const QString &id, quint64 write, const Result<void> &done)
{
    if (write != m_writes.value(id))
        return; // a newer one is under way
    if (!done) {
        m_problem = done.error();
        Q_EMIT changed();
        return;
    }
    m_problem.reset();
    if (!m_store->isLasting()) {
        Q_EMIT changed();
        return;
    }
    const Credentials kept = m_memory.take(id);
    if (id == m_environmentId)
        apply(kept, KeySource::Keychain);
}

void CredentialKeeper::remove(const Environment &environment)
{
    const QString id = environment.id;
    if (isSimulator(environment))
        return;
    m_memory.remove(id);
    ++m_writes[id];
    if (id == m_environmentId) {
        ++m_round;
        m_loading = false;
        apply({}, KeySource::None);
    }
    m_store->remove(keyOf(id), this, [this](const Result<void> &done) {
        if (done)
            return;
        m_problem = done.error();
        Q_EMIT changed();
    });
}

Secret packCredentials(const Credentials &credentials)
{
    const auto text = [](const Secret &secret) { return Json::text(secret.revealText()); };
    QByteArray packed = Json::object({{u"apiKey"_s, text(credentials.apiKey)},
                                      {u"apiSecret"_s, text(credentials.apiSecret)},
                                      {u"aeropayApiKey"_s, text(credentials.aeropayApiKey)},
                                      {u"aeropayApiSecret"_s, text(credentials.aeropayApiSecret)},
                                      {u"merchantId"_s, Json::text(credentials.merchantId)}})
                            .compact()
                            .toUtf8();
    const Secret secret(packed);
    overwrite(packed);
    return secret;
}

Result<Credentials> unpackCredentials(const Secret &packed)
{
    const auto damaged = [] {
        return fail(Error{.kind = Error::Kind::Keychain,
                          .message = CredentialKeeper::tr("The stored keys of this environment cannot be read."),
                          .where = u"keychain"_s,
                          .advice = CredentialKeeper::tr("Enter the keys again in Settings.")});
    };
    const Result<Json> json = Json::parse(packed.reveal());
    if (!json || !json->isObject())
        return damaged();
    const auto text = [&](QStringView name) {
        const Json *value = json->find(name);
        return value && value->isText() ? value->scalar() : QString();
    };
    Credentials keys;
    keys.apiKey = Secret(text(u"apiKey"));
    keys.apiSecret = Secret(text(u"apiSecret"));
    keys.aeropayApiKey = Secret(text(u"aeropayApiKey"));
    keys.aeropayApiSecret = Secret(text(u"aeropayApiSecret"));
    keys.merchantId = text(u"merchantId");
    if (isEmpty(keys))
        return damaged();
    return keys;
}

} // namespace console
