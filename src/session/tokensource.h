// SPDX-License-Identifier: GPL-3.0-or-later
// TokenSource: API and Aeropass tokens, cached and renewed before they expire; widget tokens, always new.
#pragma once

#include "api/apiclient.h"
#include "base/clock.h"
#include "session/redactor.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace console {

class EventLog;

/// One refresh at a time: callers that come meanwhile queue for its answer. Receivers that die are skipped.
class TokenSource : public QObject
{
    Q_OBJECT
public:
    TokenSource(ApiClient *api, EventLog *log, Clock clock, QObject *parent = nullptr);
    void setCredentials(const Credentials &credentials);  ///< also forgets every token
    const Credentials &credentials() const { return m_credentials; }

    using BearerReady = std::function<void(const Result<ApiClient::Bearer> &)>;
    void withBearer(QObject *receiver, BearerReady then);
    using TokenReady = std::function<void(const Result<Secret> &)>;
    void withAeropassToken(QObject *receiver, TokenReady then);
    using WidgetTokenReady = std::function<void(const Result<WidgetToken> &)>;
    void newWidgetToken(const QString &aeroPassUserUuid, QObject *receiver, WidgetTokenReady then);

    /// The service refused this token: the next caller gets a new one. A token that was already replaced is left alone.
    void bearerRefused(const ApiClient::Bearer &bearer);
    void aeropassRefused(const Secret &token);
    /// Forgets every token; who waits for one is answered with Cancelled.
    void clear();
    /// An error as it may be shown: with advice for its code, and without any credential in its words.
    Error told(const Error &error) const;
    /// As it is now: what is recorded of an answer goes through it, in whatever thread.
    void learnPerson(const Identity &identity); ///< what records mask from now on
    void learnPerson(const Account &account);
    Redactor redactor() const;

    QDateTime apiTokenExpiresAt() const { return m_api.expiresAt; }       ///< invalid: none
    QDateTime widgetTokenExpiresAt() const { return m_widgetExpiresAt; }  ///< of the last widget token

    /// Renewed when less than this is left. While any is left, a renewal that fails is told in the log and the old one used.
    static constexpr std::chrono::seconds renewBefore{120};

Q_SIGNALS:
    void changed(); ///< an expiry changed

private:
    struct Waiting { QPointer<QObject> receiver; TokenReady then; };
    struct WaitingForWidget { QPointer<QObject> receiver; WidgetTokenReady then; };
    struct Cached {
        Secret token;
        QDateTime expiresAt;
        std::chrono::milliseconds life{0};
        QList<Waiting> waiting;
        bool refreshing = false;
    };
    void withToken(Cached &cached, QObject *receiver, TokenReady then);
    void refreshed(Cached &cached, const Result<ApiToken> &token);
    void refused(Cached &cached, const Secret &token);
    void widgetAnswered(const WaitingForWidget &asked, const Result<WidgetToken> &token);
    void note(const QString &title, const Error &error);
    static Error missingKeys(const QString &which);
    static void answerLater(QObject *receiver, std::function<void()> answer);
    ApiClient *m_client;
    EventLog *m_log;
    Clock m_clock;
    Credentials m_credentials;
    Cached m_api, m_aeropass;
    QHash<quint64, WaitingForWidget> m_widget; // by the number of the question
    quint64 m_nextQuestion = 1;
    QDateTime m_widgetExpiresAt;
    std::unique_ptr<QObject> m_scope = std::make_unique<QObject>(); // receiver of every answer; replaced by clear()
};

/// Runs an authorised call: gets a bearer, makes the call, and on 401/403 renews once and repeats it.
/// `make(bearer)` returns a Call<T>; `then(Result<T>)` is called once unless the receiver is gone.
template <typename T, typename Make, typename Then>
void authorised(TokenSource *tokens, QObject *receiver, Make make, Then then, bool renewed = false)
{
    tokens->withBearer(receiver, [=](const Result<ApiClient::Bearer> &bearer) {
        if (!bearer) {
            then(Result<T>(fail(bearer.error())));
            return;
        }
        make(*bearer).onDone(receiver, [=](const Result<T> &result) {
            if (!result && meansUnauthorised(result.error()) && !renewed) {
                tokens->bearerRefused(*bearer);
                authorised<T>(tokens, receiver, make, then, true);
                return;
            }
            then(result);
        });
    });
}

} // namespace console
