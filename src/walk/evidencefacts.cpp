// SPDX-License-Identifier: GPL-3.0-or-later
// Steps, calls and the widget's errors. (widgetwords.cpp: what the widget said and the SDK handed on.)
#include "walk/evidencefacts.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Kind = Error::Kind;
using Verb = WalkStep::Verb;

bool isOneOf(const QString &code, std::initializer_list<QLatin1StringView> codes)
{
    return std::any_of(codes.begin(), codes.end(), [&](QLatin1StringView one) { return code.compare(one, Qt::CaseInsensitive) == 0; });
}

// Contract j and f.7.
bool isBankCode(const QString &code)
{
    return isOneOf(code, {"AC-103"_L1, "AC-104"_L1, "AC-105"_L1, "AC-106"_L1, "AC-111"_L1, "AC-114"_L1, "AC-115"_L1, "AC-117"_L1,
                          "AC-204"_L1, "AP300"_L1, "AP414"_L1, "AP415"_L1});
}

bool isServiceCode(const QString &code)
{
    return isOneOf(code, {"AC-500"_L1, "AP500"_L1, "AR-500"_L1, "AR-100"_L1, "AC-429"_L1, "AP429"_L1, "AC-112"_L1, "AP006"_L1,
                          "AP101"_L1, "AP102"_L1, "AP104"_L1, "AP105"_L1, "AP106"_L1, "AP108"_L1});
}

bool isPersonCode(const QString &code)
{
    return isOneOf(code, {"AP107"_L1, "AP111"_L1, "AP112"_L1, "AP113"_L1, "AP115"_L1, "AP118"_L1, "AP119"_L1});
}

bool isBodyCode(const QString &code)
{
    return isOneOf(code, {"AC-100"_L1, "AP700"_L1, "AP701"_L1});
}

bool isLabel(const QString &text)
{
    static const QRegularExpression label(u"^[A-Z]{3,7} /"_s);
    return text.contains(label);
}

QString pathOf(const QString &label)
{
    return label.section(u' ', 1);
}

bool isTokenCall(const SeenCall &call)
{
    static const QRegularExpression token(u"/(token|token_widget|aggregatorCredentials)$"_s);
    return pathOf(call.label).contains(token);
}

/// With an id in its path, and the service itself gave that id.
bool isAboutAnId(const SeenCall &call)
{
    static const QRegularExpression ids(u"^(/v\\d+)?/(accounts|users|job)/"_s);
    return pathOf(call.label).contains(ids);
}

QString codeOf(const SeenCall &call)
{
    return (call.code.isEmpty() && call.error ? call.error->code : call.code).trimmed();
}

bool hasFailed(const SeenCall &call)
{
    return call.status >= 300 || call.error || !codeOf(call).isEmpty();
}

bool isGood(const SeenCall &call)
{
    return call.status >= 200 && !hasFailed(call) && !call.isPending;
}

/// Of the call's error, or of the step's.
bool isOfCall(const Error &error)
{
    if (error.kind == Kind::Http || error.kind == Kind::Network || error.httpStatus != 0)
        return true;
    return isLabel(error.where) && error.kind != Kind::Input && error.kind != Kind::Refused;
}

SeenCall callOf(const Error &error, const Evidence &evidence)
{
    SeenCall call{.label = error.where.section(u" → "_s, 0, 0), .host = {}, .status = error.httpStatus, .code = error.code, .error = error};
    for (const SeenCall &seen : evidence.calls) {
        if (seen.label == call.label && !seen.ofWidget)
            call.host = seen.host;
    }
    return call;
}

bool wasMadeGood(const Evidence &evidence, qsizetype index)
{
    const SeenCall &failed = evidence.calls.at(index);
    return std::any_of(evidence.calls.begin() + index + 1, evidence.calls.end(), [&](const SeenCall &later) {
        return later.label == failed.label && later.ofWidget == failed.ofWidget && isGood(later);
    });
}

/// The same keys were taken a moment ago.
bool wereTakenBefore(const SeenCall &call, const Evidence &evidence)
{
    return std::any_of(evidence.calls.begin(), evidence.calls.end(), [&](const SeenCall &each) { return each.label == call.label && isGood(each); });
}

Blame blameOfStatus(const SeenCall &call, const QString &code)
{
    if (call.status >= 500 || call.status == 429 || call.status == 408 || call.status == 425 || call.status == 409)
        return Blame::Service;
    if (call.status >= 300 && call.status < 400)
        return Blame::Address;
    // A code that nobody has described says nothing against us.
    return call.status >= 400 && code.isEmpty() ? Blame::Ours : Blame::Service;
}

/// What the service finds wrong in a request that we made.
Blame blameOfBody(const SeenCall &call, const QString &code)
{
    const QString words = call.error ? call.error->message : QString();
    if (words.contains("next_page"_L1)) // its own cursor, sent back as it came
        return Blame::Service;
    // The merchant id stands in the settings, beside the keys.
    return isTokenCall(call) && code.startsWith("AP"_L1) ? Blame::Keys : Blame::Ours;
}

/// 401 and 403. A token that the service gave a moment ago and refuses now is its own affair.
Blame blameOfRefusal(const SeenCall &call, const Evidence &evidence)
{
    if (isTokenCall(call))
        return wereTakenBefore(call, evidence) ? Blame::Service : Blame::Keys;
    return call.status == 403 ? Blame::Keys : Blame::Service;
}

} // namespace

