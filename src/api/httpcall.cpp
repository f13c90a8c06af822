// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/httpcall.h"

#include "api/networkerror.h"

#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QtConcurrent>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console {

namespace {

/// The body of a request that must not leave twice. When a connection breaks, QNetworkAccessManager sends the
/// request again by itself, POST included (measured, Qt 6.4.2: a server that drops the first connection
/// gets a second one). It has to rewind the body for that; this one cannot be rewound, also when it is empty.
class SentOnce : public QIODevice
{
public:
    SentOnce(const QByteArray &bytes, QObject *parent) : QIODevice(parent), m_bytes(bytes)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool seek(qint64) override { return false; }
    qint64 size() const override { return m_bytes.size(); }

protected:
    qint64 readData(char *into, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
        if (count <= 0)
            return -1;
        std::memcpy(into, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

QNetworkRequest networkRequest(const Request &request)
{
    QNetworkRequest out(request.url);
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    // A redirect would carry the keys to a host that nobody chose.
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // SentOnce was measured with HTTP/1.1
    return out;
}

QNetworkReply *sendWith(QNetworkAccessManager &network, const Request &request)
{
    const QNetworkRequest out = networkRequest(request);
    if (request.verb == "GET")
        return network.get(out);
    if (request.verb == "HEAD")
        return network.head(out);
    auto *body = new SentOnce(request.body, nullptr);
    QNetworkReply *reply = request.verb == "POST" ? network.post(out, body) : network.sendCustomRequest(out, request.verb, body);
    body->setParent(reply); // lives as long as somebody may read from it
    return reply;
}

/// 502, 503 and 504 come from a gateway that may find its server again; 429 asks for it outright.
bool isPassingStatus(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

QDateTime httpDate(const QByteArray &text)
{
    // RFC 9110: "Sun, 06 Nov 1994 08:49:37 GMT", always in English
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

QByteArray headerValue(const Headers &headers, QByteArrayView name)
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

QString Request::label() const
{
    return QString::fromLatin1(verb) + u' ' + (shownPath.isEmpty() ? url.path() : shownPath);
}

QString Request::host() const
{
    return url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
}

std::optional<std::chrono::milliseconds> retryAfterOf(const Answer &answer)
{
    const QByteArray text = headerValue(answer.headers, "Retry-After").trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    constexpr qint64 aYear = 365 * 24 * 3600; // keeps the arithmetic of callers from overflowing
    if (isNumber)
        return seconds < 0 ? std::nullopt : std::optional(std::chrono::milliseconds(1000 * std::min(seconds, aYear)));
    const QDateTime then = httpDate(text);
    if (!then.isValid())
        return std::nullopt;
    const QDateTime theirNow = httpDate(headerValue(answer.headers, "Date"));
    const qint64 wait = (theirNow.isValid() ? theirNow : QDateTime::currentDateTimeUtc()).msecsTo(then);
    return std::chrono::milliseconds(std::clamp<qint64>(wait, 0, 1000 * aYear));
}

HttpCall::HttpCall(QNetworkAccessManager *network, Request request, RetryRule rule, std::optional<Error> refusal, QObject *parent)
    : QObject(parent), m_network(network), m_request(std::move(request)), m_rule(rule), m_refusal(std::move(refusal))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may end up to 5 % early, before Retry-After is over
    connect(&m_timer, &QTimer::timeout, this, &HttpCall::onTimer);
}

HttpCall::~HttpCall()
{
    if (!m_settled)
        Q_EMIT ended();
    dropReply();
}

void HttpCall::start()
{
    if (m_refusal)
        QTimer::singleShot(0, this, [this] { settle(fail(*m_refusal)); });
    else
        tryOnce();
}

void HttpCall::tryOnce()
{
    ++m_attempt;
    m_failurePasses = false;
    m_body.clear();
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_clock.start();
    if (!m_network) {
        replyDestroyed();
        return;
    }
    m_reply = sendWith(*m_network, m_request);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpCall::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpCall::replyFinished);
    connect(m_reply, &QObject::destroyed, this, &HttpCall::replyDestroyed);
    watchPhases();
    m_timer.start(m_rule.timeout);
}

void HttpCall::watchPhases()
{
    m_phases = {};
    const auto now = [this] { return std::chrono::microseconds(m_clock.nsecsElapsed() / 1000); };
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this, now] { m_phases.connecting = now(); });
    connect(m_reply, &QNetworkReply::requestSent, this, [this, now] { m_phases.sent = now(); });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this, now] { m_phases.answered = now(); });
}

