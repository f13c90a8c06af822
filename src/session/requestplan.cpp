// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/requestplan.h"

#include "session/marks.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

// marks::credential percent-encoded, where a body that was cleaned became part of an address.
const QByteArray encodedMark = QByteArrayLiteral("%e2%80%b9redacted%e2%80%ba"); // lower case
const QByteArray maskSign = QByteArrayLiteral("•");
constexpr qsizetype lookBack = 300;          // bytes before a mark in which its field's name stands

struct Mark {
    qsizetype begin = -1, end = -1;
};

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/// Elsewhere than in addresses the word may be somebody's own: there it is a mark only where it is a whole value.
bool isUrlMark(const QByteArray &bytes, qsizetype at, bool inUrl)
{
    const qsizetype end = at + marks::credentialInUrl.size();
    const char before = at == 0 ? '=' : bytes[at - 1];
    const char after = end == bytes.size() ? '&' : bytes[end];
    const bool follows = before == '=' || before == '"' || QByteArrayView(bytes).first(at).endsWith("%3D");
    if (!inUrl)
        return follows && !isWordByte(after) && after != ' ';
    return (follows || !isWordByte(before)) && !isWordByte(after);
}

Mark nextMark(const QByteArray &bytes, const QByteArray &lower, qsizetype from, bool inUrl)
{
    Mark first;
    const auto offer = [&first](qsizetype at, qsizetype size) {
        if (at >= 0 && (first.begin < 0 || at < first.begin))
            first = {at, at + size};
    };
    offer(bytes.indexOf(marks::credential, from), marks::credential.size());
    offer(lower.indexOf(encodedMark, from), encodedMark.size());
    qsizetype at = bytes.indexOf(marks::credentialInUrl, from);
    while (at >= 0 && !isUrlMark(bytes, at, inUrl))
        at = bytes.indexOf(marks::credentialInUrl, at + 1);
    offer(at, marks::credentialInUrl.size());
    return first;
}

/// What stands before a mark, as far as it can hold the name of its field.
QString before(const QByteArray &bytes, qsizetype at)
{
    return QString::fromLatin1(bytes.mid(std::max<qsizetype>(0, at - lookBack), std::min(at, lookBack)));
}

QByteArray pairName(const QString &text)
{
    static const QRegularExpression pair(u"(?:%[0-9A-Fa-f]{2})?([A-Za-z0-9_.\\-]+)(?:=|%3[Dd])(?:(?!%3[Dd])[^&=\\s\"])*$"_s);
    return pair.match(text).captured(1).toLatin1();
}

class Planner
{
public:
    explicit Planner(const LogEntry &entry) : m_entry(entry)
    {
        // Aerosync's calls always carry x-api-key (contract b.1, b.5), Aeropay's never do.
        static const QStringList aeropay{u"token"_s, u"user"_s, u"confirmUser"_s};
        const bool isAeropay = headerValue(entry.requestHeaders, "x-api-key").isEmpty() && aeropay.contains(entry.url.path().section(u'/', -1));
        m_service = isAeropay ? u"AEROPAY_"_s : u"AEROSYNC_"_s;
    }

