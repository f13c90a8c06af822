// SPDX-License-Identifier: GPL-3.0-or-later
// FakeNetwork: a QNetworkAccessManager that opens no connection: it serves what a test has queued, notes what
// was asked, and fails the test for a request that nobody expected.
#pragma once

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace testing {

/// What one request is answered with.
struct FakeAnswer {
    int status = 200;
    QByteArray body = {};
    QList<QNetworkReply::RawHeaderPair> headers = {};
    std::chrono::milliseconds delay{0};
    bool hang = false;                                              ///< never answers
    QNetworkReply::NetworkError failure = QNetworkReply::NoError;   ///< instead of an answer
    bool dropAfterBody = false;                                     ///< status and body come, then the connection breaks
    QByteArray verb = {};                                           ///< not empty: the request must have this verb
    QString path = {};                                              ///< not empty: the request must have this path (encoded)
};

/// What was asked. `body` is read before the answer is given.
struct SeenRequest {
    QByteArray verb;
    QUrl url;
    QList<QNetworkReply::RawHeaderPair> headers;
    QByteArray body;
    QNetworkRequest request;
    QByteArray header(const QByteArray &name) const { return request.rawHeader(name); }
    QString path() const { return url.path(QUrl::FullyEncoded); }
};

class FakeReply : public QNetworkReply
{
    Q_OBJECT
public:
    FakeReply(const FakeAnswer &answer, QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent);
    void abort() override;
    qint64 bytesAvailable() const override { return m_left.size() + QNetworkReply::bytesAvailable(); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *into, qint64 most) override;

private:
    void deliver();
    FakeAnswer m_answer;
    QByteArray m_left;
    QTimer m_timer;
};

class FakeNetwork : public QNetworkAccessManager
{
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;

    /// The next request gets this answer (first come, first served).
    void queue(const FakeAnswer &answer) { m_queue << answer; }
    void queueJson(const QByteArray &body, int status = 200) { queue(FakeAnswer{.status = status, .body = body}); }
    const QList<SeenRequest> &seen() const { return m_seen; }
    const SeenRequest &last() const { return m_seen.last(); }
    qsizetype unserved() const { return m_queue.size(); }
    /// Replies that were neither finished nor deleted.
    int running() const;
    void forget() { m_seen.clear(); }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    QList<FakeAnswer> m_queue;
    QList<SeenRequest> m_seen;
    QList<QPointer<FakeReply>> m_replies;
};

} // namespace testing