void HttpCall::onTimer()
{
    if (m_settled)
        return;
    if (!m_reply) { // the pause before a repeat is over
        tryOnce();
        return;
    }
    // Qt reports an expired time as "cancelled", like an abort; so this timer is ours and so is the error.
    dropReply();
    m_failurePasses = true;
    tryEnded(fail(timeoutError(m_rule.timeout, m_request)));
}

void HttpCall::takeBytes()
{
    m_body += m_reply->readAll();
    if (m_body.size() <= largestAnswer)
        return;
    dropReply();
    m_body.clear();
    tryEnded(fail(tooBigError(m_request)));
}

void HttpCall::replyFinished()
{
    QNetworkReply *reply = m_reply;
    const QNetworkReply::NetworkError code = reply->error();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isWholeAnswer(code, status)) {
        dropReply();
        m_failurePasses = isPassing(code);
        tryEnded(fail(networkError(code, m_request)));
        return;
    }
    if (reply->isOpen()) // a closed reply has nothing to give and warns
        m_body += reply->readAll();
    Answer answer{.status = status, .headers = reply->rawHeaderPairs(), .body = std::exchange(m_body, {})};
    dropReply();
    tryEnded(answer.body.size() > largestAnswer ? Result<Answer>(fail(tooBigError(m_request))) : Result<Answer>(std::move(answer)));
}

/// The manager was destroyed and took the reply with it; nobody will say "finished". Told at the next turn
/// of the loop, not from inside somebody's destructor.
void HttpCall::replyDestroyed()
{
    m_timer.stop();
    QTimer::singleShot(0, this, [this] {
        if (!m_settled)
            tryEnded(fail(networkGoneError(m_request)));
    });
}

void HttpCall::dropReply()
{
    m_timer.stop();
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    if (!reply)
        return;
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

bool HttpCall::mayRepeat(const Result<Answer> &result) const
{
    if (!m_request.isSafe() || m_attempt >= m_rule.attempts)
        return false;
    return result ? isPassingStatus(result->status) : m_failurePasses;
}

std::optional<std::chrono::milliseconds> HttpCall::delayAfter(const Result<Answer> &result) const
{
    const auto asked = result ? retryAfterOf(*result) : std::nullopt;
    if (asked && *asked > m_rule.longestDelay)
        return std::nullopt;
    constexpr int mostDoublings = 20;
    const auto backOff = m_rule.firstDelay * (1 << std::min(m_attempt - 1, mostDoublings));
    const double jitter = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    const auto delay = std::chrono::milliseconds(qRound64(double(backOff.count()) * jitter));
    return std::min(std::max(delay, asked.value_or(0ms)), m_rule.longestDelay);
}

void HttpCall::tryEnded(const Result<Answer> &result)
{
    const auto delay = mayRepeat(result) ? delayAfter(result) : std::nullopt;
    Exchange exchange{.request = m_request, .startedAt = m_startedAt};
    exchange.elapsed = std::chrono::microseconds(m_clock.nsecsElapsed() / 1000);
    exchange.phases = m_phases;
    exchange.attempt = m_attempt;
    exchange.willRetry = delay.has_value();
    if (result)
        exchange.answer = *result;
    else
        exchange.error = result.error();
    const QPointer<HttpCall> self(this); // whoever listens may cancel us, or even delete us
    Q_EMIT exchanged(exchange);
    if (!self || m_settled)
        return;
    if (!delay) {
        settle(result);
        return;
    }
    m_timer.start(*delay);
    Q_EMIT retrying(m_attempt + 1, *delay);
}

void HttpCall::settle(const Result<Answer> &result)
{
    if (m_settled)
        return;
    m_settled = true;
    m_timer.stop();
    const QPointer<HttpCall> self(this);
    Q_EMIT ended();
    Q_EMIT settled(result);
    if (self && m_workers == 0)
        deleteLater();
}

void HttpCall::inWorker(std::function<void()> work, QObject *receiver, std::function<void()> then)
{
    ++m_workers;
    auto *watcher = new QFutureWatcher<void>(this); // dies with us, and what it watches is then heard by nobody
    connect(watcher, &QFutureWatcher<void>::finished, receiver, std::move(then));
    connect(watcher, &QFutureWatcher<void>::finished, this, [this] {
        if (--m_workers == 0)
            deleteLater();
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

void HttpCall::cancel()
{
    if (!isRunning())
        return;
    if (!m_settled)
        Q_EMIT ended();
    m_settled = true;
    m_workers = 0;
    for (QObject *watcher : findChildren<QFutureWatcherBase *>())
        watcher->disconnect();
    dropReply();
    disconnect(); // also the receivers of a signal that is on its way right now
    deleteLater();
}

} // namespace console
