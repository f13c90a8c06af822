// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/widgetevent.h"

#include "api/environment.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct EventWords {
    Q_DECLARE_TR_FUNCTIONS(console::WidgetEvent)
};

WidgetEvent rejected(const QString &why, const QString &type = {})
{
    WidgetEvent event;
    event.kind = WidgetEvent::Kind::Rejected;
    event.type = type;
    event.rejection = why;
    return event;
}

Error wrongPayload(const QString &where, const QString &message)
{
    return Error{.kind = Error::Kind::Decode, .message = message, .where = where};
}

/// Text, or a number digit for digit; anything else is reported by the callers that need it.
bool isScalar(const Json &value)
{
    return value.type() == Json::Type::Text || value.type() == Json::Type::Number;
}

/// The first of these fields that is there; an id of a wrong type is an error, null counts as absent.
Result<QString> idOf(const Json &object, std::initializer_list<QStringView> names, QString *usedName = nullptr)
{
    for (const QStringView name : names) {
        const Json *value = object.find(name);
        if (!value || value->isNull())
            continue;
        if (!isScalar(*value)) {
            return fail(wrongPayload(name.toString(), EventWords::tr("expected text, got %1").arg(Json::typeName(value->type()))));
        }
        if (value->scalar().isEmpty())
            continue;
        if (usedName)
            *usedName = name.toString();
        return value->scalar();
    }
    return QString();
}

QString textOf(const Json &object, std::initializer_list<QStringView> names)
{
    return idOf(object, names).value_or(QString());
}

/// Which of the published forms it is (contract f.4), for the event list.
QString spellingOf(const Json &payload, const QString &idName)
{
    if (idName == "user_password"_L1)
        return u"v1"_s;
    if (idName == "connection_id"_L1)
        return u"React Native 3.0 draft"_s;
    if (payload.find(u"userId"))
        return u"v2 early"_s;
    if (payload.find(u"ClientName"))
        return u"2.0.5"_s;
    return u"v2"_s;
}

/// A JSON string is opened, an envelope unwrapped; twice at most, deeper nesting is nobody's form.
Result<Json> unwrapped(Json value)
{
    for (int depth = 0; depth < 4; ++depth) {
        if (value.type() == Json::Type::Text) {
            Result<Json> inner = Json::parse(value.scalar().toUtf8());
            if (!inner)
                return fail(wrongPayload(u"payload"_s, EventWords::tr("expected an object, got text that is not JSON")));
            value = *inner;
            continue;
        }
        const Json *payload = value.isObject() ? value.find(u"payload") : nullptr;
        if (!payload || payload->isNull())
            break;
        if (payload->isArray())
            return fail(wrongPayload(u"payload"_s, EventWords::tr("expected an object, got a list")));
        value = Json(*payload);
    }
    if (value.isNull()) // an MFA success may come without any payload: its shape is not documented (contract d)
        return value;
    if (!value.isObject())
        return fail(wrongPayload(u"payload"_s, EventWords::tr("expected an object, got %1").arg(Json::typeName(value.type()))));
    return value;
}

Result<QList<LinkedAccount>> accountsOf(const Json &list)
{
    QList<LinkedAccount> accounts;
    for (qsizetype i = 0; i < list.items().size(); ++i) {
        const Json &item = list.items().at(i);
        const QString path = u"accounts[%1]"_s.arg(i);
        if (!item.isObject())
            return fail(wrongPayload(path, EventWords::tr("expected an object, got %1").arg(Json::typeName(item.type()))));
        Result<QString> id = idOf(item, {u"connectionId", u"connection_id", u"user_password"});
        if (!id || id->isEmpty())
            return fail(wrongPayload(path + u".connectionId"_s, id ? EventWords::tr("missing") : id.error().message));
        accounts.append({*id, textOf(item, {u"accountType", u"account_type"}),
                         textOf(item, {u"accountNumberDisplay", u"account_number_display"})});
    }
    return accounts;
}

