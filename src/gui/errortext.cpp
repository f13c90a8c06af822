// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/errortext.h"

#include "session/advice.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace console {

QString adviceText(const Error &error)
{
    return adviceFor(advised(error));
}

QString errorDetails(const Error &error)
{
    QStringList lines;
    if (!error.where.isEmpty())
        lines << Error::tr("Where: %1").arg(error.where);
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
