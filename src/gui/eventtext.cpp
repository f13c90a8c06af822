// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/eventtext.h"

#include "gui/eventmodel.h"
#include "gui/rawtext.h"
#include "gui/timetext.h"
#include "session/entryadvice.h"
#include "session/mask.h"

using namespace Qt::StringLiterals;

namespace console {

QString headerLines(const Headers &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers)
        lines << u"%1: %2"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value));
    return lines.join(u'\n');
}

QString eventExplanation(const LogEntry &entry)
{
    if (entry.kind == LogEntry::Kind::Rejected)
        return EventModel::tr("Not trusted, and nothing was done with it. Messages count only from the widget's own origin, up to 64 KiB, "
                              "of a known type.");
    if (entry.level != LogEntry::Level::Warning && entry.level != LogEntry::Level::Bad)
        return {};
    return codeAdvice(entry);
}

QString eventAsText(const LogEntry &masked, bool reveal)
{
    const LogEntry entry = reveal ? revealed(masked) : masked;
    const auto body = [reveal](const QByteArray &bytes) { return readableJson(bytes, !reveal); };
    QStringList lines{u"%1  %2  %3"_s.arg(exactTime(entry.at), eventKindWord(entry.kind), entry.title)};
    if (!entry.detail.isEmpty())
        lines << entry.detail;
    if (!entry.url.isEmpty())
        lines << u"%1 %2"_s.arg(QString::fromUtf8(entry.verb), entry.url.toString(QUrl::FullyEncoded)) << headerLines(entry.requestHeaders);
    if (!entry.requestBody.isEmpty())
        lines << QString() << body(entry.requestBody);
    if (entry.status)
        lines << QString() << EventModel::tr("Answer %1 after %2").arg(entry.status).arg(durationText(std::chrono::duration_cast<std::chrono::milliseconds>(entry.elapsed)))
              << headerLines(entry.answerHeaders);
    if (!entry.answerBody.isEmpty())
        lines << QString() << body(entry.answerBody);
    return lines.join(u'\n') + u'\n';
}

QString eventAsCode(const LogEntry &entry, CodeLanguage language, bool reveal)
{
    return requestAsCode(reveal ? revealed(entry) : entry, language);
}

QString eventLine(const LogEntry &entry)
{
    const QString time = entry.at.toLocalTime().toString(u"HH:mm:ss"_s);
    return entry.detail.isEmpty() ? u"%1  %2"_s.arg(time, entry.title) : u"%1  %2 · %3"_s.arg(time, entry.title, entry.detail);
}

} // namespace console