/// "TYPE | Code: AC-117 | Message: …"; parts may be missing: "Code: AC-500" (contract f.7).
void takeApart(WidgetEvent &event)
{
    static const QRegularExpression code(u"(?:^|\\|)\\s*Code:\\s*([^|]*)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression message(u"(?:^|\\|)\\s*Message:\\s*(.*)$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression type(u"^\\s*([A-Za-z][A-Za-z0-9_]*)\\s*(?:\\||$)"_s);
    event.errorCode = code.match(event.errorText).captured(1).trimmed();
    event.errorType = type.match(event.errorText).captured(1);
    event.errorMessage = message.match(event.errorText).captured(1).trimmed();
}

void readError(WidgetEvent &event, const Json *payload)
{
    event.kind = WidgetEvent::Kind::Error;
    if (!payload)
        return;
    if (!payload->isObject()) {
        event.errorText = payload->scalar();
        takeApart(event);
        return;
    }
    // usually a string, may be an object (Android SDK 3's fixture)
    event.errorText = textOf(*payload, {u"message", u"description", u"error"});
    takeApart(event);
    const QString code = textOf(*payload, {u"code", u"errorCode", u"AC_CODE"});
    const QString type = textOf(*payload, {u"type", u"errorType"});
    if (!code.isEmpty())
        event.errorCode = code;
    if (!type.isEmpty())
        event.errorType = type;
    if (event.errorText.isEmpty())
        event.errorText = payload->compact();
}

WidgetEvent readMessage(const Json &message)
{
    const Json *type = message.find(u"type");
    if (!type || type->type() != Json::Type::Text || type->scalar().isEmpty())
        return rejected(EventWords::tr("The message has no type."));
    WidgetEvent event;
    event.type = type->scalar();
    const Json *payload = message.find(u"payload");
    if (payload && payload->isNull())
        payload = nullptr;
    event.payload = payload ? payload->compact() : QString();
    if (event.type == "pageSuccess"_L1) {
        const Result<LinkSuccess> success = decodeSuccess(payload ? *payload : Json());
        if (!success)
            return rejected(EventWords::tr("pageSuccess cannot be read: %1 %2").arg(success.error().where, success.error().message), event.type);
        event.kind = WidgetEvent::Kind::Success;
        event.success = *success;
    } else if (event.type == "widgetPageLoaded"_L1) {
        event.kind = WidgetEvent::Kind::Page;
        event.pageTitle = payload && payload->isObject() ? textOf(*payload, {u"pageTitle"}) : QString();
        event.onLoadApi = payload && payload->isObject() ? textOf(*payload, {u"onLoadApi"}) : QString();
    } else if (event.type == "widgetClose"_L1) {
        event.kind = WidgetEvent::Kind::Close;
    } else if (event.type == "widgetError"_L1) {
        readError(event, payload);
    } else if (event.type == "widgetBankClick"_L1) {
        event.stateCode = payload && payload->isObject() ? textOf(*payload, {u"stateCode"}) : QString();
        if (event.stateCode.isEmpty())
            return rejected(EventWords::tr("widgetBankClick carries no stateCode."), event.type);
        event.kind = WidgetEvent::Kind::BankClick;
    } else if (event.type == "widgetLoaded"_L1 || event.type == "initialized"_L1) { // 1.1.0 and older (contract f.3)
        event.kind = WidgetEvent::Kind::Loaded;
    } else {
        return rejected(EventWords::tr("The type “%1” is not one of the widget's.").arg(event.type), event.type);
    }
    return event;
}

} // namespace

QStringList trustedOrigins(const Environment &environment)
{
    QStringList origins{originOf(environment.widgetOrigin)};
    if (!environment.builtIn)
        return origins;
    // The widget's hosts are being renamed; old and new one serve the same widget (contract a, l).
    static const QStringList sandbox{u"https://sandbox.aerosync.com"_s, u"https://sandbox-sync.aero.inc"_s};
    static const QStringList production{u"https://sync.aero.inc"_s, u"https://www.aerosync.com"_s};
    for (const QStringList &aliases : {sandbox, production}) {
        if (!aliases.contains(origins.first()))
            continue;
        for (const QString &alias : aliases) {
            if (!origins.contains(alias))
                origins << alias;
        }
    }
    return origins;
}

WidgetEvent decodeWidgetEvent(const QString &origin, const QString &text, bool wasText, const QStringList &origins)
{
    // Origin before everything: nothing of a stranger's message is even read.
    if (origin.isEmpty() || !origins.contains(origin))
        return rejected(EventWords::tr("It came from %1, but only %2 is trusted.").arg(origin.isEmpty() ? EventWords::tr("no origin") : origin.left(200), origins.join(u", "_s)));
    if (!wasText)
        return rejected(EventWords::tr("It is an object, not text: the SDK drops such a message."));
    if (text.size() > widgetMessageLimit || text.toUtf8().size() > widgetMessageLimit)
        return rejected(EventWords::tr("It is larger than 64 KiB (%1 characters).").arg(text.size()));
    const Result<Json> message = Json::parse(text.toUtf8());
    if (!message)
        return rejected(EventWords::tr("It is not JSON: %1").arg(message.error().message));
    if (!message->isObject())
        return rejected(EventWords::tr("It is %1, not an object.").arg(Json::typeName(message->type())));
    return readMessage(*message);
}

