// SPDX-License-Identifier: GPL-3.0-or-later
// HostPage: the page of an integrator, made for one launch, with the vendor's unmodified SDK in it. Pure.
#pragma once

#include "base/result.h"
#include "session/launchoptions.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace console {

/// How the SDK's text wants to be run.
enum class SdkForm {
    Module, ///< has `export` statements
    Script, ///< CommonJS, UMD, or a plain script that leaves a global `aerosync`
};

struct Sdk {
    QString version;      ///< "2.1.4", "1.1.3", "1.1.0" or "file"
    QByteArray text;      ///< exactly as the vendor (or the user's file) has it
    SdkForm form = SdkForm::Module;
};

constexpr qint64 sdkFileLimit = 512 * 1024; ///< bytes; a page set from memory ends at 2 MB, escaped

/// The embedded SDK of that version, or the user's file. Errors: Input (`where` = the file or the version).
Result<Sdk> loadSdk(const LaunchOptions &options);
SdkForm sdkFormOf(const QByteArray &text);

/// The `environment` words that this SDK version knows. Every other word means production to 1.1.1 and later.
QStringList sdkEnvironmentWords(const QString &version);

/// The SDK's configuration, with the key names of the launch's SDK version (contract f.1). Holds the token.
QJsonObject sdkConfig(const WidgetLaunch &launch);

/// The whole page. `nonce`: only messages that carry it are the host page's own. Errors: Input.
Result<QString> hostPageHtml(const WidgetLaunch &launch, const Sdk &sdk, const QString &nonce);

/// Base URL for setHtml: the host origin with a path, which is what `frame-ancestors` is checked against.
QUrl hostPageUrl(const Environment &environment);

/// A script of resources/web with each "@KEY@" replaced, in one pass.
QString pageScript(const QString &name, const QHash<QString, QString> &values);

/// 128 random bits from the system, in hexadecimal.
QString newNonce();

} // namespace console
