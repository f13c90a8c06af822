// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakereply.h"

#include <QPointer>

#include <algorithm>
#include <cstring>

namespace support {

namespace {

QByteArray verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation: return "HEAD";
    case QNetworkAccessManager::GetOperation: return "GET";
    case QNetworkAccessManager::PutOperation: return "PUT";
    case QNetworkAccessManager::PostOperation: return "POST";
    case QNetworkAccessManager::DeleteOperation: return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::UnknownOperation: break;
    }
    return "?";
}

/// The code that Qt gives to an HTTP status.
QNetworkReply::NetworkError codeFor(int status)
{
    if (status < 400)
        return QNetworkReply::NoError;
    switch (status) {
    case 400: return QNetworkReply::ProtocolInvalidOperationError;
    case 401: return QNetworkReply::AuthenticationRequiredError;
    case 403: return QNetworkReply::ContentAccessDenied;
    case 404: return QNetworkReply::ContentNotFoundError;
    case 405: return QNetworkReply::ContentOperationNotPermittedError;
    case 409: return QNetworkReply::ContentConflictError;
    case 410: return QNetworkReply::ContentGoneError;
    case 500: return QNetworkReply::InternalServerError;
    case 501: return QNetworkReply::OperationNotImplementedError;
    case 503: return QNetworkReply::ServiceUnavailableError;
    default: return status >= 500 ? QNetworkReply::UnknownServerError : QNetworkReply::UnknownContentError;
    }
}

} // namespace

FakeReply::FakeReply(const FakeAnswer &answer, QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent)
    : QNetworkReply(parent), m_answer(answer)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FakeReply::deliver);
    if (!answer.hangs)
        m_timer.start(answer.delay);
}

void FakeReply::abort()
{
    // as Qt's own reply does it: closed, "cancelled", and finished at once
    if (isFinished())
        return;
    m_timer.stop();
    close();
    setError(OperationCanceledError, QStringLiteral("Operation canceled"));
    setFinished(true);
    Q_EMIT errorOccurred(OperationCanceledError);
    Q_EMIT finished();
}

qint64 FakeReply::readData(char *into, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_left.size());
    if (count == 0)
        return isFinished() ? -1 : 0;
    std::memcpy(into, m_left.constData(), static_cast<size_t>(count));
    m_left.remove(0, count);
    return count;
}

void FakeReply::deliver()
{
    const QPointer<FakeReply> self(this);
    NetworkError code = m_answer.failure;
    if (code == NoError) {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
        for (const auto &[name, value] : m_answer.headers)
            setRawHeader(name, value);
        Q_EMIT metaDataChanged();
        m_left = m_answer.body;
        if (self && !m_left.isEmpty() && !isFinished())
            Q_EMIT readyRead();
        if (m_answer.hangsAfterBody)
            return;
        code = m_answer.dropAfterBody ? RemoteHostClosedError : codeFor(m_answer.status);
    }
    if (!self || isFinished()) // whoever read may have aborted
        return;
    setFinished(true);
    if (code != NoError) {
        setError(code, QStringLiteral("the raw text of Qt"));
        Q_EMIT errorOccurred(code);
    }
    if (self)
        Q_EMIT finished();
}

SeenRequest seenRequest(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    SeenRequest seen{.verb = verbOf(operation, request), .url = request.url(), .headers = {}, .body = {}, .request = request};
    for (const QByteArray &name : request.rawHeaderList())
        seen.headers << QNetworkReply::RawHeaderPair(name, request.rawHeader(name));
    if (body)
        seen.body = body->readAll();
    return seen;
}

} // namespace support
