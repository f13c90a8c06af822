// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types.h"

using namespace Qt::StringLiterals;

namespace console {

QString jobKindName(JobKind kind)
{
    switch (kind) {
    case JobKind::Balance: return u"balance"_s;
    case JobKind::Transactions: return u"transactions"_s;
    case JobKind::Identity: return u"identity"_s;
    }
    return {};
}

bool Account::isConnected() const
{
    // Contract (l): "set of good = CONNECTED/ACTIVE; unknown → warn"; early editions have no status at all.
    const QString word = connectionStatus.trimmed();
    return word.isEmpty() || word.compare(u"CONNECTED", Qt::CaseInsensitive) == 0
        || word.compare(u"ACTIVE", Qt::CaseInsensitive) == 0;
}

Money Transaction::signedAmount() const
{
    return credit ? amount : amount.negated();
}

bool JobReport::needsMfa() const
{
    // Contract d: "(mfaTriggered==true && not terminal) || status∈MFA set".
    const bool ended = word == JobWord::Completed || word == JobWord::Failed;
    return word == JobWord::Mfa || (mfaTriggered && !ended);
}

} // namespace console
