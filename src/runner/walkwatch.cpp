// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/walkwatch.h"

#include "api/call.h"
#include "session/session.h"
#include "web/widgetview.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString levelName(LogEntry::Level level)
{
    switch (level) {
    case LogEntry::Level::Info: return u"info"_s;
    case LogEntry::Level::Good: return u"good"_s;
    case LogEntry::Level::Warning: return u"warning"_s;
    case LogEntry::Level::Bad: return u"bad"_s;
    }
    return {};
}

/// The first argument of a callback; text that is JSON is what it says (contract f.4).
Json bodyOf(const QString &argumentsJson)
{
    Result<Json> json = Json::parse(argumentsJson.toUtf8());
    if (json && json->isArray())
        json = json->items().isEmpty() ? Json() : json->items().first();
    if (json && json->isText()) {
        if (const Result<Json> inner = Json::parse(json->scalar().toUtf8()))
            return *inner;
    }
    return json.value_or(Json());
}

bool isError(const WalkWatch::Event &event)
{
    return event.name == "onError"_L1 || event.name == "widgetError"_L1;
}

QString textOf(const WalkWatch::Event &event)
{
    return event.body.isText() ? event.body.scalar() : event.body.compact();
}

} // namespace

WalkWatch::WalkWatch(Session *session, WidgetView *view, QObject *parent)
    : QObject(parent), m_session(session), m_view(view)
{
    connect(view, &WidgetView::opened, this, &WalkWatch::opened);
    connect(view, &WidgetView::message, this, [this](const QString &, const QString &origin, const QString &text, bool wasText) { message(origin, text, wasText); });
    connect(view, &WidgetView::callback, this, [this](const QString &, const QString &name, const QString &arguments) { callback(name, arguments); });
    connect(view, &WidgetView::dataAsked, this, [this](const QString &, const QUrl &url) { m_asked.append(url.toString(QUrl::RemoveQuery | QUrl::RemoveFragment)); });
    connect(session->api(), &ApiClient::exchanged, this, &WalkWatch::exchanged);
    connect(session->log(), &EventLog::added, this, &WalkWatch::logged);
}

void WalkWatch::begin()
{
    opened();
    m_calls.clear();
    m_refused.clear();
    m_timeLine.clear();
    m_callsBefore = 0;
    m_clock.start();
}

void WalkWatch::opened()
{
    m_events.clear();
    m_excused.clear();
    m_asked.clear();
}

void WalkWatch::message(const QString &origin, const QString &text, bool wasText)
{
    const Environment environment = m_session->link()->launch() ? m_session->link()->launch()->environment : m_session->environments()->current();
    const WidgetEvent event = decodeWidgetEvent(origin, text, wasText, trustedOrigins(environment));
    if (event.kind == WidgetEvent::Kind::Rejected)
        return;
    m_events.append({.name = event.type, .isCallback = false, .body = bodyOf(event.payload)});
    Q_EMIT changed();
}

void WalkWatch::callback(const QString &name, const QString &argumentsJson)
{
    m_events.append({.name = name, .isCallback = true, .body = bodyOf(argumentsJson)});
    Q_EMIT changed();
}

QStringList WalkWatch::widgetErrors() const
{
    QStringList texts;
    for (const Event &event : m_events) {
        if (isError(event))
            texts.append(textOf(event));
    }
    texts.removeDuplicates(); // the message and the callback say the same
    return texts;
}

void WalkWatch::excuse(const Event &event)
{
    if (isError(event) && !m_excused.contains(textOf(event)))
        m_excused.append(textOf(event));
}

/// Launch options that were set, that this SDK passes on, and that are not in the address it built.
QStringList WalkWatch::lostOptions() const
{
    const LinkFlow *link = m_session->link();
    if (!link->launch() || !link->receivedUrl().isValid() || link->launch()->options.type != LaunchType::Iframe)
        return {};
    const WidgetLaunch &launch = *link->launch();
    const LaunchOptions &options = launch.options;
    if (options.sdkVersion.startsWith("1."_L1)) // they have names and gaps of their own
        return {};
    const QString ignored = ignoredOptions(options).join(u'\n');
    const QUrlQuery query(link->receivedUrl());
    const QList<std::pair<QString, QString>> wanted{{u"aeroPassUserUuid"_s, launch.aeroPassUserUuid}, {u"configurationId"_s, options.configurationId},
        {u"deeplink"_s, options.deeplink}, {u"jobId"_s, options.jobId}, {u"connectionId"_s, options.connectionId}};
    QStringList lost;
    for (const auto &[name, value] : wanted) {
        if (!value.isEmpty() && query.queryItemValue(name).isEmpty() && !ignored.contains(name))
            lost.append(name);
    }
    return lost;
}

void WalkWatch::exchanged(const Exchange &exchange)
{
    SeenCall call{.label = exchange.request.label(), .host = exchange.request.host()};
    if (exchange.answer) {
        call.status = exchange.answer->status;
        if (const Result<Json> body = judged(*exchange.answer, exchange.request); !body) {
            call.error = m_session->log()->redactor().error(body.error());
            call.code = body.error().code;
        }
    } else {
        call.error = exchange.error ? std::optional(m_session->log()->redactor().error(*exchange.error)) : std::nullopt;
    }
    m_calls.append(call);
}

void WalkWatch::logged(const LogEntry &entry)
{
    if (entry.kind == LogEntry::Kind::Rejected)
        m_refused.append(u"%1: %2"_s.arg(entry.title, entry.detail));
    if (m_timeLine.size() < mostLines)
        m_timeLine.append({.at = std::chrono::milliseconds(m_clock.elapsed()), .kind = logKindName(entry.kind), .level = levelName(entry.level),
                           .title = entry.title, .detail = entry.detail});
}

/// Requests of the pages that were asked more often than they came to an end.
void WalkWatch::tell(Evidence *evidence, const PageEvidence &page) const
{
    QStringList ended = page.ended;
    for (const QString &address : m_asked) {
        const QUrl url(address);
        const bool isPending = !ended.removeOne(address);
        evidence->calls.append({.label = url.path(), .host = url.authority(), .ofWidget = true, .isPending = isPending});
    }
}

Evidence WalkWatch::evidence(const WalkStep &step, const Error &error, const PageEvidence &page) const
{
    const LinkFlow *link = m_session->link();
    Evidence evidence{.step = step, .error = error, .calls = m_calls, .callsBefore = m_callsBefore};
    for (const Event &event : m_events)
        evidence.events.append({.name = event.name, .isCallback = event.isCallback, .payload = m_session->log()->redactor().text(event.body.compact())});
    evidence.widgetErrors = widgetErrors();
    evidence.excused = m_excused;
    evidence.lostOptions = lostOptions();
    evidence.refused = m_refused;
    evidence.launchError = link->error() ? link->error() : link->trouble();
    if (const QList<Job> jobs = m_session->jobs()->jobs(); !jobs.isEmpty()) {
        evidence.jobState = jobStateName(jobs.last().state);
        evidence.jobCause = jobs.last().cause;
    }
    evidence.visible = page.visible;
    evidence.isBusy = page.isBusy;
    evidence.widgetOpen = m_view->isOpen();
    if (evidence.widgetOpen)
        tell(&evidence, page);
    return evidence;
}

} // namespace console
