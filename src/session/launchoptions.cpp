// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/launchoptions.h"

#include "session/marks.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct OptionWords {
    Q_DECLARE_TR_FUNCTIONS(console::LaunchOptions)
};

struct Meaning {
    QLatin1StringView name;
    const char *meaning;
};

// Query parameters in any SDK's spelling (contract f.2)
constexpr std::array meanings{
    Meaning{"token"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "widget token of this one launch")},
    Meaning{"configurationId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "branding: logo, colours, modes")},
    Meaning{"consumerId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "branding, as SDK 1.x names it")},
    Meaning{"deeplink"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "where a bank's app or page returns to")},
    Meaning{"handleOAuthManually"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the host opens the bank's OAuth page itself")},
    Meaning{"manualLinkOnly"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "only account and routing number entry")},
    Meaning{"aeroPassUserUuid"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the person who links")},
    Meaning{"handleMFA"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "answers a job's second factor instead of linking")},
    Meaning{"jobId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the job that waits for the second factor")},
    Meaning{"connectionId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the connection of that job")},
    Meaning{"userId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the connection of that job, as SDK 1.x names it")},
    Meaning{"userID"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the connection of that job, as the first iOS SDK names it")},
    Meaning{"widgetLaunchType"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "where the widget believes to run")},
    Meaning{"domain"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the domain given by the host")},
    Meaning{"stateCode"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "the bank that was clicked in the embedded view")},
    Meaning{"defaultTheme"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "light or dark")},
    Meaning{"version"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "a constant of the SDK, not its version")},
};

struct Help {
    QLatin1StringView name;
    const char *meaning;
    const char *standard;
};

