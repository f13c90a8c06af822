// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetEvent: a message from the widget's page, judged. Pure: decides by origin, size and type only.
#pragma once

#include "api/json.h"

#include <QString>
#include <QStringList>

namespace console {

struct Environment;

constexpr qsizetype widgetMessageLimit = 64 * 1024; ///< bytes of UTF-8

struct LinkedAccount {
    QString connectionId;
    QString accountType, numberDisplay; ///< multi-account answers only
    bool operator==(const LinkedAccount &) const = default;
};

/// contract f.4. clientName is the integrator's name, never the bank's.
struct LinkSuccess {
    QList<LinkedAccount> accounts;      ///< at least one, or none for an MFA-only success
    QString clientName, aeroPassUserUuid, userId;
    QString spelling;                   ///< which form it was: "v2", "v2 multi", "v1", …
};

struct WidgetEvent {
    enum class Kind { Loaded, Page, Success, Close, Error, BankClick, Rejected };
    Kind kind = Kind::Rejected;
    QString type;            ///< as it came: "pageSuccess"
    QString rejection;       ///< why, in a sentence; Rejected only
    QString payload;         ///< compact JSON
    LinkSuccess success;     ///< Success only
    QString pageTitle, onLoadApi; ///< Page only; "launchExternalWindow" carries the OAuth URL in onLoadApi
    QString errorText;       ///< Error only: as it came, usually "TYPE | Code: AC-117 | Message: …"
    QString errorType, errorCode, errorMessage; ///< its parts; each may be missing
    QString stateCode;       ///< BankClick only
};

/// The origins whose messages are the widget's: the environment's own; for a preset also the other name of the same
/// host, as the vendor is renaming them (contract a).
QStringList trustedOrigins(const Environment &environment);

/// `origins`: exactly these are trusted. `text`: the message if it was a string; `wasText` false: an object or
/// something else, which the SDK ignores (finding F6), so it is rejected too.
WidgetEvent decodeWidgetEvent(const QString &origin, const QString &text, bool wasText, const QStringList &origins);

/// A callback that the SDK called in the host page, as the same kind of event: "onLoad", "onEvent", "onSuccess",
/// "onClose", "onError", "onEmbedded". `argumentsJson`: the list of its arguments, or the only one. No origin to check: the host
/// page is ours. 1.1.0 calls onEvent(payload, type), newer ones onEvent({type, payload}) (contract f.3).
WidgetEvent decodeCallback(const QString &name, const QString &argumentsJson);

/// The payload of an onSuccess callback or of pageSuccess, in every spelling: object, JSON string, envelope.
Result<LinkSuccess> decodeSuccess(const Json &payload);

/// `<deeplink>?status=success&connectionId=…` (contract f.8). Not that deeplink → rejected.
/// Is `url` the deep link of a launch, whatever its query says? Scheme and host in any case, the same path and port.
bool matchesDeeplink(const QUrl &url, const QString &deeplink);
WidgetEvent decodeDeeplink(const QUrl &url, const QString &deeplink);

} // namespace console
