// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/networkerror.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString whatHappened(QNetworkReply::NetworkError code, const QString &host)
{
    switch (code) {
    case QNetworkReply::ConnectionRefusedError: return Error::tr("%1 refused the connection").arg(host);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // how Qt says that it would have to send the body once more
        return Error::tr("%1 closed the connection before its answer was complete").arg(host);
    case QNetworkReply::HostNotFoundError: return Error::tr("the name %1 was not found").arg(host);
    case QNetworkReply::TimeoutError: return Error::tr("the connection to %1 timed out").arg(host);
    case QNetworkReply::OperationCanceledError: return Error::tr("the connection to %1 was ended from this side").arg(host);
    case QNetworkReply::SslHandshakeFailedError: return Error::tr("no secure connection to %1 could be made; its certificate may not be trusted").arg(host);
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError: return Error::tr("the network is down, so %1 was not reached").arg(host);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError: return Error::tr("the proxy on the way to %1 did not let it through").arg(host);
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError: return Error::tr("%1 did not answer with proper HTTP").arg(host);
    default: return Error::tr("the connection to %1 failed (network error %2)").arg(host).arg(int(code));
    }
}

bool isUnreachable(QNetworkReply::NetworkError code)
{
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError: // how Qt tells of "network unreachable"
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError: return true;
    default: return false;
    }
}

/// A POST whose answer was lost may have been carried out all the same.
Error withOutcome(Error error, const Request &request, bool reachedTheService)
{
    error.outcomeUnknown = !request.isSafe() && reachedTheService;
    if (error.outcomeUnknown)
        error.advice = Error::tr("It is not known whether the service carried it out. Look before you start it again.");
    return error;
}

} // namespace

Error networkError(QNetworkReply::NetworkError code, const Request &request)
{
    const bool reached = code != QNetworkReply::ConnectionRefusedError && code != QNetworkReply::HostNotFoundError
        && code != QNetworkReply::SslHandshakeFailedError;
    return withOutcome({.kind = Error::Kind::Network,
                        .message = Error::tr("The call “%1” got no answer: %2.").arg(request.name, whatHappened(code, request.host())),
                        .where = request.label(),
                        .unreachable = isUnreachable(code)},
                       request, reached);
}

Error timeoutError(std::chrono::milliseconds limit, const Request &request)
{
    return withOutcome({.kind = Error::Kind::Timeout,
                        .message = Error::tr("The call “%1” got no answer from %2 within %3 s.")
                                       .arg(request.name, request.host(), QString::number(double(limit.count()) / 1000.0)),
                        .where = request.label()},
                       request, true);
}

Error tooBigError(const Request &request)
{
    return Error{.kind = Error::Kind::Network,
                 .message = Error::tr("The call “%1” was ended: the answer of %2 is bigger than %3 MiB.")
                                .arg(request.name, request.host()).arg(HttpCall::largestAnswer / (1024 * 1024)),
                 .where = request.label(),
                 .advice = Error::tr("Ask for less at once, for example for a shorter time.")};
}

Error networkGoneError(const Request &request)
{
    return Error{.kind = Error::Kind::Cancelled,
                 .message = Error::tr("The call “%1” was ended because the network was shut down.").arg(request.name),
                 .where = request.label()};
}

bool isWholeAnswer(QNetworkReply::NetworkError code, int status)
{
    if (status < 100)
        return false;
    if (code == QNetworkReply::NoError)
        return true;
    // For 307 and 308 Qt rewinds the body even when it is not going to follow; ours cannot be (see SentOnce).
    if (code == QNetworkReply::ContentReSendError)
        return status == 307 || status == 308;
    // Qt gives every 4xx and 5xx a code of its own, all at or above ContentAccessDenied; ProtocolFailure up
    // there is about the connection, whatever status line came before.
    return status >= 400 && code >= QNetworkReply::ContentAccessDenied && code != QNetworkReply::ProtocolFailure;
}

bool isPassing(QNetworkReply::NetworkError code)
{
    return code != QNetworkReply::SslHandshakeFailedError && code != QNetworkReply::ProtocolUnknownError
        && code != QNetworkReply::ProxyAuthenticationRequiredError;
}

} // namespace console
