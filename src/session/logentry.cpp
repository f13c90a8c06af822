// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/logentry.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype titleLimit = 200;
constexpr qsizetype detailLimit = 2000;

QString shortened(const QString &text, qsizetype limit)
{
    return text.size() > limit ? text.left(limit - 1) + u'…' : text;
}

} // namespace

QList<ToldText> redact(LogEntry &entry, const Redactor &redactor)
{
    QList<ToldText> told;
    // Cut when it is clean: half a credential is one that nobody finds any more. A page may say as much as it likes.
    entry.title = shortened(redactor.text(entry.title, titleLimit, &told), titleLimit);
    entry.detail = shortened(redactor.text(entry.detail, detailLimit, &told), detailLimit);
    entry.launchId = redactor.text(entry.launchId);
    entry.connectionId = redactor.text(entry.connectionId);
    entry.jobId = redactor.text(entry.jobId);
    // A one-time code is sent under a name that also carries error codes, so only this call's field is taken out.
    const bool sendsCode = entry.url.path().endsWith("/confirmUser"_L1);
    entry.url = redactor.url(entry.url, &told);
    entry.requestHeaders = redactor.headers(entry.requestHeaders, &told);
    entry.answerHeaders = redactor.headers(entry.answerHeaders, &told);
    if (entry.answerBytes <= 0) // of what came: masks are longer
        entry.answerBytes = entry.answerBody.size();
    MaskedText request = redactor.masked(entry.requestBody, entry.mostBody, sendsCode ? QList<QByteArray>{"code"} : QList<QByteArray>{});
    MaskedText answer = redactor.masked(entry.answerBody, entry.mostBody);
    entry.requestBody = std::move(request.text);
    entry.requestHidden = std::move(request.hidden);
    entry.answerBody = std::move(answer.text);
    entry.answerHidden = std::move(answer.hidden);
    return told + request.told + answer.told;
}

CallTimes callTimes(const LogEntry &entry)
{
    const CallPhases &phases = entry.phases;
    CallTimes times{.wait = entry.elapsed};
    const bool isSent = phases.sent.count() >= 0 && phases.sent <= entry.elapsed;
    if (isSent) {
        const bool isNew = phases.connecting.count() >= 0 && phases.connecting <= phases.sent;
        times.blocked = isNew ? phases.connecting : phases.sent;
        times.connect = isNew ? phases.sent - phases.connecting : std::chrono::microseconds(-1);
        times.wait = entry.elapsed - phases.sent;
    }
    if (phases.answered.count() >= 0 && phases.answered <= entry.elapsed && (!isSent || phases.answered >= phases.sent)) {
        times.receive = entry.elapsed - phases.answered;
        times.wait -= times.receive;
    }
    return times;
}

LogEntry revealed(LogEntry entry)
{
    entry.requestBody = MaskedText{entry.requestBody, entry.requestHidden}.revealed();
    entry.answerBody = MaskedText{entry.answerBody, entry.answerHidden}.revealed();
    return entry;
}

QList<LogEntry::Kind> allLogKinds()
{
    using Kind = LogEntry::Kind;
    return {Kind::Http, Kind::Widget, Kind::Callback, Kind::Rejected, Kind::Navigation, Kind::Job, Kind::Token, Kind::Action, Kind::Problem};
}

std::optional<LogEntry::Kind> logKindOf(QStringView name)
{
    for (const LogEntry::Kind kind : allLogKinds()) {
        if (logKindName(kind) == name)
            return kind;
    }
    return {};
}

QString logKindName(LogEntry::Kind kind)
{
    switch (kind) {
    case LogEntry::Kind::Http: return u"http"_s;
    case LogEntry::Kind::Widget: return u"widget"_s;
    case LogEntry::Kind::Callback: return u"callback"_s;
    case LogEntry::Kind::Rejected: return u"rejected"_s;
    case LogEntry::Kind::Navigation: return u"navigation"_s;
    case LogEntry::Kind::Job: return u"job"_s;
    case LogEntry::Kind::Token: return u"token"_s;
    case LogEntry::Kind::Action: return u"action"_s;
    case LogEntry::Kind::Problem: return u"problem"_s;
    }
    return u"unknown"_s;
}

} // namespace console
