// SPDX-License-Identifier: GPL-3.0-or-later
// What the widget's page says, and what comes of it. (linkflow.cpp: how a launch begins and ends.)
#include "session/connections.h"
#include "session/launchlog.h"
#include "session/linkflow.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

Error notUnderstood(const QString &message)
{
    return Error{.kind = Error::Kind::Decode, .message = message,
                 .advice = LinkFlow::tr("The payload is in the event list as it came. Report it.")};
}

/// The page that an error brings with it is no step on from it. Titles and routes are the widget's own (contract f.6).
bool tellsOfAnError(const WidgetEvent &page)
{
    return page.pageTitle.contains("error"_L1, Qt::CaseInsensitive) || page.onLoadApi.contains("error"_L1, Qt::CaseInsensitive);
}

} // namespace

/// False, and listed, when it belongs to no launch or an earlier one.
bool LinkFlow::accepts(const QString &launchId, const QString &what)
{
    if (isCurrent(launchId))
        return true;
    m_log->add(launchEntry(LogEntry::Kind::Rejected, LogEntry::Level::Warning, launchId, tr("%1 ignored").arg(what), tr("It belongs to a launch that has ended.")));
    return false;
}

void LinkFlow::pageMessage(const QString &launchId, const QString &origin, const QString &text, bool wasText)
{
    if (!accepts(launchId, tr("message")))
        return;
    const WidgetEvent event = decodeWidgetEvent(origin, text, wasText, trustedOrigins(m_launch->environment));
    if (m_trouble && m_trouble->kind == Error::Kind::Web && event.kind != WidgetEvent::Kind::Rejected) {
        m_trouble.reset(); // it speaks after all
        Q_EMIT changed();
    }
    LogEntry entry = eventEntry(event, LogEntry::Kind::Widget, launchId);
    if (event.kind == WidgetEvent::Kind::Rejected) {
        entry.answerBody = text.toUtf8();
        entry.mostBody = 4096; // anybody's message: only its beginning
    }
    m_log->add(std::move(entry));
    judge(event, LogEntry::Kind::Widget);
}

void LinkFlow::sdkCallback(const QString &launchId, const QString &name, const QString &argumentsJson)
{
    if (!accepts(launchId, name))
        return;
    const WidgetEvent event = decodeCallback(name, argumentsJson);
    LogEntry entry = eventEntry(event, LogEntry::Kind::Callback, launchId);
    entry.answerBody = argumentsJson.toUtf8();
    entry.mostBody = widgetMessageLimit;
    m_log->add(std::move(entry));
    const bool isBrokenSuccess = event.kind == WidgetEvent::Kind::Rejected && name == "onSuccess"_L1;
    if (isBrokenSuccess && isOpen(launchId)) // the SDK has taken the widget away already: waiting on would be for ever
        conclude(LinkState::Failed, notUnderstood(event.rejection));
    else
        judge(event, LogEntry::Kind::Callback);
    if (event.kind == WidgetEvent::Kind::Success || event.kind == WidgetEvent::Kind::Close)
        callbackHeard();
}

void LinkFlow::deeplink(const QString &launchId, const QUrl &url)
{
    if (!accepts(launchId, tr("deep link")))
        return;
    const WidgetEvent event = decodeDeeplink(url, m_launch->options.deeplink);
    LogEntry entry = eventEntry(event, LogEntry::Kind::Navigation, launchId);
    entry.url = url;
    m_log->add(std::move(entry));
    judge(event, LogEntry::Kind::Navigation);
}

void LinkFlow::judge(const WidgetEvent &event, LogEntry::Kind kind)
{
    switch (event.kind) {
    case WidgetEvent::Kind::Success:
        succeeded(event.success);
        break;
    case WidgetEvent::Kind::Close:
        // A close behind a success is the widget going away, no cancel (contract f.5); closes may come twice.
        if (m_state == LinkState::Open)
            conclude(LinkState::Closed);
        break;
    case WidgetEvent::Kind::Page: {
        if (!tellsOfAnError(event))
            m_widgetError.reset(); // another page: whatever was wrong, the person got over it
        // The message and the SDK's onEvent both tell of it; the message counts.
        const bool asked = kind == LogEntry::Kind::Widget && event.pageTitle == "launchExternalWindow"_L1;
        if (asked && m_state == LinkState::Open && m_launch->options.handleOAuthManually)
            askExternalWindow(QUrl(event.onLoadApi, QUrl::StrictMode));
        break;
    }
    case WidgetEvent::Kind::Error:
        m_widgetError = m_tokens->told(widgetError(event));
        if (m_mfaJob)
            Q_EMIT mfaFailed(m_mfaJob, *m_widgetError);
        break;
    default: break;
    }
}

