// SPDX-License-Identifier: GPL-3.0-or-later
// LaunchOptions: every option of a widget launch (contract f.1), and what the widget made of them.
#pragma once

#include "base/secret.h"
#include "api/environment.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace console {

enum class LaunchType { Iframe, EmbeddedBankView, SystemBrowser };
QString launchTypeName(LaunchType type); ///< "iframe", "embedded bank view", "system browser"

struct LaunchOptions {
    QString sdkVersion = QStringLiteral("2.1.4"); ///< "2.1.4", "1.1.3", "1.1.0", or "file"
    QString sdkFile;            ///< path, when sdkVersion is "file"
    QString configurationId;    ///< branding of SDK 2.x; SDK 1.x ignores it
    QString consumerId;         ///< the same by its old name: branding of SDK 1.x; SDK 2.x ignores it
    QString theme = QStringLiteral("light"); ///< "light" | "dark"
    QString sdkEnvironment;     ///< empty: the environment's own
    LaunchType type = LaunchType::Iframe;
    QString deeplink;
    bool handleOAuthManually = false;
    bool manualLinkOnly = false;
    QString domain;
    QString bgColor;            ///< "#rrggbb"; the SDK needs both it and opacity
    QString opacity;            ///< "0"…"1" as typed
    QString width, height;      ///< CSS lengths; defaults 375px × 688px
    QString embeddedWidth, embeddedHeight; ///< of the embedded bank view's own box, CSS lengths
    QString zIndex;
    QString iframeTitle = QStringLiteral("Aerosync");
    bool handleMFA = false;     ///< with jobId and connectionId: answer a job's second factor
    QString jobId, connectionId;
    bool operator==(const LaunchOptions &) const = default;
};

/// One launch, complete. Made by LinkFlow, consumed by web::WidgetView.
struct WidgetLaunch {
    QString id;                 ///< "launch-7"
    LaunchOptions options;
    Secret token;               ///< new for this launch
    QDateTime tokenExpiresAt;
    QString aeroPassUserUuid;
    Environment environment;
    bool productionUnlocked = false;
    QString locale;             ///< BCP 47, what the page is told that the person reads; empty: the system's
    bool isMfa() const { return options.handleMFA; }
};

/// One row of "what the widget really received".
struct ReceivedParameter {
    QString name;
    QString value;              ///< the token redacted
    QString meaning;
};
/// Parses the URL that the SDK built (host → first row "origin", path, then the query in order). Pure.
QList<ReceivedParameter> receivedParameters(const QUrl &url);

/// Each option that is set but that the chosen SDK version or launch type ignores, as a sentence
/// ("SDK 2.1.4 ignores consumerId", "the embedded view never gets the configurationId"). Pure. `received`
/// empty: judged from the table alone; given: also what should be in the URL and is not.
QStringList ignoredOptions(const LaunchOptions &options, const std::optional<QUrl> &received = {});

/// The meaning and default of each option, for forms and the manual.
struct OptionHelp { QString name, meaning, defaultText; };
QList<OptionHelp> launchOptionHelp();

QString optionsToJson(const LaunchOptions &options);   ///< for Settings; without jobId, connectionId, handleMFA
LaunchOptions optionsFromJson(const QString &json);    ///< tolerant: unknown or unusable → default

} // namespace console
