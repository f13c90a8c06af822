// SPDX-License-Identifier: GPL-3.0-or-later
// HttpCall: one exchange with the service, repeats of safe requests included; settles exactly once.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace console {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// The value of a header, its name in any case; empty when it is not there.
QByteArray headerValue(const Headers &headers, QByteArrayView name);

struct Request {
    QByteArray verb = {};   ///< "GET", "POST", "DELETE"
    QUrl url = {};
    Headers headers = {};   ///< as sent, secrets included: only the redactor may pass them on
    QByteArray body = {};   ///< empty: none
    QString name = {};      ///< what a person calls it: "balance", "widget token"
    bool patient = false;   ///< one of many that nobody waits for: at most ApiClient::mostPatient of them are under way
    QString shownPath = {}; ///< the path without ids, for labels: "/v2/accounts/…/balance"; empty: the URL's path
    bool isSafe() const { return verb == "GET" || verb == "HEAD"; } ///< may be repeated
    QString label() const;  ///< "GET /v2/accounts/…/balance": verb and path, no query
    QString host() const;   ///< "api.example.com" or "127.0.0.1:8080", for messages
};

struct Answer {
    int status = 0;
    Headers headers = {};
    QByteArray body = {};   ///< exactly the bytes that came
    bool operator==(const Answer &) const = default; // Qt asks for it of what a signal carries
};

/// The server's Retry-After, as seconds or as a date (against the answer's own Date where it has one).
/// Nothing when there is none or it makes no sense; never negative.
std::optional<std::chrono::milliseconds> retryAfterOf(const Answer &answer);

/// When the parts of a try began, after its own beginning; negative: it did not come so far, or there was no need (a
/// connection that was there already). Between sent and answered is the server's time, and the way there and back.
struct CallPhases {
    std::chrono::microseconds connecting{-1}, sent{-1}, answered{-1};
    bool operator==(const CallPhases &) const = default;
};

/// The record of one try: what left, what came, when. Emitted for every try, also failed ones.
struct Exchange {
    quint64 id = 0;         ///< rises through the life of the ApiClient
    Request request = {};
    std::optional<Answer> answer = {};
    std::optional<Error> error = {};
    QDateTime startedAt = {}; ///< UTC
    std::chrono::microseconds elapsed{0};
    CallPhases phases = {};
    int attempt = 1;
    bool willRetry = false;
};

struct RetryRule {
    int attempts = 3;                                    ///< in all, for safe requests; unsafe ones get 1
    std::chrono::milliseconds firstDelay{400};           ///< doubled each time, ± 20 % jitter
    std::chrono::milliseconds longestDelay{8000};        ///< also the longest Retry-After that is waited for
    std::chrono::milliseconds timeout{20000};            ///< per try
};

/// No redirect is followed, no cookie, cache or stored password is used. A safe request is repeated after a
/// network error, a timeout, 429, 502, 503 and 504; any other request leaves once, whatever happens.
class HttpCall : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype largestAnswer = qsizetype(128) * 1024 * 1024; ///< bytes; a bigger one is a Network error

    /// Started by ApiClient::send. `refusal` set: settles with it at the next turn of the loop, nothing leaves.
    HttpCall(QNetworkAccessManager *network, Request request, RetryRule rule, std::optional<Error> refusal, QObject *parent);
    ~HttpCall() override;

    const Request &request() const { return m_request; }
    /// False from the moment it settles or is cancelled, also inside the slot that hears of it; true while inWorker() works.
    bool isRunning() const { return !m_settled || m_workers > 0; }
    /// Ends it now: nothing is emitted or called any more, the object deletes itself. Allowed at any time.
    void cancel();
    /// Inside a slot of settled(): `work` runs in another thread, then `then` in this one, unless the receiver is gone
    /// or the call is cancelled first. The call lives until then.
    void inWorker(std::function<void()> work, QObject *receiver, std::function<void()> then);

Q_SIGNALS:
    /// It holds no connection any more: just before it settles, or when it is cancelled.
    void ended();
    /// Once. A network-level success of any HTTP status is an Answer; the object deletes itself afterwards.
    void settled(const console::Result<console::Answer> &result);
    /// For each try.
    void exchanged(const console::Exchange &exchange);
    /// A repeat is waiting: `attempt` (2, 3, …) starts after `delay`.
    void retrying(int attempt, std::chrono::milliseconds delay);

private:
    friend class ApiClient;
    void start();
    void tryOnce();
    void onTimer();
    void takeBytes();
    void watchPhases();
    void replyFinished();
    void replyDestroyed();
    void dropReply();
    void tryEnded(const Result<Answer> &result);
    void settle(const Result<Answer> &result);
    bool mayRepeat(const Result<Answer> &result) const;
    /// The pause before the next try; nothing when the server asks for more than we are ready to wait.
    std::optional<std::chrono::milliseconds> delayAfter(const Result<Answer> &result) const;

    QPointer<QNetworkAccessManager> m_network; // may go before we do
    Request m_request;
    RetryRule m_rule;
    std::optional<Error> m_refusal;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_body;  // of the running try, as far as it has come
    QTimer m_timer;     // with a reply: the try's timeout; without: the pause before a repeat
    QElapsedTimer m_clock;
    CallPhases m_phases;
    QDateTime m_startedAt;
    int m_attempt = 0;
    bool m_failurePasses = false; // the try failed in a way that another try may not
    bool m_settled = false;
    int m_workers = 0; // that have not ended
};

} // namespace console
