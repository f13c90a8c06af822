// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/environment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Nobody has to allow-list it (contract f.11: "localhost not required"), and a person recognises it.
QUrl ownHostOrigin()
{
    return QUrl(u"https://localhost"_s);
}

struct Preset {
    QStringView id, name, aerosync, aeropass, widget, sdk;
    Reach reach;
};

// Contract (a). Production's widget has one host: every SDK since the middle of 2024 loads it, whichever
// family of API hosts is in use. In the sandbox both are served; SDK 2.1.4 itself loads the older one.
constexpr Preset presets[] = {
    {u"simulator", u"Simulator", u"", u"", u"", u"sandbox", Reach::LoopbackOnly},
    {u"sandbox", u"Sandbox", u"https://api.sandbox.aerosync.com", u"https://api.sandbox-pay.aero.inc",
     u"https://sandbox.aerosync.com", u"sandbox", Reach::Open},
    {u"sandbox-aero-inc", u"Sandbox (aero.inc)", u"https://api.sandbox-sync.aero.inc", u"https://api.sandbox-pay.aero.inc",
     u"https://sandbox-sync.aero.inc", u"sandbox", Reach::Open},
    {u"production", u"Production", u"https://api.aerosync.com", u"https://api.aeropay.com",
     u"https://sync.aero.inc", u"production", Reach::Production},
    {u"production-aero-inc", u"Production (aero.inc)", u"https://api.sync.aero.inc", u"https://api.aeropay.com",
     u"https://sync.aero.inc", u"production", Reach::Production},
};

Error badField(const QString &field, const QString &why)
{
    return Error{.kind = Error::Kind::Input, .message = why, .where = field};
}

bool sameWord(QStringView a, QStringView b)
{
    return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0;
}

/// Scheme, host and port are fit to send secrets to.
std::optional<Error> badAddress(const QUrl &url, const QString &field)
{
    if (!url.isValid() || url.isRelative() || url.host().isEmpty())
        return badField(field, Error::tr("This is not an address: it needs a form like https://api.example.com."));
    if (!url.userInfo().isEmpty())
        return badField(field, Error::tr("The address must not hold a user name or password."));
    if (url.hasQuery() || url.hasFragment())
        return badField(field, Error::tr("The address must end before any ? or #."));
    const bool plain = url.scheme() == u"http";
    if (!plain && url.scheme() != u"https")
        return badField(field, Error::tr("The address must start with https://."));
    if (plain && !isLoopbackHost(url.host()))
        return badField(field, Error::tr("Only an address on this machine may do without https."));
    return std::nullopt;
}

QUrl withoutTrailingSlash(QUrl url)
{
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

std::optional<Error> badOrigin(const QUrl &url, const QString &field)
{
    if (auto error = badAddress(url, field))
        return error;
    if (!url.path().isEmpty())
        return badField(field, Error::tr("An origin is only scheme, host and port, without a path."));
    return std::nullopt;
}

std::optional<Error> badReach(const Environment &environment)
{
    struct Place { const QUrl &url; QString field; };
    const Place places[] = {{environment.aerosyncApi, u"aerosyncApi"_s},
                            {environment.aeropassApi, u"aeropassApi"_s},
                            {environment.widgetOrigin, u"widgetOrigin"_s}};
    for (const Place &place : places) {
        if (environment.reach != Reach::Production && isProductionHost(place.url.host()))
            return badField(place.field, Error::tr("%1 serves production: this environment must be marked as production.").arg(place.url.host()));
        if (environment.reach == Reach::LoopbackOnly && !isLoopbackHost(place.url.host()))
            return badField(place.field, Error::tr("%1 is not on this machine, and this environment may reach nothing else.").arg(place.url.host()));
    }
    // The SDK loads its own host for the embedded bank view, so its environment has to agree.
    if (environment.reach != Reach::Production && environment.sdkEnvironment == u"production")
        return badField(u"sdkEnvironment"_s, Error::tr("“production” needs an environment that is marked as production."));
    return std::nullopt;
}

} // namespace

QList<Environment> presetEnvironments()
{
    QList<Environment> all;
    for (const Preset &preset : presets) {
        all << Environment{.id = preset.id.toString(),
                           .name = preset.name.toString(),
                           .aerosyncApi = QUrl(preset.aerosync.toString()),
                           .aeropassApi = QUrl(preset.aeropass.toString()),
                           .aeropassForm = AeropassForm::V2,
                           .widgetOrigin = QUrl(preset.widget.toString()),
                           .hostOrigin = ownHostOrigin(),
                           .sdkEnvironment = preset.sdk.toString(),
                           .reach = preset.reach,
                           .builtIn = true};
    }
    return all;
}

Result<Environment> environmentByName(const QList<Environment> &all, QStringView word)
{
    for (const Environment &environment : all) {
        if (!word.trimmed().isEmpty() && sameWord(environment.id, word))
            return environment;
    }
    for (const Environment &environment : all) {
        if (!word.trimmed().isEmpty() && sameWord(environment.name, word))
            return environment;
    }
    QStringList known;
    for (const Environment &environment : all)
        known << environment.id;
    return fail(badField(u"environment"_s, Error::tr("There is no environment “%1”. Known are: %2.")
                                               .arg(word.trimmed().left(60), known.join(u", "_s))));
}

Result<Environment> validated(Environment environment)
{
    environment.id = environment.id.trimmed();
    environment.name = environment.name.simplified();
    environment.sdkEnvironment = environment.sdkEnvironment.trimmed();
    if (environment.sdkEnvironment == u"dev") // contract (a): "qa/dev" are one; only SDK 1.1.0 says dev, and its host page is told so
        environment.sdkEnvironment = u"qa"_s;
    for (QUrl *url : {&environment.aerosyncApi, &environment.aeropassApi, &environment.widgetOrigin, &environment.hostOrigin})
        *url = withoutTrailingSlash(*url);

    if (environment.id.isEmpty())
        return fail(badField(u"id"_s, Error::tr("The environment needs a key.")));
    if (environment.name.isEmpty())
        return fail(badField(u"name"_s, Error::tr("The environment needs a name.")));
    if (auto error = badAddress(environment.aerosyncApi, u"aerosyncApi"_s))
        return fail(*error);
    if (auto error = badAddress(environment.aeropassApi, u"aeropassApi"_s))
        return fail(*error);
    if (auto error = badOrigin(environment.widgetOrigin, u"widgetOrigin"_s))
        return fail(*error);
    if (auto error = badOrigin(environment.hostOrigin, u"hostOrigin"_s))
        return fail(*error);
    // Contract (a): "Unknown `environment` … falls back to production", so a misspelt one must not get through.
    static constexpr QStringView sdkWords[] = {u"sandbox", u"production", u"staging", u"qa"};
    if (std::find(std::begin(sdkWords), std::end(sdkWords), environment.sdkEnvironment) == std::end(sdkWords))
        return fail(badField(u"sdkEnvironment"_s, Error::tr("The SDK knows sandbox, production, staging and qa. Any other word means production to it.")));
    if (auto error = badReach(environment))
        return fail(*error);
    return environment;
}

} // namespace console
