// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/launch.h"

using namespace Qt::StringLiterals;

namespace simulator {

namespace {

QString first(const QJsonObject &query, const QStringList &names)
{
    for (const QString &name : names) {
        const QString text = query.value(name).toString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

/// React Native and Android send the literal text "false" (contract f.2).
bool flag(const QJsonObject &query, const QString &name, QStringList *issues)
{
    const QString text = query.value(name).toString();
    if (text.isEmpty() || text == "false"_L1)
        return false;
    if (text != "true"_L1)
        issues->append(u"%1=%2 is neither true nor false and counts as false."_s.arg(name, text));
    return text == "true"_L1;
}

void lookForSurprises(const QJsonObject &query, Launch *launch)
{
    static const QStringList known{u"token"_s, u"configurationId"_s, u"consumerId"_s, u"deeplink"_s,
                                   u"handleOAuthManually"_s, u"manualLinkOnly"_s, u"aeroPassUserUuid"_s, u"handleMFA"_s,
                                   u"jobId"_s, u"connectionId"_s, u"userId"_s, u"userID"_s, u"widgetLaunchType"_s,
                                   u"domain"_s, u"stateCode"_s, u"defaultTheme"_s, u"theme"_s, u"version"_s};
    for (auto it = query.begin(); it != query.end(); ++it) {
        if (!known.contains(it.key()))
            launch->issues += u"The parameter %1 is not known to the widget."_s.arg(it.key());
    }
    if (launch->payloadVersion == 2 && launch->user.isEmpty())
        launch->issues += u"aeroPassUserUuid is missing; the SDK from version 2 requires it."_s;
    if (launch->payloadVersion == 2 && query.contains("consumerId"_L1))
        launch->issues += u"consumerId is the old name of configurationId."_s;
    if (launch->handleMfa && (launch->job.isEmpty() || launch->connection.isEmpty()))
        launch->issues += u"handleMFA needs jobId and connectionId as well."_s;
    if (!launch->handleMfa && !launch->job.isEmpty())
        launch->issues += u"jobId is given without handleMFA and is ignored."_s;
}

} // namespace

Launch readLaunch(const QJsonObject &query)
{
    Launch launch;
    launch.token = first(query, {u"token"_s});
    launch.configuration = first(query, {u"configurationId"_s, u"consumerId"_s});
    launch.user = first(query, {u"aeroPassUserUuid"_s});
    launch.job = first(query, {u"jobId"_s});
    launch.connection = first(query, {u"connectionId"_s, u"userId"_s, u"userID"_s});
    launch.deeplink = first(query, {u"deeplink"_s});
    launch.domain = first(query, {u"domain"_s});
    launch.launchType = first(query, {u"widgetLaunchType"_s});
    launch.stateCode = first(query, {u"stateCode"_s});
    launch.handleMfa = flag(query, u"handleMFA"_s, &launch.issues);
    launch.manualOnly = flag(query, u"manualLinkOnly"_s, &launch.issues);
    launch.handleOAuth = flag(query, u"handleOAuthManually"_s, &launch.issues);
    // ASSUMPTION PAYLOAD-VERSION: with `version` in the URL the 2.x success payload, without it the 1.x one.
    launch.payloadVersion = query.value("version"_L1).toString().isEmpty() ? 1 : 2;
    lookForSurprises(query, &launch);
    return launch;
}

} // namespace simulator
