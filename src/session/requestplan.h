// SPDX-License-Identifier: GPL-3.0-or-later
// RequestPlan: a recorded call, taken apart for whoever writes it as code: what is sent as it was, and where a
// credential that is no longer there has to be put in.
#pragma once

#include "session/eventlog.h"

namespace console {

/// Either bytes as they were, or the place of a credential.
struct CodePiece {
    enum class Put { AsIs, InJson, InUrl }; ///< how the credential has to be written at its place
    QByteArray bytes = {};
    QString name = {};       ///< of the credential, as an environment variable: "AEROSYNC_API_KEY"; empty: these are bytes
    Put put = Put::AsIs;
    int depth = 1;           ///< InJson: 2 is text in JSON that is itself text in JSON
    bool operator==(const CodePiece &) const = default;
};
using CodeText = QList<CodePiece>;

struct RequestPlan {
    QByteArray verb;
    CodeText url;
    QList<std::pair<QByteArray, CodeText>> headers; ///< without those that every client makes itself: Host, Content-Length, …
    CodeText body;
    QStringList names;      ///< of all credentials, each once, in order of appearance
    bool isMasked = false;  ///< personal data was masked: the call is not what was sent
    bool isCut = false;     ///< the body's end was not kept
    bool hasHeader(QByteArrayView name) const;
    bool hasBody() const { return !body.isEmpty(); }
};

RequestPlan requestPlan(const LogEntry &entry);

/// Do these bytes survive as text, every one of them? A byte order mark does not.
bool isUtf8(const QByteArray &bytes);

/// "apiKey" → "API_KEY", "X-Webhook-Signature" → "WEBHOOK_SIGNATURE".
QString variableName(const QByteArray &name);

} // namespace console
