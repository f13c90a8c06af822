// SPDX-License-Identifier: GPL-3.0-or-later
// Errors in a body, and the meaning of the service's codes; tokens and the user.
#include "api/decode.h"

#include "api/advice.h"

#include "api/jsonreader.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isCode(const Error &error, std::initializer_list<QStringView> codes)
{
    const QString code = error.code.trimmed();
    return std::any_of(codes.begin(), codes.end(),
                       [&](QStringView one) { return code.compare(one, Qt::CaseInsensitive) == 0; });
}

QString scalarOf(const Json *json)
{
    return json && !json->isArray() && !json->isObject() ? json->scalar() : QString();
}

} // namespace

QString quoted(const QString &words)
{
    constexpr qsizetype longest = 16 * 1024; // far behind what is ever shown
    return words.left(longest).simplified();
}

std::optional<Error> serviceError(const Json &body)
{
    const Json *error = body.find(u"error");
    const Json *success = body.find(u"success");
    const bool failed = success && (success->type() == Json::Type::Bool && !success->boolean());
    const bool given = error && !error->isNull() && !(error->isText() && error->scalar().isEmpty())
        && !(error->type() == Json::Type::Bool && !error->boolean());
    if (!failed && !given)
        return std::nullopt;

    // nested: {"error":{code,message,help}}; flat: {success:false, code, error:"…"}; plain: {error:"…"}
    const Json &place = given && error->isObject() ? *error : body;
    Error found{.kind = Error::Kind::Service};
    found.code = quoted(scalarOf(place.find(u"code")));
    if (found.code.isEmpty())
        found.code = quoted(scalarOf(body.find(u"code")));
    QString words = scalarOf(place.find(u"message"));
    if (words.isEmpty() && given && error->isText())
        words = error->scalar();
    found.message = words.isEmpty() ? Error::tr("The service reports an error without saying what it is.")
                                    : Error::tr("The service says: %1").arg(quoted(words));
    found.advice = adviceForCode(found.code);
    // Nothing says that a conflict names the job that is in the way; where it does, it is that id.
    for (const Json *from : {&place, &body}) {
        for (const QStringView name : {u"jobId", u"job_id"}) {
            if (found.runningJob.isEmpty())
                found.runningJob = quoted(scalarOf(from->find(name)));
        }
    }
    if (const QString help = scalarOf(place.find(u"help")); found.advice.isEmpty() && !help.isEmpty())
        found.advice = quoted(help);
    return found;
}

bool meansUnavailable(const Error &error)
{
    // Contract c.7, c.9, c.12, j: "HTTP 405 or the code"; (l): "check code regardless of status". Either one is enough.
    return error.httpStatus == 405 || isCode(error, {u"AC-105", u"AC-111", u"AC-114", u"AC-115"});
}

bool meansConflict(const Error &error)
{
    return error.httpStatus == 409 || isCode(error, {u"AC-112"});
}

bool meansUnauthorised(const Error &error)
{
    // A gateway in front of the service says 403 without a code; the service itself says AC-001.
    return error.httpStatus == 401 || isCode(error, {u"AC-001"}) || (error.httpStatus == 403 && error.code.isEmpty());
}

