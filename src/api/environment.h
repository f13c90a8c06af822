// SPDX-License-Identifier: GPL-3.0-or-later
// Environment: where the services are, as a value. A simulator is just one with other addresses.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace console {

/// The two forms of the Aeropass API (contract b.3, b.4).
enum class AeropassForm { V1, V2 };

/// What may leave this machine while the environment is chosen.
enum class Reach {
    LoopbackOnly, ///< everything but 127.0.0.0/8, ::1 and localhost is refused
    Open,         ///< everything but production hosts
    Production,   ///< locked at every start; unlocked by typing the environment's name
};

struct Environment {
    QString id = {};         ///< stable key for settings and keychain: "simulator", "sandbox", "sandbox-aero-inc", "custom-…"
    QString name = {};       ///< shown, and typed to unlock production: "Sandbox"
    QUrl aerosyncApi = {};   ///< scheme, host, port and an optional path prefix; no trailing slash
    QUrl aeropassApi = {};   ///< likewise; "/v2" is added by the V2 form, not part of it
    AeropassForm aeropassForm = AeropassForm::V2;
    QUrl widgetOrigin = {};  ///< origin only
    QUrl hostOrigin = {};    ///< the origin the host page pretends to have (must be allow-listed)
    QString sdkEnvironment = {}; ///< the SDK's `environment` option: "sandbox", "production", "staging", "qa"
    Reach reach = Reach::Open;
    bool builtIn = false;   ///< presets cannot be deleted

    bool operator==(const Environment &) const = default;
};

/// Keys of one environment. Held in memory only, or as one keychain entry.
struct Credentials {
    Secret apiKey = {}, apiSecret = {};             ///< Aerosync
    Secret aeropayApiKey = {}, aeropayApiSecret = {}; ///< Aeropass
    QString merchantId = {};
    bool hasAerosync() const { return !apiKey.isEmpty() && !apiSecret.isEmpty(); }
    bool hasAeropass() const { return !aeropayApiKey.isEmpty() && !aeropayApiSecret.isEmpty() && !merchantId.isEmpty(); }
};

/// Simulator (addresses filled in when it is ready), Sandbox and Production, each real one in both host
/// families of contract (a): *.aerosync.com and *.aero.inc.
QList<Environment> presetEnvironments();

/// By id or name, case-insensitively. An unknown word is an error (Input), never production.
Result<Environment> environmentByName(const QList<Environment> &all, QStringView word);

/// Complete and usable? Comes back tidied ("dev" as "qa", no trailing slashes). Errors: Input, `where` = the field. HTTPS is required except for loopback; an
/// environment whose hosts are production's must have Reach::Production.
Result<Environment> validated(Environment environment);

/// Any host that serves production in contract (a), old or new.
bool isProductionHost(QStringView host);
bool isLoopbackHost(QStringView host);
/// May this address be called? The single rule for the API client and for the page's interceptor.
/// Errors: Refused, with the reason.
Result<void> mayReach(const QUrl &url, Reach reach, bool productionUnlocked);

/// "https://host:port" of an address; empty for what has no origin.
QString originOf(const QUrl &url);

} // namespace console
