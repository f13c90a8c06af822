// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectiontext.h"

#include "session/audiencestory.h"
#include "session/connections.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct ConnectionText {
    Q_DECLARE_TR_FUNCTIONS(console::ConnectionText)
};

} // namespace

StatusText connectionStatusText(const QString &status)
{
    using Tone = InkLabel::Tone;
    const QString known = status.toUpper();
    if (known.isEmpty())
        return {ConnectionText::tr("Status not known"), u"question"_s, Tone::Muted};
    if (known == u"CONNECTED" || known == u"ACTIVE")
        return {ConnectionText::tr("Connected"), u"check-circle"_s, Tone::Good};
    if (known == u"EXPIRED_CONSENT")
        return {ConnectionText::tr("Consent expired"), u"warning"_s, Tone::Warning};
    if (known.startsWith(u"REVOKED")) // REVOKED_BY_USER, and "revoked" of older editions
        return {ConnectionText::tr("Revoked"), u"error"_s, Tone::Bad};
    return {status, u"warning"_s, Tone::Warning}; // contract l: unknown → warn, keep the service's word
}

QString accountLine(const QString &accountType, const QString &numberDisplay)
{
    QStringList parts;
    if (!accountType.isEmpty())
        parts << accountType.toLower();
    const QString number = AudienceText::account(numberDisplay).text(); // masked alike for everybody
    if (!number.isEmpty())
        parts << number;
    return parts.join(u' ');
}

QString accountTypeIn(const QString &nickname)
{
    for (const QString &type : {u"checking"_s, u"savings"_s, u"money market"_s}) {
        if (nickname.contains(type, Qt::CaseInsensitive))
            return type;
    }
    return {};
}

QString bankAndAccount(const Connection *connection)
{
    const QString bank = connection && !connection->bank.isEmpty() ? connection->bank : ConnectionText::tr("The bank");
    const QString account = connection ? accountLine({}, connection->numberDisplay) : QString();
    return account.isEmpty() ? bank : bank + u' ' + account;
}

QString accountSummary(const QString &nickname, const QString &accountType, const QString &numberDisplay)
{
    const bool isSaid = !accountType.isEmpty() && nickname.contains(accountType, Qt::CaseInsensitive);
    QStringList parts{nickname, accountLine(isSaid ? QString() : accountType, numberDisplay)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace console
