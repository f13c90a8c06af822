// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of the widget page's URL, in every spelling the published SDKs send (contract f.2).
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace simulator {

struct Launch {
    QString token, configuration, user, job, connection, deeplink, domain, launchType, stateCode;
    bool handleMfa = false, manualOnly = false, handleOAuth = false;
    int payloadVersion = 1;
    QStringList issues; ///< what a careful integrator would want to know about the URL
};

Launch readLaunch(const QJsonObject &query);

} // namespace simulator