WidgetEvent decodeCallback(const QString &name, const QString &argumentsJson)
{
    static const QMap<QString, QString> types{{u"onLoad"_s, u"widgetLoaded"_s}, {u"onEvent"_s, u"widgetPageLoaded"_s},
                                              {u"onSuccess"_s, u"pageSuccess"_s}, {u"onClose"_s, u"widgetClose"_s},
                                              {u"onError"_s, u"widgetError"_s},
                                              {u"onEmbedded"_s, u"widgetLoaded"_s}}; // of the embedded bank view (contract f.1)
    if (!types.contains(name))
        return rejected(EventWords::tr("The SDK has no callback “%1”.").arg(name), name);
    if (argumentsJson.size() > widgetMessageLimit)
        return rejected(EventWords::tr("It is larger than 64 KiB (%1 characters).").arg(argumentsJson.size()), name);
    Json argument;
    if (!argumentsJson.trimmed().isEmpty()) {
        const Result<Json> parsed = Json::parse(argumentsJson.toUtf8());
        if (!parsed)
            return rejected(EventWords::tr("Its arguments are not JSON: %1").arg(parsed.error().message), name);
        argument = parsed->isArray() ? parsed->items().value(0) : *parsed;
    }
    const bool isWholeMessage = name == "onEvent"_L1 && argument.isObject() && argument.find(u"payload");
    const Json *payload = isWholeMessage ? argument.find(u"payload") : &argument;
    WidgetEvent event = readMessage(Json::object({{u"type"_s, Json::text(types.value(name))}, {u"payload"_s, *payload}}));
    event.type = name;
    return event;
}

Result<LinkSuccess> decodeSuccess(const Json &payload)
{
    const Result<Json> value = unwrapped(payload);
    if (!value)
        return fail(value.error());
    LinkSuccess success;
    success.clientName = textOf(*value, {u"clientName", u"client_name", u"ClientName"});
    success.aeroPassUserUuid = textOf(*value, {u"aeroPassUserUuid", u"aeroPassUserUUID", u"aeropass_user_uuid"});
    success.userId = textOf(*value, {u"userId", u"user_id"});
    const Json *list = value->find(u"accounts");
    if (list && !list->isNull()) {
        if (!list->isArray())
            return fail(wrongPayload(u"accounts"_s, EventWords::tr("expected a list, got %1").arg(Json::typeName(list->type()))));
        const Result<QList<LinkedAccount>> accounts = accountsOf(*list);
        if (!accounts)
            return fail(accounts.error());
        success.accounts = *accounts;
        success.spelling = u"v2 multi"_s;
        if (!success.accounts.isEmpty())
            return success;
    }
    QString idName;
    const Result<QString> id = idOf(*value, {u"connectionId", u"connection_id", u"user_password"}, &idName);
    if (!id)
        return fail(id.error());
    if (!id->isEmpty())
        success.accounts.append({*id, textOf(*value, {u"accountType"}), textOf(*value, {u"accountNumberDisplay"})});
    success.spelling = id->isEmpty() ? u"no connection"_s : spellingOf(*value, idName);
    return success;
}

bool matchesDeeplink(const QUrl &url, const QString &deeplink)
{
    const QUrl expected(deeplink);
    return !deeplink.isEmpty() && expected.isValid() && url.scheme().compare(expected.scheme(), Qt::CaseInsensitive) == 0
        && url.host().compare(expected.host(), Qt::CaseInsensitive) == 0 && url.port() == expected.port()
        && (url.path() == expected.path() || (url.path().size() <= 1 && expected.path().size() <= 1));
}

WidgetEvent decodeDeeplink(const QUrl &url, const QString &deeplink)
{
    if (!matchesDeeplink(url, deeplink))
        return rejected(EventWords::tr("It is not the deep link of this launch."));
    if (url.toEncoded().size() > widgetMessageLimit)
        return rejected(EventWords::tr("It is larger than 64 KiB."));
    const QUrlQuery query(url);
    const auto item = [&](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    const QString status = item(u"status"_s);
    WidgetEvent event;
    event.type = u"deeplink "_s + status;
    event.payload = url.query(QUrl::FullyDecoded);
    if (status.compare("success"_L1, Qt::CaseInsensitive) == 0) {
        event.kind = WidgetEvent::Kind::Success;
        const QString id = item(u"connectionId"_s);
        if (!id.isEmpty())
            event.success.accounts.append({id, {}, {}});
        event.success.clientName = item(u"clientName"_s);
        event.success.aeroPassUserUuid = item(u"aeroPassUserUuid"_s);
        event.success.spelling = u"deep link"_s;
    } else if (status.compare("error"_L1, Qt::CaseInsensitive) == 0) {
        event.kind = WidgetEvent::Kind::Error;
        event.errorCode = item(u"AC_CODE"_s);
        event.errorText = item(u"description"_s);
    } else if (status.compare("close"_L1, Qt::CaseInsensitive) == 0) {
        event.kind = WidgetEvent::Kind::Close;
    } else {
        return rejected(EventWords::tr("Its status “%1” is not known.").arg(status), event.type);
    }
    return event;
}

} // namespace console