bool isWidgetStep(const WalkStep &step)
{
    switch (step.verb) {
    case Verb::See:
    case Verb::Gone:
    case Verb::Click:
    case Verb::Type:
    case Verb::Press: return true;
    default: return false;
    }
}

bool isAboutTheWidget(const WalkStep &step)
{
    return isWidgetStep(step) || isEventStep(step) || step.verb == Verb::Open || step.verb == Verb::Answer || step.verb == Verb::Close || step.verb == Verb::Picture;
}

bool isJobStep(const WalkStep &step)
{
    return step.verb == Verb::Job || step.verb == Verb::Answer || (step.verb == Verb::Expect && (step.args.find(u"job") || step.args.find(u"data")));
}

bool isEventStep(const WalkStep &step)
{
    return step.verb == Verb::Expect && (step.args.find(u"event") || step.args.find(u"widget") || step.args.find(u"connection"));
}

QString callLine(const SeenCall &call)
{
    QString line = call.label.isEmpty() && call.error ? call.error->message : call.label;
    if (call.status)
        line += u' ' + QString::number(call.status);
    else if (call.error && !call.label.isEmpty())
        line += u" ("_s + errorKindName(call.error->kind) + u')';
    if (const QString code = codeOf(call); !code.isEmpty())
        line += u' ' + code;
    return call.host.isEmpty() ? line : line + u" from "_s + call.host;
}

std::optional<SeenCall> culpritOf(const Evidence &evidence)
{
    if (isOfCall(evidence.error))
        return callOf(evidence.error, evidence);
    for (qsizetype i = evidence.calls.size() - 1; i >= 0; --i) {
        const SeenCall &call = evidence.calls.at(i);
        // What went wrong before a click is not why the button is missing, but for the widget's own requests; a job goes on for long.
        const bool counts = i >= evidence.callsBefore || call.ofWidget || isJobStep(evidence.step);
        if (counts && hasFailed(call) && !wasMadeGood(evidence, i))
            return call;
    }
    return {};
}

Blame blameOf(const SeenCall &call, const Evidence &evidence)
{
    const QString code = codeOf(call);
    const Kind kind = call.error ? call.error->kind : Kind::Http;
    if (isServiceCode(code) || call.ofWidget)
        return Blame::Service;
    if (isBankCode(code))
        return Blame::Bank;
    if (isPersonCode(code))
        return Blame::Person;
    if (kind == Kind::Decode || (call.status == 0 && code.isEmpty()))
        return Blame::Service;
    if (isBodyCode(code))
        return blameOfBody(call, code);
    if (call.status == 401 || call.status == 403 || isOneOf(code, {"AC-001"_L1, "AC-101"_L1, "AP002"_L1}))
        return blameOfRefusal(call, evidence);
    if (isOneOf(code, {"AC-102"_L1})) // an unknown id; only a call that the walk spells out can have made it up
        return evidence.step.verb == Verb::Call || !isAboutAnId(call) ? Blame::Ours : Blame::Service;
    return blameOfStatus(call, code);
}

bool hasAnswered(const Evidence &evidence, const QString &host)
{
    return std::any_of(evidence.calls.begin(), evidence.calls.end(), [&](const SeenCall &call) { return call.status > 0 && (host.isEmpty() || call.host == host); });
}

QStringList pendingCalls(const Evidence &evidence)
{
    QStringList lines;
    for (const SeenCall &call : evidence.calls) {
        if (call.isPending)
            lines << (call.host.isEmpty() ? call.label : call.label + u" to "_s + call.host);
    }
    lines.removeDuplicates();
    return lines;
}

WidgetErrorParts widgetErrorFrom(const QString &text)
{
    WidgetErrorParts parts{.type = {}, .code = {}, .message = {}, .text = text};
    for (const QString &each : text.split(u'|')) {
        const QString part = each.trimmed();
        if (part.startsWith("Code:"_L1, Qt::CaseInsensitive))
            parts.code = part.mid(5).trimmed();
        else if (part.startsWith("Message:"_L1, Qt::CaseInsensitive))
            parts.message = part.mid(8).trimmed();
        else if (parts.type.isEmpty())
            parts.type = part;
    }
    return parts;
}

Blame blameOf(const WidgetErrorParts &error)
{
    static const QRegularExpression banks(u"CREDENTIALS|BANK_|ACCOUNT_|_OTP|OTP_|NO_ACCOUNT"_s);
    if (namesLostParameter(error))
        return Blame::Ours;
    if (isBankCode(error.code) || (!isServiceCode(error.code) && error.type.contains(banks)) || error.type == "OTP_EXPIRED"_L1)
        return Blame::Bank;
    return Blame::Service;
}

bool namesLostParameter(const WidgetErrorParts &error)
{
    // "Missing required request parameters: [token]", "handleMFA needs a connectionId."
    static const QRegularExpression lost(uR"(\b(missing|required|needs an?)\b.*\b(token|aeroPassUserUuid|connectionId|jobId|configurationId|userId)\b)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return error.type != "INVALID_REQUEST"_L1 && error.text.contains(lost); // INVALID_REQUEST: what the widget itself sent
}

bool isPageDead(const Evidence &evidence)
{
    const auto isDeadly = [](const Error &error) { return error.kind == Kind::Web || error.kind == Kind::Timeout || error.kind == Kind::Network; };
    return evidence.launchError && isDeadly(*evidence.launchError);
}

} // namespace console
