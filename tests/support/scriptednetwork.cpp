// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptednetwork.h"

#include <QtTest>

#include <cstring>

using namespace Qt::StringLiterals;

namespace support {

ScriptedReply::ScriptedReply(const Scripted &answer, QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent)
    : QNetworkReply(parent), m_answer(answer)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ScriptedReply::deliver);
    if (!answer.hangs)
        m_timer.start(answer.delay);
}

void ScriptedReply::deliver()
{
    if (m_answer.failure != NoError) {
        setError(m_answer.failure, u"scripted failure"_s);
        setFinished(true);
        Q_EMIT errorOccurred(m_answer.failure);
        Q_EMIT finished();
        return;
    }
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
    setRawHeader("Content-Type", "application/json");
    for (const auto &[name, value] : std::as_const(m_answer.headers))
        setRawHeader(name, value);
    m_left = m_answer.body;
    // As Qt does: an HTTP error status is a reply error too, and the body is there all the same.
    if (m_answer.status >= 400) {
        const NetworkError error = m_answer.status == 401 ? AuthenticationRequiredError
            : m_answer.status == 404                      ? ContentNotFoundError
            : m_answer.status >= 500                      ? InternalServerError
                                                          : UnknownContentError;
        setError(error, u"scripted status"_s);
    }
    setFinished(true);
    Q_EMIT readyRead();
    Q_EMIT finished();
}

void ScriptedReply::abort()
{
    if (isFinished())
        return;
    m_timer.stop();
    setError(OperationCanceledError, u"aborted"_s);
    setFinished(true);
    Q_EMIT finished();
}

qint64 ScriptedReply::readData(char *into, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_left.size());
    if (count <= 0)
        return m_left.isEmpty() && isFinished() ? -1 : 0;
    std::memcpy(into, m_left.constData(), static_cast<size_t>(count));
    m_left.remove(0, count);
    return count;
}

void ScriptedNetwork::on(const QByteArray &verbAndPath, const Scripted &answer)
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
    static const QHash<int, QByteArray> verbs{{GetOperation, "GET"}, {PostOperation, "POST"}, {DeleteOperation, "DELETE"}, {HeadOperation, "HEAD"}};
    QByteArray verb = verbs.value(operation);
    if (verb.isEmpty())
        verb = request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    Asked asked{verb, request.url(), body ? body->readAll() : QByteArray(), request};
    const QByteArray key = keyOf(verb, request.url().path());
    if (key.isEmpty()) {
        const QByteArray message = "unexpected request: " + verb + ' ' + request.url().toEncoded();
        QTest::qFail(message.constData(), __FILE__, __LINE__);
        return new ScriptedReply({.failure = QNetworkReply::ConnectionRefusedError}, operation, request, this);
    }
    m_asked << asked;
    m_lastBody[key] = asked.body;
    ++m_counts[key];
    QList<Scripted> &answers = m_answers[key];
    const Scripted answer = answers.size() > 1 ? answers.takeFirst() : answers.first();
    auto *reply = new ScriptedReply(answer, operation, request, this);
    QList<QPointer<ScriptedReply>> &running = m_running[key];
    running.removeIf([](const QPointer<ScriptedReply> &each) { return !each || each->isFinished(); });
    running << reply;
    m_most[key] = std::max(m_most.value(key), static_cast<int>(running.size()));
    return reply;
}

int ScriptedNetwork::inFlight() const
{
    int count = 0;
    for (const QList<QPointer<ScriptedReply>> &list : m_running) {
        for (const QPointer<ScriptedReply> &each : list)
            count += each && !each->isFinished();
    }
    return count;
}

} // namespace support