namespace {

constexpr std::chrono::seconds defaultTtl{1800}; // contract b.1, b.2: all tokens live 1,800 s
constexpr std::chrono::seconds longestTtl{std::chrono::hours(24 * 365)}; // keeps later sums from overflowing

/// "1800" (Aerosync), 1800 (Aeropay), or nothing at all (widget).
std::chrono::seconds readTtl(JsonReader &reader)
{
    const auto ttl = reader.optionalInteger({u"TTL", u"ttl"});
    if (!ttl)
        return defaultTtl;
    if (*ttl <= 0)
        reader.failAt(u"TTL"_s, Error::tr("expected seconds above 0, got %1").arg(*ttl));
    return std::min(std::chrono::seconds(std::max<qint64>(*ttl, 0)), longestTtl);
}

Secret readToken(JsonReader &reader)
{
    return Secret(reader.requireFilledText({u"token"}));
}

/// 8-4-4-4-12 or 32 hex digits.
bool looksLikeUuid(const QString &text)
{
    static const QRegularExpression uuid(
        u"\\A[0-9a-f]{8}(-?)[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{12}\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return uuid.match(text).hasMatch();
}

/// Contract b.4: the client turns a "truthy" flag into "existing".
bool isTruthy(const Json *flag)
{
    if (!flag)
        return false;
    switch (flag->type()) {
    case Json::Type::Null: return false;
    case Json::Type::Bool: return flag->boolean();
    case Json::Type::Number: return flag->scalar().toDouble() != 0;
    case Json::Type::Text:
        return !flag->scalar().isEmpty() && flag->scalar() != u"0"
            && flag->scalar().compare(u"false", Qt::CaseInsensitive) != 0;
    case Json::Type::Array:
    case Json::Type::Object: return true;
    }
    return false;
}

/// The user object and the envelope around it: a field may be in either, the user's own counts first.
class UserReader
{
public:
    explicit UserReader(const Json &body)
        : m_body(body, {}), m_inner(m_body.optionalObject({u"user"})), m_user(m_inner ? *m_inner : nobody(), u"user"_s)
    {
        m_body.find({u"status", u"statusCode", u"success", u"error"}); // the envelope is no unknown field
    }

    QString text(JsonReader::Names names)
    {
        const QString own = m_user.optionalText(names);
        const QString outer = m_body.optionalText(names);
        return own.isEmpty() ? outer : own;
    }
    QString id(JsonReader::Names names)
    {
        const QString own = m_user.optionalId(names);
        const QString outer = m_body.optionalId(names);
        return own.isEmpty() ? outer : own;
    }
    const Json *find(JsonReader::Names names)
    {
        const Json *own = m_user.find(names);
        const Json *outer = m_body.find(names);
        return own ? own : outer;
    }
    JsonReader &home() { return m_inner ? m_user : m_body; }
    std::optional<Error> error() const
    {
        if (!m_body.ok())
            return m_body.error();
        if (!m_user.ok())
            return m_user.error();
        return std::nullopt;
    }
    UnknownFields unknown() const { return m_user.unknown() + m_body.unknown(); }

private:
    static const Json &nobody()
    {
        static const Json none = Json::object({});
        return none;
    }
    JsonReader m_body;
    const Json *m_inner;
    JsonReader m_user;
};

} // namespace

Result<ApiToken> decodeApiToken(const Json &body)
{
    JsonReader reader(body, {});
    ApiToken token;
    token.value = readToken(reader);
    token.ttl = readTtl(reader);
    if (!reader.ok())
        return fail(reader.error());
    return token;
}

Result<WidgetToken> decodeWidgetToken(const Json &body)
{
    JsonReader reader(body, {});
    WidgetToken token;
    token.value = readToken(reader);
    token.userId = reader.optionalId({u"userId", u"user_id"});
    token.ttl = readTtl(reader);
    if (!reader.ok())
        return fail(reader.error());
    return token;
}

namespace {

Result<AeropassUser> readUser(const Json &body, bool needsId)
{
    UserReader reader(body);
    AeropassUser user;
    // Contract b.4, "spelling seen for the identifier"; then v2's user.id, which very likely is the value.
    user.aeroPassUserUuid = reader.text({u"aeroPassUserUuid", u"aeroPassUserUUID", u"aeropassuseruuid",
                                         u"aeropass_user_uuid", u"aeropassuuid"});
    const QString id = reader.id({u"id"}); // a number in some answers: then it is Aeropay's own, not the uuid
    if (user.aeroPassUserUuid.isEmpty() && looksLikeUuid(id))
        user.aeroPassUserUuid = id;
    user.userId = reader.id({u"userId", u"user_id"});
    if (user.userId.isEmpty())
        user.userId = id;
    user.details.firstName = reader.text({u"firstName", u"first_name"});
    user.details.lastName = reader.text({u"lastName", u"last_name"});
    user.details.email = reader.text({u"email"});
    user.details.phone = reader.id({u"phoneNumber", u"phone_number", u"phone"});
    const Json *mfaType = reader.find({u"mfaType", u"mfa_type"});
    if (isTruthy(mfaType))
        user.mfaType = mfaType->isArray() || mfaType->isObject() ? mfaType->compact() : mfaType->scalar();
    user.existing = isTruthy(reader.find({u"existingUser", u"existing_user"})) || !user.mfaType.isEmpty();
    // With a code on its way the uuid may come later, with the answer to confirmUser; that needs some id.
    if (needsId && user.aeroPassUserUuid.isEmpty() && (user.mfaType.isEmpty() || user.userId.isEmpty()))
        reader.home().failAt(u"aeroPassUserUuid"_s, Error::tr("expected text, but it is missing"));
    if (const auto error = reader.error())
        return fail(*error);
    user.unknown = reader.unknown();
    return user;
}

} // namespace

Result<AeropassUser> decodeUser(const Json &body)
{
    return readUser(body, true);
}

Result<AeropassUser> decodeConfirmedUser(const Json &body)
{
    return readUser(body, false);
}

} // namespace console
