// SPDX-License-Identifier: GPL-3.0-or-later
// HttpCall: one exchange with the service, repeats of safe requests included; settles exactly once.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace console {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

struct Request {
    QByteArray verb;        ///< "GET", "POST", "DELETE"
    QUrl url;
    Headers headers;        ///< as sent, secrets included: only the redactor may pass them on
    QByteArray body;        ///< empty: none
    QString name;           ///< what a person calls it: "balance", "widget token"
    bool isSafe() const { return verb == "GET" || verb == "HEAD"; } ///< may be repeated
    QString label() const;  ///< "GET /v2/accounts/…/balance": verb and path, no query
};

struct Answer {
    int status = 0;
    Headers headers;
    QByteArray body;        ///< exactly the bytes that came
};

/// The record of one try: what left, what came, when. Emitted for every try, also failed ones.
struct Exchange {
    quint64 id = 0;         ///< rises through the life of the ApiClient
    Request request;
    std::optional<Answer> answer;
    std::optional<Error> error;
    QDateTime startedAt;
    std::chrono::microseconds elapsed{0};
    int attempt = 1;
    bool willRetry = false;
};

struct RetryRule {
    int attempts = 3;                                    ///< in all, for safe requests; unsafe ones get 1
    std::chrono::milliseconds firstDelay{400};           ///< doubled each time, ± 20 % jitter
    std::chrono::milliseconds longestDelay{8000};        ///< also the longest Retry-After that is waited for
    std::chrono::milliseconds timeout{20000};            ///< per try
};

class HttpCall : public QObject
{
    Q_OBJECT
public:
    /// Started by ApiClient::send. `refusal` set: settles with it at the next turn of the loop, nothing leaves.
    HttpCall(QNetworkAccessManager *network, Request request, RetryRule rule, std::optional<Error> refusal, QObject *parent);
    ~HttpCall() override;

    const Request &request() const { return m_request; }
    /// Ends it now: nothing is emitted any more, the object deletes itself.
    void cancel();

Q_SIGNALS:
    /// Once. A network-level success of any HTTP status is an Answer; the object deletes itself afterwards.
    void settled(const console::Result<console::Answer> &result);
    /// For each try.
    void exchanged(const console::Exchange &exchange);
    /// A repeat is waiting.
    void retrying(int attempt, std::chrono::milliseconds delay);

private:
    friend class ApiClient;
    void start();
    void tryOnce();
    void tryEnded();
    void settle(Result<Answer> result);
    QNetworkAccessManager *m_network;
    Request m_request;
    RetryRule m_rule;
    std::optional<Error> m_refusal;
    QPointer<QNetworkReply> m_reply;
    QTimer m_timer;     // per-try timeout, then the pause before a repeat
    bool m_timedOut = false;
    bool m_settled = false;
    int m_attempt = 0;
    QDateTime m_startedAt;
};

} // namespace console
