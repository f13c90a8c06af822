// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk/walkwords.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QStringList words(QLatin1StringView list)
{
    return QString(list).split(u' ');
}

} // namespace

const QMap<QString, QStringList> &walkKeys()
{
    static const QMap<QString, QStringList> keys{
        {u"file"_s, words("$schema walk name description include variables banks codes limits blocks detours walks"_L1)},
        {u"bank"_s, words("name former legacy kind about logins"_L1)},
        {u"login"_s, words("user password answer shows source"_L1)},
        {u"fact"_s, words("name value meaning source"_L1)},
        {u"detour"_s, words("see click"_L1)},
        {u"walk"_s, words("id name purpose tags simulatorOnly variables table rows detours steps"_L1)},
        {u"step"_s, words("user open see gone click type press close job answer expect call fault simulator set picture check do "
                          "name hand limit when value unless optional with"_L1)},
        {u"target"_s, words("role text field in"_L1)},
        {u"user"_s, words("firstName lastName email phone"_L1)},
        // the contract's names (f.1), and three of ours: sdk, type, locale
        {u"open"_s, words("sdk sdkFile type locale configurationId consumerId theme environment deeplink handleOAuthManually manualLinkOnly "
                          "domain bgColor opacity width height embeddedWidth embeddedHeight zIndex iframeTitle handleMFA jobId connectionId"_L1)},
        {u"expectEvent"_s, words("event times fields contains"_L1)},
        {u"expectWidget"_s, words("widget contains code"_L1)},
        {u"expectConnection"_s, words("connection fields"_L1)},
        {u"expectJob"_s, words("job state code atMost"_L1)},
        {u"expectData"_s, words("data fields"_L1)},
        {u"expectError"_s, words("error code"_L1)},
        {u"expectLaunch"_s, words("launch fields"_L1)},
        {u"call"_s, words("api method path query body status fields save"_L1)},
        {u"fault"_s, words("name match times skip args"_L1)},
        {u"match"_s, words("method path"_L1)},
        {u"simulator"_s, words("path method body"_L1)},
    };
    return keys;
}

const QMap<QString, QStringList> &walkChoices()
{
    static const QMap<QString, QStringList> choices{
        {u"role"_s, words("button textbox heading link checkbox radio"_L1)},
        {u"place"_s, words("anywhere widget popup"_L1)},
        {u"bankKind"_s, words("credentials oauth manual"_L1)},
        {u"key"_s, words("Enter Escape Tab"_L1)},
        {u"closing"_s, words("widget popup"_L1)},
        {u"jobKind"_s, words("balance transactions identity"_L1)},
        {u"jobState"_s, words("done unavailable failed cancelled timed-out awaiting-person answering queued starting waiting-for-other "
                              "start-delayed polling fetching"_L1)},
        {u"widgetState"_s, words("open succeeded closed failed"_L1)},
        {u"connectionIs"_s, words("new any"_L1)},
        {u"failedThing"_s, words("user"_L1)},
        {u"launchIs"_s, words("received"_L1)},
        {u"event"_s, words("onLoad onClose onSuccess onEvent onError pageSuccess widgetPageLoaded widgetClose widgetError widgetBankClick "
                           "widgetLoaded"_L1)},
        {u"api"_s, words("aerosync aeropass"_L1)},
        {u"method"_s, words("GET POST PUT PATCH DELETE"_L1)},
        {u"faultName"_s, words("status delay hang drop malformed missing-field wrong-type unknown-status expired-token rate-limit renderer-kill "
                               "body-error"_L1)},
        {u"theme"_s, words("light dark"_L1)},
        {u"sdk"_s, words("2.1.4 1.1.3 1.1.0 file"_L1)},
        {u"launchType"_s, words("iframe embedded browser"_L1)},
    };
    return choices;
}

const QStringList &stepVerbs()
{
    static const QStringList verbs = words("user open see gone click type press close job answer expect call fault simulator set picture check do"_L1);
    return verbs;
}

const QStringList &runVariables()
{
    static const QStringList names = words("connectionId aeroPassUserUuid jobId environment launchId run.number"_L1);
    return names;
}

} // namespace console
