// SPDX-License-Identifier: GPL-3.0-or-later
// FakeNetwork: a QNetworkAccessManager that opens no connection: it serves what a test has queued, notes what
// was asked, and fails the test for a request that nobody expected.
#pragma once

#include "support/fakereply.h"

#include <QPointer>

namespace support {

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

} // namespace support
