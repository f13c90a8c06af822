// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakenetwork.h"

#include <QTest>

#include <algorithm>

namespace support {

QNetworkReply *FakeNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    const SeenRequest seen = seenRequest(operation, request, body);
    m_seen << seen;

    FakeAnswer answer{.failure = QNetworkReply::UnknownNetworkError};
    if (m_queue.isEmpty()) {
        QTest::qFail(qPrintable(QStringLiteral("unexpected request: %1 %2").arg(QString::fromLatin1(seen.verb), seen.url.toString())), __FILE__, __LINE__);
    } else {
        answer = m_queue.takeFirst();
        if ((!answer.verb.isEmpty() && answer.verb != seen.verb) || (!answer.path.isEmpty() && answer.path != seen.path()))
            QTest::qFail(qPrintable(QStringLiteral("expected %1 %2, got %3 %4").arg(QString::fromLatin1(answer.verb), answer.path, QString::fromLatin1(seen.verb), seen.path())), __FILE__, __LINE__);
    }
    auto *reply = new FakeReply(answer, operation, request, this);
    m_replies << reply;
    return reply;
}

int FakeNetwork::running() const
{
    return static_cast<int>(std::count_if(m_replies.begin(), m_replies.end(), [](const QPointer<FakeReply> &reply) { return reply && !reply->isFinished(); }));
}

} // namespace support
