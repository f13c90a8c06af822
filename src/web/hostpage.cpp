// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/hostpage.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(console::HostPage)
};

Error inputError(const QString &message, const QString &where, const QString &advice)
{
    return Error{.kind = Error::Kind::Input, .message = message, .where = where, .advice = advice};
}

QByteArray resource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(QJsonObject &object, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

QString fill(const QString &text, const QHash<QString, QString> &values)
{
    static const QRegularExpression mark(u"@([A-Z]+)@"_s);
    QString filled;
    qsizetype from = 0;
    for (auto match = mark.globalMatch(text); match.hasNext();) {
        const auto one = match.next();
        filled += QStringView(text).mid(from, one.capturedStart() - from);
        filled += values.value(one.captured(1), one.captured());
        from = one.capturedEnd();
    }
    return filled + text.mid(from);
}

QString environmentWord(const WidgetLaunch &launch)
{
    const QString word = launch.options.sdkEnvironment.isEmpty() ? launch.environment.sdkEnvironment
                                                                 : launch.options.sdkEnvironment;
    // contract (a): "Env key spelling differs: web qa|staging|sandbox|production (1.1.0: dev|…)".
    return launch.options.sdkVersion == "1.1.0"_L1 && word == "qa"_L1 ? u"dev"_s : word;
}

QJsonObject styleOf(const LaunchOptions &options)
{
    QJsonObject style;
    put(style, u"bgColor"_s, options.bgColor);
    bool isNumber = false;
    const double opacity = options.opacity.toDouble(&isNumber);
    if (isNumber)
        style.insert(u"opacity"_s, opacity);
    put(style, u"width"_s, options.width);
    put(style, u"height"_s, options.height);
    return style;
}

// JSON inside a <script> element: "<" could end the element.
QString scriptSafe(const QJsonObject &data)
{
    QString text = QString::fromUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact));
    return text.replace(u'<', u"\\u003c"_s);
}

} // namespace

SdkForm sdkFormOf(const QByteArray &text)
{
    static const QRegularExpression exports(
        uR"((?:^|[;}\n])\s*export\s*(?:\{|\*|default\b|const\b|let\b|var\b|function\b|class\b|async\b))"_s);
    return exports.match(QString::fromUtf8(text)).hasMatch() ? SdkForm::Module : SdkForm::Script;
}

Result<Sdk> loadSdk(const LaunchOptions &options)
{
    Sdk sdk{.version = options.sdkVersion, .text = {}, .form = {}};
    if (options.sdkVersion == "file"_L1) {
        const QFileInfo info(options.sdkFile);
        if (info.size() > sdkFileLimit)
            return fail(inputError(Texts::tr("The SDK file is too large: %L1 bytes.").arg(info.size()), options.sdkFile,
                                   Texts::tr("Choose a built SDK file of at most %L1 bytes.").arg(sdkFileLimit)));
        sdk.text = resource(options.sdkFile);
        if (sdk.text.isEmpty())
            return fail(inputError(Texts::tr("The SDK file cannot be read, or it is empty."), options.sdkFile,
                                   Texts::tr("Choose another file in the widget's options.")));
    } else {
        sdk.text = resource(u":/sdk/%1/index.js"_s.arg(options.sdkVersion));
        if (sdk.text.isEmpty())
            return fail(inputError(Texts::tr("There is no SDK version “%1” in this program.").arg(options.sdkVersion),
                                   options.sdkVersion, Texts::tr("Choose 2.1.4, 1.1.3 or 1.1.0, or a file.")));
    }
    sdk.form = sdkFormOf(sdk.text);
    return sdk;
}

QStringList sdkEnvironmentWords(const QString &version)
{
    if (version == "1.1.0"_L1)
        return {u"dev"_s, u"staging"_s, u"sandbox"_s, u"production"_s};
    return {u"qa"_s, u"staging"_s, u"sandbox"_s, u"production"_s};
}

