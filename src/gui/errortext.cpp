// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/errortext.h"

#include "api/advice.h"
#include "session/mask.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// A job's id alone: as one word it is wider than the side. Its whole stands beside the error, to be copied.
QString withoutLongId(const QString &where)
{
    static const QRegularExpression id(u"^(?:[A-Za-z]{1,6}-)?[0-9A-Fa-f-]{20,}$"_s);
    return id.match(where).hasMatch() ? shortId(where) : where;
}

} // namespace

QString adviceText(const Error &error)
{
    return adviceFor(advised(error));
}

QString errorDetails(const Error &error)
{
    QStringList lines;
    if (!error.where.isEmpty())
        lines << Error::tr("Where: %1").arg(withoutLongId(error.where));
    if (!error.code.isEmpty())
        lines << Error::tr("Code: %1").arg(error.code);
    if (error.httpStatus)
        lines << Error::tr("HTTP status: %1").arg(error.httpStatus);
    if (error.retryAfter)
        lines << Error::tr("Try again after: %1 s").arg(error.retryAfter->count() / 1000.0, 0, 'f', 1);
    lines << Error::tr("Kind: %1").arg(errorKindName(error.kind));
    return lines.join(u'\n');
}

} // namespace console
