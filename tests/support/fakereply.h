// SPDX-License-Identifier: GPL-3.0-or-later
// FakeReply: a QNetworkReply that gives a prepared answer, in Qt's own order of signals; and what was asked.
#pragma once

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace support {

/// What one request is answered with.
struct FakeAnswer {
    int status = 200;
    QByteArray body = {};
    QList<QNetworkReply::RawHeaderPair> headers = {};
    std::chrono::milliseconds delay{0};
    bool hangs = false;                                             ///< never answers
    QNetworkReply::NetworkError failure = QNetworkReply::NoError;   ///< instead of an answer
    bool dropAfterBody = false;                                     ///< status and body come, then the connection breaks
    bool hangsAfterBody = false;                                    ///< status and body come, but never the end
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

SeenRequest seenRequest(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QIODevice *body);

} // namespace support