QJsonObject sdkConfig(const WidgetLaunch &launch)
{
    const LaunchOptions &options = launch.options;
    const bool first = options.sdkVersion.startsWith("1."_L1);
    const bool file = options.sdkVersion == "file"_L1; // unknown version: it gets both spellings
    QJsonObject config{{u"token"_s, launch.token.revealText()},
                       {u"environment"_s, environmentWord(launch)},
                       {u"iframeTitle"_s, options.iframeTitle},
                       {u"theme"_s, options.theme}};
    if (file || options.sdkVersion == "1.1.0"_L1)
        config.insert(u"id"_s, u"widget-host"_s);
    if (options.sdkVersion != "1.1.0"_L1)
        config.insert(u"elementId"_s, u"widget-host"_s);
    // As they were typed, whatever the SDK makes of them: which of the two a version knows is what people want to see.
    put(config, u"configurationId"_s, options.configurationId);
    put(config, u"consumerId"_s, options.consumerId);
    if (!first)
        put(config, u"aeroPassUserUuid"_s, launch.aeroPassUserUuid);
    put(config, u"deeplink"_s, options.deeplink);
    put(config, u"domain"_s, options.domain);
    put(config, u"zIndex"_s, options.zIndex);
    if (options.handleOAuthManually)
        config.insert(u"handleOAuthManually"_s, true);
    if (options.manualLinkOnly)
        config.insert(u"manualLinkOnly"_s, true);
    if (options.handleMFA)
        config.insert(u"handleMFA"_s, true);
    put(config, u"jobId"_s, options.jobId);
    if (!first)
        put(config, u"connectionId"_s, options.connectionId);
    // contract (d): in SDK 1.x the identifier is `userId`, filled with the connectionId.
    if (first || file)
        put(config, u"userId"_s, options.connectionId);
    if (const QJsonObject style = styleOf(options); !style.isEmpty())
        config.insert(u"style"_s, style);
    if (options.type == LaunchType::SystemBrowser)
        config.insert(u"widgetLaunchType"_s, u"systemBrowser"_s);
    if (options.type == LaunchType::EmbeddedBankView) {
        QJsonObject embedded; // the host page adds elementId and onEmbedded
        put(embedded, u"width"_s, options.embeddedWidth);
        put(embedded, u"height"_s, options.embeddedHeight);
        config.insert(u"embeddedBankView"_s, embedded);
    }
    return config;
}

QUrl hostPageUrl(const Environment &environment)
{
    return QUrl(originOf(environment.hostOrigin) + u'/');
}

Result<QString> hostPageHtml(const WidgetLaunch &launch, const Sdk &sdk, const QString &nonce)
{
    const QString host = originOf(launch.environment.hostOrigin);
    const QString widget = originOf(launch.environment.widgetOrigin);
    for (const auto &[origin, field] : {std::pair{host, u"hostOrigin"_s}, std::pair{widget, u"widgetOrigin"_s}}) {
        if (origin.isEmpty())
            return fail(inputError(Texts::tr("“%1” has no usable origin for the widget.").arg(launch.environment.name),
                                   field, Texts::tr("Give the environment's origins as https://name in the settings.")));
    }
    const QString word = environmentWord(launch);
    const QStringList words = sdkEnvironmentWords(sdk.version);
    if (!words.contains(word))
        return fail(inputError(Texts::tr("The SDK does not know the environment “%1”; it would silently open production.")
                                   .arg(word), u"environment"_s, Texts::tr("Use one of: %1.").arg(words.join(u", "_s))));
    const QString text = launch.options.type == LaunchType::SystemBrowser
        ? Texts::tr("The widget opens in a window of its own.")
        : Texts::tr("This page stands in for yours, at %1").arg(host);
    const QJsonObject data{
        {u"nonce"_s, nonce},
        {u"title"_s, Texts::tr("Bank link on %1").arg(launch.environment.name)},
        {u"text"_s, text},
        {u"theme"_s, launch.options.theme},
        {u"config"_s, sdkConfig(launch)},
        {u"environmentWords"_s, QJsonArray::fromStringList(words)},
        {u"widgetOrigin"_s, widget},
        {u"rewriteOrigin"_s, sdk.version == "1.1.0"_L1 || sdk.version == "file"_L1},
        {u"sdk"_s, QString::fromUtf8(sdk.text)},
        {u"sdkForm"_s, sdk.form == SdkForm::Module ? u"module"_s : u"script"_s},
    };
    return fill(QString::fromUtf8(resource(u":/web/host.html"_s)),
                {{u"NONCE"_s, newNonce()}, {u"DATA"_s, scriptSafe(data)},
                 {u"SCRIPT"_s, QString::fromUtf8(resource(u":/web/host.js"_s))}});
}

QString pageScript(const QString &name, const QHash<QString, QString> &values)
{
    return fill(QString::fromUtf8(resource(u":/web/%1"_s.arg(name))), values);
}

QString newNonce()
{
    QByteArray bytes(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return QString::fromLatin1(bytes.toHex());
}

} // namespace console