void LinkFlow::askExternalWindow(const QUrl &url)
{
    const bool isWeb = url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    const Result<void> reachable = mayReach(url, m_launch->environment.reach, m_launch->productionUnlocked);
    if (isWeb && reachable) {
        Q_EMIT externalWindowAsked(m_launch->id, url);
        return;
    }
    m_log->add(launchEntry(LogEntry::Kind::Rejected, LogEntry::Level::Warning, m_launch->id, tr("OAuth page refused"),
                       isWeb ? reachable.error().message : tr("It is no web address.")));
}

void LinkFlow::succeeded(const LinkSuccess &success)
{
    const QString id = m_launch->id;
    const bool isMfa = m_launch->isMfa();
    if (success.accounts.isEmpty() && !isMfa) {
        if (m_state == LinkState::Open)
            conclude(LinkState::Failed, notUnderstood(tr("The widget reported success without a connectionId.")));
        return;
    }
    const QString person = success.aeroPassUserUuid;
    if (!person.isEmpty() && person != m_launch->aeroPassUserUuid && m_reported.isEmpty())
        m_log->add(launchEntry(LogEntry::Kind::Problem, LogEntry::Level::Warning, id, tr("another user"), tr("The success names another aeroPassUserUuid than the launch: %1").arg(person)));
    QStringList fresh;
    for (const LinkedAccount &account : success.accounts) {
        if (m_reported.contains(account.connectionId))
            continue; // told before: by the message, the callback or the deep link
        m_reported.insert(account.connectionId);
        fresh << account.connectionId;
        remember(account, isMfa);
    }
    if (m_state != LinkState::Succeeded)
        conclude(LinkState::Succeeded);
    for (const QString &connectionId : std::as_const(fresh)) {
        if (!isMfa && isCurrent(id))
            Q_EMIT linked(connectionId);
    }
}

void LinkFlow::remember(const LinkedAccount &account, bool isMfa)
{
    m_lastConnection = account.connectionId;
    // clientName is the integrator's name, not the bank's (contract b.2): the bank comes from the account details.
    Connection connection{.connectionId = account.connectionId};
    connection.numberDisplay = account.numberDisplay;
    connection.accountType = account.accountType;
    if (!isMfa || !m_connections->find(account.connectionId)) {
        connection.linkedAt = m_clock();
        connection.launchId = m_launch->id;
    }
    m_connections->add(connection);
    LogEntry entry = launchEntry(LogEntry::Kind::Action, LogEntry::Level::Good, m_launch->id, isMfa ? tr("second factor answered") : tr("bank linked"), account.connectionId);
    entry.connectionId = account.connectionId;
    entry.jobId = m_launch->options.jobId;
    m_log->add(std::move(entry));
}

void LinkFlow::widgetUrl(const QString &launchId, const QUrl &url)
{
    if (!accepts(launchId, tr("widget address")))
        return;
    m_received = m_log->redactor().url(url);
    LogEntry entry = launchEntry(LogEntry::Kind::Navigation, LogEntry::Level::Info, launchId, tr("widget address"));
    entry.url = url;
    m_log->add(std::move(entry));
    for (const QString &warning : ignoredOptions(m_launch->options, url))
        m_log->add(launchEntry(LogEntry::Kind::Navigation, LogEntry::Level::Warning, launchId, tr("option ignored"), warning));
    Q_EMIT changed();
}

void LinkFlow::pageNote(const QString &launchId, LogEntry::Kind kind, LogEntry::Level level, const QString &title, const QString &detail)
{
    m_log->add(launchEntry(kind, level, launchId, title, detail)); // worth seeing even when its launch has ended
}

void LinkFlow::pageBroke(const QString &launchId, const Error &error)
{
    if (!accepts(launchId, tr("page failure")))
        return;
    if (m_state != LinkState::Open) { // after a success or a close the page may go as it likes
        m_log->add(launchEntry(LogEntry::Kind::Problem, LogEntry::Level::Warning, launchId, tr("page failure"), oneLine(error)));
        return;
    }
    finish(LinkState::Failed, m_tokens->told(error));
    clearStage();
    endMfa();
}

void LinkFlow::pageStuck(const QString &launchId, const Error &error)
{
    if (!isOpen(launchId))
        return;
    m_trouble = m_tokens->told(error);
    m_log->add(launchEntry(LogEntry::Kind::Problem, LogEntry::Level::Warning, launchId, tr("the widget is silent"), oneLine(*m_trouble)));
    Q_EMIT changed();
}

} // namespace console
