// SPDX-License-Identifier: GPL-3.0-or-later
// WidgetEvent: a message from the widget's page, judged. Pure: decides by origin, size and type only.
#pragma once

#include "api/json.h"

#include <QString>
#include <QStringList>

namespace console {

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
    QString errorText, errorType, errorCode; ///< Error only: "TYPE | Code: AC-117 | Message: …" taken apart
    QString stateCode;       ///< BankClick only
};

/// `origins`: exactly these are trusted. `text`: the message if it was a string; `wasText` false: an object or
/// something else, which the SDK ignores (finding F6), so it is rejected too.
WidgetEvent decodeWidgetEvent(const QString &origin, const QString &text, bool wasText, const QStringList &origins);

/// The payload of an onSuccess callback or of pageSuccess, in every spelling: object, JSON string, envelope.
Result<LinkSuccess> decodeSuccess(const Json &payload);

/// `<deeplink>?status=success&connectionId=…` (contract f.8). Not that deeplink → rejected.
WidgetEvent decodeDeeplink(const QUrl &url, const QString &deeplink);

} // namespace console
