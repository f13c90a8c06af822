// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tokensource.h"

#include "api/advice.h"
#include "session/eventlog.h"

using namespace Qt::StringLiterals;

namespace console {

TokenSource::TokenSource(ApiClient *api, EventLog *log, Clock clock, QObject *parent)
    : QObject(parent), m_client(api), m_log(log), m_clock(std::move(clock))
{
}

void TokenSource::setCredentials(const Credentials &credentials)
{
    m_credentials = credentials;
    for (const Secret *secret : {&credentials.apiKey, &credentials.apiSecret, &credentials.aeropayApiKey, &credentials.aeropayApiSecret})
        m_log->redactor().learn(*secret);
    clear();
}

void TokenSource::clear()
{
    m_scope = std::make_unique<QObject>(); // answers that are still under way find nobody
    m_widgetExpiresAt = {};
    QList<Waiting> waiting = std::exchange(m_api, {}).waiting;
    waiting += std::exchange(m_aeropass, {}).waiting;
    const QHash<quint64, WaitingForWidget> widget = std::exchange(m_widget, {});
    Q_EMIT changed();
    // Whoever still waits is told, so that nothing hangs: their answer belongs to the old keys.
    const Error gone{.kind = Error::Kind::Cancelled, .message = tr("The keys or the environment changed meanwhile.")};
    for (const Waiting &each : std::as_const(waiting)) {
        if (each.receiver)
            each.then(fail(gone));
    }
    for (const WaitingForWidget &each : widget) {
        if (each.receiver)
            each.then(fail(gone));
    }
}

void TokenSource::withBearer(QObject *receiver, BearerReady then)
{
    if (!m_credentials.hasAerosync()) {
        answerLater(receiver, [then] { then(fail(missingKeys(tr("Aerosync API key and secret")))); });
        return;
    }
    const auto ready = [then = std::move(then), key = m_credentials.apiKey](const Result<Secret> &token) {
        if (token)
            then(ApiClient::Bearer{*token, key});
        else
            then(fail(token.error()));
    };
    withToken(m_api, receiver, ready);
}

void TokenSource::withAeropassToken(QObject *receiver, TokenReady then)
{
    if (!m_credentials.hasAeropass()) {
        answerLater(receiver, [then] { then(fail(missingKeys(tr("Aeropay API key, secret and merchant id")))); });
        return;
    }
    withToken(m_aeropass, receiver, std::move(then));
}

void TokenSource::newWidgetToken(const QString &aeroPassUserUuid, QObject *receiver, WidgetTokenReady then)
{
    if (!m_credentials.hasAerosync()) {
        answerLater(receiver, [then] { then(fail(missingKeys(tr("Aerosync API key and secret")))); });
        return;
    }
    // Two receivers: the bookkeeping ends with the keys, the caller's part when the caller is gone.
    const quint64 question = m_nextQuestion++;
    m_widget.insert(question, {receiver, std::move(then)});
    m_client->widgetToken(m_credentials, aeroPassUserUuid).onDone(m_scope.get(), [this, question](const Result<WidgetToken> &token) {
        widgetAnswered(m_widget.take(question), token);
    });
}

void TokenSource::widgetAnswered(const WaitingForWidget &asked, const Result<WidgetToken> &token)
{
    if (token) {
        m_log->redactor().learn(token->value);
        m_widgetExpiresAt = m_clock().addSecs(token->ttl.count());
        Q_EMIT changed();
        if (asked.receiver)
            asked.then(token);
        return;
    }
    // AC-100 is about a field; here that may as well be the user's id, so it says nothing of the keys
    const bool aboutField = token.error().code == "AC-100"_L1 && token.error().httpStatus != 401;
    const Error error = told(aboutField ? token.error() : keyError(token.error(), u"Aerosync"_s));
    note(tr("no widget token"), error);
    if (asked.receiver)
        asked.then(fail(error));
}

void TokenSource::withToken(Cached &cached, QObject *receiver, TokenReady then)
{
    // A token that lives shorter than the margin is used for half its life: it is not asked for at every call.
    const auto margin = std::min<std::chrono::milliseconds>(renewBefore, cached.life / 2);
    const bool isGood = !cached.token.isEmpty() && m_clock().msecsTo(cached.expiresAt) > margin.count();
    if (isGood && !cached.refreshing) {
        answerLater(receiver, [then = std::move(then), token = cached.token] { then(token); });
        return;
    }
    cached.waiting.append({receiver, std::move(then)});
    if (cached.refreshing)
        return;
    cached.refreshing = true;
    const bool isAeropass = &cached == &m_aeropass;
    const Call<ApiToken> call = isAeropass ? m_client->aeropassToken(m_credentials) : m_client->apiToken(m_credentials);
    call.onDone(m_scope.get(), [this, isAeropass](const Result<ApiToken> &token) { refreshed(isAeropass ? m_aeropass : m_api, token); });
}

void TokenSource::refreshed(Cached &cached, const Result<ApiToken> &token)
{
    const bool isAeropass = &cached == &m_aeropass;
    Result<Secret> answer = fail(Error());
    if (token) {
        m_log->redactor().learn(token->value);
        cached.token = token->value;
        cached.life = token->ttl;
        cached.expiresAt = m_clock().addSecs(token->ttl.count());
        answer = token->value;
    } else {
        const Error error = told(keyError(token.error(), isAeropass ? u"Aeropay"_s : u"Aerosync"_s));
        note(isAeropass ? tr("no Aeropay token") : tr("no Aerosync token"), error); // once, however many wait for it
        const bool isStillGood = !cached.token.isEmpty() && m_clock() < cached.expiresAt;
        answer = isStillGood ? Result<Secret>(cached.token) : Result<Secret>(fail(error));
    }
    cached.refreshing = false;
    const QList<Waiting> waiting = std::exchange(cached.waiting, {});
    Q_EMIT changed();
    for (const Waiting &each : waiting) {
        if (each.receiver)
            each.then(answer);
    }
}

void TokenSource::bearerRefused(const ApiClient::Bearer &bearer)
{
    refused(m_api, bearer.token);
}

void TokenSource::aeropassRefused(const Secret &token)
{
    refused(m_aeropass, token);
}

void TokenSource::refused(Cached &cached, const Secret &token)
{
    if (!cached.token.sameAs(token))
        return; // it was replaced already; the new one is left alone
    cached.token = {};
    cached.expiresAt = {};
    m_log->addNote(LogEntry::Kind::Token, LogEntry::Level::Warning, tr("token refused"), tr("The service refused it; a new one is fetched."));
    Q_EMIT changed();
}

Error TokenSource::told(const Error &error) const
{
    return m_log->redactor().error(advised(error));
}

void TokenSource::learnPerson(const Identity &identity)
{
    m_log->redactor().learnPerson(identity);
}

void TokenSource::learnPerson(const Account &account)
{
    m_log->redactor().learnPerson(account);
}

Redactor TokenSource::redactor() const
{
    return m_log->redactor();
}

void TokenSource::note(const QString &title, const Error &error)
{
    m_log->addNote(LogEntry::Kind::Problem, LogEntry::Level::Bad, title, oneLine(error));
}

Error TokenSource::missingKeys(const QString &which)
{
    return Error{.kind = Error::Kind::Credentials,
                 .message = tr("This environment has no %1.").arg(which),
                 .advice = tr("Enter the keys of this environment in Settings.")};
}

void TokenSource::answerLater(QObject *receiver, std::function<void()> answer)
{
    QMetaObject::invokeMethod(receiver, std::move(answer), Qt::QueuedConnection);
}

} // namespace console
