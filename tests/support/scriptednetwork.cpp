// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptednetwork.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace support {

void ScriptedNetwork::on(const QByteArray &verbAndPath, const FakeAnswer &answer)
{
    m_answers[verbAndPath].append(answer);
}

QByteArray ScriptedNetwork::keyOf(const QByteArray &verb, const QString &path) const
{
    const QStringList segments = path.split(u'/');
    for (auto each = m_answers.keyBegin(); each != m_answers.keyEnd(); ++each) {
        const qsizetype space = each->indexOf(' ');
        const QStringList pattern = QString::fromLatin1(each->mid(space + 1)).split(u'/');
        if (each->left(space) != verb || pattern.size() != segments.size())
            continue;
        bool fits = true;
        for (qsizetype i = 0; i < pattern.size(); ++i)
            fits = fits && (pattern[i] == u"*"_s || pattern[i] == segments[i]);
        if (fits)
            return *each;
    }
    return {};
}

QNetworkReply *ScriptedNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    const SeenRequest asked = seenRequest(operation, request, body);
    const QByteArray key = keyOf(asked.verb, request.url().path());
    if (key.isEmpty()) {
        const QByteArray message = "unexpected request: " + asked.verb + ' ' + request.url().toEncoded();
        QTest::qFail(message.constData(), __FILE__, __LINE__);
        return new FakeReply(FakeAnswer{.failure = QNetworkReply::ConnectionRefusedError}, operation, request, this);
    }
    m_asked << asked;
    m_lastBody[key] = asked.body;
    ++m_counts[key];
    QList<FakeAnswer> &answers = m_answers[key];
    const FakeAnswer answer = answers.size() > 1 ? answers.takeFirst() : answers.first();
    auto *reply = new FakeReply(answer, operation, request, this);
    QList<QPointer<FakeReply>> &running = m_running[key];
    running.removeIf([](const QPointer<FakeReply> &each) { return !each || each->isFinished(); });
    running << reply;
    m_most[key] = std::max(m_most.value(key), static_cast<int>(running.size()));
    return reply;
}

int ScriptedNetwork::inFlight() const
{
    int count = 0;
    for (const QList<QPointer<FakeReply>> &list : m_running) {
        for (const QPointer<FakeReply> &each : list)
            count += each && !each->isFinished();
    }
    return count;
}

} // namespace support
