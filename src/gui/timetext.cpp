// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timetext.h"

#include <QCoreApplication>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct TimeText {
    Q_DECLARE_TR_FUNCTIONS(console::TimeText)
};

QString amountOf(qint64 seconds)
{
    const auto whole = [](qint64 value) { return static_cast<int>(value); };
    if (seconds < 60)
        return TimeText::tr("%n second(s)", nullptr, whole(seconds));
    if (seconds < 3600)
        return TimeText::tr("%n minute(s)", nullptr, whole(seconds / 60));
    if (seconds < 86400)
        return TimeText::tr("%n hour(s)", nullptr, whole(seconds / 3600));
    return TimeText::tr("%n day(s)", nullptr, whole(seconds / 86400));
}

/// Without a translation Qt leaves "(s)" in a plural text; the English one is made here.
QString withPlural(QString text)
{
    const bool one = text.startsWith(u"1 ");
    return text.replace(u"(s)"_s, one ? QString() : u"s"_s);
}

} // namespace

QString spokenTime(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return TimeText::tr("not given");
    const qint64 seconds = at.secsTo(now);
    const qint64 span = std::llabs(seconds);
    if (span < 5)
        return TimeText::tr("just now");
    if (span >= 365LL * 86400)
        return at.date().toString(Qt::ISODate);
    if (seconds >= 86400 && at.toUTC().date().daysTo(now.toUTC().date()) == 1)
        return TimeText::tr("yesterday");
    const QString amount = withPlural(amountOf(span));
    return seconds > 0 ? TimeText::tr("%1 ago").arg(amount) : TimeText::tr("in %1").arg(amount);
}

QString exactTime(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s : TimeText::tr("not given");
}

QString clockTime(const QDateTime &at)
{
    return at.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
}

QString durationText(std::chrono::milliseconds span)
{
    const qint64 milliseconds = qMax<qint64>(0, span.count());
    if (milliseconds < 10000)
        return TimeText::tr("%1 s").arg(QString::number(milliseconds / 100 / 10) + u'.' + QString::number(milliseconds / 100 % 10));
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 60)
        return TimeText::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return TimeText::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
    return TimeText::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
}

QString runningText(std::chrono::milliseconds span)
{
    return span.count() < 10000 ? TimeText::tr("%1 s").arg(qMax<qint64>(0, span.count()) / 1000) : durationText(span);
}

std::optional<std::chrono::milliseconds> between(const QDateTime &from, const QDateTime &to)
{
    if (!from.isValid() || !to.isValid())
        return {};
    return std::chrono::milliseconds(from.msecsTo(to));
}

QString keptTogether(const QStringList &facts)
{
    constexpr qsizetype longest = 30; // characters; what is longer must be broken somewhere
    QStringList kept;
    for (QString fact : facts)
        kept << (fact.size() > longest ? fact : fact.replace(u' ', QChar::Nbsp));
    return kept.join(u" · "_s);
}

} // namespace console