constexpr std::array help{
    Help{"sdkVersion"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Which of the vendor's SDKs launches the widget: 2.1.4, 1.1.3, 1.1.0, or a file of yours."), QT_TRANSLATE_NOOP("console::LaunchOptions", "2.1.4")},
    Help{"configurationId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Branding: logo, colours and modes. Given by Aeropay, one per environment. SDK 1.x ignores it: there it is consumerId."), QT_TRANSLATE_NOOP("console::LaunchOptions", "unbranded")},
    Help{"consumerId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "The same identifier by its old name, for SDK 1.x. SDK 2.x ignores it."), QT_TRANSLATE_NOOP("console::LaunchOptions", "none")},
    Help{"theme"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Light or dark widget. SDK 1.1.0 has no themes."), QT_TRANSLATE_NOOP("console::LaunchOptions", "light")},
    Help{"environment"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "The SDK's own environment word. A word that it does not know opens production."), QT_TRANSLATE_NOOP("console::LaunchOptions", "that of the environment")},
    Help{"widgetLaunchType"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "In an iframe of the host page, as embedded bank view, or in a window of its own (SDK 2.x)."), QT_TRANSLATE_NOOP("console::LaunchOptions", "iframe")},
    Help{"deeplink"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Address that the user is sent back to from a bank's app or page; this console catches it."), QT_TRANSLATE_NOOP("console::LaunchOptions", "none")},
    Help{"handleOAuthManually"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "The widget asks the host to open the bank's OAuth page. SDK 1.1.3 and newer."), QT_TRANSLATE_NOOP("console::LaunchOptions", "off")},
    Help{"manualLinkOnly"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Shows only the entry of account and routing number. Such links have no balance, transactions or identity."), QT_TRANSLATE_NOOP("console::LaunchOptions", "off")},
    Help{"domain"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Passed on to the widget as it is."), QT_TRANSLATE_NOOP("console::LaunchOptions", "none")},
    Help{"bgColor"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Colour behind the widget, as #rrggbb. Counts only together with the opacity."), QT_TRANSLATE_NOOP("console::LaunchOptions", "#000000 at 0.7")},
    Help{"opacity"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Opacity of that colour, 0.07 to 1. Counts only together with the colour."), QT_TRANSLATE_NOOP("console::LaunchOptions", "none")},
    Help{"width"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Width of the widget's iframe, a CSS length."), QT_TRANSLATE_NOOP("console::LaunchOptions", "375px")},
    Help{"height"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Height of the widget's iframe, a CSS length; 95 % in a view that is 700 px high or less."), QT_TRANSLATE_NOOP("console::LaunchOptions", "688px")},
    Help{"embeddedWidth"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Width of the embedded bank view's own box, a CSS length."), QT_TRANSLATE_NOOP("console::LaunchOptions", "375px")},
    Help{"embeddedHeight"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Height of that box, a CSS length."), QT_TRANSLATE_NOOP("console::LaunchOptions", "358px")},
    Help{"zIndex"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Stacking order of the widget in the host page."), QT_TRANSLATE_NOOP("console::LaunchOptions", "1")},
    Help{"iframeTitle"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Title of the iframe, read by screen readers."), QT_TRANSLATE_NOOP("console::LaunchOptions", "Aerosync")},
    Help{"handleMFA"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "Answers the second factor of a job; needs jobId and connectionId. The console fills them in."), QT_TRANSLATE_NOOP("console::LaunchOptions", "off")},
    Help{"jobId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "The job that waits for the second factor."), QT_TRANSLATE_NOOP("console::LaunchOptions", "none")},
    Help{"connectionId"_L1, QT_TRANSLATE_NOOP("console::LaunchOptions", "The connection of that job. SDK 1.x sends it as userId."), QT_TRANSLATE_NOOP("console::LaunchOptions", "none")},
};

/// What a version of the vendor's SDK can do; read from its source.
struct Sdk {
    bool themes, manualLinkOnly, handleOAuthManually, embedded, systemBrowser;
    QStringList environments;
};

std::optional<Sdk> sdkOf(const QString &version)
{
    if (version == "1.1.0"_L1)
        return Sdk{false, false, false, false, false, {u"dev"_s, u"qa"_s, u"staging"_s, u"sandbox"_s, u"production"_s}}; // qa: sent as dev
    const QStringList words{u"qa"_s, u"staging"_s, u"sandbox"_s, u"production"_s};
    if (version == "1.1.3"_L1)
        return Sdk{true, true, true, true, false, words};
    if (version == "2.1.4"_L1)
        return Sdk{true, true, true, true, true, words};
    return {}; // a file: only the address that it builds can tell
}

QString ignoredBy(const QString &version, const char *option)
{
    return OptionWords::tr("SDK %1 ignores %2.").arg(version, QString::fromLatin1(option));
}

/// Finding F2: the branding identifier was renamed, and an SDK drops the name that it does not know without a word.
void judgeBranding(const LaunchOptions &options, QStringList &out)
{
    const bool first = options.sdkVersion.startsWith("1."_L1);
    if (first && !options.configurationId.isEmpty())
        out << OptionWords::tr("SDK %1 ignores configurationId; its name there is consumerId.").arg(options.sdkVersion);
    if (!first && !options.consumerId.isEmpty())
        out << OptionWords::tr("SDK %1 ignores consumerId; its name there is configurationId.").arg(options.sdkVersion);
}

void judgeVersion(const LaunchOptions &options, const Sdk &sdk, QStringList &out)
{
    judgeBranding(options, out);
    if (!sdk.themes && options.theme != "light"_L1)
        out << ignoredBy(options.sdkVersion, "theme");
    if (!sdk.manualLinkOnly && options.manualLinkOnly)
        out << ignoredBy(options.sdkVersion, "manualLinkOnly");
    if (!sdk.handleOAuthManually && options.handleOAuthManually)
        out << ignoredBy(options.sdkVersion, "handleOAuthManually");
    if (!sdk.embedded && options.type == LaunchType::EmbeddedBankView)
        out << OptionWords::tr("SDK %1 has no embedded bank view; the widget opens in an iframe.").arg(options.sdkVersion);
    if (!sdk.systemBrowser && options.type == LaunchType::SystemBrowser)
        out << OptionWords::tr("SDK %1 has no system browser launch; the widget opens in an iframe.").arg(options.sdkVersion);
    if (!options.sdkEnvironment.isEmpty() && !sdk.environments.contains(options.sdkEnvironment)) {
        // finding F1: a word that is not in its table is production for 1.1.1 and newer, an empty address for 1.1.0
        out << (options.sdkVersion == "1.1.0"_L1
                    ? OptionWords::tr("SDK 1.1.0 does not know the environment “%1” and builds an empty address.").arg(options.sdkEnvironment)
                    : OptionWords::tr("SDK %1 does not know the environment “%2” and takes production for it.").arg(options.sdkVersion, options.sdkEnvironment));
    }
}

void judgeStyle(const LaunchOptions &options, QStringList &out)
{
    if (options.type == LaunchType::SystemBrowser) {
        const bool any = !options.bgColor.isEmpty() || !options.opacity.isEmpty() || !options.width.isEmpty() || !options.height.isEmpty()
            || !options.zIndex.isEmpty() || options.iframeTitle != LaunchOptions().iframeTitle;
        if (any)
            out << OptionWords::tr("The system browser launch ignores style, zIndex and iframeTitle: there is no iframe.");
        return;
    }
    static const QRegularExpression sixDigits(u"^#[0-9a-fA-F]{6}$"_s), whole(u"^-?\\d+$"_s);
    if (!options.bgColor.isEmpty() && !sixDigits.match(options.bgColor).hasMatch())
        out << OptionWords::tr("bgColor makes a colour only as #rrggbb: the SDK writes two more digits behind it for the opacity.");
    if (!options.zIndex.isEmpty() && !whole.match(options.zIndex).hasMatch())
        out << OptionWords::tr("zIndex is a whole number; a page ignores “%1”.").arg(options.zIndex);
    const double opacity = options.opacity.toDouble();
    const bool hasOpacity = opacity > 0; // the SDK drops what JavaScript calls false: "", 0, no number
    if (!options.bgColor.isEmpty() && !hasOpacity)
        out << OptionWords::tr("bgColor counts only together with an opacity above 0.");
    if (options.bgColor.isEmpty() && !options.opacity.isEmpty())
        out << OptionWords::tr("opacity counts only together with a bgColor.");
    if (!options.bgColor.isEmpty() && hasOpacity && opacity * 255 < 16)
        out << OptionWords::tr("An opacity below 0.063 makes a colour of seven digits, which the page ignores: the SDK does not pad it.");
    if (!options.bgColor.isEmpty() && opacity > 1)
        out << OptionWords::tr("An opacity above 1 makes no colour; use 0.07 to 1.");
}

void judgeMfa(const LaunchOptions &options, QStringList &out)
{
    const bool hasIds = !options.jobId.isEmpty() || !options.connectionId.isEmpty();
    if (options.handleMFA && (options.jobId.isEmpty() || options.connectionId.isEmpty()))
        out << OptionWords::tr("handleMFA needs both jobId and connectionId.");
    if (!options.handleMFA && hasIds && options.sdkVersion == "1.1.0"_L1)
        out << OptionWords::tr("SDK 1.1.0 sends jobId and connectionId only together with handleMFA.");
}

void judgeEmbedded(const LaunchOptions &options, QStringList &out)
{
    if (options.type != LaunchType::EmbeddedBankView) {
        if (!options.embeddedWidth.isEmpty() || !options.embeddedHeight.isEmpty())
            out << OptionWords::tr("embeddedWidth and embeddedHeight count for the embedded bank view only.");
        return;
    }
    // finding F3: its address carries the token and the theme only
    if (!options.configurationId.isEmpty())
        out << OptionWords::tr("The embedded bank view never gets the configurationId; only the widget that opens from it does.");
    const bool more = !options.deeplink.isEmpty() || options.handleOAuthManually || options.manualLinkOnly || !options.domain.isEmpty() || options.handleMFA;
    if (more)
        out << OptionWords::tr("The embedded bank view gets only token and theme; the other options reach the widget that opens from it.");
}

/// What should stand in the address and does not.
void judgeReceived(const LaunchOptions &options, const QUrl &url, QStringList &out)
{
    const QUrlQuery query(url);
    const bool isEmbedded = url.path().endsWith("/embedded-view"_L1);
    const auto check = [&](const QString &name, const QString &value, const QStringList &spellings, bool inEmbedded) {
        if (value.isEmpty() || (isEmbedded && !inEmbedded))
            return;
        for (const QString &spelling : spellings) {
            if (!query.hasQueryItem(spelling))
                continue;
            const QString got = query.queryItemValue(spelling, QUrl::FullyDecoded);
            if (got != value)
                out << OptionWords::tr("%1 arrived as “%2”, not as “%3”.").arg(name, got, value);
            return;
        }
        out << OptionWords::tr("%1 was set, but the widget did not receive it.").arg(name);
    };
    const std::optional<Sdk> sdk = sdkOf(options.sdkVersion);
    const auto flag = [](bool on) { return on ? u"true"_s : QString(); };
    const bool first = options.sdkVersion.startsWith("1."_L1);
    if (!sdk || !first) // otherwise it is said to be ignored
        check(u"configurationId"_s, options.configurationId, {u"configurationId"_s}, false);
    if (!sdk || first)
        check(u"consumerId"_s, options.consumerId, {u"consumerId"_s}, false);
    if (!sdk || sdk->themes)
        check(u"theme"_s, options.theme, {u"defaultTheme"_s, u"theme"_s}, true);
    check(u"deeplink"_s, options.deeplink, {u"deeplink"_s}, false);
    check(u"domain"_s, options.domain, {u"domain"_s}, false);
    if (!sdk || sdk->handleOAuthManually)
        check(u"handleOAuthManually"_s, flag(options.handleOAuthManually), {u"handleOAuthManually"_s}, false);
    if (!sdk || sdk->manualLinkOnly)
        check(u"manualLinkOnly"_s, flag(options.manualLinkOnly), {u"manualLinkOnly"_s}, false);
    if (options.handleMFA) {
        check(u"handleMFA"_s, u"true"_s, {u"handleMFA"_s}, false);
        check(u"jobId"_s, options.jobId, {u"jobId"_s}, false);
        check(u"connectionId"_s, options.connectionId, {u"connectionId"_s, u"userId"_s, u"userID"_s}, false);
    }
}

const QStringList &sdkVersions()
{
    static const QStringList versions{u"2.1.4"_s, u"1.1.3"_s, u"1.1.0"_s, u"file"_s};
    return versions;
}

QString launchTypeWord(LaunchType type) // stable, for the settings file
{
    switch (type) {
    case LaunchType::EmbeddedBankView: return u"embedded"_s;
    case LaunchType::SystemBrowser: return u"systemBrowser"_s;
    case LaunchType::Iframe: break;
    }
    return u"iframe"_s;
}

LaunchType launchTypeFrom(const QString &word)
{
    if (word == "embedded"_L1)
        return LaunchType::EmbeddedBankView;
    return word == "systemBrowser"_L1 ? LaunchType::SystemBrowser : LaunchType::Iframe;
}

} // namespace

QString launchTypeName(LaunchType type)
{
    switch (type) {
    case LaunchType::EmbeddedBankView: return OptionWords::tr("embedded bank view");
    case LaunchType::SystemBrowser: return OptionWords::tr("system browser");
    case LaunchType::Iframe: break;
    }
    return OptionWords::tr("iframe");
}

QList<ReceivedParameter> receivedParameters(const QUrl &url)
{
    QList<ReceivedParameter> rows;
    if (url.isEmpty())
        return rows;
    rows.append({u"origin"_s, originOf(url), OptionWords::tr("the widget's host; only its messages are trusted")});
    rows.append({u"path"_s, url.path().isEmpty() ? u"/"_s : url.path(),
                 url.path().endsWith("/embedded-view"_L1) ? OptionWords::tr("the embedded bank view") : OptionWords::tr("the widget itself")});
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        const auto known = std::find_if(meanings.begin(), meanings.end(), [&, key = name](const Meaning &each) { return key == each.name; });
        const bool isToken = name.compare("token"_L1, Qt::CaseInsensitive) == 0;
        rows.append({name, isToken ? QString::fromUtf8(marks::credential) : value, known == meanings.end() ? OptionWords::tr("not a parameter that is known") : OptionWords::tr(known->meaning)});
    }
    return rows;
}

QStringList ignoredOptions(const LaunchOptions &options, const std::optional<QUrl> &received)
{
    QStringList out;
    if (const std::optional<Sdk> sdk = sdkOf(options.sdkVersion))
        judgeVersion(options, *sdk, out);
    judgeEmbedded(options, out);
    judgeStyle(options, out);
    judgeMfa(options, out);
    if (received && !received->isEmpty())
        judgeReceived(options, *received, out);
    return out;
}

QList<OptionHelp> launchOptionHelp()
{
    QList<OptionHelp> rows;
    for (const Help &each : help)
        rows.append({each.name, OptionWords::tr(each.meaning), OptionWords::tr(each.standard)});
    return rows;
}

QString optionsToJson(const LaunchOptions &options)
{
    const LaunchOptions standard;
    QJsonObject json; // only what differs from the default: a later default reaches old settings too
    const auto put = [&](const QString &name, const auto &value, const auto &standardValue) {
        if (value != standardValue)
            json.insert(name, value);
    };
    put(u"sdkVersion"_s, options.sdkVersion, standard.sdkVersion);
    put(u"sdkFile"_s, options.sdkFile, standard.sdkFile);
    put(u"configurationId"_s, options.configurationId, standard.configurationId);
    put(u"consumerId"_s, options.consumerId, standard.consumerId);
    put(u"theme"_s, options.theme, standard.theme);
    put(u"environment"_s, options.sdkEnvironment, standard.sdkEnvironment);
    put(u"launchType"_s, launchTypeWord(options.type), launchTypeWord(standard.type));
    put(u"deeplink"_s, options.deeplink, standard.deeplink);
    put(u"handleOAuthManually"_s, options.handleOAuthManually, standard.handleOAuthManually);
    put(u"manualLinkOnly"_s, options.manualLinkOnly, standard.manualLinkOnly);
    put(u"domain"_s, options.domain, standard.domain);
    put(u"bgColor"_s, options.bgColor, standard.bgColor);
    put(u"opacity"_s, options.opacity, standard.opacity);
    put(u"width"_s, options.width, standard.width);
    put(u"height"_s, options.height, standard.height);
    put(u"embeddedWidth"_s, options.embeddedWidth, standard.embeddedWidth);
    put(u"embeddedHeight"_s, options.embeddedHeight, standard.embeddedHeight);
    put(u"zIndex"_s, options.zIndex, standard.zIndex);
    put(u"iframeTitle"_s, options.iframeTitle, standard.iframeTitle);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

LaunchOptions optionsFromJson(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object(); // not JSON: an empty object
    LaunchOptions options;
    const auto take = [&](const QString &name, QString &field, const QStringList &choices = {}) {
        const QJsonValue value = object.value(name);
        if (value.isString() && (choices.isEmpty() || choices.contains(value.toString())))
            field = value.toString();
    };
    take(u"sdkVersion"_s, options.sdkVersion, sdkVersions());
    take(u"sdkFile"_s, options.sdkFile);
    take(u"configurationId"_s, options.configurationId);
    take(u"consumerId"_s, options.consumerId);
    take(u"theme"_s, options.theme, {u"light"_s, u"dark"_s});
    take(u"environment"_s, options.sdkEnvironment);
    options.type = launchTypeFrom(object.value(u"launchType"_s).toString());
    take(u"deeplink"_s, options.deeplink);
    options.handleOAuthManually = object.value(u"handleOAuthManually"_s).toBool();
    options.manualLinkOnly = object.value(u"manualLinkOnly"_s).toBool();
    take(u"domain"_s, options.domain);
    take(u"bgColor"_s, options.bgColor);
    take(u"opacity"_s, options.opacity);
    take(u"width"_s, options.width);
    take(u"height"_s, options.height);
    take(u"embeddedWidth"_s, options.embeddedWidth);
    take(u"embeddedHeight"_s, options.embeddedHeight);
    take(u"zIndex"_s, options.zIndex);
    take(u"iframeTitle"_s, options.iframeTitle);
    return options;
}

} // namespace console