    RequestPlan run()
    {
        m_plan.verb = m_entry.verb;
        m_plan.url = text(m_entry.url.toEncoded(QUrl::RemoveFragment), true, [this](const QByteArray &bytes, qsizetype at) {
            return piece(pairName(before(bytes, at)), CodePiece::Put::InUrl);
        });
        for (const auto &[name, value] : m_entry.requestHeaders) {
            if (!isClients(name))
                m_plan.headers.append({name, header(name, value)});
        }
        m_plan.body = text(m_entry.requestBody, false, [this](const QByteArray &bytes, qsizetype at) { return bodyPiece(bytes, at); });
        m_plan.isMasked = m_entry.requestBody.contains(maskSign) || m_entry.url.toEncoded().contains(maskSign.toPercentEncoding())
            || std::any_of(m_entry.requestHeaders.begin(), m_entry.requestHeaders.end(), [](const auto &header) { return header.second.contains(maskSign); });
        m_plan.isCut = m_entry.requestBody.size() >= loggedBody;
        return m_plan;
    }

private:
    /// Made anew by every client, from what it really sends.
    static bool isClients(const QByteArray &name)
    {
        static const std::array names{"host", "content-length", "connection", "transfer-encoding", "accept-encoding", "expect", "keep-alive"};
        return std::any_of(names.begin(), names.end(), [&](const char *each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
    }

    template <typename Place> CodeText text(const QByteArray &bytes, bool inUrl, Place place)
    {
        CodeText pieces;
        const QByteArray lower = bytes.contains('%') ? bytes.toLower() : QByteArray();
        qsizetype copied = 0;
        for (Mark mark = nextMark(bytes, lower, 0, inUrl); mark.begin >= 0; mark = nextMark(bytes, lower, mark.end, inUrl)) {
            if (mark.begin > copied)
                pieces << CodePiece{.bytes = bytes.mid(copied, mark.begin - copied)};
            pieces << place(bytes, mark.begin);
            copied = mark.end;
        }
        if (copied < bytes.size())
            pieces << CodePiece{.bytes = bytes.mid(copied)};
        return pieces;
    }

    CodeText header(const QByteArray &name, const QByteArray &value)
    {
        return text(value, false, [&](const QByteArray &bytes, qsizetype at) {
            const bool isBearer = bytes.first(at).trimmed().compare("bearer", Qt::CaseInsensitive) == 0;
            return piece(isBearer ? QByteArray("bearer_token") : name, CodePiece::Put::AsIs);
        });
    }

    CodePiece bodyPiece(const QByteArray &bytes, qsizetype at)
    {
        static const QRegularExpression field(u"\"?([A-Za-z0-9_\\-]+)\\\\*\"\\s*:\\s*(\\\\*)\"[^\"]*$"_s);
        const QString text = before(bytes, at);
        const QByteArray trimmed = bytes.left(64).trimmed();
        const bool isJson = trimmed.startsWith('{') || trimmed.startsWith('[') || trimmed.startsWith('"');
        const QByteArray pair = pairName(text);
        if (!pair.isEmpty()) // in a form, or in an address inside JSON
            return piece(pair, CodePiece::Put::InUrl);
        if (!isJson)
            return piece({}, CodePiece::Put::AsIs);
        const QRegularExpressionMatch match = field.match(text);
        // A quote of text at nesting depth n has 2^n − 1 backslashes before it.
        int depth = 1;
        for (qsizetype run = match.captured(2).size(); run > 0; run /= 2)
            ++depth;
        return piece(match.captured(1).toLatin1(), CodePiece::Put::InJson, depth);
    }

    CodePiece piece(const QByteArray &field, CodePiece::Put put, int depth = 1)
    {
        QString name = field.isEmpty() ? u"SECRET"_s : variableName(field);
        if (!name.startsWith("AEROSYNC_"_L1) && !name.startsWith("AEROPAY_"_L1))
            name.prepend(m_service);
        if (!m_plan.names.contains(name))
            m_plan.names << name;
        return {.bytes = {}, .name = name, .put = put, .depth = depth};
    }

    const LogEntry &m_entry;
    QString m_service;
    RequestPlan m_plan;
};

} // namespace

bool RequestPlan::hasHeader(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(), [&](const auto &each) { return each.first.compare(name, Qt::CaseInsensitive) == 0; });
}

bool isUtf8(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

QString variableName(const QByteArray &name)
{
    QString result;
    for (qsizetype at = 0; at < name.size(); ++at) {
        const QChar c = QLatin1Char(name[at]);
        if (c.isUpper() && !result.isEmpty() && !result.endsWith(u'_') && !QChar(QLatin1Char(name[at - 1])).isUpper())
            result += u'_';
        result += isWordByte(name[at]) ? c.toUpper() : QChar(u'_');
    }
    if (result.startsWith("X_"_L1))
        result.remove(0, 2);
    return result.isEmpty() ? u"SECRET"_s : result;
}

RequestPlan requestPlan(const LogEntry &entry)
{
    return Planner(entry).run();
}

} // namespace console
