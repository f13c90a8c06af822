// SPDX-License-Identifier: GPL-3.0-or-later
// Error: one failed thing as a value: what happened, where, and what the user can do now.
#pragma once

#include <QCoreApplication>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace console {

/// Made at the edges (call, decoder, keychain, script), passed on, shown once.
struct Error {
    Q_DECLARE_TR_FUNCTIONS(console::Error)
public:
    enum class Kind {
        Network,     ///< no answer: refused, dropped, name not found, TLS
        Timeout,     ///< our own timer ended the call
        Cancelled,   ///< the caller ended the call
        Http,        ///< an HTTP status ≥ 400 without a service error in the body
        Service,     ///< the service answered with an error code (any HTTP status, 200 too)
        Decode,      ///< the answer has not the promised shape; `where` is the path in the answer
        Credentials, ///< keys missing, wrong, or refused
        Refused,     ///< this program refused to do it (production locked, simulator is loopback only)
        Keychain,    ///< the OS keychain said no
        Input,       ///< the user's input is not usable
        Web,         ///< the widget's page, renderer or origin
        Storage,     ///< the history on this machine's disk
    };
    Kind kind = Kind::Network;
    QString message = {};                                   ///< one sentence: what happened
    QString where = {};                                     ///< the call ("GET /v2/accounts/…/balance") or the path in an answer
    QString code = {};                                      ///< the service's own code, e.g. "AC-112"; may be empty
    int httpStatus = 0;                                ///< 0 when there was no answer
    std::optional<std::chrono::milliseconds> retryAfter = {}; ///< the server's word, if it said so
    QString advice = {};                                    ///< what to do now; never empty when shown (see adviceFor)
    bool unreachable = false;                               ///< no network, or nobody at that address: nothing was even asked
    bool outcomeUnknown = false;                            ///< a request that changes something got no answer: it may have been carried out
    QString runningJob = {};                                ///< with a conflict (AC-112): the job that runs, where the service names it

    bool operator==(const Error &) const = default;
};

/// A word for logs and reports: "timeout", "service", …
QString errorKindName(Error::Kind kind);
/// The advice of the error itself or, where it has none, the general one for its kind.
QString adviceFor(const Error &error);
/// "message (code, where)" in one line, for logs and status texts.
QString oneLine(const Error &error);

} // namespace console

Q_DECLARE_METATYPE(console::Error)
