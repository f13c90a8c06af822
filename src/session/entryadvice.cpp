// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/entryadvice.h"

#include "api/advice.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

QString codeAdvice(const LogEntry &entry)
{
    static const QRegularExpression code(u"\\b(?:AC|AR)-\\d{3}\\b|\\bAP\\d{3}\\b"_s);
    const QString text = entry.title + u'\n' + entry.detail + u'\n' + QString::fromUtf8(entry.answerBody.left(4096));
    for (auto hits = code.globalMatch(text); hits.hasNext();) {
        const QString found = hits.next().captured();
        const QString advice = adviceForCode(found);
        if (!advice.isEmpty())
            return u"%1: %2"_s.arg(found, advice);
    }
    return {};
}

QString entryAdvice(const LogEntry &entry)
{
    if (entry.level != LogEntry::Level::Bad)
        return {};
    const QString byCode = codeAdvice(entry);
    if (!byCode.isEmpty() || entry.kind != LogEntry::Kind::Http)
        return byCode;
    const bool refused = entry.status == 401 || entry.status == 403;
    return adviceFor(Error{.kind = entry.status == 0 ? Error::Kind::Network : refused ? Error::Kind::Credentials : Error::Kind::Http,
                           .httpStatus = entry.status});
}

} // namespace console
