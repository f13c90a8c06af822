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

/// `typed` over `keys`: what is empty in it keeps what is there.
Credentials merged(Credentials keys, const Credentials &typed)
{
    for (const auto field : {&Credentials::apiKey, &Credentials::apiSecret, &Credentials::aeropayApiKey, &Credentials::aeropayApiSecret}) {
        if (!(typed.*field).isEmpty())
            keys.*field = typed.*field;
    }
    if (!typed.merchantId.isEmpty())
        keys.merchantId = typed.merchantId;
    return keys;
}

} // namespace

CredentialKeeper::CredentialKeeper(SecretStore *store, Variable variable, QObject *parent)
    : QObject(parent), m_store(store), m_variable(std::move(variable))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::seconds(30));
    connect(&m_patience, &QTimer::timeout, this, &CredentialKeeper::noAnswer);
}

/// What is in effect: the stored keys, with the process environment over them, for real environments only.
void CredentialKeeper::apply(const Credentials &stored, KeySource source)
{
    m_stored = stored;
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

/// Whatever the keychain answers to a load() from now on is older than what is known.
void CredentialKeeper::endLoading()
{
    ++m_round;
    m_loading = false;
    m_patience.stop();
}

void CredentialKeeper::load(const Environment &environment)
{
    endLoading();
    const quint64 round = m_round;
    m_environmentId = environment.id;
    if (isSimulator(environment)) {
        apply(m_simulator, KeySource::Simulator);
        return;
    }
    m_loading = true;
    // The keys of another environment must not stay in effect for a moment; what was typed for this one is there at once.
    apply(m_memory.value(environment.id), KeySource::MemoryOnly);
    if (round != m_round)
        return;
    m_patience.start();
    m_store->read(keyOf(environment.id), this, [this, round](const Result<Secret> &packed) {
        if (round == m_round)
            loaded(packed);
    });
}

void CredentialKeeper::loaded(const Result<Secret> &packed)
{
    endLoading();
    const Credentials typed = m_memory.value(m_environmentId);
    if (!packed) {
        m_problem = packed.error();
        apply(typed, KeySource::MemoryOnly);
        return;
    }
    m_problem.reset();
    const Result<Credentials> keys = packed->isEmpty() ? Result<Credentials>(Credentials()) : unpackCredentials(*packed);
    if (!keys)
        m_problem = keys.error();
    const bool isKept = m_store->isLasting() && isEmpty(typed);
    apply(merged(keys.value_or(Credentials()), typed), isKept ? KeySource::Keychain : KeySource::MemoryOnly);
}

/// The keychain may ask its user for a password, and nobody may be there. The round goes on: a late answer counts.
void CredentialKeeper::noAnswer()
{
    m_loading = false;
    m_problem = Error{.kind = Error::Kind::Keychain,
                      .message = tr("The keychain does not answer. It may be waiting for its password, in a window of its own."),
                      .where = u"keychain"_s,
                      .advice = tr("Unlock the keychain: its keys are used as soon as it answers. Keys that you enter meanwhile count for this run.")};
    Q_EMIT changed();
}

void CredentialKeeper::setSimulatorKeys(const Credentials &credentials)
{
    m_simulator = credentials;
    if (m_environmentId == "simulator"_L1)
        apply(m_simulator, KeySource::Simulator);
}

void CredentialKeeper::save(const Environment &environment, const Credentials &typed)
{
    if (isSimulator(environment)) { // it makes its own at every start: nothing to keep
        setSimulatorKeys(typed);
        return;
    }
    const QString id = environment.id;
    m_memory.insert(id, merged(m_memory.value(id), typed)); // until the keychain has them
    const quint64 write = ++m_writes[id];
    if (id == m_environmentId) {
        endLoading();
        apply(merged(m_stored, typed), KeySource::MemoryOnly);
    }
    // Read again right before it is replaced: what is stored may not be known here, or have changed meanwhile.
    m_store->read(keyOf(id), this, [this, id, write](const Result<Secret> &packed) {
        if (write == m_writes.value(id)) // else a newer one is under way
            writeOver(id, write, packed);
    });
}

void CredentialKeeper::writeOver(const QString &id, quint64 write, const Result<Secret> &packed)
{
    if (!packed) { // whatever is there stays there
        m_problem = packed.error();
        Q_EMIT changed();
        return;
    }
    const Credentials all = merged(unpackCredentials(*packed).value_or(Credentials()), m_memory.value(id));
    if (id == m_environmentId)
        apply(all, KeySource::MemoryOnly);
    m_store->write(keyOf(id), packCredentials(all), this, [this, id, write, all](const Result<void> &done) {
        if (write == m_writes.value(id))
            written(id, all, done);
    });
}

void CredentialKeeper::written(const QString &id, const Credentials &all, const Result<void> &done)
{
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
    m_memory.remove(id);
    if (id != m_environmentId)
        return;
    endLoading();
    apply(all, KeySource::Keychain);
}

void CredentialKeeper::remove(const Environment &environment)
{
    const QString id = environment.id;
    if (isSimulator(environment))
        return;
    m_memory.remove(id);
    ++m_writes[id];
    if (id == m_environmentId) {
        endLoading();
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
