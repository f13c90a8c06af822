// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/launchlog.h"

#include "api/advice.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct LaunchWords {
    Q_DECLARE_TR_FUNCTIONS(console::LaunchLog)
};

QString errorDetail(const WidgetEvent &event)
{
    QStringList parts;
    if (!event.errorType.isEmpty() && !event.errorText.startsWith(event.errorType))
        parts << event.errorType;
    parts << (event.errorText.isEmpty() ? event.errorCode : event.errorText);
    const QString advice = adviceForCode(event.errorCode);
    if (!advice.isEmpty())
        parts << advice;
    return parts.join(u" — "_s);
}

} // namespace

LogEntry launchEntry(LogEntry::Kind kind, LogEntry::Level level, const QString &launchId, const QString &title, const QString &detail)
{
    LogEntry entry;
    entry.kind = kind;
    entry.level = level;
    entry.launchId = launchId;
    entry.title = title;
    entry.detail = detail;
    return entry;
}

Error widgetError(const WidgetEvent &event)
{
    QString message = event.errorMessage;
    for (const QString &other : {event.errorText, event.errorType, event.errorCode}) {
        if (message.isEmpty())
            message = other;
    }
    return Error{.kind = Error::Kind::Service, .message = message, .code = event.errorCode};
}

LogEntry eventEntry(const WidgetEvent &event, LogEntry::Kind kind, const QString &launchId)
{
    LogEntry entry = launchEntry(kind, LogEntry::Level::Info, launchId, event.type);
    entry.answerBody = event.payload.toUtf8();
    switch (event.kind) {
    case WidgetEvent::Kind::Success:
        entry.level = LogEntry::Level::Good;
        entry.detail = LaunchWords::tr("%1 form, connections: %2").arg(event.success.spelling).arg(event.success.accounts.size());
        break;
    case WidgetEvent::Kind::Page: entry.detail = event.pageTitle; break;
    case WidgetEvent::Kind::BankClick: entry.detail = event.stateCode; break;
    case WidgetEvent::Kind::Error:
        entry.level = LogEntry::Level::Bad;
        entry.detail = errorDetail(event);
        break;
    case WidgetEvent::Kind::Rejected:
        entry.kind = LogEntry::Kind::Rejected;
        entry.level = LogEntry::Level::Warning;
        entry.title = event.type.isEmpty() ? LaunchWords::tr("message rejected") : LaunchWords::tr("%1 rejected").arg(event.type);
        entry.detail = event.rejection;
        break;
    default: break;
    }
    return entry;
}

} // namespace console
